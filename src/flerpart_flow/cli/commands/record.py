"""``record``: judge an event, and write it as the next line of its case if the routine allows it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import click

from flerpart_flow.cli.errors import REFUSED, FlowTrouble, Trouble, choose_of_many, unreadable
from flerpart_flow.cli.group import build
from flerpart_flow.cli.input import loading, stores
from flerpart_flow.cli.input.fields import all_wrong, content
from flerpart_flow.cli.input.options import Number, format_option, log_argument, overlay_option, rules_dir_option
from flerpart_flow.cli.output import refuse_target, write_json, write_page
from flerpart_flow.cli.pages.page import Page
from flerpart_flow.texts import Texts

if TYPE_CHECKING:
    from flerpart_flow.engine.judging.case import Case
    from flerpart_flow.engine.judging.decision import Decision
    from flerpart_flow.engine.record.events import Event
    from flerpart_flow.engine.rules.registry import RulesRegistry

WRITTEN, THERE, REFUSED_IT, TRIED = "skriven", "fanns", "nekad", "prov"
"""What became of the line; each is the key of a text."""


def command(said: Texts) -> click.Command:
    """The command in a language."""

    def record(
        log: str, event: str, pairs: tuple[str, ...], by: str, recorded_by: str | None, at: str | None, nr: int | None,
        new: str | None, reference: str | None, municipality: str | None, dry_run: bool, overlay: str | None,
        rules_dir: str | None, form: str, output: str,
    ) -> int:  # fmt: skip
        if log == loading.STDIN and not stores.asked():
            raise Trouble("record_stdin")
        refuse_target(output)  # first: what is written to the case stands, whatever becomes of the answer
        now = loading.moment(None).replace(microsecond=0)
        case = _case(log, new, reference, municipality, overlay, loading.registry_in(rules_dir))
        made = _event(case, event, pairs, {"by": by, "recorded_by": recorded_by}, at, now)
        if nr is not None and nr != len(case.lines) + 1:
            became, decision = THERE, _there(case, made, nr)
        else:
            nr, (after, decision) = len(case.lines) + 1, _judged(log, case, made, now)
            became = REFUSED_IT if not decision.allowed else TRIED if dry_run else WRITTEN
            if became == WRITTEN:
                _write(log, after, now, new is not None)
        if form == "json":
            write_json(_data(log, case, decision, nr, became, said), output)
        else:
            write_page(_page(case, decision, nr, became, said), output)
        return REFUSED if became == REFUSED_IT else 0

    def option(name: str, meta: str, text: str, **more: Any) -> click.Option:
        return click.Option([name], metavar=said.raw(f"cli.meta.{meta}"), help=said.raw(f"cli.val.{text}"), **more)

    arguments = (
        log_argument(said),
        click.Argument(["event"], metavar=said.raw("cli.meta.handelse")),
        click.Argument(["pairs"], nargs=-1, metavar=f"[{said.raw('cli.meta.falt')}]..."),
    )
    options = (
        option("--by", "vem", "by", required=True),
        option("--recorded-by", "vem", "recorded_by"),
        option("--at", "tid", "record_at"),
        option("--nr", "antal", "nr", type=Number(1, said)),
        option("--new", "rutin", "new"),
        click.Option(["--case", "reference"], metavar=said.raw("cli.meta.arende"), help=said.raw("cli.val.new_case")),
        option("--municipality", "kommun", "new_municipality"),
        click.Option(["--dry-run"], is_flag=True, help=said.raw("cli.val.dry_run")),
    )
    rules = (overlay_option(said), rules_dir_option(said))
    return build("record", record, said, *arguments, *options, format_option(said), *rules)


def _moment(written: str) -> datetime:
    """When the event happened: a time, since a day alone would make it the last moment of the day."""
    from flerpart_flow.engine.values.clock import NotATime, parse_time

    try:
        return parse_time(written)
    except NotATime as error:
        raise Trouble("record_tid" if error.reason == "format" else f"tid.{error.reason}", where="--at") from None


def _case(
    log: str,
    new: str | None,
    reference: str | None,
    municipality: str | None,
    overlay: str | None,
    registry: RulesRegistry | None,
) -> Case:
    """The case that the log holds, or a new one, pinned to the rules of today."""
    if new is None:
        if reference is not None or municipality is not None:
            raise Trouble("record_ny")
        return loading.case_in(log, overlay, registry)
    from flerpart_flow.engine.errors import EventError
    from flerpart_flow.engine.judging.case import open_case

    if stores.asked() and reference not in (None, log):
        raise Trouble("record_tva_beteckningar", where="--case")
    name = log if stores.asked() else reference
    if name is None:
        raise Trouble("record_beteckning")
    rules = None if overlay is None else loading.rules_under(overlay, new)
    try:
        return open_case(loading.routine(new), name, rules=rules, municipality=municipality, registry=registry)
    except EventError as error:
        raise FlowTrouble(error, "--municipality" if error.field == "municipality" else None) from None


def _event(
    case: Case, name: str, pairs: tuple[str, ...], who: dict[str, str | None], at: str | None, now: datetime
) -> Event:
    """The event, without a number and without when it is written down. Raises Trouble for all that is wrong with it."""
    from flerpart_flow.engine.errors import EventError

    kind = case.routine.events.get(name)
    if kind is None:
        raise choose_of_many("handelse", name.lower(), case.routine.events)
    held, wrong = content(kind, pairs)
    met: list[Trouble | EventError] = [*wrong]
    occurred = now
    try:
        occurred = now if at is None else _moment(at)
    except Trouble as trouble:
        met.append(trouble)
    stated = {"occurred_at": occurred, **who, **held}
    try:
        event = kind(**stated)
    except EventError as error:
        met.append(error)
    else:
        if not met:
            return event
    raise all_wrong(kind, stated, case.rules, _OPTIONS, met)


_OPTIONS: Final = {"by": "--by", "recorded_by": "--recorded-by", "occurred_at": "--at"}
"""Where the fields of an event are given that are options of the command."""


def _judged(log: str, case: Case, event: Event, now: datetime) -> tuple[Case, Decision]:
    from flerpart_flow.engine.errors import EventError, RulesError
    from flerpart_flow.engine.record.events import to_data

    try:
        return case.record(event, now)
    except EventError as error:
        stated = {name: value for name, value in to_data(event).items() if name != "event"}
        raise all_wrong(type(event), stated, case.rules, _OPTIONS, [error]) from None
    except RulesError as error:  # those that the case stands under, or is to move to
        raise FlowTrouble(error, log) from None


def _there(case: Case, event: Event, nr: int) -> Decision:
    """The decision on a line that the case has under the number already, if it is the same but for when it was written.

    Raises FlowTrouble, a conflict, for any other.
    """
    from flerpart_flow.engine.errors import WriteConflict
    from flerpart_flow.engine.record.events import to_data

    count = len(case.lines)
    if nr <= count:
        there = case.lines[nr - 1]
        if to_data(event.placed(nr, there.recorded_at)) == to_data(there):
            return next(one for one in case.replayed() if one.nr == nr).decisions[-1]
    code = "lager.fler_rader" if nr <= count else "lager.farre_rader"
    raise FlowTrouble(WriteConflict(code, ref=case.header.case, nr=count + 1))


def _write(log: str, case: Case, now: datetime, new: bool) -> None:
    """Write the last line of the case, to the store or to the file."""
    from flerpart_flow.engine.errors import FileError, StoreError, WriteConflict
    from flerpart_flow.engine.journal.log_file import write_log_file

    nr = len(case.lines)
    last = case.lines[nr - 1]
    try:
        if stores.asked():
            entries = (case.header, last) if new else (last,)
            stores.opened(create=new).append(case.header.case, entries, 0 if new else nr, _due(case, now))
        else:
            write_log_file(log, case)
    except (StoreError, FileError) as error:
        if new and isinstance(error, WriteConflict) and error.code in _OTHER_LINES:
            error = WriteConflict("fil.finns_redan", path=log)
        raise stores.trouble(error, log) from None
    except OSError as error:
        raise unreadable(log, error) from None


_OTHER_LINES: Final = {"fil.fler_rader", "fil.andra_rader"}
"""What is said of a file that has lines already, other than those of a case that was read from it."""


def _due(case: Case, now: datetime) -> datetime | None:
    """When the next last day of a duty is over, so that a host who asks the store looks at the case again."""
    from flerpart_flow.engine.values.clock import end_of_day

    ends = (end_of_day(duty.due) for duty in case.duties(now) if duty.due is not None and duty.ended_at is None)
    return min((end for end in ends if end > now), default=None)


def _data(log: str, case: Case, decision: Decision, nr: int, became: str, said: Texts) -> dict[str, Any]:
    from flerpart_flow.cli.shapes import shapes
    from flerpart_flow.engine.values.clock import format_time
    from flerpart_flow.words import to_json

    event = decision.event
    return {
        "format": shapes.mark("record"),
        **shapes.case_of(log, case),
        "nr": nr,
        "written": became == WRITTEN,
        "already_there": became == THERE,
        "occurred_at": format_time(event.occurred_at),
        "recorded_at": format_time(event.recorded_at),
        "recorded_by": event.recorder,
        **to_json(decision, case, said.lang),
    }


def _page(case: Case, decision: Decision, nr: int, became: str, said: Texts) -> Page:
    from flerpart_flow.cli.pages.answers import tell_decision
    from flerpart_flow.cli.pages.telling import about_case
    from flerpart_flow.engine.words.reasons import texts_for

    named = texts_for(case.rules, said.lang)
    page = Page()
    about_case(page, case, named)
    page.blank()
    if became != THERE:
        tell_decision(page, decision, case, named)
    page.line(named.say(f"cli.record.{became}", nr=nr))
    return page
