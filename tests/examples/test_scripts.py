"""Every script in examples/ runs, and says what somebody who copies it would look for."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

import pytest

from flerpart_flow import load
from tests.examples.pinned import DAMAGED, EXAMPLES, LOGS
from tests.waiting import PATIENCE

SCRIPTS = sorted(path.stem for path in EXAMPLES.glob("*.py"))


def run(script: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The script as a user runs it, from elsewhere."""
    command = [sys.executable, "-W", "error", "-X", "utf8", EXAMPLES / f"{script}.py", *arguments]
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", cwd=EXAMPLES.parent.parent, check=False, timeout=PATIENCE
    )


def says(output: str, *expected: str) -> None:
    """Each of these stands in the output, in this order."""
    rest = output
    for one in expected:
        assert one in rest, f"{one!r} is missing, or not where it should be, in:\n{output}"
        rest = rest[rest.index(one) + len(one) :]


def lines(output: str, start: str) -> list[str]:
    """What stands indented below the line that starts so."""
    found = output.splitlines()
    at = next(number for number, line in enumerate(found) if line.startswith(start))
    below: Iterable[str] = found[at + 1 :]
    taken = []
    for line in below:
        if not line.startswith("  "):
            break
        taken.append(line.strip())
    return taken


def imported(script: str) -> ModuleType:
    """The script as a module, for its functions."""
    spec = importlib.util.spec_from_file_location(script, EXAMPLES / f"{script}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("script", SCRIPTS)
def test_it_runs_and_complains_of_nothing(script: str) -> None:
    done = run(script)
    assert done.stderr == ""
    assert done.returncode == (4 if script == "check_a_folder" else 0)
    assert done.stdout.strip()


@pytest.mark.parametrize("script", SCRIPTS)
def test_it_has_a_main_and_says_what_it_is_for(script: str) -> None:
    module = imported(script)
    assert callable(module.main)
    assert f"python examples/{script}.py" in (module.__doc__ or "")


def test_open_and_drive_a_case(tmp_path: Path) -> None:
    log = tmp_path / "arende.jsonl"
    out = run("open_and_drive_a_case", log).stdout
    says(
        out,
        "Ärendet är öppnat och står i fasen forberedelse.",
        "Får inte kalla till mötet (3 hinder):",
        "HINDER PR-MALGRUPP-2: Det är okänt om individen vill att Arbetsförmedlingen är med. Individen kan svara.",
        "HINDER FM-FORBEREDELSE-4: ",
        "→ ordföranden: förbereda mötet tillsammans med individen (forbered)",
        "Ärendet står i fasen kallelse.",
    )
    owed = lines(out, "Vem ska göra vad:")
    assert [line.rpartition("[")[2].rstrip("]") for line in owed] == [
        "FM-SAMTYCKE-6",  # the one unit that hasn't documented the consent
        "FM-KALLELSE-3",
        "FM-KALLELSE-3",
        "FM-FORBEREDELSE-10",  # of each that will be there: the two called, and the chair
        "FM-FORBEREDELSE-10",
        "FM-FORBEREDELSE-10",
    ]
    assert owed[0].startswith("kommunens enhet för ekonomiskt bistånd (sedan 11 dagar)")  # and 23 hours
    written = load(log).case()
    assert (written.phase, len(written.lines)) == ("kallelse", 11)


def test_why_not_and_what_next() -> None:
    out = run("why_not_and_what_next").stdout
    says(
        out,
        "Kallelsen kan inte skickas än. 5 saker står i vägen:",
        "Det är okänt om individen vill att Försäkringskassan är med. Individen kan svara.",
        "(PR-MALGRUPP-2)",
        "Så här: Vänta, eller gå vidare utan Försäkringskassan. Om individen själv vill: bestämma vilka som ska delta",
        "Regionen ska delta men har inte gett någon tid ännu.",
        "(FM-BOKNING-1)",
        "Så här: Regionen: ange tid för mötet",
        "(FM-KALLELSE-1)",
        "(FM-KALLELSE-7)",
        "(FM-KALLELSE-9)",
        "Det här är bra att veta, men hindrar inte:",
        "Antal dagar som fattas: 7. (PR-FORB-3)",
    )
    possible = {line.partition(":")[0]: line.partition(": ")[2] for line in lines(out, "Det här går att göra nu:")}
    assert possible["ange tid för mötet"].startswith("Regionens psykiatri")
    assert possible["återkalla samtycket"] == "individen"
    assert possible["informera individen inför samtycket"].startswith("en enhet hos någon av parterna")
    assert possible["avsluta ärendet"].startswith("kommunens arbetsmarknadsenhet eller individen")
    assert "kalla till mötet" not in possible
    assert not re.search(r"[a-z]+_[a-z]+", " ".join([*possible, *possible.values()])), "a code, and not Swedish"


def test_why_not_says_yes_when_nothing_is_in_the_way(tmp_path: Path) -> None:
    says(run("why_not_and_what_next", LOGS / "tackade_nej.jsonl").stdout, "Avslut")


def test_check_a_folder() -> None:
    out = run("check_a_folder").stdout
    for name in ("bruten_rad", "okand_enhet", "overhoppat_nummer", "tiden_gar_baklanges"):
        says(out, f"{name}.jsonl: går inte att läsa. Rad ")
    says(out, "kallade_fore_regionen.jsonl: 1 fel", "händelse 12, kalla:", "FM-BOKNING-1", "därav följer också: 13")
    says(out, "uppgift_utanfor_samtycket.jsonl: 4 fel mot rutinen (av 18 händelser)")
    says(out, "utan_regler_i_huvudet.jsonl: anger inga regler, bedömd efter 2026.1")
    assert "rakt_igenom" not in out
    assert out.endswith("14 av 37 loggar följer rutinen, 16 bryter mot den, 7 går inte att läsa.\n")


@pytest.mark.parametrize(
    ("sources", "code"),
    [
        ((LOGS / "rakt_igenom.jsonl", LOGS / "tackade_nej.jsonl"), 0),
        ((LOGS / "rakt_igenom.jsonl", LOGS / "plan_utan_ansvarig.jsonl"), 1),
        ((LOGS / "plan_utan_ansvarig.jsonl", DAMAGED / "bruten_rad.jsonl"), 4),
        ((), 0),
    ],
)
def test_check_a_folder_has_an_exit_code(tmp_path: Path, sources: tuple[Path, ...], code: int) -> None:
    for source in sources:
        shutil.copy(source, tmp_path)
    done = run("check_a_folder", tmp_path)
    assert (done.returncode, done.stderr) == (code, "")


def test_check_a_folder_tells_of_rules_that_are_not_installed(tmp_path: Path) -> None:
    text = (LOGS / "tackade_nej.jsonl").read_text(encoding="utf-8")
    other = re.sub(r"sha256:[0-9a-f]{64}", f"sha256:{'0' * 64}", text)
    (tmp_path / "andra_regler.jsonl").write_text(other, encoding="utf-8")
    done = run("check_a_folder", tmp_path)
    assert done.returncode == 4
    says(done.stdout, "andra_regler.jsonl: går inte att läsa. Ärendet startade under andra regler")


def test_plan_dates() -> None:
    """By the almanac: 10 February 2027 is a Wednesday, six weeks before is 30 December, five is Epiphany."""
    out = run("plan_dates").stdout
    says(
        out,
        "Framförhållning: Regionen 6 veckor, övriga 5 veckor.",
        "Möte onsdag 2027-02-10, med Regionen:",
        "Regionen bör kontaktas senast onsdag 2026-12-30 [FM-BOKNING-2]",
        "de övriga bör kallas senast tisdag 2027-01-05 (onsdag 2027-01-06 är ingen arbetsdag) [PR-FORB-3]",
        "Regionen har 6 dagar på sig att svara",
        "mötet hålls tidigast onsdag 2027-02-03",
        "utan Regionen:",
        "[FM-BOKNING-5]",
        "mötet hålls tidigast onsdag 2027-01-27",
    )


def test_plan_dates_for_other_days() -> None:
    """Work that begins on Christmas Eve begins on the next working day, Monday 28 December."""
    out = run("plan_dates", "2027-06-25", "2026-12-24").stdout
    says(out, "arbetet börjar måndag 2026-12-28", "mötet hålls tidigast måndag 2027-02-08")


def test_may_i_tell() -> None:
    out = run("may_i_tell").stdout
    says(
        out,
        "Får kommunens arbetsmarknadsenhet berätta för Arbetsförmedlingen om ämnet ”arbete”? Ja.",
        "ämnet ”ekonomi”? Nej.",
        "FM-SAMTYCKE-4",
        "ämnet ”boende”? Nej.",
        "FM-SAMTYCKE-3",
        "Får Försäkringskassan berätta för Regionens psykiatri om ämnet ”hälsa”? Nej.",
        "FM-SAMTYCKE-6",
        "Får kommunens arbetsmarknadsenhet berätta för individen om ämnet ”hälsa”? Ja.",
        "Och den dag då behovet identifierades:",
        "FM-SAMTYCKE-2",
    )


def test_form_in_a_browser() -> None:
    """What it does in a browser: test_form_in_a_browser.py."""
    out = run("form_in_a_browser").stdout
    says(out, "Formuläret för att kalla till mötet:", "när det hände (krävs)", "starttid (krävs, FM-KALLELSE-7)")
    assert "  sluttid (frivilligt): " in out


def test_overlay() -> None:
    """50 days are 6 short of eight weeks, which a tolerance of 7 makes a note; 24 are 18 short of six, 32 of eight."""
    out = run("overlay").stdout
    assert [line.partition(":")[0] for line in lines(out, "Rutinens egna värden (6 veckor")] == [
        "händelse 19",
        "händelse 20",
    ]
    own = lines(out, "Med organisationens värden (8 veckor")
    assert own[0].startswith("händelse 13: upplysning FM-BOKNING-2")
    assert own[0].endswith("fattas: 6.")
    assert own[1].startswith("händelse 19: varning FM-BOKNING-2")
    assert own[1].endswith("fattas: 32.")
    assert own[2].startswith("händelse 20: varning PR-FORB-3")
    assert own[2].endswith("fattas: 12.")
    says(out, "En ny enhet: kommunens vuxenutbildning", "Norm FM-SAMTYCKE-2 skyddar individen")


def test_the_readme_names_every_script_and_log() -> None:
    text = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_]+\.(?:py|jsonl|toml))`", text))
    there = [path for path in EXAMPLES.rglob("*") if path.suffix in {".py", ".jsonl", ".toml"}]
    # Packages are named as a whole: what stands in them, docs/adding-a-routine.md tells.
    packages = {path.parent for path in there if path.name == "pyproject.toml"} | {EXAMPLES / "case_system"}
    assert named == {path.name for path in there if packages.isdisjoint(path.parents)}
    assert all(f"`{package.name}/`" in text for package in packages)


def test_linked_cases() -> None:
    """The meeting was initiated on 10 February, its plan approved on 14 April and recorded on the 16th."""
    out = run("linked_cases").stdout
    says(
        out,
        "Händelse 23 öppnar fm-2026-0058 i rutinen flerpartsmote,",
        "med en länk till ui-2026-0042 och utan samtycke.",
        "FM-SAMTYCKE-8: ",
        "Den 2026-02-20:",
        "i ui-2026-0042, när det finns något att registrera: registrera_plan planform=flerpartsmote",
        "Den 2026-04-15:",
        "i ui-2026-0042, nu: registrera_plan planform=flerpartsmote arende=fm-2026-0058 (UI-SAMV-5)",
        "Den 2026-05-01:",
        "ui-2026-0042 → fm-2026-0058: ingenting återstår att registrera.",
        "FEL: Ärendena går runt i en cirkel, så att de kommer ur sig själva: ui-2026-9030 → ui-2026-9031",
    )
