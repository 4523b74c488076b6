"""The page of consent: may one tell another something now? Told by hand from the readings, and asked of cases."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import attrs
import pytest

from flerpart_flow.define import Event, Outline
from flerpart_flow.diagrams.drawing import draw
from flerpart_flow.diagrams.views.routine.consent import TIMES, times
from flerpart_flow.diagrams.wording import Wording, capital
from flerpart_flow.engine.record.events import content_fields
from flerpart_flow.routines.flerpartsmote import (
    FLERPARTSMOTE,
    GodtaOrdforande,
    Informera,
    Kalla,
    KontaktaRegion,
    Kontaktforsok,
    LamnaUppgift,
    OverlamnaOrdforande,
    RapporteraAvvikelse,
    StallIn,
)
from flerpart_flow.routines.ung_intro import UNG_INTRO
from flerpart_flow.routines.ung_intro.aktualisering.events import Aktualisera
from flerpart_flow.routines.ung_intro.samrad.events import Motivera, Samrada
from flerpart_flow.routines.ung_intro.samverkan.events import EtableraSamordning
from tests import stories, ung_intro_stories

ROUTINES: Final = {one.name: one for one in (FLERPARTSMOTE, UNG_INTRO)}
OWN_WORD: Final = {"individ", "individ_eller_ombud"}
"""The roles of the individual's side alone: what they say is their own."""
NAMES_OTHERS: Final = {"bestam_deltagare", "utse_dokumenterare"}
"""Acts that name somebody whom they don't tell: the individual's answer is about one, the other is at the meeting."""
NO: Final = "Nej"
YES: Final = "Ja, inom samtycket"
OWN_PARTY: Final = "Ja, men bara till den egna parten: slag, part och radnummer"
EITHER_PARTY: Final = "Ja, till den egna parten (slag, part och radnummer); till en annan part inom samtycket"
HIDDEN: Final = "Ja, men bara utan att peka ut någon"
WORD: Final = "Ja, men bara till en enhet som individen har sagt ja till"
TOLD: Final = {
    ("flerpartsmote", "informera"): ("Ja, utan samtycke", "Ja, utan samtycke", "Ja, utan samtycke", NO),  # A62
    ("flerpartsmote", "kontaktforsok"): (
        HIDDEN, "Ja, inom samtycket eller utan att peka ut någon", HIDDEN, NO,  # A56
    ),
    ("flerpartsmote", "lamna_uppgift"): (NO, "Ja, inom samtycket; annars bara till individen", NO, NO),  # A7
    ("flerpartsmote", "kalla"): (NO, YES, NO, NO),
    ("flerpartsmote", "redovisa"): (NO, YES, NO, NO),
    ("flerpartsmote", "uppratta_plan"): (NO, YES, NO, NO),
    ("flerpartsmote", "overlamna_ordforande"): (WORD, YES, WORD, NO),  # A54
    ("flerpartsmote", "ange_forutsattning"): ("Nej. En enhet får bara anteckna det för egen del", YES, NO, NO),  # A63
    ("flerpartsmote", "stall_in"): (NO, *(["Ja, men bara att mötet är inställt"] * 3)),  # A9, A58
    ("flerpartsmote", "dela_ut_plan"): (
        NO, "Ja, inom samtycket. I Förberedelse och Kallelse bara till individen",
        "Ja, men bara till individen", "Ja, men bara till individen",  # FM-ROLL-6, A9
    ),
    ("flerpartsmote", "rapportera_avvikelse"): (OWN_PARTY, EITHER_PARTY, OWN_PARTY, EITHER_PARTY),  # A57
    ("ung_intro", "rapportera_avvikelse"): (OWN_PARTY, EITHER_PARTY, OWN_PARTY, EITHER_PARTY),
    ("ung_intro", "aktualisera"): (NO, YES, NO, NO),
    ("ung_intro", "motivera"): (  # UI-SAMV-2, UI-SAMV-3, A62
        "Ja, men bara på individens eget önskemål, efter ett samråd som visat att insatsen är rätt",
        "Ja, till individen, när samtycket omfattar Ung Intro",
        NO,
        NO,
    ),
    ("ung_intro", "samrada"): (HIDDEN, "Ja, inom samtycket eller utan att peka ut någon", NO, NO),
    ("ung_intro", "etablera_samordning"): (NO, YES, NO, NO),
    ("ung_intro", "uppratta_gemensam_planering"): (NO, YES, NO, NO),
    ("ung_intro", "for_dialog_med_handlaggare"): (NO, YES, NO, NO),
}  # fmt: skip
"""By hand: before the consent, while it is in force, in a pause, after the closing."""


