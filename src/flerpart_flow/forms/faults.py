"""What is wrong with what was filled in, or stands in its way, each sentence with the field that it is about."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from flerpart_flow.engine.errors import EventError, FlowError
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.judging.decision import Refused
from flerpart_flow.engine.rules.findings import Finding
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.words.reasons import reason, texts_for
from flerpart_flow.forms.filled import INCOMPLETE, FormError
from flerpart_flow.texts import DEFAULT_LANGUAGE


@attrs.frozen
class Fault:
    """One thing that is wrong, in words. ``field`` is None where it is about none.

    Of a refusal ``norm`` is the norm, and ``cure`` what can be done about it and by whom, empty where nothing can.
    """

    field: str | None
    text: str
    norm: str | None = None
    cure: str = ""


def faults_of(error: FlowError, of: Case | Rules, lang: str = DEFAULT_LANGUAGE) -> tuple[Fault, ...]:
    """All that an error says, of a form, an event or a refusal, as a page shows it; of any other error its text."""
    rules = of.rules if isinstance(of, Case) else of
    if isinstance(error, FormError):
        return tuple(Fault(one.field, _told(one, rules, lang)) for one in error.faults)
    if isinstance(error, Refused):
        return _hindrances(error.account.hindrances, rules, lang)
    return (Fault(error.field if isinstance(error, EventError) else None, error.text(lang)),)


def _told(error: EventError, rules: Rules, lang: str) -> str:
    """A fault of a form: a field that is left out by its label, since whoever fills in knows no other name for it."""
    if error.code != INCOMPLETE or error.field is None:
        return error.text(lang)
    said = texts_for(rules, lang)
    return said.say("fel.formular.fyll_i", falt=said.label("falt", error.field))


def _hindrances(found: Iterable[Finding], rules: Rules, lang: str) -> tuple[Fault, ...]:
    told = (reason(one, rules, lang) for one in found)
    return tuple(Fault(one.field, one.says, one.norm, one.cure_text.removesuffix(f" ({one.cure})")) for one in told)
