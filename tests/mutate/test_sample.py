"""A seeded sample of the faults of Ung Intro, on its twins alone: the share that its own evidence notices."""

from __future__ import annotations

from typing import Final

from flerpart_flow.installed import ROUTINES
from flerpart_flow.proof.mutate.equivalent import read
from flerpart_flow.proof.mutate.report import score, weak
from flerpart_flow.proof.mutate.twinned import trials
from flerpart_flow.proof.mutate.whole import Wanted, over
from tests.mutate.suites import nothing

NAME: Final = "ung_intro"


def test_a_sample_of_the_faults_is_noticed_by_the_twins_of_their_norms() -> None:
    routine = ROUTINES[NAME]
    judgements = {ident: one for ident, one in read().items() if ident.startswith(f"{NAME}/")}
    wanted = Wanted(sample=60, seed=11, jobs=2, groups=("norms", "guards", "answers", "duties"))
    found = over([routine], trials([routine]), wanted, judgements, nothing)
    assert found.stale == []
    assert weak(found.results, None, 50) == []
    assert score(NAME, found.results).own >= 95
