"""Why a cluster can't be used."""

from __future__ import annotations

from flerpart_flow.engine.errors import FlowError


class SpreadError(FlowError):
    """The cluster can't be used: Dask isn't installed, nobody answers, or its workers end before their time."""
