"""Pairs of cases that differ only in what somebody may not see, and all that is made for that one.

A pair is a case from a walk and the same case with one thing more, in a line that the row of the table names. Nothing
here asks the code that hides it: what is hidden is said by who acts, towards whom, and how they stand to the case.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final

import attrs

from flerpart_flow import ROUTINES, EventError
from flerpart_flow.agenda import agenda, worklist
from flerpart_flow.cli.commands import status, why
from flerpart_flow.cli.errors import Trouble
from flerpart_flow.cli.pages.listing import tell_entries, tell_work
from flerpart_flow.cli.pages.page import Page
from flerpart_flow.cli.shapes import agenda as shape
from flerpart_flow.diagrams.drawing import draw
from flerpart_flow.diagrams.errors import DiagramError
from flerpart_flow.documents import as_text, mail_seen
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.words.reasons import texts_for
from flerpart_flow.proof.walk import Walker
from flerpart_flow.samverkan.actors import is_unit
from flerpart_flow.samverkan.events import (
    AterkallaSamtycke,
    BegransaSamtycke,
    BestamDeltagare,
    GeSamtycke,
    Kontaktforsok,
    LamnaUppgift,
)
from flerpart_flow.seen import Seen, seen_by
from flerpart_flow.texts import texts
from flerpart_flow.words import history, to_json

UNITS: Final = (
    "kommun:arbetsmarknad",
    "arbetsformedlingen",
    "kommun:ekonomiskt_bistand",
    "forsakringskassan",
    "region:psykiatri",
    "kommun:ung_intro",
)
LANGUAGES: Final = ("sv", "en")


ASKED: Final = (
    ("lamna_uppgift", ("till=arbetsformedlingen", "amne=arbete")),
    ("kontaktforsok", ("till=individ", "kanal=telefon")),
    ("kontaktforsok", ("till=arbetsformedlingen", "kanal=telefon", "avidentifierat=ja")),
    ("bekrafta", ()),
    ("dokumentera_samtycke", ()),
    ("rapportera_avvikelse", ("slag=inget_svar", "part=arbetsformedlingen", "lamnas_till=arbetsformedlingen")),
    ("ratta", ("ror=1", "skal_kod=felskrivning")),
)
"""What is asked with content, of routines that have the event."""
KINDS: Final = 3


def _why(case: Case, seen: Seen, name: str, written: tuple[str, ...], lang: str) -> list[str]:
    """What ``why --by`` answers, as text and as JSON; or its error."""
    kind, said, who, at = case.routine.events[name], texts(lang), seen.by, seen.at
    try:
        answer = None if seen.state is None else why._asked(case, kind, at, who)
        if answer is not None and written:
            answer = why._decided(case, kind, at, who, written)
    except Trouble as trouble:
        return [trouble.text(said)]
    told = json.dumps(why._data("log", case, name, answer, at, said, seen))
    return [why._page("log", case, answer, at, said, seen).text(), told]


def _asked(case: Case, seen: Seen, lang: str) -> Iterator[str]:
    """The answers to some questions, which are the same for both cases of a pair."""
    random = Random(f"{seen.by} {seen.at}")
    for name in random.sample(sorted(case.routine.events), KINDS):
        yield from _why(case, seen, name, (), lang)
    for name, written in random.sample(ASKED, KINDS):
        if name in case.routine.events:
            yield from _why(case, seen, name, written, lang)


def _drawn(case: Case, who: str, at: datetime, lang: str) -> str:
    """The picture of where the case stands, in the formats that need no engine."""
    if case.latest is None:
        return _NOTHING[lang]
    try:
        picture = draw(case.routine, "case", case=case, at=at, by=who, lang=lang)
    except DiagramError as error:
        return error.text(lang)
    return picture.table + picture.source + picture.mermaid


def _letters(case: Case, who: str, at: datetime, lang: str) -> list[str]:
    """The papers that they may read, each as they read it."""
    if case.routine.name != "flerpartsmote":  # the other has no papers
        return []
    return [as_text(letter.document(lang)) for letter in mail_seen(case, who, at)]


_NOTHING: Final = {lang: DiagramError("bild.inget_att_se").text(lang) for lang in LANGUAGES}
"""What is told of an empty case, which nobody asks for a picture of: as where there is nothing to see."""


def made_for(case: Case, who: str, at: datetime, languages: tuple[str, ...] = LANGUAGES) -> tuple[Any, ...]:
    """All that is made for one party: the view itself; status, agenda and work list, as text and as JSON; history, the
    answers of ``why``, a picture, the papers.
    """
    seen = seen_by(case, who, at)
    made: list[Any] = [seen]
    for lang in languages:
        told = history(case, lang, who, at)
        made.append([str(one) for one in told])
        made.append(json.dumps(to_json(told, case, lang)))
        made += _asked(case, seen, lang)
        made.append(_drawn(case, who, at, lang))
        said, named = texts(lang), texts_for(case.rules, lang)
        page = Page(100)
        status._tell(page, case, at, said, who)
        made.append(page.text())
        made.append(json.dumps(status._one("log", case, at, said, who)))
        entries = agenda(case, at, at + timedelta(days=60), lang, who)
        made.append(json.dumps([shape.entry(one) for one in entries]))
        listed, worked = Page(100), Page(100)
        tell_entries(listed, entries, named)
        work = worklist([case], at, lang, who)
        tell_work(worked, work, said, {case.routine.name: named}.__getitem__)
        made += [listed.text(), worked.text(), json.dumps([shape.item(one) for one in work.items])]
        made += _letters(case, who, at, lang)
    return tuple(made)


@attrs.frozen
class Pair:
    """Two cases, the one who may not see the difference, when, and which row of the table the difference is of."""

    row: str
    one: Case
    other: Case
    who: str
    at: datetime


def walked(routine: str, seed: int) -> Iterator[Case]:
    """The cases of a walk, after each accepted act."""
    for acts in Walker(ROUTINES[routine], seed, length=70).cases():
        for act in acts:
            if act.accepted:
                yield act.after


def pairs(case: Case, random: Random) -> Iterator[Pair]:
    """The pairs that a case gives, one for each kind of difference that it has room for, in any order."""
    for row, differs in random.sample(tuple(DIFFERENCES.items()), len(DIFFERENCES)):
        found = differs(case, random)
        if found is not None:
            yield Pair(row, *found)


def _next(case: Case, kind: type[Event], by: str, **content: Any) -> Case | None:
    """The case with one more accepted line, a minute after its latest; None if the routine refuses it."""
    assert case.latest is not None
    now = max(case.latest, case.lines[-1].recorded_at) + timedelta(minutes=1)
    recorder = None if is_unit(by) else _recorder(case)
    if kind.name not in case.routine.events:
        return None
    event = kind(occurred_at=now, recorded_at=now, by=by, recorded_by=recorder, **content)
    try:
        decision = case.decide(event)
        return case.apply(decision.event) if decision.allowed else None
    except EventError:
        return None


def _recorder(case: Case) -> str:
    leading = case.facts.leading()
    return str(leading[0]) if leading else UNITS[0]


def _leads(case: Case, who: str) -> bool:
    """Whether somebody leads or calls, told by who acts in the log: a chair, or any who has called or taken over."""
    acts = ("identifiera_behov", "kalla", "godta_ordforande", "boka_uppfoljning", "boka_om", "kontakta_region")
    called = {line.by for line in case.lines if line.name in acts}
    named = {getattr(line, "sammankallande", None) for line in case.lines}
    return who in called | named | set(case.facts.leading()) or who.startswith("kommun:ung_intro")


def _covered(case: Case) -> list[str]:
    consent = case.facts.consent
    return sorted(consent.units & set(UNITS)) if consent is not None else []


def _after(case: Case) -> datetime:
    assert case.latest is not None
    return case.latest + timedelta(days=1)


def _bystander(case: Case, random: Random, *parties: str) -> str | None:
    """A unit that isn't one of these and doesn't lead."""
    those = [one for one in UNITS if one not in parties and not _leads(case, one)]
    return random.choice(those) if those else None


Found = tuple[Case, Case, str, datetime] | None


def _contact(case: Case, random: Random) -> Found:
    """One unit tries to reach another, which nobody else learns."""
    covered = _covered(case)
    if len(covered) < 2:
        return None
    by, to = random.sample(covered, 2)
    who, after = _bystander(case, random, by, to), _next(case, Kontaktforsok, by, till=to, kanal="telefon")
    return (case, after, who, _after(after)) if who and after else None


def _told(case: Case, random: Random) -> Found:
    """One unit tells another something."""
    covered = _covered(case)
    if len(covered) < 2:
        return None
    by, to = random.sample(covered, 2)
    topics = sorted(case.rules.vocabulary.known["amne"])
    who = _bystander(case, random, by, to)
    told = (_next(case, LamnaUppgift, by, till=to, amne=topic) for topic in topics)
    after = next((one for one in told if one is not None), None)
    return (case, after, who, _after(after)) if who and after else None


def _condition(case: Case, random: Random) -> Found:
    """The individual tells something of a condition, of another unit or of the person."""
    kind = case.routine.events.get("ange_forutsattning")
    if kind is None:
        return None
    of = random.choice(_covered(case) or UNITS)
    known = sorted(case.rules.vocabulary.known["villkor"])
    who = _bystander(case, random, of)
    values = {"enhet": of, "norm": random.choice(known), "varde": random.choice(("ja", "nej")), "kalla": "individ"}
    after = _next(case, kind, "individ", **values)
    return (case, after, who, _after(after)) if who and after else None


def _refused(case: Case, random: Random) -> Found:
    """The individual says no to a unit outside the consent: a third unit doesn't learn it."""
    outside = [one for one in UNITS if one not in _covered(case) and not _leads(case, one)]
    if "bestam_deltagare" not in case.routine.events or not outside:
        return None
    of = random.choice(outside)
    who = _bystander(case, random, of)
    after = _next(case, BestamDeltagare, "individ", deltagare=(of,), svar="nej")
    return (case, after, who, _after(after)) if who and after else None


