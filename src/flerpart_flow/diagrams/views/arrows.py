"""The arrows between two boxes of a view, so that none says of one act what holds of another."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from flerpart_flow.diagrams.model import Edge, Sign, Way
from flerpart_flow.diagrams.views.parts import apart, is_right, way_of
from flerpart_flow.diagrams.wording import Wording
from flerpart_flow.engine.review.steps import Step


def arrows_apart(
    ident: str, source: str, target: str, steps: Sequence[Step], wording: Wording, main: Collection[str] = ()
) -> tuple[Edge, ...]:
    """The arrows that stand for steps between the same two boxes: the main path's, the others', and the individual's
    own rights, so that none says of one what holds of another. A right that others have too is on both sides.
    """
    routine = wording.routine
    shared = [step for step in steps if apart(step, wording)]
    own = [step for step in steps if step in shared or (is_right(routine, step) and step.id not in main)]
    rest = [step for step in steps if step in shared or step not in own]
    onward = [step for step in rest if step.id in main]
    others = [step for step in rest if step not in onward]
    ways = {Way.OTHER if step in shared else way_of(routine, step) for step in others}
    parts = ((Way.MAIN, onward), (next(iter(ways)) if len(ways) == 1 else Way.OTHER, others), (Way.RIGHT, own))

    def told(step: Step, way: Way) -> str:
        """What a shared right's arrow stands for: the individual's own, or what the others do."""
        if step not in shared:
            return wording.step_label(step, conditions=False)
        others, own = apart(step, wording)
        line = own if way is Way.RIGHT else others
        return wording.step_label(step, conditions=False, act=line.text.removeprefix(f"{Sign.RIGHT} "))

    return tuple(
        Edge(
            id=f"{ident}-{number}" if number else ident,
            source=source,
            target=target,
            way=way,
            label=" ".join(told(step, way) for step in part),
        )
        for number, (way, part) in enumerate(one for one in parts if one[1])
    )
