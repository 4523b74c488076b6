"""What a proof came to, as plain data that a process can hand over: numbers, and a story as a log and in prose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

from flerpart_flow.engine.journal.log import write_log
from flerpart_flow.proof.prove.checks import Outcome, Reaches, unmatched
from flerpart_flow.proof.prove.model import Claim, Claims
from flerpart_flow.proof.prove.proving import Story, Walked
from flerpart_flow.words.history import history

LANGUAGES = ("sv", "en")


@attrs.frozen
class Tale:
    """A story as the lines of a log, and as sentences in each language. ``ends`` tells that its last line breaks the
    claim; else the state after it does. ``before`` is the log of the case that handed this one over, if any.
    """

    log: tuple[str, ...]
    before: tuple[str, ...]
    prose: Mapping[str, tuple[str, ...]]
    acts: int
    ends: bool


@attrs.frozen
class Result:
    """A slice that was walked, and what was seen there of each claim."""

    walked: Walked
    seen: Mapping[str, Counter[Outcome]]
    tales: Mapping[str, Tale]
    reaches: Mapping[str, Reaches]


@attrs.frozen
class Verdict:
    """What came of a claim over all its slices; ``missing`` is what none of them reached, and what one did that the
    claim says can't be.
    """

    claim: Claim
    seen: Counter[Outcome]
    tale: Tale | None
    walks: tuple[Walked, ...]
    missing: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing was seen of what the claim is about."""
        return any(not self.seen[Outcome(one)] for one in self.claim.witness)

    @property
    def whole(self) -> bool:
        """Whether every walk came to its bound."""
        return all(one.whole for one in self.walks)

    @property
    def state(self) -> str:
        """``holds``, ``broken``, ``stopped`` before its bound, or ``empty``."""
        if self.tale is not None:
            return "broken"
        if not self.whole:
            return "stopped"
        if self.missing:
            return "broken"
        return "empty" if self.empty else "holds"


def tale_of(story: Story) -> Tale:
    """A story as data."""
    case, by = story.whole, story.begun.by
    told = [case] if by is None else [by, case]
    prose = {lang: tuple(line.shown for one in told for line in history(one, lang)) for lang in LANGUAGES}
    before = () if by is None else tuple(write_log(by))
    acts = len(case.lines) - len(story.begun.case.lines)
    return Tale(tuple(write_log(case)), before, prose, acts, story.event is not None)


def verdicts(claims: Claims, results: Iterable[Result], only: Sequence[str] = ()) -> tuple[Verdict, ...]:
    """What came of each claim that was asked about."""
    found = tuple(results)
    made = []
    for claim in claims.claims:
        if only and claim.id not in only:
            continue
        mine = [one for one in found if claim.id in one.seen]
        seen: Counter[Outcome] = sum((one.seen[claim.id] for one in mine), Counter())
        tales = [one.tales[claim.id] for one in mine if claim.id in one.tales]
        tale = min(tales, key=lambda one: one.acts, default=None)
        missing = unmatched(one.reaches[claim.id] for one in mine)
        made.append(Verdict(claim, seen, tale, tuple(one.walked for one in mine), missing))
    return tuple(made)


def data_of(one: Verdict) -> dict[str, Any]:
    """A verdict as JSON."""
    tale = one.tale
    return {
        "id": one.claim.id,
        "title": dict(one.claim.title),
        "state": one.state,
        "done": one.seen[Outcome.DONE],
        "refused": one.seen[Outcome.REFUSED],
        "slices": [walked.name for walked in one.walks],
        "missing": list(one.missing),
        "story": None
        if tale is None
        else {
            "acts": tale.acts,
            "log": [line.rstrip("\n") for line in tale.log],
            "before": [line.rstrip("\n") for line in tale.before],
            "prose": {lang: list(lines) for lang, lines in tale.prose.items()},
        },
    }


def walk_data(walked: Walked, claims: Claims) -> dict[str, Any]:
    """A walk as JSON."""
    return {
        "name": walked.name,
        "bound": dict(claims.slices[walked.name].bound),
        "states": walked.states,
        "moves": walked.moves,
        "whole": walked.whole,
        "seconds": round(walked.seconds, 1),
    }
