"""What a field of an event says, in words: each kind of field as a case worker would write it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from flerpart_flow import FLERPARTSMOTE, YES
from flerpart_flow.engine.words.reasons import texts_for
from flerpart_flow.routines.flerpartsmote import Forbered, GeSamtycke, Kalla
from flerpart_flow.words.values import value_in_words
from tests.stories import AF, ARBETSMARKNAD

SAYS = [
    (GeSamtycke, "enheter", (ARBETSMARKNAD, AF), "kommunens arbetsmarknadsenhet och Arbetsförmedlingen"),
    (
        GeSamtycke,
        "amnen_for",
        ((AF, ("arbete", "ekonomi")), (ARBETSMARKNAD, ("halsa",))),
        "Arbetsförmedlingen: arbete och ekonomi; kommunens arbetsmarknadsenhet: hälsa",
    ),
    (
        Kalla,
        "syfte",
        ((AF, "Planera vägen"), (ARBETSMARKNAD, "Leda mötet")),
        "Arbetsförmedlingen: Planera vägen; kommunens arbetsmarknadsenhet: Leda mötet",
    ),
    (Kalla, "inbjudna", ("arbetsförmedlare", "läkare"), "arbetsförmedlare och läkare"),
    (Kalla, "kanal", "brev", "brev"),
    (Kalla, "plats", "Sal 1", "Sal 1"),
    (Kalla, "start", datetime(2026, 2, 11, 12, 0, tzinfo=UTC), "2026-02-11 13:00"),
    (Forbered, "individen_medverkar", YES, "ja"),
]


@pytest.mark.parametrize(("kind", "field", "value", "words"), SAYS, ids=[field for _, field, _, _ in SAYS])
def test_a_value_is_told_by_names_and_not_by_codes(kind: Any, field: str, value: Any, words: str) -> None:
    assert value_in_words(kind, field, value, texts_for(FLERPARTSMOTE.rules(), "sv")) == words
