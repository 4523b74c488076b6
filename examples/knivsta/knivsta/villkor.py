"""What must hold in Knivsta, beside all that must hold anywhere."""

from typing import Final

from flerpart_flow import Rules
from flerpart_flow.define import NO, YES, Findings, Message, Occasion, RoleName, guard, missing, state_guard, unknown
from knivsta.fakta import KnivstaFakta
from knivsta.handelser import BokaLots, ErbjudLots

KNIVSTA: Final = "knivsta"
ORDFORANDE: Final = RoleName("ordforande")

INTE_ERBJUDEN: Final = Message("knivsta.inte_erbjuden")
VILL_INTE: Final = Message("knivsta.vill_inte")
INTE_SVARAT: Final = Message("knivsta.inte_svarat")
VEM_SAKNAS: Final = Message("knivsta.vem_saknas")


@state_guard("KN-LOTS-2")
def lots_ar_erbjuden(fakta: KnivstaFakta, occasion: Occasion, rules: Rules) -> Findings:
    """Nobody is called before the individual has been asked; elsewhere nobody asks."""
    if fakta.municipality != KNIVSTA or fakta.vill_ha_lots in (YES, NO):
        return ()
    return (unknown("KN-LOTS-2", INTE_ERBJUDEN, cure_by=ORDFORANDE, cure=ErbjudLots),)


@state_guard("KN-LOTS-3")
def individen_vill(fakta: KnivstaFakta, occasion: Occasion, rules: Rules) -> Findings:
    """A guide is booked for who wants one."""
    if fakta.vill_ha_lots is YES:
        return ()
    if fakta.vill_ha_lots is NO:
        return (missing("KN-LOTS-3", VILL_INTE),)
    return (unknown("KN-LOTS-3", INTE_SVARAT, cure_by=ORDFORANDE, cure=ErbjudLots),)


@guard("KN-LOTS-4", reads=("lots",))
def lots_angiven(fakta: KnivstaFakta, event: BokaLots, rules: Rules) -> Findings:
    """A booking says who comes along."""
    return () if event.lots else (missing("KN-LOTS-4", VEM_SAKNAS, cure_by=ORDFORANDE, cure=BokaLots),)
