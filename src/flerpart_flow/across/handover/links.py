"""Whether the references among cases hold: what is missing, foreign, told twice, circular, one-way or out of order.

A *fault* is a link that can't be right whatever else is known. A *note* is worth knowing: the other log may lie
elsewhere, and a meeting may have begun before somebody in the other case initiated it (docs/decisions/0050). Neither
is the routine's no.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Final

import attrs

from flerpart_flow.across.handover.circles import circles_in
from flerpart_flow.across.handover.references import Reference, Via, references
from flerpart_flow.across.handover.table import HANDOVERS, HandOver, between
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.reticent import reticent
from flerpart_flow.engine.words.reasons import texts_for
from flerpart_flow.texts import DEFAULT_LANGUAGE, texts


class Kind(StrEnum):
    """What is found; the words are the texts ``lankar.fynd.<kind>``."""

    ITSELF = "sig_sjalvt"
    FOREIGN = "annan_rutin"
    SAME_ROUTINE = "samma_rutin"
    TWICE = "tva_loggar"
    CIRCLE = "cirkel"
    MISSING = "saknas"
    ONE_WAY = "ensidig"
    OPENED_BEFORE = "oppnat_fore"
    NOTHING_YET = "inget_resultat"
    ELSEWHERE = "annan_kommun"


FAULTS: Final = frozenset({Kind.ITSELF, Kind.FOREIGN, Kind.SAME_ROUTINE, Kind.CIRCLE})
"""What can't be right. Two logs of one case are a fault only where another case names it."""


@reticent("kind", "case")
@attrs.frozen
class LinkFinding:
    """One finding. ``at`` is the place, among the cases given, of the one that it is told of.

    ``to`` are references to the others that it concerns, of a circle the whole way round; ``nr`` and ``field`` where
    the link stands, ``nr`` None for the header and ``field`` None where no single field is to blame. ``routine`` is
    the one that the other case is of, where that is wrong; ``result`` the fact that it lacked (``HandOver.result``),
    ``rules`` that routine's, which have its name.
    """

    kind: Kind
    fault: bool
    at: int
    case: str
    to: tuple[str, ...] = ()
    nr: int | None = None
    field: str | None = None
    routine: str | None = None
    result: str | None = None
    rules: Rules | None = attrs.field(default=None, eq=False, repr=False)

    def text(self, lang: str = DEFAULT_LANGUAGE) -> str:
        """What is wrong or worth knowing, where it stands, and what to do."""
        said = texts(lang) if self.rules is None else texts_for(self.rules, lang)
        where = said.say(f"lankar.plats.{'huvud' if self.nr is None else 'rad'}", nr=self.nr, field=self.field)
        routine = said.label("rutiner", self.routine or "")
        way = " → ".join(self.to)
        return said.say(
            f"lankar.fynd.{self.kind.value}", plats=where, case=self.case, till=self.to[0] if self.to else "", vag=way,
            rutin=routine, resultat=said.label("lankar.resultat", self.result or ""),
        )  # fmt: skip


def check_links(cases: Sequence[Case], table: Iterable[HandOver] = HANDOVERS) -> tuple[LinkFinding, ...]:
    """Everything found in the references among these cases, faults first, then in the order of the cases.

    A reference to a case that isn't among them is told as missing. One case alone can be wrong too: it may name itself.
    """
    checking = _Checking(cases, tuple(table))
    found = [*checking.doubles(), *checking.each(), *checking.circles()]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (not one.fault, one.at)))


