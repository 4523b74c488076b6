"""Pages of tables: rows that fit A4, tables on as few pages as they need, and the pages themselves."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from attrs import evolve

from flerpart_flow.diagrams.model import Kind, Layout, Line, Node, Picture, Row, Tone
from flerpart_flow.diagrams.paper import UPRIGHT
from flerpart_flow.diagrams.render.dot import CELL
from flerpart_flow.diagrams.render.markup import SMALL
from flerpart_flow.diagrams.views.flow import flowed, gap, room
from flerpart_flow.diagrams.views.legends import legend
from flerpart_flow.diagrams.views.request import Request
from flerpart_flow.diagrams.views.sizes import head_height, row_height, size_of
from flerpart_flow.engine.review.steps import slug

COLUMNS: Final = UPRIGHT.letters(SMALL, beside=4 * CELL)
"""The letters that the two columns of a table share, so that together they are as wide as the page."""
NOTHING: Final = "–"
"""What stands first in a table without rows."""


def sharing(first: int) -> tuple[int, int]:
    """The widths of two columns, the first of so many letters."""
    return first, COLUMNS - first


def two_columns(request: Request, view: str, name: str, rows: Sequence[Row], widths: tuple[int, int]) -> Node:
    """A table under ``bilder.<view>.<name>``: two headings, and a row that says so where there are none."""
    wording = request.wording
    none = Row(((Line(NOTHING),), (Line(wording.word(f"{view}.{name}_inga"), Tone.MUTED),)))
    return Node(
        id=f"{view}-{slug(name)}",
        kind=Kind.TABLE,
        title=wording.word(f"{view}.{name}"),
        columns=(wording.word(f"{view}.{name}_forst"), wording.word(f"{view}.{name}_sedan")),
        rows=tuple(rows) or (none,),
        widths=widths,
    )


def fitted(table: Node, most: float, above: float = 0.0, below: float = 0.0) -> list[tuple[Row, ...]]:
    """The rows of a table on pages of so many points, its head on each; with so much ``above`` the first row, and
    ``below`` the last.
    """
    heights = [row_height(row, table.widths) for row in table.rows] or [0.0]
    heights[0] += above
    heights[-1] += below
    pages = flowed(range(len(heights)), lambda page: sum(heights[number] for number in page), most - head_height(table))
    return [tuple(table.rows[number] for number in page if number < len(table.rows)) for page in pages]


def paged(
    tables: Sequence[Node], most: float, between: float, taken: float = 0.0, *, even: bool = True
) -> list[list[Node]]:
    """The tables in their order, on as few pages of so many points as they need, ``between`` them so many. One that is
    longer than a page is cut between its rows; the parts after the first have a number behind their id. So much of the
    first page is ``taken`` already.
    """
    heads = [head_height(table) + between for table in tables]
    units: list[_Part] = [part for number, table in enumerate(tables) for part in _parts(number, table, most)]

    def cost(page: Sequence[_Part]) -> float:
        used = {number for number, _, _ in page}
        first = 0.0 if units[0] not in page else taken
        return first + sum(heads[number] for number in used) + sum(height for _, _, height in page) - between

    pages: list[list[Node]] = []
    cut = [0] * len(tables)
    found = flowed(units, cost, most, even=even)
    for page in found:
        pages.append([])
        for number, group in groupby(page, key=lambda one: one[0]):
            cut[number] += 1
            name = tables[number].id if cut[number] == 1 else f"{tables[number].id}-{cut[number]}"
            pages[-1].append(evolve(tables[number], id=name, rows=tuple(row for _, rows, _ in group for row in rows)))
    return pages


_Part = tuple[int, tuple[Row, ...], float]
"""Rows of a table that are not broken over pages: the table's number, the rows, and their height."""


def _parts(number: int, table: Node, most: float) -> list[_Part]:
    """A table whole if it is less than half a page, else each of its rows."""
    heights = [row_height(row, table.widths) for row in table.rows]
    if head_height(table) + sum(heights) < most / 2:
        return [(number, table.rows, sum(heights))]
    return [(number, (row,), height) for row, height in zip(table.rows, heights, strict=True)]


def table_pages(
    request: Request, view: str, name: str, said: tuple[str, str], tables: Sequence[Node], head: Node | None = None,
    notes: Sequence[Line] = (),
) -> tuple[Picture, ...]:  # fmt: skip
    """The pages of a view that is tables: ``said`` are its title and description, ``head`` a box above each page's."""
    wording = request.wording
    title, description = said
    above = () if head is None else (head,)
    page = Picture(
        view=view,
        name=f"{request.routine.name}-{name}",
        lang=request.lang,
        title=f"{title} {wording.page_of(1, 1)}",
        subtitle=wording.source_line(),
        digest=wording.digest_line(),
        description=description,
        layout=Layout.DOWN,
        nodes=(),
        legend=legend(wording, (*above, *tables), ()),
    )
    between = gap(page)
    most = room(page) - sum(size_of(node)[1] + between for node in above)
    noted = evolve(page, notes=tuple(notes))
    parts = paged(tables, most, between, taken=room(page) - room(noted))
    return tuple(
        evolve(
            noted if number == 1 else page,
            name="-".join((page.name, *((str(number),) if len(parts) > 1 else ()))),
            title=f"{title} {wording.page_of(number, len(parts))}" if len(parts) > 1 else title,
            nodes=(*above, *part),
            ranks=tuple((node.id,) for node in (*above, *part)),
            legend=legend(wording, (*above, *part), ()),
        )
        for number, part in enumerate(parts, start=1)
    )
