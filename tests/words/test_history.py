"""What happened, in sentences; answers in their documented shapes."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from flerpart_flow import FLERPARTSMOTE, YES, Case, EventError, load, open_case, review
from flerpart_flow.routines.flerpartsmote import BedomBehov, GeSamtycke, IdentifieraBehov, Ratta
from flerpart_flow.words import history, tell, to_json

NOW = datetime(2026, 1, 12, 9, tzinfo=ZoneInfo("Europe/Stockholm"))
UNIT = "kommun:arbetsmarknad"
CORRECTED = "Kommunens arbetsmarknadsenhet rättade en rad i ärendet. Skäl: felskrivning. Vilken rad det gäller: 2."
LOG = "examples/logs/pagaende_arende.jsonl"


def corrected() -> Case[Any]:
    case = open_case(FLERPARTSMOTE, "a").apply(IdentifieraBehov(occurred_at=NOW, by=UNIT), NOW)
    assessed = BedomBehov(occurred_at=NOW, by=UNIT, samordningsbehov=YES, underlag=("arbete",), individen_delaktig=YES)
    case = case.apply(assessed, NOW)
    correction = Ratta(occurred_at=NOW, by=UNIT, ror=2, skal_kod="felskrivning", ratt={"underlag": ["ekonomi"]})
    return case.apply(correction, NOW)


def test_a_line_is_a_sentence_with_what_it_says() -> None:
    event = GeSamtycke(
        occurred_at=NOW,
        by="individ",
        recorded_by=UNIT,
        enheter=(UNIT, "arbetsformedlingen"),
        amnen=("arbete", "halsa"),
        undantag=("halsa",),
        giltigt_till=date(2026, 6, 30),
    )
    assert tell(event, FLERPARTSMOTE.rules()) == (
        "Individen gav samtycke (registrerat av kommunens arbetsmarknadsenhet). Vilka samtycket gäller: kommunens "
        "arbetsmarknadsenhet och Arbetsförmedlingen. Ämnen som samtycket gäller: arbete. Sista dag som samtycket "
        "gäller: 2026-06-30."
    )
    assert tell(event, FLERPARTSMOTE.rules(), "en") == (
        "The individual gave consent (recorded by the municipality's labour market unit). Whom the consent covers: the "
        "municipality's labour market unit and the Employment Service. Topics that the consent covers: work. Last day "
        "of the consent: 2026-06-30."
    )


def test_a_history_tells_every_line_and_what_became_of_it() -> None:
    told = history(corrected())
    assert [str(one) for one in told] == [
        "1 · 2026-01-12 09:00 · Kommunens arbetsmarknadsenhet såg ett behov av samordning.",
        "2 · 2026-01-12 09:00 · Kommunens arbetsmarknadsenhet bedömde behovet av samordning. (RÄTTAD)",
        f"3 · 2026-01-12 09:00 · {CORRECTED}",
    ]
    assert [one.reads_now is not None for one in told] == [False, True, False]


@pytest.mark.parametrize(("lang", "way"), [("sv", "utan att peka ut någon"), ("en", "without identifying anybody")])
def test_what_was_done_without_saying_whom_it_concerned_says_so(lang: str, way: str) -> None:
    """A consultation and a contact before the consent (A7, A56), and only those."""
    for path, event, hidden in (
        ("examples/logs/ui_lankat_ratt.jsonl", "samrada", True),
        ("examples/logs/ui_lankat_fel.jsonl", "samrada", False),
    ):
        told = [line.text for line in history(review(load(path)).case, lang) if line.event == event]
        assert told
        assert all((way in line) is hidden for line in told), told


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_kind_of_line_of_both_routines_is_told(lang: str) -> None:
    for path in (LOG, "src/flerpart_flow/routines/ung_intro/demo.jsonl"):
        case = review(load(path)).case
        for line in history(case, lang):
            assert line.text.endswith("."), line
            assert line.event not in line.text.split()
            assert repr(line) == f"HistoryLine(nr={line.nr}, event={line.event!r}, status={line.status!r})"


def test_an_answer_has_its_documented_shape_and_is_json() -> None:
    log = load(LOG)
    case, judged = review(log).case, review(log)
    now = case.latest
    assert now is not None
    answers = {
        "possible": (
            case.permitted(now)[0],
            {"event", "label", "answer", "by", "states", "optional", "role", "holders"},
        ),
        "duty": (case.duties(now)[0], {"duty", "label", "norms", "bearer", "state", "due", "age_days", "own"}),
        "verdict": (judged.verdicts[0], {"nr", "line", "event", "label", "status", "refused", "findings", "own"}),
        "review": (judged, {"follows_the_routine", "lines", "verdicts", "proposals"}),
        "decision": (
            case.why_not(IdentifieraBehov(occurred_at=now, by=UNIT)),
            {"event", "answer", "findings", "decided"},
        ),
        "event": (case.lines[0], {"nr", "event", "occurred_at", "by"}),
        "history": (history(case)[0], {"nr", "text", "status", "reads_now"}),
    }
    for answer, keys in answers.values():
        shape = to_json(answer, case, "en")
        assert keys <= set(shape)
        assert json.loads(json.dumps(shape)) == shape
    (one, *_) = to_json(case.why_not(IdentifieraBehov, now).findings, case.rules, "en")
    assert set(one) == {
        "norm", "severity", "unknown", "text", "norm_text", "cure_by", "cure", "cure_text", "field",
    }  # fmt: skip
    with pytest.raises(TypeError):
        to_json(object(), case)


def test_who_leads_reads_every_line_and_others_what_they_wrote_themselves() -> None:
    case = load(LOG).case()
    assert history(case, by=UNIT) == history(case)
    assert history(case, by="individ") == history(case)
    [own] = history(case, by="arbetsformedlingen")
    assert str(own) == "2026-10-09 12:15 · Arbetsförmedlingen dokumenterade samtycket."
    assert (own.nr, own.status, own.reads_now) == (None, None, None)
    assert to_json(own, case)["status"] is None
    assert history(case, by="kommun:ips") == ()
    assert history(open_case(FLERPARTSMOTE, "a"), by=UNIT) == ()


def test_a_history_ends_at_a_moment() -> None:
    case = load(LOG).case()
    assert [one.nr for one in history(case, at=case.lines[3].recorded_at)] == [1, 2, 3, 4]
    assert history(case, by="arbetsformedlingen", at=case.lines[3].recorded_at) == ()
    with pytest.raises(EventError):
        history(case, by="ingen")
    with pytest.raises(EventError):
        history(case, at=datetime(2026, 1, 12))  # noqa: DTZ001  # what it refuses
