"""The small case system in a real browser, and what it answers to what no browser sends."""

from __future__ import annotations

import threading
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
import uvicorn
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.select import Select

from examples.case_system.app import KEPT, app_on
from flerpart_flow import FLERPARTSMOTE, StoreError, WriteConflict
from flerpart_flow.engine.record.events import to_data
from flerpart_flow.store import SqliteStore, load_log
from tests.diagrams.browser import axe_findings_of, opened_at
from tests.examples.pinned import EXAMPLES, LOGS
from tests.examples.test_form_in_a_browser import choose, follow, write
from tests.needs import needs_browser
from tests.waiting import PATIENCE, comes_true

NOW = datetime(2026, 10, 16, 6, 30, tzinfo=UTC)
REF = "arende-2026-1005"
CASE = f"/case?ref={REF}"
UNIT, AF, IPS = "kommun:arbetsmarknad", "arbetsformedlingen", "kommun:ips"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """A case that waits for the Region's time, and one that has had its meeting."""
    with SqliteStore(tmp_path / "cases.db") as store:
        for ref, log in ((REF, "pagaende_arende"), ("arende-2026-0817", "plan_utan_ansvarig")):
            store.append(ref, (LOGS / f"{log}.jsonl").read_text(encoding="utf-8").splitlines(), 0)
        yield store


