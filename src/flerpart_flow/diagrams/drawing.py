"""Ask for a picture, and get it in whatever format: ``draw`` and the ``Drawing`` that it gives."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import attrs

from flerpart_flow.diagrams.engines.engines import Engine, find_engine
from flerpart_flow.diagrams.engines.errors import EngineMissing
from flerpart_flow.diagrams.engines.pdf import pdf_from_svg
from flerpart_flow.diagrams.errors import DiagramError, known
from flerpart_flow.diagrams.model import Picture
from flerpart_flow.diagrams.render import dot, mermaid, svg, table
from flerpart_flow.diagrams.render.places import Places
from flerpart_flow.diagrams.render.plain import without_frames
from flerpart_flow.diagrams.render.themes import LIGHT, THEMES, Theme
from flerpart_flow.diagrams.views.registry import VIEWS, View
from flerpart_flow.diagrams.views.request import Request
from flerpart_flow.diagrams.wording import Wording
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.files.whole import EVERYBODY_READS, write_whole
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.clock import NotATime, as_time
from flerpart_flow.texts import DEFAULT_LANGUAGE, LANGUAGES
from flerpart_flow.texts.system import system_reason

TIMEOUT: Final = 30.0
"""Seconds that an engine gets for one run."""

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

    ``source``, ``mermaid`` and ``table`` need nothing but this library; ``svg`` and ``render`` run an engine. In a
    notebook it shows itself as SVG, or as a table where there is no engine.
    """

    pages: tuple[Picture, ...]
    theme: Theme = attrs.field(repr=lambda theme: theme.name)

    @property
    def source(self) -> str:
        """The DOT of every page, one graph after another. With lanes or rows it is the first of two passes."""
        return "".join(dot.source(page, self.theme) for page in self.pages)

    @property
    def mermaids(self) -> tuple[str, ...]:
        """Each page as a Mermaid flowchart, save those of tables: Mermaid draws one from a file.

        Raises DiagramError where all pages are tables.
        """
        found = tuple(mermaid.source(without_frames(page), self.theme) for page in self.pages if mermaid.is_drawn(page))
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

    def svgs(self, *, engine: str | Path | None = None, timeout: float = TIMEOUT) -> tuple[str, ...]:
        """Each page as SVG with title, description, roles and labels.

        ``engine`` is a path or a name of a Graphviz engine (see ``engines.find_engine``), ``timeout`` the seconds for
        each of its runs. Raises EngineError when there is none, or it fails, crashes or takes too long.
        """
        found = find_engine(engine)
        return tuple(self._svg(page, found, timeout) for page in self.pages)

    def _svg(self, page: Picture, engine: Engine, timeout: float) -> str:
        return svg.finished(self._drawn(page, engine, "svg", timeout), page)

    def _drawn(self, page: Picture, engine: Engine, form: str, timeout: float) -> bytes:
        """What the engine makes of a page, in one pass or two."""
        clean = str if form == "svg" else dot.unlinked
        source = dot.source(page, self.theme)
        if page.layout.passes == 1:
            return engine.run(clean(source), form, timeout=timeout)
        places = Places.read(engine.run(source, "json", timeout=timeout))
        placed = dot.placed_source(page, self.theme, places)
        return engine.run(clean(placed), form, layout="neato", positioned=True, timeout=timeout)

    def bytes_of(self, form: str, *, engine: str | Path | None = None, timeout: float = TIMEOUT) -> tuple[bytes, ...]:
        """The pages in a format; DOT and the table hold them all in one. Raises DiagramError for an unknown format, and
        for tables as Mermaid.
        """
        known("format", form, FORMATS)
        if form == "mermaid":
            return tuple(one.encode() for one in self.mermaids)
        if form in TEXT_FORMATS:
            return ({"dot": self.source, "table": self.table}[form].encode(),)
        found = find_engine(engine)
        makers: dict[str, Callable[[Picture], bytes]] = {
            "svg": lambda page: self._svg(page, found, timeout).encode(),
            "png": lambda page: self._drawn(page, found, "png", timeout),
            "pdf": lambda page: self._pdf(page, found, timeout),
        }
        return tuple(makers[form](page) for page in self.pages)

    def _pdf(self, page: Picture, engine: Engine, timeout: float) -> bytes:
        if engine.makes_pdf:
            return self._drawn(page, engine, "pdf", timeout)
        return pdf_from_svg(self._svg(page, engine, timeout).encode(), title=page.title, lang=page.lang)

    def render(
        self,
        path: str | Path,
        *,
        format: str | None = None,
        engine: str | Path | None = None,
        timeout: float = TIMEOUT,
    ) -> tuple[Path, ...]:
        """Write the pages to files and give their paths. Several pages, but of DOT and of a table, are numbered.

        The format follows from the suffix (.svg, .png, .pdf, .dot, .gv, .mmd, .md) unless ``format`` names it. Each
        file is written whole or not at all. Raises DiagramError for an unknown format or a path that can't be
        written, EngineError when no engine can draw.
        """
        target = Path(path)
        form = SUFFIXES.get(target.suffix.lower()) if format is None else format
        made = self.bytes_of(
            known("format", form or target.suffix.removeprefix("."), FORMATS), engine=engine, timeout=timeout
        )
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
    theme: str = LIGHT.name,
    rules: Rules | None = None,
) -> Drawing:
    """A view of a routine: see ``views.registry``.

    ``phase``, ``party`` and ``step``, an event, name one of the routine's; ``meeting`` is the day of the ``calendar``,
    ``case`` the one that ``case`` shows, as it stood ``at`` (its last line, if no time is given; ``at`` tells
    what day it is for ``calendar``).
    With ``by`` the ``case`` is shown as that one may see it (``flerpart_flow.seen``).
    ``diff`` compares with the rules ``against``. ``rules`` are those to draw under: the case's, else the newest.
    Nothing is run until a picture is asked for.

    Raises DiagramError for a name that isn't there, with the nearest, and for what the view needs and didn't get;
    EventError for an actor that the rules don't know.
    """
    found = VIEWS[known("vy", view, VIEWS)]
    known("sprak", lang, LANGUAGES)
    known("tema", theme, THEMES)
    _check_given(found, routine, case=case, phase=phase, party=party, step=step, meeting=meeting, against=against)
    if case is not None and at is None and "case" in found.needs:
        at = case.latest
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
        at=_aware(at),
        by=by,
        against=against,
    )
    return Drawing(found.build(request), THEMES[theme])


