"""A routine is extended by adding only: what takes away or redefines is refused, with all faults at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar, Final

import attrs
import pytest

from flerpart_flow import FLERPARTSMOTE, DefinitionError, Event, Rules, open_case
from flerpart_flow.define import (
    START,
    STAY,
    Deviation,
    DutySpec,
    Findings,
    Message,
    Move,
    Occasion,
    Outline,
    Parameter,
    Role,
    evolve,
    extend,
    fields,
    missing,
    recorded,
    state_guard,
    unchanged,
)
from flerpart_flow.engine.rules.files import FOLDER
from flerpart_flow.routines.flerpartsmote import Facts, IdentifieraBehov, Kalla, Phase
from flerpart_flow.texts import LANGUAGES

NORM: Final = """
[[norm]]
id = "{id}"
source = "exempel"
heading = "Eget"
class = ["G"]
modality = "condition"
bearer = "varje_enhet"
severity = "block"
sv = "Eget."
en = "Own."
"""
WORDS: Final = """
[rutiner]
egen = "Egen"

[handelser]
eget_steg = "ta det egna steget"

[falt]
egen_anteckning = "anteckning"

[fynd.egen]
fattas = "Det egna steget fattas."
"""
NOON: Final = datetime(2026, 1, 12, 11, tzinfo=UTC)
UNIT: Final = FLERPARTSMOTE.role("enhet").under("EG-1")


@recorded
class EgetSteg(Event):
    """An own event."""

    name: ClassVar[str] = "eget_steg"

    egen_anteckning: str | None = fields.text()


@recorded
class Kapad(Event):
    """An own event that is named like one that is there."""

    name: ClassVar[str] = "kalla"


@attrs.frozen(weakref_slot=False)
class EgnaFakta(Facts):
    """One fact more."""

    egen_anteckning: str | None = None


@attrs.frozen(weakref_slot=False)
class OmgjordaFakta(Facts):
    """A fact that is there already, otherwise."""

    chair: str | None = "kommun:arbetsmarknad"


@attrs.frozen
class AndraFakta:
    """Facts of something else."""


FATTAS: Final = Message("egen.fattas")


@state_guard("EG-1")
def steget_ar_taget(facts: EgnaFakta, occasion: Occasion, rules: Rules) -> Findings:
    """The own step is taken."""
    return () if facts.egen_anteckning else (missing("EG-1", FATTAS, cure=EgetSteg),)


@state_guard("FM-KALLELSE-7")
def pa_annans_norm(facts: Any, occasion: Occasion, rules: Rules) -> Findings:
    """It rests on a norm of the routine."""
    return (missing("FM-KALLELSE-7", FATTAS),)


def noted(facts: EgnaFakta, event: EgetSteg, rules: Rules) -> EgnaFakta:
    """The own effect."""
    return evolve(facts, egen_anteckning=event.egen_anteckning)


def takes_the_chair(facts: EgnaFakta, event: EgetSteg, rules: Rules) -> EgnaFakta:
    """An effect that changes what isn't its own."""
    return evolve(facts, chair=event.by)


def step(**change: Any) -> Move[Any]:
    return Move(**{"event": EgetSteg, "by": UNIT, "to": {Phase.BEHOV: STAY}, "effect": noted, **change})


Extending = Callable[..., Any]


@pytest.fixture
def extending(tmp_path: Path) -> Extending:
    """Extend flerpartsmöte by one step, with something otherwise; files are given by their content."""

    def file(name: str, content: str) -> tuple[str, str]:
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return FOLDER, str(path)

    def make(norms: str = NORM.format(id="EG-1"), more: str = "", **change: Any) -> Any:
        words = {lang: (file(f"{lang}.toml", WORDS + more),) for lang in LANGUAGES}
        for key in ("tables", "versions"):
            if key in change:
                change[key] = (
                    tuple(file(f"{key}.toml", text) for text in change[key])
                    if key == "tables"
                    else {name: file(f"{name}.toml", text) for name, text in change[key].items()}
                )
        given = {"moves": (step(),), "guards": {Kalla: (steget_ar_taget,)}, "facts": EgnaFakta, **change}
        return extend(FLERPARTSMOTE, **{"name": "egen", "norms": (file("norms.toml", norms),), "texts": words, **given})

    return make


