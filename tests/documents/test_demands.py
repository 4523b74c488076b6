"""Every norm that demands something of a paper: the paper says it, and isn't written without it.

``CELLS`` is made by hand from the norms: which paper, to whom, where, and words that must be read there. The table in
``documents.demands``, which the papers follow, has to be the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, Final

import attrs
import pytest

from flerpart_flow.documents import Document, DocumentRefused, as_text, document
from flerpart_flow.documents.asking import Asking
from flerpart_flow.documents.demands import ASKS_NOTHING, TABLE, Missing
from flerpart_flow.documents.model import Blank, Listing
from flerpart_flow.routines.flerpartsmote import (
    AngeTid,
    AvslutaMote,
    BestamDeltagare,
    BokaOm,
    BokaUppfoljning,
    GodkannPlan,
    IdentifieraBehov,
    Kalla,
    KontaktaRegion,
    OppnaMote,
    RapporteraAvvikelse,
    SammanfattaPlan,
    UpprattaPlan,
    UtseDokumenterare,
)
from tests.documents.demo import section
from tests.stories import (
    AF,
    ARBETSMARKNAD,
    EKONOMI,
    FK,
    INDIVID,
    PSYKIATRI,
    Story,
    approved,
    meeting,
    moment,
    needed,
    on,
    plan,
    prepared,
    summed_up,
    summoned,
    summons,
)

EMPLOYER: Final = "arbetsgivare"
IPS: Final = "kommun:ips"
BISTAND: Final = "kommun:bistand"
READERS: Final = {"enhet": AF, "inbjuden": EMPLOYER, "individ": INDIVID}
FOLLOW_UP: Final = "torsdag 11 juni 2026"
"""The day of follow-up of the stories: day 150 after Monday 12 January 2026."""


@attrs.frozen
class Cell:
    """One cell: the paper, the reader, the section, the norm, and words to be read there."""

    kind: str
    reader: str
    section: str
    norm: str
    words: str
    to: str = ""

    @property
    def recipient(self) -> str:
        """Who gets it."""
        return self.to or READERS[self.reader]

    def __str__(self) -> str:
        return f"{self.norm}-{self.kind}-{self.to or self.reader}-{self.section}"


ALL: Final = tuple(READERS)


def cells(kinds: str, readers: Iterable[str], section: str, words: dict[str, str], to: str = "") -> Iterator[Cell]:
    for kind in kinds.split():
        for reader in readers:
            yield from (Cell(kind, reader, section, norm, said, to) for norm, said in words.items())


LETTER: Final = "kallelse ny_tid"
BOTH_PLANS: Final = (("plan", ("enhet",)), ("plan_individ", ("individ",)))


def letters() -> Iterator[Cell]:
    for reader, name in (
        ("enhet", "Arbetsförmedlingen"),
        ("inbjuden", "Arbetsgivaren"),
        ("individ", "Namn och adress"),
    ):
        yield from cells(LETTER, (reader,), "till", {"FM-KALLELSE-1": name})
    for number, to, line in (
        (1, AF, "Box 66"),
        (2, FK, "839 88 Östersund"),
        (3, EKONOMI, "Salagatan 18"),
        (4, ARBETSMARKNAD, "Kungsgatan 85"),
        (5, IPS, "IPS-arbetscoachen"),
        (6, BISTAND, "Omsorgsförvaltningen"),
        (7, PSYKIATRI, "1177.se/uppsala-lan"),
    ):
        yield from cells(LETTER, ("enhet",), "till", {f"FM-ADRESS-{number}": line}, to)
    yield from cells("kallelse", ALL, "tid_och_plats", {"FM-KALLELSE-7": "fredag 13 mars 2026 klockan 9.00–10.00"})
    yield from cells("ny_tid", ALL, "tid_och_plats", {"FM-KALLELSE-7": "måndag 23 mars 2026 klockan 9.00–10.00"})
    for reader, why in (("enhet", "Avsikt alfa"), ("inbjuden", "Avsikt gamma"), ("individ", "Avsikt beta")):
        yield from cells(LETTER, (reader,), "syfte", dict.fromkeys(("FM-KALLELSE-2", "FM-KALLELSE-8"), why))
    yield from cells(LETTER, ALL, "inbjudna", {"FM-KALLELSE-10": "rehabsamordnare"})
    yield from cells(LETTER, ALL, "kontakt", {"FM-KALLELSE-9": "katalogpost 4711"})
    for readers, you in ((("enhet",), "ni"), (("inbjuden", "individ"), "du")):
        yield from cells(LETTER, readers, "kontakt", {"FM-KALLELSE-4": f"Undrar {you} över"})
        yield from cells(LETTER, readers, "passar_inte", {"FM-KALLELSE-11": f"så fort {you} kan"})
    yield from cells(LETTER, ("enhet",), "bekrafta", {"FM-KALLELSE-3": "så att vi vet att brevet har kommit fram"})
    yield from cells(LETTER, ("inbjuden",), "bekrafta", {"FM-KALLELSE-5": "Du är inbjuden och väljer själv."})
    yield from cells(LETTER, ("enhet",), "forbered", {"FM-FORBEREDELSE-10": "så att det är klart vem som gör vad"})
    yield from cells("ny_tid", ALL, "ny_tid", {"FF-MOTE-1": "fredag 13 mars 2026"})
    yield from cells("installt", ALL, "installt", {"FF-MOTE-1": "fredag 13 mars 2026"})


def plans() -> Iterator[Cell]:
    for kind, readers in BOTH_PLANS:
        yield from cells(kind, readers, "version", {"FM-UPPFOLJ-3": "ny plan"})
        yield from cells(kind, readers, "mal", {"FM-PLAN-1": "Åter i arbete"})
        yield from cells(kind, readers, "atgarder", {"FM-PLAN-2": "Praktikplats"})
        own = {"FM-GENOMF-1": "den egna delen blir gjord", "FM-GENOMF-2": "följer upp den"}
        yield from cells(kind, readers, "ansvar", {"FM-PLAN-3": "Ansökan", **own})
        yield from cells(kind, readers, "uppfoljning", {"FM-PLAN-4": FOLLOW_UP})
        yield from cells(kind, readers, "godkannande", {"FM-ROLL-5": "Arbetsförmedlingen"})
        yield from cells(kind, readers, "dokumentation", {"FM-PLAN-5": "räcker inte som journal eller akt"})
    yield from cells("plan_individ", ("individ",), "dina_atgarder", {"FM-PLAN-3": "Ansökan"})
    yield from cells("plan_individ", ("individ",), "du_kan", {"FM-SAMTYCKE-5": "ta tillbaka det när du vill"})


def others() -> Iterator[Cell]:
    when = dict.fromkeys(("FM-ROLL-7", "FM-UPPFOLJ-1"), FOLLOW_UP)
    yield from cells("uppfoljning", ALL, "tid_och_plats", when)
    yield from cells("uppfoljning", ("enhet",), "redovisa", {"FM-UPPFOLJ-2": "det som ni svarar för i planen"})
    yield from cells("uppfoljning", ALL, "kontakt", {"FM-ROLL-8": "Kommunens arbetsmarknadsenhet"})
    for section_, words in CHECKLIST.items():
        yield from cells("stod_till_ordforande", ("enhet",), section_, words, ARBETSMARKNAD)
    yield from cells("avvikelse", ("enhet",), "avvikelse", {"FM-AVVIK-2": "Kommunen"}, "kommun")
    yield from cells("avvikelse", ("enhet",), "egna_noteringar", {"FM-AVVIK-1": "Så förbättrar vi arbetet"}, "kommun")
    for section_, words in TOLD.items():
        yield from cells("information_infor_samtycke", ("individ",), section_, words)
    for section_, words in FORM.items():
        yield from cells("samtyckesblankett", ("individ",), section_, words)


CHECKLIST: Final = {
    "amnen": {"FM-SAMTYCKE-3": "Arbete"},
    "undantag": {"FM-SAMTYCKE-4": "Ekonomi"},
    "fore": {
        "FM-SAMTYCKE-1": "få veta hur ett flerpartsmöte går till",
        "FM-SAMTYCKE-6": "dokumenteras av varje part",
        "FM-FORBEREDELSE-4": "förbereda mötet ihop med individen",
        "FM-FORBEREDELSE-7": "behov och önskemål",
        "FM-FORBEREDELSE-8": "vilka som behöver vara med",
        "FM-BOKNING-1": "kontakta regionen före alla andra",
        "FM-BOKNING-2": "sex veckor",
        "FM-BOKNING-5": "fem veckor",
    },
    "under": {
        "FM-SAMTYCKE-2": "sagt ja till att parterna",
        "FM-SAMTYCKE-3": "genomföra planen",
        "FM-FORBEREDELSE-2": "aktiv",
        "FM-ROLL-3": "utses någon som dokumenterar planen",
        "FM-PLAN-1": "Minst ett mål",
        "FM-PLAN-2": "vilka åtgärder",
        "FM-PLAN-3": "vad varje part svarar för",
        "FM-PLAN-4": "en dag för uppföljning",
        "FM-ROLL-4": "sammanfatta planen",
        "FM-ROLL-5": "godkänna planen",
        "FM-ROLL-7": "en tid för uppföljning",
        "FM-ROLL-8": "vem som kallar till uppföljningen",
    },
    "efter": {
        "FM-ROLL-6": "lämnas till individen",
        "FM-PLAN-5": "dokumenterar som vanligt",
        "FM-GENOMF-1": "svarar för i planen",
        "FM-GENOMF-2": "själv följa upp sina åtgärder",
        "FM-UPPFOLJ-1": "nytt flerpartsmöte",
        "FM-AVVIK-1": "svagheter i rutinen",
    },
    "roller": {"FM-ROLL-1": "samlade ansvaret", "FM-ROLL-2": "Kommunens arbetsmarknadsenhet"},
    "bemotande": {"FM-ROLL-9": "ingen lämnas utanför", "FM-ROLL-10": "religion"},
}
TOLD: Final = {
    "mote": {
        "FM-SAMTYCKE-1": "träffar du flera verksamheter",
        "FM-BAKGRUND-4": "gör ni en plan för din väg till arbete",
    },
    "gar_till": {
        "FM-SAMTYCKE-1": "En person leder mötet",
        "FM-FORBEREDELSE-4": "Vi förbereder mötet ihop med dig",
        "FM-ROLL-5": "Planen gäller när du och de andra har sagt ja",
    },
    "vilka": {
        "FM-SAMTYCKE-8": "vilka som får kallas",
        "PR-MALGRUPP-2": "Du bestämmer",
        "PR-OVR-2": "En närstående eller ett ombud",
    },
    "uppgifter": {"FM-SAMTYCKE-2": "Utan ditt ja blir det inget möte", "FM-SAMTYCKE-3": "bara det som planen kräver"},
    "undantag": {"FM-SAMTYCKE-4": "något som du inte vill prata om"},
    "ta_tillbaka": {"FM-SAMTYCKE-5": "ta tillbaka ditt ja när du vill"},
    "stod": {"FM-FORBEREDELSE-3": "hjälpmedel", "FM-SAMTYCKE-7": "lugnare takt"},
}
FORM: Final = {
    "om": {"FM-SAMTYCKE-8": "vad du samtycker till"},
    "svar": {"FM-SAMTYCKE-2": "Ja, jag vill ha ett flerpartsmöte"},
    "enheter": {"FM-SAMTYCKE-8": "Försäkringskassan", "PR-MALGRUPP-2": "var och en som får vara med"},
    "amnen": {"FM-SAMTYCKE-3": "varje ämne som de får berätta om"},
    "undantag": {"FM-SAMTYCKE-4": "Det här vill jag inte ska tas upp"},
    "ta_tillbaka": {"FM-SAMTYCKE-5": "ta tillbaka ditt ja när du vill"},
    "underskrift": {"FM-SAMTYCKE-6": "Mottagen av"},
}
CELLS: Final = (*letters(), *plans(), *others())

# --- Where the facts are known ---------------------------------------------------------------------------------------

UNITS: Final = (AF, FK, EKONOMI, ARBETSMARKNAD, IPS, BISTAND, PSYKIATRI)
PRESENT: Final = (INDIVID, EMPLOYER, ARBETSMARKNAD, AF, FK, EKONOMI, IPS, BISTAND, PSYKIATRI)
SAID: Final[dict[str, Any]] = {
    "plats": "Björksalen",
    "kontakt": "katalogpost 4711",
    "inbjudna": ("kurator", "rehabsamordnare"),
    "syfte": {**dict.fromkeys(UNITS, "Avsikt beta"), AF: "Avsikt alfa", EMPLOYER: "Avsikt gamma"},
}


def ready(employer: bool = True, **consent: Any) -> Story:
    """Every unit that has an address is to be called, and the employer, for work; the Region has given its time."""
    topics = {"amnen_for": {EMPLOYER: ("arbete",)}} if employer else {}
    story = prepared(UNITS, **topics, undantag=("ekonomi",), **consent)
    story.do(BestamDeltagare, INDIVID, deltagare=(EMPLOYER,), svar="ja")
    story.do(KontaktaRegion, enhet=PSYKIATRI, day=3)
    story.do(AngeTid, PSYKIATRI, start=moment(60), plats="Björksalen", vardniva="specialistvard", day=4)
    return story


def letter(day: float = 60, **change: Any) -> dict[str, Any]:
    return summons((*UNITS, EMPLOYER), day=day, **{**SAID, **change})


def called() -> Story:
    story = ready()
    story.do(Kalla, day=5, **letter())
    return story


def rebooked() -> Story:
    story = called()
    story.do(BokaOm, day=20)
    return story


def moved() -> Story:
    story = rebooked()
    story.do(KontaktaRegion, enhet=PSYKIATRI)
    story.do(AngeTid, PSYKIATRI, start=moment(70), plats="Björksalen", vardniva="specialistvard")
    story.do(Kalla, day=21, **letter(day=70))
    return story


def met() -> Story:
    """The plan is approved and handed out, the follow-up booked, and something has gone wrong."""
    story = called()
    story.do(OppnaMote, narvarande=PRESENT, mote=1, day=60)
    story.do(UtseDokumenterare, vem=ARBETSMARKNAD)
    story.do(UpprattaPlan, plan=plan())
    story.do(SammanfattaPlan, version=1)
    for who in PRESENT:
        if who != EMPLOYER:
            story.do(GodkannPlan, who, version=1)
    story.do(BokaUppfoljning, datum=on(150), sammankallande=ARBETSMARKNAD)
    story.do(AvslutaMote)
    story.do(RapporteraAvvikelse, slag="annat", part="kommun", lamnas_till="kommun")
    return story


STORIES: Final[dict[str, Callable[[], Story]]] = {
    "kallelse": called,
    "stod_till_ordforande": called,
    "ny_tid": moved,
    "installt": rebooked,
}
WITHOUT_REGION: Final = "FM-BOKNING-5"
"""Demands something only where no unit of the Region takes part."""


@cache
def known(kind: str) -> Story:
    """A case in which all that a kind of paper has to say is known."""
    return STORIES.get(kind, met)()


def written(cell: Cell, **more: Any) -> Document:
    story = summoned() if cell.norm == WITHOUT_REGION else known(cell.kind)
    return document(story.case, cell.kind, recipient=cell.recipient, at=moment(story.day + 0.5), **more)


def test_the_table_is_what_the_norms_say() -> None:
    made_by_hand = {(one.norm, one.kind, one.reader, one.section) for one in CELLS}
    found = {(one.norm, kind, reader, one.section) for one in TABLE for kind in one.kinds for reader in one.to}
    assert found == made_by_hand


def test_every_norm_on_the_summons_and_the_plan_is_there() -> None:
    held = {one.norm for one in TABLE} | set(ASKS_NOTHING)
    assert {f"FM-KALLELSE-{number}" for number in range(1, 12)} <= held
    assert {f"FM-PLAN-{number}" for number in range(1, 6)} <= held
    assert {f"FM-ADRESS-{number}" for number in range(1, 8)} <= held


@pytest.mark.parametrize("cell", CELLS, ids=str)
def test_the_paper_says_it_in_its_section(cell: Cell) -> None:
    paper = written(cell)
    assert cell.words in section(paper, cell.section)
    found = paper.section(cell.section)
    assert found is not None
    assert cell.norm in found.norms
    assert paper.unmet == ()
    english = written(cell, lang="en")
    assert english.section(cell.section) is not None


def test_the_support_has_the_rules_on_booking_that_apply() -> None:
    """With the Region six weeks, without it five; before anybody is chosen the chair needs to know of both."""
    in_each = (
        (called(), {"FM-BOKNING-1", "FM-BOKNING-2"}),
        (summoned(), {"FM-BOKNING-5"}),
        (needed(), {"FM-BOKNING-1", "FM-BOKNING-2", "FM-BOKNING-5"}),
    )
    for story, wanted in in_each:
        found = document(story.case, "stod_till_ordforande", at=moment(story.day + 0.5)).section("fore")
        assert found is not None
        assert {one for one in found.norms if "BOKNING" in one} == wanted
        (listed,) = found.blocks
        assert isinstance(listed, Listing)
        assert {re.findall(r"\(([A-Z]+(?:-[A-Z0-9]+)+)\)", one)[0] for one in listed.items} == set(found.norms)


# --- Without it ------------------------------------------------------------------------------------------------------


def becomes(cell: Cell) -> Missing:
    """What the table says becomes of the paper."""
    return next(
        one.missing
        for one in TABLE
        if (one.norm, one.section) == (cell.norm, cell.section) and cell.kind in one.kinds and cell.reader in one.to
    )


def those(missing: Missing) -> list[Cell]:
    return [one for one in CELLS if becomes(one) is missing]


STAYS: Final = (Missing.LEFT_OUT, Missing.ROOM)


@pytest.mark.parametrize("cell", [one for one in CELLS if becomes(one) not in STAYS], ids=str)
def test_without_its_section_the_paper_isnt_written(cell: Cell, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Asking.paper

    def cut(ask: Asking, title: str, sections: Any, *rest: Any, **more: Any) -> Document:
        kept = [one for one in sections if one is not None and one.ident != cell.section]
        return whole(ask, title, kept, *rest, **more)

    monkeypatch.setattr(Asking, "paper", cut)
    with pytest.raises(DocumentRefused) as caught:
        written(cell)
    assert cell.norm in caught.value.norms
    assert cell.norm in caught.value.text("en")
    draft = written(cell, draft=True)
    assert (cell.norm in draft.unmet, draft.sendable, bool(draft.mark)) == (True, False, True)
    assert any(cell.norm in one for one in draft.remarks)


LACKING: Final[dict[str, dict[str, Any]]] = {
    "FM-KALLELSE-1": {"kanal": "e_post"},
    "FM-KALLELSE-2": {"syfte": {}},
    "FM-KALLELSE-7": {"plats": None},
    "FM-KALLELSE-8": {"syfte": {}},
    "FM-KALLELSE-9": {"kontakt": None},
    "FM-KALLELSE-10": {"inbjudna": ()},
}
"""Of each norm on the summons: the summons without what it demands."""


def lacking(cell: Cell) -> tuple[Story, dict[str, Any]]:
    """A case without the fact, and how its paper is asked for."""
    if cell.kind == "ny_tid" and cell.norm == "FF-MOTE-1":
        return called(), {}
    if cell.kind in {"kallelse", "ny_tid"}:
        story = ready() if cell.kind == "kallelse" else rebooked()
        return story, {"event": story.event(Kalla, day=story.day + 1, **letter(day=70, **LACKING[cell.norm]))}
    if cell.kind == "installt":
        return ready(), {}
    if cell.norm == "FM-ROLL-5":
        return summed_up(), {}
    if cell.norm == "FM-ROLL-2":
        return Story(), {}
    if cell.kind == "uppfoljning":
        return approved(), {}
    return meeting(), {}


@pytest.mark.parametrize("cell", those(Missing.REFUSED), ids=str)
def test_without_the_fact_the_paper_is_refused_with_the_norm(cell: Cell) -> None:
    story, how = lacking(cell)
    to = None if cell.norm == "FM-ROLL-2" else cell.recipient
    asked: dict[str, Any] = {"recipient": to, "at": moment(story.day + 0.01), **how}
    with pytest.raises(DocumentRefused) as caught:
        document(story.case, cell.kind, **asked)
    assert cell.norm in caught.value.norms
    assert cell.norm in caught.value.text("sv")
    draft = document(story.case, cell.kind, draft=True, **asked)
    assert draft.mark
    assert cell.norm in draft.unmet
    assert any(cell.norm in one for one in draft.remarks)


@pytest.mark.parametrize("cell", those(Missing.MARKED), ids=str)
def test_the_individuals_own_copy_is_marked_and_never_held_back(cell: Cell) -> None:
    story = summed_up()
    own = document(story.case, cell.kind, recipient=INDIVID, at=moment(story.day + 0.01))
    assert (own.sendable, own.mark) == (True, "Utkast. Planen är inte godkänd.")
    assert own.unmet == (cell.norm,)


@pytest.mark.parametrize("cell", those(Missing.ROOM), ids=str)
def test_where_the_routine_has_no_address_there_is_room_for_one(cell: Cell) -> None:
    story = Story("tierp")
    event = story.event(Kalla, day=1, **summons((cell.recipient,)))
    paper = document(story.case, "kallelse", recipient=cell.recipient, at=moment(1), event=event, draft=True)
    assert cell.words not in as_text(paper)
    found = paper.section(cell.section)
    assert found is not None
    assert any(isinstance(one, Blank) for one in found.blocks)
    assert "Rutinen anger ingen adress hit." in section(paper, cell.section)
    assert cell.norm not in paper.unmet


def with_the_employer_told_no_topic(kind: str) -> Story:
    story = ready(employer=False)
    story.do(Kalla, day=5, **letter(syfte=dict.fromkeys(UNITS, "Avsikt beta")))
    if kind == "ny_tid":
        story.do(BokaOm, day=20)
        story.do(KontaktaRegion, enhet=PSYKIATRI)
        story.do(AngeTid, PSYKIATRI, start=moment(70), plats="Björksalen", vardniva="specialistvard")
        story.do(Kalla, day=21, **letter(day=70, syfte=dict.fromkeys(UNITS, "Avsikt beta")))
    return story


def with_a_plan_for_others() -> Story:
    content = plan(measures=[{"id": "praktik", "text": "Praktikplats", "ansvariga": [AF]}])
    return approved(content)


@pytest.mark.parametrize("cell", those(Missing.SAID), ids=str)
def test_what_there_is_none_of_is_said(cell: Cell) -> None:
    if cell.section == "syfte":
        story, words = with_the_employer_told_no_topic(cell.kind), "får bara veta tid och plats"
    elif cell.section == "dina_atgarder":
        story, words = with_a_plan_for_others(), "Planen har inget som du ska göra själv."
    else:
        story, words = Story(), "Inget ämne just nu."
        story.do(IdentifieraBehov, day=0)
    at = moment(story.day + 0.01)
    assert words in section(document(story.case, cell.kind, recipient=cell.recipient, at=at), cell.section)


@pytest.mark.parametrize("cell", those(Missing.LEFT_OUT), ids=str)
def test_what_isnt_to_be_told_is_left_out(cell: Cell) -> None:
    story = with_the_employer_told_no_topic(cell.kind) if cell.section == "syfte" else prepared()
    paper = document(story.case, cell.kind, recipient=cell.recipient, at=moment(story.day + 0.5))
    assert paper.section(cell.section) is None
    assert paper.sendable


def test_where_there_is_a_topic_an_invitation_without_its_purpose_is_refused() -> None:
    story = ready()
    event = story.event(Kalla, day=5, **letter(syfte=dict.fromkeys(UNITS, "Avsikt beta")))
    with pytest.raises(DocumentRefused) as caught:
        document(story.case, "kallelse", recipient=EMPLOYER, at=moment(5), event=event)
    assert caught.value.norms == ("FM-KALLELSE-8",)


def test_a_norm_that_only_warns_leaves_room_to_write() -> None:
    story = prepared(overlay={"norm": {"FM-KALLELSE-7": {"severity": "warn"}}})
    story.do(Kalla, day=5, **summons(plats=None))
    for to in (AF, INDIVID):
        paper = document(story.case, "kallelse", recipient=to, at=moment(6))
        assert (paper.sendable, paper.mark, paper.unmet) == (True, "", ())
        assert "Plats: ____" in as_text(paper)


def test_the_same_papers_are_whole_in_english_and_easy_swedish() -> None:
    for kind in ("information_infor_samtycke", "samtyckesblankett"):
        of = [written(one, lang="sv-lattlast") for one in CELLS if one.kind == kind]
        assert all(one.sendable for one in of)
