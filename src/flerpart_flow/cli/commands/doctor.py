"""``doctor``: what is here to draw with: engines, fonts, formats, versions."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from flerpart_flow.cli.errors import unreadable
from flerpart_flow.cli.group import build
from flerpart_flow.cli.input.options import format_option
from flerpart_flow.cli.names import shown
from flerpart_flow.cli.output import write_json, write_page
from flerpart_flow.cli.pages.page import Page
from flerpart_flow.texts import Texts

if TYPE_CHECKING:
    from flerpart_flow.diagrams.engines.engines import Engine

NOTHING_DRAWS: Final = 1

PACKAGES: Final = ("attrs", "click", "graphviz", "pendulum", "transitions", "tzdata")
FORMATS: Final = ("svg", "png", "pdf")
FONTS: Final = ("Arial", "Liberation Sans", "Arimo")
"""The font of the pictures, and the two that are as wide, letter by letter."""

BUILT_IN: Final = ("Arimo", "Cousine", "Tinos")
"""What graphviz-pure 0.2 has in itself, and draws PNG with."""

_SAMPLE: Final = 'digraph { node [fontname=Arial]; a [label="Å"]; b [label="Ö"]; a -> b }'
_TIME: Final = 15.0
_TIME_FOR_FONT: Final = 5.0


def command(said: Texts) -> click.Command:
    """The command in a language."""

    def doctor(folders: tuple[str, ...], form: str, output: str) -> int:
        found = examined(said, tuple(map(Path, folders)) or (Path(),))
        if form == "json":
            write_json(found, output)
        else:
            write_page(_page(found, said), output)
        return 0 if found["can_draw"] else NOTHING_DRAWS

    return build("doctor", doctor, said, _folders_argument(said), format_option(said))


def _folders_argument(said: Texts) -> click.Argument:
    return click.Argument(["folders"], nargs=-1, metavar=f"[{said.raw('cli.meta.mapp')}]...")


def examined(said: Texts, folders: tuple[Path, ...]) -> dict[str, Any]:
    """Everything that was found, in the shape of the JSON answer. Every engine draws a small picture."""
    from flerpart_flow.cli.shapes.shapes import mark
    from flerpart_flow.diagrams.engines.engines import PURE, engines, find_engine
    from flerpart_flow.diagrams.engines.errors import EngineError

    used, fault = None, None
    try:
        used = find_engine()
    except EngineError as error:
        fault = error.text(said.lang)
    here = engines()
    faults = {one: _fault(one, "svg", said) for one in here}
    return {
        "format": mark("doctor"),
        "can_draw": used is not None and faults[used] is None,
        "engines": [_engine(one, one == used, faults[one]) for one in here],
        "fault": fault,
        "formats": [_format(name, used, faults, fault, said) for name in FORMATS],
        "fonts": _fonts(),
        "built_in_fonts": list(BUILT_IN) if any(one.kind == PURE for one in here) else [],
        "versions": _versions(),
        **_temporary(folders),
    }


def _temporary(folders: tuple[Path, ...]) -> dict[str, Any]:
    """Temporary files in folders, and whether every file there has been looked at."""
    from flerpart_flow.engine.files.leftovers import leftovers

    for folder in folders:
        try:
            os.scandir(folder).close()
        except OSError as error:
            raise unreadable(str(folder), error) from None
    looked = leftovers(folders)
    found = [{"path": str(one.path), "being_written": one.at_work} for one in looked.found]
    return {"temporary_files": found, "looked_at_all": looked.whole}


def _engine(engine: Engine, used: bool, fault: str | None) -> dict[str, Any]:
    return {
        "kind": engine.kind,
        "version": engine.version,
        "path": str(engine.path),
        "found_by": engine.found_by,
        "used": used,
        "fault": fault,
    }


def _format(
    name: str, used: Engine | None, faults: dict[Engine, str | None], none: str | None, said: Texts
) -> dict[str, Any]:
    """A format: what makes it, or why nothing does and what to install."""
    if used is None:
        return {"name": name, "made_by": None, "fault": none}
    fault = faults[used] if name == "svg" else _fault(used, name, said)
    made_by = used.kind if name != "pdf" or used.makes_pdf else f"{used.kind} + WeasyPrint"
    return {"name": name, "made_by": None if fault else made_by, "fault": fault}


def _fault(engine: Engine, name: str, said: Texts) -> str | None:
    """What goes wrong when an engine draws a small picture, or None."""
    from flerpart_flow.diagrams.engines.errors import EngineError

    try:
        engine.run(_SAMPLE, name, timeout=_TIME)
    except EngineError as error:
        return error.text(said.lang)
    return None


def _fonts() -> list[dict[str, Any]] | None:
    """Which font the machine gives for each, or None where it has no fontconfig to ask."""
    from flerpart_flow.diagrams.engines.process import Finished, run_process

    found = []
    for name in FONTS:
        ran = run_process(["fc-match", "--format=%{family[0]}", name], b"", _TIME_FOR_FONT)
        if not isinstance(ran, Finished) or ran.code:
            return None
        family = ran.out.decode("utf-8", "replace").strip()
        found.append({"asked": name, "found": family, "same_width": family in FONTS})
    return found


def _versions() -> list[dict[str, Any]]:
    """Versions of the library, of Python and of what the library stands on."""
    import platform
    from importlib.metadata import PackageNotFoundError, version

    from flerpart_flow import __version__

    found: list[dict[str, Any]] = [
        {"name": "flerpart_flow", "version": __version__},
        {"name": "Python", "version": platform.python_version()},
    ]
    for name in PACKAGES:
        try:
            found.append({"name": name, "version": version(name)})
        except PackageNotFoundError:
            found.append({"name": name, "version": None})
    return found


def _page(found: dict[str, Any], said: Texts) -> Page:
    page = Page()
    page.heading(said.raw("cli.doctor.rubrik_program"))
    for at, one in enumerate(found["engines"], 1):
        _tell_engine(page, at, one, said)
    if found["fault"]:
        page.line(found["fault"], 2, "block")
    page.heading(said.raw("cli.doctor.rubrik_format"))
    for one in found["formats"]:
        _tell_format(page, one, found["fault"], said)
    page.heading(said.raw("cli.doctor.rubrik_typsnitt"))
    _tell_fonts(page, found, said)
    page.heading(said.raw("cli.doctor.rubrik_versioner"))
    named = (f"{one['name']} {one['version'] or said.raw('cli.doctor.saknas')}" for one in found["versions"])
    page.line(" · ".join(named), 2)
    page.heading(said.raw("cli.doctor.rubrik_tillfalliga"))
    _tell_temporary(page, found, said)
    page.blank()
    if found["can_draw"]:
        page.line(said.raw("cli.doctor.kan_rita"), style="yes")
    else:
        page.line(said.raw("cli.doctor.kan_inte_rita"), style="block")
    return page


def _tell_engine(page: Page, at: int, one: dict[str, Any], said: Texts) -> None:
    version = one["version"] or said.raw("cli.doctor.okand_version")
    how = said.raw(f"cli.doctor.funnen.{one['found_by']}")
    parts = [f"{one['kind']} {version}", one["path"], how, *([said.raw("cli.doctor.anvands")] if one["used"] else ())]
    page.line(f"{at}. {' · '.join(parts)}", 2, hang=3)
    if one["fault"]:
        page.marked(f"{said.raw('cli.doctor.fungerar_inte')}:", one["fault"], 5, "block")


def _tell_format(page: Page, one: dict[str, Any], told_already: str | None, said: Texts) -> None:
    name = one["name"].upper()
    if told_already:
        page.marked(f"{name}:", said.raw("cli.doctor.format_inget"), 2, "block")
    elif one["made_by"]:
        page.marked(f"{name}:", said.say("cli.doctor.format_ja", program=one["made_by"]), 2, "yes")
    else:
        page.marked(f"{name}:", said.say("cli.doctor.format_nej", fault=one["fault"]), 2, "block")


_WRITTEN: Final = {True: "skrivs_nu", False: "kvar", None: "kan_inte_sagas"}


def _tell_temporary(page: Page, found: dict[str, Any], said: Texts) -> None:
    for one in found["temporary_files"]:
        what = said.raw(f"cli.doctor.{_WRITTEN[one['being_written']]}")
        page.line(said.say("cli.doctor.tillfallig", path=shown(one["path"]), vad=what), 2, style="warn")
    if not found["temporary_files"]:
        page.line(said.raw("cli.doctor.inga_tillfalliga"), 2)
    if not found["looked_at_all"]:
        page.line(said.raw("cli.doctor.fler_an"), 2, style="warn")


def _tell_fonts(page: Page, found: dict[str, Any], said: Texts) -> None:
    for font in found["fonts"] or ():
        page.line(said.say("cli.doctor.typsnitt", namn=font["asked"], blir=font["found"]), 2)
    if found["fonts"] is None:
        page.line(said.raw("cli.doctor.inget_fontconfig"), 2)
    elif not found["fonts"][0]["same_width"]:
        page.line(said.raw("cli.doctor.annan_bredd"), 2, "warn")
    if found["built_in_fonts"]:
        page.line(said.say("cli.doctor.inbyggda", namn=found["built_in_fonts"]), 2)
