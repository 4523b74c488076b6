"""``export``: a routine, the form of meeting or the courses of many cases in a format that other tools read."""

from __future__ import annotations

from typing import Any, Final

import click

from flerpart_flow.cli.errors import FlowTrouble, Trouble
from flerpart_flow.cli.group import build
from flerpart_flow.cli.input import loading, many, stores
from flerpart_flow.cli.input.options import Choice, Number, overlay_option, rules_dir_option
from flerpart_flow.cli.input.spreading import PLACES, spread_options, spreading
from flerpart_flow.cli.output import refuse_target, write, write_json
from flerpart_flow.texts import Texts

OCEL: Final = "ocel"
FORMATS: Final = ("bpmn", "cmmn", "dmn", OCEL)
OF_A_ROUTINE: Final = ("bpmn", "cmmn")
LEAST: Final = 3
MIN_GROUP: Final = 5


def command(said: Texts) -> click.Command:
    """The command in a language."""

    def export(
        export_format: str,
        folder: str | None,
        routine: str | None,
        at: str | None,
        min_group: int | None,
        jobs: int | None,
        on: str | None,
        overlay: str | None,
        rules_dir: str | None,
        output: str,
    ) -> int:
        of_cases = {
            said.raw("cli.meta.mapp"): folder,
            "--store": stores.address(),
            "--at": at,
            "--min-group": min_group,
            "--jobs": jobs,
            "--on": None if on == PLACES[0] else on,
            "--rules-dir": rules_dir,
        }
        given: dict[str, tuple[Any, tuple[str, ...]]] = {"--routine": (routine, OF_A_ROUTINE)}
        given |= {name: (value, (OCEL,)) for name, value in of_cases.items()}
        _check(export_format, given)
        if export_format != OCEL:
            write(_made(export_format, routine, overlay, said), output)
            return 0
        store = many.store_asked(folder)
        refuse_target(output)
        held = loading.read_overlay(overlay)
        loading.registry_in(rules_dir)  # what is wrong with the folder is told once, before any log is read
        asked = {"at": loading.moment(at), "min_group": min_group or MIN_GROUP, "jobs": jobs, "on": on}
        asked |= {"overlay": held, "rules_dir": rules_dir, "store": store}
        return _courses(folder, asked, overlay, output, said)

    number = said.raw("cli.meta.antal")
    options = (
        click.Argument(["export_format"], type=Choice(FORMATS, said), metavar=f"[{'|'.join(FORMATS)}]"),
        many.folder_argument(said),
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


def _courses(folder: str | None, asked: dict[str, Any], overlay: str | None, output: str, said: Texts) -> int:
    """The courses of the cases. What can't be read is told of, and the rest is written."""
    from flerpart_flow.engine.errors import RulesError, StoreError
    from flerpart_flow.export import ocel_of

    left_out = many.LeftOut(said)
    logs = many.count_logs(folder, said)
    try:
        with spreading(), many.progress(logs, said) as done:
            found = ocel_of(many.names_in(folder), **asked, lang=said.lang, on_trouble=left_out, on_progress=done)
    except RulesError as error:
        raise FlowTrouble(error, overlay) from None
    except StoreError as error:
        raise stores.trouble(error, "--store") from None
    write_json(found, output)
    return left_out.exit_code
