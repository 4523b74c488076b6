"""``documents`` and ``outbox``: what is written where, and what is refused."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest

from flerpart_flow import write_log_file
from flerpart_flow.documents.render import docx, pdf
from flerpart_flow.routines.flerpartsmote import AterkallaSamtycke, BestamDeltagare, DelaUtPlan, Kalla
from tests.cli.running import AF, ROOT, UNIT, run, spawn
from tests.stories import EKONOMI, INDIVID, approved, moment, prepared, summons

DEMO = str(ROOT / "src" / "flerpart_flow" / "routines" / "flerpartsmote" / "demo.jsonl")
CALLED = "2026-02-05"


def test_all_that_are_due_are_written_for_their_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "papper"
    ran = run("documents", DEMO, "-o", str(folder), "--format", "text")
    assert (ran.code, ran.err) == (0, "")
    (own,) = folder.iterdir()
    names = sorted(path.name for path in own.iterdir())
    assert f"{len(names)} papper är skrivna till {own}" in ran.out
    assert stat.S_IMODE(own.stat().st_mode) == 0o700
    assert {"0022-kallelse-arbetsformedlingen.txt", "0083-plan-region_psykiatri.txt"} <= set(names)
    assert {stat.S_IMODE(path.stat().st_mode) for path in own.iterdir()} == {0o600}


def test_one_paper_as_docx(tmp_path: Path) -> None:
    asked = ("documents", DEMO, "--kind", "kallelse", "--to", AF, "--at", CALLED, "--format", "docx")
    assert run(*asked, "-o", str(tmp_path)).code == 0
    (made,) = tmp_path.rglob("*.docx")
    assert made.name == "kallelse-arbetsformedlingen.docx"
    assert made.read_bytes().startswith(b"PK")


def test_one_paper_to_stdout_in_either_language() -> None:
    asked = ("documents", DEMO, "--kind", "kallelse", "--to", AF, "--at", CALLED, "--format", "text")
    assert run(*asked).out.startswith("Kallelse till flerpartsmöte\n")
    assert run(*asked, "--lang", "en").out.startswith("Summons to a multi-party meeting\n")


def test_what_the_routine_doesnt_allow_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    asked = ("documents", DEMO, "--kind", "plan", "--to", AF, "--at", CALLED)
    ran = run(*asked, "-o", str(tmp_path / "papper"))
    assert (ran.code, ran.out) == (1, "")
    assert "FM-ROLL-6" in ran.err
    assert not (tmp_path / "papper").exists()


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("--kind", "kallelse"),
        ("--kind", "kallelse", "--to", "nagon"),
        ("--kind", "brev"),
        ("--kind", "plan", "--to", AF, "--plan", "två"),
        ("--kind", "plan", "--to", AF, "--plan", "9"),
        ("--kind", "kallelse", "--to", AF, "--at", CALLED, "--format", "pdf"),
        ("--kind", "kallelse", "--to", AF, "--at", CALLED, "--format", "docx"),
    ],
)
def test_what_cant_be_asked_for_is_two_and_says_so(args: tuple[str, ...]) -> None:
    ran = run("documents", DEMO, *args)
    assert (ran.code, ran.out) == (2, "")
    assert "Fel: " in ran.err


def test_a_folder_that_is_a_file_is_two(tmp_path: Path) -> None:
    (tmp_path / "papper").touch()
    assert run("documents", DEMO, "-o", str(tmp_path / "papper")).code == 2


@pytest.mark.parametrize(("form", "lacks"), [("pdf", "inga typsnitt"), ("pdf", "render"), ("docx", "docx")])
def test_without_a_font_or_an_extra_it_is_told_and_nothing_is_written(
    form: str, lacks: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(name: str) -> None:
        raise ModuleNotFoundError(name)

    if "typsnitt" in lacks:
        monkeypatch.setattr(pdf, "_has_fonts", lambda: False)
    else:
        monkeypatch.setattr(pdf if form == "pdf" else docx, "import_module", none)
    ran = run("documents", DEMO, "-o", str(tmp_path / "papper"), "--format", form)
    assert (ran.code, ran.out) == (2, "")
    assert lacks in ran.err
    assert not (tmp_path / "papper").exists()


def of_another_case(tmp_path: Path) -> str:
    """The demo's log as another case."""
    path = tmp_path / "annat.jsonl"
    path.write_text(Path(DEMO).read_text(encoding="utf-8").replace('"demo-1"', '"demo-2"'), encoding="utf-8")
    return str(path)


def test_the_papers_of_two_cases_lie_apart_and_the_names_tell_nothing_of_either(tmp_path: Path) -> None:
    folder = tmp_path / "papper"
    for log in (DEMO, of_another_case(tmp_path)):
        assert run("documents", log, "-o", str(folder), "--format", "text", "--to", AF).code == 0
    first, second = (sorted(path.name for path in own.iterdir()) for own in folder.iterdir())
    assert first == second
    assert all(re.fullmatch(r"[0-9a-f]{16}", own.name) for own in folder.iterdir())


