"""A roadmap in which every value that can carry one holds a mark of its own, and the search for such marks.

Marks are made of letters and digits, so escaping for HTML, JSON, addresses, forms and slugs leaves them as they are:
they are looked for in any case, backwards, in hexadecimal digits, in UTF-16 and in base64 wherever it begins, in the
names and bytes of files and of what archives hold. What the marks stand between, `&`, `<` and letters beyond ASCII,
makes every page escape them.
"""

from __future__ import annotations

import gzip
import re
import sys
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

from rice_roadmap.publish.confidential import records
from rice_roadmap.text.document import Data, Pointer
from rice_roadmap.text.shape import ENTRY, Kind, Property, property_at
from rice_roadmap.text.writing import write
from tests.full import FILES
from tests.memory import Memory

INTERNAL, PUBLIC = "zqcanary", "zpcanary"

#: Dates and amounts that only colleagues may read are all of this year, and all of seven digits that begin like this.
YEAR = 2033
MILLIONS = 7_310_000

#: The id of an account, which stays one, and is a mark itself.
_ACCOUNT = "first-account"
_MARKED_ACCOUNT = f"{INTERNAL}-account"

#: The words, ids and quarters that a value must be one of carry no mark.
_BOUND = frozenset({"id", "ids", "target", "quarter", "impact", "confidence", "step", "any"})

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_AMOUNT = re.compile(r"7[,. \u202f\u00a0']?310[,. \u202f\u00a0']?(\d{3})(?!\d)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """One mark: the field that holds it, and how it reads."""

    kind: Kind
    field: str
    text: str

    @property
    def name(self) -> str:
        """The field in words for a message."""
        return f"{self.kind}: {self.field}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Marked:
    """The marked roadmap: its files, what only colleagues may read, and what everybody may."""

    files: Mapping[str, str]
    internal: tuple[Mark, ...]
    public: tuple[Mark, ...]


def marked(files: Mapping[str, str] = FILES) -> Marked:
    """Return the files with a mark in every value that can carry one; records that are not published are internal."""
    account = Mark(kind=Kind.ACCOUNTS, field="*", text=_MARKED_ACCOUNT)
    planting = _Planting(internal=[account], public=[])
    written = {}
    for record in records(Memory(files)):
        kind, data = record.filed.kind, record.document.data
        hidden = data.get("visibility") == "internal"
        planted = planting.replaced(kind, (), data, hidden=hidden)
        assert isinstance(planted, dict)
        # An everyday word is not looked for in public texts, and no mark is one.
        text = write(planted, schema="x").replace("common_word: true", "common_word: false")
        written[record.filed.path] = text.replace(_ACCOUNT, _MARKED_ACCOUNT)
    return Marked(files=written, internal=tuple(planting.internal), public=tuple(planting.public))


@dataclass(frozen=True, kw_only=True, slots=True)
class _Planting:
    internal: list[Mark]
    public: list[Mark]

    def replaced(self, kind: Kind, pointer: Pointer, value: Data, *, hidden: bool) -> Data:
        """Return a value with marks in it and in all below it."""
        if isinstance(value, dict):
            return {key: self.replaced(kind, (*pointer, key), below, hidden=hidden) for key, below in value.items()}
        if isinstance(value, list):
            return [self.replaced(kind, (*pointer, at), below, hidden=hidden) for at, below in enumerate(value)]
        found = property_at(kind, pointer)
        if found is None:
            return value
        known = self.internal if hidden or found.is_internal else self.public
        new = _marked(value, found, len(known), is_internal=known is self.internal)
        field = ".".join(step for step in found.path if step != ENTRY)
        if value == _ACCOUNT:
            known.append(Mark(kind=kind, field=field, text=_MARKED_ACCOUNT))
        if new is not None:
            known.append(Mark(kind=kind, field=field, text=_core(new, len(known), is_internal=known is self.internal)))
        return value if new is None else new


def _marked(value: Data, found: Property, number: int, *, is_internal: bool) -> Data:
    """Return the marked value, None where this one must stay what it is."""
    choices = found.choices or found.schema.get("items", {}).get("enum")
    if isinstance(value, bool) or choices or form(found) in _BOUND or value == _ACCOUNT:
        return None
    if isinstance(value, int | Decimal):
        return MILLIONS + number if is_internal and found.kind is not Kind.PLAN and found.path[0] != "rice" else None
    if not isinstance(value, str):
        return None
    if _DATE.fullmatch(value):
        return (date(YEAR, 1, 1) + timedelta(days=number)).isoformat() if is_internal else None
    mark = f"{INTERNAL if is_internal else PUBLIC}{number:03}"
    if value.startswith("https://"):
        return f"https://{mark}.example.com/a?b=c&d=ö"
    return f"{mark}@example.com" if form(found) == "email" or "@" in value else f"{mark} ö & <b>, O'Neil"


def _core(value: Data, number: int, *, is_internal: bool) -> str:
    """Return what of a marked value is looked for."""
    if isinstance(value, int) or _DATE.fullmatch(str(value)):
        return str(value)
    return f"{INTERNAL if is_internal else PUBLIC}{number:03}"


def form(found: Property) -> str:
    """Return the name of the form that a schema asks of a value, empty where it asks for none."""
    entry = found.schema.get("items", {})
    reference = str(entry.get("$ref", "")).rpartition("/")[2]
    return str(found.schema.get("x-form") or entry.get("x-form") or reference)


# The search


def needles(word: str) -> Mapping[str, bytes]:
    """Return how a word may stand in bytes of lower case, by the name of the form; base64 is left in its own case."""
    return {
        "as it is": word.encode(),
        "backwards": word[::-1].encode(),
        "hexadecimal": word.encode().hex().encode(),
        "UTF-16": word.encode("utf-16-le"),
        "UTF-16 of the other end": word.encode("utf-16-be"),
        "UTF-32": word.encode("utf-32-le"),
    }


def base64_needles(word: str) -> Mapping[str, bytes]:
    """Return the part of a word in base64 that does not depend on its neighbours, for each of the three beginnings."""
    found = {}
    for skipped in range(3):
        raw = b"\0" * skipped + word.encode()
        whole = b64encode(raw[: len(raw) - len(raw) % 3])
        found[f"base64 after {skipped}"] = whole[(skipped * 8 + 5) // 6 :]
    return found


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of every file of a folder, and of what is packed in them."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield from unpacked(path.relative_to(folder).as_posix(), path.read_bytes())


def unpacked(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield a file and, if it is an archive, its members."""
    yield name, data
    if data[:2] == b"\x1f\x8b":
        yield from unpacked(f"{name}!", gzip.decompress(data))
    elif is_zipfile(BytesIO(data)):
        with ZipFile(BytesIO(data)) as archive:
            for member in archive.namelist():
                yield from unpacked(f"{name}!{member}", archive.read(member))


def leaks(files: Iterable[tuple[str, bytes]], word: str = INTERNAL) -> list[str]:
    """Return where a word, or a date or an amount that only colleagues may read, stands in names or bytes."""
    plain = needles(word)
    louder = {f"{name}, upper case": part for name, part in base64_needles(word.upper()).items()}
    coded = {**base64_needles(word), **louder}
    found = []
    for name, data in files:
        whole = name.encode() + b"\0" + data
        folded = whole.lower()
        found += [f"{name}: {form}" for form, needle in plain.items() if needle in folded]
        found += [f"{name}: {form}" for form, needle in coded.items() if needle in whole]
        text = data.decode("utf-8", "replace")
        found += [f"{name}: a date"] if f"{YEAR}-" in text else []
        found += [f"{name}: an amount"] if _AMOUNT.search(text) else []
    return found


def missing(files: Iterable[tuple[str, bytes]], marks: Iterable[Mark]) -> list[str]:
    """Return the fields whose marks stand in none of the files."""
    text = "\n".join(data.decode("utf-8", "replace") for _, data in files)
    amounts = {str(MILLIONS + int(found)) for found in _AMOUNT.findall(text)}
    return [mark.name for mark in marks if mark.text not in text and mark.text not in amounts]


def figures() -> Mapping[str, int]:
    """Return how much is marked and looked for."""
    found = marked()
    return {
        "internal fields marked": len({mark.name for mark in found.internal}),
        "marks in them, and in hidden records": len(found.internal),
        "public fields marked, to be found": len({mark.name for mark in found.public}),
        "forms in which a mark is looked for": len(needles(INTERNAL)) + 2 * len(base64_needles(INTERNAL)),
    }


if __name__ == "__main__":
    sys.stdout.writelines(f"{name}: {number}\n" for name, number in figures().items())
