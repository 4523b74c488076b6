"""``why``: may this event happen now, and if not: which norms, what is missing, who can cure it?"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import click

from flerpart_flow.cli.errors import REFUSED, FlowTrouble, Trouble, choose_of_many, together
from flerpart_flow.cli.group import build
from flerpart_flow.cli.input import loading
from flerpart_flow.cli.input.fields import all_wrong, content
from flerpart_flow.cli.input.options import at_option, format_option, log_argument, overlay_option, rules_dir_option
from flerpart_flow.cli.output import write_json, write_page
from flerpart_flow.cli.pages.page import Page
from flerpart_flow.texts import Texts

if TYPE_CHECKING:
    from flerpart_flow.engine.judging.case import Case
    from flerpart_flow.engine.judging.decision import Decision
    from flerpart_flow.engine.judging.queries import Possible
    from flerpart_flow.engine.record.events import Event
    from flerpart_flow.engine.review.cures import Cures
    from flerpart_flow.seen import Seen


def command(said: Texts) -> click.Command:
    """The command in a language."""

    def why(
        log: str,
        event: str,
        pairs: tuple[str, ...],
        by: str | None,
        at: str | None,
        form: str,
        overlay: str | None,
        rules_dir: str | None,
        output: str,
        cures: bool,
    ) -> int:
        case = loading.case_in(log, overlay, loading.registry_in(rules_dir))
        kind = case.routine.events.get(event)
        if kind is None:
            raise choose_of_many("handelse", event.lower(), case.routine.events)
        moment = loading.moment(at)
        seen = None if by is None else _seen(case, by, moment)
        if seen is not None and seen.state is None:
            answer = None
        else:
            answer = _asked(case, kind, moment, by) if not pairs else _decided(case, kind, moment, by, pairs)
        whole = seen is None or seen.whole
        found = _cures(case, kind, answer, moment, by) if cures and whole and answer is not None else None
        if form == "json":
            data = _data(log, case, kind.name, answer, moment, said, seen)
            write_json({**data, "cures": _cures_data(found, case, said)} if cures else data, output)
        else:
            page = _page(log, case, answer, moment, said, seen)
            if cures and answer is not None and not _yes(answer):
                _tell_cures(page, found, case, said)
            write_page(page, output)
        return 0 if answer is not None and _yes(answer) else REFUSED

    arguments = (
        log_argument(said),
        click.Argument(["event"], metavar=said.raw("cli.meta.handelse")),
        click.Argument(["pairs"], nargs=-1, metavar=f"[{said.raw('cli.meta.falt')}]..."),
    )
    by = click.Option(["--by"], metavar=said.raw("cli.meta.vem"), help=said.raw("cli.val.by"))
    cures = click.Option(["--cures"], is_flag=True, help=said.raw("cli.val.kurer"))
    options = (by, cures, at_option(said), format_option(said), overlay_option(said), rules_dir_option(said))
    return build("why", why, said, *arguments, *options)


def _seen(case: Case, by: str, at: datetime) -> Seen:
    """What the one who asks may see."""
    from flerpart_flow.seen import seen_by

    loading.check_known([case], by)
    return seen_by(case, by, at)


def _asked(case: Case, kind: type[Event], at: datetime, by: str | None) -> Possible | Decision:
    """The answer to a question without content, of whoever has the role or of the one who asks.

    A plain yes to one who asks is an event that is whole already, so that what would follow can be told too.
    """
    from flerpart_flow.engine.errors import EventError, RulesNotInstalled
    from flerpart_flow.engine.judging.decision import Decision
    from flerpart_flow.engine.judging.queries import Answer

    try:
        answer = case.why_not(kind, at) if by is None else _seen_by(case, kind, by, at)
    except RulesNotInstalled as error:
        raise FlowTrouble(error, None) from None
    except EventError as error:
        raise FlowTrouble(error, "--by" if error.field == "by" else None) from None
    assert answer is not None, "asked of one who sees something of the case"
    assert not isinstance(answer, Decision), "asked of a kind, without content"
    return answer if by is None or answer.answer is not Answer.YES else _decided(case, kind, at, by, ())


def _seen_by(case: Case, kind: type[Event], by: str, at: datetime) -> Possible | Decision | None:
    from flerpart_flow.seen import why_seen

    return why_seen(case, kind, by, at)


def _decided(
    case: Case, kind: type[Event], at: datetime, by: str | None, pairs: tuple[str, ...]
) -> Possible | Decision:
    """The decision on an event with content, as far as the one who asks may know. It is written down now, by whoever
    leads if the one who acts can't; where nobody asks, by whoever wrote the last line.
    """
    from flerpart_flow.engine.errors import EventError, RulesNotInstalled
    from flerpart_flow.seen import why_seen
    from flerpart_flow.seen.asked import writer_for

    held, wrong = content(kind, pairs)
    try:
        actor = by or _only_holder(case, kind, at)
    except Trouble as unknown:
        raise together([*wrong, unknown]) from None
    last = case.lines[-1] if len(case.lines) else None
    if by is not None:
        writer = writer_for(case, by, at)
    else:
        writer = None if last is None or case.rules.vocabulary.has("enhet", actor) else last.recorder
    stated = {"occurred_at": at, "by": actor, "recorded_by": writer, **held}
    if wrong:
        raise all_wrong(kind, stated, case.rules, _OPTIONS, wrong)
    try:
        if by is not None:
            event = kind(**stated)
            answer = why_seen(case, event, by)
            assert answer is not None, "asked of one who sees something of the case"
            return answer
        recorded = at if last is None else max(at, last.recorded_at)
        return case.decide(kind(recorded_at=recorded, **stated))
    except RulesNotInstalled as error:
        raise FlowTrouble(error, None) from None
    except EventError as error:
        raise all_wrong(kind, stated, case.rules, _OPTIONS, [error]) from None


_OPTIONS: Final = {"by": "--by", "recorded_by": "--by"}
"""Where the fields of an event are given that are options of the command."""


def _cures(case: Case, kind: type[Event], answer: Possible | Decision, at: datetime, by: str | None) -> Cures:
    """The smallest cures: of the event as it was asked about, or of its kind."""
    from flerpart_flow.engine.judging.decision import Decision
    from flerpart_flow.engine.review.cures import minimal_cures

    return minimal_cures(case, answer.event if isinstance(answer, Decision) else kind, at, by)


def _cures_data(found: Cures | None, case: Case, said: Texts) -> Any:
    from flerpart_flow.words import to_json

    return None if found is None else to_json(found, case, said.lang)


def _tell_cures(page: Page, found: Cures | None, case: Case, said: Texts) -> None:
    from flerpart_flow.cli.pages.answers import tell_cures
    from flerpart_flow.engine.words.reasons import texts_for

    page.blank()
    tell_cures(page, found, texts_for(case.rules, said.lang))


def _only_holder(case: Case, kind: type[Event], at: datetime) -> str:
    """The one who has the role that the event takes, when it is one."""
    holders: tuple[str, ...] = getattr(case.why_not(kind, at), "holders", ())
    if len(holders) != 1:
        raise Trouble("vem", where="--by")
    return holders[0]


def _yes(answer: Possible | Decision) -> bool:
    from flerpart_flow.engine.judging.decision import Decision
    from flerpart_flow.engine.judging.queries import Answer

    if isinstance(answer, Decision):
        return answer.allowed
    return answer.answer is not Answer.NO


def _data(
    log: str, case: Case, event: str, answer: Possible | Decision | None, at: datetime, said: Texts, seen: Seen | None
) -> dict[str, Any]:
    from flerpart_flow.cli.shapes import shapes
    from flerpart_flow.engine.values.clock import format_time
    from flerpart_flow.words import to_json
    from flerpart_flow.words.sentences import later_than

    head = {
        "format": shapes.mark("why"),
        **shapes.shown_to(log, case, seen),
        "at": format_time(at),
        "later_lines": later_than(case, at) if seen is None or seen.whole else None,
    }
    if answer is None:  # nothing is shown to the one who asks, and what they may do isn't looked into
        about = {"event": event, "label": said.label("handelser", event), "answer": "no"}
        return {**head, "phase": None, **about, "findings": [], "decided": None}
    told = to_json(answer, case, said.lang)
    decided = {} if "decided" in told else {"decided": None}
    return {**head, "phase": case.state_at(at).phase if seen is None else seen.phase, **told, **decided}


def _page(
    log: str, case: Case, answer: Possible | Decision | None, at: datetime, said: Texts, seen: Seen | None
) -> Page:
    from flerpart_flow.cli.pages.answers import tell_decision, tell_possible
    from flerpart_flow.cli.pages.telling import about_case, tell_later
    from flerpart_flow.engine.judging.decision import Decision
    from flerpart_flow.engine.words.reasons import texts_for

    said = texts_for(case.rules, said.lang)
    page, whole = Page(), seen is None or seen.whole
    if seen is not None and seen.case is None:
        from flerpart_flow.cli.pages.seen import tell_nothing

        tell_nothing(page, seen, said)
        return page
    about_case(page, case, said, whole)
    if answer is None:
        page.line(said.say("cli.status.lage", tid=at))
        page.line(said.raw("cli.sedd.inget_begars"))
        return page
    phase = case.state_at(at).phase if seen is None else seen.phase
    page.line(f"{said.say('cli.status.lage', tid=at)} {said.say('cli.fas', fas=phase)}.")
    if whole:
        tell_later(page, case, at, said)
    page.blank()
    if isinstance(answer, Decision):
        tell_decision(page, answer, case, said)
    else:
        tell_possible(page, answer, case, loading.shown(log), said)
    return page
