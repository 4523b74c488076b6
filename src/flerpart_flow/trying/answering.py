"""The one question that a page asks: a log, what to do with it, and in which language; JSON in, JSON out."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from html import escape
from typing import Any, Final

from flerpart_flow.engine.errors import FlowError
from flerpart_flow.engine.judging.decision import Refused
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.values.clock import STOCKHOLM
from flerpart_flow.engine.words.reasons import texts_for
from flerpart_flow.forms import Fault, FormError, describe, event_from, faults_of, from_browser
from flerpart_flow.forms.description import by_rules
from flerpart_flow.texts import texts
from flerpart_flow.trying import ahead, steps, telling
from flerpart_flow.trying.filling import Sent, form, holders_first, local, sent_of
from flerpart_flow.trying.trial import Trial
from flerpart_flow.trying.tried import Tried, Untold, begun

_FEW: Final = 6
"""So many lines with a new answer are named."""

Asked = Mapping[str, Any]
Told = dict[str, Any]


def answer(asked: str) -> str:
    """What is to be shown, as JSON.

    ``do`` is open, new, form, send, change, remove or show; ``log`` the log's text, ``overlay`` the overlay's TOML or
    null, ``lang`` the language, ``at`` a time or null, ``before`` what each line came to before, ``opened`` the text of
    the file that somebody opened or null, ``now`` what time it then is; ``page``, if it is given, is
    the routine that the page is about, and a log of another is refused.

    The answer has the ``log`` as it then is, the ``file`` (``name``, ``text``, ``own``) that it is saved as, the
    ``parts`` of the page as HTML by their ids, what is ``lit``, the ``keys`` of its lines, and the time that is asked
    about, ``at``, if it is another than before; or, of what can't be, a ``message`` alone, and the log stays as it is.
    """
    read: Asked = json.loads(asked)
    lang = read["lang"]
    try:
        told = _DOES[read["do"]](read)
    except FlowError as error:
        told = {"message": f'<p class="refused">{escape(error.text(lang))}</p>'}
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def _tried(asked: Asked) -> Tried:
    return Tried(asked["log"], asked.get("overlay"))


def _opened(asked: Asked) -> Tried | None:
    """The file that somebody opened; None for an example, and for a case that was begun here."""
    text = asked.get("opened")
    return None if text is None else Tried(text, asked.get("overlay"))


def _at(asked: Asked) -> datetime | None:
    """The time that is asked about, in Stockholm; None for the case's last line."""
    return _time(asked.get("at"))


def _time(written: str | None) -> datetime | None:
    """A time of a form, in Stockholm."""
    if not written:
        return None
    moment = datetime.fromisoformat(written)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=STOCKHOLM)


def _shown(of: Tried, asked: Asked, message: str = "", form: str = "") -> Told:
    """Every part of the page."""
    lang, at, trial = asked["lang"], _at(asked), Trial(of, _opened(asked), _time(asked.get("now")))
    return {
        "log": of.text,
        "file": trial.saved(),
        "routine": of.routine.name,
        "keys": telling.keys_of(of),
        "lit": telling.lit(of, at),
        "message": message,
        "parts": {
            "trial": trial.told(lang),
            "sums": telling.sums(of, at, lang),
            "story": telling.story(of, asked.get("before"), at, lang),
            **steps.acts(of, at, lang),
            "owed": ahead.owed(of, at, lang),
            "form": form,
        },
    }


def _show(asked: Asked) -> Told:
    return _shown(_of_the_page(asked), asked)


def _of_the_page(asked: Asked) -> Tried:
    """The log. Raises Untold for one of another routine than the page is about."""
    of = _tried(asked)
    if asked.get("page") not in (None, of.routine.name):
        raise Untold(
            "handbok.annan_rutin", routine=texts_for(of.rules, asked["lang"]).label("rutiner", of.routine.name)
        )
    return of


def _shown_at(of: Tried, at: str, asked: Asked) -> Told:
    """Every part of the page at another time than before; none is the case's last line."""
    return _shown(of, {**asked, "at": at}) | {"at": at}


def _open(asked: Asked) -> Told:
    """A file as it stands now, so that what has come due since its last line is told; an example as that left it."""
    of = _of_the_page(asked)
    return _shown_at(of, _now(of, asked), asked)


def _now(of: Tried, asked: Asked) -> str:
    """What time it is, of a file that somebody opens; none where the log goes on after it, all of which is shown."""
    written: str = asked.get("now") or ""
    now, last = _time(written), of.moment(None)
    ahead = now is not None and last is not None and last > now
    return "" if asked.get("opened") is None or ahead else written


