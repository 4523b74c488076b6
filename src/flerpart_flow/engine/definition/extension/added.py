"""What an extension adds, as its author writes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from flerpart_flow.engine.definition.duties import DutySpec
from flerpart_flow.engine.definition.guards import Guard
from flerpart_flow.engine.definition.moves import Move
from flerpart_flow.engine.definition.outline import Outline
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.files import File
from flerpart_flow.engine.rules.parameters import Parameter
from flerpart_flow.engine.values.frozen import frozen


@frozen(eq=False, kw_only=True)
class Added:
    """The extension's name and all that is its own (see ``extend``)."""

    name: str
    revision: int
    moves: tuple[Move[Any], ...]
    guards: Mapping[type[Event], tuple[Guard[Any], ...]]
    duties: tuple[DutySpec, ...]
    facts: type[Any] | None
    shared: tuple[str, ...]
    lasting: tuple[type[Event], ...]
    norms: tuple[File, ...]
    texts: Mapping[str, tuple[File, ...]]
    versions: Mapping[str, File]
    parameters: tuple[Parameter[Any], ...]
    tables: tuple[File, ...]
    lists: tuple[str, ...]
    outline: Outline

    @property
    def own_facts(self) -> tuple[str, ...]:
        """The facts that the extended routine doesn't have."""
        if self.facts is None:
            return ()
        return tuple(one.name for one in attrs.fields(self.facts) if not one.inherited)
