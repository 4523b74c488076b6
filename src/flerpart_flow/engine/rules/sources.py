"""Where a routine's rules are read from, and what a parameter of them is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from flerpart_flow.engine.rules.files import File, read_toml
from flerpart_flow.engine.rules.norms import Norm, Reading, read_readings
from flerpart_flow.engine.rules.vocabulary import Vocabulary
from flerpart_flow.engine.values.fixed import EMPTY
from flerpart_flow.engine.values.frozen import frozen

Tables = Mapping[str, Any]
Shape = Mapping[str, type | tuple[str, ...]]
"""What an entry of an open table holds: for each key its type, or the words to choose from."""
NO_TEXTS: Final[Mapping[str, tuple[File, ...]]] = EMPTY


@frozen(eq=False)
class Sources:
    """Where a routine's rules are read from.

    Each file is (package, name). ``versions`` maps a version to its file, oldest first: ``[parameter]``, ``[about]``
    and, where a norm weighs otherwise than the norms' files say, ``[norm."<id>"]`` as in an overlay. ``vocabulary``
    makes the closed lists of tables and norms, ``normative`` picks what of the tables decides, ``names`` gives the
    name of a code in a closed list, in a language. ``order`` are norms' ids, or what they begin with, in the order of
    the catalogue (without it, that of the files). ``open_tables`` are the tables that an overlay may add to: for each
    key of an entry its type, or the words to choose from; ``demanded`` are the keys that an entry must have, where its
    table has them. ``texts`` are the files of the routine's words by language (see ``word_files``). ``papers`` are the
    routine's papers with their sections, to which an overlay may add; of a ``neutral`` one no withdrawal may show.
    ``upon`` names, for a version of an extension, the file of the extended routine that it adds to. ``readings`` are
    the files of the questions that the documents leave open (see ``readings_of``); nothing is decided by them.
    """

    routine: str
    versions: Mapping[str, File]
    norms: tuple[File, ...]
    tables: tuple[File, ...]
    vocabulary: Callable[[Tables, Mapping[str, Norm]], Vocabulary]
    normative: Callable[[Tables], Any]
    names: Callable[[Tables, str, str, str], str | None]
    open_tables: Mapping[str, Shape]
    demanded: frozenset[str] = frozenset({"sv", "en"})
    texts: Mapping[str, tuple[File, ...]] = NO_TEXTS
    order: tuple[str, ...] = ()
    papers: Mapping[str, tuple[str, ...]] = EMPTY
    neutral: frozenset[str] = frozenset()
    upon: Mapping[str, File] = EMPTY
    readings: tuple[File, ...] = ()

    @property
    def newest(self) -> str:
        """The version that a new case starts under."""
        return tuple(self.versions)[-1]


def readings_of(sources: Sources) -> Mapping[str, Reading]:
    """The questions that the documents leave open with the answers chosen, by id; a later file's go first.

    They are read when they are asked for: no case needs them. Raises DefinitionError for a file that can't be read.
    """
    return {ident: one for file in sources.readings for ident, one in read_readings(read_toml(*file)).items()}


@frozen(eq=False)
class Setting:
    """A parameter as a version sets it: its value, bounds or choices, the norms it serves, and its texts.

    One that doesn't ``decide`` only changes what is pointed out to people. It isn't in the rules' digest, so that no
    running case becomes unreadable by it.
    """

    name: str
    value: Any
    norms: tuple[str, ...]
    sv: str
    en: str
    low: int | None = None
    high: int | None = None
    choices: tuple[str, ...] = ()
    own: bool = False
    decides: bool = True
