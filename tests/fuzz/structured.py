"""Changes to a whole file that keep it readable, so that the search gets past the reader and to what files mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from random import Random
from typing import Any

from rice_roadmap.text.document import Data
from rice_roadmap.text.schema import Kind
from rice_roadmap.text.shape import properties
from rice_roadmap.text.source import read
from rice_roadmap.text.writing import write
from tests.fuzz.laws import ALL_KINDS

#: What stands on the edge of what schemas allow, or beyond it.
ODD: Sequence[Data] = (
    *(
        "",
        " ",
        "x",
        "export",
        "index",
        "80%",
        "0%",
        "101%",
        "2027-Q1",
        "2027-Q5",
        "2024-02-30",
        "2026-11-23",
        "2027-02",
    ),
    *("https://", "https://example.com/a", "javascript:1", "A\nB\n", "é" * 201, "a-" * 40, "1.5", "true", "-0"),
    *(0, 1, -1, 2, 10**14, Decimal("0.01"), Decimal("0.000001"), Decimal("1.10"), True, False, None, [], {}),
)

Plainly = Callable[[bytes, int], bytes]


def changed(raw: bytes, longest: int, seed: int, plainly: Plainly) -> bytes:
    """Return the bytes of a file of some kind, as `laws.shape` takes them, with something in it changed.

    Half of the changes, and those of bytes that are no readable file, are left to `plainly`, which knows bytes only.
    """
    chance = Random(seed)
    document = read("", raw[1:]).document if raw and chance.random() < 0.5 else None
    if document is None:
        return plainly(raw, longest)
    kind = ALL_KINDS[raw[0] % len(ALL_KINDS)]
    data: Data = document.data
    for _ in range(chance.randint(1, 3)):
        data = _changed(kind, data, chance)
    try:
        text = write(data, schema="x") if isinstance(data, dict) else ""
    except ValueError:
        return plainly(raw, longest)
    written = raw[:1] + text.partition("\n")[2].encode()
    return written if len(written) <= longest else plainly(raw, longest)


def _changed(kind: Kind, data: Any, chance: Random) -> Any:
    """Return the data with one value, somewhere in it, added, taken away, repeated or replaced."""
    if isinstance(data, dict):
        return _changed_mapping(kind, data, chance)
    if isinstance(data, list) and data and chance.random() < 0.8:
        place = chance.randrange(len(data))
        if chance.random() < 0.2:
            return [*data, data[place]]
        return [_changed(kind, entry, chance) if index == place else entry for index, entry in enumerate(data)]
    return _value(kind, chance)


def _changed_mapping(kind: Kind, data: Mapping[str, Data], chance: Random) -> dict[str, Any]:
    key = chance.choice(list(data)) if data else ""
    match chance.randrange(4):
        case 0 if key:
            return {name: value for name, value in data.items() if name != key}
        case 1:
            known = chance.choice(properties(kind))
            return {**data, known.name: chance.choice(known.examples)}
        case _ if key:
            return {**data, key: _changed(kind, data[key], chance)}
    return dict(data)


def _value(kind: Kind, chance: Random) -> Data:
    if chance.random() < 0.5:
        return chance.choice(ODD)
    known = chance.choice(properties(kind))
    return chance.choice([*known.examples, *known.choices])
