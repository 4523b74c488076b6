"""How names, counts, shares and days are said in the report."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import attrs

from flerpart_flow.across.report.figures.suppression import Count
from flerpart_flow.across.report.figures.told import CLOSED, Times, WayOut
from flerpart_flow.across.report.reading.trace import KINDS, PARTIES, REASONS, lists_stated
from flerpart_flow.engine.rules.by_name import installed
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.texts import Texts


@attrs.frozen(eq=False)
class Speech:
    """Words in one language, with the names that one routine's rules give."""

    said: Texts
    rules: Rules
    least: int

    def raw(self, key: str) -> str:
        """A text of the report."""
        return self.said.raw(f"rapport.{key}")

    def count(self, count: Count | None) -> str:
        """A number of cases, or a dash."""
        if count is None:
            return self.raw("dolt")
        return self.said.say("rapport.eller_fler", antal=count.cases) if count.or_more else str(count.cases)

    def share(self, count: Count | None, total: int) -> str:
        """The same as a share of all, in whole per cent."""
        if count is None:
            return self.raw("dolt")
        percent = Fraction(100 * count.cases, total)
        if count.or_more:
            return self.said.say("rapport.minst_andel", andel=int(percent))
        if percent < 1:
            return self.raw("liten_andel")
        return self.said.say("rapport.andel", andel=int(percent + Fraction(1, 2)))

    def quartiles(self, times: Times) -> str:
        """From the lower quartile to the upper, or a dash."""
        if times.lower is None or times.upper is None:
            return self.raw("dolt")
        return self.said.say("rapport.spann", fran=times.lower, till=times.upper)

    def party(self, code: str) -> str:
        """A party."""
        return capital(self.said.name(code, PARTIES))

    def kind(self, code: str) -> str:
        """A kind of deviation."""
        return capital(self.said.name(code, KINDS))

    def phase(self, code: str) -> str:
        """A phase, or that the case is closed."""
        return self.raw("del.tider.avslutat") if code == CLOSED else self.said.label("faser", code)

    def event(self, name: str) -> str:
        """What an event is called."""
        return capital(self.said.label("handelser", name))

    def way_out(self, way: WayOut) -> str:
        """The reason, where there is one; else the event."""
        event = self.event(way.event)
        if not way.reason:
            return event
        return f"{event}: {self.said.name(way.reason, REASONS + way.event)}"

    def phases(self, way: WayOut) -> str:
        """From which phases cases were closed that way, with how many."""
        phases = way.phases
        told = [
            self.said.say("rapport.del.ut.fas", fas=self.phase(key[0]), antal=cases)
            for key, cases in phases.shown.items()
        ]
        if phases.rest and told:
            others = self.raw("ovriga")
            told.append(self.said.say("rapport.del.ut.fas", fas=others[:1].lower() + others[1:], antal=phases.rest))
        return ", ".join(told) or self.raw("dolt")

    def ways_in(self, keys: Mapping[tuple[str, ...], int]) -> dict[tuple[str, ...], str]:
        """The ways in by name; the event is named only where there are several."""
        several = len({key[0] for key in keys}) > 1
        found = {}
        for key in keys:
            lists = (PARTIES, *lists_stated(installed(self.rules.routine), key[0]))
            named = zip(key[1:], lists, strict=True)
            names = [capital(self.said.name(code, of)) for code, of in named if code]
            found[key] = ", ".join([self.event(key[0]), *names] if several else names)
        return found

    def duty(self, name: str) -> str:
        """What a duty is called."""
        return capital(self.said.label("plikter", name))

    def norm(self, ident: str) -> str:
        """The first sentence of a norm; the catalogue has it whole."""
        first, _, rest = self.rules.norms[ident].text(self.said.lang).partition(". ")
        return f"{first}. …" if rest else first


def capital(text: str) -> str:
    """The text with a capital first."""
    return text[:1].upper() + text[1:]
