"""flerpart_flow: the routines for flerpartsmöte and for Ung Intro, executable.

Open a case, feed it what happened, and ask: may this happen now, and if not, why, and what next? Who owes what by
when? Which deviations are there to report? The events of a routine are in its own package,
``flerpart_flow.routines.flerpartsmote`` or ``flerpart_flow.routines.ung_intro``.

Each public name is loaded when it is first used, so that a program that only wants to print its help doesn't wait
for the engine. The imports below are the list of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flerpart_flow.diagrams.drawing import Drawing as Drawing
    from flerpart_flow.diagrams.drawing import draw as draw
    from flerpart_flow.diagrams.errors import DiagramError as DiagramError
    from flerpart_flow.diagrams.render.themes import THEMES as THEMES
    from flerpart_flow.diagrams.render.themes import Theme as Theme
    from flerpart_flow.engine.definition.duties import Duty as Duty
    from flerpart_flow.engine.definition.duties import DutyState as DutyState
    from flerpart_flow.engine.definition.routine import Proposal as Proposal
    from flerpart_flow.engine.definition.routine import Routine as Routine
    from flerpart_flow.engine.errors import DefinitionError as DefinitionError
    from flerpart_flow.engine.errors import EventError as EventError
    from flerpart_flow.engine.errors import FileError as FileError
    from flerpart_flow.engine.errors import FlowError as FlowError
    from flerpart_flow.engine.errors import JournalError as JournalError
    from flerpart_flow.engine.errors import RulesError as RulesError
    from flerpart_flow.engine.errors import RulesNotInstalled as RulesNotInstalled
    from flerpart_flow.engine.errors import StoreDamaged as StoreDamaged
    from flerpart_flow.engine.errors import StoreError as StoreError
    from flerpart_flow.engine.errors import WriteConflict as WriteConflict
    from flerpart_flow.engine.journal.log import Log as Log
    from flerpart_flow.engine.journal.log import read_log as read_log
    from flerpart_flow.engine.journal.log import read_log_file as read_log_file
    from flerpart_flow.engine.journal.log import write_log as write_log
    from flerpart_flow.engine.journal.log_file import write_log_file as write_log_file
    from flerpart_flow.engine.journal.single_line import event_line as event_line
    from flerpart_flow.engine.journal.single_line import header_line as header_line
    from flerpart_flow.engine.journal.single_line import read_event as read_event
    from flerpart_flow.engine.judging.case import Case as Case
    from flerpart_flow.engine.judging.case import LineStatus as LineStatus
    from flerpart_flow.engine.judging.case import open_case as open_case
    from flerpart_flow.engine.judging.decision import Decision as Decision
    from flerpart_flow.engine.judging.decision import Refused as Refused
    from flerpart_flow.engine.judging.decision import State as State
    from flerpart_flow.engine.judging.queries import Answer as Answer
    from flerpart_flow.engine.judging.queries import Possible as Possible
    from flerpart_flow.engine.record.events import Event as Event
    from flerpart_flow.engine.record.header import Header as Header
    from flerpart_flow.engine.record.limits import Limits as Limits
    from flerpart_flow.engine.record.recorded import Who as Who
    from flerpart_flow.engine.review.cures import Cures as Cures
    from flerpart_flow.engine.review.cures import minimal_cures as minimal_cures
    from flerpart_flow.engine.review.review import Review as Review
    from flerpart_flow.engine.review.review import Verdict as Verdict
    from flerpart_flow.engine.review.review import review as review
    from flerpart_flow.engine.rules.findings import Finding as Finding
    from flerpart_flow.engine.rules.norms import Norm as Norm
    from flerpart_flow.engine.rules.norms import Severity as Severity
    from flerpart_flow.engine.rules.registry import RulesRegistry as RulesRegistry
    from flerpart_flow.engine.rules.rules import Rules as Rules
    from flerpart_flow.engine.rules.rules import read_overlay as read_overlay
    from flerpart_flow.engine.values.ternary import NO as NO
    from flerpart_flow.engine.values.ternary import UNKNOWN as UNKNOWN
    from flerpart_flow.engine.values.ternary import YES as YES
    from flerpart_flow.engine.values.ternary import Ternary as Ternary
    from flerpart_flow.engine.words.reasons import Reason as Reason
    from flerpart_flow.engine.words.reasons import reason as reason
    from flerpart_flow.engine.words.reasons import texts_for as texts_for
    from flerpart_flow.installed import ROUTINES as ROUTINES
    from flerpart_flow.installed import load as load
    from flerpart_flow.installed import read_rules as read_rules
    from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE as FLERPARTSMOTE
    from flerpart_flow.routines.ung_intro import UNG_INTRO as UNG_INTRO
    from flerpart_flow.texts import Texts as Texts
else:
    from flerpart_flow.lazy import on_demand

    __getattr__, __dir__ = on_demand(__name__)

__version__ = "0.1.0"
