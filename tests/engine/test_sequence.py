"""Chain, the immutable sequence that grows at its end, against a plain list."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flerpart_flow.engine.values.chain import Chain

BLOCK = 64
around_blocks = st.one_of(st.integers(0, 5), st.integers(BLOCK - 2, BLOCK + 2), st.integers(2 * BLOCK - 2, 200))


def grown(values: list[int]) -> Chain[int]:
    chain: Chain[int] = Chain()
    for value in values:
        chain = chain.append(value)
    return chain


@given(around_blocks, st.integers(-250, 250))
def test_it_reads_as_the_list_does(count: int, index: int) -> None:
    values = list(range(1000, 1000 + count))
    for chain in (grown(values), Chain.of(values)):
        assert len(chain) == count
        assert list(chain) == values
        if -count <= index < count:
            assert chain[index] == values[index]
        else:
            with pytest.raises(IndexError):
                chain[index]


@given(around_blocks, st.integers(0, 200))
def test_one_grown_and_one_made_at_once_are_equal_and_hash_alike(count: int, then: int) -> None:
    values = list(range(count + then))
    first = Chain.of(values[:count])
    for value in values[count:]:
        first = first.append(value)
    assert first == Chain.of(values) == grown(values)
    assert hash(first) == hash(Chain.of(values))
    assert repr(first) == f"Chain({len(values)})"


@given(around_blocks, around_blocks)
def test_many_at_once_are_as_many_one_by_one(count: int, more: int) -> None:
    old = Chain.of(range(count))
    after = old.extend(range(count, count + more))
    assert after == Chain.of(range(count + more)) == grown(list(range(count + more)))
    assert hash(after) == hash(Chain.of(range(count + more)))
    assert list(old) == list(range(count))


@given(st.lists(st.integers(0, 2), max_size=3 * BLOCK), st.lists(st.integers(0, 2), max_size=3 * BLOCK))
def test_equal_exactly_when_the_contents_are(one: list[int], other: list[int]) -> None:
    assert (Chain.of(one) == Chain.of(other)) is (one == other)


@given(around_blocks)
def test_an_append_leaves_the_old_one_as_it_was(count: int) -> None:
    old = Chain.of(range(count))
    one, other = old.append(-1), old.append(-2)
    assert list(old) == list(range(count))
    assert (list(one)[-1], list(other)[-1]) == (-1, -2)
    assert len(one) == len(other) == count + 1


def test_the_empty_chain() -> None:
    assert list(Chain[int]()) == []
    assert Chain[int]() == Chain.of(())
    for index in (0, -1):
        with pytest.raises(IndexError):
            Chain[int]()[index]


def test_nothing_in_it_can_be_changed() -> None:
    chain = Chain.of([1, 2])
    with pytest.raises(TypeError):
        chain[0] = 3  # type: ignore[index]  # what is tested
    with pytest.raises(AttributeError):
        chain.tail = (1,)  # type: ignore[attr-defined]  # what is tested


def test_every_append_shares_what_is_there_already() -> None:
    """All 5,000 chains kept together: copies would be 12.5 million references, shared blocks far fewer."""
    tracemalloc.start()
    kept = [Chain[int]()]
    for value in range(5000):
        kept.append(kept[-1].append(value))
    taken = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert taken < 8 * 5000 * (BLOCK + 5000 / BLOCK)
