"""What of the rules decides, and its digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from flerpart_flow.engine.rules.norms import Norm
from flerpart_flow.engine.rules.sources import Setting, Sources, Tables
from flerpart_flow.engine.rules.vocabulary import Vocabulary


def digest_of(value: Any) -> str:
    """A digest of a JSON-like value that doesn't depend on the order of keys."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def _normative(norm: Norm) -> dict[str, Any]:
    severities = {event: severity.value for event, severity in norm.severity_for.items()}
    conditions = None if norm.conditions is None else list(norm.conditions)
    return {"severity": norm.severity.value, "for": severities, "fixed": norm.fixed, "conditions": conditions}


def deciding(
    sources: Sources, norms: Mapping[str, Norm], specs: Mapping[str, Setting], tables: Tables
) -> dict[str, Any]:
    """What of the rules decides, as JSON has it."""
    return {
        "norms": {norm.id: _normative(norm) for norm in norms.values() if not norm.later},
        "parameters": {name: spec.value for name, spec in specs.items() if spec.decides},
        "tables": sources.normative(tables),
    }


def changes(before: Any, after: Any) -> Any:
    """What an overlay makes otherwise: of a table the keys that differ, of a list what it adds."""
    if isinstance(before, dict) and isinstance(after, dict):
        found = {key: changes(before.get(key), held) for key, held in after.items()}
        return {key: held for key, held in found.items() if held is not None} or None
    if before == after:
        return None
    if isinstance(before, list) and isinstance(after, list):
        return [one for one in after if one not in before]
    return after


def without_added(before: Any, after: Any, vocabulary: Vocabulary) -> Any:
    """What decides of the tables, without what an overlay only adds to a list: no line of before can have it.

    A numbered unit that gets an entry of its own (``kommun:x:2``) could be written before, so it isn't only added.
    """
    if isinstance(before, dict) and isinstance(after, dict):
        return {name: _known(before.get(name), held, name, vocabulary) for name, held in after.items()}
    return _known(before, after, "", vocabulary)


def _known(before: Any, after: Any, name: str, vocabulary: Vocabulary) -> Any:
    def added(code: Any) -> bool:
        return code not in before and not (name in vocabulary.known and vocabulary.has(name, str(code)))

    if isinstance(before, dict) and isinstance(after, dict):
        kept = {code: held for code, held in after.items() if not added(code)}
        return {code: _known(before.get(code), held, f"{name}.{code}", vocabulary) for code, held in kept.items()}
    if isinstance(before, list) and isinstance(after, list):
        return [code for code in after if not added(code)]
    return after


def holds(outer: Any, inner: Any) -> bool:
    """Whether tables have everything that others have, and the same of it: they only add."""
    if isinstance(outer, Mapping) and isinstance(inner, Mapping):
        return all(key in outer and holds(outer[key], held) for key, held in inner.items())
    if isinstance(outer, (list, tuple)) and isinstance(inner, (list, tuple)):
        return all(one in outer for one in inner)
    return bool(outer == inner)
