"""``norms``: the catalogue of norms, or one norm whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from flerpart_flow.cli.errors import choose_of_many
from flerpart_flow.cli.group import build
from flerpart_flow.cli.input import loading
from flerpart_flow.cli.input.options import format_option, overlay_option, program, routine_option
from flerpart_flow.cli.output import write_json, write_page
from flerpart_flow.cli.pages.page import Page
from flerpart_flow.texts import Texts

if TYPE_CHECKING:
    from flerpart_flow.engine.definition.carriers import Carriers
    from flerpart_flow.engine.definition.routine import Routine
    from flerpart_flow.engine.rules.norms import Norm
    from flerpart_flow.engine.rules.rules import Rules


def command(said: Texts) -> click.Command:
    """The command in a language."""

    def norms(norm: str | None, tests: bool, routine: str, form: str, overlay: str | None, output: str) -> int:
        from flerpart_flow.engine.definition.carriers import carriers

        rules = loading.rules_under(overlay, routine)
        carried = carriers(loading.routine(routine), rules)
        if norm is None:
            if form == "json":
                whose = loading.routine(routine)
                write_json([norm_data(one, carried[one.id], whose) for one in rules.norms.values()], output)
            else:
                write_page(_table(rules, carried, said), output)
            return 0
        found = _norm(norm, rules)
        if found is None and (other := _routine_with(norm, routine)) is not None:
            routine, rules = other, loading.rules_under(None, other)
            found, carried = _norm(norm, rules), carriers(loading.routine(other), rules)
        if found is None:
            raise choose_of_many("norm", norm.upper(), rules.norms, program=program())
        if form == "json":
            write_json(_whole(found, carried[found.id], loading.routine(routine)), output)
        else:
            write_page(_page(found, carried[found.id], loading.routine(routine), rules, tests, said), output)
        return 0

    argument = click.Argument(["norm"], required=False, metavar=f"[{said.raw('cli.meta.norm')}]")
    tests = click.Option(["--tests"], is_flag=True, help=said.raw("cli.val.tests"))
    return build("norms", norms, said, argument, tests, routine_option(said), format_option(said), overlay_option(said))


def _norm(written: str, rules: Rules) -> Norm | None:
    """The norm of an id in any case: ``fm-samtycke-2``, ``UI-MAL-6b``."""
    return next((norm for ident, norm in rules.norms.items() if ident.casefold() == written.casefold()), None)


def _routine_with(written: str, asked: str) -> str | None:
    """Another routine that has the norm: whoever names an id need not know whose it is."""
    others = (name for name in loading.routines() if name != asked)
    return next((name for name in others if _norm(written, loading.rules_under(None, name)) is not None), None)


def _whole(norm: Norm, carried: Carriers, routine: Routine) -> dict[str, Any]:
    from flerpart_flow.cli.shapes.shapes import mark

    return {"format": mark("norm"), **norm_data(norm, carried, routine)}


def norm_data(norm: Norm, carried: Carriers, routine: Routine) -> dict[str, Any]:
    """One norm: what it says, how hard it is, what carries it, which twins and tests show it."""
    from flerpart_flow.cli.input.loading import tests_of
    from flerpart_flow.cli.shapes.shapes import day
    from flerpart_flow.proof.twins import twins_of
    from flerpart_flow.proof.twins.telling import twin_data

    twins = twins_of(routine)
    return {
        "id": norm.id,
        "source": norm.source,
        "heading": norm.heading,
        "modality": norm.modality,
        "bearer": norm.bearer,
        "severity": norm.severity.value,
        "severity_for": {event: severity.value for event, severity in norm.severity_for.items()},
        "fixed": norm.fixed,
        "class": list(norm.classes),
        "ceiling": None if norm.ceiling is None else norm.ceiling.value,
        "text": {"sv": norm.sv, "en": norm.en},
        "read_as": {"sv": norm.read_sv, "en": norm.read_en} if norm.read_sv else None,
        "same_as": norm.same_as,
        "parameters": list(norm.parameters),
        "readings": list(norm.reading),
        "valid_from": day(norm.valid_from),
        "valid_to": day(norm.valid_to),
        "as_of": day(norm.as_of),
        "carried_by": _carried(norm, carried),
        "twins": [] if twins is None else [twin_data(one) for one in twins.of(norm.id)],
        "tests": list(tests_of(norm.id)),
    }


def _carried(norm: Norm, carried: Carriers) -> dict[str, Any]:
    from flerpart_flow.engine.definition.carriers import KINDS, why_not_carried

    why = why_not_carried(norm, carried)
    held = {kind: list(getattr(carried, kind)) for kind in KINDS}
    if why is None:
        return held
    from flerpart_flow.texts import LANGUAGES, texts

    reason = norm.not_executable or {lang: texts(lang).raw(f"cli.norms.{why}") for lang in LANGUAGES}
    return {"reason": dict(reason), "tables": held["tables"]} if carried.tables else {"reason": dict(reason)}


def _table(rules: Rules, carried: dict[str, Carriers], said: Texts) -> Page:
    from flerpart_flow.cli.pages.catalogue import tell_table

    page = Page()
    tell_table(page, rules, carried, said)
    return page


def _page(norm: Norm, carried: Carriers, routine: Routine, rules: Rules, tests: bool, said: Texts) -> Page:
    from flerpart_flow.cli.pages.catalogue import tell_norm

    page = Page()
    tell_norm(page, norm, carried, routine, rules, said, every_test=tests)
    return page
