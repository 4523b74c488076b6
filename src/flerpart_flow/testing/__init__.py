"""For the tests of a routine, an overlay or a system of your own: marks, made-up cases, a machine that drives them.

With the extra ``test``. The pytest plugin comes with the package (docs/testing.md): ``@policy`` says which norms a test
shows, ``pytest --policy ROUTINE`` which marks have earned it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flerpart_flow.store.contract import StoreContract as StoreContract
    from flerpart_flow.testing.machine import case_machine as case_machine
    from flerpart_flow.testing.marks import policy as policy
    from flerpart_flow.testing.strategies import cases as cases
else:
    from flerpart_flow.lazy import on_demand

    __getattr__, __dir__ = on_demand(__name__)
