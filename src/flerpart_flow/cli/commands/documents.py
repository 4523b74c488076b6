"""``documents``: writes the papers of a case: all that are due, or one."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flerpart_flow.cli.errors import REFUSED, FlowTrouble, Trouble, unreadable
from flerpart_flow.cli.group import build
from flerpart_flow.cli.input import loading
from flerpart_flow.cli.input.options import (
    Choice,
    at_option,
    lang_option,
    log_argument,
    overlay_option,
    rules_dir_option,
)
from flerpart_flow.cli.input.salt import OPTION, read_salt, salt_option
from flerpart_flow.cli.names import shown
from flerpart_flow.cli.output import STDOUT, write
from flerpart_flow.cli.withheld import tell_held_back, tell_withheld
from flerpart_flow.texts import EASY, Texts

if TYPE_CHECKING:
    from flerpart_flow.documents import Mail
    from flerpart_flow.documents.model import Document
    from flerpart_flow.engine.judging.case import Case

FORMATS = ("html", "text", "pdf", "docx")
BINARY = ("pdf", "docx")


def command(said: Texts) -> click.Command:
    """The command in a language."""

    def documents(
        log: str,
        kind: str | None,
        recipient: str | None,
        version: str | None,
        draft: bool,
        after: str,
        lang: str | None,
        form: str,
        salt_file: str | None,
        at: str | None,
        overlay: str | None,
        rules_dir: str | None,
        output: str,
    ) -> int:
        case = loading.case_in(log, overlay, loading.registry_in(rules_dir))
        if kind is None:
            if output == STDOUT:
                raise Trouble("papper.mapp")
            for option, given in (("--plan", version), ("--draft", draft), ("--at", at)):
                if given:
                    raise Trouble("papper.bara_ett", where=option)
            number = _number(after, "--after") or 0
            wanted = _wanted(case, recipient, number)
            dates = () if salt_file is None else tuple(_dates(case, wanted, read_salt(salt_file), said))
            letters = [(one.name, one.marked(_language(one.kind, lang, said))) for one in wanted]
            folder = _into(Path(output), case, letters, form, dates)
            _tell_written(folder, wanted, len(dates), said)
            tell_withheld(letters, said)
            tell_held_back(case, recipient, number, said)
            return 0
        if after != "0":
            raise Trouble("papper.efter_ett", where="--after")
        if salt_file is not None:
            raise Trouble("papper.salt_ett", where=OPTION)
        paper = _one(case, kind, recipient, _number(version), loading.moment(at), draft, lang or said.lang)
        if output != STDOUT:
            one = [(_name(kind, version, paper.recipient, draft), paper)]
            folder = _into(Path(output), case, one, form)
            print(said.say("cli.documents.skrivet", mapp=shown(str(folder))))
            tell_withheld(one, said)
            return 0
        if form in BINARY:
            raise Trouble("papper.mapp")
        write(_rendered(paper, form).decode(), output)
        tell_withheld([("", paper)], said, sys.stderr)
        return 0

    from flerpart_flow.documents.written import KINDS

    who = said.raw("cli.meta.vem")
    options = (
        click.Option(["--kind"], type=Choice(KINDS, said), help=said.raw("cli.val.papper_sort")),
        click.Option(["--to", "recipient"], metavar=who, help=said.raw("cli.val.papper_till")),
        click.Option(["--after"], default="0", metavar=said.raw("cli.meta.antal"), help=said.raw("cli.val.efter")),
        click.Option(["--plan", "version"], metavar=said.raw("cli.meta.version"), help=said.raw("cli.val.papper_plan")),
        click.Option(["--draft"], is_flag=True, help=said.raw("cli.val.papper_utkast")),
        click.Option(
            ["--format", "form"], type=Choice(FORMATS, said), default="html", help=said.raw("cli.val.papper_format")
        ),
        salt_option(said, "cli.val.salt_papper"),
        lang_option(said, easy=True),
        at_option(said),
        overlay_option(said),
        rules_dir_option(said),
    )
    return build("documents", documents, said, log_argument(said), *options)


def _number(written: str | None, where: str = "--plan") -> int | None:
    if written is not None and not (written.isascii() and written.isdigit()):
        raise Trouble("papper.tal", where=where)
    return None if written is None else int(written)


def _one(case: Case, kind: str, to: str | None, version: int | None, at: datetime, draft: bool, lang: str) -> Document:
    from flerpart_flow.documents import DocumentError, DocumentRefused, document
    from flerpart_flow.engine.errors import EventError

    try:
        return document(case, kind, recipient=to, version=version, at=at, lang=lang, draft=draft)
    except DocumentRefused as refused:
        raise FlowTrouble(refused, exit_code=REFUSED) from None
    except DocumentError as error:
        raise FlowTrouble(error) from None
    except EventError as error:
        raise FlowTrouble(error, "--to") from None


def _wanted(case: Case, recipient: str | None, after: int) -> tuple[Mail, ...]:
    """Every paper that the case has given after a line, or those to one recipient."""
    from flerpart_flow.documents import DocumentError, outbox

    loading.check_known([case], recipient, "--to")
    try:
        return tuple(one for one in outbox(case, after) if recipient in (None, one.recipient))
    except DocumentError as error:
        raise FlowTrouble(error) from None


def _language(kind: str, lang: str | None, said: Texts) -> str:
    """Easy Swedish for the papers that are written in it, if it is asked for; the rest as usual."""
    from flerpart_flow.documents.written import IN_EASY_SWEDISH

    return EASY if lang == EASY and kind in IN_EASY_SWEDISH else said.lang


def _dates(case: Case, wanted: tuple[Mail, ...], salt: str, said: Texts) -> Iterator[tuple[str, bytes]]:
    """What goes with the letters to the recipients' calendars, by the same names."""
    from flerpart_flow.documents import DocumentError, as_ics, calendar_messages

    letters = {one.ident: one for one in wanted}
    try:
        for one in calendar_messages(case, salt=salt):
            if one.ident in letters:
                yield letters[one.ident].name, as_ics(one, lang=said.lang)
    except DocumentError as error:
        raise FlowTrouble(error, OPTION) from None


