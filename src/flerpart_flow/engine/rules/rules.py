"""Rules: norms, parameters and tables of one version, with an organisation's overlay, and their digest.

The digest covers what decides (norms' severities and conditions, parameters, closed lists, which municipalities
have joined, the guards' revision), not texts or addresses: a better wording doesn't make another rule. Nor does it
cover what an overlay adds to an open list, which takes nothing from a case that runs.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import attrs

from flerpart_flow.engine.errors import DefinitionError, RulesError, RulesNotInstalled
from flerpart_flow.engine.rules.by_name import installed
from flerpart_flow.engine.rules.digests import changes, deciding, digest_of, without_added
from flerpart_flow.engine.rules.files import File, read_toml
from flerpart_flow.engine.rules.findings import Finding
from flerpart_flow.engine.rules.norms import Norm, Severity, by_id, in_order, lighter, read_norm
from flerpart_flow.engine.rules.overlays.applying import applied, changed_norms, refuse_long_keys, refuse_too_deep
from flerpart_flow.engine.rules.parameters import Parameter, T
from flerpart_flow.engine.rules.sources import Setting, Sources, Tables
from flerpart_flow.engine.rules.version import About, read_about
from flerpart_flow.engine.rules.vocabulary import Vocabulary
from flerpart_flow.engine.values.evolve import evolve
from flerpart_flow.engine.values.fixed import Fixed
from flerpart_flow.engine.values.frozen import frozen
from flerpart_flow.texts.system import DEEP, system_reason, toml_reason

if TYPE_CHECKING:
    from pathlib import Path

ENGINE_NORMS: Final[File] = ("flerpart_flow.engine.rules", "norms.toml")
MAX_OVERLAY: Final = 1_000_000


@frozen(eq=False)
class Rules:
    """The rules that a case is judged by.

    ``overlay`` is the digest of what an overlay decides otherwise than the version does: None without an overlay, and
    for one that only gives names, addresses or texts (A68).

    ``also`` are the digests, with those of their overlays, that logs of before call the same rules by.
    ``about`` is what is known of the version: who adopted it, and when it is in force. ``texts`` are the files of the
    routine's own words, by language.
    """

    routine: str
    version: str
    digest: str
    overlay: str | None
    norms: Mapping[str, Norm]
    specs: Mapping[str, Setting]
    parameters: Mapping[str, Any]
    tables: Tables
    vocabulary: Vocabulary
    about: About
    texts: Mapping[str, tuple[File, ...]]
    _names: Callable[[Tables, str, str, str], str | None]
    _laid_over: Mapping[str, Any] | None = attrs.field(default=None, repr=False)
    also: frozenset[tuple[str, str | None]] = attrs.field(default=frozenset(), repr=False)

    def __copy__(self) -> Rules:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Rules:
        return self  # nothing in it changes, so a copy is the value itself

    def __reduce__(self) -> tuple[Any, ...]:
        installed(self.routine)  # better said now than when it is read
        return _again, (self.routine, self.version, self._laid_over, self.digest, self.overlay)

    def are(self, digest: str, overlay: str | None) -> bool:
        """Whether a log that pins these digests means these rules."""
        return (self.digest, self.overlay) == (digest, overlay) or (digest, overlay) in self.also

    def weight(self, finding: Finding, event: str) -> Severity:
        """The severity that the norm of a finding has in this event, or the most that the finding can weigh."""
        severity = self.norms[finding.norm].severity_at(event)
        return severity if finding.ceiling is None else lighter(severity, finding.ceiling)

    def weigh(self, finding: Finding, event: str) -> Finding:
        """The finding with the severity that its norm has in this event."""
        severity = self.weight(finding, event)
        again = finding.cure == event
        if severity is finding.severity and again is finding.again:
            return finding
        return evolve(finding, severity=severity, again=again)

    def value(self, parameter: Parameter[T]) -> T:
        """The value of a parameter of the routine."""
        found: T = self.parameters[parameter.name]
        return found

    def named(self, of: str, code: str, lang: str) -> str | None:
        """The name of a code in a closed list, or None where the rules give none; ``words.label`` is the way in."""
        return self._names(self.tables, of, code, lang)

    @property
    def laid_over(self) -> Mapping[str, Any]:
        """What the overlay says, as it is written; empty without one."""
        return self._laid_over or {}


def _again(routine: str, version: str, laid_over: Mapping[str, Any] | None, digest: str, overlay: str | None) -> Rules:
    """The rules that a pickle names. Raises RulesNotInstalled if those of that name are no longer the same."""
    found: Rules = installed(routine).rules(version, laid_over)
    refuse_others(found, version, digest, overlay)
    return found


def refuse_others(rules: Rules, version: str, digest: str, overlay: str | None) -> None:
    """Raise RulesNotInstalled, which names both, if the rules aren't those that were pinned."""
    if not rules.are(digest, overlay):
        raise RulesNotInstalled(
            "regler.andra",
            version=version,
            pinned=_both(digest, overlay),
            installed_version=rules.version,
            installed=_both(rules.digest, rules.overlay),
        )


