"""Running a program that draws, and living with one that misbehaves."""

from __future__ import annotations

import copy
import logging
import os
import pickle
import subprocess
from pathlib import Path

import pytest

from flerpart_flow.diagrams.engines.engines import find_engine
from flerpart_flow.diagrams.engines.errors import (
    EngineError,
    EngineFailed,
    EngineTimedOut,
)
from tests.diagrams.fake_engines import engine
from tests.waiting import comes_true


def test_the_source_goes_in_as_utf_8_with_its_format(tmp_path: Path) -> None:
    echo = engine(tmp_path, "sys.stdout.buffer.write(' '.join(args).encode() + b'|' + sys.stdin.buffer.read())")
    assert echo.run("å", "svg").decode() == "-Tsvg -Kdot|å"
    assert echo.run("å", "json").decode() == "-Tjson -Kdot|å"


def test_no_shell_reads_the_name_of_a_program_or_a_format(tmp_path: Path) -> None:
    folder = tmp_path / "a b; $(touch x) 'c'"
    folder.mkdir()
    echo = engine(folder, "print(args)")
    assert echo.run("", "svg; touch y").strip() == b"['-Tsvg; touch y', '-Kdot']"
    assert sorted(one.name for one in tmp_path.rglob("*")) == sorted([folder.name, "dot", "dot.py"])


def test_a_huge_picture_and_a_huge_source_come_through(tmp_path: Path) -> None:
    size = 10_000_000
    large = engine(tmp_path, f"sys.stdout.write('x' * {size}); sys.stdout.write(str(len(sys.stdin.read())))")
    assert large.run("y" * size, "svg") == b"x" * size + str(size).encode()


def test_an_engine_that_does_not_read_its_source_is_no_trouble(tmp_path: Path) -> None:
    assert engine(tmp_path, "print('picture')").run("y" * 10_000_000, "svg") == b"picture\n"


def test_a_failure_has_the_engines_own_words(tmp_path: Path) -> None:
    broken = engine(
        tmp_path, "sys.exit(print('Error: syntax error in line 3 near å\\x1b[31m\\0', file=sys.stderr) or 3)"
    )
    with pytest.raises(EngineFailed) as caught:
        broken.run("digraph {}", "svg")
    message = "Error: syntax error in line 3 near å [31m"
    assert caught.value.text("sv") == f"dot kunde inte rita bilden (utgångskod 3): {message}"
    assert caught.value.text("en") == f"dot could not draw the picture (exit code 3): {message}"
    assert caught.value.values["message"] == message


def test_a_failure_without_words_says_so(tmp_path: Path) -> None:
    with pytest.raises(EngineFailed, match=r"utgångskod 1.*sade inte varför"):
        engine(tmp_path, "sys.exit(1)").run("", "svg")


def test_a_long_message_is_cut(tmp_path: Path) -> None:
    wordy = engine(tmp_path, "print('Error: ' + 'no ' * 100_000, file=sys.stderr); sys.exit(1)")
    with pytest.raises(EngineFailed) as caught:
        wordy.run("", "svg")
    assert len(caught.value.text("en")) < 500
    assert caught.value.text("en").endswith("…")


def test_a_crash_is_told_by_its_signal(tmp_path: Path) -> None:
    crashing = engine(tmp_path, "os.kill(os.getpid(), signal.SIGSEGV)")
    with pytest.raises(EngineFailed) as caught:
        crashing.run("", "svg")
    assert caught.value.text("sv") == "dot kraschade (signal SIGSEGV)."
    assert caught.value.text("en") == "dot crashed (signal SIGSEGV)."


def test_nothing_at_all_is_a_failure_though_the_exit_code_is_zero(tmp_path: Path) -> None:
    with pytest.raises(EngineFailed, match="gav ingen bild"):
        engine(tmp_path, "").run("", "svg")


def test_a_hanging_engine_is_ended_with_its_children(tmp_path: Path) -> None:
    born = tmp_path / "child"
    hanging = engine(
        tmp_path,
        f"child = os.fork()\nif child: open({str(born)!r}, 'w').write(str(child))\nsys.stdout.flush()\ntime.sleep(600)",
    )
    with pytest.raises(EngineTimedOut) as caught:
        hanging.run("", "svg", timeout=2)
    assert caught.value.text("sv").startswith("dot blev inte klart inom 2 sekunder och avbröts.")
    assert caught.value.text("en").startswith("dot was not ready within 2 seconds and was ended.")
    assert _ends(int(born.read_text(encoding="utf-8")))


