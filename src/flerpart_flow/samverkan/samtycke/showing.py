"""What an account of a case shows of a consent: the topics less those excluded, and nothing more (reading A66)."""

from __future__ import annotations

from typing import Any, Final

_HIDDEN: Final = frozenset({"undantag", "amnen_for"})


def told_openly(event: Any, name: str) -> Any:
    """A field of an event as anybody may see it; None for one that only the individual and the recorder may."""
    if name in _HIDDEN:
        return None
    value = getattr(event, name, None)
    if name != "amnen" or not value:
        return value
    excluded = getattr(event, "undantag", ())
    return tuple(topic for topic in value if topic not in excluded)
