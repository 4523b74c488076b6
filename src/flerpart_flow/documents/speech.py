"""The words of the papers: the library's and the rules' own, with those of the papers over them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

import attrs

from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.clock import STOCKHOLM
from flerpart_flow.engine.words.reasons import texts_for
from flerpart_flow.engine.words.wording import with_own
from flerpart_flow.texts import ACTORS, DEFAULT_LANGUAGE, EASY, LANGUAGES, Texts

HERE: Final = "flerpart_flow.documents"
WRITTEN_IN: Final = (*LANGUAGES, EASY)
"""The languages that papers are written in; only what the individual reads is in easy Swedish."""


@attrs.frozen(eq=False)
class Speech:
    """The words of one language for one set of rules. ``lang`` is what the paper says its language is."""

    said: Texts
    lang: str

    def __call__(self, key: str, /, **values: Any) -> str:
        """The paper's text of that key with its holes filled."""
        return self.said.say(f"papper.{key}", **values)

    def name(self, code: str, of: str = ACTORS) -> str:
        """The name of a unit or a person, or of a code in another list, as it begins a line."""
        return upper(self.said.name(code, of))

    def day(self, day: date) -> str:
        """A day with its weekday and month in words."""
        weekday = self(f"veckodag.d{day.isoweekday()}")
        month = self(f"manad.m{day.month}")
        return self("tid.dag", veckodag=weekday, dag=day.day, manad=month, ar=day.year)

    def time(self, start: datetime, end: datetime | None = None) -> str:
        """A time in Stockholm, and until when."""
        begins = start.astimezone(STOCKHOLM)
        shown = self("tid.klocka", timme=begins.hour, minut=f"{begins.minute:02}")
        if end is None:
            return self("tid.tid", dag=self.day(begins.date()), fran=shown)
        ends = end.astimezone(STOCKHOLM)
        until = self("tid.klocka", timme=ends.hour, minut=f"{ends.minute:02}")
        if ends.date() == begins.date():
            return self("tid.fran_till", dag=self.day(begins.date()), fran=shown, till=until)
        return self(
            "tid.till_annan_dag", dag=self.day(begins.date()), fran=shown, dag2=self.day(ends.date()), till=until
        )


def upper(text: str) -> str:
    """The text with a capital letter first."""
    return text[:1].upper() + text[1:]


def speech(rules: Rules, lang: str) -> Speech:
    """The words of a language; easy Swedish is Swedish where it has no text of its own. Raises KeyError for another."""
    if lang not in WRITTEN_IN:
        raise KeyError(lang)
    base = DEFAULT_LANGUAGE if lang == EASY else lang
    said = with_own(texts_for(rules, base), ((HERE, f"{base}.toml"),))
    if lang == EASY:
        said = with_own(said, ((HERE, f"{EASY}.toml"),))
    return Speech(said, base)
