"""Consent: the events, what must hold of them, what they do, who owes what. Made for a routine's own norms."""

from __future__ import annotations

from flerpart_flow.samverkan.corrections import individual_confirms, own_words_with
from flerpart_flow.samverkan.events import (
    AterkallaSamtycke,
    BegransaSamtycke,
    BestamDeltagare,
    DokumenteraSamtycke,
    GeSamtycke,
    Informera,
    LamnaUppgift,
    NekaSamtycke,
    UtokaSamtycke,
)
from flerpart_flow.samverkan.roles import any_unit, covered_unit, individual, individual_or_unit, protects
from flerpart_flow.samverkan.samtycke.consent import Consent, ConsentNorms
from flerpart_flow.samverkan.samtycke.duties import record_duty, rests
from flerpart_flow.samverkan.samtycke.effects import consented, documented, extended, informed, narrowed, withdrawn
from flerpart_flow.samverkan.samtycke.guards import (
    acts_under,
    adds_something,
    clear_under,
    contact_under,
    holds_under,
    informed_under,
    told_under,
)
from flerpart_flow.samverkan.samtycke.sight import covered_consent, led_consent, own_word
from flerpart_flow.samverkan.word.effects import spoken
from flerpart_flow.samverkan.word.kept import a_no_with, left_out_by_a_consent

__all__ = [
    "AterkallaSamtycke",
    "BegransaSamtycke",
    "BestamDeltagare",
    "Consent",
    "ConsentNorms",
    "DokumenteraSamtycke",
    "GeSamtycke",
    "Informera",
    "LamnaUppgift",
    "NekaSamtycke",
    "UtokaSamtycke",
    "a_no_with",
    "acts_under",
    "adds_something",
    "any_unit",
    "clear_under",
    "consented",
    "contact_under",
    "covered_consent",
    "covered_unit",
    "documented",
    "extended",
    "holds_under",
    "individual",
    "individual_confirms",
    "individual_or_unit",
    "informed",
    "informed_under",
    "led_consent",
    "left_out_by_a_consent",
    "narrowed",
    "own_word",
    "own_words_with",
    "protects",
    "record_duty",
    "rests",
    "spoken",
    "told_under",
    "withdrawn",
]
