"""``status`` and ``why``: what may happen, what is missing, who owes what."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.running import AF, CONSENTED, ROOT, UNIT, run, written

AT = "2026-02-01"


def test_status_tells_the_phase_what_may_happen_and_who_owes_what(consented: str) -> None:
    ran = run("status", consented, "--at", AT)
    assert (ran.code, ran.err) == (0, "")
    assert "Läget 2026-02-01 23:59." in ran.out
    assert "Fas: Förberedelse" in ran.out
    can, not_yet = ran.out.split("Kan inte göras ännu")
    assert "- Förbereda mötet tillsammans med individen (forbered) – ordföranden (kommunens" in can
    assert "Dessutom, som i de flesta faser:" in can
    assert "HINDER FM-FORBEREDELSE-4 (okänt)" in not_yet
    assert "Öppen: Arbetsförmedlingen – dokumentera samtycket" in ran.out
    assert "Möjliga avvikelser att rapportera\n  Inga." in ran.out


def test_status_in_english(consented: str) -> None:
    ran = run("status", consented, "--at", AT, "--lang", "en")
    assert "Phase: Preparation" in ran.out
    assert "Open: the Employment Service – document the consent" in ran.out


def test_status_as_json(consented: str) -> None:
    data = run("status", consented, "--at", AT, "--format", "json").data
    assert data["format"] == "flerpart_flow/status/1"
    assert (data["at"], data["phase"], data["lines"], data["later_lines"]) == (
        "2026-02-01T23:59:59.999999+01:00",
        "forberedelse",
        7,
        0,
    )
    possible = {one["event"]: one for one in data["possible"]}
    assert possible["dokumentera_samtycke"]["answer"] == "yes"
    assert possible["dokumentera_samtycke"]["holders"] == [AF, UNIT]
    assert possible["forbered"]["answer"] == "yes"
    assert (possible["forbered"]["states"], possible["forbered"]["optional"]) == ([], ["behov_onskemal"])
    assert possible["bestam_deltagare"]["answer"] == "if"
    assert possible["bestam_deltagare"]["states"] == ["deltagare", "svar"]
    assert possible["kalla"]["answer"] == "no"
    duties = {(one["duty"], one["bearer"]): one for one in data["duties"]}
    open_one = duties["dokumentera_samtycke", AF]
    assert (open_one["state"], open_one["due"], open_one["age_days"]) == ("open", None, 13)
    assert open_one["norms"] == ["FM-SAMTYCKE-6"]
    assert duties["dokumentera_samtycke", UNIT]["state"] == "met"
    assert data["proposals"] == []


def test_lines_after_the_moment_are_not_counted_and_that_is_said(consented: str) -> None:
    ran = run("status", consented, "--at", "2026-01-14T12:00:00+01:00")
    assert "Fas: Behov" in ran.out
    assert "4 händelser i loggen inträffade senare och räknas inte med. Ange --at för en annan tidpunkt." in ran.out


def test_why_says_too_that_later_lines_are_not_counted(consented: str) -> None:
    asked = ("why", consented, "kalla", "--at", "2026-01-14T12:00:00+01:00")
    assert "4 händelser i loggen inträffade senare och räknas inte med. Ange --at" in run(*asked).out
    assert "Give --at for another moment." in run(*asked, "--lang", "en").out
    assert run(*asked, "--format", "json").data["later_lines"] == 4
    assert "inträffade senare" not in run("why", consented, "kalla", "--at", AT).out


def test_what_only_lacks_somebody_with_the_role_is_left_out(consented: str) -> None:
    ran = run("status", consented, "--at", AT)
    assert "godta_ordforande" not in ran.out
    names = [one["event"] for one in run("status", consented, "--at", AT, "--format", "json").data["possible"]]
    assert "godta_ordforande" in names


def test_a_duty_says_towards_whom_and_since_when(consented: str) -> None:
    said = " ".join(run("status", consented, "--at", AT).out.split())
    assert "dokumentera samtycket · sedan 2026-01-19 (13 dagar)" in said
    today = " ".join(run("status", consented, "--at", "2026-01-19").out.split())
    assert "dokumentera samtycket · sedan 2026-01-19 ·" in today
    english = " ".join(run("status", consented, "--at", "2026-01-20", "--lang", "en").out.split())
    assert "document the consent · since 2026-01-19 (1 day)" in english
    assert "gentemot individen" not in said


def test_without_a_moment_it_is_now(consented: str) -> None:
    before = datetime.now(UTC)
    at = datetime.fromisoformat(run("status", consented, "--format", "json").data["at"])
    assert before <= at <= datetime.now(UTC)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2026-02-01T08:30:00", "--at: Tidpunkten saknar tidszon."),
        ("2026-02-30", "--at: Ingen dag mellan 2005 och 2100."),
        ("igår", "--at: Ingen tidpunkt."),
        ("now", "--at: Ingen tidpunkt."),
        ("1999-01-01T00:00:00Z", "--at: Tidpunkten ligger utanför"),
    ],
)
def test_a_moment_that_is_none(consented: str, at: str, said: str) -> None:
    for command in (("status", consented), ("why", consented, "kalla")):
        ran = run(*command, "--at", at)
        assert (ran.code, ran.out) == (2, "")
        assert said in ran.err


def test_why_not_with_the_reason_and_the_cure(consented: str) -> None:
    ran = run("why", consented, "kalla", "--at", AT)
    assert ran.code == 1
    assert "Får inte kalla till mötet (1 hinder):" in ran.out
    assert "HINDER FM-FORBEREDELSE-4 (okänt):" in ran.out
    assert "→ ordföranden: förbereda mötet tillsammans med individen (forbered)" in ran.out


def test_why_says_yes_and_by_whom(consented: str) -> None:
    ran = run("why", consented, "dokumentera_samtycke", "--at", AT)
    assert ran.code == 0
    assert "Får dokumentera samtycket." in ran.out
    assert "Görs av: en enhet som samtycket omfattar" in ran.out


def test_why_says_yes_if_and_how_to_try_the_whole(consented: str) -> None:
    ran = run("why", consented, "utoka_samtycke", "--at", AT)
    assert ran.code == 0
    assert "Får utöka samtycket, om det som anges uppfyller normerna." in ran.out
    assert "--by individ enheter=…" in " ".join(ran.out.split())


def test_all_that_is_mistyped_is_told_at_once(consented: str) -> None:
    wrong = ("kalla", "hor_av_dig=kanske", "lista_godkand=kanske", "till=arbetsformedlingar", "x=1", "--by", UNIT)
    ran = run("why", consented, *wrong, "--at", AT)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("Fel: Det som angavs har 4 fel.\n")
    assert ran.err.count("ja, nej eller okant") == 2
    assert "Fältet till har en kod" in ran.err
    assert "Händelsen har inte det fältet." in ran.err


def test_a_field_that_may_be_left_out_is_told_apart(consented: str) -> None:
    said = " ".join(run("why", consented, "forbered", "--at", AT).out.split())
    assert "Får förbereda mötet tillsammans med individen." in said
    assert "Kan anges:" in said
    assert "(behov_onskemal)" in said


@pytest.mark.parametrize(
    ("event", "by", "answer"),
    [
        ("avsluta", "individ", "if"),
        ("avsluta", UNIT, "if"),
        ("avsluta", AF, "no"),
        ("bestam_deltagare", "individ", "if"),
        ("aterkalla_samtycke", "individ", "yes"),
        ("aterkalla_samtycke", UNIT, "no"),
        ("dokumentera_samtycke", AF, "yes"),
        ("kalla", UNIT, "no"),
    ],
)
def test_a_question_of_one_asker_is_no_empty_event(consented: str, event: str, by: str, answer: str) -> None:
    asked = run("why", consented, event, "--by", by, "--at", AT, "--format", "json")
    assert (asked.data["answer"], asked.code) == (answer, 1 if answer == "no" else 0)
    of_all = run("why", consented, event, "--at", AT, "--format", "json").data
    if by in of_all["holders"]:
        assert of_all["answer"] == answer


def test_who_asks_has_to_be_somebody_that_the_rules_know(consented: str) -> None:
    for command in (("why", consented, "avsluta"), ("status", consented)):
        ran = run(*command, "--by", "kommun:okand", "--at", AT)
        assert ran.code == 2
        assert "--by" in ran.err


def test_status_of_one_party_is_what_it_owes_and_may_do_the_next_step_first(consented: str) -> None:
    data = run("status", consented, "--by", AF, "--at", AT, "--format", "json").data
    assert (data["by"], data["next"]) == (AF, "dokumentera_samtycke")
    assert {one["bearer"] for one in data["duties"]} == {AF}
    assert data["possible"][0]["event"] == "dokumentera_samtycke"
    assert "kalla" not in {one["event"] for one in data["possible"]}
    out = run("status", consented, "--by", AF, "--at", AT).out
    assert out.index("Att göra") < out.index("Kan göras nu")
    assert run("status", consented, "--at", AT, "--format", "json").data["next"] is None


def test_why_of_another_phase_names_the_phases_where_it_is_possible(consented: str) -> None:
    ran = run("why", consented, "tacka_nej", "--at", AT)
    assert ran.code == 1
    assert "Just nu går det inte att tacka nej till flerpartsmötet" in ran.out
    assert "Det är möjligt i: Behov." in " ".join(ran.out.split())


def test_an_event_that_takes_a_role_that_nobody_has(consented: str) -> None:
    ran = run("why", consented, "godta_ordforande", "--at", AT)
    assert ran.code == 1
    assert "Just nu finns ingen som kan ta över ordförandeskapet." in ran.out
    data = run("why", consented, "godta_ordforande", "--at", AT, "--format", "json").data
    assert (data["answer"], data["holders"]) == ("no", [])


def test_why_judges_a_whole_event(consented: str) -> None:
    said = ("individen_medverkar=ja", "behov_onskemal=ja", "stod=tolk, tempo")
    ran = run("why", consented, "forbered", "--at", AT, "--by", UNIT, *said)
    assert ran.code == 0
    assert "Får förbereda mötet tillsammans med individen." in ran.out
    assert "Då är det gjort: kommunens arbetsmarknadsenhet – förbereda mötet" in " ".join(ran.out.split())
    other = run("why", consented, "forbered", "--at", AT, "--by", AF, *said)
    assert other.code == 1
    assert "Bara ordföranden kan förbereda mötet" in other.out


def test_the_one_who_has_the_role_acts_when_nobody_is_named(consented: str) -> None:
    ran = run("why", consented, "forbered", "--at", AT, "individen_medverkar=ja", "--format", "json")
    assert ran.code == 0
    data = ran.data
    assert data["format"] == "flerpart_flow/why/1"
    assert (data["event"], data["answer"], data["phase"]) == ("forbered", "yes", "forberedelse")
    assert data["decided"]["by"] == UNIT
    assert data["decided"]["phase_after"] == "forberedelse"
    assert {"duty": "forbereda_mote", "bearer": UNIT, "counterpart": "individ", "about": None, "how": "met"} in (
        data["decided"]["ended"]
    )
    assert [one["norm"] for one in data["findings"]] == ["FM-FORBEREDELSE-7"]


def test_why_as_json_without_content(consented: str) -> None:
    data = run("why", consented, "kalla", "--at", AT, "--format", "json").data
    assert (data["answer"], data["role"], data["holders"], data["decided"]) == ("no", "sammankallande", [UNIT], None)
    assert [one["norm"] for one in data["findings"] if one["severity"] == "block"] == ["FM-FORBEREDELSE-4"]
    assert data["findings"][0]["unknown"] is True


def test_the_individual_acts_and_the_last_writer_writes(consented: str) -> None:
    ran = run("why", consented, "aterkalla_samtycke", "--at", AT, "--by", "individ", "--lang", "en")
    assert ran.code == 0
    assert "The phase would be: Paused" in ran.out


def test_an_act_in_the_past_tells_what_would_lose_its_ground(consented: str) -> None:
    at = "2026-01-19T12:00:00+01:00"
    ran = run("why", consented, "aterkalla_samtycke", "--at", at, "--by", "individ")
    assert "Gör att detta inte längre har sin grund: nr 7." in ran.out


def test_values_may_be_json(consented: str) -> None:
    ran = run("why", consented, "kalla", "--at", AT, "mote=1", f'syfte={{"{AF}": "Arbete"}}', f'till=["{AF}"]')
    assert ran.code == 1
    assert "FM-KALLELSE-8" not in ran.out
    assert "FM-KALLELSE-7" in ran.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("kala",), "Händelsen finns inte i rutinen. Menade du kalla?"),
        (("KALLA",), "Menade du kalla"),
        (("xyzzy",), "Alla händelser står i docs/events."),
        (("kalla", "tll=x"), "Händelsen har inte det fältet. Menade du till?"),
        (("kalla", "xyzzy=x"), "Fält som finns: mote, till,"),
        (("kalla", "mote"), "skrivs FÄLT=VÄRDE"),
        (("kalla", "mote=ett"), "mote: Fältet ska vara ett heltal"),
        (("kalla", "mote=1", "mote=2"), "mote: Fältet står två gånger."),
        (("kalla", "syfte=arbete"), "syfte: Värdet är inte giltig JSON."),
        (("kalla", "hor_av_dig=kanske"), "ja, nej eller okant"),
        (("kalla", "--by", "kommun:arbetsmarkad"), "kommun:arbetsmarknad"),
        (("tacka_ja", "svar=ja"), "Händelsen har inga fält."),
        (("lamna_uppgift", "amne=arbete"), "--by: Det går inte att avgöra vem"),
        (("kalla", "plats=19121212-1212"), "personnummer"),
    ],
)
def test_what_is_mistyped_is_told_with_what_is_near(consented: str, arguments: tuple[str, ...], said: str) -> None:
    ran = run("why", consented, *arguments, "--at", AT)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "121212" not in ran.err


def test_both_read_from_stdin_and_refuse_a_damaged_log() -> None:
    for command in (("status", "-"), ("why", "-", "kalla")):
        assert run(*command, "--at", AT, stdin=written(*CONSENTED)).code in {0, 1}
        ran = run(*command, "--at", AT, stdin="")
        assert (ran.code, ran.out) == (4, "")


def test_the_individual_is_shown_among_those_who_have_a_role() -> None:
    said = " ".join(run("status", DEMO, "--at", "2026-06-01").out.split())
    own = "den som ansvarar för åtgärden (individen, kommunens arbetsmarknadsenhet eller Regionens psykiatri)"
    assert f"(genomfor_atgard) – {own}" in said
    assert "individen eller ett behörigt ombud (" not in said


DEMO = str(ROOT / "src" / "flerpart_flow" / "routines" / "flerpartsmote" / "demo.jsonl")


def test_late_duties_come_first_and_deviations_are_proposed() -> None:
    ran = run("status", DEMO, "--at", "2026-09-10")
    todo = ran.out.split("Att göra\n")[1].splitlines()
    assert todo[0].startswith("  Öppen: kommunens arbetsmarknadsenhet – ")
    late = run("status", DEMO, "--at", "2026-06-15", "--lang", "en").out
    said = " ".join(late.split())
    assert "labour market unit: a planned measure has not been carried out (measure 1 in the plan)" in said
    past = run("status", DEMO, "--at", "2026-11-01").out
    assert "Fas: Åtgärder" in past


def test_a_duty_past_its_day_is_late_and_stands_first() -> None:
    ran = run("status", DEMO, "--at", "2026-09-14")
    assert "Sen: " not in ran.out
    without_the_rest = "".join(Path(DEMO).read_text(encoding="utf-8").splitlines(keepends=True)[:70])
    later = run("status", "-", "--at", "2026-09-20", stdin=without_the_rest)
    todo = later.out.split("Att göra\n")[1].splitlines()
    assert todo[0].startswith("  Sen: ")
    assert "Sen: kommunens arbetsmarknadsenhet – hålla uppföljningsmötet" in later.out


def test_what_rests_while_the_consent_is_withdrawn_is_said_to_rest() -> None:
    ran = run("status", DEMO, "--at", "2026-03-01")
    assert "Fas: Vilande" in ran.out


def test_a_closed_case() -> None:
    ran = run("status", DEMO, "--at", "2026-12-31")
    assert "Fas: Avslut" in ran.out
    assert "ge neutralt besked om att mötet är inställt" in ran.out  # owed by the last chair (A58)


WEEKS = "Mötet bör alltså inte vara före 2026-11-24"
"""The Region was contacted on 2026-10-13, a Tuesday; 42 days later is 24 November, counted on a calendar (A3)."""
NOT_BEFORE = {"sv": "bör alltså inte vara före", "en": "ought not to be before"}


def test_while_the_regions_time_is_awaited_a_status_says_when_six_weeks_are_over(tmp_path: Path) -> None:
    log = ROOT / "examples" / "logs" / "pagaende_arende.jsonl"
    lines = log.read_text(encoding="utf-8").splitlines()
    assert '"event":"kontakta_region","occurred_at":"2026-10-13T' in lines[-1]
    assert WEEKS in words_of(run("status", str(log), "--at", "2026-10-20T12:00:00+02:00").out)
    assert WEEKS not in words_of(run("status", str(log), "--at", "2026-10-12T12:00:00+02:00").out)
    given = (
        '{"nr":13,"event":"ange_tid","occurred_at":"2026-10-19T09:00:00+02:00","recorded_at":"2026-10-19T09:00:00+02:00",'
        '"by":"region:psykiatri","start":"2026-12-01T10:00:00+01:00"}'
    )
    known = tmp_path / "tid.jsonl"
    known.write_text("\n".join((*lines, given)) + "\n", encoding="utf-8")
    told = words_of(run("status", str(known), "--at", "2026-10-20T12:00:00+02:00").out)
    assert WEEKS not in told


@pytest.mark.parametrize("lang", NOT_BEFORE)
def test_a_status_says_how_soon_the_meeting_can_be_when_the_others_are_not_called_yet(lang: str) -> None:
    """The later of contact + 6 weeks and the day + 5 weeks, by the almanac (A1, A3, A4): 2026-10-20 and 2026-12-01 are
    Tuesdays, 2026-12-30 a Wednesday; five weeks after Friday 2026-11-20 is Christmas Day, a Friday.
    """
    log = str(ROOT / "examples" / "logs" / "pagaende_arende.jsonl")
    days = {
        "2026-10-14": "2026-11-24", "2026-10-20": "2026-11-24", "2026-11-20": "2026-12-28",
        "2026-12-01": "2027-01-05", "2026-12-30": "2027-02-03",
    }  # fmt: skip
    for at, day in days.items():
        assert f"{NOT_BEFORE[lang]} {day}" in words_of(run("status", log, "--at", at, "--lang", lang).out)


@pytest.mark.parametrize("lang", NOT_BEFORE)
def test_without_others_to_call_only_the_regions_weeks_count_and_no_day_that_has_passed_is_named(
    lang: str, tmp_path: Path
) -> None:
    log = ROOT / "examples" / "logs" / "pagaende_arende.jsonl"
    alone = tmp_path / "ensam.jsonl"
    both, one = '"deltagare":["arbetsformedlingen","region:psykiatri"]', '"deltagare":["region:psykiatri"]'
    alone.write_text(log.read_text(encoding="utf-8").replace(both, one), encoding="utf-8")
    assert alone.read_text(encoding="utf-8") != log.read_text(encoding="utf-8")
    told = {at: words_of(run("status", str(alone), "--at", at, "--lang", lang).out)
            for at in ("2026-11-20", "2026-11-24", "2026-11-25", "2026-12-30")}  # fmt: skip
    assert [at for at, text in told.items() if f"{NOT_BEFORE[lang]} 2026-11-24" in text] == ["2026-11-20", "2026-11-24"]
    assert [at for at, text in told.items() if NOT_BEFORE[lang] in text] == ["2026-11-20", "2026-11-24"]


AGAIN = {
    "sv": "Svarar inte Regionens psykiatri: sök igen och anteckna varje försök. Efter minst {n} försök, på minst {d} "
    "olika dagar, får individen välja att gå vidare utan.",
    "en": "If the Region's psychiatric care doesn't answer: try again, and note each attempt. After at least {n} "
    "attempts, on at least {d} different days, the individual may choose to go on without it.",
}
DECIDES = {
    "sv": "Upprepade försök att nå Regionens psykiatri har inte gett svar. Individen avgör om mötet hålls utan den.",
    "en": "Repeated attempts to reach the Region's psychiatric care have had no answer. The individual decides whether "
    "the meeting is held without it.",
}


def waiting(tmp_path: Path, *more: str) -> str:
    """The bundled case in which the Region's time is awaited, and lines after it: the act, its time and its fields."""
    log = (ROOT / "examples" / "logs" / "pagaende_arende.jsonl").read_text(encoding="utf-8")
    for nr, line in enumerate(more, log.count("\n")):
        act, at, *fields = line.split(" ")
        at = f'"{at}T09:00:00{"+02:00" if at < "2026-10-25" else "+01:00"}"'
        log += f'{{"nr":{nr},"event":"{act}","occurred_at":{at},"recorded_at":{at},{"".join(fields)}}}\n'
    path = tmp_path / "vantar.jsonl"
    path.write_text(log, encoding="utf-8")
    return str(path)