def _name(kind: str, version: str | None, recipient: str | None, draft: bool) -> str:
    """Another paper of the case has another name: of another kind, version or recipient, or a draft."""
    whose = re.sub(r"[^a-z0-9]+", "_", recipient) if recipient else None
    return "-".join(one for one in (kind, version, whose, "utkast" if draft else None) if one)


def _rendered(paper: Document, form: str) -> bytes:
    from flerpart_flow.documents import DocumentError, as_docx, as_html, as_pdf, as_text

    renderers: dict[str, Callable[[Document], bytes]] = {
        "html": lambda of: as_html(of).encode(),
        "text": lambda of: as_text(of).encode(),
        "pdf": as_pdf,
        "docx": as_docx,
    }
    try:
        return renderers[form](paper)
    except DocumentError as error:
        raise FlowTrouble(error, "--format") from None


def _into(
    folder: Path,
    case: Case,
    papers: Sequence[tuple[str, Document]],
    form: str,
    dates: Sequence[tuple[str, bytes]] = (),
) -> Path:
    """Write the papers into the case's own folder in a folder, all or none; give that folder.

    All of them are made before the first is written, each to a file that only its owner can read.
    """
    from flerpart_flow.documents.written import folder_of
    from flerpart_flow.engine.errors import FileError
    from flerpart_flow.engine.files.together import write_together

    suffix = "txt" if form == "text" else form
    made = {f"{name}.{suffix}": _rendered(paper, form) for name, paper in papers}
    made |= {f"{name}.ics": data for name, data in dates}
    own = folder / folder_of(case)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if made:
            write_together(own, made)
    except FileError as error:
        raise FlowTrouble(error, str(folder)) from None
    except OSError as error:
        raise unreadable(str(error.filename or folder), error) from None
    return own


def _tell_written(folder: Path, wanted: Sequence[Mail], dates: int, said: Texts) -> None:
    told = "skrivna_kalender" if dates else "skrivna"
    print(said.say(f"cli.documents.{told}", antal=len(wanted), filer=dates, mapp=shown(str(folder))))
    gone = sum(one.outdated for one in wanted)
    if gone:
        print(said.say("cli.documents.gamla", antal=gone))
