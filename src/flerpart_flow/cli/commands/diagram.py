"""``diagram``: a picture of the routine or of a case, the whole set, or which pictures of a set are out of date."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from flerpart_flow.cli.errors import REFUSED, FlowTrouble, Trouble, choose, complain
from flerpart_flow.cli.group import build
from flerpart_flow.cli.input import loading, rule_sets
from flerpart_flow.cli.input.options import Choice, Number, overlay_option, rules_dir_option
from flerpart_flow.cli.names import shown
from flerpart_flow.cli.output import STDOUT, refuse_changed
from flerpart_flow.texts import Texts

if TYPE_CHECKING:
    from datetime import datetime

    from flerpart_flow.diagrams.drawing import Drawing
    from flerpart_flow.engine.definition.routine import Routine
    from flerpart_flow.engine.judging.case import Case
    from flerpart_flow.engine.rules.rules import Rules

VIEWS: Final = (
    "overview", "swimlanes", "phase", "detail", "step", "party", "roles", "consent", "deviations", "calendar",
    "diff", "case",
)  # fmt: skip
RENAMED: Final = {"dates": "calendar"}
THEMES: Final = ("light", "dark", "contrast", "print")
FORMATS: Final = ("dot", "mermaid", "table", "svg", "png", "pdf")
BINARY: Final = ("png", "pdf")


def command(said: Texts) -> click.Command:
    """The command in a language."""

    def diagram(
        view: str | None, routine: str | None, log: str | None, phase: str | None, party: str | None,
        step: str | None, against: str | None, meeting: str | None, at: str | None, by: str | None, theme: str,
        form: str | None, overlay: str | None, rules_dir: str | None, engine: str | None, dpi: int | None,
        everything: bool, check: str | None, output: str,
    ) -> int:  # fmt: skip
        if everything or check is not None:
            if view is not None or (everything and check is not None):
                raise Trouble("bild.ett_i_taget")
            return _check_set(check, engine, said) if check is not None else _draw_set(output, engine, said)
        if view is None:
            raise Trouble("bild.vilken_vy", choices=VIEWS)
        if by is not None and view != "case":
            raise Trouble("bild.by_bara_case", where="--by")
        registry = loading.registry_in(rules_dir)
        case = None if log is None else loading.case_in(log, overlay, registry)
        loading.check_known([] if case is None else [case], by)
        others = None if against is None else rule_sets.named(against)
        of, rules = _routine(routine, case, overlay, others)
        given: dict[str, Any] = {
            "against": None if others is None else rule_sets.rules_named(others, of, registry),
            "case": case,
            "phase": phase,
            "party": party,
            "step": step,
            "meeting": None if meeting is None else loading.day(meeting, "--meeting"),
            "at": None if at is None else loading.moment(at),
            "by": by,
        }
        _write(_drawn(of, view, rules, theme, given, said), form, engine, output, dpi)
        return 0

    options = (
        click.Argument(["view"], required=False, type=Choice(VIEWS, said, RENAMED), metavar=f"[{'|'.join(VIEWS)}]"),
        click.Option(["--routine"], metavar=said.raw("cli.meta.rutin"), help=said.raw("cli.val.routine")),
        click.Option(["--log"], metavar=said.raw("cli.meta.logg"), help=said.raw("cli.val.bild_log")),
        click.Option(["--phase"], metavar=said.raw("cli.meta.fas"), help=said.raw("cli.val.phase")),
        click.Option(["--party"], metavar=said.raw("cli.meta.part"), help=said.raw("cli.val.party")),
        click.Option(["--step"], metavar=said.raw("cli.meta.handelse"), help=said.raw("cli.val.bild_step")),
        click.Option(["--against"], metavar=said.raw("cli.meta.version"), help=said.raw("cli.val.bild_against")),
        click.Option(["--meeting"], metavar=said.raw("cli.meta.dag"), help=said.raw("cli.val.bild_meeting")),
        click.Option(["--at"], metavar=said.raw("cli.meta.tid"), help=said.raw("cli.val.bild_at")),
        click.Option(["--by"], metavar=said.raw("cli.meta.vem"), help=said.raw("cli.val.bild_by")),
        click.Option(["--theme"], type=Choice(THEMES, said), default=THEMES[0], help=said.raw("cli.val.theme")),
        click.Option(["--format", "form"], type=Choice(FORMATS, said), help=said.raw("cli.val.bild_format")),
        overlay_option(said),
        rules_dir_option(said),
        click.Option(["--engine"], metavar=said.raw("cli.meta.program"), help=said.raw("cli.val.engine")),
        click.Option(
            ["--dpi"], type=Number(1, said), metavar=said.raw("cli.meta.antal"), help=said.raw("cli.val.bild_dpi")
        ),
        click.Option(["--all", "everything"], is_flag=True, help=said.raw("cli.val.bild_all")),
        click.Option(["--check"], metavar=said.raw("cli.meta.mapp"), help=said.raw("cli.val.bild_check")),
    )
    return build("diagram", diagram, said, *options)


def _routine(
    name: str | None, case: Case | None, overlay: str | None, others: rule_sets.Named | None
) -> tuple[Routine, Rules | None]:
    """The routine to draw: the one named, the case's, that of the overlay or of what it is compared with, or the first;
    under its newest rules, or those of the overlay.
    """
    from flerpart_flow.engine.errors import RulesError

    found = loading.routines()
    if name is not None and name not in found:
        raise choose("bild.rutin", name, found)
    held = None if case is not None else loading.read_overlay(overlay)
    if case is not None and name is None:
        of = case.routine
    else:
        meant = name or (held or {}).get("for") or (None if others is None else others.meant_for)
        of = loading.routine(meant if isinstance(meant, str) else None)
    if held is None:
        return of, None
    try:
        return of, of.rules(overlay=held)
    except RulesError as error:
        raise FlowTrouble(error, overlay) from None


def _drawn(of: Routine, view: str, rules: Rules | None, theme: str, given: dict[str, Any], said: Texts) -> Drawing:
    from flerpart_flow.diagrams.drawing import draw
    from flerpart_flow.diagrams.errors import DiagramError
    from flerpart_flow.engine.errors import RulesNotInstalled

    for name in ("phase", "party", "step", "meeting", "against"):
        if given[name] is None and view == {"meeting": "calendar", "against": "diff"}.get(name, name):
            raise Trouble(f"bild.saknas_{name}")
    if given["case"] is None and view == "case":
        raise Trouble("bild.saknas_log")
    try:
        return draw(of, view, rules=rules, theme=theme, lang=said.lang, **given)
    except (DiagramError, RulesNotInstalled) as error:
        raise FlowTrouble(error) from None


def _write(drawing: Drawing, form: str | None, engine: str | None, output: str, dpi: int | None) -> None:
    """To a file, whose suffix tells the format where none is named, or to stdout, as SVG unless a format is named."""
    from flerpart_flow.engine.errors import FlowError

    try:
        if output != STDOUT:
            refuse_changed(output)
            for path in drawing.render(output, format=form, engine=engine, dpi=dpi):
                complain(shown(str(path)))
            return
        pages = drawing.bytes_of(form or "svg", engine=engine, dpi=dpi)
    except FlowError as error:
        raise FlowTrouble(error) from None
    if len(pages) > 1:
        raise Trouble("bild.flera_sidor", antal=len(pages))
    if form in BINARY:
        sys.stdout.buffer.write(pages[0])
    else:
        sys.stdout.write(pages[0].decode())


def set_case() -> tuple[Case, datetime]:
    """The case of the set, and the moment at which it is shown: halfway through the demo's log."""
    from flerpart_flow.cli.commands.demo import bundled

    case = bundled().case()
    return case, case.lines[len(case.lines) // 2].occurred_at


def _draw_set(output: str, engine: str | None, said: Texts) -> int:
    from flerpart_flow.diagrams.collection import write_set
    from flerpart_flow.engine.errors import FlowError

    if output == STDOUT:
        raise Trouble("bild.mapp")
    case, at = set_case()
    try:
        written = write_set(Path(output), loading.routines().values(), case=case, at=at, engine=engine)
    except FlowError as error:
        raise FlowTrouble(error) from None
    print(said.say("cli.diagram.ritade", antal=len(written), mapp=shown(output)))
    return 0


def _check_set(folder: str | None, engine: str | None, said: Texts) -> int:
    from flerpart_flow.diagrams.collection import stale
    from flerpart_flow.engine.errors import FlowError

    root = Path(folder or ".")
    if not root.is_dir():
        raise Trouble("fil.finns_inte", where=str(root))
    case, at = set_case()
    try:
        found = stale(root, loading.routines().values(), case=case, at=at, engine=engine)
    except FlowError as error:
        raise FlowTrouble(error) from None
    for one in found:
        print(f"{shown(str(one.path))}: {said.raw(f'cli.diagram.{one.why}')}")
    print(said.say("cli.diagram.inaktuella", antal=len(found)) if found else said.raw("cli.diagram.aktuella"))
    return REFUSED if found else 0
