"""``report``: figures over a folder of logs, in which nobody can be found."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flerpart_flow.cli.errors import FlowTrouble, unreadable
from flerpart_flow.cli.group import build
from flerpart_flow.cli.input import loading, many, stores
from flerpart_flow.cli.input.many import LeftOut, Progressed, count_logs, progress
from flerpart_flow.cli.input.options import Number, format_option, overlay_option, rules_dir_option
from flerpart_flow.cli.input.spreading import spread_options, spreading
from flerpart_flow.cli.output import write, write_json, write_page
from flerpart_flow.texts import Texts

if TYPE_CHECKING:
    from flerpart_flow.across.report import Report

FORMATS = ("text", "json", "markdown", "html")
LEAST = 3
MIN_GROUP = 5


def command(said: Texts) -> click.Command:
    """The command in a language."""

    def run(
        folder: str | None,
        at: str | None,
        form: str,
        min_group: int,
        previous: str | None,
        jobs: int | None,
        on: str,
        overlay: str | None,
        rules_dir: str | None,
        output: str,
    ) -> int:
        store = many.store_asked(folder)
        moment = loading.moment(at)
        earlier = _previous(previous)
        held = loading.read_overlay(overlay)
        logs = count_logs(folder, said)
        left_out = LeftOut(said)
        from flerpart_flow.across.report import report as over

        loading.registry_in(rules_dir)  # what is wrong with the folder is told once, before any log is read
        ask = partial(
            over,
            at=moment,
            min_group=min_group,
            previous=earlier,
            jobs=jobs,
            on=on,
            overlay=held,
            rules_dir=rules_dir,
            store=store,
            on_trouble=left_out,
        )
        found = _asked(ask, folder, (overlay, previous), progress(logs, said))
        _write(found, form, output, said)
        return left_out.exit_code

    at_option = click.Option(["--at"], metavar=said.raw("cli.meta.tid"), help=said.raw("cli.val.report_at"))
    number = said.raw("cli.meta.antal")
    least = click.Option(
        ["--min-group"],
        type=Number(LEAST, said),
        default=MIN_GROUP,
        metavar=number,
        help=said.raw("cli.val.min_group"),
    )
    previous = click.Option(["--previous"], metavar=said.raw("cli.meta.fil"), help=said.raw("cli.val.previous"))
    form = format_option(said, FORMATS, "report_format")
    options = (at_option, form, least, previous, *spread_options(said), overlay_option(said), rules_dir_option(said))
    return build("report", run, said, many.folder_argument(said), *options)


def _previous(path: str | None) -> Any:
    """An earlier report, as JSON has it; None if there is none. What it says is read by the report."""
    if path is None:
        return None
    from flerpart_flow.across.logs.folder import fault_of
    from flerpart_flow.across.report.figures.previous import FORMAT, NotAReport

    if (fault := fault_of(path)) is not None:
        raise unreadable(path, fault)
    try:
        found = json.loads(Path(path).read_bytes())
    except OSError as error:
        raise unreadable(path, error) from None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise FlowTrouble(NotAReport("rapport.ingen", format=FORMAT), path)
    return found


def _asked(
    ask: Callable[..., Report],
    folder: str | None,
    given: tuple[str | None, str | None],
    progress: AbstractContextManager[Progressed],
) -> Report:
    """The report on a folder, with progress on a terminal; what is given are an overlay and an earlier report."""
    from flerpart_flow.across.report.figures.previous import NotAReport
    from flerpart_flow.engine.errors import RulesError, StoreError

    try:
        with spreading(), progress as done:
            return ask(many.names_in(folder), on_progress=done)
    except RulesError as error:
        raise FlowTrouble(error, given[0]) from None
    except NotAReport as error:
        raise FlowTrouble(error, given[1]) from None
    except StoreError as error:
        raise stores.trouble(error, "--store") from None


def _write(found: Report, form: str, output: str, said: Texts) -> None:
    from flerpart_flow.across.report import as_html, as_markdown

    if form == "json":
        write_json(found.to_data(), output)
    elif form == "markdown":
        write(as_markdown(found, said.lang), output)
    elif form == "html":
        write(as_html(found, said.lang), output)
    else:
        from flerpart_flow.cli.pages.report_page import page

        write_page(page(found, said.lang), output)