def test_a_child_that_lives_on_with_the_output_open_is_ended_too(tmp_path: Path) -> None:
    born = tmp_path / "child"
    leaving = engine(
        tmp_path,
        f"child = os.fork()\nif child: open({str(born)!r}, 'w').write(str(child)); os._exit(0)\ntime.sleep(600)",
    )
    with pytest.raises(EngineTimedOut):
        leaving.run("", "svg", timeout=2)
    assert _ends(int(born.read_text(encoding="utf-8")))


def test_ctrl_c_ends_the_engine_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[int] = []

    def interrupted(self: subprocess.Popen[bytes], given: bytes, timeout: float) -> None:
        started.append(self.pid)
        raise KeyboardInterrupt

    monkeypatch.setattr(subprocess.Popen, "communicate", interrupted)
    with pytest.raises(KeyboardInterrupt):
        engine(tmp_path, "time.sleep(600)").run("", "svg")
    assert _ends(started[0])


def _ends(process: int) -> bool:
    """Whether a process goes away, or is dead and only waits to be buried, long before it would end by itself."""

    def gone() -> bool:
        state = Path(f"/proc/{process}/stat")
        try:
            if state.parent.parent.exists() and (not state.exists() or state.read_text().rpartition(")")[2][1] == "Z"):
                return True
            os.kill(process, 0)
        except (ProcessLookupError, FileNotFoundError):
            return True
        return False

    return comes_true(gone)


def test_what_is_no_program_after_all_is_named(tmp_path: Path) -> None:
    program = tmp_path / "dot"
    program.write_bytes(b"\x7fNOT a program")
    program.chmod(0o755)
    with pytest.raises(EngineFailed) as caught:
        find_engine(program).run("", "svg")
    assert str(program) in caught.value.text("sv")
    assert "går inte att starta" in caught.value.text("sv")


def test_errors_can_be_copied_and_sent_to_another_process(tmp_path: Path) -> None:
    with pytest.raises(EngineError) as caught:
        engine(tmp_path, "sys.exit(1)").run("", "svg")
    for twin in (copy.copy(caught.value), pickle.loads(pickle.dumps(caught.value))):
        assert type(twin) is EngineFailed
        assert twin.text("en") == caught.value.text("en")


def test_an_error_beside_a_picture_is_a_failure_since_the_picture_is_wrong(tmp_path: Path) -> None:
    lying = engine(
        tmp_path,
        "print('<svg/>')\n"
        "print('Error: mismatched tag in line 1\\n... a</i> ...\\nin label of node a', file=sys.stderr)",
    )
    with pytest.raises(EngineFailed) as caught:
        lying.run("", "svg")
    assert caught.value.values["message"] == "Error: mismatched tag in line 1 ... a</i> ... in label of node a"


def test_a_warning_is_told_and_the_picture_kept(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    remarking = engine(
        tmp_path,
        "print('<svg/>'); print(\"Warning: cell size too small for content\\nin label of node a\", file=sys.stderr)",
    )
    assert remarking.run("", "svg") == b"<svg/>\n"
    assert caplog.record_tuples == [
        (
            "flerpart_flow.diagrams",
            logging.WARNING,
            "dot: Warning: cell size too small for content in label of node a",
        )
    ]


def test_what_engines_always_say_is_not_repeated(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    chatting = engine(
        tmp_path,
        "print('<svg/>')\n"
        "for line in ('Warning: Warning: no value for width of non-ASCII character 195. Falling back',\n"
        "    'Fontconfig warning: unknown element', '(process:7): Pango-WARNING **: 10:00: no font'):\n"
        "    print(line, file=sys.stderr)",
    )
    assert chatting.run("", "svg") == b"<svg/>\n"
    assert caplog.record_tuples == []


def test_a_line_after_what_is_not_repeated_is_not_lost(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    chatting = engine(
        tmp_path,
        "print('<svg/>'); print('Warning: no value for width of non-ASCII character 195\\nlost edge', file=sys.stderr)",
    )
    chatting.run("", "svg")
    assert caplog.messages == ["dot: lost edge"]
