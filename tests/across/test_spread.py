"""Reports, work lists and courses by several processes, and on a Dask cluster: the same as by one, byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import attrs
import dask
import pytest

from benchmarks import caseload
from flerpart_flow.across.logs.copies import secret
from flerpart_flow.across.logs.folder import logs_in
from flerpart_flow.across.logs.loading import load_under
from flerpart_flow.across.report.reading.copies import Cases, sight
from flerpart_flow.across.report.reading.tally import Gathered
from flerpart_flow.across.report.reading.trace import trace
from flerpart_flow.across.spread import cluster as cluster_module
from flerpart_flow.across.spread.cluster import by_cluster
from flerpart_flow.across.spread.errors import SpreadError
from flerpart_flow.across.spread.spread import spread
from flerpart_flow.engine.errors import FlowError
from tests.across.logs import AT
from tests.cli.running import Ran, run

CASES = 120
GROUP = "dask"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Logs of many kinds, some of them damaged, one twice and one under rules that nobody has."""
    folder = tmp_path_factory.mktemp("many")
    caseload.write(folder, CASES)
    logs = sorted(logs_in(folder))
    Path(folder, "igen.jsonl").write_bytes(Path(logs[0]).read_bytes())
    header = '{"flerpart_flow":1,"routine":"flerpartsmote","case":"a","rules":{"version":"1","digest":"sha256:%s"}}\n'
    Path(folder, "andra.jsonl").write_text(header % ("0" * 64))
    Path(folder, "trasig.jsonl").write_text("{")
    return folder


@pytest.fixture
def cluster(two: str) -> Iterator[str]:
    """A cluster of two processes, which Dask's settings name."""
    with dask.config.set({"scheduler-address": two}):
        yield two


@pytest.fixture(scope="module")
def two() -> Iterator[str]:
    """A cluster of two processes."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=50) as found:
        yield found.scheduler_address


@pytest.mark.xdist_group(GROUP)
@pytest.mark.parametrize(
    "command",
    [
        ("report", "--format", "json", "--at", "2026-10-01"),
        ("worklist", "--format", "json", "--at", "2026-05-01"),
        ("worklist", "--at", "2026-05-01", "--by", "kommun:arbetsmarknad"),
        ("export", "ocel", "--at", "2026-10-01"),
    ],
    ids=" ".join,
)
def test_a_cluster_says_what_one_process_says(command: tuple[str, ...], folder: Path, cluster: str) -> None:
    def asked(*where: str) -> Ran:
        return run(*command, str(folder), *where)

    one, many, here = asked("--jobs", "1"), asked("--on", "dask"), asked("--jobs", "2")
    assert one.code == 4
    assert len(one.out) > 200
    assert (many.code, many.out, many.err) == (one.code, one.out, one.err)
    assert (here.code, here.out, here.err) == (one.code, one.out, one.err)


def _lengths(names: list[str]) -> tuple[int, list[int]]:
    import os

    return os.getpid(), [len(name) for name in names]


@pytest.mark.xdist_group(GROUP)
def test_a_cluster_is_started_where_there_is_none_and_gives_its_parts_in_order() -> None:
    found = list(by_cluster(iter([["a"], ["bb", "ccc"], [], ["d" * 9]] * 5), _lengths, 2))
    assert [lengths for _, lengths in found] == [[1], [2, 3], [], [9]] * 5
    assert 1 <= len({pid for pid, _ in found}) <= 2


def _dies(names: list[str]) -> int:
    import os

    os._exit(1)


def _refuses(names: list[str]) -> int:
    raise FlowError("lager.adress")


@pytest.mark.xdist_group(GROUP)
def test_what_goes_wrong_on_a_cluster_is_told(cluster: str) -> None:
    with pytest.raises(FlowError) as found:
        list(spread(["a"], _refuses, on="dask"))
    assert found.value.code == "lager.adress"
    with pytest.raises(SpreadError) as lost:
        list(spread(["a"], _dies, on="dask"))
    assert lost.value.code == "kluster.arbetare"


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "hemlig"])
def test_a_cluster_that_is_not_there_is_told(address: str, folder: Path) -> None:
    with dask.config.set({"scheduler-address": address, "distributed.comm.timeouts.connect": "200ms"}):
        ran = run("report", str(folder), "--on", "dask", "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert "--on: The cluster can't be reached." in ran.err
    assert "hemlig" not in ran.err


@pytest.mark.parametrize("command", ["report", "worklist"])
def test_without_dask_the_extra_is_named(command: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_module, "find_spec", lambda name: None)
    ran = run(command, str(folder), "--on", "dask", "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert "flerpart-flow[cluster]" in ran.err


def test_parts_may_be_joined_in_any_grouping(folder: Path) -> None:
    """Also where copies of a case are in different parts."""
    key, parts = secret(), []
    for path in sorted(logs_in(folder)):
        try:
            one = load_under(path, None)
        except FlowError:
            continue
        parts.append(Cases())
        parts[-1].add(sight(one, trace(one.log, AT), key))

    def gathered(cases: Cases) -> Gathered:
        found = Gathered()
        cases.gather(found)
        return found

    left, right, pairs = Cases(), Cases(), list(parts)
    for part in parts:
        left = left.merged(part)
    for part in reversed(parts):
        right = part.merged(right)
    while len(pairs) > 1:
        pairs = [one if other is None else one.merged(other) for one, other in _two_by_two(pairs)]
    assert gathered(left).copies == 1
    assert attrs.asdict(gathered(left)) == attrs.asdict(gathered(right)) == attrs.asdict(gathered(pairs[0]))


def _two_by_two(parts: list[Cases]) -> Iterator[tuple[Cases, Cases | None]]:
    for at in range(0, len(parts), 2):
        yield parts[at], parts[at + 1] if at + 1 < len(parts) else None


@pytest.mark.parametrize("given", [{"jobs": 0}, {"on": "the moon"}])
def test_no_job_and_no_place_are_misuse(given: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="jobs is at least 1"):
        spread([], _lengths, **given)  # type: ignore[arg-type]  # what is refused
