"""The eight promises under "What holds always" in the design: each with a test that would fail without it."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs
import pytest

import flerpart_flow
from flerpart_flow.engine.definition.carriers import carriers
from flerpart_flow.engine.definition.moves import STAY, Move
from flerpart_flow.engine.errors import EventError, RulesError
from flerpart_flow.engine.judging.case import open_case
from flerpart_flow.engine.judging.decision import Decision, Refused
from flerpart_flow.engine.judging.queries import Answer
from flerpart_flow.engine.record.events import Event, content_fields
from flerpart_flow.engine.record.fields import Kind
from flerpart_flow.engine.record.header import Header
from flerpart_flow.engine.record.recorded import recorded
from flerpart_flow.engine.rules.norms import Severity
from flerpart_flow.engine.values.ternary import Ternary
from flerpart_flow.routines.flerpartsmote import (
    FLERPARTSMOTE,
    BedomBehov,
    BestamDeltagare,
    ErbjudMote,
    Facts,
    Forbered,
    Kalla,
    Ratta,
)
from flerpart_flow.texts import LANGUAGES
from tests import toy
from tests.stories import AF, ARBETSMARKNAD, EKONOMI, INDIVID, assessed, consented, moment, needed, plan, summons
from tests.toy import ANY_UNIT, MOVES, counted, letter, play

PACKAGE = Path(flerpart_flow.__file__).parent
PURE = ("engine", "samverkan", "routines", "across", "export")


def modules(*folders: str) -> dict[str, ast.Module]:
    """The syntax of every module below these folders, by its path in the package."""
    paths = [path for folder in folders for path in sorted((PACKAGE / folder).rglob("*.py"))]
    return {path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


SOURCE = modules(*PURE)


# --- 1. The reason comes first -----------------------------------------------------------------------------------


def test_1_allowed_is_derived_from_the_findings_and_stored_nowhere() -> None:
    assert "allowed" not in {field.name for field in attrs.fields(Decision)}
    decision = play("a").decide(letter("b", 1))
    assert not decision.allowed
    softer = attrs.evolve(
        decision, findings=tuple(attrs.evolve(one, severity=Severity.WARN) for one in decision.findings)
    )
    assert softer.allowed
    assert attrs.evolve(decision, findings=()).allowed


def test_1_a_refusal_names_all_unmet_norms_with_who_can_cure_them_and_how() -> None:
    decision = consented().ask(Kalla, day=5, kanal="e_post")
    assert decision.norms == (
        "FM-FORBEREDELSE-4",
        "FM-KALLELSE-1",
        "FM-KALLELSE-7",
        "FM-KALLELSE-9",
        "FM-KALLELSE-10",
        "FM-KALLELSE-11",
    )
    assert all(finding.cure_by and finding.cure for finding in decision.hindrances)
    for lang in LANGUAGES:
        told = decision.explain(lang)
        assert all(norm in told for norm in decision.norms)


def test_1_query_and_step_use_the_same_evaluator() -> None:
    """What the query finds in the facts, the step finds too, to the letter."""
    story = consented()
    asked = story.case.why_not(Kalla, moment(5))
    stepped = story.ask(Kalla, day=5, **summons())
    assert asked.answer is Answer.NO
    assert set(asked.findings) <= set(stepped.findings)
    assert not stepped.allowed


def test_1_an_event_that_the_phase_does_not_know_is_a_finding_of_its_own_kind() -> None:
    decision = needed().ask(ErbjudMote, ARBETSMARKNAD)
    assert "FF-FAS-1" not in decision.norms
    unknown = needed().ask(Kalla, ARBETSMARKNAD)
    assert unknown.norms[0] == "FF-FAS-1"
    assert dict(unknown.hindrances[0].values)["phases"] == ("forberedelse", "kallelse", "atgarder")


# --- 2. Unknown is not yes ---------------------------------------------------------------------------------------


def test_2_a_ternary_has_no_truth_value() -> None:
    for value in Ternary:
        with pytest.raises(TypeError):
            bool(value)


TERNARIES: Mapping[str, tuple[Callable[[str], Decision], str]] = {
    "the need": (
        lambda value: assessed(samordningsbehov=value).ask(ErbjudMote),
        "FM-MALGRUPP-1",
    ),
    "the individual's part in the assessment": (
        lambda value: needed().ask(BedomBehov, underlag=("halsa",), individen_delaktig=value),
        "FM-BEDOMNING-2",
    ),
    "preparing together": (
        lambda value: _called(Forbered, individen_medverkar=value, behov_onskemal="ja"),
        "FM-FORBEREDELSE-4",
    ),
    "the individual's answer": (lambda value: _called_with_answer(value), "PR-MALGRUPP-2"),
}


def _called(kind: type[Event], **content: Any) -> Decision:
    story = consented()
    story.do(BestamDeltagare, INDIVID, deltagare=(AF, EKONOMI), svar="ja")
    story.do(kind, **content)
    return story.ask(Kalla, day=5, **summons())


def _called_with_answer(value: str) -> Decision:
    story = consented()
    story.do(Forbered, individen_medverkar="ja", behov_onskemal="ja")
    if value != "okant":
        story.do(BestamDeltagare, INDIVID, deltagare=(AF, EKONOMI), svar=value)
    return story.ask(Kalla, day=5, **summons())


@pytest.mark.parametrize("what", TERNARIES)
def test_2_unknown_never_satisfies_a_condition_and_is_told_apart_from_no(what: str) -> None:
    decide, norm = TERNARIES[what]
    unknown, no, yes = decide("okant"), decide("nej"), decide("ja")
    assert not [one for one in yes.findings if one.norm == norm]
    assert {one.unknown for one in unknown.findings if one.norm == norm} == {True}
    assert {one.unknown for one in no.findings if one.norm == norm} == {False}
    assert all(one.cure_by for one in unknown.findings if one.norm == norm)
    for lang in LANGUAGES:
        assert unknown.explain(lang) != no.explain(lang)


def test_2_a_missing_fact_is_unknown() -> None:
    for event in FLERPARTSMOTE.events.values():
        made = event(occurred_at=moment(0), recorded_at=moment(0), by=AF)
        for name, kind in content_fields(event).items():
            if kind.name == "ternary":
                assert getattr(made, name) is Ternary.UNKNOWN, (event.name, name)
    for name, field in attrs.fields_dict(Facts).items():
        if str(field.type) == "Ternary":
            assert getattr(Facts(), name) is Ternary.UNKNOWN, name


# --- 3. A step is pure and atomic --------------------------------------------------------------------------------

CLOCKS = {"now", "utcnow", "today", "time_ns", "monotonic", "perf_counter", "urandom", "uuid4", "uuid1", "getrandbits"}
FORBIDDEN_MODULES = {"random", "secrets", "time", "uuid", "socket", "threading", "subprocess", "logging"}
MAY_IMPORT = {
    "engine/record/limits.py": {"time"},  # the seconds that a host gives a log to be read in; no step asks for them
    "engine/values/frozen.py": {"threading"},  # a lock, so that a class is made whole by one thread, whichever it is
    "across/spread/cluster.py": {"logging"},  # quietens what Dask logs when a cluster ends; the library logs nothing
    "across/logs/copies.py": {"secrets"},  # a key for one report's digests, on which no figure depends
}
MAY_READ = {
    "engine/rules/rules.py": {"open"},
    "engine/rules/files.py": {"read_text"},
    "engine/rules/stamp.py": {"read_bytes"},  # which routines the wheel's build has validated, and their files
    "engine/journal/log.py": {"open"},
    "engine/files/claim.py": {"open"},
    "engine/files/leftovers.py": {"open"},
    "engine/files/whole.py": {"open"},
    "across/logs/lines.py": {"open"},
    "engine/files/together.py": {"open"},
    "across/report/writing/as_html.py": {"read_text"},  # the style that lies in the package
}


@pytest.mark.parametrize("path", SOURCE)
def test_3_no_clock_no_randomness_no_io(path: str) -> None:
    module = SOURCE[path]
    for node in ast.walk(module):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
            imported = {name.partition(".")[0] for name in names}
            assert not FORBIDDEN_MODULES & imported - MAY_IMPORT.get(path, set()), (path, node.lineno)
        if isinstance(node, ast.Call):
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            assert called not in CLOCKS or path in MAY_IMPORT, (path, node.lineno)
            if called in {"open", "read_text", "read_bytes", "write_text", "print", "input"}:
                assert called in MAY_READ.get(path, set()), (path, node.lineno)
        assert not isinstance(node, ast.Global), (path, node)


SILENT = """
import sys, time
from tests.stories import follow_up, moment
from flerpart_flow.engine.judging.case import case_of
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE

