"""The view of one party, held against the table of docs/privacy.md and against what the issue promises."""

from __future__ import annotations

from typing import Any, Final

import attrs
import pytest

from flerpart_flow import EventError
from flerpart_flow.routines.flerpartsmote import (
    AngeForutsattning,
    AterkallaSamtycke,
    Bekrafta,
    BestamDeltagare,
    DelaUtPlan,
    GodkannPlan,
    Kontaktforsok,
)
from flerpart_flow.seen import Relation, Seen, permitted_seen, seen_by, why_seen
from tests.docs.markdown import ROOT, sections
from tests.stories import (
    AF,
    ARBETSMARKNAD,
    EKONOMI,
    FK,
    INDIVID,
    Story,
    closed,
    consented,
    follow_up,
    measures,
    meeting,
    moment,
    needed,
    paused,
    prepared,
    summed_up,
    summoned,
)

PAGE: Final = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
COLUMNS: Final = ("individual", "recorded", "leads", "covered", "former", "outside")


def table() -> dict[str, dict[str, bool]]:
    """The table of the page: for each fact, without its phases, whether each who looks may see it."""
    rows = [line for line in sections(PAGE)["What one party may see"].splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    assert tuple(cells[0][1:]) == COLUMNS
    return {
        row[0].partition(" (")[0]: {who: cell == "yes" for who, cell in zip(COLUMNS, row[1:], strict=True)}
        for row in cells[2:]
    }


TABLE: Final = table()


def view(story: Story, who: str, day: float | None = None) -> Seen:
    return seen_by(story.case, who, moment(story.day + 0.5 if day is None else day))


def facts(seen: Seen) -> Any:
    return None if seen.state is None else seen.state.facts


def removed(story: Story, who: str) -> Story:
    """The story, in which the individual leaves a unit out of the consent."""
    from flerpart_flow.routines.flerpartsmote import BegransaSamtycke

    story.do(BegransaSamtycke, INDIVID, enheter=(who,))
    return story


THREE: Final = (ARBETSMARKNAD, AF, EKONOMI, FK)
"""So many that the consent stands when one is left out."""


def whole(**change: Any) -> Story:
    """A case with something of every row, in kallelse; Försäkringskassan is covered, Arbetsförmedlingen is called."""
    story = summoned((AF, EKONOMI, FK), undantag=("ekonomi",), **change)
    story.do(Bekrafta, AF, mote=1)
    story.do(Kontaktforsok, till=FK, kanal="telefon")
    story.do(AngeForutsattning, INDIVID, enhet=FK, norm="PR-FK-2", varde="ja", kalla="individ")
    story.do(BestamDeltagare, INDIVID, deltagare=("region:psykiatri",), svar="nej")
    return story


def shows_case(seen: Seen) -> bool:
    return seen.case is not None


def shows_phase(seen: Seen) -> bool:
    return seen.phase is not None


def shows_conditions(seen: Seen) -> bool:
    return bool(facts(seen)) and any(one[0] == FK for one in facts(seen).conditions)


def shows_excluded(seen: Seen) -> bool:
    return bool(facts(seen)) and facts(seen).consent is not None and bool(facts(seen).consent.excluded)


def shows_own_topics(seen: Seen) -> bool:
    return bool(facts(seen)) and facts(seen).consent is not None and bool(facts(seen).consent.topics_of(EKONOMI))


def shows_no(seen: Seen) -> bool:
    return bool(facts(seen)) and any(one.actor == "region:psykiatri" for one in facts(seen).said)


def shows_record(seen: Seen) -> bool:
    return bool(facts(seen)) and facts(seen).consent is not None and AF in facts(seen).consent.records


def shows_contacts(seen: Seen) -> bool:
    return bool(facts(seen)) and any(one.unit == FK for one in facts(seen).asked)


def shows_answer(seen: Seen) -> bool:
    found = facts(seen)
    return bool(found) and found.meeting is not None and any(one.actor == AF for one in found.meeting.recipients)


def shows_lines(seen: Seen) -> bool:
    return seen.lines is not None


SHOWN: Final = {
    "that there is a case": shows_case,
    "the phase": shows_phase,
    "excluded topics": shows_excluded,
    "own topics, last day of the consent": shows_own_topics,
    "a no to another unit": shows_no,
    "conditions of another unit": shows_conditions,
    "another unit's record of the consent": shows_record,
    "contacts between others": shows_contacts,
    "another's answer to a summons": shows_answer,
    "how many lines there are": shows_lines,
}


def looking(relation: str) -> tuple[Story, str]:
    """A case and one who stands to it in that way. The consent was written down by a unit that isn't the chair."""
    story = whole(recorded_by=AF)
    if relation == "former":
        return removed(story, EKONOMI), EKONOMI
    who = {"individual": INDIVID, "leads": ARBETSMARKNAD, "covered": EKONOMI, "outside": "kommun:bistand"}
    return story, who[relation]


@pytest.mark.parametrize("relation", ["individual", "leads", "covered", "former", "outside"])
@pytest.mark.parametrize("fact", SHOWN)
def test_each_sees_what_the_table_says(fact: str, relation: str) -> None:
    story, who = looking(relation)
    assert SHOWN[fact](view(story, who)) is TABLE[fact][relation]


BY_OTHER_TESTS: Final = {
    "own summons",
    "a plan approved by or given to them",
    "own duties",
    "proposed deviations",
}
"""Rows that the tests below hold."""


def test_every_row_of_the_table_is_held_by_a_test() -> None:
    from tests.seen.pairs import DIFFERENCES

    assert {*SHOWN, *DIFFERENCES, *BY_OTHER_TESTS} == set(TABLE)


def test_what_is_excluded_is_seen_by_the_unit_that_wrote_it_down() -> None:
    assert TABLE["excluded topics"]["recorded"]
    assert shows_excluded(view(whole(recorded_by=AF), AF))
    assert not shows_excluded(view(whole(recorded_by=EKONOMI), AF))


@pytest.mark.parametrize("who", [AF, EKONOMI])
def test_one_who_is_called_sees_the_own_summons_before_and_after_a_withdrawal(who: str) -> None:
    for story in (summoned(), paused()):
        summons = view(story, who).summons
        assert (summons.start, summons.place, summons.by) == (moment(60), "Sal 1", ARBETSMARKNAD)
        assert summons.purpose == "Planera vägen till arbete"


def test_only_the_chair_and_the_individual_know_that_the_case_rests() -> None:
    story = paused()
    assert {view(story, who).phase for who in (ARBETSMARKNAD, INDIVID)} == {"vilande"}
    seen = view(story, AF)
    assert (seen.relation, seen.phase, seen.neutral, seen.cancelled) == (Relation.FORMER, None, True, True)
    assert (seen.duties, seen.possible, seen.proposals, seen.state) == ((), (), (), None)


def test_a_meeting_whose_time_has_passed_is_not_said_to_be_cancelled() -> None:
    assert not view(paused(), AF, 61).cancelled


def test_one_left_out_one_said_no_to_and_one_in_a_case_that_rests_see_the_same() -> None:
    def three() -> Story:
        return summoned((AF, EKONOMI, FK))

    out, refused, rests, over = removed(three(), FK), three(), three(), three()
    refused.do(BestamDeltagare, INDIVID, deltagare=(FK,), svar="nej")
    rests.do(AterkallaSamtycke, INDIVID)
    from flerpart_flow.routines.flerpartsmote import Avsluta

    over.do(Avsluta, INDIVID, skal_kod="individens_onskan")
    expired = summoned((AF, EKONOMI, FK), giltigt_till=moment(20).date())
    views = [view(one, FK, 30) for one in (out, refused, rests, over, expired)]
    assert views[0].neutral
    assert all(one == views[0] for one in views)


def test_a_unit_outside_sees_the_same_whatever_there_is() -> None:
    views = [seen_by(one.case, "kommun:bistand", moment(200)) for one in (needed(), summoned(), follow_up(), closed())]
    assert all(one == views[0] for one in views)
    assert attrs.asdict(views[0]) == attrs.asdict(Seen(by="kommun:bistand", at=views[0].at, relation=Relation.OUTSIDE))


def test_before_the_consent_nobody_but_the_one_who_saw_the_need_and_the_individual_sees_anything() -> None:
    assert view(needed(), ARBETSMARKNAD).relation is Relation.LEADING
    assert view(needed(), AF).relation is Relation.OUTSIDE


def test_a_plan_is_seen_by_those_who_approved_it_or_were_given_it_and_stays() -> None:
    story = measures()
    assert [one.number for one in view(story, AF).plans] == [1]
    story.do(AterkallaSamtycke, INDIVID)
    assert [one.number for one in view(story, AF).plans] == [1]
    absent = measures(present=(INDIVID, ARBETSMARKNAD, AF))
    assert view(absent, EKONOMI).plans == ()
    absent.do(DelaUtPlan, till=(EKONOMI,), version=1)
    assert [one.number for one in view(absent, EKONOMI).plans] == [1]


def test_who_else_has_answered_to_the_plan_is_not_seen() -> None:
    story = summed_up()
    story.do(GodkannPlan, AF, version=1)
    (version,) = [facts(view(story, EKONOMI)).draft]
    assert (version.approvals, version.required) == (frozenset(), frozenset({EKONOMI}))
    assert facts(view(story, ARBETSMARKNAD)).draft.approvals == {AF}


def test_in_the_room_one_sees_who_is_there_and_called_to_it_only_oneself() -> None:
    assert facts(view(meeting(), AF)).meeting.present == {INDIVID, ARBETSMARKNAD, AF, EKONOMI}
    assert [one.actor for one in facts(view(summoned(), AF)).meeting.recipients] == [AF]


def test_a_unit_that_is_covered_and_not_called_sees_no_meeting() -> None:
    assert facts(view(prepared((ARBETSMARKNAD, AF, EKONOMI, FK)), FK)).meeting is None
    story = prepared((ARBETSMARKNAD, AF, EKONOMI, FK))
    from flerpart_flow.routines.flerpartsmote import Kalla
    from tests.stories import summons

    story.do(Kalla, day=5, **summons((AF, EKONOMI)))
    assert facts(view(story, FK)).meeting is None
    assert view(story, FK).summons is None


def test_own_duties_alone_are_seen_and_no_proposals() -> None:
    seen = view(summoned(), AF, 30)
    assert {duty.bearer for duty in seen.duties} == {AF}
    assert {duty.opened_nr for duty in seen.duties} == {0}
    assert seen.proposals == ()


def test_a_representative_sees_as_the_individual_only_by_the_individuals_word() -> None:
    story = consented()
    assert view(story, "ombud").relation is Relation.OUTSIDE
    story.do(BestamDeltagare, INDIVID, deltagare=("ombud",), svar="ja")
    assert view(story, "ombud").relation is Relation.INDIVIDUAL


def test_an_unknown_party_and_a_naive_time_are_refused() -> None:
    with pytest.raises(EventError):
        seen_by(needed().case, "kommun:okand", moment(1))
    with pytest.raises(EventError):
        seen_by(needed().case, AF, moment(1).replace(tzinfo=None))


def test_who_leads_is_told_what_others_may_do_and_others_are_not() -> None:
    story = summoned((AF, EKONOMI))
    at = story.case.lines[-1].recorded_at
    by_event = {one.event: one.role for one in permitted_seen(story.case, ARBETSMARKNAD, at)}
    assert by_event["aterkalla_samtycke"] == "individ_eller_ombud"
    assert "kalla" in by_event
    assert permitted_seen(story.case, AF, at) == ()
    assert permitted_seen(story.case, FK, at) == ()


def test_an_act_is_answered_by_what_one_may_see() -> None:
    story = summoned((AF, EKONOMI))
    at = story.case.lines[-1].recorded_at
    assert why_seen(story.case, Kontaktforsok, FK, at) is None
    tried = why_seen(story.case, Kontaktforsok(occurred_at=at, by=AF, till=INDIVID), AF)
    assert getattr(tried, "allowed", None)
    assert getattr(tried, "event", None) is not None
    with pytest.raises(TypeError):
        why_seen(story.case, Kontaktforsok, AF)
    with pytest.raises(EventError):
        why_seen(story.case, Kontaktforsok, "ingen", at)
