"""Events made up by hypothesis from what each event class says its fields hold."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from hypothesis import strategies as st

from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.eras.change import BytRegler
from flerpart_flow.engine.errors import EventError
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.record.events import Event, content_fields, to_data
from flerpart_flow.engine.record.fields import Kind
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.ternary import Ternary
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE
from tests.stories import AF, ARBETSMARKNAD, EKONOMI, FK, INDIVID, PSYKIATRI, moment, plan, summons

UI: Final = "kommun:ung_intro"
UNITS: Final = (ARBETSMARKNAD, AF, EKONOMI, PSYKIATRI, FK, UI)
ACTORS: Final = (*UNITS, INDIVID, "ombud", "narstaende:1", "arbetsgivare", "ovrig:1")
"""Few, so that an event's actors are often those of the case."""

RULES: Final = FLERPARTSMOTE.rules()
EVENTS: Final = FLERPARTSMOTE.events

ternaries = st.sampled_from(Ternary)
days = st.integers(0, 400).map(lambda day: moment(day).date())
any_days = st.dates(date(2005, 1, 1), date(2100, 12, 31))
times = st.floats(0, 400, allow_nan=False).map(moment)
any_times = st.datetimes(datetime(2005, 1, 2), datetime(2100, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001  the strategy adds the zone
words = st.sampled_from(("praktik", "ansokan", "Sal 1", "arbete"))
any_text = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=20).filter(str.strip)


def _coded(name: str, rules: Rules = RULES) -> st.SearchStrategy[str]:
    known = rules.vocabulary.known[name]
    near = [one for one in ACTORS if one in known or rules.vocabulary.has(name, one)]
    return st.sampled_from(near or sorted(known))


def _measures() -> st.SearchStrategy[Any]:
    one = st.fixed_dictionaries(
        {"id": words, "text": words, "ansvariga": st.lists(_coded("aktor"), max_size=2, unique=True)},
        optional={"klart_senast": days},
    )
    return st.lists(one, max_size=2, unique_by=lambda measure: measure["id"])


plans = st.one_of(
    st.just(plan()),
    st.fixed_dictionaries(
        {},
        optional={
            "mal": st.lists(st.fixed_dictionaries({"id": words}, optional={"text": words}), max_size=1),
            "atgarder": _measures(),
            "uppfoljning": st.one_of(days, any_days),
        },
    ),
)

corrections = st.dictionaries(
    st.sampled_from(("till", "enheter", "amnen", "start", "plats", "mote", "svar", "skal_kod", "datum", "plan", "by")),
    st.sampled_from(([AF], ["halsa"], AF, "ja", "nej", 1, None, "2026-06-01", "2026-06-01T10:00:00+02:00", plan())),
    min_size=1,
    max_size=2,
)


def content_of(kind: Kind, rules: Rules = RULES) -> st.SearchStrategy[Any]:
    """Any value that a field of a kind takes."""
    match kind.name:
        case "text":
            return st.one_of(words, any_text)
        case "texts":
            return st.lists(words, max_size=2)
        case "integer":
            return st.integers(1, 4)
        case "ternary":
            return ternaries
        case "time":
            return st.one_of(times, any_times)
        case "day":
            return st.one_of(days, any_days)
        case "code":
            return _coded(kind.lists[0], rules)
        case "codes":
            return st.lists(_coded(kind.lists[0], rules), max_size=4, unique=True)
        case "per_code":
            return st.dictionaries(_coded(kind.lists[0], rules), words, max_size=3)
        case "codes_per_code":
            several = st.lists(_coded(kind.lists[1], rules), min_size=1, max_size=3, unique=True)
            return st.dictionaries(_coded(kind.lists[0], rules), several, max_size=3)
        case "reference":
            return st.sampled_from(("fm-1", "sip-1"))
        case "age":
            return st.integers(0, 130)
        case "digest":
            return st.sampled_from(("sha256:" + "0" * 64, "sha256:" + "a" * 64))
        case "plan":
            return plans
        case "corrections":
            return corrections
        case _:
            raise AssertionError(f"no strategy for a field of kind {kind.name}")


def contents(event: type[Event], rules: Rules = RULES) -> st.SearchStrategy[dict[str, Any]]:
    """The content of an event: each field there or not."""
    held = {name: content_of(kind, rules) for name, kind in content_fields(event).items()}
    return st.fixed_dictionaries({}, optional=held)


_WHOLE: Final[Mapping[str, Mapping[str, Any]]] = {
    "bedom_behov": {"samordningsbehov": "ja", "individen_delaktig": "ja", "underlag": ("halsa",)},
    "informera": {"anpassning": ("lattlast",)},
    "ge_samtycke": {"enheter": (ARBETSMARKNAD, AF, EKONOMI), "amnen": ("halsa", "arbete")},
    "forbered": {"individen_medverkar": "ja", "behov_onskemal": "ja"},
    "bestam_deltagare": {"deltagare": (AF, EKONOMI), "svar": "ja"},
    "lamna_uppgift": {"till": AF, "amne": "halsa"},
    "ange_forutsattning": {"enhet": AF, "norm": "PR-AF-4", "varde": "ja", "kalla": "individ"},
    "kontakta_region": {"enhet": PSYKIATRI},
    "kalla": summons(),
    "oppna_mote": {"narvarande": (INDIVID, ARBETSMARKNAD, AF, EKONOMI)},
    "overlamna_ordforande": {"till": AF},
    "utse_dokumenterare": {"vem": ARBETSMARKNAD},
    "boka_uppfoljning": {"datum": moment(380).date(), "sammankallande": ARBETSMARKNAD},
    "dela_ut_plan": {"till": (INDIVID,)},
    "avsluta": {"skal_kod": "individens_onskan"},
    "rapportera_avvikelse": {"slag": "utebliven", "part": AF, "lamnas_till": AF},
    "bedom_samordningsbehov": {"kvarstar": "ja"},
    "kontaktforsok": {"till": ARBETSMARKNAD},
    "fraga": {"till": ARBETSMARKNAD},
    "svara_pa_fraga": {"till": AF},
    "paborja_atgard": {"atgard": "praktik"},
    "genomfor_atgard": {"atgard": "praktik"},
    "ej_genomford_atgard": {"atgard": "praktik"},
    "uppratta_plan": {"plan": plan(follow_up=moment(390).date())},
    "revidera_plan": {"plan": plan(follow_up=moment(390).date()), "skal_kod": "annat"},
    "ersatt_plan": {"plan": plan(follow_up=moment(390).date()), "skal_kod": "annat"},
    "ratta": {"ror": 2, "skal_kod": "felskrivning"},
    "ange_tid": {"start": moment(200)},
}


_UNG_INTRO: Final[Mapping[str, Mapping[str, Any]]] = {
    **{name: _WHOLE[name] for name in ("informera", "ratta", "lamna_uppgift")},
    "identifiera_behov": {"vag": "vard", "behov": "ja", "onskemal": "ja"},
    "ange_villkor": {"norm": "UI-MAL-6b:forstarkt_samarbete", "varde": "ja", "kalla": "individ"},
    "ge_samtycke": {"enheter": (PSYKIATRI, UI, FK, AF), "amnen": ("halsa", "arbete")},
    "utoka_samtycke": {"enheter": (AF, "region:rehabkoordinator")},
    "samrada": {"till": UI, "avidentifierat": "ja", "ratt_insats": "ja"},
    "vagled": {"till": PSYKIATRI},
    "for_dialog_med_handlaggare": {"till": FK},
    "kartlagg_gemensamt": {"medverkande": (AF, FK, INDIVID), "initieras": "ja"},
    "motivera": {"pa_onskemal": "ja"},
    "aktualisera": {"alder": 24},
    "initiera_sip": {"arende": "sip-1"},
    "initiera_flerpartsmote": {"arende": "fm-1"},
    "registrera_plan": {"planform": "sip", "arende": "sip-1"},
    "etablera_samordning": {"samordnare": PSYKIATRI, "overenskommet": "ja"},
    "kontakta_rehabkoordinator": {"till": "region:rehabkoordinator", "fast_vardkontakt": "nej"},
    "uppratta_gemensam_planering": {"insatser": {AF: "a", FK: "b", UI: "c"}},
    "be_om_kontakthjalp": {"till": AF},
    "kontaktforsok": {"till": PSYKIATRI},
    "avsluta_egen_del": {"samrad": "ja"},
    "rapportera_avvikelse": {"slag": "inget_svar", "part": FK, "lamnas_till": FK},
    "avsluta": {"skal_kod": "individens_onskan"},
}


def whole(event: type[Event], routine: str = FLERPARTSMOTE.name) -> dict[str, Any]:
    """The content that a routine wants of an event, as the stories have it."""
    return dict((_UNG_INTRO if routine == "ung_intro" else _WHOLE).get(event.name, {}))


def enveloped(kind: type[Event], occurred_at: datetime, recorded_at: datetime, by: str, **content: Any) -> Event | None:
    """The event, with a unit that wrote it down; None if hypothesis made up a value that the field refuses."""
    recorded_by = None if by in UNITS else ARBETSMARKNAD
    try:
        return kind(occurred_at=occurred_at, recorded_at=recorded_at, by=by, recorded_by=recorded_by, **content)
    except EventError:
        return None


@st.composite
def next_events(draw: st.DrawFn, case: Case, kind: type[Event] | None = None, late: bool = True) -> Event:
    """An event for the next line of a case: plausible or nonsense, in time or late."""
    latest = case.latest or moment(0)
    written = max(latest, case.lines[-1].recorded_at if case.lines else latest)
    recorded = written + draw(st.sampled_from((timedelta(0), timedelta(minutes=5), timedelta(days=9))))
    back = draw(st.sampled_from((0, 0, 0, 0, 3, 60))) if late else 0
    occurred = max(moment(0), latest - timedelta(days=back)) if back else recorded
    state = case.state_at(occurred)
    if kind is None:
        possible = tuple(move.event for move in case.routine.moves_in(state.phase))
        kind = draw(st.sampled_from((*possible, *possible, *case.routine.events.values())))
    held = case.routine.machine.events[kind.name].move_in(state.phase)
    holders = held.move.by.holders(state.facts, case.rules) if held is not None else ()
    by = draw(st.sampled_from((*holders, *holders, *holders, *(ACTORS if not holders else (AF, ARBETSMARKNAD)))))
    content = whole(kind, case.routine.name) if draw(st.integers(0, 2)) else draw(contents(kind, case.rules))
    if kind is BytRegler:  # from the right rules or others; to none, or to those that it is under already
        mine = case.rules.digest
        content = {
            "fran_regler": draw(st.sampled_from((mine, "sha256:" + "a" * 64, None))),
            "till_regler": draw(st.sampled_from((mine, None))),
        }
    if kind is Ratta and case.lines:
        content["ror"] = draw(st.integers(1, len(case.lines) + 1))
        if draw(st.booleans()):
            content.pop("ratt", None)
        else:
            target = case.lines[min(content["ror"], len(case.lines)) - 1]
            data = {key: value for key, value in to_data(target).items() if key in content_fields(type(target))}
            content["ratt"] = data or {"till": None}
    event = enveloped(kind, occurred, recorded, by, **content)
    return event if event is not None else kind(occurred_at=recorded, recorded_at=recorded, by=AF)


__all__ = ["ACTORS", "EVENTS", "RULES", "UNITS", "contents", "enveloped", "next_events", "whole"]
