"""The pages over HTTP: who asks, what they see, what they send. All that a case says comes from the library."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from flerpart_flow import (
    FLERPARTSMOTE,
    ROUTINES,
    EventError,
    JournalError,
    Refused,
    RulesError,
    RulesNotInstalled,
    StoreDamaged,
    StoreError,
    WriteConflict,
    open_case,
)
from flerpart_flow.documents import as_html
from flerpart_flow.forms import FormError, correctable, correction_from, event_from, faults_of, from_browser
from flerpart_flow.store import Store, line_saying, load_log, record
from flerpart_flow.words import labels

from . import pages

HERE: Final = Path(__file__).parent
LANGUAGES: Final = ("sv", "en")
LARGEST: Final = 200_000
TRIES: Final = 5
DIGITS: Final = 7
REF: Final = re.compile("[0-9a-f]{16}")
OWN: Final = {"recorded_by", "recorded_at", "nr"}
"""Fields that the system states itself, whatever is sent: who writes the event down, when, and as which line."""
KEPT: Final = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
PAPER: Final = KEPT.replace("'self'; form-action 'self'", "'unsafe-inline'; form-action 'none'")
"""A paper is a page of the library's, with its own style in it and nothing to send."""


class CaseSystem:
    """The cases of a store, and what the clock says."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self.store, self.clock = store, clock
        loader = FileSystemLoader(HERE / "templates")
        self.templates = Environment(
            loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        self.templates.filters["when"] = lambda moment: f"{pages.local(moment):%Y-%m-%d %H:%M}"
        self.templates.filters["capital"] = lambda text: text[:1].upper() + text[1:]

    def now(self) -> datetime:
        """The time, to the second."""
        return self.clock().replace(microsecond=0)

    def seen(self, request: Request, ref: str) -> pages.Looking:
        """A case as the one who asks may see it. What isn't for them is as if it weren't there."""
        who, lang = signed_in(request)
        try:
            looking = pages.Looking(load_log(self.store, ref).case(), who, self.now(), lang)
        except (StoreDamaged, JournalError, RulesError) as error:
            pages.tell(error)  # whose case it is can't be known, so to all it is as if it weren't there
            raise HTTPException(404) from None
        except StoreError as error:
            if error.code == "lager.saknas":
                raise HTTPException(404) from None
            raise
        if looking.seen.case is None:
            raise HTTPException(404)
        return looking

    def page(self, request: Request, template: str, status: int = 200, **shown: Any) -> Response:
        """A page from its template, in which everything is escaped."""
        who, lang = request.cookies.get("who", ""), language(request)
        units = labels(FLERPARTSMOTE.rules(), "enhet", lang)
        here = f"{request.url.path}?{request.url.query}" if request.method == "GET" else "/"
        about = {"who": who if who in units else "", "lang": lang, "units": units, "here": here}
        html = self.templates.get_template(template).render(t=pages.words(lang), **about, **shown)
        return answered(HTMLResponse(html, status), KEPT)

    def work(self, request: Request) -> Response:
        """The work list of the one who is signed in."""
        who, lang = signed_in(request)
        return self.page(request, "work.html", work=pages.work(self.store, who, self.now(), lang))

    def case(self, request: Request) -> Response:
        """A case's page."""
        looking = self.seen(request, asked(request, "ref"))
        said = request.query_params.get("said", "")
        return self.page(request, "case.html", case=looking, said=said if said in pages.SAID else "")

    def paper(self, request: Request) -> Response:
        """One of the papers that the one who is signed in may read."""
        looking, number = self.seen(request, asked(request, "ref")), asked(request, "paper")
        papers = looking.mail
        if not number.isascii() or not number.isdigit() or not 1 <= int(number[:4]) <= len(papers):
            raise HTTPException(404)
        letter = papers[int(number[:4]) - 1]
        return answered(HTMLResponse(as_html(letter.document(looking.lang))), PAPER)

    def form(self, request: Request) -> Response:
        """The form of an event, empty."""
        looking = self.looking_at_form(request)
        return self.form_page(request, looking, asked(request, "event"))

    def looking_at_form(self, request: Request) -> pages.Looking:
        """The case that a form is about: one of the store, or a new one without a line, whose reference is drawn."""
        query = request.query_params
        if "routine" not in query:
            looking = self.seen(request, asked(request, "ref"))
        else:
            who, lang = signed_in(request)
            ref = query.get("ref", secrets.token_hex(8))
            if query["routine"] not in ROUTINES or not REF.fullmatch(ref):
                raise HTTPException(404)
            try:
                case = open_case(ROUTINES[query["routine"]], ref, municipality=query.get("municipality"))
            except EventError:
                raise HTTPException(404) from None
            looking = pages.Looking(case, who, self.now(), lang, new=True)
        if query.get("event") not in looking.case.routine.events:
            raise HTTPException(404)
        return looking

    def line(self, request: Request, looking: pages.Looking) -> int | None:
        """The line that a form corrects, if it is that of a correction."""
        asked_for = request.query_params.get("line")
        if asked_for is None:
            return None
        known = looking.seen.whole and asked_for.isascii() and asked_for.isdigit() and len(asked_for) < DIGITS
        if not known or not correctable(looking.case, int(asked_for)):
            raise HTTPException(404)
        return int(asked_for)

    def form_page(self, request: Request, looking: pages.Looking, event: str, **more: Any) -> Response:
        """The form of an event; ``more`` are what was sent, what is wrong with it, and what is new in the case."""
        news, status = more.pop("news", ()), more.pop("status", 200)
        line = self.line(request, looking)
        without = OWN if line is not None else OWN | {"ratt"}  # without a line to show, a line is struck
        filled = looking.form(event, without=without, line=line, **more)
        here = dict(request.query_params) | {"ref": looking.ref}
        action = f"/record?{urlencode(here)}"
        shown = {"case": looking, "form": filled, "known": looking.known, "action": action, "news": news}
        return self.page(request, "form.html", status, **shown)

    def recorded(self, request: Request, pairs: list[tuple[str, str]]) -> Response:
        """Record what was sent. Where another writer comes first, the case is read and judged anew."""
        for _ in range(TRIES):
            try:
                return self._recorded(request, [one for one in pairs if one[0] != "known"], dict(pairs).get("known"))
            except WriteConflict:
                continue
        return self.page(request, "told.html", 409, told="conflict_again")

    def _recorded(self, request: Request, sent: list[tuple[str, str]], known: str | None) -> Response:
        looking, name = self.looking_at_form(request), asked(request, "event")
        case, who = looking.case, looking.who
        form: dict[str, Any] = {"sent": sent, "status": 422}
        pairs = [one for one in sent if one[0] not in OWN]
        pairs += [] if dict(pairs).get("by") == who else [("recorded_by", who)]
        corrects = self.line(request, looking)
        since = int(known) if known and known.isascii() and known.isdigit() and len(known) < DIGITS else 0
        try:
            if corrects is None:
                event = event_from(from_browser([("event", name), *pairs], case.routine), case.routine, case.rules)
            else:
                event = correction_from(pairs, case)
            if not looking.new and since != looking.known:
                if line_saying(case, event, looking.nr_of(since)) is not None:
                    return to_case(looking.ref, "recorded_before")
                form |= {"news": looking.since(since), "status": 409}
                return self.form_page(request, looking, name, **form)
            record(self.store, case, event, looking.now, new=looking.new)
        except WriteConflict:
            if looking.new:  # sent twice: the case was opened by the first
                return to_case(looking.ref, "recorded_before")
            raise
        except (FormError, EventError, RulesNotInstalled, Refused) as error:
            form |= {"faults": faults_of(error, case, looking.lang)}
            return self.form_page(request, looking, name, **form)
        return to_case(looking.ref, "recorded")

    def failed(self, request: Request, error: Exception) -> Response:
        """A page that isn't there, or a store that can't be used, of which whoever runs it is told."""
        if isinstance(error, HTTPException):
            return self.page(request, "told.html", error.status_code, told="not_found")
        assert isinstance(error, StoreError)
        pages.tell(error)
        return self.page(request, "told.html", 503, told="unreadable")


