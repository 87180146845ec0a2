"""Which values of a roadmap must not stand on its public site, and which of its values everybody may read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from rice_roadmap.checking.corpus import Record
from rice_roadmap.checking.placing import place
from rice_roadmap.model.audience import public_portfolio
from rice_roadmap.model.portfolio import Portfolio
from rice_roadmap.model.request import Visibility
from rice_roadmap.publish.phrases import LETTERS_THAT_TELL, Phrase, phrase_of, printed
from rice_roadmap.text.fields import Field, fields
from rice_roadmap.text.files import Files
from rice_roadmap.text.shape import ENTRY, Kind, Property, properties, property_at
from rice_roadmap.text.source import Data, read

_DIGITS_THAT_TELL = 6

#: The forms of values that nobody wrote freely: ids, dates, and words that the plan lists.
_BOUND = frozenset({"id", "ids", "date", "target", "quarter", "impact", "confidence", "step", "any"})

#: Keys of accounts that hold names, and of asks the one that holds the name of a prospect.
_NAMES = frozenset({"name", "also_known_as", "owner"})
_PROSPECT = "account"


class Sort(StrEnum):
    """How a value is looked for: whole and however short, by its sentences, or as an amount of money."""

    NAME = "name"
    LINK = "link"
    TEXT = "text"
    AMOUNT = "amount"


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Place:
    """Where a value was written: the file, the line, and the keys that lead to it, without ids and positions."""

    path: str
    line: int
    field: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Confidential:
    """A value that only colleagues may read."""

    value: str
    sort: Sort
    place: Place


@dataclass(frozen=True, kw_only=True, slots=True)
class Values:
    """What is written in a roadmap: what only colleagues may read, and what everybody may."""

    confidential: tuple[Confidential, ...]
    public: tuple[str, ...]


def records(files: Files) -> tuple[Record, ...]:
    """Return every record whose text can be understood, whatever else is wrong with it."""
    found: list[Record] = []
    for filed in place(files).readable:
        try:
            document = read(filed.path, files.read(filed.path)).document
        except OSError:
            continue
        if document is not None:
            found.append(Record(filed=filed, document=document))
    return tuple(found)


def values(found: Iterable[Record], portfolio: Portfolio) -> Values:
    """Return what the records say, by who may read it; records that are not published are internal as a whole."""
    found = tuple(found)
    hidden = _Hidden.of(portfolio)
    known = _Known.of(found)
    confidential: list[Confidential] = []
    public: list[str] = []
    for record in found:
        is_hidden = hidden.holds(record)
        public.extend(() if is_hidden else (record.filed.id,))
        for field in fields(record.filed.kind, record.document.data):
            if field.is_internal or is_hidden:
                confidential.extend(_confidential(record, field, known))
            else:
                public.extend(_texts(field.value))
    return Values(confidential=tuple(confidential), public=tuple(public))


@dataclass(frozen=True, kw_only=True, slots=True)
class _Hidden:
    """The ids of the records that the public site leaves out."""

    requests: frozenset[str]
    items: frozenset[str]

    @classmethod
    def of(cls, portfolio: Portfolio) -> _Hidden:
        public = public_portfolio(portfolio)
        return cls(
            requests=frozenset(portfolio.requests.keys() - public.requests.keys()),
            items=frozenset(portfolio.items.keys() - public.items.keys()),
        )

    def holds(self, record: Record) -> bool:
        if record.document.data.get("visibility") == Visibility.INTERNAL:
            # The portfolio does not know it where something else is wrong with it.
            return True
        match record.filed.kind:
            case Kind.REQUEST | Kind.DECISION:
                return record.filed.id in self.requests
            case Kind.ITEM:
                return record.filed.id in self.items
            case kind:
                return kind in {Kind.ASK, Kind.ACCOUNTS}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Known:
    """What may be read even from an internal field: words of lists, ids, and names that are everyday words."""

    choices: frozenset[str]
    ids: frozenset[str]
    common: frozenset[Phrase]

    @classmethod
    def of(cls, found: Iterable[Record]) -> _Known:
        ids: set[str] = set()
        common: set[str] = set()
        for record in found:
            ids.add(record.filed.id)
            if record.filed.kind is Kind.ACCOUNTS:
                ids.update(record.document.data)
                common.update(name for account in record.document.data.values() for name in _common_names(account))
            for field in fields(record.filed.kind, record.document.data):
                if isinstance(field.value, str) and _form(property_at(record.filed.kind, field.pointer)) == "id":
                    ids.add(field.value)
        return cls(
            choices=frozenset(choice for kind in Kind for one in properties(kind) for choice in one.choices),
            ids=frozenset(ids),
            common=frozenset(one for name in common if (one := phrase_of(name)) is not None),
        )

    def holds(self, text: str, found: Property) -> bool:
        """Return whether a value is one of them; the name of an account may also be its id and is looked for."""
        is_id = text in self.ids and not (found.kind is Kind.ACCOUNTS and found.name in _NAMES)
        return is_id or text in self.choices or phrase_of(text) in self.common


def _common_names(account: Data) -> Iterator[str]:
    if isinstance(account, dict) and account.get("common_word") is True:
        yield str(account.get("name", ""))
        others = account.get("also_known_as")
        yield from map(str, others if isinstance(others, list) else ())


def _confidential(record: Record, field: Field, known: _Known) -> Iterator[Confidential]:
    found = property_at(record.filed.kind, field.pointer)
    if found is None:
        return
    sort = _sort(found, field.value)
    text = str(int(field.value)) if sort is Sort.AMOUNT and isinstance(field.value, Decimal) else str(field.value)
    if sort is None or (sort is not Sort.AMOUNT and known.holds(text, found)):
        return
    where = Place(
        path=record.filed.path,
        line=record.document.value_at(field.pointer).line,
        field=".".join(step for step in found.path if step != ENTRY),
    )
    yield Confidential(value=text, sort=sort, place=where)


def _sort(found: Property, value: Data) -> Sort | None:
    """Return how a value is looked for, or None where it is not."""
    if _is_number(value):
        # Of the numbers only money is looked for: what a deal or an account is worth.
        is_long = isinstance(value, int | Decimal) and len(str(abs(int(value)))) >= _DIGITS_THAT_TELL
        return Sort.AMOUNT if found.is_internal and is_long else None
    form = _form(found)
    if not isinstance(value, str) or found.choices or form in _BOUND:
        return None
    if _is_name(found):
        return Sort.NAME
    if len(" ".join(value.split())) < LETTERS_THAT_TELL:
        return None
    return Sort.LINK if form == "address" else Sort.TEXT


def _is_name(found: Property) -> bool:
    if found.kind is Kind.ACCOUNTS:
        return found.name in _NAMES
    return found.name == _PROSPECT and (found.kind is Kind.ASK or found.path[0] == "asks")


def _is_number(value: Data) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _form(found: Property | None) -> str:
    if found is None:
        return ""
    entry = found.schema.get("items", {})
    reference = str(entry.get("$ref", "")).rpartition("/")[2]
    return str(found.schema.get("x-form") or entry.get("x-form") or reference)


def _texts(value: Data) -> Iterator[str]:
    if isinstance(value, str):
        yield from printed(value)
    elif _is_number(value):
        yield f"{value:f}" if isinstance(value, Decimal) else str(value)
