"""How somebody stands to a case, which decides what of it they may see; and the parts that the routines share.

What a unit may see follows from the consent in force, the individual's word, and who leads the case (readings A9, A50,
A66). What one may not see is as if it were not there: two cases that differ in that alone look the same.
"""

from __future__ import annotations

from enum import StrEnum

import attrs

from flerpart_flow.engine.definition.showing import Sight, Viewer
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.values.ternary import Ternary
from flerpart_flow.samverkan.actors import is_unit
from flerpart_flow.samverkan.events import GeSamtycke, UtokaSamtycke
from flerpart_flow.samverkan.facts import SharedFacts
from flerpart_flow.samverkan.samtycke.consent import Consent
from flerpart_flow.samverkan.word.said import Words, is_refused, speaks, word_on


class Relation(StrEnum):
    """How somebody stands to a case at a moment.

    INDIVIDUAL: the individual, or a representative who acts as the individual (A48). LEADING: the chair or the one who
    calls. COVERED: the consent in force covers them, and the individual hasn't said no to them. FORMER: they have been
    in it, and the consent covers them no more, has run out or is withdrawn, or the case is closed: which of these they
    aren't shown. OUTSIDE: they have no part in it, and aren't shown that there is a case.
    """

    INDIVIDUAL = "individual"
    LEADING = "leading"
    COVERED = "covered"
    FORMER = "former"
    OUTSIDE = "outside"

    @property
    def whole(self) -> bool:
        """Whether one who stands so sees the case as a whole: the individual, and those who lead it."""
        return self in {Relation.INDIVIDUAL, Relation.LEADING}


def relation(facts: SharedFacts, viewer: Viewer, sight: Sight, over: bool) -> Relation:
    """How the viewer stands to the case; ``over`` tells that it is closed or at rest."""
    who, consent = viewer.actor, facts.consent
    if speaks(facts, who):
        return Relation.INDIVIDUAL
    if sight.leading(facts, who):
        return Relation.LEADING
    stands = not over and consent is not None and consent.valid(viewer.at) and not is_refused(facts.said, who)
    if stands and consent is not None and (who in consent.units or sight.invited(facts, who) or _named(consent, who)):
        return Relation.COVERED
    return Relation.FORMER if any(_took_part(line, who) for line in viewer.lines) else Relation.OUTSIDE


def _named(consent: Consent, who: str) -> bool:
    """Whether topics are named for an outsider or a relative, which is agreeing to them (A49)."""
    return not is_unit(who) and bool(dict(consent.named).get(who))


def _took_part(line: Event, who: str) -> bool:
    """Whether the line is the viewer's own, or says something to them, or is of a consent that names them."""
    if who in (line.by, line.recorder):
        return True
    told = getattr(line, "till", None) or ()
    if (who == told or (not isinstance(told, str) and who in told)) and not hides_whom(line):
        return True
    return isinstance(line, (GeSamtycke, UtokaSamtycke)) and who in line.enheter and who not in line.too_late_for


def hides_whom(line: Event) -> bool:
    """Whether a contact doesn't say whom it concerns (A56)."""
    return getattr(line, "avidentifierat", None) is Ternary.YES


def led_consent(consent: Consent | None, viewer: Viewer) -> Consent | None:
    """The consent as those who lead may see it: what is excluded only if they wrote it down (A66)."""
    if consent is None or consent.recorder == viewer.actor:
        return consent
    return attrs.evolve(consent, excluded=frozenset(), recorder=None)


def covered_consent(consent: Consent | None, words: Words, viewer: Viewer) -> Consent | None:
    """The consent as one whom it covers may see it: the own topics, and who else takes part, without those said no to.

    Of what another may be told no more is left than answers rest on: which of the own topics it has, where it hasn't
    all (A49, A66). Nor is it shown which units have documented it, which have been taken out, and that it renewed
    another.
    """
    if consent is None:
        return None
    who, own = viewer.actor, consent.topics_of(viewer.actor)
    units = frozenset(one for one in consent.units if one == who or not is_refused(words, one))
    others = (units | {one for one, _ in consent.named if not is_unit(one) and not is_refused(words, one)}) - {who}
    shared = {one: consent.topics_of(one) & own for one in others}
    return Consent(
        consent.given_at,
        units,
        own,
        consent.excluded if consent.recorder == who else frozenset(),
        consent.until,
        consent.records & {who},
        named=tuple(
            sorted(
                (
                    *((one, topics) for one, topics in consent.named if one == who),
                    *((one, topics) for one, topics in shared.items() if topics != own and is_unit(one)),
                    *((one, topics) for one, topics in shared.items() if topics and not is_unit(one)),
                )
            )
        ),
        recorder=who if consent.recorder == who else None,
    )


def own_word(words: Words, who: str) -> Words:
    """What the individual has said of that one."""
    word = word_on(words, who)
    return () if word is None else (word,)
