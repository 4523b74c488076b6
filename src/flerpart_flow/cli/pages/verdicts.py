"""A judged log on a page: what is refused and why, what only follows from it, and what else is worth knowing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from flerpart_flow.cli.names import shown
from flerpart_flow.cli.pages.telling import about_case, tell_finding_shortly, tell_findings, tell_proposals
from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.judging.case import LineStatus
from flerpart_flow.engine.words.reasons import texts_for
from flerpart_flow.words.sentences import capital, count, stands_all_the_same, when

if TYPE_CHECKING:
    from flerpart_flow.cli.pages.page import Page
    from flerpart_flow.engine.review.review import Review, Verdict
    from flerpart_flow.texts import Texts


_STYLE: Final[dict[bool | None, str]] = {True: "yes", False: "block", None: "warn"}


def tell_review(page: Page, name: str, review: Review, said: Texts) -> None:
    """One log: the verdict first, then the reasons, then the rest."""
    said = texts_for(review.case.rules, said.lang)
    page.line(shown(name), style="heading")
    about_case(page, review.case, said)
    if not review.verdicts:
        page.line(said.raw("cli.check.tom"))
        return
    follows = review.follows_the_routine
    page.marked(_mark(review, said), count("cli.check.handelser", len(review.verdicts), said), 0, _STYLE[follows])
    if follows is False:
        _tell_sums(page, review, said)
    _tell_refused(page, review, said)
    _tell_remarks(page, review, said)
    _tell_changes(page, review, said)
    _tell_end(page, review, said)


def tell_shortly(page: Page, name: str, review: Review, said: Texts) -> None:
    """One log on one line: whether it follows the routine, and if not how many lines are refused and by which norms."""
    follows = review.follows_the_routine
    told = count("cli.check.handelser", len(review.verdicts), said)
    if follows is False:
        norms = dict.fromkeys(norm for one in review.refused for norm in (found.norm for found in one.own))
        told = said.say("cli.check.kort_nekade", nekade=len(review.refused), normer=", ".join(norms))
    page.marked(f"{shown(name)}: {_mark(review, said)}", told, 0, _STYLE[follows])


def _mark(review: Review, said: Texts) -> str:
    """Whether it follows the routine, from which line on that is known, or that it isn't."""
    if review.follows_the_routine and review.judged_from != 1:
        return said.say("cli.check.foljer_fran", nr=review.judged_from)
    keys = {True: "foljer", False: "foljer_inte", None: "provas_inte"}
    return said.raw(f"cli.check.{keys[review.follows_the_routine]}")


def _tell_sums(page: Page, review: Review, said: Texts) -> None:
    lost = _lost(review)
    blamed = (*review.faults, *lost)
    norms = Counter(norm for one in blamed for norm in dict.fromkeys(finding.norm for finding in one.own))
    told = ", ".join(norm if number == 1 else f"{norm} ({number})" for norm, number in norms.items())
    refused, faults = len(review.refused) - len(lost), len(review.faults)
    if refused:
        key = "cli.check.nekade" if refused == faults else "cli.check.nekade_egna"
        page.line(said.say(key, nekade=refused, fel=faults))
    if lost:
        page.line(said.say("cli.check.forlorade", antal=len(lost)))
    page.line(said.say("cli.check.normer", normer=told), hang=2)


def _lost(review: Review) -> list[Verdict]:
    """The lines that were accepted until a later line took their ground, which is nobody's fault."""
    return [one for one in review.refused if one.lost_by is not None]


def about_line(verdict: Verdict, said: Texts) -> str:
    """A line of the log: its number, when, what, and by whom."""
    event = verdict.event
    by = said.name(event.by)
    if event.recorder != event.by:
        by = said.say("cli.check.registrerad_av", vem=by, enhet=event.recorder)
    label = f"{capital(said.label('handelser', event.name))} ({event.name})"
    parts = [said.say("cli.check.nr", nr=verdict.nr), when(event.occurred_at, said), label, by]
    if verdict.status in {LineStatus.CORRECTED, LineStatus.STRUCK}:
        parts.append(said.raw(f"tillstand.rad.{verdict.status.value}").upper())
    return " · ".join(parts)


