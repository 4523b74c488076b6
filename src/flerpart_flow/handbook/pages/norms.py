"""The page of a norm: what the document says, how that is read, what carries it, its twins, where it is drawn."""

from __future__ import annotations

from html import escape

from flerpart_flow.engine.definition.carriers import Carriers, why_not_carried
from flerpart_flow.engine.rules.norms import Norm
from flerpart_flow.handbook.addresses import Kind
from flerpart_flow.handbook.markup import Lines, Page, facts, heading, listing, section
from flerpart_flow.handbook.pages import twins
from flerpart_flow.handbook.place import place
from flerpart_flow.words.norm_facts import norm_facts
from flerpart_flow.words.sentences import capital


def norm(of: Page, ident: str) -> Lines:
    """The whole page."""
    scope = of.scope
    one = scope.rules.norms[ident]
    carried = scope.carried[ident]
    weight = scope.said.raw(f"tillstand.allvar.{one.severity.value}")
    yield heading(ident, 1)
    told = f'<span class="weight {one.severity.value}">{escape(weight)}</span>'
    yield f'<p class="kind">{of.word("ett.norm")} · {told}</p>'
    yield from _texts(of, one)
    yield from _entries(of, one)
    yield from facts(_facts(of, one))
    yield from section(scope.said.raw("cli.norms.rubrik_varden"), _values(of, one))
    yield from section(scope.said.raw("cli.norms.rubrik_lasning"), _readings(of, one))
    yield from section(scope.said.raw("cli.norms.rubrik_bars"), _carriers(of, one, carried))
    repeated = [other for other, held in scope.rules.norms.items() if held.same_as == ident]
    yield from section(scope.word("norm.upprepas"), listing(map(of.norm, repeated)))
    yield from section(scope.said.raw("cli.norms.rubrik_tvillingar"), twins.told(of, ident))
    spots = [(spot.drawn, spot.part) for spot in scope.spots.get(ident, ())]
    events = events_of(carried)
    yield from place(of, phases_of(of, carried), spots, events)


def is_own(one: Norm) -> bool:
    """Whether a norm is the library's own, and stands in no document."""
    return one.source == "flerpart_flow"


def events_of(carried: Carriers) -> set[str]:
    """The events at which a norm is checked, or that carry it."""
    dotted = (*carried.guards, *carried.fields)
    return {one.partition(".")[0] for one in dotted} | set(carried.moves)


def phases_of(of: Page, carried: Carriers) -> set[str]:
    """The phases where the norm is at work."""
    scope = of.scope
    found = {str(one) for event in events_of(carried) for move in scope.moves_of(event) for one in move.to}
    found |= {spec.phase for spec in scope.routine.duties if spec.name in carried.duties and spec.phase is not None}
    for kind in carried.deviations:
        found |= set(scope.deviations[kind].phases) if kind in scope.deviations else set()
    if any(one.startswith("engine.") for one in carried.guards):
        found |= {str(one) for one in scope.routine.phases}
    return found


def _texts(of: Page, one: Norm) -> Lines:
    lang = of.scope.lang
    read = one.read(lang)
    yield f"<h2>{of.word('norm.eget' if is_own(one) else 'norm.sager')}</h2>"
    yield f'<p class="says">{of.prose(one.text(lang))}</p>'
    if read is not None:
        yield f"<h2>{of.word('norm.laser')}</h2>"
        yield f'<p class="says">{of.prose(read)}</p>'


def _facts(of: Page, one: Norm) -> list[tuple[str, str]]:
    said = of.scope.said
    told = []
    for key, value in norm_facts(one, said):
        html = of.prose(value)
        if key == "lasning":
            html = ", ".join(map(of.reading, one.reading))
        told.append((said.raw(f"cli.norms.rad.{key}"), html))
    return told


def _readings(of: Page, one: Norm) -> Lines:
    """The questions that the norm's words leave open, each with its answer."""
    for name in one.reading:
        asked = of.scope.asked.get(name)
        if asked is not None:
            question, answer = (of.prose(text[of.scope.lang]) for text in (asked.question, asked.answer))
            yield f"<p><strong>{of.reading(name)}: {question}</strong> {answer}</p>"


def _entries(of: Page, one: Norm) -> Lines:
    """What the rules' tables hold for the norm: an address or where to look one up, and the note that goes with it."""
    for name in one.tables:
        rows = of.scope.rules.tables.get(name, ())
        for row in rows if isinstance(rows, (list, tuple)) else ():
            if row.get("norm") == one.id:
                told = [*row.get("lines", ()), *filter(None, [row.get("lookup")])]
                yield f'<p lang="sv">{"<br>".join(map(escape, told))}</p>'
                yield f"<p>{of.prose(row.get(f'note_{of.scope.lang}', ''))}</p>"


def _values(of: Page, one: Norm) -> Lines:
    """The values of the rules that the norm goes by."""
    specs = [of.scope.rules.specs[name] for name in one.parameters]
    for spec in specs:
        told = of.prose(spec.en if of.scope.lang == "en" else spec.sv)
        yield f"<p><strong>{escape(str(spec.value))}</strong>: {told} <code>{escape(spec.name)}</code></p>"


def _carriers(of: Page, one: Norm, carried: Carriers) -> Lines:
    scope, said = of.scope, of.scope.said
    why = why_not_carried(one, carried)
    if why is not None:
        yield f"<p>{of.prose((one.not_executable or {}).get(scope.lang) or said.raw(f'cli.norms.{why}'))}</p>"
    kinds = (
        ("guards", [_guard(of, name) for name in carried.guards]),
        ("duties", [of.duty(name) for name in carried.duties]),
        ("fields", [_field(of, name) for name in carried.fields]),
        ("moves", [of.event(name) for name in carried.moves]),
        ("deviations", [of.deviation(name) for name in carried.deviations if name in scope.deviations]),
        ("tables", [_table(of, name) for name in carried.tables]),
    )
    for kind, told in kinds:
        if told:
            yield heading(scope.word(f"bars.{kind}"), 3)
            yield from listing(dict.fromkeys(told))


def _guard(of: Page, name: str) -> str:
    """The act at which a guard stands, and what it asks for."""
    event, _, guard = name.partition(".")
    scope = of.scope
    if event not in scope.routine.events:
        return of.word("norm.varje_handelse")
    if guard.startswith("by_"):
        return f"{_act(of, event)}: {of.word('norm.vem')}"
    found = next((one for move in scope.moves_of(event) for one in move.guards if one.name == guard), None)
    return _act(of, event) + (f": {escape(scope.wording.guard(found))}" if found is not None else "")


def _act(of: Page, event: str) -> str:
    return of.link(Kind.EVENT, event, capital(of.scope.said.label("handelser", event)))


def _field(of: Page, name: str) -> str:
    event, _, field = name.partition(".")
    if event not in of.scope.routine.events:
        return f"<code>{escape(name)}</code>"
    return f"{_act(of, event)}: {escape(of.scope.said.label('falt', field))}"


def _table(of: Page, name: str) -> str:
    if name in of.scope.terms:
        return of.link(Kind.TERM, name, of.scope.term(name))
    return f"<code>{escape(name)}</code>"
