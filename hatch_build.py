"""What a wheel has beside the source tree: catalogues made of the TOML files, and a word that they are right.

``x.toml.json`` holds what ``x.toml`` says, and the digest of what it was made of: ``flerpart_flow.texts.tables`` reads
it.
``validated.json`` names the routines that were validated here, with a digest of their files, so that they aren't
validated again at every start; where the library's own dependencies aren't there to build with, there is none.
"""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_STAMP = "from flerpart_flow.engine.rules.stamp import stamp; print(stamp())"


def catalogues(package: Path) -> Iterator[tuple[str, str]]:
    """Each file that is made, by its path in the package, and what stands in it; none of the proofs' twins."""
    # The module is run by itself: the library's dependencies needn't be there to build with.
    made_of = runpy.run_path(str(package / "texts" / "tables.py"))["made_of"]
    for path in sorted(package.rglob("*.toml")):
        if path.name != "twins.toml":
            yield f"{path.relative_to(package).as_posix()}.json", made_of(path.read_bytes())


def stamp(source: Path) -> str | None:
    """Which routines are right, as the library itself says; None if it can't be imported here."""
    ran = subprocess.run(
        [sys.executable, "-c", _STAMP],
        env={**os.environ, "PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.stdout if ran.returncode == 0 else None


class CustomBuildHook(BuildHookInterface[Any]):
    """Puts the files into a wheel; an editable one is the source tree itself."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make them in a folder that ends with the build."""
        if version == "editable":
            return
        self._folder = tempfile.TemporaryDirectory()
        source = Path(self.root) / "src"
        files = dict(catalogues(source / "flerpart_flow"))
        validated = stamp(source)
        if validated is not None:
            files["validated.json"] = validated
        for name, text in files.items():
            place = Path(self._folder.name) / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
            build_data["force_include"][str(place)] = f"flerpart_flow/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Clear up."""
        if version != "editable":
            self._folder.cleanup()
