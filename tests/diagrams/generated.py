"""Routines made up by hypothesis: 1–30 phases, 3–7 lanes, and whatever moves, guards and duties they may have.

A routine is its main chain, and then loops, ways past a phase, early ends, choices, a pause with ways in and back, and
moves that stay where they are. It is validated as any routine is. Its words are made up too; they exist only inside
``worded``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any, ClassVar, Final
from unittest.mock import patch

import attrs
from hypothesis import strategies as st

from flerpart_flow.engine.definition import validation
from flerpart_flow.engine.definition.correction import Ratta, concerns_an_earlier_line, gives_a_reason, unchanged
from flerpart_flow.engine.definition.duties import DutySpec
from flerpart_flow.engine.definition.guards import Guard
from flerpart_flow.engine.definition.moves import START, STAY, Choice, Move, Role, Target
from flerpart_flow.engine.definition.outline import Deviation, Frame, Lane, Outline, Party
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.sources import Sources
from flerpart_flow.engine.rules.vocabulary import Vocabulary
from flerpart_flow.engine.words import reasons as explain
from flerpart_flow.texts import Texts, texts
from tests import toy

MOST_PHASES: Final = 30
MOST_LANES: Final = 7
KINDS: Final = ("borta", "sen")


def _event(number: int) -> type[Event]:
    name = f"handelse_{number}"
    body = {"__annotations__": {"name": ClassVar[str]}, "name": name, "__module__": __name__}
    kind: type[Event] = attrs.frozen(kw_only=True)(type(name.title(), (Event,), body))
    return kind


EVENTS: Final = tuple(_event(number) for number in range(120))
ROLES: Final = tuple(
    Role(f"roll_{number}", "T-ROLE", lambda facts, event, rules: True, lambda facts, rules: ("nord",))
    for number in range(MOST_LANES + 2)
)
GUARDS: Final[tuple[Guard[Any], ...]] = tuple(
    Guard(f"vakt_{number}", norms, lambda facts, event, rules: (), None, ())
    for number, norms in enumerate((("T-FIRST",), ("T-TEXT",), ("T-TO",), ("T-FIRST", "T-TO")))
)


def _vocabulary(tables: Mapping[str, Any], norms: Mapping[str, Any]) -> Vocabulary:
    made = toy.SOURCES.vocabulary(tables, norms)
    return attrs.evolve(made, known={**made.known, "avvikelseslag": frozenset(KINDS)})


SOURCES: Final[Sources] = attrs.evolve(toy.SOURCES, vocabulary=_vocabulary)

PLAIN: Final = st.sampled_from(
    ("Behov", "Samtycke", "Förberedelse av mötet", "kalla till mötet", "den som är sammankallande", "ärendet rör alla",
     "om Regionen ska delta, är dess tid redan given", "Uppföljning och revision", "godkänna planen"),
)  # fmt: skip


@attrs.frozen(eq=False)
class Made:
    """A routine and its words, by the texts' keys."""

    routine: Routine
    words: Mapping[str, str]
    dated: frozenset[str]
    """The duties whose last day has a text."""

    def __repr__(self) -> str:
        moves = "; ".join(f"{move.event.name} {_shown(move.to)}" for move in self.routine.moves)
        return f"Made({', '.join(self.routine.phases)} | {moves} | {self.routine.outline.lanes})"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """What hypothesis shows of one that fails: the table, not every function in it."""
        printer.text(repr(self))


def _shown(to: Mapping[str, Target]) -> str:
    return " ".join(f"{phase}→{one.targets if isinstance(one, Choice) else one or '.'}" for phase, one in to.items())


@contextmanager
def worded(words: Mapping[str, str]) -> Iterator[None]:
    """The texts have these words, in both languages."""

    def with_words(lang: str = "sv") -> Texts:
        said = texts(lang)
        return Texts(lang, {key: said.raw(key) for key in list(said.keys())} | dict(words))

    def read(lang: str, own: object) -> Texts:
        return with_words(lang)

    with patch.object(validation, "texts", with_words), patch.object(explain, "wording", read):
        yield


@st.composite
def routines(draw: st.DrawFn, words: st.SearchStrategy[str] = PLAIN, most: int = MOST_PHASES) -> Made:
    """A routine, with words from a strategy."""
    chain = [f"fas_{number}" for number in range(1, draw(st.integers(1, most)) + 1)]
    pause = "vila" if len(chain) > 1 and len(chain) < most and draw(st.booleans()) else None
    phases = (*chain, pause) if pause else tuple(chain)
    lanes = draw(st.integers(3, MOST_LANES))
    roles = ROLES[: lanes + draw(st.integers(0, 2))]
    moves = _moves(draw, chain, pause, roles)
    held = _held(draw, chain) if pause and len(chain) > 3 and draw(st.booleans()) else ()
    if pause and held:  # one way into the pause for all that the frame holds together
        moves = (Move(event=EVENTS[-1], by=roles[0], to=dict.fromkeys(held, pause), effect=unchanged), *moves)
    used = tuple(dict.fromkeys(move.by.code for move in moves))
    duties = _duties(draw, moves, used, phases)
    dated = frozenset(spec.name for spec in duties if draw(st.booleans()))
    outline = Outline(
        lanes=_lanes(draw, lanes, used, phases),
        parties=(Party("nord", used), Party("syd", used[:1], ("varje_enhet",))),
        deviations=tuple(
            Deviation(kind, "T-TO", tuple(draw(st.permutations(phases))[:3]), (moves[-1].event.name,) * (kind == "sen"))
            for kind in KINDS
        ),
        frames=(Frame("ram", held),) if held else (),
        rights=tuple(draw(st.lists(st.sampled_from([move.event.name for move in moves]), max_size=4, unique=True))),
    )
    keys = [
        *(f"faser.{phase}" for phase in phases),
        *(f"handelser.{move.event.name}" for move in moves),
        *(f"roller.{role}" for role in used),
        *(f"banor.{lane.code}" for lane in outline.lanes),
        *(f"ramar.{frame.code}" for frame in outline.frames),
        *(f"plikter.{spec.name}" for spec in duties),
        *(f"frister.{name}" for name in sorted(dated)),
        *(f"vakter.{guard.name}" for guard in GUARDS),
        "falt.text",
    ]
    told = {key: draw(words) for key in dict.fromkeys(keys)}
    with worded(told):
        routine = Routine(
            name="pahittad",
            revision=1,
            phases=phases,
            moves=moves,
            duties=duties,
            sources=SOURCES,
            begin=lambda header: None,
            ends=(chain[-1],),
            pauses=(pause,) if pause else (),
            correction=Ratta,
            outline=outline,
            parameters=toy.DEFINITION["parameters"],
        )
    return Made(routine, told, dated)


