"""Who may do what, and what must hold."""

from flerpart_flow.define import (
    NO,
    YES,
    Message,
    Parameter,
    Role,
    guard,
    is_individual,
    is_unit,
    local_date,
    missing,
    state_guard,
    unknown,
)
from studiebesok.handelser import Boka, Svara

VILL_INTE = Message("studiebesok.vill_inte")
INTE_SVARAT = Message("studiebesok.inte_svarat")
DAG_SAKNAS = Message("studiebesok.dag_saknas")
KORT_TID = Message("studiebesok.kort_tid")
FOR_TIDIGT = Message("studiebesok.for_tidigt")

FRAMFORHALLNING = Parameter("framforhallning_dagar", int)

ENHET = Role(
    "enhet",
    "SB-ANMALAN-1",
    lambda fakta, event, rules: is_unit(event.by),
    lambda fakta, rules: (),
    anybody=True,
)
INDIVID = Role(
    "individ",
    "SB-SVAR-1",
    lambda fakta, event, rules: is_individual(event.by),
    lambda fakta, rules: ("individ", "ombud"),
)
ANMALARE = Role(
    "anmalare",
    "SB-ANMALAN-2",
    lambda fakta, event, rules: event.by == fakta.anmalare,
    lambda fakta, rules: (fakta.anmalare,) if fakta.anmalare else (),
)


@state_guard("SB-BOKNING-1")
def individen_vill(fakta, occasion, rules):
    """The individual has said yes. Unknown is not yes."""
    if fakta.vill is YES:
        return ()
    if fakta.vill is NO:
        return (missing("SB-BOKNING-1", VILL_INTE, cure_by="individ", cure=Svara),)
    return (unknown("SB-BOKNING-1", INTE_SVARAT, cure_by="individ", cure=Svara),)


@guard("SB-BOKNING-2", reads=("dag",))
def dag_angiven(fakta, event, rules):
    """The booking says which day."""
    return () if event.dag else (missing("SB-BOKNING-2", DAG_SAKNAS, cure_by="anmalare", cure=Boka),)


@guard("SB-BOKNING-3", reads=("dag",))
def i_god_tid(fakta, event, rules):
    """The booking is made in good time."""
    if event.dag is None:
        return ()
    kort = rules.value(FRAMFORHALLNING) - (event.dag - local_date(event.occurred_at)).days
    return (missing("SB-BOKNING-3", KORT_TID, dagar=kort),) if kort > 0 else ()


@state_guard("SB-BESOK-1")
def dagen_har_kommit(fakta, occasion, rules):
    """The visit isn't before its day; the step judges by the event's own time."""
    if fakta.dag is None or local_date(occasion.occurred_at) >= fakta.dag:
        return ()
    return (missing("SB-BESOK-1", FOR_TIDIGT, dag=fakta.dag),)