whole = follow_up().case
WATCHED = {"open", "os", "socket", "subprocess", "shutil", "tempfile", "import", "time"}
heard = []
sys.addaudithook(lambda name, args: heard.append(name) if name.partition(".")[0] in WATCHED else None)

def forbidden(*given):
    raise AssertionError("a step read the clock")

for name in ("time", "monotonic", "perf_counter", "time_ns"):
    setattr(time, name, forbidden)
case = case_of(FLERPARTSMOTE, whole.header, whole.rules)
heard.clear()
for line in whole.lines:
    case, decision = case.record(line)
    assert decision.allowed
    case.permitted(moment(500)), case.duties(moment(500)), case.deviations(moment(500))
last = case.lines[-1].occurred_at
for kind in FLERPARTSMOTE.events.values():
    case, decision = case.record(kind(occurred_at=last, recorded_at=last, by="arbetsformedlingen"))
    case.state_at(moment(30))
print(heard, len(case.lines))
"""


def test_3_a_step_opens_no_file_imports_nothing_and_asks_no_clock() -> None:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    told = subprocess.run([sys.executable, "-c", SILENT], capture_output=True, text=True, env=env)
    assert told.returncode == 0, told.stderr
    heard, _, lines = told.stdout.strip().rpartition(" ")
    assert heard == "[]"
    assert int(lines) > 20 + len(FLERPARTSMOTE.events)


def test_3_a_refused_step_gives_back_the_very_state() -> None:
    story = consented()
    decision = story.ask(Kalla)
    assert decision.state is decision.before is story.case.state


def test_3_a_step_judges_by_the_events_times_and_queries_by_the_time_of_asking() -> None:
    """A consent until day 9: a summons of day 5 is lawful whenever it is asked about, one of day 20 isn't."""
    story = consented(giltigt_till=moment(9).date())
    asked = [story.case.why_not(Kalla, moment(day)) for day in (5, 20)]
    assert ["FM-SAMTYCKE-8" in {one.norm for one in answer.findings} for answer in asked] == [False, True]
    stepped = [story.ask(Kalla, day=day, **summons()) for day in (5, 20, 5)]
    assert ["FM-SAMTYCKE-8" in decision.norms for decision in stepped] == [False, True, False]
    assert stepped[0].findings == stepped[2].findings


