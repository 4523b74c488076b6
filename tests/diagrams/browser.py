"""A page in a real browser: what axe finds, and which texts of a picture are cut off.

One headless Chromium for the whole run, steered by selenium, without network, and one for what a test serves. axe-core
comes with the package selenium-axe-python.
"""

from __future__ import annotations

import atexit
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from selenium.common.exceptions import WebDriverException
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.wait import WebDriverWait
from selenium_axe_python.axe import Axe

from flerpart_flow.diagrams.engines.environment import for_an_engine
from tests.needs import needs_browser
from tests.waiting import PATIENCE

_FLAGS = (
    "--headless=new",
    "--no-sandbox",  # else it doesn't start as root, which is what a container has
    "--disable-dev-shm-usage",  # a container's /dev/shm is small
    "--disable-gpu",
    "--window-size=1200,1700",
    "--force-device-scale-factor=1",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
)
_LOOKED_UP = "--host-resolver-rules=MAP * ~NOTFOUND"
"""No name is looked up, so nothing leaves the machine."""

_OUTSIDE = """
const slack = arguments[0], found = [];
for (const svg of document.querySelectorAll('svg')) {
  const frame = svg.getBoundingClientRect();
  for (const text of svg.querySelectorAll('text')) {
    const box = text.getBoundingClientRect();
    if (!text.textContent.trim()) continue;
    if (box.left < frame.left - slack || box.top < frame.top - slack
        || box.right > frame.right + slack || box.bottom > frame.bottom + slack) found.push(text.textContent.trim());
  }
}
return found;
"""


def axe_findings(html: str) -> list[dict[str, Any]]:
    """What axe holds against a page: for each fault ``id``, ``impact``, ``help`` and ``targets`` (CSS selectors)."""
    with opened(html) as browser:
        return axe_findings_of(browser)


def axe_findings_of(browser: Chrome) -> list[dict[str, Any]]:
    """The same of the page that is open."""
    axe: Any = Axe(browser)  # its methods have no types
    axe.inject()
    result = axe.run()
    assert result["passes"] or result["violations"], "axe has not looked at anything"
    return [
        {
            "id": one["id"],
            "impact": one["impact"],
            "help": one["help"],
            "targets": [target for node in one["nodes"] for target in node["target"]],
        }
        for one in result["violations"]
    ]


def texts_outside(html: str, slack: float = 0.5) -> list[str]:
    """The SVG texts of a page whose box leaves the picture by more than ``slack`` CSS pixels: they are cut off."""
    with opened(html) as browser:
        found: list[str] = browser.execute_script(_OUTSIDE, slack)
    return found


# Whether the page has begun to work is seen by its mark, since it begins after what is done has returned.
_WATCHED = """
const page = document.getElementById("try");
window.begun = false;
new MutationObserver(() => { window.begun = true; }).observe(page, { attributeFilter: ["aria-busy"] });
"""
_ANSWERED = "return window.begun && document.getElementById('try').getAttribute('aria-busy') === 'false'"


@contextmanager
def opened(html: str) -> Iterator[Chrome]:
    """The browser with the page open."""
    browser = _browser()
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(html, encoding="utf-8")
        browser.get(page.as_uri())
        yield browser
        browser.get("about:blank")


@contextmanager
def opened_at(address: str) -> Iterator[Chrome]:
    """A browser with a page open that a test serves on this machine, which is all that this one reaches."""
    browser = _browser(_LOOKED_UP.replace("NOTFOUND", "NOTFOUND , EXCLUDE 127.0.0.1"))
    browser.get(address)
    yield browser
    browser.get("about:blank")


@contextmanager
def leaving(browser: Chrome) -> Iterator[None]:
    """What is done within leads to another page, which is there afterwards: else one looks at the page before it."""
    browser.execute_script("window.leaving = true")
    yield
    there = "return window.leaving === undefined && document.readyState === 'complete'"
    # Asked between two pages, the browser may have no answer, and says so by an error of any kind.
    waiting = WebDriverWait(browser, PATIENCE, ignored_exceptions=[WebDriverException])
    waiting.until(lambda asked: asked.execute_script(there))


@contextmanager
def answered(browser: Chrome) -> Iterator[None]:
    """What is done within asks the page for something, and its answer is there afterwards."""
    browser.execute_script(_WATCHED)
    yield
    WebDriverWait(browser, PATIENCE).until(lambda asked: asked.execute_script(_ANSWERED))


@contextmanager
def seen(browser: Chrome, width: int, scheme: str = "light") -> Iterator[None]:
    """The browser with a window of a width, in a scheme of colours."""
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    yield
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


@cache
def _browser(looked_up: str = _LOOKED_UP) -> Chrome:
    """The browser, started at the first use and ended with the run; ``looked_up`` says which names it looks up."""
    found = needs_browser()
    options = ChromeOptions()
    options.binary_location = str(found.program)
    for flag in (*_FLAGS, looked_up):
        options.add_argument(flag)
    # Both programs are named, so that selenium doesn't go and look for them on the network.
    browser = Chrome(options=options, service=Service(str(found.driver), env=for_an_engine()))
    atexit.register(browser.quit)
    browser.set_page_load_timeout(PATIENCE)
    browser.set_script_timeout(PATIENCE)
    return browser
