"""What proposes deviations says of which kinds: each is then compared apart, and another kind is refused."""

from __future__ import annotations

from typing import Any, Final

import attrs
import pytest

from flerpart_flow.engine.definition.routine import ByKind, Proposal
from flerpart_flow.engine.errors import DefinitionError
from flerpart_flow.proof.compare.reads.rows import parts_of
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE
from flerpart_flow.samverkan.parameters import NO_RESPONSE_ATTEMPTS

NOTHING: Final[Any] = None
ATTEMPTS: Final = {"no_response_attempts", "no_response_days"}


def _of(kind: str) -> Any:
    return lambda facts, duties, rules, now: (Proposal(kind, "arbetsformedlingen", "FM-AVVIK-3", 1, None),)


def test_all_are_asked_in_order() -> None:
    several = ByKind(((("utebliven", "annat"), _of("annat")), (("inget_svar",), _of("inget_svar"))))
    assert [one.kind for one in several(NOTHING, (), NOTHING, NOTHING)] == ["annat", "inget_svar"]
    assert [len(several.of(kind)) for kind in ("utebliven", "inget_svar", "atgard_ej_genomford")] == [1, 1, 0]


def test_one_that_proposes_a_kind_which_it_does_not_name_is_refused() -> None:
    with pytest.raises(DefinitionError, match="annat"):
        ByKind(((("inget_svar",), _of("annat")),))(NOTHING, (), NOTHING, NOTHING)


def test_only_what_proposes_silence_goes_by_the_number_of_attempts() -> None:
    reads = parts_of(FLERPARTSMOTE, FLERPARTSMOTE.rules()).deviations
    assert {kind for kind, one in reads.items() if one.parameters & ATTEMPTS} == {"inget_svar"}


def test_a_routine_that_does_not_tell_kinds_apart_goes_by_all_in_each() -> None:
    whole = FLERPARTSMOTE.proposals
    routine = attrs.evolve(FLERPARTSMOTE, proposals=lambda *asked: whole(*asked))
    reads = parts_of(routine, routine.rules()).deviations
    shown = {one.kind for one in routine.outline.deviations if one.shown_by}
    assert {kind for kind, one in reads.items() if NO_RESPONSE_ATTEMPTS.name in one.parameters} == shown
