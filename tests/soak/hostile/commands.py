"""Mutated command lines: documented exit codes, no traceback, no text of a case told, nothing written outside."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import chdir
from pathlib import Path
from random import Random
from typing import Any, Final

from tests.cli.running import Ran, run
from tests.engine.marked import MARK
from tests.soak.hostile import sources
from tests.soak.hostile.inside import watched
from tests.soak.hostile.trial import Broken, Given
from tests.soak.hostile.values import NAMES, TEXTS, TIMES, dumped

TYPED: Final = "Wqk§"
"""Begins what is typed as a value."""
SHORT: Final = tuple(one for one in TEXTS if len(one) < 999 and MARK not in one and one != "\ud800")
"""No operating system gives a program the text that is left out."""
VALUES: Final = (*NAMES, *TIMES, *SHORT, "1", f"{TYPED} x", "{", "[]")
DOCUMENTED: Final = {0, 1, 2, 3, 4}
LOGS: Final = ("a.jsonl", "b.jsonl", "d/c.jsonl", "å ä.jsonl", "-")
COMMANDS: Final = (
    "check LOG", "check LOG LOG", "check LOG --overlay OVERLAY", "status LOG", "status LOG LOG --at TIME",
    "status LOG --by PARTY", "why LOG NAME", "why LOG kalla mote=1 till=region FIELD", "why LOG EVENT FIELD FIELD",
    "record LOG NAME FIELD --by PARTY --at TIME", "record TEXT NAME --new ROUTINE --by PARTY --store TEXT",
    "record LOG EVENT FIELD --by PARTY --nr NUMBER --dry-run",
    "dates --meeting TIME --region", "dates --today TIME", "form --region WORD --kommun WORD", "form --table",
    "norms NAME", "norms --overlay OVERLAY", "rules --municipality NAME --date TIME", "replay LOG --overlay OVERLAY",
    "replay LOG --rules NUMBER --at TIME", "report d --at TIME --min-group NUMBER", "report d --previous LOG",
    "report d --jobs 1 --format markdown", "schema --header --case TEXT --municipality NAME",
    "schema --routine ROUTINE", "export ocel d --at TIME --min-group NUMBER", "export bpmn --routine ROUTINE",
    "export NAME LOG --overlay OVERLAY",
    "diagram overview --format dot", "diagram case --log LOG --format mermaid",
    "diagram phase --phase PHASE --format dot",
    "diagram party --party PARTY --format table", "diagram dates --meeting TIME --format dot",
    "proof trace --sources d",
    "diagram detail --theme light --routine NAME --format dot", "demo --routine ROUTINE", "status LOG LOG LOG", "NAME",
    "--version",
)  # fmt: skip
MORE: Final = (
    "--format json", "--format text", "--format NAME", "--lang en", "--lang sv", "--lang NAME", "-o OUT", "-o OUT",
    "--output OUT", "--help", "-h", "--at TIME", "--by PARTY", "--overlay OVERLAY", "--overlay LOG", "--", "-",
    "LOG", "TEXT",
    "NUMBER", "FIELD", "--NAME", "--format=json", "-oOUT", "--routine ROUTINE", "--rules NUMBER",
)  # fmt: skip
OUT: Final = ("out", "out", "d", "d/out", "a.jsonl", "missing/out", "", os.devnull, "\udcff", "a" * 300, "ring", "x\ny")
OVERLAYS: Final = ("overlay.toml", "overlay.toml", "a.jsonl", "d", "missing.toml", "ring")
FIELDS: Final = ("mote", "till", "start", "plan", "skal_kod", "text", "ror", "ratt", "", "nr", "by", "enheter", "amnen")
NOT_TRIED: Final = ("--all", "--check", "--diagrams", "--engine", "doctor", "svg", "png", "pdf")
"""What draws for seconds, or starts another program."""


def _word(chance: Random, word: str, routine: tuple[dict[str, Any], ...]) -> str:
    """What stands in the place of a word in capitals."""
    match word.lstrip("-").removeprefix("o"):
        case "LOG":
            return chance.choice((*LOGS, *LOGS, *LOGS, "missing.jsonl", "d", "ring"))
        case "OVERLAY":
            return chance.choice(OVERLAYS)
        case "OUT":
            return word.removesuffix("OUT") + chance.choice(OUT)
        case "TIME":
            return chance.choice((*TIMES, *("2026-05-02", "2026-12-01T10:00:00+01:00") * 8))
        case "NAME":
            return word.removesuffix("NAME") + chance.choice(
                (*NAMES, "flerpartsmote", "ung_intro", "uppsala", "kallelse", "check", "light", "json", "")
            )
        case "ROUTINE":
            return chance.choice(("flerpartsmote", "ung_intro", "ung_intro", "ung", ""))
        case "PHASE":
            return chance.choice(("kallelse", "samtycke", "mote", "rest", "Kallelse"))
        case "PARTY":
            return chance.choice(("region", "individ", "kommun", "kommun:ips", "arbetsformedlingen", "x"))
        case "EVENT":
            return str(chance.choice(routine[1:] or routine).get("event", "kalla"))
        case "FIELD":
            return f"{chance.choice(FIELDS)}={chance.choice(VALUES)}"
        case "WORD":
            return chance.choice(("ja", "nej", "okant", "JA", ""))
        case "NUMBER":
            return chance.choice(("3", "5", "0", "-1", "2026.1", "9" * 400, "٣", "1e3", "2.0"))
        case "TEXT":
            return chance.choice(SHORT)
    return word


class Commands:
    """Command lines on files of their own making."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "inside"

    def draw(self, chance: Random) -> Given:
        """Arguments, and the files that they may name."""
        log = chance.choice(sources.marked())
        words = chance.choice(COMMANDS).split()
        for _ in range(chance.choice((0, 0, 1, 1, 2))):
            at = len(words) if chance.random() < 0.7 else chance.randrange(1, len(words) + 1)
            words[at:at] = chance.choice(MORE).split()
        if chance.random() < 0.15:
            words.pop(chance.randrange(len(words)))
        arguments = [_word(chance, word, log) for word in words]
        given = [["arg", one.replace("\x00", "0")] for one in arguments if one not in NOT_TRIED]
        for name in ("a.jsonl", "b.jsonl", "d/c.jsonl", "å ä.jsonl", "stdin"):
            if chance.random() < 0.9:
                lines = [dumped(line) + b"\n" for line in chance.choice(sources.marked())]
                whole = chance.random() < 0.6
                made = b"".join(lines if whole else sources.mutated(chance, log[: chance.randrange(1, 30)]))
                given.append(["file", name, made.decode("latin-1")])
        overlay = chance.choice(('name = "x"\n', 'for = "ung_intro"\n', "[parameter]\nx = 1\n", "[", "\x00", ""))
        given.append(["file", "overlay.toml", overlay])
        return [json.dumps(one).encode() for one in given]

    def written(self, given: Given) -> bytes:
        """The arguments and the files, a JSON list each."""
        return b"\n".join(given)

    def judge(self, given: Given) -> str:
        """Run it in a folder of its own."""
        if self._folder.exists():
            shutil.rmtree(self._folder)
        (self._folder / "d").mkdir(parents=True)
        (self._folder / "ring").symlink_to("ring")
        arguments: list[str] = []
        stdin = b""
        for part in map(json.loads, given):
            if part[0] == "arg":
                arguments.append(part[1])
            elif part[1] == "stdin":
                stdin = part[2].encode("latin-1")
            else:
                (self._folder / part[1]).write_bytes(part[2].encode("latin-1"))
        with chdir(self._folder), watched(self._folder) as outside:
            ran = run(*arguments, stdin=stdin)
        if outside:
            raise Broken(f"{outside[0].split()[0]} outside the folder")
        _promised(arguments, ran)
        return f"exit code {ran.code}"


def _promised(arguments: list[str], ran: Ran) -> None:
    if ran.code not in DOCUMENTED:
        raise Broken(f"exit code {ran.code}")
    if "Traceback" in ran.err + ran.out:
        raise Broken("a traceback")
    if ran.code in {2, 3} and not ran.err.strip():
        raise Broken("an error without a word")
    named = any(TYPED in one and one in ran.err for one in arguments)  # as a file's name, which is told
    if MARK in ran.err or (TYPED in ran.err and not named):
        raise Broken("an error repeats what somebody wrote")
    helped = {"-h", "--help", "--version"} & set(arguments)
    if (
        ran.out
        and not helped
        and arguments[-2:] == ["--format", "json"]
        and ran.code in {0, 1}
        and arguments[0] != "schema"
    ):
        try:
            json.loads(ran.out)
        except ValueError as error:
            raise Broken("an answer that isn't JSON") from error
