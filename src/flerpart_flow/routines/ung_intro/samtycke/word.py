"""The individual's word, asked under this routine's norm: nobody said no to acts, is named or is let in (A48, A50)."""

from __future__ import annotations

from functools import partial

from flerpart_flow.define import UNKNOWN, YES, Findings, Message, Rules, guard, missing
from flerpart_flow.routines.ung_intro.facts import UNG_INTRO, Facts
from flerpart_flow.routines.ung_intro.samrad.events import Samrada, Vagled
from flerpart_flow.routines.ung_intro.samtycke.guards import NORM
from flerpart_flow.routines.ung_intro.start.events import TackaNejTillInsats
from flerpart_flow.samverkan.actors import INDIVID
from flerpart_flow.samverkan.content import lacks
from flerpart_flow.samverkan.corrections import own_words_with
from flerpart_flow.samverkan.events import BestamDeltagare
from flerpart_flow.samverkan.facts import SharedFacts
from flerpart_flow.samverkan.word.guards import asks_the_word
from flerpart_flow.samverkan.word.own import (
    before_consent_under,
    fits_under,
    own_no_under,
    representative_under,
    taken_back_under,
)
from flerpart_flow.samverkan.word.said import speaks

NOT_YOURS = Message("forberedelse.individen_svarar")

_asks = partial(asks_the_word, NORM, NORM)


def _identifies(facts: SharedFacts, event: Samrada) -> bool:
    return event.avidentifierat is not YES


def _is_known(facts: Facts, event: Vagled) -> bool:
    return facts.identified


@guard("FF-INNEHALL-1", "FF-INDIVID-1", reads=("by", "deltagare", "svar", "behorighet"), about="deltagare")
def says_yes_or_no(facts: Facts, event: BestamDeltagare, rules: Rules) -> Findings:
    """The event names somebody, and the individual says yes or no to them."""
    if not event.deltagare:
        yield lacks(event, "deltagare")
    if event.svar is UNKNOWN and event.behorighet != "lag":
        yield lacks(event, "svar")
    if event.svar is not UNKNOWN and not speaks(facts, event.by):
        yield missing("FF-INDIVID-1", NOT_YOURS, cure_by=INDIVID, cure=BestamDeltagare)


acts_unrefused = _asks()
to_nobody_refused = _asks("till")
told_to_nobody_refused = _asks("till", own_copy=True)
consulted_with_nobody_refused = asks_the_word(NORM, NORM, "till", when=_identifies, reads=("avidentifierat",))
guided_unless_refused = asks_the_word(NORM, NORM, "till", when=_is_known)
nobody_refused_maps = _asks("medverkande")
nobody_refused_plans = _asks("insatser")
nobody_refused_coordinates = _asks("samordnare")
referred_to_nobody_refused = _asks(to=(UNG_INTRO,))

others_only_take_away = own_words_with(TackaNejTillInsats)
representative_is_the_individuals = representative_under("FF-INDIVID-1")
own_no_is_undone_alone = own_no_under(NORM)
what_was_taken_back_stays = taken_back_under("FF-UI-SAMTYCKE-2")
fits_the_word = fits_under(NORM)
without_consent_of_whom = before_consent_under(NORM)
