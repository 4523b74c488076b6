"""Who owes what around a summons: calling, confirming, preparing, answering, telling neutrally (FM-KALLELSE)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flerpart_flow.define import NO, YES, DutySpec, Event, Owed, Rules, local_date
from flerpart_flow.routines.flerpartsmote.facts import (
    Facts,
    convener_of,
)
from flerpart_flow.routines.flerpartsmote.forberedelse import BestamDeltagare, ForberedEgenDel
from flerpart_flow.routines.flerpartsmote.kallelse import (
    Avboj,
    Bekrafta,
    BokaOm,
    Fraga,
    Kalla,
    StallIn,
    SvaraPaFraga,
)
from flerpart_flow.routines.flerpartsmote.phases import F, K, V
from flerpart_flow.samverkan.actors import (
    REGION,
    is_individual,
    is_relative,
    is_unit,
    party_of,
)
from flerpart_flow.samverkan.events import GeSamtycke
from flerpart_flow.samverkan.lead_times import backward, lead_times


def _to_call(before: Facts, event: BestamDeltagare, after: Facts, rules: Rules) -> Iterable[Owed]:
    convener = convener_of(after)
    if convener is None or event.svar is not YES:
        return ()
    awaited = {one.actor for one in after.meeting.recipients} if after.meeting else set()
    mine = {convener, *awaited}
    return [Owed(convener, one) for one in event.deltagare if _is_called_to(one) and one not in mine]


def _to_call_again(before: Facts, event: Event, after: Facts, rules: Rules) -> Iterable[Owed]:
    convener = convener_of(after)
    if convener is None or before.meeting is None or after.meeting is not None:
        return ()
    return [Owed(convener, one) for one in after.wanted() if _is_called_to(one) and one != convener]


def _to_call_on_return(before: Facts, event: GeSamtycke, after: Facts, rules: Rules) -> Iterable[Owed]:
    convener = convener_of(after)
    if convener is None or before.withdrawn_at is None or before.consent is not None:
        return ()
    return [Owed(convener, one) for one in after.wanted() if _is_called_to(one) and one != convener]


def _to_call_the_absent(before: Facts, event: Event, after: Facts, rules: Rules) -> Iterable[Owed]:
    """Those who weren't there when the follow-up was booked have to be called (A16)."""
    booked = after.follow_up
    if booked is None:
        return ()
    there = {booked.convener, *booked.informed}
    return [Owed(booked.convener, one) for one in after.wanted() if _is_called_to(one) and one not in there]


def _meeting_is_on(facts: Facts, event: Event, owed: Owed) -> bool:
    return True


def _is_called_to(actor: str) -> bool:
    """Relatives have a duty of their own; the individual is there without being called."""
    return not is_individual(actor) and not is_relative(actor)


def _is_called(facts: Facts, event: Kalla, owed: Owed) -> bool:
    return owed.counterpart in event.till


def _said_no(facts: Facts, event: BestamDeltagare, owed: Owed) -> bool:
    return owed.counterpart in event.deltagare and event.svar is NO


def latest_summons_day(facts: Facts, owed: Owed, rules: Rules) -> date | None:
    """The last day to send the summons, once the day of the meeting is known."""
    day = facts.follow_up.day if facts.follow_up else None
    if facts.time is not None:
        day = local_date(facts.time.start)
    if day is None or owed.counterpart is None or party_of(owed.counterpart) == REGION:
        return None
    return backward(day, facts.with_region(), lead_times(rules)).latest_summons


def _to_confirm(before: Facts, event: Kalla, after: Facts, rules: Rules) -> Iterable[Owed]:
    number = after.meeting.number if after.meeting else None
    return [Owed(one, event.by, number) for one in event.till if is_unit(one) and one != event.by]


def _by_bearer(facts: Facts, event: Event, owed: Owed) -> bool:
    return event.by == owed.bearer


def _no_longer_awaited(facts: Facts, event: Event, owed: Owed) -> bool:
    meeting = facts.meeting
    if meeting is None or meeting.number != owed.about or meeting.opened_nr is not None:
        return True
    return meeting.recipient(owed.bearer) is None


def _to_answer(before: Facts, event: Fraga, after: Facts, rules: Rules) -> Iterable[Owed]:
    caller = after.meeting.caller if after.meeting else convener_of(after)
    asked = event.till if event.till in (caller, after.chair) else caller
    return (Owed(asked, event.by, after.meeting.number if after.meeting else None),) if asked else ()


def _answers(facts: Facts, event: SvaraPaFraga, owed: Owed) -> bool:
    return event.till in (None, owed.counterpart)


