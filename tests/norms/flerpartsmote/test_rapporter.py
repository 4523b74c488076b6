"""What may be reported: refused where the log shows that there was none, else at most warned of (A59)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from flerpart_flow.engine.judging.decision import Decision
from flerpart_flow.routines.flerpartsmote import (
    AngeForutsattning,
    AterkallaSamtycke,
    Avboj,
    AvslutaMote,
    AvstaAtgard,
    BegransaSamtycke,
    Bekrafta,
    BestamDeltagare,
    BokaOm,
    EjGenomfordAtgard,
    GenomforAtgard,
    Kontaktforsok,
    OppnaMote,
    RapporteraAvvikelse,
    Ratta,
    StallIn,
)
from tests.policy import policy
from tests.stories import (
    AF,
    ARBETSMARKNAD,
    EKONOMI,
    FK,
    FOLLOW_UP_DAY,
    INDIVID,
    MEETING_DAY,
    Story,
    consented,
    everywhere,
    found,
    measures,
    moment,
    needed,
    on,
    plan,
    prepared,
    summoned,
)


def report(story: Story, kind: str, part: str, day: float | None = None, **content: Any) -> Decision:
    """The decision on a report that the chair's unit hands to its own party."""
    return story.ask(RapporteraAvvikelse, day=day, slag=kind, part=part, lamnas_till="kommun", **content)


def said(decision: Decision) -> list[tuple[str, str]]:
    """The texts that a decision uses, with how hard each is."""
    return [(one.message.code.partition(".")[2], one.severity.value) for one in decision.findings]


def held(*there: str) -> Story:
    """Arbetsförmedlingen and Försäkringskassan were called to the meeting on day 60; these came."""
    story = summoned((AF, FK))
    story.do(OppnaMote, narvarande=(INDIVID, ARBETSMARKNAD, *there), day=MEETING_DAY)
    story.do(AvslutaMote)
    return story


def rebooked(day: float) -> Story:
    """The meeting on day 60 got another time on this day, before it was held."""
    story = summoned((AF, FK))
    story.do(BokaOm, skal_kod="annat", day=day)
    return story


def called_off(day: float) -> Story:
    """The meeting on day 60 was called off on this day, before it was held."""
    story = summoned((AF, FK))
    story.do(StallIn, day=day)
    return story


def withdrawn(day: float, opened: bool) -> Story:
    """The consent was withdrawn on this day; the meeting on day 60 was opened before, or not."""
    story = summoned((AF, FK))
    if opened:
        story.do(OppnaMote, narvarande=(INDIVID, ARBETSMARKNAD, AF), day=MEETING_DAY)
    story.do(AterkallaSamtycke, INDIVID, day=day)
    return story


def follow_up(declined: str | None = None, day: float = 100) -> Story:
    """The follow-up on day 150 was held without Arbetsförmedlingen, which was there when it was booked."""
    story = measures()
    if declined is not None:
        story.do(Avboj, AF, skal_kod=declined, day=day)
    story.do(OppnaMote, narvarande=(INDIVID, ARBETSMARKNAD, EKONOMI), day=FOLLOW_UP_DAY)
    story.do(AvslutaMote)
    return story


# --- FM-AVVIK-4: staying away --------------------------------------------------------------------------------------


@policy("FM-AVVIK-4")
@pytest.mark.parametrize(
    ("story", "part", "why"),
    [
        (held(AF), EKONOMI, "inte_kallad"),
        (held(AF), "region", "inte_kallad"),
        (held(AF), AF, "var_dar"),
        (held(AF, FK), FK, "var_dar"),
        (rebooked(50), FK, "inte_av"),
        (called_off(MEETING_DAY - 0.5), AF, "inte_av"),
        (withdrawn(MEETING_DAY - 1, opened=False), AF, "inte_av"),
        (withdrawn(MEETING_DAY + 0.1, opened=True), FK, "inte_av"),
        (summoned((AF, FK)), FK, "inte_borjat"),
        (follow_up("tid"), AF, "avbojde_i_tid"),
        (prepared(), AF, "inte_kallad"),
        (needed(), AF, "inte_kallad"),
    ],
)
def test_an_absence_that_the_log_shows_to_be_none_is_not_reported(story: Story, part: str, why: str) -> None:
    decision = report(story, "utebliven", part)
    assert decision.norms == ("FM-AVVIK-4",)
    assert said(decision) == [(why, "block")]


