"""docs/rules.md has the parameters, fixed norms and open tables that the rules have."""

from __future__ import annotations

import pytest

from flerpart_flow import FLERPARTSMOTE, Severity
from tests.docs.markdown import ROOT, codes, sections, table

SECTIONS = sections((ROOT / "docs" / "rules.md").read_text(encoding="utf-8"))
RULES = FLERPARTSMOTE.rules()
PARAMETERS = {codes(row["parameter"])[0]: row for row in table(SECTIONS["Parameters"])}


def written(value: object) -> str:
    """A value as TOML has it, without the quotation marks of a text."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_the_page_has_every_parameter_and_no_other() -> None:
    assert list(PARAMETERS) == list(RULES.specs)


@pytest.mark.parametrize("name", RULES.specs)
def test_a_parameter_is_as_the_page_says(name: str) -> None:
    spec, row = RULES.specs[name], PARAMETERS[name]
    assert codes(row["default"]) == (written(spec.value),)
    assert codes(row["norms"]) == spec.norms
    assert row["meaning"] == spec.en
    assert row["own"] == ("yes" if spec.own else "no")
    choices = spec.choices or (("true", "false") if isinstance(spec.value, bool) else ())
    if choices:
        assert codes(row["may be"]) == choices
    else:
        assert row["may be"] == f"{spec.low} to {spec.high}"


def test_the_page_has_every_fixed_norm_in_its_own_words() -> None:
    said = {codes(row["norm"])[0]: row["what it protects"] for row in table(SECTIONS["What is fixed"])}
    assert said == {norm.id: norm.en for norm in RULES.norms.values() if norm.fixed}


def test_the_page_has_every_severity() -> None:
    assert [codes(row["severity"])[0] for row in table(SECTIONS["Severities"])] == list(Severity)


def test_the_page_names_every_list_that_an_overlay_may_add_to() -> None:
    named = set(codes(SECTIONS["Adding reasons and other codes"].split("```")[0]))
    for path in FLERPARTSMOTE.sources.open_tables:
        assert path.removeprefix("skal.") in named, path
    assert {f"skal.{name}" if f"skal.{name}" in FLERPARTSMOTE.sources.open_tables else name for name in named} == set(
        FLERPARTSMOTE.sources.open_tables
    )
