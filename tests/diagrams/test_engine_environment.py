"""An engine sees what it needs of the environment, and no secret of the program that draws."""

from __future__ import annotations

import ast
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

import flerpart_flow
from flerpart_flow.diagrams.engines.engines import PYGRAPHVIZ, Engine, find_engine
from flerpart_flow.diagrams.engines.environment import for_an_engine
from tests.diagrams.fake_engines import engine, fake, only

SECRET = "hemlig-7d1f"
# What servers hold secrets in, and names close to those that an engine gets.
SECRETS = (
    "DATABASE_URL",
    "AWS_SECRET_ACCESS_KEY",
    "PASSWORD",
    "HTTPS_PROXY",
    "PIP_INDEX_URL",
    "SSH_AUTH_SOCK",
    "FLERPART_DOT_TOKEN",
    "LC_SECRET",
    "GV_SECRET",
    "GVBINDIR_",
    "XDG_SECRET",
    "FONTCONFIG_SECRET",
    "PYTHONSTARTUP",
    "LD_PRELOAD",
    "path_",
)
PASSED = {
    "HOME": "/home/nobody",
    "LANG": "sv_SE.UTF-8",
    "LC_ALL": "C.UTF-8",
    "TMPDIR": "/tmp/elsewhere",
    "FONTCONFIG_FILE": "/etc/own/fonts.conf",
    "XDG_CACHE_HOME": "/home/nobody/.cache",
    "LD_LIBRARY_PATH": "/opt/graphviz/lib",
    "GVBINDIR": "/opt/graphviz/lib/graphviz",
    "SERVER_NAME": "arenden.example",
    "SOURCE_DATE_EPOCH": "1767225600",
    "SYSTEMROOT": "C:\\Windows",
}
# What a shell and an interpreter set for themselves.
THEIR_OWN = {"PWD", "OLDPWD", "SHLVL", "_", "LC_CTYPE"}
WRITES_DOWN = (
    "import json, pathlib\npathlib.Path({!r}).write_text(json.dumps(dict(os.environ)))\nprint('version 1.2.3')"
)


@pytest.fixture(autouse=True)
def _secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SECRETS:
        monkeypatch.setenv(name, f"{SECRET}-{name}")


def seen_by(folder: Path, use: Callable[[Engine], object]) -> dict[str, str]:
    """The environment of a dot that is used in one way."""
    note = folder / "environment.json"
    use(engine(folder, WRITES_DOWN.format(str(note))))
    seen: dict[str, str] = json.loads(note.read_text(encoding="utf-8"))
    return seen


@pytest.mark.parametrize(
    "use",
    [
        lambda dot: dot.run("digraph {}", "svg"),
        lambda dot: dot.run("digraph {layout=nop2}", "json"),
        lambda dot: dot.version,
    ],
    ids=["draws", "lays out", "tells its version"],
)
def test_no_secret_reaches_an_engine(tmp_path: Path, use: Callable[[Engine], object]) -> None:
    seen = seen_by(tmp_path, use)
    assert SECRET not in json.dumps(seen)
    assert not set(SECRETS) & set(seen)


def test_no_secret_reaches_a_dot_that_lies_on_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note = tmp_path / "environment.json"
    fake(tmp_path, WRITES_DOWN.format(str(note)))
    only(monkeypatch, tmp_path)
    find_engine().run("digraph {}", "svg")
    assert SECRET not in note.read_text(encoding="utf-8")


def test_no_secret_reaches_pygraphviz(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note = tmp_path / "environment.json"
    (tmp_path / "pygraphviz.py").write_text(f"import os\n{WRITES_DOWN.format(str(note))}\n__version__ = '0'\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert Engine(PYGRAPHVIZ, tmp_path, "python").version is not None
    assert SECRET not in note.read_text(encoding="utf-8")


def test_an_engine_gets_what_it_needs_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in set(os.environ) - {"PATH", *SECRETS}:
        monkeypatch.delenv(name)
    for name, value in PASSED.items():
        monkeypatch.setenv(name, value)
    seen = seen_by(tmp_path, lambda dot: dot.run("digraph {}", "svg"))
    assert {name: seen[name] for name in PASSED} == PASSED
    assert seen["PATH"] == os.environ["PATH"]
    assert set(seen) - THEIR_OWN == {"PATH", *PASSED}


def test_what_is_not_set_stays_unset() -> None:
    assert for_an_engine({"PATH": "/bin", "LANG": "", "X": "y"}) == {"PATH": "/bin", "LANG": ""}
    assert for_an_engine({}) == {}


OWN_TOOLS = {"proof/mutate/since.py", "proof/conform/running.py", "handbook/packing.py"}
"""Programs that whoever develops starts: git in their own repository, and what they want to hold to the policy."""


def test_one_module_starts_programs_and_always_with_that_environment() -> None:
    root = Path(flerpart_flow.__file__).parent
    starts = {"subprocess", "pty", "webbrowser"}
    found = {}
    for path in root.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        nodes = list(ast.walk(tree))
        imported = {one.name for node in nodes if isinstance(node, ast.Import) for one in node.names}
        imported |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
        calls = [node for node in nodes if isinstance(node, ast.Call)]
        by_os = [c for c in calls if ast.unparse(c.func).startswith(("os.system", "os.popen", "os.exec", "os.spawn"))]
        if imported & starts or by_os:
            found[path.relative_to(root).as_posix()] = calls
    assert set(found) == {"diagrams/engines/process.py", *OWN_TOOLS}
    calls = found["diagrams/engines/process.py"]
    started = [call for call in calls if ast.unparse(call.func) in {"subprocess.Popen", "subprocess.run"}]
    assert len(started) == 2
    for call in started:
        assert {word.arg: ast.unparse(word.value) for word in call.keywords}["env"] == "for_an_engine()"
