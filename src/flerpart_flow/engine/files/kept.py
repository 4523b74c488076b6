"""What a file that is replaced keeps: owner, group, permissions, access list, and attributes that users have set."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import Final

from flerpart_flow.engine.errors import FileError

ACCESS_LIST: Final = "system.posix_acl_access"


def keep(handle: int, there: int | None, new_mode: int, target: Path) -> None:
    """Give an open file what the file that was there has; ``new_mode`` if there was none.

    Raises FileError if it can't be given or doesn't stick: else the case could be read by others than before.
    """
    if sys.platform == "win32":
        return
    if there is None:
        os.fchmod(handle, new_mode)
        return
    had = os.fstat(there)
    mode = stat.S_IMODE(had.st_mode)
    try:
        has = os.fstat(handle)
        if (has.st_uid, has.st_gid) != (had.st_uid, had.st_gid):
            # -1 leaves as it is: a user may give a file to a group of their own, and to no other user.
            os.fchown(handle, had.st_uid if has.st_uid != had.st_uid else -1, had.st_gid)
        _keep_attributes(handle, there)
        os.fchmod(handle, mode)
        kept = os.fstat(handle)
    except OSError as error:
        raise FileError("fil.agare", path=str(target)) from error
    if (kept.st_uid, kept.st_gid, stat.S_IMODE(kept.st_mode)) != (had.st_uid, had.st_gid, mode):
        raise FileError("fil.agare", path=str(target))


def _keep_attributes(handle: int, there: int) -> None:
    if not hasattr(os, "listxattr"):
        return
    had, has = _attributes(there), _attributes(handle)
    for name in has - had:
        os.removexattr(handle, name)  # inherited from the folder, and not what the file had
    for name in had:
        os.setxattr(handle, name, os.getxattr(there, name))


def _attributes(handle: int) -> set[str]:
    try:
        names = os.listxattr(handle)
    except OSError:  # the file system has none
        return set()
    return {name for name in names if name == ACCESS_LIST or name.startswith("user.")}
