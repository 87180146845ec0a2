"""Rules about what must not be published: customers' names, amounts of money, internal fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TypeAlias

from rice_roadmap.checking.corpus import Corpus, Record, whole_file
from rice_roadmap.checking.name_search import NameSearch
from rice_roadmap.model.plan import Repository
from rice_roadmap.model.request import Visibility
from rice_roadmap.text.fields import fields, public_texts
from rice_roadmap.text.problem import Code, Problem
from rice_roadmap.text.shape import Kind, property_at
from rice_roadmap.text.source import Pointer

#: An amount with a currency, from three digits up or with a word for thousands or millions. No repetition is without
#: end: over a text of digits alone the time would grow with the square.
_AMOUNT = (
    r"(?:[0-9][0-9.,]{0,30} ?(?:k|K|m|M|bn|million|thousand)\b"
    r"|(?:[0-9]{1,3}(?:[., '][0-9]{3}){1,9}|[0-9]{3,30})(?:[.,][0-9]{1,2})?)"
)
_MONEY = re.compile(
    rf"(?:[$€£¥]|\b(?:USD|EUR|GBP|CHF|JPY)) ?{_AMOUNT}"
    rf"|\b{_AMOUNT} ?(?:[€£¥]|(?:USD|EUR|GBP|CHF|JPY|dollars|euros)\b)"
)

#: One of these is in every such amount.
_CURRENCIES = ("$", "€", "£", "¥", "USD", "EUR", "GBP", "CHF", "JPY", "dollars", "euros")

#: Keys that hold ids of other records: the name of that file, or the plan, is where such an id is mended.
_POINTERS = frozenset({"answers", "request", "depends_on", "duplicate_of", "objective", "area"})

Texts: TypeAlias = Sequence[tuple[Pointer, str]]

_PUBLIC_KINDS = (Kind.PLAN, Kind.REQUEST, Kind.DECISION, Kind.ITEM)


def told_in_public(corpus: Corpus) -> Iterator[Problem]:
    """No public text and no id carries the name of a customer, and what a deal is worth belongs in an ask."""
    names = NameSearch.of(_names(corpus))
    known = corpus.recall.about(("told_in_public", tuple(sorted(names.accounts.items()))))
    for record in _public_records(corpus):
        yield from known.of(record.document, partial(_told, record, names))


def _told(record: Record, names: NameSearch) -> tuple[Problem, ...]:
    texts = public_texts(record.filed.kind, record.document.data)
    # Nearly always there is nothing, which one look at everything shows.
    everything = "\n".join([record.filed.id, *[text for _, text in texts]])
    found: list[Problem] = []
    if names.may_be_in(everything):
        found += _names_an_account(record, texts, names)
    if any(sign in everything for sign in _CURRENCIES):
        found += _money_in_public_text(record, texts)
    return tuple(found)


def _names_an_account(record: Record, texts: Texts, names: NameSearch) -> Iterator[Problem]:
    account = names.first_in(record.filed.id)
    if account is not None:
        message = f"The name of this file names the account `{account}`, and file names are public."
        yield whole_file(record.filed.path, Code.NAMES_AN_ACCOUNT, message, "Rename the file.")
    hint = "Say what kind of customer it is instead; who asked belongs in an ask."
    for pointer, text in texts:
        account = names.first_in(text)
        if account is not None and _is_free(record.filed.kind, pointer):
            message = f"This text is public and names the account `{account}`."
            yield record.problem(Code.NAMES_AN_ACCOUNT, pointer, message, hint)


def _money_in_public_text(record: Record, texts: Texts) -> Iterator[Problem]:
    hint = "Amounts belong in `deal` of an ask; leave this as it is if the amount may be public."
    for pointer, text in texts:
        if _MONEY.search(text):
            message = "This text is public and seems to hold an amount of money."
            yield record.problem(Code.MONEY_IN_PUBLIC_TEXT, pointer, message, hint)


def internal_in_public_repository(corpus: Corpus) -> Iterator[Problem]:
    """Where everybody can read the files, nothing internal stands in them but what their record requires."""
    if corpus.portfolio.plan.repository is not Repository.PUBLIC:
        return
    hint = "Remove it, or keep the roadmap in a private repository (`repository: private` in roadmap/plan.yaml)."
    for kind in (Kind.ASK, Kind.ACCOUNTS):
        for where in corpus.filed.get(kind, {}).values():
            message = "Everybody can read this repository, and this file is internal as a whole."
            yield whole_file(where.path, Code.INTERNAL_IN_PUBLIC_REPOSITORY, message, hint)
    for record in corpus.records.values():
        if record.filed.kind in _PUBLIC_KINDS:
            for pointer in _internal_keys(record):
                message = f"Everybody can read this repository, and `{pointer[-1]}` is internal."
                yield record.problem(Code.INTERNAL_IN_PUBLIC_REPOSITORY, pointer, message, hint, at_key=True)


def _internal_keys(record: Record) -> Iterator[tuple[str | int, ...]]:
    found: set[tuple[str | int, ...]] = set()
    for field in fields(record.filed.kind, record.document.data):
        is_excepted = field.is_required or field.pointer in {("imported_from",), ("potential_impact",)}
        is_inside = any(field.pointer[:length] in found for length in range(1, len(field.pointer)))
        if field.is_internal and not is_inside:
            found.add(field.pointer)
            if not is_excepted:
                yield field.pointer


def _is_free(kind: Kind, pointer: Pointer) -> bool:
    # What points at another record and what is chosen from a list was not written in anybody's own words.
    found = property_at(kind, pointer)
    return found is None or (found.name not in _POINTERS and not found.choices)


def _names(corpus: Corpus) -> Mapping[str, str]:
    return {
        name: account.id
        for account in corpus.portfolio.accounts.values()
        if not account.common_word
        for name in account.names
    }


def _public_records(corpus: Corpus) -> Iterator[Record]:
    for record in corpus.records.values():
        if record.filed.kind in _PUBLIC_KINDS and not _is_internal(corpus, record):
            yield record


def _is_internal(corpus: Corpus, record: Record) -> bool:
    portfolio = corpus.portfolio
    match record.filed.kind:
        case Kind.REQUEST | Kind.DECISION:
            request = portfolio.requests.get(record.filed.id)
            return request is not None and request.public.visibility is Visibility.INTERNAL
        case Kind.ITEM:
            return portfolio.items[record.filed.id].public.visibility is Visibility.INTERNAL
        case _:
            return False


RULES = (told_in_public, internal_in_public_repository)