def _new(asked: Asked) -> Told:
    return _shown_at(begun(asked["routine"], asked.get("municipality"), asked.get("overlay")), "", asked)


def _form(asked: Asked) -> Told:
    """An empty form of an event."""
    of = _tried(asked)
    moment = of.moment(_at(asked))
    sent: Sent = [] if moment is None else [("occurred_at", local(moment))]
    return {"parts": {"form": _filled(of, asked["event"], sent, (), None, asked)}}


def _change(asked: Asked) -> Told:
    """The form of a line as it stands."""
    of, nr = _tried(asked), int(asked["nr"])
    event = of.log.events[nr - 1]
    return {"parts": {"form": _filled(of, event.name, sent_of(event), (), nr, asked)}}


def _filled(of: Tried, event: str, sent: Sent, faults: tuple[Fault, ...], nr: int | None, asked: Asked) -> str:
    kind, lang = of.routine.events[event], asked["lang"]
    if nr is None and of.log.events:
        described = describe(kind, of.case, lang, at=of.moment(_at(asked)))
    else:  # a line is changed whatever the case has come to since
        described = by_rules(kind, of.routine, of.rules, lang)
    described = holders_first(described, _holders(of, event, asked))
    return form(described, sent, faults, nr, texts_for(of.rules, lang))


def _holders(of: Tried, event: str, asked: Asked) -> tuple[str, ...]:
    """Those who may do it now, as the case stands."""
    moment = of.moment(_at(asked))
    if moment is None:
        return ()
    return tuple(actor for one in of.case.permitted(moment) if one.event == event for actor in one.holders)


def _send(asked: Asked) -> Told:
    """What was filled in as a line: last, if the routine allows it, or in the place of another."""
    of = _tried(asked)
    nr = None if asked.get("nr") is None else int(asked["nr"])
    sent: Sent = [(str(name), str(text)) for name, text in asked["pairs"]]
    pairs = [("event", asked["event"]), *sent]
    try:
        event = event_from(from_browser(pairs, of.routine), of.routine, of.rules)
        after, decision = of.with_event(event, nr, _written(asked))
        if decision is not None and not decision.allowed:
            raise Refused(decision.account)
        told = _after(event, nr, after, asked)
    except (FormError, Refused) as error:
        faults = faults_of(error, of.rules, asked["lang"])
        return {"parts": {"form": _filled(of, asked["event"], sent, faults, nr, asked)}}
    return told | {"message": _changed(asked, told)}


def _written(asked: Asked) -> datetime | None:
    """When a line is written: now, in a file that somebody opened; at once, where one only tries."""
    return None if asked.get("opened") is None else _time(asked.get("now"))


def _after(event: Event, nr: int | None, after: Tried, asked: Asked) -> Told:
    """What is shown once a line is written; of one that is added after the time that was asked about, at its own."""
    at = _at(asked)
    if nr is None and at is not None and event.occurred_at > at:
        return _shown_at(after, local(event.occurred_at), asked)
    return _shown(after, asked)


def _changed(asked: Asked, told: Told) -> str:
    """Which lines have another answer than before."""
    said = texts(asked["lang"])
    before: Mapping[str, list[str]] = asked.get("before") or {}
    new = [nr for nr, key in told["keys"].items() if nr in before and before[nr] != key]
    if not new:
        return f"<p>{escape(said.raw('handbok.prova.inga_nya_svar'))}</p>"
    links = [f'<a href="#rad-{nr}">{nr}</a>' for nr in new[:_FEW]]
    if len(new) > _FEW:
        links.append(escape(said.say("handbok.prova.fler", antal=len(new) - _FEW)))
    return f"<p>{escape(said.raw('handbok.prova.nya_svar'))} {said.join(links)}.</p>"


def _remove(asked: Asked) -> Told:
    of, nr = _tried(asked), int(asked["nr"])
    told = _shown(of.without(nr), {**asked, "before": None})
    more, said = of.goes_with(nr), texts(asked["lang"])
    if not more:
        return told
    also = said.say("handbok.prova.ocksa_borta", nr=nr, rader=said.join([str(one) for one in more]))
    return told | {"message": f"<p>{escape(also)}</p>"}


_DOES: Final[Mapping[str, Callable[[Asked], Told]]] = {
    "open": _open,
    "show": _show,
    "new": _new,
    "form": _form,
    "change": _change,
    "send": _send,
    "remove": _remove,
}
