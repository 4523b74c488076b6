"""What the shared parts ask of a routine's facts: the few things about a case that they read and change.

A routine's own facts have these and much more. Whoever type-checks a routine is told if one of them is missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:  # these build on this module
    from flerpart_flow.samverkan.contacts import Attempts
    from flerpart_flow.samverkan.samtycke.consent import Consent


class SharedFacts(Protocol):
    """Facts of a case between several parties: a frozen attrs class, declared with ``weakref_slot=False``."""

    @property
    def informed(self) -> bool:
        """Whether the individual has been told what the consent would be about, since the last one ended."""

    @property
    def consent(self) -> Consent | None:
        """The consent in the case, or None."""

    @property
    def attempts(self) -> tuple[Attempts, ...]:
        """The attempts at contact that nobody has answered."""

    @property
    def asked(self) -> tuple[Attempts, ...]:
        """All attempts at contact that there have been, answered or not."""


FactsT = TypeVar("FactsT", bound=SharedFacts)
"""The facts of one routine: what an effect is given, and gives back changed."""