def test_another_version_and_a_draft_take_no_papers_place(tmp_path: Path) -> None:
    asked = ("documents", DEMO, "--kind", "plan", "--to", "region:psykiatri", "--at", "2026-09-17", "--format", "text")
    for more in ((), ("--plan", "1"), ("--plan", "1", "--draft")):
        assert run(*asked, *more, "-o", str(tmp_path)).code == 0
    assert sorted(path.name for path in tmp_path.rglob("*.txt")) == [
        "plan-1-region_psykiatri-utkast.txt",
        "plan-1-region_psykiatri.txt",
        "plan-region_psykiatri.txt",
    ]


@pytest.mark.parametrize("which", ["the folder", "a file"])
def test_a_link_is_never_followed_and_nothing_is_written(tmp_path: Path, which: str) -> None:
    asked = ("documents", DEMO, "-o", str(tmp_path / "papper"), "--format", "text")
    assert run(*asked).code == 0
    (own,) = (tmp_path / "papper").iterdir()
    outside = tmp_path / "utanfor"
    if which == "a file":
        outside.write_text("mitt", encoding="utf-8")
        target = own / "0083-plan-region_psykiatri.txt"
        target.unlink()
        target.symlink_to(outside)
        (own / "0022-kallelse-arbetsformedlingen.txt").write_text("gammalt", encoding="utf-8")
    else:
        own.rename(outside)
        own.symlink_to(outside)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    ran = run(*asked)
    assert (ran.code, ran.out) == (2, "")
    assert "är en länk" in ran.err
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_what_no_longer_holds_is_marked_and_told(tmp_path: Path) -> None:
    ran = run("documents", DEMO, "-o", str(tmp_path), "--format", "text", "--to", AF)
    assert "Märkta som att de inte gäller längre: 4." in ran.out
    marked = {path.name for path in tmp_path.rglob("*.txt") if path.read_text("utf-8").startswith("*** Gäller inte")}
    assert marked == {
        "0022-kallelse-arbetsformedlingen.txt",
        "0028-ny_tid-arbetsformedlingen.txt",
        "0053-plan-arbetsformedlingen.txt",
        "0068-plan-arbetsformedlingen.txt",
    }


def test_what_a_paper_leaves_out_and_what_isnt_sent_is_told(tmp_path: Path) -> None:
    log = tmp_path / "arende.jsonl"
    story = approved()
    story.do(AterkallaSamtycke, INDIVID, day=61)
    story.do(DelaUtPlan, day=62, occurred_at=moment(60.9), recorded_at=moment(62), version=1, till=(INDIVID, AF))
    write_log_file(log, story.case)
    ran = run("documents", str(log), "-o", str(tmp_path / "papper"))
    line = f"Skrivs inte efter rad {len(story.case.lines)}: Plan för samordnad rehabilitering mot arbete"
    assert f"{line} till Arbetsförmedlingen. Rutinen tillåter det inte (" in ran.out
    assert f"{line} till Arbetsförmedlingen" in run("outbox", str(log)).out
    (told,) = run("outbox", str(log), "--format", "json").data["withheld"]
    assert (told["kind"], told["to"]) == ("plan", AF)
    assert "FM-SAMTYCKE-2" in told["norms"]
    asked = ("documents", str(invited(tmp_path)), "--kind", "kallelse", "--to", "arbetsgivare", "--at", "2026-01-18")
    assert "inte sagt ja till något ämne" in run(*asked).err
    assert "inte sagt ja till något ämne" in run(*asked, "-o", str(tmp_path / "ett")).out


def invited(tmp_path: Path) -> Path:
    """A case in which an employer is invited, for whom there is no topic."""
    story = prepared()
    story.do(BestamDeltagare, INDIVID, deltagare=("arbetsgivare",), svar="ja")
    story.do(Kalla, day=5, **summons((AF, EKONOMI, "arbetsgivare")))
    write_log_file(tmp_path / "inbjuden.jsonl", story.case)
    return tmp_path / "inbjuden.jsonl"


def test_outbox_as_a_table_and_as_json() -> None:
    shown = run("outbox", DEMO, "--after", "84").out
    assert "Arbetsförmedlingen" in shown
    assert "Avvikelse till den egna rutinen" in shown
    assert "installt" not in shown
    assert "Kallelse till flerpartsmöte (gäller inte längre)" in run("outbox", DEMO).out
    data = run("outbox", DEMO, "--after", "84", "--format", "json").data
    assert data["format"] == "flerpart_flow/outbox/1"
    assert data["lines"] == 88
    assert [(one["nr"], one["kind"]) for one in data["mail"]] == [(85, "avvikelse"), (88, "installt"), (88, "installt")]
    assert "e_post" not in data["mail"][0]["channels"]
    assert ["sdk" in one["channels"] for one in data["mail"]] == [True, True, False]
    assert [one["outdated"] for one in data["mail"]] == [False, False, False]
    assert data["withheld"] == []


