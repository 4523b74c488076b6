"""Words for people: what each code is called, a line of a history in a sentence, and answers as JSON.

``label`` names a code, ``labels`` a whole list; ``tell`` and ``history`` say what happened; ``to_json`` gives an answer
the documented shape. The command line uses the same functions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flerpart_flow.words.history import HistoryLine, history, tell
from flerpart_flow.words.labels import Kind, NoLabel, label, labels

if TYPE_CHECKING:
    from flerpart_flow.words.shapes import to_json as to_json
else:  # it knows every kind of answer, and a page of text needs none of them
    from flerpart_flow.lazy import on_demand

    __getattr__, __dir__ = on_demand(__name__)

__all__ = ["HistoryLine", "Kind", "NoLabel", "history", "label", "labels", "tell", "to_json"]
