"""The claims hold in the small worlds that are walked in seconds; their numbers of states are pinned."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from flerpart_flow import ROUTINES
from flerpart_flow.cli.commands.proof import prove as command
from flerpart_flow.proof.prove import claims_of, proved, verdicts
from tests.cli.running import run
from tests.prove.faults import found, on, without_guard

WORLDS = {
    ("flerpartsmote", "ordet"): (204, 6120),
    ("flerpartsmote", "var_sitt"): (462, 16170),
    ("flerpartsmote", "atgarderna"): (157, 1008),
    ("flerpartsmote", "lattade_regler"): (204, 6120),
    ("flerpartsmote", "fore_kallelsen"): (957, 16025),
    ("flerpartsmote", "till_planen"): (647, 4488),
    ("flerpartsmote", "uppfoljningen"): (6288, 94320),
    ("ung_intro", "ui_ordet"): (513, 17955),
    ("ung_intro", "ui_overlamning"): (551, 10522),
    ("ung_intro", "ui_till_overlamningen"): (462, 5400),
}
"""States and attempts of each small world that the tests walk; ``proof prove`` walks them all."""


@pytest.mark.parametrize(("routine", "name"), list(WORLDS))
def test_the_claims_hold_in_every_state_of_a_small_world(routine: str, name: str) -> None:
    held = claims_of(ROUTINES[routine])
    assert held is not None
    whole = on(held, name)
    (result,) = proved(ROUTINES[routine], whole)
    assert (result.walked.states, result.walked.moves) == WORLDS[routine, name]
    assert {one.claim.id: one.state for one in verdicts(whole, [result])} == {
        claim.id: "holds" for claim in whole.claims
    }


def test_every_claim_is_told_in_both_languages_and_has_a_world_and_a_witness() -> None:
    for routine in ROUTINES.values():
        held = claims_of(routine)
        assert held is not None
        idents = [one.id for one in held.claims]
        assert len(idents) == len(set(idents))
        assert all(one.title["sv"] != one.title["en"] and one.slices and one.witness for one in held.claims)
        assert {name for one in held.claims for name in one.slices} == set(held.slices)


def test_the_command_tells_a_claim_and_how_often_it_was_tried() -> None:
    ran = run("proof", "prove", "eget-nej", "--jobs", "1", "--seconds", "1", "--format", "json")
    (about,) = ran.data["routines"]
    (claim,) = about["claims"]
    assert ran.data["format"] == "flerpart_flow/proof-prove/1"
    assert claim["id"] == "eget-nej"
    assert claim["state"] in {"stopped", "holds"}
    assert claim["done"] > 0
    assert {one["name"] for one in about["slices"]} == {"ombudet", "samma_stund"}
    told = run("proof", "prove", "eget-nej", "--jobs", "1", "--seconds", "1", "--lang", "en").out
    assert "The individual's no becomes a yes by the individual alone." in " ".join(told.split())


def test_a_claim_that_is_not_there_is_told_with_the_nearest() -> None:
    ran = run("proof", "prove", "eget-nje")
    assert ran.code == 2
    assert "eget-nej" in ran.err


@pytest.mark.parametrize(("lang", "told"), [("sv", "Ange en mapp att skriva i."), ("en", "Give a folder to write in.")])
def test_a_folder_that_stories_cant_be_written_in_is_told_before_anything_is_walked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, told: str
) -> None:
    monkeypatch.setattr("flerpart_flow.proof.prove.proved", None)  # walking would fail
    file = tmp_path / "fil"
    file.write_text("", encoding="utf-8")
    ran = run("proof", "prove", "eget-nej", "--stories", str(file), "--lang", lang)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    below = run("proof", "prove", "eget-nej", "--stories", str(file / "mapp"), "--lang", lang)
    assert (below.code, below.out) == (2, "")
    assert str(file / "mapp") in below.err


def test_a_folder_without_permission_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*args: object, **values: object) -> None:
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr("flerpart_flow.cli.output.TemporaryFile", refused)
    ran = run("proof", "prove", "eget-nej", "--stories", str(tmp_path))
    assert (ran.code, "Behörighet saknas" in ran.err) == (2, True)


def test_stories_are_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full: a story from before stands, and nothing is left beside it."""
    faulty = without_guard("ge_samtycke", "samtycke", "individual_is_informed")
    verdict = found(faulty, "samtycke-informerad", "ordet")
    claims = claims_of(ROUTINES["flerpartsmote"])
    monkeypatch.setattr(command, "_found", lambda *asked: [(claims, (verdict,))])
    asked = ("proof", "prove", "--stories", str(tmp_path))
    assert run(*asked).code == 1
    (log,) = tmp_path.iterdir()
    assert log.name == "flerpartsmote-samtycke-informerad.jsonl"
    log.write_bytes(b"what was there\n")

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("os.fsync", full)
    ran = run(*asked)
    assert (ran.code, ran.out) == (2, "")
    assert str(log) in ran.err
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"what was there\n"]


def test_a_story_is_a_log_that_check_runs_and_prose_in_both_languages(tmp_path: Path) -> None:
    verdict = found(without_guard("ge_samtycke", "samtycke", "individual_is_informed"), "samtycke-informerad", "ordet")
    assert verdict.tale is not None
    log = tmp_path / "berattelse.jsonl"
    log.write_text("".join(f"{line.rstrip()}\n" for line in verdict.tale.log), encoding="utf-8")
    ran = run("check", str(log), "--format", "json")
    assert ran.code == 1  # without the fault the last line is refused
    assert json.loads(verdict.tale.log[-1])["event"] == "ge_samtycke"
    assert "samtycke" in verdict.tale.prose["sv"][-1]
    assert "consent" in verdict.tale.prose["en"][-1]
