"""Runs the blocks of a page, in order, as a reader would: one Python session, one folder, one shell."""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Callable, Mapping, Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from flerpart_flow import FLERPARTSMOTE, ROUTINES, RulesError, read_log
from flerpart_flow.cli import main
from flerpart_flow.engine.rules.norms import read_norm
from flerpart_flow.proof.twins import Player, earned
from flerpart_flow.proof.twins.keys import Keys
from flerpart_flow.proof.twins.reading import beginnings_of, twins_in
from tests.docs.markdown import ROOT, Block
from tests.docs.package import file_of, install
from tests.waiting import PATIENCE

GAP = "..."
RUN = ("flerpart-flow", "make", "pip", "echo")
AS_INSTALLED = ("README.md",)
"""Pages whose commands run as the program that is installed. On the others they run in this process: quicker."""


def compare(expected: Sequence[str], printed: Sequence[str]) -> None:
    """What is shown is what was printed, line by line; a line ``...`` stands for any number of lines."""
    at, gap = 0, False
    for line in expected:
        if line.strip() == GAP:
            gap = True
            continue
        places = range(at, len(printed)) if gap else range(at, min(at + 1, len(printed)))
        found = next((place for place in places if printed[place].rstrip() == line.rstrip()), None)
        assert found is not None, f"not printed: {line!r}\nprinted from there:\n" + "\n".join(printed[at:])
        at, gap = found + 1, False
    assert gap or at == len(printed), "printed besides:\n" + "\n".join(printed[at:])


def excerpt(shown: str, whole: str) -> None:
    """What is shown stands in a file, part by part, but for its indent; a line ``...`` stands between parts."""
    held, at = _flat(whole), 0
    for part in f"\n{_flat(shown)}\n".split(f"\n{GAP}\n"):
        found = held.find(part.strip("\n"), at)
        assert found >= 0, f"not in the file, or not in this order:\n{part}"
        at = found + len(part.strip("\n"))


def _flat(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines())


class Session:
    """One page being run in a folder of its own. ``printed`` is what the last block printed.

    A block that names a file of this repository is an excerpt of it.
    """

    def __init__(self, page: Path, folder: Path) -> None:
        self.page = page
        self.folder = folder
        self.names: dict[str, Any] = {"__name__": "__docs__"}
        self.printed: list[str] | None = None
        self.exit_code = 0
        self.kinds: dict[str, Callable[[Block], None]] = {
            "python": self.python,
            "console": self.console,
            "jsonl": self.jsonl,
            "toml": self.toml,
            "json": self.json,
            "text": self.text,
        }
        (folder / "examples").symlink_to(ROOT / "examples")

    def run(self, block: Block) -> None:
        """Run one block; a language that nobody runs is a failure, not a block to skip."""
        where = f"{self.page.name}, line {block.line}"
        if block.language not in self.kinds:
            pytest.fail(f"{where}: a block of {block.language or 'no language'}; there are {', '.join(self.kinds)}")
        name = file_of(block)
        try:
            if name is None:
                self.kinds[block.language](block)
            else:
                excerpt(block.text, (ROOT / name).read_text(encoding="utf-8"))
        except Exception as error:
            error.add_note(where)
            raise

    def python(self, block: Block) -> None:
        """The code, in the page's one session. The lines before it are blank, so that errors point into the page."""
        assert not block.words, f"unknown words {block.words}"
        code = compile("\n" * (block.line - 1) + block.text, str(self.page), "exec")
        out = io.StringIO()
        with redirect_stdout(out):
            exec(code, self.names)
        self.printed = out.getvalue().splitlines()

    def text(self, block: Block) -> None:
        """``text`` is for the reader; ``text output`` is what the block above printed, or the error it gave."""
        if not block.words:
            return
        assert block.words == ("output",), f"unknown words {block.words}"
        assert self.printed is not None, "no block above printed anything"
        compare(block.text.splitlines(), self.printed)

    def jsonl(self, block: Block) -> None:
        """A log, read strictly, and kept as the file that the block names."""
        log = block.text.encode() + b"\n"
        self._keep(block, log)
        read_log(io.BytesIO(log), ROUTINES)

    def toml(self, block: Block) -> None:
        """An overlay, which the rules accept, or refuse if it is marked so; or a row of norms, or messages."""
        held = tomllib.loads(block.text)
        if block.words in KINDS_OF_DATA:
            KINDS_OF_DATA[block.words](held)
            return
        if block.words != ("refused",):
            self._keep(block, block.text.encode() + b"\n")
            FLERPARTSMOTE.rules(overlay=held)
            return
        with pytest.raises(RulesError) as caught:
            FLERPARTSMOTE.rules(overlay=held)
        self.printed = caught.value.text("en").splitlines()

    def json(self, block: Block) -> None:
        """JSON; an event's line is made, so that its fields and values are those that a log may have."""
        assert not block.words, f"unknown words {block.words}"
        held = json.loads(block.text)
        if isinstance(held, dict) and "event" in held:
            FLERPARTSMOTE.events[held.pop("event")](**held)
        elif isinstance(held, dict) and "flerpart_flow" in held:
            read_log([block.text.replace("\n", " ").encode()], ROUTINES)

    def console(self, block: Block) -> None:
        """Each line that begins with a dollar sign is run, and what it prints compared with what is shown."""
        assert not block.words, f"unknown words {block.words}"
        lines = block.text.splitlines()
        assert lines[0].startswith("$ "), "a console block begins with a command"
        starts = [at for at, line in enumerate(lines) if line.startswith("$ ")]
        for at, end in zip(starts, [*starts[1:], len(lines)], strict=True):
            self._command(shlex.split(lines[at][2:]), lines[at + 1 : end])

    def _command(self, words: list[str], shown: list[str]) -> None:
        program = words[0]
        assert program in RUN, f"not a command that is run: {program}"
        if program == "make":
            assert not shown, "what make prints isn't compared"
            targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
            assert set(words[1:]) <= set(targets), f"no such target: {words[1:]}"
        elif program == "pip":
            assert words[1] == "install", "pip installs, and no more"
            install(ROOT / words[2], self.folder)
        elif program == "echo":
            assert words[1:] == ["$?"], "echo shows the exit code only"
            compare(shown, [str(self.exit_code)])
        else:
            # What the page has installed only a process of its own finds.
            apart = self.page.name in AS_INSTALLED or any(self.folder.glob("*.dist-info"))
            self.exit_code, printed = (installed if apart else here)(words[1:], self.folder)
            self.printed = printed.splitlines()
            compare(shown, self.printed)

    def _keep(self, block: Block, content: bytes) -> None:
        assert len(block.words) <= 1, f"unknown words {block.words}"
        for name in block.words:
            assert re.fullmatch(r"[a-z_]+\.[a-z]+", name), f"not a file's name: {name}"
            (self.folder / name).write_bytes(content)


