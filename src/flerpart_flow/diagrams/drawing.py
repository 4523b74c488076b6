"""Ask for a picture, and get it in whatever format: ``draw`` and the ``Drawing`` that it gives."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Final

import attrs

from flerpart_flow.diagrams.engines.engines import Engine, find_engine
from flerpart_flow.diagrams.engines.errors import EngineMissing, EngineUnusable
from flerpart_flow.diagrams.engines.pdf import has_weasyprint, pdf_of_pages
from flerpart_flow.diagrams.errors import DiagramError, known
from flerpart_flow.diagrams.given import aware, check_colours, check_given
from flerpart_flow.diagrams.model import Picture
from flerpart_flow.diagrams.render import dot, png, svg, table
from flerpart_flow.diagrams.render.mermaid import flowchart, states
from flerpart_flow.diagrams.render.pieces.places import Places
from flerpart_flow.diagrams.render.plain import without_frames
from flerpart_flow.diagrams.render.themes import AFTER_DARK, LIGHT, THEMES, Theme
from flerpart_flow.diagrams.views.registry import RENAMED, VIEWS
from flerpart_flow.diagrams.views.request import Request
from flerpart_flow.diagrams.wording import Wording
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.eras.eras import check_judged
from flerpart_flow.engine.files.whole import EVERYBODY_READS, write_whole
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.texts import DEFAULT_LANGUAGE, LANGUAGES
from flerpart_flow.texts.system import system_reason

TIMEOUT: Final = 30.0
"""Seconds that an engine gets for one run."""

LEAST_DPI: Final = 24
MOST_DPI: Final = 600
"""The dots per inch that a PNG can be asked for in."""

TEXT_FORMATS: Final = ("dot", "mermaid", "table")
PICTURE_FORMATS: Final = ("svg", "png", "pdf")
FORMATS: Final = (*TEXT_FORMATS, *PICTURE_FORMATS)
SUFFIXES: Final = {
    ".dot": "dot",
    ".gv": "dot",
    ".mmd": "mermaid",
    ".md": "table",
    ".svg": "svg",
    ".png": "png",
    ".pdf": "pdf",
}


@attrs.frozen
class Drawing:
    """A picture of one or more pages, in one theme.

    ``source``, ``mermaid`` and ``table`` need nothing but this library; ``dots``, ``svgs`` and ``render`` run an
    engine. In a notebook it shows itself as SVG, or as a table where there is no engine.
    """

    pages: tuple[Picture, ...]
    theme: Theme = attrs.field(repr=lambda theme: theme.name)

    @property
    def source(self) -> str:
        """The DOT of every page, one graph after another, the same text everywhere. With lanes or rows it is the first
        of two passes, which finds the places: ``dots`` draw like the picture.
        """
        return "".join(dot.source(page, self.theme) for page in self.pages)

    @property
    def mermaids(self) -> tuple[str, ...]:
        """Each page as a Mermaid flowchart, save those of tables: Mermaid draws one from a file.

        Raises DiagramError where all pages are tables.
        """
        found = tuple(
            states.source(page, self.theme) if states.fits(page) else flowchart.source(without_frames(page), self.theme)
            for page in self.pages
            if flowchart.is_drawn(page)
        )
        if not found:
            raise DiagramError("bild.mermaid_tabell", view=self.pages[0].view)
        return found

    @property
    def mermaid(self) -> str:
        """The pages as Mermaid flowcharts, with an empty line between them. Raises DiagramError as ``mermaids``."""
        return "\n".join(self.mermaids)

    @property
    def table(self) -> str:
        """The pages as Markdown tables."""
        return "\n".join(table.source(page) for page in self.pages)

    def dots(self, *, engine: str | Path | None = None, timeout: float = TIMEOUT) -> tuple[str, ...]:
        """Each page as the DOT that its picture is drawn from: everything has its place, and ``dot -Tsvg`` draws the
        same. The places differ between engines as letters' widths do. Raises as ``svgs``.
        """
        found = find_engine(engine)
        return tuple(self._placed(page, found, timeout) for page in self.pages)

    def svgs(self, *, engine: str | Path | None = None, timeout: float = TIMEOUT) -> tuple[str, ...]:
        """Each page as SVG with title, description, roles and labels.

        ``engine`` is a path or a name of a Graphviz engine (see ``engines.find_engine``), ``timeout`` the seconds for
        each of its runs. Raises EngineError when there is none, or it fails, crashes or takes too long.
        """
        return tuple(drawn for _, drawn in self.dots_and_svgs(engine=engine, timeout=timeout))

    def dots_and_svgs(
        self, *, engine: str | Path | None = None, timeout: float = TIMEOUT
    ) -> tuple[tuple[str, str], ...]:
        """Each page as ``dots`` and as ``svgs``, placed once."""
        found = find_engine(engine)
        placed = ((page, self._placed(page, found, timeout)) for page in self.pages)
        return tuple((source, self._svg(page, source, found, timeout)) for page, source in placed)

    def _placed(self, page: Picture, engine: Engine, timeout: float) -> str:
        """The DOT that is drawn: of one pass, or on the places that a first one found."""
        if page.layout.passes == 1:
            return dot.source(page, self.theme)
        source = dot.first_pass(page, self.theme)
        return dot.placed_source(page, self.theme, Places.read(engine.run(source, "json", timeout=timeout)))

    def _svg(self, page: Picture, source: str, engine: Engine, timeout: float) -> str:
        turned = AFTER_DARK if self.theme is LIGHT else None
        return svg.finished(engine.run(source, "svg", timeout=timeout), page, turned)

    def _drawn(self, page: Picture, engine: Engine, form: str, timeout: float, dpi: int | None = None) -> bytes:
        """A page in a format of the engine's own."""
        source = dot.unlinked(self._placed(page, engine, timeout))
        sized = source if dpi is None else source.replace("graph [", f"graph [dpi={dpi} ", 1)
        drawn = engine.run(sized, form, timeout=timeout)
        return png.without_edge(drawn) if form == "png" else drawn

    def _written_dots(self, engine: str | Path | None, timeout: float) -> tuple[str, ...]:
        """What is written as DOT: on its places, but where there is no engine to find them. It needs none."""
        plain = tuple(dot.source(page, self.theme) for page in self.pages)
        if all(page.layout.passes == 1 for page in self.pages):
            return plain
        try:
            return self.dots(engine=engine, timeout=timeout)
        except (EngineMissing, EngineUnusable):
            if engine is not None:
                raise
            return plain

    def bytes_of(
        self, form: str, *, engine: str | Path | None = None, timeout: float = TIMEOUT, dpi: int | None = None
    ) -> tuple[bytes, ...]:
        """The pages in a format. The table holds them all in one, and so does PDF where WeasyPrint is. DOT is
        ``dots``, or what ``source`` holds where no engine is.

        ``dpi`` are the dots per inch of a PNG: 96, unless it is to be printed.

        Raises DiagramError for an unknown format, for tables as Mermaid, for dots that aren't between 24 and 600, and
        for dots of what is no PNG.
        """
        known("format", form, FORMATS)
        if dpi is not None and form != "png":
            raise DiagramError("bild.dpi_bara_png")
        if dpi is not None and not LEAST_DPI <= dpi <= MOST_DPI:
            raise DiagramError("bild.dpi", least=LEAST_DPI, most=MOST_DPI)
        if form == "mermaid":
            return tuple(one.encode() for one in self.mermaids)
        if form == "dot":
            return tuple(one.encode() for one in self._written_dots(engine, timeout))
        if form == "table":
            return (self.table.encode(),)
        found = find_engine(engine)
        if form == "pdf" and (has_weasyprint() or not found.makes_pdf):
            drawn = self.svgs(engine=engine, timeout=timeout)
            titled = [(page.title, one) for page, one in zip(self.pages, drawn, strict=True)]
            return (pdf_of_pages(titled, title=self.pages[0].title, lang=self.pages[0].lang),)
        if form == "svg":
            return tuple(one.encode() for one in self.svgs(engine=engine, timeout=timeout))
        return tuple(self._drawn(page, found, form, timeout, dpi) for page in self.pages)

    def render(
        self,
        path: str | Path,
        *,
        format: str | None = None,
        engine: str | Path | None = None,
        timeout: float = TIMEOUT,
        dpi: int | None = None,
    ) -> tuple[Path, ...]:
        """Write the pages to files and give their paths. Several pages, but of a table, are numbered.

        The format follows from the suffix (.svg, .png, .pdf, .dot, .gv, .mmd, .md) unless ``format`` names it. Each
        file is written whole or not at all. Raises DiagramError for an unknown format or a path that can't be
        written, EngineError when no engine can draw.
        """
        target = Path(path)
        form = SUFFIXES.get(target.suffix.lower()) if format is None else format
        asked = known("format", form or target.suffix.removeprefix("."), FORMATS)
        made = self.bytes_of(asked, engine=engine, timeout=timeout, dpi=dpi)
        several = len(made) > 1
        paths = [
            target.with_name(f"{target.stem}-{number:0{len(str(len(made)))}}{target.suffix}") if several else target
            for number in range(1, len(made) + 1)
        ]
        for one, data in zip(paths, made, strict=True):
            write_picture(one, data)
        return tuple(paths)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """What a notebook shows: SVG if an engine is there, else the table; always the table's text."""
        bundle = {"text/plain": self.table, "text/markdown": self.table}
        try:
            pictures = self.svgs()
        except EngineMissing:
            return bundle
        return {**bundle, "text/html": "\n".join(one.partition("\n")[2] for one in pictures)}


