"""May I tell? The question before picking up the telephone.

    python examples/may_i_tell.py [LOG]

Both units have to be covered by a consent in force, the topic agreed to and not excluded, and the one who tells has to
have its own record of the consent.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from flerpart_flow import Case, load, reason
from flerpart_flow.routines.flerpartsmote import may_disclose
from flerpart_flow.words import label

LOG = Path(__file__).parent / "logs" / "pagaende_arende.jsonl"
US, AF, FK, CARE = "kommun:arbetsmarknad", "arbetsformedlingen", "forsakringskassan", "region:psykiatri"
QUESTIONS = ((US, AF, "arbete"), (US, AF, "ekonomi"), (US, AF, "boende"), (FK, CARE, "halsa"), (US, "individ", "halsa"))


def ask(case: Case, from_: str, to: str, topic: str, at: datetime) -> None:
    """One question, answered at a moment: yesterday's answer may be another."""
    names = [label(case.rules, of, one) for of, one in (("aktor", from_), ("aktor", to), ("amne", topic))]
    answer = may_disclose(case, from_, to, topic, at)
    print("Får {} berätta för {} om ämnet ”{}”?".format(*names), "Ja." if answer.allowed else "Nej.")
    for finding in answer.findings:
        why = reason(finding, case.rules)
        print(f"  {why.norm}: {why.says}")


def main(path: Path = LOG) -> None:
    """Ask as the case stands after its last line, and once before there was a consent."""
    case = load(path).case()
    for from_, to, topic in QUESTIONS:
        ask(case, from_, to, topic, case.lines[-1].recorded_at)
    print("\nOch den dag då behovet identifierades:")
    ask(case, US, AF, "arbete", case.lines[0].recorded_at)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else LOG)
