"""The papers of a case: summons, plan, the neutral notice and the rest, and to whom each is due.

``document`` writes one, ``outbox`` says which follow from each line; ``as_text``, ``as_html``,
``as_pdf`` and ``as_docx`` show one.
``calendar_messages`` and ``as_ics`` put the meeting into each recipient's calendar, and ``read_reply`` reads what they
answer; ``agenda_ics`` is a unit's agenda to subscribe to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flerpart_flow.documents.calendar.ics import as_ics as as_ics
    from flerpart_flow.documents.calendar.messages import CalendarMessage as CalendarMessage
    from flerpart_flow.documents.calendar.messages import calendar_messages as calendar_messages
    from flerpart_flow.documents.calendar.replies import read_reply as read_reply
    from flerpart_flow.documents.calendar.subscription import agenda_ics as agenda_ics
    from flerpart_flow.documents.errors import DocumentError as DocumentError
    from flerpart_flow.documents.errors import DocumentRefused as DocumentRefused
    from flerpart_flow.documents.mail.outbox import Withheld as Withheld
    from flerpart_flow.documents.mail.outbox import mail_seen as mail_seen
    from flerpart_flow.documents.mail.outbox import outbox as outbox
    from flerpart_flow.documents.mail.outbox import withheld as withheld
    from flerpart_flow.documents.mail.posted import Mail as Mail
    from flerpart_flow.documents.model import Document as Document
    from flerpart_flow.documents.render.docx import as_docx as as_docx
    from flerpart_flow.documents.render.html import as_html as as_html
    from flerpart_flow.documents.render.pdf import as_pdf as as_pdf
    from flerpart_flow.documents.render.text import as_text as as_text
    from flerpart_flow.documents.written import KINDS as KINDS
    from flerpart_flow.documents.written import document as document
else:
    from flerpart_flow.lazy import on_demand

    __getattr__, __dir__ = on_demand(__name__)
