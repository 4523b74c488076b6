"""The pages of the parties and of the roles say the same: who owes and may do what, in which role."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

import pytest

from flerpart_flow.define import Routine
from flerpart_flow.diagrams.drawing import draw
from flerpart_flow.diagrams.model import Picture
from flerpart_flow.diagrams.wording import Wording, capital
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE
from flerpart_flow.routines.ung_intro import UNG_INTRO

ROUTINES: Final = {one.name: one for one in (FLERPARTSMOTE, UNG_INTRO)}
PARTIES: Final = [(name, one.code) for name, routine in ROUTINES.items() for one in routine.outline.parties]
WHATEVER: Final = {"sv": "Oavsett roll i ärendet", "en": "Whatever the role in the case"}
ALONE: Final = {"sv": "får bara göras i den här rollen: ", "en": "may be done only in this role: "}
SHARED: Final = {"sv": "får, som andra också: ", "en": "may, as others may: "}
NOT: Final = {
    "sv": r" \((?:inte|så har det lästs: räknas inte för) ",
    "en": r" \((?:not|by our reading not counted for) ",
}
ONLY: Final = {"sv": "Bara", "en": "Only"}
CALLED: Final = {"sv": "Bara när enheten är kallad", "en": "Only when the unit is called"}
CONVENES: Final = {"sv": "Bara som sammankallande", "en": "Only as convener"}
BESIDES: Final = {
    **{("flerpartsmote", heading): ["FM-KALLELSE-4"] for heading in CALLED.values()},
}
"""What a party has to do though no duty of a case carries it: ask the sender, if something is unclear."""
THEIR_OWN: Final = {
    ("flerpartsmote", "region", "Bara som sammankallande"): ["FM-BOKNING-2"],
    ("flerpartsmote", "region", "Only as convener"): ["FM-BOKNING-2"],
}
"""What one party has to do in the place of a duty that it is spared: the Region contacts its other units."""
OWN_ROWS: Final = {
    "sv": (": se egna rader)", ": de andra enheter i Regionen som ska delta)"),
    "en": (": see their own rows)", ": the other units of the Region that are to attend)"),
}
AND: Final = {"sv": ", | och ", "en": ", | and "}
OR: Final = {"sv": r", | eller ", "en": r", | or "}


def tables(pages: tuple[Picture, ...]) -> dict[str, dict[str, list[str]]]:
    """Each table by its name without a page's number: the lines of the second cell by the first line of the first."""
    found: dict[str, dict[str, list[str]]] = {}
    for node in (node for page in pages for node in page.nodes if node.columns):
        table = found.setdefault("-".join(node.id.split("-")[:2]), {})
        for row in node.rows:
            table.setdefault(row.cells[0][0].text, []).extend(line.text for line in row.cells[1])
    return found


@cache
def party_page(name: str, code: str, lang: str) -> dict[str, dict[str, list[str]]]:
    return tables(draw(ROUTINES[name], "party", party=code, lang=lang).pages)


@cache
def roles_page(name: str, lang: str) -> dict[str, list[str]]:
    told = tables(draw(ROUTINES[name], "roles", lang=lang).pages)
    return {**told["roles-roller"], **told["roles-ovriga"]}


def acts(text: str) -> set[str]:
    """The acts of a line, without what stands in brackets behind them."""
    return {re.sub(r" \(.*$", "", one).removeprefix("§ ").casefold() for one in text.split("; ") if one}


def of_role(lines: list[str], mark: str, lang: str, party: str) -> set[str]:
    """The acts that a role's row tells under a mark, but for those that it says aren't this party's."""
    told = [one for line in lines if line.startswith(mark) for one in line.removeprefix(mark).split("; ")]
    return {name for one in told if not spares(one, lang, party) for name in acts(one)}


def spares(text: str, lang: str, party: str) -> bool:
    for own in OWN_ROWS[lang]:
        if text.endswith(own):
            return party in re.split(AND[lang], text.removesuffix(own).rpartition(" (")[2])
    marked = re.search(NOT[lang], text)
    return marked is not None and party in re.split(OR[lang], text[marked.end() :].rpartition(")")[0])


def norms(lines: list[str], lang: str, party: str) -> list[str]:
    """The norms of the duties of some lines, but for those that aren't this party's and those that are shared."""
    owed = [line for line in lines if line.startswith(("● ", "○ ")) and not spares(line, lang, party)]
    return sorted(re.findall(r"\(([A-Z0-9, -]+)\)", line)[0] for line in owed)


