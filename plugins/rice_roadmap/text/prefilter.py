"""Which documents are surely of the right shape, found in no time: all others are left to jsonschema.

It may only err on that side. jsonschema stays the authority and writes every message; without the library that this
module knows, which not every machine can have, it judges every document, and says the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from rice_roadmap.text.document import Data
from rice_roadmap.text.shape import Kind, schema_text

try:
    import jsonschema_rs
except ImportError:
    jsonschema_rs = None  # type: ignore[assignment]  # what is missing is asked for before it is used

#: Blanks to Python and none to the library.
_BLANKS = r"\x1c-\x1f\x85"
_IN_PATTERN = re.compile(r"\[\\s\\S\]|\[\^\\s|\\S")
_AS_PYTHON_READS = {r"[^\s": rf"[^\s{_BLANKS}", r"\S": rf"[^\s{_BLANKS}]"}

_WHOLE = "x-whole"


def is_surely_valid(kind: Kind, data: Data) -> bool:
    """Return whether a document has the right shape beyond doubt; False says nothing."""
    if jsonschema_rs is None:
        return False
    try:
        return bool(_validator(kind).is_valid(data))
    except ValueError:  # what it cannot even look at, such as half a character
        return False


class _Whole:
    """A whole number as it is written: `1.0` is none to us, and one to the library."""

    def __init__(self, schema: object, value: object, path: object) -> None:
        """Take what the library hands over."""

    def validate(self, instance: object) -> None:
        """Refuse what is no whole number."""
        if not isinstance(instance, int):
            raise ValueError("not a whole number")  # noqa: TRY004 -- so the library wants it


@cache
def _validator(kind: Kind) -> Any:
    registry = jsonschema_rs.Registry([(f"{each}.schema.json", _schema(each)) for each in Kind])
    return jsonschema_rs.Draft202012Validator(
        _schema(kind), registry=registry, validate_formats=True, keywords={_WHOLE: _Whole}
    )


@cache
def _schema(kind: Kind) -> Any:
    return json.loads(schema_text(kind), parse_float=Decimal, object_hook=_strict)


def _strict(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a part of a schema so that the library takes nothing that jsonschema refuses."""
    stricter = dict(schema)
    if isinstance(pattern := schema.get("pattern"), str):
        stricter["pattern"] = _IN_PATTERN.sub(lambda found: _AS_PYTHON_READS.get(found[0], found[0]), pattern)
    if schema.get("type") == "integer":
        stricter[_WHOLE] = True
    return stricter
