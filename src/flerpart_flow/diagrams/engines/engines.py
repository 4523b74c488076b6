"""The program that turns DOT into a picture: which ones are here, and running one.

The ``graphviz`` package runs the literal ``dot`` on PATH and nothing else, so engines are found and run here. Every
engine is a process of its own, so that one that crashes or hangs takes nothing with it.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import sys
import sysconfig
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Final

import attrs

from flerpart_flow.diagrams.engines.errors import EngineFailed, EngineMissing, EngineTimedOut, EngineUnusable
from flerpart_flow.diagrams.engines.messages import judge
from flerpart_flow.diagrams.engines.process import Finished, Unfinished, run_process

VARIABLE: Final = "FLERPART_DOT"
DOT: Final = "dot"
PURE: Final = "graphviz-pure"
PYGRAPHVIZ: Final = "pygraphviz"

ARGUMENT: Final = "argument"
ON_PATH: Final = "PATH"
BESIDE_PYTHON: Final = "python"

_PYGRAPHVIZ_AS_DOT: Final = Path(__file__).with_name("pygraphviz_dot.py")
_TIME_FOR_VERSION: Final = 5.0


@attrs.frozen
class Engine:
    """A Graphviz program.

    ``kind`` is ``dot``, ``graphviz-pure`` or ``pygraphviz``; ``path`` the program, for pygraphviz the package;
    ``found_by`` how it was found: ``argument``, ``FLERPART_DOT``, ``PATH`` or ``python`` (installed beside it).
    """

    kind: str
    path: Path
    found_by: str

    @cached_property
    def version(self) -> str | None:
        """Its version, or None if it can't be told. Runs the engine, the first time."""
        ran = run_process([*self._command, "-V"], b"", _TIME_FOR_VERSION)
        if not isinstance(ran, Finished) or ran.code != 0:
            return None
        found = re.search(r"version v?(\d[\w.+-]*)", (ran.err + ran.out).decode("utf-8", "replace"))
        return found[1] if found else None

    @property
    def makes_pdf(self) -> bool:
        """Whether it makes PDF itself; else it goes through WeasyPrint."""
        return self.kind != PURE

    def run(self, source: str, format: str, *, timeout: float = 30) -> bytes:
        """The picture of a DOT text.

        ``format`` is Graphviz's name of one (``svg``, ``png``, ``pdf``, ``json``), ``timeout`` is in seconds. A text
        whose nodes and edges have their places says so itself (``layout=nop2``), and nothing is laid out.

        What the engine remarks on a picture that it doesn't call wrong is logged as warnings, under
        ``flerpart_flow.diagrams``.

        Raises EngineFailed if it gives no picture, crashes or says that the picture is wrong (a label that it could
        not read is left out with exit code 0), EngineTimedOut after ``timeout``, EngineMissing for PDF where that
        needs WeasyPrint and it isn't there.
        """
        if format == "pdf" and not self.makes_pdf:
            from flerpart_flow.diagrams.engines.pdf import pdf_from_svg, require_weasyprint

            require_weasyprint()
            return pdf_from_svg(self.run(source, "svg", timeout=timeout))
        ran = run_process([*self._command, f"-T{format}", "-Kdot"], source.encode("utf-8", "replace"), timeout)
        if isinstance(ran, Unfinished):
            if ran.reason is None:
                raise EngineTimedOut("ritmotor.tidsgrans", engine=self.kind, seconds=f"{timeout:g}")
            raise EngineFailed("ritmotor.startar_inte", engine=self.kind, path=self.path, message=ran.reason)
        return judge(self.kind, ran)

    @property
    def _command(self) -> list[str]:
        # -P: the script's own folder stays off the path, so that no module of ours hides one of theirs.
        return [sys.executable, "-P", str(_PYGRAPHVIZ_AS_DOT)] if self.kind == PYGRAPHVIZ else [str(self.path)]


def engines() -> tuple[Engine, ...]:
    """Every engine that is here, in the order of the search.

    A ``FLERPART_DOT`` that can't be run isn't among them; ``find_engine`` tells of it.
    """
    asked = os.environ.get(VARIABLE)
    named = _named(asked, VARIABLE) if asked else None
    found: dict[tuple[str, Path], Engine] = {}
    for one in (*([named] if named else ()), *_installed()):
        found.setdefault((one.kind, one.path), one)
    return tuple(found.values())


def find_engine(argument: str | Path | None = None) -> Engine:
    """The engine to use: the argument, ``FLERPART_DOT``, ``dot`` on PATH, graphviz-pure, pygraphviz.

    The first two are a program's path, its name on PATH, or a kind of engine.

    Raises EngineUnusable if the argument or ``FLERPART_DOT`` can't be run (nothing else is tried then),
    EngineMissing if there is no engine at all.
    """
    asked = str(argument) if argument is not None else os.environ.get(VARIABLE)
    if argument is not None or asked:
        by = VARIABLE if argument is None else ARGUMENT
        named = _named(str(asked), by)
        if named is None:
            raise EngineUnusable(f"ritmotor.{'argument' if by == ARGUMENT else 'variabel'}", path=asked)
        return named
    for engine in _installed():
        return engine
    raise EngineMissing("ritmotor.saknas")


def _named(asked: str, by: str) -> Engine | None:
    """The engine that somebody asks for: a program, or else a kind."""
    program = shutil.which(Path(asked).expanduser()) if asked else None
    if program is not None:
        path = Path(program).absolute()
        kind = PURE if PURE in (path.stem, path.resolve().stem) else DOT
        return Engine(kind, path, by)
    return next((attrs.evolve(one, found_by=by) for one in _installed() if one.kind == asked), None)


def _installed() -> Iterator[Engine]:
    if program := shutil.which(DOT):
        yield Engine(DOT, Path(program).absolute(), ON_PATH)
    if program := shutil.which(PURE):
        yield Engine(PURE, Path(program).absolute(), ON_PATH)
    elif program := shutil.which(PURE, path=os.pathsep.join(_folders_of_python())):
        yield Engine(PURE, Path(program).absolute(), BESIDE_PYTHON)
    package = _package(PYGRAPHVIZ)
    if package is not None and sys.executable:
        yield Engine(PYGRAPHVIZ, package, BESIDE_PYTHON)


def _folders_of_python() -> list[str]:
    """Where pip puts programs: beside the interpreter, its scripts, and those of the user."""
    beside = [str(Path(sys.executable).parent)] if sys.executable else []
    return [*beside, sysconfig.get_path("scripts"), sysconfig.get_path("scripts", f"{os.name}_user")]


def _package(name: str) -> Path | None:
    """The folder of a package that can be imported, or None. It isn't imported."""
    spec = importlib.util.find_spec(name)
    return Path(spec.origin).parent if spec is not None and spec.origin is not None else None
