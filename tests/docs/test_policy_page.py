"""docs/policy.md is what the norms and their twins make it."""

from __future__ import annotations

from flerpart_flow import ROUTINES
from flerpart_flow.proof.coverage import covered
from tests import toy
from tests.cli.running import run
from tests.docs import policy_page
from tests.generated import HOW


def test_the_page_is_up_to_date() -> None:
    assert policy_page.PAGE.read_text(encoding="utf-8") == policy_page.written(), HOW


def test_a_norm_is_covered_by_the_twins_that_it_decides() -> None:
    found = {one.norm.id: one for one in covered(ROUTINES["flerpartsmote"])}
    place = found["FM-KALLELSE-9"]  # kallelse/twins.toml: one pair, refused without the contact and allowed with it
    assert (place.twins, place.earned, place.seen, place.limit) == (1, 1, ("ja", "nej"), False)
    notice = found["FM-BOKNING-5"]
    assert notice.limit
    assert {"ja", "varnas"} <= set(notice.seen)


def test_a_routine_without_twins_covers_nothing() -> None:
    assert not any(one.decisive for one in covered(toy.TOY))


def test_the_command_tells_which_norms_have_none_and_holds_a_gate() -> None:
    ran = run("proof", "coverage", "--routine", "flerpartsmote")
    assert ran.code == 0
    assert "FM-KALLELSE-9" in ran.out
    share = run("proof", "coverage", "--format", "json").data["share"]
    assert run("proof", "coverage", "--at-least", str(int(share))).code == 0
    assert run("proof", "coverage", "--at-least", str(int(share) + 1)).code == 1
