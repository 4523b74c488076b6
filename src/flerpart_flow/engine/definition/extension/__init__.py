"""A routine that adds to another, under a name of its own: ``extend``.

It may add events, guards, duties, norms, parameters, lists, words and facts. It never takes anything away, and never
means something else by what is there: all that stands in the way of the extended routine stands in the way here too.
"""

from __future__ import annotations

from flerpart_flow.engine.definition.extension.extending import extend

__all__ = ["extend"]
