"""What to tell somebody whose file and its schema disagree: one mismatch, one problem at its exact place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from rice_roadmap.text.document import Data, Document, Pointer
from rice_roadmap.text.mismatch import Advice, Mismatch, quoted, subject
from rice_roadmap.text.problem import Code, Location, Problem
from rice_roadmap.text.scalar import value_of
from rice_roadmap.text.shape import ENTRY, Kind, Property, properties, property_at
from rice_roadmap.text.spelling_advice import bare_confidence, empty, misspelt_number, misspelt_text, not_text
from rice_roadmap.text.suggestion import did_you_mean, listed

#: What people bring along from a spreadsheet, and what is computed here.
_COMPUTED = frozenset({"score", "rank", "priority", "tier", "rice_score"})

_NEEDS = {
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "`true` or `false`",
    "array": "a list",
    "object": "keys of its own below it",
}
_NEEDS_OF_FORMS = {
    "id": "an id",
    "date": "a date",
    "target": "a quarter, a month or a day",
    "quarter": "a quarter",
    "address": "an address",
    "email": "an e-mail address",
    "impact": "a number or a step's name",
    "confidence": "a percentage or a step's name",
    "any": "steps and their numbers, or `any`",
}

#: Forms of text beside which a number or a mapping may stand: there quotes would not help.
_MIXED_FORMS = frozenset({"impact", "confidence", "any"})

#: Why a reason for *not now* is none for *not us*.
_NOT_NOW = {
    "below_capacity_line": "Capacity is a reason for *not now*. Use `deferred`, or give the reason that would still "
    "hold with twice the team.",
    "needs_evidence": "Missing evidence is a reason for *not now*. Use `deferred`, or give the reason that would "
    "still hold with all the evidence.",
    "no_owner": "A missing owner is a reason for *not now*. Use `deferred`, or give the reason that would still "
    "hold with an owner.",
}

_LONGEST_EXAMPLE = 60

#: What means something to YAML inside a mapping on one line.
_SIGNS = re.compile(r"[,:#\[\]{}]")


def problem_of(mismatch: Mismatch, document: Document) -> Problem:
    """Return what to tell of a mismatch, at the key, the value or the mapping it is about."""
    advice = _advice(mismatch)
    return Problem(where=_where(mismatch, document), code=advice.code, message=advice.message, hint=advice.hint)


def _where(mismatch: Mismatch, document: Document) -> Location:
    if mismatch.keyword in {"required", "minProperties"}:
        return document.first_key_at(mismatch.pointer)
    if mismatch.keyword in {"additionalProperties", "propertyNames"}:
        return document.key_at(mismatch.pointer)
    return document.value_at(mismatch.pointer)


def _advice(mismatch: Mismatch) -> Advice:
    if mismatch.value is None and mismatch.keyword != "additionalProperties":
        return empty(mismatch)
    advise = _KEYWORDS.get(mismatch.keyword, _wrong_shape)
    return advise(mismatch)


def _unknown_key(mismatch: Mismatch) -> Advice:
    key = str(mismatch.pointer[-1])
    if key.casefold().replace(" ", "_").replace("-", "_") in _COMPUTED:
        return Advice(code=Code.STORED_SCORE, message="Scores are computed; remove this line.")
    known = tuple(mismatch.schema.get("properties", {}))
    around = mismatch.pointer[:-1]
    meant = _belongs(mismatch.kind, around, key) or did_you_mean(key, known)
    # Below something internal, what looks like a key may be a customer's words with a colon in them.
    shown = quoted(key) if meant or not mismatch.is_internal else "This"
    message = f"{shown} is not a key of {subject(mismatch.kind, around)}. {meant}".rstrip()
    return Advice(code=Code.UNKNOWN_KEY, message=message, hint=_known_here(known))


def _belongs(kind: Kind, around: Pointer, key: str) -> str:
    """Return where a key that is unknown here is known: directly below, or further out."""
    if key == "id" and not around:
        return "The name of the file is the id; remove this line."
    here = tuple(step for step in around if isinstance(step, str))
    if len(here) < len(around):
        return ""
    paths = [found.path for found in properties(kind) if found.name == key != ENTRY]
    if below := [path[-2] for path in paths if len(path) > 1 and path[:-2] == here]:
        return f"It belongs below {listed(below)}."
    return f"It belongs beside `{here[-1]}`, not below it." if here and (*here[:-1], key) in paths else ""


def _missing_key(mismatch: Mismatch) -> Advice:
    found = [known for key in mismatch.wanted if (known := property_at(mismatch.kind, (*mismatch.pointer, key)))]
    what = " Or: ".join(known.description for known in found)
    keys = listed(_as_written(known) for known in found)
    message = f"{_who_needs(mismatch)} needs {keys}: {what[0].lower()}{what[1:]}"
    return Advice(code=Code.MISSING_KEY, message=message, hint=_example(found[0], mismatch))


def _who_needs(mismatch: Mismatch) -> str:
    if mismatch.needed_by is None:
        return mismatch.subject
    key, word = mismatch.needed_by
    return f"`{key}: {word}`" if word in mismatch.wanted else f"`{word}`"


def _as_written(known: Property) -> str:
    return f"{known.name}: true" if known.schema.get("const") is True else known.name


def _example(known: Property, mismatch: Mismatch) -> str:
    # The word that needs the key may leave fewer choices than there are.
    choices = mismatch.schema.get("properties", {}).get(known.name, {}).get("enum", known.choices)
    if choices:
        return f"Write {listed(choices)}."
    example = known.examples[0]
    shown = _written(example)
    return f"For example: `{known.name}: {shown}`." if shown and len(shown) <= _LONGEST_EXAMPLE else known.hint


def _written(example: Data) -> str:
    """Return an example as a file holds it on one line, or nothing where it needs several."""
    if isinstance(example, dict):
        parts = {key: _written(value) for key, value in example.items()}
        return f"{{{', '.join(f'{key}: {part}' for key, part in parts.items())}}}" if all(parts.values()) else ""
    if isinstance(example, str):
        is_plain = isinstance(value_of(example), str) and not _SIGNS.search(example)
        return example if is_plain else f'"{example}"'
    return str(example) if isinstance(example, int | Decimal) else ""


def _not_a_choice(mismatch: Mismatch) -> Advice:
    found = mismatch.known
    if isinstance(mismatch.value, str) and not mismatch.value.strip():
        return empty(mismatch)
    if mismatch.needed_by and found is not None and mismatch.value in found.choices:
        return _not_this_choice(mismatch, mismatch.needed_by)
    if mismatch.keyword == "const":
        message = f"{mismatch.subject} is not needed unless it is `{str(mismatch.wanted).lower()}`."
        return Advice(code=Code.NOT_A_CHOICE, message=message, hint=mismatch.hint)
    meant = did_you_mean(mismatch.value, mismatch.wanted) if isinstance(mismatch.value, str) else ""
    place = subject(mismatch.kind, mismatch.pointer)
    message = f"{mismatch.this} is not one of the words for {place}. {meant}".rstrip()
    return Advice(code=Code.NOT_A_CHOICE, message=message, hint=f"Write {listed(mismatch.wanted)}.")


def _not_this_choice(mismatch: Mismatch, needed_by: tuple[str, str]) -> Advice:
    key, word = needed_by
    if isinstance(mismatch.value, str) and mismatch.value in _NOT_NOW:
        hint = f"The reasons for `{word}` are {listed(mismatch.wanted)}."
        return Advice(code=Code.CAPACITY_IS_NO_REASON, message=_NOT_NOW[mismatch.value], hint=hint)
    message = f"`{word}` needs `{mismatch.wanted}` here, not {quoted(str(mismatch.value))}."
    return Advice(code=Code.NOT_A_CHOICE, message=message, hint=f"Write `{mismatch.wanted}`, or change `{key}`.")


def _wrong_type(mismatch: Mismatch) -> Advice:
    types = [mismatch.wanted] if isinstance(mismatch.wanted, str) else list(mismatch.wanted)
    value = mismatch.value
    is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    if is_number and mismatch.form == "confidence":
        return bare_confidence(mismatch)
    if isinstance(value, str) and {"number", "integer"} & set(types):
        return misspelt_number(mismatch)
    if isinstance(value, Decimal) and "integer" in types and value == value.to_integral_value():
        message = f"{mismatch.subject} needs a whole number, written without a point."
        return Advice(code=Code.NUMBER_SPELLING, message=message, hint=mismatch.hint)
    if isinstance(value, bool | int | Decimal) and "enum" in mismatch.schema:
        return _not_a_choice(_of_choice(mismatch))
    if isinstance(value, bool | int | Decimal) and "string" in types and mismatch.form not in _MIXED_FORMS:
        return not_text(mismatch)
    needs = _NEEDS_OF_FORMS.get(mismatch.form) or _NEEDS[types[0]]
    if "enum" in mismatch.schema:
        hint = f"Write {listed(mismatch.schema['enum'])}."
    else:
        hint = mismatch.hint or _how(types[0], mismatch)
    return Advice(code=Code.WRONG_TYPE, message=f"{mismatch.subject} needs {needs}.", hint=hint)


def _of_choice(mismatch: Mismatch) -> Mismatch:
    return Mismatch(
        kind=mismatch.kind,
        pointer=mismatch.pointer,
        keyword="enum",
        wanted=mismatch.schema["enum"],
        schema=mismatch.schema,
        value=mismatch.value,
    )


def _how(needed: str, mismatch: Mismatch) -> str:
    if needed == "array":
        return "Write each entry on a line of its own, after a hyphen and a space."
    keys: Mapping[str, Data] = mismatch.schema.get("properties", {})
    return f"Write its keys below it, indented. {_known_here(keys)}" if keys else ""


def _known_here(keys: Iterable[str]) -> str:
    return f"Known here: {', '.join(f'`{key}`' for key in keys)}."


def _out_of_range(mismatch: Mismatch) -> Advice:
    relation = {"minimum": "at least", "exclusiveMinimum": "more than", "maximum": "at most"}[mismatch.keyword]
    message = f"{mismatch.subject} must be {relation} {mismatch.wanted}."
    return Advice(code=Code.NUMBER_OUT_OF_RANGE, message=message, hint=mismatch.hint)


def _repeated(mismatch: Mismatch) -> Advice:
    found = mismatch.known
    name = found.name if found else "this list"
    shown = mismatch.this if isinstance(mismatch.value, str) else "This"
    message = f"{shown} stands in `{name}` more than once."
    return Advice(code=Code.REPEATED_VALUE, message=message, hint="Keep one of them.")


def _too_few(mismatch: Mismatch) -> Advice:
    if not mismatch.pointer:
        message = f"{mismatch.subject} needs at least one key."
        return Advice(code=Code.EMPTY_VALUE, message=message, hint=_how("object", mismatch))
    hint = "Write at least one, or remove the line."
    return Advice(code=Code.EMPTY_VALUE, message=f"{mismatch.subject} has no entries.", hint=hint)


def _wrong_shape(mismatch: Mismatch) -> Advice:
    message = f"{mismatch.subject} does not have the shape it needs."
    return Advice(code=Code.WRONG_SHAPE, message=message, hint=mismatch.hint)


_KEYWORDS: dict[str, Callable[[Mismatch], Advice]] = {
    "additionalProperties": _unknown_key,
    "required": _missing_key,
    "propertyNames": misspelt_text,
    "type": _wrong_type,
    "enum": _not_a_choice,
    "const": _not_a_choice,
    "pattern": misspelt_text,
    "format": misspelt_text,
    "maxLength": misspelt_text,
    "minimum": _out_of_range,
    "exclusiveMinimum": _out_of_range,
    "maximum": _out_of_range,
    "uniqueItems": _repeated,
    "minItems": _too_few,
    "minProperties": _too_few,
}