# --- 4. Nothing is silent ----------------------------------------------------------------------------------------

BROAD = {
    ("engine/journal/event_lines.py", "_quick"): "the strict way reads the line again and says what is wrong",
    ("engine/journal/single_line.py", "_stated"): "the same: only the number that a line claims is looked for",
}


def _handlers(module: ast.Module) -> Iterator[tuple[str, ast.ExceptHandler]]:
    for function in ast.walk(module):
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield from ((function.name, node) for node in ast.walk(function) if isinstance(node, ast.ExceptHandler))


@pytest.mark.parametrize("path", SOURCE)
def test_4_no_exception_is_swallowed(path: str) -> None:
    module = SOURCE[path]
    for function, handler in _handlers(module):
        where = (path, function, handler.lineno)
        assert handler.type is not None, where
        assert not all(isinstance(one, (ast.Pass, ast.Continue, ast.Expr)) for one in handler.body), where
        caught = ast.unparse(handler.type)
        if "Exception" in caught.split("(")[-1].split(", ") or "BaseException" in caught:
            raises = any(isinstance(one, ast.Raise) for one in ast.walk(handler))
            assert raises or (path, function) in BROAD, where
    for node in ast.walk(module):
        called = getattr(node.func, "attr", getattr(node.func, "id", "")) if isinstance(node, ast.Call) else ""
        assert called not in {"suppress", "excepthook"}, (path, called)


def test_4_an_error_in_a_guard_or_an_effect_comes_out_and_leaves_the_case() -> None:
    class Broken(Exception):
        pass

    def breaks(facts: Any, event: Any, rules: Any) -> Any:
        raise Broken

    moves = tuple(attrs.evolve(move, effect=breaks) if move.event is toy.N else move for move in MOVES)
    start = open_case(toy.build(moves=moves), "toy-1").apply(letter("a"))
    state = start.state
    for act in (start.decide, start.apply, start.record):
        with pytest.raises(Broken):
            act(letter("n", 1))
    assert start.state is state


