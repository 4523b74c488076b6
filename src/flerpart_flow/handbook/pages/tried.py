"""The page where one tries a case: what can be begun, a picture that lights up, and the places of the answers."""

from __future__ import annotations

from html import escape
from importlib import resources
from typing import Final

from flerpart_flow.engine.rules.files import File
from flerpart_flow.handbook.addresses import LIBRARY, TRYING, way
from flerpart_flow.handbook.inlined import framed
from flerpart_flow.handbook.markup import Lines, Page, heading
from flerpart_flow.handbook.packing import PYODIDE
from flerpart_flow.handbook.scope import Drawn

POLICY: Final = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' file:; connect-src 'self'; "
    "worker-src blob:; form-action 'self'; base-uri 'none'"
)
"""The page runs the handbook's own scripts and the library, and fetches nothing but the handbook's files. A worker made
of a blob inherits it, which one with an address of its own does not.
"""
_SAID: Final = (
    ("loading", "laddar"), ("ready", "klar"), ("wrong", "fel"), ("large", "stor"), ("offline", "inget_nat"),
    ("stopped", "slut"),
)  # fmt: skip
"""What the script says by itself."""
SERVE: Final = "python3 -m http.server --bind 127.0.0.1"


def tried(of: Page, overview: tuple[Drawn, str] | None, overlay: str | None) -> Lines:
    """The whole page. Its script shows the controls, so that without it they aren't there."""
    scope = of.scope
    yield heading(scope.word("prova.namn"), 1)
    yield f"<p>{of.word('prova.ingress')} {of.word('prova.hemma')}</p>"
    yield f'<div id="note" class="hint"><p>{of.word("prova.fil")} <code>{SERVE}</code></p>'
    yield f"<noscript><p>{of.word('prova.utan_skript')}</p></noscript></div>"
    told = {name: of.word(f"prova.{key}") for name, key in _SAID}
    data = {"base": way(of.path, LIBRARY), "lang": scope.lang, "routine": escape(scope.routine.name), **told}
    yield f'<div id="try"{"".join(f" data-{key}={chr(34)}{value}{chr(34)}" for key, value in data.items())}>'
    yield '<div id="controls" hidden>'
    yield from _controls(of)
    yield '<div id="message" role="status"></div>'
    yield '<div id="form"></div>'
    yield '<div id="tried" hidden>'
    yield '<div id="trial" role="status"></div>'
    yield '<div id="sums"></div>'
    yield _answer(of, "next", "nasta")
    yield f'<p><button data-do="save">{of.word("prova.sparad")}</button> '
    yield f'<label for="at">{of.word("prova.nar")}</label> <input id="at" type="datetime-local">'
    yield f" <small>{of.word('prova.vid_sista')}</small></p>"
    yield f'<p class="hint">{of.word("prova.inte_over")}</p>'
    for name, key in (("owed", "plikter"), ("now", "nu")):
        yield _answer(of, name, key)
    if overview is not None:
        yield framed(overview[1], scope.word("prova.bild"))
    yield _answer(of, "story", "historia")
    yield "</div></div></div>"
    yield f'<p class="kind">{of.word("prova.kors_med", version=PYODIDE)}</p>'
    for name, file in _examples(of):
        log = (resources.files(file[0]) / file[1]).read_text(encoding="utf-8")
        yield f'<template id="{name}">{escape(log)}</template>'
    if overlay is not None:
        yield f'<template id="overlay">{escape(overlay)}</template>'


def _answer(of: Page, name: str, key: str) -> str:
    """The place of a part of the answer."""
    return f'<section><h2>{of.word(f"prova.{key}")}</h2><div id="{name}"></div></section>'


def _controls(of: Page) -> Lines:
    rules, said = of.scope.rules, of.scope.said
    yield f"<h2>{of.word('prova.borja')}</h2>"
    shown = [name for name, _ in _examples(of)]
    words = {"ongoing": "pagaende", "example": "avslutat" if len(shown) > 1 else "exempel"}
    if shown:
        buttons = (f'<button data-do="{name}">{of.word(f"prova.{words[name]}")}</button>' for name in shown)
        yield f"<p>{' '.join(buttons)} {of.word('prova.med_avsikt')}</p>"
    codes = sorted(rules.vocabulary.known["kommun"], key=lambda code: said.name(code, "kommun"))
    options = "".join(f'<option value="{escape(one)}">{escape(said.name(one, "kommun"))}</option>' for one in codes)
    yield f'<p><label for="municipality">{of.word("prova.kommun")}</label> <select id="municipality">'
    yield f'<option value=""></option>{options}</select>'
    yield f'<button data-do="new">{of.word("prova.nytt_arende")}</button></p>'
    yield f'<p><label for="file">{of.word("prova.oppna")}</label> <input id="file" type="file" accept=".jsonl"></p>'
    yield f'<p><label for="own">{of.word("prova.overlagring")}</label> <input id="own" type="file" accept=".toml"></p>'


def _examples(of: Page) -> list[tuple[str, File]]:
    """The logs that come with the routine: one of an ongoing case first, and that which the demo plays."""
    demo = of.scope.routine.outline.showing.demo
    if demo is None:
        return []
    ongoing = [("ongoing", demo.ongoing)] if demo.ongoing is not None else []
    return [*ongoing, ("example", demo.log)]


def scripts(of: Page) -> tuple[str, ...]:
    """The script of the page."""
    return (way(of.path, TRYING),)
