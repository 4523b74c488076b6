"""A value for each field of each event of both routines, written by hand three times: as a form's data has it, as a
developer writes it, and as a browser sends it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Final

import attrs

from flerpart_flow import NO, UNKNOWN, YES
from flerpart_flow.engine.record.fields import Kind
from flerpart_flow.routines.flerpartsmote import Atgard, Mal, Plan

DIGEST: Final = "sha256:" + 16 * "0f1e"


@attrs.frozen
class Value:
    """One value of a field; ``sent`` are the texts that a browser sends, by what stands after the field's name."""

    data: Any
    python: Any
    sent: Mapping[str, tuple[str, ...]]


def same(code: Any, *, number: bool = False) -> Value:
    """A code, a text or a number, which reads alike everywhere."""
    return Value(code, code, {"": (str(code) if number else code,)})


def several(*codes: str) -> Value:
    return Value(list(codes), codes, {"": codes})


YES_: Final = Value("ja", YES, {"": ("ja",)})
NO_: Final = Value("nej", NO, {"": ("nej",)})
UNKNOWN_: Final = Value("okant", UNKNOWN, {"": ("okant",)})

ENVELOPE: Final = {
    "nr": same(3, number=True),
    "occurred_at": Value(
        "2026-01-14T09:00:00+01:00", datetime(2026, 1, 14, 8, tzinfo=UTC), {"": ("2026-01-14T09:00",)}
    ),
    "recorded_at": Value(
        "2026-07-01T10:30:15+02:00", datetime(2026, 7, 1, 8, 30, 15, tzinfo=UTC), {"": ("2026-07-01T10:30:15",)}
    ),
    "by": same("individ"),
    "recorded_by": same("kommun:bistand"),
}