def rows_of(name: str, code: str, lang: str) -> list[tuple[str, set[str]]]:
    """Each row of a party's page with the roles that it is made of, as the outline declares them."""
    routine: Routine = ROUTINES[name]
    said = Wording.of(routine, routine.rules(), lang).said
    party = next(one for one in routine.outline.parties if one.code == code)
    can_be = [one for one in routine.outline.capacities if not one.parties or code in one.parties]
    held = {role for one in can_be for role in (*one.roles, *one.own)}
    rows = [(WHATEVER[lang], {role for role in party.roles if role not in held or role in party.always})]
    so = {one.code: {*one.roles, *one.own} & {*party.roles} - {*party.always} for one in can_be}
    rows += [(f"{ONLY[lang]} {said.label('egenskaper', one)}", roles) for one, roles in so.items()]
    return rows


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize(("name", "code"), PARTIES)
def test_each_act_and_duty_of_a_party_stands_with_its_role_and_no_other(name: str, code: str, lang: str) -> None:
    wording = Wording.of(ROUTINES[name], ROUTINES[name].rules(), lang)
    party = wording.said.name(code, "part")
    page, roles = party_page(name, code, lang), roles_page(name, lang)
    shown: set[str] = set()
    for heading, held in rows_of(name, code, lang):
        lines = [roles[capital(wording.role(role))] for role in sorted(held)]
        may = {act for one in lines for act in of_role(one, ALONE[lang], lang, party)}
        own = [[line for line in one if not re.search(r"\); (delas med|shared with) ", line)] for one in lines]
        owes = sorted(norm for one in own for norm in norms(one, lang, party))
        assert {one for line in page["party-far"].get(heading, ()) for one in acts(line)} == may, heading
        besides = BESIDES.get((name, heading), []) if owes else []  # the individual owes no answer
        besides = [*besides, *THEIR_OWN.get((name, code, heading), [])]
        assert norms(page["party-plikter"].get(heading, []), lang, party) == sorted([*owes, *besides]), heading
        shown |= {heading} if may or owes else set()
    headings = {*page["party-far"], *page["party-plikter"]} - {"–"}
    assert headings == shown


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("name", ROUTINES)
def test_every_role_of_the_table_stands_on_the_page_of_roles_with_all_that_it_may_do(name: str, lang: str) -> None:
    routine = ROUTINES[name]
    wording = Wording.of(routine, routine.rules(), lang)
    roles = roles_page(name, lang)
    for role in {move.by.code for move in routine.moves}:
        may = {wording.act(move.event.name).casefold() for move in routine.moves if move.by.code == role}
        assert of_role(roles[capital(wording.role(role))], ALONE[lang], lang, "") == may
    owed = {spec.bearer for spec in routine.duties if spec.bearer is not None}
    assert {capital(wording.role(role)) for role in owed} <= set(roles)


def test_what_a_role_shares_stands_with_it_too() -> None:
    """By hand: the chair cancels and closes, though the caller and the individual may do so, too."""
    chair = of_role(roles_page("flerpartsmote", "sv")["Ordföranden"], SHARED["sv"], "sv", "")
    assert chair == {
        "bestämma vilka som ska delta", "svara på en fråga om kallelsen", "boka om mötet",
        "ställa in mötet med ett neutralt besked", "avsluta ärendet", "rätta en rad i ärendet",
    }  # fmt: skip
    individual = of_role(
        roles_page("flerpartsmote", "sv")["Individen eller ett behörigt ombud"], SHARED["sv"], "sv", ""
    )
    assert {"återkalla samtycket", "godkänna planen", "avsluta ärendet", "bestämma vilka som ska delta"} <= individual
    assert "dela ut planen" not in individual


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_whether_a_plan_is_answered_is_no_duty_of_the_individuals(lang: str) -> None:
    """Each unit owes a yes or a no; the individual owes nothing (A60)."""
    answer = {"sv": "Säga ja eller nej till planen (FM-ROLL-5) (inte individen)",
              "en": "Answer yes or no to the plan (FM-ROLL-5) (not the individual)"}[lang]  # fmt: skip
    assert any(f"○ {answer}" in lines for lines in roles_page("flerpartsmote", lang).values())
    owed = [line for lines in party_page("flerpartsmote", "individ", lang)["party-plikter"].values() for line in lines]
    assert len(owed) == 1
    assert "FM-GENOMF-1" in owed[0]


def test_both_pages_say_that_the_individual_may_leave_a_measure_undone() -> None:
    """A51. A unit may not: it carries out its measures (FM-GENOMF-1)."""
    of_role = roles_page("flerpartsmote", "sv")["Den som ansvarar för åtgärden"]
    assert any(line.endswith("(FM-GENOMF-1); individen får avstå från en åtgärd") for line in of_role)
    for code, free in {"individ": True, "kommun": False}.items():
        told = party_page("flerpartsmote", code, "sv")["party-plikter"][
            "Bara med en åtgärd som den ansvarige själv har godkänt"
        ]
        assert any("får avstå" in line for line in told) is free


