"""What one party may see of a case: what is its own, and of the rest what the consent and the meeting let it know."""

from flerpart_flow.define import Sight, Viewer, evolve, kallelse, mote, plan, samtycke, uppfoljning
from flerpart_flow.define.uppfoljning import CaseFacts


def leder(fakta: CaseFacts, vem: str) -> bool:
    """Whoever leads the case sees it as a whole."""
    return vem in fakta.leading()


def ledaren_ser(fakta: CaseFacts, viewer: Viewer) -> CaseFacts:
    """All but what the individual has taken back, and what is excluded if another wrote it down."""
    return evolve(fakta, consent=samtycke.led_consent(fakta.consent, viewer), withheld=())


def en_part_ser(fakta: CaseFacts, viewer: Viewer) -> CaseFacts:
    """Who leads, and the own part. Every fact that isn't named here is as if it were not there."""
    vem = viewer.actor
    motet = mote.meeting_seen(fakta.meeting, vem)
    galler, utkast = (plan.version_seen(en, fakta, viewer) for en in (fakta.current, fakta.draft))
    return CaseFacts(
        leader=fakta.leader,
        said=samtycke.own_word(fakta.said, vem),
        consent=samtycke.covered_consent(fakta.consent, fakta.said, viewer),
        meeting=motet,
        meetings=0 if motet is None else motet.number,
        draft=utkast,
        current=galler,
        versions=max((en.number for en in (galler, utkast) if en is not None), default=0),
        measures=tuple(en for en in fakta.measures if en[1] == vem),
        follow_up=uppfoljning.follow_up_seen(fakta.follow_up, vem),
    )


INSYN = Sight(
    leading=leder,
    led=ledaren_ser,
    covered=en_part_ser,
    summons=lambda fakta, viewer: kallelse.summons_seen(viewer),
    plans=plan.versions_seen,
)