def test_one_that_only_adds_is_a_routine_of_its_own(extending: Extending) -> None:
    own = extending()
    assert (own.name, own.extends, own.is_a("flerpartsmote"), FLERPARTSMOTE.is_a("egen")) == (
        "egen",
        ("flerpartsmote",),
        True,
        False,
    )
    assert set(own.events) - set(FLERPARTSMOTE.events) == {"eget_steg"}
    assert set(own.rules().norms) - set(FLERPARTSMOTE.rules().norms) == {"EG-1"}
    assert own.rules().digest != FLERPARTSMOTE.rules().digest
    assert [one.name for one in FLERPARTSMOTE.guards if one.name == "steget_ar_taget"] == []


def test_the_own_step_changes_the_own_facts(extending: Extending) -> None:
    case = open_case(extending(), "a-1", municipality="uppsala")
    case = case.apply(IdentifieraBehov(occurred_at=NOON, by="arbetsformedlingen"), now=NOON)
    case = case.apply(EgetSteg(occurred_at=NOON, by="arbetsformedlingen", egen_anteckning="klart"), now=NOON)
    facts = case.state_at(NOON).facts
    assert (facts.egen_anteckning, facts.initiator, case.phase) == ("klart", "arbetsformedlingen", "behov")
    assert "EG-1" not in {one.norm for one in case.why_not(Kalla, at=NOON).findings}


def test_an_effect_that_changes_another_fact_is_told(extending: Extending) -> None:
    case = open_case(extending(moves=(step(effect=takes_the_chair),)), "a-1", municipality="uppsala")
    case = case.apply(IdentifieraBehov(occurred_at=NOON, by="arbetsformedlingen"), now=NOON)
    with pytest.raises(DefinitionError) as caught:
        case.apply(EgetSteg(occurred_at=NOON, by="forsakringskassan"), now=NOON)
    assert caught.value.values == {"event": "eget_steg", "fact": "chair"}


OWN: Final = NORM.format(id="EG-1")
A_ROLE: Final = Role("ordforande", "EG-1", lambda facts, event, rules: True, lambda facts, rules: ())
A_DUTY: Final = next(spec for spec in FLERPARTSMOTE.duties)

