"""Topics per actor, own records, conditions and excluded topics: what may be told to whom (A49, A57, A63 to A66)."""

from __future__ import annotations

from typing import Any

import pytest

from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.errors import EventError
from flerpart_flow.engine.record.events import Event, to_data
from flerpart_flow.engine.words.reasons import reason
from flerpart_flow.routines.flerpartsmote import (
    AndraNarvaro,
    AngeForutsattning,
    AterkallaSamtycke,
    AvslutaMote,
    BedomSamordningsbehov,
    BegransaSamtycke,
    BestamDeltagare,
    BokaUppfoljning,
    DelaUtPlan,
    DokumenteraSamtycke,
    ErsattPlan,
    GeSamtycke,
    GodkannIntePlan,
    GodkannPlan,
    Kalla,
    LamnaUppgift,
    OppnaMote,
    Redovisa,
    RevideraPlan,
    SammanfattaPlan,
    UpprattaPlan,
    UtokaSamtycke,
    may_disclose,
)
from flerpart_flow.routines.flerpartsmote.showing import SHOWING
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
    accepted,
    approved,
    consented,
    follow_up,
    found,
    measures,
    meeting,
    moment,
    needed,
    on,
    plan,
    prepared,
    summed_up,
    summoned,
    summons,
)

EMPLOYER, OTHER, RELATIVE = "arbetsgivare", "ovrig:1", "narstaende:1"
BISTAND = "kommun:bistand"
THREE = (ARBETSMARKNAD, AF, EKONOMI)
ALL_TOPICS = ("halsa", "arbete")


def told(story: Story, to: str, topic: str = "arbete", by: str = ARBETSMARKNAD) -> tuple[str, ...]:
    """The norms under which a unit may not tell another of a topic; the step and the question agree."""
    asked = may_disclose(story.case, by, to, topic, moment(story.day + 0.01))
    decision = story.ask(LamnaUppgift, by, till=to, amne=topic)
    assert asked.allowed is decision.allowed
    return decision.norms


# --- Topics per actor (A49) ------------------------------------------------------------------------------------------


@policy("FM-SAMTYCKE-3")
@pytest.mark.parametrize(
    ("to", "topic", "norms"),
    [
        (AF, "arbete", ()),
        (AF, "halsa", ("FM-SAMTYCKE-3",)),
        (AF, "ekonomi", ("FM-SAMTYCKE-3",)),  # named for Arbetsförmedlingen, not for the one who tells
        (EKONOMI, "halsa", ()),
        (EKONOMI, "arbete", ()),
    ],
)
def test_a_unit_has_the_topics_named_for_it_and_the_others_the_common_ones(
    to: str, topic: str, norms: tuple[str, ...]
) -> None:
    assert told(consented(amnen_for={AF: ("arbete", "ekonomi")}), to, topic) == norms


@policy("FM-SAMTYCKE-3")
@pytest.mark.parametrize(("by", "to"), [(AF, EKONOMI), (EKONOMI, AF), (AF, ARBETSMARKNAD)])
def test_a_topic_is_needed_at_both_ends(by: str, to: str) -> None:
    story = consented(amnen_for={AF: ("arbete",)})
    assert told(story, to, "arbete", by) == ()
    assert told(story, to, "halsa", by) == ("FM-SAMTYCKE-3",)


@policy("FM-SAMTYCKE-3")
@pytest.mark.parametrize(
    ("again", "norms"),
    [({}, ("FM-SAMTYCKE-3",)), ({"amnen": ("halsa",)}, ("FM-SAMTYCKE-3",)), ({"amnen_for": {AF: ("halsa",)}}, ())],
)
def test_what_was_named_for_a_unit_limits_it_when_it_is_taken_out_and_comes_in_again(
    again: dict[str, Any], norms: tuple[str, ...]
) -> None:
    story = consented(enheter=(*THREE, FK), amnen_for={AF: ("arbete",)})
    story.do(BegransaSamtycke, INDIVID, enheter=(AF,))
    story.do(UtokaSamtycke, INDIVID, enheter=(AF,), **again)
    assert told(story, AF, "halsa") == norms


@policy("FM-SAMTYCKE-3")
def test_two_units_may_share_a_topic_that_is_named_for_them_alone() -> None:
    story = consented(amnen_for={AF: ("ekonomi",), EKONOMI: ("ekonomi", "arbete")})
    assert told(story, EKONOMI, "ekonomi", AF) == ()
    assert told(story, EKONOMI, "arbete", AF) == ("FM-SAMTYCKE-3",)


