"""``status``: where a case stands, what may happen now, what is missing for the rest, who owes what by when.

With several logs: the same of each, and how they hang together.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from flerpart_flow.cli.errors import DAMAGED
from flerpart_flow.cli.group import build
from flerpart_flow.cli.input import loading
from flerpart_flow.cli.input.options import (
    at_option,
    format_option,
    lang_option,
    log_argument,
    overlays_option,
    rules_dir_option,
)
from flerpart_flow.cli.names import shown
from flerpart_flow.cli.output import write_json, write_page
from flerpart_flow.cli.pages import easy
from flerpart_flow.cli.pages.page import Page
from flerpart_flow.texts import EASY, Texts

if TYPE_CHECKING:
    from flerpart_flow.engine.definition.duties import Duty
    from flerpart_flow.engine.judging.case import Case
    from flerpart_flow.engine.judging.queries import Possible
    from flerpart_flow.seen import Seen


def command(said: Texts) -> click.Command:
    """The command in a language."""

    def status(
        logs: tuple[str, ...],
        by: str | None,
        at: str | None,
        form: str,
        overlays: tuple[str, ...],
        rules_dir: str | None,
        output: str,
        lang: str | None,
    ) -> int:
        cases = loading.cases_in(logs, overlays, loading.registry_in(rules_dir))
        moment = loading.moment(at)
        loading.check_known(cases, by)
        if lang == EASY:
            found = easy.read(cases, moment, by)
            if form == "json":
                from flerpart_flow.cli.shapes.easy import data

                write_json(data([loading.shown(log) for log in logs], cases, moment, found), output)
            else:
                write_page(easy.page_of(found), output)
        elif form == "json":
            write_json(_data(logs, cases, moment, said, by), output)
        else:
            write_page(_pages(logs, cases, moment, said, by), output)
        return _code(cases) if _sees_links(cases, moment, by) else 0

    asker = click.Option(["--by"], metavar=said.raw("cli.meta.vem"), help=said.raw("cli.val.by_status"))
    options = (
        asker,
        at_option(said),
        format_option(said),
        overlays_option(said),
        rules_dir_option(said),
        lang_option(said, easy=True),
    )
    return build("status", status, said, log_argument(said, many=True), *options)


def _sees_links(cases: Sequence[Case], at: datetime, by: str | None) -> bool:
    """Whether the one who asks may see how the cases hang together: one who may see each of them as a whole."""
    return by is None or all(_seen(case, at, by).whole for case in cases)


def _seen(case: Case, at: datetime, by: str) -> Seen:
    from flerpart_flow.seen import seen_by

    return seen_by(case, by, at)


def _code(cases: Sequence[Case]) -> int:
    """Damaged, where a link between the cases can't be right."""
    from flerpart_flow.cli.shapes.linking import faulty, found_among

    return DAMAGED if faulty(found_among(cases)) else 0


def _data(logs: Sequence[str], cases: Sequence[Case], at: datetime, said: Texts, by: str | None) -> dict[str, Any]:
    """The first log's own answer, and with it what there is to say of the others."""
    from flerpart_flow.cli.shapes import shapes
    from flerpart_flow.cli.shapes.linking import links_of

    names = [loading.shown(log) for log in logs]
    first, *others = (_one(name, case, at, said, by) for name, case in zip(names, cases, strict=True))
    links = links_of(cases, names, at, said) if _sees_links(cases, at, by) else {"findings": [], "handovers": []}
    return {"format": shapes.mark("status"), **first, "linked": others, "links": links}


