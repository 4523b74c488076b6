"""Open a case, tell it what happens, see who owes what, and write its log.

    python examples/open_and_drive_a_case.py [LOG]

A case is a value: ``apply`` gives the next case and leaves this one as it is, so there is nothing to roll back when the
routine says no. The journal is all that a case system stores; the same journal gives the same case.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from flerpart_flow import FLERPARTSMOTE, YES, Case, DutyState, Refused, load, open_case, write_log_file
from flerpart_flow.routines.flerpartsmote import (
    BedomBehov,
    BestamDeltagare,
    DokumenteraSamtycke,
    ErbjudMote,
    Forbered,
    GeSamtycke,
    IdentifieraBehov,
    Informera,
    Kalla,
    TackaJa,
)
from flerpart_flow.words import label

US, AF, EKONOMI = "kommun:arbetsmarknad", "arbetsformedlingen", "kommun:ekonomiskt_bistand"


def at(day: int, hour: int = 9) -> datetime:
    """A moment in October 2026. A time without a zone would be refused: it could mean any of two hours."""
    return datetime(2026, 10, day, hour, tzinfo=ZoneInfo("Europe/Stockholm"))


def opened() -> Case:
    """From the need to the consent. The reference is your own and opaque, never a name or a personnummer."""
    case = open_case(FLERPARTSMOTE, "arende-2026-0042", municipality="uppsala")
    return case.apply_all(
        [
            IdentifieraBehov(occurred_at=at(5), by=US),
            BedomBehov(
                occurred_at=at(6),
                by=US,
                samordningsbehov=YES,
                underlag=("arbete", "ekonomi"),
                individen_delaktig=YES,
            ),
            ErbjudMote(occurred_at=at(6, 10), by=US),
            # The individual isn't a unit, so somebody has to say who wrote it down.
            TackaJa(occurred_at=at(7), by="individ", recorded_by=US),
            Informera(occurred_at=at(8), by=US, anpassning=("lattlast",)),
            GeSamtycke(
                occurred_at=at(8, 10),
                by="individ",
                recorded_by=US,
                enheter=(US, AF, EKONOMI),
                amnen=("arbete", "ekonomi"),
            ),
            *(DokumenteraSamtycke(occurred_at=at(9), by=unit, referens="dnr 17") for unit in (US, AF)),
        ],
        now=at(9),  # when they are written down; the library reads no clock
    )


def summons() -> Kalla:
    """To the others, five weeks before, with everything that the routine asks of a summons."""
    meeting = datetime(2026, 11, 24, 10, tzinfo=ZoneInfo("Europe/Stockholm"))
    return Kalla(
        occurred_at=at(14),
        by=US,
        till=(AF, EKONOMI),
        start=meeting,
        plats="Stationsgatan 12, sal Fyris",
        syfte=(
            (AF, "Vilket stöd som finns på vägen till arbete"),
            (EKONOMI, "Hur försörjningen ordnas under tiden"),
        ),
        kontakt="katalogpost 4711",
        inbjudna=("arbetsförmedlare", "handläggare av ekonomiskt bistånd"),
        lista_godkand=YES,
        hor_av_dig=YES,
        kanal="brev",
    )


def show_duties(case: Case, now: datetime) -> None:
    """Duties know no clock: ``now`` is the only place where it comes in."""
    print("\nVem ska göra vad:")
    for duty in case.duties(now):
        if duty.state in (DutyState.OPEN, DutyState.LATE):
            bearer = label(case.rules, "aktor", duty.bearer)
            when = f"senast {duty.due}" if duty.due else f"sedan {duty.age_days} dagar"
            norm = case.rules.norms[duty.norms[0]]
            print(f"  {bearer} ({when}): {norm.text('sv').partition('. ')[0]} [{norm.id}]")


def main(path: Path | None = None) -> None:
    """Drive the case, first a step too far, and write it down."""
    case = opened()
    print(f"Ärendet är öppnat och står i fasen {case.phase}.")
    try:
        case = case.apply(summons(), now=at(14))
    except Refused as no:
        print(f"\n{no.account.explain()}")  # the reasons are data too: no.account.hindrances

    prepared = Forbered(occurred_at=at(12), by=US, individen_medverkar=YES, behov_onskemal=YES)
    yes = BestamDeltagare(occurred_at=at(13), by="individ", recorded_by=US, deltagare=(AF, EKONOMI), svar=YES)
    case = case.apply_all([prepared, yes, summons()], now=at(14))
    print(f"\nEfter förberedelsen går det. Ärendet står i fasen {case.phase}.")
    show_duties(case, now=at(20))

    with tempfile.TemporaryDirectory() as folder:
        log = path or Path(folder) / "arende.jsonl"
        write_log_file(log, case)
        assert load(log).case() == case  # the log is the case
        print(f"\nLoggen har {len(case.lines)} händelser och ger samma ärende när den läses igen.")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
