"""The browser that pictures are tried in finds faults where there are some, and none where there are none."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.diagrams.browser import axe_findings, opened, texts_outside

PAGE = """<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8"><title>Sida</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>body {{ color: #222; background: #fff; font-family: Arial, sans-serif }}</style></head>
<body><main><h1>Rutinen</h1>{body}</main></body></html>"""

GOOD_PICTURE = """<svg role="img" aria-labelledby="t" width="200pt" height="60pt" viewBox="0 0 200 60">
<title id="t">Två faser</title>
<g transform="translate(4 56)"><text x="10" y="-20" font-size="14">Förberedelse</text></g></svg>"""

BAD_PICTURE = """<svg role="img" width="200pt" height="60pt" viewBox="0 0 200 60">
<text x="180" y="30" font-size="14">Sticker ut till höger</text>
<text x="10" y="8" font-size="14">Upptill</text>
<text x="10" y="40" font-size="14">Inne</text></svg>"""

FETCH = """const done = arguments[1];
fetch(arguments[0], {mode: 'no-cors'}).then(() => done('yes'), () => done('no'))"""


def test_a_good_page_has_no_findings() -> None:
    page = PAGE.format(body=GOOD_PICTURE)
    assert axe_findings(page) == []
    assert texts_outside(page) == []


def test_a_picture_without_a_name_is_found() -> None:
    findings = axe_findings(PAGE.format(body=BAD_PICTURE))
    assert [one["id"] for one in findings] == ["svg-img-alt"]
    assert findings[0]["targets"] == ["svg"]


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ('<p style="color: #bbb">Blek text</p>', "color-contrast"),
        ('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">', "image-alt"),
        ('<table><tr><td role="nonsense">Fas</td></tr></table>', "aria-roles"),
    ],
)
def test_other_faults_are_found_too(body: str, fault: str) -> None:
    assert fault in [one["id"] for one in axe_findings(PAGE.format(body=body))]


def test_texts_that_are_cut_off_are_named() -> None:
    assert texts_outside(PAGE.format(body=BAD_PICTURE)) == ["Sticker ut till höger", "Upptill"]


def test_the_browser_reaches_no_network() -> None:
    asked: list[str] = []

    class Listening(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

    with ThreadingHTTPServer(("127.0.0.1", 0), Listening) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with opened("<!DOCTYPE html><title>x</title>") as browser:
            address = f"http://127.0.0.1:{server.server_port}/"
            reached = browser.execute_async_script(FETCH, address)
        server.shutdown()
    assert (reached, asked) == ("no", [])
