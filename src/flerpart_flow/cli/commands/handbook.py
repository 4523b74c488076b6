"""``handbook``: a folder of pages for a browser, one for each phase, event, norm, duty and picture of a routine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flerpart_flow.cli.errors import FlowTrouble, choose, unreadable
from flerpart_flow.cli.group import build
from flerpart_flow.cli.input import loading
from flerpart_flow.cli.input.options import overlays_option
from flerpart_flow.cli.input.overlays import Overlays
from flerpart_flow.cli.names import shown
from flerpart_flow.cli.output import write_page
from flerpart_flow.cli.pages.page import Page
from flerpart_flow.texts import Texts

if TYPE_CHECKING:
    from flerpart_flow.handbook import Book


def command(said: Texts) -> click.Command:
    """The command in a language."""

    def handbook(
        book: str,
        names: tuple[str, ...],
        overlays: tuple[str, ...],
        engine: str | None,
        pyodide: str | None,
        output: str,
    ) -> int:
        folder = Path(book)
        written = _write(folder, _book(names, overlays, pyodide), engine)
        page = Page()
        page.line(said.say("cli.handbook.skriven", antal=written, forst=shown(str(folder / "index.html"))))
        if pyodide is None:
            page.line(said.raw("cli.handbook.utan_prova"))
        write_page(page, output)
        return 0

    options = (
        click.Argument(["book"], metavar=said.raw("cli.meta.mapp")),
        click.Option(
            ["--routine", "names"],
            multiple=True,
            metavar=said.raw("cli.meta.rutin"),
            help=said.raw("cli.val.bok_rutin"),
        ),
        overlays_option(said),
        click.Option(["--pyodide"], metavar=said.raw("cli.meta.mapp"), help=said.raw("cli.val.pyodide")),
        click.Option(["--engine"], metavar=said.raw("cli.meta.program"), help=said.raw("cli.val.engine")),
    )
    return build("handbook", handbook, said, *options)


def _book(names: tuple[str, ...], overlays: tuple[str, ...], pyodide: str | None) -> Book:
    """The routines that are asked for, each under the overlay that is for it; all that are installed, if none is."""
    from flerpart_flow.engine.errors import RulesError
    from flerpart_flow.handbook import Book

    found = loading.routines()
    for name in names:
        if name not in found:
            raise choose("bild.rutin", name, found)
    wanted = tuple(dict.fromkeys(names)) or tuple(found)
    held = Overlays(overlays, wanted)
    routines: list[tuple[Any, Any]] = []
    texts: dict[str, str] = {}
    against: dict[str, Any] = {}
    for name in wanted:
        path, overlay = held.of(name)
        try:
            rules = found[name].rules(overlay=overlay)
            before = _before(found[name], rules.version, overlay is not None)
            if before is not None:
                against[name] = found[name].rules(before)
            routines.append((found[name], rules))
        except RulesError as error:
            raise FlowTrouble(error, path) from None
        if path is not None:
            texts[name] = Path(path).read_text(encoding="utf-8-sig")
    held.check_used(wanted)
    return Book(tuple(routines), texts, against, {} if pyodide is None else _packed(Path(pyodide), wanted))


def _before(routine: Any, version: str, overlaid: bool) -> str | None:
    """The version that rules are compared with: their own without the overlay, else the one before, if there is any."""
    names = tuple(routine.sources.versions)
    earlier = names[: names.index(version)]
    return version if overlaid else earlier[-1] if earlier else None


def _packed(pyodide: Path, routines: tuple[str, ...]) -> dict[str, bytes]:
    from flerpart_flow.handbook.brought import PackingError
    from flerpart_flow.handbook.packing import pack

    try:
        return pack(pyodide, routines)
    except PackingError as error:
        raise FlowTrouble(error, "--pyodide") from None
    except OSError as error:
        raise unreadable(str(error.filename or pyodide), error) from None


def _write(folder: Path, book: Book, engine: str | None) -> int:
    """Draw and write it, and say how many files it has."""
    from flerpart_flow.engine.errors import FlowError
    from flerpart_flow.handbook import handbook, write_handbook

    try:
        files = handbook(book, lambda drawing: drawing.svgs(engine=engine))
        folder.parent.mkdir(parents=True, exist_ok=True)
        return len(write_handbook(folder, files))
    except FlowError as error:
        raise FlowTrouble(error) from None
    except OSError as error:
        raise unreadable(str(error.filename or folder), error) from None
