"""A paper as PDF says what it is: tagged, with its language and title, without form fields, the same every time."""

from __future__ import annotations

import re
import zlib
from functools import cache

import pytest

from flerpart_flow.documents import DocumentError, as_pdf
from flerpart_flow.documents.render import pdf
from tests.documents.demo import PSYKIATRI, REPLACED, paper


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
