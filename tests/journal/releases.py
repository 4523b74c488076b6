"""What a release leaves behind: logs of both routines in its format, and in words what each comes to.

    python -m tests.journal.releases

Writes the folder of the version that pyproject.toml names, once: it refuses where there is one. A released folder never
changes; before a release it may be removed and made again.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import date, datetime, timedelta
from enum import Enum
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import attrs

from benchmarks import walk
from flerpart_flow import ROUTINES, Case, RulesRegistry, open_case, review, write_log_file
from flerpart_flow.engine.journal.log import read_log, write_log
from flerpart_flow.engine.values.chain import Chain
from flerpart_flow.installed import load
from flerpart_flow.proof.walk import Walker
from tests import stories, ung_intro_stories
from tests.soak.begun import BEGUN

ROOT: Final = Path(__file__).parents[2]
RELEASED: Final = Path(__file__).parent / "released"
EXAMPLES: Final = ROOT / "examples" / "logs"
RULES: Final = "rules"
DIGEST: Final = re.compile(rb"sha256:[0-9a-f]{64}")
_ACTS: Final = 15_000


def told(case: Case) -> dict[str, Any]:
    """The phase, the facts that aren't as in a new case, and who owes or owed what from which line to which."""
    duties = case.duties(case.lines[len(case.lines) - 1].recorded_at)
    names = ("name", "bearer", "counterpart", "opened_nr", "ended_nr")
    rows = [{name: plain(getattr(duty, name)) for name in names} for duty in duties]
    return {
        "phase": str(case.phase),
        "facts": plain(case.facts),
        "duties": sorted(rows, key=lambda row: json.dumps(row, sort_keys=True)),
    }


def plain(value: Any) -> Any:
    """A value as JSON has it, in one order."""
    if attrs.has(type(value)) and not isinstance(value, Chain):
        return _fields(value)
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(one) for key, one in value.items()}
    if isinstance(value, Set):
        return sorted((plain(one) for one in value), key=str)
    if isinstance(value, (list, tuple, Chain)):
        return [plain(one) for one in value]
    return value


def _fields(value: Any) -> dict[str, Any]:
    """What isn't as when nobody has said anything."""
    said = {}
    for field in attrs.fields(type(value)):
        held, default = getattr(value, field.name), field.default
        if isinstance(default, attrs.Factory):  # type: ignore[arg-type]  # a class, whatever the stubs say
            default = attrs.NOTHING if default.takes_self else default.factory()
        if default is attrs.NOTHING or held != default:
            said[field.name.lstrip("_")] = plain(held)
    return said


def cases(routine: str) -> Iterator[tuple[str, Case]]:
    """The examples that follow the routine, and made-up cases, as short as they come, with every other event."""
    missing = set(ROUTINES[routine].events)
    begun = []
    for path in sorted(EXAMPLES.glob("*.jsonl")):
        log = load(path)
        if log.routine.name != routine or log.header.rules is None or any(one.refused for one in review(log).verdicts):
            continue
        case = log.case()
        missing -= {event.name for event in case.lines}
        begun += [step for step, _ in log.steps()]
        yield path.stem, case
    if routine == walk.ROUTINE.name:
        case = walk.opened().apply_all(walk.events(walk.whole()))
        missing -= {event.name for event in case.lines}
        yield "helt_arende", case
        yield "avbrutet_mote", _broken_off()
        yield "fragat_och_svarat", _asked_and_answered()
    else:
        yield "inte_antagen", _not_taken_in()
    yield "bytta_regler", _moved_on(begun[2])
    missing -= {"avbryt_mote", "byt_regler", "svara_pa_fraga", "fraga", "anta_inte"}
    shortest: dict[str, Case] = {}
    walker = Walker(ROUTINES[routine], 1)
    for case in (*begun, *BEGUN[routine]):
        walker.go_on_from(case)
    for number, act in enumerate(walker.acts()):
        name = act.event.name
        if act.accepted and name in missing:
            known = shortest.get(name)
            if (known is None or len(act.after.lines) < len(known.lines)) and _stands_alone(act.after):
                shortest[name] = act.after
        if number > _ACTS or (number % 100 == 0 and not missing - shortest.keys()):
            break
    if unseen := missing - shortest.keys():
        raise RuntimeError(f"no case shows {', '.join(sorted(unseen))}: play one by hand")
    while shortest:
        name = max(shortest, key=lambda one: len(shortest[one].lines))
        case = shortest[name]
        shown = {event.name for event in case.lines} & shortest.keys()
        yield f"gjord_{name}", case
        shortest = {one: held for one, held in shortest.items() if one not in shown}


