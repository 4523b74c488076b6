"""Mutated overlays: one that can't be used says so, and one that can changes nothing that may not be changed."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Final

from flerpart_flow import ROUTINES
from flerpart_flow.engine.errors import JournalError, RulesError, RulesNotInstalled
from flerpart_flow.engine.journal.log import read_log
from flerpart_flow.engine.rules.norms import Norm, Severity
from flerpart_flow.engine.rules.rules import Rules, read_overlay
from tests.soak.hostile import sources
from tests.soak.hostile.logs import said
from tests.soak.hostile.sources import WITHIN
from tests.soak.hostile.trial import Broken, Given
from tests.soak.hostile.values import NAMES, TEXTS, TIMES, spoilt

HEAVIER: Final = (Severity.NOTE, Severity.WARN, Severity.BLOCK)
"""Severities, each heavier than those before it."""
PARTS: Final = ("parameter", "norm", "enhet", "amne", "adress", "kommun", "skal", "fält", "regler", "routine", "tables")
LITERALS: Final = (
    "1", "-1", "0", "5", "6", "99999999999999999999", "9" * 5000, "1.5", "inf", "nan", "true", "false", "''", '"block"',
    '"warn"', '"note"', '"BLOCK"', '""', "[]", "{}", "[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]", "{a={b={c={d={e=1}}}}}",
    "[1, 'a']", "1979-05-27", "07:32:00", "1979-05-27T07:32:00Z", '"""\n"""', "{severity='block'}", '["a","b"]', "0x10",
    '"samtycket togs tillbaka"', '"19121212-1212"', '"kommun"', '"uppsala"', '["Box 1"]', "a", "", "[" * 2000,
    '"\\u202e"',
)  # fmt: skip
KEYS: Final = (
    "severity", "severity_for", "fixed", "ceiling", "value", "part", "sv", "en", "for", "name", "version", "digest",
    "lines", "joined", "legal_form", ".".join("a" * 300), ".".join("a" * 150), "a.b", "'a b'", '"19121212-1212"', '""',
    "severity_for.kalla", "severity_for.avsluta", "unit", "kommun", "valid_from", "=", "å", '"\\u0000"',
)  # fmt: skip
OPEN: Final = (
    ["amne.sjalvbild", 'sv = "självbild"', 'en = "self-image"'],
    ['enhet."kommun:vuxenutbildning"', 'part = "kommun"', 'sv = "vuxenutbildningen"', 'en = "adult education"'],
    ["skal.boka_om.vader", 'sv = "vädret"', 'en = "the weather"'],
    ["avvikelseslag.sen", 'sv = "kom sent"', 'en = "came late"'],
    ["[adress]", 'unit = "arbetsformedlingen"', 'lines = ["Box 1"]'],
)


def _literal(value: Any) -> str:
    return json.dumps(value) if isinstance(value, (str, bool, int, float)) else '"x"'


class Overlays:
    """Overlays of each routine."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "overlay.toml"
        self._base = {name: routine.rules() for name, routine in ROUTINES.items()}

    def draw(self, chance: Random) -> Given:
        """An overlay's lines; the first names the routine that it is tried with."""
        name = chance.choice(sorted(ROUTINES))
        lines = [f"#{name}", *_written(chance, self._base[name])]
        for _ in range(chance.choice((0, 0, 1, 1, 3))):
            _mutate(chance, lines)
        given = [f"{line}\n".encode("utf-8", "surrogatepass") for line in lines]
        if chance.random() < 0.15:
            at = chance.randrange(1, len(given)) if len(given) > 1 else 0
            given[at] = spoilt(chance, given[at])
        return given

    def written(self, given: Given) -> bytes:
        """The overlay."""
        return b"".join(given)

    def judge(self, given: Given) -> str:
        """Read it, lay it over the rules, and judge a log by them."""
        name = next((one for one in ROUTINES if given[:1] == [f"#{one}\n".encode()]), min(ROUTINES))
        self._path.write_bytes(b"".join(given))
        try:
            overlay = read_overlay(self._path)
        except RulesError as error:
            return f"not read: {said(error)}"
        try:
            rules = ROUTINES[name].rules(overlay=overlay)
        except RulesError as error:
            return f"refused: {said(error)}"
        finally:
            if ROUTINES[name].rules() != self._base[name] or ROUTINES[name].rules().digest != self._base[name].digest:
                raise Broken("an overlay changes the rules themselves")
        _kept(self._base[name], rules)
        return _pinned(name, rules, overlay)


