"""Options of commands that set fields: their names and words come from the schema, so that they cannot differ."""

from __future__ import annotations

from dataclasses import dataclass

from rice_roadmap.text.shape import Property


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldOption:
    """An option for one field: `--revisit-on DATE`; a switch takes no value, and some can be given several times."""

    flag: str
    field: str
    help: str
    is_switch: bool = False
    is_repeated: bool = False

    @classmethod
    def of(cls, known: Property, *, flag: str, field: str) -> FieldOption:
        """Return the option for a property, in the words of its schema."""
        choices = f" One of: {', '.join(known.choices)}." if known.choices else ""
        types = known.schema.get("type", ())
        return cls(
            flag=flag,
            field=field,
            help=f"{known.description}{choices}",
            is_switch=types == "boolean",
            is_repeated=types == "array" or "array" in types,
        )
