"""Texts put into every place of a roadmap where people may write freely: hostile ones, or harmless ones beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from rice_roadmap.publish.confidential import records
from rice_roadmap.text.document import Data, Pointer
from rice_roadmap.text.shape import Kind, property_at
from rice_roadmap.text.writing import write
from tests.canaries import form
from tests.memory import Memory
from tests.samples import files_of, listed

#: Makes the text of the numbered place.
Make = Callable[[int], str]

_LONGEST_LINE = 200
_EMAILS = ("a'onclick='x@example.com", "a&quot;@example.com", "{{7*7}}@example.com", "javascript:x@example.com")

#: Prose that holds everything prose may hold, so that a page of it has every element that any prose can make.
HARMLESS_PROSE = (
    """\
# One

## Two

### Three

#### Four

Some *weak*, **strong** and ~~old~~ words, `code`, a [link](https://example.com "Title") and a\\
break.

- one
- two

3. three

> four

---

```
five
```

| a | b |
|---|---|
| c | d |

"""
    + "Some more words, so that it folds as long prose does. " * 40
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Texts:
    """What is planted: a line, prose, or the address of a link, by the number of the place."""

    line: Make
    prose: Make
    address: Make
    email: Make
    lines: list[str] = field(default_factory=list)


def hostile(turn: int) -> Texts:
    """Return texts of which each tries something; with every turn each place gets others."""
    lines = list(_joined(sample for _, sample in listed("lines")))
    prose = [file.read_text(encoding="utf-8") for file in files_of("prose")]
    addresses = [sample for code, sample in listed("addresses") if code == "fine"]
    return Texts(
        line=lambda number: lines[(number * 7 + turn) % len(lines)],
        prose=lambda number: "\n\n".join((prose[(number + turn) % len(prose)], lines[(number + turn) % len(lines)])),
        address=lambda number: addresses[(number * 7 + turn) % len(addresses)],
        email=lambda number: _EMAILS[(number + turn) % len(_EMAILS)],
    )


def harmless() -> Texts:
    """Return texts that try nothing."""
    return Texts(
        line=lambda number: f"Words {number}",
        prose=lambda number: f"{HARMLESS_PROSE} {number}",
        address=lambda number: f"https://example.com/{number}",
        email=lambda _: "product@example.com",
    )


def planted(files: Mapping[str, str], texts: Texts) -> dict[str, str]:
    """Return the files with such a text in every place; `texts.lines` then holds each line that was written."""
    numbers = count()
    written = {}
    for record in records(Memory(files)):
        data = _replaced(record.filed.kind, (), record.document.data, texts, numbers)
        assert isinstance(data, dict)
        written[record.filed.path] = write(data, schema="x")
    return written


def _joined(samples: Iterator[str]) -> Iterator[str]:
    """Yield lines that hold as many samples as fit."""
    line = ""
    for sample in samples:
        if len(line) + len(sample) >= _LONGEST_LINE:
            yield line
            line = ""
        line = f"{line} {sample}".strip()
    yield line


def _replaced(kind: Kind, pointer: Pointer, value: Data, texts: Texts, numbers: count[int]) -> Data:
    if isinstance(value, dict):
        return {key: _replaced(kind, (*pointer, key), below, texts, numbers) for key, below in value.items()}
    if isinstance(value, list):
        return [_replaced(kind, (*pointer, at), below, texts, numbers) for at, below in enumerate(value)]
    found = property_at(kind, pointer)
    if not isinstance(value, str) or found is None or value == _ACCOUNT:
        return value
    match form(found):
        case "line":
            texts.lines.append(texts.line(next(numbers)))
            return texts.lines[-1]
        case "prose":
            return texts.prose(next(numbers))
        case "address":
            return texts.address(next(numbers))
        case "email":
            return texts.email(next(numbers))
        case _:
            return value


#: The id of an account, which an ask names in a line: it stays one.
_ACCOUNT = "first-account"
