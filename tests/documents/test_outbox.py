"""What is due after each line: to whom, once, and nothing that may no longer be sent."""

from __future__ import annotations

from typing import Any

import pytest

from flerpart_flow import load, open_case
from flerpart_flow.documents import DocumentError, Mail, as_html, mail_seen, outbox, withheld
from flerpart_flow.routines.flerpartsmote import (
    AterkallaSamtycke,
    Avsluta,
    AvslutaMote,
    BegransaSamtycke,
    BestamDeltagare,
    BokaOm,
    BokaUppfoljning,
    DelaUtPlan,
    Forbered,
    Kalla,
    OppnaMote,
    RapporteraAvvikelse,
    Ratta,
    StallIn,
)
from flerpart_flow.routines.ung_intro import UNG_INTRO
from tests.documents.demo import case, mail
from tests.stories import (
    AF,
    ARBETSMARKNAD,
    EKONOMI,
    FK,
    INDIVID,
    Story,
    approved,
    consented,
    measures,
    meeting,
    moment,
    on,
    paused,
    prepared,
    summoned,
    summons,
)

CONTENT_CHANNELS = ("brev", "sdk", "digital_post", "e_tjanst")


def due(story: Story, after: int = 0) -> list[tuple[str, str]]:
    return [(one.kind, one.recipient) for one in outbox(story.case, after)]


def so_far(story: Story) -> int:
    return len(story.case.lines)


def test_the_mail_of_the_demo_case_by_line() -> None:
    found = [(one.nr, one.kind, one.recipient) for one in mail() if one.recipient == AF]
    assert found == [
        (22, "kallelse", AF),
        (25, "installt", AF),
        (28, "ny_tid", AF),
        (29, "installt", AF),
        (40, "kallelse", AF),
        (53, "plan", AF),
        (54, "uppfoljning", AF),
        (68, "plan", AF),
        (69, "uppfoljning", AF),
        (83, "plan", AF),
        (85, "avvikelse", AF),
    ]


def test_a_summons_goes_to_each_called_and_a_copy_to_the_individual_and_the_support_to_the_chair() -> None:
    assert due(summoned(), so_far(prepared())) == [
        ("kallelse", AF),
        ("kallelse", EKONOMI),
        ("kallelse", INDIVID),
        ("stod_till_ordforande", ARBETSMARKNAD),
    ]


def test_what_is_due_is_told_again_with_the_same_ids_and_each_once() -> None:
    first, again = mail(), outbox(case())
    assert [one.ident for one in first] == [one.ident for one in again]
    assert len({one.ident for one in first}) == len(first)
    for after in (22, 69):
        assert [one.ident for one in outbox(case(), after)] == [one.ident for one in first if one.nr > after]


def test_an_id_tells_nothing_and_another_case_has_others() -> None:
    other = open_case(case().routine, "demo-2")
    for line in case().lines:
        other, _ = other.record(line)
    ours, theirs = ({one.ident for one in of} for of in (mail(), outbox(other)))
    assert ours.isdisjoint(theirs)
    assert all("demo" not in one and AF not in one for one in ours)


def test_more_lines_never_change_what_was_due_before() -> None:
    shorter = open_case(case().routine, "demo-1", municipality="uppsala")
    for line in tuple(case().lines)[:45]:
        shorter, _ = shorter.record(line)
    assert [one.ident for one in outbox(shorter)] == [one.ident for one in mail() if one.nr <= 45]
    pages = {one.ident: as_html(one.document()) for one in outbox(shorter)}
    assert pages == {one.ident: as_html(one.document()) for one in mail() if one.nr <= 45}


def test_no_channel_is_e_mail_or_a_telephone_and_sdk_is_between_organisations_only() -> None:
    """A30; SDK goes from one authority to another, never to a person or an outsider."""
    story = prepared()
    story.do(BestamDeltagare, INDIVID, deltagare=("arbetsgivare",), svar="ja")
    story.do(Kalla, day=5, **summons((AF, EKONOMI, "arbetsgivare")))
    found = {one.recipient: one.channels for one in (*mail(), *outbox(story.case))}
    persons = {INDIVID, "arbetsgivare"}
    assert persons < found.keys()
    for who, channels in found.items():
        assert channels == tuple(one for one in CONTENT_CHANNELS if one != "sdk" or who not in persons)


def gone(story: Story) -> list[tuple[str, str]]:
    return [(one.kind, one.recipient) for one in outbox(story.case) if one.outdated]


def test_what_no_longer_holds_is_told_and_a_meeting_that_was_held_isnt_that() -> None:
    everybody = [
        ("kallelse", AF),
        ("kallelse", EKONOMI),
        ("kallelse", INDIVID),
        ("stod_till_ordforande", ARBETSMARKNAD),
    ]
    assert gone(summoned()) == gone(meeting()) == gone(approved()) == []
    assert gone(paused()) == everybody
    story = summoned()
    story.do(Ratta, ror=so_far(story), skal_kod="felskrivning", ratt={"plats": "Sal 9"}, day=10)
    assert gone(story) == everybody
    story = measures()
    assert gone(story) == []
    story.do(AterkallaSamtycke, INDIVID, day=100)
    assert gone(story) == [("uppfoljning", AF), ("uppfoljning", EKONOMI), ("uppfoljning", INDIVID)]


