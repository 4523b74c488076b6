"""Rules side by side, by their digest: those of several versions, and an organisation's overlays of then and now."""

from __future__ import annotations

from collections.abc import Iterable

from flerpart_flow.engine.errors import RulesError
from flerpart_flow.engine.rules.digests import holds
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.frozen import frozen


@frozen
class _Held:
    rules: Rules
    where: str | None


@frozen(eq=False)
class RulesRegistry:
    """Which rules are installed beside those that the library ships, of any routine, oldest first.

    Of rules with one digest the ones that only add to the others are kept; two that say different things of the same
    unit, code or address are refused.
    """

    _held: tuple[_Held, ...] = ()

    @classmethod
    def of(cls, *rules: Rules) -> RulesRegistry:
        """A registry of these. Raises RulesError as ``adding``."""
        return cls().adding_all((one, None) for one in rules)

    def adding(self, rules: Rules, where: str | None = None) -> RulesRegistry:
        """The registry with one more, now the newest of its routine; ``where`` is the file that it comes from.

        Raises RulesError for rules of a digest that is taken, by others that they neither add to nor are part of.
        """
        same = next((one for one in self._held if _named_alike(one.rules, rules)), None)
        if same is None:
            return RulesRegistry((*self._held, _Held(rules, where)))
        fuller = rules if holds(rules.tables, same.rules.tables) else same.rules
        if fuller is same.rules and not holds(same.rules.tables, rules.tables):
            raise RulesError(
                "regler.tva_olika",
                digest=rules.digest,
                first=same.where or same.rules.version,
                second=where or rules.version,
            )
        kept = tuple(one for one in self._held if one is not same)
        return RulesRegistry((*kept, _Held(fuller, where if fuller is rules else same.where)))

    def adding_all(self, rules: Iterable[tuple[Rules, str | None]]) -> RulesRegistry:
        """The registry with several more, each with the file that it comes from. Raises RulesError as ``adding``."""
        found = self
        for one, where in rules:
            found = found.adding(one, where)
        return found

    def find(self, routine: str, digest: str, overlay: str | None = None) -> Rules | None:
        """The rules that a log pins, or a change of rules names, by the digest; None if they aren't here."""
        named = [one.rules for one in self._held if one.rules.routine == routine]
        exact = (one for one in named if one.digest == digest)
        before = (one for one in named if (digest, overlay) in one.also)
        return next(exact, None) or next(before, None)

    def present(self, routine: str) -> Rules | None:
        """The rules of a routine that were added last: those of today."""
        return next((one.rules for one in reversed(self._held) if one.rules.routine == routine), None)

    @property
    def rules(self) -> tuple[Rules, ...]:
        """All of them, oldest first."""
        return tuple(one.rules for one in self._held)


def _named_alike(one: Rules, other: Rules) -> bool:
    return (one.routine, one.digest) == (other.routine, other.digest)
