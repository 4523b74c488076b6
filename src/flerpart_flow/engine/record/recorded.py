"""Classes of what a log records: events, and what they are made of."""

from __future__ import annotations

from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Any, ClassVar, NotRequired, TypedDict, TypeVar, dataclass_transform, get_type_hints

import attrs

from flerpart_flow.engine.errors import Discreet
from flerpart_flow.engine.record import fields
from flerpart_flow.engine.values.frozen import frozen

T = TypeVar("T")


class Who(TypedDict):
    """Who acts, and which unit writes it down: the part of an event that is the same for many, given as ``**who``."""

    by: str
    recorded_by: NotRequired[str]


class _Told:
    """The signature of a class, worked out when somebody asks: each field with what it may be given as."""

    def __get__(self, of: object, kind: type[Any]) -> Signature:
        hints = get_type_hints(kind)
        return Signature([_parameter(one, hints[one.name]) for one in attrs.fields(kind) if one.init])


def _parameter(of: attrs.Attribute[Any], hint: Any) -> Parameter:
    given = getattr(hint, "__set__", None)
    annotation = get_type_hints(given)["value"] if given is not None else hint
    default = Parameter.empty if of.default is attrs.NOTHING else of.default
    return Parameter(of.alias or of.name, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


class Recorded(metaclass=Discreet):
    """What events and their parts have in common: that ``attrs`` made them, which type checkers can't see."""

    __slots__ = ()
    if TYPE_CHECKING:
        __attrs_attrs__: ClassVar[tuple[attrs.Attribute[Any], ...]]
    __signature__: ClassVar = _Told()  # what inspect asks a class for, if it has one


# Nobody can change such a value, but a type checker isn't told so: mypy then reads a field that a class inherits as
# what it may be given as. That assigning never returns is said by the fields' own types.
@dataclass_transform(kw_only_default=True, field_specifiers=(fields.required_time, fields.required_code))
def recorded(kind: type[T]) -> type[T]:
    """Make a class of frozen values, by ``attrs``, whose fields are given by name, each as its kind takes it."""
    # Only the library's own wait to be made whole: a mistake in another's is told where it stands.
    make = frozen if kind.__module__.startswith("flerpart_flow.") else attrs.frozen
    return make(kw_only=True, weakref_slot=False)(kind)
