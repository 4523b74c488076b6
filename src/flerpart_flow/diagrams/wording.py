"""The words of a routine in one language, as pictures use them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, Final

import attrs

from flerpart_flow.diagrams.model import Line, Tone
from flerpart_flow.engine.definition.duties import DutySpec
from flerpart_flow.engine.definition.guards import Guard
from flerpart_flow.engine.definition.moves import START, Move
from flerpart_flow.engine.definition.outline import Lane
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.review.steps import Step
from flerpart_flow.engine.rules.norms import Severity
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.words.reasons import texts_for
from flerpart_flow.texts import Texts
from flerpart_flow.words.shared_acts import limited, with_limit

WEIGHTS: Final = {Severity.BLOCK: "maste", Severity.WARN: "bor", Severity.NOTE: "upplysning"}
"""How conditions are told apart wherever they are listed, in order: the key of each heading."""
TELLS: Final = ("till", "enhet", "medverkande")
"""The fields that name those whom an act tells, in a routine that doesn't say itself which acts tell somebody."""
FEW: Final = 2
"""At most so many conditions stand on an arrow."""


@attrs.frozen(eq=False)
class Wording:
    """Names and phrases of a routine under its rules."""

    routine: Routine
    rules: Rules
    said: Texts

    @classmethod
    def of(cls, routine: Routine, rules: Rules, lang: str) -> Wording:
        """The wording in ``sv`` or ``en``."""
        return cls(routine, rules, texts_for(rules, lang))

    def word(self, key: str, /, **values: Any) -> str:
        """A text of the pictures' own."""
        return self.said.say(f"bilder.{key}", **values)

    def routine_name(self) -> str:
        """The routine's name."""
        return self.said.label("rutiner", self.routine.name)

    def phase(self, phase: str) -> str:
        """A phase's name."""
        return self.said.label("faser", phase)

    def short(self, phase: str) -> str:
        """A phase's name without what stands in brackets."""
        return self.phase(phase).partition(" (")[0]

    def phases(self, phases: Iterable[str]) -> str:
        """Several phases in their order, "a, b och c"."""
        order = {phase: number for number, phase in enumerate((START, *self.routine.phases))}
        return self.said.join([self.short(phase) for phase in sorted(phases, key=order.__getitem__)])

    def from_phases(self, phases: Iterable[str]) -> str:
        """From which phases something is possible: by name, unless from all but the end."""
        found = list(phases)
        if set(map(str, self.routine.phases)) - set(map(str, self.routine.ends)) <= set(map(str, found)):
            return self.word("fran_alla")
        return self.word("fran_flera", faser=self.phases(found))

    def act(self, event: str) -> str:
        """An event as something done: "öppna mötet"."""
        return self.said.label("handelser", event)

    def act_in(self, move: Move[Any]) -> str:
        """A move's event as something done: where it only tells the individual, in words of its own."""
        key = f"handelser_till_individen.{move.event.name}"
        return self.said.raw(key) if key in self.said and _only_tells(move) else self.act(move.event.name)

    def role(self, code: str) -> str:
        """Who has a role."""
        return self.said.label("roller", code)

    def bearer(self, code: str) -> str:
        """Who owes what a role owes: each of them, where several may have the role and owe it each for themselves."""
        key = f"barare.{code}"
        return self.said.raw(key) if key in self.said else self.role(code)

    def doer(self, move: Move[Any], *, norm: bool = True) -> str:
        """Who does a move, with the norm; and where those who share the role don't all do the whole of it, what is
        whose.
        """
        role = self.role(move.by.code)
        return with_limit(f"{role} ({move.by.norm})" if norm else role, move.event.name, self.said)

    def limited(self, event: str, *more: str) -> str:
        """An act as it is told beside those who do it: with what of it is whose, and with ``more``, in brackets."""
        return limited(event, self.said, *more)

    def deviation(self, kind: str) -> str:
        """The name of a kind of deviation, as the rules' table gives it."""
        row = self.rules.tables.get("avvikelseslag", {}).get(kind, {})
        return str(row.get(self.said.lang, kind))

    def lane(self, lane: Lane) -> str:
        """The heading of a lane: its own, or the name of the role where each role is a lane."""
        name = self.said.label("banor", lane.code)
        return capital(self.role(lane.code) if name == lane.code else name)

    def duty(self, spec: DutySpec) -> str:
        """What is owed, with its last day where the routine gives one."""
        key, name = f"frister.{spec.name}", self.said.label("plikter", spec.name)
        if key not in self.said:
            return name
        return f"{name}, {self.said.say(key, **self.rules.parameters)}"

    def only_when(self, spec: DutySpec) -> str | None:
        """When a duty holds, as a clause; None where always when somebody has the role."""
        key = f"forbehall_plikt.{spec.name}"
        return self.said.raw(key) if key in self.said else None

    def owed(self, spec: DutySpec, told: str, *, headed: bool = False, narrow: bool = False) -> str:
        """What is owed, told as it may be, with when it is, if not always; less of that under a heading that says what
        the party has to be, and in a narrow box of a lane, which stands in the frame of the consent.
        """
        less = f"{'forbehall_i_bana' if narrow else 'forbehall_under_rubrik'}.{spec.name}"
        when = self.said.raw(less) if (headed or narrow) and less in self.said else self.only_when(spec)
        return told if not when else self.word("party.plikt_nar", plikt=told, nar=when)

    def leads(self, step: Step, target: str) -> str:
        """Where a step leads, told as it may be, with when it does, if not always."""
        when = self.when(step)
        return target if when is None else f"{target}, {self.word('om', villkor=when)}"

    def when(self, step: Step) -> str | None:
        """When a move leads where it leads, if that depends on the facts; without words for it, only that it does."""
        if step.when is None:
            return None
        return self.said.raw(step.when) if step.when in self.said else self.word("beror")

    def guard(self, guard: Guard[Any], *, consent: bool = True) -> str:
        """What a guard asks for: in words of its own, those for the fields that it reads first, or, where it asks for
        fields to be stated, which. First whom or what alone it asks it of. ``consent``: whether one can be in force.
        """
        if not consent and (bare := f"vakter_utan_samtycke.{guard.name}") in self.said:
            return self.said.raw(bare)
        if f"vakter.{guard.name}" in self.said or not guard.name.startswith("says_"):
            by_fields = f"vakter.{guard.name}:{'+'.join(guard.reads or ())}"
            key = by_fields if by_fields in self.said else f"vakter.{guard.name}"
            asked = self.said.say(key, **self.rules.parameters) if key in self.said else guard.name
            only = self.only_for(guard)
            return asked if only is None else f"{only}: {asked}"
        fields = [self.said.label("falt", name) for name in guard.reads or ()]
        return self.word("anger", falt=self.said.join(fields))

    def only_for(self, guard: Guard[Any]) -> str | None:
        """Whom or what alone a guard asks something of, as a clause; None where it asks it of all."""
        key = f"galler.{guard.name}"
        return self.said.raw(key) if key in self.said else None

    def weighed(
        self, guards: Iterable[Guard[Any]], event: str, phases: Collection[str] = ()
    ) -> dict[Severity, tuple[Guard[Any], ...]]:
        """Guards by the most that each can find under the rules: what must hold, what should, what is only told. One
        that goes by no norm under them, or finds nothing in any of the ``phases``, asks for nothing.
        """
        idle = {one.guard for one in self.routine.outline.idle if phases and set(phases) <= set(one.phases)}
        asking = [guard for guard in guards if guard.going_by(self.rules) and guard.name not in idle]
        return {
            weight: found
            for weight in WEIGHTS
            if (found := tuple(guard for guard in asking if guard.weight(event, self.rules) is weight))
        }

    def cure(self, guard: Guard[Any]) -> str | None:
        """What helps where a guard finds something, if that isn't just the events that it names: where the individual
        has said no, to go on without, or to wait (A69). None where it is.
        """
        key = f"bot.{guard.name}"
        return self.said.raw(key) if key in self.said else None

    def cure_by(self, guard: Guard[Any], event: str) -> str | None:
        """Who does an act that cures what a guard finds, and how, where the act's name doesn't say it; else None."""
        key = f"bot_genom.{guard.name}.{event}"
        return self.said.raw(key) if key in self.said else None

    def conditions(self, move: Move[Any]) -> tuple[Line, ...]:
        """The conditions of a move, each with its norms; those that never refuse say so."""
        asking = [guard for guard in self.told_of(move) if guard.going_by(self.rules)]
        return tuple(self.condition(guard, move.event.name) for guard in asking)

    def told_of(self, move: Move[Any]) -> tuple[Guard[Any], ...]:
        """The guards of a move that ask for something there: where it only tells the individual, those that leave the
        individual's own copy alone don't (A50).
        """
        alone = _only_tells(move)
        return tuple(guard for guard in move.guards if not (alone and guard.own_copy))

    def condition(self, guard: Guard[Any], event: str) -> Line:
        """One condition with its norms."""
        text = f"{self.guard(guard)} ({', '.join(guard.norms)})"
        weight = guard.weight(event, self.rules)
        if weight is Severity.BLOCK:
            return Line(text)
        return Line(f"{text}, {self.word(f'bara_{WEIGHTS[weight]}')}", Tone.MUTED)

    def listed(self, move: Move[Any], phases: Collection[str]) -> tuple[Line, ...]:
        """Every condition of a move in some phases with its norms, on a numbered line each: what must hold before what
        should, and last what is only told.
        """
        held = {str(one) for frame in self.routine.outline.frames for one in frame.phases}
        consent = not held or not phases or not held.isdisjoint(phases)  # whether one can be in force there
        found: list[Line] = []
        for weight, those in self.weighed(self.told_of(move), move.event.name, phases).items():
            found.append(Line(self.word(f"{WEIGHTS[weight]}_rubrik"), Tone.STRONG))
            tone = Tone.PLAIN if weight is Severity.BLOCK else Tone.MUTED
            found += [
                Line(f"{number}. {self.guard(guard, consent=consent)} ({', '.join(guard.norms)})", tone)
                for number, guard in enumerate(those, start=1)
            ]
        return tuple(found)

    def first_of(self, move: Move[Any]) -> tuple[Line, ...]:
        """The first conditions that the case itself has to meet, apart from what the event states: what must hold, and
        what should. Where there are more of either, what stands here says that it isn't all.
        """
        told = self.told_of(move)
        standing = self.weighed([guard for guard in told if guard.reads is None], move.event.name)
        whole = self.weighed(told, move.event.name)
        must = standing.get(Severity.BLOCK, ())[:FEW]
        should = standing.get(Severity.WARN, ())[: FEW - len(must)]
        lines = []
        for weight, found in ((Severity.BLOCK, must), (Severity.WARN, should)):
            key = WEIGHTS[weight] if len(found) == len(whole.get(weight, ())) else f"{WEIGHTS[weight]}_bland_annat"
            if found:
                joined = self.said.join([self.guard(guard) for guard in found])
                lines.append(Line(self.word(key, villkor=joined), Tone.MUTED))
        return tuple(lines)

    def step_label(self, step: Step, *, conditions: bool = True, act: str | None = None) -> str:
        """A step in one sentence, for those who can't see it; with ``act`` for its event and who does it."""
        start = step.source == START
        parts = [
            self.word("steg_start" if start else "steg", fran=self.phase(step.source), till=self.phase(step.target)),
            act or f"{self.act(step.event)} ({self.doer(step.move, norm=False)})",
        ]
        if (when := self.when(step)) is not None:
            parts.append(self.word("om", villkor=when))
        if conditions and step.move.guards:
            asked = "; ".join(line.text for line in self.conditions(step.move))
            parts.append(self.word("villkor", villkor=asked))
        return ". ".join(capital(part) for part in parts) + "."

    def page_of(self, number: int, count: int) -> str:
        """Which page of how many, never broken."""
        return self.word("sida", nummer=number, antal=count).replace(" ", "\N{NO-BREAK SPACE}")

    def source_line(self) -> str:
        """Which rules the picture shows: their version, who adopted them and since when they are in force, as far as it
        is known. The title names the routine.
        """
        about = self.rules.about
        parts = [self.word("regler", version=self.rules.version)]
        if self.rules.overlay is not None:
            parts.append(self.word("egna"))
        if about.adopted_by is not None:
            parts.append(self.word("antagna", vem=about.adopted_by))
        if about.valid_from is not None:
            parts.append(self.word("fran_dag", dag=about.valid_from.isoformat()))
        if about.adopted_by is None and about.valid_from is None:
            parts.append(self.word("okant"))
        if about.as_of is not None:
            day = about.as_of.isoformat()
            parts.append(self.word("kunskap", dag=day).replace(f" {day}", f"\N{NO-BREAK SPACE}{day}"))
        return " · ".join(parts)

    def digest_line(self) -> str:
        """The digest of the rules, and of an overlay's, shortened."""
        parts = [self.word("kontroll", kort=self.rules.digest[7:19])]
        if self.rules.overlay is not None:
            parts.append(self.word("overlagring", kort=self.rules.overlay[7:19]))
        return " · ".join(parts)


def only_whom(guard: Guard[Any], move: Move[Any]) -> bool:
    """Whether a condition asks for nothing but whom the act tells: it reads just that, and the cure is the act itself,
    to others.
    """
    return bool(guard.reads) and set(guard.reads or ()) <= set(TELLS) and guard.cures == (move.event,)


def _only_tells(move: Move[Any]) -> bool:
    return any(only_whom(guard, move) for guard in move.guards)


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]
