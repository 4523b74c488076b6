"""The page of a question: a short answer, then the acts, duties, deviations and norms behind it, and pictures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape
from typing import Any

from flerpart_flow.engine.definition.duties import DutySpec
from flerpart_flow.engine.definition.outline import Question
from flerpart_flow.handbook.addresses import Kind
from flerpart_flow.handbook.inlined import framed
from flerpart_flow.handbook.markup import Lines, Page, facts, heading, listing, section, table
from flerpart_flow.handbook.pages import acts, days
from flerpart_flow.handbook.pages.norms import is_own
from flerpart_flow.handbook.scope import Drawn
from flerpart_flow.samverkan.lead_times import backward, lead_times
from flerpart_flow.words.occasions import occasion
from flerpart_flow.words.sentences import capital


def question(of: Page, asked: Question, inlined: Iterable[tuple[Drawn, str]]) -> Lines:
    """The whole page, which begins with the short answer, then what is owed by when."""
    scope, shown = of.scope, list(inlined)
    yield heading(title(of.scope.said, asked), 1)
    own_day = (days.link(of, drawn) for drawn, _ in shown[:1] if days.is_calendar(scope, drawn))
    short = _told(of, asked, 1, asked.answer)
    yield from section(scope.word("fraga.svar"), (*short, *own_day), "svar")
    more = _told(of, asked, len(asked.answer) + 1, asked.more)
    yield from section(scope.word("fraga.mer_svar"), more, "mer")
    for kind in asked.deviations:
        yield from _deviation(of, kind)
    yield from section(scope.word("fraga.ska"), facts(_owed(of, name) for name in asked.duties), "ska")
    for key, named in (("norm.sager", _said(of, asked, own=False)), ("norm.eget", _said(of, asked, own=True))):
        yield from section(scope.word(key), listing(norm_said(of, one) for one in named), key.rpartition(".")[2])
    for name in asked.terms:
        yield from section(scope.term(name), facts(_codes(of, name)))
    yield from section(scope.word("fraga.gors"), _acts(of, asked, len(asked.acts) == 1), "gors")
    yield from pictures(of, shown)


def title(said: Any, asked: Question) -> str:
    """The question in words."""
    return str(said.label("fragor", asked.code))


def _told(of: Page, asked: Question, first: int, told: Iterable[tuple[str, ...]]) -> Lines:
    """The answer's sentences from a number on, each with the norms and readings that it rests on."""
    found = [(f"kort_svar.{asked.code}.{number}", rests) for number, rests in enumerate(told, first)]
    if not asked.tabled:
        return listing(sentence(of, key, rests) for key, rests in found)
    heads = (of.scope.word(f"fraga.tabell.{one}") for one in ("vem", "vad", "kalla"))
    return table(heads, (_row(of, key, rests) for key, rests in found))


def _row(of: Page, key: str, rests: Iterable[str]) -> tuple[str, str, str]:
    """A sentence in the cells of a table: what it holds for, which stands before its first colon, and what it says."""
    head, colon, told = _said_in(of, key).partition(": ")
    if not colon:  # the outline says that it has one
        raise ValueError(key)
    return of.prose(head), of.prose(capital(told)), _rests_on(of, rests)


def sentence(of: Page, key: str, rests: Iterable[str]) -> str:
    """One sentence of a short answer, with the norms and readings that it rests on."""
    return f'{of.prose(_said_in(of, key))} <span class="norms">({_rests_on(of, rests)})</span>'


def _said_in(of: Page, key: str) -> str:
    return of.scope.said.say(key, **of.scope.rules.parameters, **_example(of), **_rest(of))


def _rests_on(of: Page, rests: Iterable[str]) -> str:
    return ", ".join(of.norm(one) if one in of.scope.rules.norms else of.reading(one) for one in rests)


def _example(of: Page) -> dict[str, date]:
    """The days of the meeting that the calendar draws, for the answers that give an example."""
    for drawn in of.scope.pictures_of("calendar")[:1]:
        meeting = date.fromisoformat("-".join(drawn.name.split("-")[1:4]))
        days = backward(meeting, True, lead_times(of.scope.rules))
        region = days.latest_region_contact or meeting
        return {"motesdag": meeting, "regionens_dag": region, "ovrigas_dag": days.latest_summons}
    return {}


def _rest(of: Page) -> dict[str, str]:
    """How long a case may rest before it is closed, in words, as the rules in force have it (A9)."""
    weeks = of.scope.rules.parameters.get("paused_close_after_weeks", 0)
    return {"vilotid": of.scope.word("vila.veckor", antal=weeks) if weeks else of.scope.word("vila.utan")}


