"""The checks by name, as ``claims.toml`` names them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from flerpart_flow.proof.prove.checks.base import Check, Outcome, Reaches, Seen, unmatched
from flerpart_flow.proof.prove.checks.contacts import (
    NobodyRefused,
    NotAfterWithdrawal,
    OfItsOwn,
    UnderConsent,
    WithinTopics,
)
from flerpart_flow.proof.prove.checks.duties import ClosedClean, DutiesEnd, LateIsTold
from flerpart_flow.proof.prove.checks.late import CorrectedGivesNoMore, LateGivesNoMore
from flerpart_flow.proof.prove.checks.person import Coordinates, GivenInPerson, Informed, OwnNo, Representative
from flerpart_flow.proof.prove.checks.plans import ApprovedByAll, OnlyTheirOwn
from flerpart_flow.proof.prove.checks.reached import DeviationsReached, DutiesReached, PhasesReached, RowsReached
from flerpart_flow.proof.prove.checks.ways import Always, SomethingToDo, WayTo

__all__ = ["CHECKS", "Check", "Outcome", "Reaches", "Seen", "unmatched"]

CHECKS: Final[Mapping[str, type[Check]]] = {
    "under_consent": UnderConsent,
    "not_after_withdrawal": NotAfterWithdrawal,
    "nobody_refused": NobodyRefused,
    "within_topics": WithinTopics,
    "representative": Representative,
    "given_in_person": GivenInPerson,
    "own_no": OwnNo,
    "coordinates": Coordinates,
    "informed": Informed,
    "approved_by_all": ApprovedByAll,
    "only_their_own": OnlyTheirOwn,
    "always": Always,
    "way_to": WayTo,
    "something_to_do": SomethingToDo,
    "duties_end": DutiesEnd,
    "closed_clean": ClosedClean,
    "late_is_told": LateIsTold,
    "of_its_own": OfItsOwn,
    "rows_reached": RowsReached,
    "duties_reached": DutiesReached,
    "phases_reached": PhasesReached,
    "deviations_reached": DeviationsReached,
    "late_gives_no_more": LateGivesNoMore,
    "corrected_gives_no_more": CorrectedGivesNoMore,
}
