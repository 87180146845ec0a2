"""Every way in which a document differs from its schema: what jsonschema finds, one thing to mend at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any
from unicodedata import is_normalized

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend
from referencing import Registry, Resource

from rice_roadmap.text.document import Data, Document, Pointer
from rice_roadmap.text.mismatch import Mismatch
from rice_roadmap.text.problem import Problem
from rice_roadmap.text.shape import Kind, Schema, schema_of
from rice_roadmap.text.shape_advice import problem_of
from rice_roadmap.text.suggestion import nearest

#: More problems than this in one file help nobody; the rest shows when these are mended.
MOST_PROBLEMS = 1_000

#: Of several mismatches of one value the first named here says most about it.
_MOST_TELLING = ("type", "enum", "const", "pattern", "format", "maxLength")


def problems_of_shape(kind: Kind, document: Document, *, is_hidden: bool) -> tuple[Problem, ...]:
    """Return every problem of a document's shape, at its place: one for each thing to mend."""
    errors = _errors(kind, document.data)
    mismatches = (one for error in errors for one in _mismatches(kind, error, is_hidden=is_hidden))
    found = _without_noise(list(islice(mismatches, MOST_PROBLEMS)))
    return tuple(sorted((problem_of(mismatch, document) for mismatch in found), key=lambda problem: problem.order))


def _errors(kind: Kind, data: Any) -> Iterator[ValidationError]:
    return _validator(kind).iter_errors(data)


@cache
def _validator(kind: Kind) -> Validator:
    resources = {f"{each}.schema.json": Resource.from_contents(schema_of(each)) for each in Kind}
    registry: Registry[Any] = Registry().with_resources(resources.items())
    return _CHECKER(dict(schema_of(kind)), registry=registry, format_checker=FormatChecker(formats=("date",)))


def _repeated(_checker: Validator, wanted: object, entries: object, _schema: Schema) -> Iterator[ValidationError]:
    """Yield one error for each repeated entry, in linear time; the library's own compares each with each."""
    seen: set[object] = set()
    for index, entry in enumerate(entries if wanted and isinstance(entries, list) else ()):
        if (value := _hashable(entry)) in seen:
            yield ValidationError("repeated", path=(index,), instance=entry)
        seen.add(value)


def _hashable(value: Data) -> object:
    if isinstance(value, dict):
        return frozenset((key, _hashable(below)) for key, below in value.items())
    if isinstance(value, list):
        return tuple(_hashable(below) for below in value)
    return (isinstance(value, bool), value)


#: JSON Schema as we check it.
_CHECKER: type[Validator] = extend(Draft202012Validator, {"uniqueItems": _repeated})  # type: ignore[no-untyped-call]  # the library does not say


def _mismatches(kind: Kind, error: ValidationError, *, is_hidden: bool) -> Iterator[Mismatch]:
    """Yield what one error of the library is about: each key, each value by itself."""
    pointer: Pointer = tuple(error.absolute_path)
    needed_by = _needed_by(schema_of(kind), error.absolute_schema_path)
    for at, keyword, wanted, value in _parts(pointer, error):
        yield Mismatch(
            kind=kind,
            pointer=at,
            keyword=keyword,
            wanted=wanted,
            schema=error.schema if isinstance(error.schema, Mapping) else {},
            value=value,
            needed_by=needed_by,
            is_hidden=is_hidden,
        )


def _parts(pointer: Pointer, error: Any) -> Iterator[tuple[Pointer, str, Any, Any]]:
    # `Any`, since its type leaves open whether what every error has was set already.
    keyword, wanted, value = error.validator, error.validator_value, error.instance
    if keyword == "required":
        for key in wanted:
            if key not in value:
                yield pointer, keyword, (key,), value
    elif keyword == "anyOf":
        # Written only as a choice of keys, of which one must be there.
        yield pointer, "required", tuple(branch["required"][0] for branch in wanted), value
    elif keyword == "additionalProperties":
        for key in value:
            # The reader has told of a key that is not in Unicode's normal form.
            if key not in error.schema.get("properties", {}) and is_normalized("NFC", key):
                yield (*pointer, key), keyword, wanted, value[key]
    elif "propertyNames" in error.absolute_schema_path:
        if is_normalized("NFC", value):
            yield (*pointer, value), "propertyNames", wanted, value
    else:
        yield pointer, str(keyword), wanted, value


def _needed_by(schema: Schema, path: Iterable[str | int]) -> tuple[str, str] | None:
    """Return the key and the word of the file because of which a condition of the schema holds, if there is one."""
    at: Any = schema
    for step in path:
        if isinstance(step, str) and step not in at:
            return None  # behind a reference: no condition there depends on a word
        if step == "then":
            tests = at["if"].get("properties", {})
            return next(((key, word) for key, test in tests.items() if (word := _constant(test))), None)
        at = at[step]
    return None


def _constant(test: Schema) -> str | None:
    word: str | None = test.get("const") or test.get("contains", {}).get("const")
    return word


def _without_noise(mismatches: list[Mismatch]) -> list[Mismatch]:
    """Leave one mismatch for each thing to mend: the most telling, and none for a key that is only misspelt."""
    found: dict[tuple[Pointer, str], Mismatch] = {}
    for mismatch in sorted(mismatches, key=_telling):
        found.setdefault((mismatch.pointer, _what(mismatch)), mismatch)
    meant = {_meant(mismatch) for mismatch in found.values() if mismatch.keyword == "additionalProperties"}
    return [one for one in found.values() if not any((one.pointer, key) in meant for key in _missing(one))]


def _meant(unknown: Mismatch) -> tuple[Pointer, str | None]:
    return unknown.pointer[:-1], nearest(str(unknown.pointer[-1]), unknown.schema.get("properties", {}))


def _telling(mismatch: Mismatch) -> tuple[int, bool]:
    rank = _MOST_TELLING.index(mismatch.keyword) if mismatch.keyword in _MOST_TELLING else len(_MOST_TELLING)
    # Where a word leaves fewer choices, those are the ones to name.
    return rank, mismatch.needed_by is None


def _what(mismatch: Mismatch) -> str:
    if mismatch.keyword == "required":
        return " ".join(mismatch.wanted)
    return "key" if mismatch.keyword in {"additionalProperties", "propertyNames"} else "value"


def _missing(mismatch: Mismatch) -> tuple[str, ...]:
    return mismatch.wanted if mismatch.keyword == "required" else ()
