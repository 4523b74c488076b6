"""Where in a handbook the page of a norm, an event or a phase lies, as seen from the page where one tries."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


def safe(name: str) -> str:
    """A name as part of an address: letters, digits, hyphen and underscore stay, a full stop inside, no other."""
    kept = (one if one.isascii() and (one.isalnum() or one in "-_.") else f"~{ord(one):x}" for one in name)
    told = "".join(kept)
    return f"~{ord('.'):x}{told[1:]}" if told.startswith(".") else told


def link(kind: str, name: str, text: str) -> str:
    """A link to the page of something."""
    return f'<a href="../{kind}/{safe(name)}/index.html">{escape(text)}</a>'


def norms(idents: Iterable[str]) -> str:
    """Norms as links, in brackets; nothing for none."""
    told = ", ".join(link("norm", one, one) for one in dict.fromkeys(idents))
    return f' <span class="norms">({told})</span>' if told else ""
