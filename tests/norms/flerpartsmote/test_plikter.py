"""Every duty of the routine: its norms, whose it is, whether its clock rests for want of a consent, and how it ends.

What the parties have to do for the joint case stands still while nobody may act, and ends with the case; the
individual's own copy of the plan goes on (A9, points 3 and 4).
"""

from __future__ import annotations

from typing import Final

import pytest

from flerpart_flow.routines.flerpartsmote import (
    AterkallaSamtycke,
    Avsluta,
    AvslutaMote,
    BestamDeltagare,
    BokaUppfoljning,
    Fraga,
    KontaktaRegion,
    OppnaMote,
    UpprattaPlan,
)
from tests.norms.owed import Row, marked, rests_without_a_consent, states
from tests.policy import policy
from tests.stories import (
    AF,
    ARBETSMARKNAD,
    EKONOMI,
    INDIVID,
    MEETING_DAY,
    PSYKIATRI,
    TOPICS,
    Story,
    accepted,
    approved,
    assessed,
    consented,
    follow_up,
    meeting,
    needed,
    plan,
    prepared,
    summed_up,
    summoned,
)
from tests.story import on

RELATIVE: Final = "narstaende:1"
CARE: Final = (ARBETSMARKNAD, AF, PSYKIATRI)
UNITS: Final = (ARBETSMARKNAD, AF, EKONOMI)


def wanting_the_region() -> Story:
    """Phase forberedelse: the individual wants psychiatry to take part."""
    return prepared(CARE)


def region_contacted() -> Story:
    """Phase forberedelse: psychiatry has been contacted, and owes a time."""
    story = wanting_the_region()
    story.do(KontaktaRegion, enhet=PSYKIATRI, day=3)
    return story


def with_a_relative() -> Story:
    """Phase forberedelse: the individual wants a relative to come."""
    story = prepared()
    story.do(BestamDeltagare, INDIVID, deltagare=(RELATIVE,), svar="ja")
    story.do(BestamDeltagare, deltagare=(RELATIVE,), lamplig="ja")
    return story


def asked() -> Story:
    """Phase kallelse: Arbetsförmedlingen has asked a question about the summons."""
    story = summoned()
    story.do(Fraga, AF, till=ARBETSMARKNAD)
    return story


def without_a_plan() -> Story:
    """Phase forberedelse: the meeting ended without a plan."""
    story = meeting()
    story.do(AvslutaMote)
    return story


def unapproved() -> Story:
    """Phase forberedelse: the meeting ended with a plan summed up and not approved."""
    story = summed_up()
    story.do(BokaUppfoljning, datum=on(150), sammankallande=ARBETSMARKNAD)
    story.do(AvslutaMote)
    return story


def just_opened() -> Story:
    """Phase mote: nobody documents yet."""
    story = summoned()
    story.do(OppnaMote, narvarande=(INDIVID, ARBETSMARKNAD, AF, EKONOMI), mote=1, day=MEETING_DAY)
    return story


def drafted() -> Story:
    """Phase mote: a plan is drawn up and not summed up."""
    story = meeting()
    story.do(UpprattaPlan, plan=plan())
    return story


