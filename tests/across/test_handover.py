"""A flerpartsmöte is opened from a case of Ung Intro, and what comes of it is brought back."""

from __future__ import annotations

import ast
from datetime import datetime
from pathlib import Path
from typing import Any

import attrs
import pytest

from flerpart_flow import FLERPARTSMOTE, ROUTINES, UNG_INTRO, Case, DefinitionError, EventError, open_case, write_log
from flerpart_flow.across import handover
from flerpart_flow.across.handover import (
    HANDOVERS,
    Due,
    HandoverError,
    Mention,
    Stage,
    check_table,
    consent_anew,
    due_back,
    hand_overs,
    opened_by,
)
from flerpart_flow.routines.flerpartsmote import Avsluta as AvslutaMotet
from flerpart_flow.routines.flerpartsmote import IdentifieraBehov
from flerpart_flow.routines.ung_intro import (
    AterkallaSamtycke,
    Avsluta,
    InitieraFlerpartsmote,
    Ratta,
    RegistreraPlan,
    UpprattaGemensamPlanering,
)
from tests import stories, ung_intro_stories
from tests.across.linked import FM_CASE, TO_UNG_INTRO, UI_CASE, approved, fm, initiated, registered, ui
from tests.story import found, moment
from tests.toy import TOY, letter, play
from tests.ung_intro_stories import AF, FK, PSYKIATRI, UI, started

(ROW,) = HANDOVERS
PACKAGE = Path(handover.__file__).parent


def _nr(case: Case, event: str) -> int:
    (nr,) = (nr for nr, line in enumerate(case.lines, 1) if line.name == event)
    return nr


def _due(found: tuple[Due, ...]) -> list[tuple[str, str, dict[str, str], bool]]:
    return [(one.case, one.event, dict(one.content), one.ready) for one in found]


INITIATE = (UI_CASE, "initiera_flerpartsmote", {"arende": FM_CASE})
RECORD = (UI_CASE, "registrera_plan", {"planform": "flerpartsmote", "arende": FM_CASE})


# --- Opening ------------------------------------------------------------------------------------------------------


def test_the_linked_case_is_opened_under_the_reference_that_the_event_gives() -> None:
    case = ui(initiated())
    opened = opened_by(case, _nr(case, "initiera_flerpartsmote"))
    assert (opened.header.routine, opened.header.case, opened.header.linked) == ("flerpartsmote", FM_CASE, (UI_CASE,))
    assert opened.header.municipality == "uppsala"
    assert opened.header.rules is not None
    assert opened.header.rules.digest == FLERPARTSMOTE.rules().digest


def test_nothing_but_the_reference_and_the_municipality_goes_along() -> None:
    case = ui(initiated())
    opened = opened_by(case, _nr(case, "initiera_flerpartsmote"))
    alone = open_case(FLERPARTSMOTE, FM_CASE, municipality="uppsala", linked=(UI_CASE,))
    assert opened == alone
    assert list(write_log(opened)) == list(write_log(alone))
    assert len(opened.lines) == 0
    assert opened.facts.consent is None


def test_the_linked_case_follows_the_organisations_own_rules_if_they_are_given() -> None:
    own = FLERPARTSMOTE.rules(overlay={"for": "flerpartsmote", "parameter": {"lead_time_weeks_region": 8}})
    case = ui(initiated())
    assert opened_by(case, _nr(case, "initiera_flerpartsmote"), rules=own).rules is own


def test_the_flerpartsmote_asks_for_a_consent_of_its_own() -> None:
    assert [norm for norm, _ in consent_anew(ROW, FLERPARTSMOTE.rules())] == [
        "FM-SAMTYCKE-1",
        "FM-SAMTYCKE-8",
        "FM-SAMTYCKE-2",
        "FM-SAMTYCKE-6",
    ]
    assert "just ett flerpartsmöte" in dict(consent_anew(ROW, FLERPARTSMOTE.rules()))["FM-SAMTYCKE-8"]


