"""The forms of the example, filled in and sent in a real browser."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlencode

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.select import Select

from flerpart_flow import FLERPARTSMOTE, YES, load, open_case, write_log_file
from flerpart_flow.routines.flerpartsmote import BedomBehov, IdentifieraBehov
from tests.diagrams.browser import axe_findings_of, leaving, opened_at
from tests.examples.test_scripts import imported
from tests.needs import needs_browser
from tests.waiting import PATIENCE

EXAMPLE = imported("form_in_a_browser")
UNIT = "kommun:arbetsmarknad"


@contextmanager
def serving(log: Path) -> Iterator[str]:
    """The example as it serves a log, and its address."""
    server = EXAMPLE.served(log)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def choose(browser: Chrome, name: str, code: str) -> None:
    Select(browser.find_element(By.ID, name)).select_by_value(code)


def write(browser: Chrome, name: str, text: str) -> None:
    """Into the box of a field. What is typed in a date's box depends on the machine's language, so it is set."""
    box = browser.find_element(By.ID, name)
    if box.get_attribute("type") in {"date", "datetime-local"}:
        browser.execute_script("arguments[0].value = arguments[1]", box, text)
    else:
        box.clear()
        box.send_keys(text)


def follow(browser: Chrome, what: str) -> None:
    """Click, and wait until the page that it leads to is there."""
    with leaving(browser):
        browser.find_element(By.CSS_SELECTOR, what).click()


def save(browser: Chrome) -> None:
    follow(browser, "button")


def wrong(browser: Chrome) -> str:
    return "\n".join(one.text for one in browser.find_elements(By.CLASS_NAME, "fel"))


def test_a_case_is_opened_and_goes_on_in_the_browser(tmp_path: Path) -> None:
    needs_browser()
    log = tmp_path / "arende-7.jsonl"
    with serving(log) as host, opened_at(f"http://{host}/") as browser:
        assert axe_findings_of(browser) == []
        follow(browser, 'a[href="/identifiera_behov"]')
        save(browser)
        assert "by" in wrong(browser)
        assert not log.exists()
        choose(browser, "by", UNIT)
        write(browser, "occurred_at", "2026-01-12T09:00")
        save(browser)
        assert browser.find_element(By.TAG_NAME, "h1").text == "Ärende arende-7: Behov"
        assert "Kommunens arbetsmarknadsenhet såg ett behov av samordning." in browser.page_source
        first = load(log).case().lines[0]
        assert first.placed(1).recorded_at > first.occurred_at

        follow(browser, 'a[href="/bedom_behov"]')
        assert axe_findings_of(browser) == []
        choose(browser, "by", UNIT)
        write(browser, "occurred_at", "2026-01-13T09:00")
        choose(browser, "samordningsbehov", "ja")
        choose(browser, "individen_delaktig", "ja")
        for code in ("arbete", "ekonomi"):
            browser.find_element(By.CSS_SELECTOR, f'input[name="underlag"][value="{code}"]').click()
        save(browser)
        second = load(log).case().lines[1]
    assert isinstance(first, IdentifieraBehov)
    assert (first.by, first.occurred_at) == (UNIT, datetime(2026, 1, 12, 8, tzinfo=UTC))
    assert isinstance(second, BedomBehov)
    assert (second.samordningsbehov, second.individen_delaktig, second.underlag) == (YES, YES, ("arbete", "ekonomi"))


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_written(tmp_path: Path) -> None:
    needs_browser()
    log = tmp_path / "arende-8.jsonl"
    log.write_bytes(Path(EXAMPLE.SHOWN).read_bytes())
    before = log.read_bytes()
    with serving(log) as host, opened_at(f"http://{host}/kalla") as browser:
        asked_for = "När mötet börjar, med tidszon. Krävs (FM-KALLELSE-7)."
        assert browser.find_element(By.ID, "start-om").text == asked_for
        choose(browser, "by", UNIT)
        write(browser, "plats", "Sal 19121212-1212")
        write(browser, "inbjudna", "handläggare")
        browser.find_element(By.NAME, "syfte.arbetsformedlingen").send_keys("stöd i arbete")
        unknown = "const more = document.createElement('input'); more.name = 'platts'; document.forms[0].append(more)"
        browser.execute_script(unknown)
        save(browser)
        assert axe_findings_of(browser) == []
        assert "personnummer" in browser.find_element(By.XPATH, "//textarea[@id='plats']/..").text
        assert "Menade du: plats" in browser.find_element(By.CSS_SELECTOR, "[role=alert]").text
        assert browser.find_element(By.ID, "inbjudna").get_attribute("value") == "handläggare"
        assert browser.find_element(By.NAME, "syfte.arbetsformedlingen").get_attribute("value") == "stöd i arbete"
        assert log.read_bytes() == before

        write(browser, "plats", "Sal 1")
        save(browser)
        refused = wrong(browser)
        assert "personnummer" not in refused
        assert "FM-KALLELSE-9" in browser.find_element(By.XPATH, "//textarea[@id='kontakt']/..").text
        assert "FM-KALLELSE-7" in browser.find_element(By.XPATH, "//input[@id='start']/..").text
        assert log.read_bytes() == before


def asked(host: str, method: str, path: str, body: str = "", **headers: str) -> HTTPResponse:
    connection = HTTPConnection(host, timeout=PATIENCE)
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


FORM = urlencode({"event": "identifiera_behov", "occurred_at": "2026-01-12T09:00", "by": UNIT})


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("POST", "/identifiera_behov", {}, 303),
        ("POST", "/identifiera_behov", {"Origin": "http://elsewhere.example"}, 403),
        ("POST", "/identifiera_behov", {"Content-Length": "2000000"}, 413),
        ("GET", "/ingenting", {}, 404),
        ("GET", "/", {}, 200),
    ],
)
def test_only_its_own_forms_are_taken(
    tmp_path: Path, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    log = tmp_path / "arende-9.jsonl"
    with serving(log) as host:
        assert asked(host, method, path, FORM, **headers).status == status
    assert log.exists() is (status == 303)


def test_what_somebody_else_wrote_meanwhile_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The case was read, and then another writer took the file."""
    log = tmp_path / "arende-10.jsonl"
    now = datetime(2026, 1, 12, 8, tzinfo=UTC)
    read = open_case(FLERPARTSMOTE, "arende-10")
    write_log_file(log, read.apply(IdentifieraBehov(occurred_at=now, by=UNIT), now))
    before = log.read_bytes()
    monkeypatch.setattr(EXAMPLE.Pages, "case", lambda self: read)
    with serving(log) as host:
        assert asked(host, "POST", "/identifiera_behov", FORM).status == 422
    assert log.read_bytes() == before