def _excluded(case: Case, random: Random) -> Found:
    """A new consent excludes a topic that it doesn't name: to all but the recorder it is as not agreed to."""
    covered, consent = _covered(case), case.facts.consent
    if not covered or consent is None:
        return None
    topics = sorted(case.rules.vocabulary.known["amne"])
    agreed, out = topics[:2], random.sample(topics[2:], 2)
    who = random.choice([one for one in UNITS if one != _recorder(case)])
    content: dict[str, Any] = {"enheter": tuple(covered), "amnen": tuple(agreed)}
    one = _next(case, GeSamtycke, "individ", **content, undantag=(out[0],))
    other = _next(case, GeSamtycke, "individ", **content)
    if who in covered:
        both = [each and _next(each, case.routine.events["dokumentera_samtycke"], who) for each in (one, other)]
        one, other = both if random.random() < 0.5 else (one, other)
    return (one, other, who, _after(one)) if one and other else None


def _named(case: Case, random: Random) -> Found:
    """A new consent names topics for one unit: another that doesn't lead doesn't learn it, but for whether the one may
    be told what that other has (A49), which is here the same.
    """
    covered = _covered(case)
    if len(covered) < 2:
        return None
    of = random.choice(covered)
    who = _bystander(case, random, of)
    topics = sorted(case.rules.vocabulary.known["amne"])[:3]
    if who is None:
        return None
    content: dict[str, Any] = {"enheter": tuple(covered), "amnen": tuple(topics)}
    own = {who: tuple(topics[:1])}
    one = _next(case, GeSamtycke, "individ", **content, amnen_for={**own, of: tuple(topics[:2])})
    other = _next(case, GeSamtycke, "individ", **content, amnen_for=own)
    return (one, other, who, _after(one)) if one and other else None


