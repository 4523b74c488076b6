"""Forms: what an event may say, for whoever draws a form, and an event from what somebody has filled in."""

from __future__ import annotations

from flerpart_flow.engine.journal.schema import event_schema, journal_schema
from flerpart_flow.forms.description import Choice, Form, FormField, Need, describe
from flerpart_flow.forms.filled import FormError, event_from

__all__ = [
    "Choice",
    "Form",
    "FormError",
    "FormField",
    "Need",
    "describe",
    "event_from",
    "event_schema",
    "journal_schema",
]