ROWS: Final = (
    Row("bedoma_behov", ("FM-BEDOMNING-1", "FM-FORBEREDELSE-1"), needed, ARBETSMARKNAD, INDIVID, rests=False),
    Row("erbjuda_mote", ("FM-MALGRUPP-2",), assessed, ARBETSMARKNAD, INDIVID, rests=False),
    Row("paborja_planering", ("FM-BEDOMNING-4",), consented, ARBETSMARKNAD, INDIVID),
    Row("ta_forsta_kontakt", ("FM-BEDOMNING-5",), consented, ARBETSMARKNAD, INDIVID),
    Row("informera_infor_samtycke", ("FM-SAMTYCKE-1",), accepted, ARBETSMARKNAD, INDIVID, rests=False),
    Row("dokumentera_samtycke", ("FM-SAMTYCKE-6",), lambda: consented(records=False), AF, INDIVID, rests=False),
    Row("forbereda_mote", ("FM-FORBEREDELSE-4",), consented, ARBETSMARKNAD, INDIVID),
    Row(
        "kontakta_regionen", ("FM-BOKNING-2", "PR-FORB-2"), wanting_the_region, ARBETSMARKNAD, PSYKIATRI,
        units=CARE,
    ),
    Row("boka_tid", ("FM-BOKNING-3",), region_contacted, PSYKIATRI, ARBETSMARKNAD, units=CARE),
    Row("kalla", ("FM-FORBEREDELSE-5", "FM-KALLELSE-1"), prepared, ARBETSMARKNAD, AF),
    Row(
        "ge_narstaende_mojlighet", ("FM-FORBEREDELSE-9",), with_a_relative, ARBETSMARKNAD, RELATIVE, rests=False,
        units=(*UNITS, RELATIVE),
    ),
    Row("bekrafta_kallelse", ("FM-KALLELSE-3",), summoned, AF, ARBETSMARKNAD),
    Row("forbereda_sig", ("FM-FORBEREDELSE-10",), summoned, AF),
    Row("svara_pa_fraga", ("FM-KALLELSE-4",), asked, ARBETSMARKNAD, AF, own=True),
    Row("utse_dokumenterare", ("FM-ROLL-3",), just_opened, ARBETSMARKNAD, rests=False),
    Row("fora_arendet_vidare", ("FM-ROLL-1",), without_a_plan, ARBETSMARKNAD, INDIVID, own=True, end="met"),
    Row("svara_om_planen", ("FM-ROLL-5",), unapproved, AF, own=True),
    Row("sammanfatta_plan", ("FM-ROLL-4",), drafted, ARBETSMARKNAD, rests=False),
    Row("dela_ut_plan_till_individen", ("FM-ROLL-6",), approved, ARBETSMARKNAD, INDIVID, rests=False, stays=True),
    Row("dela_ut_plan", ("FM-ROLL-6",), approved, ARBETSMARKNAD, AF),
    Row("boka_uppfoljning", ("FM-ROLL-7", "FM-ROLL-8"), approved, ARBETSMARKNAD),
    Row("genomfora_atgard", ("FM-GENOMF-1",), approved, AF, INDIVID),
    Row("folja_upp_egna_atgarder", ("FM-GENOMF-2",), approved, AF),
    Row("halla_uppfoljning", ("FM-UPPFOLJ-1",), approved, ARBETSMARKNAD),
    Row("redovisa", ("FM-UPPFOLJ-2",), follow_up, AF),
)  # fmt: skip


@pytest.mark.parametrize("row", marked(ROWS))
def test_a_duty_has_its_norms_and_its_bearer(row: Row) -> None:
    owed = [one for one in row.begin().duties(row.name) if one.bearer == row.bearer]
    assert owed
    assert {(one.norms, one.own) for one in owed} == {(row.norms, row.own)}
    assert row.counterpart in {one.counterpart for one in owed}


@pytest.mark.parametrize("row", marked(ROWS))
def test_a_duty_ends_with_the_case_but_for_what_the_individual_is_owed(row: Row) -> None:
    story = row.begin()
    story.do(Avsluta, INDIVID, skal_kod="individens_onskan")
    assert states(story, row) == {"open" if row.stays else row.end}


WITH_CONSENT: Final = tuple(
    row for row in ROWS if row.name not in ("bedoma_behov", "erbjuda_mote", "informera_infor_samtycke")
)


@pytest.mark.parametrize("row", marked(WITH_CONSENT))
def test_what_the_parties_owe_each_other_rests_while_no_consent_is_in_force(row: Row) -> None:
    rests_without_a_consent(row, enheter=row.units or UNITS, amnen=TOPICS)


@pytest.mark.parametrize("end", [AterkallaSamtycke, Avsluta])
@policy("FM-SAMTYCKE-5")
def test_a_meeting_that_is_cancelled_is_told_of_also_after_the_end(
    end: type[Avsluta] | type[AterkallaSamtycke],
) -> None:
    story = summoned()
    reason = {"skal_kod": "individens_onskan"} if end is Avsluta else {}
    story.do(end, INDIVID, day=20, **reason)
    told = {
        (one.bearer, one.counterpart, one.norms, one.own, one.state.value) for one in story.duties("ge_neutralt_besked")
    }
    assert told == {
        (ARBETSMARKNAD, AF, ("FM-SAMTYCKE-5",), True, "open"),
        (ARBETSMARKNAD, EKONOMI, ("FM-SAMTYCKE-5",), True, "open"),
    }
