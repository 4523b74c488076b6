"""The catalogue of norms on a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from flerpart_flow.cli.input.loading import tests_of
from flerpart_flow.engine.definition.carriers import KINDS, why_not_carried
from flerpart_flow.engine.rules.sources import readings_of
from flerpart_flow.engine.words.reasons import texts_for
from flerpart_flow.proof.twins import twins_of
from flerpart_flow.proof.twins.telling import twin_in_words
from flerpart_flow.words.norm_facts import norm_facts
from flerpart_flow.words.sentences import capital, count

if TYPE_CHECKING:
    from flerpart_flow.cli.pages.page import Page
    from flerpart_flow.engine.definition.carriers import Carriers
    from flerpart_flow.engine.definition.routine import Routine
    from flerpart_flow.engine.rules.norms import Norm
    from flerpart_flow.engine.rules.rules import Rules
    from flerpart_flow.texts import Texts

FEW_TESTS: Final = 6


def tell_table(page: Page, rules: Rules, carried: Mapping[str, Carriers], said: Texts) -> None:
    """Every norm on a row: id, severity, class, and what carries it."""
    head = [said.raw(f"cli.norms.kolumn.{name}") for name in ("id", "allvar", "klass", "bars")]
    rows = [head]
    for norm in rules.norms.values():
        severity = said.raw(f"tillstand.allvar.{norm.severity.value}") + ("*" if norm.severity_for else "")
        rows.append([norm.id, severity, "/".join(norm.classes), _shortly(norm, carried[norm.id], said)])
    page.table(rows)
    page.blank()
    page.line(count("cli.norms.antal", len(rules.norms), said) + f" {said.raw('cli.norms.stjarna')}")
    page.line(said.raw("cli.norms.klasser"), hang=2)
    page.line(said.raw("cli.norms.en_norm"))


def _shortly(norm: Norm, carried: Carriers, said: Texts) -> str:
    why = why_not_carried(norm, carried)
    if why is not None:
        return said.raw(f"cli.norms.kort_{why}")
    held = {kind: getattr(carried, kind) for kind in KINDS}
    events = (guard.partition(".")[0] for guard in carried.guards)
    held["guards"] = tuple(dict.fromkeys(said.raw("cli.norms.alla") if one == "engine" else one for one in events))
    parts = [f"{said.raw(f'cli.norms.bars.{kind}')} {', '.join(names)}" for kind, names in held.items() if names]
    return "; ".join(parts)


def tell_norm(
    page: Page, norm: Norm, carried: Carriers, routine: Routine, rules: Rules, said: Texts, every_test: bool = False
) -> None:
    """One norm whole, with its twins and the first few of the tests that show it, or all."""
    said = texts_for(rules, said.lang)
    page.line(norm.id, style="heading")
    _tell_text(page, norm, said)
    page.blank()
    for key, value in norm_facts(norm, said):
        page.marked(f"{said.raw(f'cli.norms.rad.{key}')}:", value, 2, hang=4)
    _tell_parameters(page, norm, rules, said)
    _tell_readings(page, norm, routine, said)
    _tell_carriers(page, norm, carried, said)
    _tell_twins(page, norm, routine, rules, said)
    _tell_tests(page, tests_of(norm.id), every_test, said)


def _tell_text(page: Page, norm: Norm, said: Texts) -> None:
    """What the document says, and apart from it how that is read (A69)."""
    read = norm.read(said.lang)
    if read is None:
        page.line(norm.text(said.lang), 2)
        return
    page.marked(f"{said.raw('cli.norms.sager')}:", norm.text(said.lang), 2, hang=4)
    page.marked(f"{said.raw('cli.norms.laser')}:", read, 2, hang=4)


def _tell_twins(page: Page, norm: Norm, routine: Routine, rules: Rules, said: Texts) -> None:
    twins = twins_of(routine)
    found = () if twins is None else twins.of(norm.id)
    if found:
        page.heading(said.raw("cli.norms.rubrik_tvillingar"))
    for twin in found:
        title, lines = twin_in_words(twin, rules, said.lang)
        page.line(f"- {title}.", 2, hang=2)
        for line in lines:
            page.line(line, 6, "faint", hang=2)


def _tell_tests(page: Page, tests: Sequence[str], every: bool, said: Texts) -> None:
    shown = tests if every else tests[:FEW_TESTS]
    page.heading(said.raw("cli.norms.rubrik_prov"))
    for place, names in _by_file(shown).items():
        page.line(place, 2)
        for name in names:
            sentence = name.rpartition("::")[2].removeprefix("test_").replace("_", " ")
            page.line(f"- {capital(sentence)}.", 4, hang=2)
    if len(shown) < len(tests):
        page.line(said.say("cli.norms.fler_prov", antal=len(tests) - len(shown)), 2)
    if not tests:
        page.line(said.raw("cli.norms.inga_prov"), 2)


def _by_file(tests: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for test in tests:
        place, _, name = test.partition("::")
        found.setdefault(place, []).append(name)
    return found


def _tell_parameters(page: Page, norm: Norm, rules: Rules, said: Texts) -> None:
    if not norm.parameters:
        return
    page.heading(said.raw("cli.norms.rubrik_varden"))
    for name in norm.parameters:
        spec = rules.specs[name]
        own = f" ({said.raw('cli.norms.eget')})" if spec.own else ""
        page.marked(f"{name} = {spec.value}:", f"{spec.en if said.lang == 'en' else spec.sv}{own}", 2, hang=4)


def _tell_readings(page: Page, norm: Norm, routine: Routine, said: Texts) -> None:
    known = readings_of(routine.sources) if norm.reading else {}
    asked = [known[name] for name in norm.reading if name in known]
    if asked:
        page.heading(said.raw("cli.norms.rubrik_lasning"))
    for one in asked:
        page.marked(f"{one.id}:", f"{one.question[said.lang]} {one.answer[said.lang]}", 2, hang=4)


def _tell_carriers(page: Page, norm: Norm, carried: Carriers, said: Texts) -> None:
    page.heading(said.raw("cli.norms.rubrik_bars"))
    why = why_not_carried(norm, carried)
    if why is not None:
        page.line((norm.not_executable or {}).get(said.lang) or said.raw(f"cli.norms.{why}"), 2)
    for kind in KINDS:
        if names := getattr(carried, kind):
            page.line(f"{capital(said.raw(f'cli.norms.bars.{kind}'))}: {', '.join(names)}", 2, hang=4)