@policy("FM-AVVIK-4")
@pytest.mark.parametrize(
    ("story", "part"),
    [
        (held(AF), FK),
        (held(), AF),
        (rebooked(MEETING_DAY + 1), FK),
        (called_off(MEETING_DAY + 0.1), AF),
        (withdrawn(MEETING_DAY + 1, opened=False), AF),
        (follow_up(), AF),
    ],
)
def test_an_absence_that_the_log_does_not_rule_out_is_reported(story: Story, part: str) -> None:
    decision = report(story, "utebliven", part)
    assert decision.allowed
    assert said(decision) == []


@policy("FM-AVVIK-4")
def test_one_called_to_a_meeting_that_nobody_opened_may_have_stayed_away_once_its_time_has_come() -> None:
    story = summoned((AF, FK))
    assert not report(story, "utebliven", FK, day=MEETING_DAY - 0.1).allowed
    assert report(story, "utebliven", FK, day=MEETING_DAY + 0.1).allowed


@policy("FM-AVVIK-4", "FM-KALLELSE-11")
@pytest.mark.parametrize(
    ("reason", "day", "expected"),
    [
        ("tid", 20, ("block",)),
        ("tid", MEETING_DAY - 1, ("block",)),
        ("tid", MEETING_DAY - 0.01, ("warn",)),
        ("annat", 20, ("warn",)),
        (None, 20, ("warn",)),
        ("tid", MEETING_DAY + 0.01, ()),
    ],
)
def test_a_decline_in_time_is_no_absence_and_one_for_another_reason_or_on_the_day_only_warns(
    reason: str | None, day: float, expected: tuple[str, ...]
) -> None:
    story = summoned((AF, FK))
    story.do(Avboj, FK, skal_kod=reason, day=day)
    story.do(OppnaMote, narvarande=(INDIVID, ARBETSMARKNAD, AF), day=MEETING_DAY + 0.05)
    story.do(AvslutaMote)
    assert found(report(story, "utebliven", FK), "FM-AVVIK-4") == expected


@policy("FM-AVVIK-4", "FM-UPPFOLJ-1")
@pytest.mark.parametrize(
    ("reason", "day", "expected"),
    [("tid", 100, ("block",)), ("annat", 100, ("warn",)), ("tid", FOLLOW_UP_DAY - 0.2, ("warn",))],
)
def test_declining_a_booked_follow_up_is_judged_alike(reason: str, day: float, expected: tuple[str, ...]) -> None:
    assert found(report(follow_up(reason, day), "utebliven", AF), "FM-AVVIK-4") == expected


@policy("FM-AVVIK-4", "PR-FK-2")
@pytest.mark.parametrize(("norm", "value"), [("PR-FK-2", "nej"), ("PR-FK-1", "nej")])
def test_that_a_condition_for_calling_was_not_met_only_warns(norm: str, value: str) -> None:
    story = summoned((AF, FK))
    story.do(AngeForutsattning, enhet=FK, norm=norm, varde=value, kalla="individ")
    story.do(OppnaMote, narvarande=(INDIVID, ARBETSMARKNAD, AF), day=MEETING_DAY)
    story.do(AvslutaMote)
    decision = report(story, "utebliven", FK)
    assert decision.allowed
    assert said(decision) == [("villkoret_inte_uppfyllt", "warn")]


@policy("FM-AVVIK-4")
def test_a_report_that_points_at_a_meeting_concerns_that_one() -> None:
    story = held(AF)
    (proposed,) = story.case.deviations(moment(story.day))
    first = proposed.about
    assert report(story, "utebliven", FK, ror=first).allowed
    assert not report(story, "utebliven", AF, ror=first).allowed


@policy("FM-AVVIK-2", "FM-AVVIK-4")
@pytest.mark.parametrize("phase", list(everywhere()))
def test_another_kind_of_deviation_is_never_refused(phase: str) -> None:
    assert report(everywhere()[phase], "annat", AF).allowed


# --- FM-AVVIK-3: no answer -----------------------------------------------------------------------------------------


def tried(*days: float) -> Story:
    """Called on day 5; the chair has tried to reach Försäkringskassan on these days."""
    story = summoned((AF, FK))
    for day in days:
        story.do(Kontaktforsok, till=FK, kanal="telefon", day=day)
    return story


def answered() -> Story:
    """Försäkringskassan has answered since."""
    story = tried(10, 11)
    story.do(Bekrafta, FK)
    return story


def taken_out() -> Story:
    """The individual has taken Försäkringskassan out of the consent since."""
    story = tried(10, 11)
    story.do(BegransaSamtycke, INDIVID, enheter=(FK,))
    return story


