"""TOML files of this package and others, or what was made of them when the wheel was built.

TOML is the source, and what people edit. Reading the fifty files of a routine as TOML takes a fifth of its start, so
the wheel (``hatch_build.py``) and what runs in the browser have beside each ``x.toml`` an ``x.toml.json``. It is read
in its place as long as it was made of the very same bytes. A source tree has none, and reads TOML.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from hashlib import sha256
from importlib import import_module
from typing import Any, Final

MADE: Final = ".json"
"""What the name of a file that was made of another ends with."""


DAY: Final = "$day"
"""The key that marks a day, which JSON doesn't have."""


def folder_of(package: str) -> str | None:
    """The folder that a package lies in; None if it lies in none, as in an archive. Raises ModuleNotFoundError."""
    places = list(getattr(import_module(package), "__path__", ()))
    return places[0] if len(places) == 1 and os.path.isdir(places[0]) else None  # noqa: PTH112  pathlib takes longer


def read_bytes(package: str, name: str) -> bytes:
    """A file of a package. Raises OSError and ModuleNotFoundError."""
    folder = folder_of(package)
    if folder is not None:
        return _bytes(os.path.join(folder, name))  # noqa: PTH118  as above
    spec = sys.modules[package].__spec__
    places = [] if spec is None else list(spec.submodule_search_locations or ())
    held = getattr(spec.loader if spec is not None else None, "get_data", None)
    if held is not None and len(places) == 1:  # an archive, which has read its table of contents once and for all
        found: bytes = held(os.path.join(places[0], name))  # noqa: PTH118  as above
        return found
    from importlib import resources  # not before it is needed: it brings tempfile, shutil and more

    return (resources.files(package) / name).read_bytes()


def read_table(package: str, name: str) -> dict[str, Any]:
    """What a TOML file of a package holds. Raises OSError, ModuleNotFoundError, and ValueError if it isn't TOML."""
    written, made = read_bytes(package, name), _made(package, name + MADE)
    if made.get("of") == sha256(written).hexdigest():
        held: dict[str, Any] = made["holds"]
        return held
    return parsed(written.decode())


def made_of(text: bytes) -> str:
    """What is made of a TOML file. Days, which JSON doesn't have, are marked; TypeError for times."""
    table = {"of": sha256(text).hexdigest(), "holds": parsed(text.decode())}
    return json.dumps(table, ensure_ascii=False, default=_marked)


def _marked(value: object) -> dict[str, str]:
    if type(value) is not date:
        raise TypeError(type(value).__name__)
    return {DAY: value.isoformat()}


def _made(package: str, name: str) -> dict[str, Any]:
    """What was made of a file; nothing in a source tree."""
    try:
        text = read_bytes(package, name)
    except OSError:
        return {}
    # Most files hold no day, and a hook costs half as much again.
    found: dict[str, Any] = json.loads(text, object_hook=_with_days if f'"{DAY}"'.encode() in text else None)
    return found


def _with_days(held: dict[str, Any]) -> Any:
    return date.fromisoformat(held[DAY]) if DAY in held else held


def parsed(text: str) -> dict[str, Any]:
    """What a text in TOML says. Raises ValueError if it isn't TOML."""
    import tomllib

    return tomllib.loads(text)


def _bytes(path: str) -> bytes:
    with open(path, "rb") as file:  # noqa: PTH123  as above
        return file.read()
