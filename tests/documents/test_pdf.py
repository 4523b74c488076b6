"""A paper as PDF says what it is: tagged, with its language and title, without form fields, the same every time."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zlib
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from flerpart_flow.documents import KINDS, DocumentError, as_pdf
from flerpart_flow.documents.render import pdf
from tests.documents.demo import PSYKIATRI, REPLACED, paper
from tests.documents.golden import ROOT, of_each_kind


@cache
def made(lang: str = "sv") -> bytes:
    return as_pdf(paper("plan", PSYKIATRI, REPLACED, lang=lang))


def opened(of: bytes) -> bytes:
    """The file, with all that is packed in it."""
    packed = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", of, re.DOTALL)
    unpacked = [zlib.decompress(one) for one in packed if one[:1] == b"x"]
    return b"\n".join((of, *unpacked))


def test_it_says_that_it_is_tagged_and_in_what_language_and_has_no_form() -> None:
    whole = opened(made())
    assert b"/StructTreeRoot" in whole
    assert b"/Lang (sv)" in whole or b"/Lang(sv)" in whole
    assert b"pdfuaid:part" in whole
    assert b"/AcroForm" not in whole


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert as_pdf(paper("plan", PSYKIATRI, REPLACED)) == made()


def test_without_what_makes_it_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(pdf, "import_module", none)
    with pytest.raises(DocumentError) as caught:
        as_pdf(paper("plan", PSYKIATRI, REPLACED))
    assert "flerpart-flow[render]" in caught.value.text("en")


def fonts(of: bytes) -> dict[str, bool]:
    """The fonts of a PDF by name, and whether each is in the file."""
    with pikepdf.open(io.BytesIO(of)) as file:
        described = [one for one in file.objects if isinstance(one, pikepdf.Dictionary) and "/FontName" in one]
        return {str(one.FontName).partition("+")[2]: "/FontFile2" in one or "/FontFile3" in one for one in described}


@pytest.mark.parametrize("kind", KINDS)
def test_every_font_is_in_the_file(kind: str) -> None:
    found = fonts(as_pdf(of_each_kind()[kind]))
    assert found
    assert all(found.values()), found


SCRIPT = """
import hashlib
from flerpart_flow.documents import as_html, as_ics, as_pdf, as_text, calendar_messages
from tests.documents.demo import PSYKIATRI, REPLACED, case, paper
of = paper("plan", PSYKIATRI, REPLACED)
message = calendar_messages(case(), salt="ett salt som bara testerna vet")[0]
made = (as_pdf(of), as_html(of).encode(), as_text(of).encode(), as_ics(message))
print(*(hashlib.sha256(one).hexdigest() for one in made))
"""


def test_the_same_bytes_under_other_seeds_zones_locales_and_folders(tmp_path: Path) -> None:
    made = set()
    for seed, zone, lang, folder in (
        ("0", "UTC", "C.UTF-8", ROOT),
        ("7", "Asia/Tokyo", "tr_TR.UTF-8", tmp_path),
        ("9", "America/New_York", "C", tmp_path),
    ):
        more = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": lang, "LANG": lang}
        done = run_script(SCRIPT, folder, more)
        assert done.returncode == 0, done.stderr
        made.add(done.stdout)
    assert len(made) == 1


NO_FONT = """
from flerpart_flow.documents import DocumentError, as_pdf
from tests.documents.demo import PSYKIATRI, REPLACED, paper
try:
    as_pdf(paper("plan", PSYKIATRI, REPLACED))
except DocumentError as error:
    print(error.text("sv"))
    print(error.text("en"))
"""


def test_without_a_font_it_is_told_and_the_process_goes_on(tmp_path: Path) -> None:
    """What WeasyPrint builds on ends the process where there is no font at all."""
    config = tmp_path / "fonts.conf"
    config.write_text(f"<fontconfig><dir>{tmp_path}</dir><cachedir>{tmp_path}</cachedir></fontconfig>", "utf-8")
    done = run_script(NO_FONT, tmp_path, {"FONTCONFIG_FILE": str(config)})
    assert done.returncode == 0, done.stderr
    swedish, english = done.stdout.splitlines()
    assert "inga typsnitt" in swedish
    assert "no fonts" in english


def run_script(script: str, folder: Path, more: dict[str, str]) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    env = {**os.environ, "PYTHONPATH": path, **more}
    return subprocess.run(
        [sys.executable, "-c", script], env=env, cwd=folder, capture_output=True, text=True, check=False
    )
