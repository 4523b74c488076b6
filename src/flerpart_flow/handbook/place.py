"""Where something is in the pictures: a small map of the phases, in which its own are lit, and each picture of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from flerpart_flow.diagrams.ids import phase_id
from flerpart_flow.handbook.addresses import Kind
from flerpart_flow.handbook.inlined import small
from flerpart_flow.handbook.markup import Lines, Page, listing
from flerpart_flow.handbook.scope import Drawn


def place(
    of: Page, phases: Collection[str], spots: Iterable[tuple[Drawn, str | None]], events: Collection[str] = ()
) -> Lines:
    """The place of something in the pictures; that it has none, where it has none."""
    scope = of.scope
    found = list(spots)
    order = [str(one) for one in scope.routine.phases if one in phases]
    yield '<section class="place">'
    yield f"<h2>{of.word('plats.rubrik')}</h2>"
    if order:
        yield f"<p>{of.word('plats.faser')} {', '.join(map(of.phase, order))}.</p>"
        for drawn in scope.pictures_of("overview")[:1]:
            label = scope.word("plats.karta", faser=scope.wording.phases(order))
            lit = {phase_id(one) for one in order} | _arrows(drawn, order, events)
            address = of.address(Kind.PICTURE, drawn.name)
            yield f'<p class="map"><a href="{address}">{small(drawn.svg, lit, label)}</a></p>'
    titles: dict[str, tuple[Drawn, str | None]] = {}
    for drawn, part in found:
        titles.setdefault(drawn.name, (drawn, part))
    if titles:
        yield f"<p>{of.word('plats.bilder')}</p>"
        yield from listing(
            of.link(Kind.PICTURE, one.name, one.picture.title, part or "") for one, part in titles.values()
        )
    elif not order:
        yield f"<p>{of.word('plats.ingen')}</p>"
    yield "</section>"


def _arrows(drawn: Drawn, phases: Iterable[str], events: Collection[str]) -> set[str]:
    """The arrows of the picture that some of the events make."""
    sources = {f"steg-{phase}-{event}" for phase in (*phases, "start", "") for event in events}
    return {one for one in drawn.picture.ids if any(f"{one}-".startswith(f"{source}-") for source in sources)}
