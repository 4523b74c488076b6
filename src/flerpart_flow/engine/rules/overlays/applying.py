"""Overlays: an organisation changes values, never what protects the individual.

An overlay is TOML. ``for`` names the routine, ``name`` the organisation; ``[parameter]`` gives new values,
``[norm."<id>"]`` a new ``severity`` or ``severity_for``, and the open tables (units, addresses, topics …) new
entries. ``[document]`` is the look of the routine's papers. Everything else is refused with a RulesError that names the
key.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Container, Iterable, Mapping
from typing import Any, Final

import attrs

from flerpart_flow.engine.errors import RulesError
from flerpart_flow.engine.rules.norms import Norm, Severity, lighter
from flerpart_flow.engine.rules.overlays.faults import (
    ALIKE,
    as_table,
    refuse_empty,
    refuse_other_types,
    tells_withdrawal,
    unknown_key,
)
from flerpart_flow.engine.rules.overlays.papers import KEY as PAPERS
from flerpart_flow.engine.rules.overlays.papers import refuse_unfit_papers
from flerpart_flow.engine.rules.sources import Setting, Shape, Sources
from flerpart_flow.engine.values import personnummer
from flerpart_flow.engine.values.nearest import nearest

Parts = tuple[dict[str, Norm], dict[str, Setting], dict[str, Any]]

MAX_LEVELS: Final = 16
"""Tables and lists in each other; the deepest place that an overlay can change is the fifth."""

_LONG_KEY: Final = re.compile(r"""(?<![\w"'-])(?:[\w"'-]++\s*+\.\s*+){200}""")

_ABOUT = {"for": str, "name": str, "version": str}
_TELLING = ("skal.", "avvikelseslag.")
"""The tables whose entries would show a withdrawal: reasons and kinds of deviation."""
_UNREADABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def applied(sources: Sources, version: str, overlay: Mapping[str, Any], parts: Parts) -> Parts:
    """Norms, parameters and tables as the overlay changes them. Raises RulesError; changes nothing in place."""
    _refuse_unfit_texts(overlay)
    for key in _ABOUT.keys() & overlay.keys():
        refuse_other_types(key, overlay[key], _ABOUT[key])
    _refuse_another(sources.routine, version, overlay)
    norms, specs, tables = dict(parts[0]), dict(parts[1]), copy.deepcopy(parts[2])
    for key, value in overlay.items():
        if key in _ABOUT:
            continue
        if key == "parameter":
            specs.update(_changed_parameters(specs, as_table(key, value)))
        elif key == "norm":
            norms.update(changed_norms(norms, as_table(key, value)))
        elif key == PAPERS and sources.papers:
            refuse_unfit_papers(value, sources.papers, sources.neutral)
        else:
            for path, entries in _opened(sources, key, value):
                _add_entries(tables, path, entries, sources.open_tables[path], sources.demanded)
    _refuse_unknown_places(overlay.get("adress", ()), tables)
    return norms, specs, tables


def refuse_long_keys(written: str) -> None:
    """Raise RulesError for a key of so many parts that reading it as TOML takes the longer the more there are."""
    if _LONG_KEY.search(written):
        raise RulesError("overlagring.djup", most=MAX_LEVELS)


def refuse_too_deep(overlay: Mapping[str, Any]) -> None:
    """Raise RulesError for an overlay with more levels than any has use for: it couldn't be shown, copied or compared.

    A key of a thousand parts is a thousand levels.
    """
    level: list[Any] = [overlay]
    for _ in range(MAX_LEVELS):
        level = [one for outer in level for one in _within(outer)]
        if not level:
            return
    raise RulesError("overlagring.djup", most=MAX_LEVELS)


def _within(value: Any) -> Iterable[Any]:
    """The tables and lists in a table or list."""
    inner = value.values() if isinstance(value, Mapping) else value
    return [one for one in inner if isinstance(one, (Mapping, list, tuple))]


def _refuse_another(routine: str, version: str, overlay: Mapping[str, Any]) -> None:
    """Raise RulesError for an overlay that is written for another routine or version; first of all, since every
    other fault of it would be told of the wrong rules.
    """
    meant = overlay.get("for", routine)
    if meant != routine:
        near = nearest(meant.casefold(), [routine], 0.7)
        raise RulesError("overlagring.rutin_nara" if near else "overlagring.rutin", routine=routine)
    if overlay.get("version", version) != version:
        raise RulesError("overlagring.version", version=version)


def _refuse_unfit_texts(overlay: Mapping[str, Any]) -> None:
    """Raise RulesError for a personnummer or a control character in any key or text; the error repeats neither."""
    waiting: list[tuple[str, Any]] = [("", overlay)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, str) and _unfit(value):
            raise RulesError("overlagring.text", path=path)
        for key, one in value.items() if isinstance(value, Mapping) else ():
            written = str(key)
            if _unfit(written):
                shown = personnummer.MASK if personnummer.contains(written) else _UNREADABLE.sub("?", written)
                raise RulesError("overlagring.text", path=f"{path}.{shown}".lstrip("."))
            waiting.append((f"{path}.{written}".lstrip("."), one))
        if isinstance(value, (list, tuple)):
            waiting.extend((f"{path}[{at}]", one) for at, one in enumerate(value))


def _unfit(text: str) -> bool:
    return _UNREADABLE.search(text) is not None or personnummer.contains(text)


def _refuse_unknown_places(rows: Iterable[Mapping[str, Any]], tables: Mapping[str, Any]) -> None:
    """Raise RulesError for an address of a unit or a municipality that isn't in the tables."""
    for at, row in enumerate(rows):
        for key, table in (("unit", "enhet"), ("kommun", "kommun")):
            if key in row and row[key] not in tables[table]:
                near = nearest(row[key], tables[table], ALIKE) or tables[table]
                raise RulesError("overlagring.val", path=f"adress[{at}].{key}", choices=", ".join(near))


def _opened(sources: Sources, key: str, value: Any) -> Iterable[tuple[str, Any]]:
    """The open tables that a top-level key of the overlay names: ``amne``, or ``skal`` with its parts."""
    open_tables = sources.open_tables
    if key in open_tables:
        return ((key, value),)
    parts = [f"{key}.{part}" for part in (value if isinstance(value, Mapping) else ())]
    wrong = next((part for part in parts if part not in open_tables), None if parts else key)
    if wrong is not None:
        raise unknown_key(
            wrong, wrong, (*_ABOUT, "parameter", "norm", *((PAPERS,) if sources.papers else ()), *open_tables)
        )
    return ((part, value[part.partition(".")[2]]) for part in parts)


def _changed_parameters(specs: Mapping[str, Setting], wanted: Mapping[str, Any]) -> dict[str, Setting]:
    changed = {}
    for name, value in wanted.items():
        path = f"parameter.{name}"
        if name not in specs:
            raise unknown_key(path, name, specs)
        spec = specs[name]
        refuse_other_types(path, value, type(spec.value))
        if spec.choices and value not in spec.choices:
            raise RulesError("overlagring.val", path=path, choices=", ".join(spec.choices))
        if (spec.low is not None and value < spec.low) or (spec.high is not None and value > spec.high):
            raise RulesError("overlagring.grans", path=path, low=spec.low, high=spec.high)
        changed[name] = attrs.evolve(spec, value=value)
    return changed


_OF_A_NORM = ("severity", "severity_for")


def _severity(norm: Norm, path: str, value: Any) -> Severity:
    """The severity, no heavier than the norm can have: what can only warn is never made to block (A68)."""
    if value not in tuple(Severity):
        raise RulesError("overlagring.val", path=path, choices=", ".join(Severity))
    wanted = Severity(value)
    if norm.ceiling is not None and lighter(wanted, norm.ceiling) is not wanted:
        raise RulesError("overlagring.tak", norm=norm.id, path=path, most=norm.ceiling.value)
    return wanted


def changed_norms(norms: Mapping[str, Norm], wanted: Mapping[str, Any]) -> dict[str, Norm]:
    """The norms that get another severity. Raises RulesError for one that is unknown, fixed or an alias, or a
    wrong key.
    """
    changed = {}
    for ident, row in wanted.items():
        path = f"norm.{ident}"
        if ident not in norms:
            raise unknown_key(path, ident, norms)
        if norms[ident].fixed:
            raise RulesError("overlagring.fast", norm=ident)
        if norms[ident].same_as is not None:
            raise RulesError("overlagring.upprepar", norm=ident, same_as=norms[ident].same_as)
        row = as_table(path, row)
        wrong = next((key for key in row if key not in _OF_A_NORM), None)
        if wrong is not None:
            raise unknown_key(f"{path}.{wrong}", wrong, _OF_A_NORM)
        changed[ident] = _weighed(norms[ident], path, row)
    return changed


def _weighed(norm: Norm, path: str, row: Mapping[str, Any]) -> Norm:
    """The norm under another severity, and then under those of single events: TOML's keys have no order (A68)."""
    if "severity" in row:
        norm = attrs.evolve(norm, severity=_severity(norm, f"{path}.severity", row["severity"]), severity_for={})
    if "severity_for" in row:
        path = f"{path}.severity_for"
        per = {
            event: _severity(norm, f"{path}.{event}", one) for event, one in as_table(path, row["severity_for"]).items()
        }
        norm = attrs.evolve(norm, severity_for={**norm.severity_for, **per})
    return norm


def refuse_unknown_events(overlay: Mapping[str, Any], events: Iterable[str]) -> None:
    """Raise RulesError for a severity that is set for an event that the routine doesn't have."""
    known = tuple(events)
    for ident, row in overlay.get("norm", {}).items():
        for event in row.get("severity_for", {}):
            if event not in known:
                raise unknown_key(f"norm.{ident}.severity_for.{event}", event, known)


def _add_entries(tables: dict[str, Any], key: str, value: Any, shape: Shape, demanded: Container[str]) -> None:
    place = tables
    *outer, last = key.split(".")
    for name in outer:
        place = place[name]
    if isinstance(place.get(last), list):
        rows = value if isinstance(value, list) else None
        if rows is None:
            raise RulesError("overlagring.typ", path=key, expected="[[table]]")
        place[last] = [*(_entry(f"{key}[{i}]", row, shape, demanded) for i, row in enumerate(rows)), *place[last]]
        return
    for code, row in as_table(key, value).items():
        if not _is_code(code):
            raise RulesError("overlagring.kod", path=f"{key}.{code}")
        place[last] = {**place.get(last, {}), code: _entry(f"{key}.{code}", row, shape, demanded)}


def _is_code(code: str) -> bool:
    return code.isascii() and code.replace("_", "").replace(":", "").isalnum() and code == code.lower()


def _entry(path: str, row: Any, shape: Shape, demanded: Container[str]) -> Mapping[str, Any]:
    for key, value in as_table(path, row).items():
        if key not in shape:
            raise unknown_key(f"{path}.{key}", key, shape)
        _fitting(f"{path}.{key}", value, shape[key])
        if isinstance(value, str) and path.startswith(_TELLING) and tells_withdrawal(value):
            raise RulesError("overlagring.aterkallelse", path=path)
    lacking = [key for key in shape if key in demanded and key not in row]
    if lacking:
        raise RulesError("overlagring.saknas", path=path, keys=", ".join(lacking))
    if path.startswith(_TELLING) and tells_withdrawal(path):
        raise RulesError("overlagring.aterkallelse", path=path)
    return dict(row)


def _fitting(path: str, value: Any, wanted: type | tuple[str, ...]) -> None:
    """Raise RulesError unless the value is of the type, or one of the words; a list holds texts."""
    if isinstance(wanted, tuple):
        if value not in wanted:
            raise RulesError("overlagring.val", path=path, choices=", ".join(wanted))
        return
    refuse_other_types(path, value, wanted)
    for one in value if isinstance(value, list) else ():
        refuse_other_types(path, one, str)
    for text in value if isinstance(value, list) else (value,):
        if isinstance(text, str):
            refuse_empty(path, text)
