"""Planted changes of the rules, and what each has to come to: read by hand out of the norms' texts.

What isn't named has to be proved the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import attrs

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE
from flerpart_flow.routines.ung_intro import UNG_INTRO

STRICTER, LOOSER, MIXED = "stricter", "looser", "incomparable"
NEW, DROPPED, EARLIER, LATER = "new", "dropped", "earlier", "later"


@attrs.frozen
class Plant:
    """A change from one overlay to another, and the events, duties and deviations that it changes, and how."""

    title: str
    b: Mapping[str, Any] = attrs.field(factory=dict)
    events: Mapping[str, str] = attrs.field(factory=dict)
    duties: Mapping[str, str] = attrs.field(factory=dict)
    deviations: Mapping[str, str] = attrs.field(factory=dict)
    a: Mapping[str, Any] = attrs.field(factory=dict)


def weighs(norm: str, severity: str, event: str | None = None) -> Mapping[str, Any]:
    """An overlay in which a norm weighs so, in one event or in all."""
    return {"norm": {norm: {"severity": severity} if event is None else {"severity_for": {event: severity}}}}


def sets(**values: Any) -> Mapping[str, Any]:
    """An overlay that sets parameters."""
    return {"parameter": values}


def together(several: tuple[Plant, ...]) -> Plant:
    """Several at once, none of which has to do with another."""
    return Plant(
        "; ".join(one.title for one in several),
        _merged(one.b for one in several),
        _merged(one.events for one in several),
        _merged(one.duties for one in several),
        _merged(one.deviations for one in several),
        _merged(one.a for one in several),
    )


def _merged(several: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in several:
        for key, held in one.items():
            if isinstance(held, Mapping):
                found[key] = {**found.get(key, {}), **held}
            else:
                assert found.get(key, held) == held, key
                found[key] = held
    return found


GROUPS: Final[tuple[tuple[Routine[Any], tuple[Plant, ...]], ...]] = (
    (
        FLERPARTSMOTE,
        (
            Plant(
                "a plan without measures is only warned of",
                weighs("FM-PLAN-2", "warn"),
                {"uppratta_plan": LOOSER, "revidera_plan": LOOSER, "ersatt_plan": LOOSER},
            ),
            Plant(
                "nothing is assessed without the individual",
                weighs("FM-BEDOMNING-2", "block"),
                {"bedom_behov": STRICTER},
            ),
            Plant(
                "a meeting may be offered outside the target group",
                weighs("FM-MALGRUPP-1", "warn"),
                {"erbjud_mote": LOOSER},
            ),
            Plant("information has to be adapted", weighs("FM-FORBEREDELSE-3", "block"), {"informera": STRICTER}),
            Plant(
                "needs and wishes have to be talked through",
                weighs("FM-FORBEREDELSE-7", "block"),
                {"forbered": STRICTER},
            ),
            Plant("a summons may leave out how to reach one", weighs("FM-KALLELSE-9", "warn"), {"kalla": LOOSER}),
            Plant("a meeting opens on its day only", weighs("FF-MOTE-3", "block"), {"oppna_mote": STRICTER}),
            Plant("closing without asking is only noted", weighs("FF-AVSLUT-3", "note"), {"avsluta": LOOSER}),
            Plant("a correction has to have a reason", weighs("FF-RATTELSE-3", "block"), {"ratta": STRICTER}),
            Plant("short notice to the Region is only noted", weighs("FM-BOKNING-2", "note"), {"ange_tid": LOOSER}),
            Plant(
                "no meeting ends before it is settled who calls to the follow-up",
                weighs("FM-ROLL-8", "block", "avsluta_mote"),
                {"avsluta_mote": STRICTER},
            ),
            Plant(
                "a municipality that hasn't joined is only noted",
                weighs("PR-ANSL-3", "note"),
                {"identifiera_behov": LOOSER},
            ),
            Plant(
                "an offer may be accepted before it was made",
                weighs("FM-MALGRUPP-2", "warn", "tacka_ja"),
                {"tacka_ja": LOOSER},
            ),
            Plant("planning in good time is only noted, which no act is judged by", weighs("FM-BEDOMNING-4", "note")),
        ),
    ),
    (
        FLERPARTSMOTE,
        (
            Plant(
                "six weeks' notice in the place of five",
                sets(lead_time_weeks_others=6),
                {"kalla": STRICTER},
                {"kalla": EARLIER},
            ),
            Plant(
                "a first contact within five days",
                sets(first_contact_workdays=5),
                duties={"paborja_planering": EARLIER, "ta_forsta_kontakt": EARLIER},
            ),
            Plant(
                "a summons confirmed within five days",
                sets(confirm_by_workdays=5),
                duties={"bekrafta_kallelse": EARLIER},
            ),
            Plant("an offer within three days", sets(offer_workdays=3), duties={"erbjuda_mote": EARLIER}),
            Plant(
                "a plan handed out within five days",
                sets(distribute_workdays=5),
                duties={"dela_ut_plan": EARLIER, "dela_ut_plan_till_individen": EARLIER},
            ),
            Plant("a question answered within two days", sets(answer_workdays=2), duties={"svara_pa_fraga": EARLIER}),
            Plant("a follow-up within four weeks", sets(max_followup_weeks=4), {"boka_uppfoljning": STRICTER}),
            Plant("working age is evaluated", sets(working_age="evaluated"), {"erbjud_mote": STRICTER}),
            Plant(
                "knowledge of who has joined grows old",
                sets(municipality_stale_after_years=1),
                {"identifiera_behov": STRICTER},
            ),
            Plant("a paused case rests for four weeks", sets(paused_close_after_weeks=4), {"avsluta": STRICTER}),
            Plant("the work list points out later, which decides nothing", sets(attention_workdays=9)),
        ),
    ),
    (
        FLERPARTSMOTE,
        (
            Plant(
                "a summons may leave out how to reach one, and has to consider the employer",
                {"norm": {"FM-KALLELSE-9": {"severity": "warn"}, "PR-OVR-1": {"severity": "block"}}},
                {"kalla": MIXED},
            ),
            Plant(
                "the individual has to have a say in the assessment, which needs less of a basis",
                {"norm": {"FM-BEDOMNING-2": {"severity": "block"}, "FM-BEDOMNING-3": {"severity": "note"}}},
                {"bedom_behov": MIXED},
            ),
            Plant(
                "three days to confirm in the place of one",
                sets(confirm_by_workdays=3),
                a=sets(confirm_by_workdays=1),
                duties={"bekrafta_kallelse": LATER},
            ),
        ),
    ),
    (
        FLERPARTSMOTE,
        (
            Plant(
                "four weeks' notice in the place of five",
                sets(lead_time_weeks_others=4),
                {"kalla": LOOSER},
                {"kalla": LATER},
            ),
            Plant(
                "three attempts in the place of two",
                sets(no_response_attempts=3),
                {"rapportera_avvikelse": STRICTER},
                deviations={"inget_svar": DROPPED},
            ),
            Plant("the chair may not document", sets(chair_may_document=False), {"utse_dokumenterare": STRICTER}),
        ),
    ),
    (
        UNG_INTRO,
        (
            Plant("other ages are only warned of", weighs("UI-MAL-2", "warn"), {"aktualisera": LOOSER}),
            Plant("other care is left out", weighs("UI-OMF-1", "block"), {"identifiera_behov": STRICTER}),
            Plant("motivating takes somebody's wish", weighs("UI-SAMV-2", "block"), {"motivera": STRICTER}),
            Plant("ending while it is needed is only noted", weighs("UI-AVSLUT-1", "note"), {"avsluta": LOOSER}),
            Plant(
                "a meeting has to have a reference",
                weighs("FF-UI-LANK-1", "block"),
                {"initiera_sip": STRICTER, "initiera_flerpartsmote": STRICTER},
            ),
            Plant("consulting takes a wish and a need", weighs("UI-AKT-1", "block"), {"samrada": STRICTER}),
        ),
    ),
    (
        UNG_INTRO,
        (
            Plant(
                "one attempt in the place of two",
                sets(no_response_attempts=1, no_response_days=1),
                {"kontakta_rehabkoordinator": LOOSER, "rapportera_avvikelse": LOOSER},
                deviations={"inget_svar": NEW},
            ),
            Plant("a start within ten days", sets(start_workdays=10), duties={"ge_stod": EARLIER}),
            Plant("guidance within five days", sets(guidance_workdays=5), duties={"vagleda": EARLIER}),
            Plant("contact within five days", sets(contact_workdays=5), duties={"kontakta_ung_intro": EARLIER}),
            Plant("a paused case rests for four weeks", sets(paused_close_after_weeks=4), {"avsluta": STRICTER}),
        ),
    ),
)
PLANTS: Final = tuple((routine, plant) for routine, plants in GROUPS for plant in plants)
