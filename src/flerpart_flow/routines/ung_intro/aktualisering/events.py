"""The referral, and the answer to it."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from flerpart_flow.define import Event, fields, recorded
from flerpart_flow.engine.errors import EventError

OLDEST: Final = 130


def _age(value: Any, field: Any) -> int | None:
    if value is None:
        return None
    if type(value) is not int or not 0 <= value <= OLDEST:
        raise EventError("falt.alder", field=field.name, most=OLDEST)
    return value


def age() -> Any:
    """An age in whole years, 0 to 130. Raises EventError for anything else."""
    schema = {"type": "integer", "minimum": 0, "maximum": OLDEST}
    return fields.field(fields.Kind("age", schema), _age, None)


@recorded
class Aktualisera(Event):
    """The person is referred to Ung Intro; ``alder`` is the age in whole years on that day."""

    name: ClassVar[str] = "aktualisera"

    alder: int | None = age()


@recorded
class Anta(Event):
    """Ung Intro accepts the person."""

    name: ClassVar[str] = "anta"


@recorded
class AntaInte(Event):
    """Ung Intro doesn't accept the person. No reason is asked for."""

    name: ClassVar[str] = "anta_inte"
