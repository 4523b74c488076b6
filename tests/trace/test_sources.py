"""The norms against the documents that they come from, where these are at hand."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from flerpart_flow.cli.input import loading
from flerpart_flow.engine.rules.norms import Norm
from flerpart_flow.proof.trace.compare import trace
from flerpart_flow.proof.trace.outline import Outline, outlines
from tests.cli.running import run

SOURCES = os.environ.get("FLERPART_SOURCES", "")


def norms() -> list[Norm]:
    return [norm for name in loading.routines() for norm in loading.rules_under(None, name).norms.values()]


def test_each_norm_of_a_document_claims_passages_of_it() -> None:
    read = {one.name: set(one.passages) for one in outlines()}
    claimed = {norm.id: set(norm.sentences) for norm in norms() if norm.source in read}
    assert len(claimed) == 209
    assert [norm.id for norm in norms() if norm.id in claimed and not claimed[norm.id]] == []
    assert [norm.id for norm in norms() if norm.source in read and not read[norm.source] >= claimed[norm.id]] == []
    assert [norm.id for norm in norms() if norm.source not in read and norm.sentences] == []


@pytest.mark.skipif(not SOURCES, reason="FLERPART_SOURCES names no folder with the source documents")
def test_the_norms_stand_in_their_sources() -> None:
    ran = run("proof", "trace", "--sources", SOURCES, "--format", "json")
    assert (ran.code, ran.data["clean"], ran.data["stale"]) == (0, True, [])


@pytest.mark.skipif(not SOURCES, reason="FLERPART_SOURCES names no folder with the source documents")
@pytest.mark.parametrize("outline", outlines(), ids=lambda one: one.name)
def test_a_changed_word_in_any_sentence_or_line_is_told_and_each_norm_is_reached(outline: Outline) -> None:
    text = re.sub(r"\[bookmark:.*?\]", "", Path(SOURCES, outline.name).read_text(encoding="utf-8"))
    own = [norm for norm in norms() if norm.source == outline.name]
    reached: set[str] = set()
    for last in re.finditer(r"\w+(?=[^\w\n]*$|[.!?:]\s)", text, re.MULTILINE):
        found = trace(f"{text[: last.start()]}ändrat{text[last.end() :]}", outline, own)
        assert not found.clean, last.start()
        reached.update(found.stale)
    assert reached == {norm.id for norm in own}


@pytest.mark.skipif(not SOURCES, reason="FLERPART_SOURCES names no folder with the source documents")
@pytest.mark.parametrize("outline", outlines(), ids=lambda one: one.name)
@pytest.mark.parametrize("broken", ["\n\n", "\n \f\n", "  \r\n"])
def test_blank_lines_and_pages_within_sentences_change_nothing(outline: Outline, broken: str) -> None:
    text = Path(SOURCES, outline.name).read_text(encoding="utf-8")
    assert trace(text.replace("\n", broken), outline, norms()).told == ()


def test_a_folder_without_the_documents_is_bad_usage(tmp_path: Path) -> None:
    for env in ({"FLERPART_SOURCES": None}, {"FLERPART_SOURCES": str(tmp_path)}):
        assert run("proof", "trace", env=env).code == 2
    (tmp_path / outlines()[0].name).write_bytes(b"\xff\xfe\xff")
    assert run("proof", "trace", "--sources", str(tmp_path)).code == 2


def test_what_is_gone_is_told_in_both_languages(tmp_path: Path) -> None:
    for one in outlines():
        (tmp_path / one.name).write_text("", encoding="utf-8")
    for lang, word in (("sv", "Borta: FM-BAKGRUND-1"), ("en", "Gone: FM-BAKGRUND-1")):
        ran = run("proof", "trace", "--sources", str(tmp_path), "--lang", lang)
        assert ran.code == 1
        assert word in ran.out
