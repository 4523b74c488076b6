"""Reading ``claims.toml``. What isn't known there, or is missing, is an error with its place."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from itertools import chain, combinations, product
from typing import Any, Final

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.errors import DefinitionError
from flerpart_flow.engine.record.events import content_fields
from flerpart_flow.proof.prove.checks import CHECKS
from flerpart_flow.proof.prove.model import Claim, Claims, Slice
from flerpart_flow.proof.twins import Step
from flerpart_flow.proof.twins.keys import Keys
from flerpart_flow.proof.twins.reading import beginnings_of, package_of

CLAIMS: Final = "claims.toml"
_SLICE: Final = (
    *("name", "sv", "en", "begin", "days", "lists", "acts", "longest", "moments", "duties", "late", "overlay", "drop"),
    *("parameters", "ends", "handed"),
)
_ACT: Final = ("group", "event", "by", "on", "content", "with", "vary")
_CLAIM: Final = ("id", "sv", "en", "slices", "check", "witness", "values")
_FEW: Final = {"each": (1, 1), "one": (1, 1), "some": (1, None), "any": (0, None)}
"""Before the name of a list: each as such, one of them as a list, some of them, any of them or none."""


@cache
def claims_of(routine: Routine[Any]) -> Claims | None:
    """The claims of a routine, from the file beside its table; None for one that has none.

    Raises DefinitionError, with the place, for an event, a field, a beginning or a check that isn't known.
    """
    package = package_of(routine)
    if package is None or not (resources.files(package) / CLAIMS).is_file():
        return None
    try:
        found = tomllib.loads((resources.files(package) / CLAIMS).read_text(encoding="utf-8"))
    except ValueError as error:
        raise DefinitionError("definition.fil", file=f"{package}/{CLAIMS}", reason=str(error)) from None
    return claims_in(routine, Keys(CLAIMS, "filen", found))


def claims_in(routine: Routine[Any], keys: Keys) -> Claims:
    """The same from a table that is read already."""
    keys.only("names", "act", "slice", "claim")
    reader = _Reader(routine, keys)
    slices = {one.name: one for one in map(reader.slice, keys.each("slice"))}
    claims = tuple(reader.claim(one, slices) for one in keys.each("claim"))
    names = keys.inner("names")
    for event in names.table:
        names.one_of(event, event, routine.events)
    return Claims(routine.name, slices, claims, {event: names.texts(event) for event in names.table})


class _Reader:
    """What is known of a routine while its claims are read."""

    def __init__(self, routine: Routine[Any], keys: Keys) -> None:
        beginnings = beginnings_of(routine)
        self._routine = routine
        self._contents: Mapping[str, Any] = beginnings.inner("content").table
        self._begin = tuple(one.text("name") for one in beginnings.each("beginning"))
        self._acts = [one.only(*_ACT) for one in keys.each("act")]
        self._groups = {one.text("group") for one in self._acts}

    def slice(self, keys: Keys) -> Slice:
        keys.only(*_SLICE)
        name = keys.text("name")
        lists = {key: tuple(held) for key, held in keys.inner("lists").table.items()}
        begins = tuple(keys.one_of("begin", one, self._begin) for one in keys.texts("begin"))
        if not begins:
            begins = tuple(self._begin)
        ends = frozenset(keys.one_of("ends", one, self._routine.events) for one in keys.texts("ends"))
        groups = keys.texts("acts")
        for group in groups:
            keys.one_of("acts", group, self._groups)
        acts = chain.from_iterable(
            self._written(one, lists) for group in groups for one in self._acts if one.text("group") == group
        )
        days = tuple(float(day) for day in keys.table.get("days", [0]))
        longest = keys.table.get("longest")
        return Slice(
            name,
            {"sv": keys.text("sv"), "en": keys.text("en")},
            begins,
            days,
            tuple(acts),
            longest if isinstance(longest, int) else None,
            keys.flag("moments", False),
            keys.flag("duties", False),
            keys.flag("late", False),
            keys.flag("overlay", False),
            frozenset(keys.texts("drop")),
            keys.inner("parameters").table,
            ends,
            keys.maybe("handed"),
        )

    def _written(self, keys: Keys, lists: Mapping[str, tuple[str, ...]]) -> Iterator[Step]:
        """Every act that a line of the file stands for."""
        event = keys.one_of("event", keys.text("event"), self._routine.events)
        template = keys.maybe("content")
        if template is not None:
            keys.one_of("content", template, self._contents)
        content = {**(self._contents[template] if template else {}), **keys.inner("with").table}
        vary = {name: self._values(keys, held, lists) for name, held in keys.inner("vary").table.items()}
        known = content_fields(self._routine.events[event])
        for name in (*content, *vary):
            keys.one_of("with", name, known)
        whole: dict[str, Any] = {name: self._filled(keys, value, lists) for name, value in content.items()}
        for by in self._values(keys, list(keys.texts("by")), lists) if "by" in keys.table else (None,):
            for values in product(*vary.values()):
                given = {name: value for name, value in zip(vary, values, strict=True) if value not in (None, "-", [])}
                yield Step(event, by, keys.day("on"), {**whole, **given})

    def _filled(self, keys: Keys, value: Any, lists: Mapping[str, tuple[str, ...]]) -> Any:
        """A value with the name of a list, such as ``all units``, in place of what it holds."""
        if isinstance(value, str) and value.startswith("all "):
            return list(lists[keys.one_of("with", value.removeprefix("all "), lists)])
        return value

    def _values(self, keys: Keys, held: Any, lists: Mapping[str, tuple[str, ...]]) -> tuple[Any, ...]:
        """The values that a field takes in turn; ``-`` and an empty list stand for nothing stated."""
        found: list[Any] = []
        for one in [held] if isinstance(held, str) else held:
            few, _, name = one.partition(" ") if isinstance(one, str) else ("", "", "")
            if few not in _FEW or not name:
                found.append(self._filled(keys, one, lists))
                continue
            known = lists[keys.one_of("vary", name, lists)]
            if few == "each":
                found += known
                continue
            least, most = _FEW[few][0], _FEW[few][1] or len(known)
            found += (list(some) for size in range(least, most + 1) for some in combinations(known, size))
        return tuple(found)

    def claim(self, keys: Keys, slices: Mapping[str, Slice]) -> Claim:
        keys.only(*_CLAIM)
        for name in keys.texts("slices"):
            keys.one_of("slices", name, slices)
        whole = [name for name, one in CHECKS.items() if one.whole]
        bounded = any(slices[name].longest is not None for name in keys.texts("slices"))
        check = keys.one_of("check", keys.text("check"), CHECKS.keys() - whole if bounded else CHECKS)
        return Claim(
            keys.text("id"),
            {"sv": keys.text("sv"), "en": keys.text("en")},
            keys.texts("slices"),
            check,
            keys.texts("witness"),
            keys.inner("values").table,
        )
