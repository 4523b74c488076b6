"""What is checked when a routine is built. Each fault is a DefinitionError that names the culprit; all are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from flerpart_flow.engine.definition.carriers import carriers
from flerpart_flow.engine.definition.moves import START, Move, phases_of
from flerpart_flow.engine.definition.outlined.faults import outline_faults
from flerpart_flow.engine.definition.outlined.texts import holes, outline_text_faults, outline_texts, unfilled
from flerpart_flow.engine.errors import DefinitionError, refuse
from flerpart_flow.engine.record.events import Event, content_fields
from flerpart_flow.engine.rules.norms import Severity
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.words.wording import with_own
from flerpart_flow.texts import LANGUAGES, Texts, texts

if TYPE_CHECKING:
    from flerpart_flow.engine.definition.routine import Routine


Faults = Iterator[DefinitionError]


def validate(routine: Routine) -> None:
    """Check the whole definition. Raises DefinitionError with every fault that is found."""
    refuse(_faults(routine))


def _faults(routine: Routine) -> Faults:
    yield from _unique("definition.duty_dubbel", "duty", (spec.name for spec in routine.duties))
    yield from _known_phases(routine)
    yield from _one_move(routine)
    yield from _reachable(routine)
    yield from _no_dead_end(routine)
    try:
        rules = routine.rules()
    except DefinitionError as error:  # of norms that can't be read no more can be said
        yield error
        return
    yield from _guards_carry(routine, rules)
    yield from parameter_faults(routine, rules)
    yield from _reads_exist(routine)
    yield from _lists_exist(routine, rules)
    yield from _norms_refer(routine, rules)
    yield from _all_carried(routine, rules)
    yield from outline_faults(routine, rules)
    yield from _texts_complete(routine, rules)


def _unique(code: str, what: str, names: Iterable[str]) -> Faults:
    for name, count in Counter(names).items():
        if count > 1:
            yield DefinitionError(code, **{what: name})


def _targets(move: Move[Any]) -> Iterable[tuple[str, str]]:
    return ((source, target) for source, to in move.to.items() for target in phases_of(to, source))


def _known_phases(routine: Routine) -> Faults:
    yield from _unique("definition.fas_dubbel", "phase", (START, *routine.phases))
    known = {START, *routine.phases}
    special = (*routine.ends, *routine.pauses, *routine.latches, *routine.enter)
    for move in routine.moves:
        for source, target in _targets(move):
            for phase in (source, target):
                if phase not in known:
                    yield DefinitionError("definition.fas_okand", phase=phase, event=move.event.name)
    for phase in special:
        if phase not in routine.phases:
            yield DefinitionError("definition.fas_okand", phase=phase, event="-")
    for kind in _named_events(routine):
        if kind not in routine.events.values():
            yield DefinitionError("definition.handelse_okand", event=kind.name or kind.__name__)


def _named_events(routine: Routine) -> Iterable[type[Event]]:
    """The events that the definition names outside its table."""
    yield from (*routine.lasting, *routine.keeps)
    if routine.correction is not None:
        yield routine.correction
    for spec in routine.duties:
        yield from (*spec.opens, *spec.meets, *spec.lapses, *spec.passes)
        if spec.runs_from is not None:
            yield spec.runs_from


def _one_move(routine: Routine) -> Faults:
    taken: set[tuple[str, str]] = set()
    classes: dict[str, type] = {}
    for move in routine.moves:
        name = move.event.name
        if not move.to:
            yield DefinitionError("definition.utan_fas", event=name)
        if not name or classes.setdefault(name, move.event) is not move.event:
            yield DefinitionError("definition.handelse_namn", event=name or move.event.__name__)
        for source in move.to:
            if (name, source) in taken:
                yield DefinitionError("definition.tva_drag", event=name, phase=source)
            taken.add((name, source))


def _reachable(routine: Routine) -> Faults:
    arrows = [arrow for move in routine.moves for arrow in _targets(move)]
    seen, found = {START}, True
    while found:
        new = {target for source, target in arrows if source in seen} - seen
        seen, found = seen | new, bool(new)
    yield from (DefinitionError("definition.onabar", phase=phase) for phase in routine.phases if phase not in seen)


def _no_dead_end(routine: Routine) -> Faults:
    arrows = [arrow for move in routine.moves for arrow in _targets(move)]
    safe, found = set(routine.ends), True
    while found:
        new = {source for source, target in arrows if target in safe} - safe
        safe, found = safe | new, bool(new)
    stuck = (phase for phase in routine.phases if phase not in safe)
    yield from (DefinitionError("definition.atervandsgrand", phase=phase) for phase in stuck)


def _guards_carry(routine: Routine, rules: Rules) -> Faults:
    roles = {move.by.code for move in routine.moves}
    for guard in routine.guards:
        if not guard.norms:
            yield DefinitionError("definition.villkor_utan_norm", guard=guard.name)
        for norm in guard.norms:
            if norm not in rules.norms:
                yield DefinitionError("definition.norm_okand", norm=norm, where=guard.name)
        for kind in guard.cures:
            if kind is not routine.events.get(kind.name):
                yield DefinitionError("definition.bot_okand", cure=kind.name, guard=guard.name)
        for role in guard.roles:
            if role not in roles:
                yield DefinitionError("definition.bot_roll", role=str(role), guard=guard.name)
    for spec in routine.duties:
        if not spec.norms:
            yield DefinitionError("definition.plikt_utan_norm", duty=spec.name)
        for norm in spec.norms:
            if norm not in rules.norms:
                yield DefinitionError("definition.norm_okand", norm=norm, where=spec.name)
    for move in routine.moves:
        held = rules.norms.get(move.by.norm)
        if held is not None and held.severity_at(move.event.name) is not Severity.BLOCK:
            yield DefinitionError("definition.roll_svag", norm=move.by.norm, event=move.event.name)


def parameter_faults(routine: Routine, rules: Rules) -> Faults:
    """What guards and duties go by is declared, and the rules set what is declared, of its type, and nothing else."""
    used = [(guard.name, one) for guard in routine.guards for one in guard.parameters]
    used += [(spec.name, spec.threshold) for spec in routine.duties if spec.threshold is not None]
    for where, parameter in used:
        if parameter not in routine.parameters:
            yield DefinitionError("definition.parameter_okand", parameter=parameter.name, where=where)
    if lacking := [one.name for one in routine.parameters if one.name not in rules.parameters]:
        yield DefinitionError("definition.parameter_saknas", version=rules.version, parameters=", ".join(lacking))
    for parameter in routine.parameters:
        held = rules.parameters.get(parameter.name)
        if held is not None and type(held) is not parameter.kind:
            kind = parameter.kind.__name__
            yield DefinitionError(
                "definition.parameter_typ", parameter=parameter.name, version=rules.version, kind=kind
            )
    for idle in sorted(set(rules.parameters) - {one.name for one in routine.parameters}):
        yield DefinitionError("definition.parameter_odeklarerad", parameter=idle, version=rules.version)


def _reads_exist(routine: Routine) -> Faults:
    for move in routine.moves:
        known = {"by", "recorded_by", "nr", *content_fields(move.event)}
        for guard in move.all_guards:
            for field in guard.reads or ():
                if field not in known:
                    yield DefinitionError("definition.falt_okant", field=field, event=move.event.name, where=guard.name)


def _lists_exist(routine: Routine, rules: Rules) -> Faults:
    for event in routine.events.values():
        for field, kind in content_fields(event).items():
            for name in kind.lists:
                if name not in rules.vocabulary.known:
                    yield DefinitionError("definition.lista_okand", list=name, event=event.name, field=field)


def _norms_refer(routine: Routine, rules: Rules) -> Faults:
    kinds = rules.vocabulary.known.get("avvikelseslag", frozenset())
    for norm in rules.norms.values():
        for path in norm.fields:
            event, _, field = path.partition(".")
            if event not in routine.events or field.split(".")[0] not in content_fields(routine.events[event]):
                yield DefinitionError("definition.norm_pekar", norm=norm.id, target=path)
        wrong = [move for move in (*norm.moves, *norm.severity_for) if move not in routine.events]
        wrong += [kind for kind in norm.deviations if kind not in kinds]
        wrong += [name for name in norm.parameters if name not in rules.parameters]
        wrong += [name for name in norm.tables if name not in rules.tables]
        yield from (DefinitionError("definition.norm_pekar", norm=norm.id, target=target) for target in wrong)


def _all_carried(routine: Routine, rules: Rules) -> Faults:
    carried = carriers(routine, rules)
    for norm in rules.norms.values():
        if norm.executable and not carried[norm.id] and norm.not_executable is None:
            yield DefinitionError("definition.norm_oburen", norm=norm.id)


def _needed_texts(routine: Routine) -> Iterable[str]:
    yield from (f"faser.{phase}" for phase in routine.phases)
    yield from (f"plikter.{spec.name}" for spec in routine.duties)
    yield from (f"roller.{role}" for role in dict.fromkeys(move.by.code for move in routine.moves))
    yield from (f"roller.{spec.bearer}" for spec in routine.duties if spec.bearer is not None)
    yield from (f"fynd.{message.code}" for message in routine.messages)
    for event in routine.events.values():
        yield f"handelser.{event.name}"
        yield from (f"falt.{field}" for field in content_fields(event))


def _texts_complete(routine: Routine, rules: Rules) -> Faults:
    said: dict[str, Texts] = {}
    for lang in LANGUAGES:
        try:
            said[lang] = with_own(texts(lang), routine.sources.texts.get(lang, ()))
        except DefinitionError as error:
            faults = error.faults
            yield from faults
    if len(said) < len(LANGUAGES):
        return
    yield from outline_text_faults(routine.outline, said)
    yield from unfilled(routine, rules, said)
    needed, outlined = dict.fromkeys(_needed_texts(routine)), (key for key, _ in outline_texts(routine.outline))
    for key in dict.fromkeys((*needed, *outlined)):
        lacking = [lang for lang in LANGUAGES if key not in said[lang]]
        yield from (DefinitionError("definition.text_saknas", key=key, lang=lang) for lang in lacking if key in needed)
        if not lacking:
            first, second = (holes(said[lang].raw(key)) for lang in LANGUAGES)
            if first != second:
                yield DefinitionError("definition.text_olika", key=key, holes=", ".join(sorted(first ^ second)))
