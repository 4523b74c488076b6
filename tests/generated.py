"""Everything in the repository that is generated or pinned, and what writes it anew: ``make generated``.

A test of each compares what is there with what would be written, and says HOW when they differ. Read what changed
before it is committed: other rules may judge a bundled log otherwise, and a picture may have become worse.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

import attrs

from flerpart_flow import FLERPARTSMOTE, ROUTINES, Routine
from flerpart_flow.cli.commands.diagram import set_case
from flerpart_flow.diagrams import collection
from flerpart_flow.engine.judging.case import Case

HOW: Final = "out of date: run `make generated`, and read what changed"
ROOT: Final = Path(__file__).resolve().parents[1]


@attrs.frozen(eq=False)
class Home:
    """Routines, and the folder where what is generated from them lies. ``case`` is the one that the set draws."""

    root: Path
    routines: Mapping[str, Routine]
    lists: Mapping[str, Mapping[str, str]] = attrs.field(factory=dict)
    case: Case | None = None
    at: datetime | None = None


def ours() -> Home:
    """This repository."""
    case, at = set_case()
    routines = {FLERPARTSMOTE.name: FLERPARTSMOTE, "ung_intro": ROUTINES["ung_intro"]}
    return Home(ROOT, routines, LISTS, case, at)


LISTS: Final = {"ung_intro": {"villkor": "../ung-intro.md"}}
"""Closed lists without names in the tables that another page than journal.md explains, by routine."""


def _wrote(path: Path, text: str) -> list[Path]:
    """Write a text if it isn't there; the path if it was written."""
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return []
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return [path]


def pinned_logs(home: Home) -> list[Path]:
    """The first lines of bundled logs, which name the rules that they are judged by."""
    from tests.examples import pinned

    return [path for path in pinned.logs(home.root / "examples") if pinned.refresh(path, home.routines)]


def events_pages(home: Home) -> list[Path]:
    """docs/events: every event of each routine, its duties, and every value of its rules."""
    from tests.docs import events_page

    made = events_page.pages(home.routines.values(), home.lists)
    folder = home.root / "docs" / events_page.FOLDER
    return [path for name, text in made.items() for path in _wrote(folder / name, text)]


def pictures(home: Home) -> list[Path]:
    """The set in diagrams/."""
    return list(collection.renew(home.root / "diagrams", home.routines.values(), case=home.case, at=home.at))


def meeting_form(home: Home) -> list[Path]:
    """docs/meeting-form-tables.md: the decision tables."""
    from tests.docs import form_tables

    return _wrote(form_tables.PAGE, form_tables.written())


def readings(home: Home) -> list[Path]:
    """docs/readings-table.md: every reading."""
    from tests.docs import readings_table

    return _wrote(readings_table.PAGE, readings_table.written())


def licences(home: Home) -> list[Path]:
    """docs/licences.md: the licence of everything that is locked."""
    from tests.supply import licences_page

    return _wrote(licences_page.PAGE, licences_page.written())


def policy(home: Home) -> list[Path]:
    """docs/policy.md: which norms twins show, and how."""
    from tests.docs import policy_page

    return _wrote(policy_page.PAGE, policy_page.written())


def demands(home: Home) -> list[Path]:
    """docs/documents.md: which norm demands what of which paper."""
    from tests.docs import demands_table

    return _wrote(demands_table.PAGE, demands_table.written())


def golden_pictures(home: Home) -> list[Path]:
    """The DOT and the skeletons that the tests of pictures compare with."""
    from tests.diagrams import golden_files

    return [path for path, text in golden_files.made() for path in _wrote(path, text)]


def papers(home: Home) -> list[Path]:
    """The demo's mail in examples/papers, and the tags of each kind of paper."""
    from tests.documents import golden

    written = [path for path, text in golden.made() for path in _wrote(path, text)]
    gone = golden.stale()
    for path in gone:
        path.unlink()
    return [*written, *gone]


def conformance(home: Home) -> list[Path]:
    """The questions about whole logs that other implementations are held to, with what they come to."""
    from tests.conform import corpus

    return [path for path, text in corpus.made() for path in _wrote(path, text)]


OF_A_ROUTINE: Final[tuple[Callable[[Home], list[Path]], ...]] = (pinned_logs, events_pages, pictures)
"""What follows from any routine."""
ALL: Final = (*OF_A_ROUTINE, meeting_form, readings, licences, policy, demands, papers, conformance, golden_pictures)


def main() -> None:
    """Write everything anew that is out of date, and tell which files changed."""
    home = ours()
    changed = [path for kind in ALL for path in kind(home)]
    print("\n".join(str(path.relative_to(ROOT)) for path in changed) or "all that is generated is up to date")


if __name__ == "__main__":
    main()