def test_outbox_with_nothing_due_and_with_no_number() -> None:
    assert "Det finns inget att skicka." in run("outbox", DEMO, "--after", "88").out
    assert run("outbox", DEMO, "--after", "x").code == 2


@pytest.fixture
def salt(tmp_path: Path) -> str:
    path = tmp_path / "salt"
    path.write_text("ett salt som bara testerna vet\n", encoding="utf-8")
    return str(path)


def test_calendar_files_are_written_beside_the_papers_when_there_is_a_salt(tmp_path: Path, salt: str) -> None:
    ran = run("documents", DEMO, "-o", str(tmp_path / "papper"), "--format", "text", "--salt-file", salt)
    assert (ran.code, ran.err) == (0, "")
    (folder,) = (tmp_path / "papper").iterdir()
    files = sorted(path.name for path in folder.glob("*.ics"))
    assert f"{len(files)} filer till kalendrar" in ran.out
    assert [name for name in files if "arbetsformedlingen" in name] == [
        "0022-kallelse-arbetsformedlingen.ics",
        "0025-installt-arbetsformedlingen.ics",
        "0028-ny_tid-arbetsformedlingen.ics",
        "0029-installt-arbetsformedlingen.ics",
        "0040-kallelse-arbetsformedlingen.ics",
        "0054-uppfoljning-arbetsformedlingen.ics",
        "0069-uppfoljning-arbetsformedlingen.ics",
    ]
    assert all((folder / name).with_suffix(".txt").exists() for name in files)
    assert {stat.S_IMODE((folder / name).stat().st_mode) for name in files} == {0o600}
    assert b"METHOD:CANCEL" in (folder / "0029-installt-arbetsformedlingen.ics").read_bytes()


def test_the_agenda_of_a_unit_as_a_calendar(salt: str) -> None:
    asked = ("agenda", DEMO, "--by", UNIT, "--at", "2026-04-01", "--format", "ics", "--salt-file", salt)
    ran = run(*asked)
    assert (ran.code, ran.err) == (0, "")
    assert "METHOD" not in ran.out
    assert "SUMMARY:Möte" in ran.out
    assert "SUMMARY:Meeting" in run(*asked, "--lang", "en").out
    assert UNIT not in ran.out


def test_the_same_bytes_wherever_and_whenever_it_is_asked(salt: str) -> None:
    asked = ("agenda", DEMO, "--by", UNIT, "--at", "2026-04-01T08:00:00+02:00", "--format", "ics", "--salt-file", salt)
    first = spawn(*asked, env={"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo"})
    second = spawn(*asked, env={"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LC_ALL": "C"})
    assert first.returncode == 0
    assert first.stdout == second.stdout
    assert b"\r\nBEGIN:VEVENT\r\n" in first.stdout


@pytest.mark.parametrize(
    "args",
    [
        ("agenda", DEMO, "--by", UNIT, "--format", "ics"),
        ("agenda", DEMO, "--format", "ics", "--salt-file", "SALT"),
        ("agenda", DEMO, "--by", UNIT, "--salt-file", "SALT"),
        ("agenda", DEMO, "--by", UNIT, "--format", "ics", "--salt-file", "SHORT"),
        ("agenda", DEMO, "--by", UNIT, "--format", "ics", "--salt-file", "NONE"),
        ("documents", DEMO, "-o", "FOLDER", "--salt-file", "SHORT"),
        ("documents", DEMO, "-o", "FOLDER", "--salt-file", "NONE"),
        ("documents", DEMO, "-o", "FOLDER", "--kind", "kallelse", "--to", AF, "--salt-file", "SALT"),
    ],
)
def test_a_calendar_without_its_salt_or_party_is_two_and_nothing_is_written(
    args: tuple[str, ...], tmp_path: Path, salt: str
) -> None:
    (tmp_path / "short").write_text("kort", encoding="utf-8")
    named = {"SALT": salt, "SHORT": "short", "NONE": "none", "FOLDER": "papper"}
    ran = run(*(str(tmp_path / named[one]) if one in named else one for one in args))
    assert (ran.code, ran.out) == (2, "")
    assert "Fel: " in ran.err
    assert not (tmp_path / "papper").exists()


def test_what_the_individual_is_told_is_written_in_easy_swedish_when_asked_for(tmp_path: Path) -> None:
    ran = run(
        "documents", DEMO, "--to", "individ", "--lang", "sv-lattlast", "--format", "text", "-o", str(tmp_path / "p")
    )
    assert ran.code == 0
    papers = {path.name[5:]: path.read_text(encoding="utf-8") for path in (tmp_path / "p").rglob("*.txt")}
    assert "Du får ta tillbaka allt eller en del." in papers["information_infor_samtycke-individ.txt"]
    assert "Du kan ändra dig" not in papers["information_infor_samtycke-individ.txt"]
    one = run("documents", DEMO, "--kind", "kallelse", "--to", "individ", "--lang", "sv-lattlast", "--at", "2026-02-05")
    assert (one.code, one.out) == (2, "")
