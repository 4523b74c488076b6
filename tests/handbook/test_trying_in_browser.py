"""The library itself in a real browser: its answers are CPython's, a fact is changed, and nothing leaves the page."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.expected_conditions import title_contains
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.ui import WebDriverWait

from flerpart_flow.handbook.brought import PackingError
from flerpart_flow.handbook.packing import PYODIDE, pack
from flerpart_flow.trying import answer
from tests.cli.running import run
from tests.diagrams.browser import answered, axe_findings_of, leaving, opened_at, seen
from tests.handbook.books import GROUP, ROOT, on_disk, packed, whole
from tests.handbook.serving import ASKED, Served, serving
from tests.needs import needs_browser
from tests.node.npm import LOCK, npm_folder
from tests.waiting import PATIENCE

pytestmark = pytest.mark.xdist_group(GROUP)

LOGS = sorted((ROOT / "examples" / "logs").glob("*.jsonl"))
OWN = ROOT / "examples" / "egna_varden.toml"
LARGEST = 8_000_000
"""Bytes that are fetched to try a case, if the server packs them."""
# What a page that wanted to could reach: each way that is open, by its name.
_WAYS_OUT = """
const [elsewhere, done] = arguments;
const blocked = [];
document.addEventListener("securitypolicyviolation", (one) => blocked.push(one.effectiveDirective));
(async () => {
  await fetch(elsewhere, { mode: "no-cors" }).catch(() => null);
  const picture = new Image();
  picture.src = elsewhere;
  const source = "fetch('" + elsewhere + "',{mode:'no-cors'}).then(()=>postMessage('open'),()=>postMessage('shut'))";
  const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  const inside = await new Promise((told) => { worker.onmessage = ({ data }) => told(data); });
  setTimeout(() => done({ inside, blocked: [...new Set(blocked)].sort() }), 100);
})();
"""


# What the page keeps in the browser, so that neither a full disk nor another tab matters: nothing.
_LEFT_BEHIND = """
const [done] = arguments;
(async () => {
  const bases = await indexedDB.databases();
  done([localStorage.length, sessionStorage.length, bases.length, (await caches.keys()).length]);
})();
"""


@pytest.fixture
def book() -> Path:
    """The handbook with the library beside its pages."""
    needs_browser()
    packed()
    return on_disk()


@pytest.fixture
def served(book: Path) -> Iterator[Served]:
    """The handbook on a server, which remembers what it was asked for."""
    with serving(book) as found:
        yield found


def example(browser: Chrome) -> None:
    """Open the example, which is the log of the demo."""
    with answered(browser):
        browser.find_element(By.CSS_SELECTOR, "[data-do=example]").click()


def test_the_answers_of_the_browser_are_those_of_cpython_for_every_log_and_overlay(served: Served) -> None:
    own = OWN.read_text(encoding="utf-8")
    texts = [path.read_text(encoding="utf-8") for path in LOGS]
    asked = [json.dumps({"do": "open", "lang": "sv", "log": text, "overlay": None}) for text in texts]
    asked += [
        json.dumps({"do": "open", "lang": "en", "log": text, "overlay": own})
        for text in texts
        if '"routine":"flerpartsmote"' in text
    ]
    away = {"do": "remove", "nr": 2, "lang": "sv", "now": "2026-11-30T09:00"}
    asked += [json.dumps({**away, "log": text, "opened": text}) for text in texts[:3]]
    with opened_at(f"{served.address}/flerpartsmote/sv/try/index.html") as browser:
        browser.set_script_timeout(2 * PATIENCE)
        told = browser.execute_async_script(ASKED, asked)
    assert len(told) == len(asked) > 40
    for question, got in zip(asked, told, strict=True):
        assert got == answer(question)


def test_from_a_picture_to_a_norm_to_a_case_in_which_one_fact_is_changed(served: Served) -> None:
    drawn = (path for path in whole() if path.startswith("flerpartsmote/sv/picture/phase-"))
    picture = next(path for path in drawn if ">FM-MALGRUPP-1</a>" in whole()[path])
    with opened_at(f"{served.address}/{picture}") as browser:
        with leaving(browser):
            browser.find_element(By.XPATH, "//*[name()='text']/*[name()='a' and .='FM-MALGRUPP-1']").click()
        assert "FM-MALGRUPP-1" in browser.title
        with leaving(browser):
            browser.find_element(By.LINK_TEXT, "Pröva").click()
        example(browser)
        assert "Fas: Avslut." in browser.find_element(By.ID, "sums").text
        assert browser.find_elements(By.CSS_SELECTOR, "svg #fas-avslut.here")
        assert browser.find_elements(By.CSS_SELECTOR, "svg #steg-behov-tacka_ja.passed")

        assert "nytt svar" not in browser.find_element(By.ID, "rad-4").text
        with answered(browser):
            browser.find_element(By.CSS_SELECTOR, "#rad-3 [data-do=change]").click()
        Select(browser.find_element(By.NAME, "samordningsbehov")).select_by_value("nej")
        with answered(browser):
            browser.find_element(By.CSS_SELECTOR, "#form form button").click()
        offer = browser.find_element(By.ID, "rad-4")
        assert "nytt svar" in offer.text
        assert "Rutinen tillåter det inte." in offer.text
        link = offer.find_element(By.LINK_TEXT, "FM-MALGRUPP-1")
        assert browser.find_element(By.CSS_SELECTOR, "#message a[href='#rad-4']").text == "4"
        assert axe_findings_of(browser) == []
        with seen(browser, 320, "dark"):
            assert axe_findings_of(browser) == []
            assert browser.execute_script("return document.documentElement.scrollWidth") <= 320
        link.click()
        WebDriverWait(browser, PATIENCE).until(title_contains("FM-MALGRUPP-1"))


def test_an_ongoing_case_is_offered_first_and_a_chosen_moment_is_shown_in_the_picture_and_the_history(
    served: Served,
) -> None:
    with opened_at(f"{served.address}/flerpartsmote/sv/try/index.html") as browser:
        first, second = browser.find_elements(By.CSS_SELECTOR, "[data-do=ongoing], [data-do=example]")
        assert [first.text, second.text] == ["Öppna ett pågående ärende", "Öppna ett avslutat ärende"]
        with answered(browser):
            first.click()
        assert "Fas: Förberedelse." in browser.find_element(By.ID, "sums").text
        places = [browser.find_element(By.ID, name).location["y"] for name in ("next", "owed", "now")]
        assert places == sorted(places)
        headings = [one.text for one in browser.find_elements(By.CSS_SELECTOR, "#tried h2")]
        assert headings[:2] == ["Nästa steg", "Vem ska göra vad"]
        assert "När: rutinen anger ingen dag" in browser.find_element(By.ID, "next").text
        with answered(browser):
            browser.execute_script(
                "const at = document.getElementById('at'); at.value = '2026-10-06T12:00';"
                "at.dispatchEvent(new Event('change', { bubbles: true }));"
            )
        assert "Fas: Behov." in browser.find_element(By.ID, "sums").text
        assert browser.find_elements(By.CSS_SELECTOR, "svg #fas-behov.here")
        assert not browser.find_elements(By.CSS_SELECTOR, "svg #fas-samtycke.passed")
        later = [one.get_attribute("id") for one in browser.find_elements(By.CSS_SELECTOR, "#story .later")]
        assert later == [f"rad-{nr}" for nr in range(4, 13)]
        assert axe_findings_of(browser) == []


def test_once_it_is_loaded_nothing_is_asked_of_any_server_and_the_network_may_be_off(served: Served) -> None:
    with opened_at(f"{served.address}/ung_intro/en/try/index.html") as browser:
        example(browser)
        known = list(served.asked)
        assert {path.rpartition("/")[0] for path in known} <= {"/ung_intro/en/try", "/library", "/look", ""}
        served.server.shutdown()
        served.server.server_close()
        with answered(browser):
            browser.find_element(By.CSS_SELECTOR, "#rad-1 [data-do=change]").click()
        assert browser.find_element(By.CSS_SELECTOR, "#form h2").text.startswith("Line 1:")
        with answered(browser):
            browser.find_element(By.CSS_SELECTOR, "#form form button").click()
        assert browser.find_element(By.ID, "message").text
        assert not browser.find_elements(By.CSS_SELECTOR, "#form form")
    assert served.asked == known


def chosen(browser: Chrome, file: Path) -> str:
    """Open a file as a log, and give what the page says of it."""
    with answered(browser):
        browser.find_element(By.ID, "file").send_keys(str(file))
    return browser.find_element(By.ID, "message").text


# What is saved is kept here in place of being written to a folder of the machine.
_CAUGHT = """
URL.createObjectURL = (blob) => { blob.text().then((text) => { window.savedText = text; }); return "#"; };
URL.revokeObjectURL = () => null;
HTMLAnchorElement.prototype.click = function () { window.savedName = this.download; };
"""


def saved(browser: Chrome) -> tuple[str, str]:
    """The name and the text of the file that the page saves."""
    browser.execute_script(f"delete window.savedText; {_CAUGHT}")
    browser.find_element(By.CSS_SELECTOR, "[data-do=save]").click()
    WebDriverWait(browser, PATIENCE).until(lambda asked: asked.execute_script("return window.savedText !== undefined"))
    name, text = browser.execute_script("return [window.savedName, window.savedText]")
    return name, text


def test_a_line_removed_from_an_opened_file_is_told_and_the_file_that_is_saved_is_a_trial(served: Served) -> None:
    file = ROOT / "examples/logs/pagaende_arende.jsonl"
    with opened_at(f"{served.address}/flerpartsmote/sv/try/index.html") as browser:
        chosen(browser, file)
        assert browser.find_element(By.ID, "trial").text == ""
        assert saved(browser) == ("arende-2026-1005.jsonl", file.read_text(encoding="utf-8"))
        with answered(browser):
            browser.find_element(By.CSS_SELECTOR, "#rad-5 [data-do=remove]").click()
        assert "Rad 5 är borttagen: Informera individen" in browser.find_element(By.ID, "trial").text
        name, text = saved(browser)
        assert name == "provning-arende-2026-1005.jsonl"
        assert json.loads(text.splitlines()[0])["case"] == "provning-arende-2026-1005"
        with seen(browser, 320):
            assert axe_findings_of(browser) == []
            assert browser.execute_script("return document.documentElement.scrollWidth") <= 320
        with answered(browser):
            browser.find_element(By.CSS_SELECTOR, "[data-do=anew]").click()
        assert browser.find_element(By.ID, "trial").text == ""
        assert saved(browser) == ("arende-2026-1005.jsonl", file.read_text(encoding="utf-8"))
        with answered(browser):
            browser.find_element(By.CSS_SELECTOR, "[data-event=dokumentera_samtycke]").click()
        browser.execute_script("document.querySelector('[name=by]').value = 'forsakringskassan'")
        with answered(browser):
            browser.find_element(By.CSS_SELECTOR, "#form form button").click()
        assert browser.find_element(By.ID, "trial").text == ""
        assert saved(browser)[0] == "arende-2026-1005.jsonl"  # its history from now on
        with answered(browser):
            browser.find_element(By.CSS_SELECTOR, "#rad-13 [data-do=remove]").click()
        assert "Rad 13 är borttagen: Dokumentera samtycket" in browser.find_element(By.ID, "trial").text
        example(browser)
        with answered(browser):
            browser.find_element(By.CSS_SELECTOR, "#rad-5 [data-do=remove]").click()
        assert browser.find_element(By.ID, "trial").text == ""


# The page's clock stands still, at a time of summer, when Sweden is two hours ahead of UTC.
_STANDING = """
const Clock = Date;
window.Date = class extends Clock {
  constructor(...given) { super(...(given.length ? given : ["2026-10-20T09:30:00Z"])); }
};
"""


def test_a_file_of_ones_own_is_shown_as_it_stands_now_in_sweden_and_an_example_at_its_last_event(
    served: Served,
) -> None:
    with opened_at(f"{served.address}/flerpartsmote/en/try/index.html") as browser:
        browser.execute_script(_STANDING)
        for zone in ("America/New_York", "Asia/Tokyo"):
            browser.execute_cdp_cmd("Emulation.setTimezoneOverride", {"timezoneId": zone})
            chosen(browser, ROOT / "examples/logs/pagaende_arende.jsonl")
            at = browser.find_element(By.ID, "at")
            assert at.is_displayed()
            assert at.get_property("value") == "2026-10-20T11:30"
            assert "As it stood 2026-10-20 11:30." in browser.find_element(By.ID, "sums").text
            example(browser)
            assert at.get_property("value") == ""
        browser.execute_cdp_cmd("Emulation.setTimezoneOverride", {"timezoneId": ""})


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_what_is_no_log_of_the_routine_is_told_plainly_and_the_case_on_the_page_stays(
    lang: str, served: Served, tmp_path: Path
) -> None:
    whole_log = (ROOT / "examples/logs/rakt_igenom.jsonl").read_text(encoding="utf-8")
    large, letter, cut = (tmp_path / name for name in ("large.jsonl", "letter.jsonl", "cut.jsonl"))
    large.write_text(whole_log + "x" * 5_000_000)
    letter.write_text("Hej!\n")
    cut.write_text(whole_log[:3000])
    other = ROOT / "examples/logs/ui_varden.jsonl"
    wanted = {
        large: {"sv": "Den får vara högst 2 MB.", "en": "It may have 2 MB at most."},
        letter: {"sv": "Rad 1: Raden är inte giltig JSON.", "en": "Line 1: The line is not valid JSON."},
        cut: {"sv": "Filen är troligen avhuggen.", "en": "The file has probably been cut off."},
        other: {"sv": "Loggen gäller en annan rutin: Ung Intro.", "en": "The log is of another routine: Ung Intro."},
    }
    with opened_at(f"{served.address}/flerpartsmote/{lang}/try/index.html") as browser:
        example(browser)
        sums = browser.find_element(By.ID, "sums").text
        for file, texts in wanted.items():
            assert texts[lang] in chosen(browser, file)
            assert browser.find_element(By.ID, "sums").text == sums
        left = browser.execute_async_script(_LEFT_BEHIND)
    assert left == [0, 0, 0, 0]


def test_without_the_network_the_page_says_so_and_tries_again_when_it_is_asked_again(served: Served) -> None:
    with opened_at(f"{served.address}/flerpartsmote/sv/try/index.html") as browser:
        for lost in ("/look/worker.js", "/library/pyodide.mjs", "/library/library.zip"):
            served.refused.add(lost)
            example(browser)
            served.refused.clear()
            assert "Kontrollera att nätet fungerar" in browser.find_element(By.ID, "message").text
            assert not browser.find_element(By.ID, "tried").is_displayed()
        example(browser)
        assert "Fas: Avslut." in browser.find_element(By.ID, "sums").text


def test_the_page_forbids_itself_every_way_out(served: Served) -> None:
    with opened_at(f"{served.address}/flerpartsmote/sv/try/index.html") as browser:
        found = browser.execute_async_script(_WAYS_OUT, "http://127.0.0.1:9/elsewhere")
    assert found == {"inside": "shut", "blocked": ["connect-src", "img-src"]}


def test_without_a_server_the_page_says_what_it_takes(book: Path) -> None:
    with opened_at((book / "flerpartsmote/sv/try/index.html").as_uri()) as browser:
        assert "webbserver" in browser.find_element(By.ID, "note").text
        assert not browser.find_element(By.ID, "controls").is_displayed()


def test_what_is_fetched_is_small_enough_and_of_the_version_that_is_pinned() -> None:
    files = packed()
    assert sum(len(gzip.compress(data, 9)) for data in files.values()) < LARGEST
    locked = json.loads(LOCK.read_text(encoding="utf-8"))["packages"]["node_modules/pyodide"]["version"]
    assert locked == PYODIDE
    assert not [path for path in files if re.search(r"twins|lattlast/.*json", path)]


def test_another_version_of_pyodide_is_refused(tmp_path: Path) -> None:
    npm_folder()
    (tmp_path / "package.json").write_text('{"version": "0.1.0"}')
    with pytest.raises(PackingError) as error:
        pack(tmp_path)
    assert PYODIDE in error.value.text("en")
    done = run("handbook", str(tmp_path / "book"), "--pyodide", str(tmp_path))
    assert done.code == 2
    assert PYODIDE in done.err
