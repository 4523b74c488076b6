"""What one party is told of a case beside phase and duties: the summons, the plan, and that nothing is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flerpart_flow.cli.pages.page import Page
    from flerpart_flow.seen import Seen
    from flerpart_flow.texts import Texts


def tell_nothing(page: Page, seen: Seen, said: Texts) -> None:
    """To one outside there is nothing to tell, not even that there is a case."""
    page.line(said.say("cli.sedd.inget", vem=seen.by))


def tell_given(page: Page, seen: Seen, said: Texts) -> None:
    """The summons and the plans that were given, and neutrally that nothing is asked, where nothing is."""
    if seen.neutral:
        page.heading(said.say("cli.sedd.for", vem=seen.by))
        page.line(said.raw("cli.sedd.inget_begars"), 2)
    if seen.cancelled:
        page.line(said.raw("cli.sedd.installt"), 2)
    if seen.summons is not None and seen.summons.start is not None and not seen.cancelled:
        start, place = seen.summons.start, seen.summons.place
        told = {"tid": start} if place is None else {"tid": start, "plats": place}
        key = "kallelse_forbi" if start < seen.at else "kallelse" if place is None else "kallelse_plats"
        page.line(said.say(f"cli.sedd.{key}", **told), 2, hang=2)
    if seen.plans:
        numbers = said.join([str(one.number) for one in reversed(seen.plans)])
        page.line(said.say("cli.sedd.plan", nummer=numbers), 2, hang=2)
