"""Ways round a consent that a hostile reader tried, each of them closed."""

from __future__ import annotations

from typing import Any

import pytest

from flerpart_flow.engine.rules.norms import Severity
from flerpart_flow.routines.flerpartsmote import (
    AterkallaSamtycke,
    Avsluta,
    BegransaSamtycke,
    BestamDeltagare,
    BokaUppfoljning,
    DelaUtPlan,
    DokumenteraSamtycke,
    Fraga,
    GeSamtycke,
    Kontaktforsok,
    Ratta,
    SammanfattaPlan,
    StallIn,
    SvaraPaFraga,
    UpprattaPlan,
    UtseDokumenterare,
    may_disclose,
)
from tests.policy import policy
from tests.stories import (
    AF,
    ARBETSMARKNAD,
    EKONOMI,
    FK,
    INDIVID,
    MEETING_DAY,
    PSYKIATRI,
    TOPICS,
    Story,
    approved,
    consented,
    measures,
    meeting,
    moment,
    on,
    plan,
    prepared,
    summoned,
)

RELATIVE = "narstaende:1"


def line_of(story: Story, kind: type) -> int:
    """The number of the first line of a kind."""
    return next(nr for nr, line in enumerate(story.case.lines, start=1) if isinstance(line, kind))


@policy("FM-SAMTYCKE-8")
@pytest.mark.parametrize(
    ("ratt", "norms"),
    [
        ({"giltigt_till": on(10)}, ()),
        ({"giltigt_till": None}, ("FM-SAMTYCKE-8",)),
        ({"enheter": [ARBETSMARKNAD, AF, EKONOMI, FK]}, ("FM-SAMTYCKE-8",)),
        ({"enheter": [ARBETSMARKNAD, AF]}, ()),
        ({"amnen": ["halsa", "arbete", "ekonomi"]}, ("FM-SAMTYCKE-8",)),
        ({"undantag": []}, ("FM-SAMTYCKE-8",)),
    ],
)
def test_a_correction_narrows_a_consent_but_never_widens_it(ratt: dict[str, Any], norms: tuple[str, ...]) -> None:
    story = consented(giltigt_till=on(30), undantag=("boende",))
    decision = story.ask(Ratta, ror=line_of(story, GeSamtycke), skal_kod="felskrivning", ratt=ratt)
    assert decision.norms == norms


@policy("FM-SAMTYCKE-8")
def test_striking_a_narrower_renewal_does_not_bring_the_wider_consent_back() -> None:
    story = consented()
    story.do(GeSamtycke, INDIVID, enheter=(ARBETSMARKNAD, AF), amnen=TOPICS)
    assert story.ask(Ratta, ror=len(story.case.lines), skal_kod="felskrivning").norms == ("FM-SAMTYCKE-8",)


@policy("PR-MALGRUPP-2")
@pytest.mark.parametrize("ratt", [{"svar": "ja"}, None])
def test_a_correction_does_not_turn_the_individuals_no_into_a_yes(ratt: dict[str, Any] | None) -> None:
    story = consented()
    story.do(BestamDeltagare, INDIVID, deltagare=(AF,), svar="nej")
    decision = story.ask(Ratta, ror=len(story.case.lines), skal_kod="felskrivning", ratt=ratt)
    assert set(decision.norms) == {"PR-MALGRUPP-2", "FF-INDIVID-1"}


@policy("FM-SAMTYCKE-5")
def test_a_closing_that_occurred_before_a_withdrawal_keeps_the_case_closed() -> None:
    story = consented()
    story.do(AterkallaSamtycke, INDIVID, day=20)
    closing = {"skal_kod": "administrativt", "recorded_at": moment(21)}
    story.do(Avsluta, day=10, **closing)  # type: ignore[arg-type]  # the envelope's own time beside the content
    assert story.case.phase == "avslut"


@policy("FM-SAMTYCKE-2")
@pytest.mark.parametrize(("units", "phase"), [((ARBETSMARKNAD, AF), "mote"), ((AF, EKONOMI), "vilande")])
def test_a_renewal_without_the_chairs_own_unit_rests_the_case(units: tuple[str, ...], phase: str) -> None:
    story = meeting()
    story.do(GeSamtycke, INDIVID, enheter=units, amnen=TOPICS)
    assert story.case.phase == phase


@policy("FM-SAMTYCKE-2")
@pytest.mark.parametrize(("day", "norms"), [(20, ()), (50, ("FM-SAMTYCKE-2",))])
@pytest.mark.parametrize(("kind", "by"), [(Fraga, AF), (SvaraPaFraga, ARBETSMARKNAD)])
def test_a_question_without_an_addressee_needs_the_consent_too(
    kind: type, by: str, day: int, norms: tuple[str, ...]
) -> None:
    assert summoned(giltigt_till=on(30)).ask(kind, by, day=day).norms == norms


