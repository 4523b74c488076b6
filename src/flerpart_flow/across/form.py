"""Which form of meeting: advice that a person decides on (FM-BAKGRUND-2, FM-BAKGRUND-3; readings A32 and A36).

Two questions are answered apart. JOINT: where do those who need to coordinate meet, in a SIP or in a flerpartsmöte?
OWN: is there an avstämningsmöte besides? That one is Försäkringskassan's alone and is never merged with the others.

Each question is a table of rows, and the rows are all there is: the answer, its explanation and the decision table in
docs/meeting-form.md read the same ones. What isn't known is tried both ways. Where every way gives the same form that
is the advice, and it holds however the unknown turns out; else the answer is that nobody can tell yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from itertools import product
from types import MappingProxyType
from typing import Final

import attrs

from flerpart_flow.engine.record import fields
from flerpart_flow.engine.record.recorded import Recorded, recorded
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.ternary import NO, UNKNOWN, YES
from flerpart_flow.samverkan.parameters import MIN_PARTIES
from flerpart_flow.texts import DEFAULT_LANGUAGE, Texts, texts


class Form(StrEnum):
    """What is advised. ``NONE``: neither form of the question; ``UNKNOWN``: nobody can tell yet."""

    SIP = "sip"
    FLERPARTSMOTE = "flerpartsmote"
    AVSTAMNINGSMOTE = "avstamningsmote"
    NONE = "inget"
    UNKNOWN = "okant"


@recorded
class Question(Recorded):
    """Who needs to take part in the coordination beside the individual, and what for: each yes, no or unknown.

    ``utomstaende`` is an employer or somebody else outside the four parties; those close to the individual don't
    count, since they may come to any meeting. ``rehabilitering``: the individual needs coordinated work-oriented
    rehabilitation (FM-MALGRUPP-1). ``bedomning``: Försäkringskassan needs a meeting for its own assessment of state of
    health, work capacity and rehabilitation. Takes ``Ternary`` or its texts; raises EventError for anything else.
    """

    region: fields.Flag = fields.flag()
    kommun: fields.Flag = fields.flag()
    arbetsformedlingen: fields.Flag = fields.flag()
    forsakringskassan: fields.Flag = fields.flag()
    utomstaende: fields.Flag = fields.flag()
    rehabilitering: fields.Flag = fields.flag()
    bedomning: fields.Flag = fields.flag()


FACTS: Final = tuple(attribute.name for attribute in attrs.fields(Question))
PARTIES: Final = FACTS[:4]

Known = Mapping[str, bool]
"""Every fact of a question, none of them unknown."""


@attrs.frozen(eq=False)
class Condition:
    """A column of a table: the facts that it reads, and whether it holds; ``least`` is the rules' ``min_parties``."""

    name: str
    facts: tuple[str, ...]
    holds: Callable[[Known, int], bool]


@attrs.frozen(eq=False)
class Row:
    """A row of a table: the conditions that it asks for (one it doesn't name may be either way), and its form."""

    name: str
    when: Mapping[str, bool]
    form: Form
    norms: tuple[str, ...]


@attrs.frozen(eq=False)
class Table:
    """A question: its columns and rows. Exactly one row fits whatever the facts are; the tests try every way."""

    name: str
    conditions: tuple[Condition, ...]
    rows: tuple[Row, ...]

    @property
    def facts(self) -> tuple[str, ...]:
        """What the table reads, in the order of the question."""
        read = {fact for condition in self.conditions for fact in condition.facts}
        return tuple(fact for fact in FACTS if fact in read)

    def fitting(self, known: Known, least: int) -> tuple[Row, ...]:
        """The rows that fit: one, unless the table is wrongly written."""
        state = {condition.name: condition.holds(known, least) for condition in self.conditions}
        return tuple(row for row in self.rows if all(state[name] is asked for name, asked in row.when.items()))


