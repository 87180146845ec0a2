"""Columns find their fields: as said, or by their names; what cannot be meant is refused before anything is read."""

from __future__ import annotations

import json

import pytest

from rice_roadmap.bring.mapping import KINDS, NEEDED, FieldMapping, mapping_from
from rice_roadmap.bring.reading_rows import read_rows
from rice_roadmap.bring.refusal import Refusal
from rice_roadmap.bring.rows import Table
from rice_roadmap.text.schema import Kind


def table_with(*columns: str) -> Table:
    """Return a table of one row with these columns."""
    table = read_rows("x.json", json.dumps([dict.fromkeys(columns, "x")]).encode())
    assert isinstance(table, Table)
    return table


def guessed(word: str, *columns: str) -> dict[str, str]:
    """Return the fields for which columns were found by their names."""
    mapping = mapping_from(KINDS[word], [], table_with(*columns))
    assert isinstance(mapping, FieldMapping), mapping
    apart = {"id": mapping.source_id, "request": mapping.request}
    fields = {".".join(field): column for field, column in mapping.fields.items()}
    return fields | {field: column for field, column in apart.items() if column}


@pytest.mark.parametrize(
    ("word", "columns", "fields"),
    [
        (
            "requests",
            ("number", "title", "description", "created_at", "votes_count", "status"),
            {
                "id": "number",
                "title": "title",
                "need": "description",
                "submitted_on": "created_at",
                "votes": "votes_count",
            },
        ),
        (
            "requests",
            ("ideaId", "ideaTitle", "ideaDescription", "votersCount", "createdTimestamp"),
            {
                "id": "ideaId",
                "title": "ideaTitle",
                "need": "ideaDescription",
                "votes": "votersCount",
                "submitted_on": "createdTimestamp",
            },
        ),
        ("requests", ("Key", "Summary", "Description"), {"id": "Key", "title": "Summary", "need": "Description"}),
        ("requests", ("name", "title", "body", "need"), {"title": "title", "need": "need"}),
        (
            "items",
            ("entity_uuid", "entity_name", "description", "status_name", "Reach", "effort"),
            {
                "id": "entity_uuid",
                "title": "entity_name",
                "summary": "description",
                "status": "status_name",
                "rice.reach": "Reach",
                "rice.effort": "effort",
            },
        ),
        (
            "asks",
            ("request_id", "id", "account", "Needed by"),
            {"request": "request_id", "id": "id", "account": "account", "needed_by": "Needed by"},
        ),
        ("accounts", ("Account Name", "Id", "owner"), {"name": "Account Name", "id": "Id", "owner": "owner"}),
        (
            "decisions",
            ("id", "verdict", "decided_on", "decided_by", "because"),
            {
                "request": "id",
                "verdict": "verdict",
                "decided_on": "decided_on",
                "decided_by": "decided_by",
                "because": "because",
            },
        ),
    ],
)
def test_columns_are_found_by_the_names_other_tools_give_them(
    word: str, columns: tuple[str, ...], fields: dict[str, str]
) -> None:
    """The headers that other tools export are found, whatever their case and signs; the field's own name wins."""
    assert guessed(word, *columns) == fields


def test_a_guess_can_be_copied_and_changed() -> None:
    """The options that stand for a guessed mapping give the same mapping."""
    table = table_with("Post Title", "votes.count", "Id")
    guess = mapping_from(Kind.REQUEST, [], table)
    assert isinstance(guess, FieldMapping)
    assert guess.options == '--map "title=Post Title" --map votes=votes.count --map id=Id'
    chosen = mapping_from(Kind.REQUEST, ["title=Post Title", "votes=votes.count", "id=Id"], table)
    assert isinstance(chosen, FieldMapping)
    assert (chosen.fields, chosen.source_id) == (guess.fields, guess.source_id)


@pytest.mark.parametrize(
    ("word", "option", "said"),
    [
        ("items", "titel=a", "There is no field `titel` to import into. Did you mean `title`?"),
        ("items", "rice.recah=a", "Did you mean `rice.reach`?"),
        ("items", "reach=a", "Did you mean `rice.reach`?"),
        ("items", "xyzzy=a", "The fields are title, summary, status,"),
        ("items", "formerly=a", "There is no field `formerly`"),
        ("requests", "imported_from.system=a", "Say --system NAME for the system"),
        ("requests", "request=a", "There is no field `request`"),
        ("requests", "title", "`--map title` is no field=column."),
        ("requests", "=a", "`--map =a` is no field=column."),
        ("requests", "title=", "`--map title=` is no field=column."),
        ("requests", "need=Whyy", "No row has a column `Whyy`. Did you mean `Why`? The columns are `a`, `Why`."),
        ("requests", "id=key", "No row has a column `key`. The columns are `a`, `Why`."),
        ("requests", "need=Why", "No column is mapped to `title`. Add --map title=COLUMN."),
        ("decisions", "because=a", "No column is mapped to `request`. Add --map request=COLUMN --map verdict=COLUMN"),
        ("asks", "account=a", "No column is mapped to `request`."),
    ],
)
def test_a_mapping_that_cannot_be_meant_is_misuse(word: str, option: str, said: str) -> None:
    """A wrong field, a wrong column and a missing title end with status 2 and a sentence that helps."""
    refusal = mapping_from(KINDS[word], [option], table_with("a", "Why"))
    assert isinstance(refusal, Refusal)
    assert said in str(refusal)
    assert refusal.exit_status == 2


@pytest.mark.parametrize("options", [["title=a", "title=b"], ["title=a", "id=a", "imported_from.id=b"]])
def test_a_field_is_mapped_once(options: list[str]) -> None:
    """Two columns for one field, be it under both its names, are misuse."""
    refusal = mapping_from(Kind.REQUEST, options, table_with("a", "b"))
    assert isinstance(refusal, Refusal)
    assert "is mapped twice" in refusal.message


def test_a_column_that_only_some_exports_have_may_be_missing() -> None:
    """A column of an optional field that no row has, and that is no slip of the pen, does not stop an import."""
    mapping = mapping_from(Kind.REQUEST, ["title=a", "votes=points"], table_with("a", "Why"))
    assert isinstance(mapping, FieldMapping)
    assert mapping.fields["votes",] == "points"


@pytest.mark.parametrize("kind", NEEDED)
def test_every_kind_can_be_imported_with_what_it_needs(kind: Kind) -> None:
    """The fields that each kind needs are fields of it, and are all it needs."""
    options = [f"{field}={field}" for field in NEEDED[kind]]
    assert isinstance(mapping_from(kind, options, table_with(*NEEDED[kind])), FieldMapping)
