"""An organisation's own values: what would they have meant for a case that we know, and what can't they touch?

    python examples/overlay.py [OVERLAY]

An overlay changes lead times, what weighs how much, and which units there are; what protects the individual is fixed.
A case pins the overlay that it starts under (``open_case(..., rules=rules)``), and its log is read back with the same
one: ``load(path, overlay)``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from flerpart_flow import FLERPARTSMOTE, Log, Rules, RulesError, load, read_overlay, reason, review
from flerpart_flow.words import label

HERE = Path(__file__).parent
OVERLAY = HERE / "egna_varden.toml"
LOG = HERE / "logs" / "ombokat_och_kort_om_tid.jsonl"
SEVERITIES = {"block": "hinder", "warn": "varning", "note": "upplysning"}
NOTICE = {"FM-BOKNING-2", "FM-BOKNING-5", "PR-FORB-3"}


def show(title: str, log: Log, rules: Rules) -> None:
    """The same events in a case under these rules, and what is said of the notice that was given."""
    print(f"{title} ({rules.parameters['lead_time_weeks_region']} veckor till Regionen):")
    for verdict in review(log.under(rules)).verdicts:
        for finding in verdict.decision.findings if verdict.decision else ():
            if finding.norm in NOTICE:
                why = reason(finding, rules)
                print(f"  händelse {verdict.nr}: {SEVERITIES[why.severity]} {why.norm}: {why.says}")


def main(path: Path = OVERLAY) -> None:
    """Under the plain rules, under the overlay, and an overlay that goes too far."""
    log = load(LOG)
    show("Rutinens egna värden", log, log.rules)
    own = FLERPARTSMOTE.rules(overlay=read_overlay(path))
    show("\nMed organisationens värden", log, own)
    print(f"\nEn ny enhet: {label(own, 'enhet', 'kommun:vuxenutbildning')}")
    try:
        FLERPARTSMOTE.rules(overlay={"norm": {"FM-SAMTYCKE-2": {"severity": "warn"}}})
    except RulesError as error:
        print(f"Men det här går inte: {error}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else OVERLAY)