def _one(log: str, case: Case, at: datetime, said: Texts, by: str | None) -> dict[str, Any]:
    from flerpart_flow.agenda.scene import days_of
    from flerpart_flow.cli.shapes import shapes
    from flerpart_flow.cli.shapes.agenda import entry
    from flerpart_flow.cli.shapes.seen import seen_of
    from flerpart_flow.engine.judging.queries import Answer
    from flerpart_flow.engine.review.hindered import hindered
    from flerpart_flow.engine.values.clock import format_time
    from flerpart_flow.engine.words.reasons import texts_for
    from flerpart_flow.words.hindered import hindrance_in_words
    from flerpart_flow.words.sentences import later_than

    named = texts_for(case.rules, said.lang)
    seen = None if by is None else _seen(case, at, by)
    state, phase = case.state_at(at) if seen is None else seen.state, None
    standing: list[str] = []
    if state is not None:
        phase, standing = state.phase, list(case.routine.outline.showing.standing(state.facts, named))
    answers, owed = _possible(case, at, seen), case.duties(at) if seen is None else seen.duties
    told: dict[Duty, dict[str, Any]] = {}
    if state is not None:
        for one, found in hindered(case, state, owed, at).items():
            told[one] = {"own": found.own, "text": hindrance_in_words(found, state.phase, case.rules, named)}
    whole = seen is None or seen.whole
    return {
        **shapes.shown_to(log, case, seen),
        "at": format_time(at),
        "by": by,
        "next": None if by is None else next((one.event for one in answers if one.answer is not Answer.NO), None),
        "phase": phase,
        "phase_label": None if phase is None else named.label("faser", phase),
        "standing": standing,
        "lines": len(case.lines) if whole else None,
        "later_lines": later_than(case, at) if whole else None,
        "possible": [shapes.possible(one, case.rules, named) for one in answers],
        "duties": [{**shapes.duty(one, named), "hindered": told.get(one)} for one in owed],
        "days": [] if state is None else [entry(one) for one in days_of(case, at, said.lang, by)],
        "proposals": [shapes.proposal(one, named) for one in (case.deviations(at) if seen is None else seen.proposals)],
        "seen": None if seen is None else seen_of(seen, named),
    }


def _pages(logs: Sequence[str], cases: Sequence[Case], at: datetime, said: Texts, by: str | None) -> Page:
    """Each case under the name of its log, and how they hang together; of one alone, its own page only."""
    from flerpart_flow.cli.shapes.linking import found_among, tell_faults, tell_links

    page = Page()
    for log, case in zip(logs, cases, strict=True):
        if len(cases) > 1:
            page.heading(shown(loading.shown(log)))
        _tell(page, case, at, said, by)
    if not _sees_links(cases, at, by):
        return page
    if len(cases) > 1:
        tell_links(page, cases, at, said)
    else:
        tell_faults(page, found_among(cases), said)
    return page


def _tell(page: Page, case: Case, at: datetime, said: Texts, by: str | None) -> None:
    from flerpart_flow.agenda.scene import days_of
    from flerpart_flow.cli.pages.listing import tell_entries
    from flerpart_flow.cli.pages.seen import tell_given, tell_nothing
    from flerpart_flow.cli.pages.telling import about_case, tell_later, tell_proposals
    from flerpart_flow.engine.words.reasons import texts_for

    seen = None if by is None else _seen(case, at, by)
    said = texts_for(case.rules, said.lang)
    if seen is not None and seen.case is None:
        tell_nothing(page, seen, said)
        return
    about_case(page, case, said, seen is None or seen.whole)
    page.line(said.say("cli.status.lage", tid=at))
    if seen is not None and seen.state is None:
        tell_given(page, seen, said)
        return
    if seen is None or seen.whole:
        tell_later(page, case, at, said)
    state = case.state_at(at) if seen is None or seen.state is None else seen.state
    page.heading(said.say("cli.fas", fas=state.phase))
    for text in case.routine.outline.showing.standing(state.facts, said):
        page.line(text, 2, hang=2)
    if seen is not None:
        page.line(said.say("cli.status.for_en", vem=by), 2, hang=2)
        tell_given(page, seen, said)
    if seen is None or seen.whole:  # of what one called sees, the summons has told
        tell_entries(page, days_of(case, at, said.lang, by), said)
    for tell in (_tell_possible, _tell_duties) if seen is None else (_tell_duties, _tell_possible):
        tell(page, case, at, said, seen)
    if seen is not None and not seen.whole:
        return
    page.heading(said.raw("cli.avvikelse.rubrik"))
    proposals = case.deviations(at) if seen is None else seen.proposals
    if proposals:
        tell_proposals(page, proposals, case.routine, state.facts, said)
    else:
        page.line(said.raw("cli.avvikelse.inga"), 2)


def _tell_possible(page: Page, case: Case, at: datetime, said: Texts, seen: Seen | None) -> None:
    from flerpart_flow.engine.judging.queries import Answer
    from flerpart_flow.words.shared_acts import with_limit

    answers = _possible(case, at, seen)
    now = [one for one in answers if one.answer is not Answer.NO]
    later = [one for one in answers if one.answer is Answer.NO and not _only_vacant(one)]
    page.heading(said.raw("cli.status.nu"))
    common = [one for one in now if not one.findings and _is_common(one, case)]
    for one in now:
        if one not in common:
            _tell_yes(page, one, case, said)
    if not now:
        page.line(said.raw("cli.status.inget"), 2)
    if common:
        named = [(said.label("handelser", one.event), with_limit(one.event, one.event, said)) for one in common]
        labels = "; ".join(f"{label} ({name})" for label, name in named)
        page.line(said.say("cli.status.vanliga", handelser=labels), 2, hang=2)
    if later:
        page.heading(said.raw("cli.status.inte_an"))
        for one in later:
            _tell_no(page, one, case, said)
    page.blank()
    page.line(said.raw("cli.status.andra_faser"), 2, "faint")


