"""Twins as data: what can't be read is told with its place, and a twin that shows nothing earns nothing."""

from __future__ import annotations

from typing import Any, Final

import pytest

from flerpart_flow import FLERPARTSMOTE
from flerpart_flow.engine.errors import DefinitionError
from flerpart_flow.proof.twins import Outcome, Player, Twins, earned
from flerpart_flow.proof.twins.keys import Keys
from flerpart_flow.proof.twins.reading import twins_in
from flerpart_flow.proof.twins.telling import asked_in_words, expected_in_words, got_in_words

HEAD: Final[dict[str, Any]] = {
    "start": "2026-01-12T09:00:00+01:00",
    "recorder": "kommun:arbetsmarknad",
    "municipality": "uppsala",
    "content": {"bedomning": {"samordningsbehov": "ja", "arbetsfor_alder": "ja", "underlag": ["halsa"]}},
    "beginning": [
        {"name": "behov", "sv": "Sett.", "en": "Seen.", "steps": [{"event": "identifiera_behov", "day": 0}]},
        {
            "name": "bedomt",
            "sv": "Bedömt.",
            "en": "Assessed.",
            "after": "behov",
            "steps": [{"event": "bedom_behov", "content": "bedomning", "with": {"individen_delaktig": "ja"}}],
        },
    ],
}
OFFER: Final[dict[str, Any]] = {
    "norm": "FM-BEDOMNING-1",
    "sv": "Möte erbjuds utan att behovet är bedömt",
    "en": "A meeting is offered before the need is assessed",
    "begin": "behov",
    "event": "erbjud_mote",
    "answer": "nej",
    "cure_by": "initiativtagare",
    "cure": "bedom_behov",
    "other": {"begin": "bedomt"},
}
WITHOUT_CURE: Final = {key: value for key, value in OFFER.items() if key not in ("cure_by", "cure")}
NEED_UNKNOWN: Final[dict[str, Any]] = {
    "norm": "FM-MALGRUPP-1",
    "sv": "Ingen vet om samordning behövs",
    "en": "Nobody knows whether coordination is needed",
    "begin": "behov",
    "first": [{"event": "bedom_behov", "content": "bedomning", "with": {"samordningsbehov": "okant"}}],
    "event": "erbjud_mote",
    "answer": "nej",
    "cure_by": "initiativtagare",
    "cure": "bedom_behov",
    "unknown": True,
    "other": {"begin": "bedomt", "first": []},
}


def read(*twins: dict[str, Any], head: dict[str, Any] | None = None) -> Twins:
    files = [Keys("egna/twins.toml", "filen", {"twin": list(twins)})]
    return twins_in(FLERPARTSMOTE, Keys("beginnings.toml", "filen", HEAD if head is None else head), files)


