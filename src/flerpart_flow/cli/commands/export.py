"""``export``: a routine, the form of meeting or the courses of many cases in a format that other tools read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from flerpart_flow.cli.errors import DAMAGED, FlowTrouble, Trouble, report, unreadable
from flerpart_flow.cli.group import build
from flerpart_flow.cli.input import loading
from flerpart_flow.cli.input.many import count_logs, in_words, progress
from flerpart_flow.cli.input.options import Choice, Number, overlay_option, rules_dir_option
from flerpart_flow.cli.input.spreading import PLACES, spread_options, spreading
from flerpart_flow.cli.output import refuse_target, write, write_json
from flerpart_flow.texts import Texts

if TYPE_CHECKING:
    from flerpart_flow.across.report import Trouble as LogTrouble

OCEL: Final = "ocel"
FORMATS: Final = ("bpmn", "cmmn", "dmn", OCEL)
OF_A_ROUTINE: Final = ("bpmn", "cmmn")
LEAST: Final = 3
MIN_GROUP: Final = 5


def command(said: Texts) -> click.Command:
    """The command in a language."""

    def export(
        export_format: str,
        export_folder: str | None,
        routine: str | None,
        at: str | None,
        min_group: int | None,
        jobs: int | None,
        on: str | None,
        overlay: str | None,
        rules_dir: str | None,
        output: str,
    ) -> int:
        of_cases = {said.raw("cli.meta.mapp"): export_folder, "--at": at, "--min-group": min_group}
        of_cases |= {"--jobs": jobs, "--on": None if on == PLACES[0] else on}
        given: dict[str, tuple[Any, tuple[str, ...]]] = {"--routine": (routine, OF_A_ROUTINE)}
        given |= {name: (value, (OCEL,)) for name, value in (of_cases | {"--rules-dir": rules_dir}).items()}
        _check(export_format, given)
        if export_format != OCEL:
            write(_made(export_format, routine, overlay, said), output)
            return 0
        if export_folder is None:
            raise Trouble("export_mapp")
        refuse_target(output)
        held = loading.read_overlay(overlay)
        loading.registry_in(rules_dir)  # what is wrong with the folder is told once, before any log is read
        asked = {"at": loading.moment(at), "min_group": min_group or MIN_GROUP, "jobs": jobs, "on": on}
        return _courses(export_folder, {**asked, "overlay": held, "rules_dir": rules_dir}, overlay, output, said)

    number = said.raw("cli.meta.antal")
    options = (
        click.Argument(["export_format"], type=Choice(FORMATS, said), metavar=f"[{'|'.join(FORMATS)}]"),
        click.Argument(["export_folder"], required=False, metavar=f"[{said.raw('cli.meta.mapp')}]"),
        click.Option(["--routine"], metavar=said.raw("cli.meta.rutin"), help=said.raw("cli.val.export_routine")),
        click.Option(["--at"], metavar=said.raw("cli.meta.tid"), help=said.raw("cli.val.export_at")),
        click.Option(["--min-group"], type=Number(LEAST, said), metavar=number, help=said.raw("cli.val.min_group")),
        *spread_options(said),
        overlay_option(said),
        rules_dir_option(said),
    )
    return build("export", export, said, *options)


def _check(form: str, given: dict[str, tuple[Any, tuple[str, ...]]]) -> None:
    """Refuse what the format has no use for. Raises Trouble, which names the formats that have."""
    for where, (value, formats) in given.items():
        if value is not None and form not in formats:
            raise Trouble("export_val", where=where, choices=formats)


def _made(form: str, routine: str | None, overlay: str | None, said: Texts) -> str:
    """The definition in a format, under the newest rules."""
    from flerpart_flow.export import as_bpmn, as_cmmn, as_dmn

    rules = loading.rules_under(overlay, routine)
    if form == "dmn":
        return as_dmn(rules=rules, lang=said.lang)
    as_text = as_bpmn if form == "bpmn" else as_cmmn
    return as_text(loading.routine(routine), rules=rules, lang=said.lang)


def _courses(folder: str, asked: dict[str, Any], overlay: str | None, output: str, said: Texts) -> int:
    """The courses of the cases in a folder. What can't be read is told of, and the rest is written."""
    from flerpart_flow.across.report.reading.folder import logs_in
    from flerpart_flow.engine.errors import RulesError
    from flerpart_flow.export import ocel_of

    damaged = False

    def told(trouble: LogTrouble) -> None:
        nonlocal damaged
        damaged = damaged or trouble.damaged
        report(in_words(trouble), said)

    logs = count_logs(folder, said)
    try:
        with spreading(), progress(logs, said) as done:
            found = ocel_of(logs_in(folder, odd=True), **asked, lang=said.lang, on_trouble=told, on_progress=done)
    except RulesError as error:
        raise FlowTrouble(error, overlay) from None
    except OSError as error:
        raise unreadable(str(error.filename or folder), error) from None
    write_json(found, output)
    return DAMAGED if damaged else 0
