"""Who owes what."""

from flerpart_flow.define import YES, DutySpec, Owed, Parameter, when
from studiebesok.handelser import Boka, Svara

BOKA_ARBETSDAGAR = Parameter("boka_arbetsdagar", int)


def _nar_individen_vill(before, event, after, rules):
    return (Owed(after.anmalare, "individ"),) if before.vill is not YES and after.vill is YES else ()


BOKA_BESOK = DutySpec(
    name="boka_besok",
    norms=("SB-BOKNING-4",),
    opens=when(Svara, then=_nar_individen_vill),
    meets=when(Boka, then=lambda fakta, event, owed: True),
    lapses=when(Svara, then=lambda fakta, event, owed: fakta.vill is not YES),
    threshold=BOKA_ARBETSDAGAR,
)
