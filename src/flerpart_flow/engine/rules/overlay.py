"""Overlays: an organisation changes values, never what protects the individual.

An overlay is TOML. ``for`` names the routine, ``name`` the organisation; ``[parameter]`` gives new values,
``[norm."<id>"]`` a new ``severity`` or ``severity_for``, and the open tables (units, addresses, topics …) new
entries. Everything else is refused with a RulesError that names the key.
"""

from __future__ import annotations

import copy
import re
import unicodedata
from collections.abc import Container, Iterable, Mapping
from typing import Any, Final

import attrs

from flerpart_flow.engine.errors import RulesError
from flerpart_flow.engine.rules.norms import Norm, Severity, lighter
from flerpart_flow.engine.rules.sources import Setting, Shape, Sources
from flerpart_flow.engine.values import personnummer
from flerpart_flow.engine.values.nearest import nearest

Parts = tuple[dict[str, Norm], dict[str, Setting], dict[str, Any]]

MAX_LEVELS: Final = 16
"""Tables and lists in each other; the deepest place that an overlay can change is the fifth."""

_LONG_KEY: Final = re.compile(r"""(?<![\w"'-])(?:[\w"'-]++\s*+\.\s*+){200}""")

_ALIKE = 0.5
"""How near a key has to be to be proposed: keys are long, and their choices many."""

_ABOUT = {"for": str, "name": str, "version": str}
_WITHDRAWAL = (
    *("samtyck", "medgivande", "återkall", "aterkall", "återta", "aterta", "ångra", "angrad", "angrar", "angrat"),
    *("ta tillbaka", "tar tillbaka", "tog tillbaka", "tagit tillbaka", "tagits tillbaka"),
    *("consent", "permission", "withdr", "revok", "take back", "takes back", "took back", "taken back"),
)
_TELLING = ("skal.", "avvikelseslag.")
"""The tables whose entries would show a withdrawal: reasons and kinds of deviation."""
_UNREADABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def applied(sources: Sources, version: str, overlay: Mapping[str, Any], parts: Parts) -> Parts:
    """Norms, parameters and tables as the overlay changes them. Raises RulesError; changes nothing in place."""
    _refuse_unfit_texts(overlay)
    for key in _ABOUT.keys() & overlay.keys():
        _typed(key, overlay[key], _ABOUT[key])
    _refuse_another(sources.routine, version, overlay)
    norms, specs, tables = dict(parts[0]), dict(parts[1]), copy.deepcopy(parts[2])
    for key, value in overlay.items():
        if key in _ABOUT:
            continue
        if key == "parameter":
            specs.update(_changed_parameters(specs, _table(key, value)))
        elif key == "norm":
            norms.update(changed_norms(norms, _table(key, value)))
        else:
            for path, entries in _opened(sources.open_tables, key, value):
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
                near = nearest(row[key], tables[table], _ALIKE) or tables[table]
                raise RulesError("overlagring.val", path=f"adress[{at}].{key}", choices=", ".join(near))


def _opened(open_tables: Mapping[str, Any], key: str, value: Any) -> Iterable[tuple[str, Any]]:
    """The open tables that a top-level key of the overlay names: ``amne``, or ``skal`` with its parts."""
    if key in open_tables:
        return ((key, value),)
    parts = [f"{key}.{part}" for part in (value if isinstance(value, Mapping) else ())]
    wrong = next((part for part in parts if part not in open_tables), None if parts else key)
    if wrong is not None:
        raise _unknown(wrong, wrong, (*_ABOUT, "parameter", "norm", *open_tables))
    return ((part, value[part.partition(".")[2]]) for part in parts)


def _unknown(path: str, key: str, known: Iterable[str]) -> RulesError:
    choices = list(known)
    near = nearest(key, choices, _ALIKE) or choices[:12]
    return RulesError("overlagring.nyckel", path=path, choices=", ".join(near))