def played(twin: dict[str, Any]) -> tuple[Outcome, ...]:
    found = read(twin)
    return Player(FLERPARTSMOTE, found).play(found.twins[0])


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"anwser": "nej"}, ("anwser", "answer")),
        ({"norm": "FM-BEDOMNING-99"}, ("norm", "FM-BEDOMNING-9")),
        ({"norm": []}, ("norm",)),
        ({"event": "erbjud_moete"}, ("event", "erbjud_mote")),
        ({"begin": "bedomd"}, ("begin", "bedomt")),
        ({"answer": "kanske"}, ("answer",)),
        ({"sv": ""}, ("sv",)),
        ({"day": "fem"}, ("day", "tal")),
        ({"with": ["x"]}, ("with", "tabell")),
        ({"first": {"event": "erbjud_mote"}}, ("first", "lista")),
        ({"content": "bedömning"}, ("content", "bedomning")),
        ({"without": ["plats"]}, ("without",)),
        ({"with": {"plats": "Sal 1"}}, ("with",)),
        ({"first": [{"event": "bedom_behov", "with": {"underlg": ["halsa"]}}]}, ("with", "underlag")),
        ({"other": {"begn": "bedomt"}}, ("begn", "begin")),
        ({"other": {}}, ("begin",)),
        ({"first": [{"event": "erbjud_mote", "vem": "x"}]}, ("vem",)),
        ({"parameters": {"offer_workday": 5}}, ("parameters", "offer_workdays")),
        ({"parameters": 5}, ("parameters", "tabell")),
        ({"cure_by": "initiativtagaren"}, ("cure_by", "initiativtagare")),
        ({"cure": "bedoma_behov"}, ("cure", "bedom_behov")),
        ({"unknown": "ja"}, ("unknown", "true")),
        ({"cures": [{"cure_by": "individ"}]}, ("cures", "cure_by")),
        ({"question": True, "with": {}}, ("question", "with")),
        ({"weights": {"FM-BEDOMNING-2": "nej"}}, ("FM-BEDOMNING-1",)),
        ({"weights": {"FM-BEDOMNING-1": "kanske"}}, ("FM-BEDOMNING-1", "nej")),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_what_cannot_be_read_is_told_with_the_file_the_twin_and_the_key(wrong: Any, says: tuple[str, ...]) -> None:
    with pytest.raises(DefinitionError) as caught:
        read({**OFFER, **wrong})
    told = caught.value.text("sv")
    assert "egna/twins.toml" in told
    assert "tvilling 1" in told or "norm" in wrong
    for word in says:
        assert word in told


def test_a_beginning_builds_on_one_that_stands_before_it() -> None:
    turned = {**HEAD, "beginning": list(reversed(HEAD["beginning"]))}
    with pytest.raises(DefinitionError, match="after"):
        read(OFFER, head=turned)


def test_the_halves_differ_in_what_the_twin_says_and_in_nothing_else() -> None:
    (twin,) = read({**OFFER, "by": "arbetsformedlingen", "day": 3}).twins
    first, other = twin.halves
    assert (first.begin, other.begin) == ("behov", "bedomt")
    assert (first.asked.step, first.first) == (other.asked.step, other.first)  # type: ignore[union-attr]  # both are acts


def test_an_impostor_earns_nothing() -> None:
    right = played(OFFER)
    norms = read(OFFER).twins[0].norms
    cure = {"cure_by": "initiativtagare", "cure": "bedom_behov"}
    for impostor in (
        {**OFFER, "answer": "ja", "findings": []},  # says another thing than the routine does
        {**OFFER, "other": {"begin": "behov", "answer": "nej", "findings": list(norms), **cure}},  # twice the same
        {**OFFER, "event": "tacka_ja", "by": "individ", "findings": ["FM-BEDOMNING-1"]},  # another norm refuses it
        {**WITHOUT_CURE, "norm": "FM-KALLELSE-9", "findings": list(norms)},  # a norm that has nothing to do with it
        WITHOUT_CURE,  # doesn't say what people are told to do
    ):
        found = read(impostor)
        outcomes = Player(FLERPARTSMOTE, found).play(found.twins[0])
        assert earned(found.twins[0], outcomes) == frozenset(), impostor
    assert earned(read(OFFER).twins[0], right) == frozenset(norms)


@pytest.mark.parametrize(
    "wrong",
    [
        {"cure_by": "individ"},
        {"cure": "informera"},
        {"unknown": False},
        {"cure_by": None},
        {"cure": None},
        {"unknown": None},
    ],
    ids=str,
)
def test_a_twin_says_exactly_who_cures_by_which_event_and_whether_it_is_only_unknown(wrong: dict[str, Any]) -> None:
    assert [one.passed for one in played(NEED_UNKNOWN)] == [True, True]
    told = {key: value for key, value in {**NEED_UNKNOWN, **wrong}.items() if value is not None}
    first, other = played(told)
    assert (first.passed, first.got, other.passed) == (False, "nej", True)
    rules = FLERPARTSMOTE.rules()
    assert got_in_words(first, rules, "sv") == (
        "nej (FM-MALGRUPP-1) → okänt, initiativtagaren: bedöma behovet av samordning"
    )
    assert expected_in_words(first.half, rules, "sv") != got_in_words(first, rules, "sv")


