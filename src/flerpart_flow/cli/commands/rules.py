"""``rules``: which routines and versions are installed, who adopted them, and where and when they apply."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import click

from flerpart_flow.cli.errors import FlowTrouble
from flerpart_flow.cli.group import build
from flerpart_flow.cli.input import loading
from flerpart_flow.cli.input.options import format_option, overlay_option
from flerpart_flow.cli.output import write_json, write_page
from flerpart_flow.cli.pages.page import Page
from flerpart_flow.texts import Texts

if TYPE_CHECKING:
    from flerpart_flow.across.versions import Place, Standing, Version


def command(said: Texts) -> click.Command:
    """The command in a language."""

    def rules(municipality: str | None, on: str | None, form: str, overlay: str | None, output: str) -> int:
        from flerpart_flow.engine.errors import EventError, RulesError

        asked = municipality is not None or on is not None
        day = _today() if on is None else loading.day(on, "--date")
        overlays = _overlays(overlay)
        try:
            from flerpart_flow.across.versions import applying, municipality_named

            code = None if municipality is None else municipality_named(municipality, loading.routines(), overlays)
            found = applying(day, code, loading.routines(), overlays)
        except EventError as error:
            raise FlowTrouble(error, "--municipality") from None
        except RulesError as error:
            raise FlowTrouble(error, overlay) from None
        if form == "json":
            write_json(_data(found, day if asked else None, code, said), output)
        else:
            write_page(_page(found, day if asked else None, code, said), output)
        return 0

    kommun, dag = said.raw("cli.meta.kommunnamn"), said.raw("cli.meta.dag")
    options = (
        click.Option(["--municipality"], metavar=kommun, help=said.raw("cli.val.rules_municipality")),
        click.Option(["--date", "on"], metavar=dag, help=said.raw("cli.val.rules_date")),
        format_option(said),
        overlay_option(said),
    )
    return build("rules", rules, said, *options)


def _today() -> date:
    from flerpart_flow.engine.values.clock import local_date

    return local_date(datetime.now(UTC))


def _overlays(path: str | None) -> Mapping[str, Mapping[str, Any]] | None:
    """The overlay by the routine that it is for, which is the first one's where it doesn't say."""
    held = loading.read_overlay(path)
    if held is None:
        return None
    named = held.get("for")
    return {named if isinstance(named, str) and named in loading.routines() else loading.routine().name: held}


def _data(found: tuple[Standing, ...], day: date | None, code: str | None, said: Texts) -> dict[str, Any]:
    from flerpart_flow.cli.shapes import shapes

    return {
        "format": shapes.mark("rules"),
        "date": shapes.day(day),
        "municipality": code,
        "label": None if code is None else _name_of(code, found, said),
        "versions": [_version(one, day is not None) for one in found],
    }


def _version(standing: Standing, asked: bool) -> dict[str, Any]:
    from flerpart_flow.cli.shapes.shapes import day

    one, about = standing.version, standing.version.about
    return {
        "routine": one.routine.name,
        "version": one.rules.version,
        "digest": one.rules.digest,
        "overlay": one.rules.overlay,
        "newest": one.newest,
        "adopted_by": about.adopted_by,
        "valid_from": day(about.valid_from),
        "valid_to": day(one.last),
        "as_of": day(about.as_of),
        "norms": list(about.norms),
        "note": {"sv": about.note_sv, "en": about.note_en},
        "in_force": standing.in_force.value if asked else None,
        "later": one.later(standing.on) if asked else None,
        "joined": None if standing.place is None else _joined(standing.place),
        "applies": standing.applies.value if asked else None,
    }


def _joined(place: Place) -> dict[str, Any]:
    from flerpart_flow.cli.shapes.shapes import day

    return {
        "joined": place.joined.value,
        "since": day(place.since),
        "as_of": day(place.as_of),
        "later": place.later,
        "own": place.own,
        "norms": list(place.norms),
        "note": {"sv": place.note_sv, "en": place.note_en},
    }


def _name_of(code: str, found: tuple[Standing, ...], said: Texts) -> str:
    names = (one.version.rules.named("kommun", code, said.lang) for one in found)
    return next((name for name in names if name is not None), code)


def _page(found: tuple[Standing, ...], day: date | None, code: str | None, said: Texts) -> Page:
    page = Page()
    if day is None:
        for one in found:
            page.blank()
            _tell_version(page, one.version, said)
    else:
        what = "dag" if code is None else "kommun"
        name = "" if code is None else _name_of(code, found, said)
        page.line(said.say(f"cli.rules.laget.{what}", kommun=name, dag=day), style="heading")
        for one in found:
            page.blank()
            _tell_standing(page, one, said)
    page.blank()
    page.line(said.raw("cli.rules.fortsatter"))
    return page


def _heading(version: Version, said: Texts) -> str:
    key = "cli.rules.nyaste" if version.newest else "cli.rules.version"
    return said.say(key, rutin=version.routine.name, version=version.rules.version)


def _tell_version(page: Page, version: Version, said: Texts) -> None:
    about, unknown = version.about, said.raw("cli.rules.okand_dag")
    page.line(_heading(version, said), style="heading")
    page.line(said.say("cli.rules.antagen", vem=about.adopted_by or unknown), 2, hang=2)
    last = said.raw("cli.rules.tills_vidare") if version.last is None else version.last
    page.line(said.say("cli.rules.giltig", fran=about.valid_from or unknown, till=last), 2, hang=2)
    page.line(said.say("cli.rules.per", dag=about.as_of or unknown), 2, hang=2)
    if (note := about.note(said.lang)) is not None:
        page.line(note, 2)
    if about.norms:
        page.line(said.say("cli.rules.normer", normer=", ".join(about.norms)), 2, hang=2)
    page.line(said.say("cli.rules.kontrollsumma", digest=version.rules.digest), 2, hang=2)


def _tell_standing(page: Page, standing: Standing, said: Texts) -> None:
    version, place = standing.version, standing.place
    answer = said.raw(f"cli.rules.svar.{standing.applies.value}")
    page.line(f"{_heading(version, said)}: {answer}", style="heading")
    page.line(said.raw(f"cli.rules.i_kraft.{standing.in_force.value}"), 2)
    later = version.later(standing.on)
    if place is not None:
        key = f"cli.rules.ansluten.{_joining(place, standing)}"
        norms = f" ({', '.join(place.norms)})" if place.norms else ""
        page.line(said.say(key, sedan=place.since) + norms, 2, hang=2)
        if (note := place.note(said.lang)) is not None:
            page.line(note, 2, hang=2)
        if place.own:
            page.line(said.raw("cli.rules.ansluten.eget"), 2)
        later = later or place.later
    if later:
        page.line(said.say("cli.rules.senare", per=version.about.as_of), 2, "warn")


def _joining(place: Place, standing: Standing) -> str:
    """Which words tell of a municipality's joining."""
    if place.joined.value == "okant":
        if not place.norms and not place.own:
            return "okant_saknas"
        return "okant_gammal" if place.later else "okant"
    dated = {"ja": "ja_sedan", "nej": "nej_fore"}
    return dated[place.joined.value] if place.since is not None else place.joined.value