def test_4_no_event_is_ignored() -> None:
    """Every event either moves the case, or is refused with a reason; recorded, it stands in the lines."""
    for name in "anbcomlprx":
        run, decision = play("a n p").record(letter(name, 9))
        assert decision.allowed is not bool(decision.hindrances)
        assert run.lines[-1].name == name


# --- 5. The routine is data plus small guards ----------------------------------------------------------------------

FIXED = (
    *(f"FM-SAMTYCKE-{number}" for number in (1, 2, 3, 4, 5, 6, 8)),
    "PR-FORB-1",
    "PR-MALGRUPP-2",
    "FM-FORBEREDELSE-2",
    "FM-FORBEREDELSE-8",
    "FM-FORBEREDELSE-9",
    "FM-ROLL-5",
    "FM-ROLL-6",
    "FM-KALLELSE-1",
    "FF-INDIVID-1",
)


@pytest.mark.parametrize("norm", FIXED)
def test_5_what_protects_the_individual_cannot_be_lowered(norm: str) -> None:
    for change in ({"severity": "note"}, {"severity_for": {"kalla": "note"}}, {}):
        with pytest.raises(RulesError) as error:
            FLERPARTSMOTE.rules(overlay={"norm": {norm: change}})
        assert (error.value.code, error.value.values["norm"]) == ("overlagring.fast", norm)


def test_5_a_case_pins_the_version_and_the_overlay_it_started_under() -> None:
    rules = FLERPARTSMOTE.rules(overlay={"parameter": {"postal_days": 3}})
    pin = open_case(FLERPARTSMOTE, "arende-1", rules=rules).header.rules
    assert pin is not None
    assert (pin.version, pin.digest, pin.overlay) == ("2026.1", rules.digest, rules.overlay)


def test_5_every_norm_that_blocks_in_an_act_can_be_read_in_the_data() -> None:
    rules = FLERPARTSMOTE.rules()
    for routine_guard in FLERPARTSMOTE.guards:
        for ident in routine_guard.norms:
            norm = rules.norms[ident]
            assert norm.sv.strip()
            assert norm.en.strip()
            assert norm.heading.strip()


# --- 6. Severity is separate from logic ----------------------------------------------------------------------------


@pytest.mark.parametrize("path", [path for path in SOURCE if not path.startswith("engine")])
def test_6_no_guard_says_how_severe_it_is(path: str) -> None:
    """Only a ceiling below a block may be set in code: the tolerance that a reading gives (A2)."""
    module = SOURCE[path]
    for node in ast.walk(module):
        if isinstance(node, ast.keyword):
            assert node.arg != "severity", (path, node)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Severity":
            assert node.attr != "BLOCK", (path, node.lineno)


@pytest.mark.parametrize("severity", Severity)
def test_6_the_same_guard_blocks_warns_or_notes_as_the_data_says(severity: Severity) -> None:
    overlay = {"norm": {"FM-BEDOMNING-3": {"severity": severity.value}}}
    story = needed(overlay=overlay)
    decision = story.ask(BedomBehov, individen_delaktig="ja")
    assert [one.severity for one in decision.findings if one.norm == "FM-BEDOMNING-3"] == [severity]
    assert decision.allowed is (severity is not Severity.BLOCK)


# --- 7. Persons are opaque -----------------------------------------------------------------------------------------

# 12 December 1912, the number that examples use, in its ways of being written; put together so that no traceback of
# this file quotes it.
NUMBERS = tuple(f"{century}121212{sep}{'12' * 2}" for century in ("19", "") for sep in ("-", "+", ""))


def _texts_of(name: str, kind: Kind, number: str) -> Iterator[Any]:
    """Values of a field with the number in every place where text can stand."""
    for written in (number, f"ring {number} om det"):
        match kind.name:
            case "text":
                yield written
            case "texts":
                yield ["ett", written]
            case "per_code":
                yield {AF: written}
            case "corrections":
                yield {"plats": written}
                yield {"plan": {"mal": [{"id": "a", "text": written}]}}
                yield {"inbjudna": ["x", written]}
                yield {written: "x"}
            case "plan":
                goal = {"id": "a", "text": "b", "delmal": ["c"]}
                measure = {"id": "a", "text": "b", "ansvariga": [AF]}
                for key in ("id", "text"):
                    yield plan() | {"mal": [{**goal, key: written}]}
                    yield plan() | {"atgarder": [{**measure, key: written}]}
                yield plan() | {"mal": [{**goal, "delmal": ["c", written]}]}