@policy("FM-SAMTYCKE-2")
@pytest.mark.parametrize(
    ("by", "day", "norms"),
    [(ARBETSMARKNAD, 5, ()), (ARBETSMARKNAD, 50, ("FM-SAMTYCKE-2",)), (PSYKIATRI, 5, ("FM-SAMTYCKE-2",))],
)
def test_a_relative_is_contacted_under_the_consent_by_a_unit_that_it_covers(
    by: str, day: int, norms: tuple[str, ...]
) -> None:
    story = prepared(giltigt_till=on(30))
    story.do(BestamDeltagare, INDIVID, deltagare=(RELATIVE,), svar="ja")
    story.do(BestamDeltagare, ARBETSMARKNAD, deltagare=(RELATIVE,), lamplig="ja")
    assert story.ask(Kontaktforsok, by, day=day, till=RELATIVE, kanal="telefon").norms == norms


@policy("FM-SAMTYCKE-2")
@pytest.mark.parametrize(("amnen", "norms"), [(("halsa",), ()), (TOPICS, ("FM-SAMTYCKE-2",))])
def test_without_a_topic_left_the_plan_goes_to_nobody_but_the_individual(
    amnen: tuple[str, ...], norms: tuple[str, ...]
) -> None:
    story = measures()
    story.do(BegransaSamtycke, INDIVID, amnen=amnen)
    assert story.ask(DelaUtPlan, version=1, till=(AF,)).norms == norms
    assert story.ask(DelaUtPlan, version=1, till=(INDIVID,)).allowed


@policy("FM-SAMTYCKE-2")
@pytest.mark.parametrize("kind", [UtseDokumenterare, UpprattaPlan, SammanfattaPlan, BokaUppfoljning, DelaUtPlan])
def test_a_meeting_does_not_go_on_into_the_day_after_the_consent_ran_out(kind: type) -> None:
    content: dict[type, dict[str, Any]] = {
        UtseDokumenterare: {"vem": ARBETSMARKNAD},
        UpprattaPlan: {"plan": plan()},
        SammanfattaPlan: {},
        BokaUppfoljning: {"datum": on(150), "sammankallande": ARBETSMARKNAD},
        DelaUtPlan: {"till": (AF,)},
    }
    story = approved() if kind is DelaUtPlan else meeting()
    story.do(GeSamtycke, INDIVID, enheter=(ARBETSMARKNAD, AF, EKONOMI), amnen=TOPICS, giltigt_till=on(MEETING_DAY))
    assert "FM-SAMTYCKE-2" not in story.ask(kind, **content[kind]).norms
    assert "FM-SAMTYCKE-2" in story.ask(kind, day=MEETING_DAY + 1, **content[kind]).norms


@policy("FM-SAMTYCKE-2", "FM-SAMTYCKE-6")
@pytest.mark.parametrize(("day", "norms"), [(20, ()), (50, ("FM-SAMTYCKE-2",))])
def test_a_consent_that_has_run_out_is_not_documented(day: int, norms: tuple[str, ...]) -> None:
    assert consented(records=False, giltigt_till=on(30)).ask(DokumenteraSamtycke, AF, day=day).norms == norms


@policy("FM-SAMTYCKE-5")
def test_the_neutral_notice_goes_to_those_called_and_to_nobody_else() -> None:
    story = summoned()
    story.do(AterkallaSamtycke, INDIVID, day=20)
    assert story.ask(StallIn, till=(AF,)).allowed
    assert story.ask(StallIn, till=(PSYKIATRI,)).norms == ("FM-SAMTYCKE-2",)


def test_rules_that_a_case_is_judged_by_can_not_be_changed_under_it() -> None:
    rules = consented().case.rules
    with pytest.raises(TypeError):
        rules.norms["FM-SAMTYCKE-2"].severity_for["kontaktforsok"] = Severity.NOTE  # type: ignore[index]  # that it can't be set is what is tested
    with pytest.raises(TypeError):
        rules.tables["kanal"]["e_post"]["content"] = True


def test_what_may_be_told_is_asked_of_the_moment_not_of_today() -> None:
    case = consented(giltigt_till=on(30)).case
    assert may_disclose(case, ARBETSMARKNAD, AF, "arbete", moment(20)).allowed
    assert not may_disclose(case, ARBETSMARKNAD, AF, "arbete", moment(31)).allowed
