"""Pages of tables: rows that fit A4, tables on as few pages as they need, and the pages themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from typing import Final

from attrs import evolve

from flerpart_flow.diagrams.model import Kind, Layout, Line, Node, Picture, Row, Tone
from flerpart_flow.diagrams.render.markup import broken
from flerpart_flow.diagrams.steps import slug
from flerpart_flow.diagrams.views.request import Request


def height_of(row: Row, widths: Sequence[int]) -> float:
    """The lines that a row of a table takes, with the space around them."""
    lines = (sum(len(broken(line.text, width)) for line in cell) for cell, width in zip(row.cells, widths, strict=True))
    return max(lines) + 0.5


def two_columns(request: Request, view: str, name: str, rows: Sequence[Row], widths: tuple[int, int]) -> Node:
    """A table under ``bilder.<view>.<name>``: two headings, and a row that says so where there are none."""
    wording = request.wording
    none = Row(((Line("–"),), (Line(wording.word(f"{view}.{name}_inga"), Tone.MUTED),)))
    return Node(
        id=f"{view}-{slug(name)}",
        kind=Kind.TABLE,
        title=wording.word(f"{view}.{name}"),
        columns=(wording.word(f"{view}.{name}_forst"), wording.word(f"{view}.{name}_sedan")),
        rows=tuple(rows) or (none,),
        widths=widths,
    )


PAGE: Final = 50
"""Lines of the tables that a page of A4 has room for, below its heading."""


def fitted(rows: Sequence[Row], widths: Sequence[int], most: int) -> list[list[Row]]:
    """The rows in as few pages of at most so many lines as they need, about as many lines on each."""
    heights = [height_of(row, widths) for row in rows]
    pages = max(1, ceil(sum(heights) / most))
    share = sum(heights) / pages
    parts: list[list[Row]] = [[]]
    filled = 0.0
    for row, height in zip(rows, heights, strict=True):
        if parts[-1] and (filled + height / 2 > share * len(parts)) and len(parts) < pages:
            parts.append([])
        parts[-1].append(row)
        filled += height
    return parts


def paged(tables: Iterable[Node], widths: Sequence[int], taken: float = 0.0) -> list[list[Node]]:
    """The tables in their order, on as few pages as they need. One that is longer than a page is cut between its rows;
    the parts after the first have a number behind their id. So many lines of the first page are ``taken`` already.
    """
    pages: list[list[Node]] = [[]]
    filled = taken
    for table in tables:
        parts: list[list[Row]] = [[]]
        whole = 3 + sum(height_of(row, widths) for row in table.rows)
        if pages[-1] and filled + whole > PAGE >= whole:
            pages.append([])
            filled = 0.0
        filled += 3
        for row in table.rows:
            height = height_of(row, widths)
            if filled + height > PAGE and (parts[-1] or pages[-1]):
                if parts[-1]:
                    pages[-1].append(_part(table, parts))
                    parts.append([])
                pages.append([])
                filled = 3.0
            parts[-1].append(row)
            filled += height
        if parts[-1]:
            pages[-1].append(_part(table, parts))
    return pages


def _part(table: Node, parts: Sequence[Sequence[Row]]) -> Node:
    number = "" if len(parts) == 1 else f"-{len(parts)}"
    return evolve(table, id=f"{table.id}{number}", rows=tuple(parts[-1]))


def table_pages(
    request: Request, view: str, name: str, said: tuple[str, str], tables: Sequence[Node], widths: Sequence[int],
    head: Node | None = None, notes: Sequence[Line] = (),
) -> tuple[Picture, ...]:  # fmt: skip
    """The pages of a view that is tables: ``said`` are its title and description, ``head`` a box above each page's."""
    wording = request.wording
    title, description = said
    parts = paged(tables, widths, taken=len(notes))
    pages = []
    for number, part in enumerate(parts, start=1):
        nodes = (*([head] if head is not None else []), *part)
        several = len(parts) > 1
        pages.append(
            Picture(
                view=view,
                name="-".join((request.routine.name, name, *((str(number),) if several else ()))),
                lang=request.lang,
                title=f"{title} {wording.page_of(number, len(parts))}" if several else title,
                subtitle=wording.source_line(),
                digest=wording.digest_line(),
                description=description,
                layout=Layout.DOWN,
                nodes=nodes,
                ranks=tuple((node.id,) for node in nodes),
                notes=tuple(notes) if number == 1 else (),
            )
        )
    return tuple(pages)
