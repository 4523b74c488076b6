"""docs/policy.md: every norm that needs evidence, where it stands, what carries it, and what its twins show."""

from __future__ import annotations

from typing import Final

from flerpart_flow import ROUTINES
from flerpart_flow.engine.definition.carriers import Carriers, carriers
from flerpart_flow.proof.coverage import Covered, covered
from tests.docs.markdown import ROOT

PAGE: Final = ROOT / "docs" / "policy.md"
OURS: Final = ("flerpartsmote", "ung_intro")
_HEAD: Final = """# Which norms are shown, and how well

Made by `make generated` from the norms and their twins ([norms.md](norms.md#write-a-twin)).

A norm **decides** a twin if it, and no other norm, is what the two cases differ by. Then the twin fails if the norm is
gone, or says another thing. What is *seen* are the answers and states in those twins: a norm that warns is seen as a
warning and as a yes, a duty as to be done and done or late. *Both sides of a limit* means that two days in a row were
tried. A norm that decides no twin may still be tested in Python (`flerpart-flow norms ID` tells where), and
`flerpart-flow proof mutate` tells whether any test would notice if it were gone. A twin says nothing of cases that it
doesn't describe.

## What counts as shown

"""
_COUNTS: Final = (
    (
        "what the norm does",
        "the two cases differ in",
        "what has to be asserted",
        "what earns nothing",
    ),
    (
        "it **stops** an act",
        "one fact, or one thing that is said, which the norm asks for",
        "no for that norm alone, and yes in the other case",
        "a no for two norms; a no without the case that goes through; a mark",
    ),
    (
        "it **warns**, or notes",
        "the same",
        "the act goes through, with the warning and without it",
        "a warning that stands in both cases",
    ),
    (
        "it makes a **duty**",
        "what opens, ends, moves or pauses it, or the day",
        "its state, and the norms that it is owed under",
        "that there is such a duty",
    ),
    (
        "it asks for a **field**",
        "whether the field is filled in",
        "no, or a warning, without it; silence with it",
        "a field that is filled in",
    ),
    (
        "it makes a **deviation**",
        "what happened, or how often",
        "that it is proposed, of which kind and unit, and that it isn't",
        "a report that somebody writes",
    ),
    (
        "it gives a **right**",
        "nothing: there is one case",
        "yes, in each phase where the right holds",
        "yes in one phase",
    ),
    (
        "it is a **row of the table**",
        "the phase",
        "that the act is possible there and where it leads, by a table written by hand",
        "a walk that comes by",
    ),
    (
        "it **repeats** another norm",
        "nothing of its own",
        "it is shown by the norm that it repeats",
        "evidence of its own",
    ),
)
"""For each kind of norm what counts as shown."""

_SHARED: Final = """
What both routines share has to be shown in each. Being shown is no proof that the norm is read rightly from its
document: that is for whoever owns it to say.
"""
_SEEN: Final = {
    "ja": "yes",
    "noteras": "note",
    "varnas": "warning",
    "nej": "no",
    "none": "no duty",
    "open": "to be done",
    "met": "done",
    "met_late": "done too late",
    "late": "late",
    "lapsed": "lapsed",
    "suspended": "rests",
    "waiting": "waits",
    "foreslas": "proposed",
    "foreslas_inte": "not proposed",
}


def written() -> str:
    """The page."""
    first, *others = (f"| {' | '.join(row)} |\n" for row in _COUNTS)
    counts = first + "| --- " * len(_COUNTS[0]) + "|\n" + "".join(others)
    return _HEAD + counts + _SHARED + "".join(_of(name) for name in OURS)


def _of(name: str) -> str:
    routine = ROUTINES[name]
    rules = routine.rules()
    carried = carriers(routine, rules)
    rows = "\n".join(_row(one, carried[one.norm.id]) for one in covered(routine))
    head = "| norm | heading of the source | carried by | twins | decides | seen |\n" + "| --- " * 6 + "|\n"
    return f"\n## {name}\n\n{head}{rows}\n"


def _row(one: Covered, carried: Carriers) -> str:
    names = [
        f"`{name}`" for kind in ("guards", "duties", "fields", "moves", "deviations") for name in getattr(carried, kind)
    ]
    shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    seen = [_SEEN[name] for name in one.seen] + (["both sides of a limit"] if one.limit else [])
    return f"| {one.norm.id} | {one.norm.heading} | {shown} | {one.twins} | {one.earned} | {', '.join(seen)} |"
