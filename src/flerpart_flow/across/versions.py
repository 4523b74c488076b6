"""Which routine, in which version, applies in a municipality on a day, and how old that knowledge is.

It works for any routines that are given to it. What a routine's rules don't say is unknown here too: the day that a
version begins, who adopted it (UI-UPPF-3), whether a municipality has joined (PR-ANSL-2, PR-ANSL-3; reading A22). A
case goes on under the version that it started under, whatever this says of its day.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final

import attrs

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.errors import EventError
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.rules.version import About
from flerpart_flow.engine.values.nearest import nearest
from flerpart_flow.engine.values.ternary import NO, UNKNOWN, YES, Ternary
from flerpart_flow.samverkan.data.municipalities import joined_on, stale

_STALE: Final = "municipality_stale_after_years"


@attrs.frozen(eq=False)
class Place:
    """Whether a municipality has joined a routine on a day.

    ``since`` is the day that it joined, ``as_of`` the day that the knowledge is from: None, which is unknown, also for
    what an overlay says (``own``). ``later`` tells that the day asked about is after it, so that nothing is known of
    what has happened since. ``norms`` are those that say so, ``note_sv`` and ``note_en`` what else there is to know.
    """

    municipality: str
    joined: Ternary
    since: date | None
    as_of: date | None
    later: bool
    own: bool
    norms: tuple[str, ...]
    note_sv: str | None = None
    note_en: str | None = None

    def note(self, lang: str) -> str | None:
        """The note in a language, or None."""
        return self.note_en if lang == "en" else self.note_sv


@attrs.frozen(eq=False)
class Version:
    """A version of a routine's rules that is installed.

    ``newest``: new cases start under it. ``last`` is its last day where that is known, the day before the next version
    begins included.
    """

    routine: Routine = attrs.field(repr=lambda routine: routine.name)
    rules: Rules = attrs.field(repr=lambda rules: rules.version)
    newest: bool
    last: date | None

    @property
    def about(self) -> About:
        """What the rules say of themselves."""
        return self.rules.about

    def in_force(self, on: date) -> Ternary:
        """Whether it is in force on a day, as far as is known."""
        return NO if self.last is not None and on > self.last else self.about.in_force(on)

    def later(self, on: date) -> bool:
        """Whether a day is after what is known of the version, so that a change since isn't known."""
        return self.about.as_of is not None and on > self.about.as_of


@attrs.frozen(eq=False)
class Standing:
    """A version on a day, and in a municipality if one was asked about.

    ``applies`` joins the two: in force, and joined. Unknown is not yes.
    """

    version: Version
    on: date
    in_force: Ternary
    place: Place | None

    @property
    def applies(self) -> Ternary:
        """Whether a case that starts then and there starts under this version, as far as is known."""
        return self.in_force if self.place is None else self.in_force & self.place.joined


def installed(
    routines: Mapping[str, Routine] | None = None, overlays: Mapping[str, Mapping[str, Any]] | None = None
) -> tuple[Version, ...]:
    """Every version of every routine, oldest first.

    ``routines`` are those that are installed, if none are given; ``overlays`` are an organisation's, by routine; one
    that is written for a version changes that one only. Raises RulesError for one that can't be used.
    """
    return tuple(
        one
        for routine in _given(routines).values()
        for one in _versions_of(routine, None if overlays is None else overlays.get(routine.name))
    )


def applying(
    on: date,
    municipality: str | None = None,
    routines: Mapping[str, Routine] | None = None,
    overlays: Mapping[str, Mapping[str, Any]] | None = None,
) -> tuple[Standing, ...]:
    """How every installed version stands on a day, in a municipality if its code is given. Raises as ``installed``.

    A municipality that a routine's rules don't have is unknown there; ``municipality_named`` finds a code.
    """
    return tuple(
        Standing(one, on, one.in_force(on), None if municipality is None else _place(one, municipality, on))
        for one in installed(routines, overlays)
    )


def municipality_named(
    written: str,
    routines: Mapping[str, Routine] | None = None,
    overlays: Mapping[str, Mapping[str, Any]] | None = None,
) -> str:
    """The code of a municipality from its code or its name, however capitals, dots and rings are written.

    Raises EventError, which names the nearest, for one that no routine's rules have.
    """
    codes: dict[str, str] = {}
    for one in installed(routines, overlays):
        for code, row in _territory(one.rules).items():
            codes |= dict.fromkeys((_plain(name) for name in (code, row["sv"], row["en"])), code)
    found = codes.get(_plain(written))
    if found is not None:
        return found
    near = nearest(_plain(written), codes)
    shown = dict.fromkeys(codes[name] for name in near) or dict.fromkeys(codes.values())
    key = "kod.nara" if near else "kod.okand"
    raise EventError(key, field="municipality", list="kommun", choices=", ".join(shown))


def _given(routines: Mapping[str, Routine] | None) -> Mapping[str, Routine]:
    if routines is not None:
        return routines
    from flerpart_flow.installed import ROUTINES

    return ROUTINES


def _versions_of(routine: Routine, overlay: Mapping[str, Any] | None) -> Iterable[Version]:
    names = tuple(routine.sources.versions)
    found = [routine.rules(name, _for_version(overlay, name)) for name in names]
    for rules, later in zip(found, [*found[1:], None], strict=True):
        begins = None if later is None else later.about.valid_from
        ends = [day for day in (rules.about.valid_to, begins and begins - timedelta(days=1)) if day is not None]
        yield Version(routine, rules, later is None, min(ends, default=None))


def _for_version(overlay: Mapping[str, Any] | None, version: str) -> Mapping[str, Any] | None:
    return overlay if overlay is not None and overlay.get("version", version) == version else None


def _territory(rules: Rules) -> Mapping[str, Any]:
    """The rows of the municipalities that the rules know, by code; none where the rules don't say."""
    table: Mapping[str, Any] = rules.tables.get(rules.about.territory or "", {})
    return table


def _place(version: Version, municipality: str, on: date) -> Place:
    rules = version.rules
    row = _territory(rules).get(municipality)
    if row is None:
        return Place(municipality, UNKNOWN, None, rules.about.as_of, version.later(on), False, ())
    shipped = _territory(version.routine.rules(rules.version)).get(municipality)
    own = row != shipped
    as_of = None if own else rules.about.as_of
    joined = joined_on(row, on, rules.about.as_of)
    if joined is YES and as_of is not None and stale(as_of, rules.parameters.get(_STALE, 0), on):
        joined = UNKNOWN
    later = as_of is not None and on > as_of
    notes = row.get("note_sv"), row.get("note_en")
    return Place(municipality, joined, row.get("valid_from"), as_of, later, own, tuple(row.get("norms", ())), *notes)


def _plain(name: str) -> str:
    """A name as it is compared: small letters without marks, and without the word for municipality."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    words = "".join(one for one in folded if not unicodedata.combining(one)).split()
    return " ".join(word for word in words if word not in {"kommun", "municipality"})