@policy("FM-SAMTYCKE-3", "FM-SAMTYCKE-2")
@pytest.mark.parametrize("outsider", [EMPLOYER, OTHER, RELATIVE])
def test_an_outsider_has_only_what_is_named_for_it(outsider: str) -> None:
    covered = consented((*THREE, outsider))
    assert told(covered, outsider) == ("FM-SAMTYCKE-3",)
    named = consented(amnen_for={outsider: ("arbete",)})
    assert told(named, outsider, "arbete") == ()
    assert told(named, outsider, "halsa") == ("FM-SAMTYCKE-3",)
    assert set(told(consented(), outsider)) == {"FM-SAMTYCKE-2", "FM-SAMTYCKE-3"}


@policy("FM-SAMTYCKE-3")
@pytest.mark.parametrize(
    ("also", "norms"),
    [((), ()), ((AF,), ("FM-SAMTYCKE-3",))],  # a yes to several at once lets nobody act as the individual (A48)
)
def test_a_representative_is_told_as_the_individual_only_who_acts_as_the_individual(
    also: tuple[str, ...], norms: tuple[str, ...]
) -> None:
    story = consented()
    story.do(BestamDeltagare, INDIVID, deltagare=("ombud", *also), svar="ja")
    assert told(story, "ombud", "boende") == norms


@policy("FM-SAMTYCKE-2")
def test_topics_named_for_a_unit_do_not_cover_it() -> None:
    assert "FM-SAMTYCKE-2" in told(consented(amnen_for={FK: ("arbete",)}), FK)


@policy("FM-SAMTYCKE-3", "FM-SAMTYCKE-8")
def test_what_is_added_for_all_does_not_reach_one_for_whom_topics_are_named() -> None:
    story = consented(amnen_for={AF: ("arbete",)})
    story.do(UtokaSamtycke, INDIVID, amnen=("ekonomi",))
    assert told(story, EKONOMI, "ekonomi") == ()
    assert told(story, AF, "ekonomi") == ("FM-SAMTYCKE-3",)
    story.do(UtokaSamtycke, INDIVID, amnen_for={AF: ("ekonomi",)})
    assert told(story, AF, "ekonomi") == ()
    assert told(story, AF, "arbete") == ()


@policy("FM-SAMTYCKE-3")
def test_a_unit_that_is_added_with_topics_of_its_own_has_those_alone() -> None:
    story = consented()
    story.do(UtokaSamtycke, INDIVID, enheter=(FK,), amnen_for={FK: ("arbete",)})
    assert told(story, FK, "arbete") == ()
    assert told(story, FK, "halsa") == ("FM-SAMTYCKE-3",)


@policy("FM-SAMTYCKE-3")
def test_adding_a_topic_for_one_unit_takes_nothing_from_it() -> None:
    story = consented()
    story.do(UtokaSamtycke, INDIVID, amnen_for={AF: ("ekonomi",), ARBETSMARKNAD: ("ekonomi",)})
    assert [told(story, AF, topic) for topic in ("halsa", "arbete", "ekonomi")] == [(), (), ()]
    assert told(story, EKONOMI, "ekonomi") == ("FM-SAMTYCKE-3",)


@policy("FM-SAMTYCKE-3", "FM-SAMTYCKE-5")
@pytest.mark.parametrize("start", [{}, {"amnen_for": {AF: ("halsa", "arbete")}}])
def test_a_topic_is_taken_out_for_one_unit_or_for_all(start: dict[str, Any]) -> None:
    story = consented(**start)
    story.do(BegransaSamtycke, INDIVID, amnen_for={AF: ("halsa",)})
    assert told(story, AF, "halsa") == ("FM-SAMTYCKE-3",)
    assert told(story, EKONOMI, "halsa") == ()
    story.do(BegransaSamtycke, INDIVID, amnen=("arbete",))
    assert told(story, AF, "arbete") == ("FM-SAMTYCKE-3",)
    assert told(story, EKONOMI, "arbete") == ("FM-SAMTYCKE-3",)