def _to_notify(before: Facts, event: Event, after: Facts, rules: Rules) -> Iterable[Owed]:
    if after.cancelled is None or after.cancelled == before.cancelled:
        return ()
    teller = after.chair or after.cancelled.caller
    others = sorted(one for one in after.cancelled.recipients if not is_individual(one))
    return [Owed(teller, one, after.cancelled.number) for one in others]


def _is_notified(facts: Facts, event: StallIn, owed: Owed) -> bool:
    return not event.till or owed.counterpart in event.till


def duties(
    ends: tuple[type[Event], ...],
    pauses: tuple[type[Event], ...],
    opening: type[Event],
    booking: type[Event],
) -> tuple[DutySpec, ...]:
    """The duties of this section.

    ``ends`` are the events after which nobody is awaited at a meeting any more, ``pauses`` those that may end
    the consent; ``opening`` opens a meeting, ``booking`` books a follow-up.
    """
    gone = (BokaOm, StallIn, GeSamtycke, *ends, *pauses)
    return (
        DutySpec(
            name="kalla",
            bearer="sammankallande",
            phase=F,
            norms=("FM-FORBEREDELSE-5", "FM-KALLELSE-1"),
            opens={
                BestamDeltagare: _to_call,
                BokaOm: _to_call_again,
                StallIn: _to_call_again,
                GeSamtycke: _to_call_on_return,
                booking: _to_call_the_absent,
            },
            meets={Kalla: _is_called},
            lapses={BestamDeltagare: _said_no, opening: _meeting_is_on},
            due=latest_summons_day,
            between_parties=True,
        ),
        DutySpec(
            name="ge_narstaende_mojlighet",
            bearer="sammankallande",
            phase=F,
            norms=("FM-FORBEREDELSE-9",),
            opens={
                BestamDeltagare: _relative_wanted,
                BokaOm: _relatives_again,
                StallIn: _relatives_again,
                booking: _relatives_again,
                GeSamtycke: _relatives_again,
            },
            meets={Kalla: _is_called},
            lapses={BestamDeltagare: _said_no, opening: _meeting_is_on},
        ),
        DutySpec(
            name="bekrafta_kallelse",
            bearer="kallad",
            phase=K,
            norms=("FM-KALLELSE-3",),
            opens={Kalla: _to_confirm},
            meets={Bekrafta: _by_bearer, Avboj: _by_bearer},
            lapses=dict.fromkeys(gone, _no_longer_awaited),
            threshold="confirm_by_workdays",
            between_parties=True,
        ),
        DutySpec(
            name="forbereda_sig",
            bearer="kallad",
            phase=K,
            norms=("FM-FORBEREDELSE-10",),
            opens={Kalla: _to_confirm},
            meets={ForberedEgenDel: _by_bearer},
            lapses={**dict.fromkeys(gone, _no_longer_awaited), Avboj: _by_bearer},
            between_parties=True,
        ),
        DutySpec(
            name="svara_pa_fraga",
            bearer="kallande_eller_ordforande",
            phase=K,
            norms=("FM-KALLELSE-4",),
            opens={Fraga: _to_answer},
            meets={SvaraPaFraga: _answers},
            lapses=dict.fromkeys((BokaOm, StallIn, *pauses), _meeting_gone),
            threshold="answer_workdays",
            between_parties=True,
            own=True,
        ),
        DutySpec(
            name="ge_neutralt_besked",
            bearer="kallande_eller_ordforande",
            phase=V,
            norms=("FM-SAMTYCKE-5",),
            opens=dict.fromkeys((*pauses, GeSamtycke, BestamDeltagare), _to_notify),
            meets={StallIn: _is_notified},
            own=True,
        ),
    )


def _relative_wanted(before: Facts, event: BestamDeltagare, after: Facts, rules: Rules) -> Iterable[Owed]:
    convener = convener_of(after)
    if convener is None:
        return ()
    fit = (one for one in event.deltagare if is_relative(one))
    wanted = (after.participant(one) for one in fit)
    return [Owed(convener, one.actor) for one in wanted if one.answer is YES and one.suitable is YES]


def _relatives_again(before: Facts, event: Event, after: Facts, rules: Rules) -> Iterable[Owed]:
    """A relative who is wanted and suitable, and isn't called to a meeting or told of a follow-up, has to be asked."""
    convener = convener_of(after)
    if convener is None or after.meeting is not None or after.consent is None:
        return ()
    told = after.follow_up.informed if after.follow_up is not None else frozenset[str]()
    fit = (one for one in after.participants if is_relative(one.actor) and one.actor not in told)
    return [Owed(convener, one.actor) for one in fit if one.answer is YES and one.suitable is YES]


def _meeting_gone(facts: Facts, event: Event, owed: Owed) -> bool:
    return facts.meeting is None or facts.meeting.number != owed.about
