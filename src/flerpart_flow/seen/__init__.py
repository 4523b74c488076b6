"""What one party may see of a case, and no more: ``seen_by(case, who, at)``, by the table of docs/privacy.md."""

from __future__ import annotations

from flerpart_flow.samverkan.samtycke.sight import Relation
from flerpart_flow.seen.asked import permitted_seen, why_seen
from flerpart_flow.seen.view import Seen, seen_by

__all__ = ["Relation", "Seen", "permitted_seen", "seen_by", "why_seen"]
