"""What is proved: claims, the slices of the world that they are checked on, and what may happen in a slice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from flerpart_flow.proof.twins.model import Step


@attrs.frozen
class Slice:
    """A small world: where its stories begin, on which days acts happen, and every act that is tried in every state.

    ``bound`` says in words what that leaves out, Swedish and English. An act with a ``day`` is tried on that day alone.
    ``ends`` are events with which a story ends. ``longest`` is how many acts a story has at most, None: to the end.
    ``moments``: an act may happen at the very moment of the one before. ``duties``: states differ also in what is owed.
    ``late``: logs are walked, in which lines come late and are corrected. ``overlay``: the rules are as loose as the
    loader lets an organisation make them, ``parameters`` are values of it. ``handed`` is a slice of the routine that
    this one hands over to, walked from each case that its stories open.
    """

    name: str
    bound: Mapping[str, str]
    begins: tuple[str, ...]
    days: tuple[float, ...]
    acts: tuple[Step, ...]
    longest: int | None = None
    moments: bool = False
    duties: bool = False
    late: bool = False
    overlay: bool = False
    drop: frozenset[str] = frozenset()
    parameters: Mapping[str, Any] = attrs.field(factory=dict)
    ends: frozenset[str] = frozenset()
    handed: str | None = None


@attrs.frozen
class Claim:
    """A claim, in Swedish and English: the slices that it is checked on, by which check, and with which values.

    ``witness`` is what has to have been seen, so that the claim isn't empty: acts that were done, or refused.
    """

    id: str
    title: Mapping[str, str]
    slices: tuple[str, ...]
    check: str
    witness: tuple[str, ...]
    values: Mapping[str, Any] = attrs.field(factory=dict)


@attrs.frozen
class Claims:
    """All claims of a routine, with its slices and the acts that name somebody, by event and field."""

    routine: str
    slices: Mapping[str, Slice]
    claims: tuple[Claim, ...]
    names: Mapping[str, tuple[str, ...]]
