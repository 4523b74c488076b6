"""By how many processes logs are read, and where; and what goes wrong with these."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from flerpart_flow.cli.errors import FlowTrouble, Trouble
from flerpart_flow.cli.input.options import Choice, Number
from flerpart_flow.texts import Texts

PLACES = ("processes", "dask")


def spread_options(said: Texts) -> tuple[click.Option, click.Option]:
    """How many processes, and whose."""
    jobs = click.Option(
        ["--jobs"], type=Number(1, said), metavar=said.raw("cli.meta.antal"), help=said.raw("cli.val.jobs")
    )
    on = click.Option(["--on"], type=Choice(PLACES, said), default=PLACES[0], help=said.raw("cli.val.on"))
    return jobs, on


@contextmanager
def spreading() -> Iterator[None]:
    """Raise Trouble for processes that end before their time, and for a cluster that can't be used."""
    from concurrent.futures.process import BrokenProcessPool

    from flerpart_flow.across.spread.errors import SpreadError

    try:
        yield
    except BrokenProcessPool:
        raise Trouble("arbetare") from None
    except SpreadError as error:
        raise FlowTrouble(error, "--on") from None
