"""Which record somebody means who types a name."""

from __future__ import annotations

from rice_roadmap.bring.existing import Records
from rice_roadmap.bring.refusal import Refusal
from rice_roadmap.text.suggestion import did_you_mean


def record_named(name: str, records: Records, word: str) -> str | Refusal:
    """Return the id of the record that a name means: its id, one it had before, or the path of its file."""
    stem = name.rpartition("/")[2].removesuffix(".yaml")
    found = stem if stem in records.ids else records.formerly.get(stem)
    if found is not None:
        return found
    hint = did_you_mean(stem, records.ids) or f"The name of a file, without its ending, is the id of the {word}."
    return Refusal(message=f"There is no {word} `{name}`.", hint=hint, misuse=True)
