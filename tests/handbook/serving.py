"""A handbook on a server of this machine, and questions that its worker is asked without the page."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import attrs

# The page's own worker, without the page: each question is put to it, and the answers are given back as they came.
ASKED = """
const [questions, done] = arguments;
(async () => {
  const source = await (await fetch(new URL("../../../look/worker.js", location.href))).text();
  const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  const told = [];
  worker.onmessage = ({ data }) => {
    told.push(data.told ?? `error: ${data.error}`);
    if (told.length === questions.length) { worker.terminate(); done(told); }
  };
  const base = new URL("../../../library/", location.href).href;
  questions.forEach((asked, number) => worker.postMessage({ number, base, asked }));
})();
"""


@attrs.define
class Served:
    """A folder on a server of this machine, what has been asked of it, and what it doesn't give."""

    server: http.server.ThreadingHTTPServer
    asked: list[str]
    refused: set[str]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"


@contextmanager
def serving(book: Path) -> Iterator[Served]:
    """A folder on a server, which remembers what it was asked for."""
    asked: list[str] = []
    refused: set[str] = set()

    class Remembering(http.server.SimpleHTTPRequestHandler):
        extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {".mjs": "text/javascript"}

        def do_GET(self) -> None:
            if self.path in refused:
                self.send_error(503)
            else:
                super().do_GET()

        def end_headers(self) -> None:
            # What a browser has kept is asked for all the same: else what is refused now might be had from before.
            self.send_header("Cache-Control", "no-cache")
            super().end_headers()

        def log_message(self, format: str, *given: object) -> None:
            asked.append(self.path)

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Remembering, directory=str(book)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Served(server, asked, refused)
    server.shutdown()
    server.server_close()
