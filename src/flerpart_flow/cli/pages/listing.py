"""An agenda and a work list, on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flerpart_flow.agenda.entry import Group, in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from flerpart_flow.agenda import Entry, WorkList
    from flerpart_flow.cli.pages.page import Page
    from flerpart_flow.texts import Texts


def tell_entries(page: Page, found: Iterable[Entry], said: Texts) -> None:
    """Each entry on a line: its day, what it is and whose, how far off, its norms."""
    for one in found:
        mark = said.raw(f"cli.grupp.{one.group.value}") if one.group is Group.LATE else ""
        _tell(page, one, said, mark)


def _tell(page: Page, one: Entry, said: Texts, mark: str, case: str = "") -> None:
    style = "block" if one.group is Group.LATE else ""
    page.marked(f"{mark}:" if mark else "-", in_words(one, said, case), 2, style, hang=2)


def tell_work(page: Page, found: WorkList, said: Texts, named: Callable[[str], Texts]) -> None:
    """The items by group, the most pressing first, and who is waited for; each in the words of its routine."""
    page.line(said.say("cli.worklist.antal", antal=found.cases))
    for group in Group:
        items = found.of(group)
        if items:
            page.heading(said.raw(f"cli.grupp.{group.value}"))
        for one in items:
            _tell(page, one.entry, named(one.routine), "", one.case)
    if not found.items:
        page.line(said.raw("cli.worklist.inget"))
    waited = found.waits_for()
    if waited:
        page.heading(said.raw("cli.worklist.vantar"))
    for bearer, items in waited.items():
        late = sum(1 for one in items if one.entry.group is Group.LATE)
        key = "antal_av" if late else "antal_av_inga"
        told = named(items[0].routine).say(f"cli.worklist.{key}", vem=bearer, antal=len(items), sena=late)
        page.line(f"- {told}", 2, hang=2)


def tell_left_out(page: Page, counts: Mapping[str, int], said: Texts) -> None:
    """The logs that aren't counted, by why, as a report tells them."""
    if any(counts.values()):
        page.heading(said.raw("rapport.utelamnat.rubrik"))
    for key, count in counts.items():
        if count:
            page.line(f"- {said.say(f'rapport.utelamnat.{key}', antal=count)}", 2, hang=2)
