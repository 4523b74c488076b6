"""How an organisation's papers look: its letterhead and colour, and the paragraphs that it adds (``[document]``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from flerpart_flow.documents.model import Paragraph, Section
from flerpart_flow.engine.rules.overlays.papers import KEY
from flerpart_flow.engine.rules.rules import Rules


@attrs.frozen
class Look:
    """The lines at the top, the colour of headings, and what is added to a section, by its id, in one language."""

    letterhead: tuple[str, ...] = ()
    colour: str = ""
    added: tuple[tuple[str, str], ...] = ()

    def adds_to(self, section: Section) -> Section:
        """The section, with the organisation's paragraphs last; what stood there stays."""
        more = tuple(Paragraph(text) for ident, text in self.added if ident == section.ident)
        return attrs.evolve(section, blocks=(*section.blocks, *more)) if more else section


def look_of(rules: Rules, kind: str, lang: str) -> Look:
    """How a kind of paper looks under these rules; what is said of the kind goes before what is said of all."""
    of_all: Mapping[str, Any] = rules.laid_over.get(KEY, {})
    own: Mapping[str, Any] = of_all.get(kind, {})
    return Look(
        tuple(own.get("letterhead", of_all.get("letterhead", ()))),
        own.get("colour", of_all.get("colour", "")).lower(),
        tuple((one["section"], one[lang]) for one in own.get("added", ())),
    )
