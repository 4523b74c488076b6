"""Reading a log is strict about form: each fault gives one error, with line and field, that repeats nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from flerpart_flow.engine.errors import JournalError, RulesNotInstalled
from flerpart_flow.engine.journal.json_lines import MAX_LINE
from flerpart_flow.engine.journal.log import Log, read_log, read_log_file
from flerpart_flow.engine.judging.case import LineStatus
from flerpart_flow.engine.values.ternary import YES
from tests.journal.toy import ROUTINES, TOY, A, B

HEADER = '{"flerpart_flow":1,"routine":"toy","case":"D-17"}'
OPENS = (
    '{"nr":1,"event":"a","occurred_at":"2026-03-02T08:00:00+01:00","recorded_at":"2026-03-02T08:05:00+01:00",'
    '"by":"nord"}'
)
TIMES = '"occurred_at":"2026-03-03T08:00:00+01:00","recorded_at":"2026-03-03T08:05:00+01:00"'
SECRET = "Kajsa"
PERSONNUMMER = "19121212-1212"


def second(rest: str, nr: str = "2", event: str = "b", times: str = TIMES, by: str = '"nord"') -> str:
    """The line of a second event: the envelope as given, then the rest."""
    return f'{{"nr":{nr},"event":"{event}",{times},"by":{by}{"," if rest else ""}{rest}}}'


def read(*text: str | bytes) -> Log:
    return read_log([line if isinstance(line, bytes) else line.encode() for line in text], ROUTINES)


def fault(*text: str | bytes) -> JournalError:
    with pytest.raises(JournalError) as caught:
        read(*text)
    return caught.value


def checked(error: JournalError, code: str, line: int, field: str | None, unsaid: tuple[str, ...] = ()) -> None:
    """The error is the one expected, has a text in both languages, and repeats nothing that was written."""
    assert (error.code, error.line, error.field) == (code, line, field)
    for lang, place in (("sv", "Rad"), ("en", "Line")):
        text = error.text(lang)
        assert text.startswith(f"{place} {line}") == (line > 0)
        assert field is None or field in text
        for secret in (SECRET, PERSONNUMMER, *unsaid):
            assert secret not in text
            assert secret not in repr(error)
    assert error.__cause__ is None
    assert error.__context__ is None


def test_a_log_is_read_whole() -> None:
    log = read(
        '{"flerpart_flow":1,"routine":"toy","case":"D-17","municipality":"skogby","previous":"D-3","linked":["E-4"]}',
        OPENS,
        second('"plats":"Rum 3, vårdcentralen","klart":"ja","antal":2,"till":["syd","narstaende:1"]'),
        second('"syfte":{"syd":"Plan"}', nr="3", by='"individ","recorded_by":"nord:hamn"'),
    )
    assert (log.header.case, log.header.municipality, log.header.previous) == ("D-17", "skogby", "D-3")
    assert log.header.linked == ("E-4",)
    occurred, recorded = datetime(2026, 3, 3, 7, tzinfo=UTC), datetime(2026, 3, 3, 7, 5, tzinfo=UTC)
    envelope: dict[str, Any] = {"occurred_at": occurred, "recorded_at": recorded}
    assert log.events[1:] == (
        B(nr=2, by="nord", plats="Rum 3, vårdcentralen", klart=YES, antal=2, till=("syd", "narstaende:1"), **envelope),
        B(nr=3, by="individ", recorded_by="nord:hamn", syfte=(("syd", "Plan"),), **envelope),
    )
    assert type(log.events[0]) is A
    assert log.rules_assumed


def test_a_log_is_judged_line_by_line() -> None:
    log = read(HEADER, OPENS, second(""), second('"plats":"Rum 3"', nr="3"))
    assert [decision.allowed for _, decision in log.steps()] == [True, False, True]
    case = log.case()
    assert (case.phase, case.facts, len(case.lines)) == ("p", 2, 3)
    assert case.status(2) is LineStatus.REFUSED


def test_a_header_alone_is_a_log() -> None:
    assert read(HEADER).events == ()
    assert read(HEADER).case().phase == "start"


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\n\n", " \t\r\n"])
def test_line_ends_do_not_matter(end: str) -> None:
    text = "\n".join((HEADER, OPENS)) + end
    assert len(read(*text.splitlines(keepends=True)).events) == 1


def test_space_around_an_object_does_not_matter() -> None:
    assert len(read(f" {HEADER}\t", f"\t{OPENS} \r\n").events) == 1


def test_a_file_is_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    path.write_text(f"{HEADER}\r\n{OPENS}\r\n", encoding="utf-8")
    assert read_log_file(path, ROUTINES) == read(HEADER, OPENS)
    assert read_log_file(str(path), ROUTINES).events[0].nr == 1


def test_lines_are_taken_one_at_a_time_and_no_further_than_a_hundred_faults() -> None:
    taken = []

    def lines() -> Iterator[bytes]:
        yield HEADER.encode()
        for nr in range(1, 100_000):
            taken.append(nr)
            yield b"{half a line"

    with pytest.raises(JournalError) as error:
        read_log(lines(), ROUTINES)
    assert [one.line for one in error.value.further] == [*range(3, 103)]
    assert len(taken) == 101


def test_a_file_that_is_not_there_is_no_damaged_log(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_log_file(tmp_path / "none.jsonl", ROUTINES)


DEEP = 20_000

Faults = dict[str, tuple[str | bytes, str, str | None]]

LINES: Faults = {
    "truncated": ('{"nr":2,"event":"b","plats":"Kajsa', "journal.avbruten", None),
    "truncated after a comma": ('{"nr":2,', "journal.avbruten", None),
    "broken JSON": ('{"nr":2,"event":"b",Kajsa}', "journal.json", None),
    "two objects": (f"{second('')}{second('', nr='3')}", "journal.json", None),
    "single quotes": ("{'nr':2}", "journal.json", None),
    "invalid UTF-8": (second('"plats":"Kajsa').encode() + b'\xe5"}', "journal.utf8", None),
    "UTF-16": (second("").encode("utf-16"), "journal.nul", None),
    "NUL": (second('"plats":"Kajsa').encode() + b'\0"}', "journal.nul", None),
    "nothing but NUL": (b"\0\0\0\0", "journal.nul", None),
    "a written NUL": (second(r'"plats":"Kajsa\u0000"'), "falt.text", "plats"),
    "half a surrogate": (second(r'"plats":"Kajsa\ud800"'), "falt.text", "plats"),
    "byte order mark": (b"\xef\xbb\xbf" + second("").encode(), "journal.bom", None),
    "a list": ('["Kajsa"]', "journal.objekt", None),
    "a text": ('"Kajsa"', "journal.objekt", None),
    "a number": ("17", "journal.objekt", None),
    "null": ("null", "journal.objekt", None),
    "deep lists": ("[" * DEEP + "]" * DEEP, "journal.djup", None),
    "deep lists without end": ("[" * DEEP, "journal.djup", None),
    "deep objects": ('{"a":' * DEEP + "1" + "}" * DEEP, "journal.djup", None),
    "deep in a field": (second('"plats":' + "[" * 100 + "]" * 100), "journal.djup", None),
    "deep in a correction": (
        second('"ror":1,"ratt":{"plats":' + "[" * 100 + "]" * 100 + "}", event="ratta"),
        "journal.djup",
        None,
    ),
    "too deep for a correction": (
        second('"ror":1,"ratt":{"plats":' + "[" * 12 + "]" * 12 + "}", event="ratta"),
        "falt.ratt",
        "ratt",
    ),
    "very long": (second(f'"plats":"{"x" * MAX_LINE}"'), "journal.lang", None),
    "a key twice": (second('"plats":"Kajsa","plats":"Kajsa"'), "journal.dubbel", "plats"),
    "an unknown key twice": (second('"Kajsa":1,"Kajsa":2'), "journal.dubbel", None),
    "a key twice inside": (second('"syfte":{"syd":"Kajsa","syd":"Kajsa"}'), "journal.dubbel", None),
    "a key twice, once escaped": (second(r'"plats":"Kajsa","plat\u0073":"b"'), "journal.dubbel", "plats"),
    "NaN": (second('"antal":NaN'), "journal.tal", None),
    "Infinity": (second('"antal":-Infinity'), "journal.tal", None),
    "a number of 5,000 digits": (second(f'"antal":{"7" * 5000}'), "journal.tal", None),
    "a number of 500 digits": (second(f'"antal":{"7" * 500}'), "falt.heltal", "antal"),
    "null in a field": (second('"plats":null'), "journal.null", "plats"),
    "null in a list": (second('"till":[null]'), "journal.null", "till"),
    "null in the envelope": (second("", by="null"), "journal.null", "by"),
    "null inside a correction": (
        second('"ror":1,"ratt":{"till":[null]}', event="ratta"),
        "journal.null",
        "ratt",
    ),
    "no nr": (f'{{"event":"b",{TIMES},"by":"nord"}}', "journal.saknas", "nr"),
    "nr as text": (second("", nr='"2"'), "falt.heltal", "nr"),
    "nr as a bool": (second("", nr="true"), "falt.heltal", "nr"),
    "nr with decimals": (second("", nr="2.0"), "falt.heltal", "nr"),
    "nr repeated": (second("", nr="1"), "journal.nr", "nr"),
    "nr skipped": (second("", nr="3"), "journal.nr", "nr"),
    "no event": (f'{{"nr":2,{TIMES},"by":"nord"}}', "journal.saknas", "event"),
    "no occurred_at": (second("", times='"recorded_at":"2026-03-03T08:00:00Z"'), "journal.saknas", "occurred_at"),
    "no recorded_at": (second("", times='"occurred_at":"2026-03-03T08:00:00Z"'), "journal.saknas", "recorded_at"),
    "no by": (f'{{"nr":2,"event":"b",{TIMES}}}', "journal.saknas", "by"),
    "nobody wrote it down": (second("", by='"individ"'), "handelse.vem_skrev", "recorded_by"),
    "a person wrote it down": (second("", by='"individ","recorded_by":"individ"'), "kod.okand", "recorded_by"),
    "unknown event": (second("", event="Kajsa"), "journal.handelse_okand", "event"),
    "almost an event": (second("", event="x_avslutt"), "journal.handelse_nara", "event"),
    "event as a number": ('{"nr":2,"event":7}', "journal.handelse_okand", "event"),
    "event as a list": ('{"nr":2,"event":["b"]}', "journal.handelse_okand", "event"),
    "unknown field": (second('"Kajsa":1'), "journal.falt_okant", None),
    "almost a field": (second('"platss":"Kajsa"'), "journal.falt_nara", None),
    "a field of another event": (second('"plats":"Kajsa"', event="a"), "journal.falt_okant", None),
    "what only the program sets": (second('"ror":1,"struck":1', event="ratta"), "journal.falt_okant", None),
    "the header once more": (HEADER, "journal.huvud_igen", None),
    "an event that is a header too": (second('"flerpart_flow":1'), "journal.falt_okant", None),
    "a blank line": ("", "journal.tom_rad", None),
    "a line of spaces": ("  \t ", "journal.tom_rad", None),
    "text as a number": (second('"plats":7'), "falt.text", "plats"),
    "an empty text": (second('"plats":" "'), "falt.text", "plats"),
    "texts as a text": (second('"rader":"Kajsa"'), "falt.texter", "rader"),
    "a number as text": (second('"antal":"Kajsa"'), "falt.heltal", "antal"),
    "zero": (second('"antal":0'), "falt.heltal", "antal"),
    "a bool for three values": (second('"klart":true'), "falt.ternar", "klart"),
    "no word of the three": (second('"klart":"Kajsa"'), "falt.ternar", "klart"),
    "a naive time": (second('"start":"2026-03-03T08:00:00"'), "falt.tid_naive", "start"),
    "a naive time in the envelope": (
        second("", times='"occurred_at":"2026-03-03T08:00:00","recorded_at":"2026-03-03T08:00:00Z"'),
        "falt.tid_naive",
        "occurred_at",
    ),
    "no time": (second('"start":"Kajsa"'), "falt.tid_format", "start"),
    "a day that is none": (second('"start":"2026-02-30T08:00:00Z"'), "falt.tid_date", "start"),
    "a year out of range": (second('"start":"2204-02-03T08:00:00Z"'), "falt.tid_range", "start"),
    "a time as a number": (second('"start":1772524800'), "falt.tid_type", "start"),
    "a time where a day is wanted": (second('"dag":"2026-03-03T08:00:00Z"'), "falt.dag", "dag"),
    "a code as a number": (second('"kanal":7'), "falt.kod", "kanal"),
    "codes as one code": (second('"till":"syd"'), "falt.koder", "till"),
    "a code twice": (second('"till":["syd","syd"]'), "falt.koder", "till"),
    "texts per code as a list": (second('"syfte":["syd"]'), "falt.per_kod", "syfte"),
    "unknown code": (second('"kanal":"Kajsa"'), "kod.okand", "kanal"),
    "almost a code": (second('"kanal":"telefonn"'), "kod.nara", "kanal"),
    "unknown unit": (second("", by='"Kajsa"'), "kod.okand", "by"),
    "almost a unit": (second("", by='"nord:hamnen"'), "kod.nara", "by"),
    "unknown unit in a list": (second('"till":["syd","Kajsa"]'), "kod.okand", "till"),
    "unknown unit as a key": (second('"syfte":{"Kajsa":"Plan"}'), "kod.okand", "syfte"),
    "a unit with a number that is none": (second("", by='"nord:0"'), "kod.nara", "by"),
    "recorded before it occurred": (
        second("", times='"occurred_at":"2026-03-03T09:00:00+01:00","recorded_at":"2026-03-03T08:59:59+01:00"'),
        "handelse.registrerad_fore",
        "recorded_at",
    ),
    "recorded before the line above": (
        second("", times='"occurred_at":"2026-03-02T08:00:00+01:00","recorded_at":"2026-03-02T08:04:59+01:00"'),
        "journal.ordning",
        "recorded_at",
    ),
    "personnummer in a text": (second(f'"plats":"hos {PERSONNUMMER}"'), "falt.personnummer", "plats"),
    "personnummer in a list": (second(f'"rader":["{PERSONNUMMER}"]'), "falt.personnummer", "rader"),
    "personnummer as a unit": (second("", by=f'"{PERSONNUMMER}"'), "falt.personnummer", "by"),
    "personnummer as a code": (second(f'"kanal":"{PERSONNUMMER}"'), "falt.personnummer", "kanal"),
    "personnummer as a time": (second(f'"start":"{PERSONNUMMER}"'), "falt.personnummer", "start"),
    "personnummer as an event": (second("", event=PERSONNUMMER), "falt.personnummer", "event"),
    "personnummer as a key": (second(f'"{PERSONNUMMER}":1'), "journal.personnummer", None),
    "personnummer under an unknown key": (second(f'"Kajsa":"{PERSONNUMMER}"'), "journal.personnummer", None),
    "personnummer as a key inside": (second(f'"syfte":{{"{PERSONNUMMER}":"a"}}'), "falt.personnummer", "syfte"),
    "personnummer in a correction": (
        second(f'"ror":7,"ratt":{{"plats":["hos {PERSONNUMMER}"]}}', event="ratta"),
        "falt.personnummer",
        "ratt",
    ),
    "personnummer in bare digits": (second('"plats":"191212121212"'), "falt.personnummer", "plats"),
    "samordningsnummer": (second('"plats":"701063-2391"'), "falt.personnummer", "plats"),
    "an empty correction": (second('"ror":1,"ratt":{}', event="ratta"), "falt.ratt", "ratt"),
    "a correction that is a list": (second('"ror":1,"ratt":["Kajsa"]', event="ratta"), "falt.ratt", "ratt"),
    "decimals in a correction": (second('"ror":1,"ratt":{"antal":1.5}', event="ratta"), "falt.ratt", "ratt"),
}


@pytest.mark.parametrize(("line", "code", "field"), LINES.values(), ids=LINES)
def test_a_damaged_line_gives_one_error(line: str | bytes, code: str, field: str | None) -> None:
    unsaid = ("191212121212", "701063-2391", "telefonn ", "platss", "hamnen")
    checked(fault(HEADER, OPENS, line, second("", nr="3")), code, 3, field, unsaid)


REST = '"routine":"toy","case":"D-17"'
PIN = '"version":"2026.1","digest":"sha256:' + "0" * 64 + '"'

HEADERS: Faults = {
    "an event first": (OPENS, "journal.inget_huvud", None),
    "an empty object": ("{}", "journal.inget_huvud", None),
    "no object": ('"Kajsa"', "journal.objekt", None),
    "broken": ('{"flerpart_flow":1,Kajsa', "journal.json", None),
    "truncated": ('{"flerpart_flow":1,"case":"Kaj', "journal.avbruten", None),
    "byte order mark": (b"\xef\xbb\xbf" + HEADER.encode(), "journal.bom", None),
    "UTF-16": (HEADER.encode("utf-16-le"), "journal.nul", None),
    "deep": ("[" * DEEP, "journal.djup", None),
    "format of the future": ('{"flerpart_flow":2,"new":"Kajsa"}', "journal.format", "flerpart_flow"),
    "format as text": (f'{{"flerpart_flow":"1",{REST}}}', "journal.format", "flerpart_flow"),
    "format as a bool": (f'{{"flerpart_flow":true,{REST}}}', "journal.format", "flerpart_flow"),
    "format with decimals": (f'{{"flerpart_flow":1.0,{REST}}}', "journal.format", "flerpart_flow"),
    "format null": (f'{{"flerpart_flow":null,{REST}}}', "journal.format", "flerpart_flow"),
    "a key twice": (f'{{"flerpart_flow":1,{REST},"case":"D-18"}}', "journal.dubbel", "case"),
    "unknown key": (f'{{"flerpart_flow":1,{REST},"Kajsa":"Kajsa"}}', "journal.falt_okant", None),
    "almost a key": (f'{{"flerpart_flow":1,{REST},"municipalty":"skogby"}}', "journal.falt_nara", None),
    "no routine": ('{"flerpart_flow":1,"case":"D-17"}', "journal.saknas", "routine"),
    "no case": ('{"flerpart_flow":1,"routine":"toy"}', "journal.saknas", "case"),
    "case null": ('{"flerpart_flow":1,"routine":"toy","case":null}', "journal.null", "case"),
    "unknown routine": ('{"flerpart_flow":1,"routine":"Kajsa","case":"D"}', "journal.rutin_okand", "routine"),
    "almost a routine": ('{"flerpart_flow":1,"routine":"toys","case":"D"}', "journal.rutin_nara", "routine"),
    "routine as a list": ('{"flerpart_flow":1,"routine":["toy"],"case":"D"}', "journal.rutin_okand", "routine"),
    "case as a number": ('{"flerpart_flow":1,"routine":"toy","case":7}', "falt.referens", "case"),
    "an empty case": ('{"flerpart_flow":1,"routine":"toy","case":""}', "falt.referens", "case"),
    "a case of many lines": ('{"flerpart_flow":1,"routine":"toy","case":"a\\nb"}', "falt.referens", "case"),
    "personnummer as case": (
        f'{{"flerpart_flow":1,"routine":"toy","case":"{PERSONNUMMER}"}}',
        "falt.personnummer",
        "case",
    ),
    "personnummer as routine": (
        f'{{"flerpart_flow":1,"routine":"{PERSONNUMMER}","case":"D"}}',
        "falt.personnummer",
        "routine",
    ),
    "personnummer as previous": (
        f'{{"flerpart_flow":1,{REST},"previous":"{PERSONNUMMER}"}}',
        "falt.personnummer",
        "previous",
    ),
    "personnummer among linked": (
        f'{{"flerpart_flow":1,{REST},"linked":["{PERSONNUMMER}"]}}',
        "falt.personnummer",
        "linked",
    ),
    "personnummer as a key": (f'{{"flerpart_flow":1,{REST},"{PERSONNUMMER}":1}}', "journal.personnummer", None),
    "linked as a text": (f'{{"flerpart_flow":1,{REST},"linked":"D-3"}}', "falt.texter", "linked"),
    "null among linked": (f'{{"flerpart_flow":1,{REST},"linked":[null]}}', "journal.null", "linked"),
    "a number among linked": (f'{{"flerpart_flow":1,{REST},"linked":[7]}}', "falt.referens", "linked"),
    "unknown municipality": (f'{{"flerpart_flow":1,{REST},"municipality":"Kajsa"}}', "kod.okand", "municipality"),
    "almost a municipality": (f'{{"flerpart_flow":1,{REST},"municipality":"skogsby"}}', "kod.nara", "municipality"),
    "municipality as a list": (f'{{"flerpart_flow":1,{REST},"municipality":["skogby"]}}', "falt.kod", "municipality"),
    "rules as a text": (f'{{"flerpart_flow":1,{REST},"rules":"Kajsa"}}', "journal.regler", "rules"),
    "rules without a digest": (
        f'{{"flerpart_flow":1,{REST},"rules":{{"version":"2026.1"}}}}',
        "journal.saknas",
        "rules.digest",
    ),
    "rules with more": (f'{{"flerpart_flow":1,{REST},"rules":{{{PIN},"Kajsa":1}}}}', "journal.falt_okant", "rules"),
    "version that is none": (
        f'{{"flerpart_flow":1,{REST},"rules":{{"version":"Kajsa","digest":"x"}}}}',
        "journal.version",
        "rules.version",
    ),
    "digest that is none": (
        f'{{"flerpart_flow":1,{REST},"rules":{{"version":"2026.1","digest":"Kajsa"}}}}',
        "journal.digest",
        "rules.digest",
    ),
    "overlay that is no digest": (
        f'{{"flerpart_flow":1,{REST},"rules":{{{PIN},"overlay":"Kajsa"}}}}',
        "journal.digest",
        "rules.overlay",
    ),
}


@pytest.mark.parametrize(("line", "code", "field"), HEADERS.values(), ids=HEADERS)
def test_a_damaged_header_gives_one_error(line: str | bytes, code: str, field: str | None) -> None:
    checked(fault(line, OPENS), code, 1, field, ("municipalty", "skogsby", "toys"))


@pytest.mark.parametrize("text", [(), ("",), ("\n", " \t\r\n")])
def test_an_empty_file_is_no_log(text: tuple[str, ...]) -> None:
    checked(fault(*text), "journal.tom", 0, None)


def test_a_log_does_not_begin_with_a_blank_line() -> None:
    checked(fault("\n", HEADER), "journal.tom_rad", 1, None)


def test_two_headers_at_the_start() -> None:
    checked(fault(HEADER, HEADER, OPENS), "journal.huvud_igen", 2, None)


def test_a_file_with_a_line_without_end(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    path.write_text(HEADER + "\n" + "x" * (3 * MAX_LINE), encoding="utf-8")
    with pytest.raises(JournalError) as caught:
        read_log_file(path, ROUTINES)
    checked(caught.value, "journal.lang", 2, None)


def test_an_error_says_what_was_expected() -> None:
    near = fault(HEADER, OPENS, second('"platss":"x"'))
    assert near.text("sv") == "Rad 3: Nyckel nummer 6 finns inte här. Menade du: plats?"
    assert near.text("en") == "Line 3: There is no such key here as key number 6. Did you mean: plats?"
    skipped = fault(HEADER, OPENS, second("", nr="4"))
    assert skipped.text("sv").startswith("Rad 3, fält nr: Numret ska vara 2.")
    naive = fault(HEADER, OPENS, second('"start":"2026-03-03T08:00:00"'))
    assert naive.text("sv").startswith("Rad 3: Fältet start är en tidpunkt utan tidszon.")


@pytest.mark.parametrize(
    ("pin", "code"),
    [
        ('"version":"2019.1","digest":"sha256:' + "0" * 64 + '"', "regler.version"),
        (PIN, "regler.andra"),
        (f'"version":"2026.1","digest":"{TOY.rules().digest}","overlay":"sha256:{"0" * 64}"', "regler.andra"),
    ],
)
def test_rules_that_are_not_here_are_told_apart_from_damage(pin: str, code: str) -> None:
    with pytest.raises(RulesNotInstalled) as caught:
        read(f'{{"flerpart_flow":1,{REST},"rules":{{{pin}}}}}', OPENS)
    assert caught.value.code == code
    for lang in ("sv", "en"):
        assert "2026.1" in caught.value.text(lang)
        assert json.loads(f"{{{pin}}}")["version"] in caught.value.text(lang)


def test_a_log_is_read_by_the_rules_that_its_header_pins() -> None:
    old = TOY.rules("2025.1")
    pinned = read(f'{{"flerpart_flow":1,{REST},"rules":{{"version":"2025.1","digest":"{old.digest}"}}}}', OPENS)
    assert pinned.rules.version == "2025.1"
    assert not pinned.rules_assumed


def test_a_log_under_an_overlay_needs_the_same_overlay() -> None:
    overlay = {"for": "toy", "parameter": {"dagar": 7}}
    rules = TOY.rules(overlay=overlay)
    pin = f'"version":"2026.1","digest":"{rules.digest}","overlay":"{rules.overlay}"'
    line = f'{{"flerpart_flow":1,{REST},"rules":{{{pin}}}}}'.encode()
    assert read_log([line], ROUTINES, overlay).rules.parameters["dagar"] == 7
    with pytest.raises(RulesNotInstalled):
        read_log([line], ROUTINES)


CORRECTIONS = {
    "unknown field": ('{"Kajsa":"Kajsa"}', "falt.okant", "ratt"),
    "the envelope": ('{"by":"syd"}', "falt.ratt_kuvert", "ratt.by"),
    "wrong type": ('{"antal":"Kajsa"}', "falt.heltal", "ratt.antal"),
    "naive time": ('{"start":"2026-03-03T08:00:00"}', "falt.tid_naive", "ratt.start"),
    "unknown code": ('{"till":["Kajsa"]}', "kod.okand", "ratt.till"),
}


@pytest.mark.parametrize(("ratt", "code", "field"), CORRECTIONS.values(), ids=CORRECTIONS)
def test_a_correction_that_does_not_fit_its_line_is_damage_there(ratt: str, code: str, field: str) -> None:
    lines = (
        HEADER,
        OPENS,
        second('"plats":"Rum 3","antal":2'),
        second(f'"ror":2,"skal_kod":"skrivfel","ratt":{ratt}', nr="3", event="ratta"),
    )
    log = read(*lines)
    for judge in (log.case, lambda: list(log.steps())):
        with pytest.raises(JournalError) as caught:
            judge()
        checked(caught.value, code, 4, field)


def test_a_correction_may_take_a_field_away() -> None:
    log = read(
        HEADER,
        OPENS,
        second('"plats":"Rum 3","antal":2'),
        second('"ror":2,"skal_kod":"skrivfel","ratt":{"antal":null,"plats":"Rum 4\\nIngång B"}', nr="3", event="ratta"),
    )
    case = log.case()
    now = case.course.corrections[2]
    assert isinstance(now, B)
    assert (now.antal, now.plats) == (None, "Rum 4\nIngång B")


@pytest.mark.parametrize("written", [b"[]", b' [{"nr":1}]', b'[{"nr":1},\n', b"[\n", b'["a"],'])
def test_a_list_in_place_of_an_object_is_told_as_a_list_whole_or_broken(written: bytes) -> None:
    with pytest.raises(JournalError) as error:
        read_log([written], {"toy": TOY})
    assert (error.value.code, error.value.line) == ("journal.objekt", 1)
    assert "JSON-array" in error.value.text("sv")
    assert "JSON array" in error.value.text("en")