CONTENT: Final = {
    "alder": same(19, number=True),
    "amne": same("arbete"),
    "amnen": several("arbete", "ekonomi"),
    "amnen_for": Value(
        {"narstaende:1": ["boende"], "forsakringskassan": ["arbete", "ekonomi"]},
        (("narstaende:1", ("boende",)), ("forsakringskassan", ("arbete", "ekonomi"))),
        {".narstaende:1": ("boende",), ".forsakringskassan": ("arbete", "ekonomi")},
    ),
    "anlant": several("forsakringskassan"),
    "anpassning": several("lattlast", "bildstod"),
    "arbetsfor_alder": YES_,
    "arende": same("moten/2026-17"),
    "atgard": same("praktik"),
    "avidentifierat": YES_,
    "behorighet": same("lag"),
    "behov": NO_,
    "behov_onskemal": YES_,
    "datum": Value("2026-09-01", date(2026, 9, 1), {"": ("2026-09-01",)}),
    "deltagare": several("arbetsgivare"),
    "enhet": same("forsakringskassan"),
    "enheter": several("kommun:arbetsmarknad", "arbetsformedlingen"),
    "fast_vardkontakt": UNKNOWN_,
    "fran_regler": same(DIGEST),
    "giltigt_till": Value("2026-12-31", date(2026, 12, 31), {"": ("2026-12-31",)}),
    "hor_av_dig": YES_,
    "inbjudna": Value(
        ["handläggare", "chef på enheten"],
        ("handläggare", "chef på enheten"),
        {"": ("handläggare\r\nchef på enheten",)},
    ),
    "individen_delaktig": YES_,
    "individen_medverkar": NO_,
    "initieras": YES_,
    "innehall": same(DIGEST),
    "insatser": Value(
        {"kommun:bistand": "stöd i boendet"},
        (("kommun:bistand", "stöd i boendet"),),
        {".kommun:bistand": ("stöd i boendet",)},
    ),
    "kalla": same("individ"),
    "kanal": same("brev"),
    "kontakt": same("växeln, enheten för arbete"),
    "kvarstar": NO_,
    "lamnas_till": same("kommun"),
    "lamnat": several("arbetsgivare"),
    "lamplig": NO_,
    "lista_godkand": YES_,
    "medverkande": several("individ", "kommun:ips"),
    "mote": same(2, number=True),
    "motesform": same("sip"),
    "narvarande": several("individ", "forsakringskassan"),
    "onskemal": YES_,
    "ordforande": same("kommun:arbetsmarknad"),
    "overenskommet": YES_,
    "pa_onskemal": NO_,
    "part": same("arbetsformedlingen"),
    "plan": Value(
        {
            "mal": [{"id": "m1", "text": "arbete på halvtid", "delmal": ["praktik", "prova på"]}],
            "atgarder": [
                {"id": "a1", "text": "studiebesök", "ansvariga": ["individ", "kommun:ips"]},
                {"id": "a2", "text": "praktik", "huvudansvarig": "kommun:ips", "klart_senast": "2026-05-04"},
            ],
            "uppfoljning": "2026-09-01",
        },
        Plan(
            mal=(Mal(id="m1", text="arbete på halvtid", delmal=("praktik", "prova på")),),
            atgarder=(
                Atgard(id="a1", text="studiebesök", ansvariga=("individ", "kommun:ips")),
                Atgard(id="a2", text="praktik", huvudansvarig="kommun:ips", klart_senast=date(2026, 5, 4)),
            ),
            uppfoljning=date(2026, 9, 1),
        ),
        {
            ".mal.1.id": ("m1",),
            ".mal.1.text": ("arbete på halvtid",),
            ".mal.1.delmal": ("praktik\r\nprova på",),
            ".atgarder.1.id": ("a1",),
            ".atgarder.1.text": ("studiebesök",),
            ".atgarder.1.ansvariga": ("individ", "kommun:ips"),
            ".atgarder.2.id": ("a2",),
            ".atgarder.2.text": ("praktik",),
            ".atgarder.2.huvudansvarig": ("kommun:ips",),
            ".atgarder.2.klart_senast": ("2026-05-04",),
            ".uppfoljning": ("2026-09-01",),
        },
    ),
    "planform": same("sip"),
    "plats": same("Sal 1, Storgatan"),
    "ratt": Value(
        {"underlag": ["arbete"], "utan": None},
        (("underlag", ("arbete",)), ("utan", None)),
        {"": ('{"underlag": ["arbete"], "utan": null}',)},
    ),
    "ratt_insats": YES_,
    "referens": same("akten, flik 4"),
    "representant_utsedd": YES_,
    "ror": same(1, number=True),
    "sammankallande": same("kommun:arbetsmarknad"),
    "samordnare": same("kommun:ips"),
    "samordningsbehov": UNKNOWN_,
    "samrad": YES_,
    "slag": same("inget_svar"),
    "slut": Value("2026-02-25T14:30:00Z", datetime(2026, 2, 25, 14, 30, tzinfo=UTC), {"": ("2026-02-25T15:30",)}),
    "start": Value("2026-02-25T13:00:00+01:00", datetime(2026, 2, 25, 12, tzinfo=UTC), {"": ("2026-02-25T13:00",)}),
    "stod": several("stodperson"),
    "svar": NO_,
    "syfte": Value(
        {"arbetsformedlingen": "stöd i arbete", "narstaende:1": "stöd för individen"},
        (("arbetsformedlingen", "stöd i arbete"), ("narstaende:1", "stöd för individen")),
        {".arbetsformedlingen": ("stöd i arbete",), ".narstaende:1": ("stöd för individen",)},
    ),
    "till_regler": same(DIGEST),
    "undantag": several("halsa"),
    "underlag": several("arbete", "socialt"),
    "utan": several("forsakringskassan"),
    "utgar_fran": same("planer/4"),
    "vag": same("vard"),
    "varde": YES_,
    "vardniva": same("primarvard"),
    "vem": same("kommun:arbetsmarknad"),
    "version": same(2, number=True),
}

# Fields that hold one thing in one event and another in the next.
TILL: Final = {"code": same("arbetsformedlingen"), "codes": several("arbetsformedlingen", "individ")}
NORM: Final = {"flerpartsmote": same("PR-AF-1"), "ung_intro": same("UI-MAL-1")}
REASONS: Final = {
    "skal.avboj": "tid",
    "skal.avbryt_mote": "lokal",
    "skal.avsluta": "inget_behov",
    "skal.avsluta_egen_del": "uppdraget",
    "skal.bestam_deltagare": "trygghet",
    "skal.boka_om": "ny_deltagare",
    "skal.ej_genomford_atgard": "resurs",
    "skal.ersatt_plan": "mal_andrat",
    "skal.ratta": "fel_arende",
    "skal.revidera_plan": "parter_andrade",
}


def value_of(routine: str, field: str, kind: Kind) -> Value:
    """The value of a field. KeyError for a field that has none yet: write one."""
    if field == "skal_kod":
        return same(REASONS[kind.lists[0]])
    if field == "till":
        return TILL[kind.name]
    return NORM[routine] if field == "norm" else {**ENVELOPE, **CONTENT}[field]
