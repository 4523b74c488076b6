"""The norms against the documents that they come from, where these are at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from flerpart_flow.cli.input import loading
from flerpart_flow.proof.trace.outline import outlines
from tests.cli.running import run

SOURCES = os.environ.get("FLERPART_SOURCES", "")


def test_each_norm_of_a_document_claims_passages_of_it() -> None:
    read = {one.name: set(one.passages) for one in outlines()}
    norms = [norm for name in loading.routines() for norm in loading.rules_under(None, name).norms.values()]
    claimed = {norm.id: set(norm.sentences) for norm in norms if norm.source in read}
    assert len(claimed) == 209
    assert [norm.id for norm in norms if norm.id in claimed and not claimed[norm.id]] == []
    assert [norm.id for norm in norms if norm.source in read and not read[norm.source] >= claimed[norm.id]] == []
    assert [norm.id for norm in norms if norm.source not in read and norm.sentences] == []


@pytest.mark.skipif(not SOURCES, reason="FLERPART_SOURCES names no folder with the source documents")
def test_the_norms_stand_in_their_sources() -> None:
    ran = run("proof", "trace", "--sources", SOURCES, "--format", "json")
    assert (ran.code, ran.data["clean"], ran.data["stale"]) == (0, True, [])


@pytest.mark.skipif(not SOURCES, reason="FLERPART_SOURCES names no folder with the source documents")
def test_a_changed_word_in_any_claimed_passage_is_told(tmp_path: Path) -> None:
    for one in outlines():
        text = Path(SOURCES, one.name).read_text(encoding="utf-8")
        (tmp_path / one.name).write_text(text.replace(" ska ", " kan ").replace(" inte ", " "), encoding="utf-8")
    ran = run("proof", "trace", "--sources", str(tmp_path), "--format", "json")
    assert ran.code == 1
    # Norms that rest on an obligation or a negation of their document, from reading the three.
    assert {"FM-MALGRUPP-2", "FM-KALLELSE-3", "PR-MALGRUPP-2", "UI-MAL-7", "UI-AKT-1"} <= set(ran.data["stale"])


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
