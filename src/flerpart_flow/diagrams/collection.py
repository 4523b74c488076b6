"""The whole set of pictures of some routines, as a folder: drawn, and checked against what is there.

``<folder>/<routine>/<lang>/<picture>.dot`` and ``.svg``, in the light theme, with an index page in each language. What
depends on a day or a case uses fixed ones, so that the set changes only when the routine or the drawing does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import attrs

from flerpart_flow.diagrams.drawing import Drawing, draw, write_picture
from flerpart_flow.diagrams.errors import DiagramError
from flerpart_flow.diagrams.model import Picture
from flerpart_flow.diagrams.render import dot, svg
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.review.steps import main_path
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.words.reasons import texts_for
from flerpart_flow.texts import LANGUAGES, texts
from flerpart_flow.texts.system import system_reason

MEETING: Final = date(2027, 3, 18)
"""The meeting day of the set's time line."""
CHECKLISTS: Final = 2
"""So many checklists are in the set, beside that of the closing."""
INDEX: Final = {"sv": "README.md", "en": "README.en.md"}


@attrs.frozen
class Stale:
    """A file that isn't as it should be: ``why`` is missing, changed or extra."""

    path: Path
    why: str


def drawings(
    routine: Routine,
    lang: str,
    *,
    case: Case | None = None,
    at: datetime | None = None,
    meeting: date = MEETING,
    rules: Rules | None = None,
) -> Iterator[Drawing]:
    """Every view of a routine that it can have: all phases, all parties, and the case if it is one of the routine's.

    They are drawn under ``rules``, the newest if none are given; a case under its own.
    """
    asked: list[tuple[str, dict[str, Any]]] = [("overview", {}), ("swimlanes", {})]
    asked += [("step", {"step": name}) for name in _most_asked(routine)]
    asked += [("party", {"party": party.code}) for party in routine.outline.parties]
    if routine.outline.given:
        asked.append(("roles", {}))
    asked.append(("consent", {}))
    asked.append(("deviations", {}))
    if "lead_time_weeks_region" in (rules or routine.rules()).parameters:
        asked.append(("calendar", {"meeting": meeting}))
    asked.append(("detail", {}))  # counts events and answers nothing: last of what a routine has
    if case is not None and case.routine.name == routine.name:
        asked.append(("case", {"case": case, "at": at}))
    for view, given in asked:
        yield draw(routine, view, lang=lang, rules=None if view == "case" else rules, **given)


def _most_asked(routine: Routine) -> tuple[str, ...]:
    """The acts of the main path with the most conditions, in its order, and the one that closes the case: those that a
    checklist helps with most.
    """
    guards = {step.event: len(step.move.guards) for step in main_path(routine)}
    *early, last = guards
    most = sorted(early, key=lambda name: -guards[name])[:CHECKLISTS]
    return (*(name for name in early if name in most), last)


def write_set(
    folder: Path,
    routines: Iterable[Routine],
    *,
    case: Case | None = None,
    at: datetime | None = None,
    languages: Iterable[str] = LANGUAGES,
    engine: str | None = None,
) -> tuple[Path, ...]:
    """Draw the set into a folder and give the paths of its files. What else lies there is left alone.

    Raises EngineError when no engine can draw, DiagramError for a folder that can't be written.
    """
    written = []
    for path, data in _files(routines, case, at, tuple(languages), engine):
        target = folder / path
        _make_folder(target.parent)
        write_picture(target, data)
        written.append(target)
    return tuple(written)


def renew(
    folder: Path,
    routines: Iterable[Routine],
    *,
    case: Case | None = None,
    at: datetime | None = None,
    engine: str | None = None,
) -> tuple[Path, ...]:
    """Write those files of the set that are out of date, remove those that are no longer drawn, and give the paths.

    What differs from another engine's in nothing but its coordinates stays as it is. Raises as ``write_set``.
    """
    expected, changed = set(), []
    for path, data in _files(routines, case, at, LANGUAGES, engine):
        target = folder / path
        expected.add(target)
        if not target.is_file() or not _same(target, data):
            _make_folder(target.parent)
            write_picture(target, data)
            changed.append(target)
    for target in _extra(folder, expected):
        target.unlink()
        changed.append(target)
    return tuple(changed)


