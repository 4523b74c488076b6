"""The smallest cures: sound and minimal by doing them, complete against all sequences of a small world (A69)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest

from flerpart_flow import ROUTINES, Case, Cures, Event, minimal_cures, write_log
from flerpart_flow.proof.twins import Player, twins_of
from flerpart_flow.routines.flerpartsmote import (
    AngeTid,
    BestamDeltagare,
    DelaUtPlan,
    DokumenteraSamtycke,
    ErbjudMote,
    Forbered,
    GeSamtycke,
    GodkannPlan,
    Informera,
    Kalla,
    KontaktaRegion,
    LamnaUppgift,
    OppnaMote,
)
from flerpart_flow.routines.ung_intro import (
    Aktualisera,
    AngeVillkor,
    ForDialogMedHandlaggare,
    KartlaggGemensamt,
    Samrada,
    Vagled,
)
from tests import stories, ung_intro_stories
from tests.cli.running import run
from tests.stories import AF, ARBETSMARKNAD, EKONOMI, FK, INDIVID, PSYKIATRI
from tests.ung_intro_stories import UI

Refused = tuple[Case, Event]


def of(story: stories.Story, kind: type[Event], by: str | None = None, **content: Any) -> Cures:
    event = story.event(kind, by, **content)
    return minimal_cures(story.case, event, event.occurred_at)


def told(cures: Cures) -> set[tuple[tuple[str, str], ...]]:
    return {tuple((act.name, act.by) for act in acts) for acts in cures.sets}


def after(case: Case, acts: Iterable[Event]) -> Case | None:
    """The case once these are done; None if one of them is refused."""
    for act in acts:
        case, decision = case.record(written(case, act))
        if not decision.allowed:
            return None
    return case


def written(case: Case, event: Event) -> Event:
    last = case.lines.last
    soonest = event.occurred_at if last is None else max(event.occurred_at, last.recorded_at)
    return event.changed(nr=None, recorded_at=soonest)


def allows(case: Case | None, event: Event) -> bool:
    return case is not None and case.decide(written(case, event)).allowed


@pytest.fixture(scope="module")
def refused() -> dict[str, list[Refused]]:
    """What the twins show as refused, of both routines."""
    found: dict[str, list[Refused]] = {}
    with pytest.MonkeyPatch.context() as patch:
        decide = Case.decide
        for name, routine in ROUTINES.items():
            held = found.setdefault(name, [])

            def watched(case: Case, event: Event, now: Any = None, held: list[Refused] = held) -> Any:
                decision = decide(case, event, now)
                if not decision.allowed:
                    held.append((case, event))
                return decision

            patch.setattr(Case, "decide", watched)
            twins = twins_of(routine)
            assert twins is not None
            player = Player(routine, twins)
            for twin in twins.twins:
                player.play(twin)
    return found


@pytest.mark.parametrize("name", sorted(ROUTINES))
def test_every_cure_of_what_the_twins_refuse_is_sound_minimal_and_of_units(
    refused: dict[str, list[Refused]], name: str
) -> None:
    assert len(refused[name]) > 100
    cured = 0
    for case, event in refused[name]:
        for acts in minimal_cures(case, event, event.occurred_at).sets:
            cured += 1
            assert 1 <= len(acts) <= 3
            assert all(case.rules.vocabulary.has("enhet", act.by) for act in acts)
            assert allows(after(case, acts), event), (event, acts)
            for part in parts(acts):
                assert not allows(after(case, part), event), (event, acts, part)
    assert cured >= 20


def parts(acts: tuple[Event, ...]) -> Iterator[tuple[Event, ...]]:
    for size in range(len(acts)):
        yield from combinations(acts, size)


def _asked() -> tuple[stories.Story, dict[str, Any]]:
    units = (ARBETSMARKNAD, AF, EKONOMI, PSYKIATRI)
    story = stories.consented(units, records=False)
    story.do(DokumenteraSamtycke, AF, referens="dnr 1")
    story.do(BestamDeltagare, INDIVID, deltagare=(AF, EKONOMI, PSYKIATRI), svar="ja")
    return story, stories.summons(to=(AF, EKONOMI, PSYKIATRI))


def _world(story: stories.Story, summons: dict[str, Any]) -> list[Event]:
    """What units may do in a small world, with one content each or two."""
    at = story.day + 0.01
    acts: list[tuple[type[Event], str, dict[str, Any]]] = [
        (Forbered, ARBETSMARKNAD, {"individen_medverkar": "ja", "behov_onskemal": "ja"}),
        (Forbered, ARBETSMARKNAD, {"individen_medverkar": "nej", "behov_onskemal": "ja"}),
        (KontaktaRegion, ARBETSMARKNAD, {"enhet": PSYKIATRI}),
        (KontaktaRegion, ARBETSMARKNAD, {"enhet": PSYKIATRI, "avidentifierat": "ja"}),
        (AngeTid, PSYKIATRI, {name: summons[name] for name in ("start", "slut", "plats")}),
        (DokumenteraSamtycke, ARBETSMARKNAD, {"referens": "dnr 1"}),
        (DokumenteraSamtycke, EKONOMI, {"referens": "dnr 1"}),
        (Informera, ARBETSMARKNAD, {"anpassning": ("lattlast",)}),
        (LamnaUppgift, AF, {"till": EKONOMI, "amne": "halsa"}),
    ]
    return [story.event(kind, by, at, **content) for kind, by, content in acts]


def _referral(way: str) -> tuple[Case, Event, list[Event]]:
    """A small world of Ung Intro: who refers hasn't documented the consent, nor done what the way asks for first."""
    story = ung_intro_stories.consented(way, records=False)
    for norm in ung_intro_stories.CONDITIONS:
        story.do(AngeVillkor, INDIVID, norm=norm, varde="ja", kalla="individ")
    story.day = 3
    first = ung_intro_stories.WAYS[way]
    records = (first, UI, FK, AF)
    acts: list[tuple[type[Event], str, dict[str, Any]]] = [
        *((DokumenteraSamtycke, unit, {"referens": "dnr 1"}) for unit in records),
        (Informera, first, {"anpassning": ("lattlast",)}),
        (Samrada, first, {"till": UI, "avidentifierat": "ja", "ratt_insats": "ja"}),
        (Samrada, first, {"till": UI, "avidentifierat": "nej", "ratt_insats": "ja"}),
        (Samrada, first, {"till": UI, "avidentifierat": "nej", "ratt_insats": "nej"}),
        (Vagled, UI, {"till": first, "vag": way}),
        (ForDialogMedHandlaggare, first, {"till": FK if way == "vard" else AF}),
        (KartlaggGemensamt, FK, {"medverkande": (AF, INDIVID), "initieras": "ja"}),
        (KartlaggGemensamt, FK, {"medverkande": (AF, INDIVID), "initieras": "nej"}),
        (LamnaUppgift, FK, {"till": UI, "amne": "halsa"}),
    ]
    world = [story.event(kind, by, story.day + 0.01, **content) for kind, by, content in acts]
    return story.case, story.event(Aktualisera, first, alder=24), world


