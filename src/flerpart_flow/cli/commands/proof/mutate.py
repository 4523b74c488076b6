"""``proof mutate``: would any test notice if a norm of the definition were gone or changed?"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import click

from flerpart_flow.cli.errors import REFUSED, Trouble
from flerpart_flow.cli.group import build
from flerpart_flow.cli.input import loading
from flerpart_flow.cli.input.options import Choice, Number, format_option
from flerpart_flow.cli.output import write_json, write_page
from flerpart_flow.cli.pages.page import Page
from flerpart_flow.texts import Texts

if TYPE_CHECKING:
    from flerpart_flow.engine.rules.norms import Norm
    from flerpart_flow.proof.mutate.report import Score
    from flerpart_flow.proof.mutate.running import Progress, Result
    from flerpart_flow.proof.mutate.whole import Run

TESTS: Final = "tests/norms/{}"
SHARED: Final = ("tests/norms/both", "tests/cases")
GROUPS: Final = ("norms", "guards", "conditions", "answers", "numbers", "duties", "deviations", "table")
_SHOWN: Final = ("others", "unasserted", "unreached")
_STEPS: Final = 50


def command(said: Texts) -> click.Command:
    """The command in a language."""

    def proof_mutate(
        tests: tuple[str, ...],
        routine: str | None,
        form: str,
        output: str,
        gate: int | None,
        norm_gate: int | None,
        **wanted: Any,
    ) -> int:
        from flerpart_flow.proof.mutate.equivalent import read
        from flerpart_flow.proof.mutate.running import HarnessError
        from flerpart_flow.proof.mutate.whole import Wanted, run

        chosen = loading.routines()
        routines = [one for name, one in chosen.items() if routine in (None, name)]
        try:
            paths = tests or (*(TESTS.format(one.name) for one in routines), *filter(os.path.isdir, SHARED))
            found = run(routines, paths, Wanted(**wanted), read(), _progress(said), twins=not tests)
        except HarnessError as error:
            raise Trouble("mutation", reason=str(error)) from None
        from flerpart_flow.proof.mutate.report import weak

        below = weak(found.results, gate, norm_gate)
        if form == "json":
            write_json(_data(found, below), output)
        else:
            write_page(_page(found, below, said), output)
        return REFUSED if below or found.stale else 0

    words = said.raw
    options = (
        click.Option(["--tests"], multiple=True, metavar=words("cli.meta.mapp"), help=words("cli.val.mutate_tests")),
        click.Option(["--routine"], type=Choice(tuple(loading.routines()), said), help=words("cli.val.mutate_routine")),
        click.Option(["--norm", "norms"], multiple=True, metavar="ID", help=words("cli.val.mutate_norm")),
        click.Option(
            ["--group", "groups"], multiple=True, type=Choice(GROUPS, said), help=words("cli.val.mutate_group")
        ),
        click.Option(["--only"], multiple=True, metavar="ID", help=words("cli.val.mutate_only")),
        click.Option(["--since"], metavar="REV", help=words("cli.val.mutate_since")),
        click.Option(["--sample"], type=Number(1, said), metavar="N", help=words("cli.val.mutate_sample")),
        click.Option(["--seed"], type=Number(0, said), default=1, metavar="N", help=words("cli.val.mutate_seed")),
        click.Option(
            ["--jobs"],
            type=Number(1, said),
            default=os.cpu_count() or 1,
            metavar="N",
            help=words("cli.val.mutate_jobs"),
        ),
        click.Option(["--results"], metavar=words("cli.meta.fil"), help=words("cli.val.mutate_results")),
        click.Option(["--gate"], type=Number(0, said), metavar="N", help=words("cli.val.mutate_gate")),
        click.Option(["--norm-gate"], type=Number(0, said), metavar="N", help=words("cli.val.mutate_norm_gate")),
        format_option(said),
    )
    return build("proof.mutate", proof_mutate, said, *options)


def _progress(said: Texts) -> Progress:
    """Tell on stderr, now and then, how far the run has come; pytest takes sys.stderr while it runs."""
    stream = sys.stderr

    def told(what: str, done: int, of: int) -> None:
        if stream is not None and (done == of or done % max(1, of // _STEPS) == 0):
            print(said.say(f"cli.proof.mutate.{what}", klara=done, antal=of), file=stream, flush=True)

    return told


def _data(found: Run, below: Sequence[Score]) -> dict[str, Any]:
    from flerpart_flow.cli.shapes.shapes import mark
    from flerpart_flow.proof.mutate.report import by_group, by_norm, by_routine, score

    norms = {norm.id: norm for name in loading.routines() for norm in loading.rules_under(None, name).norms.values()}
    return {
        "format": mark("proof-mutate"),
        "whole": _scored(score("", found.results)),
        "groups": [_scored(one) for one in by_group(found.results)],
        "routines": [_scored(one) for one in by_routine(found.results)],
        "norms": [_scored(one) for one in by_norm(found.results)],
        "below": [one.name for one in below],
        "stale": found.stale,
        "mutants": [_mutant(one, norms) for one in found.results],
    }


def _scored(one: Score) -> dict[str, Any]:
    fates = {fate.value: number for fate, number in sorted(one.fates.items())}
    return {"name": one.name, "mutants": one.total, "own": round(one.own, 1), "any": round(one.any, 1), "fates": fates}


def _mutant(one: Result, norms: Mapping[str, Norm]) -> dict[str, Any]:
    from flerpart_flow.proof.mutate.equivalent import digest

    mutant = one.mutant
    return {
        "id": mutant.id,
        "operator": mutant.operator,
        "group": mutant.group.value,
        "norms": list(mutant.norms),
        "digest": digest(mutant, norms),
        "where": mutant.where,
        "fate": one.fate.value,
        "by": one.by,
        "reached_by": {"own": one.own, "others": one.others},
        "again": ["flerpart-flow", "proof", "mutate", "--only", mutant.id],
    }


def _page(found: Run, below: Sequence[Score], said: Texts) -> Page:
    from flerpart_flow.proof.mutate.report import by_norm, by_routine, score

    page = Page()
    words = said.raw
    heads = [words(f"cli.proof.mutate.{one}") for one in ("andel", "nagon", "mutanter")]
    page.heading(words("cli.proof.mutate.grupper"))
    groups = [*by_routine(found.results), score(words("cli.proof.mutate.alla"), found.results)]
    named = [(_named(one.name, said), one) for one in groups]
    page.table([(words("cli.proof.mutate.grupp_rubrik"), *heads), *(_row(name, one) for name, one in named)], 2)
    page.heading(words("cli.proof.mutate.normer"))
    page.table([("Norm", *heads), *(_row(one.name, one) for one in by_norm(found.results))], 2)
    for fate in _SHOWN:
        ones = [one for one in found.results if one.fate.value == fate]
        if ones:
            page.heading(said.say(f"cli.proof.mutate.{fate}", antal=len(ones)))
        for one in ones:
            by = f" · {one.by}" if one.by else ""
            page.line(f"{one.mutant.id} · {one.mutant.where}{by}", 2, hang=4)
    if below:
        page.heading(words("cli.proof.mutate.under"))
        for weak in below:
            page.line(f"{_named(weak.name, said)}: {weak.own:.1f}", 2, "block", hang=4)
    if found.stale:
        page.heading(words("cli.proof.mutate.inaktuella"))
        for ident in found.stale:
            page.line(ident, 2, "block", hang=4)
    return page


def _named(name: str, said: Texts) -> str:
    """A routine, a routine and a group, or a norm, in words."""
    routine, comma, group = name.partition(", ")
    return f"{routine}, {said.raw(f'cli.proof.mutate.grupp.{group}')}" if comma else routine


def _row(name: str, one: Score) -> tuple[str, ...]:
    return name, f"{one.own:.1f}", f"{one.any:.1f}", str(one.total)
