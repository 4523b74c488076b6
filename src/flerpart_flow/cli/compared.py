"""Two sets of rules compared, on a page: what differs, then each event, duty and deviation that comes out otherwise.

It stands beside the rooms of pages, which are full.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flerpart_flow.cli.names import shown
from flerpart_flow.cli.pages.page import Page
from flerpart_flow.engine.rules.norms import Severity
from flerpart_flow.engine.words.reasons import texts_for
from flerpart_flow.proof.compare import ActChange, OwedChange, OwedVerdict, Turn
from flerpart_flow.proof.compare.changes import HEAVY
from flerpart_flow.proof.compare.trying.weighing import weights
from flerpart_flow.words.sentences import DEVIATIONS

if TYPE_CHECKING:
    from flerpart_flow.engine.judging.decision import Decision
    from flerpart_flow.engine.rules.norms import Norm
    from flerpart_flow.engine.rules.rules import Rules
    from flerpart_flow.proof.compare import Compared, EventVerdict
    from flerpart_flow.proof.compare.linting import Lint
    from flerpart_flow.texts import Texts

Paths = Mapping[int, Path]
"""Where the log of a change was written, by the identity of the change."""

_STYLES = {"stricter": "block", "looser": "warn", "incomparable": "warn", "unexplored": "note"}
_WAYS = {Turn.STRICTER: "strangare", Turn.LOOSER: "losare"}


def page_of(compared: Compared, found: Lint | None, names: tuple[str, str], paths: Paths, said: Texts) -> Page:
    """The whole answer."""
    page, said = Page(), texts_for(compared.b, said.lang)
    page.line(said.label("rutiner", compared.routine.name), style="heading")
    for letter, rules, name in (("A", compared.a, names[0]), ("B", compared.b, names[1])):
        page.line(f"{letter}: {shown(name)} · {_named(rules, said)}", 2, hang=3)
    page.marked(said.raw(f"cli.compare.{_verdict(compared)}"), "", 0, "heading")
    _tell_rules(page, compared, said)
    _tell_parts(page, compared, paths, said)
    page.blank()
    page.line(said.say("cli.compare.forsok", handlingar=compared.acts, arenden=compared.cases), style="faint")
    if not compared.whole:
        page.line(said.raw("cli.compare.tiden"), style="warn")
    if not paths and compared.changes:
        page.line(said.raw("cli.compare.loggar"), style="faint")
    if found is not None:
        _tell_lint(page, found, compared.b, said)
    return page


def _named(rules: Rules, said: Texts) -> str:
    own = f" {said.raw('cli.arende.overlagring')}" if rules.laid_over else ""
    return f"{said.say('cli.arende.regler', version=rules.version)}{own}"


def _verdict(compared: Compared) -> str:
    if compared.same:
        return "samma"
    return "annat" if compared.changes else "inget_fall"


def _tell_rules(page: Page, compared: Compared, said: Texts) -> None:
    differ = compared.changed
    page.heading(said.raw("cli.replay.rubrik.regler"))
    for name, (was, becomes) in differ.parameters.items():
        idle = f" ({said.raw('cli.compare.avgor_inget')})" if name in differ.idle else ""
        page.line(f"- {name}: {_value(was)} → {_value(becomes)}{idle}", 2, hang=2)
    for ident, (norm, other) in differ.norms.items():
        page.line(f"- {ident}: {_weight(norm, said)} → {_weight(other, said)}", 2, hang=2)
    places = [f"{table}.{code}" for table, codes in differ.entries.items() for code in codes]
    if places:
        page.line(f"- {said.say('cli.replay.tabeller', platser=', '.join(places))}", 2, hang=2)
    for key, only in (("bara_a", differ.only_a), ("bara_b", differ.only_b)):
        if only:
            page.line(f"- {said.say(f'cli.compare.{key}', vad=', '.join(only))}", 2, hang=2)
    if differ.nothing:
        page.line(said.raw("cli.replay.samma_regler"), 2)


def _value(value: Any) -> str:
    return "–" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _weight(norm: Norm, said: Texts) -> str:
    parts = [said.raw(f"tillstand.allvar.{norm.severity.value}")]
    parts += [f"{event}: {said.raw(f'tillstand.allvar.{one.value}')}" for event, one in norm.severity_for.items()]
    return ", ".join(parts)


def _tell_parts(page: Page, compared: Compared, paths: Paths, said: Texts) -> None:
    parts: tuple[tuple[str, Iterable[EventVerdict | OwedVerdict], str], ...] = (
        ("handelser", compared.events.values(), "event"),
        ("plikter", compared.duties.values(), "name"),
        ("avvikelser", compared.deviations.values(), "name"),
    )
    for key, verdicts, by in parts:
        page.heading(said.raw(f"cli.compare.rubrik.{key}"))
        same = []
        for one in verdicts:
            name = getattr(one, by)
            label = said.name(name, DEVIATIONS) if key == "avvikelser" else said.label(key, name)
            if one.state == "same":
                same.append(label)
                continue
            states = ", ".join(said.raw(f"cli.compare.laget.{state}") for state in one.state.split(", "))
            page.marked(states, f"{label} ({name})", 2, _STYLES.get(one.state, "warn"))
            for change in one.changes:
                _tell_change(page, change, paths, said)
            _tell_bounds(page, one, said)
        if same:
            page.line(said.say("cli.compare.bevisat", antal=len(same), vad=", ".join(same)), 2, "faint", hang=2)


def _tell_change(page: Page, change: ActChange | OwedChange, paths: Paths, said: Texts) -> None:
    if isinstance(change, ActChange):
        tried = change.tried
        answers = f"{_answer(tried.a, said)} → {_answer(tried.b, said)}"
        norms = f" ({_weighed(change, said)})" if change.norms else ""
        told = said.say("cli.compare.rad", fas=change.phase, vem=change.by, svar=f"{answers}{norms}")
        lines = len(tried.stand.a.lines) + 1
    else:
        vem = "" if change.who is None else f"{said.name(change.who)}: "
        told = f"{vem}{said.raw(f'cli.compare.laget.{change.shift.value}')}, {said.format_field(change.at, '')}"
        lines = len(change.stand.a.lines)
    page.line(f"- {told}", 4, hang=2)
    if isinstance(change, ActChange) and change.tried.how.leads:
        before, after = change.tried.a.state.phase, change.tried.b.state.phase
        key = "leder" if before == after else "leder_till"
        page.line(said.say(f"cli.compare.{key}", fore=before, efter=after), 6)
    if isinstance(change, OwedChange) and change.through is not None:
        page.line(said.say("cli.compare.genom", vad=said.label("handelser", change.through)), 6, hang=2)
    place = paths.get(id(change))
    where = "" if place is None else f": {shown(str(place))}"
    key = "kortaste" if change.shortest else "fallet"
    page.line(f"{said.say(f'cli.compare.{key}', antal=lines)}{where}", 6, "faint", hang=2)


def _weighed(change: ActChange, said: Texts) -> str:
    """How much each norm weighs under each of the two, in the case that is shown; then norms of other cases."""
    was, becomes = weights(change.tried.a.findings), weights(change.tried.b.findings)
    names = {HEAVY[one]: said.raw(f"tillstand.allvar.{one.value}") for one in Severity}
    told = [
        f"{norm}: {names.get(was.get(norm, 0), '–')} → {names.get(becomes.get(norm, 0), '–')}"
        if norm in change.tried.how.norms
        else norm
        for norm in (*change.tried.how.norms, *(one for one in change.norms if one not in change.tried.how.norms))
    ]
    return ", ".join(told)


def _answer(decision: Decision[Any], said: Texts) -> str:
    weights = {one.severity for one in decision.findings}
    key = "varnas" if Severity.WARN in weights else "noteras" if weights else "ja"
    return said.raw(f"tvillingar.svar.{key if decision.allowed else 'nej'}")


def _tell_bounds(page: Page, one: EventVerdict | OwedVerdict, said: Texts) -> None:
    """What is proved of a part that differs, and what is only not found."""
    if one.reads:
        page.line(said.say("cli.compare.laser", vad=", ".join(one.reads)), 4, "faint", hang=2)
    if isinstance(one, OwedVerdict):
        if not one.changes:
            page.line(said.raw("cli.compare.inget_fall_har"), 4, "faint")
        return
    for turn, way in _WAYS.items():
        if turn in one.never:
            page.line(said.raw(f"cli.compare.aldrig.{way}"), 4, "faint")
        elif one.changes and one.turn not in (turn, Turn.INCOMPARABLE):
            page.line(said.say(f"cli.compare.ej_sett.{way}", antal=one.tries), 4, "faint")
    if one.quiet:
        page.line(said.say("cli.compare.tysta", faser=one.quiet), 4, "faint", hang=2)
    if one.unseen:
        page.line(said.say("cli.compare.osedda", normer=", ".join(one.unseen)), 4, "faint", hang=2)
    if one.proved:
        page.line(said.say("cli.compare.samma_faser", faser=one.proved), 4, "faint", hang=2)


def _tell_lint(page: Page, found: Lint, rules: Rules, said: Texts) -> None:
    page.heading(said.raw("cli.compare.lint.rubrik"))
    for place, why in found.idle:
        page.line(f"- {said.say(f'cli.compare.lint.{why}', plats=place)}", 2, hang=2)
    if found.never:
        page.line(f"- {said.say('cli.compare.lint.never', normer=', '.join(found.never))}", 2, hang=2)
    if found.shadowed:
        keys = {one: f"vakter.{one}" for one in found.shadowed}
        guards = ", ".join(said.say(key, **rules.parameters) if key in said else one for one, key in keys.items())
        page.line(f"- {said.say('cli.compare.lint.shadowed', vakter=guards)}", 2, hang=2)
    for event, phase in found.unreached:
        told = said.say("cli.compare.lint.unreached", vad=said.label("handelser", event), fas=phase)
        page.line(f"- {told}", 2, hang=2)
    if not (found.idle or found.never or found.shadowed or found.unreached):
        page.line(said.raw("cli.compare.lint.inget"), 2)
    page.line(said.say("cli.compare.lint.bound", handlingar=found.acts, arenden=found.cases), 2, "faint")