CALLING = '"by":"kommun:arbetsmarknad","till":"region:psykiatri","kanal":"telefon"'
OF_THE_INDIVIDUAL = '"by":"individ","recorded_by":"kommun:arbetsmarknad"'


@pytest.mark.parametrize("lang", AGAIN)
def test_of_a_silent_region_a_status_says_what_one_can_do(lang: str, tmp_path: Path) -> None:
    """Contacted on 2026-10-13; repeated is twice, on two days (A28), and then the individual decides (A55)."""

    def told(at: str, *more: str) -> tuple[bool, bool]:
        out = words_of(run("status", waiting(tmp_path, *more), "--at", at, "--lang", lang).out)
        return AGAIN[lang].format(n=2, d=2) in out, DECIDES[lang] in out

    assert told("2026-10-13T20:00:00+02:00") == (False, False)  # nobody is silent on the day that they are asked
    assert told("2026-10-20") == (True, False)
    once = f"kontaktforsok 2026-10-21 {CALLING}"
    assert told("2026-10-22", once) == (True, False)
    assert told("2026-10-22", once, once) == (True, False)  # twice, but on one day
    again = f"kontaktforsok 2026-10-22 {CALLING}"
    assert told("2026-10-23", once, again) == (False, True)
    for over in (
        'ange_tid 2026-10-23 "by":"region:psykiatri","start":"2026-12-10T10:00:00+01:00"',
        'avboj 2026-10-23 "by":"region:psykiatri","skal_kod":"annat"',
        f'bestam_deltagare 2026-10-23 {OF_THE_INDIVIDUAL},"utan":["region:psykiatri"]',
        f'bestam_deltagare 2026-10-23 {OF_THE_INDIVIDUAL},"deltagare":["region:psykiatri"],"svar":"nej"',
        f'begransa_samtycke 2026-10-23 {OF_THE_INDIVIDUAL},"enheter":["region:psykiatri"]',
        f"aterkalla_samtycke 2026-10-23 {OF_THE_INDIVIDUAL}",
    ):
        assert told("2026-10-26", over) == (False, False), over
        assert told("2026-10-26", once, again, over) == (False, False), over


