"""The tests as trials: one collection by pytest, in this process, and each test run on its own when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeVar

from flerpart_flow.proof.evidence import MARK
from flerpart_flow.proof.mutate.mutant import Trial
from flerpart_flow.proof.mutate.running import HarnessError

T = TypeVar("T")


class _Session:
    """A plugin that hands the collected tests over instead of running them."""

    def __init__(self, use: Callable[[Sequence[Trial]], Any]) -> None:
        self.use = use
        self.answer: Any = None
        self.error: Exception | None = None
        self.failed = False
        self.used = False

    def pytest_runtestloop(self, session: Any) -> bool:
        """Called once, after the collection."""
        if session.testsfailed:
            self.error = HarnessError("the tests can't be collected")
            return True
        self.used = True
        try:
            self.answer = self.use([self._trial(item) for item in session.items])
        except HarnessError as error:  # told by who asked; pytest would print it as an error of its own
            self.error = error
        return True

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Called for each part of a test that has run."""
        self.failed = self.failed or report.failed

    def _trial(self, item: Any) -> Trial:
        norms = frozenset(norm for mark in item.iter_markers(MARK) for norm in mark.kwargs["norms"])
        return Trial(item.nodeid, norms, partial(self._passes, item))

    def _passes(self, item: Any) -> bool:
        self.failed = False
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        return not self.failed


def with_tests(paths: Sequence[str], use: Callable[[Sequence[Trial]], T]) -> T:
    """What ``use`` makes of the tests under the paths, in pytest's session. Raises HarnessError without any."""
    import pytest  # only who mutates needs it

    plugin = _Session(use)
    pytest.main(["-p", "no:cacheprovider", "-p", "no:terminal", "--capture=sys", *paths], plugins=[plugin])
    if plugin.error is not None:
        raise plugin.error
    if not plugin.used:
        raise HarnessError(f"no tests in {', '.join(paths)}")
    answer: T = plugin.answer
    return answer
