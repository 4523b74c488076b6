"""The individual's word, asked under this routine's norms: nobody said no to acts, is named or is let in (A48, A50)."""

from __future__ import annotations

from functools import partial

from flerpart_flow.routines.flerpartsmote.behov.events import TackaNej
from flerpart_flow.samverkan.atgarder.events import AvstaAtgard
from flerpart_flow.samverkan.corrections import own_words_with
from flerpart_flow.samverkan.plan.events import GodkannIntePlan, GodkannPlan
from flerpart_flow.samverkan.word.guards import asks_the_word
from flerpart_flow.samverkan.word.own import (
    before_consent_under,
    fits_under,
    own_no_under,
    representative_under,
    taken_back_under,
)

_asks = partial(asks_the_word, "PR-MALGRUPP-2", "FM-SAMTYCKE-2")

acts_unrefused = _asks()
to_nobody_refused = _asks("till")
asks_nobody_refused = _asks("till", only_asks=True)
calls_nobody_refused = _asks("till", "syfte")
told_to_nobody_refused = _asks("till", own_copy=True)
offered_to_nobody_refused = _asks("till", by=False)
of_no_unit_refused = _asks("enhet")
nobody_refused_is_there = _asks("narvarande", "ordforande")
nobody_refused_comes = _asks("anlant")
nobody_refused_documents = _asks("vem")
nobody_refused_convenes = _asks("sammankallande")

others_only_take_away = own_words_with(TackaNej, GodkannPlan, GodkannIntePlan, AvstaAtgard)
representative_is_the_individuals = representative_under("FF-INDIVID-1")
own_no_is_undone_alone = own_no_under("PR-MALGRUPP-2")
what_was_taken_back_stays = taken_back_under("FM-SAMTYCKE-5")
fits_the_word = fits_under("PR-MALGRUPP-2")
without_consent_of_whom = before_consent_under("FM-SAMTYCKE-8")
