"""Every fenced block in the README and in docs/ runs: none is skipped, and none goes stale."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.markdown import PAGES, ROOT, BrokenPage, blocks
from tests.docs.package import importable
from tests.docs.runner import Session, compare, excerpt
from tests.drawn_once import GROUP

DRAWS_THE_SET = ROOT / "docs" / "diagrams.md"


def _named(page: Path) -> object:
    """A page as a case of the test."""
    marks = [pytest.mark.xdist_group(GROUP)] if page == DRAWS_THE_SET else []
    return pytest.param(page, id=str(page.relative_to(ROOT)), marks=marks)


@pytest.mark.usefixtures("drawn_once")
@pytest.mark.parametrize("page", [_named(page) for page in PAGES])
def test_every_block_of_a_page_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    session = Session(page, tmp_path)
    with importable(tmp_path):
        for block in blocks(page.read_text(encoding="utf-8")):
            session.run(block)


def run(text: str, folder: Path) -> None:
    session = Session(Path("a_page.md"), folder)
    for block in blocks(text):
        session.run(block)


@pytest.mark.parametrize(
    "text",
    [
        "```python\n1/0\n```",
        "```python\nprint(1)\n```\n```text output\n2\n```",
        "```python\nprint(1)\nprint(2)\n```\n```text output\n1\n```",
        "```console\n$ flerpart-flow --version\nno such version\n```",
        "```console\n$ rm -r x\n```",
        "```console\n$ make nothing\n```",
        "```console\n$ pip install examples/nothing\n```",
        "```python examples/studiebesok/studiebesok/plikter.py\nNOT_THERE = 1\n```",
        "```jsonl\n{}\n```",
        "```toml\n[parameter]\nno_such = 1\n```",
        "```toml refused\n[parameter]\nlead_time_weeks_region = 7\n```",
        "```toml norms\n[[norm]]\nid = 'X-1'\n```",
        "```toml messages\n[a]\nb = 1\n```",
        "```toml\n[[norm]]\nid = 'X-1'\n```",
        "```json\n{\n```",
        '```json\n{"event": "kalla", "occurred_at": "2026-03-02T09:00:00"}\n```',
        "```\nno language\n```",
        "```python package/a.py\ndef\n```",
        "```toml package/a.toml\na =\n```",
        "```ruby\nputs 1\n```",
        "~~~\nno language\n~~~",
        "  ```ruby\n  indented\n  ```",
    ],
)
def test_a_wrong_block_fails(text: str, tmp_path: Path) -> None:
    with pytest.raises((Exception, pytest.fail.Exception)):
        run(text, tmp_path)


@pytest.mark.parametrize("text", ["```python\nprint(1)\n", "> ```python\n> 1/0\n> ```"])
def test_a_block_whose_end_or_start_is_not_clear_fails(text: str) -> None:
    with pytest.raises(BrokenPage):
        list(blocks(text))


def test_a_gap_stands_for_any_lines_and_nothing_else_is_left_out() -> None:
    compare(["a", "...", "d"], ["a", "b", "c", "d"])
    compare(["...", "b", "..."], ["a", "b", "c"])
    compare(["a", "..."], ["a"])
    for shown in (["a", "d"], ["a", "...", "c"], ["b", "..."], ["...", "d", "a"]):
        with pytest.raises(AssertionError):
            compare(shown, ["a", "b", "c", "d"])


def test_an_excerpt_is_of_its_file_part_by_part_in_order() -> None:
    excerpt("a\nb\n...\nd", "a\nb\nc\nd\n")
    for shown in ("b\n...\na", "a\nc", "a\n...\ne"):
        with pytest.raises(AssertionError):
            excerpt(shown, "a\nb\nc\nd\n")


def test_blocks_of_one_page_share_a_session_and_its_files(tmp_path: Path) -> None:
    header = '{"flerpart_flow":1,"routine":"flerpartsmote","case":"arende-1"}'
    page = f"```jsonl a.jsonl\n{header}\n```\n```python\nx = 1\n```\n```python\nprint(x)\n```\n```text output\n1\n```"
    run(page, tmp_path)
    assert (tmp_path / "a.jsonl").read_text(encoding="utf-8") == header + "\n"
