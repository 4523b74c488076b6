"""What the events of a case have established. Frozen and hashable, without journal or clock."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from flerpart_flow.define import NO, UNKNOWN, YES, Ternary, evolve
from flerpart_flow.engine.values.frozen import frozen
from flerpart_flow.engine.values.reticent import reticent
from flerpart_flow.engine.values.ternary import all_of
from flerpart_flow.samverkan.actors import AF, is_of
from flerpart_flow.samverkan.contacts import Attempts
from flerpart_flow.samverkan.samtycke.consent import Consent
from flerpart_flow.samverkan.word.said import Withheld, Words

UNG_INTRO: Final = "kommun:ung_intro"
REHABKOORDINATOR: Final = "region:rehabkoordinator"

CARE: Final = "vard"
INSURANCE: Final = "forsakringskassan"
ASSISTANCE: Final = "ekonomiskt_bistand"
ASSISTANCE_UNIT: Final = "kommun:ekonomiskt_bistand"


@reticent()
@frozen(weakref_slot=False)
class Plan:
    """A SIP or the plan of a flerpartsmöte, by its kind and the opaque reference of the case that holds it."""

    form: str
    case: str


@reticent()
@frozen(weakref_slot=False)
class Facts:
    """The facts of a case.

    ``way`` is the way in, ``initiator`` the unit that opened the case, ``referrer`` the one that referred.
    ``consulted`` is the unit that consulted with Ung Intro, ``adviser`` the unit of Ung Intro that it consulted with,
    ``suitable`` what the latest consultation came to, ``identified`` whether any has named the person. ``mapped`` is
    what the joint mapping came to. ``initiated`` are meetings that were initiated, ``plans`` those that led to a
    plan. ``coordinator`` is None as long as nothing else than Ung Intro is agreed. ``left`` are units that have
    ended their own part. ``attempts`` are those since the unit last acted, ``asked`` all that there have been,
    ``sought`` those of ``attempts`` that Ung Intro made to reach care. ``rested`` are those whom the latest consent
    covered when it ended. ``joint_plan``: one is drawn up.
    """

    municipality: str | None = None
    way: str | None = None
    initiator: str | None = None
    informed_at: datetime | None = None
    said: Words = ()
    withheld: tuple[Withheld, ...] = ()
    consent: Consent | None = None
    withdrawn_at: datetime | None = None
    rested: frozenset[str] = frozenset()
    conditions: tuple[tuple[str, Ternary], ...] = ()
    consulted: str | None = None
    adviser: str | None = None
    suitable: Ternary = UNKNOWN
    identified: bool = False
    guided: bool = False
    officer_heard: bool = False
    mapped: Ternary = UNKNOWN
    referrer: str | None = None
    admitted: bool = False
    accepted: bool = False
    started: bool = False
    initiated: tuple[Plan, ...] = ()
    plans: tuple[Plan, ...] = ()
    joint_plan: bool = False
    coordinator: str | None = None
    left: frozenset[str] = frozenset()
    attempts: tuple[Attempts, ...] = ()
    asked: tuple[Attempts, ...] = ()
    sought: tuple[Attempts, ...] = ()

    def condition(self, code: str) -> Ternary:
        """What is stated of a condition (``UI-MAL-5``), or of a part of one (``UI-MAL-5:behov``); else unknown."""
        return next((value for name, value in self.conditions if name == code), UNKNOWN)

    def holds(self, norm: str, *parts: str) -> Ternary:
        """Whether a condition holds: by its parts, or stated as a whole. A part that is no outweighs the whole."""
        stated = [self.condition(f"{norm}:{part}") for part in parts]
        whole = self.condition(norm)
        if not parts or (whole is not UNKNOWN and NO not in stated):
            return whole
        return all_of(stated)

    def outside_measures_allowed(self) -> Ternary:
        """No other labour-market measures, or only Arbetsförmedlingen's within the strengthened cooperation (A39)."""
        return self.condition("UI-MAL-6") | self.holds("UI-MAL-6b", *EXCEPTION)

    def in_strengthened_cooperation(self) -> Ternary:
        """Whether the person is in the strengthened cooperation of Arbetsförmedlingen and Försäkringskassan."""
        whole = self.condition("UI-MAL-6b")
        stated = self.condition("UI-MAL-6b:forstarkt_samarbete")
        return stated if stated is not UNKNOWN or whole is not YES else YES

    def carrier(self) -> str | None:
        """Who answers for the case: Ung Intro once the person is referred, before that the one who saw the need."""
        return self.initiator if self.referrer is None else UNG_INTRO

    def responsible(self) -> tuple[str, ...]:
        """Who may close the case: the one who answers for it, and a coordinator that was agreed on (UI-ANSVAR-5), as
        long as the consent covers it.
        """
        known = self.coordinator is not None and self.consent is not None and self.consent.covers(self.coordinator)
        return tuple(one for one in (self.carrier(), self.coordinator if known else None) if one is not None)

    def leading(self) -> tuple[str, ...]:
        """The one who answers for the case, and the coordinator."""
        return self.responsible()

    def employment(self) -> str | None:
        """Arbetsförmedlingen's unit that takes part under the consent and hasn't ended its part, or None."""
        return next((unit for unit in self.others() if is_of(unit, AF)), None)

    def others(self) -> tuple[str, ...]:
        """The units that take part under the consent, apart from Ung Intro and those that have ended their part."""
        units = self.consent.units if self.consent is not None else frozenset[str]()
        return tuple(sorted(unit for unit in units - self.left if not is_of(unit, UNG_INTRO)))


EXCEPTION: Final = ("insatser_hos_af", "forstarkt_samarbete")
"""The parts of the exception UI-MAL-6b: the other measures are Arbetsförmedlingen's, the cooperation strengthened."""


def changed(facts: Facts, **changes: Any) -> Facts:
    """The facts with some of them changed."""
    return evolve(facts, **changes)