JOINT: Final = Table(
    "gemensamt",
    (
        Condition("region_och_kommun", ("region", "kommun"), lambda known, least: known["region"] and known["kommun"]),
        Condition("nagon_utanfor", FACTS[2:5], lambda known, least: any(known[fact] for fact in FACTS[2:5])),
        Condition("tillrackligt_manga", PARTIES, lambda known, least: sum(known[party] for party in PARTIES) >= least),
        Condition("rehabilitering", ("rehabilitering",), lambda known, least: known["rehabilitering"]),
    ),
    (
        Row(
            "bara_region_och_kommun",
            {"region_och_kommun": True, "nagon_utanfor": False},
            Form.SIP,
            ("FM-REL-1", "FM-BAKGRUND-3"),
        ),
        Row(
            "hogst_en_av_dem", {"region_och_kommun": False, "nagon_utanfor": False}, Form.NONE, ("FM-REL-1", "PR-DEF-1")
        ),
        Row("for_fa", {"nagon_utanfor": True, "tillrackligt_manga": False}, Form.NONE, ("PR-DEF-1",)),
        Row(
            "annat_andamal",
            {"nagon_utanfor": True, "tillrackligt_manga": True, "rehabilitering": False},
            Form.NONE,
            ("FM-MALGRUPP-1", "FM-REL-1"),
        ),
        Row(
            "komplement_till_sip",
            {"region_och_kommun": True, "nagon_utanfor": True, "tillrackligt_manga": True, "rehabilitering": True},
            Form.FLERPARTSMOTE,
            ("FM-BAKGRUND-3", "PR-BAKGRUND-2", "FM-MALGRUPP-1", "FM-REL-1"),
        ),
        Row(
            "flera_parter",
            {"region_och_kommun": False, "nagon_utanfor": True, "tillrackligt_manga": True, "rehabilitering": True},
            Form.FLERPARTSMOTE,
            ("FM-BAKGRUND-3", "PR-BAKGRUND-2", "FM-MALGRUPP-1"),
        ),
    ),
)
OWN: Final = Table(
    "eget",
    (Condition("bedomning", ("bedomning",), lambda known, least: known["bedomning"]),),
    (
        Row("forsakringskassan_bedomer", {"bedomning": True}, Form.AVSTAMNINGSMOTE, ("FM-BAKGRUND-2",)),
        Row("ingen_bedomning", {"bedomning": False}, Form.NONE, ("FM-BAKGRUND-2",)),
    ),
)
TABLES: Final = (JOINT, OWN)

TOLD_BY: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        **dict.fromkeys((*PARTIES, "utomstaende"), ("FM-FORBEREDELSE-8", "PR-MALGRUPP-2")),
        "rehabilitering": ("FM-BEDOMNING-1", "FM-MALGRUPP-1"),
        "bedomning": ("FM-BAKGRUND-2",),
    }
)
"""For each fact the norms that say who settles it; the words are the texts ``motesform.vem.<fact>``."""


@attrs.frozen(eq=False)
class Outcome:
    """The answer to one of the questions.

    ``rows`` are the rows that fit, several only where facts are unknown. ``possible`` are the forms that they lead to,
    and ``unknown`` the facts on which the form still depends, none where it is known.
    """

    table: Table
    form: Form
    rows: tuple[Row, ...]
    possible: tuple[Form, ...]
    unknown: tuple[str, ...]

    @property
    def known(self) -> bool:
        """Whether a form is advised, however the unknown turns out."""
        return self.form is not Form.UNKNOWN

    @property
    def norms(self) -> tuple[str, ...]:
        """The norms that the advice rests on or, where there is none yet, those that say who can tell."""
        held = (row.norms for row in self.rows) if self.known else (TOLD_BY[fact] for fact in self.unknown)
        return tuple(dict.fromkeys(norm for norms in held for norm in norms))

    def reasons(self, said: Texts, least: int) -> tuple[str, ...]:
        """Why this form: a sentence for each row that fits."""
        return tuple(said.say(f"motesform.skal.{row.name}", antal=least) for row in self.rows)


