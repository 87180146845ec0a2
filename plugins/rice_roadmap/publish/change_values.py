"""Old and new values in words, with what somebody wrote kept apart from what we say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from rice_roadmap.history.changes import Move, Value
from rice_roadmap.model.estimate import PublicEstimate, PublicRice
from rice_roadmap.model.scale import PlacedValue
from rice_roadmap.publish.numbers import amount, approximate
from rice_roadmap.publish.words import listed, words
from rice_roadmap.ranking.rice import estimates
from rice_roadmap.text.decimals import percent

ARROW = "→"

_NOTHING = "none"
_SHARES = ("rice.confidence", "confidence.", "evidence_caps.")
_FIELDS = MappingProxyType(
    {
        "rice.reach": "Reach",
        "rice.impact": "Impact",
        "rice.confidence": "Confidence",
        "rice.effort": "Effort",
        "labels.moscow": "MoSCoW",
        "labels.kano": "Kano",
        "release.on": "Released on",
        "release.stage": "Released for",
        "release.version": "Version",
        "outcome.result": "Outcome",
        "votes.count": "Votes",
        "votes.on": "Votes counted on",
    }
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Writing:
    """How a form of the report writes other people's words so that they stay words.

    `quoted` is for titles and texts, `named` for ids and names of fields, `literal` for what stands by itself.
    """

    quoted: Callable[[str], str]
    named: Callable[[str], str]
    literal: Callable[[str], str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One thing that changes, and what there is to say of it."""

    line: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """Things that change alike, under a heading."""

    heading: str
    entries: tuple[Entry, ...]


def moves(moved: Sequence[Move], write: Writing) -> list[str]:
    """Return a line for each fact: what it was, and what it is now."""
    return [
        f"{_field(move.field, write)}: {_value(move.field, move.before, write)}"
        f" {ARROW} {_value(move.field, move.after, write)}"
        for move in moved
    ]


def edited(fields: Sequence[str]) -> list[str]:
    """Return a line that names the texts that say something else; never what they say."""
    return [f"Edited: {listed(fields)}."] if fields else []


def is_share(field: str) -> bool:
    """Return whether the numbers of a field are shares, which people read as percentages."""
    return field.startswith(_SHARES)


def score(rice: PublicRice) -> Fraction | None:
    """Return the score, or None as long as an estimate is missing."""
    found = estimates(rice)
    return None if found is None else found.score


def score_in_words(score: Fraction | None) -> str:
    """Return a score, rounded and marked if it was."""
    return "not scored" if score is None else approximate(score)


def counted(number: int, thing: str) -> str:
    """Return a number with what it counts."""
    many = f"{thing}es" if thing.endswith("s") else f"{thing}s"
    return f"{number:,} {thing if number == 1 else many}"


def _field(field: str, write: Writing) -> str:
    if field in _FIELDS:
        return _FIELDS[field]
    # Only fields of the plan hold names that somebody chose.
    return write.named(field) if "." in field else field.replace("_", " ").capitalize()


def _value(field: str, value: Value, write: Writing) -> str:
    match value:
        case None:
            return _NOTHING
        case StrEnum():
            return words(value)
        case str():
            return write.quoted(value)
        case Fraction():
            return _number(field, value)
        case PublicEstimate():
            return f"{amount(value.likely)}{_range(value)}"
        case PlacedValue():
            number = _number(field, value.value)
            return f"{value.name} ({number})" if value.name else number
        case tuple():
            return listed([write.named(each) for each in value])
        case _:
            return str(value)


def _number(field: str, number: Fraction) -> str:
    return percent(number) if is_share(field) else amount(number)


def _range(estimate: PublicEstimate) -> str:
    return f" ({amount(estimate.least)}–{amount(estimate.most)})" if estimate.has_range else ""
