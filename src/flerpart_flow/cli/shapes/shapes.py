"""What the JSON answers begin with: the shape's name, the log, the case and the rules. The rest is ``words``'."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flerpart_flow.words.shapes import day as day
from flerpart_flow.words.shapes import duty as duty
from flerpart_flow.words.shapes import findings as findings
from flerpart_flow.words.shapes import possible as possible
from flerpart_flow.words.shapes import proposal as proposal

if TYPE_CHECKING:
    from flerpart_flow.engine.judging.case import Case
    from flerpart_flow.engine.record.header import Pin
    from flerpart_flow.engine.rules.rules import Rules
    from flerpart_flow.seen import Seen


def mark(command: str, version: int = 1) -> str:
    """The name and version of a shape."""
    return f"flerpart_flow/{command}/{version}"


def rules_of(rules: Rules | Pin, assumed: bool = False) -> dict[str, Any]:
    """Rules by their version (null if it isn't known); ``assumed``: the log names none, so the newest."""
    return {"version": rules.version or None, "digest": rules.digest, "overlay": rules.overlay, "assumed": assumed}


def case_of(name: str, case: Case) -> dict[str, Any]:
    """Which log, case and rules an answer is about."""
    from flerpart_flow.engine.eras.eras import stands_under

    pin = stands_under(case.header, case.course, case.rules)
    return {
        "log": name,
        "case": case.header.case,
        "routine": case.routine.name,
        "municipality": case.header.municipality,
        "rules": rules_of(pin, case.header.rules is None),
        "judged_from": case.judged_from,
    }


def shown_to(name: str, case: Case, seen: Seen | None) -> dict[str, Any]:
    """The same for one party: no numbers of lines, unless they may see all; nothing where there is no case for them."""
    about = case_of(name, case)
    if seen is None or seen.whole:
        return about
    return {**(about if seen.case is not None else dict.fromkeys(about)), "log": name, "judged_from": None}
