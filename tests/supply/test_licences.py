"""Everything that is locked has a licence that may be built on, and the page of licences says which."""

from __future__ import annotations

from email.message import Message
from importlib import metadata
from typing import cast

import pytest

from tests.generated import HOW
from tests.supply import licences_page, lock
from tests.supply.licences import by_hand, is_fine, licence, named, needs_a_row, said
from tests.supply.lock import Entry, installed

LOCKED = lock.entries(lock.DEV)
PURPOSES = licences_page.purposes()
# What a virtual environment brings, which no lock names.
BROUGHT = ("pip", "setuptools")


def is_optional(name: str) -> bool:
    return PURPOSES[name] != licences_page.SHIPPED


@pytest.mark.parametrize("entry", LOCKED, ids=lambda entry: str(entry.name))
def test_a_locked_package_has_a_licence_to_build_on(entry: Entry) -> None:
    found = licence(entry.name)
    assert found is not None, "its metadata say nothing that is known: a row in requirements/licences.toml"
    assert is_fine(found, optional=is_optional(entry.name)), found


@pytest.mark.parametrize("name", BROUGHT)
def test_so_has_what_a_virtual_environment_brings(name: str) -> None:
    package = installed(name)
    # setuptools comes with Python 3.11 alone.
    assert package is None or said(package.metadata) == "MIT"


@pytest.mark.parametrize("name", sorted(by_hand()))
def test_a_row_by_hand_is_needed_and_rests_on_what_the_package_says(name: str) -> None:
    [entry] = [one for one in LOCKED if one.name == name]
    row = by_hand()[name]
    assert needs_a_row(entry, optional=is_optional(name)), "the metadata say enough: remove the row"
    assert len(row.why) > 20
    if (package := installed(name)) is not None and (names := named(package.metadata)):
        assert row.licence in names, names


def test_of_the_licences_for_hyphenation_one_is_chosen() -> None:
    assert licence("pyphen") == "MPL-1.1"
    assert PURPOSES["pyphen"] == "pictures"


@pytest.mark.parametrize(
    ("expression", "needed", "optional"),
    [
        ("MIT", True, True),
        ("Apache-2.0 OR GPL-3.0-only", True, True),
        ("Apache-2.0 AND GPL-3.0-only", False, False),
        ("(MIT OR GPL-3.0-only) AND BSD-3-Clause", True, True),
        ("EPL-2.0 AND OFL-1.1 AND MIT", True, True),
        ("LGPL-2.1-or-later", False, True),
        ("MIT AND LGPL-3.0-only", False, True),
        ("GPL-2.0-or-later", False, False),
        ("GPL-2.0-only WITH Classpath-exception-2.0", False, False),
        ("AGPL-3.0-or-later", False, False),
        ("LicenseRef-Proprietary", False, False),
        ("SSPL-1.0", False, False),
    ],
)
def test_which_licences_are_fine(expression: str, needed: bool, optional: bool) -> None:
    assert is_fine(expression, optional=False) is needed
    assert is_fine(expression, optional=True) is optional


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ({"License-Expression": ["MIT OR Apache-2.0"], "License": ["GPL"]}, "MIT OR Apache-2.0"),
        ({"License": ["Apache 2.0"]}, "Apache-2.0"),
        ({"Classifier": ["License :: OSI Approved :: MIT License", "Typing :: Typed"]}, "MIT"),
        ({"Classifier": ["License :: OSI Approved", "License :: OSI Approved :: ISC License (ISCL)"]}, "ISC"),
        (
            {
                "License": ["MIT OR Apache-2.0"],
                "Classifier": [
                    "License :: OSI Approved :: MIT License",
                    "License :: OSI Approved :: Apache Software License",
                ],
            },
            "MIT OR Apache-2.0",
        ),
        (
            {
                "License": ["Dual License"],
                "Classifier": [
                    "License :: OSI Approved :: BSD License",
                    "License :: OSI Approved :: GNU General Public License v2 or later (GPLv2+)",
                ],
            },
            "BSD AND GPL-2.0-or-later",
        ),
        ({"License": ["MIT"], "Classifier": ["License :: Other/Proprietary License"]}, None),
        ({"License": ["see LICENSE"]}, None),
        ({}, None),
    ],
)
def test_what_metadata_say(lines: dict[str, list[str]], expected: str | None) -> None:
    about = Message()
    for name, values in lines.items():
        for value in values:
            about[name] = value
    assert said(cast("metadata.PackageMetadata", about)) == expected


def test_the_page_of_licences_is_up_to_date() -> None:
    assert licences_page.PAGE.read_text(encoding="utf-8") == licences_page.written(), HOW