def refused() -> Story:
    """The individual has said no to Försäkringskassan since."""
    story = tried(10, 11)
    story.do(BestamDeltagare, INDIVID, deltagare=(FK,), svar="nej")
    return story


@policy("FM-AVVIK-3")
@pytest.mark.parametrize("story", [summoned((AF, FK)), measures(), needed(), consented()])
def test_that_a_party_does_not_answer_is_not_reported_without_an_attempt(story: Story) -> None:
    decision = report(story, "inget_svar", FK)
    assert decision.norms == ("FM-AVVIK-3",)
    assert said(decision) == [("inget_forsok", "block")]


@policy("FM-AVVIK-3")
@pytest.mark.parametrize(
    ("story", "expected"),
    [
        (tried(10), ["warn"]),
        (tried(10, 10.1), ["warn"]),
        (tried(10, 11), []),
        (answered(), []),
        (taken_out(), []),
        (refused(), []),
    ],
)
def test_few_attempts_only_warn_and_neither_an_answer_nor_a_no_erases_them(story: Story, expected: list[str]) -> None:
    decision = report(story, "inget_svar", FK)
    assert decision.allowed
    assert [severity for _, severity in said(decision)] == expected


@policy("FM-AVVIK-3")
def test_attempts_to_reach_one_party_say_nothing_of_another() -> None:
    assert not report(tried(10, 11), "inget_svar", AF).allowed


# --- FM-AVVIK-5: a measure not done --------------------------------------------------------------------------------


SHARED = plan(measures=[{"id": "kurs", "text": "Kurs", "ansvariga": [AF, EKONOMI]}])
LATE = plan(measures=[{"id": "kurs", "text": "Kurs", "ansvariga": [AF, EKONOMI], "klart_senast": on(110).isoformat()}])
WITHOUT_AF = (INDIVID, ARBETSMARKNAD, EKONOMI)


@policy("FM-AVVIK-5")
@pytest.mark.parametrize(
    ("story", "part"),
    [
        (measures(), EKONOMI),
        (measures(), FK),
        (measures(present=WITHOUT_AF), AF),
        (summoned(), AF),
        (needed(), AF),
    ],
)
def test_a_measure_that_is_not_its_own_is_not_reported_of_a_party(story: Story, part: str) -> None:
    decision = report(story, "atgard_ej_genomford", part)
    assert decision.norms == ("FM-AVVIK-5",)
    assert said(decision) == [("ingen_egen_atgard", "block")]


@policy("FM-AVVIK-5")
@pytest.mark.parametrize(
    ("story", "part"), [(measures(), AF), (measures(SHARED), EKONOMI), (measures(SHARED), "kommun")]
)
def test_a_measure_of_its_own_is(story: Story, part: str) -> None:
    decision = report(story, "atgard_ej_genomford", part)
    assert decision.allowed
    assert said(decision) == []


@policy("FM-AVVIK-5")
@pytest.mark.parametrize("part", [AF, EKONOMI])
def test_of_a_measure_that_the_log_shows_as_done_a_report_only_warns(part: str) -> None:
    story = measures(SHARED)
    story.do(GenomforAtgard, part, atgard="kurs")
    assert said(report(story, "atgard_ej_genomford", part)) == [("atgarden_gjord", "warn")]


@policy("FM-AVVIK-5")
@pytest.mark.parametrize("part", [AF, EKONOMI, "kommun"])
def test_a_measure_that_the_individual_has_declined_is_not_reported(part: str) -> None:
    story = measures(SHARED)
    story.do(AvstaAtgard, INDIVID, atgard="kurs")
    decision = report(story, "atgard_ej_genomford", part)
    assert decision.norms == ("FM-AVVIK-5",)
    assert said(decision) == [("individen_har_avstatt", "block")]


@policy("FM-AVVIK-5", "FM-GENOMF-1")
@pytest.mark.parametrize(("who", "other"), [(AF, EKONOMI), (EKONOMI, AF)])
def test_only_the_one_who_has_not_done_its_part_is_proposed(who: str, other: str) -> None:
    story = measures(LATE)
    story.do(GenomforAtgard, who, atgard="kurs")
    assert {(one.kind, one.unit) for one in story.case.deviations(moment(111))} == {("atgard_ej_genomford", other)}
    states = {duty.bearer: duty.state.value for duty in story.duties("genomfora_atgard", 111)}
    assert states == {who: "met", other: "late"}


