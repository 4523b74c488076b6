"""Two sets of rules compared: which answers are proved to be the same, which differ, with cases that show it."""

from flerpart_flow.proof.compare.comparing import SECONDS, compare_rules
from flerpart_flow.proof.compare.model import ActChange, Compared, EventVerdict, OwedChange, OwedVerdict
from flerpart_flow.proof.compare.telling import log_of
from flerpart_flow.proof.compare.trying.owing import Shift
from flerpart_flow.proof.compare.trying.stories import NoExamples
from flerpart_flow.proof.compare.trying.weighing import Turn

__all__ = [
    "SECONDS",
    "ActChange",
    "Compared",
    "EventVerdict",
    "NoExamples",
    "OwedChange",
    "OwedVerdict",
    "Shift",
    "Turn",
    "compare_rules",
    "log_of",
]