def test_a_plan_that_was_replaced_and_a_report_that_was_struck_no_longer_hold() -> None:
    plans = [(one.nr, one.outdated) for one in mail() if one.kind == "plan" and one.recipient == AF]
    assert plans == [(53, True), (68, True), (83, False)]
    story = measures()
    story.do(RapporteraAvvikelse, slag="annat", part="kommun", lamnas_till="kommun")
    assert gone(story) == []
    story.do(Ratta, ror=so_far(story), skal_kod="felskrivning")
    assert gone(story) == [("avvikelse", "kommun")]


def test_a_letter_that_no_longer_holds_is_kept_with_a_mark_that_tells_no_cause() -> None:
    old = next(one for one in mail() if one.kind == "kallelse")
    assert (old.marked().mark, old.marked().sendable) == ("Gäller inte längre.", False)
    assert (old.document().mark, old.document().sendable) == ("", True)
    assert old.marked("en").mark == "No longer holds."


def test_what_isnt_sent_is_told_with_its_norms_and_once() -> None:
    story = approved()
    story.do(AterkallaSamtycke, INDIVID, day=61)
    before = so_far(story)
    story.do(DelaUtPlan, day=62, occurred_at=moment(60.9), recorded_at=moment(62), version=1, till=(INDIVID, AF))
    (one,) = withheld(story.case)
    assert (one.nr, one.kind, one.recipient) == (before + 1, "plan", AF)
    assert "FM-SAMTYCKE-2" in one.norms
    assert withheld(story.case, before + 1) == withheld(case()) == ()
    assert AF not in repr(one)


def test_after_a_withdrawal_the_others_get_the_notice_and_nothing_else() -> None:
    story = paused()
    before = so_far(summoned())
    assert due(story, before) == [("installt", AF), ("installt", EKONOMI), ("installt", INDIVID)]
    story.do(StallIn)
    assert due(story, before + 1) == []


def test_a_withdrawal_that_is_recorded_late_gives_the_notice_all_the_same() -> None:
    story = summoned()
    before = so_far(story)
    story.do(AterkallaSamtycke, INDIVID, day=8, occurred_at=moment(4), recorded_at=moment(8))
    assert story.case.phase == "vilande"
    assert due(story, before) == [("installt", AF), ("installt", EKONOMI), ("installt", INDIVID)]


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (BegransaSamtycke, {"by": INDIVID, "enheter": (EKONOMI,)}),
        (BestamDeltagare, {"by": INDIVID, "deltagare": (EKONOMI,), "svar": "nej"}),
        (StallIn, {"till": (EKONOMI,)}),
    ],
    ids=["left out", "said no to", "told off"],
)
def test_one_who_no_longer_takes_part_gets_the_notice_alone(kind: Any, content: dict[str, Any]) -> None:
    story = summoned()
    before = so_far(story)
    story.do(kind, content.pop("by", None), day=20, **content)
    assert due(story, before) == [("installt", EKONOMI)]


def test_closing_tells_those_who_await_a_meeting() -> None:
    story = summoned()
    before = so_far(story)
    story.do(Avsluta, INDIVID, skal_kod="individens_onskan", day=20)
    assert due(story, before) == [("installt", AF), ("installt", EKONOMI), ("installt", INDIVID)]


def test_who_calls_to_a_follow_up_gets_the_support_since_they_chair_it() -> None:
    """A17: the one who is named to call chairs the follow-up, also where that isn't the chair of the case."""
    story = measures(convener=AF)
    story.do(Forbered, individen_medverkar="ja", behov_onskemal="ja", day=90)
    story.do(BestamDeltagare, INDIVID, deltagare=(ARBETSMARKNAD,), svar="ja")
    before = so_far(story)
    story.do(Kalla, AF, day=91, **summons((ARBETSMARKNAD, EKONOMI), day=150))
    found = outbox(story.case, before)
    assert [(one.kind, one.recipient) for one in found if one.kind == "stod_till_ordforande"] == [
        ("stod_till_ordforande", AF)
    ]
    assert "torsdag 11 juni 2026 klockan 9.00–10.00" in "\n".join(found[-1].document().words())
    assert withheld(story.case) == ()


def test_a_new_time_is_told_as_one() -> None:
    story = summoned()
    story.do(BokaOm, day=20)
    before = so_far(story)
    story.do(Kalla, day=21, **summons(day=70))
    assert due(story, before)[:3] == [("ny_tid", AF), ("ny_tid", EKONOMI), ("ny_tid", INDIVID)]


