"""The summons, to each recipient their own, and the same with a new time (FM-KALLELSE)."""

from __future__ import annotations

from collections.abc import Iterator

from flerpart_flow.documents.asking import Asking
from flerpart_flow.documents.demands import lacks_unless
from flerpart_flow.documents.errors import DocumentError
from flerpart_flow.documents.model import Blank, Block, Document, Field, Fields, Listing, Paragraph, Section, Table
from flerpart_flow.documents.papers.addressee import addressee, whose
from flerpart_flow.documents.told import Told
from flerpart_flow.documents.told_so_far import told_before
from flerpart_flow.engine.rules.findings import Finding
from flerpart_flow.routines.flerpartsmote.facts import convener_of
from flerpart_flow.samverkan.actors import is_unit
from flerpart_flow.samverkan.kallelse.events import Kalla


def summons(ask: Asking) -> Document:
    """A summons. To an outsider or a relative it is an invitation; the individual's copy tells all who are called."""
    event = _summons_for(ask)
    if event is None:
        return ask.nothing(ask.say("kallelse.titel"), "dokument.ingen_kallelse")
    found = () if ask.is_own() else _found(ask, event)
    return ask.paper(_title(ask, "kallelse"), _sections(ask, event), found, withheld=_withheld(ask, event))


def moved(ask: Asking) -> Document:
    """A summons to a new time or place, in the place of the one that the recipient has."""
    event = _summons_for(ask)
    before = ask.told or told_before(ask.case, ask.to(), ask.at, to_come=ask.event is not None)
    if event is None or before is None or before.start is None:
        return ask.nothing(ask.say("ny_tid.titel"), "dokument.ingen_tidigare_tid", lacks=("FF-MOTE-1",))
    found = () if ask.is_own() else _found(ask, event)
    first, *rest = _sections(ask, event)
    sections = (first, _instead_of(ask, before), *rest)
    return ask.paper(_title(ask, "ny_tid"), sections, found, withheld=_withheld(ask, event))


def _title(ask: Asking, kind: str) -> str:
    if ask.is_own():
        return ask.say(f"{kind}.titel_individ")
    return ask.say(f"{kind}.titel" if is_unit(ask.to()) else f"{kind}.titel_inbjudan")


def _summons_for(ask: Asking) -> Kalla | None:
    """The summons of the meeting to come that calls the recipient, as it reads now; or the line that is asked about."""
    actor, own = ask.to(), ask.is_own()
    if ask.event is not None:
        if not isinstance(ask.event, Kalla):
            raise DocumentError("dokument.annan_handelse", kind=ask.kind)
        if not own and actor not in ask.event.till:
            raise DocumentError("dokument.inte_kallad", kind=ask.kind)
        return ask.event
    return recorded_summons(ask, None if own else actor)


def recorded_summons(ask: Asking, actor: str | None) -> Kalla | None:
    """The latest accepted summons to the meeting to come, to one who is called to it or, without one, to anybody."""
    meeting = ask.facts.meeting
    if meeting is None or meeting.opened_nr is not None or (actor is not None and meeting.recipient(actor) is None):
        return None
    found = None
    for placed in ask.case.replayed():
        if placed.line.occurred_at > ask.at or not placed.decisions or placed.refusal is not None:
            continue
        event, after = placed.decisions[-1].event, placed.after.facts.meeting
        if isinstance(event, Kalla) and after is not None and after.number == meeting.number:
            now = event.asked or event
            found = now if actor is None or actor in now.till else found
    return found


def _found(ask: Asking, event: Kalla) -> tuple[Finding, ...]:
    """What the routine says of sending this to this recipient now."""
    actor = ask.to()
    purposes = tuple((who, why) for who, why in event.syfte if who == actor)
    by = event.by if ask.event is not None else convener_of(ask.facts) or event.by
    alone = event.changed(
        by=by, recorded_by=None, till=(actor,), syfte=purposes, told=None, asked=None, asked_since=None
    )
    return ask.judged(alone)


def _sections(ask: Asking, event: Kalla) -> Iterator[Section]:
    own = ask.is_own()
    yield addressee(ask)
    yield _when_and_where(ask, event)
    why = _all_purposes(ask, event) if own else _purpose(ask, event)
    if why is not None:
        yield why
    yield _invited(ask, event)
    yield _contact(ask, event)
    yield from _what_to_do(ask, own)
    if not own:
        yield _slip(ask, event)


def _when_and_where(ask: Asking, event: Kalla) -> Section:
    say = ask.say
    when = None if event.start is None else say.time(event.start, event.slut)
    return Section(
        "tid_och_plats",
        say("tid_och_plats.rubrik"),
        (*known(((say("tid_och_plats.tid"), when), (say("tid_och_plats.plats"), event.plats))), *whose(ask)),
        lacks_unless("FM-KALLELSE-7", event.start and event.plats),
    )


