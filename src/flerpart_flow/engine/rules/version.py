"""What is known of a version of a routine's rules, apart from what it decides: who adopted it, when it is in force.

It stands in the version's file under ``[about]``. Nothing in it decides an event, so it isn't in the rules' digest.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from flerpart_flow.engine.errors import DefinitionError
from flerpart_flow.engine.values.frozen import frozen
from flerpart_flow.engine.values.ternary import NO, UNKNOWN, YES, Ternary


@frozen(kw_only=True)
class About:
    """The metadata of a version; what the source doesn't say is None, which means unknown.

    ``adopted_by`` is the body that adopted it, a name. ``valid_from`` and ``valid_to`` are its first and last day.
    ``as_of`` is the day that the knowledge is from: of later changes nothing is known. ``norms`` are the norms that the
    metadata rests on, ``territory`` the table of the rules that says which municipalities have joined. ``note_sv`` and
    ``note_en`` say what else there is to know.
    """

    adopted_by: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    as_of: date | None = None
    norms: tuple[str, ...] = ()
    territory: str | None = None
    note_sv: str | None = None
    note_en: str | None = None

    def note(self, lang: str) -> str | None:
        """What else there is to know, in ``sv`` or ``en``."""
        return self.note_en if lang == "en" else self.note_sv

    def in_force(self, on: date) -> Ternary:
        """Whether the version is in force on a day, as far as is known.

        Where the first day isn't known, days before ``as_of`` are unknown.
        """
        if (self.valid_from is not None and on < self.valid_from) or (self.valid_to is not None and on > self.valid_to):
            return NO
        if self.valid_from is not None:
            return YES
        return YES if self.as_of is not None and on >= self.as_of else UNKNOWN


_DAYS: Final = ("valid_from", "valid_to", "as_of")
_TEXTS: Final = ("adopted_by", "territory", "note_sv", "note_en")


def read_about(version: str, table: Mapping[str, Any]) -> About:
    """The metadata of a version from its ``[about]``. Raises DefinitionError for an unknown key or a wrong type."""
    for key, value in table.items():
        if key in _DAYS:
            fits = isinstance(value, date) and not isinstance(value, datetime)
        elif key in _TEXTS:
            fits = isinstance(value, str) and bool(value.strip())
        else:
            fits = key == "norms" and isinstance(value, list) and all(isinstance(one, str) for one in value)
        if not fits:
            raise DefinitionError("definition.version", version=version, path=f"about.{key}")
    return About(**{**table, "norms": tuple(table.get("norms", ()))})
