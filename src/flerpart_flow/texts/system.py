"""Why the operating system said no, in the reader's language: the common causes; of any other its own words."""

from __future__ import annotations

import errno
from typing import Self


class SystemReason(str):
    """What the system says, as it says it; ``key`` names the text that says the same in another language."""

    __slots__ = ("key",)

    key: str

    def __new__(cls, said: str, key: str) -> Self:
        """A reason."""
        made = super().__new__(cls, said)
        made.key = key
        return made

    def __reduce__(self) -> tuple[type[Self], tuple[str, str]]:
        return type(self), (str(self), self.key)


def system_reason(error: OSError) -> SystemReason:
    """Why something couldn't be done with a file."""
    said = error.strerror or type(error).__name__
    return SystemReason(said, f"system.{errno.errorcode.get(error.errno or 0, 'okant').lower()}")
