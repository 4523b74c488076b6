"""What a test wants from the machine besides Python. Without it the test is skipped and says why.

``FLERPART_REQUIRE_ALL`` makes it fail instead, where everything is meant to be installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import attrs
import pytest

from flerpart_flow.diagrams.engines.engines import DOT, ON_PATH, Engine, engines
from flerpart_flow.diagrams.engines.errors import EngineMissing
from flerpart_flow.diagrams.engines.pdf import require_weasyprint

REQUIRE_ALL = "FLERPART_REQUIRE_ALL"

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@attrs.frozen
class Browser:
    """A browser and the driver that selenium steers it with."""

    program: Path
    driver: Path


def needs_dot() -> Engine:
    """Graphviz' own ``dot`` on PATH."""
    found = next((one for one in engines() if one.kind == DOT and one.found_by == ON_PATH), None)
    return found or lacking("Graphviz' own dot is not on PATH (Debian: apt install graphviz)")


def needs_engine(kind: str) -> Engine:
    """An engine of one kind, wherever it was found."""
    found = next((one for one in engines() if one.kind == kind), None)
    return found or lacking(f"the engine {kind} is not installed")


def needs_pango() -> None:
    """Pango, which WeasyPrint builds on. WeasyPrint itself comes with the tools for tests."""
    try:
        require_weasyprint()
    except EngineMissing as error:
        lacking(error.text("en"))


def needs_browser() -> Browser:
    """Chromium and its driver on PATH."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    driver = shutil.which("chromedriver")
    if program is None or driver is None:
        lacking("no chromium with chromedriver on PATH (Debian: apt install chromium chromium-driver)")
    return Browser(Path(program), Path(driver))


def needs_hunspell() -> str:
    """The speller and its Swedish dictionary."""
    program = shutil.which("hunspell")
    if program is None:
        lacking("no hunspell on PATH (Debian: apt install hunspell hunspell-sv)")
    found = subprocess.run([program, "-D"], input="", capture_output=True, text=True, check=False)
    if "/sv_SE" not in found.stdout + found.stderr:
        lacking("hunspell has no Swedish dictionary (Debian: apt install hunspell-sv)")
    return program


def lacking(what: str) -> NoReturn:
    """Skip the test, or fail it where nothing may be skipped."""
    if os.environ.get(REQUIRE_ALL):
        pytest.fail(f"{what}, and {REQUIRE_ALL} is set", pytrace=False)
    pytest.skip(what)
