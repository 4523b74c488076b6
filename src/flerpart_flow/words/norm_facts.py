"""What there is to say of a norm beside its text: where it stands, whom it binds, how much it weighs, since when."""

from __future__ import annotations

from flerpart_flow.engine.rules.norms import Norm
from flerpart_flow.texts import Texts
from flerpart_flow.words.sentences import capital


def norm_facts(norm: Norm, said: Texts) -> list[tuple[str, str]]:
    """What else there is to say of a norm than its text: keys, called ``cli.norms.rad.<key>``, each with a text."""
    severity = said.raw(f"tillstand.allvar.{norm.severity.value}")
    for event, other in norm.severity_for.items():
        label = said.label("handelser", event)
        severity += "; " + said.say(
            "cli.norms.for_handelse", allvar=said.raw(f"tillstand.allvar.{other.value}"), vid=label
        )
    rows = [
        ("kalla", said.say("ord.under_rubrik", kalla=source_name(norm, said), rubrik=norm.heading)),
        ("slag", said.raw(f"cli.norms.modalitet.{norm.modality}")),
        ("vem", capital(_bearer(norm.bearer, said))),
        ("allvar", severity),
        ("klass", ", ".join(said.raw(f"cli.norms.klass.{one}") for one in norm.classes)),
    ]
    if norm.fixed:
        rows.append(("fast", said.raw("cli.norms.fast")))
    if norm.ceiling is not None:
        rows.append(("tak", said.say("cli.norms.hogst", allvar=norm.ceiling)))
    if norm.same_as is not None:
        rows.append(("samma", norm.same_as))
    if norm.reading:
        rows.append(("lasning", ", ".join(norm.reading)))
    for key, value in (("fran", norm.valid_from), ("till", norm.valid_to), ("per", norm.as_of)):
        if value is not None:
            rows.append((key, value.isoformat()))
    if norm.legal is not None:
        rows.append(("lag", "; ".join(dict.fromkeys(norm.legal.values()))))  # as the source has it, and as it is now
    return rows


def source_name(norm: Norm, said: Texts) -> str:
    """The title of the document that a norm stands in; the file's name where the texts know no title."""
    return said.label("kallor", norm.source)


def _bearer(bearer: str, said: Texts) -> str:
    key = f"cli.norms.barare.{bearer}"
    return (
        said.raw(key)
        if key in said
        else said.label("roller", bearer)
        if f"roller.{bearer}" in said
        else said.name(bearer)
    )
