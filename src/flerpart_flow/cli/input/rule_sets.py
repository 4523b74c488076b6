"""From what names a set of rules on the command line to the rules: a version or its file, an overlay, a digest."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

from flerpart_flow.cli.errors import FlowTrouble, Trouble, choose
from flerpart_flow.cli.input import loading

if TYPE_CHECKING:
    from flerpart_flow.engine.definition.routine import Routine
    from flerpart_flow.engine.rules.registry import RulesRegistry
    from flerpart_flow.engine.rules.rules import Rules

_DIGEST: Final = "sha256:"
_WITH: Final = "+"


@attrs.frozen
class Named:
    """What one argument names: a version (None: the newest), an overlay or a version's own file with its path, a
    digest.
    """

    written: str
    version: str | None = None
    path: str | None = None
    overlay: Mapping[str, Any] | None = None
    digest: str | None = None

    @property
    def meant_for(self) -> str | None:
        """The routine that the file says it is for."""
        found = (self.overlay or {}).get("routine" if self.is_version else "for")
        return found if isinstance(found, str) else None

    @property
    def is_version(self) -> bool:
        """Whether the file is a version's own."""
        return "routine" in (self.overlay or {})


def named(written: str) -> Named:
    """What an argument names. Raises Trouble for an overlay that can't be read."""
    if written.startswith(_DIGEST):
        return Named(written, digest=written)
    version, plus, path = written.partition(_WITH)
    if plus and path and not Path(written).exists():
        return Named(written, version, path, loading.read_overlay(path))
    if Path(written).suffix == ".toml" or Path(written).is_file():
        overlay = loading.read_overlay(written) or {}
        meant = overlay.get("version")
        return Named(written, meant if isinstance(meant, str) else None, written, overlay)
    return Named(written, version=written)


def routine_of(several: tuple[Named, ...], asked: str | None) -> Routine[Any]:
    """The routine that all of them are of: the one that is asked for, else that of the overlays, else the usual one.

    Raises Trouble for overlays of two routines.
    """
    meant = list(dict.fromkeys(one.meant_for for one in several if one.meant_for is not None))
    if len(meant) > 1:
        raise Trouble("tva_rutiner", where=several[1].written, rutiner=tuple(meant))
    return loading.routine(asked or next(iter(meant), None))


def rules_named(one: Named, routine: Routine[Any], registry: RulesRegistry | None) -> Rules:
    """The rules that an argument names. Raises Trouble for a version or a digest that isn't there, FlowTrouble for an
    overlay that can't be used.
    """
    from flerpart_flow.engine.errors import RulesError

    held = () if registry is None else tuple(found for found in registry.rules if found.routine == routine.name)
    if one.is_version and one.path is not None:
        return _of_file(one, one.path, routine)
    if one.digest is not None:
        for found in (*held, *(routine.rules(version) for version in routine.sources.versions)):
            if found.digest == one.digest:
                return found
        raise Trouble("digest", where=one.written)
    if one.overlay is None:
        beside = next((found for found in held if found.version == one.version and not found.laid_over), None)
        if beside is not None:
            return beside
    installed = tuple(routine.sources.versions)
    if one.version is not None and one.version not in installed:
        known = (*installed, *(found.version for found in held if not found.laid_over))
        raise choose("regler", one.version, known, where=one.written, routine=routine.name, installed=known)
    try:
        return routine.rules(one.version, one.overlay)
    except RulesError as error:
        raise FlowTrouble(error, one.path) from None


def _of_file(one: Named, path: str, routine: Routine[Any]) -> Rules:
    """The rules of a version's own file. Raises FlowTrouble for one that can't be used, Trouble for another routine."""
    from flerpart_flow.engine.eras.folder import read_version_file
    from flerpart_flow.engine.errors import RulesError

    try:
        found = read_version_file(path, loading.routines())
    except RulesError as error:
        raise FlowTrouble(error, path) from None
    if found.routine != routine.name:
        raise Trouble("tva_rutiner", where=one.written, rutiner=(found.routine, routine.name))
    return found