TEXT_FIELDS = [
    (event, name, kind)
    for event in FLERPARTSMOTE.events.values()
    for name, kind in content_fields(event).items()
    if kind.name in {"text", "texts", "per_code", "corrections", "plan"}
]


def _says_nothing_of_it(error: EventError, number: str) -> None:
    told = "".join(traceback.format_exception_only(error)) + repr(error) + repr(error.values)
    told += "".join(error.text(lang) for lang in LANGUAGES)
    assert number not in told
    assert number[-4:] not in told
    assert error.__cause__ is None
    assert error.__suppress_context__ or error.__context__ is None


@pytest.mark.parametrize(("event", "name", "kind"), TEXT_FIELDS, ids=lambda value: getattr(value, "name", value))
@pytest.mark.parametrize("number", NUMBERS)
def test_7_no_text_of_any_event_takes_a_personnummer(event: type[Event], name: str, kind: Kind, number: str) -> None:
    tried = 0
    for value in _texts_of(name, kind, number):
        content: dict[str, Any] = {name: value}
        with pytest.raises(EventError) as error:
            event(occurred_at=moment(0), recorded_at=moment(0), by=AF, **content)
        assert error.value.code == "falt.personnummer"
        assert (error.value.field or "").partition(".")[0] == name
        _says_nothing_of_it(error.value, number)
        tried += 1
    assert tried


def test_7_there_are_such_fields() -> None:
    assert {kind.name for _, _, kind in TEXT_FIELDS} == {"text", "texts", "per_code", "corrections", "plan"}


@pytest.mark.parametrize("event", FLERPARTSMOTE.events.values(), ids=lambda event: event.name)
def test_7_no_coded_field_takes_one_either(event: type[Event]) -> None:
    number = NUMBERS[0]
    case = consented().case
    fields: dict[str, Any] = {
        name: kind for name, kind in content_fields(event).items() if kind.name in {"code", "codes"}
    }
    for name in ("by", "recorded_by", *fields):
        value: Any = [number] if name in fields and fields[name].name == "codes" else number
        content: dict[str, Any] = {"occurred_at": moment(9), "recorded_at": moment(9), "by": AF, name: value}
        with pytest.raises(EventError) as error:
            case.record(event(**content))
        assert error.value.field == name
        _says_nothing_of_it(error.value, number)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("field", ["case", "previous", "linked", "municipality"])
def test_7_nor_does_the_header(field: str, number: str) -> None:
    content: dict[str, Any] = {"case": "arende-1", field: [number] if field == "linked" else number}
    with pytest.raises(EventError) as error:
        open_case(FLERPARTSMOTE, **content)
    assert error.value.field == field
    _says_nothing_of_it(error.value, number)
    if field != "municipality":
        with pytest.raises(EventError):
            Header("flerpartsmote", **content)


def test_7_a_refusal_repeats_no_free_text() -> None:
    """What somebody wrote about a person reaches neither the explanation nor the exception."""
    secret = "Anna Andersson bor på Storgatan"
    story = consented()
    words = dict.fromkeys((AF, EKONOMI), secret)
    event = story.event(
        Kalla, day=5, **summons(plats=secret, kontakt=secret, inbjudna=(secret,), syfte=words, kanal="e_post")
    )
    with pytest.raises(Refused) as refused:
        story.case.apply(event)
    for lang in LANGUAGES:
        assert secret not in refused.value.text(lang)
    assert secret not in "".join(traceback.format_exception_only(refused.value))
    assert not any(secret in str(finding.values) for finding in refused.value.account.findings)


def test_7_a_code_that_is_none_is_not_repeated() -> None:
    secret = "anna_andersson"
    for content in ({"by": secret}, {"by": AF, "till": (secret,)}):
        with pytest.raises(EventError) as error:
            consented().case.decide(Kalla(**{"occurred_at": moment(9), "recorded_at": moment(9), **content}))  # type: ignore[arg-type]  # wrong content is what is tested
        for lang in LANGUAGES:
            assert secret not in error.value.text(lang)


