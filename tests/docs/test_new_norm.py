"""A new norm with its guard touches few files by hand; what follows from it is written anew by ``make generated``.

Shown on a copy of the toy routine (tests/toy.py) that lives in a folder of its own, with words, a bundled log, a test
of its norms and a change log, as a routine of ours has them. In the toy guard, table and revision stand in one module;
in a routine of ours in three, so that two files more are touched there.
"""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Final

import pytest

from flerpart_flow import Refused, Routine, open_case, read_log_file, review
from flerpart_flow.proof.evidence import marked_with
from tests import toy
from tests.docs.package import importable
from tests.examples.pinned import pinned
from tests.generated import OF_A_ROUTINE, Home

MOST: Final = 8
"""So many files may be touched by hand; in the toy two fewer, since it is one module."""
HERE: Final = Path(toy.__file__).parent
LOG: Final = """\
{"flerpart_flow":1,"routine":"toy","case":"toy-1","rules":{}}
{"nr":1,"event":"a","occurred_at":"2026-01-12T09:00:00+01:00","recorded_at":"2026-01-12T09:00:00+01:00","by":"nord"}
{"nr":2,"event":"o","occurred_at":"2026-01-13T09:00:00+01:00","recorded_at":"2026-01-13T09:00:00+01:00","by":"nord","dag":"2026-01-20"}
"""
TESTS: Final = """\
from tests.policy import policy


@policy("T-TEXT")
def test_a_note_without_a_text_is_refused() -> None: ...
"""

NORM: Final = """
[[norm]]
id = "T-WHEN"
source = "toy"
heading = "Duties"
class = ["F"]
modality = "obligation"
bearer = "varje_enhet"
severity = "block"
sv = "Ett löfte säger när."
en = "A promise says when."
"""
GUARD: Final = '''
@guard("T-WHEN", reads=("dag",))
def says_when(facts: Facts, event: Any, rules: Any) -> Findings:
    """The promise says when."""
    return () if event.dag else (missing("T-WHEN", Message("leksak.dag_saknas")),)


def counted('''
TWINS: Final = """

from leksak_after import rutin


@policy("T-WHEN")
def test_a_promise_without_a_day_is_refused() -> None:
    assert not rutin.play("a").decide(rutin.letter("o", 1)).allowed


@policy("T-WHEN")
def test_a_promise_with_a_day_is_accepted() -> None:
    assert rutin.play("a").decide(rutin.letter("o", 1, dag=rutin.date(2026, 1, 20))).allowed
"""


def added(text: str) -> Callable[[str], str]:
    """At the end."""
    return lambda there: there + text


def words(guard: str, finding: str) -> Callable[[str], str]:
    """A phrase for the guard, and what is said when its norm isn't met."""
    return added(f'\n[vakter]\nsays_when = "{guard}"\n\n[fynd.leksak]\ndag_saknas = "{finding}"\n')


def in_the_module(there: str) -> str:
    """The guard, its place in the table, and a higher revision."""
    row = 'Move(event=O, by=ANY_UNIT, to={"A": STAY, "B": STAY, "P": STAY}, effect=promised'
    told = ("\ndef counted(", f"{row})", '"revision": 1')
    assert [there.count(one) for one in told] == [1, 1, 1]
    guarded = there.replace("\ndef counted(", GUARD).replace(f"{row})", f"{row}, guards=(says_when,))")
    return guarded.replace('"revision": 1', '"revision": 2')


BY_HAND: Final[Mapping[str, Callable[[str], str]]] = {
    "leksak_after/rules/norms.toml": added(NORM),
    "leksak_after/rutin.py": in_the_module,
    "leksak_after/sv.toml": words("löftet säger när", "Löftet säger inte när."),
    "leksak_after/en.toml": words("the promise says when", "The promise does not say when."),
    "tests/norms/leksak/test_leksak.py": added(TWINS),
    "CHANGELOG.md": added("- T-WHEN: a promise says when.\n"),
}
"""Everything that is done by hand, by file."""


