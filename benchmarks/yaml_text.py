"""Plain data as the YAML that people write: block texts, one key a line, quotes only where they are needed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

#: Texts of these keys are prose, and stand in blocks.
PROSE = frozenset({"need", "potential_impact", "workaround", "summary", "because", "how", "says", "note", "notice"})

_PLAIN = re.compile(r"[A-Za-z][\w .,;()%/’–-]*[\w.)%]", re.ASCII)
_MEANT_OTHERWISE = re.compile(r"(?i)(y|yes|n|no|on|off|true|false|null)")


def written(data: Mapping[str, Any], schema: str) -> str:
    """Return a record as the text of its file; `schema` is the address of its schema, for editors."""
    lines = [f"# yaml-language-server: $schema={schema}", *_mapping(data, "")]
    return "\n".join(lines) + "\n"


def _mapping(data: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in data.items():
        if isinstance(value, Mapping):
            yield f"{indent}{key}:"
            yield from _mapping(value, indent + "  ")
        elif isinstance(value, list):
            yield f"{indent}{key}:"
            yield from (line for entry in value for line in _entry(entry, indent + "  "))
        elif key in PROSE and "\n" in value:
            yield f"{indent}{key}: |"
            yield from (f"{indent}  {line}" if line else "" for line in value.split("\n"))
        else:
            yield f"{indent}{key}: {_scalar(value)}"


def _entry(value: Any, indent: str) -> Iterator[str]:
    if not isinstance(value, Mapping):
        yield f"{indent}- {_scalar(value)}"
        return
    first, *others = _mapping(value, indent + "  ")
    yield f"{indent}- {first[len(indent) + 2 :]}"
    yield from others


def _scalar(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str):
        return json.dumps(value)
    is_plain = _PLAIN.fullmatch(value) and not _MEANT_OTHERWISE.fullmatch(value)
    return (
        value
        if is_plain or re.fullmatch(r"\d{4}-(\d\d-\d\d|\d\d|Q\d)|\d+%", value)
        else json.dumps(value, ensure_ascii=False)
    )
