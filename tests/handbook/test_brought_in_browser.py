"""Routines that other packages bring are tried in the browser, too: packed with it, and with the same answers."""

from __future__ import annotations

import importlib
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from flerpart_flow.engine.journal.log import write_log
from flerpart_flow.handbook.brought import PackingError, brought
from flerpart_flow.handbook.packing import can_be_tried, pack
from flerpart_flow.handbook.pages.tried import POLICY
from flerpart_flow.installed import ROUTINES
from flerpart_flow.plugins import Installed
from flerpart_flow.proof.twins import Player, twins_of
from flerpart_flow.trying import answer
from tests.diagrams.browser import opened_at
from tests.handbook.books import GROUP, ROOT
from tests.handbook.serving import ASKED, serving
from tests.needs import needs_browser
from tests.node.npm import npm_folder
from tests.waiting import PATIENCE

pytestmark = pytest.mark.xdist_group(GROUP)

EXAMPLES = {"knivsta": "knivsta:KNIVSTA", "avstamningsmote": "avstamningsmote:AVSTAMNINGSMOTE"}
BEGINNINGS = {"knivsta": ("forberett", "vill_ha_lots"), "avstamningsmote": ("godkant", "atgarder")}
LATER = "2030-01-02T09:00"
OWN = "[parameter]\nlots_arbetsdagar = 0\n"


def installed(site: Path, name: str, value: str, requires: str = "", wheel: str = "true") -> None:
    """What pip leaves of a wheel: the metadata, beside the package."""
    info = site / f"{name}-1.0.0.dist-info"
    info.mkdir(parents=True)
    needs = f"Requires-Dist: flerpart-flow\n{requires}"
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0.0\n{needs}")
    (info / "WHEEL").write_text(f"Wheel-Version: 1.0\nRoot-Is-Purelib: {wheel}\n")
    (info / "entry_points.txt").write_text(f"[flerpart_flow.routines]\n{name} = {value}\n")
    (info / "RECORD").write_text(f"{name}/__init__.py,,\n")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder of installed packages, which Python looks into."""
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr("flerpart_flow.trying.tried.ROUTINES", Installed(ROUTINES._own))  # type: ignore[attr-defined]  # only ours
    yield tmp_path
    for name in [name for name in sys.modules if name.partition(".")[0] in {"egen", "hjalp", *EXAMPLES}]:
        del sys.modules[name]


def small(site: Path, name: str) -> Path:
    """A package with an empty module."""
    (site / name).mkdir()
    (site / name / "__init__.py").write_text("")
    importlib.invalidate_caches()
    return site / name


def test_a_package_is_packed_with_what_it_stands_on_and_its_entry_point(site: Path) -> None:
    installed(site, "egen", "egen:EGEN", 'Requires-Dist: hjalp>=1\nRequires-Dist: nowhere; extra == "more"\n')
    installed(site, "hjalp", "hjalp:X")
    (small(site, "egen") / "1.toml").write_text("a = 1\n")
    small(site, "hjalp")
    assert can_be_tried("egen")
    files = brought("egen")
    assert {"egen/__init__.py", "egen/1.toml", "hjalp/__init__.py"} <= set(files)
    assert files["egen-1.0.0.dist-info/entry_points.txt"] == b"[flerpart_flow.routines]\negen = egen:EGEN\n"


@pytest.mark.parametrize("how", ["a file", "the wheel", "what it needs", "not there"])
def test_what_can_not_run_in_a_browser_is_told_by_name(how: str, site: Path) -> None:
    requires = "Requires-Dist: saknat-paket\n" if how == "what it needs" else ""
    if how != "not there":
        installed(site, "egen", "egen:EGEN", requires, "false" if how == "the wheel" else "true")
        small(site, "egen")
    if how == "a file":
        (site / "egen" / "snabb.cpython-311-x86_64-linux-gnu.so").write_bytes(b"")
    with pytest.raises(PackingError) as error:
        brought("egen")
    for lang in ("sv", "en"):
        assert ("saknat-paket" if how == "what it needs" else "egen") in error.value.text(lang)
    assert can_be_tried("egen") is (how != "not there")


def test_the_browser_answers_as_cpython_of_other_packages_routines(site: Path) -> None:
    needs_browser()
    pyodide = npm_folder() / "pyodide"
    for name, value in EXAMPLES.items():
        shutil.copytree(ROOT / "examples" / name / name, site / name, ignore=shutil.ignore_patterns("__pycache__"))
        installed(site, name, value)
    importlib.invalidate_caches()
    files = pack(pyodide, EXAMPLES)
    book = site / "book"
    for path, data in {
        **files,
        "look/worker.js": (ROOT / "src/flerpart_flow/handbook/look/worker.js").read_bytes(),
    }.items():
        (book / path).parent.mkdir(parents=True, exist_ok=True)
        (book / path).write_bytes(data)
    (book / "a/b/try").mkdir(parents=True)
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    (book / "a/b/try/index.html").write_text(f"<!DOCTYPE html>{policy}<title>x</title>")
    asked = []
    for name, value in EXAMPLES.items():
        routine = getattr(importlib.import_module(name), value.partition(":")[2])
        twins = twins_of(routine)
        assert twins is not None
        player = Player(routine, twins)
        for lang, begin in zip(("sv", "en"), BEGINNINGS[name], strict=True):
            case, _ = player.begin(begin)
            log = "".join(write_log(case))
            asked.append({"do": "show", "lang": lang, "log": log, "overlay": None, "at": LATER})
            if name == "knivsta":
                asked.append({"do": "show", "lang": lang, "log": log, "overlay": OWN, "at": LATER})
    questions = [json.dumps(one) for one in asked]
    with serving(book) as served, opened_at(f"{served.address}/a/b/try/index.html") as browser:
        browser.set_script_timeout(2 * PATIENCE)
        told = browser.execute_async_script(ASKED, questions)
    assert told == [answer(question) for question in questions]
    assert all(json.loads(one)["routine"] in EXAMPLES for one in told)
    assert told[2] != told[3]  # under its own values no guide is late
