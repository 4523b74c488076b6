"""Which open duties can't be met now, and why: what is told follows the acts of a whole case, one after the other."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from flerpart_flow import Case, Duty, load
from flerpart_flow.engine.review.hindered import hindered
from flerpart_flow.engine.words.reasons import texts_for
from flerpart_flow.routines.flerpartsmote import AngeTid
from flerpart_flow.words.hindered import hindrance_in_words
from flerpart_flow.words.sentences import in_order

ROOT = Path(__file__).parents[2]
UNIT, CARE = "kommun:arbetsmarknad", "region:psykiatri"


def cases(log: str) -> dict[int, Case]:
    """A case after each of its lines, by the line's number."""
    return {len(case.lines): case for case, _ in load(ROOT / "src/flerpart_flow/routines" / log).steps()}


def latest(case: Case) -> datetime:
    return max(line.occurred_at for line in case.lines)


def told(case: Case, lang: str = "sv", after: timedelta = timedelta()) -> list[tuple[str, str, str]]:
    """The open duties in the order in which they are told: who, what, and what is in the way."""
    at = latest(case) + after
    duties = case.duties(at)
    found = hindered(case, case.state_at(at), duties, at)
    said = texts_for(case.rules, lang)

    def why(duty: Duty) -> str:
        return hindrance_in_words(found[duty], case.phase, case.rules, said) if duty in found else ""

    return [(one.bearer, one.name, why(one)) for one in in_order(duties, found)]


def test_a_summons_waits_first_for_the_conveners_own_act_then_for_the_region_and_then_for_nobody() -> None:
    """FM-BOKNING-1 and -4: the Region is contacted first, and the others are called once it has given a time."""
    of = cases("flerpartsmote/ongoing.jsonl")
    summons = [why for _, what, why in told(of[11]) if what == "kalla"]
    assert summons == ["först: kontakta Regionen om en tid"] * 2
    waits = told(of[12])
    assert [what for _, what, _ in waits] == ["dokumentera_samtycke", "boka_tid", "kalla", "kalla"]
    assert [why for _, _, why in waits] == [
        "",
        "",
        *["kan inte göras än: väntar på att Regionen ska ange tid för mötet"] * 2,
    ]
    assert told(of[12], "en")[-1][2] == "can't be done yet: waits for the Region to give a time for the meeting"
    given = AngeTid(occurred_at=latest(of[12]) + timedelta(days=1), by=CARE, start=latest(of[12]) + timedelta(weeks=8))
    after = of[12].apply(given, given.occurred_at)
    assert [(what, why) for _, what, why in told(after)].count(("kalla", "")) == 2


def test_in_the_meeting_what_belongs_to_another_phase_comes_after_what_is_done_there() -> None:
    """FM-GENOMF-1 and -2 are for after the meeting: until it has ended nobody can tell of a measure."""
    found = [case for case in cases("flerpartsmote/demo.jsonl").values() if case.phase == "mote"]
    owed = [told(case) for case in found]
    measured = [one for one in owed if any(what == "genomfora_atgard" for _, what, _ in one)]
    assert measured
    for one in measured:
        assert {why for _, what, why in one if what == "genomfora_atgard"} == {"kan inte göras i fasen Möte"}
        hinders = [bool(why) and not why.startswith("först") for _, _, why in one]
        assert hinders == sorted(hinders)


@pytest.mark.parametrize(
    ("lang", "says"),
    [
        ("sv", ("kan inte göras än: Stödet är frivilligt, och individen har inte tackat ja till det än. Vänta. "
               "Om individen själv vill: tacka ja till stödet")),
        ("en", ("can't be done yet: The support is voluntary, and the individual has not accepted it yet. Wait. "
               "If the individual wishes: accept the support")),
    ],
    ids=("sv", "en"),
)  # fmt: skip
def test_what_waits_for_the_individual_hurries_nobody(lang: str, says: str) -> None:
    """UI-ANSVAR-11, A69: the support begins with the individual's yes, which nobody presses for."""
    case = cases("ung_intro/ongoing.jsonl")[17]
    assert ("kommun:ung_intro", "ge_stod", says) in told(case, lang)


def test_a_duty_that_waits_stands_after_the_rest_also_when_it_is_late() -> None:
    """Nobody can call before the Region's time, however late the summons gets; what can be done is told first."""
    case = cases("flerpartsmote/ongoing.jsonl")[12]
    owed = told(case, after=timedelta(days=200))
    assert [what for _, what, why in owed if why] == ["kalla", "kalla"]
    assert [bool(why) for _, _, why in owed] == [False, False, True, True]
