"""What a case's papers leave out, told to the one who writes them: in a paper, and papers that mustn't be sent."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from flerpart_flow.documents import Withheld
    from flerpart_flow.documents.model import Document
    from flerpart_flow.engine.judging.case import Case
    from flerpart_flow.texts import Texts


def tell_withheld(papers: Iterable[tuple[str, Document]], said: Texts, to: TextIO | None = None) -> None:
    """What each paper, by the name of its file, doesn't tell its reader."""
    for name, paper in papers:
        for line in paper.withheld:
            print(said.say("cli.documents.utelamnat", papper=name, vad=line) if name else line, file=to or sys.stdout)


def tell_held_back(case: Case, recipient: str | None, after: int, said: Texts) -> None:
    """The papers that aren't written since the routine doesn't let them be sent."""
    from flerpart_flow.documents import withheld

    for one in withheld(case, after):
        if recipient in (None, one.recipient):
            print(held_back(case, one, said))


def held_back(case: Case, one: Withheld, said: Texts) -> str:
    """That a paper isn't sent, and by which norms."""
    from flerpart_flow.documents.written import name_of
    from flerpart_flow.engine.words.reasons import texts_for

    named = texts_for(case.rules, said.lang)
    return said.say(
        "cli.documents.hallet_inne",
        nr=one.nr,
        papper=name_of(one.kind, case.rules, said.lang),
        vem=recipient_name(one.kind, one.recipient, named),
        normer=", ".join(one.norms),
    )


def recipient_name(kind: str, recipient: str, named: Texts) -> str:
    """The recipient by name; a report goes to a party, the others to somebody who acts."""
    from flerpart_flow.texts import ACTORS

    return named.name(recipient, "part" if kind == "avvikelse" else ACTORS)
