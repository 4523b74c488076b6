"""What a refusal carries: every reason, and nothing of the event or the case that it was given for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs

from flerpart_flow.engine.rules.findings import Finding
from flerpart_flow.engine.rules.norms import Severity
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.frozen import frozen
from flerpart_flow.engine.words.reasons import finding_lines, texts_for
from flerpart_flow.texts import DEFAULT_LANGUAGE, LANGUAGES


class Weighed:
    """What follows from findings alone; ``allowed`` is derived from them."""

    __slots__ = ()

    findings: tuple[Finding, ...]

    @property
    def allowed(self) -> bool:
        """No finding blocks."""
        return not self.findings or not any(finding.severity is Severity.BLOCK for finding in self.findings)

    @property
    def hindrances(self) -> tuple[Finding, ...]:
        """The findings that block, all of them."""
        return tuple(finding for finding in self.findings if finding.blocks)

    @property
    def remarks(self) -> tuple[Finding, ...]:
        """The findings that warn or only say something."""
        return tuple(finding for finding in self.findings if not finding.blocks)

    @property
    def norms(self) -> tuple[str, ...]:
        """The ids of the norms that block, each once, in the order found."""
        return tuple(dict.fromkeys(finding.norm for finding in self.hindrances))


@frozen
class Account(Weighed):
    """The findings on an event, told without it: its kind, its number and day, and the phase that the case was in.

    ``lost`` and ``gained`` are the numbers of lines, as of a ``Decision``. Pickled, it takes its words with it and
    leaves the rules behind.
    """

    event: str
    nr: int | None
    day: date
    phase: str
    findings: tuple[Finding, ...]
    lost: tuple[int, ...] = ()
    gained: tuple[int, ...] = ()
    _rules: Rules | None = attrs.field(default=None, eq=False, repr=False)
    _said: Mapping[str, str] | None = attrs.field(default=None, eq=False, repr=False)

    def explain(self, lang: str = DEFAULT_LANGUAGE) -> str:
        """The answer as a colleague would give it: each norm, what is missing, and who can cure it."""
        return self._said[lang] if self._said is not None else self._told(lang)

    def _told(self, lang: str) -> str:
        assert self._rules is not None, "what has no words of its own has the rules that have them"
        said = texts_for(self._rules, lang)
        label = said.label("handelser", self.event)
        key = "svar.tillatet" if self.allowed else "svar.nekat"
        lines = [said.say(key, handelse=label, antal=len(self.hindrances))]
        for finding in (*self.hindrances, *self.remarks):
            lines.extend(finding_lines(finding, self._rules, lang))
        return "\n".join(lines)

    def __copy__(self) -> Account:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Account:
        return self  # nothing in it changes, so a copy is the value itself

    def __reduce__(self) -> tuple[Any, ...]:
        said = {lang: self.explain(lang) for lang in LANGUAGES}
        shown = (self.event, self.nr, self.day, self.phase, self.findings, self.lost, self.gained)
        return Account, (*shown, None, said)
