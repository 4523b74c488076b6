"""docs/norms.md has the keys that a norm's row has, the classes, and the modalities in use."""

from __future__ import annotations

import attrs

from flerpart_flow import ROUTINES, Norm
from flerpart_flow.engine.rules.norms import EXECUTABLE_CLASSES
from flerpart_flow.proof.twins.reading import KEYS
from tests.docs.markdown import ROOT, codes, sections, table

SECTIONS = sections((ROOT / "docs" / "norms.md").read_text(encoding="utf-8"))
NORMS = [norm for routine in ROUTINES.values() for norm in routine.rules().norms.values()]
ROWS = {key: row for row in table(SECTIONS["What a norm's row holds"]) for key in codes(row["key"])}


def test_the_page_has_every_key_of_a_row_and_says_which_are_demanded() -> None:
    demanded = {a.name: a.default is attrs.NOTHING for a in attrs.fields(Norm)}
    demanded["class"] = demanded.pop("classes")
    assert {key: row["must it be there"] == "yes" for key, row in ROWS.items()} == demanded


def test_the_page_has_every_class_and_says_which_are_executable() -> None:
    said = {row["class"]: row["executable"] == "yes" for row in table(SECTIONS["Read a norm"])}
    used = {one for norm in NORMS for one in norm.classes}
    assert used <= set(said)
    assert {one for one, executable in said.items() if executable} == EXECUTABLE_CLASSES


def test_the_page_has_every_key_of_a_twin_and_no_other() -> None:
    said = {key for row in table(SECTIONS["Write a twin"]) for key in codes(row["key"])}
    assert said == {key for kind in KEYS for key in kind}


def test_the_page_has_every_modality_in_use() -> None:
    assert {norm.modality for norm in NORMS} <= set(codes(ROWS["modality"]["what"]))
