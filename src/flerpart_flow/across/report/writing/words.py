"""The report in words: labels, names and numbers, as every renderer shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flerpart_flow.across.report.figures.figures import Report, Section
from flerpart_flow.across.report.writing.blocks import blocks
from flerpart_flow.across.report.writing.sheet import Chapter, Sheet
from flerpart_flow.across.report.writing.speech import Speech
from flerpart_flow.engine.words.reasons import texts_for
from flerpart_flow.texts import DEFAULT_LANGUAGE, Texts, texts


def sheet(report: Report, lang: str = DEFAULT_LANGUAGE) -> Sheet:
    """The report in a language, ``sv`` or ``en``."""
    said = texts(lang)
    least = report.min_group
    left = report.left_out
    counts: Mapping[str, int] = {
        "damaged": left.damaged,
        "other_rules": left.other_rules,
        "not_open": left.not_open,
        "copies": left.copies,
    }
    more = said.say("rapport.eller_fler", antal="…")
    return Sheet(
        lang=lang,
        title=said.raw("rapport.titel"),
        lead=tuple(_lead(report, said)),
        chapters=tuple(_chapter(one, report, lang) for one in report.routines),
        left_out_heading=said.raw("rapport.utelamnat.rubrik"),
        left_out=tuple(said.say(f"rapport.utelamnat.{key}", antal=count) for key, count in counts.items() if count),
        notes=(
            said.raw("rapport.om"),
            said.say("rapport.skydd", minst=least, streck=said.raw("rapport.dolt"), eller_fler=more, fa=least - 1),
            said.raw("rapport.inte_personer"),
            said.raw("rapport.grund"),
        ),
    )


def _lead(report: Report, said: Texts) -> Iterator[str]:
    yield said.say("rapport.lage", tid=report.at)
    if report.previous is not None:
        yield said.say("rapport.forra", tid=report.previous, minst=report.min_group)


def _chapter(section: Section, report: Report, lang: str) -> Chapter:
    if section.cases is None or section.rules is None:
        said = texts(lang)
        title = said.label("rapport.rutiner", section.routine)
        few = "rapport.for_fa" if report.previous is None else "rapport.for_nara"
        return Chapter(title, (said.say(few, minst=report.min_group),), ())
    said = texts_for(section.rules, lang)
    title = said.label("rapport.rutiner", section.routine)
    lead = [said.say("rapport.arenden", antal=section.cases)]
    only = tuple(section.versions.shown)
    if len(only) == 1 and section.versions.rest == 0:
        lead.append(said.say("rapport.regler", version=only[0][0]))
    return Chapter(title, (" ".join(lead),), tuple(blocks(section, Speech(said, section.rules, report.min_group))))
