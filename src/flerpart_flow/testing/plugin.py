"""The pytest plugin: marks of policy are checked when tests are collected, and told whether they are earned.

It is loaded by every run of pytest where the package is installed, so nothing of the library is imported until a marked
test is there. Marks of the same name from elsewhere, which don't name ``norms``, are left alone.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, Any, Final

import pytest

from flerpart_flow.proof.evidence import MARK

if TYPE_CHECKING:
    from flerpart_flow.engine.definition.routine import Routine
    from flerpart_flow.testing.witness import Seen

_GROUP: Final = "flerpart_flow"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options."""
    group = parser.getgroup(_GROUP, "norms of flerpart_flow")
    group.addoption("--policy", metavar="ROUTINE", help="tell which norms of a routine the tests show, and how")
    group.addoption(
        "--policy-at-least", metavar="N", type=float, default=0.0, help="fail if tests show less than N percent of them"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark known, and watch if it is asked for."""
    config.addinivalue_line("markers", "policy(norms): the norms of a routine that a test shows")
    if config.getoption("--policy"):
        config.pluginmanager.register(Evidence(str(config.getoption("--policy"))), "flerpart_flow_evidence")


def norms_of(item: pytest.Item) -> tuple[str, ...]:
    """The norms that a test's marks name."""
    marks = (mark for mark in item.iter_markers(MARK) if not mark.args and set(mark.kwargs) == {"norms"})
    return tuple(dict.fromkeys(norm for mark in marks for norm in mark.kwargs["norms"]))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse a mark with a norm that no routine has."""
    named = {norm: item for item in items for norm in norms_of(item)}
    if not named:
        return
    from flerpart_flow import ROUTINES

    known = {norm for routine in ROUTINES.values() for norm in routine.rules().norms}
    unknown = [f"{norm} ({item.nodeid})" for norm, item in named.items() if norm not in known]
    if unknown:
        raise pytest.UsageError(f"@policy names norms that no routine has: {', '.join(sorted(unknown))}")


class Evidence:
    """What the marked tests have seen of the norms of a routine, told when all have run."""

    def __init__(self, name: str) -> None:
        from flerpart_flow import ROUTINES
        from flerpart_flow.proof.coverage import owed

        if name not in ROUTINES:
            raise pytest.UsageError(f"--policy: there is no routine {name}; there are {', '.join(ROUTINES)}")
        self.routine: Routine = ROUTINES[name]
        self.norms = tuple(norm.id for norm in owed(self.routine.rules()))
        self.seen: dict[str, Seen] = {}
        self.tests: dict[str, int] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Generator[None, Any, Any]:
        """Watch a marked test."""
        norms = norms_of(item)
        if not norms:
            return (yield)
        from flerpart_flow.testing.witness import Seen, watching

        with watching() as seen:
            result = yield
        for norm in norms:
            self.seen.setdefault(norm, Seen()).add(seen)
            self.tests[norm] = self.tests.get(norm, 0) + 1
        return result

    def earned(self) -> dict[str, str | None]:
        """For each norm that needs evidence, why its tests earn nothing, or None."""
        from flerpart_flow.testing.witness import lacking

        return {norm: lacking(norm, self.seen[norm]) if norm in self.seen else "utan_prov" for norm in self.norms}

    def share(self) -> float:
        """How many of the norms tests show, in percent."""
        found = self.earned().values()
        return 100.0 * sum(one is None for one in found) / len(found) if found else 100.0

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Fail a run that would else pass, where too few norms are shown."""
        if self.share() < session.config.getoption("--policy-at-least") and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: Any, config: pytest.Config) -> None:
        """Tell it."""
        terminalreporter.section(f"norms of {self.routine.name}")
        for line in self.told(config.getoption("--policy-at-least")):
            terminalreporter.write_line(line)

    def told(self, at_least: float) -> Iterator[str]:
        """What is told, line by line, in the language of FLERPART_LANG."""
        import os

        from flerpart_flow.texts import DEFAULT_LANGUAGE, LANGUAGES, texts

        usual = os.environ.get("FLERPART_LANG", "")
        said = texts(usual if usual in LANGUAGES else DEFAULT_LANGUAGE)
        found = self.earned()
        for norm, why in found.items():
            if why is not None:
                yield said.say(f"prov.{why}", norm=norm, prov=self.tests.get(norm, 0))
        shown = sum(why is None for why in found.values())
        yield said.say("prov.andel", antal=shown, alla=len(found), andel=f"{self.share():.0f}")
        if self.share() < at_least:
            yield said.say("prov.for_lite", minst=f"{at_least:.0f}")
