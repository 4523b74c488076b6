"""Personnummer and samordningsnummer are found and masked in every spelling; what only looks like one is not.

Every number here is made up: a date, three digits and a check digit counted by the small function below.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from personnummer import personnummer as other

from flerpart_flow.engine.values import personnummer

HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad\u2043\ufe58\ufe63\uff0d"
PLUSES = "+\ufe62\uff0b"
SEPARATORS = ["", *HYPHENS, *PLUSES]

# Zeros of other scripts, whose digits follow in order: Arabic-Indic, Devanagari, fullwidth, bold.
ZEROS = "\u0660\u0966\uff10\U0001d7ce"


def check_digit(nine: str) -> str:
    """The tenth digit, the long way: every other digit doubled, and all digits add up to a whole ten."""
    total = 0
    for place, character in enumerate(nine):
        weighted = str(int(character) * (2 if place % 2 == 0 else 1))
        total += sum(int(digit) for digit in weighted)
    return str(-total % 10)


def number(birth: str, three: str = "238", separator: str = "-") -> str:
    """A number with a right check digit; `birth` is six or eight digits."""
    return birth + separator + three + check_digit(birth[-6:] + three)


def wrong_check_digit(right: str) -> str:
    return right[:-1] + str((int(right[-1]) + 1) % 10)


def in_script(text: str, zero: str) -> str:
    return "".join(chr(ord(zero) + int(each)) if each in "0123456789" else each for each in text)


def phone(area: str, rest: str) -> list[str]:
    return [f"{area}-{rest}", f"{area}-{rest[:3]} {rest[3:5]} {rest[5:]}", f"{area}/{rest}"]


births = st.dates(date(1800, 1, 1), date(2099, 12, 31)).map(lambda day: day.strftime("%Y%m%d").zfill(8))
threes = st.integers(1, 999).map("{:03}".format)


@st.composite
def coordination_births(draw: st.DrawFn) -> str:
    """A birth date with 60 added to its day, which with its month may be unknown."""
    birth = draw(births)
    month = draw(st.sampled_from([birth[4:6], "00"]))
    day = draw(st.sampled_from([birth[6:], "00"]))
    return f"{birth[:4]}{month}{int(day) + 60}"


@st.composite
def valid_numbers(draw: st.DrawFn) -> str:
    birth = draw(st.one_of(births, coordination_births()))
    if draw(st.booleans()):
        birth = birth[2:]
    return number(birth, draw(threes), draw(st.sampled_from(SEPARATORS)))


# What may stand on either side of a word.
before = st.sampled_from(["", " ", "(", "pnr: ", "född ", "Ärende/", '"', "\n", "a-", "...", "é+"])
after = st.sampled_from(["", " ", ")", ".", ", och mer", '"', "\n", "-a", "/x"])


@given(valid_numbers(), before, after)
def test_every_valid_number_in_every_spelling_is_found_and_masked(value: str, left: str, right: str) -> None:
    text = left + value + right
    assert personnummer.contains(text)
    assert personnummer.mask(text) == left + "[personnummer]" + right


@given(valid_numbers(), st.sampled_from(ZEROS))
def test_digits_of_other_scripts_count_as_digits(value: str, zero: str) -> None:
    assert personnummer.mask(in_script(value, zero)) == "[personnummer]"


@given(valid_numbers())
def test_the_same_number_with_another_check_digit_is_none(value: str) -> None:
    text = wrong_check_digit(value)
    assert not personnummer.contains(text)
    assert personnummer.mask(text) == text


@given(valid_numbers(), st.sampled_from(["a", "Ö", "7", "\u0667"]), st.booleans())
def test_a_number_inside_a_longer_word_is_none(value: str, character: str, first: bool) -> None:
    text = character + value if first else value + character
    assert not personnummer.contains(text)


@given(st.text(), valid_numbers(), st.text())
def test_masking_leaves_nothing_to_find_and_is_the_same_answer_as_contains(left: str, value: str, right: str) -> None:
    text = f"{left} {value} {right}"
    masked = personnummer.mask(text)
    assert not personnummer.contains(masked)
    assert value not in masked.split(" ")
    assert personnummer.contains(text) == (masked != text)


@given(st.text(st.characters(exclude_categories=["Nd"])))
def test_text_without_digits_is_left_as_it_is(text: str) -> None:
    assert not personnummer.contains(text)
    assert personnummer.mask(text) == text


@pytest.mark.parametrize(
    ("valid", "invalid"),
    [
        pytest.param(number("811228"), wrong_check_digit(number("811228")), id="check digit"),
        pytest.param(number("811228"), number("811328"), id="month"),
        pytest.param(number("811130"), number("811131"), id="day"),
        pytest.param(number("840229"), number("830229"), id="leap day, century unknown"),
        pytest.param(number("000229"), number("010229"), id="leap day in a year 00"),
        pytest.param(number("20000229"), number("19000229"), id="leap day in a century's first year"),
        pytest.param(number("18991231"), number("17991231"), id="a century too early"),
        pytest.param(number("20990101"), number("21000101"), id="a century too late"),
        pytest.param(number("811291"), number("811192"), id="samordningsnummer, last day"),
        pytest.param(number("811188"), number("811158"), id="samordningsnummer, day plus 60"),
        pytest.param(number("811260"), number("811200"), id="day unknown only with 60"),
        pytest.param(number("810061"), number("810001"), id="month unknown only with a day plus 60"),
        pytest.param(number("810060"), number("811360"), id="day unknown, no such month"),
        pytest.param(number("810091"), number("810092"), id="month unknown, no such day"),
        pytest.param(number("20000060"), number("21000060"), id="both unknown, no such century"),
        pytest.param(number("20000289"), number("19000289"), id="samordningsnummer, leap day"),
        pytest.param(number("811228"), number("811228", separator="--"), id="one separator"),
        pytest.param(number("811228", separator=" "), number("811228", separator="    "), id="a space"),
        pytest.param(number("811228", separator=" - "), number("811228", separator="\n"), id="a space and a hyphen"),
        pytest.param(number("19811228", separator="\u00a0-"), number("811228", separator=" / "), id="a no-break space"),
        pytest.param(number("811228"), number("811228", separator="."), id="a full stop separates nothing"),
        pytest.param(f"kod_{number('811228')}_x", f"kod{number('811228')}x", id="underscores join a code's words"),
        pytest.param(number("811228", separator="_"), number("811228", separator="__"), id="an underscore as hyphen"),
        pytest.param("811228-T123", "811328-T123", id="an interim number has a letter, and a date"),
        pytest.param("19811228K123", "19811228KL12", id="a reserve number has one letter"),
        pytest.param("811228-t123", "811228 T123", id="a letter only without a space"),
        pytest.param("(" + number("811228") + ")", "+" + number("811228"), id="a leading plus"),
        pytest.param("a+" + number("811228"), "+" + number("811228"), id="a plus that does not lead"),
        pytest.param(number("811228"), number("811228")[:-1], id="too short"),
        pytest.param(number("19811228"), "1" + number("19811228"), id="too long"),
        pytest.param(number("811228"), "X" + number("811228"), id="a letter before"),
        pytest.param(number("811228"), number("811228") + "X", id="a letter after"),
    ],
)
def test_valid_and_invalid_twins(valid: str, invalid: str) -> None:
    assert personnummer.contains(valid)
    assert not personnummer.contains(invalid)
    assert personnummer.mask(f"hej {invalid} hej") == f"hej {invalid} hej"


def test_a_number_after_an_invalid_one_is_still_found() -> None:
    right = number("811228")
    wrong = wrong_check_digit(right)
    assert personnummer.contains(f"{wrong} {right}")
    assert personnummer.mask(f"{wrong}, {right}; {right}") == f"{wrong}, [personnummer]; [personnummer]"


def test_ten_and_twelve_bare_digits_that_validate_are_found() -> None:
    for birth in ("811228", "19811228"):
        bare = number(birth, separator="")
        assert personnummer.contains(bare)
        assert not personnummer.contains(wrong_check_digit(bare))


@pytest.mark.parametrize(
    "text",
    [
        "018-727 00 00",
        "018-7270000",
        "018-727 00 00, 070-174 06 05",
        "070-1740605",
        "08-123 456 78",
        "+46187270000",
        "+46 18 727 00 00",
        "+46 (0)18-727 00 00",
        "tel:+46701740605",
        "2026-03-01",
        "2026-03-01T08:30:00+01:00",
        "2026-03-01T08:30:00.811228+01:00",
        "2026-03-01T08:30:00,811228987Z",
        "2026-03-01/2026-04-01",
        "kl. 08.30-9.30",
        "FM-BOKNING-1",
        "narstaende:1",
        "6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
        "751 03 Uppsala",
        "2017:900",
        "",
    ],
)
def test_what_a_case_holds_otherwise_is_none(text: str) -> None:
    assert not personnummer.contains(text)
    assert personnummer.mask(text) == text


@given(st.from_regex(r"0[1-9][0-9]{0,2}", fullmatch=True), st.from_regex(r"[0-9]{7}", fullmatch=True))
def test_phone_numbers_with_their_area_code_hyphenated_are_none(area: str, rest: str) -> None:
    assert not any(personnummer.contains(text) for text in phone(area, rest))


@given(valid_numbers(), st.sampled_from(["", "tel:", "ring ", "("]))
def test_digits_after_a_leading_plus_are_none(value: str, left: str) -> None:
    for plus in PLUSES:
        assert not personnummer.contains(left + plus + value)


offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(st.datetimes(timezones=st.one_of(st.just(UTC), offsets)), st.sampled_from(["auto", "seconds"]))
def test_times_and_dates_are_none(when: datetime, precision: str) -> None:
    for text in (when.isoformat(timespec=precision), when.isoformat(" "), when.date().isoformat()):
        assert not personnummer.contains(text)
        assert not personnummer.contains(text.replace("+00:00", "Z"))


@given(valid_numbers(), st.sampled_from(["kl 13:00,", "08:00.", "08:30:00,", "2026-03-01T08:30:00."]))
def test_a_number_right_after_a_time_is_found(value: str, time: str) -> None:
    assert personnummer.contains(time + value)
    assert personnummer.mask(time + value) == f"{time}[personnummer]"


@pytest.mark.parametrize("text", ["kl 13:00,19900101-0017", "08:00.9001010017"])
def test_a_time_does_not_hide_a_number(text: str) -> None:
    assert personnummer.contains(text)


@given(st.binary(), st.sampled_from(["md5", "sha1", "sha256", "sha512", "blake2b"]))
def test_digests_are_none(data: bytes, algorithm: str) -> None:
    digest = hashlib.new(algorithm, data, usedforsecurity=False).hexdigest()
    assert not personnummer.contains(f"{algorithm}:{digest}")


@given(valid_numbers(), st.from_regex(r"[0-9a-f]{26}", fullmatch=True))
def test_a_digest_that_holds_a_valid_number_is_none(value: str, rest: str) -> None:
    assume(value.isdecimal())
    assert not personnummer.contains(value + rest)
    assert not personnummer.contains(rest + value)


def test_a_long_text_is_read_in_time_that_grows_with_its_length_only() -> None:
    for piece in ("1", "12", "12 ", "8112", "811228", "811228-", "811228-98", "2026-03-01T08:30:00 ", "å+"):
        assert not personnummer.contains(piece * 100_000)


# --- The package personnummer, written by others, as an oracle -------------------------------------------------------


def _differs(birth: str) -> bool:
    """Whether ours takes more than the other on purpose: a samordningsnummer whose day (60) or month (00) isn't known.

    Both are given to those whose birth date isn't known; the other asks for a date that exists.
    """
    month, day = birth[-4:-2], int(birth[-2:])
    return day == 60 or (month == "00" and day > 60)


def test_every_date_is_judged_as_by_the_other() -> None:
    """Each month and each day that two digits can write, in a leap year, a common one and the year 1900."""
    for year in ("2004", "1981", "1900"):
        for month in range(20):
            for day in range(100):
                birth = f"{year}{month:02}{day:02}"
                value = number(birth)
                if not _differs(birth):
                    assert personnummer.contains(value) == other.valid(value), value
                else:
                    assert not other.valid(value), value


@given(
    st.from_regex(r"(18|19|20)?[0-9]{2}[01][0-9][0-9]{2}", fullmatch=True),
    st.sampled_from(["", "-", "+"]),
    st.from_regex(r"[0-9]{3}", fullmatch=True),
    st.from_regex(r"[0-9]", fullmatch=True) | st.none(),
)
def test_digits_are_judged_as_by_the_other(birth: str, separator: str, three: str, last: str | None) -> None:
    assume(not _differs(birth) and three != "000")
    assume(len(birth) == 8 or not birth.startswith("0002"))  # whether 00 has a leap day depends on its century
    value = birth + separator + three + (last or check_digit(birth[-6:] + three))
    assert personnummer.contains(value) == other.valid(value), value


@pytest.mark.parametrize(
    ("value", "ours", "theirs"),
    [
        pytest.param(number("811160"), True, False, id="a day that isn't known, 60"),
        pytest.param(number("810061"), True, False, id="a month that isn't known, 00"),
        pytest.param(number("810060"), True, False, id="neither is known"),
        pytest.param(number("811228", "000"), True, False, id="000, which nobody is given"),
        pytest.param(number("811228", separator="\u2013"), True, False, id="a dash for the hyphen"),
        pytest.param(number("17811228"), False, True, id="a century before the numbers began with those born in it"),
        pytest.param("811228-T238", True, False, id="an interim number, T and three digits"),
        pytest.param("811228-T23" + check_digit("811228123"), True, False, id="the same with T counted as 1"),
    ],
)
def test_where_ours_and_the_other_are_known_to_differ(value: str, ours: bool, theirs: bool) -> None:
    assert personnummer.contains(value) is ours
    assert other.valid(value) is theirs
