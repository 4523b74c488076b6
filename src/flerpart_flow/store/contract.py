"""What every store has to do, as tests: for the three of the library, and for one of your own.

Written for pytest, which collects a class whose name begins with ``Test``::

    class TestMine(StoreContract):
        def new_store(self) -> Store:
            return MyStore(...)  # an empty one, another at each call
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from typing import Final

from flerpart_flow.engine.errors import EventError, FlowError, JournalError, StoreError, WriteConflict
from flerpart_flow.store.chain import linked, start
from flerpart_flow.store.port import Due, Store
from flerpart_flow.store.verifying import checkpoints, verify

_AT: Final = "2026-01-12T09:00:00+01:00"
_MOMENT: Final = datetime(2026, 1, 12, 8, tzinfo=UTC)
_MANY: Final = 25


def header(ref: str) -> str:
    """The first line of a case."""
    return f'{{"flerpart_flow":1,"routine":"flerpartsmote","case":"{ref}"}}'


def line(nr: int, by: str = "kommun:ips") -> str:
    """A line of a case, of somebody."""
    return f'{{"nr":{nr},"event":"kontaktforsok","occurred_at":"{_AT}","recorded_at":"{_AT}","by":"{by}"}}'


class StoreContract:
    """The tests. A subclass makes the stores."""

    def new_store(self) -> Store:
        """An empty store, of its own for each call."""
        raise NotImplementedError("a subclass for each kind of store makes its own")

    def opened(self, *refs: str) -> Store:
        """A store with cases that have their headers."""
        store = self.new_store()
        for ref in refs:
            store.append(ref, header(ref), 0)
        return store

    def test_a_case_is_read_as_it_was_written(self) -> None:
        """In order, whether its lines came one by one or together, with their ends or without."""
        store = self.new_store()
        assert store.append("å-1", [header("å-1"), line(1) + "\n"], 0) == 2
        assert store.append("å-1", line(2), 2) == 3
        stored = store.read("å-1")
        assert (stored.ref, stored.next_nr) == ("å-1", 3)
        assert stored.lines == (header("å-1"), line(1), line(2))

    def test_each_line_is_chained_to_the_one_before(self) -> None:
        """By a hash that starts from the case."""
        store = self.opened("a")
        store.append("a", line(1), 1)
        assert store.read("a").hash == linked(linked(start("a"), header("a")), line(1))
        assert [one.lines for one in checkpoints(store)] == [2]
        assert list(verify(store, checkpoints(store))) == []

    def test_no_case_is_no_empty_case(self) -> None:
        """A reference that nothing was written under is told."""
        store = self.opened("a")
        assert _code(StoreError, lambda: store.read("b")) == "lager.saknas"
        assert _code(WriteConflict, lambda: store.append("b", line(1), 1)) == "lager.farre_rader"
        assert list(store.refs()) == ["a"]

    def test_a_lost_update_is_refused(self) -> None:
        """And nothing of it is written."""
        store = self.opened("a")
        store.append("a", line(1), 1)
        for late in (line(1, "region:psykiatri"), [line(1), line(2)], ()):
            error = _raised(WriteConflict, lambda late=late: store.append("a", late, 1))  # type: ignore[misc]  # a default
            assert error.values["nr"] == 2
        assert _code(WriteConflict, lambda: store.append("a", line(3), 3)) == "lager.farre_rader"
        assert store.read("a").lines == (header("a"), line(1))

    def test_a_repeat_is_harmless(self) -> None:
        """Of one line or several, however they are written."""
        store = self.opened("a")
        store.append("a", [line(1), line(2)], 1)
        assert store.append("a", [line(1), line(2)], 1) == 3
        assert store.append("a", line(2).replace(":", ": ", 1), 2) == 3
        assert store.append("a", header("a"), 0) == 3
        assert store.read("a").lines == (header("a"), line(1), line(2))

    def test_of_several_lines_all_are_written_or_none(self) -> None:
        """Also where the last of them is the one that can't be."""
        store = self.opened("a")
        assert _code(JournalError, lambda: store.append("a", [line(1), line(3)], 1)) == "journal.nr"
        assert store.read("a").lines == (header("a"),)

    def test_what_is_no_line_of_the_case_is_refused(self) -> None:
        """So that what is stored can be read."""
        store = self.opened("a")
        for wrong in (
            "",
            "{",
            "[]",
            "{}",
            line(2),
            header("a"),
            "{\n}",
            line(1).replace("ips", "191212121212"),
            "\ud800",
        ):
            _raised(JournalError, lambda wrong=wrong: store.append("a", wrong, 1))  # type: ignore[misc]  # a default
        _raised(JournalError, lambda: store.append("b", line(1), 0))
        assert _code(StoreError, lambda: store.append("b", header("a"), 0)) == "lager.annan_referens"
        assert store.read("a").lines == (header("a"),)
        assert list(store.refs()) == ["a"]

    def test_references_come_in_order(self) -> None:
        """That of their characters, each once."""
        store = self.opened("b", "a", "ö", "B", "a-10", "a-9")
        store.append("a", line(1), 1)
        assert list(store.refs()) == sorted(["b", "a", "ö", "B", "a-10", "a-9"])

    def test_what_is_due_comes_before_its_moment_and_in_order(self) -> None:
        """Each append says it anew; one without lines says nothing else."""
        store = self.opened("a", "b", "c")
        later = [_MOMENT + timedelta(microseconds=number) for number in range(3)]
        store.append("a", line(1), 1, later[1])
        store.append("b", (), 1, later[0])
        assert list(store.due(later[2])) == [Due(later[0], "b"), Due(later[1], "a")]
        assert list(store.due(later[1])) == [Due(later[0], "b")]
        store.append("a", line(1), 1, later[0])  # a repeat changes nothing
        store.append("b", line(1), 1)
        assert list(store.due(later[2])) == [Due(later[1], "a")]
        _raised(EventError, lambda: store.append("a", (), 2, datetime(2026, 1, 12)))  # noqa: DTZ001  # what is refused
        assert store.read("a").next_nr == 2

    def test_two_writers_lose_nothing(self) -> None:
        """Each line that was acknowledged is there once."""
        store = self.opened("a")
        together = Barrier(2)
        written: list[str] = []

        def write(by: str) -> None:
            together.wait()
            nr = 1
            for _ in range(_MANY):
                while True:
                    try:
                        store.append("a", line(nr, by), nr)
                        break
                    except WriteConflict as conflict:
                        nr = conflict.values.get("nr", nr)
                written.append(line(nr, by))
                nr += 1

        writers = [Thread(target=write, args=(by,)) for by in ("kommun:ips", "region:psykiatri")]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        lines = store.read("a").lines
        assert len(written) == 2 * _MANY
        assert sorted(lines[1:]) == sorted(written)
        assert list(verify(store)) == []


def _raised(kind: type[FlowError], act: Callable[[], object]) -> FlowError:
    """The error that something raises."""
    try:
        act()
    except kind as error:
        return error
    raise AssertionError(f"{kind.__name__} wasn't raised")


def _code(kind: type[FlowError], act: Callable[[], object]) -> str:
    """The code of the error that something raises."""
    return _raised(kind, act).code