class _Checking:
    """The cases given, by reference, and what each says of the others."""

    def __init__(self, cases: Sequence[Case], table: tuple[HandOver, ...]) -> None:
        self.cases = cases
        self.table = table
        self.said = [references(case, table) for case in cases]
        self.times = Counter(case.header.case for case in cases)
        self.place = {case.header.case: at for at, case in enumerate(cases)}
        self.names = [frozenset(one.to for one in said) for said in self.said]
        self.begins = [min((line.occurred_at for line in case.lines), default=None) for case in cases]

    def doubles(self) -> Iterator[LinkFinding]:
        """Two logs of one case: which of them is meant can't be told."""
        named = {one.to for at, said in enumerate(self.said) for one in said if one.to != self.ref(at)}
        seen: set[str] = set()
        for at, case in enumerate(self.cases):
            ref = case.header.case
            if self.times[ref] > 1 and ref in seen:
                yield LinkFinding(Kind.TWICE, ref in named, at, ref, (ref,))
            seen.add(ref)

    def each(self) -> Iterator[LinkFinding]:
        """What is to be said of each reference by itself."""
        for at, said in enumerate(self.said):
            missing = set[str]()
            for one in said:
                if one.to not in missing:
                    yield from self._of(at, one)
                if one.to not in self.place:
                    missing.add(one.to)  # once is enough, however many events name it

    def _of(self, at: int, one: Reference) -> Iterator[LinkFinding]:
        if one.to == self.ref(at):
            yield self._finding(Kind.ITSELF, at, one)
        elif one.to not in self.place:
            yield self._finding(Kind.MISSING, at, one)
        elif self.times[one.to] == 1:
            yield from self._between(at, one, self.place[one.to])

    def _between(self, at: int, one: Reference, there: int) -> Iterator[LinkFinding]:
        own, other = self.cases[at].header, self.cases[there].header
        if one.target is not None and one.target != other.routine:
            yield self._finding(Kind.FOREIGN, at, one, self.cases[there])
            return
        if one.target is None and own.routine == other.routine:
            yield self._finding(Kind.SAME_ROUTINE, at, one, self.cases[there])
            return
        if None not in (own.municipality, other.municipality) and own.municipality != other.municipality:
            yield self._finding(Kind.ELSEWHERE, at, one)
        if one.via in {Via.OPENS, Via.LINKED} and own.case not in self.names[there]:
            yield self._finding(Kind.ONE_WAY, at, one)
        if one.row is not None and one.occurred_at is not None:
            yield from self._in_time(at, one, one.row, one.occurred_at, there)

    def _in_time(self, at: int, one: Reference, row: HandOver, when: datetime, there: int) -> Iterator[LinkFinding]:
        begins = self.begins[there]
        if one.via is Via.OPENS and begins is not None and begins < when:
            yield self._finding(Kind.OPENED_BEFORE, at, one)
        if one.via is Via.BACK and getattr(self.cases[there].state_at(when).facts, row.result) is None:
            yield self._finding(Kind.NOTHING_YET, at, one)

    def circles(self) -> Iterator[LinkFinding]:
        """Cases that come from themselves by way of others; circles that share a case are told as one."""
        for way in circles_in(self._comes_from()):
            start = way.index(min(way, key=self.place.__getitem__))
            around = (*way[start:], *way[:start], way[start])
            yield LinkFinding(Kind.CIRCLE, True, self.place[around[0]], around[0], around)

    def _comes_from(self) -> dict[str, dict[str, None]]:
        """For each case those that it comes from: its previous one, and the one that hands over to it."""
        known: dict[str, dict[str, None]] = {}  # in the order of the cases, which a set wouldn't keep
        for at, said in enumerate(self.said):
            for one in said:
                if one.via is Via.BACK or one.to == self.ref(at) or self.times[one.to] != 1:
                    continue
                if self.times[self.ref(at)] == 1:
                    for later, earlier in self._direction(at, one):
                        known.setdefault(later, {})[earlier] = None
        return known

    def _direction(self, at: int, one: Reference) -> Iterator[tuple[str, str]]:
        """Which of the two comes from the other; a link in a header says it only as the table of hand-overs does."""
        own, other = self.cases[at].header, self.cases[self.place[one.to]].header
        if one.via is Via.OPENS:
            yield other.case, own.case
        elif one.via is Via.PREVIOUS or own.routine == other.routine:
            yield own.case, other.case
        else:
            given = between(own.routine, other.routine, self.table) is not None
            taken = between(other.routine, own.routine, self.table) is not None
            if given is not taken:
                yield (other.case, own.case) if given else (own.case, other.case)

    def ref(self, at: int) -> str:
        """The reference of the case at a place."""
        return self.cases[at].header.case

    def _finding(self, kind: Kind, at: int, one: Reference, other: Case | None = None) -> LinkFinding:
        result = one.row.result if one.row is not None and kind is Kind.NOTHING_YET else None
        routine, rules = (None, None) if other is None else (other.header.routine, other.rules)
        return LinkFinding(kind, kind in FAULTS, at, self.ref(at), (one.to,), one.nr, one.field, routine, result, rules)
