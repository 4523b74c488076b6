"""The lock: what pip is to install, each version pinned and each file known by its hash."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import Any, Final

import attrs
from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

ROOT: Final = Path(__file__).resolve().parents[2]
FOLDER: Final = ROOT / "requirements"
PACKAGE: Final = FOLDER / "package.txt"
DEV: Final = FOLDER / "dev.txt"
HOW: Final = "out of date: run `make lock UPGRADE=`, and read what changed"

# One entry, and nothing else that a requirements file may hold: no option, no address, no path.
_ENTRY: Final = re.compile(
    r"(?P<name>[a-z0-9][a-z0-9-]*)==(?P<version>[a-z0-9.+!]+)"
    r"(?: ; (?P<marker>[a-z_]+ [^:/@\\]+?))?"
    r"(?P<hashes>(?: --hash=sha256:[0-9a-f]{64})+)"
)


@attrs.frozen
class Entry:
    """A version of a package; ``marker`` is where it is meant for, None for everywhere."""

    name: NormalizedName
    version: str
    requirement: Requirement
    hashes: frozenset[str]

    def is_for(self, environment: Mapping[str, str]) -> bool:
        """Whether it is installed in an environment (the variables of environment markers)."""
        marker = self.requirement.marker
        return marker is None or marker.evaluate(dict(environment))


def read(text: str) -> list[Entry]:
    """The entries of a lock.

    Raises ValueError at a line that is anything else.
    """
    return [_entry(line) for line in text.replace(" \\\n    ", " ").splitlines()]


def _entry(line: str) -> Entry:
    found = _ENTRY.fullmatch(line)
    if found is None:
        raise ValueError(f"not an entry with a hash: {line[:80]!r}")
    hashes = re.findall("sha256:([0-9a-f]{64})", found["hashes"])
    requirement = Requirement(line.partition(" --hash")[0])
    return Entry(canonicalize_name(found["name"]), found["version"], requirement, frozenset(hashes))


def entries(path: Path) -> list[Entry]:
    """The entries of a file."""
    return read(path.read_text(encoding="utf-8"))


def project() -> dict[str, Any]:
    """pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def asked(*extras: str) -> list[Requirement]:
    """What pyproject.toml asks for: the package's own, some extras' and the build tools."""
    whole = project()
    own, optional = whole["project"]["dependencies"], whole["project"]["optional-dependencies"]
    lines = [*own, *(one for extra in extras for one in optional[extra]), *whole["build-system"]["requires"]]
    found = [Requirement(line) for line in lines]
    # An extra may name another of the same package; that one is asked for by its own name.
    return [one for one in found if one.name != whole["project"]["name"]]


def extras() -> tuple[str, ...]:
    """The names of all extras."""
    return tuple(project()["project"]["optional-dependencies"])


def installed(name: str) -> metadata.Distribution | None:
    """A package as it is installed here, or None."""
    try:
        return metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return None
