"""Values of rows take the shape their field asks for; where that would be a guess, they do not fit."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from rice_roadmap.bring.mapping import FieldMapping
from rice_roadmap.bring.records import columns_of, record_from
from rice_roadmap.bring.refusal import Unfit
from rice_roadmap.bring.rows import Row
from rice_roadmap.text.schema import Kind
from rice_roadmap.text.source import Data


def shaped(field: str, value: Data) -> Data | Unfit:
    """Return what a value becomes in a field such as `request votes.count`, or why it does not fit."""
    word, _, path = field.partition(" ")
    keys = tuple(path.split("."))
    fields: dict[tuple[str, ...], str] = {("title",): "t"} if word in {"request", "item"} else {}
    row = Row(number=1, line=1, values={"t": "x", "c": value}, original="")
    columns = columns_of(Kind(word), FieldMapping(fields={**fields, keys: "c"}))
    found: Data | Unfit = record_from(Kind(word), row, columns, Counter())
    for key in keys:
        found = found[0] if isinstance(found, list) else found
        found = found.get(key) if isinstance(found, dict) else found if isinstance(found, Unfit) else None
    return found


@pytest.mark.parametrize(
    ("field", "value", "becomes"),
    [
        ("request title", 404, "404"),
        ("request title", True, "true"),
        ("request title", Decimal("1.10"), "1.10"),
        *(("request votes", votes, {"count": 7}) for votes in (7, "7", Decimal("7.0"), {"count": "7"}, '{"count": 7}')),
        ("request votes", {"count": 7, "on": "5 Mar 2026"}, {"count": 7, "on": "2026-03-05"}),
        ("request links", "https://a.b", ["https://a.b"]),
        ("request links", ["https://a.b", " https://a.b ", None, ""], ["https://a.b"]),
        ("request links", '["https://a.b", "https://c.d"]', ["https://a.b", "https://c.d"]),
        ("request links", [], None),
        ("request evidence", [{"kind": "opinion", "says": ""}, {}], [{"kind": "opinion"}]),
        ("request visibility", "Internal", "internal"),
        *(("item status", word, "in_progress") for word in ("in_progress", "In progress", " IN-PROGRESS ")),
        *(("item target", text, text.upper()) for text in ("2027-q2", "2027-05", "2027-05-31")),
        ("item target", "2027-05-31T10:00:00Z", "2027-05-31"),
        ("item rice.impact", "High", "high"),
        ("item rice.impact", "0.5", Decimal("0.5")),
        ("item rice.impact", {"value": "2", "because": "x"}, {"value": 2, "because": "x"}),
        ("item rice.confidence", "80 %", "80%"),
        ("item rice.reach.likely", "1,200,000", 1_200_000),
        ("item release", "2026-03-05", {"on": "2026-03-05"}),
        ("item release.version", Decimal("4.10"), "4.10"),
        ("decision duplicate_of", "sso", "sso"),
        ("decision duplicate_of", '["sso", "pdf"]', ["sso", "pdf"]),
        ("decision alternatives.title", "Export", "Export"),
        ("decision questions", "Which [one]?", ["Which [one]?"]),
        *(("decision final", word, True) for word in (True, "true", "Yes", "1", 1)),
        ("accounts common_word", "no", False),
        ("accounts also_known_as", "[East] & Sons", ["[East] & Sons"]),
        ("ask deal", "24000.00", 24_000),
        *(("request workaround", nothing, None) for nothing in ("", " \t", None, "\u200b")),
        *(("request votes", nothing, None) for nothing in ("", " \t", None, {}, {"count": None})),
    ],
)
def test_a_value_takes_the_shape_of_its_field(field: str, value: Data, becomes: Data) -> None:
    """Numbers, words, days, lists and objects are spelt our way; what is empty is left out."""
    found = shaped(field, value)
    assert found == becomes
    assert type(found) is type(becomes)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("request title", ["a"], "this is a list"),
        ("request title", {"a": "b"}, "this holds several values"),
        ("request votes", "seven", "this is not a plain number"),
        ("request votes", Decimal("7.5"), "this is not a whole number"),
        ("request votes", True, "this is not a plain number"),
        ("request votes", {"cuont": 7}, "there is nothing called `cuont` in it. Did you mean `count`?"),
        ("request votes", {"count": "x"}, "`count`: this is not a plain number"),
        ("request evidence", "somebody said so", "this takes several values"),
        ("request need", "x" * 65_537, "this text has 65,537 characters, and at most 65,536 can be written"),
        ("request links", "https://" + "x" * 2_000, "this text has 2,008 characters"),
        ("item status", "Doing", "`Doing` is not one of the words we know"),
        ("item status", "a`b" * 99, "`a'ba'b"),
        ("item mandatory", "yes", "this takes several values"),
        ("decision final", "perhaps", "this is neither `true` nor `false`"),
        ("ask deal", "$24000", "this is not a plain number"),
    ],
)
def test_a_value_that_does_not_fit_says_why(field: str, value: Data, said: str) -> None:
    """What could only be guessed, or would have to be cut, is refused in a sentence that names field and column."""
    found = shaped(field, value)
    assert isinstance(found, Unfit)
    name, _, reason = found.reason.partition(" (column `c`): ")
    assert name == f"`{field.partition(' ')[2]}`"
    assert reason.startswith(said)


def test_a_field_that_is_taken_is_not_written_over() -> None:
    """Two columns that would fill the same value leave their row over."""
    mapping = FieldMapping(fields={("title",): "t", ("votes",): "v", ("votes", "count"): "c"})
    row = Row(number=1, line=1, values={"t": "x", "v": 1, "c": 2}, original="")
    found = record_from(Kind.REQUEST, row, columns_of(Kind.REQUEST, mapping), Counter())
    assert isinstance(found, Unfit)
    assert "another column has put something into `count` already" in found.reason


@pytest.mark.parametrize("several", [[{"kind": "opinion"}, {"kind": "plan"}], None])
def test_a_dot_into_a_list_means_its_one_entry(several: Data) -> None:
    """A column joins the only entry of a list, or begins one; with more entries nobody can tell which is meant."""
    mapping = FieldMapping(fields={("title",): "t", ("evidence",): "e", ("evidence", "says"): "s"})
    row = Row(number=1, line=1, values={"t": "x", "e": several, "s": "so"}, original="")
    found = record_from(Kind.REQUEST, row, columns_of(Kind.REQUEST, mapping), Counter())
    assert isinstance(found, Unfit) if several else found == {"title": "x", "need": "x", "evidence": [{"says": "so"}]}