def _said(of: Page, asked: Question, *, own: bool) -> Lines:
    """The norms of the source, or those of the library's own."""
    return (one for one in asked.norms if is_own(of.scope.rules.norms[one]) is own)


def norm_said(of: Page, ident: str) -> str:
    """What the document says, and under a label of its own how that is read (A69)."""
    norm = of.scope.rules.norms[ident]
    read = norm.read(of.scope.lang)
    told = f"{of.prose(norm.text(of.scope.lang))}{of.norms((ident,))}"
    if read is None:
        return told
    numbers = ", ".join(map(of.reading, norm.reading))
    after = f' <span class="norms">({numbers})</span>' if numbers else ""
    return f"{told}<br><strong>{of.word('norm.laser')}:</strong> {of.prose(read)}{after}"


def _codes(of: Page, name: str) -> Iterable[tuple[str, str]]:
    """What can be chosen from a closed list, and who may choose it when."""
    said = of.scope.said
    for code in sorted(of.scope.rules.vocabulary.known[name], key=lambda one: said.name(one, name).casefold()):
        key = f"nar_valja.{name}.{code}"
        yield said.name(code, name), of.prose(said.say(key) if key in said else "")


def _deviation(of: Page, kind: str) -> Lines:
    scope = of.scope
    one = scope.deviations[kind]
    about = of.word("avvikelse.om" if one.shown_by else "avvikelse.bara_manniska")
    yield f"<section><h2>{of.link(Kind.DEVIATION, kind, capital(scope.wording.deviation(kind)))}</h2>"
    yield f"<p>{norm_said(of, one.norm)}</p><p>{about}</p></section>"


def _owed(of: Page, name: str) -> tuple[str, str]:
    """What is to be done, by whom and by when."""
    scope = of.scope
    spec = scope.duty(name)
    if spec is None:  # the outline names the routine's own
        raise KeyError(name)
    return scope.said.label("plikter", name), "<br>".join(_bearing(of, spec))


def _bearing(of: Page, spec: DutySpec) -> Lines:
    who = of.bearer(spec.bearer) if spec.bearer is not None else of.word("plikt.handelsen")
    more = of.link(Kind.DUTY, spec.name, of.scope.word("fraga.mer"))
    yield f"{of.owed(spec.name, f'<strong>{who}</strong>')}{of.norms(spec.norms)} · {more}"
    called, day = by_when(of, spec.name)
    if day:
        yield f"{escape(called)}: <strong>{escape(day)}</strong>"


def by_when(of: Page, name: str) -> tuple[str, str]:
    """By when a duty is to be met and what that is called: its last day, or the occasion that the routine gives in
    words; empty where it gives neither.
    """
    if day := last_day(of, name):
        return last_day_called(of, name), day
    return of.scope.word("plikt.tillfalle"), occasion(name, of.scope.said)


def last_day(of: Page, name: str) -> str:
    """The last day of a duty in words, empty where the routine gives none."""
    key = f"frister.{name}"
    return of.scope.said.say(key, **of.scope.rules.parameters) if key in of.scope.said else ""


def last_day_called(of: Page, name: str) -> str:
    """What the last day of a duty is called: a target, where the routine says no more than that (A2)."""
    key = f"fristernas_namn.{name}"
    return of.scope.said.raw(key) if key in of.scope.said else of.scope.word("plikt.nar")


def _acts(of: Page, asked: Question, single: bool) -> Lines:
    for name in asked.acts:
        yield '<article class="act">'
        yield f"<h3>{of.link(Kind.EVENT, name, capital(of.scope.said.label('handelser', name)))}</h3>"
        yield from acts.in_short(of, name, asked.phase, single)
        yield "</article>"


def pictures(of: Page, inlined: Iterable[tuple[Drawn, str]]) -> Lines:
    """The pictures that show the answer, under a heading of their own."""
    lines = [line for drawn, svg in inlined for line in _picture(of, drawn, svg)]
    yield from section(of.scope.word("slag.picture"), lines, "bilder")


def _picture(of: Page, drawn: Drawn, svg: str) -> Lines:
    yield f"<h3>{of.link(Kind.PICTURE, drawn.name, drawn.picture.title)}</h3>"
    if days.is_calendar(of.scope, drawn):
        yield days.link(of, drawn)
    yield framed(svg, drawn.picture.title)
