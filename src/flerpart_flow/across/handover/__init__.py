"""Hand-over from one routine to another and back, by reference (UI-SAMV-1, UI-SAMV-5; docs/hand-over.md)."""

from flerpart_flow.across.handover.links import Kind, LinkFinding, check_links
from flerpart_flow.across.handover.opening import consent_anew, opened_by
from flerpart_flow.across.handover.references import Reference, Via, references
from flerpart_flow.across.handover.standing import Due, Stage, Standing, due_back, hand_overs
from flerpart_flow.across.handover.table import HANDOVERS, HandOver, HandoverError, Mention, check_table

__all__ = [
    "HANDOVERS",
    "Due",
    "HandOver",
    "HandoverError",
    "Kind",
    "LinkFinding",
    "Mention",
    "Reference",
    "Stage",
    "Standing",
    "Via",
    "check_links",
    "check_table",
    "consent_anew",
    "due_back",
    "hand_overs",
    "opened_by",
    "references",
]
