"""What one requirement leads to: the packages that it needs, those that they need, and so on."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

from tests.supply.lock import Entry, installed

_LINUX: Final = {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"}
_MAC: Final = {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix", "platform_machine": "arm64"}
_WINDOWS: Final = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"}
_CPYTHON: Final = {"implementation_name": "cpython", "platform_python_implementation": "CPython"}
_PYPY: Final = {"implementation_name": "pypy", "platform_python_implementation": "PyPy"}
PYTHONS: Final = ("3.11", "3.12", "3.13", "3.14")
HERE: Final = {name: str(value) for name, value in default_environment().items()}
_ENVIRONMENTS: Final = [
    {**HERE, **system, **kind, "python_version": python, "python_full_version": f"{python}.1"}
    for system in (_LINUX, _MAC, _WINDOWS)
    for kind in (_CPYTHON, _PYPY)
    for python in PYTHONS
]


class NotInLock(Exception):
    """Something is needed that the lock doesn't have, or has in a version that won't do."""


def reached(
    first: Iterable[Requirement], lock: Iterable[Entry], environment: Mapping[str, str]
) -> dict[NormalizedName, Entry]:
    """The entries that are installed in an environment for some requirements.

    What a package needs is read where it is installed here; of one that isn't nothing is known, and it ends the way.

    Raises NotInLock.
    """
    by_name: dict[NormalizedName, list[Entry]] = {}
    for entry in lock:
        if entry.is_for(environment):
            by_name.setdefault(entry.name, []).append(entry)
    found: dict[NormalizedName, Entry] = {}
    seen: set[str] = set()
    left = list(first)
    while left:
        one = left.pop()
        if str(one) in seen or (one.marker is not None and not one.marker.evaluate(dict(environment))):
            continue
        seen.add(str(one))
        entry = _locked(one, by_name)
        found[entry.name] = entry
        left.extend(_needs(entry.name, one.extras, environment))
    return found


def reached_anywhere(first: Iterable[Requirement], lock: Iterable[Entry]) -> set[NormalizedName]:
    """The names of all that is installed for some requirements, on one system, Python and kind of Python or another.

    Raises NotInLock.
    """
    return {name for one in _ENVIRONMENTS for name in reached(first, lock, one)}


def _locked(needed: Requirement, by_name: Mapping[NormalizedName, list[Entry]]) -> Entry:
    match by_name.get(canonicalize_name(needed.name), []):
        case [entry] if needed.specifier.contains(entry.version, prereleases=True):
            return entry
        case others:
            raise NotInLock(f"{needed}: {[str(one.requirement) for one in others]}")


def _needs(name: str, extras: Iterable[str], environment: Mapping[str, str]) -> Iterator[Requirement]:
    chosen = [dict(environment) | {"extra": extra} for extra in ("", *extras)]
    for needed in _said(name):
        if needed.marker is None or any(needed.marker.evaluate(one) for one in chosen):
            settled = copy.copy(needed)
            settled.marker = None
            yield settled


@cache
def _said(name: str) -> tuple[Requirement, ...]:
    package = installed(name)
    return tuple(map(Requirement, package.requires or ())) if package is not None else ()
