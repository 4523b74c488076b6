"""The documents as they were read: digests of their passages in order, and which of them no norm needs to claim."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import attrs

from flerpart_flow.engine.errors import DefinitionError
from flerpart_flow.engine.rules.files import read_toml
from flerpart_flow.engine.values.fixed import Fixed


@attrs.frozen
class Exemption:
    """Why a passage with a modal word is no norm's, in our own words."""

    passage: str
    sv: str
    en: str


@attrs.frozen
class Outline:
    """A document as it was read: its file's name, its passages' digests, and the exemptions by passage."""

    name: str
    passages: tuple[str, ...]
    exempt: Mapping[str, Exemption]


@cache
def outlines() -> tuple[Outline, ...]:
    """The outlines that the library's norms were read from."""
    held = read_toml("flerpart_flow.proof.trace", "documents.toml")
    return tuple(read_outline(one) for one in held["document"])


def read_outline(row: Mapping[str, Any]) -> Outline:
    """An outline from one ``[[document]]`` table. Raises DefinitionError for what is wrong or has no reason."""
    try:
        exempt = [Exemption(**one) for one in row.get("exempt", ())]
        made = Outline(row["name"], tuple(row["passages"]), Fixed({one.passage: one for one in exempt}))
        unknown = set(row) - {"name", "passages", "exempt"} or set(made.exempt) - set(made.passages)
        if unknown or not all(one.sv.strip() and one.en.strip() for one in exempt):
            raise ValueError(", ".join(sorted(unknown)) or "sv, en")
    except (KeyError, TypeError, ValueError) as error:
        raise DefinitionError("definition.fil", file="documents.toml", reason=str(error)) from None
    return made
