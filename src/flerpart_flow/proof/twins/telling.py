"""A twin and what came of it in words: what was done, from where, what the routine was to say, and what it said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.words.reasons import texts_for, who
from flerpart_flow.proof.twins.model import Act, Answer, Beginning, Cure, DutyAsked, Half, Twin
from flerpart_flow.proof.twins.playing import Outcome
from flerpart_flow.texts import DEFAULT_LANGUAGE, Texts


def beginning_in_words(beginning: Beginning, lang: str) -> str:
    """What a beginning is called."""
    return beginning.sv if lang == "sv" else beginning.en


def asked_in_words(half: Half, rules: Rules, lang: str) -> str:
    """What is done or asked: the event and who acts, the duty or the deviation, with the day."""
    said = texts_for(rules, lang)
    under = "".join(said.say("tvillingar.med", namn=name, varde=str(value)) for name, value in half.parameters)
    return _asked_in_words(half, said) + under


def _asked_in_words(half: Half, said: Texts) -> str:
    asked = half.asked
    if isinstance(asked, Act):
        step = asked.step
        day = "" if step.day is None else said.say("tvillingar.dag", dag=_plain(step.day))
        who = "" if step.by is None else said.say("tvillingar.av", vem=step.by)
        late = "" if step.recorded is None else said.say("tvillingar.skrivet", dag=_plain(step.recorded))
        told = said.label("handelser", step.event) + who + day + late
        return said.say("tvillingar.fraga", gor=told) if asked.question else told
    day = said.say("tvillingar.dag", dag=_plain(asked.day))
    if isinstance(asked, DutyAsked):
        who = "" if asked.bearer is None else said.say("tvillingar.av", vem=asked.bearer)
        return said.label("plikter", asked.name) + who + day
    return said.say("tvillingar.avvikelse", slag=said.name(asked.kind, "avvikelseslag"), vem=asked.unit) + day


def expected_in_words(half: Half, rules: Rules, lang: str) -> str:
    """What the routine is to say."""
    said, asked = texts_for(rules, lang), half.asked
    if isinstance(asked, Act):
        swedish = asked.says if said.lang == DEFAULT_LANGUAGE else ()  # the words that are to stand in the reasons
        told = "".join(said.say("tvillingar.sager", ord=one) for one in swedish)
        return _answer(said, asked.answer.value, asked.norms, asked.weights) + _cured(said, asked.cures) + told
    if isinstance(asked, DutyAsked):
        return ", ".join(said.raw(f"tvillingar.plikt.{one}") for one in sorted(asked.states) or ["none"])
    return said.raw("tvillingar.foreslas" if asked.proposed else "tvillingar.foreslas_inte")


def got_in_words(outcome: Outcome, rules: Rules, lang: str) -> str:
    """What the routine said."""
    said, asked = texts_for(rules, lang), outcome.half.asked
    if outcome.stopped is not None:
        return said.say("tvillingar.stannade", skal=outcome.stopped.text(lang))
    if isinstance(asked, Act):
        told = said.say("tvillingar.sager", ord=outcome.unsaid) if outcome.unsaid else ""
        return _answer(said, outcome.got, outcome.findings, outcome.weights) + _cured(said, outcome.cures) + told
    if isinstance(asked, DutyAsked):
        return ", ".join(said.raw(f"tvillingar.plikt.{one}") for one in outcome.got.split(", "))
    return outcome.got if outcome.got != "none" else said.raw("tvillingar.inget_foreslas")


def reasons_in_words(outcome: Outcome, lang: str) -> str | None:
    """Why, where an act was refused or warned of; None elsewhere."""
    return outcome.decision.explain(lang) if outcome.decision is not None and outcome.findings else None


def twin_in_words(twin: Twin, rules: Rules, lang: str) -> tuple[str, tuple[str, ...]]:
    """The title of a twin, and a line for each of its halves: what is done or asked, and the answer."""
    lines = tuple(
        f"{asked_in_words(half, rules, lang)} → {expected_in_words(half, rules, lang)}" for half in twin.halves
    )
    return twin.title(lang), lines


def twin_data(twin: Twin) -> dict[str, Any]:
    """A twin as JSON: its titles and where its halves begin."""
    return {"title": {"sv": twin.sv, "en": twin.en}, "begin": [half.begin for half in twin.halves]}


def _answer(said: Texts, answer: str, norms: Iterable[str], weights: Iterable[tuple[str, Answer]]) -> str:
    weigh = {norm: f"{norm}: {said.raw(f'tvillingar.svar.{weight.value}')}" for norm, weight in weights}
    named = ", ".join(weigh.get(norm, norm) for norm in norms)
    return said.raw(f"tvillingar.svar.{answer}") + (f" ({named})" if named else "")


def _cured(said: Texts, cures: Iterable[Cure]) -> str:
    """What people are told to do, and whether it is because something isn't known."""
    told = []
    for one in cures:
        parts = [who(one.by, said)] if one.by else []
        parts += [said.label("handelser", one.event)] if one.event else []
        unknown = [said.raw("tvillingar.okant")] if one.unknown else []
        told.append(", ".join([*unknown, *([": ".join(parts)] if parts else [])]))
    return f" → {'; '.join(sorted(filter(None, told)))}" if any(told) else ""


def _plain(day: float) -> str:
    return f"{day:g}"


def data_of(outcome: Outcome) -> dict[str, Any]:
    """One half and what came of it, as JSON."""
    asked = outcome.half.asked
    wanted: dict[str, Any]
    if isinstance(asked, Act):
        wanted = {
            "answer": asked.answer.value,
            "norms": list(asked.norms),
            "cures": _cures_data(asked.cures),
        }
    elif isinstance(asked, DutyAsked):
        wanted = {"duty": asked.name, "state": ", ".join(sorted(asked.states)) or "none"}
    else:
        wanted = {"deviation": asked.kind, "unit": asked.unit, "proposed": asked.proposed}
    return {
        "begin": outcome.half.begin,
        "expected": wanted,
        "passed": outcome.passed,
        "got": outcome.got,
        "findings": list(outcome.findings),
        "cures": _cures_data(outcome.cures),
    }


def _cures_data(cures: Iterable[Cure]) -> list[dict[str, Any]]:
    return [{"cure_by": one.by, "cure": one.event, "unknown": one.unknown} for one in cures]
