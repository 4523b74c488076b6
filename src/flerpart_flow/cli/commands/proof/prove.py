"""``proof prove``: claims on a routine, checked in every state that production allows in small worlds."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from flerpart_flow.cli.errors import REFUSED, Trouble, choose
from flerpart_flow.cli.group import build
from flerpart_flow.cli.input import loading
from flerpart_flow.cli.input.options import Choice, Number, format_option
from flerpart_flow.cli.output import folder_to_write_in, write_in, write_json, write_page
from flerpart_flow.cli.pages.page import Page
from flerpart_flow.texts import Texts

if TYPE_CHECKING:
    from flerpart_flow.engine.definition.routine import Routine
    from flerpart_flow.proof.prove.model import Claims
    from flerpart_flow.proof.prove.proving import Walked
    from flerpart_flow.proof.prove.telling import Verdict

Found = list[tuple["Claims", tuple["Verdict", ...]]]

_STYLES = {"holds": "yes", "broken": "block", "stopped": "warn", "empty": "warn"}


def command(said: Texts) -> click.Command:
    """The command in a language."""

    def proof_prove(
        claims: tuple[str, ...],
        routine: str | None,
        seconds: int | None,
        jobs: int,
        stories: str | None,
        form: str,
        output: str,
    ) -> int:
        folder = None if stories is None else folder_to_write_in(stories)
        found = _found(claims, routine, seconds, jobs, _progress(said))
        if folder is not None:
            write_in(folder, _logs(found))
        if form == "json":
            write_json(_data(found), output)
        else:
            write_page(_page(found, said), output)
        return 0 if all(one.state == "holds" for _, several in found for one in several) else REFUSED

    words = said.raw
    options = (
        click.Argument(["claims"], nargs=-1, metavar=words("cli.meta.pastaende")),
        click.Option(["--routine"], type=Choice(tuple(loading.routines()), said), help=words("cli.val.prove_routine")),
        click.Option(["--seconds"], type=Number(1, said), metavar="N", help=words("cli.val.prove_seconds")),
        click.Option(
            ["--jobs"], type=Number(1, said), default=os.cpu_count() or 1, metavar="N", help=words("cli.val.prove_jobs")
        ),
        click.Option(["--stories"], metavar=words("cli.meta.mapp"), help=words("cli.val.prove_stories")),
        format_option(said),
    )
    return build("proof.prove", proof_prove, said, *options)


def _found(
    only: tuple[str, ...], name: str | None, seconds: int | None, jobs: int, progress: Callable[[str, int, int], None]
) -> Found:
    """What came of each claim. Raises Trouble for a claim that isn't there, and where there is none."""
    from flerpart_flow.proof.prove import claims_of, proved, verdicts

    routines: list[Routine[Any]] = [one for key, one in loading.routines().items() if name in (None, key)]
    all_claims = [(one, held) for one in routines if (held := claims_of(one)) is not None]
    if not all_claims:
        raise Trouble("inga_pastaenden", where="--routine")
    known = [claim.id for _, held in all_claims for claim in held.claims]
    for one in only:
        if one not in known:
            raise choose("pastaende", one, known)
    found: Found = []
    for routine, held in all_claims:
        wanted = [claim.id for claim in held.claims if claim.id in only] if only else []
        if wanted or not only:
            results = list(proved(routine, held, wanted, seconds, jobs, progress))
            found.append((held, verdicts(held, results, wanted)))
    return found


def _progress(said: Texts) -> Callable[[str, int, int], None]:
    """Tell on stderr, now and then, how far a walk has come."""
    stream = sys.stderr

    def told(name: str, states: int, moves: int) -> None:
        if stream is not None:
            print(
                said.say("cli.proof.prove.pa_vag", varld=name, tillstand=states, forsok=moves), file=stream, flush=True
            )

    return told


def _logs(found: Found) -> dict[str, str]:
    """The story of each claim that doesn't hold, as a log, by the name of its file."""
    return {
        f"{claims.routine}-{one.claim.id}{which}.jsonl": "".join(f"{line.rstrip()}\n" for line in log)
        for claims, several in found
        for one in several
        if one.tale is not None
        for which, log in (("", one.tale.log), ("-fore", one.tale.before))  # before: the case that handed it over
        if log
    }


def _walks(found: tuple[Verdict, ...]) -> list[Walked]:
    """The walks, each once, in the order of the claims."""
    return list({walked.name: walked for one in found for walked in one.walks}.values())


def _data(found: Found) -> dict[str, Any]:
    from flerpart_flow.cli.shapes.shapes import mark
    from flerpart_flow.proof.prove.telling import data_of, walk_data

    return {
        "format": mark("proof-prove"),
        "routines": [
            {
                "routine": claims.routine,
                "claims": [data_of(one) for one in several],
                "slices": [walk_data(walked, claims) for walked in _walks(several)],
            }
            for claims, several in found
        ],
    }


def _page(found: Found, said: Texts) -> Page:
    page = Page()
    for claims, several in found:
        page.heading(said.label("rutiner", claims.routine))
        for one in several:
            _tell(page, one, said)
        page.heading(said.raw("cli.proof.prove.varldar"))
        for walked in _walks(several):
            counted = {"varld": walked.name, "tillstand": walked.states, "forsok": walked.moves}
            page.line(said.say("cli.proof.prove.varld", **counted), 2, hang=2)
            page.line(claims.slices[walked.name].bound[said.lang], 4, "faint")
    return page


def _tell(page: Page, one: Verdict, said: Texts) -> None:
    text = f"{one.claim.title[said.lang]} ({one.claim.id})"
    page.marked(f"{said.raw(f'cli.proof.prove.{one.state}')}:", text, 2, _STYLES[one.state])
    counted = {"gjort": one.seen["done"], "nekat": one.seen["refused"]}  # type: ignore[index]  # an outcome is a text
    page.line(said.say("cli.proof.prove.sett", **counted), 4, "faint")
    for held in one.claim.values.get("unreached", ()):
        page.line(said.say("cli.proof.prove.nas_inte", vad=", ".join(held["what"]), varfor=held[said.lang]), 4, "faint")
    for missing in one.missing:
        page.line(said.say("cli.proof.prove.inte_natt", vad=missing), 4, hang=2)
    if one.tale is None:
        return
    page.line(said.raw("cli.proof.prove.berattelse"), 4)
    for line in one.tale.prose[said.lang]:
        page.line(line, 6, hang=2)
    page.line(said.raw(f"cli.proof.prove.{'raden' if one.tale.ends else 'efter'}"), 4)
