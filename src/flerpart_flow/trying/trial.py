"""What has become of a log that somebody opened: which of its lines are removed or changed, and what it is saved as.

In a real case no line is ever removed (``ratta`` deletes nothing, A51), and none tells of what hasn't happened. So a
log that lacks one, says something else in one, or has one more that lies ahead, is a trial: it is saved under a name
and as a case of its own, tied to no other.
"""

from __future__ import annotations

import json
from datetime import datetime
from html import escape
from typing import Any, Final

import attrs

from flerpart_flow.engine.errors import EventError
from flerpart_flow.engine.journal.log import dump_line
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.record.header import Header
from flerpart_flow.engine.words.reasons import texts_for
from flerpart_flow.texts import Texts
from flerpart_flow.trying.differing import Difference, added, differences, places
from flerpart_flow.trying.tried import REF, Tried
from flerpart_flow.words.sentences import capital, when

NAME: Final = "provning"
"""What the reference of a case that is a trial begins with."""
_TIED: Final = ("previous", "linked")
"""What a first line says of other cases."""


def told(of: Tried, opened: Tried | None, now: datetime | None, lang: str) -> str:
    """What the page says of a log that is no longer what was opened, or that was opened as a trial; else nothing."""
    said = texts_for(of.rules, lang)
    if opened is None:
        return ""
    if _is_trial(of.log.header.case):
        return f'<p class="hint">{escape(said.raw("handbok.prova.sparad_provning"))}</p>'
    ahead = _ahead(of, opened, now)
    if not (ahead or _is_another(of, opened)):
        return ""
    found = [_told(one, said) for one in differences(opened.log.events, of.log.events)]
    found += [_linked(one.nr, _named("inte_an", one, said)) for one in ahead]
    items = "".join(f"<li>{one}</li>" for one in found)
    kept = said.say("handbok.prova.sparas_som", fil=saved(of, opened, now)["name"])
    return (
        f'<div class="hint"><p><strong>{escape(said.raw("handbok.prova.inte_langre"))}</strong> '
        f"{escape(said.raw('handbok.prova.sedan_oppnad'))}</p><ul>{items}</ul><p>{escape(kept)}</p>"
        f'<p><button data-do="anew">{escape(said.raw("handbok.prova.oppna_igen"))}</button> '
        f"{escape(said.raw('handbok.prova.oppna_igen_om'))}</p></div>"
    )


def _told(one: Difference, said: Texts) -> str:
    if one.now is None:
        return escape(_named("borttagen", one.line, said))
    label, fields = said.label("handelser", one.line.name), ", ".join(said.label("falt", name) for name in one.fields)
    return _linked(one.now, said.say("handbok.prova.andrad", nr=one.line.nr, handelse=capital(label), falt=fields))


def _named(key: str, line: Event, said: Texts) -> str:
    about = {"vem": said.name(line.by), "tid": when(line.occurred_at, said)}
    return said.say(f"handbok.prova.{key}", nr=line.nr, handelse=capital(said.label("handelser", line.name)), **about)


def _linked(nr: int | None, text: str) -> str:
    return f'<a href="#rad-{nr}">{escape(text)}</a>'


def _ahead(of: Tried, opened: Tried, now: datetime | None) -> list[Event]:
    """The lines that are added, and tell of what hasn't happened yet."""
    return [one for one in added(opened.log.events, of.log.events) if now is not None and one.occurred_at > now]


def _is_another(of: Tried, opened: Tried) -> bool:
    """Whether a log is something else than the opened one with lines added last."""
    events = opened.log.events
    return bool(differences(events, of.log.events)) or any(
        nr != now for nr, now in places(events, of.log.events).items()
    )


def saved(of: Tried, opened: Tried | None, now: datetime | None) -> dict[str, Any]:
    """The file that a log is saved as: its name, its text, and whether it is the opened case's ``own``, which begins as
    the file did, as it was written. One that isn't is a case of its own, and tied to no other.
    """
    case, lines = of.log.header.case, _lines(of)
    another = opened is not None and _is_another(of, opened)
    own = opened is not None and not another and not _ahead(of, opened, now)
    if opened is not None and not another:
        lines = [*_lines(opened), *lines[len(_lines(opened)) :]]
    if opened is not None and not own and not _is_trial(case):
        header: dict[str, Any] = {name: value for name, value in json.loads(lines[0]).items() if name not in _TIED}
        header["case"] = case = _as_trial(of.log.header)
        lines[0] = dump_line(header)
    return {"name": f"{case}.jsonl", "text": "".join(f"{line}\n" for line in lines), "own": own}


def _lines(of: Tried) -> list[str]:
    return [line for line in of.text.split("\n") if line.strip()]


def _is_trial(case: str) -> bool:
    return case in (REF, NAME) or case.startswith(f"{NAME}-")


def _as_trial(header: Header) -> str:
    """The reference of a trial of a case: that of the case with a word before it, or that word alone where the two
    together are no reference.
    """
    try:
        return attrs.evolve(header, case=f"{NAME}-{header.case}").case
    except EventError:
        return NAME