def _check_given(view: View, routine: Routine, **given: Any) -> None:
    for name in view.needs:
        if given[name] is None:
            raise DiagramError(f"bild.saknas_{name}", view=view.name)
    if given["phase"] is not None:
        known("fas", given["phase"], routine.phases)
    if given["step"] is not None:
        known("handelse", given["step"], routine.events)
    if given["party"] is not None:
        known("part", given["party"], (party.code for party in routine.outline.parties))
    case = given["case"]
    if case is not None and "case" in view.needs:
        if case.routine.name != routine.name:
            raise DiagramError("bild.annan_rutin", routine=routine.name, other=case.routine.name)
        if case.latest is None:
            raise DiagramError("bild.tomt_arende")


def _aware(at: datetime | None) -> datetime | None:
    if at is None:
        return None
    try:
        return as_time(at)
    except NotATime:
        raise DiagramError("bild.tid") from None


def write_picture(target: Path, data: bytes) -> None:
    """Write a file of a picture, which everybody may read: a routine's pictures are about nobody.

    Raises DiagramError, which names the path and the reason; FileError as ``write_whole``.
    """
    try:
        write_whole(target, (data,), EVERYBODY_READS)
    except OSError as error:
        raise DiagramError("bild.skriva", path=str(target), reason=system_reason(error)) from None
