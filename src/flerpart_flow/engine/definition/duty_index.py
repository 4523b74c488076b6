"""The declared duties, and what each kind of event can do to them: worked out once for a routine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flerpart_flow.engine.definition.duties import DutySpec, Ending, Ends, Opens, Passes
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.values.frozen import frozen


@frozen(eq=False)
class Touch:
    """What a class of event can do to the duties: end them, pass them on, start their clocks, open new ones."""

    ends: Mapping[str, tuple[tuple[Ending, Ends], ...]]
    passes: Mapping[str, Passes]
    starts: frozenset[str]
    opens: tuple[tuple[DutySpec, Opens], ...]


@frozen(eq=False)
class DutyIndex:
    """The declared duties by name, and what each class of event that touches any can do to them."""

    specs: Mapping[str, DutySpec]
    touches: Mapping[type[Event], Touch]

    @classmethod
    def of(cls, specs: Iterable[DutySpec]) -> DutyIndex:
        """An index of the specs, in their order."""
        opens: dict[type[Event], tuple[tuple[DutySpec, Opens], ...]] = {}
        ends: dict[type[Event], dict[str, tuple[tuple[Ending, Ends], ...]]] = {}
        starts: dict[type[Event], frozenset[str]] = {}
        passes: dict[type[Event], dict[str, Passes]] = {}
        by_name = {spec.name: spec for spec in specs}
        for spec in by_name.values():
            for kind, opener in spec.opens.items():
                opens[kind] = (*opens.get(kind, ()), (spec, opener))
            for how, enders in ((Ending.MET, spec.meets), (Ending.LAPSED, spec.lapses)):
                for kind, ender in enders.items():
                    of_kind = ends.setdefault(kind, {})
                    of_kind[spec.name] = (*of_kind.get(spec.name, ()), (how, ender))
            for kind, passer in spec.passes.items():
                passes.setdefault(kind, {})[spec.name] = passer
            if spec.runs_from is not None:
                starts[spec.runs_from] = starts.get(spec.runs_from, frozenset()) | {spec.name}
        touches = {
            kind: Touch(ends.get(kind, {}), passes.get(kind, {}), starts.get(kind, frozenset()), opens.get(kind, ()))
            for kind in {*opens, *ends, *starts, *passes}
        }
        return cls(by_name, touches)