MISTAKES: Final[Mapping[str, tuple[dict[str, Any], str, str]]] = {
    "its name is the routine's": ({"name": "flerpartsmote"}, "namn", "flerpartsmote"),
    "its name is none": ({"name": "min rutin"}, "namn", "min rutin"),
    "a fixed norm again": ({"norms": OWN + NORM.format(id="FM-SAMTYCKE-2")}, "norm_fast", "FM-SAMTYCKE-2"),
    "another norm again": ({"norms": OWN + NORM.format(id="FM-KALLELSE-7")}, "norm", "FM-KALLELSE-7"),
    "a row for an event of the routine": (
        {"moves": (step(), step(event=Kalla, effect=unchanged))}, "handelse", "kalla",
    ),
    "an event of another's name": ({"moves": (step(), step(event=Kapad, effect=unchanged))}, "handelse", "kalla"),
    "a row that leads on": ({"moves": (step(to={Phase.BEHOV: Phase.MOTE}),)}, "fas", "behov"),
    "a row before the first event": ({"moves": (step(to={START: STAY}),)}, "fas", "start"),
    "a role that is there, otherwise": ({"moves": (step(by=A_ROLE),)}, "roll", "ordforande"),
    "a guard of an own event apart": ({"guards": {EgetSteg: (steget_ar_taget,)}}, "vakt_handelse", "eget_steg"),
    "a guard named like one that is there": (
        {"guards": {Kalla: (attrs.evolve(steget_ar_taget, name="consent_to_meet"),)}},
        "vakt_namn",
        "consent_to_meet",
    ),
    "a guard on the routine's norm": (
        {"guards": {Kalla: (steget_ar_taget, pa_annans_norm)}},
        "bararens_norm",
        "FM-KALLELSE-7",
    ),
    "a duty again": ({"duties": (A_DUTY,)}, "plikt", A_DUTY.name),
    "a duty on the routine's norm": (
        {"duties": (DutySpec(name="x", norms=("FM-KALLELSE-7",), opens={}, meets={}),)},
        "bararens_norm",
        "FM-KALLELSE-7",
    ),
    "facts of something else": ({"facts": AndraFakta, "guards": {}}, "fakta", "AndraFakta"),
    "a fact that is there": ({"facts": OmgjordaFakta, "guards": {}}, "faktum", "chair"),
    "a shared fact that isn't own": ({"shared": ("chair",)}, "delat", "chair"),
    "an unknown version": ({"versions": {"1999.1": ""}}, "version", "1999.1"),
    "a parameter again": (
        {"versions": {"2026.1": '[parameter.min_parties]\nvalue = 1\nsv = "s"\nen = "e"\n'}},
        "parameter",
        "min_parties",
    ),
    "a declared parameter again": ({"parameters": (Parameter("min_parties", int),)}, "parameter", "min_parties"),
    "the weight of the routine's norm": (
        {"versions": {"2026.1": '[norm."FM-KALLELSE-7"]\nseverity = "note"\n'}},
        "vikt",
        "FM-KALLELSE-7",
    ),
    "a value of a table": ({"tables": ('[amne.halsa]\nsv = "annat"\n',)}, "tabell", "amne.halsa.sv"),
    "a list that is there": ({"lists": ("amne",)}, "lista", "amne"),
    "a text that is there": ({"more": '[plikter]\nbekrafta_kallelse = "x"\n'}, "text", "plikter.bekrafta_kallelse"),
    "words for what is no phase": ({"more": '[i_stallet.handelser]\nkalla = "x"\n'}, "omskriven", "handelser.kalla"),
    "a kind of deviation again": (
        {"outline": Outline(deviations=(Deviation("annat", "EG-1", (Phase.BEHOV,)),))},
        "avvikelse",
        "annat",
    ),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_what_takes_away_or_redefines_is_refused(mistake: str, extending: Extending) -> None:
    change, code, culprit = MISTAKES[mistake]
    with pytest.raises(DefinitionError) as caught:
        extending(**change)
    told = [one for one in caught.value.faults if one.code == f"definition.utokning_{code}"]
    assert told, [one.code for one in caught.value.faults]
    for lang in LANGUAGES:
        assert culprit in told[0].text(lang)


def test_all_faults_are_told_at_once(extending: Extending) -> None:
    with pytest.raises(DefinitionError) as caught:
        extending(
            norms=NORM.format(id="EG-1") + NORM.format(id="FM-SAMTYCKE-2") + NORM.format(id="FM-SAMTYCKE-5"),
            moves=(step(to={Phase.BEHOV: Phase.MOTE}), step(event=Kapad, effect=unchanged)),
            duties=(A_DUTY,),
            more='[plikter]\nbekrafta_kallelse = "x"\n',
        )
    said = caught.value.text("en")
    for culprit in ("FM-SAMTYCKE-2 is fixed", "FM-SAMTYCKE-5 is fixed", "behov", "kalla", A_DUTY.name):
        assert culprit in said
    assert said.startswith("The definition has ")
    assert len(said.splitlines()) == len(caught.value.faults) + 1


def test_a_role_or_guard_that_the_routine_does_not_have_is_told_with_those_like_it() -> None:
    with pytest.raises(DefinitionError) as caught:
        FLERPARTSMOTE.role("ordforanden")
    assert "ordforande" in caught.value.text("sv")
    with pytest.raises(DefinitionError) as caught:
        FLERPARTSMOTE.guard("acts_under_consents")
    assert "acts_under_consent" in caught.value.text("en")