def draw(
    routine: Routine,
    view: str,
    *,
    case: Case | None = None,
    phase: str | None = None,
    party: str | None = None,
    step: str | None = None,
    meeting: date | None = None,
    at: datetime | None = None,
    by: str | None = None,
    against: Rules | None = None,
    lang: str = DEFAULT_LANGUAGE,
    theme: str | Theme = LIGHT.name,
    rules: Rules | None = None,
) -> Drawing:
    """A view of a routine: see ``views.registry``.

    ``phase``, ``party`` and ``step``, an event, name one of the routine's; ``meeting`` is the day of the ``calendar``,
    ``case`` the one that ``case`` shows, as it stood ``at`` (its last line, if no time is given; ``at`` tells
    what day it is for ``calendar``).
    With ``by`` the ``case`` is shown as that one may see it (``flerpart_flow.seen``).
    ``diff`` compares with the rules ``against``. ``rules`` are those to draw under: the case's, else the newest.
    Nothing is run until a picture is asked for.

    ``theme`` is the name of one, or a ``Theme`` of your own, whose colours are checked for contrast.

    Raises DiagramError for a name that isn't there, with the nearest, for what the view needs and didn't get, and for
    colours that can't be told apart;
    EventError for an actor that the rules don't know; RulesNotInstalled for a case that stands under rules that aren't.
    """
    if str(view) in RENAMED:
        raise DiagramError("bild.vy_ny", old=view, new=RENAMED[view])
    found = VIEWS[known("vy", view, VIEWS)]
    known("sprak", lang, LANGUAGES)
    look = theme if isinstance(theme, Theme) else THEMES[known("tema", theme, THEMES)]
    check_colours(look)
    check_given(found, routine, case=case, phase=phase, party=party, step=step, meeting=meeting, against=against)
    latest = at is None and case is not None and "case" in found.needs
    if case is not None and "case" in found.needs:
        check_judged(case.course)  # what it owes and may do would be told by rules that aren't its own
        at = case.latest if latest else at
    under = rules or (case.rules if case is not None and "case" in found.needs else routine.rules())
    if "meeting" in found.needs and "lead_time_weeks_region" not in under.parameters:
        raise DiagramError("bild.inga_framforhallningar", routine=routine.name)
    request = Request(
        wording=Wording.of(routine, under, lang),
        case=case,
        phase=phase,
        party=party,
        step=step,
        meeting=meeting,
        at=aware(at),
        latest=latest,
        by=by,
        against=against,
    )
    return Drawing(found.build(request), look)


def write_picture(target: Path, data: bytes) -> None:
    """Write a file of a picture, which everybody may read: a routine's pictures are about nobody.

    Raises DiagramError, which names the path and the reason; FileError as ``write_whole``.
    """
    try:
        write_whole(target, (data,), EVERYBODY_READS)
    except OSError as error:
        raise DiagramError("bild.skriva", path=str(target), reason=system_reason(error)) from None