@policy("FM-SAMTYCKE-3", "FM-SAMTYCKE-5")
def test_one_whose_named_topics_are_all_taken_out_does_not_get_the_common_ones() -> None:
    story = consented(amnen_for={AF: ("ekonomi",)})
    story.do(BegransaSamtycke, INDIVID, amnen_for={AF: ("ekonomi",)})
    assert told(story, AF, "arbete") == ("FM-SAMTYCKE-3",)
    story.do(UtokaSamtycke, INDIVID, amnen=("ekonomi",))
    assert told(story, AF, "ekonomi") == ("FM-SAMTYCKE-3",)


@policy("FM-SAMTYCKE-3")
def test_a_renewal_replaces_the_topics_named_for_one() -> None:
    story = consented(amnen_for={AF: ("arbete",)})
    story.do(GeSamtycke, INDIVID, enheter=THREE, amnen=ALL_TOPICS)
    story.do(DokumenteraSamtycke, ARBETSMARKNAD, referens="dnr 2")
    assert told(story, AF, "halsa") == ()


@policy("FM-SAMTYCKE-8")
@pytest.mark.parametrize(
    ("given", "corrected", "allowed"),
    [
        ({AF: ["arbete"]}, {AF: ["arbete"], EKONOMI: ["arbete"]}, True),
        ({AF: ["arbete", "halsa"]}, {AF: ["arbete"]}, True),
        ({AF: ["arbete"]}, {AF: ["arbete", "halsa"]}, False),
        ({AF: ["arbete"]}, {}, False),  # Arbetsförmedlingen would get the common topics
        ({}, {EMPLOYER: ["arbete"]}, False),
        ({EMPLOYER: ["arbete"]}, {}, True),
        ({}, {AF: ["ekonomi"]}, False),
    ],
)
def test_a_correction_names_nothing_more_for_anybody(
    given: dict[str, list[str]], corrected: dict[str, list[str]], allowed: bool
) -> None:
    story = consented(amnen_for=given)
    line = next(one for one in story.case.lines if one.name == "ge_samtycke")
    decision = story.ask(Ratta, INDIVID, ror=line.nr, skal_kod="felskrivning", ratt={"amnen_for": corrected})
    assert decision.allowed is allowed
    assert ("FM-SAMTYCKE-8" in decision.norms) is not allowed


@pytest.mark.parametrize(
    "value",
    [{AF: []}, {AF: ["arbete", "arbete"]}, {AF: ["diagnos"]}, {"nagon": ["arbete"]}, ["arbete"], {AF: "arbete"}],
)
def test_topics_for_an_actor_are_known_ones_at_least_one_and_none_twice(value: Any) -> None:
    with pytest.raises(EventError):
        consented(amnen_for=value)


def test_topics_per_actor_are_written_as_they_are_read() -> None:
    story = consented(amnen_for={AF: ["arbete"]})
    line = next(one for one in story.case.lines if one.name == "ge_samtycke")
    assert to_data(line)["amnen_for"] == {AF: ["arbete"]}


@policy("FM-SAMTYCKE-3", "FM-KALLELSE-8")
@pytest.mark.parametrize("outsider", [EMPLOYER, OTHER])
@pytest.mark.parametrize(
    ("topics", "purpose", "norms"),
    [
        ({}, True, ("FM-SAMTYCKE-3",)),
        ({}, False, ()),
        ({"named": ("arbete",)}, True, ()),
        ({"named": ("arbete",)}, False, ("FM-KALLELSE-8",)),
    ],
)
def test_a_purpose_to_an_outsider_needs_a_topic_time_and_place_do_not(
    outsider: str, topics: dict[str, Any], purpose: bool, norms: tuple[str, ...]
) -> None:
    story = prepared(amnen_for={outsider: topics["named"]} if topics else {})
    story.do(BestamDeltagare, INDIVID, deltagare=(outsider,), svar="ja")
    content = summons((AF, outsider))
    if purpose:
        content["syfte"] = {AF: "Praktik", outsider: "Arbetsuppgifter"}
    assert story.ask(Kalla, day=5, **content).norms == norms


@policy("FM-SAMTYCKE-3")
@pytest.mark.parametrize(
    ("named", "there", "warned"),
    [
        ({}, (), False),
        ({AF: ("arbete",)}, (), True),
        ({AF: ALL_TOPICS}, (), False),
        ({}, (EMPLOYER,), True),
        ({EMPLOYER: ALL_TOPICS}, (EMPLOYER,), False),
        ({EKONOMI: ("arbete",)}, (), True),
    ],
)
def test_opening_with_somebody_who_has_fewer_topics_warns_without_naming_which(
    named: dict[str, tuple[str, ...]], there: tuple[str, ...], warned: bool
) -> None:
    story = summoned(amnen_for=named)
    for one in there:
        story.do(BestamDeltagare, INDIVID, deltagare=(one,), svar="ja", day=6)
    decision = story.ask(OppnaMote, mote=1, narvarande=(INDIVID, *THREE, *there), day=MEETING_DAY)
    assert decision.allowed
    assert found(decision, "FM-SAMTYCKE-3") == (("warn",) if warned else ())
    for finding in decision.findings:
        if finding.norm == "FM-SAMTYCKE-3":
            assert finding.values == ()


