"""Trying a case: a log and a question in, the parts of a page out. It runs where Python does, also in a browser.

Nothing is read, written or kept: whoever asks sends the whole log each time, and gets it back.
"""

from __future__ import annotations

from flerpart_flow.trying.answering import answer

__all__ = ["answer"]
