"""What changes from other rules to these: one picture of both, and the rules that have changed.

The swimlanes of both are laid on each other by the ids of their boxes. What is new has a +, what is gone a −, and a box
with either a ~. A severity that is raised shows in no box, so that changed norms, values and codes stand in tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from attrs import evolve

from flerpart_flow.diagrams.model import Edge, Line, Mark, Node, Picture, Row, Sign, Tone
from flerpart_flow.diagrams.render.markup import TIED
from flerpart_flow.diagrams.views.pages import on_pages
from flerpart_flow.diagrams.views.request import Request
from flerpart_flow.diagrams.views.routine import swimlanes
from flerpart_flow.diagrams.views.tables import sharing, table_pages, two_columns
from flerpart_flow.diagrams.wording import Wording
from flerpart_flow.engine.rules.norms import Norm
from flerpart_flow.engine.rules.rules import Rules

NAME = "diff"
WIDTHS = sharing(34)
NEW, GONE, CHANGED = f"{Sign.NEW} ", f"{Sign.GONE} ", f"{Sign.CHANGED} "


def build(request: Request) -> tuple[Picture, ...]:
    """The table of changed rules, and then the pages of the picture on which something has changed."""
    wording, against = request.wording, request.against
    if against is None:  # the caller has checked: a view that needs other rules gets them
        raise TypeError("a comparison needs rules to compare with")
    before = evolve(request, wording=Wording.of(request.routine, against, request.lang))
    said = (
        wording.word("diff.titel", rutin=wording.routine_name()),
        wording.word("diff.beskrivning", fran=_name(before), till=_name(request)),
    )
    notes = (
        Line(_explained(wording.word("diff.fran_till", fran=_name(before), till=_name(request))), Tone.MUTED),
        Line(wording.word("diff.kontroll", fran=before.wording.digest_line(), till=wording.digest_line()), Tone.MUTED),
    )
    tables = [
        two_columns(request, NAME, "normer", _norms(request, against), WIDTHS),
        two_columns(request, NAME, "varden", _values(request, against), WIDTHS),
        two_columns(request, NAME, "listor", _codes(request, against), WIDTHS),
    ]
    rows = table_pages(request, NAME, f"{NAME}-regler", said, tables, notes=notes)
    merged = _merged(swimlanes.whole(request), swimlanes.whole(before))
    named = evolve(
        merged, view=NAME, name=f"{request.routine.name}-{NAME}", title=said[0], description=said[1], notes=notes
    )
    pages = on_pages(named, wording, kept=_is_changed, before=len(rows))
    every = (*rows, *pages)
    if len(every) == 1:
        return every
    return tuple(evolve(one, title=f"{said[0]} {wording.page_of(nr, len(every))}") for nr, one in enumerate(every, 1))


def _is_changed(page: Picture) -> bool:
    """Whether something on a page is another than before."""
    marked = any(node.mark is Mark.CHANGED for node in page.nodes)
    return marked or any(line.text.startswith((NEW, GONE)) for edge in page.edges for line in edge.lines)


def _explained(text: str) -> str:
    """The text with each sign kept on the line of the word that explains it."""
    for sign in (Sign.NEW, Sign.GONE, Sign.CHANGED):
        text = text.replace(f"{sign} ", f"{sign}{TIED}")
    return text


def _name(request: Request) -> str:
    wording = request.wording
    which = wording.word("kalla", rutin=wording.routine_name(), version=request.rules.version)
    return which if request.rules.overlay is None else wording.word("diff.med_egna", vilka=which)


def _merged(now: Picture, then: Picture) -> Picture:
    """The picture of now, with what has changed in it marked."""
    boxes = {node.id: node for node in then.nodes}
    arrows = {edge.id: edge for edge in then.edges}
    nodes = tuple(_box(node, boxes.get(node.id)) for node in now.nodes)
    return evolve(now, nodes=nodes, edges=tuple(_arrow(edge, arrows.get(edge.id)) for edge in now.edges))


def _box(node: Node, before: Node | None) -> Node:
    """A box with its new rows and those that are gone."""
    if before is None:
        return evolve(node, title=f"{NEW}{node.title}".strip(), mark=Mark.CHANGED)
    rows = _rows(node.rows, before.rows)
    if rows == node.rows and node.title == before.title:
        return node
    return evolve(node, rows=rows, mark=Mark.CHANGED)


def _rows(now: Sequence[Row], before: Sequence[Row]) -> tuple[Row, ...]:
    """The rows of now, those that are new marked, and then those that are gone."""
    then = [_said(row) for row in before]
    held = {_said(row) for row in now}
    gone = [row for row in before if _said(row) not in held]
    found = [row if _said(row) in then else _marked(row, NEW, Tone.STRONG) for row in now]
    return (*found, *(evolve(_marked(row, GONE, Tone.ALERT), id=None) for row in gone))


def _said(row: Row) -> str:
    return " ".join(line.text for cell in row.cells for line in cell)


def _marked(row: Row, sign: str, tone: Tone) -> Row:
    first, *rest = row.cells[0]
    return evolve(row, cells=((evolve(first, text=f"{sign}{first.text}", tone=tone), *rest), *row.cells[1:]), tone=tone)


def _arrow(edge: Edge, before: Edge | None) -> Edge:
    """An arrow with its new words and those that are gone."""
    if before is None or before.lines == edge.lines:
        return edge
    then, now = {line.text for line in before.lines}, {line.text for line in edge.lines}
    lines = [
        line if line.text in then else evolve(line, text=f"{NEW}{line.text}", tone=Tone.STRONG) for line in edge.lines
    ]
    lines += [evolve(line, text=f"{GONE}{line.text}", tone=Tone.ALERT) for line in before.lines if line.text not in now]
    return evolve(edge, lines=tuple(lines))


def _norms(request: Request, against: Rules) -> tuple[Row, ...]:
    """Each norm that is new, gone, or heavier or lighter than it was."""
    now, then = request.rules.norms, against.norms
    rows = []
    for ident in dict.fromkeys((*now, *then)):
        told = tuple(_about_norm(request, now.get(ident), then.get(ident)))
        if told:
            sign = NEW if ident not in then else GONE if ident not in now else CHANGED
            rows.append(Row(((Line(f"{sign}{ident}", Tone.STRONG),), tuple(Line(one) for one in told))))
    return tuple(rows)


def _about_norm(request: Request, now: Norm | None, then: Norm | None) -> Iterable[str]:
    wording, lang = request.wording, request.lang
    if now is None or then is None:
        norm = now or then
        yield norm.text(lang) if norm is not None else ""
        return
    if now.severity is not then.severity:
        yield wording.word("diff.vikt", fran=_weight(request, then.severity), till=_weight(request, now.severity))
    for event in sorted({*now.severity_for, *then.severity_for}):
        if now.severity_at(event) is not then.severity_at(event):
            yield wording.word(
                "diff.vikt_vid",
                vid=wording.act(event),
                fran=_weight(request, then.severity_at(event)),
                till=_weight(request, now.severity_at(event)),
            )
    if now.text(lang) != then.text(lang):
        yield wording.word("diff.lydelse", text=now.text(lang))
    elif now.severity is not then.severity or dict(now.severity_for) != dict(then.severity_for):
        yield wording.word("diff.sager", text=now.text(lang))


def _weight(request: Request, severity: Any) -> str:
    return request.wording.word(f"diff.{severity.value}")


def _values(request: Request, against: Rules) -> tuple[Row, ...]:
    """Each value of the rules that is another than it was."""
    now, then = request.rules.parameters, against.parameters
    rows = []
    for name in dict.fromkeys((*now, *then)):
        if now.get(name) != then.get(name):
            told = request.wording.word("diff.varde", fran=_value(then.get(name)), till=_value(now.get(name)))
            about = str(getattr(request.rules.specs.get(name) or against.specs.get(name), request.lang, "")) or name
            code = () if about == name else (Line(name, Tone.MUTED),)
            rows.append(Row(((Line(f"{CHANGED}{about}", Tone.STRONG),), (Line(told), *code))))
    return tuple(rows)


def _codes(request: Request, against: Rules) -> tuple[Row, ...]:
    """Each code of a closed list that is new or gone, once, in the first list that has it."""
    now, then = request.rules.vocabulary.known, against.vocabulary.known
    found: dict[str, Row] = {}
    for name in dict.fromkeys((*now, *then)):
        held, was = now.get(name, frozenset()), then.get(name, frozenset())
        for code in sorted(held ^ was):
            sign, rules = (NEW, request.rules) if code in held else (GONE, against)
            said = rules.named(name, code, request.lang) or code
            where = Line(f"{code} ({_list(request, name)})")
            found.setdefault(code, Row(((Line(f"{sign}{said}", Tone.STRONG),), (where,))))
    return tuple(found.values())


def _list(request: Request, name: str) -> str:
    """What a closed list is called; of one without a name of its own, as the field of its codes."""
    said = request.wording.said
    base, key = name.partition(".")[0], f"ord.listor.{name}"
    told = said.raw(key) if key in said else said.label("falt", f"{base}_kod" if base != name else name)
    return told if told in {base, f"{base}_kod"} else f"{told[:1].lower()}{told[1:]}"


def _value(value: Any) -> str:
    return "–" if value is None else str(value)
