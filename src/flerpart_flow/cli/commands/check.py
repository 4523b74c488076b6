"""``check``: does this log follow the routine, and if not, where, why, and what follows from it?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from flerpart_flow.cli.errors import BAD_USAGE, DAMAGED, REFUSED, FlowTrouble, Trouble, report
from flerpart_flow.cli.group import build
from flerpart_flow.cli.input import loading
from flerpart_flow.cli.input.options import format_option, log_argument, overlays_option, rules_dir_option
from flerpart_flow.cli.output import write_json, write_page
from flerpart_flow.cli.pages.page import Page
from flerpart_flow.texts import Texts

if TYPE_CHECKING:
    from flerpart_flow.across.handover import LinkFinding
    from flerpart_flow.cli.input.overlays import Overlays
    from flerpart_flow.engine.review.review import Review
    from flerpart_flow.engine.rules.registry import RulesRegistry


def command(said: Texts) -> click.Command:
    """The command in a language."""

    def check(
        logs: tuple[str, ...],
        short: bool,
        form: str,
        overlays: tuple[str, ...],
        rules_dir: str | None,
        output: str,
    ) -> int:
        from flerpart_flow.cli.input.overlays import Overlays
        from flerpart_flow.cli.shapes.linking import faulty, found_among

        if logs.count(loading.STDIN) > 1:
            raise Trouble("stdin_igen")
        reviews: list[tuple[str, Review]] = []
        troubles: list[Trouble] = []
        held = Overlays(overlays, logs)
        registry = loading.registry_in(rules_dir)
        for name in logs:
            try:
                reviews.append((loading.shown(name), _judged(name, held, registry)))
            except Trouble as trouble:
                if held.has(trouble.where) or trouble.where == "--store":
                    raise  # it would be the same for every log
                troubles.append(trouble)
                report(trouble, said)
        held.check_used([review.case.routine.name for _, review in reviews])
        links = found_among([review.case for _, review in reviews])
        if form == "json":
            write_json(_data(reviews, troubles, links, said), output)
        elif reviews:
            write_page(_page(reviews, len(logs), links, said, short), output)
        followed = [review.follows_the_routine for _, review in reviews]
        refused = REFUSED if False in followed else 0
        unknown = BAD_USAGE if None in followed else 0
        wrong = DAMAGED if faulty(links) else 0
        return max([refused, unknown, wrong, *(trouble.exit_code for trouble in troubles)])

    brief = click.Option(["--short"], is_flag=True, help=said.raw("cli.val.check_kort"))
    options = (brief, format_option(said), overlays_option(said), rules_dir_option(said))
    return build("check", check, said, log_argument(said, many=True), *options)


def _judged(name: str, overlays: Overlays, registry: RulesRegistry | None) -> Review:
    from flerpart_flow.engine.errors import JournalError, RulesNotInstalled
    from flerpart_flow.engine.review.review import review

    try:
        return review(loading.read_log_under(name, overlays, registry))
    except JournalError as error:
        raise FlowTrouble(error, loading.shown(name), DAMAGED) from None
    except RulesNotInstalled as error:
        raise FlowTrouble(error, loading.shown(name)) from None


def _page(
    reviews: list[tuple[str, Review]], asked: int, links: tuple[LinkFinding, ...], said: Texts, short: bool
) -> Page:
    from flerpart_flow.cli.pages.verdicts import tell_review, tell_shortly
    from flerpart_flow.cli.shapes.linking import tell_faults

    page = Page()
    for name, review in reviews:
        if short:
            tell_shortly(page, name, review, said)
            continue
        page.blank()
        tell_review(page, name, review, said)
    tell_faults(page, links, said)
    if asked > 1:
        right = sum(1 for _, review in reviews if review.follows_the_routine)
        page.heading(said.say("cli.check.alla", antal=asked, ratta=right, skadade=asked - len(reviews)))
    return page


def _data(
    reviews: list[tuple[str, Review]], troubles: list[Trouble], links: tuple[LinkFinding, ...], said: Texts
) -> dict[str, Any]:
    from flerpart_flow.cli.shapes.linking import findings_of
    from flerpart_flow.cli.shapes.shapes import mark

    return {
        "format": mark("check"),
        "follows_the_routine": _all_follow([review.follows_the_routine for _, review in reviews], troubles),
        "logs": [_log(name, review, said) for name, review in reviews],
        "links": findings_of(links, [name for name, _ in reviews], said),
        "errors": [_error(one, said) for one in troubles],
    }


def _error(trouble: Trouble, said: Texts) -> dict[str, Any]:
    return {
        "log": trouble.where,
        "exit_code": trouble.exit_code,
        "text": trouble.text(said),
        "damage": [{"line": one.line, "field": one.field, "text": one.text(said.lang)} for one in trouble.damage()],
    }


def _all_follow(followed: list[bool | None], troubles: list[Trouble]) -> bool | None:
    """No if one doesn't, or can't be read; else unknown if one is; else yes."""
    if troubles or False in followed:
        return False
    return None if None in followed else True


def _log(name: str, review: Review, said: Texts) -> dict[str, Any]:
    from flerpart_flow.cli.shapes import shapes
    from flerpart_flow.words import to_json

    return {**shapes.case_of(name, review.case), **to_json(review, review.case, said.lang)}
