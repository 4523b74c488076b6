"""What npm installs for tests and for the handbook: locked by hash, without an address, under fine licences."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest

from tests.needs import REQUIRE_ALL
from tests.node import npm
from tests.node.npm import HERE, LOCK
from tests.supply.licences import is_fine

_WHOLE: Final[dict[str, Any]] = json.loads(LOCK.read_text(encoding="utf-8"))
ROOT: Final[dict[str, Any]] = _WHOLE["packages"][""]
PACKAGES: Final[dict[str, dict[str, Any]]] = {path: one for path, one in _WHOLE["packages"].items() if path}
BY_HAND: Final = {
    # MIT, and its mark of bpmn.io has to stay in sight; nothing of it is shipped.
    "node_modules/bpmn-js": "SEE LICENSE IN LICENSE",
    # MIT in their licence files.
    "node_modules/cli-table": None,
    "node_modules/khroma": None,
}


def test_the_lock_is_of_what_is_asked_for_and_each_version_is_exact() -> None:
    asked = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert ROOT["dependencies"] == asked
    for name, version in asked.items():
        assert PACKAGES[f"node_modules/{name}"]["version"] == version


def test_no_address_stands_in_the_lock() -> None:
    assert not [path for path, one in PACKAGES.items() if "resolved" in one]
    assert "omit-lockfile-registry-resolved=true" in (HERE / ".npmrc").read_text(encoding="utf-8")


def test_each_package_is_known_by_its_hash_and_runs_nothing_when_it_is_installed() -> None:
    assert len(PACKAGES) > 100
    assert all(one["integrity"].startswith("sha512-") for one in PACKAGES.values())
    assert not [path for path, one in PACKAGES.items() if one.get("hasInstallScript")]
    assert "ignore-scripts=true" in (HERE / ".npmrc").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PACKAGES)
def test_each_package_has_a_licence_to_build_on(path: str) -> None:
    said = PACKAGES[path].get("license")
    if path in BY_HAND:
        assert said == BY_HAND[path]
    else:
        assert said is not None
        assert is_fine(said, optional=True), said


def test_without_node_a_test_says_so_and_where_all_is_required_it_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(npm, "node_program", lambda: None)
    needed = npm.needs_node.__wrapped__
    monkeypatch.delenv(REQUIRE_ALL, raising=False)
    with pytest.raises(pytest.skip.Exception, match="there is no Node"):
        needed()
    monkeypatch.setenv(REQUIRE_ALL, "1")
    with pytest.raises(pytest.fail.Exception, match="there is no Node"):
        needed()


def test_a_script_that_fails_says_what_it_wrote(tmp_path: Path) -> None:
    script = tmp_path / "a.mjs"
    script.write_text("console.log('halfway'); throw new Error('no moon')", encoding="utf-8")
    with pytest.raises(npm.NodeFailed, match="no moon"):
        npm.node(script)
