"""What a story shows of the routine: the fields that say something, and conditions in words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from flerpart_flow.define import Demo, Showing
from flerpart_flow.routines.ung_intro.shown.sight import SIGHT
from flerpart_flow.samverkan.data.conditions import told_condition
from flerpart_flow.samverkan.samtycke.dates import consent_dates
from flerpart_flow.samverkan.samtycke.showing import told_openly

if TYPE_CHECKING:
    from flerpart_flow.texts import Texts


def _phrase(event: Any, said: Texts) -> str | None:
    """What is known of a condition, which here is about the person."""
    if event.name != "ange_villkor" or event.norm is None:
        return None
    return told_condition(event.norm, event.varde, said)


SHOWING: Final = Showing(
    told=(
        "enheter", "till", "amnen", "amne", "giltigt_till", "part", "slag", "skal_kod", "ror",
        "vag", "ratt_insats", "alder", "planform", "arende", "samordnare", "utgar_fran",
    ),
    phrase=_phrase,
    held=told_openly,
    sight=SIGHT,
    dates=partial(consent_dates, "UI-SAMTYCKE-1"),
    demo=Demo(
        log=("flerpart_flow.routines.ung_intro", "demo.jsonl"),
        ongoing=("flerpart_flow.routines.ung_intro", "ongoing.jsonl"),
        introduction=tuple(f"cli.demo.inledning.ung_intro.{part}" for part in ("vad", "arende", "las")),
        phases="cli.demo.fas.ung_intro",
    ),
)  # fmt: skip