def _ended(case: Case, random: Random) -> Found:
    """The consent is withdrawn, or leaves the unit out: the one who is left out doesn't learn which."""
    covered = [one for one in _covered(case) if not _leads(case, one)]
    if not covered:
        return None
    who = random.choice(covered)
    one = _next(case, AterkallaSamtycke, "individ")
    other = _next(case, BegransaSamtycke, "individ", enheter=(who,))
    return (one, other, who, _after(one)) if one and other else None


def _closed(case: Case, random: Random) -> Found:
    """The case is closed at the individual's wish, or rests after a withdrawal: nobody else learns which."""
    who = random.choice([one for one in UNITS if not _leads(case, one)] or [""])
    one = _next(case, AterkallaSamtycke, "individ")
    other = _next(case, case.routine.events["avsluta"], "individ", skal_kod="individens_onskan")
    return (one, other, who, _after(one)) if who and one and other else None


def _answered(case: Case, random: Random) -> Found:
    """One unit answers a summons: another that doesn't lead doesn't learn it."""
    meeting = getattr(case.facts, "meeting", None)
    called = [one.actor for one in meeting.recipients if one.actor in UNITS] if meeting is not None else []
    if meeting is None or not called:
        return None
    by = random.choice(called)
    who = _bystander(case, random, by)
    name = random.choice(("bekrafta", "avboj"))
    content = {"skal_kod": "tid"} if name == "avboj" else {}
    after = _next(case, case.routine.events[name], by, mote=meeting.number, **content)
    return (case, after, who, _after(after)) if who and after else None


