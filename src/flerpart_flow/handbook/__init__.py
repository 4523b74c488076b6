"""A handbook of a routine: a folder of pages for a browser, in which every word of the definition leads to its page."""

from __future__ import annotations

from flerpart_flow.handbook.site import Book, handbook
from flerpart_flow.handbook.writing import write_handbook

__all__ = ["Book", "handbook", "write_handbook"]