@attrs.frozen(eq=False)
class Advice:
    """What is advised on a question under a set of rules. Nobody is bound by it, and no log holds it."""

    question: Question
    joint: Outcome
    own: Outcome
    rules: Rules = attrs.field(repr=lambda rules: rules.version)

    @property
    def least(self) -> int:
        """How many of the parties a flerpartsmöte takes at least."""
        return _least(self.rules)

    def explain(self, lang: str = DEFAULT_LANGUAGE) -> str:
        """The advice as a colleague would give it: each form with its reason and norms, or what isn't known yet."""
        said = texts(lang)
        lines = [said.raw("motesform.rad")]
        for outcome in (self.joint, self.own):
            lines.append(f"{said.raw(f'motesform.fraga.{outcome.table.name}')}: {heading(outcome, said)}")
            lines.extend(f"  {one}" for one in told(outcome, self.least, said))
        return "\n".join(lines)


def advise(question: Question, rules: Rules | None = None) -> Advice:
    """What the routine's documents advise. ``rules`` are those of flerpartsmöte, the newest if none are given."""
    if rules is None:
        from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE

        rules = FLERPARTSMOTE.rules()
    least = _least(rules)
    return Advice(question, _outcome(JOINT, question, least), _outcome(OWN, question, least), rules)


def _least(rules: Rules) -> int:
    return int(rules.value(MIN_PARTIES))


def _ways(table: Table, question: Question) -> Iterator[Known]:
    """Every way that the unknown facts of a table may turn out."""
    ways = {YES: (True,), NO: (False,), UNKNOWN: (True, False)}
    for values in product(*(ways[getattr(question, fact)] for fact in table.facts)):
        yield dict(zip(table.facts, values, strict=True))


def _outcome(table: Table, question: Question, least: int) -> Outcome:
    found = [(known, table.fitting(known, least)[0]) for known in _ways(table, question)]
    forms = {tuple(known.values()): row.form for known, row in found}
    possible = tuple(form for form in Form if form in forms.values())
    depends = tuple(fact for at, fact in enumerate(table.facts) if _turns(forms, at))
    met = {row for _, row in found}
    rows = tuple(row for row in table.rows if row in met)
    return Outcome(table, possible[0] if len(possible) == 1 else Form.UNKNOWN, rows, possible, depends)


def _turns(forms: Mapping[tuple[bool, ...], Form], at: int) -> bool:
    """Whether the form turns with the fact at a place, all others being equal."""
    flipped = ((form, forms.get((*way[:at], not way[at], *way[at + 1 :]), form)) for way, form in forms.items())
    return any(one is not other for one, other in flipped)


def heading(outcome: Outcome, said: Texts) -> str:
    """The form by name, or that nobody can tell yet."""
    return said.raw(f"motesform.form.{outcome.form.value}")


def told(outcome: Outcome, least: int, said: Texts) -> Iterator[str]:
    """The reason of an outcome in sentences, and its norms; or each fact that is unknown and who can tell."""
    if outcome.known:
        if len(outcome.rows) > 1:
            yield said.raw("motesform.endera")
        yield from outcome.reasons(said, least)
    else:
        for fact in outcome.unknown:
            vem = said.raw(f"motesform.vem.{fact}")
            yield said.say("motesform.okant_faktum", faktum=said.raw(f"motesform.faktum.{fact}"), vem=vem)
        yield said.say("motesform.mojligt", former=[said.raw(f"motesform.namn.{form}") for form in outcome.possible])
    yield said.say("motesform.normer", normer=", ".join(outcome.norms))


def decision_table(table: Table, least: int, lang: str = DEFAULT_LANGUAGE) -> tuple[tuple[str, ...], ...]:
    """A table as rows of words, its head first: the conditions, the form, why, and the norms."""
    said = texts(lang)
    words = {True: said.raw("motesform.cell.ja"), False: said.raw("motesform.cell.nej"), None: "–"}
    head = [said.say(f"motesform.villkor.{one.name}", antal=least) for one in table.conditions]
    rows = [(*head, *(said.raw(f"motesform.kolumn.{name}") for name in ("form", "skal", "normer")))]
    for row in table.rows:
        cells = [words[row.when.get(one.name)] for one in table.conditions]
        reason = said.say(f"motesform.skal.{row.name}", antal=least)
        rows.append((*cells, said.raw(f"motesform.namn.{row.form.value}"), reason, ", ".join(row.norms)))
    return tuple(rows)