@pytest.mark.parametrize(
    ("way", "does"),
    [
        ("vard", {"dokumentera_samtycke", "samrada", "for_dialog_med_handlaggare"}),
        ("forsakringskassan", {"dokumentera_samtycke", "kartlagg_gemensamt"}),
    ],
)
def test_all_smallest_cures_of_a_small_world_of_ung_intro_are_found(way: str, does: set[str]) -> None:
    case, event, world = _referral(way)
    found = {
        frozenset((act.name, act.by) for act in acts) for acts in minimal_cures(case, event, event.occurred_at).sets
    }
    assert found == _every_smallest(case, world, event, 3) != set()
    assert {name for acts in found for name, _ in acts} == does


def _every_smallest(case: Case, world: list[Event], event: Event, most: int) -> set[frozenset[tuple[str, str]]]:
    """By trying every sequence: who does what in the smallest that allow the event."""
    enough: list[frozenset[tuple[str, str]]] = []
    for size in range(1, most + 1):
        for acts in product(world, repeat=size):
            held = frozenset((act.name, act.by) for act in acts)
            if any(one <= held for one in enough):
                continue
            if allows(after(case, acts), event):
                enough.append(held)
    return set(enough)


@pytest.mark.parametrize("leave_out", [(), ("syfte",)])
def test_all_smallest_cures_of_a_small_world_are_found(leave_out: tuple[str, ...]) -> None:
    story, summons = _asked()
    summons = {name: value for name, value in summons.items() if name not in leave_out}
    if leave_out:
        summons["till"] = (PSYKIATRI,)
        summons["syfte"] = {PSYKIATRI: "Planera"}
    story.do(Forbered, individen_medverkar="ja", behov_onskemal="ja")
    world = _world(story, summons)
    event = story.event(Kalla, ARBETSMARKNAD, **summons)
    found = {
        frozenset((act.name, act.by) for act in acts)
        for acts in minimal_cures(story.case, event, event.occurred_at).sets
    }
    assert found == _every_smallest(story.case, world, event, 3) != set()