def _both(digest: str, overlay: str | None) -> str:
    return digest if overlay is None else f"{digest} + {overlay}"


def read_overlay(path: Path | str) -> dict[str, Any]:
    """An overlay from a file. Raises RulesError if it can't be read, is larger than 1 MB or isn't TOML in UTF-8."""
    # Only an overlay is read so by an installed library.
    import tomllib
    from pathlib import Path

    try:
        with Path(path).open("rb") as file:
            content = file.read(MAX_OVERLAY + 1)
    except OSError as error:
        raise RulesError("regler.fil", path=str(path), reason=system_reason(error)) from None
    if len(content) > MAX_OVERLAY:
        raise RulesError("regler.stor", path=str(path), most=MAX_OVERLAY)
    try:
        written = content.decode("utf-8-sig")  # editors on Windows put a byte order mark first
        refuse_long_keys(written)
        return tomllib.loads(written)
    except RecursionError:
        reason = DEEP
    except UnicodeDecodeError:
        raise RulesError("regler.utf8", path=str(path)) from None
    except ValueError as error:  # TOML, or a number with thousands of digits
        reason = toml_reason(error)
    raise RulesError("regler.toml", path=str(path), reason=reason)


def _parameters(version: str, table: Mapping[str, Any]) -> dict[str, Setting]:
    specs = {}
    for name, row in table.items():
        lacking = next((key for key in ("value", "sv", "en") if key not in row), None)
        if lacking is not None:
            raise DefinitionError("definition.version", version=version, path=f"parameter.{name}.{lacking}")
        specs[name] = Setting(
            name,
            row["value"],
            tuple(row.get("norms", ())),
            row["sv"],
            row["en"],
            row.get("min"),
            row.get("max"),
            tuple(row.get("choices", ())),
            row.get("own", False),
            row.get("decides", True),
        )
    return specs


def load_rules(
    sources: Sources, revision: int, version: str | None = None, overlay: Mapping[str, Any] | None = None
) -> Rules:
    """The rules of a version, the newest if none is named, under an overlay.

    Raises RulesNotInstalled for a version that isn't here, RulesError for an overlay that can't be used.
    """
    wanted = version or sources.newest
    if wanted not in sources.versions:
        raise RulesNotInstalled("regler.version", version=wanted, installed=", ".join(sources.versions))
    if overlay is None:
        return _base(sources, revision, wanted)
    refuse_too_deep(overlay)
    return _overlaid(sources, revision, wanted, _Overlay(repr(overlay), overlay))


@lru_cache(maxsize=64)
def _base(sources: Sources, revision: int, version: str) -> Rules:
    return _assemble(sources, revision, version, None)


