"""Frozen classes whose methods attrs makes when they are wanted: the same classes as attrs makes at once."""

from __future__ import annotations

import copy
import inspect
import pickle
import subprocess
import sys
from functools import cached_property
from threading import Barrier, Thread
from typing import Any, ClassVar, Generic, TypeVar

import attrs
import pytest

from flerpart_flow.engine.record.events import ENVELOPE, Event
from flerpart_flow.engine.record.recorded import recorded
from flerpart_flow.engine.values.frozen import _declared, finish, frozen

T = TypeVar("T")


@frozen
class A:
    one: int
    two: str = "x"
    several: tuple[int, ...] = attrs.field(factory=tuple, repr=False)
    kind: ClassVar[str] = "a"

    def __attrs_post_init__(self) -> None:
        if self.one < 0:
            raise ValueError("one")

    @property
    def double(self) -> int:
        return self.one * 2


@frozen
class B(A):
    three: int = attrs.field(default=3, converter=int)

    @property
    def double(self) -> int:
        return super().double + 1


@attrs.frozen
class C(B):
    four: int = 4


@frozen(eq=False, kw_only=True)
class D(Generic[T]):
    held: T


@frozen(weakref_slot=False)
class E:
    one: int = 1

    def __repr__(self) -> str:
        return "mine"

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 7


def test_a_class_waits_until_it_is_used() -> None:
    @frozen
    class Late:
        one: int

    assert Late in _declared
    assert Late(1).one == 1
    assert Late not in _declared


def test_values_are_as_attrs_makes_them() -> None:
    assert (B(1).double, B(1, three="4").three, C(2).double) == (3, 4, 5)
    assert [field.name for field in attrs.fields(C)] == ["one", "two", "several", "three", "four"]
    assert (repr(A(1)), repr(C(1)), repr(E())) == ("A(one=1, two='x')", "C(one=1, two='x', three=3, four=4)", "mine")
    assert A(1) == A(1) != A(2) != B(2)
    assert {A(1), A(1), A(2)} == {A(2), A(1)}
    assert D(held=1) != D(held=1)
    assert (E() == 3, hash(E())) == (True, 7)
    assert attrs.evolve(B(1), one=5) == B(5)
    assert (attrs.has(A), A.kind, hasattr(A(1), "__dict__")) == (True, "a", False)
    match B(7, "y"):
        case B(one, two):
            assert (one, two) == (7, "y")


def test_values_stay_as_they_are() -> None:
    value = B(1)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        value.one = 2  # type: ignore[misc]  # refused, which is shown
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        del value.one
    with pytest.raises(ValueError, match="one"):
        A(-1)
    with pytest.raises(TypeError):
        D(1)  # type: ignore[call-arg]  # a mistake, which is told


@pytest.mark.parametrize("value", [A(1, "y", (2,)), B(1), C(3), E(4)])
def test_values_are_copied_and_kept(value: Any) -> None:
    for again in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
        assert type(again) is type(value)
        assert attrs.asdict(again) == attrs.asdict(value)


def test_a_value_that_was_kept_wakes_its_class() -> None:
    """A process that reads what another wrote may not have made one yet."""
    code = (
        "import pickle, sys; from flerpart_flow.engine.values.frozen import _declared;"
        "from flerpart_flow.engine.rules.norms import Norm; assert Norm in _declared;"
        "from flerpart_flow.engine.record.header import Pin; assert Pin in _declared;"
        "one = pickle.loads(sys.stdin.buffer.read()); assert one == Pin('1', '2'); print(one)"
    )
    from flerpart_flow.engine.record.header import Pin

    ran = subprocess.run(
        [sys.executable, "-c", code], input=pickle.dumps(Pin("1", "2")), capture_output=True, check=True
    )
    assert ran.stdout.decode() == "Pin(version='1', digest='2', overlay=None)\n"


def test_where_attrs_has_a_way_of_its_own_it_goes_it() -> None:
    @frozen
    class Cached:
        one: int

        @cached_property
        def dear(self) -> int:
            return self.one + 1

    assert Cached not in _declared
    assert Cached(1).dear == 2


def test_a_class_is_made_once_by_whoever_comes_first() -> None:
    @frozen
    class Wanted:
        one: int

    start, found = Barrier(8), []

    def ask() -> None:
        start.wait()
        found.append(hash(Wanted(1)))

    threads = [Thread(target=ask) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(found) == 8
    assert len(set(found)) == 1


def test_a_mistake_in_a_declaration_is_told_when_it_is_used() -> None:
    @frozen
    class Wrong:
        one: int = 1
        two: int  # type: ignore[misc]  # a mistake, which is told

    for _ in range(2):
        with pytest.raises(ValueError, match="No mandatory attributes allowed after"):
            Wrong(1, 2)
    del _declared[Wrong]


_ALL = """
import attrs
from flerpart_flow.engine.values import frozen

kept = {}

class Kept(dict):
    def __setitem__(self, kind, held):
        kept[kind] = held
        super().__setitem__(kind, held)

frozen._declared = Kept()
import flerpart_flow.routines.flerpartsmote, flerpart_flow.routines.ung_intro, flerpart_flow.engine.review.compare

assert len(kept) > 140, len(kept)
for kind, (declared, how) in kept.items():
    whole = attrs.frozen(**how)(declared)
    frozen.finish(kind)
    apart = {"__repr__", "__attrs_base_of_slotted__"}
    assert kind.__slots__ == whole.__slots__, kind
    assert vars(kind).keys() - apart == vars(whole).keys() - apart, (kind, vars(kind).keys() ^ vars(whole).keys())
    assert attrs.fields(kind) == attrs.fields(whole), kind
    assert not any(type(held) is frozen._ToCome for held in vars(kind).values()), kind
assert not frozen._declared
"""


def test_every_class_is_as_attrs_makes_it_at_once() -> None:
    """Also: attrs makes every one, so no declaration holds a mistake."""
    subprocess.run([sys.executable, "-c", _ALL], check=True)


def test_an_event_of_anothers_is_made_at_once() -> None:
    own: Any = recorded(type("Own", (Event,), {"__annotations__": {"kind": ClassVar[str]}, "name": "own"}))
    assert own not in _declared
    assert [one.name for one in attrs.fields(own)] == list(ENVELOPE)


def test_a_hint_that_is_no_text_is_read_too() -> None:
    declared = frozen(type("Hinted", (), {"__annotations__": {"one": int, "kind": ClassVar[str]}, "kind": "k"}))
    assert [one.name for one in attrs.fields(declared)] == ["one"]


def test_what_inspects_a_class_sees_it() -> None:
    @frozen
    class Shown:
        one: int
        two: str = ""

    assert list(inspect.signature(Shown).parameters) == ["one", "two"]
    finish(Shown)  # once more makes no difference
    assert attrs.inspect(Shown).is_frozen
