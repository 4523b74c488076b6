"""The demo's case, and days in it on which its papers are asked for."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from flerpart_flow import Case
from flerpart_flow.cli.commands.demo import bundled
from flerpart_flow.documents import Document, Mail, document, outbox

CALLED = "2026-02-05"
"""Called to the first meeting."""
REBOOKED = "2026-02-11"
CALLED_AGAIN = "2026-02-14"
PAUSED = "2026-02-25"
"""The consent is withdrawn, and the meeting cancelled."""
MEETING_OVER = "2026-04-29"
REPLACED = "2026-09-17"
"""The third version of the plan is approved, without Arbetsförmedlingen's yes."""

AF = "arbetsformedlingen"
PSYKIATRI = "region:psykiatri"
CHAIR = "kommun:arbetsmarknad"
INDIVID = "individ"


@cache
def case() -> Case:
    return bundled("flerpartsmote").case()


@cache
def mail() -> tuple[Mail, ...]:
    return outbox(case())


def on(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T15:00").replace(tzinfo=ZoneInfo("Europe/Stockholm"))


def paper(kind: str, recipient: str | None, day: str, **more: Any) -> Document:
    return document(case(), kind, recipient=recipient, at=on(day), **more)


def told(of: Document) -> str:
    """Every word of a paper, in order."""
    return "\n".join(of.words())


def section(of: Document, ident: str) -> str:
    """The words of one section; it has to be there."""
    found = of.section(ident)
    assert found is not None, ident
    rest = Document(of.kind, of.recipient, of.lang, "", (found,))
    return told(rest)