def _tell_refused(page: Page, review: Review, said: Texts) -> None:
    following: dict[int, list[Verdict]] = {}
    for one in review.refused:
        if one.follows is not None and not one.own and one.lost_by is None:
            following.setdefault(one.follows, []).append(one)
    if review.faults:
        page.heading(said.raw("cli.check.rubrik_nekade"))
    for one in review.faults:
        page.blank()
        page.line(about_line(one, said), style="heading", hang=2)
        if one.follows is not None:
            page.line(said.say("cli.check.foljer_dessutom", nr=one.follows), 2)
        _tell_reasons(page, one, following, review, said)
    lost = _lost(review)
    if lost:
        page.heading(said.raw("cli.check.rubrik_forlorade"))
    for one in lost:
        page.blank()
        page.line(about_line(one, said), style="heading", hang=2)
        page.line(said.say("cli.check.forlorad", nr=one.lost_by), 2)
        _tell_reasons(page, one, following, review, said)


def _tell_reasons(page: Page, one: Verdict, following: dict[int, list[Verdict]], review: Review, said: Texts) -> None:
    """Why a line is refused, and the lines that are refused only because of that."""
    remarks = one.decision.remarks if one.decision is not None else ()
    tell_findings(page, (*one.own, *remarks), review.case.rules, said)
    if one.nr in following:
        page.line(said.say("cli.check.foljder", nr=one.nr), 2)
        for later in following[one.nr]:
            page.line(f"- {about_line(later, said)}", 4, hang=2)
            for finding in later.warned:
                tell_finding_shortly(page, finding, review.case.rules, said, 6)


def _tell_remarks(page: Page, review: Review, said: Texts) -> None:
    if not review.remarks:
        return
    page.heading(said.raw("cli.check.rubrik_anmarkningar"))
    for one in review.remarks:
        page.line(about_line(one, said), 2, hang=2)
        for finding in one.decision.findings if one.decision is not None else ():
            tell_finding_shortly(page, finding, review.case.rules, said, 4)


def _tell_changes(page: Page, review: Review, said: Texts) -> None:
    """Late lines and corrections, and what they changed for other lines."""
    settled = review.case.course.settled
    latest = None
    told = []
    for one in review.verdicts:
        late = latest is not None and one.event.occurred_at < latest
        latest = one.event.occurred_at if latest is None else max(latest, one.event.occurred_at)
        lines = []
        if isinstance(one.event, Ratta) and one.nr in settled:
            key = "cli.check.stryker" if one.event.ratt is None else "cli.check.rattar"
            lines.append(said.say(key, nr=one.event.ror))
            if stands_all_the_same(review.case, one.event):
                lines.append(said.say("cli.check.star_kvar", nr=one.event.ror))
        elif late:
            lines.append(said.say("cli.check.sen", tid=one.event.recorded_at))
        lines += [said.say("cli.check.bakom", nr=one.behind)] if one.behind is not None else []
        lines += [said.say("cli.check.forlorar", nr=_numbers(one.lost, said))] if one.lost else []
        lines += [said.say("cli.check.far", nr=_numbers(one.gained, said))] if one.gained else []
        if lines:
            told.append((one, lines))
    if told:
        page.heading(said.raw("cli.check.rubrik_sena"))
    for one, lines in told:
        page.line(about_line(one, said), 2, hang=2)
        for line in lines:
            page.line(line, 4, hang=2)


def _numbers(numbers: tuple[int, ...], said: Texts) -> str:
    return said.join([str(number) for number in numbers])


def _tell_end(page: Page, review: Review, said: Texts) -> None:
    case = review.case
    if not case.lines:
        return
    now = max(line.occurred_at for line in case.lines)
    page.heading(said.raw("cli.check.rubrik_lage"))
    page.line(said.say("cli.fas", fas=case.phase), 2)
    if proposals := case.deviations(now):
        page.line(f"{said.raw('cli.avvikelse.rubrik')}:", 2)
        tell_proposals(page, proposals, case.routine, case.facts, said, 4)