@contextmanager
def serving(store: SqliteStore) -> Iterator[str]:
    """The case system on a store, at a moment that stands still, and its address."""
    server = uvicorn.Server(uvicorn.Config(app_on(store, lambda: NOW), port=0, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        assert comes_true(lambda: server.started)
        yield f"127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def browsing(store: SqliteStore, unit: str = UNIT) -> Iterator[tuple[Chrome, str]]:
    """A browser in which a unit is signed in."""
    needs_browser()
    with serving(store) as host, opened_at(f"http://{host}/") as browser:
        browser.delete_all_cookies()
        browser.get(f"http://{host}/")
        sign_in(browser, unit)
        yield browser, f"http://{host}"


def sign_in(browser: Chrome, unit: str, lang: str = "sv") -> None:
    choose(browser, "who", unit)
    choose(browser, "lang", lang)
    follow(browser, "header button")


def main_of(browser: Chrome) -> str:
    return browser.find_element(By.TAG_NAME, "main").text


def history_of(browser: Chrome) -> list[str]:
    return [one.text for one in browser.find_elements(By.CSS_SELECTOR, ".history li span")]


def test_a_case_is_read_understood_and_goes_on(store: SqliteStore) -> None:
    with browsing(store) as (browser, _host):
        assert axe_findings_of(browser) == []
        late = browser.find_element(By.CSS_SELECTOR, "section.attention").text
        assert "Dokumentera samtycket" in late
        assert "Försäkringskassan" in late
        follow(browser, f'a[href="{CASE}"]')
        assert axe_findings_of(browser) == []
        assert "Förberedelse" in main_of(browser)

        refused = browser.find_element(By.XPATH, "//details[contains(., 'Kalla till mötet')]")
        refused.find_element(By.TAG_NAME, "summary").click()
        assert "Regionen ska delta men har inte gett någon tid ännu." in refused.text
        assert "FM-BOKNING-1" in refused.text
        assert "Gör så här: Regionen: ange tid för mötet" in refused.text

        follow(browser, f'a[href="/record?ref={REF}&event=kontaktforsok"]')
        assert axe_findings_of(browser) == []
        assert "Krävs" in browser.find_element(By.ID, "by-about").text
        choose(browser, "by", "")
        write(browser, "occurred_at", "2026-10-17T23:00")
        follow(browser, "main button")
        assert axe_findings_of(browser) == []
        assert browser.find_element(By.ID, "by").get_attribute("aria-invalid") == "true"
        assert "vem som gjorde det" in browser.find_element(By.ID, "by-wrong").text
        assert len(load_log(store, REF).events) == 12

        choose(browser, "by", UNIT)
        choose(browser, "till", "forsakringskassan")
        choose(browser, "kanal", "telefon")
        write(browser, "occurred_at", "2026-10-16T08:15")
        follow(browser, "main button")
        assert "Händelsen är nedskriven." in main_of(browser)
        told = "Kommunens arbetsmarknadsenhet antecknade ett kontaktförsök. Till vem: Försäkringskassan."
        assert history_of(browser)[0] == told
        line = load_log(store, REF).events[-1]
        assert (line.name, line.by, line.recorded_by) == ("kontaktforsok", UNIT, None)
        assert (line.occurred_at, line.recorded_at) == (NOW - timedelta(minutes=15), NOW)


def test_what_somebody_else_did_is_written_down_by_the_one_who_is_signed_in(store: SqliteStore) -> None:
    with browsing(store) as (browser, host):
        browser.get(f"{host}{CASE}")
        assert "Återkalla samtycket" in main_of(browser)
        browser.get(f"{host}/record?ref={REF}&event=aterkalla_samtycke")
        choose(browser, "by", "individ")
        follow(browser, "main button")
        line = load_log(store, REF).events[-1]
    assert (line.name, line.by, line.recorded_by) == ("aterkalla_samtycke", "individ", UNIT)


def test_a_line_is_corrected_in_its_own_form(store: SqliteStore) -> None:
    with browsing(store) as (browser, host):
        browser.get(f"{host}{CASE}")
        follow(browser, f'a[href="/record?ref={REF}&event=ratta&line=7"]')
        assert axe_findings_of(browser) == []
        shown = browser.find_element(By.ID, "ratt.referens")
        assert shown.get_attribute("value") == "samtycke 7"
        choose(browser, "skal_kod", "felskrivning")
        follow(browser, "main button")
        assert "Ingen uppgift är ändrad." in browser.find_element(By.ID, "ratt-wrong").text
        assert axe_findings_of(browser) == []
        write(browser, "ratt.referens", "samtycke 17")
        follow(browser, "main button")
        assert "Händelsen är nedskriven." in main_of(browser)
    line = load_log(store, REF).events[-1]
    assert (line.name, to_data(line)["ror"], to_data(line)["ratt"]) == ("ratta", 7, {"referens": "samtycke 17"})


def test_two_at_once_are_told_and_nothing_is_lost(store: SqliteStore) -> None:
    with browsing(store) as (browser, host):
        browser.get(f"{host}/record?ref={REF}&event=kontaktforsok")
        choose(browser, "till", AF)
        first = browser.current_window_handle
        browser.switch_to.new_window("tab")
        browser.get(f"{host}/record?ref={REF}&event=forbered")
        follow(browser, "main button")
        assert len(load_log(store, REF).events) == 13
        browser.close()
        browser.switch_to.window(first)

        follow(browser, "main button")
        told = browser.find_element(By.CSS_SELECTOR, "[role=alert]").text
        assert "Någon annan har skrivit i ärendet medan du fyllde i" in told
        assert "Kommunens arbetsmarknadsenhet förberedde mötet tillsammans med individen." in told
        assert axe_findings_of(browser) == []
        assert Select(browser.find_element(By.ID, "till")).first_selected_option.get_attribute("value") == AF
        assert len(load_log(store, REF).events) == 13

        follow(browser, "main button")
        assert [one.name for one in load_log(store, REF).events[-2:]] == ["forbered", "kontaktforsok"]


def test_each_unit_sees_its_part_and_in_its_language(store: SqliteStore) -> None:
    with browsing(store, AF) as (browser, host):
        browser.get(f"{host}{CASE}")
        assert "Deltar enligt samtycket" in main_of(browser)
        assert "Återkalla samtycket" not in browser.find_element(By.CSS_SELECTOR, ".acts").text
        assert history_of(browser) == ["Arbetsförmedlingen dokumenterade samtycket."]
        sign_in(browser, AF, "en")
        assert browser.find_element(By.TAG_NAME, "html").get_attribute("lang") == "en"
        assert history_of(browser) == ["The Employment Service documented the consent."]
        assert axe_findings_of(browser) == []

        sign_in(browser, IPS, "sv")
        assert "Här finns inget att se" in main_of(browser)
        nothing = main_of(browser)
        browser.get(f"{host}/case?ref=finns-inte")
        assert main_of(browser) == nothing
        browser.get(f"{host}/")
        assert REF not in browser.page_source


def test_a_case_is_opened_by_its_first_event(store: SqliteStore) -> None:
    with browsing(store) as (browser, _host):
        choose(browser, "municipality-flerpartsmote", "knivsta")
        follow(browser, 'main form:has(input[value="flerpartsmote"]) button')
        write(browser, "occurred_at", "2026-10-16T08:00")
        follow(browser, "main button")
        assert "Knivsta" in main_of(browser)
        assert history_of(browser) == ["Kommunens arbetsmarknadsenhet såg ett behov av samordning."]
        assert axe_findings_of(browser) == []
    [new] = set(store.refs()) - {REF, "arende-2026-0817"}
    assert load_log(store, new).header.municipality == "knivsta"


def test_what_stands_in_a_summons_is_read(store: SqliteStore) -> None:
    with browsing(store) as (browser, host):
        browser.get(f"{host}/case?ref=arende-2026-0817")
        browser.find_element(By.PARTIAL_LINK_TEXT, "Kallelse till flerpartsmöte, till Arbetsförmedlingen").click()
        assert browser.find_element(By.TAG_NAME, "h1").text == "Kallelse till flerpartsmöte"
        assert axe_findings_of(browser) == []


Answered = tuple[int, dict[str, str], str]


def asked(host: str, method: str, path: str, body: str = "", who: str | None = UNIT, **headers: str) -> Answered:
    kept = {} if who is None else {"Cookie": f"who={who}"}
    connection = HTTPConnection(host, timeout=PATIENCE)
    connection.request(method, path, body, kept | headers)
    answer = connection.getresponse()
    found = answer.status, dict(answer.getheaders()), answer.read().decode()
    connection.close()
    return found


FORM = urlencode({"known": 12, "occurred_at": "2026-10-16T08:15", "by": UNIT, "till": AF, "kanal": "telefon"})
SEND = f"/record?ref={REF}&event=kontaktforsok"


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/", {}, 200),
        ("GET", "/style.css", {}, 200),
        ("GET", CASE, {}, 200),
        ("GET", "/case", {}, 404),
        ("GET", "/nothing", {}, 404),
        ("GET", f"/record?ref={REF}&event=ingenting", {}, 404),
        ("GET", "/record?routine=flerpartsmote&event=identifiera_behov&municipality=paris", {}, 404),
        ("GET", f"/record?routine=flerpartsmote&event=identifiera_behov&ref={REF}", {}, 404),
        ("GET", f"/record?ref={REF}&event=ratta&line=7", {}, 200),
        ("GET", f"/record?ref={REF}&event=ratta&line=70", {}, 404),
        ("GET", f"/record?ref={REF}&event=ratta&line=x", {}, 404),
        ("GET", f"/paper?ref={REF}&paper=1", {}, 200),
        ("GET", f"/paper?ref={REF}&paper=99", {}, 404),
        ("GET", f"/paper?ref={REF}&paper=-1", {}, 404),
        ("POST", SEND, {}, 303),
        ("POST", SEND, {"Origin": "http://elsewhere.example"}, 403),
    ],
)
def test_every_answer_keeps_to_itself(
    store: SqliteStore, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    with serving(store) as host:
        found, kept, _ = asked(host, method, path, FORM if method == "POST" else "", **headers)
    assert found == status
    policy = kept["content-security-policy"]
    assert policy == KEPT or path.startswith("/paper")
    assert "default-src 'none'" in policy
    assert kept["cache-control"] == "no-store"
    assert len(load_log(store, REF).events) == (13 if status == 303 else 12)


def test_a_form_that_is_sent_twice_is_recorded_once(store: SqliteStore) -> None:
    with serving(store) as host:
        first, second = (asked(host, "POST", SEND, FORM) for _ in range(2))
    assert (first[0], second[0]) == (303, 303)
    assert "said=recorded_before" in second[1]["location"]
    assert len(load_log(store, REF).events) == 13


def test_rules_to_move_to_that_nobody_has_are_told_in_the_form(store: SqliteStore) -> None:
    digest = FLERPARTSMOTE.rules().digest
    pairs = {"known": 12, "occurred_at": "2026-10-16T08:15", "by": UNIT, "fran_regler": digest}
    form = urlencode(pairs | {"till_regler": f"sha256:{'a' * 64}"})
    with serving(store) as host:
        status, _, page = asked(host, "POST", f"/record?ref={REF}&event=byt_regler", form)
    assert (status, "regler som inte är installerade" in page) == (422, True)
    assert len(load_log(store, REF).events) == 12


def test_a_case_that_is_opened_twice_is_one(store: SqliteStore) -> None:
    form = urlencode({"known": 0, "occurred_at": "2026-10-16T08:15", "by": UNIT})
    path = "/record?routine=flerpartsmote&event=identifiera_behov&municipality=uppsala&ref=0123456789abcdef"
    with serving(store) as host:
        assert [asked(host, "POST", path, form)[0] for _ in range(2)] == [303, 303]
    assert len(load_log(store, "0123456789abcdef").events) == 1


def test_whoever_comes_first_in_the_store_is_not_written_over(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process writes between the reading and the writing, the first time, and then always."""
    written: list[object] = []
    real = store.append

    def append(*given: Any, **named: Any) -> int:
        if len(written) < limit:
            written.append(given)
            raise WriteConflict("lager.fler_rader", ref=REF, nr=13)
        return real(*given, **named)

    monkeypatch.setattr(store, "append", append)
    with serving(store) as host:
        limit = 1
        assert asked(host, "POST", SEND, FORM)[0] == 303
        limit = 1000
        again = asked(host, "POST", SEND, FORM.replace("12", "13", 1).replace("telefon", "brev"))
    assert again[0] == 409
    assert "Andra skriver i ärendet just nu." in again[2]
    assert len(load_log(store, REF).events) == 13


def test_nobody_writes_as_somebody_else_and_nothing_is_taken_for_html(store: SqliteStore) -> None:
    sent = FORM + "&" + urlencode({"recorded_by": AF, "recorded_at": "2026-01-01T08:00"})
    strange = FORM.replace("kanal=telefon", f"kanal={quote('<script>alert(1)</script>')}")
    with serving(store) as host:
        status, _, page = asked(host, "POST", SEND, strange)
        assert asked(host, "POST", SEND, sent)[0] == 303
        too_large = asked(host, "POST", SEND, "x" * 300_000)[0]
        _, kept, _ = asked(host, "POST", "/who", "who=kommun:ips&lang=en&to=//elsewhere.example")
        nobody = asked(host, "GET", CASE, who=None)
    assert status == 422
    assert "<script" not in page
    line = load_log(store, REF).events[-1]
    assert (line.recorder, line.recorded_at) == (UNIT, NOW)
    assert too_large == 413
    assert kept["location"] == "/"
    assert REF not in nobody[2].replace(f"ref={REF}", "")


def test_a_case_that_is_damaged_is_told_to_whoever_runs_it_and_the_others_go_on(
    store: SqliteStore, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(tmp_path / "cases.db")) as behind:
        behind.execute("UPDATE lines SET line = replace(line, 'kommun', 'region') WHERE ref = ? AND nr = 2", (REF,))
        behind.commit()
    with serving(store) as host:
        status, _, page = asked(host, "GET", "/")
        broken = asked(host, "GET", CASE)
    assert status == 200
    assert "Ärenden som inte går att läsa: 1." in page
    assert REF not in page
    assert "arende-2026-0817" in page
    assert (broken[0], "rad 3" in broken[2]) == (404, False)
    assert [record.getMessage().partition(":")[0] for record in caplog.records] == 2 * [f"The case {REF}"]


def test_a_store_that_cannot_be_used_is_told(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(ref: str) -> None:
        raise StoreError("lager.oppna", path="cases.db")

    monkeypatch.setattr(store, "read", read)
    with serving(store) as host:
        status, _, page = asked(host, "GET", CASE)
    assert (status, "cases.db" in page) == (503, False)


def test_a_letter_to_another_chair_and_one_to_another_unit_are_not_shown(store: SqliteStore) -> None:
    """The chair reads what was sent to others; Arbetsförmedlingen its own summons; one outside nothing."""
    path = "/case?ref=arende-2026-0817"
    with serving(store) as host:
        leads, covered = (asked(host, "GET", path, who=who)[2] for who in (UNIT, AF))
    assert "Kallelse till flerpartsmöte, till Arbetsförmedlingen" in leads
    assert "Kallelse till flerpartsmöte, till kommunens enhet för ekonomiskt bistånd" in leads
    assert "Kallelse till flerpartsmöte, till Arbetsförmedlingen" in covered
    assert "till kommunens enhet" not in covered


def test_both_languages_have_the_same_words() -> None:
    folder = EXAMPLES / "case_system" / "words"
    sv, en = (tomllib.loads((folder / f"{lang}.toml").read_text(encoding="utf-8")) for lang in ("sv", "en"))
    assert sv.keys() == en.keys()
    templates = "".join(one.read_text(encoding="utf-8") for one in (EXAMPLES / "case_system").rglob("*.html"))
    spoken = {"conflict_again", "refused_form", "too_large", "recorded", "recorded_before", "not_found", "unreadable"}
    assert [word for word in sv if f"t.{word}" not in templates and word not in spoken] == []