@policy("FM-SAMTYCKE-3")
@pytest.mark.parametrize(("who", "warned"), [(FK, False), (EMPLOYER, True)])
def test_one_who_arrives_with_fewer_topics_is_warned_of_then(who: str, warned: bool) -> None:
    story = summoned()
    story.do(UtokaSamtycke, INDIVID, enheter=(FK,))
    story.do(BestamDeltagare, INDIVID, deltagare=(who,), svar="ja", day=6)
    story.do(OppnaMote, mote=1, narvarande=(INDIVID, *THREE), day=MEETING_DAY)
    decision = story.ask(AndraNarvaro, mote=1, anlant=(who,))
    assert decision.allowed
    assert found(decision, "FM-SAMTYCKE-3") == (("warn",) if warned else ())


# --- Who may state a condition (A63) ---------------------------------------------------------------------------------

CONDITION: dict[str, Any] = {"enhet": AF, "norm": "PR-AF-1", "varde": "ja"}


@policy("FM-SAMTYCKE-2", "FM-SAMTYCKE-6")
@pytest.mark.parametrize("source", ["individ", "samtycke"])
@pytest.mark.parametrize(
    ("by", "norms"),
    [
        (ARBETSMARKNAD, ()),
        (AF, ()),
        (FK, ("FM-SAMTYCKE-2",)),
        (BISTAND, ("FM-SAMTYCKE-2",)),
    ],
)
def test_a_unit_outside_the_consent_states_no_condition_whatever_the_source(
    by: str, source: str, norms: tuple[str, ...]
) -> None:
    assert consented().ask(AngeForutsattning, by, kalla=source, **CONDITION).norms == norms


@policy("FM-SAMTYCKE-6")
@pytest.mark.parametrize("by", [ARBETSMARKNAD, AF, EKONOMI])
def test_a_unit_states_a_condition_by_its_own_record(by: str) -> None:
    story = consented(records=False)
    assert story.ask(AngeForutsattning, by, kalla="individ", **CONDITION).norms == ("FM-SAMTYCKE-6",)
    story.do(DokumenteraSamtycke, by, referens="dnr 1")
    assert story.ask(AngeForutsattning, by, kalla="individ", **CONDITION).allowed


@policy("FM-SAMTYCKE-2")
@pytest.mark.parametrize("state", [needed, accepted, consented, summoned, meeting])
def test_the_individual_states_a_condition_before_and_under_the_consent(state: Any) -> None:
    assert state().ask(AngeForutsattning, INDIVID, **CONDITION).allowed


@policy("FM-SAMTYCKE-2")
@pytest.mark.parametrize("state", [needed, accepted])
@pytest.mark.parametrize(
    ("by", "source", "norms"),
    [
        (ARBETSMARKNAD, "individ", ()),
        (ARBETSMARKNAD, "samtycke", ("FM-SAMTYCKE-2",)),
        (ARBETSMARKNAD, None, ("FM-SAMTYCKE-2",)),
        (AF, "individ", ("FM-SAMTYCKE-2",)),
        (EKONOMI, "individ", ("FM-SAMTYCKE-2",)),
    ],
)
def test_before_the_consent_the_unit_that_saw_the_need_notes_for_itself_what_the_individual_says(
    state: Any, by: str, source: str | None, norms: tuple[str, ...]
) -> None:
    assert state().ask(AngeForutsattning, by, kalla=source, **CONDITION).norms == norms


@policy("FM-SAMTYCKE-2")
def test_the_note_is_nobodys_to_go_on_with_after_a_withdrawal() -> None:
    story = consented()
    story.do(AterkallaSamtycke, INDIVID)
    assert not story.ask(AngeForutsattning, kalla="individ", **CONDITION).allowed


# --- No topic left (A64) ---------------------------------------------------------------------------------------------


