"""The codes of the roles that findings name as who can mend what is missing; ``roles.py`` says who has them."""

from __future__ import annotations

from typing import Final

from flerpart_flow.define import RoleName

DOKUMENTERARE: Final = RoleName("dokumenterare")
INITIATIVTAGARE: Final = RoleName("initiativtagare")
ORDFORANDE: Final = RoleName("ordforande")
RATTARE: Final = RoleName("rattare")
SAMMANKALLANDE: Final = RoleName("sammankallande")
TIDSGIVARE: Final = RoleName("tidsgivare")