def test_7_no_reason_for_a_withdrawal_has_a_place() -> None:
    for name in ("aterkalla_samtycke", "begransa_samtycke", "neka_samtycke"):
        assert set(content_fields(FLERPARTSMOTE.events[name])) <= {"enheter", "amnen", "amnen_for"}
    tables = FLERPARTSMOTE.rules().tables
    for event, codes in tables["skal"].items():
        told = [code for code, row in codes.items() if "samtyck" in f"{code} {row['sv']}".casefold()]
        assert told == (["samtycke_aterkallat"] if event == "avsluta" else []), event


# --- 8. One definition, many views -----------------------------------------------------------------------------------


def test_8_a_row_more_in_the_table_is_everywhere() -> None:
    """The machine, the queries, the step, the carriers: nothing has to be told twice."""

    @recorded
    class Z(Event):
        name = "z"

    row = Move(event=Z, by=ANY_UNIT, to={"A": STAY}, effect=counted, guards=(toy.a_note_first,))
    routine = toy.build({lang: {"handelser.z": "zätta"} for lang in LANGUAGES}, moves=(*MOVES, row))
    run = open_case(routine, "toy-1").apply(letter("a"))
    event = Z(occurred_at=toy.at(1), recorded_at=toy.at(1), by="nord")

    assert routine.machine.events["z"].transitions.keys() == {"A"}
    assert [one.event for one in run.permitted(toy.at(1))][-1] == "z"
    assert run.decide(event).norms == ("T-FIRST",)
    assert "z.a_note_first" in carriers(routine, routine.rules())["T-FIRST"].guards
    assert play("n", run).apply(Z(occurred_at=toy.at(3), recorded_at=toy.at(3), by="nord")).phase == "A"


def test_8_every_view_has_the_same_events_and_phases() -> None:
    table = [(move.event.name, str(source)) for move in FLERPARTSMOTE.moves for source in move.to]
    held = [(e.name, s) for e in FLERPARTSMOTE.machine.events.values() for s in e.transitions]
    assert sorted(held) == sorted(table)
    for phase in FLERPARTSMOTE.phases:
        assert [move.event.name for move in FLERPARTSMOTE.moves_in(phase)] == [e for e, s in table if s == phase]


def test_8_the_routine_is_frozen_all_through() -> None:
    for thing, field in (
        (FLERPARTSMOTE, "phases"),
        (FLERPARTSMOTE.moves[0], "to"),
        (FLERPARTSMOTE.duties[0], "norms"),
        (FLERPARTSMOTE.guards[0], "norms"),
    ):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(thing, field, None)


def test_8_an_explanation_tells_the_norm_in_the_words_of_the_data() -> None:
    decision = consented().ask(Ratta, ror=99)
    finding = decision.hindrances[0]
    told = flerpart_flow.reason(finding, decision.rules)
    assert told.norm_text == decision.rules.norms[finding.norm].sv


# --- What importing costs --------------------------------------------------------------------------------------------


def test_importing_the_library_pulls_in_neither_graphviz_nor_click() -> None:
    code = "import sys, flerpart_flow; print(sorted({name.partition('.')[0] for name in sys.modules}))"
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True, env=env)
    loaded = set(ast.literal_eval(told.stdout))
    assert "flerpart_flow" in loaded
    assert not loaded & {"graphviz", "click", "hypothesis", "pytest"}


def test_importing_a_routine_that_was_validated_waits_for_nothing_that_it_doesnt_need() -> None:
    """As an installed library is: what judges, validates, extends and draws comes when it is asked for."""
    code = (
        "import sys, flerpart_flow.engine.rules.stamp as stamp; stamp.was_validated = lambda sources: True;"
        "import flerpart_flow.routines.flerpartsmote as routine; first = sorted(sys.modules);"
        "assert routine.FLERPARTSMOTE.machine.events; print(first)"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True, env=env)
    loaded = set(ast.literal_eval(told.stdout))
    engine = "flerpart_flow.engine"
    later = {f"{engine}.judging.case", f"{engine}.definition.validation", f"{engine}.definition.extension.extending"}
    assert f"{engine}.definition.routine" in loaded
    assert not loaded & {"transitions", "logging", "difflib", "pendulum", "click", *later}
