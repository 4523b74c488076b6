"""The files of a package that a routine is read from."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any

from flerpart_flow.engine.errors import DefinitionError

File = tuple[str, str]
"""A package and the name of a file in it."""


def read_toml(package: str, name: str) -> dict[str, Any]:
    """A TOML file of a package. Raises DefinitionError, which names it, if it isn't there or isn't TOML."""
    try:
        return tomllib.loads((resources.files(package) / name).read_text(encoding="utf-8"))
    except (OSError, ModuleNotFoundError) as error:
        reason = type(error).__name__
    except ValueError as error:  # no TOML, or no UTF-8
        reason = str(error)
    raise DefinitionError("definition.fil", file=f"{package}/{name}", reason=reason)
