"""What an engine's PNG has too much of: a last row and column that the ground covers only in part.

A picture is seldom a whole number of pixels wide and high, so that these let what lies behind show as an edge.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import Final

BEGIN: Final = b"\x89PNG\r\n\x1a\n"
_CHANNELS: Final = {0: 1, 2: 3, 4: 2, 6: 4}
"""The bytes of a pixel, by the type of colour, at eight bits each."""


def without_edge(drawn: bytes) -> bytes:
    """The PNG without its last row and column; as it is where its pixels aren't whole bytes, or in several passes.

    No pixel is told by those to the right of it or below, so that the others needn't be read.
    """
    chunks = list(_chunks(drawn))
    wide, high, depth, colour, _, _, passes = struct.unpack(">IIBBBBB", chunks[0][1])
    if depth != 8 or colour not in _CHANNELS or passes or min(wide, high) < 2:
        return drawn
    each, told = _CHANNELS[colour], zlib.decompress(b"".join(data for name, data in chunks if name == b"IDAT"))
    line = 1 + wide * each
    cut = b"".join(told[at * line : (at + 1) * line - each] for at in range(high - 1))
    size = struct.pack(">II", wide - 1, high - 1) + chunks[0][1][8:]
    others = [one for one in chunks[1:] if one[0] not in (b"IDAT", b"IEND")]
    kept = ((b"IHDR", size), *others, (b"IDAT", zlib.compress(cut, 9)), (b"IEND", b""))
    return BEGIN + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in kept
    )


def _chunks(drawn: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The name and the data of each piece of the file."""
    at = len(BEGIN)
    while at < len(drawn):
        (length,) = struct.unpack_from(">I", drawn, at)
        yield drawn[at + 4 : at + 8], drawn[at + 8 : at + 8 + length]
        at += length + 12
