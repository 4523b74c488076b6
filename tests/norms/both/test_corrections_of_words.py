"""Who may correct what the individual's side has said, and how far (A51, FF-INDIVID-1, FF-RATTELSE-1, -2, -4).

Others strike a yes to a unit, or narrow it. A no, and a yes to a representative, a relative or the own presence, only
the individual takes back. A representative who acts as the individual does as the others do, and corrects their own
lines.
"""

from __future__ import annotations

from typing import Any, Final

import pytest

from flerpart_flow.proof.twins.model import Step
from tests.norms.twins import player
from tests.policy import policy

OMBUD: Final = "ombud"
INDIVID: Final = "individ"
UNIT: Final = "unit"
AF, FK = "arbetsformedlingen", "forsakringskassan"
BEGINS: Final = {"flerpartsmote": ("forberett", "kommun:arbetsmarknad"), "ung_intro": ("startad", "region:psykiatri")}
WATCHED: Final = ("FF-INDIVID-1", "FF-RATTELSE-1", "FF-RATTELSE-2", "FF-RATTELSE-4")
HEARD: Final = "FF-RATTELSE-4"
OWN: Final = "FF-INDIVID-1"
NO_YES: Final = "PR-MALGRUPP-2"
YES_TO_OMBUD: Final = (INDIVID, [OMBUD], "ja")

# what is said first, and last what is corrected; who corrects; to what (None strikes); what is told; if it gives a yes
Said = tuple[tuple[str, list[str], str], ...]
ROWS: Final[dict[str, tuple[Said, str, dict[str, Any] | None, set[str], bool]]] = {
    "a unit strikes a yes to a unit": (((INDIVID, [FK], "ja"),), UNIT, None, {HEARD}, False),
    "a unit narrows a yes": (((INDIVID, [FK, AF], "ja"),), UNIT, {"deltagare": [FK]}, {HEARD}, False),
    "a unit writes the same yes": (((INDIVID, [FK], "ja"),), UNIT, {"deltagare": [FK]}, {HEARD}, False),
    "a unit makes a yes unknown": (((INDIVID, [FK], "ja"),), UNIT, {"svar": "okant"}, {HEARD}, False),
    "a unit widens a yes": (((INDIVID, [FK], "ja"),), UNIT, {"deltagare": [FK, AF]}, {OWN, HEARD}, True),
    "a unit turns a yes": (((INDIVID, [FK], "ja"),), UNIT, {"svar": "nej"}, {OWN, HEARD}, False),
    "a unit strikes a no": (((INDIVID, [FK], "nej"),), UNIT, None, {OWN, HEARD}, True),
    "a unit turns a no": (((INDIVID, [FK], "nej"),), UNIT, {"svar": "ja"}, {OWN, HEARD}, True),
    "a unit makes a no unknown": (((INDIVID, [FK], "nej"),), UNIT, {"svar": "okant"}, {OWN, HEARD}, True),
    "a unit narrows a no": (((INDIVID, [FK, AF], "nej"),), UNIT, {"deltagare": [FK]}, {OWN, HEARD}, True),
    "a unit writes the same no": (((INDIVID, [FK], "nej"),), UNIT, {"deltagare": [FK]}, {OWN, HEARD}, False),
    "a unit widens a no": (((INDIVID, [FK], "nej"),), UNIT, {"deltagare": [FK, AF]}, {OWN, HEARD}, False),
    "a unit strikes the yes to a representative": ((YES_TO_OMBUD,), UNIT, None, {OWN, HEARD}, False),
    "a unit strikes the yes to a relative": (((INDIVID, ["narstaende:1"], "ja"),), UNIT, None, {OWN, HEARD}, False),
    "a unit strikes the yes to the own presence": (((INDIVID, [INDIVID], "ja"),), UNIT, None, {OWN, HEARD}, False),
    "a unit strikes a yes to a unit and a relative": (
        ((INDIVID, [FK, "narstaende:1"], "ja"),), UNIT, None, {OWN, HEARD}, False,
    ),
    "the individual strikes their own no": (((INDIVID, [FK], "nej"),), INDIVID, None, set(), False),
    "the individual strikes their own yes": (((INDIVID, [FK], "ja"),), INDIVID, None, set(), False),
    "the individual strikes a representative's no": ((YES_TO_OMBUD, (OMBUD, [FK], "nej")), INDIVID, None, set(), False),
    "a representative strikes the individual's yes": ((YES_TO_OMBUD, (INDIVID, [FK], "ja")), OMBUD, None, set(), False),
    "a representative strikes the individual's no": ((YES_TO_OMBUD, (INDIVID, [FK], "nej")), OMBUD, None, {OWN}, True),
    "a representative strikes their own no": ((YES_TO_OMBUD, (OMBUD, [FK], "nej")), OMBUD, None, set(), True),
    "a representative without a yes strikes a yes": (((INDIVID, [FK], "ja"),), OMBUD, None, {OWN}, False),
    "a representative who lost the yes strikes a yes": (
        (YES_TO_OMBUD, (INDIVID, [OMBUD], "nej"), (INDIVID, [FK], "ja")), OMBUD, None, {OWN}, False,
    ),
    "another representative strikes a representative's yes": (
        (YES_TO_OMBUD, (INDIVID, ["ombud:2"], "ja"), (OMBUD, [FK], "ja")), "ombud:2", None, set(), False,
    ),
    "another representative strikes a representative's no": (
        (YES_TO_OMBUD, (INDIVID, ["ombud:2"], "ja"), (OMBUD, [FK], "nej")), "ombud:2", None, {OWN}, True,
    ),
}  # fmt: skip


