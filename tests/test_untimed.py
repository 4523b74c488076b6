"""No test fails by the clock, or by when garbage is collected: both depend on the machine and on the tests before."""

from __future__ import annotations

import ast
from pathlib import Path

TESTS = Path(__file__).parent
READ_BY_HAND = {"soak", "compare/whole.py"}
"""What is run by hand and says what it took. Its tests (``test_*.py``) are held to the same as the others."""
WAIT = {"waiting.py", "store/cluster.py", "store/crashed.py", "store/killed.py"}
"""What waits for other processes, and gives up after a time that no machine needs."""
COUNT = {"calls.py", "journal/killed.py"}  # the one that counts, and one that kills a writer at a line of its code
CLOCKS = {"monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns", "process_time", "thread_time", "timeit"}
COUNTERS = {"setprofile", "settrace"}

FILES = sorted(path.relative_to(TESTS).as_posix() for path in TESTS.rglob("*.py") if "node_modules" not in path.parts)


def names_in(path: str) -> set[str]:
    """What a file calls, imports or reads by these names."""
    found = set()
    for node in ast.walk(ast.parse((TESTS / path).read_text(encoding="utf-8"))):
        match node:
            case ast.Attribute(attr=name) | ast.Name(id=name) | ast.alias(name=name):
                found.add(name)
            case _:
                pass
    return found


def test_no_test_reads_a_clock() -> None:
    by_hand = {path for path in FILES if path in READ_BY_HAND or path.split("/")[0] in READ_BY_HAND}
    held = [path for path in FILES if path not in WAIT and (path not in by_hand or "/test_" in path)]
    found = [path for path in held if CLOCKS & names_in(path)]
    assert not found, "wait with tests.waiting, or show the cost by counting"


def test_calls_are_counted_in_one_way() -> None:
    found = [path for path in FILES if path not in COUNT and COUNTERS & names_in(path)]
    assert not found, "count with tests.calls, under which no garbage is collected"


def test_the_exceptions_are_there() -> None:
    assert set(FILES) > WAIT | COUNT
    assert all((TESTS / name).exists() for name in READ_BY_HAND)
