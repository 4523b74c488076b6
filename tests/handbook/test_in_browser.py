"""The pages in a real browser: axe finds nothing, a phone's width is enough, and a norm is reached from a picture."""

from __future__ import annotations

from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.expected_conditions import presence_of_element_located, title_contains
from selenium.webdriver.support.ui import WebDriverWait

from tests.diagrams.browser import axe_findings_of, leaving, opened_at, seen
from tests.handbook.books import GROUP, on_disk
from tests.needs import needs_browser
from tests.waiting import PATIENCE

pytestmark = pytest.mark.xdist_group(GROUP)

PAGES = (
    "index.html",
    "flerpartsmote/sv/index.html",
    "flerpartsmote/sv/phase/kallelse/index.html",
    "flerpartsmote/sv/event/kalla/index.html",
    "flerpartsmote/sv/norm/FM-KALLELSE-8/index.html",
    "flerpartsmote/sv/deviation/utebliven/index.html",
    "flerpartsmote/sv/duty/kalla/index.html",
    "flerpartsmote/sv/role/ordforande/index.html",
    "flerpartsmote/sv/reading/index.html",
    "flerpartsmote/sv/norm/index.html",
    "flerpartsmote/en/question/veta/index.html",
    "ung_intro/sv/question/avslut/index.html",
    "ung_intro/sv/term/skal.avsluta_egen_del/index.html",
    "flerpartsmote/sv/picture/swimlanes",
    "flerpartsmote/en/picture/calendar",
    "flerpartsmote/sv/search/index.html",
)

WORDS = {
    "kallelser": "Bekräfta kallelsen",
    "samtycken": "Återkalla samtycket",
    "återkallar samtycke": "Återkalla samtycket",
    "ordförandens": "Ordföranden",
    "möten": "Öppna mötet",
    "epost": "FM-KALLELSE-1",
}
"""What people write in another form than the pages do, and a page that is found."""
FOUND = {
    **WORDS,
    "fm-kallelse-8": "FM-KALLELSE-8",
    "FM kallelse 8": "FM-KALLELSE-8",
    "fmkallelse8": "FM-KALLELSE-8",
    "a41": "A41: Hur mycket får en kallelse avslöja?",
    "brev säkra kanaler": "FM-KALLELSE-1",
}
"""The same, and what stands first among what is found."""

LIGHT = (
    "index.html",
    "flerpartsmote/sv/norm/FM-KALLELSE-8/index.html",
    "flerpartsmote/sv/search/index.html",
    "flerpartsmote/en/question/veta/index.html",
)
"""Those that are looked at in the light, too: the colours are the same on all of them."""


@pytest.fixture
def book() -> Path:
    """The handbook as a folder of files."""
    needs_browser()
    return on_disk()


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_light_or_dark_and_nothing_is_wider_than_a_phone(path: str, book: Path) -> None:
    there = book / path if path.endswith(".html") else min(book.glob(f"{path}*/index.html"))
    with opened_at(there.as_uri()) as browser:
        styled = browser.execute_script("return getComputedStyle(document.body).marginTop")
        assert styled == "0px", "the style isn't loaded from a file"
        if path in LIGHT:
            with seen(browser, 1200):
                assert axe_findings_of(browser) == []
        with seen(browser, 320, "dark"):
            assert axe_findings_of(browser) == []
            wide = browser.execute_script("return document.documentElement.scrollWidth")
            assert wide <= 320


MEASURED = """
const style = document.createElement("style");
style.textContent = ".told * { overflow-wrap: normal !important; }";
document.head.append(style);
return [...document.querySelectorAll(".told")].map(table => ({
  wide: [table, ...table.querySelector("tbody tr").children].map(one => Math.round(one.getBoundingClientRect().width)),
  spilled: [...table.querySelectorAll("tbody :is(th, td)")].some(one => one.scrollWidth > one.clientWidth + 1),
}))
"""
"""Of each table how wide it and its columns are, and whether a word has no room in its cell."""


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("routine", ["flerpartsmote", "ung_intro"])
def test_the_tables_of_a_page_share_their_widths_on_a_screen_on_a_phone_and_on_paper(
    routine: str, lang: str, book: Path
) -> None:
    with opened_at((book / f"{routine}/{lang}/question/veta/index.html").as_uri()) as browser:
        for width, media in ((1200, "screen"), (900, "screen"), (720, "screen"), (320, "screen"), (718, "print")):
            with seen(browser, width):
                browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media})
                tables = browser.execute_script(MEASURED)
                page = browser.execute_script("return document.documentElement.scrollWidth")
                browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
            assert len(tables) > 1
            assert len({tuple(one["wide"]) for one in tables}) == 1, (width, media, tables)
            if width < 800 and media == "screen":  # each cell stands on a line of its own
                assert len(set(tables[0]["wide"])) == 1, (width, tables[0])
            assert not any(one["spilled"] for one in tables), (width, media)
            assert page <= width


def test_a_norm_is_reached_from_a_picture_with_the_keyboard_alone_and_without_a_script(book: Path) -> None:
    address = (book / "flerpartsmote/sv/phase/kallelse/index.html").as_uri()
    with opened_at(address) as browser:
        link = browser.find_element(By.XPATH, "//*[name()='text']/*[name()='a' and .='FM-KALLELSE-8']")
        browser.execute_script("arguments[0].focus()", link)
        browser.switch_to.active_element.send_keys(Keys.ENTER)
        WebDriverWait(browser, PATIENCE).until(title_contains("FM-KALLELSE-8"))
        assert "flerpartsmote/sv/norm/FM-KALLELSE-8/" in browser.current_url


def test_the_first_stop_of_the_keyboard_leads_past_the_menu(book: Path) -> None:
    with opened_at((book / "flerpartsmote/sv/norm/FM-KALLELSE-8/index.html").as_uri()) as browser:
        browser.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
        first = browser.switch_to.active_element
        assert first.text == "Till innehållet"
        first.send_keys(Keys.ENTER)
        assert browser.switch_to.active_element.tag_name == "main"


def test_the_search_finds_a_norm_by_its_id_and_by_its_words(book: Path) -> None:
    with opened_at((book / "flerpartsmote/sv/norm/FM-KALLELSE-8/index.html").as_uri()) as browser:
        for asked, found in FOUND.items():
            box = browser.find_element(By.ID, "q")
            box.clear()
            with leaving(browser):
                box.send_keys(asked, Keys.ENTER)
            place = "" if asked in WORDS else "[1]"
            hit = (By.XPATH, f"//ol[@id='hits']/li{place}/a[.='{found}']")
            WebDriverWait(browser, PATIENCE).until(presence_of_element_located(hit))
        browser.find_element(By.CSS_SELECTOR, "#hits a").click()
        WebDriverWait(browser, PATIENCE).until(title_contains("FM-KALLELSE-1"))
