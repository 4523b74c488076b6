"""Whatever happens in a case, no paper tells anybody what isn't theirs to know.

The cases hold things to look for: a purpose of their own for each recipient, a topic that is excluded, and words that
stand nowhere else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, Final

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flerpart_flow import ROUTINES, YES, Case, Event, EventError
from flerpart_flow.documents import KINDS, Document, Mail, as_ics, as_text, calendar_messages, outbox
from flerpart_flow.documents.model import words_of
from flerpart_flow.documents.speech import speech
from flerpart_flow.engine.errors import RulesNotInstalled
from flerpart_flow.engine.judging.case import case_of
from flerpart_flow.engine.record.events import to_data
from flerpart_flow.engine.values.clock import STOCKHOLM
from flerpart_flow.routines.flerpartsmote import (
    AterkallaSamtycke,
    Avsluta,
    BegransaSamtycke,
    BestamDeltagare,
    BokaOm,
    BokaUppfoljning,
    GodtaOrdforande,
    Kalla,
    OverlamnaOrdforande,
    Ratta,
)
from flerpart_flow.samverkan.actors import is_unit
from flerpart_flow.samverkan.word.said import is_refused, speaks
from flerpart_flow.words import label
from tests.documents.itip import SALT, says_only_when_and_where
from tests.engine.generate import next_events
from tests.engine.judging import QUIET
from tests.stories import (
    AF,
    EKONOMI,
    INDIVID,
    Story,
    approved,
    measures,
    paused,
    prepared,
    summed_up,
    summons,
)

LANGUAGES: Final = ("sv", "en")
EXCLUDED: Final = "utbildning"
PURPOSES: Final = {AF: "Avsikt alfa", EKONOMI: "Avsikt beta", "arbetsgivare": "Avsikt gamma"}
OWN: Final = {"information_infor_samtycke", "samtyckesblankett", "plan_individ"}
ABOUT_CONSENT: Final = ("samtyck", "återkall", "tillbaka", "vilande", "consent", "withdr", "medgiv")


def _called() -> Story:
    story = prepared(undantag=(EXCLUDED,), amnen_for={"arbetsgivare": ("arbete",)})
    story.do(BestamDeltagare, INDIVID, deltagare=("arbetsgivare",), svar="ja")
    story.do(Kalla, day=5, **{**summons((AF, EKONOMI, "arbetsgivare")), "syfte": PURPOSES})
    return story


def _another_chair() -> Story:
    """Led by a unit that didn't write the consent down, and so mayn't know what was named for one or excluded."""
    story = _called()
    story.do(OverlamnaOrdforande, till=AF, day=6)
    story.do(GodtaOrdforande, AF, day=7)
    story.do(BokaOm, AF, day=8)
    purposes = {who: why for who, why in PURPOSES.items() if who != AF}
    story.do(Kalla, AF, day=9, **{**summons((EKONOMI, "arbetsgivare"), day=70), "syfte": purposes})
    return story


BEGINNINGS: Final[dict[str, Case]] = {
    "called": _called().case,
    "another chair": _another_chair().case,
    "prepared": prepared(undantag=(EXCLUDED,)).case,
    "summed up": summed_up().case,
    "approved": approved().case,
    "measures": measures().case,
    "paused": paused().case,
}


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A case that has gone on from somewhere, in time or late, with accepted and refused lines."""
    run = BEGINNINGS[draw(st.sampled_from(sorted(BEGINNINGS)))]
    for _ in range(draw(st.integers(1, 5))):
        event = draw(next_events(run))
        with suppress(EventError, RulesNotInstalled):  # hypothesis made up one that isn't well formed, or rules
            run, _ = run.record(event)
    return run


@settings(QUIET, max_examples=10)
@given(cases(), st.sampled_from(LANGUAGES))
def test_no_paper_tells_anybody_what_isnt_theirs(run: Case, lang: str) -> None:
    tells_nobody_too_much(run, lang)