def test_a_norm_weighs_as_much_as_the_answer_unless_the_twin_says_otherwise() -> None:
    for weights, passed in (({}, True), ({"FM-MALGRUPP-1": "varnas"}, False)):
        first, _ = played({**NEED_UNKNOWN, "weights": weights})
        assert first.passed is passed
    rules = FLERPARTSMOTE.rules()
    said = expected_in_words(played({**NEED_UNKNOWN, "weights": {"FM-MALGRUPP-1": "varnas"}})[0].half, rules, "sv")
    assert said.startswith("nej (FM-MALGRUPP-1: ja, med varning)")


def test_it_can_be_asked_whether_an_act_is_possible_before_anything_is_said_of_it() -> None:
    asked = {**OFFER, "question": True}
    assert [one.passed for one in played(asked)] == [True, True]
    assert [one.got for one in played({**asked, "event": "bedom_behov", "other": {"begin": "bedomt"}})] == ["ja", "ja"]
    first, _ = played(asked)
    assert asked_in_words(first.half, FLERPARTSMOTE.rules(), "sv") == "fråga om det går att erbjuda ett flerpartsmöte"


def test_findings_that_say_different_things_are_listed_all_of_them() -> None:
    cures = [{"cure_by": "ordforande"}, {"cure_by": "initiativtagare", "cure": "bedom_behov"}]
    for listed, passed in ((cures[1:], True), (cures[:1], False), (cures, False)):
        first, _ = played({**WITHOUT_CURE, "cures": listed})
        assert first.passed is passed, listed
    with pytest.raises(DefinitionError, match="vem"):
        read({**WITHOUT_CURE, "cures": [{"vem": "individ"}]})


def test_a_beginning_that_the_routine_refuses_stops_the_twin_and_says_why() -> None:
    first = [{"event": "tacka_ja", "by": "individ"}]
    stopped = played({**OFFER, "first": first})[0]
    assert (stopped.passed, stopped.got) == (False, "stopped")
    assert stopped.stopped is not None
    assert "Får inte" in stopped.stopped.text("sv")


AGE: Final[dict[str, Any]] = {
    "norm": "FF-ALDER-1",
    "sv": "Personen är inte i arbetsför ålder",
    "en": "The person is not of working age",
    "begin": "behov",
    "parameters": {"working_age": "evaluated"},
    "first": [{"event": "bedom_behov", "content": "bedomning", "with": {"arbetsfor_alder": "nej"}}],
    "event": "erbjud_mote",
    "answer": "varnas",
    "cure_by": "initiativtagare",
    "cure": "bedom_behov",
}


def test_a_half_is_played_under_its_own_values_on_top_of_the_organisations() -> None:
    found = read({**AGE, "other": {"parameters": {"working_age": "not_evaluated"}}})
    for overlay in (None, {"parameter": {"working_age": "evaluated", "offer_workdays": 5}}):
        player = Player(FLERPARTSMOTE, found, FLERPARTSMOTE.rules(overlay=overlay))
        assert [one.passed for one in player.play(found.twins[0])] == [True, True]


def test_a_value_that_the_rules_do_not_allow_stops_the_twin_and_says_why() -> None:
    stopped = played({**AGE, "parameters": {"working_age": "always"}, "other": {"parameters": {}, "answer": "varnas"}})
    assert [one.got for one in stopped] == ["stopped", "ja"]
    assert stopped[0].stopped is not None
    assert "evaluated" in stopped[0].stopped.text("sv")


