"""docs/rules.md has the severities and open tables that the rules have."""

from __future__ import annotations

from flerpart_flow import FLERPARTSMOTE, Severity
from tests.docs.markdown import ROOT, codes, sections, table

SECTIONS = sections((ROOT / "docs" / "rules.md").read_text(encoding="utf-8"))


def test_the_page_has_every_severity() -> None:
    assert [codes(row["severity"])[0] for row in table(SECTIONS["Severities"])] == list(Severity)


def test_the_page_names_every_list_that_an_overlay_may_add_to() -> None:
    named = set(codes(SECTIONS["Adding reasons and other codes"].split("```")[0]))
    for path in FLERPARTSMOTE.sources.open_tables:
        assert path.removeprefix("skal.") in named, path
    assert {f"skal.{name}" if f"skal.{name}" in FLERPARTSMOTE.sources.open_tables else name for name in named} == set(
        FLERPARTSMOTE.sources.open_tables
    )