def stale(
    folder: Path,
    routines: Iterable[Routine],
    *,
    case: Case | None = None,
    at: datetime | None = None,
    engine: str | None = None,
) -> tuple[Stale, ...]:
    """The files of the set that are missing, changed or no longer drawn.

    The index is compared byte for byte, DOT without its places, SVG by what is the same on every engine (see
    ``svg.skeleton``). Raises EngineError when no engine can draw.
    """
    found, expected = [], set()
    for path, data in _files(routines, case, at, LANGUAGES, engine):
        target = folder / path
        expected.add(target)
        if not target.is_file():
            found.append(Stale(target, "missing"))
        elif not _same(target, data):
            found.append(Stale(target, "changed"))
    found.extend(Stale(path, "extra") for path in _extra(folder, expected))
    return tuple(found)


def _extra(folder: Path, expected: set[Path]) -> list[Path]:
    return sorted({path for path in folder.rglob("*") if path.is_file()} - expected)


def _same(target: Path, data: bytes) -> bool:
    held = target.read_bytes()
    if held == data or target.suffix not in {".dot", ".svg"}:
        return held == data
    try:
        if target.suffix == ".dot":
            return dot.unplaced(held.decode()) == dot.unplaced(data.decode())
        return svg.skeleton(held.decode()) == svg.skeleton(data.decode())
    except ValueError:  # not an SVG, or not text: whatever it is, it isn't the picture
        return False


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DiagramError("bild.skriva", path=str(folder), reason=system_reason(error)) from None


def _files(
    routines: Iterable[Routine],
    case: Case | None,
    at: datetime | None,
    languages: tuple[str, ...],
    engine: str | None,
) -> Iterator[tuple[Path, bytes]]:
    shown: dict[str, list[tuple[str, list[tuple[Picture, Path]]]]] = {lang: [] for lang in languages}
    for routine in routines:
        for lang in languages:
            pages: list[tuple[Picture, Path]] = []
            for drawing in drawings(routine, lang, case=case, at=at):
                for page, (placed, drawn) in zip(drawing.pages, drawing.dots_and_svgs(engine=engine), strict=True):
                    stem = Path(routine.name) / lang / page.name.removeprefix(f"{routine.name}-")
                    pages.append((page, stem.with_suffix(".svg")))
                    yield stem.with_suffix(".dot"), placed.encode()
                    yield stem.with_suffix(".svg"), drawn.encode()
            shown[lang].append((texts_for(routine.rules(), lang).label("rutiner", routine.name), pages))
    for lang in languages:
        yield Path(INDEX[lang] if len(languages) > 1 else INDEX["sv"]), _index(lang, shown[lang], languages).encode()


def _index(lang: str, shown: Iterable[tuple[str, Iterable[tuple[Picture, Path]]]], languages: tuple[str, ...]) -> str:
    """The page that shows each picture. What a view shows is said at the first picture of it."""
    said = texts(lang)
    others: Mapping[str, str] = {one: INDEX[one] for one in languages if one != lang}
    how = "bilder.samling.om" if others else "bilder.samling.om_demo"
    parts = [f"# {said.raw('bilder.samling.titel')}", said.raw(how)]
    parts += [f"[{texts(one).raw('bilder.samling.sprak')}]({page})" for one, page in others.items()]
    for name, pages in shown:
        parts.append(f"## {name}")
        views: set[str] = set()
        for page, path in pages:
            about = [] if page.view in views else [page.description]
            views.add(page.view)
            parts += [f"### {page.title}", *about, f"![{page.title}]({path.as_posix()})"]
    return "\n\n".join(parts) + "\n"
