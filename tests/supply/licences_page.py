"""docs/licences.md: every package that is locked, its licence, and what it is for."""

from __future__ import annotations

from typing import Final

from packaging.requirements import Requirement

from tests.supply import lock
from tests.supply.licences import by_hand, licence
from tests.supply.reach import reached_anywhere

PAGE: Final = lock.ROOT / "docs" / "licences.md"
SHIPPED: Final = "the library"
EXTRAS: Final = {
    "render": "pictures",
    "kalender": "calendars",
    "docx": "papers",
    "postgres": "databases",
    "cluster": "clusters",
    "web": "Node",
}
_HEAD: Final = """# Licences of what is installed

Made by `make generated` from the metadata of the packages in `requirements/dev.txt`, and where these settle nothing,
from `requirements/licences.toml`. flerpart_flow itself has the MIT licence. What is for *the library* comes with it,
*pictures* with its extra `render`, *calendars* with `kalender`, *papers* with `docx`, *databases* with `postgres`,
*clusters* with `cluster`, *Node* with `web`; the rest is for those who change it.

| package | licence | for | |
| --- | --- | --- | --- |
"""


def written() -> str:
    """The page."""
    rows = by_hand()
    lines = [
        f"| {name} | {licence(name)} | {purpose} | {rows[name].why if name in rows else ''} |".replace("|  |", "| |")
        for name, purpose in sorted(purposes().items())
    ]
    return _HEAD + "\n".join(lines) + "\n"


def purposes() -> dict[str, str]:
    """What each locked package is for, the first of: the library, an extra, building it, its tests."""
    entries, project = lock.entries(lock.DEV), lock.project()
    extras = project["project"]["optional-dependencies"]
    named = {
        SHIPPED: project["project"]["dependencies"],
        **{purpose: extras[extra] for extra, purpose in EXTRAS.items() if extra in extras},
        "building": project["build-system"]["requires"],
    }
    found = {str(entry.name): "checks and tests" for entry in entries}
    for purpose, lines in reversed(tuple(named.items())):
        found |= {str(name): purpose for name in reached_anywhere([Requirement(line) for line in lines], entries)}
    return found
