"""The types of the model and the schemas name the same fields: public ones in public types, internal ones outside."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, make_dataclass
from enum import StrEnum
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from rice_roadmap.model.account import Account
from rice_roadmap.model.ask import Ask
from rice_roadmap.model.decision import KEYS_OF_VERDICTS, Answer, Decision, PublicDecision, Reason, Verdict
from rice_roadmap.model.evidence import EvidenceKind
from rice_roadmap.model.identifier import VERDICTS
from rice_roadmap.model.item import Item, PublicItem
from rice_roadmap.model.plan import Plan
from rice_roadmap.model.request import PublicRequest, Request
from rice_roadmap.text.shape import ENTRY, Kind, Property, properties, schema_of

Type = type[Any] | None
Path = tuple[str, ...]

#: For each kind of file where its fields begin, the type of what is public, and the one with the rest.
RECORDS: Mapping[Kind, tuple[Path, Type, Type]] = {
    Kind.REQUEST: ((), PublicRequest, Request),
    Kind.ASK: ((), None, Ask),
    Kind.ITEM: ((), PublicItem, Item),
    Kind.DECISION: ((), PublicDecision, Decision),
    Kind.PLAN: ((), Plan, None),
    Kind.ACCOUNTS: ((ENTRY,), None, Account),
}

#: What a record knows of its file, which stands in none.
OF_FILES = {
    PublicRequest: {"id", "path"},
    PublicItem: {"id", "path"},
    PublicDecision: {"request", "path"},
    Ask: {"path"},
    Account: {"id"},
}

#: Keys that are kinds of evidence, not fields.
BY_EVIDENCE = (Kind.PLAN, ("evidence_caps",))


def differences(kind: Kind, path: Path, public: Type, full: Type) -> Iterator[str]:
    """Yield every way in which the types of a record, or of a part of it, are not what the schema says."""
    known = _keys(kind, path)
    shown = {name for name, found in known.items() if not found.is_internal}
    kept = {name for name in known if name not in shown or _holds_internal(kind, known[name].path)}
    yield from _unequal(kind, path, public, shown)
    yield from _unequal(kind, path, full, kept if public else set(known))
    if public and full and _types(full).get("public") is not public:
        yield f"{full.__name__} does not hold {public.__name__}"
    for name in sorted(known):
        below = _types(public).get(name), _types(full).get(name)
        yield from _different_choices(known[name], below)
        if _keys(kind, known[name].path) and (kind, known[name].path) != BY_EVIDENCE:
            yield from differences(kind, known[name].path, *below)


def _keys(kind: Kind, path: Path) -> dict[str, Property]:
    inside = (path, (*path, ENTRY))
    return {found.name: found for found in properties(kind) if found.path[:-1] in inside and found.name != ENTRY}


def _holds_internal(kind: Kind, path: Path) -> bool:
    return any(found.is_internal for found in properties(kind) if found.path[: len(path)] == path)


def _unequal(kind: Kind, path: Path, one: Type, expected: set[str]) -> Iterator[str]:
    place = ".".join((kind, *path))
    if one is None:
        if expected:
            yield f"{place}: no type for {', '.join(sorted(expected))}"
    elif not is_dataclass(one):
        yield f"{place}: {one.__name__} has no fields"
    else:
        found = _fields(one)
        yield from (f"{place}: {one.__name__} has no place for {name}" for name in sorted(expected - found))
        yield from (f"{place}: {one.__name__} has {name}" for name in sorted(found - expected))


def _different_choices(known: Property, kinds: tuple[Type, Type]) -> Iterator[str]:
    choices = known.choices or known.schema.get("items", {}).get("enum", ())
    for one in kinds:
        if one and choices and (not issubclass(one, StrEnum) or list(one) != list(choices)):
            yield f"{known.kind}.{'.'.join(known.path)}: {one.__name__} has other words"


def _fields(one: type[Any]) -> set[str]:
    names = {field.name for field in fields(one)} - OF_FILES.get(one, set()) - {"public"}
    if "answer" in names:
        names = names - {"answer"} | {"verdict"} | {field.name for each in get_args(Answer) for field in fields(each)}
    return names


def _types(one: Type) -> dict[str, type[Any]]:
    """Return the type of each field: of its entries where it is a list, of what may be missing where it may."""
    return {name: _inner(hint) for name, hint in get_type_hints(one).items()} if one else {}


def _inner(hint: Any) -> Any:
    if get_origin(hint) is types.UnionType:
        hint = next(each for each in get_args(hint) if each is not types.NoneType)
    return get_args(hint)[0] if get_origin(hint) in {tuple, frozenset} else hint


@pytest.mark.parametrize("kind", Kind)
def test_the_types_have_the_fields_of_the_schema(kind: Kind) -> None:
    """A public type has the public keys alone, and the type around it has what is internal, at every depth."""
    path, public, full = RECORDS[kind]
    assert list(differences(kind, path, public, full)) == []


def test_answers_have_what_their_verdicts_need() -> None:
    """There is one type for each verdict, and its fields are the keys that say something with it."""
    kinds = {each.verdict: {field.name for field in fields(each)} for each in get_args(Answer)}
    assert list(kinds) == list(Verdict) == list(VERDICTS)
    verdicts = {key: {verdict for verdict in Verdict if key in kinds[verdict]} for key in KEYS_OF_VERDICTS}
    assert verdicts == KEYS_OF_VERDICTS
    assert set().union(*kinds.values()) == set(KEYS_OF_VERDICTS)


def test_words_of_answers_and_kinds_of_evidence_are_those_of_the_schemas() -> None:
    """Words that are no field of their own are compared by themselves."""
    words = schema_of(Kind.DECISION)["properties"]
    assert words["verdict"]["enum"] == list(Verdict)
    assert words["reason"]["enum"] == list(Reason)
    assert list(schema_of(Kind.PLAN)["properties"]["evidence_caps"]["properties"]) == list(EvidenceKind)


class _Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class _Evidence:
    kind: EvidenceKind
    url: str


def wrong(one: type[Any], *, without: str = "", **added: Any) -> type[Any]:
    """Return a type like another one, with other fields."""
    hints = {key: hint for key, hint in get_type_hints(one).items() if key not in OF_FILES.get(one, ())}
    hints = {key: hint for key, hint in hints.items() if key != without} | added
    return make_dataclass("Wrong", hints.items())


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        (wrong(PublicRequest, without="votes"), "request: Wrong has no place for votes"),
        (wrong(PublicRequest, potential_impact=str), "request: Wrong has potential_impact"),
        (wrong(PublicRequest, colour=str), "request: Wrong has colour"),
        (wrong(PublicRequest, visibility=_Colour), "request.visibility: _Colour has other words"),
        (wrong(PublicRequest, evidence=_Evidence), "request.evidence: _Evidence has no place for on"),
        (wrong(PublicRequest, votes=int), "request.votes: int has no fields"),
    ],
)
def test_a_public_type_that_differs_would_be_noticed(changed: type[Any], found: str) -> None:
    """A missing key, an internal one, one of nowhere, another word, and the same one level down."""
    path, _, full = RECORDS[Kind.REQUEST]
    assert found in list(differences(Kind.REQUEST, path, changed, full))


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        (wrong(Request, without="evidence"), "request: Wrong has no place for evidence"),
        (wrong(Request, title=str), "request: Wrong has title"),
        (wrong(Request, public=PublicItem), "Wrong does not hold PublicRequest"),
    ],
)
def test_an_internal_type_that_differs_would_be_noticed(changed: type[Any], found: str) -> None:
    """Something internal without a place, something public in two places, and the wrong public part."""
    path, public, _ = RECORDS[Kind.REQUEST]
    assert found in list(differences(Kind.REQUEST, path, public, changed))
