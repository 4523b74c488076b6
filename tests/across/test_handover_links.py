"""Whether the references among cases hold: what can't be right, and what is only worth knowing."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import pytest

from flerpart_flow import UNG_INTRO, Case, open_case
from flerpart_flow.across.handover import HANDOVERS, Kind, LinkFinding, Via, check_links, references
from flerpart_flow.routines.flerpartsmote import IdentifieraBehov
from flerpart_flow.routines.ung_intro import InitieraFlerpartsmote, InitieraSip, Ratta
from tests import stories, ung_intro_stories
from tests.across.linked import (
    FM_CASE,
    TO_TOY,
    TO_UNG_INTRO,
    UI_CASE,
    approved,
    fm,
    initiated,
    named,
    registered,
    ui,
)
from tests.toy import letter, play
from tests.ung_intro_stories import UI, started


def told(cases: Sequence[Case]) -> list[tuple[Kind, str, tuple[str, ...]]]:
    return [(one.kind, one.case, one.to) for one in check_links(cases)]


def only(cases: Sequence[Case]) -> LinkFinding:
    (found,) = check_links(cases)
    return found


def bare_ui(reference: str, previous: str | None = None, linked: tuple[str, ...] = ()) -> Case:
    return open_case(UNG_INTRO, reference, previous=previous, linked=linked)


def bare_fm(reference: str, previous: str | None = None, linked: tuple[str, ...] = ()) -> Case:
    return named(stories.needed().case, reference, previous=previous, linked=linked)


def begun(day: float) -> stories.Story:
    """A flerpartsmöte that began on a day, and has come no further."""
    story = stories.Story()
    story.do(IdentifieraBehov, day=day)
    return story


# --- What is right ------------------------------------------------------------------------------------------------


def test_a_hand_over_that_the_other_header_answers_is_no_circle() -> None:
    assert told([ui(initiated()), fm(begun(12))]) == []


def test_two_headers_that_link_to_each_other_are_no_circle() -> None:
    assert told([bare_ui(UI_CASE, linked=(FM_CASE,)), bare_fm(FM_CASE, linked=(UI_CASE,))]) == []


def test_a_case_after_another_and_its_meeting_after_another_are_no_circle() -> None:
    """Ung Intro 2 follows on 1, and the meeting that it starts follows on the one that 1 started."""
    cases = [
        bare_ui("ui-1", linked=("fm-1",)),
        bare_ui("ui-2", previous="ui-1", linked=("fm-2",)),
        bare_fm("fm-1", linked=("ui-1",)),
        bare_fm("fm-2", previous="fm-1", linked=("ui-2",)),
    ]
    assert told(cases) == []


def test_one_case_alone_names_others_that_may_lie_anywhere() -> None:
    assert told([ui(initiated())]) == [(Kind.MISSING, UI_CASE, (FM_CASE,))]
    assert not only([ui(initiated())]).fault


def test_no_cases_and_cases_without_links_give_nothing() -> None:
    assert check_links([]) == ()
    assert check_links([ui(started()), fm(stories.needed(), linked=())]) == ()


# --- What can't be right ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("case", "field", "nr"),
    [
        (ui(initiated(UI_CASE)), "arende", 19),
        (bare_ui(UI_CASE, previous=UI_CASE), "previous", None),
        (bare_ui(UI_CASE, linked=(UI_CASE,)), "linked", None),
    ],
)
def test_a_case_that_names_itself(case: Case, field: str, nr: int | None) -> None:
    found = only([case])
    assert (found.kind, found.fault, found.case, found.field, found.nr) == (Kind.ITSELF, True, UI_CASE, field, nr)


def test_a_meeting_that_is_no_meeting() -> None:
    found = [one for one in check_links([ui(initiated("ui-2")), bare_ui("ui-2")]) if one.fault]
    assert [(one.kind, one.to, one.nr, one.routine) for one in found] == [(Kind.FOREIGN, ("ui-2",), 19, "ung_intro")]
    assert "hör till en annan rutin (Ung Intro)" in found[0].text("sv")


def test_a_plan_that_is_no_plan_of_a_meeting() -> None:
    kinds = [(one.kind, one.nr) for one in check_links([ui(registered(arende="ui-2")), bare_ui("ui-2")])]
    assert kinds == [(Kind.FOREIGN, 19), (Kind.FOREIGN, 20)]


def test_an_earlier_case_is_of_the_same_routine_and_a_linked_one_of_another() -> None:
    assert told([bare_ui("ui-1", previous="fm-1"), bare_fm("fm-1")]) == [(Kind.FOREIGN, "ui-1", ("fm-1",))]
    assert told([bare_ui("ui-1", linked=("ui-2",)), bare_ui("ui-2")]) == [(Kind.SAME_ROUTINE, "ui-1", ("ui-2",))]


def test_two_cases_that_are_each_others_earlier_one_go_round() -> None:
    found = only([bare_ui("ui-1", previous="ui-2"), bare_ui("ui-2", previous="ui-1")])
    assert (found.kind, found.fault, found.to) == (Kind.CIRCLE, True, ("ui-1", "ui-2", "ui-1"))
    assert "ui-1 → ui-2 → ui-1" in found.text("sv")
    assert "come from themselves" in found.text("en")


def test_two_logs_of_one_routine_that_link_to_each_other_go_round() -> None:
    kinds = {one.kind for one in check_links([bare_fm("fm-1", linked=("fm-2",)), bare_fm("fm-2", linked=("fm-1",))])}
    assert kinds == {Kind.SAME_ROUTINE, Kind.CIRCLE}


def test_a_circle_of_three_is_told_once_whatever_the_order() -> None:
    three = [bare_ui("ui-1", "ui-3"), bare_ui("ui-2", "ui-1"), bare_ui("ui-3", "ui-2")]
    for turn in range(3):
        found = only([*three[turn:], *three[:turn]])
        assert (found.kind, found.at, len(found.to), set(found.to)) == (Kind.CIRCLE, 0, 4, {"ui-1", "ui-2", "ui-3"})


def test_a_circle_through_both_routines() -> None:
    """Ung Intro starts a meeting, and says that it follows on that very meeting."""
    cases = [ui(initiated(), previous=FM_CASE), fm(begun(12))]
    assert {(one.kind, one.fault) for one in check_links(cases)} == {(Kind.FOREIGN, True), (Kind.CIRCLE, True)}


def test_two_circles_are_both_told() -> None:
    cases = [bare_ui("a", "b"), bare_ui("b", "a"), bare_ui("c", "d"), bare_ui("d", "c")]
    assert [one.case for one in check_links(cases) if one.kind is Kind.CIRCLE] == ["a", "c"]


def test_hand_overs_that_lead_back_go_round_where_packages_declare_both_ways() -> None:
    toy = named(play("a").apply(letter("n", 1, text=UI_CASE)), "toy-1")
    story = started()
    story.do(InitieraSip, UI, day=11, arende="toy-1")
    table = (*HANDOVERS, TO_UNG_INTRO, TO_TOY)
    assert Kind.CIRCLE in {one.kind for one in check_links([toy, ui(story)], table)}
    alone = check_links([toy, ui(started())], table)
    assert Kind.CIRCLE not in {one.kind for one in alone}


def test_two_logs_of_one_case_are_a_fault_where_another_case_names_it() -> None:
    twice = [fm(begun(12)), fm(begun(13)), ui(initiated())]
    doubles = [one for one in check_links(twice) if one.kind is Kind.TWICE]
    assert [(one.at, one.case, one.fault) for one in doubles] == [(1, FM_CASE, True)]


def test_two_logs_of_one_case_that_nobody_names_are_only_noted() -> None:
    found = only([bare_ui(UI_CASE), bare_ui(UI_CASE)])
    assert (found.kind, found.fault) == (Kind.TWICE, False)


# --- What is worth knowing ----------------------------------------------------------------------------------------


def test_a_meeting_that_is_not_among_the_cases_is_told_once() -> None:
    cases = [ui(registered()), bare_fm("fm-9")]
    assert told(cases) == [(Kind.MISSING, UI_CASE, (FM_CASE,))]


def test_a_meeting_that_does_not_name_ung_intro() -> None:
    found = only([ui(initiated()), fm(begun(12), linked=())])
    assert (found.kind, found.fault, found.case, found.nr) == (Kind.ONE_WAY, False, UI_CASE, 19)


def test_a_meeting_that_ung_intro_does_not_name() -> None:
    found = only([ui(started()), fm(begun(12))])
    assert (found.kind, found.fault, found.case, found.field) == (Kind.ONE_WAY, False, FM_CASE, "linked")


def test_a_meeting_that_had_begun_before_it_was_initiated() -> None:
    found = only([ui(initiated(day=11)), fm(begun(10))])
    assert (found.kind, found.fault, found.case) == (Kind.OPENED_BEFORE, False, UI_CASE)


def test_a_plan_that_was_recorded_before_it_was_approved() -> None:
    early = [one.kind for one in check_links([ui(registered(day=59)), fm(approved())])]
    assert Kind.NOTHING_YET in early
    assert Kind.NOTHING_YET not in [one.kind for one in check_links([ui(registered(day=61)), fm(approved())])]


def test_two_cases_in_different_municipalities() -> None:
    other = fm(begun(12), municipality="knivsta")
    found = [one for one in check_links([ui(initiated()), other]) if one.case == UI_CASE]
    assert [(one.kind, one.fault) for one in found] == [(Kind.ELSEWHERE, False)]


# --- What counts as a reference -----------------------------------------------------------------------------------


def test_a_struck_hand_over_names_nobody_and_a_corrected_one_what_it_says_now() -> None:
    struck, corrected = initiated(), initiated("fm-fel")
    struck.do(Ratta, UI, ror=19, skal_kod="felskrivning")
    corrected.do(Ratta, UI, ror=19, skal_kod="felskrivning", ratt={"arende": FM_CASE})
    assert references(ui(struck)) == ()
    assert [(one.via, one.to, one.nr) for one in references(ui(corrected))] == [(Via.OPENS, FM_CASE, 19)]


def test_a_refused_hand_over_was_said_all_the_same() -> None:
    story = ung_intro_stories.referred()
    case, _ = story.case.record(story.event(InitieraFlerpartsmote, UI, arende="ui-1"))
    held = attrs.evolve(case, header=attrs.evolve(case.header, case="ui-1"))
    assert [(one.to, one.accepted) for one in references(held)] == [("ui-1", False)]
    assert only([held]).kind is Kind.ITSELF


def test_every_finding_has_its_words_in_both_languages() -> None:
    for kind in Kind:
        found = LinkFinding(kind, True, 0, "ui-1", ("fm-1", "ui-1"), 3, "arende", "ung_intro", "current")
        assert found.text("sv") != found.text("en")
        assert "{" not in found.text("sv") + found.text("en")


def test_faults_come_first() -> None:
    cases = [ui(initiated()), bare_ui("ui-3", previous="ui-3")]
    assert [(one.kind, one.at) for one in check_links(cases)] == [(Kind.ITSELF, 1), (Kind.MISSING, 0)]


def test_ten_thousand_cases_in_a_row_are_no_matter() -> None:
    """Each follows on the one before, which a search that calls itself would not survive."""
    case = bare_ui("0")
    chain = [named(case, str(nr), previous=str(nr - 1) if nr else None) for nr in range(10_000)]
    assert check_links(chain) == ()
    circle = check_links([named(case, "0", previous="9999"), *chain[1:]])
    assert [(one.kind, len(one.to)) for one in circle] == [(Kind.CIRCLE, 10_001)]
