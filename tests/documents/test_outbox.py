"""What is due after each line: to whom, once, and nothing that may no longer be sent."""

from __future__ import annotations

from typing import Any

import pytest

from flerpart_flow import load, open_case
from flerpart_flow.documents import DocumentError, Mail, as_html, mail_seen, outbox
from flerpart_flow.routines.flerpartsmote import (
    AterkallaSamtycke,
    Avsluta,
    AvslutaMote,
    BegransaSamtycke,
    BestamDeltagare,
    BokaOm,
    BokaUppfoljning,
    DelaUtPlan,
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


def test_no_channel_is_e_mail_or_a_telephone() -> None:
    assert {one.channels for one in mail()} == {CONTENT_CHANNELS}


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
    assert due(story, before) == [("ny_tid", AF), ("ny_tid", EKONOMI), ("ny_tid", INDIVID)]
    letter = outbox(story.case, before)[0].document()
    assert "Sal 9" in "\n".join(letter.words())


def _written(**change: Any) -> dict[str, Any]:
    return change


def test_one_called_later_gets_a_letter_and_the_others_none_again() -> None:
    story = prepared((ARBETSMARKNAD, AF, EKONOMI, FK))
    story.do(Kalla, day=5, **summons((AF, EKONOMI)))
    before = so_far(story)
    story.do(Kalla, day=6, **summons((FK,)))
    assert due(story, before) == [("kallelse", FK), ("kallelse", INDIVID)]
    own = outbox(story.case, before)[1].document()
    assert "Försäkringskassan" in "\n".join(own.words())


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
