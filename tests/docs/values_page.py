"""The second page of each routine in ``docs/events/``: duties, parameters, norms that are fixed, closed lists.

The definition and the rules hold all of it; when a duty opens is the docstring of what opens it. So a page can't say
anything else than they do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from flerpart_flow.engine.definition.duties import DutySpec
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.rules.sources import Setting
from flerpart_flow.engine.words.reasons import texts_for
from tests.docs.markdown import prose, written_table

EXPLAINED: Final = ("enhet", "part", "aktor", "villkor")
"""Lists that take more than a name to understand; docs/journal.md and docs/ung-intro.md explain them."""
BESIDES: Final = {"content": "may carry a summons", "joined": "joined", "valid_from": "since"}
"""What the tables say of a code besides its names, and what the page calls it."""
INTRODUCTION: Final = """\
# Duties and values: {routine}

`make generated` writes this page from the definition and the rules {version}: who owes what, what an organisation can
set with an [overlay](../rules.md), what none can, and the closed lists of a log.

- [Duties](#duties)
- [Parameters](#parameters)
- [What is fixed](#what-is-fixed)
- [Closed lists](#closed-lists)

## Duties

A duty without a last day only gets older; it is late where an organisation has set a limit (*late after*). *Own* says
that the duty is the library's and not the source's.

"""
PARAMETERS: Final = """\

## Parameters

*Own* says that the value is the library's and not the source's.

"""
FIXED: Final = """\

## What is fixed

These norms protect the individual, or the record. No overlay can change them.

"""
LISTS: Final = """\

## Closed lists

A code that isn't in its list damages the log. [journal.md](../journal.md#who) explains units, actors and parties.
"""


def name_of(routine: Routine) -> str:
    """The file's name."""
    return f"{routine.name}-values.md"


def lists_of(rules: Rules) -> dict[str, Mapping[str, Mapping[str, Any]]]:
    """The closed lists that a page shows: those whose codes have names in the tables."""
    found = {}
    for name in rules.vocabulary.known:
        held: Any = rules.tables
        for part in name.split("."):
            held = held.get(part) if isinstance(held, Mapping) else None
        if held and name not in EXPLAINED:
            found[name] = held
    return found


def text(routine: Routine) -> str:
    """The whole page, in English."""
    rules = routine.rules()
    name = texts_for(rules, "en").label("rutiner", routine.name)
    fixed = [(f"`{norm.id}`", norm.en) for norm in rules.norms.values() if norm.fixed]
    return "".join(
        (
            INTRODUCTION.format(routine=name, version=rules.version),
            written_table(
                ("duty", "who", "opened by", "met by", "norms", "late after", "own"),
                (_duty(spec, rules) for spec in routine.duties),
            ),
            PARAMETERS,
            written_table(
                ("parameter", "default", "may be", "norms", "own", "meaning"),
                (_parameter(spec) for spec in rules.specs.values()),
            ),
            FIXED,
            written_table(("norm", "what it protects"), fixed),
            LISTS,
            *(f"\n### {name}\n\n{_list(name, held, rules)}" for name, held in lists_of(rules).items()),
        )
    )


def _value(value: object) -> str:
    """A value as TOML has it, without the quotation marks of a text."""
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _duty(spec: DutySpec, rules: Rules) -> tuple[str, ...]:
    said: dict[str, list[str]] = {}
    for event, opens in spec.opens.items():
        said.setdefault(prose(opens), []).append(f"`{event.name}`")
    opened = " ".join(f"{', '.join(events)}{f': {when}' if when else '.'}" for when, events in said.items())
    return (
        f"`{spec.name}`",
        texts_for(rules, "en").label("roller", spec.bearer) if spec.bearer else "",
        opened,
        ", ".join(f"`{event.name}`" for event in spec.meets),
        ", ".join(f"`{norm}`" for norm in spec.norms),
        f"`{spec.threshold.name}`" if spec.threshold else "",
        "yes" if spec.own else "no",
    )


def _parameter(spec: Setting) -> tuple[str, ...]:
    choices = spec.choices or ((True, False) if isinstance(spec.value, bool) else ())
    bounds = " or ".join(_value(one) for one in choices) or f"{spec.low} to {spec.high}"
    norms = ", ".join(f"`{norm}`" for norm in spec.norms)
    return f"`{spec.name}`", _value(spec.value), bounds, norms, "yes" if spec.own else "no", spec.en


def _list(name: str, held: Mapping[str, Mapping[str, Any]], rules: Rules) -> str:
    besides = [key for key in BESIDES if any(key in row for row in held.values())]
    day = rules.tables.get("as_of")
    known = f"What is known is from {day}.\n\n" if name == "kommun" and day else ""
    head = ("code", "English", "Swedish", *(BESIDES[key] for key in besides))
    rows = ((f"`{code}`", row["en"], row["sv"], *(_said(row, key) for key in besides)) for code, row in held.items())
    return known + written_table(head, rows)


def _said(row: Mapping[str, Any], key: str) -> str:
    """What the tables say of a code; what they don't say of a channel is no, of a municipality unknown."""
    if key == "content":
        return "yes" if row.get(key) else "no"
    return str(row.get(key, "unknown"))


def pages(routines: Iterable[Routine]) -> dict[str, str]:
    """The text of each routine's page, by the file's name."""
    return {name_of(routine): text(routine) for routine in routines}
