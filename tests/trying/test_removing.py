"""A line is tried away: what was about it goes with it, and all else is about what it was about."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.trying.test_answering import LOGS, ask, words

POINTING = [path for path in LOGS if '"ror":' in path.read_text(encoding="utf-8")]


def lines(log: str) -> list[dict[str, Any]]:
    return [json.loads(one) for one in log.splitlines()[1:]]


def known(line: dict[str, Any]) -> dict[str, Any]:
    """A line by what it says, whatever its number and those that it names."""
    return {name: value for name, value in line.items() if name not in ("nr", "ror")}


@pytest.mark.parametrize("path", POINTING, ids=lambda path: path.stem)
def test_whatever_line_is_removed_the_rest_is_about_what_it_was_about(path: Any) -> None:
    log = path.read_text(encoding="utf-8")
    before = lines(log)
    for nr in range(2, len(before) + 1):  # the first opens the case
        told = ask("remove", log, nr=nr, opened=log)
        after = lines(told["log"])
        gone = [nr, *(one["nr"] for one in before if one.get("ror") == nr)]
        assert [known(one) for one in after] == [known(one) for one in before if one["nr"] not in gone]
        for now in after:
            if "ror" in now:
                was = next(one for one in before if known(one) == known(now))
                assert known(after[now["ror"] - 1]) == known(before[was["ror"] - 1])
        told_of = told["parts"]["trial"].split("<li>")[1:]
        assert [words(one).split()[1] for one in told_of] == [str(one) for one in sorted(gone)]  # and nothing else


@pytest.mark.parametrize(
    ("lang", "says"),
    [
        ("sv", "Det som gällde rad 14 är också borttaget: rad 16, 18 och 19."),
        ("en", "What was about line 14 is removed, too: line 16, 18 and 19."),
    ],
)
def test_what_goes_with_a_line_is_told_also_of_an_example(lang: str, says: str) -> None:
    log = (LOGS[0].parent / "rattelser.jsonl").read_text(encoding="utf-8")
    told = ask("remove", log, nr=14, lang=lang)
    assert says == words(told["message"])
    assert ask("remove", log, nr=3, lang=lang)["message"] == ""


def test_of_two_corrections_side_by_side_the_one_that_is_removed_is_named_whatever_has_moved_up() -> None:
    log = (LOGS[0].parent / "rattelser.jsonl").read_text(encoding="utf-8")
    first = ask("remove", log, nr=5, opened=log)
    told = ask("remove", first["log"], nr=17, opened=log)["parts"]["trial"]  # line 18 of the file
    assert [words(one).split()[:4] for one in told.split("<li>")[1:]] == [
        ["Rad", "5", "är", "borttagen:"],
        ["Rad", "18", "är", "borttagen:"],
    ]
