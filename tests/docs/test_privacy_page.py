"""docs/privacy.md names every free-text field, and every condition that tells of a person."""

from __future__ import annotations

import attrs

from flerpart_flow import ROUTINES
from flerpart_flow.engine.record.events import content_fields
from flerpart_flow.engine.record.fields import KIND
from flerpart_flow.routines.flerpartsmote import Atgard, Mal
from tests.docs.markdown import ROOT, codes, sections

PAGE = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
SECTIONS = sections(PAGE)
FREE = {"text", "texts", "per_code"}


def test_the_page_names_every_field_of_free_text() -> None:
    said = set(codes(SECTIONS["Free text"].strip().split(". ")[0]))
    kinds = [kind for routine in ROUTINES.values() for kind in routine.events.values()]
    events = {name for kind in kinds for name, of in content_fields(kind).items() if of.name in FREE}
    plan = {a.name for part in (Mal, Atgard) for a in attrs.fields(part) if a.metadata[KIND].name in FREE}
    assert said == events | plan


def test_the_page_tells_of_every_condition() -> None:
    codes_of = [code for routine in ROUTINES.values() for code in routine.rules().vocabulary.known["villkor"]]
    stated = {code.partition(":")[0] for code in codes_of}
    assert stated <= set(codes(SECTIONS["What each part reveals"]))
