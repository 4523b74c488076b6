"""Since when somebody owes something, in one way everywhere: the day, and how many days of the calendar that is."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import attrs
import pytest

from flerpart_flow.engine.definition.duties import Duty, DutyState
from flerpart_flow.texts import texts
from flerpart_flow.words.sentences import duty_in_words

AFTERNOON = datetime(2026, 1, 19, 14, tzinfo=timezone(timedelta(hours=1)))
OPEN = Duty(
    name="dokumentera_samtycke", norms=("FM-SAMTYCKE-6",), bearer="forsakringskassan", counterpart=None, about=None,
    state=DutyState.OPEN, opened_nr=6, opened_at=AFTERNOON, due=None, age_days=0, since=AFTERNOON,
)  # fmt: skip
LATE = attrs.evolve(OPEN, state=DutyState.LATE, age_days=12)
STILL = attrs.evolve(OPEN, state=DutyState.SUSPENDED, age_days=4)
UNBEGUN = attrs.evolve(OPEN, state=DutyState.SUSPENDED, since=None)
WAITS = attrs.evolve(OPEN, state=DutyState.WAITING, since=None)
WAITS_FROM_OPENING = attrs.evolve(OPEN, state=DutyState.WAITING, age_days=1)


@pytest.mark.parametrize(
    ("duty", "shown", "sv", "en"),
    [
        (OPEN, date(2026, 1, 19), "sedan 2026-01-19", "since 2026-01-19"),
        (OPEN, date(2026, 1, 20), "sedan 2026-01-19 (1 dag)", "since 2026-01-19 (1 day)"),  # 19 hours at nine
        (LATE, date(2026, 2, 1), "sedan 2026-01-19 (13 dagar)", "since 2026-01-19 (13 days)"),
        (STILL, date(2026, 2, 1), "sedan 2026-01-19", "since 2026-01-19"),
        (UNBEGUN, date(2026, 2, 1), "sedan 2026-01-19", "since 2026-01-19"),
        (WAITS, date(2026, 2, 1), "räknas från samtycket", "counts from the consent"),
        (
            WAITS_FROM_OPENING, date(2026, 1, 21),
            "sedan 2026-01-19 (2 dagar), räknas från samtycket", "since 2026-01-19 (2 days), counts from the consent",
        ),
        (attrs.evolve(OPEN, due=date(2026, 2, 3)), date(2026, 2, 1), "senast 2026-02-03", "by 2026-02-03"),
    ],
)  # fmt: skip
def test_since_when_is_told_by_the_day_and_the_days_since(duty: Duty, shown: date, sv: str, en: str) -> None:
    told = {lang: duty_in_words(duty, texts(lang), shown).split(" · ")[1] for lang in ("sv", "en")}
    assert told == {"sv": sv, "en": en}
