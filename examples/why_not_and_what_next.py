"""Show a case worker why not, and what next.

    python examples/why_not_and_what_next.py [LOG]

The case worker wants to send the summons. The answer is worded as a colleague would put it: every norm that isn't met,
what is missing, who can cure it and how; then what may happen now, and who may do it.
"""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from pathlib import Path

from flerpart_flow import YES, Answer, Case, Decision, Possible, load, reason, texts_for
from flerpart_flow.routines.flerpartsmote import Kalla

LOG = Path(__file__).parent / "logs" / "pagaende_arende.jsonl"
US, AF, FK = "kommun:arbetsmarknad", "arbetsformedlingen", "forsakringskassan"


def summons(now: datetime) -> Kalla:
    """What the case worker has filled in so far. It isn't complete, and that is among the answers."""
    return Kalla(
        occurred_at=now,
        by=US,
        till=(AF, FK),
        start=now + timedelta(weeks=4),
        syfte=((AF, "Vilket stöd som finns på vägen till arbete"), (FK, "Hur rehabiliteringen kan samordnas")),
        inbjudna=("arbetsförmedlare", "personlig handläggare"),
        lista_godkand=YES,
        hor_av_dig=YES,
        kanal="e_post",
    )


def explain(decision: Decision) -> None:
    """One paragraph for each norm. ``reason`` gives the words; where they go on your page is yours to say."""
    print(f"Kallelsen kan inte skickas än. {len(decision.hindrances)} saker står i vägen:")
    for finding in decision.hindrances:
        why = reason(finding, decision.rules)
        print(f"\n  {why.says}\n    Därför: {why.norm_text} ({why.norm})")
        if why.cure_text:
            print(f"    Så här: {why.cure_text}")
    if decision.remarks:
        print("\nDet här är bra att veta, men hindrar inte:")
        for finding in decision.remarks:
            why = reason(finding, decision.rules)
            print(f"  {why.says} ({why.norm})")


def who(case: Case, possible: Possible) -> str:
    """Those who may, by name; where only the event itself can tell, the role."""
    said = texts_for(case.rules)
    return said.join([said.name(one) for one in possible.holders], "eller") or said.label("roller", possible.role)


def show_possible(case: Case, now: datetime) -> None:
    """What the phase has and nothing stands in the way of. "If" is a yes to whoever also states the fields named."""
    said = texts_for(case.rules)
    print("\nDet här går att göra nu:")
    for possible in case.permitted(now):
        if possible.answer is not Answer.NO:
            fields = said.join([said.label("falt", field) for field in possible.states])
            more = f" (ange {fields})" if possible.answer is Answer.IF else ""
            print(f"  {said.label('handelser', possible.event)}: {who(case, possible)}{more}")


def main(path: Path = LOG) -> None:
    """Ask the case of the log, an hour after its last line. Asking changes nothing."""
    case = load(path).case()
    now = case.lines[-1].recorded_at + timedelta(hours=1)
    decision = case.decide(summons(now), now)
    if decision.allowed:
        print("Kallelsen kan skickas.")
    else:
        explain(decision)
    show_possible(case, now)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else LOG)