def without_topics(story: Story) -> Story:
    """The individual takes every topic out."""
    story.do(BegransaSamtycke, INDIVID, amnen=ALL_TOPICS)
    return story


@policy("FM-SAMTYCKE-2")
@pytest.mark.parametrize(
    ("named", "left", "norms"),
    [({}, (), ("FM-SAMTYCKE-2",)), ({}, ("halsa",), ()), ({AF: ("ekonomi",)}, (), ())],
)
def test_without_a_topic_no_meeting_opens(
    named: dict[str, tuple[str, ...]], left: tuple[str, ...], norms: tuple[str, ...]
) -> None:
    story = summoned(amnen_for=named)
    story.do(BegransaSamtycke, INDIVID, amnen=tuple(one for one in ALL_TOPICS if one not in left))
    assert story.ask(OppnaMote, mote=1, narvarande=(INDIVID, *THREE), day=MEETING_DAY).norms == norms


@policy("FM-SAMTYCKE-2")
@pytest.mark.parametrize("make", [meeting, follow_up])
@pytest.mark.parametrize(("who", "norms"), [(EKONOMI, ("FM-SAMTYCKE-2",)), (INDIVID, ())])
def test_without_a_topic_nobody_but_the_individual_comes_in(make: Any, who: str, norms: tuple[str, ...]) -> None:
    story = make()
    story.do(AndraNarvaro, lamnat=(EKONOMI, INDIVID))
    assert story.ask(AndraNarvaro, anlant=(who,)).allowed
    assert without_topics(story).ask(AndraNarvaro, anlant=(who,)).norms == norms


PASSES_ON: dict[str, tuple[Any, type[Event], dict[str, Any]]] = {
    "a draft": (meeting, UpprattaPlan, {"plan": plan()}),
    "an account": (follow_up, Redovisa, {}),
}


@policy("FM-SAMTYCKE-2")
@pytest.mark.parametrize("what", PASSES_ON)
def test_without_a_topic_nothing_is_passed_on_in_a_meeting(what: str) -> None:
    make, kind, content = PASSES_ON[what]
    assert make().ask(kind, **content).allowed
    assert without_topics(make()).ask(kind, **content).norms == ("FM-SAMTYCKE-2",)


@policy("FM-SAMTYCKE-2")
def test_without_a_topic_nothing_is_summed_up_or_handed_to_others() -> None:
    story = meeting()
    story.do(UpprattaPlan, plan=plan())
    assert story.ask(SammanfattaPlan, version=1).allowed
    assert without_topics(story).ask(SammanfattaPlan, version=1).norms == ("FM-SAMTYCKE-2",)
    ready = without_topics(approved())
    assert ready.ask(DelaUtPlan, version=1, till=(AF,)).norms == ("FM-SAMTYCKE-2",)
    assert ready.ask(DelaUtPlan, version=1, till=(INDIVID,)).allowed


def drafted() -> Story:
    """A plan is drafted in the meeting."""
    story = meeting()
    story.do(UpprattaPlan, plan=plan())
    return story


def judged() -> Story:
    """At the follow-up the need for coordination is judged to be left."""
    story = follow_up()
    story.do(BedomSamordningsbehov, kvarstar="ja")
    return story


NEXT = plan(
    measures=[{"id": "praktik", "text": "Praktikplats", "ansvariga": [AF], "klart_senast": on(200).isoformat()}],
    follow_up=on(240),
)
SPEAKS: dict[str, tuple[Any, type[Event], dict[str, Any]]] = {
    **PASSES_ON,
    "a sum-up": (drafted, SammanfattaPlan, {"version": 1}),
    "a revision": (judged, RevideraPlan, {"plan": NEXT, "skal_kod": "atgarder_andrade"}),
    "a new plan": (judged, ErsattPlan, {"plan": NEXT, "skal_kod": "mal_andrat"}),
}


@policy("FM-SAMTYCKE-3")
@pytest.mark.parametrize("what", SPEAKS)
@pytest.mark.parametrize(("taken", "norms"), [(ALL_TOPICS, ("FM-SAMTYCKE-3",)), (("halsa",), ())])
def test_a_unit_whose_own_topics_are_all_taken_out_passes_nothing_on_and_may_listen(
    what: str, taken: tuple[str, ...], norms: tuple[str, ...]
) -> None:
    make, kind, content = SPEAKS[what]
    story = make()
    before = story.ask(kind, **content)
    story.do(BegransaSamtycke, INDIVID, amnen_for={ARBETSMARKNAD: taken})
    after = story.ask(kind, **content)
    assert set(after.norms) - set(before.norms) == set(norms)
    assert after.allowed is (before.allowed and not norms)
    assert before.allowed
    assert story.ask(AndraNarvaro, lamnat=(EKONOMI,)).allowed


