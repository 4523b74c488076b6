"""What has become of a log that somebody opened: which of its lines are removed or changed, and what it is saved as.

In a real case no line is ever removed (``ratta`` deletes nothing, A51), and none tells of what hasn't happened. So a
log that lacks one, says something else in one, or has one more that lies ahead, is a trial: it is saved under a name
and as a case of its own, tied to no other.
"""

from __future__ import annotations

import json
from datetime import datetime
from functools import cached_property
from html import escape
from typing import Any, Final

import attrs

from flerpart_flow.engine.errors import EventError
from flerpart_flow.engine.journal.log import dump_line
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.record.header import Header
from flerpart_flow.engine.words.reasons import texts_for
from flerpart_flow.texts import Texts
from flerpart_flow.trying.differing import Compared, Difference
from flerpart_flow.trying.tried import REF, Tried
from flerpart_flow.words.sentences import capital, when

NAME: Final = "provning"
"""What the reference of a case that is a trial begins with."""
_TIED: Final = ("previous", "linked")
"""What a first line says of other cases."""


@attrs.frozen(slots=False)
class Trial:
    """A log as it now is, the file that it was opened from, and what time it is. There is no file of an example, nor of
    a case that was begun here, which are nobody's history.
    """

    of: Tried
    opened: Tried | None
    now: datetime | None

    @cached_property
    def _compared(self) -> Compared:
        return Compared(() if self.opened is None else self.opened.log.events, self.of.log.events)

    @cached_property
    def _ahead(self) -> list[Event]:
        """The lines that are added, and tell of what hasn't happened yet."""
        return [one for one in self._compared.added if self.now is not None and one.occurred_at > self.now]

    @property
    def own(self) -> bool:
        """Whether it still is the history of the case that was opened."""
        return self.opened is not None and self._compared.goes_on and not self._ahead

    def told(self, lang: str) -> str:
        """What the page says of a log that is no longer the case's own, or that was opened as a trial; else nothing."""
        said = texts_for(self.of.rules, lang)
        if self.opened is None:
            return ""
        if _is_trial(self.of.log.header.case):
            return f'<p class="hint">{escape(said.raw("handbok.prova.sparad_provning"))}</p>'
        if self.own:
            return ""
        found = [_told(one, said) for one in self._compared.differences]
        found += [_linked(one.nr, _named("inte_an", one, said)) for one in self._ahead]
        items = "".join(f"<li>{one}</li>" for one in found)
        kept = said.say("handbok.prova.sparas_som", fil=self.saved()["name"])
        return (
            f'<div class="hint"><p><strong>{escape(said.raw("handbok.prova.inte_langre"))}</strong> '
            f"{escape(said.raw('handbok.prova.sedan_oppnad'))}</p><ul>{items}</ul><p>{escape(kept)}</p>"
            f'<p><button data-do="anew">{escape(said.raw("handbok.prova.oppna_igen"))}</button> '
            f"{escape(said.raw('handbok.prova.oppna_igen_om'))}</p></div>"
        )

    def saved(self) -> dict[str, Any]:
        """The file that the log is saved as: its name, its text, and whether it is the opened case's ``own``, which
        begins as the file did, as it was written. One that isn't is a case of its own, and tied to no other.
        """
        case, lines = self.of.log.header.case, _lines(self.of)
        if self.opened is not None and self._compared.goes_on:
            before = _lines(self.opened)
            lines = [*before, *lines[len(before) :]]
        if self.opened is not None and not self.own and not _is_trial(case):
            header: dict[str, Any] = {name: value for name, value in json.loads(lines[0]).items() if name not in _TIED}
            header["case"] = case = _as_trial(self.of.log.header)
            lines[0] = dump_line(header)
        return {"name": f"{case}.jsonl", "text": "".join(f"{line}\n" for line in lines), "own": self.own}


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
