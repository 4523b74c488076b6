"""A routine's words: its own, those that it takes in, and the library's; never another routine's."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any, ClassVar

import attrs
import pytest

from flerpart_flow import FLERPARTSMOTE, ROUTINES, DefinitionError, draw
from flerpart_flow.define import Event, Findings, Message, missing, recorded, state_guard, unchanged, word_files
from flerpart_flow.engine.definition.moves import Move
from flerpart_flow.engine.rules.files import File
from flerpart_flow.engine.rules.norms import in_order, read_norm
from flerpart_flow.engine.words.reasons import texts_for
from flerpart_flow.engine.words.wording import with_own
from flerpart_flow.texts import LANGUAGES, texts
from tests import toy

OWN_KINDS = ("rutiner", "banor", "plikter", "villkor", "val", "frister")
"""Kinds of words that the library itself has none of."""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, Path]:
    """An empty package for words, named as the folder is."""
    folder = tmp_path / f"words_of_{abs(hash(tmp_path))}"
    folder.mkdir()
    (folder / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    return folder.name, folder


def put(package: tuple[str, Path], name: str, text: str) -> File:
    (package[1] / name).write_text(text, encoding="utf-8")
    return package[0], name


def test_a_key_that_two_files_give_names_both(package: tuple[str, Path]) -> None:
    first = put(package, "en.toml", '[fynd.a]\nb = "one"\n')
    second = put(package, "other.toml", '[fynd]\na.b = "two"\n')
    with pytest.raises(DefinitionError) as caught:
        with_own(texts("en"), (first, second))
    assert caught.value.code == "definition.text_dubbel"
    for lang in LANGUAGES:
        told = caught.value.text(lang)
        assert "fynd.a.b" in told
        assert f"{package[0]}/en.toml" in told
        assert f"{package[0]}/other.toml" in told


def test_a_routine_may_say_what_the_library_says_in_words_of_its_own(package: tuple[str, Path]) -> None:
    own = put(package, "sv.toml", '[ord]\noch = "samt"\n')
    assert with_own(texts("sv"), (own,)).join(["a", "b"]) == "a samt b"
    assert texts("sv").join(["a", "b"]) == "a och b"


@state_guard("T-TEXT")
def meeting_is_offered(facts: Any, event: Any, rules: Any) -> Findings:
    """Named as a guard of flerpartsmöte, by chance."""
    return ()


OURS = Message("kallelse.regionen_forst")


@state_guard("T-TEXT")
def says_another_routines_message(facts: Any, event: Any, rules: Any) -> Findings:
    """A message that only flerpartsmöte has words for."""
    yield missing("T-TEXT", OURS)


@recorded
class ErbjudMote(Event):
    """Named as an event of flerpartsmöte, by chance."""

    name: ClassVar[str] = "erbjud_mote"


def with_guard(guard: Any) -> dict[str, Any]:
    moves: tuple[Move[Any], ...] = toy.MOVES
    return {
        "moves": tuple(
            attrs.evolve(move, guards=(*move.guards, guard)) if move.event is toy.N else move for move in moves
        )
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_guard_of_a_stranger_has_its_name_and_not_the_words_of_another_routines_guard(lang: str) -> None:
    ours = texts_for(FLERPARTSMOTE.rules(), lang).raw("vakter.meeting_is_offered")
    routine = toy.build(**with_guard(attrs.evolve(meeting_is_offered, cures=())))
    (page,) = draw(routine, "phase", phase="A", lang=lang).pages
    told = "\n".join(line.text for node in page.nodes for row in node.rows for cell in row.cells for line in cell)
    assert "meeting_is_offered" in told
    assert ours not in told


def test_a_message_of_a_stranger_needs_words_of_its_own() -> None:
    with pytest.raises(DefinitionError) as caught:
        toy.build(**with_guard(says_another_routines_message))
    assert caught.value.values == {"key": "fynd.kallelse.regionen_forst", "lang": "sv"}


def test_an_event_of_a_stranger_needs_words_of_its_own() -> None:
    offer = Move(event=ErbjudMote, by=toy.ANY_UNIT, to={"A": "A"}, effect=unchanged)
    with pytest.raises(DefinitionError) as caught:
        toy.build(moves=(*toy.MOVES, offer))
    assert caught.value.values == {"key": "handelser.erbjud_mote", "lang": "sv"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_library_itself_has_no_words_of_a_routine(lang: str) -> None:
    kinds = Counter(key.split(".")[0] for key in texts(lang).keys())  # noqa: SIM118  Texts is no mapping
    assert not {kind: kinds[kind] for kind in OWN_KINDS if kinds[kind]}
    assert (kinds["faser"], kinds["handelser"]) == (
        1,
        2,
    )  # before a case is opened; the correction, the change of rules


@pytest.mark.parametrize("name", ["flerpartsmote", "ung_intro"])
def test_the_words_of_a_routine_are_the_same_in_both_languages(name: str) -> None:
    swedish, english = (list(texts_for(ROUTINES[name].rules(), lang).keys()) for lang in LANGUAGES)
    assert swedish == english


def test_word_files_are_those_taken_in_the_package_and_its_sections() -> None:
    shared = {"sv": (("shared", "sv.toml"),)}
    assert word_files("mine", "early", "late", taking=shared) == {
        "sv": (("shared", "sv.toml"), ("mine", "sv.toml"), ("mine", "early/sv.toml"), ("mine", "late/sv.toml")),
        "en": (("mine", "en.toml"), ("mine", "early/en.toml"), ("mine", "late/en.toml")),
    }


def norm(ident: str) -> Any:
    return read_norm(
        {
            "id": ident,
            "source": "toy",
            "heading": "H",
            "class": ["N"],
            "modality": "fact",
            "bearer": "individ",
            "severity": "note",
            "sv": "Text.",
            "en": "Text.",
        }
    )


def test_a_catalogue_goes_by_its_entries_then_by_number_and_what_it_does_not_name_comes_last() -> None:
    found = in_order(map(norm, ("X-1", "B-10", "A-6b", "B-2", "A-7", "A-6", "B-1")), ("B-2", "A", "B"))
    assert [one.id for one in found] == ["B-2", "A-6", "A-6b", "A-7", "B-1", "B-10", "X-1"]


def test_without_an_order_norms_stand_as_in_the_files() -> None:
    assert [one.id for one in in_order(map(norm, ("B-2", "A-1", "B-1")), ())] == ["B-2", "A-1", "B-1"]
