"""Why a paper isn't written."""

from __future__ import annotations

from flerpart_flow.engine.errors import FlowError
from flerpart_flow.engine.rules.findings import Finding
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.words.reasons import finding_lines
from flerpart_flow.texts import DEFAULT_LANGUAGE


class DocumentError(FlowError):
    """A paper that can't be asked for: an unknown kind, a recipient who gets none, a version that isn't there."""


class DocumentRefused(DocumentError):
    """A paper that the routine doesn't allow now. ``findings`` are all the reasons."""

    def __init__(self, code: str, /, *, findings: tuple[Finding, ...] = (), rules: Rules | None = None) -> None:
        super().__init__(code)
        self.findings = findings
        self._rules = rules

    @property
    def norms(self) -> tuple[str, ...]:
        """The norms that stand in the way, each once."""
        return tuple(dict.fromkeys(one.norm for one in self.findings if one.blocks))

    def reasons(self, lang: str = DEFAULT_LANGUAGE) -> tuple[str, ...]:
        """Every reason in words, a line each."""
        if self._rules is None:
            return ()
        rules = self._rules
        return tuple(line for one in self.findings if one.blocks for line in finding_lines(one, rules, lang))

    def text(self, lang: str = DEFAULT_LANGUAGE) -> str:
        """What is refused, and every reason."""
        return "\n".join((super().text(lang), *self.reasons(lang)))