@pytest.mark.parametrize("name", BEGINNINGS)
def test_each_way_of_going_on_from_each_beginning(name: str) -> None:
    """The acts that take something away, one by one: what is due after each is looked at too."""
    story = Story()
    story.case, story.day = BEGINNINGS[name], 200
    for at, (kind, content) in enumerate(_TAKES_AWAY):
        run, _ = story.case.record(story.event(kind, INDIVID, day=200, **content))
        tells_nobody_too_much(run, LANGUAGES[at % 2])


_TAKES_AWAY: Final[tuple[tuple[type[Event], dict[str, Any]], ...]] = (
    (AterkallaSamtycke, {}),
    (BegransaSamtycke, {"enheter": (EKONOMI,)}),
    (BegransaSamtycke, {"amnen": ("arbete",)}),
    (BestamDeltagare, {"deltagare": (AF,), "svar": "nej"}),
    (Avsluta, {"skal_kod": "individens_onskan"}),
)


def tells_nobody_too_much(run: Case, lang: str) -> None:
    """Every paper that was ever due of a case, in one language, held to what its recipient may know."""
    told: set[str] = set()
    written, states = _written(run) | KNOWN[lang], _states(run)
    for mail in outbox(run):
        now = states[mail.nr]
        own = speaks(now.facts, mail.recipient)
        paper = mail.document(lang)
        assert paper.sendable
        assert _words(as_text(paper)) <= written, (mail.kind, lang)
        _the_outbox_says_no_more(mail)
        _kept_papers_say_no_more(mail, paper, lang)
        if not own:
            _keeps_quiet(run, now, mail, paper)
            _within_the_consent(now, mail, paper, told)
        told.add(mail.recipient)
    _the_calendar_says_no_more(run)


def _the_calendar_says_no_more(run: Case) -> None:
    """Each message of the calendar goes with a letter, to its recipient, and says when and where alone."""
    letters = {one.ident: one.recipient for one in outbox(run)}
    places = _places(run)
    for message in calendar_messages(run, salt=SALT):
        assert letters[message.ident] == message.recipient
        for lang in ("sv", "en"):
            says_only_when_and_where(as_ics(message, lang=lang), message, places)


def _the_outbox_says_no_more(mail: Mail) -> None:
    """Of a letter the outbox says what it is, to whom, when and how, by codes; its id says nothing."""
    said = {one.name: getattr(mail, one.name) for one in attrs.fields(Mail) if not one.name.startswith("_")}
    assert set(said) == {"ident", "nr", "kind", "recipient", "at", "channels", "outdated", "version"}
    assert re.fullmatch(r"[0-9a-f]{32}", mail.ident)
    assert mail.kind in KINDS
    organisation = mail.kind == "avvikelse" or is_unit(mail.recipient)
    assert set(mail.channels) == {"brev", "digital_post", "e_tjanst", *(("sdk",) if organisation else ())}


def _kept_papers_say_no_more(mail: Mail, paper: Document, lang: str) -> None:
    """A letter that no longer holds is marked by the same words whatever overtook it, and is else as it was."""
    kept = mail.marked(lang)
    mark = speech(ROUTINES["flerpartsmote"].rules(), lang)("gammalt.marke")
    assert (kept.sections, kept.remarks) == (paper.sections, paper.remarks)
    assert kept.mark == (mark if mail.outdated else paper.mark)


def _places(run: Case) -> set[str]:
    """The places that a summons of the case has named, or was corrected to."""
    lines = [json.loads(json.dumps(to_data(line))) for line in run.lines]
    held = (content.get("plats") for line in lines for content in (line, line.get("ratt") or {}))
    return {place for place in held if place}


def _keeps_quiet(run: Case, now: Case, mail: Mail, paper: Document) -> None:
    # an address is the table's: one of them has "Utbildning" in its name
    said = as_text(attrs.evolve(paper, sections=tuple(one for one in paper.sections if one.ident != "till")))
    others = [why for who, why in PURPOSES.items() if who != mail.recipient]
    assert not any(why in said for why in others), mail.kind
    consent = now.facts.consent
    recorder = consent.recorder if consent is not None else None
    if mail.kind == "stod_till_ordforande":
        assert recorder == mail.recipient or paper.section("undantag") is None
        named = {label(run.rules, "aktor", who, paper.lang) for who, _ in getattr(consent, "named", ())}
        heard = paper.section("amnen")
        shown = "" if heard is None else " ".join(text for block in heard.blocks for text in words_of(block)).lower()
        assert recorder == mail.recipient or not any(who.lower() in shown for who in named)
        return
    assert not any(name in said.lower() for name in _excluded(run)), mail.kind
    assert not any(word in said.lower() for word in ABOUT_CONSENT), mail.kind
    if mail.kind == "installt":
        assert not any(day in said for day in _days_of_withdrawal(run)), mail.kind