def _held(draw: st.DrawFn, chain: Sequence[str]) -> tuple[str, ...]:
    """Phases beside each other, none of them the last."""
    first = draw(st.integers(0, len(chain) - 4))
    return tuple(chain[first : draw(st.integers(first + 3, len(chain) - 1))])


def _moves(draw: st.DrawFn, chain: list[str], pause: str | None, roles: Sequence[Role]) -> tuple[Move[Any], ...]:
    unused = iter(EVENTS)

    def move(to: Mapping[str, Target]) -> Move[Any]:
        asked = draw(st.lists(st.sampled_from(GUARDS), max_size=3, unique=True))
        return Move(event=next(unused), by=draw(st.sampled_from(roles)), to=to, effect=unchanged, guards=tuple(asked))

    some = st.lists(st.sampled_from(chain), min_size=1, max_size=6, unique=True)
    early = chain[:-1]
    moves = [move({START: chain[0]}), *(move({one: after}) for one, after in pairwise(chain))]
    for _ in range(draw(st.integers(0, min(8, len(chain))))):
        match draw(st.sampled_from(("loop", "skip", "end", "choice", "stay"))):
            case "loop" if early:
                at = draw(st.integers(0, len(early) - 1))
                moves.append(move({early[at]: draw(st.sampled_from(chain[: at + 1]))}))
            case "skip" if early:
                at = draw(st.integers(0, len(early) - 1))
                moves.append(move({early[at]: draw(st.sampled_from(chain[at + 1 :]))}))
            case "end" if early:
                sources = [one for one in draw(some) if one != chain[-1]] or early[:1]
                moves.append(move(dict.fromkeys(sources, chain[-1])))
            case "choice" if early:
                targets = tuple(draw(st.lists(st.sampled_from(chain), min_size=1, max_size=2, unique=True)))
                choice = Choice(f"val_{len(moves)}", lambda facts, rules: None, targets, draw(st.booleans()))
                moves.append(move(dict.fromkeys(draw(some), choice)))
            case _:
                moves.append(move(dict.fromkeys(draw(some), STAY)))
    if pause:
        for _ in range(draw(st.integers(1, 2))):
            moves.append(move(dict.fromkeys(draw(some), pause)))
        back = draw(st.lists(st.sampled_from(chain), min_size=1, max_size=3, unique=True))
        target: Target = Choice("tillbaka", lambda facts, rules: None, tuple(back)) if len(back) > 1 else back[0]
        moves.append(move({pause: target}))
    # Every norm of the rules has to be carried, so one move has all guards; and the engine's own have the correction.
    # A norm of the toy's names the toy's event B.
    moves.append(Move(event=toy.B, by=roles[0], to={chain[0]: STAY}, effect=unchanged, guards=GUARDS))
    correct = Move(
        event=Ratta, by=roles[0].under("FF-RATTELSE-2"), to=dict.fromkeys(chain, STAY), effect=unchanged,
        guards=(concerns_an_earlier_line, gives_a_reason),
    )  # fmt: skip
    return (*moves, correct)


def _duties(
    draw: st.DrawFn, moves: Sequence[Move[Any]], used: Sequence[str], phases: Sequence[str]
) -> tuple[DutySpec, ...]:
    return tuple(
        DutySpec(
            name=f"plikt_{number}",
            norms=("T-DUTY",),
            opens={moves[0].event: lambda before, event, after, rules: ()},
            meets={moves[0].event: lambda facts, event, owed: False},
            threshold=toy.DAYS,
            bearer=draw(st.sampled_from(used)),
            phase=draw(st.sampled_from(phases)),
        )
        for number in range(draw(st.integers(1, 12)))
    )


def _lanes(draw: st.DrawFn, count: int, roles: Sequence[str], phases: Sequence[str]) -> tuple[Lane, ...]:
    """The lanes, each role and phase in one of them; sometimes none, so that each role is one."""
    if len(roles) >= 3 and draw(st.integers(0, 9)) == 0:
        return ()
    of_role = {role: draw(st.integers(0, count - 1)) for role in roles}
    of_phase = {phase: draw(st.integers(0, count - 1)) for phase in phases}
    return tuple(
        Lane(
            f"bana_{number}",
            tuple(role for role, lane in of_role.items() if lane == number),
            tuple(phase for phase, lane in of_phase.items() if lane == number),
        )
        for number in range(count)
    )
