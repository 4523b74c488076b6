"""The talks before a referral."""

from __future__ import annotations

from typing import ClassVar

from flerpart_flow.define import Event, fields, recorded


@recorded
class Samrada(Event):
    """A unit and Ung Intro consult on whether the measure is right; ``avidentifierat``: without saying for whom."""

    name: ClassVar[str] = "samrada"

    till: str | None = fields.code("enhet")
    avidentifierat: fields.Flag = fields.flag()
    ratt_insats: fields.Flag = fields.flag()


@recorded
class Vagled(Event):
    """Ung Intro tells how the person is referred, which may be another way in than the one the need was seen on."""

    name: ClassVar[str] = "vagled"

    till: str | None = fields.code("enhet")
    vag: str | None = fields.code("vag")


@recorded
class ForDialogMedHandlaggare(Event):
    """Care talks with the officer who is responsible for the benefit: Försäkringskassan's or economic assistance's."""

    name: ClassVar[str] = "for_dialog_med_handlaggare"

    till: str | None = fields.code("enhet")


@recorded
class KartlaggGemensamt(Event):
    """Försäkringskassan, Arbetsförmedlingen and the person judge together whether Ung Intro should be initiated."""

    name: ClassVar[str] = "kartlagg_gemensamt"

    medverkande: fields.Strings = fields.codes("aktor")
    initieras: fields.Flag = fields.flag()


@recorded
class Motivera(Event):
    """Ung Intro tells the person about the measure in advance, to motivate; ``pa_onskemal``: somebody asked for it."""

    name: ClassVar[str] = "motivera"

    pa_onskemal: fields.Flag = fields.flag()