@cache
def page(name: str, lang: str) -> dict[str, list[tuple[list[str], ...]]]:
    """Each table by its name without a page's number: its rows, each cell as its lines."""
    found: dict[str, list[tuple[list[str], ...]]] = {}
    for node in (node for one in draw(ROUTINES[name], "consent", lang=lang).pages for node in one.nodes):
        told = found.setdefault("-".join(node.id.split("-")[:2]), [])
        told.extend(tuple([line.text for line in cell] for cell in row.cells) for row in node.rows)
    return found


def row_of(name: str, event: str, lang: str) -> tuple[list[str], ...]:
    wording = Wording.of(ROUTINES[name], ROUTINES[name].rules(), lang)
    act = wording.act(event).casefold()
    (row,) = [row for row in page(name, lang)["consent-nar"] if act in row[0][0].casefold().split("; ")]
    return row


@pytest.mark.parametrize("name", ROUTINES)
def test_each_event_tells_somebody_something_or_is_said_not_to(name: str) -> None:
    routine = ROUTINES[name]
    told = [one.event for one in routine.outline.tellings]
    silent = [event for one in routine.outline.silent for event in one.events]
    assert sorted((*told, *silent)) == sorted(routine.events)


@pytest.mark.parametrize("name", ROUTINES)
def test_an_act_that_the_consent_decides_and_that_names_others_tells_them(name: str) -> None:
    """Also one that hands something to a party; but for what is the individual's own to say."""
    routine = ROUTINES[name]
    told = {one.event for one in routine.outline.tellings}
    found = set()
    for move in routine.moves:
        lists = {each for field in content_fields(move.event).values() for each in field.lists}
        decides = any(set(guard.norms) & set(routine.outline.protecting) for guard in move.guards)
        if lists & {"aktor", "enhet", "part"} and decides and move.by.code not in OWN_WORD | {"individ"}:
            found.add(move.event.name)
    assert len(found) > 8
    assert found - told <= NAMES_OTHERS


@pytest.mark.parametrize("name", ROUTINES)
def test_how_an_act_may_tell_is_said_for_just_those_times_when_it_is_possible(name: str) -> None:
    routine = ROUTINES[name]
    for telling in routine.outline.tellings:
        possible = {phase for move in routine.moves if move.event.name == telling.event for phase in move.to}
        for time, phases in times(routine).items():
            assert bool(getattr(telling, TIMES[time])) is bool(possible & set(phases)), (telling.event, time)


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("name", ROUTINES)
def test_every_telling_names_who_tells_and_who_is_told_in_both_languages(name: str, lang: str) -> None:
    routine = ROUTINES[name]
    wording = Wording.of(routine, routine.rules(), lang)
    for telling in routine.outline.tellings:
        _, who = row_of(name, telling.event, lang)[0]
        role, _, told = who.partition(" ► ")
        assert role in {wording.role(move.by.code) for move in routine.moves if move.event.name == telling.event}
        assert told == wording.said.raw(f"mottagare.{telling.event}")
        assert any(
            row[0][0].casefold().count(wording.act(telling.event).casefold())
            for row in page(name, lang)["consent-krav"]
        )
    quiet = {capital(wording.said.raw(f"tiger.{one.code}")) for one in routine.outline.silent}
    assert {row[0][0] for row in page(name, lang)["consent-tiger"]} == quiet


@pytest.mark.parametrize(("name", "event"), TOLD)
def test_the_page_answers_whether_it_may_be_told_now(name: str, event: str) -> None:
    _, *cells = row_of(name, event, "sv")
    assert tuple(cell[0] for cell in cells) == TOLD[name, event]


def test_a_routine_that_says_nothing_of_consent_has_the_acts_that_name_whom_they_tell() -> None:
    """As one of another package: open or closed is all that is known of it."""
    plain = attrs.evolve(FLERPARTSMOTE, outline=Outline())
    (table, *_) = draw(plain, "consent", lang="sv").pages[0].nodes
    assert table.columns == (
        "Händelse. Vem ► till vem",
        "Medan ärendet är öppet",
        "När ärendet vilar utan samtycke",
        "Efter avslut",
    )
    told = [line.text for row in table.rows for line in row.cells[0]]
    assert {"Kalla till mötet", "Lämna en uppgift till någon annan"} <= set(told)


