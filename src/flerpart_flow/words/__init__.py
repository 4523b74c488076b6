"""Words for people: what each code is called, a line of a history in a sentence, and answers as JSON.

``label`` names a code, ``labels`` a whole list; ``tell`` and ``history`` say what happened; ``to_json`` gives an answer
the documented shape. The command line uses the same functions.
"""

from __future__ import annotations

from flerpart_flow.words.history import HistoryLine, history, tell
from flerpart_flow.words.labels import Kind, NoLabel, label, labels
from flerpart_flow.words.shapes import to_json

__all__ = ["HistoryLine", "Kind", "NoLabel", "history", "label", "labels", "tell", "to_json"]
