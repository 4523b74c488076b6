"""A made-up document, edited: what lays it out changes nothing, each changed word is told with its norm."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flerpart_flow.engine.errors import DefinitionError
from flerpart_flow.engine.rules.norms import Norm, Severity
from flerpart_flow.proof.trace.compare import Kind, Traced, trace
from flerpart_flow.proof.trace.outline import Outline, read_outline
from flerpart_flow.proof.trace.passages import digest_of, passages

SENTENCES = (
    "Katten ska matas 40 gånger om dagen.",
    "Hunden får inte sova i sängen.",
    "Väskan ska rymma:",
    "karta och kompass",
    "minst 3 äpplen",
    "Grannen kan låna stegen när det behövs.",
)
ITEMS = (3, 4)
LAID_OUT = """Djuren
Katten ska matas 40 gånger om dagen. Hunden får inte sova i sängen.

Packning
Väskan ska rymma:
· karta och kompass
· minst 3 äpplen

Grannar
Grannen kan låna stegen när det behövs.
"""
HEADINGS = ("Djuren", "Packning", "Grannar")
DIGESTS = tuple(digest_of(one) for one in SENTENCES)


def norm(nr: int, heading: str, *claimed: int) -> Norm:
    return Norm(
        id=f"X-{nr}",
        source="x.txt",
        heading=heading,
        classes=("N",),
        modality="fact",
        bearer="varje_enhet",
        severity=Severity.NOTE,
        sv="s",
        en="e",
        sentences=tuple(DIGESTS[at] for at in claimed),
    )


NORMS = (
    norm(0, "Djuren", 0),
    norm(1, "Djuren", 1),
    norm(2, "Packning", 2, 3),
    norm(3, "Packning", 2, 4),
    norm(4, "Grannar", 5),
    norm(5, "Grannar", 5),
)
CLAIMED_BY = (("X-0",), ("X-1",), ("X-2", "X-3"), ("X-2",), ("X-3",), ("X-4", "X-5"))
OUTLINE = Outline("x.txt", DIGESTS, {})


def traced(text: str, norms: tuple[Norm, ...] = NORMS) -> Traced:
    return trace(text, OUTLINE, norms)


def kinds(found: Traced) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.kind.value, one.norms) for one in found.told]


def test_the_document_as_read_is_clean() -> None:
    assert [one.digest for one in passages(LAID_OUT, HEADINGS)] == list(DIGESTS)
    assert traced(LAID_OUT).told == ()


@given(st.data())
def test_line_breaks_pages_numbers_and_bullets_change_nothing(data: st.DataObject) -> None:
    breaks = st.sampled_from((" ", "\n", "\n\n", "\n  \n", "  ", "\n\f\n"))
    sign = data.draw(st.sampled_from(("· ", "• ", "\uf0b7 ", "- ", "– ", "1. ", "1) ")))
    numbered = data.draw(st.booleans())
    parts = []
    for at, sentence in enumerate(SENTENCES):
        heading = {0: "Djuren", 2: "Packning", 5: "Grannar"}.get(at)
        if heading:
            parts.append(f"\n[bookmark: _Toc{at}]{f'3.{at} ' if numbered else ''}{heading}\n")
        shown = sign if sign[0] != "1" else f"{ITEMS.index(at) + 1 if at in ITEMS else 0}{sign[1:]}"
        words = sentence.split(" ")
        parts.append(f"\n{shown}" if at in ITEMS else data.draw(breaks))
        parts.append("".join(word + data.draw(breaks) for word in words[:-1]) + words[-1])
    pages = "".join(parts).split("\f")
    if len(pages) > 1 and data.draw(st.booleans()):
        pages = [f"{page}\n\n{nr}\n" for nr, page in enumerate(pages, 1)]
    assert traced("\f".join(pages)).told == ()


@given(st.data())
def test_each_changed_word_is_told_with_its_norm(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(SENTENCES) - 1))
    words = SENTENCES[at].split(" ")
    nr = data.draw(st.integers(0, len(words) - 1))
    edit = data.draw(st.sampled_from(("drop", "replace", "not")))
    if edit == "drop" and len(words) > 2 and 0 < nr < len(words) - 1:
        words.pop(nr)
    elif edit == "not" and nr:
        words.insert(nr, "inte")
    else:
        words[nr] = re.sub(r"\w+", "Annat", words[nr], count=1)
    found = traced(LAID_OUT.replace(SENTENCES[at], " ".join(words)))
    assert kinds(found) == [("changed", CLAIMED_BY[at])]
    assert found.stale == CLAIMED_BY[at]
    assert not found.clean


@pytest.mark.parametrize(
    ("old", "new", "norms"),
    [
        ("40 gånger", "41 gånger", ("X-0",)),
        ("får inte", "får", ("X-1",)),
        ("Katten ska", "Katten bör", ("X-0",)),
        ("minst 3", "minst 4", ("X-3",)),
        ("ska rymma", "kan rymma", ("X-2", "X-3")),
    ],
)
def test_a_digit_a_negation_a_modal_or_an_item(old: str, new: str, norms: tuple[str, ...]) -> None:
    found = traced(LAID_OUT.replace(old, new))
    assert kinds(found) == [("changed", norms)]


def test_a_sentence_that_is_gone() -> None:
    assert kinds(traced(LAID_OUT.replace(" " + SENTENCES[1], ""))) == [("gone", ("X-1",))]
    assert kinds(traced(LAID_OUT.replace("· minst 3 äpplen\n", ""))) == [("gone", ("X-3",))]


def test_a_sentence_that_moved_leaves_no_evidence_stale() -> None:
    found = traced(LAID_OUT.replace(" " + SENTENCES[1], "") + SENTENCES[1])
    assert kinds(found) == [("moved", ("X-1",))]
    assert found.clean
    assert found.stale == ()


def test_a_new_sentence_is_told_whatever_it_says() -> None:
    assert kinds(traced(LAID_OUT + "Solen skiner.")) == [("new", ())]
    assert kinds(traced(LAID_OUT.replace("· minst", "· snöre\n· minst"))) == [("new", ())]


def test_a_sentence_in_two_and_two_in_one() -> None:
    split = LAID_OUT.replace("låna stegen när", "låna stegen. Fråga när")
    assert kinds(traced(split)) == [("changed", ("X-4", "X-5")), ("new", ())]
    joined = LAID_OUT.replace("dagen. Hunden", "dagen och hunden")
    assert kinds(traced(joined)) == [("changed", ("X-0",)), ("changed", ("X-1",))]


def test_a_modal_sentence_that_no_norm_claims_needs_a_reason() -> None:
    without = tuple(one for one in NORMS if one.id != "X-1")
    assert kinds(traced(LAID_OUT, without)) == [("unclaimed", ())]
    excused = read_outline(
        {
            "name": "x.txt",
            "passages": list(DIGESTS),
            "exempt": [{"passage": DIGESTS[1], "sv": "Gäller ej.", "en": "Does not concern us."}],
        }
    )
    assert trace(LAID_OUT, excused, without).told == ()


def test_a_norm_that_claims_nothing_or_what_was_never_there() -> None:
    for claimed in ((), ("0" * 16,)):
        more = Norm(
            id="X-9",
            source="x.txt",
            heading="Djuren",
            classes=("N",),
            modality="fact",
            bearer="varje_enhet",
            severity=Severity.NOTE,
            sv="s",
            en="e",
            sentences=claimed,
        )
        found = traced(LAID_OUT, (*NORMS, more))
        assert kinds(found) == [(Kind.CLAIMS_NOTHING.value, ("X-9",))]


@pytest.mark.parametrize(
    "word", ["ska", "måste", "får", "bör", "kan", "ansvarar", "utses", "avgör", "skyldig", "har rätt", "äger rätt"]
)
def test_the_words_that_need_a_norm(word: str) -> None:
    assert [one.modal for one in passages(f"Grannen {word} det här. Solen skiner.")] == [True, False]


@pytest.mark.parametrize(
    "row",
    [
        {"name": "x", "passages": ["a"], "exempt": [{"passage": "a", "sv": "", "en": ""}]},
        {"name": "x", "passages": ["a"], "exempt": [{"passage": "b", "sv": "s", "en": "e"}]},
        {"name": "x", "passages": ["a"], "more": 1},
        {"name": "x"},
    ],
)
def test_an_outline_that_is_wrong_is_refused(row: dict[str, object]) -> None:
    with pytest.raises(DefinitionError):
        read_outline(row)
