"""Values that nobody expects, and lines, logs and bytes with something wrong in them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from random import Random
from typing import Any, Final

from tests.engine.marked import MARK

Line = dict[str, Any]

TEXTS: Final = (
    "", " ", "\x00", "\x1b[31m", "\u202e", "\ud800", "\ufeff", "é" * 300, "e\u0301", "ﬁ", "İ", "\U0001f600",
    "a" * 70_000,
    "19121212-1212", f"{MARK} 19121212-1212", "121212 1212", "null", "-", ".", "..", "/", "\\", "%s", "{0}", "{field}",
    f"{MARK}{{values}}", "\r\n", "\u2028", "NaN", "1e999", "٣", "ja ", "JA", "okänt",
)  # fmt: skip
TIMES: Final = (
    "2026-02-30T09:00:00+01:00", "9999-12-31T23:59:59.999999-14:00", "0001-01-01T00:00:00+14:00", "2026-03-29T02:30:00",
    "2026-03-29T02:30:00+01:00", "2026-W01-1T00:00Z", "20260301T090000Z", "2026-03-01", "2026-03-01T09:00:00+99:00",
    "2026-03-01T24:00:00Z", "2026-03-01T09:00:60Z", "2026-03-01T09:00:00,5Z", "-2026-03-01T09:00:00Z",
    "1900-01-01T00:00Z",
    "2026-03-01T09:00:00.123456789Z", "2026-03-01 09:00:00+01:00", "2999-01-01T00:00:00Z",
)  # fmt: skip
NAMES: Final = (
    "individ", "ombud", "kommun", "kommun:ips", "kommun:arbetsmarknad", "arbetsformedlingen", "arbetsformedlingen:2",
    "arbetsformedlingen:1000", "arbetsformedlingen:0", "arbetsformedlingen:-1", "arbetsformedlingen:٣", "region",
    "region:psykiatri", "forsakringskassan", "narstaende", "arbetsgivare", "ordforande", "ja", "nej", "okant", "halsa",
    "arbete", "samtycke", "avsluta", "ratta", "kalla", "PR-AF-4", "FM-SAMTYCKE-2", "felskrivning",
)  # fmt: skip
NUMBERS: Final = (0, -1, 1, 2, 3, 17, 999, 1000, 2**31, 2**63, 2**64, 10**30, 10**400, 0.5, -0.0, 1e308, 1.0, True)
RAW: Final = (
    "NaN",
    "Infinity",
    "-Infinity",
    "1e999",
    "-0",
    "01",
    "1.",
    "+1",
    "9" * 5000,
    "0x1",
    "'x'",
    "{",
    "[",
    '"',
    "",
)


def deep(chance: Random) -> Any:
    """Lists and objects inside each other."""
    value: Any = "x"
    for _ in range(chance.choice((2, 20, 60, 90))):
        value = [value] if chance.random() < 0.5 else {"a": value}
    return value


def odd(chance: Random, levels: int = 2) -> Any:
    """A value of any type."""
    kind = chance.choice((0, 1, 2, 3, 4, 5, 6, 7, 8) if levels else (0, 1, 5, 6, 7, 8))
    if kind == 0:
        return chance.choice((None, True, False, [], {}, [[]], [None], {"": None}, [[], {}]))
    if kind == 1:
        return chance.choice(NUMBERS)
    if kind == 2:
        return deep(chance)
    if kind == 3:
        return [odd(chance, levels - 1) for _ in range(chance.choice((1, 2, 3, 40)))]
    if kind == 4:
        return {chance.choice((*TEXTS[:20], *NAMES)): odd(chance, levels - 1)}
    return chance.choice((TEXTS, TIMES, NAMES, NAMES)[kind - 5])


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where there is a value inside a value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place for key, one in inner for place in ((*path, key), *_places(one, (*path, key)))]


def _at(value: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        value = value[key]
    return value


def changed(chance: Random, line: Line, others: Sequence[Line]) -> Line:
    """A line with one thing changed; ``others`` are lines of the same log, to take something from."""
    found: Line = json.loads(json.dumps(line))
    places = _places(found)
    if not places:
        return {"x": odd(chance)}
    *outer, key = chance.choice(places)
    holder, other = _at(found, tuple(outer)), chance.choice(others)
    kind = chance.choice((0, 1, 2, 3, 3, 4, 4, 5, 5, 5, 6, 6, 7, 7, 7))
    if kind == 0:
        del holder[key]
    elif kind == 1 and isinstance(holder, dict):
        holder[chance.choice((*TEXTS, *NAMES, *other))] = holder.pop(key)
    elif kind == 2:
        found[chance.choice((*other, "text", "x"))] = odd(chance)
    elif kind == 3:
        found.update({name: other[name] for name in chance.sample(sorted(other), min(len(other), 2))})
    elif kind == 4:
        name = chance.choice(("event", "by", "recorded_by", "nr", "ror", "occurred_at", "recorded_at"))
        found[name] = other.get(name, chance.choice(NAMES))
    elif kind == 5:
        _move(chance, found)
    elif kind == 6 and isinstance(holder[key], list):
        holder[key] = [*holder[key], *holder[key], chance.choice(NAMES)]
    else:
        holder[key] = odd(chance)
    return found


def _move(chance: Random, line: Line) -> None:
    """Another time, the years and days of it changed as they stand."""
    for name in chance.sample(("occurred_at", "recorded_at"), chance.choice((1, 2))):
        written = line.get(name)
        if isinstance(written, str) and len(written) > 10:
            day = f"{chance.choice((2024, 2026, 2026, 2027))}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
            line[name] = day + written[10:]


def dumped(line: Line) -> bytes:
    """A line as bytes."""
    return json.dumps(line, ensure_ascii=False).encode("utf-8", "surrogatepass")


def almost(chance: Random, line: Line) -> bytes:
    """A line that is JSON, or nearly."""
    written = json.dumps(line)
    key = json.dumps(chance.choice(sorted(line) or ["x"]))
    kind = chance.randrange(4)
    if kind == 0:
        written = written.replace(f"{key}: ", f"{key}: {chance.choice(RAW)},", 1)
    elif kind == 1:
        written = f"{written[:-1]}, {key}: {json.dumps(line.get(json.loads(key)))}}}"
    elif kind == 2:
        written += written
    else:
        written = f"[{written}]"
    return written.encode()


def spoilt(chance: Random, written: bytes) -> bytes:
    """Bytes with something wrong in them."""
    at = chance.randrange(len(written) + 1)
    end = min(len(written), at + chance.choice((1, 1, 3, 40)))
    kind = chance.randrange(8)
    if kind == 0:
        return written[:at]
    if kind == 1:
        return written[:at] + written[end:]
    if kind == 2:
        return written[:at] + written[at:end] * chance.choice((2, 3, 500)) + written[end:]
    if kind == 3:
        return written[:at] + bytes([chance.randrange(256)]) + written[end:]
    if kind == 4:
        return chance.choice((b"\xef\xbb\xbf", b"\xff\xfe", b"\x00", b" " * 300)) + written
    if kind == 5:
        return written.decode("utf-8", "replace").encode("utf-16")
    if kind == 6:
        return written.replace(b"\n", b"") + chance.choice((b"\r\n", b"\r", b"\x0b", b"\x85"))
    return (
        written[:at] + chance.choice((b"[" * 3000, b'{"a":' * 3000, b"9" * 6000, b"\\u0000", b"\\ud800")) + written[at:]
    )
