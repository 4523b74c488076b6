"""What history forbids in a flerpartsmöte: for each of the main acts the norms that it breaks, and no others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from flerpart_flow.engine.record.events import Event
from flerpart_flow.proof.oracle import meeting_acts, plan_acts
from flerpart_flow.proof.oracle.asking import (
    several,
)
from flerpart_flow.proof.oracle.correcting import corrects
from flerpart_flow.proof.oracle.history.record import History, of, word
from flerpart_flow.proof.oracle.meeting_norms import (
    CHAIRED,
    COVERS,
    HANDED,
    NO,
    NORMS,
    RECORD,
    RELATIVES,
    TOPIC,
    YES_FIRST,
)
from flerpart_flow.proof.oracle.saying import Forbids, answers, consents, refuses, withdraws
from flerpart_flow.proof.prove.told import base, on_the_persons_side


def says_who(history: History, event: Event) -> Iterator[str]:
    """The individual answers who takes part; the chair judges only whether it suits that a relative does (A10, A11)."""
    yield from answers(NORMS, history, event)
    if not history.told.speaks(event.by) and event.by != history.chair:
        yield NO
    theirs = word(event, "svar") != "okant" or bool(several(event, "utan"))
    if theirs and not on_the_persons_side(event.by):
        yield NO
    if word(event, "lamplig") != "okant":
        judges = event.by == history.chair and all(base(one) == "narstaende" for one in several(event, "deltagare"))
        if not judges or (word(event, "lamplig") == "nej" and of(event, "skal_kod", None) is None):
            yield RELATIVES


def ends(history: History, event: Event) -> Iterator[str]:
    """The chair closes; the individual does by their own wish, always, and nobody else for them (A58)."""
    wish = of(event, "skal_kod", None) == "individens_onskan"
    if event.by != history.chair and not (history.told.speaks(event.by) and wish):
        yield "FF-AVSLUT-1"


def puts_right(history: History, event: Event) -> Iterator[str]:
    """Who corrects a line, and what of it."""
    yield from corrects(NORMS, history, event, (history.chair,))


FORBIDS: Final[Mapping[str, tuple[Forbids, frozenset[str]]]] = {
    "oppna_mote": (meeting_acts.opens, frozenset({COVERS, NO, CHAIRED, RELATIVES, "FM-FORBEREDELSE-2"})),
    "andra_narvaro": (meeting_acts.comes, frozenset({COVERS, NO, CHAIRED, RELATIVES})),
    "kalla": (meeting_acts.calls, frozenset({"FM-SAMTYCKE-8", COVERS, NO, TOPIC, RELATIVES})),
    "lamna_uppgift": (meeting_acts.tells, frozenset({COVERS, NO, TOPIC, RECORD, "FM-SAMTYCKE-4"})),
    "kontaktforsok": (meeting_acts.tries, frozenset({COVERS, NO})),
    "kontakta_region": (meeting_acts.tries, frozenset({COVERS, NO})),
    "fraga": (meeting_acts.asks, frozenset({COVERS, NO})),
    "svara_pa_fraga": (meeting_acts.asks, frozenset({COVERS, NO})),
    "dela_ut_plan": (plan_acts.hands_out, frozenset({COVERS, NO, TOPIC, YES_FIRST, HANDED})),
    "overlamna_ordforande": (meeting_acts.hands_over, frozenset({COVERS, NO, CHAIRED})),
    "godta_ordforande": (meeting_acts.takes_over, frozenset({COVERS, NO, CHAIRED})),
    "godkann_plan": (plan_acts.approves, frozenset({COVERS, NO, YES_FIRST, "FM-ROLL-4"})),
    "godkann_inte_plan": (plan_acts.approves, frozenset({COVERS, NO, YES_FIRST})),
    "uppratta_plan": (plan_acts.draws_up, frozenset({COVERS, NO, TOPIC, RECORD})),
    "sammanfatta_plan": (plan_acts.draws_up, frozenset({COVERS, NO, TOPIC, RECORD})),
    "revidera_plan": (plan_acts.draws_up, frozenset({COVERS, NO, TOPIC, RECORD})),
    "ersatt_plan": (plan_acts.draws_up, frozenset({COVERS, NO, TOPIC, RECORD})),
    "redovisa": (plan_acts.draws_up, frozenset({COVERS, NO, TOPIC, RECORD})),
    "paborja_atgard": (plan_acts.acts_on_a_measure, frozenset({COVERS})),
    "genomfor_atgard": (plan_acts.acts_on_a_measure, frozenset({COVERS})),
    "ej_genomford_atgard": (plan_acts.acts_on_a_measure, frozenset({COVERS})),
    "folj_upp_egna_atgarder": (plan_acts.acts_on_a_measure, frozenset({COVERS})),
    "forbered": (meeting_acts.takes_part, frozenset({COVERS, NO})),
    "forbered_egen_del": (meeting_acts.takes_part, frozenset({COVERS, NO})),
    "bekrafta": (meeting_acts.takes_part, frozenset({COVERS, NO})),
    "boka_om": (meeting_acts.takes_part, frozenset({COVERS, NO})),
    "bedom_samordningsbehov": (meeting_acts.takes_part, frozenset({COVERS, NO})),
    "ange_tid": (meeting_acts.gives_a_time, frozenset({COVERS, NO})),
    "utse_dokumenterare": (meeting_acts.names_a_documenter, frozenset({COVERS, NO})),
    "boka_uppfoljning": (meeting_acts.books, frozenset({COVERS, NO})),
    "ange_forutsattning": (meeting_acts.states_a_condition, frozenset({COVERS, NO, RECORD})),
    "dokumentera_samtycke": (meeting_acts.documents, frozenset({COVERS})),
    "rapportera_avvikelse": (meeting_acts.reports_a_deviation, frozenset({COVERS})),
    "ge_samtycke": (consents(NORMS), frozenset({"FM-SAMTYCKE-8", "FM-SAMTYCKE-1", "FM-SAMTYCKE-5"})),
    "utoka_samtycke": (consents(NORMS), frozenset({"FM-SAMTYCKE-8", "FM-SAMTYCKE-5"})),
    "begransa_samtycke": (withdraws(NORMS), frozenset({"FM-SAMTYCKE-5"})),
    "aterkalla_samtycke": (withdraws(NORMS), frozenset({"FM-SAMTYCKE-5"})),
    "neka_samtycke": (refuses(NORMS), frozenset({"FM-SAMTYCKE-2"})),
    "bestam_deltagare": (says_who, frozenset({NO, "FF-INDIVID-1", RELATIVES, "FM-SAMTYCKE-8"})),
    "avsluta": (ends, frozenset({"FF-AVSLUT-1"})),
    "ratta": (puts_right, frozenset({"FF-RATTELSE-2", "FF-INDIVID-1", NO, YES_FIRST})),
}
"""Each act that is judged, and the norms that both have to agree on."""