def told(name: str, said: Said, by: str, changes: dict[str, Any] | None, ror: int | None = None) -> set[str]:
    """The norms that are told of a correction of the last line that was said."""
    begin, unit = BEGINS[name]
    case, at = player(name).begin(begin)
    for who, actors, answer in said:
        event = player(name).event(Step("bestam_deltagare", who, None, {"deltagare": actors, "svar": answer}), at)
        case, at = case.apply(event), event.recorded_at
    content: dict[str, Any] = {"ror": ror or len(case.lines), "skal_kod": "felskrivning"}
    content |= {} if changes is None else {"ratt": changes}
    step = Step("ratta", unit if by == UNIT else by, None, content)
    return {one.norm for one in case.decide(player(name).event(step, at)).findings}


@policy("FF-INDIVID-1", "FF-RATTELSE-1", "FF-RATTELSE-2", "FF-RATTELSE-4")
@pytest.mark.parametrize("name", sorted(BEGINS))
@pytest.mark.parametrize("row", ROWS)
def test_what_the_individual_has_said_is_the_individuals(row: str, name: str) -> None:
    said, by, changes, expected, _ = ROWS[row]
    assert told(name, said, by, changes) & set(WATCHED) == expected


@policy("PR-MALGRUPP-2")
@pytest.mark.parametrize("row", ROWS)
def test_no_correction_gives_a_yes_that_the_individual_has_not_given(row: str) -> None:
    said, by, changes, _, gives = ROWS[row]
    assert (NO_YES in told("flerpartsmote", said, by, changes)) is gives


@policy("FF-INDIVID-1", "FF-RATTELSE-1", "FF-RATTELSE-2", "FF-RATTELSE-4")
@pytest.mark.parametrize("name", sorted(BEGINS))
@pytest.mark.parametrize("by", [UNIT, INDIVID, AF])
def test_a_line_that_is_not_there_is_all_that_is_told(name: str, by: str) -> None:
    assert told(name, (), by, None, ror=90) & set(WATCHED) == {"FF-RATTELSE-1"}


@policy("FF-INDIVID-1", "FF-RATTELSE-1", "FF-RATTELSE-2", "FF-RATTELSE-4")
@pytest.mark.parametrize("name", sorted(BEGINS))
def test_a_unit_strikes_its_own_line_and_the_individual_none_of_a_units(name: str) -> None:
    assert told(name, (), UNIT, None, ror=2) & set(WATCHED) == set()
    assert told(name, (), INDIVID, None, ror=2) & set(WATCHED) == {"FF-RATTELSE-2"}
    assert told(name, (), FK, None, ror=2) & set(WATCHED) == {"FF-RATTELSE-2"}


@policy("FF-RATTELSE-1")
@pytest.mark.parametrize("name", sorted(BEGINS))
def test_no_line_is_corrected_twice_nor_a_correction_and_the_first_is_never_struck(name: str) -> None:
    begin, unit = BEGINS[name]
    case, at = player(name).begin(begin)
    struck = player(name).event(Step("ratta", unit, None, {"ror": 2, "skal_kod": "felskrivning"}), at)
    after = case.apply(struck)

    def norms(ror: int, **more: Any) -> bool:
        step = Step("ratta", unit, None, {"ror": ror, "skal_kod": "felskrivning", **more})
        return "FF-RATTELSE-1" in after.decide(player(name).event(step, struck.recorded_at)).norms

    assert norms(2)
    assert norms(len(after.lines))
    assert norms(1)
    assert not norms(5)
    if name == "ung_intro":  # the first line of a flerpartsmöte has nothing to correct
        assert not norms(1, ratt={"onskemal": "okant"})


@policy("FF-INDIVID-1", "FF-RATTELSE-1", "FF-RATTELSE-2", "FF-RATTELSE-4")
@pytest.mark.parametrize("name", sorted(BEGINS))
@pytest.mark.parametrize(("by", "expected"), [(UNIT, {HEARD}), (OMBUD, {OWN}), (INDIVID, set())])
def test_a_representative_undoes_no_narrowing_of_the_individuals(name: str, by: str, expected: set[str]) -> None:
    begin, unit = BEGINS[name]
    case, at = player(name).begin(begin)
    for step in (
        Step("bestam_deltagare", INDIVID, None, {"deltagare": [OMBUD], "svar": "ja"}),
        Step("begransa_samtycke", INDIVID, None, {"amnen": ["halsa"]}),
    ):
        event = player(name).event(step, at)
        case, at = case.apply(event), event.recorded_at
    struck = Step("ratta", unit if by == UNIT else by, None, {"ror": len(case.lines), "skal_kod": "felskrivning"})
    assert {one.norm for one in case.decide(player(name).event(struck, at)).findings} & set(WATCHED) == expected
