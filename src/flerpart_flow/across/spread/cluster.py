"""The workers of a Dask cluster: one that is there, or one that is started here and ends with the work.

Dask itself finds one that is there: by ``DASK_SCHEDULER_ADDRESS``, or its own settings.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final, TypeVar

from flerpart_flow.across.spread.errors import SpreadError
from flerpart_flow.across.spread.processes import cores

if TYPE_CHECKING:
    from distributed import Client, Future

P = TypeVar("P")

AHEAD: Final = 4
"""So many chunks for each worker are on their way at a time."""


def by_cluster(chunks: Iterator[list[str]], work: Callable[[list[str]], P], jobs: int | None) -> Iterator[P]:
    """What the work gives of each chunk, in order; when nobody wants more, what hasn't begun is dropped."""
    with _told(), _client(jobs) as client:
        waiting: deque[Future[P]] = deque()
        ahead = AHEAD * max(1, len(client.scheduler_info()["workers"]))
        try:
            for chunk in chunks:
                # Not a pure one: the same file may say something else the next time that it is read.
                waiting.append(client.submit(work, chunk, pure=False))
                if len(waiting) >= ahead:
                    yield _result(waiting)
            while waiting:
                yield _result(waiting)
        finally:
            client.cancel(list(waiting))


def _result(waiting: deque[Future[P]]) -> P:
    found: P = waiting.popleft().result()
    return found


@contextmanager
def _told() -> Iterator[None]:
    """Raise what Dask raises of its own as an error of the library's; what the work raises stays what it is."""
    if find_spec("distributed") is None:
        raise SpreadError("kluster.saknas")
    from distributed.client import FutureCancelledError
    from distributed.comm.core import CommClosedError
    from distributed.scheduler import KilledWorker

    try:
        yield
    except KilledWorker:
        fault = SpreadError("kluster.arbetare")
    except (TimeoutError, CommClosedError, FutureCancelledError):
        fault = SpreadError("kluster.nas_inte")
    else:
        return
    raise fault


@contextmanager
def _client(jobs: int | None) -> Iterator[Client]:
    """A cluster that is there, or one of so many processes on this machine."""
    import dask
    from distributed import Client, LocalCluster

    with ExitStack() as held:
        given: Any = dask.config.get("scheduler-address", None)
        if not given:
            given = held.enter_context(
                LocalCluster(
                    n_workers=jobs or cores(),
                    threads_per_worker=1,
                    dashboard_address="127.0.0.1:0",
                    silence_logs=logging.CRITICAL,
                )
            )
        try:
            client = held.enter_context(Client(given, set_as_default=False))
        except (OSError, ValueError):  # nobody is there, or it is no address
            client = None
        if client is None:
            raise SpreadError("kluster.nas_inte")
        yield client
