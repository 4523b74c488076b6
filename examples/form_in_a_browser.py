"""A form for any event, made from its description, and what is sent from it judged and recorded.

    python examples/form_in_a_browser.py [LOG [PORT]]

With a log the pages are served on this machine alone, until Ctrl-C; a log that isn't there is opened as a new case.
Without one, what the form of a summons asks for is printed. No field of any event is named in the pages: a routine of
your own gets its forms the same way. What you add is how a page looks, and who is logged in.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from datetime import datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

from flerpart_flow import FLERPARTSMOTE, Answer, Case, Finding, FlowError, load, open_case, reason, write_log_file
from flerpart_flow.forms import Choice, FormError, FormField, describe, event_from, from_browser
from flerpart_flow.routines.flerpartsmote import Kalla
from flerpart_flow.words import Kind, history, label

HERE = Path(__file__).parent
SHOWN = HERE / "logs" / "pagaende_arende.jsonl"
LARGEST = 1_000_000
ROWS = 3
STOCKHOLM = ZoneInfo("Europe/Stockholm")
INPUTS = {"time": "datetime-local", "day": "date", "integer": "number", "age": "number"}
STYLE = (
    "body{font:1rem/1.5 sans-serif;max-width:45rem;margin:2rem auto;padding:0 1rem}label,legend{font-weight:bold}"
    "main form>*{margin:1rem 0}input,select,textarea{font:inherit}textarea{width:100%}"
    ".fel{color:#a00000}small{display:block;color:#444}"
)

Sent = Mapping[str, list[str]]
Told = Mapping[str | None, list[str]]
"""What is wrong: sentences by the field that they are about, None where it is none."""


def box(tag: str, name: str, of: FormField, more: str = "", inside: str | None = None) -> str:
    """One input, that a screen reader reads with its help and its faults."""
    required = ' aria-required="true"' if of.required else ""
    ends = f">{inside}</{tag}>" if inside is not None else ">"
    return f'<{tag} id="{name}" name="{name}" aria-describedby="{name}-om"{required}{more}{ends}'


def ticks(name: str, choices: Iterable[Choice], chosen: Iterable[str]) -> str:
    """A box to tick for each code. One that has to carry a number gets its first."""
    codes = [(one.code if one.alone else f"{one.code}:1", one.label) for one in choices]
    return "".join(
        f'<label><input type="checkbox" name="{name}" value="{code}"{" checked" if code in chosen else ""}> '
        f"{escape(text)}</label><br>"
        for code, text in codes
    )


def select(name: str, of: FormField, chosen: Iterable[str]) -> str:
    """A list to choose one from, or nothing."""
    codes = [(one.code if one.alone else f"{one.code}:1", one.label) for one in of.choices]
    options = (f'<option value="{c}"{" selected" if c in chosen else ""}>{escape(text)}</option>' for c, text in codes)
    return box("select", name, of, inside=f'<option value=""></option>{"".join(options)}')


def control(of: FormField, name: str, sent: Sent, told: Told) -> str:
    """What one field is filled in with, whatever it holds."""
    chosen = sent.get(name, [])
    if of.many:
        rows = (f"{name}.{number}" for number in range(1, ROWS + 1))
        return "".join(f"<fieldset>{parts(of.parts, f'{row}.', sent, told)}</fieldset>" for row in rows)
    if of.parts:
        return parts(of.parts, f"{name}.", sent, told)
    if of.per:
        each = [(f"{name}.{one.code if one.alone else f'{one.code}:1'}", one.label) for one in of.per]
        if of.choices:
            return "".join(
                f"<details><summary>{escape(who)}</summary>{ticks(path, of.choices, sent.get(path, []))}</details>"
                for path, who in each
            )
        return "".join(
            f'<label>{escape(who)} <input name="{path}" value="{escape("".join(sent.get(path, [])))}"></label><br>'
            for path, who in each
        )
    if of.kind == "codes":
        return ticks(name, of.choices, chosen)
    if of.choices:
        return select(name, of, chosen)
    written = escape("\n".join(chosen))
    if of.kind in INPUTS:
        return box("input", name, of, f' type="{INPUTS[of.kind]}" value="{written}"')
    return box("textarea", name, of, ' rows="2"', written)


def parts(fields: Iterable[FormField], path: str, sent: Sent, told: Told) -> str:
    """Fields one below the other, each with its help and what is wrong with it."""
    return "".join(field(one, f"{path}{one.name}", sent, told) for one in fields)


def field(of: FormField, name: str, sent: Sent, told: Told) -> str:
    """One field: label, input, help, why it is asked for, and what is wrong with it."""
    asked = f" Krävs ({', '.join(of.norms)})." if of.norms and of.required else " Krävs." if of.required else ""
    wrong = "".join(f'<p class="fel">{escape(one)}</p>' for one in told.get(name, []))
    about = f'<small id="{name}-om">{escape(of.help)}{asked}</small>{wrong}'
    inside = control(of, name, sent, told)
    if of.kind == "codes" or of.per or of.parts:
        return f"<fieldset><legend>{escape(of.label)}</legend>{about}{inside}</fieldset>"
    return f'<div><label for="{name}">{escape(of.label)}</label><br>{inside}{about}</div>'


def page(title: str, body: str) -> str:
    """A whole page."""
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{STYLE}</style>'
    main = f"<main><h1>{escape(title)}</h1>{body}</main>"
    return f'<!DOCTYPE html><html lang="sv"><head>{head}</head><body>{main}</body></html>'


def form_page(case: Case, event: str, now: datetime, sent: Sent, told: Told) -> str:
    """The form of an event, empty or as it was sent, with what is wrong."""
    form = describe(case.routine.events[event], case, at=now)
    names = {one.name for one in form.fields} | {name for name in told if name and "." in name}
    top = "".join(f"<li>{escape(one)}</li>" for name, all_ in told.items() if name not in names for one in all_)
    wrong = f'<div class="fel" role="alert"><ul>{top}</ul></div>' if top else ""
    filled = {"occurred_at": [f"{now:%Y-%m-%dT%H:%M}"], **sent}
    inputs = parts(form.fields, "", filled, told)
    hidden = f'<input type="hidden" name="event" value="{event}">'
    return page(form.label, f'{wrong}<form method="post">{hidden}{inputs}<p><button>Spara</button></p></form>')


def front_page(case: Case, now: datetime) -> str:
    """What has happened, and what may happen now: each with its form."""
    lines = "".join(f"<li>{escape(line.text)}</li>" for line in history(case))
    may = [one.event for one in case.permitted(now) if one.answer is not Answer.NO]
    links = "".join(f'<li><a href="/{one}">{escape(label(case.rules, Kind.EVENT, one))}</a></li>' for one in may)
    phase = label(case.rules, Kind.PHASE, str(case.phase))
    return page(f"Ärende {case.header.case}: {phase}", f"<ol>{lines}</ol><h2>Det här går att göra</h2><ul>{links}</ul>")


def told_of(faults: Iterable[tuple[str | None, str]]) -> dict[str | None, list[str]]:
    """Sentences by their field."""
    told: dict[str | None, list[str]] = {}
    for name, text in faults:
        told.setdefault(name, []).append(text)
    return told


def says(finding: Finding, case: Case) -> str:
    """A finding in a sentence, with its norm."""
    return f"{reason(finding, case.rules).says} ({finding.norm})"


def record(case: Case, pairs: list[tuple[str, str]], now: datetime) -> Case | Told:
    """The case with what was sent, or what is wrong with it: with the form, or with the act."""
    try:
        event = event_from(from_browser(pairs, case.routine), case.routine, case.rules)
        after, decision = case.record(event, now)
    except FormError as error:
        return told_of((one.field, one.text()) for one in error.faults)
    except FlowError as error:
        return {None: [error.text()]}
    return after if decision.allowed else told_of((one.field, says(one, case)) for one in decision.hindrances)


class Pages(BaseHTTPRequestHandler):
    """The pages of one case. The log is read for each, so that what somebody else has written is there."""

    log: ClassVar[Path] = SHOWN

    def case(self) -> Case:
        return load(self.log).case() if self.log.exists() else open_case(FLERPARTSMOTE, self.log.stem)

    def do_GET(self) -> None:
        """The front page, or the form that the path names."""
        case, now = self.case(), datetime.now(STOCKHOLM)
        event = self.path.strip("/")
        if not event:
            self.answer(200, front_page(case, now))
        elif event in case.routine.events:
            self.answer(200, form_page(case, event, now, {}, {}))
        else:
            self.answer(404, page("Sidan finns inte", '<p><a href="/">Till ärendet</a></p>'))

    def do_POST(self) -> None:
        """Record what was sent and go back to the case; or the form again, with what is wrong."""
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > LARGEST:
            return self.answer(413, page("Det som skickades är för stort", ""))
        own = f"http://{self.headers.get('Host')}"
        if self.headers.get("Origin", own) != own:
            return self.answer(403, page("Formuläret kommer från en annan sida", ""))
        pairs = parse_qsl(self.rfile.read(int(length)).decode(errors="replace"), keep_blank_values=True)
        case, now = self.case(), datetime.now(STOCKHOLM).replace(microsecond=0)
        after = record(case, pairs, now)
        try:
            if isinstance(after, Case):
                write_log_file(self.log, after)
                return self.answer(303, "", "/")
        except FlowError as error:  # somebody else has written a line since it was read: nothing is written
            after = {None: [error.text()]}
        event = self.path.strip("/")
        if event not in case.routine.events:
            return self.answer(404, page("Sidan finns inte", ""))
        sent: dict[str, list[str]] = {}
        for name, text in pairs:
            sent.setdefault(name, []).append(text)
        return self.answer(422, form_page(case, event, now, sent, after))

    def answer(self, status: int, html: str, to: str | None = None) -> None:
        body = html.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
        if to is not None:
            self.send_header("Location", to)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: what is asked for is about a person."""


def served(log: Path, port: int = 0) -> ThreadingHTTPServer:
    """The pages of a log, on this machine alone; port 0 takes one that is free."""
    return ThreadingHTTPServer(("127.0.0.1", port), type("PagesOfALog", (Pages,), {"log": log}))


def main(log: Path | None = None, port: int = 8000) -> None:
    """Serve a log, or print what a form asks for."""
    if log is not None:
        server = served(log, port)
        print(f"http://127.0.0.1:{server.server_port}/ (Ctrl-C avslutar)", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return
    case = load(SHOWN).case()
    form = describe(Kalla, case)
    print(f"Formuläret för att {form.label}:")
    for one in form.fields:
        asked = (
            f"krävs, {', '.join(one.norms)}"
            if one.norms and one.required
            else "krävs"
            if one.required
            else "frivilligt"
        )
        print(f"  {one.label} ({asked}): {one.help}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None, int(sys.argv[2]) if len(sys.argv) > 2 else 8000)