def test_the_chair_does_not_decide_who_takes_part() -> None:
    """PR-MALGRUPP-2: that is the individual's. The chair judges whether a relative is suitable (FM-FORBEREDELSE-9)."""
    told = "bestämma vilka som ska delta (bara om en närstående är lämplig, eller om någon företräder individen enligt"
    (chair,) = party_page("flerpartsmote", "forsakringskassan", "sv")["party-far"]["Bara som ordförande"]
    assert told in chair
    assert any(told in line for line in roles_page("flerpartsmote", "sv")["Ordföranden"])


def test_documenter_and_proposed_chair_have_rows_of_their_own() -> None:
    may = party_page("flerpartsmote", "kommun", "sv")["party-far"]
    assert may["Bara som den som dokumenterar planen"] == [
        "Upprätta en plan; revidera planen; ersätta planen med en ny"
    ]
    taking = may["Bara som ny ordförande: föreslagen, eller när ordföranden inte kan fortsätta"]  # A54
    assert taking == ["Ta över ordförandeskapet"]
    assert not any("upprätta" in line.casefold() for line in may["Bara som ordförande"])


def test_only_those_with_a_way_in_see_the_need_and_refer() -> None:
    """Care, Försäkringskassan and ekonomiskt bistånd have ways in (UI-AKT-1, -6, -8); Arbetsförmedlingen has none."""
    for code, refers in {
        "arbetsformedlingen": False,
        "forsakringskassan": True,
        "region": True,
        "kommun": True,
    }.items():
        told = " ".join(line for lines in party_page("ung_intro", code, "sv")["party-far"].values() for line in lines)
        assert ("ktualisera personen" in told) is refers, code
        assert ("ppmärksamma ett behov" in told) is refers, code


def test_what_ung_intro_owes_is_not_the_whole_municipalitys() -> None:
    """Ekonomiskt bistånd is the municipality's, too, and gives no support (UI-ANSVAR-4)."""
    owed = party_page("ung_intro", "kommun", "sv")["party-plikter"]
    assert any("starta stödet" in line for line in owed["Bara som Ung Intro"])
    assert "Oavsett roll i ärendet" not in owed


def test_a_duty_that_holds_in_some_cases_says_in_which() -> None:
    """UI-ANSVAR-9 holds for those in the strengthened cooperation, UI-SAMV-1 where care has referred."""
    own = party_page("ung_intro", "arbetsformedlingen", "sv")["party-plikter"]["Bara när samtycket omfattar enheten"]
    (jointly,) = [line for line in own if "gemensam planering" in line]
    assert "när stödet har startat och personen är med i det förstärkta samarbetet (UI-ANSVAR-9)" in jointly
    owed = party_page("ung_intro", "kommun", "sv")["party-plikter"]["Bara som Ung Intro"]
    assert any("om vården har aktualiserat (UI-SAMV-1)" in line for line in owed)


@pytest.mark.parametrize("code", ["forsakringskassan", "region"])
def test_coordination_is_owed_once(code: str) -> None:
    """Under a norm of their own (UI-ANSVAR-3, UI-ANSVAR-8), and not once more as a unit that the consent covers."""
    owed = [line for lines in party_page("ung_intro", code, "sv")["party-plikter"].values() for line in lines]
    assert sum("UI-GENOMF-2" in line for line in owed) == 1


@pytest.mark.parametrize("code", ["arbetsformedlingen", "forsakringskassan", "region", "kommun"])
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_party_that_is_called_asks_when_something_is_unclear(code: str, lang: str) -> None:
    """FM-KALLELSE-4 binds whoever gets the summons."""
    told = {
        "sv": "● Kallelse: fråga avsändaren om något är oklart (FM-KALLELSE-4)",
        "en": "● Summons: ask the sender if anything is unclear (FM-KALLELSE-4)",
    }
    answers, asks = party_page("flerpartsmote", code, lang)["party-plikter"][CALLED[lang]]
    assert "(FM-KALLELSE-3)" in answers
    assert asks == told[lang]


@pytest.mark.parametrize("code", ["arbetsformedlingen", "forsakringskassan", "region", "kommun"])
def test_a_party_that_convenes_asks_about_the_employer_before_the_meeting(code: str) -> None:
    """PR-OVR-1 only recommends it: while the meeting is prepared, not when the follow-up is held."""
    told = party_page("flerpartsmote", code, "sv")["party-plikter"][CONVENES["sv"]]
    asks = "Förberedelse: bör fråga individen om arbetsgivaren ska bjudas in, om individen har ett arbete (PR-OVR-1)"
    assert told.index(asks) < told.index("● Åtgärder: hålla uppföljningsmötet, den dag som är bokad (FM-UPPFOLJ-1)")


