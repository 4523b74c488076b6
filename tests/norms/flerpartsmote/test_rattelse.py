"""Corrections, and what a phase has: the library's own norms that protect the record."""

from __future__ import annotations

from flerpart_flow.routines.flerpartsmote import (
    Avsluta,
    BestamDeltagare,
    DokumenteraSamtycke,
    Forbered,
    IdentifieraBehov,
    Kalla,
    Kontaktforsok,
    Ratta,
)
from tests.policy import policy
from tests.stories import AF, ARBETSMARKNAD, EKONOMI, INDIVID, Story, consented, found, prepared, summons


def line_of(story: Story, kind: type) -> int:
    """The number of the latest line of a kind."""
    return max(nr for nr, line in enumerate(story.case.lines, start=1) if isinstance(line, kind))


@policy("FF-FAS-1")
def test_an_act_is_recorded_in_a_phase_that_has_it() -> None:
    assert prepared().ask(Kalla, **summons()).allowed


@policy("FF-FAS-1")
def test_an_act_that_the_phase_does_not_have_is_refused_and_told_where_it_is_possible() -> None:
    decision = consented().ask(IdentifieraBehov)
    (finding,) = (one for one in decision.findings if one.norm == "FF-FAS-1")
    assert not decision.allowed
    assert dict(finding.values)["phases"] == ("start",)


@policy("FF-RATTELSE-1")
def test_an_earlier_line_can_be_struck() -> None:
    story = prepared()
    struck = line_of(story, BestamDeltagare)
    story.do(Ratta, ror=struck, skal_kod="felskrivning")
    assert story.case.status(struck).value == "struck"
    assert not story.ask(Kalla, **summons()).allowed


@policy("FF-RATTELSE-1")
def test_a_line_that_is_not_there_can_not_be_struck() -> None:
    story = prepared()
    assert found(story.ask(Ratta, ror=len(story.case.lines) + 1, skal_kod="felskrivning"), "FF-RATTELSE-1")


@policy("FF-RATTELSE-1")
def test_the_first_line_can_not_be_struck_for_without_it_there_is_no_case() -> None:
    assert found(prepared().ask(Ratta, ror=1, skal_kod="felskrivning"), "FF-RATTELSE-1")


@policy("FF-RATTELSE-1")
def test_a_struck_line_is_recorded_anew_rather_than_corrected_again() -> None:
    story = prepared()
    struck = line_of(story, BestamDeltagare)
    story.do(Ratta, ror=struck, skal_kod="felskrivning")
    assert found(story.ask(Ratta, ror=struck, skal_kod="felskrivning", ratt={"svar": "ja"}), "FF-RATTELSE-1")


@policy("FF-RATTELSE-2")
def test_the_unit_that_recorded_a_line_corrects_it() -> None:
    story = consented()
    story.do(Kontaktforsok, EKONOMI, till=INDIVID, kanal="telefon")
    mine = line_of(story, Kontaktforsok)
    assert story.ask(Ratta, EKONOMI, ror=mine, skal_kod="felskrivning").allowed
    assert found(story.ask(Ratta, AF, ror=mine, skal_kod="felskrivning"), "FF-RATTELSE-2") == ("block",)


@policy("FF-RATTELSE-2")
def test_the_chair_corrects_a_line_that_another_unit_recorded() -> None:
    story = consented()
    theirs = line_of(story, DokumenteraSamtycke)
    assert story.case.lines[theirs - 1].recorder == EKONOMI
    assert story.ask(Ratta, ARBETSMARKNAD, ror=theirs, skal_kod="fel_arende").allowed


@policy("FF-RATTELSE-3")
def test_a_correction_with_a_reason_passes_without_remark() -> None:
    story = prepared()
    line = line_of(story, Forbered)
    assert not story.ask(Ratta, ror=line, skal_kod="felskrivning", ratt={"stod": ["tolk"]}).findings


@policy("FF-RATTELSE-3")
def test_a_correction_without_a_reason_is_warned_of() -> None:
    story = prepared()
    line = line_of(story, Forbered)
    assert found(story.ask(Ratta, ror=line, ratt={"stod": ["tolk"]}), "FF-RATTELSE-3") == ("warn",)


@policy("FF-RATTELSE-4")
def test_a_unit_that_strikes_what_the_individual_said_is_warned_that_the_individual_confirms_it() -> None:
    story = prepared()
    decision = story.ask(Ratta, ARBETSMARKNAD, ror=line_of(story, BestamDeltagare), skal_kod="felskrivning")
    assert decision.allowed
    assert [(one.norm, one.severity.value, one.cure_by) for one in decision.findings] == [
        ("FF-RATTELSE-4", "warn", INDIVID)
    ]


@policy("FF-RATTELSE-4")
def test_the_individual_strikes_an_own_line_and_a_unit_a_units_without_remark() -> None:
    story = consented()
    theirs = line_of(story, DokumenteraSamtycke)
    assert not story.ask(Ratta, ARBETSMARKNAD, ror=theirs, skal_kod="fel_arende").findings
    story.do(Avsluta, INDIVID, skal_kod="individens_onskan")
    assert not story.ask(Ratta, INDIVID, ror=line_of(story, Avsluta), skal_kod="felskrivning").findings
