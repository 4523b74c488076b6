"""What the individual reads of a case, in easy Swedish."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from flerpart_flow.cli.errors import FlowTrouble, Trouble
from flerpart_flow.cli.output import write_json, write_page
from flerpart_flow.cli.pages.page import Page
from flerpart_flow.texts import DEFAULT_LANGUAGE, texts

if TYPE_CHECKING:
    from flerpart_flow.across.easy import EasyRead
    from flerpart_flow.engine.judging.case import Case

INDIVID: Final = "individ"


def write(logs: Sequence[str], cases: Sequence[Case], at: datetime, by: str | None, form: str, output: str) -> None:
    """Write the answer of ``status`` for the individual. Raises Trouble for one who asks for somebody else."""
    if by not in (None, INDIVID):
        raise Trouble("lattlast", where="--by")
    read = [_read(case, at) for case in cases]
    if form == "json":
        write_json(_data(logs, cases, at, read), output)
    else:
        write_page(_page(read), output)


def _read(case: Case, at: datetime) -> EasyRead:
    from flerpart_flow.across.easy import easy_read
    from flerpart_flow.engine.errors import DefinitionError

    try:
        return easy_read(case, at)
    except DefinitionError as error:
        raise FlowTrouble(error, "--lang") from None


def _data(logs: Sequence[str], cases: Sequence[Case], at: datetime, read: Sequence[EasyRead]) -> dict[str, Any]:
    from flerpart_flow.cli.input import loading
    from flerpart_flow.cli.shapes import shapes
    from flerpart_flow.engine.values.clock import format_time

    return {
        "format": shapes.mark("status-easy"),
        "at": format_time(at),
        "reviewed": all(one.reviewed for one in read),
        "cases": [
            {
                "log": loading.shown(log),
                "case": case.header.case,
                "phase": one.phase,
                "after": one.after,
                "rights": [{"event": event, "text": text} for event, text in one.rights.items()],
            }
            for log, case, one in zip(logs, cases, read, strict=True)
        ],
    }


def _page(read: Sequence[EasyRead]) -> Page:
    said = texts(DEFAULT_LANGUAGE)  # the headings too are in Swedish
    page = Page()
    for one in read:
        page.heading(said.raw("lattlast.rubrik_nu"))
        _lines(page, one.phase)
        page.heading(said.raw("lattlast.rubrik_sedan"))
        _lines(page, one.after)
        page.heading(said.raw("lattlast.rubrik_ratt"))
        for text in one.rights.values():
            _lines(page, text)
        if not one.rights:
            page.line(said.raw("lattlast.inget"), 2)
    if not all(one.reviewed for one in read):
        page.blank()
        page.line(said.raw("lattlast.granskad"), style="faint")
    return page


def _lines(page: Page, text: str) -> None:
    """A sentence on each line."""
    for sentence in text.replace(". ", ".\n").split("\n"):
        page.line(sentence, 2, hang=2)