@policy("FM-UPPFOLJ-2", "FM-SAMTYCKE-3")
@pytest.mark.parametrize(("taken", "owes"), [(ALL_TOPICS, False), (("halsa",), True)])
def test_a_unit_without_a_topic_of_its_own_owes_no_account(taken: tuple[str, ...], owes: bool) -> None:
    story = measures()
    story.do(BegransaSamtycke, INDIVID, amnen_for={AF: taken})
    story.do(OppnaMote, narvarande=(INDIVID, *THREE), mote=2, day=FOLLOW_UP_DAY)
    assert (AF in {one.bearer for one in story.duties("redovisa")}) is owes


@policy("FM-SAMTYCKE-2", "FM-SAMTYCKE-8")
@pytest.mark.parametrize(("purposes", "norms"), [(True, ("FM-SAMTYCKE-2",)), (False, ())])
def test_without_a_topic_a_summons_gives_no_purpose(purposes: bool, norms: tuple[str, ...]) -> None:
    content = summons() if purposes else summons(syfte={})
    assert without_topics(prepared()).ask(Kalla, day=5, **content).norms == norms


@policy("FM-SAMTYCKE-2")
def test_without_a_topic_one_leaves_books_answers_and_ends_all_the_same() -> None:
    story = without_topics(summed_up())
    assert story.ask(GodkannIntePlan, AF, version=1).allowed
    for who in (INDIVID, *THREE):
        story.do(GodkannPlan, who, version=1)
    story.do(BokaUppfoljning, datum=on(FOLLOW_UP_DAY), sammankallande=ARBETSMARKNAD)
    story.do(AndraNarvaro, lamnat=(EKONOMI,))
    story.do(AvslutaMote)
    assert story.case.phase == "atgarder"


# --- Own records (A65) -----------------------------------------------------------------------------------------------


@policy("FM-SAMTYCKE-6")
@pytest.mark.parametrize(
    ("content", "norms"), [(summons(), ("FM-SAMTYCKE-6",)), (summons(syfte={}), ("FM-KALLELSE-8",))]
)
def test_a_purpose_takes_the_callers_own_record(content: dict[str, Any], norms: tuple[str, ...]) -> None:
    story = prepared(records=False)
    assert story.ask(Kalla, day=5, **content).norms == norms
    story.do(DokumenteraSamtycke, ARBETSMARKNAD, referens="dnr 1")
    assert story.ask(Kalla, day=5, **summons()).allowed


def renewed(story: Story) -> Story:
    """The individual has consented anew, to the same; nobody has documented that yet."""
    story.do(GeSamtycke, INDIVID, enheter=THREE, amnen=ALL_TOPICS)
    return story


@policy("FM-SAMTYCKE-6")
@pytest.mark.parametrize(
    ("make", "kind", "content"),
    [
        (meeting, UpprattaPlan, {"plan": plan()}),
        (summed_up, SammanfattaPlan, {"version": 1}),
        (approved, DelaUtPlan, {"version": 1, "till": (AF,)}),
        (follow_up, Redovisa, {}),
        (consented, LamnaUppgift, {"till": AF, "amne": "arbete"}),
        (consented, AngeForutsattning, {"kalla": "individ", **CONDITION}),
    ],
)
def test_whoever_passes_on_takes_a_new_record_after_a_renewal(
    make: Any, kind: type[Event], content: dict[str, Any]
) -> None:
    story = renewed(make())
    assert story.ask(kind, **content).norms == ("FM-SAMTYCKE-6",)
    story.do(DokumenteraSamtycke, ARBETSMARKNAD, referens="dnr 2")
    assert story.ask(kind, **content).allowed


@policy("FM-SAMTYCKE-6")
@pytest.mark.parametrize("kind", [RevideraPlan, ErsattPlan])
def test_a_plan_is_revised_or_replaced_by_the_documenters_own_record(kind: type[Event]) -> None:
    assert "FM-SAMTYCKE-6" in renewed(follow_up()).ask(kind, plan=plan(), skal_kod="annat").norms
    assert "FM-SAMTYCKE-6" not in follow_up().ask(kind, plan=plan(), skal_kod="annat").norms