def _written(chance: Random, rules: Rules) -> list[str]:
    """An overlay that may be used, or nearly so."""
    lines = [f'for = "{rules.routine}"'] if chance.random() < 0.8 else []
    if chance.random() < 0.3:
        lines.append(f'version = "{rules.version}"')
    lines += ['name = "Exempelkommunen"', "[parameter]"]
    for name in chance.sample(sorted(rules.specs), chance.randrange(5)):
        spec = rules.specs[name]
        near = chance.choice((spec.value, spec.low, spec.high, *spec.choices))
        lines.append(f"{name} = {_literal(spec.value if near is None else near)}")
    for ident in chance.sample(sorted(rules.norms), chance.randrange(4)):
        lines += [f'[norm."{ident}"]', f'severity = "{chance.choice(tuple(Severity))}"']
        if chance.random() < 0.3:
            lines.append(f'severity_for = {{kalla = "{chance.choice(tuple(Severity))}"}}')
    for head, *rest in chance.sample(OPEN, chance.randrange(3)):
        lines += [f"[{head}]", *rest]
    return lines


def _mutate(chance: Random, lines: list[str]) -> None:
    at = chance.randrange(len(lines))
    key, equals, value = lines[at].partition(" = ")
    kind = chance.randrange(7)
    if kind == 0:
        lines[at:at] = [f"{chance.choice(KEYS)} = {chance.choice(LITERALS)}"]
    elif kind == 1:
        del lines[at]
        lines.append("")
    elif kind == 2:
        lines.append(lines[at])
    elif kind == 3 and equals:
        lines[at] = f"{chance.choice(KEYS)} = {value}"
    elif kind == 4:
        lines.append(f"[{chance.choice(PARTS)}.{chance.choice((*KEYS, *NAMES))}]")
    elif kind == 5 and equals:
        lines[at] = f"{key} = {json.dumps(chance.choice((*TEXTS, *TIMES, *NAMES)))}"
    else:
        lines[at] = f"{key} = {chance.choice(LITERALS)}"


def _kept(base: Rules, rules: Rules) -> None:
    """What protects the individual is as it was, and no value lies beyond its limits."""
    if list(base.norms) != list(rules.norms):
        raise Broken("an overlay adds or drops a norm")
    for ident, norm in rules.norms.items():
        was = base.norms[ident]
        if _weight(norm) == _weight(was):
            continue
        if was.fixed:
            raise Broken("a fixed norm is changed")
        if any(_heavier(one, norm) for one in (norm.severity, *norm.severity_for.values())):
            raise Broken("a norm is heavier than it may be")
    for name, spec in rules.specs.items():
        if type(spec.value) is not type(base.specs[name].value) or not _within(spec):
            raise Broken("a parameter is beyond its limits")
    if rules.overlay is None and rules.digest != base.digest:
        raise Broken("other rules without an overlay's digest")


def _weight(norm: Norm) -> Any:
    return norm.fixed, norm.ceiling, norm.severity, dict(norm.severity_for)


def _heavier(severity: Severity, norm: Norm) -> bool:
    return norm.ceiling is not None and HEAVIER.index(severity) > HEAVIER.index(norm.ceiling)


def _within(spec: Any) -> bool:
    low = spec.low is None or spec.value >= spec.low
    return low and (spec.high is None or spec.value <= spec.high) and (not spec.choices or spec.value in spec.choices)


@cache
def _log(name: str) -> tuple[dict[str, Any], tuple[bytes, ...]]:
    header, *lines = next(log for log in sources.right() if log[0]["routine"] == name and len(log) > 12)
    return header, tuple(json.dumps(line).encode() for line in lines)


def _pinned(name: str, rules: Rules, overlay: Any) -> str:
    """A log is judged by the very rules that it names, and by no others."""
    header, lines = _log(name)
    pin = {"version": rules.version, "digest": rules.digest}
    right = pin if rules.overlay is None else {**pin, "overlay": rules.overlay}
    answer = "used"
    try:
        read_log([json.dumps({**header, "rules": right}).encode(), *lines], ROUTINES, overlay, WITHIN).case()
    except JournalError as error:
        answer = f"used, a log not: {said(error)}"
    other = rules.digest[:-1] + ("0" if rules.digest[-1] != "0" else "1")
    wrong = [{**pin, "digest": other}, {**pin, "overlay": other}, *([pin] if rules.overlay is not None else [])]
    for one in wrong:
        try:
            read_log([json.dumps({**header, "rules": one}).encode()], ROUTINES, overlay, WITHIN)
        except RulesNotInstalled:
            continue
        raise Broken("a log is judged by other rules than it names")
    return answer
