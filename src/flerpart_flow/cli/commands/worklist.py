"""``worklist``: what is late, what is due this week and what waits for whom, over a folder of logs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from flerpart_flow.cli.errors import FlowTrouble
from flerpart_flow.cli.group import build
from flerpart_flow.cli.input import loading, many, stores
from flerpart_flow.cli.input.options import at_option, format_option, overlays_option, party_option, rules_dir_option
from flerpart_flow.cli.input.overlays import Overlays
from flerpart_flow.cli.input.spreading import spread_options, spreading
from flerpart_flow.cli.output import write_json, write_page
from flerpart_flow.cli.pages.page import Page
from flerpart_flow.texts import Texts

if TYPE_CHECKING:
    from flerpart_flow.across.work import Work
    from flerpart_flow.engine.rules.registry import RulesRegistry


def command(said: Texts) -> click.Command:
    """The command in a language."""

    def run(
        folder: str | None,
        by: str | None,
        at: str | None,
        form: str,
        overlays: tuple[str, ...],
        rules_dir: str | None,
        jobs: int | None,
        on: str,
        output: str,
    ) -> int:
        store, moment = many.store_asked(folder), loading.moment(at)
        registry = loading.registry_in(rules_dir)  # what is wrong with it is told before any log is read
        logs = _logs(folder)
        held = Overlays(overlays, ())
        over = partial(_over, rules_dir=rules_dir, jobs=jobs, on=on, store=store)
        left_out = many.LeftOut(said)
        work = _asked(logs, moment, said, by, held, partial(over, on_trouble=left_out))
        found = work.found
        counts = {"damaged": left_out.damaged, "other_rules": left_out.other_rules, "not_open": work.not_open}
        counts["copies"] = work.copies
        for name in work.routines:
            held.of(name)
        held.check_used(tuple(work.routines))
        if form == "json":
            from flerpart_flow.cli.shapes import agenda as shape
            from flerpart_flow.cli.shapes import shapes
            from flerpart_flow.engine.values.clock import format_time

            rows = [shape.item(one) for one in found.items]
            about = {"at": format_time(moment), "by": by, "cases": found.cases}
            waits = {bearer: len(items) for bearer, items in found.waits_for().items()}
            said_of = {"left_out": counts, "items": rows, "waits_for": waits}
            write_json({"format": shapes.mark("worklist"), **about, **said_of}, output)
        else:
            from flerpart_flow.cli.pages.listing import tell_left_out, tell_work

            page = Page()
            page.heading(said.say("cli.worklist.rubrik", tid=moment))
            tell_work(page, found, said, _named(work.routines, held, registry, said))
            tell_left_out(page, counts, said)
            write_page(page, output)
        return left_out.exit_code

    argument = many.folder_argument(said)
    options = (party_option(said), at_option(said), format_option(said), overlays_option(said), rules_dir_option(said))
    return build("worklist", run, said, argument, *options, *spread_options(said))


def _over(logs: Sequence[str], **given: Any) -> Work:
    """The work list over logs; loaded when it is asked for."""
    from flerpart_flow.across.work import worklist_over

    return worklist_over(logs, **given)


def _asked(
    logs: Sequence[str], at: datetime, said: Texts, by: str | None, held: Overlays, over: Callable[..., Work]
) -> Work:
    """The work list. Raises Trouble."""
    from flerpart_flow.engine.errors import EventError, RulesError, StoreError

    try:
        with spreading():
            return over(logs, at=at, lang=said.lang, by=by, overlays=held.by_routine())
    except EventError as error:
        raise FlowTrouble(error, "--by") from None
    except RulesError as error:
        raise FlowTrouble(error, held.culprit()) from None
    except StoreError as error:
        raise stores.trouble(error, "--store") from None


def _named(
    routines: Mapping[str, str], held: Overlays, registry: RulesRegistry | None, said: Texts
) -> Callable[[str], Texts]:
    """The words of each routine's codes, as the rules of one of its logs have them."""
    from flerpart_flow.engine.words.reasons import texts_for

    found = {
        name: texts_for(loading.case_from(path, held, registry).rules, said.lang) for name, path in routines.items()
    }
    return found.__getitem__


def _logs(folder: str | None) -> list[str]:
    """The names of the logs, in order. Raises Trouble for none, and for what is no folder."""
    found = sorted(many.names_in(folder))
    if not found:
        raise many.none_there(folder)
    return found
