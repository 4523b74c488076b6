"""What somebody may not see changes nothing that is made for them, byte for byte."""

from __future__ import annotations

from collections import Counter
from importlib import import_module
from itertools import islice
from random import Random
from typing import Any, Final

import attrs
import pytest

from flerpart_flow.diagrams.drawing import draw
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.record.events import Event
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE
from flerpart_flow.seen import Relation, view
from flerpart_flow.words import history
from tests.seen import pairs as pairs_module
from tests.seen.pairs import DIFFERENCES, LANGUAGES, made_for, pairs, walked
from tests.stories import AF, EKONOMI, FK, summed_up, summoned

PAIRS: Final = 200
MOST: Final = 2_000
"""How often a case is tried at most, until each kind of difference has been met."""
CASES: Final[tuple[Case, ...]] = (
    *(case for routine in ("flerpartsmote", "ung_intro") for case in islice(walked(routine, 3), 0, 320, 8)),
    *(25 * (summoned((AF, EKONOMI, FK)).case, summed_up().case)),
)


def _same_for_who_may_not_see_it(case: Case, random: Random) -> str | None:
    """Try two cases of which one is this; what they differ in, or None if it has nothing that one may not see."""
    pair = next(pairs(case, random), None)
    if pair is None:
        return None
    lang = (random.choice(LANGUAGES),)
    assert made_for(pair.one, pair.who, pair.at, lang) == made_for(pair.other, pair.who, pair.at, lang), pair.row
    return pair.row


def test_two_cases_that_differ_in_what_one_may_not_see_look_the_same_to_that_one() -> None:
    random, tried = Random(2026), Counter[str | None]()
    for _ in range(MOST):
        tried[_same_for_who_may_not_see_it(random.choice(CASES), random)] += 1
        if tried.total() - tried[None] >= PAIRS and set(DIFFERENCES) <= tried.keys():
            break
    assert tried.total() - tried[None] >= PAIRS
    assert tried.keys() - {None} == set(DIFFERENCES), "each kind of difference is tried"


@pytest.mark.parametrize("hole", ["covered", "relation"])
def test_a_hole_is_seen(hole: str, monkeypatch: pytest.MonkeyPatch) -> None:
    showing = FLERPARTSMOTE.outline.showing
    assert showing.sight is not None
    if hole == "covered":
        open_to_all = attrs.evolve(showing.sight, covered=lambda facts, viewer: facts)
        outline = attrs.evolve(FLERPARTSMOTE.outline, showing=attrs.evolve(showing, sight=open_to_all))
        monkeypatch.setitem(FLERPARTSMOTE.__dict__, "outline", outline)
    else:
        monkeypatch.setattr(view, "relation", lambda facts, viewer, sight, over: Relation.LEADING)
    assert _something_differs()


def _something_differs() -> bool:
    random = Random(5)
    found = (pair for case in islice(walked("flerpartsmote", 3), 546, 1500, 6) for pair in pairs(case, random))
    return any(made_for(p.one, p.who, p.at, ("sv",)) != made_for(p.other, p.who, p.at, ("sv",)) for p in found)


def _judged_by_the_whole(case: Any, event: Any, who: str, at: Any = None) -> Any:
    return case.decide(event) if isinstance(event, Event) else case.why_not(event, at, who)


@pytest.mark.parametrize(
    ("of", "name", "whole"),
    [
        ("flerpart_flow.seen", "why_seen", _judged_by_the_whole),
        ("tests.seen.pairs", "history", lambda case, lang, who, at: history(case, lang, at=at)),
        ("tests.seen.pairs", "draw", lambda *given, by, **more: draw(*given, **more)),
    ],
)
def test_a_hole_in_why_in_a_history_or_in_a_picture_is_seen(
    of: str, name: str, whole: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pairs_module, "KINDS", len(pairs_module.ASKED))
    monkeypatch.setattr(import_module(of), name, whole)
    assert _something_differs()
