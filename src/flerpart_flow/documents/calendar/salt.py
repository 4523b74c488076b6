"""Ids that say nothing: digests with a salt that the host alone knows, so that nobody can try what one was made of."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Final

from flerpart_flow.documents.errors import DocumentError

LEAST: Final = 16
"""A shorter salt could be found by trying."""
_LENGTH: Final = 32


def digest(salt: str, *said: object) -> str:
    """An id of what is said. Raises DocumentError without a salt, or for a short one."""
    check(salt)
    key, message = salt.encode("utf-8", "backslashreplace"), json.dumps(said).encode()
    return hmac.new(key, message, hashlib.sha256).hexdigest()[:_LENGTH]


def check(salt: str) -> None:
    """Raise DocumentError without a salt, or for a short one."""
    if len((salt or "").strip()) < LEAST:
        raise DocumentError("dokument.kalender.salt", number=LEAST)
