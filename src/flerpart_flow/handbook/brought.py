"""What another package brings to the browser: its routine's modules and data, and those of what it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import resources
from importlib.metadata import Distribution, EntryPoint, PackageNotFoundError, distribution, entry_points
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from flerpart_flow.engine.errors import FlowError
from flerpart_flow.plugins import GROUP

_THERE: Final = frozenset({"flerpart_flow", "attrs", "pendulum", "transitions", "tzdata", "python_dateutil", "six"})
"""The distributions that are packed with the library."""
_NATIVE: Final = (".so", ".pyd", ".dll", ".dylib")
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


class PackingError(FlowError):
    """What runs in the browser can't be packed: no Node, no Pyodide or not the version that is used, or a package that
    isn't Python alone.
    """


def point_of(routine: str) -> EntryPoint | None:
    """The entry point by which an installed package brings a routine."""
    found = (point for point in entry_points(group=GROUP, name=routine) if point.dist is not None)
    return next(iter(found), None)


def brought(routine: str) -> dict[str, bytes]:
    """The files of the package that brings a routine, by their paths, with its entry points, and of the packages that
    it stands on beside those of the library.

    Raises PackingError for a package that isn't Python alone, or whose needs aren't installed.
    """
    point = point_of(routine)
    if point is None or point.dist is None:
        raise PackingError("handbok.inget_paket", routine=routine)
    main = point.dist
    name = _plain(main.name)
    files = _files(main, routine, point.module.partition(".")[0])
    files[f"{name}-{main.version}.dist-info/METADATA"] = f"Metadata-Version: 2.1\nName: {name}\n".encode()
    listed = f"[{GROUP}]\n{point.name} = {point.value}\n"
    files[f"{name}-{main.version}.dist-info/entry_points.txt"] = listed.encode()
    for other in _needs(main, routine, {name}):
        files |= _files(other, routine)
    return files


def _needs(of: Distribution, routine: str, seen: set[str]) -> Iterator[Distribution]:
    """The distributions that one stands on, and those that they do. What an extra asks for isn't needed."""
    for line in of.requires or ():
        requirement, _, marker = line.partition(";")
        named = _NAME.match(requirement.strip())
        if named is None or "extra" in marker or _plain(named[0]) in seen | _THERE:
            continue
        seen.add(_plain(named[0]))
        try:
            found = distribution(named[0])
        except PackageNotFoundError:
            if marker:  # for another Python, or another system
                continue
            raise PackingError("handbok.paket_saknas", routine=routine, package=named[0]) from None
        yield found
        yield from _needs(found, routine, seen)


def _files(of: Distribution, routine: str, *modules: str) -> dict[str, bytes]:
    """A distribution's modules and data. Raises PackingError where something in it is compiled for one machine."""
    if "Root-Is-Purelib: false" in (of.read_text("WHEEL") or ""):
        raise PackingError("handbok.inte_ren", routine=routine, package=of.name)
    tops = {
        path.parts[0].removesuffix(".py") for path in of.files or () if path.suffix == ".py" and ".." not in path.parts
    }
    found: dict[str, bytes] = {}
    for top in sorted({*modules, *tops}):
        for path, data in _top(top):
            if path.endswith(_NATIVE):
                raise PackingError("handbok.inte_ren", routine=routine, package=of.name)
            found[path] = data
    return found


def _top(name: str) -> Iterator[tuple[str, bytes]]:
    """The files of a package, or a module that lies by itself."""
    spec = find_spec(name)
    if spec is not None and spec.submodule_search_locations is None and spec.origin is not None:
        origin = Path(spec.origin)
        yield name + origin.suffix, origin.read_bytes()
    elif spec is not None:
        for path, file in walked(resources.files(name)):
            yield f"{name}/{path}", file.read_bytes()


def walked(of: Traversable, before: str = "") -> Iterator[tuple[str, Traversable]]:
    """Each file below a folder with its path in it, none that Python made itself."""
    for one in of.iterdir():
        path = f"{before}{one.name}"
        if one.is_dir():
            if one.name != "__pycache__":
                yield from walked(one, f"{path}/")
        elif not one.name.endswith(".pyc"):
            yield path, one


def _plain(name: str) -> str:
    """A distribution's name as the folder of its metadata has it."""
    return re.sub(r"[-_.]+", "_", name).lower()