def _possible(case: Case, at: datetime, seen: Seen | None) -> list[Possible]:
    """The answers for every event of the phase; for one who asks, without what others do, the next step first.

    What meets a duty of theirs comes before the rest, in the order in which the duties are to be met.
    """
    from flerpart_flow.words.sentences import in_order

    if seen is None:
        return list(case.permitted(at))
    specs = case.routine.duty_index.specs
    meets = [kind.name for duty in in_order(seen.duties) for kind in specs[duty.name].meets]
    return sorted(
        seen.possible,
        key=lambda one: (meets.index(one.event) if one.event in meets else len(meets), _is_common(one, case)),
    )


def _is_common(one: Possible, case: Case) -> bool:
    """Whether most phases have the event, so that it says little about this one."""
    phases = case.routine.machine.events[one.event].transitions
    return 2 * len(phases) > len(case.routine.phases)


def _only_vacant(one: Possible) -> bool:
    """Whether all that stands in the way is that nobody has the role, as when no chair is offered to take over."""
    from flerpart_flow.engine.definition.moves import VACANT

    return all(finding.message == VACANT for finding in one.findings if finding.blocks)


def _tell_yes(page: Page, one: Possible, case: Case, said: Texts) -> None:
    from flerpart_flow.cli.pages.telling import tell_finding_shortly
    from flerpart_flow.words.sentences import capital, states, who
    from flerpart_flow.words.shared_acts import with_limit

    label = f"{capital(said.label('handelser', one.event))} ({one.event})"
    page.line(f"- {label} – {with_limit(who(one.role, one.holders, said), one.event, said)}", 2, hang=2)
    if one.states:
        page.line(said.say("cli.status.om", falt=states(one.states, said)), 6, "faint", hang=2)
    for finding in one.findings:
        tell_finding_shortly(page, finding, case.rules, said, 6)


def _tell_no(page: Page, one: Possible, case: Case, said: Texts) -> None:
    from flerpart_flow.cli.pages.telling import tell_finding_shortly
    from flerpart_flow.words.sentences import capital

    page.line(f"- {capital(said.label('handelser', one.event))} ({one.event})", 2, hang=2)
    for finding in one.findings:
        tell_finding_shortly(page, finding, case.rules, said, 6)


def _tell_duties(page: Page, case: Case, at: datetime, said: Texts, seen: Seen | None) -> None:
    from flerpart_flow.cli.pages.telling import tell_duty
    from flerpart_flow.engine.definition.duties import DutyState
    from flerpart_flow.engine.review.hindered import hindered
    from flerpart_flow.engine.values.clock import local_date
    from flerpart_flow.words.hindered import hindrance_in_words
    from flerpart_flow.words.sentences import in_order

    duties = case.duties(at) if seen is None else seen.duties
    state = case.state_at(at) if seen is None or seen.state is None else seen.state
    found = hindered(case, state, duties, at)
    standing, showing, facts = in_order(duties, found), case.routine.outline.showing, case.state_at(at).facts
    days = tuple(showing.dates(state.facts, case.rules)) if seen is None or seen.state is not None else ()
    page.heading(said.raw("cli.plikt.rubrik"))
    for duty in standing:
        tell_duty(page, duty, local_date(at), said, days=days)
        if duty in found:
            page.line(hindrance_in_words(found[duty], state.phase, case.rules, said), 6, hang=2)
        beside = None if seen is not None else showing.beside(facts, duty, case.rules, said, at)
        if beside is not None:
            page.line(beside, 6, hang=2)
    if not standing:
        page.line(said.raw("cli.plikt.inga"), 2)
    met = sum(1 for duty in duties if duty.state in {DutyState.MET, DutyState.MET_LATE})
    lapsed = sum(1 for duty in duties if duty.state is DutyState.LAPSED)
    if met or lapsed:
        page.line(said.say("cli.plikt.over", fullgjorda=met, upphorda=lapsed), 2, "faint")
