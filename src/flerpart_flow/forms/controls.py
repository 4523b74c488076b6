"""A form as the boxes of a page: how each is called when it is sent, what stands in it, and what is wrong with it.

A page goes through them and decides nothing but how they look. ``from_browser`` reads what it sends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Final

import attrs

from flerpart_flow.engine.values.reticent import reticent
from flerpart_flow.forms.description import Choice, Form, FormField, Need
from flerpart_flow.forms.faults import Fault
from flerpart_flow.forms.from_browser import LOCAL

_ROWS: Final = 3


class Box(StrEnum):
    """How something is filled in. GROUP is a heading over parts; of SEVERAL any number may be chosen, of ONE one.

    A time that holds what a box for times can't, such as an offset in the hour that comes twice, is a LINE: a browser
    would leave the box empty, and so lose it.
    """

    TEXT = "text"
    LINE = "line"
    TIME = "time"
    DAY = "day"
    NUMBER = "number"
    ONE = "one"
    SEVERAL = "several"
    GROUP = "group"


_BOXES: Final[Mapping[str, Box]] = {
    "time": Box.TIME,
    "day": Box.DAY,
    "integer": Box.NUMBER,
    "age": Box.NUMBER,
    "codes": Box.SEVERAL,
}


@attrs.frozen
class Option:
    """Something to choose: what is sent, what it is called, and whether it is chosen."""

    code: str
    label: str
    chosen: bool = False


@reticent("name", "box")
@attrs.frozen(kw_only=True)
class Control:
    """One box, or a group of them. ``name`` is what it is sent under, and no other control of the form has it."""

    name: str
    label: str
    box: Box
    help: str = ""
    need: Need = Need.OPTIONAL
    norms: tuple[str, ...] = ()
    value: str = ""
    options: tuple[Option, ...] = ()
    parts: tuple[Control, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def required(self) -> bool:
        """As of the field."""
        return self.need in {Need.ALWAYS, Need.NORM}

    @property
    def filled(self) -> bool:
        """Whether something stands in it, or in a part of it."""
        return bool(self.value) or any(one.chosen for one in self.options) or any(one.filled for one in self.parts)

    @property
    def wrong(self) -> bool:
        """Whether something is wrong with it, or with a part of it."""
        return bool(self.faults) or any(one.wrong for one in self.parts)


@attrs.frozen
class FilledForm:
    """A form with what stands in it. ``faults`` are those that are about none of its controls."""

    event: str
    label: str
    controls: tuple[Control, ...] = attrs.field(repr=lambda controls: str(len(controls)))
    faults: tuple[Fault, ...] = ()


def filled_form(
    form: Form,
    sent: Iterable[tuple[str, str]] = (),
    faults: Iterable[Fault] = (),
    *,
    without: Iterable[str] = (),
    rows: int = _ROWS,
) -> FilledForm:
    """The controls of a form, as it was sent and with what is wrong with it.

    ``without`` are fields that the host states itself, such as who writes the event down. Of rows there are at least
    ``rows``, and always an empty one.
    """
    filling = _Filling(sent, faults, rows)
    controls = tuple(filling.control(one, one.name) for one in form.fields if one.name not in set(without))
    placed = set(_names(controls))
    return FilledForm(form.event, form.label, controls, tuple(one for one in filling.faults if one.field not in placed))


def _names(controls: Iterable[Control]) -> Iterator[str]:
    for one in controls:
        yield one.name
        yield from _names(one.parts)


class _Filling:
    """What was sent and what is wrong, by name."""

    def __init__(self, sent: Iterable[tuple[str, str]], faults: Iterable[Fault], rows: int) -> None:
        self.sent: dict[str, list[str]] = {}
        for name, text in sent:
            self.sent.setdefault(name, []).append(text)
        self.faults, self.rows = tuple(faults), rows

    def control(self, of: FormField, name: str) -> Control:
        """A field under its name."""
        box, options, parts = self._inside(of, name)
        value = "" if options or parts else "\n".join(self.sent.get(name, ()))
        if box is Box.TIME and value and not LOCAL.fullmatch(value):
            box = Box.LINE
        return Control(
            name=name,
            label=of.label,
            box=box,
            help=of.help,
            need=of.need,
            norms=of.norms,
            value=value,
            options=options,
            parts=parts,
            faults=self._wrong(name),
        )

    def _inside(self, of: FormField, name: str) -> tuple[Box, tuple[Option, ...], tuple[Control, ...]]:
        if of.many:
            return Box.GROUP, (), tuple(self._row(of, name, number) for number in range(1, self._many(name) + 1))
        if of.parts:
            return Box.GROUP, (), tuple(self.control(one, f"{name}.{one.name}") for one in of.parts)
        if of.per:
            said_for = (one.removeprefix(f"{name}.") for one in self.sent if one.startswith(f"{name}."))
            every = (*of.per, *_numbered(of.per, said_for))
            return Box.GROUP, (), tuple(self._per(of, one, name) for one in every)
        if of.choices:
            return _BOXES.get(of.kind, Box.ONE), self._options(of.choices, name), ()
        return _BOXES.get(of.kind, Box.TEXT), (), ()

    def _row(self, of: FormField, name: str, number: int) -> Control:
        row = f"{name}.{number}"
        parts = tuple(self.control(one, f"{row}.{one.name}") for one in of.parts)
        return Control(name=row, label=f"{of.label} {number}", box=Box.GROUP, parts=parts, faults=self._wrong(row))

    def _many(self, name: str) -> int:
        """How many rows there are: one more than the last that somebody wrote in."""
        written = (one.removeprefix(f"{name}.").split(".")[0] for one, texts in self.sent.items() if any(texts))
        numbers = [int(one) for one in written if one.isascii() and one.isdigit() and len(one) <= _DIGITS]
        return max(self.rows, max(numbers, default=0) + 1)

    def _per(self, of: FormField, choice: Choice, name: str) -> Control:
        """What is said for one of several."""
        path = f"{name}.{_code(choice)}"
        options = self._options(of.choices, path)
        value = "" if options else "\n".join(self.sent.get(path, ()))
        box = Box.SEVERAL if options else Box.LINE
        return Control(name=path, label=choice.label, box=box, value=value, options=options, faults=self._wrong(path))

    def _options(self, choices: Iterable[Choice], name: str) -> tuple[Option, ...]:
        chosen = self.sent.get(name, ())
        every = (*choices, *_numbered(choices, chosen))
        return tuple(Option(_code(one), one.label, _code(one) in chosen) for one in every)

    def _wrong(self, name: str) -> tuple[Fault, ...]:
        return tuple(one for one in self.faults if one.field == name)


_DIGITS: Final = 2
"""A form shows a hundred rows at most, whatever is sent."""


def _numbered(choices: Iterable[Choice], sent: Iterable[str]) -> Iterator[Choice]:
    """Those of what was sent that carry another number than a form offers: a second relative."""
    offered = {_code(one) for one in choices}
    of = {one.code: one.label for one in choices if one.numbered}
    for code in dict.fromkeys(sent):
        who, _, number = code.rpartition(":")
        if code not in offered and who in of and number.isascii() and number.isdigit() and len(number) <= _DIGITS:
            yield Choice(code, f"{of[who]} {number}")


def _code(choice: Choice) -> str:
    """What is sent. One that has to carry a number gets the first."""
    return choice.code if choice.alone else f"{choice.code}:1"