def known(pairs: tuple[tuple[str, str | None], ...]) -> tuple[Block, ...]:
    """What is known under its label, and room to write what isn't."""
    said = tuple(Field(label, value) for label, value in pairs if value)
    blanks = tuple(Blank(label) for label, value in pairs if not value)
    return (*((Fields(said),) if said else ()), *blanks)


def _purpose(ask: Asking, event: Kalla) -> Section | None:
    """Why the recipient is wanted; one for whom there is no topic is told time and place, and no more (A49)."""
    actor = ask.to()
    purpose = dict(event.syfte).get(actor)
    if purpose is None and not is_unit(actor):
        return None
    heading = ask.you("syfte.rubrik")
    block: Block = Paragraph(purpose) if purpose else Blank(heading, 2)
    lacks = lacks_unless("FM-KALLELSE-2", purpose) + lacks_unless("FM-KALLELSE-8", purpose)
    return Section("syfte", heading, (block,), lacks)


def _withheld(ask: Asking, event: Kalla) -> tuple[str, ...]:
    """What the one who writes it is told: the reader isn't told why they are wanted."""
    silent = not ask.is_own() and _purpose(ask, event) is None
    return (ask.say("undanhallet.syfte"),) if silent else ()


def _all_purposes(ask: Asking, event: Kalla) -> Section:
    say, purposes = ask.say, dict(event.syfte)
    meeting = ask.facts.meeting
    called = tuple(one.actor for one in meeting.recipients) if ask.event is None and meeting else event.till
    known_purposes = {one.actor: one.asked.purpose for one in meeting.recipients} if meeting else {}
    rows = tuple(
        (say.name(one), purposes.get(one) or known_purposes.get(one) or say("syfte.inget"))
        for one in called
        if one != ask.to()
    )
    table = Table(say("syfte.tabell"), (say("syfte.vem"), say("syfte.varfor")), rows)
    return Section("syfte", say("syfte.rubrik_individ"), (table,))


def _invited(ask: Asking, event: Kalla) -> Section:
    say = ask.say
    block: Block = Listing(event.inbjudna) if event.inbjudna else Blank(say("inbjudna.rubrik"), 2)
    return Section("inbjudna", say("inbjudna.rubrik"), (block,), lacks_unless("FM-KALLELSE-10", event.inbjudna))


def _contact(ask: Asking, event: Kalla) -> Section:
    say = ask.say
    pairs = ((say("kontakt.kallar"), say.name(event.by)), (say("kontakt.nas"), event.kontakt))
    blocks = (*known(pairs), Blank(say("kontakt.namn")), Paragraph(ask.you("kontakt.fraga")))
    return Section("kontakt", say("kontakt.rubrik"), blocks, lacks_unless("FM-KALLELSE-9", event.kontakt))


def _what_to_do(ask: Asking, own: bool) -> Iterator[Section]:
    say = ask.say
    unit = is_unit(ask.to())
    if not own:
        text = say("bekrafta.enhet" if unit else "bekrafta.inbjuden")
        yield Section("bekrafta", say("bekrafta.rubrik"), (Paragraph(text),))
    text = say("passar_inte.individ") if own else ask.you("passar_inte")
    yield Section("passar_inte", say("passar_inte.rubrik"), (Paragraph(text),))
    if unit:
        yield Section("forbered", say("forbered.rubrik"), (Paragraph(say("forbered.text")),))


def _slip(ask: Asking, event: Kalla) -> Section:
    say = ask.say
    when = None if event.start is None else say.time(event.start, event.slut)
    answers = Listing((say("svar.kommer"), say("svar.tiden"), say("svar.annat")), boxes=True)
    about = known(((say("svar.mote"), when), (say("svar.fran"), say.name(ask.to()))))
    blanks = (*whose(ask), Blank(say("svar.namn")), Blank(say("svar.datum")), Blank(say("svar.till")))
    return Section("svar", say("svar.rubrik"), (*about, answers, *blanks))


def _instead_of(ask: Asking, before: Told) -> Section:
    say, asked = ask.say, before.asked
    assert asked.start is not None, "one who had no time gets a summons, not another time"
    pairs = [(say("ny_tid.forut"), say.time(asked.start, asked.end))]
    if asked.place is not None:
        pairs.append((say("ny_tid.plats"), asked.place))
    fields = Fields(tuple(Field(label, value) for label, value in pairs))
    return Section("ny_tid", say("ny_tid.rubrik"), (Paragraph(say("ny_tid.text")), fields))
