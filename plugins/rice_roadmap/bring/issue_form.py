"""A second door, for who wants one: an issue form with the questions of the schemas, whose answers somebody files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from rice_roadmap.model.ask import Importance
from rice_roadmap.publish.words import words
from rice_roadmap.text.shape import Kind, Property, property_at

#: Where GitHub looks for it.
PATH = ".github/ISSUE_TEMPLATE/request.yml"

_REQUIRED = ((Kind.REQUEST, "need"), (Kind.REQUEST, "potential_impact"))
_INTERNAL = tuple((Kind.ASK, name) for name in ("account", "importance", "needed_by", "says", "link"))
_OPTIONAL = ((Kind.REQUEST, "workaround"),)

_FOR_COLLEAGUES = " Only colleagues see this."

_HEAD = """\
# A second door for those who have no form at hand. An issue is not a request yet: whoever looks after the roadmap
# files it with `rice-roadmap new request`, and closes the issue with the address of the request.
# Its questions are those of the schemas.
"""


def issue_form(*, is_public: bool) -> str:
    """Return the form as YAML; in a public repository it asks nothing that only colleagues may read."""
    asked = (*_REQUIRED, *(() if is_public else _INTERNAL), *_OPTIONAL)
    readers = "Everybody can read what you write here." if is_public else "All colleagues can read what you write here."
    opening = f"In the title above: in one line, what is missing. {readers}"
    lines = [
        "name: Ask for something",
        "description: What you or your customer needs.",
        "body:",
        *_element("markdown", None, {"value": opening}, is_required=False),
    ]
    for kind, name in asked:
        found = property_at(kind, (name,))
        if found is not None:
            lines += _question(found, is_required=(kind, name) in _REQUIRED)
    return _HEAD + "".join(f"{line}\n" for line in lines)


def _question(found: Property, *, is_required: bool) -> Iterator[str]:
    attributes: dict[str, Any] = {
        "label": found.title,
        "description": found.description.replace(_FOR_COLLEAGUES, ""),
    }
    if found.choices:
        attributes["options"] = [words(Importance(choice)) for choice in found.choices]
    form = "dropdown" if found.choices else "textarea" if found.is_prose else "input"
    yield from _element(form, found.name, attributes, is_required=is_required)


def _element(form: str, name: str | None, attributes: dict[str, Any], *, is_required: bool) -> Iterator[str]:
    yield f"  - type: {form}"
    if name is not None:
        yield f"    id: {name}"
    yield "    attributes:"
    for key, value in attributes.items():
        if isinstance(value, list):
            yield f"      {key}:"
            yield from (f"        - {_quoted(entry)}" for entry in value)
        else:
            yield f"      {key}: {_quoted(value)}"
    if is_required:
        yield from ("    validations:", "      required: true")


def _quoted(text: str) -> str:
    # Every JSON text is a YAML text.
    return json.dumps(text, ensure_ascii=False)
