"""Every Swedish text is plain: short sentences, no heavy words, easy enough as a whole, and rightly spelled."""

from __future__ import annotations

import re
import subprocess
from collections import defaultdict
from typing import Final

import pytest

from tests.needs import needs_hunspell
from tests.wording.swedish import HERE, lines_of, lix, texts, words_of

TEXTS: Final = texts()
MOST_WORDS: Final = 20
ENOUGH: Final = 10
"""So many sentences together before LIX says anything."""
HARDEST: Final = {"fynd": 40.0, "normer": 45.0}
PROSE: Final = {"texts/sv": 40.0}
"""What the library itself says, whatever kind it is."""

HEAVY: Final = {
    "erhåll(a|er|it)": "få",
    "erfordra[sr]?|erforderlig\\w*": "behövas",
    "inkomm(er|it) med|inkomma med": "lämna, skicka",
    "föreligg(a|er)|förelåg": "finnas",
    "tillse|tillser|tillsett": "se till",
    "avseende": "om",
    "beträffande": "om",
    "gällande": "om, som gäller",
    "rörande": "om",
    "i syfte att": "för att",
    "med anledning av": "på grund av, eftersom",
    "i enlighet med": "enligt",
    "för det fall": "om",
    "i det fall": "om",
    "såvida|såframt": "om",
    "huruvida": "om",
    "därest": "om",
    "dylik\\w*": "sådan",
    "vederbörande": "personen",
    "ombesörj\\w*": "ordna",
    "nyttja\\w*": "använda",
    "utge\\w* sig": "lämna",
    "verkställ\\w*": "genomföra",
    "åligg(a|er)": "ska",
    "påtala\\w*": "säga",
    "beakta\\w*": "ta hänsyn till",
    "införliva\\w*": "ta in",
    "anmoda\\w*": "be",
    "erinra\\w*": "påminna",
    "ånyo": "igen",
    "sålunda|således": "alltså, så",
    "härvid|därvid|varvid": "då, och då",
    "härav": "av det",
    "samtliga": "alla",
    "adressera\\w*": "ta upp (an anglicism)",
    "implementera\\w*": "införa (an anglicism)",
    "processa\\w*": "hantera (an anglicism)",
    "trigga\\w*": "utlösa (an anglicism)",
    "spendera\\w*": "ägna (an anglicism)",
    "baserat på": "utifrån, efter (an anglicism)",
    "i termer av": "som (an anglicism)",
    "ta plats": "ske (an anglicism)",
    "supporta\\w*": "stödja (an anglicism)",
    "ok(ay|ej)": "godkänt",
}


def test_no_sentence_is_long() -> None:
    found = [f"{text.section} {text.key}: {one}" for text in TEXTS for one in text.sentences if _is_long(one)]
    assert found == [], f"a sentence has at most {MOST_WORDS} words"


def _is_long(sentence: str) -> bool:
    return len(words_of(sentence)) > MOST_WORDS


@pytest.mark.parametrize("word", HEAVY)
def test_no_text_is_heavy(word: str) -> None:
    heavy = re.compile(rf"\b({word})\b", re.IGNORECASE)
    found = [f"{one.section} {one.key}" for one in TEXTS if heavy.search(" ".join(one.sentences))]
    assert found == [], f"say: {HEAVY[word]}"


def _together() -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in TEXTS:
        if one.kind in HARDEST or one.section in PROSE:
            found[one.section, one.kind].extend(one.sentences)
            found["everywhere", one.kind].extend(one.sentences)
    return {at: sentences for at, sentences in sorted(found.items()) if len(sentences) >= ENOUGH}


TOGETHER: Final = _together()


@pytest.mark.parametrize("at", TOGETHER, ids=" ".join)
def test_the_texts_of_a_section_are_easy_enough(at: tuple[str, str]) -> None:
    section, kind = at
    most = HARDEST.get(kind, PROSE.get(section, max(PROSE.values())))
    assert lix(TOGETHER[at], lines_of("terms.txt")) <= most


def test_lix_is_counted_as_it_is_defined() -> None:
    # Two sentences of four and two words; one of the six has more than six letters: 6/2 + 100·1/6 = 19.7.
    sentences = ["Mötet är en fredag.", "Ordföranden öppnar."]
    assert round(lix(sentences, frozenset()), 1) == 19.7
    assert round(lix(sentences, frozenset({"ordföranden"})), 1) == 3.0
    assert round(lix(["Mötet börjar nu."], frozenset()), 1) == 3.0


def test_every_term_that_lix_leaves_out_is_used() -> None:
    used = {word.casefold() for one in TEXTS for each in one.sentences for word in words_of(each)}
    assert lines_of("terms.txt") <= used


def test_every_word_is_rightly_spelled() -> None:
    known = _spelled()
    used = {word for one in TEXTS for each in one.sentences for word in words_of(each)}
    assert _misspelled(needs_hunspell(), used - known) == set()
    assert known & used == known, "words that no text uses any more"
    assert _misspelled(needs_hunspell(), known) == known, "words that the dictionary holds by now"


def test_a_slip_is_seen() -> None:
    assert _misspelled(needs_hunspell(), {"samtycke", "samtyke", "ärendet", "arendet"}) == {"samtyke", "arendet"}


def _misspelled(program: str, words: set[str]) -> set[str]:
    ran = subprocess.run(
        [program, "-d", "sv_SE", "-i", "utf-8", "-l"],
        input="\n".join(sorted(words)),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return {word for word in words if set(word.split("-")) & set(ran.stdout.split()) or word in ran.stdout.split()}


def _spelled() -> set[str]:
    lines = (HERE / "spelled.txt").read_text(encoding="utf-8").splitlines()
    return {one for one in (line.partition("#")[0].strip() for line in lines) if one}
