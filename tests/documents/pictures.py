"""Pictures of the demo's papers for the docs: ``python -m tests.documents.pictures``, with pypdfium2 installed by hand.

Nothing that is locked draws a PDF, so ``make generated`` doesn't make them. Each picture says what it was drawn from,
and a test tells when that has changed.
"""

from __future__ import annotations

import hashlib
from importlib import import_module
from typing import Any, Final

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from flerpart_flow.documents import Document, as_html, as_pdf
from tests.documents.demo import AF, CALLED, PSYKIATRI, REPLACED, mail, paper
from tests.documents.golden import LETTERS

DRAWN_FROM: Final = "drawn-from"
WHOLE: Final = "all.png"
_READABLE: Final = 1.1
_SMALL: Final = 0.26
_ACROSS: Final = 7
_GAP: Final = 6
_GREY: Final = 150


def shown() -> dict[str, Document]:
    """The papers that are drawn so that they can be read, by the name of the picture, in each language."""
    return {
        f"{lang}/{name}.png": made
        for lang in ("sv", "en")
        for name, made in (
            ("kallelse", paper("kallelse", AF, CALLED, lang=lang)),
            ("plan", paper("plan", PSYKIATRI, REPLACED, lang=lang)),
        )
    }


def digest(of: Document) -> str:
    """What a picture says that it was drawn from."""
    return hashlib.sha256(as_html(of).encode()).hexdigest()


def main() -> None:
    """Draw every picture anew."""
    for name, made in shown().items():
        pages = _pages(made, _READABLE)
        _saved(name, _side_by_side(pages, len(pages)), digest(made))
    first = [_pages(one.marked(), _SMALL)[0] for one in mail()]
    _saved(WHOLE, _side_by_side(first, _ACROSS), str(len(first)))


def _pages(of: Document, scale: float) -> list[Image.Image]:
    opened: Any = import_module("pypdfium2").PdfDocument(as_pdf(of))
    return [opened[number].render(scale=scale).to_pil().convert("L") for number in range(len(opened))]


def _side_by_side(pages: list[Image.Image], across: int) -> Image.Image:
    width, height = pages[0].size
    down = -(-len(pages) // across)
    sheet = Image.new("L", (across * (width + _GAP) + _GAP, down * (height + _GAP) + _GAP), _GREY)
    for at, page in enumerate(pages):
        row, column = divmod(at, across)
        sheet.paste(page, (_GAP + column * (width + _GAP), _GAP + row * (height + _GAP)))
    return sheet


def _saved(name: str, sheet: Image.Image, drawn_from: str) -> None:
    said = PngInfo()
    said.add_text(DRAWN_FROM, drawn_from)
    sheet.quantize(16).save(LETTERS / name, optimize=True, pnginfo=said)


if __name__ == "__main__":
    main()
