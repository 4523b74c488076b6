"""Rules from a folder: an organisation's overlays of then and now, and versions that the library doesn't ship.

A file with ``routine`` and ``version`` is a version of that routine's rules, written as those that are shipped; any
other is an overlay, which says what routine it is ``for``, and may say for which ``version``.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import attrs

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.definition.validation import parameter_faults
from flerpart_flow.engine.errors import DefinitionError, RulesError, VersionUnusable, refuse
from flerpart_flow.engine.rules.files import FOLDER
from flerpart_flow.engine.rules.registry import RulesRegistry
from flerpart_flow.engine.rules.rules import Rules, read_overlay
from flerpart_flow.engine.rules.sources import Sources
from flerpart_flow.texts.system import system_reason

Files = tuple[tuple[Path, Mapping[str, Any]], ...]


def read_rules_folder(folder: Path | str, routines: Mapping[str, Routine]) -> RulesRegistry:
    """The rules of a folder, in the order of the names of its files: the last are those of today.

    Raises RulesError, which names the file, for one that can't be used, and for two that differ under one digest.
    """
    try:
        paths = sorted(one for one in Path(folder).iterdir() if one.suffix == ".toml")
    except OSError as error:
        raise RulesError("regler.mapp", path=str(folder), reason=system_reason(error)) from None
    files = tuple((path, _read(path)) for path in paths)
    found = RulesRegistry()
    for routine in dict.fromkeys(_routine_of(path, held, routines) for path, held in files):
        found = found.adding_all(_rules_of(routine, files))
    return found


def read_version_file(path: Path | str, routines: Mapping[str, Routine]) -> Rules:
    """The rules of a version's own file, which says its ``routine`` and its ``version``.

    Raises RulesError, which names the file.
    """
    held = read_overlay(path)
    routine = _routine_of(Path(path), held, routines)
    ((found, _),) = _rules_of(routine, ((Path(path), held),))
    return found


def _read(path: Path) -> Mapping[str, Any]:
    """A file of the folder. Nobody has named it, so that a pipe isn't waited for, nor a device read without end."""
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            code = errno.EISDIR if stat.S_ISDIR(mode) else errno.ENXIO
            raise OSError(code, os.strerror(code))
    except OSError as error:
        raise RulesError("regler.fil", path=str(path), reason=system_reason(error)) from None
    return read_overlay(path)


def _is_version(held: Mapping[str, Any]) -> bool:
    return "routine" in held


def _routine_of(path: Path, held: Mapping[str, Any], routines: Mapping[str, Routine]) -> Routine:
    name = held.get("routine", held.get("for"))
    if not isinstance(name, str) or (_is_version(held) and not isinstance(held.get("version"), str)):
        raise RulesError("regler.mapp_for", path=str(path))
    if name not in routines:
        raise RulesError("regler.annan_rutin", routine=name)
    return routines[name]


def _rules_of(routine: Routine, files: Files) -> Iterable[tuple[Rules, str]]:
    """The rules of one routine: each version of the folder, and each overlay over every version that it is for."""
    own = {held["version"]: path for path, held in files if held.get("routine") == routine.name}
    placed = {version: (FOLDER, str(path)) for version, path in own.items()}
    sources = attrs.evolve(routine.sources, versions={**routine.sources.versions, **placed})
    for version, path in own.items():
        yield _version(routine, sources, version, path), str(path)
    for path, held in files:
        if held.get("for") == routine.name and not _is_version(held):
            wanted = (held["version"],) if "version" in held else tuple(sources.versions)
            yield from ((_overlaid(routine, sources, version, held), str(path)) for version in wanted)


def _version(routine: Routine, sources: Sources, version: str, path: Path) -> Rules:
    try:
        rules = routine.rules(version, sources=sources)
        refuse(parameter_faults(routine, rules))
    except DefinitionError as error:
        found = error
    else:
        return rules
    raise VersionUnusable("regler.mapp_version", found=found, path=str(path))


def _overlaid(routine: Routine, sources: Sources, version: str, held: Mapping[str, Any]) -> Rules:
    return routine.rules(version, held, sources=sources)
