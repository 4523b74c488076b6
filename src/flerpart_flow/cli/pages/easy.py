"""What the individual reads of a case, in easy Swedish."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from flerpart_flow.cli.errors import FlowTrouble, Trouble
from flerpart_flow.cli.pages.page import Page
from flerpart_flow.texts import EASY, texts

if TYPE_CHECKING:
    from flerpart_flow.across.easy import EasyRead
    from flerpart_flow.engine.judging.case import Case


def read(cases: Sequence[Case], at: datetime, by: str | None) -> list[EasyRead]:
    """What is read of each case. Raises Trouble for one who asks for somebody else than the individual."""
    from flerpart_flow.samverkan.actors import INDIVID

    if by not in (None, INDIVID):
        raise Trouble("lattlast", where="--by")
    return [_read(case, at) for case in cases]


def _read(case: Case, at: datetime) -> EasyRead:
    from flerpart_flow.across.easy import easy_read
    from flerpart_flow.engine.errors import DefinitionError

    try:
        return easy_read(case, at)
    except DefinitionError as error:
        raise FlowTrouble(error, "--lang") from None


def page_of(found: Sequence[EasyRead]) -> Page:
    """The answer to be read."""
    said = texts(EASY)
    page = Page()
    for one in found:
        page.heading(said.raw("lattlast.rubrik_nu"))
        _lines(page, one.phase)
        page.heading(said.raw("lattlast.rubrik_sedan"))
        _lines(page, one.after)
        page.heading(said.raw("lattlast.rubrik_ratt"))
        for text in one.rights.values():
            _lines(page, text)
        if not one.rights:
            page.line(said.raw("lattlast.inget"), 2)
    if not all(one.reviewed for one in found):
        page.blank()
        page.line(said.raw("lattlast.granskad"), style="faint")
    return page


def _lines(page: Page, text: str) -> None:
    """A sentence on each line."""
    for sentence in text.replace(". ", ".\n").split("\n"):
        page.line(sentence, 2, hang=2)
