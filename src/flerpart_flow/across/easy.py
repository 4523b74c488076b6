"""A case in easy Swedish, for the individual: where it stands, what comes then, and what the individual may do now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import attrs

from flerpart_flow.engine.errors import DefinitionError
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.judging.queries import Answer
from flerpart_flow.engine.words.wording import with_own
from flerpart_flow.samverkan.actors import INDIVID
from flerpart_flow.texts import EASY, Texts, texts


@attrs.frozen
class EasyRead:
    """What the individual reads, a text for each thing. Not ``reviewed``: readers haven't tried the texts yet."""

    phase: str
    after: str
    rights: Mapping[str, str]
    """By the event: what the individual may do now, in the order of the table."""
    reviewed: bool = False


def easy_read(case: Case, at: datetime) -> EasyRead:
    """A case at a moment in easy Swedish (``sv-lattlast``). Raises DefinitionError for a text that is missing."""
    said = _said(case)
    phase = case.state_at(at).phase
    may = [one.event for one in case.permitted(at, INDIVID) if one.answer is not Answer.NO]
    rights = {one: _text(case, said, f"ratt.{one}") for one in may}
    return EasyRead(_text(case, said, f"fas.{phase}"), _text(case, said, f"sedan.{phase}"), rights)


def _text(case: Case, said: Texts, key: str) -> str:
    if key not in said:
        raise DefinitionError("definition.lattlast_saknas", routine=case.routine.name, key=key)
    return said.raw(key)


def _said(case: Case) -> Texts:
    files = case.routine.sources.texts.get(EASY, ())
    if not files:
        raise DefinitionError("definition.lattlast", routine=case.routine.name)
    return with_own(texts(EASY), files)
