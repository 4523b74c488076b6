"""An option that counts once, given twice, is an error in every command: nothing is dropped without a word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from flerpart_flow.cli.group import COMMANDS, Group, group
from flerpart_flow.cli.input.options import PROGRAM
from flerpart_flow.texts import texts
from tests.cli.running import run


def _commands(above: Group, context: click.Context, under: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command by how it is written, those under another's name as well."""
    for name in above.list_commands(context):
        command = above.get_command(context, name)
        assert command is not None
        yield f"{under}{name}", command
        if isinstance(command, Group):
            yield from _commands(command, context, f"{under}{name} ")


def _options(several: bool) -> Iterator[tuple[str, str, bool]]:
    """Every option of the program and of each command, by command ("" for the program's own), and whether it is a
    flag.
    """
    program = group(texts("sv"))
    context = click.Context(program, info_name=PROGRAM)
    for name, command in (("", program), *_commands(program, context)):
        for one in command.get_params(click.Context(command, info_name=name, **command.context_settings)):
            if isinstance(one, click.Option) and one.multiple is several:
                yield from ((name, written, one.is_flag) for written in one.opts)


ONCE = tuple(_options(several=False))


def _line(command: str, option: str, flag: bool) -> list[str]:
    given = [option] if flag else [option, "x"]
    return [*command.split(), *given, *given]


@pytest.mark.parametrize(("command", "option", "flag"), ONCE, ids=lambda value: str(value))
def test_twice_is_an_error_that_names_the_option(command: str, option: str, flag: bool) -> None:
    ran = run(*_line(command, option, flag))
    assert (ran.code, ran.out) == (2, "")
    name = {"-o": "--output", "-h": "--help", "-V": "--version"}.get(option, option)
    assert f"{name} är angivet två gånger. Ange det en gång." in ran.err


def test_the_walk_meets_every_command_and_the_options_that_all_have() -> None:
    assert {command for command, _, _ in ONCE} >= {"", *COMMANDS, "proof trace"}
    for option in ("-o", "--output", "--lang", "-h", "--help"):
        held = {command for command, one, _ in ONCE if one == option}
        assert held >= {*COMMANDS, "proof trace"} - ({"proof"} if option in ("-o", "--output") else set())


def test_both_spellings_of_an_option_are_one_option() -> None:
    ran = run("schema", "-o", "en.json", "--output=tva.json", "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert "--output is given twice. Give it once." in ran.err
    assert not Path("en.json").exists()


def test_an_option_before_the_command_and_after_it_is_given_twice() -> None:
    ran = run("--lang", "sv", "schema", "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert "--lang is given twice" in ran.err
    assert run("--lang", "en", "form", "--table").code == 0


def test_two_overlays_where_one_is_taken(tmp_path: Path) -> None:
    """The first would have been dropped."""
    one = tmp_path / "eget.toml"
    one.write_text('for = "flerpartsmote"\n', encoding="utf-8")
    asked = ("dates", "--meeting", "2026-06-01", "--no-region", "--overlay", str(one))
    assert run(*asked).code == 0
    ran = run(*asked, "--overlay", str(one))
    assert (ran.code, ran.out) == (2, "")
    assert "--overlay" in ran.err


def test_what_may_be_given_several_times_still_may(right: str, tmp_path: Path) -> None:
    assert [(command, option) for command, option, _ in _options(several=True)] != []
    paths = []
    for routine in ("flerpartsmote", "ung_intro"):
        path = tmp_path / f"{routine}.toml"
        path.write_text(f'for = "{routine}"\n', encoding="utf-8")
        paths += ["--overlay", str(path)]
    ran = run("status", right, *paths)
    assert "angivet två gånger" not in ran.err