def test_a_summons_that_is_corrected_before_the_meeting_is_sent_anew() -> None:
    story = summoned()
    before = so_far(story)
    content = {"till": [AF, EKONOMI], **_written(plats="Sal 9")}
    story.do(Ratta, ror=before, skal_kod="felskrivning", ratt={"plats": content["plats"]}, day=10)
    support = ("stod_till_ordforande", ARBETSMARKNAD)
    assert due(story, before) == [("ny_tid", AF), ("ny_tid", EKONOMI), ("ny_tid", INDIVID), support]
    for letter in outbox(story.case, before):
        assert "Sal 9" in "\n".join(letter.document().words())


def _written(**change: Any) -> dict[str, Any]:
    return change


def test_one_called_later_gets_a_letter_and_the_others_none_again() -> None:
    story = prepared((ARBETSMARKNAD, AF, EKONOMI, FK))
    story.do(Kalla, day=5, **summons((AF, EKONOMI)))
    before = so_far(story)
    story.do(Kalla, day=6, **summons((FK,)))
    assert due(story, before) == [("kallelse", FK), ("kallelse", INDIVID), ("stod_till_ordforande", ARBETSMARKNAD)]
    for one in outbox(story.case, before)[1:]:
        assert "Försäkringskassan" in "\n".join(one.document().words())


def test_a_refused_line_gives_nothing() -> None:
    story = consented()
    before = so_far(story)
    held, decision = story.case.record(story.event(Kalla, day=5, **summons()))
    assert not decision.allowed
    assert outbox(held, before) == ()


def test_a_meeting_that_begins_gives_no_letters() -> None:
    assert due(meeting(), so_far(summoned())) == []


def test_a_plan_goes_to_those_it_is_handed_to() -> None:
    story = approved()
    before = so_far(story)
    story.do(DelaUtPlan, version=1, till=(INDIVID, AF))
    assert due(story, before) == [("plan_individ", INDIVID), ("plan", AF)]


def test_a_plan_handed_out_before_a_withdrawal_and_recorded_after_it_goes_to_the_individual_only() -> None:
    story = approved()
    story.do(AterkallaSamtycke, INDIVID, day=61)
    before = so_far(story)
    story.do(DelaUtPlan, day=62, occurred_at=moment(60.9), recorded_at=moment(62), version=1, till=(INDIVID, AF))
    assert due(story, before) == [("plan_individ", INDIVID)]


def test_a_booked_follow_up_is_told_once_the_meeting_is_over_and_called_off_if_it_isnt_to_be() -> None:
    story = approved()
    story.do(BokaUppfoljning, datum=on(150), sammankallande=ARBETSMARKNAD)
    before = so_far(story)
    story.do(AvslutaMote)
    assert due(story, before) == [("uppfoljning", AF), ("uppfoljning", EKONOMI), ("uppfoljning", INDIVID)]
    story.do(AterkallaSamtycke, INDIVID, day=100)
    assert due(story, before + 1) == [("installt", AF), ("installt", EKONOMI), ("installt", INDIVID)]


def test_nothing_is_due_of_a_follow_up_that_has_begun() -> None:
    story = measures()
    before = so_far(story)
    story.do(OppnaMote, narvarande=(INDIVID, ARBETSMARKNAD, AF, EKONOMI), mote=2, day=150)
    assert due(story, before) == []


def test_a_report_goes_to_the_party_that_it_is_handed_to() -> None:
    story = measures()
    before = so_far(story)
    story.do(RapporteraAvvikelse, slag="annat", part="kommun", lamnas_till="kommun")
    assert due(story, before) == [("avvikelse", "kommun")]


def test_another_routine_has_no_papers() -> None:
    with pytest.raises(DocumentError):
        outbox(open_case(UNG_INTRO, "arende-1"))


def test_a_mail_shows_nothing_of_the_case() -> None:
    shown = repr(next(one for one in mail() if one.kind == "ny_tid"))
    assert isinstance(mail()[0], Mail)
    assert "Kungsgatan" not in shown
    assert "demo-1" not in shown
    assert AF not in shown


def test_each_reads_the_letters_that_are_for_them() -> None:
    """The chair reads what was sent to others, others their own, one outside none."""
    case = load("examples/logs/overlamnat_ordforandeskap.jsonl").case()
    at = case.lines[-1].recorded_at

    def read(who: str) -> list[tuple[str, str]]:
        return [(one.kind, one.recipient) for one in mail_seen(case, who, at)]

    support = ("stod_till_ordforande", ARBETSMARKNAD)
    assert set(read(ARBETSMARKNAD)) == set(read(INDIVID)) > {support, ("kallelse", AF), ("kallelse", INDIVID)}
    assert read(AF) == [("kallelse", AF)]
    assert read("kommun:ips") == []
    assert [one.nr for one in mail_seen(case, INDIVID, case.lines[4].recorded_at)] == [5, 5]
