"""The codes of the roles that findings name as who can mend what is missing; ``roles.py`` says who has them."""

from __future__ import annotations

from typing import Final

from flerpart_flow.define import RoleName

ANSVARIG: Final = RoleName("ansvarig")
DOKUMENTERARE: Final = RoleName("dokumenterare")
GODKANNARE: Final = RoleName("godkannare")
INITIATIVTAGARE: Final = RoleName("initiativtagare")
MOTESORDFORANDE: Final = RoleName("motesordforande")
ORDFORANDE: Final = RoleName("ordforande")
RATTARE: Final = RoleName("rattare")
SAMMANKALLANDE: Final = RoleName("sammankallande")
TIDSGIVARE: Final = RoleName("tidsgivare")
