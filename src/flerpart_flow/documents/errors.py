"""Why a paper isn't written."""

from __future__ import annotations

from flerpart_flow.engine.errors import FlowError
from flerpart_flow.engine.rules.findings import Finding
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.words.reasons import finding_lines
from flerpart_flow.texts import DEFAULT_LANGUAGE, texts


class DocumentError(FlowError):
    """A paper that can't be asked for: an unknown kind, a recipient who gets none, a version that isn't there."""


class DocumentRefused(DocumentError):
    """A paper that the routine doesn't allow now.

    ``findings`` are the routine's reasons, ``lacks`` the norms that demand of the paper what it can't say.
    """

    def __init__(
        self,
        code: str,
        /,
        *,
        findings: tuple[Finding, ...] = (),
        lacks: tuple[str, ...] = (),
        rules: Rules | None = None,
    ) -> None:
        super().__init__(code)
        self.findings = findings
        self.lacks = lacks
        self._rules = rules

    @property
    def norms(self) -> tuple[str, ...]:
        """The norms that stand in the way, each once."""
        return tuple(dict.fromkeys((*(one.norm for one in self.findings if one.blocks), *self.lacks)))

    def reasons(self, lang: str = DEFAULT_LANGUAGE) -> tuple[str, ...]:
        """Every reason in words, a line each."""
        if self._rules is None:
            return ()
        rules = self._rules
        found = tuple(line for one in self.findings if one.blocks for line in finding_lines(one, rules, lang))
        return (*found, *lacking(self.lacks, lang))

    def text(self, lang: str = DEFAULT_LANGUAGE) -> str:
        """What is refused, and every reason."""
        return "\n".join((super().text(lang), *self.reasons(lang)))


def lacking(norms: tuple[str, ...], lang: str = DEFAULT_LANGUAGE) -> tuple[str, ...]:
    """In words that a paper lacks what norms demand, as a line; none where it lacks nothing."""
    return (texts(lang).say("fel.dokument.saknar", norms=", ".join(norms)),) if norms else ()
