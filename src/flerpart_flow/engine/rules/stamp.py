"""Routines that were validated when the wheel was built aren't validated at every start, which takes a third of it.

Only the library's own, as they were: the digest is that of the files that they are read from. A source tree has no
stamp, and a routine of another package, or one that a program makes of another, is validated whenever it is built.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Final

from flerpart_flow.engine.rules.files import FOLDER, File
from flerpart_flow.engine.rules.sources import Sources
from flerpart_flow.texts.tables import read_bytes

_PACKAGE: Final = "flerpart_flow"
_NAME: Final = "validated.json"


def was_validated(sources: Sources) -> bool:
    """Whether the library's own routine that is read from these files was validated with them, here, before."""
    try:
        found = json.loads(read_bytes(_PACKAGE, _NAME))
    except OSError:
        return False
    return bool(found.get(sources.routine) == digest_of_files(sources))


def digest_of_files(sources: Sources) -> str:
    """The digest of every file that a routine's norms, versions, tables and words are read from."""
    texts = (file for lang in sorted(sources.texts) for file in sources.texts[lang])
    files: tuple[File, ...] = (*sources.norms, *sources.versions.values(), *sources.tables, *texts)
    held = sha256()
    for package, name in files:
        assert package != FOLDER, "a routine of the library's own lies in its packages"
        held.update(f"{package}/{name}\n".encode() + read_bytes(package, name))
    return held.hexdigest()


def stamp() -> str:
    """What the build writes: the library's own routines, which importing them has validated."""
    from importlib import import_module

    found = {}
    for name in ("flerpartsmote", "ung_intro"):
        routine = getattr(import_module(f"{_PACKAGE}.routines.{name}"), name.upper())
        found[name] = digest_of_files(routine.sources)
    return json.dumps(found)
