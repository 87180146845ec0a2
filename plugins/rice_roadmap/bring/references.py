"""What rows point at: the ids of this roadmap in place of the names and ids that the source uses."""

from __future__ import annotations

from collections.abc import Mapping

from rice_roadmap.bring.existing import Records, Roadmap
from rice_roadmap.bring.refusal import Unfit
from rice_roadmap.bring.shaping import each_once
from rice_roadmap.model.identifier import folded
from rice_roadmap.text.source import Data
from rice_roadmap.text.suggestion import did_you_mean

# Fields that name an entry of a list in the plan, and what one entry is called.
_IN_PLAN: Mapping[str, tuple[str, str]] = {
    "area": ("areas", "area"),
    "objective": ("objectives", "objective"),
    "segment": ("segments", "segment"),
}
_REQUESTS = ("duplicate_of", "answers")
_ITEMS = ("depends_on",)
_MOST_COMPARED = 300


def resolved(data: dict[str, Data], roadmap: Roadmap, system: str) -> dict[str, Data] | Unfit:
    """Return a record with every reference as an id that is there, or which of them means nothing."""
    result: dict[str, Data] = {}
    for field, value in data.items():
        meant = _resolved(field, value, roadmap, system)
        if isinstance(meant, Unfit):
            return Unfit(reason=f"`{field}`: {meant.reason}")
        result[field] = meant
    return result


def request_named(name: str, roadmap: Roadmap, system: str) -> str | Unfit:
    """Return the id of the request that a name means, be it the id it has in the source's system."""
    return _record(name, roadmap.requests, system, "request")


def _resolved(field: str, value: Data, roadmap: Roadmap, system: str) -> Data | Unfit:
    if field in _IN_PLAN and isinstance(value, str):
        return _entry_of_plan(field, value, roadmap)
    if field in _REQUESTS:
        return _all(value, roadmap.requests, system, "request")
    if field in _ITEMS:
        return _all(value, roadmap.items, system, "item")
    if field == "account" and isinstance(value, str):
        # Free text is allowed here; only what the accounts file was given under a tidied id is found again.
        return folded(value) if value not in roadmap.accounts and folded(value) in roadmap.accounts else value
    return value


def _entry_of_plan(field: str, value: str, roadmap: Roadmap) -> str | Unfit:
    part, word = _IN_PLAN[field]
    known = roadmap.listed_in_plan(part)
    if value in known:
        return value
    by_title = {title.casefold(): name for name, title in known.items()}
    meant = by_title.get(value.casefold()) or (folded(value) if folded(value) in known else None)
    if meant is None:
        hint = did_you_mean(value, known) or f"Add it to `{part}` there, or leave the column out."
        return Unfit(reason=f"roadmap/plan.yaml has no {word} of that name. {hint}")
    return meant


def _all(value: Data, records: Records, system: str, word: str) -> Data | Unfit:
    """Return a reference, or a list of them, with ids of this roadmap."""
    if isinstance(value, str):
        return _record(value, records, system, word)
    if isinstance(value, dict):
        name = value.get("request")
        meant = _record(name, records, system, word) if isinstance(name, str) else name
        return meant if isinstance(meant, Unfit) else {**value, "request": meant}
    if not isinstance(value, list):
        return value
    entries: list[Data] = []
    for entry in value:
        meant_entry = _all(entry, records, system, word)
        if isinstance(meant_entry, Unfit):
            return meant_entry
        entries.append(meant_entry)
    return each_once(entries)


def _record(name: str, records: Records, system: str, word: str) -> str | Unfit:
    found = records.find(name, system)
    if found is not None:
        return found
    other = records.systems.get(name)
    if other:
        return Unfit(reason=f"`{system}` has no {word} `{name}`, but `{other}` has: say --system {other}.")
    # Looking for what is alike takes long, and thousands of rows may point nowhere.
    alike = did_you_mean(name, records.ids) if len(records.ids) <= _MOST_COMPARED else ""
    hint = alike or f"Import or write the {word} first."
    return Unfit(reason=f"there is no {word} `{name}`. {hint}")