def test_nobody_is_to_try_again_or_to_call_once_the_consent_has_run_out(tmp_path: Path) -> None:
    """A contact that identifies the individual takes a consent that is in force (A7)."""
    path = Path(waiting(tmp_path))
    log, until = path.read_text(encoding="utf-8"), '"giltigt_till":"2027-06-30"'
    assert log.count(until) == 1
    path.write_text(log.replace(until, '"giltigt_till":"2026-10-31"'), encoding="utf-8")
    for day, told in (("10-31", True), ("11-01", False)):
        out = words_of(run("status", str(path), "--at", f"2026-{day}").out)
        assert [one in out for one in (AGAIN["sv"].format(n=2, d=2), NOT_BEFORE["sv"])] == [told, told]


def test_how_often_one_tries_is_the_organisations_own(tmp_path: Path) -> None:
    own = tmp_path / "egna.toml"
    values = "no_response_attempts = 3\nno_response_days = 3\n"
    own.write_text(f'for = "flerpartsmote"\nname = "Exempel"\n[parameter]\n{values}', encoding="utf-8")
    path = Path(waiting(tmp_path))
    first, _, rest = path.read_text(encoding="utf-8").partition("\n")
    header = {key: value for key, value in json.loads(first).items() if key != "rules"}  # opened under the own values
    path.write_text(f"{json.dumps(header)}\n{rest}", encoding="utf-8")
    out = words_of(run("status", str(path), "--at", "2026-10-20", "--overlay", str(own)).out)
    assert AGAIN["sv"].format(n=3, d=3) in out


def words_of(text: str) -> str:
    return " ".join(text.split())


def test_status_tells_for_which_day_the_meeting_is_booked_and_that_the_day_has_passed() -> None:
    """The convener hasn't written down whether it was held: nobody is late, but it is said (0103)."""
    log = str(ROOT / "examples/logs/overlamnat_ordforandeskap.jsonl")
    before = run("status", log, "--at", "2026-11-20").out
    assert (
        "Fas: Kallelse\n  - 2026-12-01 13:00 · möte 1, Vårdcentralen, plan 2 · om 11 dagar · FM-KALLELSE-1\n" in before
    )
    after = " ".join(run("status", log, "--at", "2026-12-30").out.split())
    assert (
        "- 2026-12-01 13:00 · möte 1, som varken har öppnats eller ställts in i ärendet · för 4 veckor sedan" in after
    )
    data = run("status", log, "--at", "2026-12-30", "--format", "json").data
    assert [(one["kind"], one["group"], one["day"]) for one in data["days"]] == [("mote", "attention", "2026-12-01")]
    called = run("status", log, "--at", "2026-12-30", "--by", "arbetsformedlingen").out
    assert called.count("2026-12-01 13:00") == 1  # what is left of the summons tells it
