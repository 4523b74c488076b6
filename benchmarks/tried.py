"""The handbook in which a case can be tried: how large it is, and what a browser takes from a click to the answer."""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import tempfile
import threading
from pathlib import Path
from time import perf_counter
from typing import Any

from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from benchmarks.measure import Sizes
from flerpart_flow.handbook import Book, handbook
from flerpart_flow.handbook.packing import pack
from flerpart_flow.installed import ROUTINES
from tests.diagrams.browser import answered, opened_at
from tests.handbook.books import from_the_set
from tests.node.npm import installed, node_program


class _Quiet(http.server.SimpleHTTPRequestHandler):
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {".mjs": "text/javascript"}

    def log_message(self, format: str, *given: object) -> None:
        """Say nothing."""


def tried_in_browser(sizes: Sizes) -> dict[str, Any] | None:
    """Files, bytes and milliseconds; None where it isn't asked for, and without Node.

    ``first`` is from the click to the judged example with nothing loaded, ``again`` the same with the files in the
    browser's cache, of which Python's start and the imports take these ``shares``; ``changed`` the answer to a changed
    line.
    """
    if not sizes.tried or node_program() is None:
        return None
    started = perf_counter()
    packed = pack(installed() / "pyodide")
    packing = perf_counter() - started
    book = Book(tuple((one, one.rules()) for one in ROUTINES.values()), tried=packed)
    files = handbook(book, from_the_set)
    writing = perf_counter() - started - packing
    with tempfile.TemporaryDirectory() as folder:
        for path, data in files.items():
            (Path(folder, path).parent).mkdir(parents=True, exist_ok=True)
            Path(folder, path).write_bytes(data)
        first, again, changed, shares = _clicked(folder)
    return {
        "files": len(files),
        "bytes": sum(map(len, files.values())),
        "fetched_bytes": sum(len(gzip.compress(data, 9)) for data in packed.values()),
        "packing_s": round(packing, 1),
        "pages_s": round(writing, 1),
        "first_ms": first,
        "again_ms": again,
        "again_shares": shares,
        "changed_ms": changed,
    }


def _clicked(folder: str) -> tuple[int, int, int, dict[str, float]]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/flerpartsmote/sv/try/index.html"
    try:
        with opened_at(address) as browser:
            first = _took(browser, "[data-do=example]")
            browser.get(address)
            again = _took(browser, "[data-do=example]")
            times = json.loads(browser.find_element(By.ID, "try").get_attribute("data-times") or "{}")
            _took(browser, "#rad-3 [data-do=change]")
            shares = {name: round(took / again, 2) for name, took in times.items()}
            return first, again, _took(browser, "#form form button"), shares
    finally:
        server.shutdown()
        server.server_close()


def _took(browser: Chrome, button: str) -> int:
    """Milliseconds from the click until the page has its answer, as the page counts them."""
    with answered(browser):
        browser.find_element(By.CSS_SELECTOR, button).click()
    return int(browser.find_element(By.ID, "try").get_attribute("data-took") or 0)