def test_the_individuals_no_stands_with_each_act_that_it_stops() -> None:
    """A50: it is asked wherever somebody is contacted, told something, called, or handed a plan."""
    for name in ROUTINES:
        asked = {row[0][0].casefold(): " ".join(row[1]) for row in page(name, "sv")["consent-krav"]}
        for act in ("lämna en uppgift till någon annan", "anteckna ett kontaktförsök"):
            told = next(text for acts, text in asked.items() if act in acts)
            assert "ndividen har inte sagt nej till den som agerar eller nås" in told


AF, FK, UI, OWN = stories.AF, stories.FK, ung_intro_stories.UI, "kommun"
CASES: Final[dict[str, tuple[Any, type[Event], dict[str, Any], bool]]] = {
    "before, identifying": (stories.needed, Kontaktforsok, {"till": AF}, False),
    "before, without identifying": (stories.needed, Kontaktforsok, {"till": AF, "avidentifierat": "ja"}, True),
    "before, the Region": (stories.needed, KontaktaRegion, {"enhet": stories.PSYKIATRI}, False),
    "before, the Region, hidden": (
        stories.needed, KontaktaRegion, {"enhet": stories.PSYKIATRI, "avidentifierat": "ja"}, True
    ),
    "before, the individual": (stories.needed, Informera, {"anpassning": ["lattlast"]}, True),
    "before, handing over": (stories.needed, OverlamnaOrdforande, {"till": AF}, False),
    "before, information": (stories.needed, LamnaUppgift, {"till": AF, "amne": "arbete"}, False),
    "during, covered": (stories.consented, LamnaUppgift, {"till": AF, "amne": "arbete"}, True),
    "during, not covered": (stories.consented, LamnaUppgift, {"till": FK, "amne": "arbete"}, False),
    "during, a call to one not covered": (stories.consented, Kontaktforsok, {"till": FK}, False),
    "paused, information": (stories.paused, LamnaUppgift, {"till": AF, "amne": "arbete"}, False),
    "paused, identifying": (stories.paused, Kontaktforsok, {"till": AF}, False),
    "paused, the notice": (stories.paused, StallIn, {"mote": 1, "till": [AF]}, True),
    "paused, a summons": (stories.paused, Kalla, {"till": [AF]}, False),
    "closed, information": (stories.closed, LamnaUppgift, {"till": AF, "amne": "arbete"}, False),
    "closed, the chair": (stories.closed, GodtaOrdforande, {}, False),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_the_page_says_is_what_cases_are_answered(case: str) -> None:
    begin, kind, content, allowed = CASES[case]
    assert begin().ask(kind, **content).allowed is allowed


@pytest.mark.parametrize(
    ("phase", "other"), [("behov", False), ("forberedelse", True), ("vilande", False), ("avslut", True)]
)
def test_a_report_goes_to_the_own_party_always_and_to_another_only_where_a_consent_covers_it(
    phase: str, other: bool
) -> None:
    """A57. A closed case may have a consent that stands: the individual can still withdraw it."""
    for made in (stories.everywhere, ung_intro_stories.everywhere):
        story = made()[phase]
        own = story.recorder.partition(":")[0]
        covered = {"flerpartsmote": AF, "ung_intro": "kommun"}[story.case.routine.name]
        report: dict[str, Any] = {"slag": "annat", "part": covered, "ror": 1}
        assert story.ask(RapporteraAvvikelse, lamnas_till=own, **report).allowed
        assert story.ask(RapporteraAvvikelse, lamnas_till=covered, **report).allowed is other


def test_young_people_are_told_of_before_the_consent_only_without_being_named() -> None:
    story = ung_intro_stories.seen()
    assert not story.ask(Samrada, till=UI, ratt_insats="ja").allowed
    assert story.ask(Samrada, till=UI, ratt_insats="ja", avidentifierat="ja").allowed
    assert not story.ask(Aktualisera, alder=22).allowed
    story.do(Samrada, till=UI, ratt_insats="ja", avidentifierat="ja")
    assert story.ask(Motivera, UI, pa_onskemal="ja").allowed
    assert not story.ask(Motivera, UI, pa_onskemal="nej").allowed
    assert not ung_intro_stories.paused().ask(EtableraSamordning, UI, samordnare=FK).allowed
