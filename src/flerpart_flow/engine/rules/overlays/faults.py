"""How a fault in an overlay is told: the key's path, and what was expected there."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, Final

from flerpart_flow.engine.errors import RulesError
from flerpart_flow.engine.values.nearest import nearest

ALIKE: Final = 0.5
"""How near a key has to be to be proposed: keys are long, and their choices many."""

_WITHDRAWAL: Final = (
    *("samtyck", "medgivande", "återkall", "aterkall", "återta", "aterta", "ångra", "angrad", "angrar", "angrat"),
    *("ta tillbaka", "tar tillbaka", "tog tillbaka", "tagit tillbaka", "tagits tillbaka"),
    *("consent", "permission", "withdr", "revok", "take back", "takes back", "took back", "taken back"),
)


def unknown_key(path: str, key: str, known: Iterable[str]) -> RulesError:
    """The error of a key that there isn't, with the nearest that there are."""
    choices = list(known)
    near = nearest(key, choices, ALIKE) or choices[:12]
    return RulesError("overlagring.nyckel", path=path, choices=", ".join(near))


def as_table(path: str, value: Any) -> Mapping[str, Any]:
    """The value, as a table. Raises RulesError for anything else."""
    if not isinstance(value, Mapping):
        raise RulesError("overlagring.typ", path=path, expected="[table]")
    return value


def refuse_other_types(path: str, value: Any, kind: type) -> None:
    """Raise RulesError unless the value is of that very type."""
    if type(value) is not kind:
        raise RulesError("overlagring.typ", path=path, expected=kind.__name__)


def refuse_empty(path: str, text: str) -> None:
    """Raise RulesError for a text without anything to read."""
    if not text.strip():
        raise RulesError("overlagring.text", path=path)


def tells_withdrawal(text: str) -> bool:
    """Whether a text would say that consent was withdrawn."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    plain = "".join(one for one in folded if unicodedata.category(one) != "Cf")
    spaced = " ".join(plain.replace("_", " ").split())
    return any(word in spaced for word in _WITHDRAWAL)
