"""``compare``: what one set of rules makes stricter or looser than another, in any case, with cases that show it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flerpart_flow.cli.errors import Trouble
from flerpart_flow.cli.group import build
from flerpart_flow.cli.input import loading
from flerpart_flow.cli.input.options import Choice, Number, format_option, rules_dir_option
from flerpart_flow.cli.output import folder_to_write_in, write_in, write_json, write_page
from flerpart_flow.texts import Texts

if TYPE_CHECKING:
    from flerpart_flow.proof.compare import Compared


def command(said: Texts) -> click.Command:
    """The command in a language."""

    def compare(
        a: str,
        b: str,
        routine: str | None,
        logs: str | None,
        lint: bool,
        seconds: int | None,
        rules_dir: str | None,
        form: str,
        output: str,
    ) -> int:
        folder = None if logs is None else folder_to_write_in(logs)
        compared = _compared((a, b), routine, seconds, rules_dir, output)
        findings = _linted(compared, lint)
        paths = {} if folder is None else _written(compared, folder)
        if form == "json":
            from flerpart_flow.cli.shapes.comparing import data_of

            write_json(data_of(compared, findings, said), output)
        else:
            from flerpart_flow.cli.compared import page_of

            write_page(page_of(compared, findings, (a, b), paths, said), output)
        return 0

    words = said.raw
    options = (
        click.Argument(["a"], metavar=words("cli.meta.regler_a")),
        click.Argument(["b"], metavar=words("cli.meta.regler_b")),
        click.Option(
            ["--routine"], type=Choice(tuple(loading.routines()), said), help=words("cli.val.compare_routine")
        ),
        click.Option(["--logs"], metavar=words("cli.meta.mapp"), help=words("cli.val.compare_logs")),
        click.Option(["--lint"], is_flag=True, help=words("cli.val.compare_lint")),
        click.Option(["--seconds"], type=Number(1, said), metavar="N", help=words("cli.val.compare_seconds")),
        rules_dir_option(said),
        format_option(said),
    )
    return build("compare", compare, said, *options)


def _compared(
    written: tuple[str, str], asked: str | None, seconds: int | None, rules_dir: str | None, output: str
) -> Compared:
    from flerpart_flow.cli.input.rule_sets import named, routine_of, rules_named
    from flerpart_flow.proof.compare import SECONDS, NoExamples, compare_rules

    names = tuple(map(named, written))
    for one in names:  # an overlay after a version is no file of that name, so that the output knows nothing of it
        if one.path is not None and Path(output).is_file() and Path(output).samefile(one.path):
            raise Trouble("ut_in", where=output)
    routine, registry = routine_of(names, asked), loading.registry_in(rules_dir)
    a, b = (rules_named(one, routine, registry) for one in names)
    try:
        return compare_rules(routine, a, b, float(seconds or SECONDS))
    except NoExamples:
        raise Trouble("inga_exempel", where="--routine") from None


def _linted(compared: Compared, wanted: bool) -> Any:
    if not wanted:
        return None
    from flerpart_flow.proof.compare.linting import lint

    return lint(compared.routine, compared.b)


def _written(compared: Compared, folder: Path) -> dict[int, Path]:
    """Each case as a log in the folder; its path by the identity of the change that it shows. Raises Trouble."""
    from flerpart_flow.proof.compare import ActChange, log_of

    found: dict[int, Path] = {}
    logs: dict[str, str] = {}
    for change in compared.changes:
        if isinstance(change, ActChange):
            parts = [change.event, change.phase, change.by, change.turn.value]
        else:
            parts = [change.name, change.shift.value]
        name = f"{'-'.join(parts).replace(':', '_')}.jsonl"
        logs[name] = "".join(log_of(change))
        found[id(change)] = folder / name
    write_in(folder, logs)
    return found
