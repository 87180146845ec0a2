"""The fields of an answer as somebody types them: in options of `decide`, or at the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from rice_roadmap.bring.options import FieldOption
from rice_roadmap.bring.questions import Reads
from rice_roadmap.bring.refusal import Refusal, Unfit
from rice_roadmap.bring.settings import Setting, put, settings_from, value_from
from rice_roadmap.text.schema import Kind
from rice_roadmap.text.shape import properties
from rice_roadmap.text.source import Data

# A single one is typed at a time.
_FLAGS = {"alternatives": "--alternative", "questions": "--question"}

# The verdict stands behind the requests; who was told has several parts, for which there is --set.
_NO_OPTIONS = frozenset({"verdict", "informed"})

_ALTERNATIVE = "Write what works instead, a colon, and how: Import a list: Under People, choose Import."


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """What was typed for an answer: values by their keys, and keys that are to go."""

    values: Mapping[str, Data]
    removed: frozenset[str]


def flag_of(field: str) -> str:
    """Return the option that sets a field of an answer."""
    return _FLAGS.get(field, f"--{field.replace('_', '-')}")


@cache
def decide_options() -> tuple[FieldOption, ...]:
    """Return the options of `decide`, in the order of the schema."""
    return tuple(
        FieldOption.of(known, flag=flag_of(known.name), field=known.name)
        for known in properties(Kind.DECISION)
        if len(known.path) == 1 and known.name not in _NO_OPTIONS
    )


def given_from(typed: Iterable[tuple[str, str]], settings: Iterable[str]) -> Given | Refusal:
    """Return what options, each a field with its text, and `key=value` settings say."""
    values: dict[str, Data] = {}
    removed: set[str] = set()
    for field, text in typed:
        value = read_answer(field, text)
        if isinstance(value, Unfit):
            return Refusal(message=f"`{flag_of(field)}`: {value.reason}", misuse=True)
        _take(values, removed, Setting(keys=(field,), value=value))
    set_too = settings_from(Kind.DECISION, settings)
    if isinstance(set_too, Refusal):
        return set_too
    for setting in set_too:
        if reason := _take(values, removed, setting):
            return Refusal(message=f"`--set {setting.field}=…`: {reason}", misuse=True)
    return Given(values=values, removed=frozenset(removed - values.keys()))


def read_answer(field: str, text: str) -> Data | Unfit:
    """Return what was typed for a field; where several may stand, each on a line of its own."""
    if field == "alternatives":
        return _each(text, _alternative)
    if field == "questions":
        return _each(text, lambda line: value_from(Kind.DECISION, (field,), line))
    if field == "final" and text.strip().lower() in {"no", "n", "false"}:
        return None
    return value_from(Kind.DECISION, (field,), text)


def _take(values: dict[str, Data], removed: set[str], setting: Setting) -> str:
    key = setting.keys[0]
    if len(setting.keys) == 1 and setting.value is None:
        removed.add(key)
    before = values.get(key)
    if key == "duplicate_of" and before is not None:
        # One original is written as it is, several as a list.
        setting = Setting(keys=setting.keys, value=[*_as_list(before), *_as_list(setting.value)])
    return put(values, setting, Kind.DECISION)


def _as_list(value: Data) -> list[Data]:
    return value if isinstance(value, list) else [value]


def _each(text: str, read: Reads) -> Data | Unfit:
    entries: list[Data] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        value = read(line)
        if isinstance(value, Unfit):
            return value
        entries += _as_list(value)
    return entries or None


def _alternative(text: str) -> Data | Unfit:
    title, sign, how = text.partition(": ")
    if not sign or not title.strip() or not how.strip():
        return Unfit(reason=f"it does not say how. {_ALTERNATIVE}")
    alternative: dict[str, Data] = {}
    for key, part in (("title", title), ("how", how)):
        value = value_from(Kind.DECISION, ("alternatives", key), part)
        if isinstance(value, Unfit):
            return value
        alternative[key] = value
    return alternative