def without_rules(lines: Iterable[bytes]) -> Case:
    """The case of a log whose rules nobody has any more: its lines stand as accepted, and are taken in."""
    header, *rest = lines
    return read_log([DIGEST.sub(b"sha256:" + b"0" * 64, header), *rest], ROUTINES, registry=RulesRegistry()).case()


def _stands_alone(case: Case) -> bool:
    """Whether the case comes to the same without its rules: no later line has had one before it refused."""
    return told(without_rules(line.encode() for line in write_log(case))) == told(case)


def _broken_off() -> Case:
    """A meeting that ends before it is finished."""
    case = walk.opened("arende-avbrutet")
    for event in walk.events(walk.whole()):
        case = case.apply(event)
        if event.name == "oppna_mote":
            break
    at, name = event.recorded_at + timedelta(minutes=10), "avbryt_mote"
    code = sorted(case.rules.vocabulary.known[f"skal.{name}"])[0]
    broken_off: Any = case.routine.events[name]
    return case.apply(broken_off(occurred_at=at, by=event.by, skal_kod=code), at)


def _asked_and_answered() -> Case:
    """A recipient asks what is unclear in the summons, and is answered."""
    story = stories.summoned()
    events = story.case.routine.events
    story.do(events["fraga"], stories.AF, till=stories.ARBETSMARKNAD, day=6)
    story.do(events["svara_pa_fraga"], till=stories.AF, day=7)
    return _anew(story.case)


def _not_taken_in() -> Case:
    """Ung Intro doesn't accept the person."""
    story = ung_intro_stories.referred("forsakringskassan")
    story.do(story.case.routine.events["anta_inte"], ung_intro_stories.UI)
    return _anew(story.case)


def _anew(case: Case) -> Case:
    """The same case under the rules that its header names."""
    routine, place = case.routine, case.header.municipality
    opened = open_case(routine, case.header.case, municipality=place, rules=routine.rules())
    return opened.apply_all(tuple(case.lines))


def _moved_on(begun: Case) -> Case:
    """A case that began under an organisation's own values, and moves on to those of the library."""
    routine, lines = begun.routine, tuple(begun.lines)
    own, plain_rules = routine.rules(overlay={"parameter": {"min_parties": 3}}), routine.rules()
    both = RulesRegistry.of(own, plain_rules)
    case = open_case(routine, begun.header.case, municipality=begun.header.municipality, rules=own, registry=both)
    case = case.apply_all(lines)
    at = lines[-1].recorded_at + timedelta(minutes=10)
    unit = lines[0].recorded_by or lines[0].by
    change: Any = routine.events["byt_regler"]
    return case.apply(change(occurred_at=at, by=unit, fran_regler=own.digest, till_regler=plain_rules.digest), at)


def version() -> str:
    """The version that pyproject.toml names."""
    found: str = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    return found


def make(folder: Path) -> None:
    """Write the folder of a release. Raises FileExistsError where there is one."""
    folder.mkdir(parents=True)
    (folder / RULES).mkdir()
    for name in ("flerpartsmote", "ung_intro"):
        for package, data in ROUTINES[name].sources.versions.values():
            (folder / RULES / f"{name}-{Path(data).name}").write_bytes((files(package) / data).read_bytes())
        for stem, case in cases(name):
            log = folder / f"{name}-{stem}.jsonl"
            write_log_file(log, case)
            said = json.dumps(told(load(log, registry=RulesRegistry()).case()), ensure_ascii=False, indent=1)
            log.with_suffix(".json").write_text(said + "\n", encoding="utf-8")


if __name__ == "__main__":
    make(RELEASED / version())
