"""Every view of the real routines, drawn for a test."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from flerpart_flow.diagrams.drawing import Drawing, draw
from flerpart_flow.diagrams.model import Picture
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.journal.log import read_log_file
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.installed import ROUTINES
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE
from flerpart_flow.routines.ung_intro import UNG_INTRO
from flerpart_flow.texts import LANGUAGES

LOGS: Final = Path(__file__).parents[2] / "examples" / "logs"
PARTIES: Final = ("individ", "arbetsformedlingen", "forsakringskassan", "region", "kommun")
MEETING: Final = date(2027, 3, 18)


@cache
def bundled(name: str = "pagaende_arende") -> Case:
    """A case of the bundled logs."""
    return read_log_file(LOGS / f"{name}.jsonl", ROUTINES).case()


Asked = tuple[Routine, str, dict[str, Any]]


def asked() -> dict[str, Asked]:
    """Routine, view and what it is given, by a name: every view, and every party. ``detail`` has every phase."""
    return {
        **_asked(FLERPARTSMOTE, "", "pagaende_arende"),
        **{f"step-{one}": (FLERPARTSMOTE, "step", {"step": one}) for one in ("kalla", "oppna_mote", "avsluta")},
        "calendar": (FLERPARTSMOTE, "calendar", {"meeting": MEETING}),
        "calendar-late": (FLERPARTSMOTE, "calendar", {"meeting": MEETING, "at": datetime(2027, 3, 1, 9, tzinfo=UTC)}),
        **_asked(UNG_INTRO, "ui-", "ui_varden"),
    }


def _asked(routine: Routine, prefix: str, log: str) -> dict[str, Asked]:
    views: dict[str, tuple[str, dict[str, Any]]] = {
        "overview": ("overview", {}),
        "swimlanes": ("swimlanes", {}),
        "detail": ("detail", {}),
        **{f"party-{party}": ("party", {"party": party}) for party in PARTIES},
        "consent": ("consent", {}),
        "roles": ("roles", {}),
        "deviations": ("deviations", {}),
        "case": ("case", {"case": bundled(log)}),
    }
    return {f"{prefix}{name}": (routine, *view) for name, view in views.items()}


@cache
def drawn(name: str, lang: str = "sv", theme: str = "light") -> Drawing:
    """One of them."""
    routine, view, given = asked()[name]
    return draw(routine, view, lang=lang, theme=theme, **given)


NAMES: Final = tuple(asked())
ALL: Final = tuple((name, lang) for name in NAMES for lang in LANGUAGES)


def page(name: str, lang: str = "sv") -> Picture:
    """The first page of one of them."""
    return drawn(name, lang).pages[0]
