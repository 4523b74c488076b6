"""What was opened and is no longer whole is a trial: the page says what is gone, and saves it as another case.

``ratta`` deletes nothing (policy, corrections), and only the individual corrects own words (A51): a log with a line
removed, or with another word in it, is never the history of its case.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from flerpart_flow.across.logs.copies import whose
from flerpart_flow.trying.filling import sent_of
from flerpart_flow.trying.tried import Tried
from tests.trying.test_answering import ONGOING, OWN, STRAIGHT, ask, changed, words

CASE = "arende-2026-1005"
NOT_ITS_HISTORY = "Det här är inte längre ärendets historia, utan en prövning."
WITHDRAWN = f"""{ONGOING}\
{{"nr":13,"event":"aterkalla_samtycke","occurred_at":"2026-10-14T09:00:00+02:00",\
"recorded_at":"2026-10-14T09:00:00+02:00","by":"individ","recorded_by":"kommun:arbetsmarknad"}}
"""


def header(told: dict[str, Any]) -> dict[str, Any]:
    """The first line of the file that is saved."""
    found: dict[str, Any] = json.loads(told["file"]["text"].splitlines()[0])
    return found


def test_a_withdrawal_that_is_removed_from_an_opened_log_is_told_and_the_rest_is_saved_as_a_trial() -> None:
    told = ask("remove", WITHDRAWN, nr=13, opened=WITHDRAWN)
    assert told["lit"]["here"] == "forberedelse"  # one may still try what would be, without it
    says = words(told["parts"]["trial"])
    assert NOT_ITS_HISTORY in says
    assert "Rad 13 är borttagen: Återkalla samtycket, individen, 2026-10-14 09:00." in says
    assert f"i filen provning-{CASE}.jsonl" in says
    assert told["file"]["name"] == f"provning-{CASE}.jsonl"
    assert told["file"]["own"] is False
    assert header(told)["case"] == f"provning-{CASE}"
    key = b"any"
    assert whose(Tried(told["file"]["text"]).log, key) != whose(Tried(WITHDRAWN).log, key)


def test_a_changed_word_is_told_by_its_field_and_taken_back_it_is_the_case_again() -> None:
    away = changed(ONGOING, 2, {"samordningsbehov": ["nej"]}, opened=ONGOING)
    says = words(away["parts"]["trial"])
    assert "Rad 2 är ändrad: Bedöma behovet av samordning (behov av samordning)." in says
    assert 'href="#rad-2"' in away["parts"]["trial"]
    assert away["file"]["name"] == f"provning-{CASE}.jsonl"
    back = changed(away["log"], 2, {"samordningsbehov": ["ja"]}, opened=ONGOING)
    assert back["parts"]["trial"] == ""
    assert back["file"] == {"name": f"{CASE}.jsonl", "text": ONGOING, "own": True}


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_line_that_is_sent_as_it_stands_is_no_change_in_whatever_order_a_form_has_its_lists(lang: str) -> None:
    """Line 2 states two things that were looked at; the form has them by their names in its language."""
    file = ONGOING.replace(",", ", ", 3)  # as somebody else's program writes it
    sent = [pair for pair in sent_of(Tried(file).log.events[1]) if pair[0] != "underlag"]
    for order in (["arbete", "halsa"], ["halsa", "arbete"]):
        pairs = [*sent, *(("underlag", one) for one in order)]
        told = ask("send", file, nr=2, event="bedom_behov", pairs=pairs, opened=file, lang=lang)
        assert told["parts"]["trial"] == ""
        assert told["file"] == {"name": f"{CASE}.jsonl", "text": file, "own": True}


def test_the_same_is_told_in_english() -> None:
    away = changed(ONGOING, 2, {"samordningsbehov": ["nej"]}, opened=ONGOING, lang="en")
    told = words(ask("remove", away["log"], nr=12, opened=ONGOING, lang="en")["parts"]["trial"])
    assert "This is no longer the history of the case, but a trial. Since the file was opened:" in told
    assert "Line 2 is changed: Assess the need for coordination (need for coordination)." in told
    assert "Line 12 is removed: Contact the Region about a time" in told
    assert f"saved as a case of its own, in the file provning-{CASE}.jsonl" in told


def test_lines_are_named_as_the_file_had_them_whatever_has_moved_up_since() -> None:
    one = ask("remove", WITHDRAWN, nr=3, opened=WITHDRAWN)
    two = ask("remove", one["log"], nr=12, opened=WITHDRAWN)  # line 13 of the file
    last = changed(two["log"], 3, {"occurred_at": ["2026-10-07T10:15"]}, opened=WITHDRAWN)  # line 4 of the file
    told = [words(each) for each in last["parts"]["trial"].split("<li>")[1:]]
    assert [" ".join(each.split()[:4]) for each in told] == [
        "Rad 3 är borttagen:", "Rad 4 är ändrad:", "Rad 13 är borttagen:",
    ]  # fmt: skip
    assert "(när det hände)" in told[1]
    assert 'href="#rad-3">Rad 4' in last["parts"]["trial"]


def test_a_line_added_last_leaves_the_case_its_own() -> None:
    pairs = [("occurred_at", "2026-10-14T09:00"), ("by", "region:psykiatri"), ("start", "2026-12-10T10:00")]
    told = ask("send", ONGOING, event="ange_tid", pairs=pairs, opened=ONGOING)
    assert told["parts"]["trial"] == ""
    assert told["file"] == {"name": f"{CASE}.jsonl", "text": told["log"], "own": True}
    assert told["log"].startswith(ONGOING)
    again = ask("remove", told["log"], nr=13, opened=ONGOING)  # what was added here may go, too
    assert again["parts"]["trial"] == ""
    assert again["file"]["text"] == ONGOING


NOW = "2026-11-30T09:00"


def test_a_line_added_to_an_opened_log_is_written_down_now_and_in_a_trial_at_once() -> None:
    """The envelope: ``recorded_at`` is when it was written down, also of what happened before."""
    pairs = [("occurred_at", "2026-10-13T09:00"), ("by", "region:psykiatri"), ("start", "2026-12-10T10:00")]
    told = ask("send", ONGOING, event="ange_tid", pairs=pairs, opened=ONGOING, now=NOW)
    added = json.loads(told["log"].splitlines()[-1])
    assert (added["occurred_at"], added["recorded_at"]) == ("2026-10-13T09:00:00+02:00", "2026-11-30T09:00:00+01:00")
    assert told["parts"]["trial"] == ""
    example = ask("send", ONGOING, event="ange_tid", pairs=pairs, now=NOW)
    assert json.loads(example["log"].splitlines()[-1])["recorded_at"] == "2026-10-13T09:00:00+02:00"


@pytest.mark.parametrize(
    ("lang", "says"),
    [
        ("sv", "Rad 13, som är tillagd, har inte hänt än: Ange tid för mötet, Regionens psykiatri, 2026-11-30 09:01."),
        ("en", "Line 13, which is added, has not happened yet: Give a time for the meeting"),
    ],
    ids=("sv", "en"),
)
def test_what_has_not_happened_yet_makes_a_trial_of_an_opened_log_and_what_has_does_not(lang: str, says: str) -> None:
    for at, ahead in (("2026-11-30T09:00", False), ("2026-11-30T09:01", True)):
        pairs = [("occurred_at", at), ("by", "region:psykiatri"), ("start", "2027-02-10T10:00")]
        more = {"opened": ONGOING, "now": NOW, "lang": lang}
        told = ask("send", ONGOING, event="ange_tid", pairs=pairs, **more)
        assert (says in words(told["parts"]["trial"])) is ahead
        assert (told["parts"]["trial"] != "") is ahead
        assert told["file"]["name"] == (f"provning-{CASE}.jsonl" if ahead else f"{CASE}.jsonl")
        assert header(told)["case"] == (f"provning-{CASE}" if ahead else CASE)
        assert told["file"]["own"] is not ahead
        assert told["file"]["text"].splitlines()[1:] == told["log"].splitlines()[1:]


def test_what_a_file_itself_says_of_days_to_come_is_its_own() -> None:
    told = ask("open", ONGOING, opened=ONGOING, now="2026-10-12T00:00")
    assert told["parts"]["trial"] == ""
    assert told["file"] == {"name": f"{CASE}.jsonl", "text": ONGOING, "own": True}


def test_an_example_and_a_case_begun_here_may_be_changed_at_will() -> None:
    told = ask("remove", ONGOING, nr=12, opened=None)
    assert told["parts"]["trial"] == ""
    assert told["file"] == {"name": f"{CASE}.jsonl", "text": told["log"], "own": False}
    assert ask("new", None, routine="flerpartsmote", municipality=None)["file"]["name"] == "prova.jsonl"


@pytest.mark.parametrize(("lang", "says"), [("sv", "en sparad prövning"), ("en", "a saved trial")])
def test_a_trial_that_is_opened_again_says_so_and_keeps_its_name(lang: str, says: str) -> None:
    trial = ask("remove", ONGOING, nr=12, opened=ONGOING)["file"]["text"]
    opened = ask("open", trial, opened=trial, lang=lang)
    assert says in words(opened["parts"]["trial"])
    later = ask("remove", trial, nr=11, opened=trial, lang=lang)
    assert says in words(later["parts"]["trial"])
    assert later["file"]["name"] == f"provning-{CASE}.jsonl"
    assert header(later)["case"] == f"provning-{CASE}"


def test_a_trial_is_tied_to_no_other_case_and_is_judged_by_the_rules_of_its_own() -> None:
    tied = ONGOING.replace('"municipality"', '"linked":["ui-1"],"previous":"arende-1","municipality"', 1)
    plain = ask("open", tied, opened=tied)
    assert header(plain)["linked"] == ["ui-1"]
    told = ask("remove", tied, nr=12, opened=tied)
    assert set(header(told)) == {"flerpart_flow", "routine", "case", "municipality", "rules"}
    assert header(told)["rules"] == header(plain)["rules"]
    assert header(ask("remove", tied, nr=12, opened=tied, overlay=OWN))["rules"] == header(plain)["rules"]
    assert ask("open", told["file"]["text"])["keys"] == told["keys"]


def test_a_reference_that_has_no_room_for_the_word_gives_way_to_it() -> None:
    long = STRAIGHT.replace("arende-2026-0117", "a" * 200)
    assert header(ask("open", long, opened=long))["case"] == "a" * 200
    told = ask("remove", long, nr=2, opened=long)
    assert told["file"]["name"] == "provning.jsonl"
    assert header(told)["case"] == "provning"
    assert "en sparad prövning" in words(
        ask("open", told["file"]["text"], opened=told["file"]["text"])["parts"]["trial"]
    )


def test_what_a_removed_line_says_is_never_markup() -> None:
    hostile = "<img src=x>"
    log = STRAIGHT.replace("arende-2026-0117", hostile)
    told = ask("remove", log, nr=2, opened=log)
    assert "<img" not in told["parts"]["trial"]
    assert "&lt;img src=x&gt;" in told["parts"]["trial"]
