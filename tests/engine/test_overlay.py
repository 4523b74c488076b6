"""Overlays: an organisation changes values; every mistake gives one clear error, and nothing is changed in place."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from flerpart_flow.engine.errors import EventError, RulesError
from flerpart_flow.engine.judging.case import open_case
from flerpart_flow.engine.rules.rules import MAX_OVERLAY, read_overlay
from flerpart_flow.routines.flerpartsmote import (
    FLERPARTSMOTE,
    BokaOm,
    DokumenteraSamtycke,
    GeSamtycke,
    IdentifieraBehov,
    Informera,
    LamnaUppgift,
    RapporteraAvvikelse,
)
from flerpart_flow.samverkan.data.municipalities import address_of
from flerpart_flow.words import label
from tests.engine.canonical import canonical
from tests.stories import AF, ARBETSMARKNAD, INDIVID, TOPICS, Story, accepted, moment, summoned
from tests.toy import TOY

NAMED = {"sv": "s", "en": "e"}
UNIT = {"part": "kommun", **NAMED}


def error_of(overlay: dict[str, Any], routine: Any = FLERPARTSMOTE) -> RulesError:
    with pytest.raises(RulesError) as error:
        routine.rules(overlay=overlay)
    assert error.value.text("sv") != error.value.text("en")
    return error.value


MISTAKES: list[tuple[dict[str, Any], str, tuple[str, ...]]] = [
    # An unknown key, at each level, with what is near.
    ({"paramter": {}}, "nyckel", ("paramter", "parameter")),
    ({"enheter": {}}, "nyckel", ("enheter", "enhet")),
    ({"dokument": {}}, "nyckel", ("dokument",)),
    ({"person": {"granne": NAMED}}, "nyckel", ("person",)),
    ({"parameter": {"lead_time_weeks_regon": 6}}, "nyckel", ("lead_time_weeks_regon", "lead_time_weeks_region")),
    ({"norm": {"FM-BOKNING-22": {"severity": "warn"}}}, "nyckel", ("norm.FM-BOKNING-22", "FM-BOKNING-2")),
    ({"norm": {"FM-BOKNING-2": {"sevrity": "warn"}}}, "nyckel", ("norm.FM-BOKNING-2.sevrity", "severity")),
    ({"norm": {"FM-BOKNING-2": {"sv": "annat"}}}, "nyckel", ("norm.FM-BOKNING-2.sv",)),
    ({"norm": {"FM-BOKNING-2": {"fixed": True}}}, "nyckel", ("norm.FM-BOKNING-2.fixed",)),
    ({"norm": {"PR-FORB-2": {"severity": "note"}}}, "upprepar", ("PR-FORB-2", "FM-BOKNING-2")),
    ({"norm": {"FM-TERM-1": {"severity": "note"}}}, "nyckel", ("norm.FM-TERM-1",)),
    ({"enhet": {"kommun:bad": {**UNIT, "prat": "x"}}}, "nyckel", ("enhet.kommun:bad.prat", "part")),
    ({"adress": [{"unit": AF, "lines": ["x"], "rader": []}]}, "nyckel", ("adress[0].rader",)),
    ({"skal": {"avsluta": {"annat": NAMED}}}, "nyckel", ("skal.avsluta",)),
    ({"skal": {"avboj": {"semester": NAMED}}}, "nyckel", ("skal.avboj",)),
    ({"skal": {}}, "nyckel", ("skal",)),
    # A wrong type, a bool for a whole number among them.
    ({"parameter": {"lead_time_weeks_region": "6"}}, "typ", ("parameter.lead_time_weeks_region", "int")),
    ({"parameter": {"lead_time_weeks_region": True}}, "typ", ("parameter.lead_time_weeks_region", "int")),
    ({"parameter": {"lead_time_weeks_region": 6.0}}, "typ", ("parameter.lead_time_weeks_region", "int")),
    ({"parameter": {"chair_may_document": 1}}, "typ", ("parameter.chair_may_document", "bool")),
    ({"parameter": {"roll": 1}}, "typ", ("parameter.roll", "str")),
    ({"parameter": 6}, "typ", ("parameter",)),
    ({"parameter": [6]}, "typ", ("parameter",)),
    ({"norm": "alla"}, "typ", ("norm",)),
    ({"norm": {"FM-BOKNING-2": "warn"}}, "typ", ("norm.FM-BOKNING-2",)),
    ({"norm": {"FM-BOKNING-2": {"severity_for": "warn"}}}, "typ", ("norm.FM-BOKNING-2.severity_for",)),
    ({"enhet": ["kommun:bad"]}, "typ", ("enhet",)),
    ({"enhet": {"kommun:bad": "bad"}}, "typ", ("enhet.kommun:bad",)),
    ({"enhet": {"kommun:bad": {**UNIT, "part": 3}}}, "typ", ("enhet.kommun:bad.part", "str")),
    ({"adress": {"unit": AF}}, "typ", ("adress",)),
    ({"adress": [{"unit": AF, "lines": "Gatan 1"}]}, "typ", ("adress[0].lines", "list")),
    ({"kommun": {"gavle": {**NAMED, "joined": "ja", "valid_from": "2026-01-01"}}}, "typ", ("gavle.valid_from", "date")),
    ({"for": 1}, "typ", ("for",)),
    ({"name": ["x"]}, "typ", ("name",)),
    # Out of bounds, and not among the choices.
    ({"parameter": {"lead_time_weeks_region": 27}}, "grans", ("parameter.lead_time_weeks_region", "0", "26")),
    ({"parameter": {"lead_time_weeks_region": -1}}, "grans", ("parameter.lead_time_weeks_region", "0", "26")),
    ({"parameter": {"min_parties": 1}}, "grans", ("parameter.min_parties", "2", "4")),
    ({"parameter": {"roll": "bak"}}, "val", ("parameter.roll", "back, forward, none")),
    ({"norm": {"FM-BOKNING-2": {"severity": "hard"}}}, "val", ("norm.FM-BOKNING-2.severity", "block, warn, note")),
    ({"norm": {"FM-BOKNING-2": {"severity": 1}}}, "val", ("norm.FM-BOKNING-2.severity",)),
    ({"norm": {"FM-BOKNING-2": {"severity_for": {"kalla": "no"}}}}, "val", ("severity_for.kalla",)),
    # A norm that is fixed.
    ({"norm": {"FM-SAMTYCKE-2": {"severity": "warn"}}}, "fast", ("FM-SAMTYCKE-2",)),
    ({"norm": {"FM-SAMTYCKE-2": {"severity": "block"}}}, "fast", ("FM-SAMTYCKE-2",)),
    ({"norm": {"FM-SAMTYCKE-8": {"severity_for": {"kalla": "note"}}}}, "fast", ("FM-SAMTYCKE-8",)),
    ({"norm": {"PR-MALGRUPP-2": {}}}, "fast", ("PR-MALGRUPP-2",)),
    ({"norm": {"FF-FAS-1": {"severity": "note"}}}, "fast", ("FF-FAS-1",)),
    # A reason that tells of a withdrawal, in its code or in either name.
    ({"skal": {"boka_om": {"samtycke_borta": NAMED}}}, "aterkallelse", ("skal.boka_om.samtycke_borta",)),
    ({"skal": {"boka_om": {"x": {"sv": "inget Samtycke", "en": "e"}}}}, "aterkallelse", ("skal.boka_om.x",)),
    ({"skal": {"ratta": {"x": {"sv": "s", "en": "no consent"}}}}, "aterkallelse", ("skal.ratta.x",)),
    # A code that is none, and an entry that lacks something.
    ({"enhet": {"Kommun:Bad": UNIT}}, "kod", ("enhet.Kommun:Bad",)),
    ({"enhet": {"kommun bad": UNIT}}, "kod", ("enhet.kommun bad",)),
    ({"amne": {"ö": NAMED}}, "kod", ("amne.ö",)),
    ({"amne": {"": NAMED}}, "kod", ("amne.",)),
    ({"amne": {"musik": {"sv": "musik"}}}, "saknas", ("amne.musik", "en")),
    ({"enhet": {"kommun:bad": {"part": "kommun"}}}, "saknas", ("enhet.kommun:bad", "sv, en")),
    ({"enhet": {"kommun:bad": NAMED}}, "saknas", ("enhet.kommun:bad", "part")),
    ({"kommun": {"gavle": NAMED}}, "saknas", ("kommun.gavle", "joined")),
    ({"adress": [{"unit": AF}]}, "saknas", ("adress[0]", "lines")),
    ({"adress": [{"unit": AF, "lines": [1]}]}, "typ", ("adress[0].lines", "str")),
    ({"kommun": {"gavle": {**NAMED, "joined": "kanske"}}}, "val", ("kommun.gavle.joined", "ja, nej, okant")),
    # A unit that doesn't begin with its party, a person made a unit, an event that the routine doesn't have.
    ({"enhet": {"bibliotek": UNIT}}, "val", ("enhet.bibliotek", "kommun:")),
    ({"enhet": {"region:bad": UNIT}}, "val", ("enhet.region:bad",)),
    ({"enhet": {"individ": UNIT}}, "val", ("enhet.individ",)),
    ({"norm": {"FM-BOKNING-2": {"severity_for": {"kala": "warn"}}}}, "nyckel", ("severity_for.kala", "kalla")),
    ({"skal": {"boka_om": {"aterkallat": NAMED}}}, "aterkallelse", ("skal.boka_om.aterkallat",)),
    ({"skal": {"boka_om": {"x": {"sv": "Återkallade sitt ja", "en": "e"}}}}, "aterkallelse", ("skal.boka_om.x",)),
    ({"skal": {"boka_om": {"x": {"sv": "s", "en": "Withdrew"}}}}, "aterkallelse", ("skal.boka_om.x",)),
    ({"skal": {"boka_om": {"tog_tillbaka": NAMED}}}, "aterkallelse", ("skal.boka_om.tog_tillbaka",)),
    ({"avvikelseslag": {"angrat_sig": NAMED}}, "aterkallelse", ("avvikelseslag.angrat_sig",)),
    ({"avvikelseslag": {"x": {"sv": "Återkallat", "en": "e"}}}, "aterkallelse", ("avvikelseslag.x",)),
    # An address of somebody who isn't there.
    ({"adress": [{"unit": "kommun:bad", "lines": ["x"]}]}, "val", ("adress[0].unit", "kommun:")),
    ({"adress": [{"unit": AF, "kommun": "upsala", "lines": ["x"]}]}, "val", ("adress[0].kommun", "uppsala")),
    # Another routine, another version.
    ({"for": "ung_intro"}, "rutin", ("flerpartsmote",)),
    ({"for": "ung_intro", "norm": {"UI-MAL-1": {}}}, "rutin", ("flerpartsmote",)),
    ({"for": "Flerpartsmöte"}, "rutin_nara", ("flerpartsmote",)),
    ({"for": "flerpartsmotet"}, "rutin_nara", ("flerpartsmote",)),
    ({"version": "2025.1"}, "version", ("2026.1",)),
]  # fmt: skip


@pytest.mark.parametrize(("overlay", "code", "told"), MISTAKES, ids=str)
def test_a_mistake_is_named(overlay: dict[str, Any], code: str, told: tuple[str, ...]) -> None:
    error = error_of(overlay)
    assert error.code == f"overlagring.{code}"
    for lang in ("sv", "en"):
        assert all(one in error.text(lang) for one in told), error.text(lang)


NUMBERS = ("19900101-0017", "9001010017")


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(
    "made",
    [
        lambda number: {"parameter": {number: 1}},
        lambda number: {"norm": {number: {"severity": "warn"}}},
        lambda number: {number: {}},
        lambda number: {"enhet": {f"kommun:{number}": UNIT}},
        lambda number: {"enhet": {f"kommun:x_{number}": UNIT}},
        lambda number: {"enhet": {"kommun:bad": {**UNIT, number: "x"}}},
        lambda number: {"enhet": {"kommun:bad": {**UNIT, "sv": f"hej {number}"}}},
        lambda number: {"amne": {number: NAMED}},
        lambda number: {"adress": [{"unit": AF, "lines": ["x", number]}]},
        lambda number: {"norm": {"FM-BOKNING-2": {"severity_for": {number: "warn"}}}},
        lambda number: {"name": f"Nord {number}"},
        lambda number: {"for": number},
        lambda number: {"version": number},
    ],
)
def test_a_personnummer_is_refused_and_never_repeated(made: Callable[[str], dict[str, Any]], number: str) -> None:
    error = error_of(made(number))
    assert error.code == "overlagring.text"
    for said in (error.text("sv"), error.text("en"), repr(error), str(error.values)):
        assert number not in said


@pytest.mark.parametrize("character", ["\x1b", "\n", "\t", "\x85", "\x9b", "\u202e", "\u2028", "\u2066"])
def test_a_control_character_is_refused_and_never_repeated(character: str) -> None:
    text = f"a{character}[31mb"
    overlays: tuple[dict[str, Any], ...] = (
        {"name": text},
        {"parameter": {text: 1}},
        {"amne": {text: NAMED}},
        {"amne": {"musik": {"sv": text, "en": "music"}}},
        {"adress": [{"unit": AF, "lines": [text]}]},
    )
    for overlay in overlays:
        error = error_of(overlay)
        assert error.code == "overlagring.text"
        assert character not in error.text("sv")


@pytest.mark.parametrize(
    "text",
    [
        "inget sam\u00adtycke",
        "sam\u200btycke",
        "ＳＡＭＴＹＣＫＥ",
        "A\u030aterkallat",
        "medgivande saknas",
        "Ångrade sig",
        "tog  tillbaka sitt ja",
        "vill ta\u00a0tillbaka",
        "återtaget",
        "Permission withheld",
        "took back the yes",
        "revoked",
        "CONSENT",
    ],
)
def test_no_spelling_hides_a_withdrawal(text: str) -> None:
    for lang in ("sv", "en"):
        row = {**NAMED, lang: text}
        assert error_of({"skal": {"boka_om": {"x": row}}}).code == "overlagring.aterkallelse"
        assert error_of({"avvikelseslag": {"x": row}}).code == "overlagring.aterkallelse"
    FLERPARTSMOTE.rules(overlay={"amne": {"x": {**NAMED, "sv": text}}})


def test_a_reason_that_only_looks_like_a_withdrawal_is_fine() -> None:
    rows = {"angransande": {"sv": "angränsande möte", "en": "a nearby meeting"}}
    rules = FLERPARTSMOTE.rules(overlay={"skal": {"boka_om": rows}, "avvikelseslag": rows})
    assert "angransande" in rules.vocabulary.known["avvikelseslag"]


def test_an_address_of_a_unit_that_the_overlay_adds() -> None:
    rows = {"adress": [{"unit": "kommun:bad", "lines": ["Gatan 1"]}], "enhet": {"kommun:bad": UNIT}}
    found = address_of(FLERPARTSMOTE.rules(overlay=rows).tables, "kommun:bad", "uppsala")
    assert found is not None
    assert found.lines == ("Gatan 1",)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"[parameter\n", "regler.toml"),
        (b"a = 1\na = 2\n", "regler.toml"),
        (b"name = '\xff'\n", "regler.utf8"),
        (b"a = " + b"[" * 20_000, "regler.toml"),
        (b"a = " + b"{a = " * 2_000 + b"1" + b"}" * 2_000, "regler.toml"),
        (b"a = " + b"1" * 5_000, "regler.toml"),
        (b"#" * (MAX_OVERLAY + 1), "regler.stor"),
        (None, "regler.fil"),
    ],
    ids=["not TOML", "a key twice", "not UTF-8", "lists", "tables", "a long number", "too large", "not there"],
)
def test_a_file_that_cannot_be_used(tmp_path: Path, content: bytes | None, code: str) -> None:
    path = tmp_path / "overlay.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(RulesError) as error:
        read_overlay(path)
    assert error.value.code == code
    assert str(path) in error.value.text("sv")
    assert str(path) in error.value.text("en")


def test_a_file_without_an_end_is_not_read_to_it() -> None:
    with pytest.raises(RulesError) as error:
        read_overlay(Path("/dev/zero"))
    assert error.value.code == "regler.stor"


def test_a_fault_in_the_toml_repeats_no_personnummer(tmp_path: Path) -> None:
    path = tmp_path / "overlay.toml"
    path.write_text("[amne.9001010017]\n[amne.9001010017]\n", encoding="utf-8")
    with pytest.raises(RulesError) as error:
        read_overlay(path)
    assert "9001010017" not in error.value.text("sv")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(RulesError) as error:
        read_overlay(tmp_path)
    assert error.value.code == "regler.fil"


def test_an_overlay_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "overlay.toml"
    path.write_text('for = "toy"\nname = "Nord"\n[parameter]\ndays = 3\n[norm.T-TEXT]\nseverity = "warn"\n')
    rules = TOY.rules(overlay=read_overlay(path))
    assert rules.parameters["days"] == 3
    assert rules.norms["T-TEXT"].severity.value == "warn"


def test_an_empty_overlay_decides_nothing() -> None:
    rules = TOY.rules(overlay={})
    assert (rules.digest, rules.overlay) == (TOY.rules().digest, None)


@pytest.mark.parametrize("written", ["utf-8", "utf-8-sig"])
def test_a_byte_order_mark_is_read_over(written: str, tmp_path: Path) -> None:
    path = tmp_path / "overlay.toml"
    path.write_text('for = "flerpartsmote"\n', encoding=written)
    assert read_overlay(path) == {"for": "flerpartsmote"}


def test_nothing_is_changed_in_place() -> None:
    before = canonical((FLERPARTSMOTE.rules().parameters, FLERPARTSMOTE.rules().tables))
    severity = FLERPARTSMOTE.rules().norms["FM-BOKNING-2"].severity
    overlay: dict[str, Any] = {
        "parameter": {"lead_time_weeks_region": 9},
        "norm": {"FM-BOKNING-2": {"severity": "note"}},
        "enhet": {"kommun:bad": UNIT},
        "adress": [{"unit": AF, "lines": ["Gatan 1"]}],
        "skal": {"boka_om": {"vader": NAMED}},
    }
    given = copy.deepcopy(overlay)
    changed = FLERPARTSMOTE.rules(overlay=overlay)
    assert changed.digest != FLERPARTSMOTE.rules().digest
    assert overlay == given
    assert canonical((FLERPARTSMOTE.rules().parameters, FLERPARTSMOTE.rules().tables)) == before
    assert FLERPARTSMOTE.rules().norms["FM-BOKNING-2"].severity is severity


def test_an_overlay_that_fails_leaves_nothing_behind() -> None:
    digest = FLERPARTSMOTE.rules().digest
    error_of({"parameter": {"lead_time_weeks_region": 9}, "norm": {"FM-SAMTYCKE-2": {"severity": "note"}}})
    assert FLERPARTSMOTE.rules().digest == digest
    assert FLERPARTSMOTE.rules().parameters["lead_time_weeks_region"] == 6


def test_what_was_handed_in_can_be_changed_afterwards() -> None:
    overlay: dict[str, Any] = {"enhet": {"kommun:bad": dict(UNIT)}, "parameter": {"postal_days": 3}}
    rules = FLERPARTSMOTE.rules(overlay=overlay)
    overlay["parameter"]["postal_days"] = 9
    overlay["enhet"]["kommun:bad"]["sv"] = "annat"
    assert rules.parameters["postal_days"] == 3
    assert label(rules, "enhet", "kommun:bad") == "s"


def test_the_open_table_keeps_what_was_there() -> None:
    rules = TOY.rules(overlay={"enhet": {"ost": NAMED}})
    assert set(rules.vocabulary.known["enhet"]) == {"nord", "syd", "ost"}


# --- In a case ---------------------------------------------------------------------------------------------------


def test_a_severity_of_ones_own_decides() -> None:
    for severity, allowed in (("block", False), ("warn", True), ("note", True)):
        story = accepted({"norm": {"FM-FORBEREDELSE-3": {"severity": severity}}})
        decision = story.ask(Informera, day=1)
        assert decision.allowed is allowed
        assert [one.severity.value for one in decision.findings if one.norm == "FM-FORBEREDELSE-3"] == [severity]


def test_a_unit_of_ones_own_takes_part() -> None:
    own = {"enhet": {"kommun:bibliotek": {"part": "kommun", "sv": "Stadsbiblioteket", "en": "The city library"}}}
    story = accepted(own)
    story.do(Informera, day=1, anpassning=("lattlast",))
    story.do(GeSamtycke, INDIVID, enheter=(ARBETSMARKNAD, AF, "kommun:bibliotek"), amnen=TOPICS)
    story.do(DokumenteraSamtycke, "kommun:bibliotek", referens="dnr 1")
    assert "kommun:bibliotek" in story.case.facts.consent.records
    refused = story.ask(LamnaUppgift, "kommun:bibliotek:2", till=AF, amne="halsa")
    assert not refused.allowed
    assert "Stadsbiblioteket" in refused.explain("sv")
    assert "The city library" in refused.explain("en")
    with pytest.raises(EventError):
        accepted().ask(LamnaUppgift, "kommun:bibliotek")


def test_a_topic_of_ones_own_can_be_agreed_to() -> None:
    story = accepted({"amne": {"musik": {"sv": "musik", "en": "music"}}})
    story.do(Informera, day=1, anpassning=("lattlast",))
    story.do(GeSamtycke, INDIVID, enheter=(ARBETSMARKNAD, AF), amnen=("musik",))
    story.do(DokumenteraSamtycke, ARBETSMARKNAD, referens="dnr 1")
    story.do(LamnaUppgift, ARBETSMARKNAD, till=AF, amne="musik")
    assert not story.ask(LamnaUppgift, ARBETSMARKNAD, till=AF, amne="halsa").allowed


def test_a_kind_of_deviation_of_ones_own_can_be_reported() -> None:
    story = summoned(overlay={"avvikelseslag": {"fel_lokal": {"sv": "fel lokal", "en": "the wrong room"}}})
    story.do(RapporteraAvvikelse, slag="fel_lokal", part=AF, lamnas_till=AF)
    with pytest.raises(EventError):
        summoned().ask(RapporteraAvvikelse, slag="fel_lokal", part=AF, lamnas_till=AF)


def test_a_reason_of_ones_own_can_be_given() -> None:
    story = summoned(overlay={"skal": {"boka_om": {"strejk": {"sv": "strejk", "en": "a strike"}}}})
    story.do(BokaOm, skal_kod="strejk")
    assert story.case.phase == "forberedelse"


def test_an_address_of_ones_own_goes_first() -> None:
    lines = ["Nya gatan 1", "111 11 Staden"]
    rules = FLERPARTSMOTE.rules(overlay={"adress": [{"unit": AF, "lines": lines}]})
    found = address_of(rules.tables, AF, "uppsala")
    before = address_of(FLERPARTSMOTE.rules().tables, AF, "uppsala")
    assert found is not None
    assert found.lines == tuple(lines)
    assert before is not None
    assert before.lines != found.lines


def test_a_municipality_of_ones_own_with_its_joining_day() -> None:
    joined = moment(30).date()
    row = {"sv": "Gävle kommun", "en": "Gävle municipality", "joined": "ja", "valid_from": joined}
    rules = FLERPARTSMOTE.rules(overlay={"kommun": {"gavle": row}})
    case = open_case(FLERPARTSMOTE, "arende-1", rules=rules, municipality="gavle")
    before = case.decide(IdentifieraBehov(occurred_at=moment(29), recorded_at=moment(29), by=ARBETSMARKNAD))
    late = moment(30) + timedelta(hours=1)
    after = case.decide(IdentifieraBehov(occurred_at=late, recorded_at=late, by=ARBETSMARKNAD))
    assert [one.norm for one in before.findings] == ["PR-ANSL-2"]
    assert after.findings == ()
    with pytest.raises(EventError):
        open_case(FLERPARTSMOTE, "arende-1", municipality="gavle")


def test_a_case_pins_its_overlay() -> None:
    rules = FLERPARTSMOTE.rules(overlay={"parameter": {"min_parties": 3}})
    pin = Story(overlay={"parameter": {"min_parties": 3}}).case.header.rules
    assert pin is not None
    assert (pin.digest, pin.overlay) == (rules.digest, rules.overlay)


@pytest.mark.parametrize("depth", [17, 50, 1_000, 40_000])
@pytest.mark.parametrize("inner", [dict, list])
def test_an_overlay_that_is_too_deep_to_be_shown_or_copied_is_refused(depth: int, inner: type) -> None:
    value: Any = 1
    for _ in range(depth):
        value = {"a": value} if inner is dict else [value]
    with pytest.raises(RulesError) as caught:
        FLERPARTSMOTE.rules(overlay={"norm": value})
    assert caught.value.code == "overlagring.djup"


@pytest.mark.parametrize(
    "written",
    [
        ".".join(["a"] * 1_000) + " = 1",
        "norm." + ".".join(["'a'"] * 1_000) + " = 1",
        "[" + " . ".join(['"a"'] * 20_000) + "]\nx = 1",
        "x = {" + ".".join(["a-b"] * 60_000) + " = 1}",
    ],
)
def test_a_key_of_a_thousand_parts_is_refused_before_it_is_read(written: str, tmp_path: Path) -> None:
    """Reading such keys takes time that grows with the square of their parts."""
    path = tmp_path / "djup.toml"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(RulesError) as caught:
        read_overlay(path)
    assert caught.value.code == "overlagring.djup"


def test_a_text_may_be_long_and_have_many_stops(tmp_path: Path) -> None:
    path = tmp_path / "lang.toml"
    path.write_text('name = "' + "En mening. Och en till. " * 500 + '"\n', encoding="utf-8")
    assert read_overlay(path).keys() == {"name"}