def copy_of_the_toy(root: Path, package: str) -> None:
    """The toy as a package of its own, and around it what a routine of ours has."""
    folder = root / package
    shutil.copytree(HERE / "toy_rules", folder / "rules", ignore=shutil.ignore_patterns("__pycache__", "uncarried*"))
    (folder / "__init__.py").touch()
    source = (HERE / "toy.py").read_text(encoding="utf-8")
    own = f'texts={{"sv": (("{package}", "sv.toml"),), "en": (("{package}", "en.toml"),)}},'
    told = ('"tests.toy_rules"', 'routine="toy",\n', "TOY: Final = build()")
    assert [source.count(one) for one in told] == [1, 1, 1]
    changed = source.replace(told[0], f'"{package}.rules"').replace(told[1], f"{told[1]}    {own}\n")
    (folder / "rutin.py").write_text(changed.replace(told[2], "TOY: Final = Routine(**DEFINITION)"), encoding="utf-8")
    for lang in ("sv", "en"):
        (folder / f"{lang}.toml").write_text(_labels(), encoding="utf-8")
    for name, text in (
        ("examples/lofte.jsonl", LOG),
        ("tests/norms/leksak/test_leksak.py", TESTS),
        ("CHANGELOG.md", ""),
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


def _labels() -> str:
    """The toy's labels, each a letter or so, as the file of a language has them."""
    kinds: dict[str, list[str]] = {}
    for key in (*toy.LABELS, "val.back_when_even.A", "val.back_when_even.B"):
        kind, _, name = key.rpartition(".")
        kinds.setdefault(kind, []).append(f'{name} = "bokstaven {name}"\n')
    return "\n".join(f"[{kind}]\n{''.join(lines)}" for kind, lines in kinds.items())


def home(root: Path, routine: Routine) -> Home:
    """The copy as a home of what is generated."""
    return Home(root, {"toy": routine})


def files(root: Path) -> dict[str, bytes]:
    """Every file of the copy, save what Python leaves."""
    there = (path for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in there}


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the toy in which all that is generated is up to date."""
    root = tmp_path_factory.mktemp("before")
    copy_of_the_toy(root, "leksak_before")
    with importable(root):
        made = home(root, import_module("leksak_before.rutin").TOY)
        for kind in OF_A_ROUTINE:
            assert kind(made), f"{kind.__name__} has nothing to write"
    return root


@pytest.fixture(scope="module")
def after(before: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, ModuleType]]:
    """The same under another name, since a package is imported once only; and then the new norm, by hand."""
    root = tmp_path_factory.mktemp("after") / "copy"
    shutil.copytree(before, root, ignore=shutil.ignore_patterns("leksak_before"))
    shutil.copytree(before / "leksak_before", root / "leksak_after", ignore=shutil.ignore_patterns("__pycache__"))
    module = root / "leksak_after" / "rutin.py"
    module.write_text(module.read_text(encoding="utf-8").replace("leksak_before", "leksak_after"), encoding="utf-8")
    there = files(root)
    for name, edit in BY_HAND.items():
        (root / name).write_text(edit((root / name).read_text(encoding="utf-8")), encoding="utf-8")
    assert {name for name, held in files(root).items() if held != there[name]} == set(BY_HAND)
    with importable(root):
        yield root, import_module("leksak_after.rutin")


def test_a_new_norm_with_its_guard_touches_few_files_by_hand() -> None:
    assert len(BY_HAND) + 2 <= MOST


def test_the_routine_is_built_and_judges_by_the_new_norm(after: tuple[Path, ModuleType]) -> None:
    _, copy = after
    case = copy.play("a")
    with pytest.raises(Refused) as caught:
        case.apply(copy.letter("o", 1))
    assert caught.value.account.norms == ("T-WHEN",)
    assert "Löftet säger inte när." in caught.value.text("sv")
    assert "The promise does not say when." in caught.value.text("en")
    assert case.apply(copy.letter("o", 1, dag=date(2026, 1, 20))).phase == "A"
    assert open_case(copy.TOY, "toy-1").rules.digest != toy.TOY.rules().digest


def test_all_else_is_written_anew_by_one_command(after: tuple[Path, ModuleType]) -> None:
    root, copy = after
    made = home(root, copy.TOY)
    kept = files(root)

    changed = {kind.__name__: [path.relative_to(root).as_posix() for path in kind(made)] for kind in OF_A_ROUTINE}

    assert all(changed.values())
    assert changed["pinned_logs"] == ["examples/lofte.jsonl"]
    assert changed["events_pages"] == ["docs/events/toy.md"]
    written = {name for names in changed.values() for name in names}
    assert {name for name, held in files(root).items() if held != kept.get(name)} == written
    assert written & set(BY_HAND) == set()
    assert not any(kind(made) for kind in OF_A_ROUTINE)
    page = (root / "docs" / "events" / "toy.md").read_text(encoding="utf-8")
    assert "| `o` | The promise says when. | `dag` | refused: `T-WHEN` |" in page
    assert marked_with("T-WHEN", root / "tests")


def test_the_bundled_log_is_judged_under_the_rules_that_it_is_pinned_to_now(after: tuple[Path, ModuleType]) -> None:
    root, copy = after
    path = root / "examples" / "lofte.jsonl"
    first, end, rest = path.read_text(encoding="utf-8").partition("\n")
    path.write_text(pinned(first, {"toy": copy.TOY}) + end + rest, encoding="utf-8")
    log = read_log_file(path, {"toy": copy.TOY})
    assert review(log).follows_the_routine
    assert log.case().rules.digest == copy.TOY.rules().digest


def test_its_twins_pass(after: tuple[Path, ModuleType]) -> None:
    root, _ = after
    spec = importlib.util.spec_from_file_location("test_leksak", root / "tests" / "norms" / "leksak" / "test_leksak.py")
    assert spec is not None
    assert spec.loader is not None
    twins = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(twins)
    twins.test_a_promise_without_a_day_is_refused()
    twins.test_a_promise_with_a_day_is_accepted()
