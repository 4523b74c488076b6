"""Flerpartsmöte with a step that a made-up Knivsta has of its own: a guide is offered before anybody is called."""

from typing import Final

from flerpart_flow import FLERPARTSMOTE
from flerpart_flow.define import STAY, Move, Outline, Showing, extend, norm_files, word_files
from flerpart_flow.routines.flerpartsmote import Kalla
from knivsta.fakta import KnivstaFakta, bokad, fragad, visad
from knivsta.handelser import BokaLots, ErbjudLots
from knivsta.plikter import ARBETSDAGAR, BOKA, FRAGA
from knivsta.villkor import individen_vill, lots_angiven, lots_ar_erbjuden

ORDFORANDE: Final = FLERPARTSMOTE.role("ordforande").under("KN-LOTS-1")
BEFORE: Final = ("forberedelse", "kallelse", "atgarder")

TABLE: Final = (
    Move(event=ErbjudLots, by=ORDFORANDE, to=dict.fromkeys(BEFORE, STAY), effect=fragad),
    Move(
        event=BokaLots,
        by=ORDFORANDE,
        to=dict.fromkeys(BEFORE, STAY),
        guards=(FLERPARTSMOTE.guard("acts_under_consent"), individen_vill, lots_angiven),
        effect=bokad,
    ),
)

KNIVSTA: Final = extend(
    FLERPARTSMOTE,
    name="knivsta",
    moves=TABLE,
    guards={Kalla: (lots_ar_erbjuden,)},
    duties=(FRAGA, BOKA),
    facts=KnivstaFakta,
    norms=norm_files("knivsta", "lots"),
    texts=word_files("knivsta", "lots", taking={}),
    versions={"2026.1": ("knivsta", "2026.1.toml")},
    parameters=(ARBETSDAGAR,),
    tables=(("knivsta", "lotsar.toml"),),
    lists=("lots",),
    outline=Outline(showing=Showing(told=("lots",), standing=visad)),
)
