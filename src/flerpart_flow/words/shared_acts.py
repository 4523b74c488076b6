"""What of an act is whose, where several share its role and don't all do the whole of it.

The individual says who takes part; the chair, who does the same act, says no more than whether a relative is suitable.
Wherever it is told who may do such an act, this is told with it.
"""

from __future__ import annotations

from flerpart_flow.texts import Texts


def limit(event: str, said: Texts) -> str | None:
    """What some of those who share an act do of it, as a clause; None where all do the whole."""
    key = f"forbehall.{event}.alla"
    return said.raw(key) if key in said else None


def limited(event: str, said: Texts, *more: str) -> str:
    """An act, and in brackets what of it is whose, and what ``more`` is to be told of it."""
    act, only = said.label("handelser", event), limit(event, said)
    told = "; ".join((*(() if only is None else (only,)), *more))
    return f"{act} ({told})" if told else act


def with_limit(told: str, event: str, said: Texts) -> str:
    """What is told of an act, as who does it, and what of it is whose."""
    only = limit(event, said)
    return told if only is None else f"{told}; {only}"
