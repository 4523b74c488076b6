"""What a pickle keeps of a routine and of its rules: their names. Functions can't be written down; what is installed
has them.

A routine is found where the program finds it, so one that another package brings is found there too.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from flerpart_flow.engine.errors import DefinitionError


def installed(name: str) -> Any:
    """The installed routine of a name. Raises DefinitionError if there is none."""
    # By its name, at the last moment: the engine knows no routine, and nothing else in it asks for one.
    routines: Mapping[str, Any] = import_module("flerpart_flow.installed").ROUTINES
    if name not in routines:
        raise DefinitionError("definition.inte_installerad", rutin=name)
    return routines[name]
