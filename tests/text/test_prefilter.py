"""The fast look at a document's shape: it takes what is right, and never what jsonschema has anything against."""

from __future__ import annotations

import copy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from rice_roadmap.model.filing import filed
from rice_roadmap.text.document import Data, Pointer
from rice_roadmap.text.fields import fields
from rice_roadmap.text.prefilter import is_surely_valid
from rice_roadmap.text.schema import check
from rice_roadmap.text.shape import Kind, properties, schema_of
from rice_roadmap.text.source import read
from tests import full

TESTS = Path(__file__).parents[1]

REGISTRY: Registry[Any] = Registry().with_resources(
    (f"{kind}.schema.json", Resource.from_contents(schema_of(kind))) for kind in Kind
)
AUTHORITIES = {
    kind: Draft202012Validator(dict(schema_of(kind)), registry=REGISTRY, format_checker=FormatChecker(("date",)))
    for kind in Kind
}

#: Values on both sides of every rule that a schema has, and what Python and other languages see otherwise.
ODD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 3, 10**15, Decimal("0.0"), Decimal("1.0"), Decimal("1E+2"), Decimal("0.80")),
    *(Decimal("-0.01"), Decimal("100.000000000000000000000000001"), Decimal("0.49999999999999999999999999"), [], {}),
    *("", " ", "\u00a0", "\u3000", "\x1c", "\x1f\x1f", "x", "x\n", "A\nB", "x" * 200, "x" * 201, "é" * 200, "🙂" * 200),
    *(
        "\ud83d",
        "A\u0000",
        "id-1",
        "Id",
        "-a",
        "a-\n",
        "٣",
        "any",
        "any\n",
        "anyway",
        "80%",
        "80.5%",
        "٨٠%",
        "~3",
        "≈3",
    ),
    *("2027-01-31", "2027-02-30", "0000-01-01", "2027-1-1", "20270131", "2027-W01-1", "2027-01-31\n", "٢٠٢٧-01-31"),
    *("2027-02", "2027-13", "2027-Q1", "2027-Q5", "https://", "https://a", "https://a b", "https://a\u00a0b"),
    *("https://a\x1c", "http://a", "a@b", "a@b\x1f", "public", "a\u2028b", "a\u0085b", "\u0085", "\u2028", "\ufeff"),
    *(["a", "a"], [1, Decimal("1.0")], [{"x": 1, "y": 2}, {"y": 2, "x": 1}], [True, 1], {"": 1}, {"a\n": "b"}),
)
KEYS = sorted({found.name for kind in Kind for found in properties(kind)})


def documents() -> dict[Kind, list[dict[str, Data]]]:
    """Return the data of every file of the tests that can be read, hostile or not, and of files with every field."""
    texts = [(path, text.encode()) for path, text in full.FILES.items()]
    for file in sorted({*TESTS.glob("cases/**/*.yaml"), *TESTS.glob("hostile/**/*.yaml")}):
        path = file.as_posix()
        start = max(path.rfind("/requests/"), path.rfind("/roadmap/"))
        texts.append((path[start + 1 :] if start >= 0 else f"requests/{file.name}", file.read_bytes()))
    found: dict[Kind, list[dict[str, Data]]] = {kind: [] for kind in Kind}
    for path, raw in texts:
        document, where = read(path, raw).document, filed(path)
        if document is not None and where is not None:
            found[where.kind].append(document.data)
    return found


DOCUMENTS = documents()


def refused(kind: Kind, data: Data) -> bool:
    """Return whether jsonschema has anything against the data."""
    return next(AUTHORITIES[kind].iter_errors(data), None) is not None


@pytest.mark.parametrize("kind", Kind)
def test_what_jsonschema_refuses_is_not_taken(kind: Kind) -> None:
    """Every file of the tests, taken for each kind: the two agree on it, or jsonschema is asked."""
    everything = [data for those in DOCUMENTS.values() for data in those]
    assert [data for data in everything if is_surely_valid(kind, data) and refused(kind, data)] == []
    right = [data for data in DOCUMENTS[kind] if not refused(kind, data)]
    assert right
    assert [data for data in right if not is_surely_valid(kind, data)] == []


@pytest.mark.parametrize("kind", Kind)
def test_no_odd_value_is_taken_anywhere(kind: Kind) -> None:
    """Each odd value in the place of each value that a kind of file can have."""
    changed = [(_with(data, pointer, value), pointer, value) for data, pointer in _places(kind) for value in ODD]
    taken = [each for each in changed if is_surely_valid(kind, each[0])]
    assert taken
    assert [(pointer, value) for data, pointer, value in taken if refused(kind, data)] == []


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_no_mutation_is_taken_that_jsonschema_refuses(chance: st.DataObject) -> None:
    """Values replaced, keys added, taken away and repeated, several at once."""
    kind = chance.draw(st.sampled_from(Kind))
    data: Data = copy.deepcopy(chance.draw(st.sampled_from(DOCUMENTS[kind])))
    for _ in range(chance.draw(st.integers(1, 4))):
        pointers = [(), *_pointers(kind, data)]
        data = _mutated(data, chance.draw(st.sampled_from(pointers)), chance)
    if is_surely_valid(kind, data):
        assert not refused(kind, data)


def test_without_the_library_everything_is_left_to_jsonschema(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that cannot have the library checks all the same."""
    document = read("roadmap/plan.yaml", full.PLAN.encode()).document
    assert document is not None
    assert is_surely_valid(Kind.PLAN, document.data)
    monkeypatch.setattr("rice_roadmap.text.prefilter.jsonschema_rs", None)
    assert not is_surely_valid(Kind.PLAN, document.data)
    assert check(Kind.PLAN, document) == ()


def _places(kind: Kind) -> list[tuple[dict[str, Data], Pointer]]:
    """Return every value that a kind of file can have, once, in a right file."""
    found: dict[object, tuple[dict[str, Data], Pointer]] = {}
    for data in (data for data in DOCUMENTS[kind] if not refused(kind, data)):
        for pointer in _pointers(kind, data):
            keys = tuple(step if isinstance(step, str) else 0 for step in pointer)
            found.setdefault(keys, (data, pointer))
    return list(found.values())


def _pointers(kind: Kind, data: Data) -> list[Pointer]:
    return [field.pointer for field in fields(kind, data)]


def _with(data: Any, pointer: Pointer, value: Data) -> Any:
    if not pointer:
        return value
    step, *rest = pointer
    changed = copy.copy(data)
    changed[step] = _with(data[step], tuple(rest), value)
    return changed


def _at(data: Any, pointer: Pointer) -> Any:
    for step in pointer:
        data = data[step]
    return data


def _mutated(data: Any, pointer: Pointer, chance: st.DataObject) -> Any:
    value = _at(data, pointer)
    how = chance.draw(st.sampled_from(["replace", "add", "remove", "repeat"]))
    if isinstance(value, dict) and how == "add":
        key = chance.draw(st.sampled_from(KEYS) | st.text(max_size=3))
        return _with(data, pointer, {**value, key: chance.draw(st.sampled_from(ODD))})
    if isinstance(value, dict) and how == "remove" and value:
        gone = chance.draw(st.sampled_from(list(value)))
        return _with(data, pointer, {key: below for key, below in value.items() if key != gone})
    if isinstance(value, list) and how == "repeat" and value:
        return _with(data, pointer, [*value, chance.draw(st.sampled_from(value))])
    return _with(data, pointer, chance.draw(st.sampled_from(ODD))) if pointer else data