@policy("FM-SAMTYCKE-6")
@pytest.mark.parametrize(
    ("change", "content"),
    [
        (UtokaSamtycke, {"enheter": (FK,)}),
        (UtokaSamtycke, {"amnen_for": {AF: ("ekonomi",)}}),
        (BegransaSamtycke, {"amnen": ("halsa",)}),
        (BegransaSamtycke, {"amnen_for": {AF: ("halsa",)}}),
    ],
)
def test_a_record_lasts_through_an_extension_and_a_narrowing(change: type[Event], content: dict[str, Any]) -> None:
    story = consented()
    story.do(change, INDIVID, **content)
    assert told(story, AF, "arbete") == ()


@policy("FM-SAMTYCKE-6")
def test_no_record_is_needed_to_give_the_individual_the_own_copy() -> None:
    assert renewed(approved()).ask(DelaUtPlan, version=1, till=(INDIVID,)).allowed


# --- A measure for one outside the consent ---------------------------------------------------------------------------


@policy("FM-PLAN-3")
@pytest.mark.parametrize(
    ("bearers", "warned"),
    [
        ((FK,), True),
        ((BISTAND,), True),
        ((FK, BISTAND), True),
        ((FK, AF), False),
        ((FK, INDIVID), False),
        ((AF,), False),
        ((INDIVID,), False),
    ],
)
def test_a_measure_whose_bearers_stand_outside_the_consent_is_told_with_who_answers(
    bearers: tuple[str, ...], warned: bool
) -> None:
    content = plan(measures=[{"id": "a", "text": "Utreda", "ansvariga": list(bearers)}])
    decision = meeting().ask(UpprattaPlan, plan=content)
    assert decision.allowed
    assert found(decision, "FM-PLAN-3") == (("warn",) if warned else ())
    said = [one for one in decision.findings if one.norm == "FM-PLAN-3"]
    assert [dict(one.values)["units"] for one in said] == ([bearers] if warned else [])


# --- What is excluded is shown to nobody else (A66) ------------------------------------------------------------------


@policy("FM-SAMTYCKE-3", "FM-SAMTYCKE-4")
@pytest.mark.parametrize(
    ("by", "norms"),
    [(ARBETSMARKNAD, ("FM-SAMTYCKE-4",)), (AF, ("FM-SAMTYCKE-3",)), (EKONOMI, ("FM-SAMTYCKE-3",))],
)
def test_that_a_topic_is_excluded_is_told_only_to_the_unit_that_wrote_it_down(by: str, norms: tuple[str, ...]) -> None:
    story = consented(undantag=("halsa",))
    other = AF if by != AF else EKONOMI
    assert told(story, other, "halsa", by) == norms
    asked = may_disclose(story.case, by, other, "halsa", moment(story.day))
    assert tuple(one.norm for one in asked.findings) == norms


@policy("FM-SAMTYCKE-3", "FM-SAMTYCKE-4")
@pytest.mark.parametrize("by", [AF, EKONOMI])
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_an_excluded_topic_answers_as_one_that_was_never_named(by: str, lang: str) -> None:
    other = ARBETSMARKNAD
    excluded, never = consented(undantag=("boende",)), consented()
    answers = []
    for story in (excluded, never):
        decision = story.ask(LamnaUppgift, by, till=other, amne="boende")
        answers.append([reason(one, story.case.rules, lang) for one in decision.findings])
    assert answers[0] == answers[1]


@policy("FM-SAMTYCKE-4")
def test_what_is_excluded_goes_before_what_is_named_for_one() -> None:
    story = consented(undantag=("halsa",), amnen_for={AF: ("halsa", "arbete")})
    assert told(story, EKONOMI, "halsa", AF) == ("FM-SAMTYCKE-3",)
    assert told(story, EKONOMI, "arbete", AF) == ()


@policy("FM-SAMTYCKE-4")
def test_an_account_of_the_case_shows_the_topics_less_the_excluded_and_nothing_more() -> None:
    story = consented(undantag=("halsa",), amnen_for={AF: ("arbete",)})
    line = next(one for one in story.case.lines if one.name == "ge_samtycke")
    shown = {name: SHOWING.held(line, name) for name in ("amnen", "undantag", "amnen_for")}
    assert shown == {"amnen": ("arbete",), "undantag": None, "amnen_for": None}
    assert not {"undantag", "amnen_for"} & set(SHOWING.told)
