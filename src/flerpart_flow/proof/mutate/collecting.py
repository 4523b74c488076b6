"""The tests as trials: one collection by pytest, in this process, and each test run on its own when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final, TypeVar

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.proof.evidence import MARK
from flerpart_flow.proof.mutate.mutant import Trial
from flerpart_flow.proof.mutate.running import HarnessError
from flerpart_flow.proof.mutate.twinned import trials
from flerpart_flow.proof.twins import Twin

T = TypeVar("T")

_QUICK: Final = ("-p", "no:cacheprovider", "-p", "no:terminal", "--capture=sys", "--assert=plain")
"""A test only has to say whether it passes: explaining why it doesn't takes longer than running it."""


class _Session:
    """A plugin that hands the collected tests over instead of running them."""

    def __init__(self, use: Callable[[Sequence[Trial]], Any], twins: Sequence[Routine]) -> None:
        self.use = use
        self.twins = trials(twins)
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
        session.config.option.tbstyle = "native"  # an option of the terminal's, which isn't there
        try:
            items = [item for item in session.items if not (self.twins and _is_a_twin(item))]
            self.answer = self.use([*self.twins, *(self._trial(item) for item in items)])
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


def _is_a_twin(item: Any) -> bool:
    """Whether a test only plays a twin, which is quicker without pytest."""
    given = getattr(item, "callspec", None)
    return given is not None and any(isinstance(one, Twin) for one in given.params.values())


def with_tests(paths: Sequence[str], use: Callable[[Sequence[Trial]], T], twins: Sequence[Routine] = ()) -> T:
    """What ``use`` makes of the tests under the paths and of the routines' twins, in pytest's session.

    Raises HarnessError without any.
    """
    import pytest  # only who mutates needs it

    plugin = _Session(use, twins)
    pytest.main([*_QUICK, *paths], plugins=[plugin])
    if plugin.error is not None:
        raise plugin.error
    if not plugin.used:
        raise HarnessError(f"no tests in {', '.join(paths)}")
    answer: T = plugin.answer
    return answer
