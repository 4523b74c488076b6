"""``status`` and ``check`` on linked logs: each case, how they hang together, what is wrong and what comes next."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import RIGHT, ROOT, event, run, written

LOGS = ROOT / "examples" / "logs"
LINKS = ROOT / "examples" / "damaged" / "links"
UI, FM = str(LOGS / "ui_lankat_ratt.jsonl"), str(LOGS / "fm_lankat_ratt.jsonl")
CIRCLE = [str(path) for path in sorted(LINKS.glob("cirkel_*.jsonl"))]
MISSING = [str(path) for path in sorted(LINKS.glob("saknas_*.jsonl"))]
FOREIGN = [str(path) for path in sorted(LINKS.glob("annan_rutin_*.jsonl"))]
ITSELF = str(LINKS / "sig_sjalvt_ui.jsonl")


def _words(text: str) -> str:
    return " ".join(text.split())


# --- status -------------------------------------------------------------------------------------------------------


def test_status_of_linked_logs_shows_each_case_and_then_how_they_hang_together() -> None:
    ran = run("status", UI, FM, "--at", "2026-02-20")
    assert (ran.code, ran.err) == (0, "")
    first, second = ran.out.index(UI), ran.out.index(FM)
    together = ran.out.index("Hur ärendena hänger ihop")
    assert first < ran.out.index("Fas: Samverkan") < second < ran.out.index("Fas: Förberedelse") < together
    said = _words(ran.out[together:])
    assert "ui-2026-0042 → fm-2026-0058 (Flerpartsmöte): pågår; väntar på en godkänd plan." in said
    assert "Därefter, i ui-2026-0042:" in said
    assert "Varje ärende har sitt eget samtycke. För fm-2026-0058 inhämtas ett nytt, enligt FM-SAMTYCKE-1" in said


def test_once_the_plan_is_approved_status_says_what_to_record_where_and_by_whom() -> None:
    said = _words(run("status", UI, FM, "--at", "2026-04-15").out)
    assert "har lett till en godkänd plan; det är inte registrerat än" in said
    assert "(registrera_plan planform=flerpartsmote arende=fm-2026-0058) · UI-SAMV-5 · sedan 2026-04-14" in said
    assert "kommunens Ung Intro" in said


def test_once_it_is_recorded_nothing_remains() -> None:
    said = _words(run("status", UI, FM, "--at", "2026-05-01").out.split("Hur ärendena hänger ihop")[1])
    assert "det är registrerat och går före andra planer" in said
    assert "registrera_plan" not in said


def test_status_of_linked_logs_in_english() -> None:
    said = _words(run("status", UI, FM, "--at", "2026-04-15", "--lang", "en").out)
    assert "How the cases hang together" in said
    assert "has led to an approved plan; it is not recorded yet" in said
    assert "To do in ui-2026-0042" in said


def test_status_as_json_is_the_first_logs_own_with_the_others_beside_it() -> None:
    alone = run("status", UI, "--at", "2026-04-15", "--format", "json").data
    data = run("status", UI, FM, "--at", "2026-04-15", "--format", "json").data
    assert alone["format"] == data["format"] == "flerpart_flow/status/1"
    assert (alone["linked"], alone["links"]) == ([], {"handovers": [], "findings": []})
    added = {"linked", "links"}
    assert {key: held for key, held in data.items() if key not in added} == {
        key: held for key, held in alone.items() if key not in added
    }
    (other,) = data["linked"]
    assert (other["log"], other["routine"], other["phase"]) == (FM, "flerpartsmote", "atgarder")
    assert "format" not in other
    assert data["links"]["findings"] == []
    (handover,) = data["links"]["handovers"]
    (due,) = handover.pop("due")
    assert handover == {
        "from": "ui-2026-0042",
        "to": "fm-2026-0058",
        "nr": 23,
        "recorded_nr": None,
        "stage": "att_registrera",
        "label": "har lett till en godkänd plan; det är inte registrerat än",
        "consent_norms": ["FM-SAMTYCKE-1", "FM-SAMTYCKE-8", "FM-SAMTYCKE-2", "FM-SAMTYCKE-6"],
    }
    assert (due["case"], due["event"], due["norms"], due["ready"]) == (
        "ui-2026-0042",
        "registrera_plan",
        ["UI-SAMV-5"],
        True,
    )
    assert due["content"] == {"planform": "flerpartsmote", "arende": "fm-2026-0058"}
    assert due["since"] == "2026-04-14T11:16:00+02:00"
    assert due["possible"]["answer"] == "if"


def test_status_of_one_log_says_nothing_of_others() -> None:
    ran = run("status", UI, "--at", "2026-04-15")
    assert ran.code == 0
    assert "hänger ihop" not in ran.out
    assert "Länkar" not in ran.out


def test_status_of_logs_that_have_nothing_to_do_with_each_other_says_so(right: str) -> None:
    ran = run("status", right, str(LOGS / "pagaende_arende.jsonl"), "--at", "2026-03-01")
    assert ran.code == 0
    assert "Ingen överlämning mellan ärendena då, och inget fel i länkarna." in ran.out


def test_status_before_the_hand_over_says_that_there_was_none_then() -> None:
    """It was made on 10 February."""
    before = run("status", UI, FM, "--at", "2026-02-01")
    assert before.code == 0
    assert "Ingen överlämning mellan ärendena då" in before.out
    assert run("status", UI, FM, "--at", "2026-02-01", "--format", "json").data["links"]["handovers"] == []


def test_status_names_the_link_that_cannot_be_right() -> None:
    ran = run("status", *CIRCLE, "--at", "2026-03-01")
    assert ran.code == 4
    assert "FEL: Ärendena går runt i en cirkel" in ran.out
    assert run("status", *CIRCLE, "--at", "2026-03-01", "--format", "json").code == 4
    alone = run("status", ITSELF, "--at", "2026-03-01")
    assert alone.code == 4
    assert "ärendet hänvisar till sig självt" in _words(alone.out)


def test_a_case_that_is_not_among_the_logs_is_told_and_no_fault() -> None:
    ran = run("status", *MISSING, "--at", "2026-03-01")
    assert ran.code == 0
    said = _words(ran.out)
    assert "UPPLYSNING: ui-2026-9010, nr 14, fältet arende: fm-2026-9101 finns inte bland loggarna." in said
    assert "(initiera_flerpartsmote arende=fm-2026-9110) · UI-SAMV-1" in said  # which the header's link asks for


@pytest.mark.parametrize("form", ["text", "json"])
def test_one_damaged_log_and_nothing_is_shown(tmp_path: Path, form: str) -> None:
    damaged = tmp_path / "trasig.jsonl"
    damaged.write_text(written(*RIGHT)[:-10], encoding="utf-8")
    ran = run("status", UI, str(damaged), "--at", "2026-04-15", "--format", form)
    assert (ran.code, ran.out) == (4, "")
    assert f"{damaged}: Rad 5" in ran.err


def test_a_log_that_is_not_there_and_stdin_twice() -> None:
    gone = run("status", UI, "finns-inte.jsonl")
    assert (gone.code, gone.out) == (2, "")
    assert "finns-inte.jsonl: Filen finns inte." in gone.err
    assert run("status", "-", "-").code == 2


def test_linked_logs_can_be_read_from_stdin_too() -> None:
    ran = run("status", UI, "-", "--at", "2026-04-15", stdin=Path(FM).read_bytes())
    assert ran.code == 0
    assert "<stdin>" in ran.out
    assert "ui-2026-0042 → fm-2026-0058" in ran.out


# --- check --------------------------------------------------------------------------------------------------------


def test_check_of_a_right_pair_says_nothing_of_links() -> None:
    ran = run("check", UI, FM)
    assert ran.code == 0
    assert "Länkar" not in ran.out
    assert run("check", UI, FM, "--format", "json").data["links"] == []


@pytest.mark.parametrize(
    ("logs", "code", "says"),
    [
        (CIRCLE, 4, "FEL: Ärendena går runt i en cirkel"),
        (FOREIGN, 4, "FEL: ui-2026-9020, nr 14, fältet arende: ui-2026-9021 hör till en annan rutin (Ung Intro)"),
        ([ITSELF], 4, "FEL: ui-2026-9040, nr 14, fältet arende: ärendet hänvisar till sig självt."),
        (MISSING, 0, "UPPLYSNING: ui-2026-9010, nr 14, fältet arende: fm-2026-9101 finns inte bland loggarna."),
    ],
    ids=["circle", "foreign", "itself", "missing"],
)
def test_check_names_the_wrong_link_after_the_verdicts(logs: list[str], code: int, says: str) -> None:
    ran = run("check", *logs)
    assert (ran.code, ran.err) == (code, "")
    verdicts, _, links = ran.out.partition("Länkar mellan ärendena")
    assert verdicts.count("FÖLJER RUTINEN.") == len(logs)
    assert says in _words(links)


def test_a_wrong_link_is_not_the_routines_no() -> None:
    data = run("check", *CIRCLE, "--format", "json").data
    assert data["follows_the_routine"] is True
    assert data["errors"] == []
    (link,) = data["links"]
    assert link.pop("text").startswith("Ärendena går runt i en cirkel")
    assert link == {
        "kind": "cirkel",
        "fault": True,
        "log": CIRCLE[1],
        "case": "ui-2026-9030",
        "nr": None,
        "field": None,
        "to": ["ui-2026-9030", "ui-2026-9031", "ui-2026-9030"],
    }


def test_a_refusal_and_a_wrong_link_are_both_told_and_the_link_decides_the_exit_code(wrong: str) -> None:
    ran = run("check", wrong, ITSELF)
    assert ran.code == 4
    assert "FÖLJER INTE RUTINEN." in ran.out
    assert "hänvisar till sig självt" in _words(ran.out)


def test_a_damaged_log_does_not_hide_the_links_of_the_rest(tmp_path: Path) -> None:
    damaged = tmp_path / "trasig.jsonl"
    damaged.write_text("{", encoding="utf-8")
    ran = run("check", str(damaged), *CIRCLE)
    assert ran.code == 4
    assert "cirkel" in ran.out
    assert str(damaged) in ran.err


def test_the_same_log_twice_is_only_noted(right: str) -> None:
    ran = run("check", right, right)
    assert ran.code == 0
    assert "UPPLYSNING: arende-7: ärendet står i två av loggarna." in _words(ran.out)


def test_nothing_of_a_persons_is_told_in_a_link(tmp_path: Path) -> None:
    """A reference that holds a personnummer never comes as far as a link: the log is damaged, and says no number."""
    header = {"flerpart_flow": 1, "routine": "flerpartsmote", "case": "fm-1", "linked": ["19121212-1212"]}
    log = tmp_path / "nummer.jsonl"
    log.write_text(json.dumps(header) + "\n" + json.dumps(event(1, "identifiera_behov", "2026-01-12")), "utf-8")
    ran = run("status", UI, str(log))
    assert (ran.code, ran.out) == (4, "")
    assert "1212" not in ran.err


# --- Overlays -----------------------------------------------------------------------------------------------------


@pytest.fixture
def own(tmp_path: Path) -> dict[str, str]:
    """Logs of two routines that pin no rules, and an overlay for each that changes what is told of one line."""
    ui = [
        {"flerpart_flow": 1, "routine": "ung_intro", "case": "ui-1", "linked": ["fm-1"]},
        event(1, "identifiera_behov", "2026-01-12", "region:primarvard", vag="vard", behov="ja", onskemal="ja"),
    ]
    fm = {"flerpart_flow": 1, "routine": "flerpartsmote", "case": "fm-1", "municipality": "uppsala", "linked": ["ui-1"]}
    held = {
        "ui.jsonl": "".join(f"{json.dumps(line)}\n" for line in ui),
        "fm.jsonl": written(*RIGHT, header=fm),
        "ui.toml": 'for = "ung_intro"\n[norm.UI-OMF-1]\nseverity = "note"\n',
        "fm.toml": 'for = "flerpartsmote"\n[parameter]\nmin_parties = 3\n',
    }
    for name, text in held.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return {name: str(tmp_path / name) for name in held}


@pytest.mark.parametrize("command", ["check", "status"])
def test_each_log_is_judged_by_the_overlay_that_is_for_its_routine(command: str, own: dict[str, str]) -> None:
    logs = own["ui.jsonl"], own["fm.jsonl"]
    both = run(command, *logs, "--overlay", own["ui.toml"], "--overlay", own["fm.toml"])
    assert (both.code, both.err) == (0, "")
    assert " ".join(both.out.split()).count("med överlagring") == 2
    one = run(command, *logs, "--overlay", own["fm.toml"])
    assert (one.code, one.err) == (0, "")
    assert " ".join(one.out.split()).count("med överlagring") == 1


@pytest.mark.parametrize("command", ["check", "status"])
def test_an_overlay_that_is_for_none_of_the_logs_is_told(command: str, own: dict[str, str]) -> None:
    for logs in ([own["ui.jsonl"]], [own["ui.jsonl"], own["ui.jsonl"]]):
        ran = run(command, *logs, "--overlay", own["fm.toml"])
        assert (ran.code, ran.out) == (2, "")
        assert own["fm.toml"] in ran.err


@pytest.mark.parametrize("command", ["check", "status"])
def test_two_overlays_for_the_same_routine_are_told(command: str, own: dict[str, str]) -> None:
    ran = run(command, own["fm.jsonl"], "--overlay", own["fm.toml"], "--overlay", own["fm.toml"])
    assert (ran.code, ran.out) == (2, "")
    assert "Det finns redan en överlagring för samma rutin." in ran.err