@policy("FM-GENOMF-1")
@pytest.mark.parametrize(
    ("acts", "state"),
    [
        ((), "decided"),
        (((GenomforAtgard, AF),), "partly_done"),
        (((EjGenomfordAtgard, AF),), "partly_done"),
        (((GenomforAtgard, AF), (GenomforAtgard, EKONOMI)), "done"),
        (((GenomforAtgard, AF), (EjGenomfordAtgard, EKONOMI)), "partly_done"),
        (((EjGenomfordAtgard, AF), (EjGenomfordAtgard, EKONOMI)), "not_done"),
        (((EjGenomfordAtgard, AF), (GenomforAtgard, AF), (GenomforAtgard, EKONOMI)), "done"),
    ],
)
def test_a_shared_measure_is_done_when_all_have_done_their_part(acts: tuple[Any, ...], state: str) -> None:
    story = measures(SHARED)
    for kind, who in acts:
        story.do(kind, who, atgard="kurs")
    assert story.case.facts.measure_state("kurs").value == state


@policy("FM-GENOMF-1", "FM-AVVIK-5")
@pytest.mark.parametrize("bearers", [(INDIVID,), (INDIVID, AF), (EKONOMI, INDIVID)])
def test_the_individuals_part_is_never_late_nor_proposed(bearers: tuple[str, ...]) -> None:
    one = {"id": "kurs", "text": "Kurs", "ansvariga": list(bearers), "klart_senast": on(110).isoformat()}
    story = measures(plan(measures=[one]))
    states = {duty.bearer: duty.state.value for duty in story.duties("genomfora_atgard", 140)}
    assert states == {who: "open" if who == INDIVID else "late" for who in bearers}
    proposed = {one.unit for one in story.case.deviations(moment(140))}
    assert proposed == set(bearers) - {INDIVID}


# --- What was known when it was recorded ---------------------------------------------------------------------------


def late_decline(story: Story) -> None:
    """It is recorded now that Försäkringskassan declined on day 20."""
    now = story.day + 1
    story.do(Avboj, FK, day=20, recorded_at=moment(now), skal_kod="tid")
    story.day = now


def late_calling_off(story: Story) -> None:
    """It is recorded now that the meeting was called off on day 30; nobody had opened it."""
    now = story.day + 1
    story.do(StallIn, day=30, recorded_at=moment(now))
    story.day = now


def struck_attempts(story: Story) -> None:
    """The attempts turn out never to have been made."""
    for line in story.case.lines:
        if isinstance(line, Kontaktforsok):
            story.do(Ratta, ror=line.nr, skal_kod="fel_arende")


def past_its_time() -> Story:
    """The meeting was called for day 60, and nobody opened it."""
    story = summoned((AF, FK))
    story.day = MEETING_DAY + 1
    return story


LATER: list[tuple[Callable[[], Story], str, Callable[[Story], None]]] = [
    (lambda: held(AF), "utebliven", late_decline),
    (past_its_time, "utebliven", late_calling_off),
    (lambda: tried(10, 11), "inget_svar", struck_attempts),
]


@policy("FM-AVVIK-3", "FM-AVVIK-4")
@pytest.mark.parametrize(("begin", "kind", "happens"), LATER)
def test_what_the_log_shows_only_later_is_noted_on_the_report_and_refuses_the_next_one(
    begin: Callable[[], Story], kind: str, happens: Callable[[Story], None]
) -> None:
    story = begin()
    story.do(RapporteraAvvikelse, slag=kind, part=FK, lamnas_till="kommun")
    nr = len(story.case.lines)
    happens(story)
    (placed,) = [one for one in story.case.replayed() if one.nr == nr]
    assert story.case.status(nr).value == "accepted"
    (decision,) = placed.decisions
    assert said(decision) == [("visat_senare", "note")]
    assert {one.cure_by for one in decision.findings} == {ARBETSMARKNAD}
    assert not report(story, kind, FK).allowed


@policy("FM-AVVIK-5")
def test_that_the_individual_had_declined_is_noted_on_a_report_made_before_anybody_knew() -> None:
    story = measures(SHARED)
    story.day += 2
    story.do(RapporteraAvvikelse, slag="atgard_ej_genomford", part=AF, lamnas_till="kommun")
    nr = len(story.case.lines)
    story.do(AvstaAtgard, INDIVID, day=story.day - 1, recorded_at=moment(story.day + 1), atgard="kurs")
    (placed,) = [one for one in story.case.replayed() if one.nr == nr]
    (decision,) = placed.decisions
    assert said(decision) == [("visat_senare", "note")]
