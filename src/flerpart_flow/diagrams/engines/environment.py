"""The environment that an engine gets: what it needs to start, to find fonts and to write text, and nothing else.

A host's environment holds passwords and addresses. An engine is somebody else's program, found on PATH, and whatever it
writes to a log or to a file of its own might show them.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Final

_TO_START: Final = (
    "PATH",
    "HOME",
    # Programs and libraries that are installed in a place of their own.
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "DYLD_FALLBACK_LIBRARY_PATH",
    # graphviz-pure and pygraphviz are Python.
    "PYTHONPATH",
    "PYTHONHOME",
    # Windows starts no program without the first, and finds batch files by the last two.
    "SYSTEMROOT",
    "WINDIR",
    "COMSPEC",
    "PATHEXT",
)
_FOR_FILES: Final = ("TMPDIR", "TEMP", "TMP", "USERPROFILE", "APPDATA", "LOCALAPPDATA")
# Each by its name: servers let anybody who logs in set any LC_*.
_FOR_TEXT: Final = ("LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "LC_MESSAGES")
_FOR_FONTS: Final = (
    "FONTCONFIG_FILE",
    "FONTCONFIG_PATH",
    "FONTCONFIG_SYSROOT",
    "FC_LANG",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_CACHE_HOME",
    "PANGOCAIRO_BACKEND",
    "DOTFONTPATH",
    "GDFONTPATH",
)
_FOR_GRAPHVIZ: Final = (
    # Where its plug-ins are.
    "GVBINDIR",
    # In a web server this makes dot read no file that a graph names: a barrier, which must not be lost on the way.
    "SERVER_NAME",
    # The date written into a PDF.
    "SOURCE_DATE_EPOCH",
)
NEEDED: Final = frozenset((*_TO_START, *_FOR_FILES, *_FOR_TEXT, *_FOR_FONTS, *_FOR_GRAPHVIZ))
"""The variables that an engine may see, where they are set."""


def for_an_engine(environment: Mapping[str, str] | None = None) -> dict[str, str]:
    """What of an environment, else this process's own, an engine gets."""
    here = os.environ if environment is None else environment
    return {name: here[name] for name in sorted(NEEDED) if name in here}