def test_a_corrected_reference_counts_as_it_reads_now() -> None:
    story = initiated("fm-fel")
    nr = _nr(story.case, "initiera_flerpartsmote")
    story.do(Ratta, UI, ror=nr, skal_kod="felskrivning", ratt={"arende": FM_CASE})
    assert opened_by(ui(story), nr).header.case == FM_CASE


def _struck() -> Case:
    story = initiated()
    story.do(Ratta, UI, ror=_nr(story.case, "initiera_flerpartsmote"), skal_kod="felskrivning")
    return story.case


def _refused() -> Case:
    story = ung_intro_stories.referred()  # the person isn't accepted yet
    case, decision = story.case.record(story.event(InitieraFlerpartsmote, UI, arende=FM_CASE))
    assert not decision.allowed
    return case


@pytest.mark.parametrize(
    ("case", "nr", "code", "says"),
    [
        (initiated().case, 99, "rad", "Ärendet har"),
        (initiated().case, 0, "rad", "Ärendet har"),
        (initiated().case, 1, "ingen", "De som gör det: initiera_flerpartsmote"),
        (stories.needed().case, 1, "ingen", "Ingen händelse i rutinen gör det"),
        (_struck(), None, "struken", "är struken"),
        (_refused(), None, "nekad", "nekas av rutinen"),
        (initiated(None).case, None, "referens", "ange ärendets beteckning"),
        (initiated(UI_CASE).case, None, "sig_sjalvt", "sitt eget ärende"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_opens_no_case_is_told_with_what_to_do(case: Case, nr: int | None, code: str, says: str) -> None:
    held = ui_case(case)
    line = _nr(held, "initiera_flerpartsmote") if nr is None else nr
    with pytest.raises(HandoverError) as caught:
        opened_by(held, line)
    assert caught.value.code == f"overlamning.{code}"
    assert says in caught.value.text("sv")
    assert caught.value.text("en") != caught.value.text("sv")


def ui_case(case: Case) -> Case:
    """The case under the reference that the tests know it by."""
    return attrs.evolve(case, header=attrs.evolve(case.header, case=UI_CASE))


def test_a_number_that_is_no_number_is_told_too() -> None:
    with pytest.raises(HandoverError, match="Det finns ingen händelse"):
        opened_by(ui(initiated()), True)


# --- Back ---------------------------------------------------------------------------------------------------------


def test_until_the_plan_is_approved_recording_it_is_only_proposed() -> None:
    found = due_back(ui(initiated()), fm(stories.summoned()), moment(30))
    assert _due(found) == [(*RECORD, False)]
    assert found[0].since is None


def test_an_approved_plan_is_to_be_recorded_in_ung_intro() -> None:
    (found,) = due_back(ui(initiated()), fm(approved()), moment(70))
    assert _due((found,)) == [(*RECORD, True)]
    assert found.norms == ("UI-SAMV-5",)
    assert found.since is not None
    assert found.since.date() == moment(60).date()
    assert UI in found.possible.holders


def test_what_is_due_can_be_recorded_as_it_is_told_and_then_nothing_is_due() -> None:
    story = initiated()
    (found,) = due_back(ui(story), fm(approved()), moment(70))
    story.do(RegistreraPlan, UI, day=70, **dict(found.content))
    assert due_back(ui(story), fm(approved()), moment(71)) == ()


def test_the_plan_then_goes_before_other_plans() -> None:
    story = registered(units=(PSYKIATRI, UI, FK, AF))
    joint = {"insatser": {AF: "stöd", FK: "stöd", UI: "stöd"}}
    decision = story.ask(UpprattaGemensamPlanering, AF, day=63, **joint)
    assert found(decision, "UI-SAMV-5") == ("warn",)
    starting = story.ask(UpprattaGemensamPlanering, AF, day=63, **joint, utgar_fran=FM_CASE)
    assert starting.findings == ()


def test_the_order_of_the_two_cases_does_not_matter() -> None:
    one, other = ui(initiated()), fm(approved())
    assert _due(due_back(one, other, moment(70))) == _due(due_back(other, one, moment(70)))


def test_what_happens_later_is_not_known_yet() -> None:
    assert _due(due_back(ui(registered()), fm(approved()), moment(59))) == [(*RECORD, False)]


def test_a_meeting_that_only_its_own_header_links_is_still_to_be_recorded_and_meets_the_duty() -> None:
    story = started()
    assert story.duties("initiera_sip_eller_flerpartsmote", 12)[0].state.value == "open"
    found = due_back(ui(story), fm(stories.needed()), moment(12))
    assert _due(found) == [(*INITIATE, True), (*RECORD, False)]
    assert found[0].norms == ("UI-SAMV-1",)
    story.do(InitieraFlerpartsmote, UI, day=12, **dict(found[0].content))
    assert story.duties("initiera_sip_eller_flerpartsmote", 13)[0].state.value == "met"


def test_a_paused_case_says_why_the_plan_cannot_be_recorded_yet() -> None:
    story = initiated()
    story.do(AterkallaSamtycke, "individ", day=20)
    (found,) = due_back(ui(story), fm(approved()), moment(70))
    assert found.possible.answer.value == "no"
    assert "FF-FAS-1" in {one.norm for one in found.possible.findings if one.blocks}


def test_two_cases_that_do_not_name_each_other_are_strangers() -> None:
    with pytest.raises(HandoverError, match="hänvisar inte till varandra"):
        due_back(ui(started()), fm(approved(), linked=()), moment(70))


def test_two_cases_of_one_routine_have_no_hand_over_between_them() -> None:
    with pytest.raises(HandoverError, match="ingen överlämning mellan rutinerna ung_intro och ung_intro"):
        due_back(ui(initiated()), ui(initiated(), "ui-2"), moment(70))


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(EventError):
        due_back(ui(initiated()), fm(approved()), datetime(2026, 3, 1))  # noqa: DTZ001  the fault that is tested


# --- How it stands ------------------------------------------------------------------------------------------------


def _closed_without_a_plan() -> Case:
    story = stories.summoned()
    story.do(AvslutaMotet, "individ", skal_kod="individens_onskan", day=20)
    return fm(story)


def _ung_intro_closed() -> Case:
    story = initiated()
    story.do(Avsluta, "individ", skal_kod="individens_onskan", day=20)
    return ui(story)


@pytest.mark.parametrize(
    ("source", "target", "stage"),
    [
        (ui(started()), fm(stories.needed()), Stage.NOT_RECORDED),
        (ui(initiated()), fm(stories.needed()), Stage.UNDER_WAY),
        (ui(initiated()), fm(approved()), Stage.TO_RECORD),
        (ui(registered()), fm(approved()), Stage.RECORDED),
        (ui(initiated()), _closed_without_a_plan(), Stage.WITHOUT),
        (_ung_intro_closed(), fm(approved()), Stage.SOURCE_CLOSED),
    ],
    ids=lambda value: value.value if isinstance(value, Stage) else "",
)
def test_a_hand_over_stands_at_one_of_these(source: Case, target: Case, stage: Stage) -> None:
    (found,) = hand_overs([target, source], moment(70))
    assert (found.stage, found.source.header.case, found.target.header.case) == (stage, UI_CASE, FM_CASE)


def test_where_the_meeting_gave_no_plan_or_the_case_is_over_nothing_is_to_be_recorded() -> None:
    assert due_back(ui(initiated()), _closed_without_a_plan(), moment(70)) == ()
    assert due_back(_ung_intro_closed(), fm(approved()), moment(70)) == ()


@pytest.mark.parametrize("day", [-1, 5])
def test_before_it_was_made_and_before_the_meeting_began_there_was_no_hand_over(day: float) -> None:
    """The header that names Ung Intro tells no time; the meeting began on day 12."""
    meeting = stories.Story()
    meeting.do(IdentifieraBehov, day=12)
    assert hand_overs([ui(started()), fm(meeting)], moment(day)) == ()
    assert due_back(ui(started()), fm(meeting), moment(day)) == ()
    assert hand_overs([ui(started()), fm(meeting)], moment(12))[0].stage is Stage.NOT_RECORDED


def test_a_meeting_that_is_initiated_and_has_no_line_yet_is_under_way() -> None:
    case = ui(initiated())
    opened = opened_by(case, _nr(case, "initiera_flerpartsmote"))
    assert [one.stage for one in hand_overs([case, opened], moment(12))] == [Stage.UNDER_WAY]


def test_a_refused_hand_over_has_not_been_made() -> None:
    (found,) = hand_overs([ui_case(_refused()), fm(stories.needed())], moment(12))
    assert (found.stage, found.nr) == (Stage.NOT_RECORDED, None)


def test_the_lines_that_made_it_are_told() -> None:
    case = ui(registered())
    (found,) = hand_overs([case, fm(approved())], moment(70))
    assert (found.nr, found.recorded_nr) == (_nr(case, "initiera_flerpartsmote"), _nr(case, "registrera_plan"))


def test_a_sip_has_no_case_here() -> None:
    story = started()
    story.do(RegistreraPlan, UI, day=61, planform="sip", arende=FM_CASE)
    assert hand_overs([ui(story), fm(approved(), linked=())], moment(70)) == ()


def test_which_of_two_logs_of_one_case_is_meant_is_not_guessed() -> None:
    assert hand_overs([ui(initiated()), fm(approved()), fm(stories.needed())], moment(70)) == ()


# --- The table ----------------------------------------------------------------------------------------------------


def test_every_name_in_the_table_exists() -> None:
    check_table(HANDOVERS, ROUTINES)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"source": "ung_entro"}, "ung_entro"),
        ({"target": "motet"}, "motet"),
        ({"opens": Mention("initiera_moten", "arende")}, "initiera_moten"),
        ({"opens": Mention("initiera_flerpartsmote", "arendet")}, "arendet"),
        ({"back": Mention("registrera_plan", "arende", (("form", "sip"),))}, "form"),
        ({"result": "planen"}, "planen"),
        ({"norms": ("UI-SAMV-99",)}, "UI-SAMV-99"),
        ({"consent": ("UI-SAMTYCKE-1",)}, "UI-SAMTYCKE-1"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_name_that_does_not_exist_is_named(change: dict[str, Any], name: str) -> None:
    with pytest.raises(DefinitionError, match=rf"nämner {name}, som inte finns"):
        check_table([attrs.evolve(ROW, **change)], ROUTINES)


def test_a_package_can_declare_a_hand_over_of_its_own() -> None:
    routines = {"toy": TOY, "ung_intro": UNG_INTRO}
    case = play("a").apply(letter("n", 1, text=UI_CASE))
    opened = opened_by(case, 2, table=(*HANDOVERS, TO_UNG_INTRO), routines=routines)
    assert (opened.header.routine, opened.header.case) == ("ung_intro", UI_CASE)
    assert opened.header.linked == (case.header.case,)


def test_neither_routine_imports_the_other_and_the_table_imports_none() -> None:
    home = PACKAGE.parents[1] / "routines"
    for path in (PACKAGE / "table.py", *home.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        own = "flerpart_flow.routines." + next((name for name in ROUTINES if path.is_relative_to(home / name)), "-")
        assert not {name for name in names if name.startswith("flerpart_flow.routines.") and not name.startswith(own)}


def test_what_happens_in_a_section_rests_on_no_other_part_of_the_routine() -> None:
    """A section's events are leaves: guards, effects and duties of every section may import them without a circle."""
    leaves = {"events", "content"}  # a plan's events hold the plan's content
    homes = sorted((PACKAGE.parents[1] / "routines").glob("*/*/events.py"))
    assert {path.parents[1].name for path in homes} == set(ROUTINES)
    for path in homes:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        own = {name for name in names if name.startswith("flerpart_flow.routines.")}
        assert {name.rpartition(".")[2] for name in own} <= leaves, path