@pytest.mark.parametrize(("norm", "answer"), [("FM-BAKGRUND-3", "noteras"), ("FM-KALLELSE-9", "ja")])
def test_a_note_counts_in_a_twin_of_its_norm_and_is_passed_over_elsewhere(norm: str, answer: str) -> None:
    form = {
        "norm": norm,
        "sv": "En annan mötesform kan räcka",
        "en": "Another form may do",
        "begin": "behov",
        "event": "bedom_behov",
        "content": "bedomning",
        "with": {"individen_delaktig": "ja", "motesform": "sip"},
        "answer": answer,
        "other": {"with": {"motesform": "flerpartsmote"}},
    }
    found = read(form)
    outcomes = Player(FLERPARTSMOTE, found).play(found.twins[0])
    assert [(one.passed, one.got) for one in outcomes] == [(True, answer), (True, "ja")]
    assert (earned(found.twins[0], outcomes) == {norm}) is (answer == "noteras")


def test_a_duty_that_is_owed_twice_has_both_its_states() -> None:
    twice = {
        "norm": "FM-MALGRUPP-2",
        "sv": "Mötet erbjuds på nytt",
        "en": "The meeting is offered anew",
        "begin": "bedomt",
        "duty": "erbjuda_mote",
        "at": 2,
    }
    for states, passed in ((["open"], True), ("open", True), (["open", "met"], False), ("none", False)):
        first, _ = played({**twice, "state": states, "other": {"begin": "behov", "state": "none"}})
        assert first.passed is passed, states


def test_a_duty_is_owed_under_its_norms_to_its_counterpart_and_by_the_source_or_the_library() -> None:
    offer = {
        "norm": "FM-MALGRUPP-2",
        "sv": "Mötet ska erbjudas",
        "en": "The meeting is to be offered",
        "begin": "bedomt",
        "duty": "erbjuda_mote",
        "at": 2,
        "state": "open",
        "other": {"begin": "behov", "state": "none"},
    }
    for said, passed in (
        ({"counterpart": "individ"}, True),
        ({"counterpart": "ingen"}, False),
        ({"under": ["FM-MALGRUPP-2"]}, True),
        ({"under": ["FM-MALGRUPP-2", "FM-BEDOMNING-1"]}, False),
        ({"own": True}, False),
    ):
        first, _ = played({**offer, **said})
        assert first.passed is passed, said


def test_a_duty_earns_no_norm_but_those_that_it_rests_on() -> None:
    offer = {"sv": "Möte ska erbjudas", "en": "A meeting is to be offered", "begin": "bedomt", "duty": "erbjuda_mote"}
    for norm, gained in (("FM-MALGRUPP-2", {"FM-MALGRUPP-2"}), ("FM-KALLELSE-9", set())):
        under = {"under": ["FM-MALGRUPP-2"], "other": {"begin": "behov", "state": "none"}}
        found = read({**offer, "norm": norm, "at": 2, "state": "open", **under})
        outcomes = Player(FLERPARTSMOTE, found).play(found.twins[0])
        assert earned(found.twins[0], outcomes) == gained


def test_an_act_may_be_written_down_later_than_it_happens() -> None:
    late = {
        **OFFER,
        "first": [{"event": "bedom_behov", "day": 4, "content": "bedomning", "with": {"individen_delaktig": "ja"}}],
        "day": 2,
        "recorded": 6,
        "other": {"day": 5},
    }
    (twin,) = read(late).twins
    player = Player(FLERPARTSMOTE, read(late))
    assert [one.passed for one in player.play(twin)] == [True, True]
    written = [asked_in_words(half, FLERPARTSMOTE.rules(), "sv") for half in twin.halves]
    assert [one.rpartition(", dag ")[2] for one in written] == ["2, skrivet dag 6", "5, skrivet dag 6"]


def test_a_twin_that_cannot_be_read_is_told_with_its_place_by_the_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from flerpart_flow.cli import main
    from flerpart_flow.proof import twins

    wrong = {**OFFER, "cure_by": "samordnare"}
    monkeypatch.setattr(twins, "twins_of", lambda routine: read(wrong))
    assert main(["proof", "twins"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "egna/twins.toml, tvilling 1 (FM-BEDOMNING-1): cure_by" in told.err
