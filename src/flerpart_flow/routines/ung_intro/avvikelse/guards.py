"""What a report is held to: it is whole, and tells nobody more than the consent lets it."""

from __future__ import annotations

from flerpart_flow.routines.ung_intro.samtycke.guards import NORM
from flerpart_flow.samverkan.deviations import attempts_under, complete_under, recipient_under

attempts_were_made = attempts_under("UI-AVVIK-1")
report_is_complete = complete_under("UI-AVVIK-1")
recipient_may_know = recipient_under(NORM)