def to_case(ref: str, said: str) -> Response:
    """Back to the case, which tells what became of it."""
    return answered(RedirectResponse(f"/case?{urlencode({'ref': ref, 'said': said})}", 303), KEPT)


def asked(request: Request, name: str) -> str:
    """A part of the address that has to be there."""
    if name not in request.query_params:
        raise HTTPException(404)
    return request.query_params[name]


def language(request: Request) -> str:
    """The language that was chosen, or the first."""
    chosen = request.cookies.get("lang", "")
    return chosen if chosen in LANGUAGES else LANGUAGES[0]


class NobodySignedIn(Exception):
    """No unit is chosen yet."""


def signed_in(request: Request) -> tuple[str, str]:
    """Who is signed in, and the language. In a real system this is where the sign-in is asked."""
    who = request.cookies.get("who", "")
    if who not in FLERPARTSMOTE.rules().vocabulary.known["enhet"]:
        raise NobodySignedIn
    return who, language(request)


def answered(response: Response, policy: str) -> Response:
    """What every answer carries: nothing from elsewhere, kept nowhere, in no frame."""
    response.headers["Content-Security-Policy"] = policy
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    return response


async def body_of(request: Request) -> list[tuple[str, str]] | None:
    """What a form sent, None if it is too large."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            return None
    try:
        return parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=5000)
    except ValueError:
        raise HTTPException(400) from None


def app_on(store: Store, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Starlette:
    """The case system on a store."""
    system = CaseSystem(store, clock)

    async def posted(request: Request) -> Response:
        own = f"{request.url.scheme}://{request.headers.get('host')}"
        if request.headers.get("origin", own) != own:
            return system.page(request, "told.html", 403, told="refused_form")
        pairs = await body_of(request)
        if pairs is None:
            return system.page(request, "told.html", 413, told="too_large")
        if request.url.path == "/who":
            return chosen(dict(pairs))
        return await run_in_threadpool(system.recorded, request, pairs)

    def style(request: Request) -> Response:
        return answered(FileResponse(HERE / "style.css"), KEPT)

    def sign_in(request: Request, error: Exception) -> Response:
        return system.page(request, "who.html")

    handled: Mapping[Any, Any] = {
        HTTPException: system.failed,
        NobodySignedIn: sign_in,
        StoreError: system.failed,
    }
    routes = [
        Route("/", system.work),
        Route("/case", system.case),
        Route("/paper", system.paper),
        Route("/record", system.form, methods=["GET"]),
        Route("/record", posted, methods=["POST"]),
        Route("/who", posted, methods=["POST"]),
        Route("/style.css", style),
    ]
    return Starlette(routes=routes, exception_handlers=handled)


def chosen(sent: Mapping[str, str]) -> Response:
    """Keep which unit and language were chosen, and go back."""
    to = sent.get("to", "/")
    response = RedirectResponse(to if re.fullmatch(r"/(?![/\\])[!-~]*", to) else "/", 303)
    for name in ("who", "lang"):
        if re.fullmatch("[a-z_:]{1,60}", sent.get(name, "")):
            response.set_cookie(name, sent[name], httponly=True, samesite="strict")
    return answered(response, KEPT)
