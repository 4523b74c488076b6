"""What is wrong with an extension: whatever takes away, or means something else by, what the extended routine has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from flerpart_flow.engine.definition.extension.added import Added
from flerpart_flow.engine.definition.moves import phases_of
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.errors import DefinitionError
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.record.header import Header
from flerpart_flow.engine.rules.files import read_toml
from flerpart_flow.engine.words.wording import INSTEAD, words_in

Faults = Iterator[DefinitionError]

REWORDED: Final = ("faser.",)
"""What texts of the extended routine may be worded otherwise: those of its phases. The others go with its norms."""


def faults(base: Routine[Any], added: Added) -> Faults:
    """Every fault of the extension as such; ``Routine`` finds those of the whole."""
    if added.name == base.name or not added.name.isidentifier():
        yield _fault("namn", name=added.name, rutin=base.name)
    yield from _rows(base, added)
    yield from _guards(base, added)
    yield from _duties(base, added)
    yield from _norms(base, added)
    yield from _facts(base, added)
    yield from _versions(base, added)
    yield from _tables(base, added)
    yield from _words(base, added)
    yield from _outline(base, added)


def _fault(code: str, **values: Any) -> DefinitionError:
    return DefinitionError(f"definition.utokning_{code}", **values)


def _rows(base: Routine[Any], added: Added) -> Faults:
    roles = {move.by.code: {one.by.allows for one in base.moves if one.by.code == move.by.code} for move in base.moves}
    own = {move.event for move in added.moves}
    for move in added.moves:
        name = move.event.name
        if name in base.events:
            yield _fault("handelse", event=name, rutin=base.name)
        for source, target in move.to.items():
            if source not in base.phases or phases_of(target, source) != (source,):
                yield _fault("fas", event=name, phase=source)
        if move.by.code in roles and move.by.allows not in roles[move.by.code]:
            yield _fault("roll", role=move.by.code, event=name)
    for kind in added.lasting:
        if kind not in own:
            yield _fault("handelse", event=kind.name, rutin=base.name)


def _guards(base: Routine[Any], added: Added) -> Faults:
    for kind in added.guards:
        if base.events.get(kind.name) is not kind:
            yield _fault("vakt_handelse", event=kind.name, rutin=base.name)
    own_rows = ((move.event, move.guards) for move in added.moves)
    for kind, more in (*added.guards.items(), *own_rows):
        yield from _own_guards(base, kind, more)


def _own_guards(base: Routine[Any], kind: type[Event], more: Iterable[Any]) -> Faults:
    """An own guard rests on own norms: one that rests on another's would make that mean more than it says."""
    named, norms = {one.name for one in base.guards}, base.rules().norms
    for guard in more:
        if guard in base.guards:
            continue
        if guard.name in named:
            yield _fault("vakt_namn", guard=guard.name, event=kind.name)
        yield from (_fault("bararens_norm", name=guard.name, norm=norm) for norm in guard.norms if norm in norms)


def _duties(base: Routine[Any], added: Added) -> Faults:
    names, norms = {spec.name for spec in base.duties}, base.rules().norms
    for spec in added.duties:
        if spec.name in names:
            yield _fault("plikt", duty=spec.name)
        yield from (_fault("bararens_norm", name=spec.name, norm=norm) for norm in spec.norms if norm in norms)


def _norms(base: Routine[Any], added: Added) -> Faults:
    norms = base.rules().norms
    for file in added.norms:
        for row in _read(file).get("norm", ()):
            ident = str(row.get("id", "?"))
            if ident in norms:
                yield _fault("norm_fast" if norms[ident].fixed else "norm", norm=ident, rutin=base.name)


def _facts(base: Routine[Any], added: Added) -> Faults:
    kind = added.facts
    if kind is None:
        yield from (_fault("delat", fact=name) for name in added.shared)
        return
    theirs = type(base.begin(Header(base.name, "utokning")))
    if not attrs.has(kind) or not issubclass(kind, theirs):
        yield _fault("fakta", kind=kind.__name__, base=theirs.__name__)
        return
    known = {one.name for one in attrs.fields(theirs)}
    for one in attrs.fields(kind):
        if not one.inherited and (one.name in known or one.default is attrs.NOTHING):
            yield _fault("faktum", fact=one.name)
    yield from (_fault("delat", fact=name) for name in added.shared if name not in added.own_facts)


def _versions(base: Routine[Any], added: Added) -> Faults:
    declared = {one.name for one in base.parameters}
    for name in (one.name for one in added.parameters if one.name in declared):
        yield _fault("parameter", parameter=name)
    for version, file in added.versions.items():
        if version not in base.sources.versions:
            yield _fault("version", version=version, choices=", ".join(base.sources.versions))
            continue
        held, rules = _read(file), base.rules(version)
        yield from (_fault("parameter", parameter=name) for name in held.get("parameter", {}) if name in rules.specs)
        yield from (_fault("vikt", norm=ident) for ident in held.get("norm", {}) if ident in rules.norms)


def _tables(base: Routine[Any], added: Added) -> Faults:
    tables, own = base.rules().tables, [_read(file) for file in added.tables]
    for held in own:
        yield from (_fault("tabell", path=path) for path in _redefined(tables, held, ""))
    for name in added.lists:
        if name in tables or not any(isinstance(held.get(name), Mapping) for held in own):
            yield _fault("lista", list=name)


def _redefined(there: Any, own: Mapping[str, Any], path: str) -> Iterator[str]:
    """The values of a table that stand there already."""
    for key, value in own.items():
        if key not in there:
            continue
        if isinstance(value, Mapping) and isinstance(there[key], Mapping):
            yield from _redefined(there[key], value, f"{path}{key}.")
        else:
            yield f"{path}{key}"


def _words(base: Routine[Any], added: Added) -> Faults:
    for lang, files in added.texts.items():
        theirs = {key for file in base.sources.texts.get(lang, ()) for key in words_in(file)}
        own = dict.fromkeys(key for file in files for key in _keys(file))
        yield from (_fault("text", key=key) for key in own if key in theirs)
        for key in (one.removeprefix(INSTEAD) for one in own if one.startswith(INSTEAD)):
            if key not in theirs or not key.startswith(REWORDED):
                yield _fault("omskriven", key=key)


def _outline(base: Routine[Any], added: Added) -> Faults:
    kinds = {one.kind for one in base.outline.deviations}
    yield from (_fault("avvikelse", kind=one.kind) for one in added.outline.deviations if one.kind in kinds)


def _read(file: tuple[str, str]) -> Mapping[str, Any]:
    """What a file holds; nothing, where it can't be read: that is told of when the whole is built."""
    try:
        return read_toml(*file)
    except DefinitionError:
        return {}


def _keys(file: tuple[str, str]) -> Iterable[str]:
    try:
        return words_in(file)
    except DefinitionError:
        return ()
