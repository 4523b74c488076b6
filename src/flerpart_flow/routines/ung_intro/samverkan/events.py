"""SIP or flerpartsmöte, plans, coordination, the rehabilitation coordinator, help with contacts."""

from __future__ import annotations

from typing import ClassVar

from flerpart_flow.define import Event, fields, recorded


@recorded
class InitieraSip(Event):
    """A SIP is initiated; ``arende`` is the opaque reference under which it is found."""

    name: ClassVar[str] = "initiera_sip"

    arende: str | None = fields.reference()


@recorded
class InitieraFlerpartsmote(Event):
    """A flerpartsmöte is initiated; ``arende`` is the reference of its case in that routine."""

    name: ClassVar[str] = "initiera_flerpartsmote"

    arende: str | None = fields.reference()


@recorded
class RegistreraPlan(Event):
    """A SIP or a flerpartsmöte has led to a plan, which goes before other plans."""

    name: ClassVar[str] = "registrera_plan"

    planform: str | None = fields.code("planform")
    arende: str | None = fields.reference()


@recorded
class EtableraSamordning(Event):
    """Ung Intro sets coordination up in another way; ``samordnare`` coordinates, where others have agreed to it."""

    name: ClassVar[str] = "etablera_samordning"

    samordnare: str | None = fields.code("enhet")
    overenskommet: fields.Flag = fields.flag()
    utgar_fran: str | None = fields.reference()


@recorded
class KontaktaRehabkoordinator(Event):
    """The case manager turns to the rehabilitation coordinator; ``fast_vardkontakt``: there is a fixed care contact."""

    name: ClassVar[str] = "kontakta_rehabkoordinator"

    till: str | None = fields.code("enhet")
    fast_vardkontakt: fields.Flag = fields.flag()


@recorded
class UpprattaGemensamPlanering(Event):
    """Arbetsförmedlingen draws up a joint plan towards work, with what each organisation does."""

    name: ClassVar[str] = "uppratta_gemensam_planering"

    insatser: fields.TextPerCode = fields.per_code("enhet")
    utgar_fran: str | None = fields.reference()


@recorded
class BeOmKontakthjalp(Event):
    """A unit asks Arbetsförmedlingen for help with contacts in parts of it that the routine doesn't cover."""

    name: ClassVar[str] = "be_om_kontakthjalp"

    till: str | None = fields.code("enhet")


@recorded
class GeKontakthjalp(Event):
    """Arbetsförmedlingen has helped with the contact."""

    name: ClassVar[str] = "ge_kontakthjalp"

    till: str | None = fields.code("enhet")