def _within_the_consent(now: Case, mail: Mail, paper: Document, told: set[str]) -> None:
    """Of a meeting or a plan only those are told whom the consent covers and the individual hasn't said no to."""
    if mail.kind == "installt":
        assert mail.recipient in told, "the notice goes to those who were told of the meeting"
        return
    if mail.kind in OWN:
        raise AssertionError("the individual's own")
    if mail.kind not in {"kallelse", "ny_tid", "plan", "uppfoljning"}:
        return
    facts, to = now.facts, mail.recipient
    assert facts.consent is not None
    assert facts.consent.valid(mail.at)
    assert not is_refused(facts.said, to)
    assert not is_unit(to) or facts.consent.covers(to)
    if mail.kind == "plan" or paper.section("syfte") is not None:
        assert to == facts.chair or facts.consent.topics_of(to)
    if mail.kind in {"kallelse", "ny_tid"} or not is_unit(to):
        assert facts.participant(to).answer is YES or to == facts.chair


def _states(run: Case) -> list[Case]:
    """The case as each line had been recorded, by its number; recorded anew, each line once."""
    states = [case_of(run.routine, run.header, run.rules)]
    for line in run.lines:
        states.append(states[-1].record(line)[0])
    return states


def _excluded(run: Case) -> set[str]:
    """The excluded topics by name, unless somebody wrote that very word in a text of the case."""
    codes = {code for line in run.lines for code in getattr(line, "undantag", ())}
    names = {label(run.rules, "amne", code, lang) for code in codes for lang in ("sv", "en")}
    return {name for name in names if name not in FREE_TEXT}


FREE_TEXT: Final = {"arbete", "work"}
"""Names of topics that the stories' own texts hold."""


def _days_of_withdrawal(run: Case) -> set[str]:
    """The days on which a consent was withdrawn, as a paper would write them, if no meeting is on that day."""
    say = speech(run.rules, "sv")
    days = {line.occurred_at.astimezone(STOCKHOLM).date() for line in run.lines if isinstance(line, AterkallaSamtycke)}
    meetings = {line.start.astimezone(STOCKHOLM).date() for line in run.lines if isinstance(line, Kalla) and line.start}
    booked = {line.datum for line in run.lines if isinstance(line, BokaUppfoljning)}
    corrected = any(isinstance(line, Ratta) for line in run.lines)
    return set() if corrected else {say.day(one) for one in days - meetings - booked}


def _words(text: str) -> set[str]:
    """The words of a text, without numbers."""
    return {one.casefold() for one in re.findall(r"[^\W\d_]+", text)}


def _written(run: Case) -> set[str]:
    return _words(" ".join(json.dumps(to_data(line), ensure_ascii=False) for line in run.lines))


def _texts(lang: str) -> Iterable[str]:
    rules = ROUTINES["flerpartsmote"].rules()
    said = speech(rules, lang).said
    yield from (said.raw(key) for key in tuple(said.keys()) if key.partition(".")[0] in {"papper", "ord"})
    yield from (f"{norm.text(lang)} {norm.read(lang) or ''}" for norm in rules.norms.values())
    yield from rules.norms
    for table in ("enhet", "part", "person", "utomstaende", "amne", "avvikelseslag"):
        yield from (row[lang] for row in rules.tables[table].values())
    yield from (line for row in rules.tables["adress"] for line in (*row["lines"], row.get("lookup", "")))


KNOWN: Final = {lang: _words(" ".join(_texts(lang))) for lang in ("sv", "en")}
"""What the texts and the tables of the rules say."""
