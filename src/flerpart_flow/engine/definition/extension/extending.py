"""Extending a routine: what is there, with what is added to it, as a routine of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, overload

import attrs

from flerpart_flow.engine.definition.duties import DutySpec
from flerpart_flow.engine.definition.extension.added import Added
from flerpart_flow.engine.definition.extension.facts import kept_apart, of_class, sight_with
from flerpart_flow.engine.definition.extension.faults import faults
from flerpart_flow.engine.definition.extension.telling import outline_with
from flerpart_flow.engine.definition.guards import Guard
from flerpart_flow.engine.definition.moves import Move
from flerpart_flow.engine.definition.outline import Outline
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.errors import DefinitionError, refuse
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.record.header import Header
from flerpart_flow.engine.rules.files import File
from flerpart_flow.engine.rules.norms import Norm
from flerpart_flow.engine.rules.parameters import Parameter
from flerpart_flow.engine.rules.sources import Sources, Tables
from flerpart_flow.engine.rules.vocabulary import Vocabulary

F = TypeVar("F")
G = TypeVar("G")


@overload
def extend(
    base: Routine[F],
    *,
    name: str,
    revision: int = ...,
    moves: tuple[Move[Any], ...] = ...,
    guards: Mapping[type[Event], tuple[Guard[Any], ...]] | None = ...,
    duties: tuple[DutySpec, ...] = ...,
    facts: None = ...,
    shared: tuple[str, ...] = ...,
    lasting: tuple[type[Event], ...] = ...,
    norms: tuple[File, ...],
    texts: Mapping[str, tuple[File, ...]],
    versions: Mapping[str, File] | None = ...,
    parameters: tuple[Parameter[Any], ...] = ...,
    tables: tuple[File, ...] = ...,
    lists: tuple[str, ...] = ...,
    outline: Outline | None = ...,
) -> Routine[F]: ...


@overload
def extend(
    base: Routine[Any],
    *,
    name: str,
    revision: int = ...,
    moves: tuple[Move[Any], ...] = ...,
    guards: Mapping[type[Event], tuple[Guard[Any], ...]] | None = ...,
    duties: tuple[DutySpec, ...] = ...,
    facts: type[G],
    shared: tuple[str, ...] = ...,
    lasting: tuple[type[Event], ...] = ...,
    norms: tuple[File, ...],
    texts: Mapping[str, tuple[File, ...]],
    versions: Mapping[str, File] | None = ...,
    parameters: tuple[Parameter[Any], ...] = ...,
    tables: tuple[File, ...] = ...,
    lists: tuple[str, ...] = ...,
    outline: Outline | None = ...,
) -> Routine[G]: ...


def extend(
    base: Routine[Any],
    *,
    name: str,
    revision: int = 1,
    moves: tuple[Move[Any], ...] = (),
    guards: Mapping[type[Event], tuple[Guard[Any], ...]] | None = None,
    duties: tuple[DutySpec, ...] = (),
    facts: type[Any] | None = None,
    shared: tuple[str, ...] = (),
    lasting: tuple[type[Event], ...] = (),
    norms: tuple[File, ...],
    texts: Mapping[str, tuple[File, ...]],
    versions: Mapping[str, File] | None = None,
    parameters: tuple[Parameter[Any], ...] = (),
    tables: tuple[File, ...] = (),
    lists: tuple[str, ...] = (),
    outline: Outline | None = None,
) -> Routine[Any]:
    """The routine with more in it, under another name.

    ``moves`` are rows for own events, which stay in their phase; ``guards`` are added to an event of the extended
    routine; ``duties`` may be opened and met by any event. ``norms`` and ``texts`` are own files; under ``i_stallet``
    a phase may be worded otherwise. ``facts`` is a class that adds fields, each with a default, to the facts of the
    routine; of these a unit that the consent covers sees those that are ``shared``, and an own event changes no others.
    ``versions`` name the versions that are extended, each with a file of own ``[parameter]``; all, if none are given.
    ``tables`` hold own codes, ``lists`` those that fields draw on. In ``outline`` stand own roles by lane and party,
    own kinds of deviation, and what is shown of own events and facts.

    Raises DefinitionError, with all faults at once, for whatever would take away or redefine what is there, and as
    ``Routine`` does.
    """
    added = Added(
        name=name,
        revision=revision,
        moves=moves,
        guards=guards or {},
        duties=duties,
        facts=facts,
        shared=shared,
        lasting=lasting,
        norms=norms,
        texts=texts,
        versions=versions or {},
        parameters=parameters,
        tables=tables,
        lists=lists,
        outline=outline or Outline(),
    )
    found = tuple(faults(base, added))
    try:
        whole = _joined(base, added)
    except DefinitionError as error:
        refuse((*found, error))
        raise
    refuse(found)
    return whole


def _joined(base: Routine[Any], added: Added) -> Routine[Any]:
    own = tuple(attrs.evolve(move, effect=kept_apart(base, added, move)) for move in added.moves)
    told = outline_with(base.outline, added)
    return attrs.evolve(
        base,
        name=added.name,
        extends=(base.name, *base.extends),
        revision=base.revision + added.revision,
        moves=(*(_guarded(move, added.guards.get(move.event, ())) for move in base.moves), *own),
        duties=(*base.duties, *added.duties),
        sources=_sources(base.sources, added),
        begin=_beginning(base, added.facts),
        lasting=(*base.lasting, *added.lasting),
        parameters=(*base.parameters, *added.parameters),
        outline=attrs.evolve(told, showing=attrs.evolve(told.showing, sight=sight_with(told.showing.sight, added))),
    )


def _guarded(move: Move[Any], more: tuple[Guard[Any], ...]) -> Move[Any]:
    return attrs.evolve(move, guards=(*move.guards, *more)) if more else move


def _beginning(base: Routine[Any], facts: type[Any] | None) -> Any:
    if facts is None:
        return base.begin

    def begin(header: Header) -> Any:
        return of_class(facts, base.begin(header))

    return begin


def _sources(base: Sources, added: Added) -> Sources:
    def vocabulary(tables: Tables, norms: Mapping[str, Norm]) -> Vocabulary:
        own = {name: frozenset(tables[name]) for name in added.lists if name in tables}
        return base.vocabulary(tables, norms).joined(Vocabulary(own, {}))

    def normative(tables: Tables) -> Any:
        return {**base.normative(tables), **{name: sorted(tables[name]) for name in added.lists if name in tables}}

    extended = {version: base.versions[version] for version in added.versions if version in base.versions}
    return attrs.evolve(
        base,
        routine=added.name,
        versions=dict(added.versions) or base.versions,
        upon=extended,
        norms=(*base.norms, *added.norms),
        tables=(*base.tables, *added.tables),
        vocabulary=vocabulary,
        normative=normative,
        texts={lang: (*base.texts.get(lang, ()), *added.texts.get(lang, ())) for lang in {**base.texts, **added.texts}},
    )