def test_without_an_ongoing_case_the_conditions_of_forsakringskassan_say_what_one_may_do() -> None:
    """PR-FK-3: the individual may apply for rehabilitation measures."""
    for lang, applies in (("sv", "ansöka"), ("en", "apply")):
        asked = party_page("flerpartsmote", "forsakringskassan", lang)["party-kallas"]
        assert list(asked)[1:] == ["PR-FK-1", "PR-FK-2"]
        _, without = asked["PR-FK-2"]
        assert applies in without
        assert without.endswith("(PR-FK-3)")
        assert len(asked["PR-FK-1"]) == 1


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_those_who_owe_the_same_under_a_norm_of_their_own_are_not_said_to_be_free_of_it(lang: str) -> None:
    """UI-ANSVAR-3 and UI-ANSVAR-8 lay coordination on the Region and Försäkringskassan; UI-GENOMF-2 on all."""
    told = [line for lines in roles_page("ung_intro", lang).values() for line in lines if "(UI-GENOMF-2)" in line]
    assert told
    assert [line for line in told if OWN_ROWS[lang][0] not in line] == []
    first = next(line for line in told if line.endswith(OWN_ROWS[lang][0]))
    assert all(spares(first, lang, party) for party in COORDINATE_THEMSELVES[lang])


COORDINATE_THEMSELVES: Final = {
    "sv": ("Försäkringskassan", "Regionen"),
    "en": ("the Social Insurance Agency", "the Region"),
}


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("name", ROUTINES)
def test_whoever_may_say_only_a_part_of_who_takes_part_is_told_so_wherever_the_act_is(name: str, lang: str) -> None:
    """A10, FM-FORBEREDELSE-9: only the individual decides whom; the other states suitability or a representative."""
    wording = Wording.of(ROUTINES[name], ROUTINES[name].rules(), lang)
    told = wording.said.raw("forbehall.bestam_deltagare.alla")
    views: tuple[tuple[str, dict[str, Any]], ...] = (
        ("step", {"step": "bestam_deltagare"}),
        ("detail", {}),
        ("roles", {}),
    )
    shown = {
        view: " ".join(
            line.text
            for page in draw(ROUTINES[name], view, lang=lang, **given).pages
            for node in page.nodes
            for row in node.rows
            for cell in row.cells
            for line in cell
        )
        for view, given in views
    }
    assert [view for view, text in shown.items() if told not in text] == []


@pytest.mark.parametrize(
    ("code", "named"),
    [
        ("arbetsformedlingen", ("UI-AKT-7", "UI-SAMV-7")),
        ("forsakringskassan", ("UI-AKT-7", "UI-SAMV-7")),
        ("kommun", ("UI-AKT-2", "UI-SAMV-7", "UI-SAMV-8")),
    ],
)
def test_a_partys_page_has_the_norms_that_name_it_with_others(code: str, named: tuple[str, ...]) -> None:
    """The joint mapping and the other routines, of which the source names several parties."""
    assert set(named) <= set(party_page("ung_intro", code, "sv")["party-normer"])


def test_what_takes_a_consent_stands_so_for_every_party() -> None:
    """UI-GENOMF-2, -ANSVAR-3, -8, -9 and -10 alike: once the support has started and the consent covers the party."""
    for code in ("arbetsformedlingen", "forsakringskassan", "region", "kommun"):
        assert "Oavsett roll i ärendet" not in party_page("ung_intro", code, "sv")["party-plikter"], code


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_roles_say_how_one_comes_to_answer_for_the_case(lang: str) -> None:
    """FF-UI-AVSLUT-1: who saw the need, then Ung Intro, and a coordinator that was agreed on (UI-ANSVAR-5)."""
    told = next(
        [line.text for line in row.cells[0]]
        for one in draw(ROUTINES["ung_intro"], "roles", lang=lang).pages
        for node in one.nodes
        for row in node.rows
        if row.cells[0][0].text.startswith(("Den som ansvarar för ärendet", "The one who answers for the case"))
    )
    words = {
        "sv": ("uppmärksamma ett behov", "aktualisera", "etablera samordning", "sedan Ung Intro", "samordnare"),
        "en": ("see a need", "refer", "set up coordination", "then Ung Intro", "coordinator"),
    }[lang]
    assert all(any(word in line for line in told) for word in words), told
