"""``[document]`` of an overlay: how an organisation's papers look, and what it adds to them.

``letterhead`` are the lines at the top and ``colour`` is that of headings; both may be given for all papers, or under a
paper's name for that alone. ``added`` are paragraphs at the end of a section. Nothing of a paper can be taken out or
written otherwise, and nothing here decides anything, so it isn't in the rules' digest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from flerpart_flow.engine.errors import RulesError
from flerpart_flow.engine.rules.overlays.faults import (
    as_table,
    refuse_empty,
    refuse_other_types,
    tells_withdrawal,
    unknown_key,
)

KEY: Final = "document"
MOST_LINES: Final = 8
LEAST_CONTRAST: Final = 4.5
"""What text needs against its ground to be read (WCAG 2.2, 1.4.3)."""

_LOOK: Final = ("letterhead", "colour")
_OF_A_PAPER: Final = (*_LOOK, "added")
_PARAGRAPH: Final = ("section", "sv", "en")
_COLOUR: Final = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)


def refuse_unfit_papers(wanted: Any, papers: Mapping[str, tuple[str, ...]], neutral: frozenset[str]) -> None:
    """Raise RulesError for what isn't a look of the papers, which are given with their sections.

    ``neutral`` are those that mustn't tell of a consent that is gone.
    """
    for key, value in as_table(KEY, wanted).items():
        path = f"{KEY}.{key}"
        if key in _LOOK:
            _refuse_unfit_look(path, key, value)
        elif key in papers:
            _refuse_unfit_paper(path, value, papers[key], key in neutral)
        else:
            raise unknown_key(path, key, (*_LOOK, *papers))


def _refuse_unfit_paper(path: str, wanted: Any, sections: tuple[str, ...], neutral: bool) -> None:
    for key, value in as_table(path, wanted).items():
        if key not in _OF_A_PAPER:
            raise unknown_key(f"{path}.{key}", key, _OF_A_PAPER)
        if key != "added":
            _refuse_unfit_look(f"{path}.{key}", key, value)
            continue
        if not isinstance(value, (list, tuple)):
            raise RulesError("overlagring.typ", path=f"{path}.{key}", expected="[[table]]")
        for at, one in enumerate(value):
            _refuse_unfit_paragraph(f"{path}.{key}[{at}]", one, sections, neutral)


def _refuse_unfit_look(path: str, key: str, value: Any) -> None:
    if key == "colour":
        refuse_other_types(path, value, str)
        if _COLOUR.fullmatch(value) is None or contrast_on_white(value) < LEAST_CONTRAST:
            raise RulesError("overlagring.farg", path=path, least=LEAST_CONTRAST)
        return
    refuse_other_types(path, value, list)
    if not 1 <= len(value) <= MOST_LINES:
        raise RulesError("overlagring.rader", path=path, most=MOST_LINES)
    for line in value:
        refuse_other_types(path, line, str)
        refuse_empty(path, line)


def _refuse_unfit_paragraph(path: str, wanted: Any, sections: tuple[str, ...], neutral: bool) -> None:
    held = as_table(path, wanted)
    for key, value in held.items():
        if key not in _PARAGRAPH:
            raise unknown_key(f"{path}.{key}", key, _PARAGRAPH)
        refuse_other_types(f"{path}.{key}", value, str)
        refuse_empty(f"{path}.{key}", value)
    lacking = [key for key in _PARAGRAPH if key not in held]
    if lacking:
        raise RulesError("overlagring.saknas", path=path, keys=", ".join(lacking))
    if held["section"] not in sections:
        raise unknown_key(f"{path}.section", held["section"], sections)
    if neutral and any(tells_withdrawal(held[lang]) for lang in ("sv", "en")):
        raise RulesError("overlagring.neutralt", path=path)


def contrast_on_white(colour: str) -> float:
    """How well text of a colour, ``#rrggbb``, stands out on white, from 1 to 21 (WCAG 2.2)."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
