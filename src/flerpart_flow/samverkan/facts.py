"""What the shared parts ask of a routine's facts: the few things about a case that they read and change.

A routine's own facts have these and much more. Whoever type-checks a routine is told if one of them is missing.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:  # these build on this module
    from flerpart_flow.samverkan.contacts import Attempts
    from flerpart_flow.samverkan.samtycke.consent import Consent
    from flerpart_flow.samverkan.word.said import Withheld, Words


class SharedFacts(Protocol):
    """Facts of a case between several parties: a frozen attrs class, declared with ``weakref_slot=False``."""

    @property
    def informed_at(self) -> datetime | None:
        """When the individual was last told what the consent would be about, since the last one ended."""

    @property
    def said(self) -> Words:
        """What the individual has said of each actor and each representative, apart from consent."""

    @property
    def withheld(self) -> tuple[Withheld, ...]:
        """What the individual's side has taken back of a consent, and not given again."""

    @property
    def consent(self) -> Consent | None:
        """The consent in the case, or None."""

    @property
    def attempts(self) -> tuple[Attempts, ...]:
        """The attempts at contact that nobody has answered."""

    @property
    def asked(self) -> tuple[Attempts, ...]:
        """All attempts at contact that there have been, answered or not."""

    def leading(self) -> tuple[str, ...]:
        """Those who lead the case now: they may know what the individual has said of whom (A66)."""


FactsT = TypeVar("FactsT", bound=SharedFacts)
"""The facts of one routine: what an effect is given, and gives back changed."""
