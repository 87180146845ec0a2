"""Values that somebody types for fields of a record: found by their dots, and of the type that the schema wants."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rice_roadmap.bring.readable import Change
from rice_roadmap.bring.refusal import Refusal, Unfit
from rice_roadmap.bring.scope import Scope, record_scope
from rice_roadmap.bring.shaping import shaped
from rice_roadmap.text.document import Document
from rice_roadmap.text.mismatch import subject
from rice_roadmap.text.problem import Code
from rice_roadmap.text.schema import Kind, check
from rice_roadmap.text.shape import ENTRY, Property, properties
from rice_roadmap.text.source import Data
from rice_roadmap.text.suggestion import did_you_mean


@dataclass(frozen=True, kw_only=True, slots=True)
class Setting:
    """A field by its keys, and what it is to hold; None takes it away."""

    keys: tuple[str, ...]
    value: Data

    @property
    def field(self) -> str:
        """The field as it is typed: its keys with dots between them."""
        return ".".join(self.keys)


def settings_from(kind: Kind, options: Iterable[str]) -> tuple[Setting, ...] | Refusal:
    """Return what `key=value` options say."""
    found: list[Setting] = []
    for option in options:
        field, sign, text = option.partition("=")
        if not sign or not field:
            hint = 'Write --set area=sign-in, or --set title="Several words".'
            return Refusal(message=f"`--set {option}` is no key=value.", hint=hint, misuse=True)
        setting = setting_from(kind, field, text)
        if isinstance(setting, Refusal):
            return setting
        found.append(setting)
    return tuple(found)


def setting_from(kind: Kind, field: str, text: str) -> Setting | Refusal:
    """Return what a text says for a field, or why it cannot stand there."""
    keys = tuple(field.split("."))
    scope = record_scope(kind)
    for key in keys:
        if key not in scope.entry.names:
            return _unknown(kind, field, key, scope.entry.names)
        scope = scope.entry.inside(key)
    value = value_from(kind, keys, text)
    if isinstance(value, Unfit):
        return Refusal(message=f"`{field}`: {value.reason}", misuse=True)
    return Setting(keys=keys, value=value)


def value_from(kind: Kind, keys: Sequence[str], text: str) -> Data | Unfit:
    """Return what a text says for a field that there is, None where it says nothing, or why it does not fit."""
    scope = record_scope(kind)
    for key in keys:
        scope = scope.entry.inside(key)
    changes: Counter[Change] = Counter()
    value = shaped(scope, text, changes)
    if changes[Change.CUT]:
        most = scope.schema["maxLength"]
        return Unfit(reason=f"this has {len(text.strip()):,} characters, and at most {most} can stand on one line.")
    if value is None or isinstance(value, Unfit):
        return value
    return _of_its_shape(kind, Setting(keys=tuple(keys), value=value))


def property_of(kind: Kind, field: str) -> Property:
    """Return the property that a field with its dots means; there must be one."""
    keys = tuple(field.split("."))
    return next(found for found in properties(kind) if tuple(part for part in found.path if part != ENTRY) == keys)


def put(data: dict[str, Data], setting: Setting, kind: Kind) -> str:
    """Put a value into a record, making what is missing on the way; return what stands in the way, if anything does.

    Inside a list, a key means its last entry; a list itself grows by what is put into it.
    """
    scope, here = record_scope(kind), data
    for key in setting.keys[:-1]:
        scope = scope.entry.inside(key)
        inside = _inside(here, key, scope)
        if inside is None:
            return f"something else stands in `{key}` already."
        here = inside
    last = setting.keys[-1]
    there = here.get(last)
    if isinstance(there, list) and isinstance(setting.value, list):
        there.extend(entry for entry in setting.value if entry not in there)
    elif setting.value is None:
        here.pop(last, None)
    else:
        here[last] = setting.value
    return ""


def _inside(here: dict[str, Data], key: str, scope: Scope) -> dict[str, Data] | None:
    value = here.get(key)
    if "array" in scope.types:
        if value is None:
            here[key] = value = [{}]
        entry = value[-1] if isinstance(value, list) and value else None
        return entry if isinstance(entry, dict) else None
    if value is None:
        here[key] = value = {}
    return value if isinstance(value, dict) else None


def _of_its_shape(kind: Kind, setting: Setting) -> Data | Unfit:
    """Return the value unless the schema refuses it, whatever else its record will hold."""
    alone: dict[str, Data] = {}
    put(alone, setting, kind)
    for problem in check(kind, Document(path="", data=alone, places={})):
        if problem.code is not Code.MISSING_KEY:
            hint = "" if "Write " in problem.message else problem.hint
            return Unfit(reason=f"{problem.message} {hint}".rstrip())
    return setting.value


def _unknown(kind: Kind, field: str, key: str, names: Sequence[str]) -> Refusal:
    hint = did_you_mean(key, names) or (f"The fields are {', '.join(names)}." if names else "Nothing stands inside it.")
    return Refusal(message=f"There is no field `{field}` in {subject(kind, ())}.", hint=hint, misuse=True)