def _environment(**more: str) -> Mapping[str, str]:
    """Nothing of the terminal that the tests run in shows in what is printed; ``python`` is the one that runs them."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    held = {**os.environ, "PATH": path, "NO_COLOR": "1", "COLUMNS": "120", **more}
    held.pop("FORCE_COLOR", None)
    return held


def installed(words: Sequence[str], folder: Path) -> tuple[int, str]:
    """Run the program that is installed: its exit code and all that it printed."""
    done = subprocess.run(
        [str(Path(sys.executable).with_name("flerpart-flow")), *words],
        cwd=folder,
        env=_environment(PYTHONPATH=str(folder)),
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=PATIENCE,
        check=False,
    )
    return done.returncode, done.stdout


def here(words: Sequence[str], folder: Path) -> tuple[int, str]:
    """The same without a process of its own."""
    printed = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    nothing = patch("sys.stdin", io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
    bare = patch.dict(os.environ, _environment(), clear=True)
    with chdir(folder), nothing, bare, redirect_stdout(printed), redirect_stderr(printed):
        code = main(list(words))
    printed.seek(0)
    return code, printed.read()


def _norms(held: dict[str, Any]) -> None:
    """Rows as norms.toml has them."""
    for row in held["norm"]:
        read_norm(row)


def _messages(held: dict[str, Any]) -> None:
    """Texts as a section's sv.toml has them: a kind, a section, a key, a text."""
    for kind in held.values():
        for section in kind.values():
            assert all(isinstance(text, str) for text in section.values())


def _twins(held: dict[str, Any]) -> None:
    """Twins of the routine, which come out as they are written, and earn their norms."""
    found = twins_in(FLERPARTSMOTE, beginnings_of(FLERPARTSMOTE), (Keys("sidan", "filen", held),))
    player = Player(FLERPARTSMOTE, found)
    for twin in found.twins:
        assert earned(twin, player.play(twin)) == set(twin.norms)


KINDS_OF_DATA: dict[tuple[str, ...], Callable[[dict[str, Any]], None]] = {
    ("norms",): _norms,
    ("messages",): _messages,
    ("twins",): _twins,
}
