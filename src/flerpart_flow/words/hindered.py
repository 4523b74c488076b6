"""What is in the way of a duty, in words: whom it waits for and to do what, or what comes first."""

from __future__ import annotations

from flerpart_flow.engine.review.hindered import Hindrance
from flerpart_flow.engine.rules.findings import Finding
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.words.reasons import INDIVIDUAL, reason, says, who
from flerpart_flow.texts import Texts


def hindrance_in_words(one: Hindrance, phase: str, rules: Rules, said: Texts) -> str:
    """Why the duty can't be met now in a phase, without a full stop; the individual is never hurried (A69)."""
    if one.elsewhere:
        return said.say("cli.plikt.hinder.fas", fas=phase)
    if one.own:
        first = [said.label("handelser", each.cure) if each.cure else says(each, said) for each in one.findings]
        return said.say("cli.plikt.hinder.forst", handelse=said.join(list(dict.fromkeys(first))))
    told = dict.fromkeys(_awaited(each, rules, said) for each in one.findings)
    return said.say("cli.plikt.hinder.an", vad="; ".join(told))


def _awaited(finding: Finding, rules: Rules, said: Texts) -> str:
    if finding.cure_by == INDIVIDUAL:
        told = reason(finding, rules, said.lang)
        return f"{told.says} {told.cure_text.removesuffix(f' ({told.cure})')}"
    if finding.cure_by is None:
        return says(finding, said)
    by = who(finding.cure_by, said)
    if finding.cure is None:
        return said.say("cli.plikt.hinder.vantar", vem=by)
    return said.say("cli.plikt.hinder.vantar_pa", vem=by, handelse=said.label("handelser", finding.cure))
