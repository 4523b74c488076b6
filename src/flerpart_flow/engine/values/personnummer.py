"""Swedish identity numbers in text: found, and masked, so that none is ever stored or repeated.

A personnummer is a birth date, three digits and a check digit, written with 10 or 12 digits and with or
without a separator before the last four: a hyphen or what stands for one, spaces, or both. A samordningsnummer is
the same with 60 added to the day; where the birth date is not known its day may be 60 and its month 00. Numbers that
care and authorities use until a person has one (interim and reserve numbers) have a letter in the place of the first
of the last four; they are written without spaces, and their check digit says nothing. Whether the person exists is
not asked, and no clock is read: a date in the future counts too.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

__all__ = ["MASK", "contains", "mask"]

MASK: Final = "[personnummer]"

# Everything that a hand or a word processor puts in the place of the hyphen: the dashes of Unicode (category
# Pd), the soft hyphen, the minus signs, and the plus that is written from the year a person turns 100.
_PLUS: Final = "+\ufe62\uff0b"
_SEPARATORS: Final = (
    "\u00ad\u02d7\u058a\u05be\u1400\u1806\u2010-\u2015\u2043\u207b\u208b\u2212\u2e17\u2e1a\u2e3a\u2e3b\u2e40"
    "\u2e5d\u301c\u3030\u30a0\ufe31\ufe32\ufe58\ufe63\uff0d" + _PLUS + "-"
)

# Six digits come first, ahead of what must not stand before them, and are spelled out rather than counted:
# a text without digits is then left after one pass over its characters, a time after a few steps more.
_SIX: Final = r"\d\d\d\d\d\d"
_SPACES: Final = r"[^\S\r\n]{1,3}"
_CANDIDATE: Final = re.compile(
    rf"""
    {_SIX}
    (?<![^\W_]{_SIX})            # a word starts here: a code's words are joined by underscores;
    (?: (?<![{_PLUS}]{_SIX})     # it is not a phone number with its leading +;
      | (?<=\w[{_PLUS}]{_SIX}) )
    (?:\d\d)?                    # a date with its century has two digits more
    (?: [_{_SEPARATORS}]? (?: \d\d\d\d | [A-Za-z]\d\d\d )
      | (?: {_SPACES} (?: [{_SEPARATORS}] (?: {_SPACES} )? )? | [{_SEPARATORS}] {_SPACES} ) \d\d\d\d )
    (?![^\W_])                   # and here the word ends
    """,
    re.VERBOSE,
)


def contains(text: str) -> bool:
    """Whether a word of the text is a valid personnummer or samordningsnummer, or looks like an interim number.

    A word ends where no letter or digit follows, so a digest or an RFC 3339 time is none. A phone number is none
    when it is written with + or with its area code's hyphen; ten or twelve bare digits that validate are one.
    """
    found = _CANDIDATE.search(text)
    while found is not None:
        if _valid(found[0]):
            return True
        found = _CANDIDATE.search(text, found.end())
    return False


def mask(text: str) -> str:
    """The text with every such word replaced by `MASK`; nothing of the number is left."""
    return _CANDIDATE.sub(lambda found: MASK if _valid(found[0]) else found[0], text)


def _valid(word: str) -> bool:
    digits = [int(character) for character in word if character.isdecimal()]
    if word[-4].isalpha():
        return _is_birth_date(digits[:-3])
    return _luhn(digits[-10:]) and _is_birth_date(digits[:-4])


def _luhn(ten: list[int]) -> bool:
    doubled = sum(sum(divmod(2 * digit, 10)) for digit in ten[::2])
    return (doubled + sum(ten[1::2])) % 10 == 0


def _is_birth_date(digits: list[int]) -> bool:
    *year, m1, m2, d1, d2 = digits
    if year[:-2] not in ([], [1, 8], [1, 9], [2, 0]):
        return False
    month, day = 10 * m1 + m2, 10 * d1 + d2
    if day < 60:
        return _exists(year, month, day)
    day -= 60
    unknown = (month == 0 and day <= 31) or (day == 0 and month <= 12)
    return unknown or _exists(year, month, day)


def _exists(year: list[int], month: int, day: int) -> bool:
    # Without its century a year is read as the 21st's, whose leap years hold those of the two before.
    full = year if len(year) == 4 else [2, 0, *year]
    try:
        date(int("".join(map(str, full))), month, day)
    except ValueError:
        return False
    return True
