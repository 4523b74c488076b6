"""What one party may see of a case, as JSON: how they stand to it, and what they were given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flerpart_flow.engine.record.events import plain

if TYPE_CHECKING:
    from flerpart_flow.seen import Seen
    from flerpart_flow.texts import Texts


def seen_of(seen: Seen, said: Texts) -> dict[str, Any]:
    """How somebody stands to the case, whether anything is asked of them, their summons and plans."""
    return {
        "relation": seen.relation.value,
        "neutral": seen.neutral,
        "cancelled": seen.cancelled,
        "text": said.say("cli.sedd.inget", vem=seen.by) if seen.case is None else None,
        "summons": None if seen.summons is None else plain(seen.summons),
        "plans": [{"version": one.number, "approved": one.approved, "plan": plain(one.plan)} for one in seen.plans],
    }
