"""Every duty of Ung Intro: its norms, whose it is, and that it rests for want of a consent and ends with the case."""

from __future__ import annotations

from typing import Final

import pytest

from flerpart_flow.routines.ung_intro import AngeVillkor, Avsluta, BeOmKontakthjalp, Samrada
from tests.norms.owed import Row, marked, rests_without_a_consent, states
from tests.ung_intro_stories import (
    AF,
    FK,
    INDIVID,
    PSYKIATRI,
    TOPICS,
    UI,
    Story,
    admitted,
    consented,
    seen,
    started_with_all,
)

UNITS: Final = (PSYKIATRI, UI, FK, AF)


def consulted() -> Story:
    """Phase forberedelse: care has consulted Ung Intro, which found the measure right."""
    story = consented(units=UNITS)
    story.do(Samrada, till=UI, avidentifierat="nej", ratt_insats="ja")
    return story


def in_strengthened_cooperation() -> Story:
    """Phase samverkan: the person takes part in the strengthened cooperation."""
    story = started_with_all()
    story.do(AngeVillkor, norm="UI-MAL-6b:forstarkt_samarbete", varde="ja", kalla="individ")
    return story


def asked_for_help() -> Story:
    """Phase samverkan: Ung Intro has asked Arbetsförmedlingen for help with a contact."""
    story = started_with_all()
    story.do(BeOmKontakthjalp, UI, till=AF)
    return story


ROWS: Final = (
    Row("kontakta_ung_intro", ("UI-ANSVAR-2", "UI-AKT-1"), seen, PSYKIATRI, UI),
    Row("dokumentera_samtycke", ("UI-SAMTYCKE-1",), lambda: consented(units=UNITS, records=False), FK, rests=False),
    Row("vagleda", ("UI-AKT-3",), consulted, UI, PSYKIATRI),
    Row("ge_stod", ("UI-ANSVAR-4",), lambda: admitted(units=UNITS), UI),
    Row("initiera_sip_eller_flerpartsmote", ("UI-SAMV-1",), started_with_all, UI),
    Row("etablera_samordning", ("UI-SAMV-6", "UI-ANSVAR-5"), started_with_all, UI),
    Row("samordna_vardens_insatser", ("UI-ANSVAR-3", "UI-GENOMF-2"), started_with_all, PSYKIATRI),
    Row("samordna_forsakringens_insatser", ("UI-ANSVAR-8", "UI-GENOMF-2"), started_with_all, FK),
    Row("verka_for_samordning", ("UI-GENOMF-2",), started_with_all, AF),
    Row("uppratta_gemensam_planering", ("UI-ANSVAR-9",), in_strengthened_cooperation, AF, UI),
    Row("hjalpa_med_kontakt", ("UI-ANSVAR-10",), asked_for_help, AF, UI),
)


@pytest.mark.parametrize("row", marked(ROWS))
def test_a_duty_has_its_norms_and_its_bearer_from_the_source(row: Row) -> None:
    owed = [one for one in row.begin().duties(row.name) if one.bearer == row.bearer]
    assert owed
    assert {(one.norms, one.own, one.counterpart) for one in owed} == {(row.norms, False, row.counterpart or INDIVID)}


@pytest.mark.parametrize("row", marked(ROWS))
def test_a_duty_ends_with_the_case(row: Row) -> None:
    story = row.begin()
    story.do(Avsluta, INDIVID, skal_kod="individens_onskan")
    assert states(story, row) == {"lapsed"}


@pytest.mark.parametrize("row", marked(ROWS[1:]))
def test_what_the_parties_owe_each_other_rests_while_no_consent_is_in_force(row: Row) -> None:
    rests_without_a_consent(row, enheter=UNITS, amnen=TOPICS)
