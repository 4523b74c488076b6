"""Judgements that a mutant is equivalent: read strictly, and stale once the norm reads otherwise or a test notices."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

from flerpart_flow.installed import ROUTINES
from flerpart_flow.proof.mutate.equivalent import JUDGED, Judgement, digest, judged, read
from flerpart_flow.proof.mutate.operators.catalogue import mutants
from flerpart_flow.proof.mutate.report import by_group, by_norm, score
from flerpart_flow.proof.mutate.running import Fate, HarnessError, Result
from tests.mutate.suites import named
from tests.toy import TOY

WHOLE = '[[equivalent]]\nreason = "c"\nmutants = { a = "b", d = "e" }\n'


@pytest.mark.parametrize(
    "text",
    [
        f'{WHOLE}more = "d"\n',
        '[[equivalent]]\nreason = "c"\n',
        '[[equivalent]]\nreason = "c"\nmutants = {}\n',
        '[[equivalent]]\nreason = "c"\nmutants = ["a"]\n',
        '[[equivalent]]\nreason = "c"\nmutants = { a = 1 }\n',
        '[[equivalent]]\nreason = " "\nmutants = { a = "b" }\n',
        '[[equivalent]]\nreason = 1\nmutants = { a = "b" }\n',
        f'{WHOLE}[[equivalent]]\nreason = "f"\nmutants = {{ a = "b" }}\n',
    ],
)
def test_an_entry_is_read_strictly(tmp_path: Path, text: str) -> None:
    path = tmp_path / "equivalent.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(HarnessError):
        read(path)


def test_an_entry_has_a_reason_and_its_mutants_with_what_they_are_about_as_it_reads(tmp_path: Path) -> None:
    path = tmp_path / "equivalent.toml"
    path.write_text(WHOLE, encoding="utf-8")
    assert read(path) == {"a": Judgement("a", "b", "c"), "d": Judgement("d", "e", "c")}


@pytest.mark.parametrize(
    ("fate", "changed", "counts"),
    [
        (Fate.UNASSERTED, False, True),
        (Fate.UNREACHED, False, True),
        (Fate.UNASSERTED, True, False),
        (Fate.OWN, False, False),
        (Fate.OTHERS, False, False),
    ],
)
def test_a_judgement_is_stale_when_the_norm_reads_otherwise_or_a_test_notices(
    fate: Fate, changed: bool, counts: bool
) -> None:
    (mutant,) = named("toy/guard.silent/T-FIRST/a_note_first")
    norms = dict(TOY.rules().norms)
    entry = Judgement(mutant.id, digest(mutant, norms), "nobody sees it")
    if changed:
        norms["T-FIRST"] = attrs.evolve(norms["T-FIRST"], sv="En annan mening.")
    found, stale = judged([Result(mutant, fate, None, 1, 0)], {mutant.id: entry}, norms)
    assert [one.fate for one in found] == [Fate.EQUIVALENT if counts else fate]
    assert stale == ([] if counts else [mutant.id])


def test_the_judgements_that_are_kept_are_of_mutants_that_there_are_and_norms_as_they_read() -> None:
    every = {one.id: one for routine in ROUTINES.values() for one in mutants(routine)}
    norms = {ident: norm for routine in ROUTINES.values() for ident, norm in routine.rules().norms.items()}
    kept = read(JUDGED)
    assert {ident for ident in kept if ident not in every} == set()
    assert {ident for ident, one in kept.items() if one.digest != digest(every[ident], norms)} == set()


def test_a_judgement_of_a_condition_is_of_that_condition_only() -> None:
    (mutant,) = named("toy/guard.silent/T-FIRST/a_note_first")
    norms = TOY.rules().norms
    of_code = attrs.evolve(mutant, told="if event.known: without event.known")
    other = attrs.evolve(mutant, told="if event.known: without not event.known")
    assert len({digest(one, norms) for one in (mutant, of_code, other)}) == 3


def test_the_weakest_come_first_and_what_is_equivalent_is_left_out_of_the_share() -> None:
    silent, bearer, lapse, effect = named(
        "toy/guard.silent/T-FIRST/a_note_first", "toy/duty.bearer/due", "toy/duty.lapse_dropped/due/l",
        "toy/table.effect/n.1",
    )  # fmt: skip
    results = [
        Result(silent, Fate.OWN, "t", 1, 0),
        Result(bearer, Fate.OTHERS, "t", 1, 1),
        Result(lapse, Fate.EQUIVALENT, None, 1, 1),
        Result(effect, Fate.UNASSERTED, None, 1, 1),
    ]
    assert [(one.name, one.own, one.any, one.total) for one in by_group(results)] == [
        ("duties", 0.0, 100.0, 1),
        ("table", 0.0, 0.0, 1),
        ("guards", 100.0, 100.0, 1),
    ]
    assert [(one.name, one.own) for one in by_norm(results)] == [("T-DUTY", 0.0), ("T-FIRST", 100.0)]
    assert score("all", results).total == 3
