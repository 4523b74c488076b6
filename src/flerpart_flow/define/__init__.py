"""The face for those who write a routine: everything that its phases, moves, guards, duties and rules are made of.

``docs/adding-a-routine.md`` writes one from beginning to end with these names. What else stands in the library's
folders may change; these names, and those of ``flerpart_flow`` itself, don't.

What meetings between parties share stands in modules beside, each made for a routine's own norms: ``samtycke``,
``kallelse``, ``mote``, ``plan``, ``atgarder``, ``uppfoljning`` (``from flerpart_flow.define import plan``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flerpart_flow.engine.definition.correction import (
    Ratta,
    concerns_an_earlier_line,
    earlier_line,
    gives_a_reason,
    unchanged,
)
from flerpart_flow.engine.definition.duties import Duty, DutySpec, DutyState, Ends, Owed, when
from flerpart_flow.engine.definition.guards import Guard, Occasion, guard, state_guard
from flerpart_flow.engine.definition.moves import START, STAY, Choice, Effect, Keep, Move, Role, at, to
from flerpart_flow.engine.definition.outline import (
    Act,
    Capacity,
    Deviation,
    Frame,
    Given,
    Idle,
    Lane,
    Outline,
    Party,
    Question,
    Silent,
    Telling,
)
from flerpart_flow.engine.definition.recording import Numbered, Numbers, Recording, Revise, Settle
from flerpart_flow.engine.definition.routine import ByKind, Proposal, Routine
from flerpart_flow.engine.definition.showing import Dated, Demo, Showing, Sight, Viewer
from flerpart_flow.engine.eras.change import BytRegler, moves_on_rightly
from flerpart_flow.engine.record import fields
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.record.header import Header
from flerpart_flow.engine.record.recorded import recorded
from flerpart_flow.engine.rules.files import norm_files, word_files
from flerpart_flow.engine.rules.findings import Finding, Findings, Message, RoleName, at_most, missing, unknown
from flerpart_flow.engine.rules.norms import Norm, Severity
from flerpart_flow.engine.rules.parameters import Parameter
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.rules.sources import Sources
from flerpart_flow.engine.rules.vocabulary import Vocabulary
from flerpart_flow.engine.values.clock import local_date
from flerpart_flow.engine.values.evolve import evolve
from flerpart_flow.engine.values.ternary import NO, UNKNOWN, YES, Ternary
from flerpart_flow.samverkan.actors import is_individual, is_unit, party_of
from flerpart_flow.samverkan.content import says
from flerpart_flow.samverkan.data import tables
from flerpart_flow.samverkan.duties import by_bearer, happens
from flerpart_flow.samverkan.events import Avsluta

if TYPE_CHECKING:
    from flerpart_flow.engine.definition.extension import extend as extend
else:  # few routines extend another
    from flerpart_flow.lazy import on_demand

    __getattr__, __dir__ = on_demand(__name__)

__all__ = [
    "NO",
    "START",
    "STAY",
    "UNKNOWN",
    "YES",
    "Act",
    "Avsluta",
    "ByKind",
    "BytRegler",
    "Capacity",
    "Choice",
    "Dated",
    "Demo",
    "Deviation",
    "Duty",
    "DutySpec",
    "DutyState",
    "Effect",
    "Ends",
    "Event",
    "Finding",
    "Findings",
    "Frame",
    "Given",
    "Guard",
    "Header",
    "Idle",
    "Keep",
    "Lane",
    "Message",
    "Move",
    "Norm",
    "Numbered",
    "Numbers",
    "Occasion",
    "Outline",
    "Owed",
    "Parameter",
    "Party",
    "Proposal",
    "Question",
    "Ratta",
    "Recording",
    "Revise",
    "Role",
    "RoleName",
    "Routine",
    "Rules",
    "Settle",
    "Severity",
    "Showing",
    "Sight",
    "Silent",
    "Sources",
    "Telling",
    "Ternary",
    "Viewer",
    "Vocabulary",
    "at",
    "at_most",
    "by_bearer",
    "concerns_an_earlier_line",
    "earlier_line",
    "evolve",
    "extend",
    "fields",
    "gives_a_reason",
    "guard",
    "happens",
    "is_individual",
    "is_unit",
    "local_date",
    "missing",
    "moves_on_rightly",
    "norm_files",
    "party_of",
    "recorded",
    "says",
    "state_guard",
    "tables",
    "to",
    "unchanged",
    "unknown",
    "when",
    "word_files",
]
