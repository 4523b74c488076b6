"""Findings in words: what the norm says, what is missing, and who can cure it how."""

from __future__ import annotations

from typing import Final

from flerpart_flow.engine.rules.findings import Finding, values_of
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.frozen import frozen
from flerpart_flow.engine.words.wording import wording
from flerpart_flow.texts import DEFAULT_LANGUAGE, Texts

INDIVIDUAL: Final = "individ"
"""The one whom no cure presses, in every routine."""


@frozen
class Reason:
    """One finding in words: the norm's id and text, what is missing, who cures it (a name), with which event.

    ``field`` is the field of the event that it is about, if it is about one.
    """

    norm: str
    severity: str
    norm_text: str
    says: str
    unknown: bool
    cure_by: str | None
    cure: str | None
    cure_text: str
    field: str | None = None


def texts_for(rules: Rules, lang: str = DEFAULT_LANGUAGE) -> Texts:
    """The texts of a language, with the routine's own, that name units as the rules do."""
    return wording(lang, rules.texts.get(lang, ())).naming(rules.named)


def reason(finding: Finding, rules: Rules, lang: str = DEFAULT_LANGUAGE) -> Reason:
    """A finding in words."""
    said = texts_for(rules, lang)
    return Reason(
        finding.norm,
        finding.severity.value,
        rules.norms[finding.norm].text(lang),
        says(finding, said),
        finding.unknown,
        finding.cure_by,
        finding.cure,
        _cure(finding, said),
        finding.field,
    )


def says(finding: Finding, said: Texts) -> str:
    """What a finding says is missing, with the names that the texts give."""
    return said.say(f"fynd.{finding.message.code}", **values_of(finding))


def who(ident: str, said: Texts) -> str:
    """A role or an actor by name."""
    return said.label("roller", ident) if f"roller.{ident}" in said else said.name(ident)


def _cure(finding: Finding, said: Texts) -> str:
    if finding.cure_by is None and finding.cure is None:
        return ""
    if finding.cure_by == INDIVIDUAL:
        return _without_pressing(finding, said)
    if finding.cure is None:
        return said.say("ord.kan_avhjalpas_av", vem=who(finding.cure_by or "", said))
    did = said.label("handelser", finding.cure)
    if finding.again:
        did = said.say("ord.igen", handelse=did)
    if finding.cure_by is None:
        return f"{did} ({finding.cure})"
    return f"{who(finding.cure_by, said)}: {did} ({finding.cure})"


def _without_pressing(finding: Finding, said: Texts) -> str:
    """What the individual alone can cure: to wait, or how to go on without, and what the individual may do (A69)."""
    first = _meanwhile(finding, said)
    if finding.cure is None:
        return said.say("ord.individen.sak", forst=first)
    return said.say("ord.individen.kan", forst=first, handelse=said.label("handelser", finding.cure), namn=finding.cure)


def _meanwhile(finding: Finding, said: Texts) -> str:
    """What others can do: go on without those units or that topic, where the case can; else no more than wait. Without
    a consent, or without the individual's own yes, nobody goes on.
    """
    values = values_of(finding)
    units = tuple(values.get("units", ()))
    if not finding.blocks:
        return said.raw("ord.individen.anda")
    if units and not any(_is_needed(one, said) for one in units):
        return said.say("ord.individen.utan", vilka=said.join([said.name(one) for one in units]))
    return said.raw("ord.individen.utan_amnet" if "topic" in values else "ord.individen.vanta")


def _is_needed(unit: str, said: Texts) -> bool:
    """Whether a routine is about what a unit does, so that a case can't go on without it."""
    return any(f"utan_dem_inte.{unit[:end]}" in said for end in range(len(unit), 0, -1))


def finding_lines(finding: Finding, rules: Rules, lang: str = DEFAULT_LANGUAGE) -> list[str]:
    """A finding as an indented line and, where somebody can cure it, one more with an arrow."""
    told = reason(finding, rules, lang)
    said = texts_for(rules, lang)
    mark = said.raw(f"svar.marke.{told.severity}")
    lines = [f"  {mark} {told.norm}: {told.says}"]
    if told.cure_text:
        lines.append(f"      → {told.cure_text}")
    return lines