@frozen
class _Overlay:
    """An overlay, known by how it is written: its types count, and who changes it afterwards has another one."""

    written: str
    content: Mapping[str, Any] = attrs.field(eq=False)


@lru_cache(maxsize=8)  # whoever reads many logs under an overlay would else read all tables anew for each
def _overlaid(sources: Sources, revision: int, version: str, overlay: _Overlay) -> Rules:
    return _assemble(sources, revision, version, overlay.content)


def _assemble(sources: Sources, revision: int, version: str, overlay: Mapping[str, Any] | None) -> Rules:
    norms = by_id((*_norms(ENGINE_NORMS), *in_order(_norms(*sources.norms), sources.order)))
    held = _version(sources, version)
    specs = _parameters(version, held.get("parameter", {}))
    norms.update(_weighed(norms, version, held.get("norm", {})))
    tables: dict[str, Any] = {}
    for place in sources.tables:
        _add_tables(tables, read_toml(*place))
    if overlay is not None:
        norms, specs, tables = applied(sources, version, overlay, (norms, specs, tables))
    parameters = {name: spec.value for name, spec in specs.items()}
    whole = deciding(sources, norms, specs, tables)
    vocabulary = sources.vocabulary(tables, norms)
    pinned, also, overlaid = whole, frozenset[tuple[str, str | None]](), None
    if overlay is not None:
        base = _base(sources, revision, version)
        before = deciding(sources, base.norms, base.specs, base.tables)
        pinned = {**whole, "tables": without_added(before["tables"], whole["tables"], base.vocabulary)}
        changed, all_changed = changes(before, pinned), changes(before, whole)
        overlaid = digest_of(changed) if changed else None
        if changed != all_changed:
            also = frozenset({(_digest(sources, revision, whole), digest_of(all_changed))})
    return Rules(
        sources.routine,
        version,
        _digest(sources, revision, pinned),
        overlaid,
        Fixed(norms),
        Fixed(specs),
        Fixed(parameters),
        _frozen(tables),
        vocabulary,
        read_about(version, held.get("about", {})),
        sources.texts,
        sources.names,
        None if overlay is None else copy.deepcopy(dict(overlay)),
        also,
    )


def _version(sources: Sources, version: str) -> Mapping[str, Any]:
    """What the file of a version says; of an extension's, over what the extended routine's says."""
    own = read_toml(*sources.versions[version])
    if version not in sources.upon:
        return own
    found = read_toml(*sources.upon[version])
    for table in ("about", "parameter", "norm"):
        found[table] = {**found.get(table, {}), **own.get(table, {})}
    return found


def _digest(sources: Sources, revision: int, decided: Mapping[str, Any]) -> str:
    return digest_of({"routine": sources.routine, "revision": revision, **decided})


def _norms(*places: File) -> Iterable[Norm]:
    return (read_norm(row) for place in places for row in read_toml(*place).get("norm", ()))


def _weighed(norms: Mapping[str, Norm], version: str, wanted: Mapping[str, Any]) -> Mapping[str, Norm]:
    """The norms that a version weighs otherwise than the norms' files do; one that is fixed stays as it is."""
    try:
        return changed_norms(norms, wanted)
    except RulesError as error:
        path = error.values.get("path") or f"norm.{error.values['norm']}"
    raise DefinitionError("definition.version", version=version, path=path)


def _add_tables(tables: dict[str, Any], more: Mapping[str, Any]) -> None:
    """Add a file's tables; a table that stands in several files holds what each of them has in it."""
    for key, value in more.items():
        if isinstance(value, dict) and isinstance(tables.get(key), dict):
            _add_tables(tables[key], value)
        else:
            tables[key] = value


def _frozen(value: Any) -> Any:
    """A table that nobody can change under a case: rules are shared by every case that they judge."""
    if isinstance(value, Mapping):
        return Fixed({key: _frozen(held) for key, held in value.items()})
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value