def _planned(case: Case, random: Random) -> Found:
    """One of those who are asked says no to the plan: another unit that doesn't lead doesn't learn it."""
    draft = getattr(case.facts, "draft", None)
    if draft is None or not draft.summed_up:
        return None
    asked = [one for one in (*sorted(draft.required), "individ") if one in UNITS or one == "individ"]
    by = random.choice(asked)
    who = _bystander(case, random, by)
    after = _next(case, case.routine.events["godkann_inte_plan"], by, version=draft.number)
    return (case, after, who, _after(after)) if who and after else None


def _recorded(case: Case, random: Random) -> Found:
    """One unit documents the consent: another that doesn't lead doesn't learn it."""
    lacking = [one for one in _covered(case) if one not in case.facts.consent.records]
    if not lacking:
        return None
    by = random.choice(lacking)
    who = _bystander(case, random, by)
    after = _next(case, case.routine.events["dokumentera_samtycke"], by)
    return (case, after, who, _after(after)) if who and after else None


def _outside(case: Case, random: Random) -> Found:
    """Any case, and one in which nothing has happened: one outside doesn't learn that there is any."""
    acted = {line.by for line in case.lines} | {line.recorder for line in case.lines}
    named = {one for line in case.lines for name in ("enheter", "till") for one in _listed(getattr(line, name, ()))}
    free = [one for one in UNITS if one not in acted | named and not _leads(case, one)]
    if not free:
        return None
    from flerpart_flow import open_case

    empty = open_case(case.routine, "another", rules=case.rules, municipality=None)
    return case, empty, random.choice(free), _after(case)


def _listed(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


DIFFERENCES: Final[dict[str, Callable[[Case, Random], Found]]] = {
    "that there is a case": _outside,
    "withdrawal": _ended,
    "why it was closed": _closed,
    "excluded topics": _excluded,
    "topics named for another": _named,
    "a no to another unit": _refused,
    "conditions of another unit": _condition,
    "another unit's record of the consent": _recorded,
    "contacts between others": _contact,
    "another's answer to a summons": _answered,
    "another's answer to the plan": _planned,
    "how many lines there are": _told,
}
