"""The texts that only pictures and a handbook ask for: without them they can't be made, or would show a code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from string import Formatter
from typing import TYPE_CHECKING, Final

from flerpart_flow.engine.definition.outline import Outline
from flerpart_flow.engine.errors import DefinitionError
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.texts import Texts

if TYPE_CHECKING:
    from flerpart_flow.engine.definition.routine import Routine

FOLDED: Final = "ihopvikt.leder"
"""The heading over what a party owes only when it leads."""
COLON: Final = ": "
"""What parts a sentence of a tabled answer into what it holds for and what it says."""


def outline_texts(outline: Outline) -> Iterator[tuple[str, str]]:
    """The key of each text, and the part of the outline that asks for it."""
    for capacity in outline.capacities:
        yield f"egenskaper.{capacity.code}", "capacities"
        if capacity.leads:
            yield FOLDED, f"capacities ({capacity.code}, leads)"
    yield from ((f"ramar.{frame.code}", "frames") for frame in outline.frames)
    for party in outline.parties:
        told = (*party.first, *party.answer)
        yield from ((f"partssvar.{party.code}.{nr}", "parties") for nr in range(1, len(told) + 1))
    for question in outline.questions:
        yield f"fragor.{question.code}", "questions"
        told = (*question.answer, *question.more)
        yield from ((f"kort_svar.{question.code}.{nr}", "questions") for nr in range(1, len(told) + 1))
    for telling in outline.tellings:
        yield f"mottagare.{telling.event}", "tellings"
        ways = (telling.before, telling.during, telling.paused, telling.after)
        yield from ((f"far_sagas.{way}", f"tellings ({telling.event})") for way in ways if way)
    yield from ((f"tiger.{silent.code}", "silent") for silent in outline.silent)


def outline_text_faults(outline: Outline, said: Mapping[str, Texts]) -> Iterator[DefinitionError]:
    """Every text that the outline asks for and a language lacks, and every sentence of a table without its colon."""
    asked: dict[str, str] = {}
    for key, where in outline_texts(outline):
        asked.setdefault(key, where)
    for key, where in asked.items():
        yield from (
            DefinitionError("definition.oversikt_text", key=key, lang=lang, where=where)
            for lang, texts in said.items()
            if key not in texts
        )
    tabled = chain.from_iterable(
        ((one.code, nr) for nr, _ in enumerate((*one.answer, *one.more), 1)) for one in outline.questions if one.tabled
    )
    for key in (f"kort_svar.{code}.{nr}" for code, nr in tabled):
        yield from (
            DefinitionError("definition.oversikt_kolon", key=key, lang=lang)
            for lang, texts in said.items()
            if key in texts and COLON not in texts.raw(key)
        )


def holes(text: str) -> set[str]:
    """The names of what a text wants filled in."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def unfilled(routine: Routine, rules: Rules, said: Mapping[str, Texts]) -> Iterator[DefinitionError]:
    """Every hole that nothing fills in a text that is filled with the rules' parameters alone."""
    for key in dict.fromkeys(_filled_by_parameters(routine)):
        for lang, texts in said.items():
            unknown = holes(texts.raw(key)) - set(rules.parameters) if key in texts else ()
            for hole in sorted(unknown):
                yield DefinitionError("definition.text_lucka", key=key, lang=lang, hole=hole)


def _filled_by_parameters(routine: Routine) -> Iterable[str]:
    yield from (f"frister.{spec.name}" for spec in routine.duties)
    yield from (f"tecken.{one.kind}" for one in routine.outline.deviations)
    for guard in routine.guards:
        yield from (f"vakter.{guard.name}", f"vakter.{guard.name}:{'+'.join(guard.reads or ())}")
    besides = ("dessutom", "ombedd", *(f"dessutom_{party.code}" for party in routine.outline.parties))
    yield from (f"{kind}.{one.code}" for one in routine.outline.capacities for kind in besides)
