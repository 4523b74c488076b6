"""Forms: what an event may say, for whoever draws a form, and an event from what somebody has filled in."""

from __future__ import annotations

from flerpart_flow.engine.journal.schema import event_schema, journal_schema
from flerpart_flow.forms.controls import Box, Control, FilledForm, Option, filled_form
from flerpart_flow.forms.correcting import correctable, correction_form, correction_from, correction_sent
from flerpart_flow.forms.description import Choice, Form, FormField, Need, describe
from flerpart_flow.forms.faults import Fault, faults_of
from flerpart_flow.forms.filled import FormError, event_from
from flerpart_flow.forms.from_browser import from_browser

__all__ = [
    "Box",
    "Choice",
    "Control",
    "Fault",
    "FilledForm",
    "Form",
    "FormError",
    "FormField",
    "Need",
    "Option",
    "correctable",
    "correction_form",
    "correction_from",
    "correction_sent",
    "describe",
    "event_from",
    "event_schema",
    "faults_of",
    "filled_form",
    "from_browser",
    "journal_schema",
]