def test_three_acts_lead_to_a_summons() -> None:
    story, summons = _asked()
    story.do(DokumenteraSamtycke, ARBETSMARKNAD, referens="dnr 1")
    assert told(of(story, Kalla, **summons)) == {
        (("forbered", ARBETSMARKNAD), ("kontakta_region", ARBETSMARKNAD), ("ange_tid", PSYKIATRI))
    }


def test_who_isnt_asked_is_the_individual() -> None:
    story = stories.consented()
    story.do(Forbered, individen_medverkar="ja", behov_onskemal="ja")
    cures = of(story, Kalla, **stories.summons())
    assert cures.sets == ()
    assert {one.norm for one in cures.individuals} == {"PR-MALGRUPP-2"}


def test_the_individual_is_informed_by_a_unit_before_a_consent() -> None:
    cures = of(stories.accepted(), GeSamtycke, INDIVID, enheter=(AF, FK), amnen=("halsa",))
    assert told(cures) == {(("informera", ARBETSMARKNAD),)}


def test_what_the_act_itself_has_to_state_is_told_apart() -> None:
    cures = of(stories.prepared(), Kalla, **stories.summons(plats=None))
    assert cures.sets == ()
    assert {one.norm for one in cures.own} == {"FM-KALLELSE-7"}


def test_what_is_allowed_has_no_cure() -> None:
    assert of(stories.assessed(), ErbjudMote) == Cures(())


def test_a_kind_of_event_has_cures_too() -> None:
    story = stories.needed()
    assert told(minimal_cures(story.case, ErbjudMote, stories.moment(1))) == {(("bedom_behov", ARBETSMARKNAD),)}


def test_a_plan_is_approved_by_those_asked_and_the_individual_isnt_pressed() -> None:
    story = stories.summed_up()
    story.do(GodkannPlan, INDIVID, version=1)
    others = (ARBETSMARKNAD, AF, EKONOMI)
    cures = of(story, DelaUtPlan, version=1, till=(EKONOMI,))
    assert {frozenset(acts) for acts in told(cures)} == {frozenset(("godkann_plan", one) for one in others)}
    silent = stories.summed_up()
    for one in others:
        silent.do(GodkannPlan, one, version=1)
    cures = of(silent, DelaUtPlan, version=1, till=(EKONOMI,))
    assert (cures.sets, [one.norm for one in cures.individuals]) == ((), ["FM-ROLL-5"])


@pytest.mark.parametrize(
    ("lang", "says"),
    [("sv", "Minst detta behöver ske:"), ("en", "At least this has to happen:")],
)
def test_why_tells_the_smallest_cures(tmp_path: Path, lang: str, says: str) -> None:
    log = tmp_path / "arende.jsonl"
    log.write_text("".join(write_log(stories.needed().case)), encoding="utf-8")
    asked = ("why", str(log), "erbjud_mote", "--at", "2026-01-20", "--cures", "--lang", lang)
    page = run(*asked)
    assert (page.code, says in page.out, "(bedom_behov)" in page.out) == (1, True, True)
    cures = json.loads(run(*asked, "--format", "json").out)["cures"]
    assert [[(act["by"], act["event"]) for act in acts] for acts in cures["sets"]] == [[(ARBETSMARKNAD, "bedom_behov")]]
    assert cures["sets"][0][0]["content"]["samordningsbehov"] == "ja"


def test_one_who_doesnt_see_the_whole_case_isnt_told(tmp_path: Path) -> None:
    log = tmp_path / "arende.jsonl"
    log.write_text("".join(write_log(stories.consented().case)), encoding="utf-8")
    asked = ("why", str(log), "kalla", "--at", "2026-01-20", "--cures", "--by", AF)
    assert json.loads(run(*asked, "--format", "json").out)["cures"] is None
    assert "ser hela ärendet" in run(*asked).out


def test_an_opening_waits_for_a_summons() -> None:
    story = stories.prepared()
    present = (INDIVID, ARBETSMARKNAD, AF, EKONOMI)
    assert told(of(story, OppnaMote, narvarande=present)) == {(("kalla", ARBETSMARKNAD),)}
