"""What is wrong with an object-centric event log: ids that dangle, are repeated or undeclared."""

from __future__ import annotations

from collections import Counter
from typing import Any


def faults(log: dict[str, Any]) -> list[str]:
    """Every fault, in words, by what OCEL 2.0 asks of a log in JSON."""
    found = [] if log.keys() == {"objectTypes", "eventTypes", "objects", "events"} else ["other parts than four"]
    for kind in ("object", "event"):
        declared = [one["name"] for one in log[f"{kind}Types"]]
        ids = [one["id"] for one in log[f"{kind}s"]]
        found += [f"{kind} type {name} is declared twice" for name, times in Counter(declared).items() if times > 1]
        found += [f"{kind} {ident} is there twice" for ident, times in Counter(ids).items() if times > 1]
        attributes = {one["name"]: {held["name"] for held in one["attributes"]} for one in log[f"{kind}Types"]}
        for one in log[f"{kind}s"]:
            if one["type"] not in attributes:
                found.append(f"{kind} {one['id']} is of an undeclared type")
            elif {held["name"] for held in one["attributes"]} != attributes[one["type"]]:
                found.append(f"{kind} {one['id']} hasn't the attributes of its type")
    objects = {one["id"] for one in log["objects"]}
    for one in (*log["objects"], *log["events"]):
        ends = [held["objectId"] for held in one["relationships"]]
        found += [f"{one['id']} belongs to {end}, which isn't there" for end in ends if end not in objects]
        found += [f"{one['id']} belongs twice to {end}" for end, times in Counter(ends).items() if times > 1]
    return found
