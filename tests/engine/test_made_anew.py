"""What is made the cheap way is what its class makes: equal, as unchangeable, and of the very class."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import attrs
import pytest

from flerpart_flow.engine.definition.duties import Ended, Ending, Entry, Ledger, Owed
from flerpart_flow.engine.judging.decision import Decision, State
from flerpart_flow.engine.judging.rejudging import Placed
from flerpart_flow.engine.values.evolve import evolve, made
from tests import stories
from tests.toy import at, play

CASE = play("a n")
ENTRY = Entry("plikt", Owed("nord"), 1, at(1), at(1))
EVENT: Any = CASE.lines[1]
STATE = CASE.state
GIVEN: list[tuple[type[Any], tuple[Any, ...]]] = [
    (State, ("fas", 1)),
    (State, ("fas", 1, Ledger((ENTRY,)))),
    (Ledger, ()),
    (Entry, ("plikt", Owed("nord"), 1, at(1), None)),
    (Ended, (ENTRY, Ending.MET, 2, at(2), None)),
    (Decision, (EVENT, STATE, STATE, (), CASE.rules)),
    (Placed, (1, EVENT, STATE, STATE, ())),
]


@pytest.mark.parametrize(("kind", "given"), GIVEN, ids=lambda one: getattr(one, "__name__", None))
def test_a_value_made_cheaply_is_the_one_that_its_class_makes(kind: type[Any], given: tuple[Any, ...]) -> None:
    cheap, plain = made[kind](*given), kind(*given)
    assert type(cheap) is kind
    for name in (one.name for one in attrs.fields(kind)):
        assert getattr(cheap, name) == getattr(plain, name), name
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(cheap, attrs.fields(kind)[0].name, None)
    assert repr(cheap) == repr(plain)


@pytest.mark.parametrize("value", [State("fas", 1), ENTRY, Ledger((ENTRY,))])
def test_a_value_made_cheaply_is_copied_pickled_and_hashed_like_any_other(value: Any) -> None:
    given = (getattr(value, one.name) for one in attrs.fields(type(value)))
    cheap = made[type(value)](*given)
    assert cheap == value
    assert hash(cheap) == hash(value)
    for twin in (pickle.loads(pickle.dumps(cheap)), copy.copy(cheap), copy.deepcopy(cheap)):
        assert twin == value


def test_a_value_is_changed_as_attrs_would_change_it_and_stays_itself() -> None:
    changed = evolve(ENTRY, paused_days=3)
    assert changed == attrs.evolve(ENTRY, paused_days=3)
    assert (type(changed), ENTRY.paused_days) == (Entry, 0)
    event = evolve(EVENT, nr=9)
    assert event == attrs.evolve(EVENT, nr=9)
    assert type(event) is type(EVENT)
    with pytest.raises(AttributeError):
        evolve(ENTRY, nothing=1)


def test_equal_sets_of_codes_and_what_is_owed_by_their_like_are_one_value_in_all_cases() -> None:
    """But not what is owed about a measure, whose id somebody has written."""
    one, other = stories.follow_up().case, stories.follow_up().case
    assert one is not other
    for name in ("units", "topics", "records"):
        mine, theirs = getattr(one.facts.consent, name), getattr(other.facts.consent, name)
        assert mine is theirs
        assert mine == frozenset(mine)
    ledgers = one.state.ledger, other.state.ledger
    owed = [(a.owed, b.owed) for a, b in zip(*(ledger.open for ledger in ledgers), strict=True)]
    ended = [(a.entry.owed, b.entry.owed) for a, b in zip(*(ledger.ended for ledger in ledgers), strict=True)]
    assert {a.about is None for a, _ in (*owed, *ended)} == {True, False}
    assert all((a is b) == (a.about is None) for a, b in (*owed, *ended))