def _table(path: str, value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise RulesError("overlagring.typ", path=path, expected="[table]")
    return value


def _typed(path: str, value: Any, kind: type) -> None:
    if type(value) is not kind:
        raise RulesError("overlagring.typ", path=path, expected=kind.__name__)


def _changed_parameters(specs: Mapping[str, Setting], wanted: Mapping[str, Any]) -> dict[str, Setting]:
    changed = {}
    for name, value in wanted.items():
        path = f"parameter.{name}"
        if name not in specs:
            raise _unknown(path, name, specs)
        spec = specs[name]
        _typed(path, value, type(spec.value))
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
            raise _unknown(path, ident, norms)
        if norms[ident].fixed:
            raise RulesError("overlagring.fast", norm=ident)
        if norms[ident].same_as is not None:
            raise RulesError("overlagring.upprepar", norm=ident, same_as=norms[ident].same_as)
        row = _table(path, row)
        wrong = next((key for key in row if key not in _OF_A_NORM), None)
        if wrong is not None:
            raise _unknown(f"{path}.{wrong}", wrong, _OF_A_NORM)
        changed[ident] = _weighed(norms[ident], path, row)
    return changed


def _weighed(norm: Norm, path: str, row: Mapping[str, Any]) -> Norm:
    """The norm under another severity, and then under those of single events: TOML's keys have no order (A68)."""
    if "severity" in row:
        norm = attrs.evolve(norm, severity=_severity(norm, f"{path}.severity", row["severity"]), severity_for={})
    if "severity_for" in row:
        path = f"{path}.severity_for"
        per = {
            event: _severity(norm, f"{path}.{event}", one) for event, one in _table(path, row["severity_for"]).items()
        }
        norm = attrs.evolve(norm, severity_for={**norm.severity_for, **per})
    return norm


def refuse_unknown_events(overlay: Mapping[str, Any], events: Iterable[str]) -> None:
    """Raise RulesError for a severity that is set for an event that the routine doesn't have."""
    known = tuple(events)
    for ident, row in overlay.get("norm", {}).items():
        for event in row.get("severity_for", {}):
            if event not in known:
                raise _unknown(f"norm.{ident}.severity_for.{event}", event, known)


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
    for code, row in _table(key, value).items():
        if not _is_code(code):
            raise RulesError("overlagring.kod", path=f"{key}.{code}")
        place[last] = {**place.get(last, {}), code: _entry(f"{key}.{code}", row, shape, demanded)}


def _is_code(code: str) -> bool:
    return code.isascii() and code.replace("_", "").replace(":", "").isalnum() and code == code.lower()


def _entry(path: str, row: Any, shape: Shape, demanded: Container[str]) -> Mapping[str, Any]:
    for key, value in _table(path, row).items():
        if key not in shape:
            raise _unknown(f"{path}.{key}", key, shape)
        _fitting(f"{path}.{key}", value, shape[key])
        if isinstance(value, str) and path.startswith(_TELLING) and _tells_withdrawal(value):
            raise RulesError("overlagring.aterkallelse", path=path)
    lacking = [key for key in shape if key in demanded and key not in row]
    if lacking:
        raise RulesError("overlagring.saknas", path=path, keys=", ".join(lacking))
    if path.startswith(_TELLING) and _tells_withdrawal(path):
        raise RulesError("overlagring.aterkallelse", path=path)
    return dict(row)


def _fitting(path: str, value: Any, wanted: type | tuple[str, ...]) -> None:
    """Raise RulesError unless the value is of the type, or one of the words; a list holds texts."""
    if isinstance(wanted, tuple):
        if value not in wanted:
            raise RulesError("overlagring.val", path=path, choices=", ".join(wanted))
        return
    _typed(path, value, wanted)
    for one in value if isinstance(value, list) else ():
        _typed(path, one, str)
    for text in value if isinstance(value, list) else (value,):
        if isinstance(text, str) and not text.strip():
            raise RulesError("overlagring.text", path=path)


def _tells_withdrawal(text: str) -> bool:
    """Whether a reason would say that consent was withdrawn; none but the closing's may."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    plain = "".join(one for one in folded if unicodedata.category(one) != "Cf")
    spaced = " ".join(plain.replace("_", " ").split())
    return any(word in spaced for word in _WITHDRAWAL)
