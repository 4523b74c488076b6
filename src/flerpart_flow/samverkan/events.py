"""The events that more than one routine has: consent, contact attempts, deviations, closing.

What they are held to, and what they do, each routine says in its own table.
"""

from __future__ import annotations

from typing import Any, ClassVar

import attrs

from flerpart_flow.engine.record import fields
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.record.recorded import recorded


@recorded
class Informera(Event):
    """The individual is told what the consent would be about, in a way that suits them."""

    name: ClassVar[str] = "informera"

    anpassning: fields.Strings = fields.codes("anpassning")


@recorded
class GeSamtycke(Event):
    """The individual consents: to these units taking part, and to their exchanging these topics.

    ``amnen_for`` names the topics of one actor: a unit that is named there has those, the others ``amnen``, and an
    outsider or a relative only what is named for it. ``undantag`` are topics that must not be raised;
    ``giltigt_till`` is the last day, which counts.

    ``too_late_for``, which isn't part of the line, are those whom the individual had said no to since, when it was
    recorded late: to them it gives nothing that they hadn't (A72).
    """

    name: ClassVar[str] = "ge_samtycke"

    enheter: fields.Strings = fields.codes("aktor")
    amnen: fields.Strings = fields.codes("amne")
    amnen_for: fields.CodesPerCode = fields.codes_per_code("aktor", "amne")
    undantag: fields.Strings = fields.codes("amne")
    giltigt_till: fields.Day = fields.day()
    too_late_for: tuple[str, ...] = attrs.field(default=(), eq=False, repr=False)


@recorded
class NekaSamtycke(Event):
    """The individual doesn't consent."""

    name: ClassVar[str] = "neka_samtycke"


@recorded
class UtokaSamtycke(Event):
    """The individual adds units or topics to the consent; ``amnen_for`` adds topics for one actor.

    ``too_late_for`` is as of ``GeSamtycke``.
    """

    name: ClassVar[str] = "utoka_samtycke"

    enheter: fields.Strings = fields.codes("aktor")
    amnen: fields.Strings = fields.codes("amne")
    amnen_for: fields.CodesPerCode = fields.codes_per_code("aktor", "amne")
    too_late_for: tuple[str, ...] = attrs.field(default=(), eq=False, repr=False)


@recorded
class BegransaSamtycke(Event):
    """The individual takes units or topics out of the consent; ``amnen_for`` takes topics out for one actor."""

    name: ClassVar[str] = "begransa_samtycke"

    enheter: fields.Strings = fields.codes("aktor")
    amnen: fields.Strings = fields.codes("amne")
    amnen_for: fields.CodesPerCode = fields.codes_per_code("aktor", "amne")


@recorded
class AterkallaSamtycke(Event):
    """The individual withdraws the consent. No reason is asked for or stored, ever."""

    name: ClassVar[str] = "aterkalla_samtycke"


@recorded
class DokumenteraSamtycke(Event):
    """A unit documents the consent in its own records."""

    name: ClassVar[str] = "dokumentera_samtycke"

    referens: str | None = fields.text()


@recorded
class BestamDeltagare(Event):
    """The individual says yes or no to these taking part; of a relative the chair says whether it is suitable.

    Of a representative the individual says whether they act as the individual (A48). ``behorighet``: whether they have
    that from the individual or by law, which an organisation judges, with ``referens`` to its own papers. ``utan`` are
    units of the Region that the individual goes on without, since they have declined or don't answer (A55).

    ``too_late_for``, which isn't part of the line, are those whom the individual had said no to since, when a yes was
    recorded late: of them it counts for nothing (A72).
    """

    name: ClassVar[str] = "bestam_deltagare"

    deltagare: fields.Strings = fields.codes("aktor")
    svar: fields.Flag = fields.flag()
    utan: fields.Strings = fields.codes("enhet")
    lamplig: fields.Flag = fields.flag()
    skal_kod: str | None = fields.code("skal.bestam_deltagare")
    behorighet: str | None = fields.code("behorighet")
    referens: str | None = fields.text()
    too_late_for: tuple[str, ...] = attrs.field(default=(), eq=False, repr=False)


@recorded
class LamnaUppgift(Event):
    """A unit tells another of a topic. What was told is not stored."""

    name: ClassVar[str] = "lamna_uppgift"

    till: str | None = fields.code("aktor")
    amne: str | None = fields.code("amne")


@recorded
class Kontaktforsok(Event):
    """A unit tried to reach somebody, who did not answer; ``avidentifierat``: without saying whom it concerns."""

    name: ClassVar[str] = "kontaktforsok"

    till: str | None = fields.code("aktor")
    kanal: str | None = fields.code("kanal")
    avidentifierat: fields.Flag = fields.flag()


@recorded
class RapporteraAvvikelse(Event):
    """A person reports a deviation: its kind, whose it is, which line it concerns, to whose routine it goes.

    ``known`` is what the log showed when the line was recorded (reading A59); it isn't part of the line.
    """

    name: ClassVar[str] = "rapportera_avvikelse"

    slag: str | None = fields.code("avvikelseslag")
    part: str | None = fields.code("part")
    ror: int | None = fields.integer()
    lamnas_till: str | None = fields.code("part")
    known: Any = attrs.field(default=None, eq=False, repr=False)


@recorded
class Avsluta(Event):
    """The case is closed. ``samrad`` tells whether those concerned were consulted."""

    name: ClassVar[str] = "avsluta"

    skal_kod: str | None = fields.code("skal.avsluta")
    samrad: fields.Flag = fields.flag()
