"""Files of other programs: every common format gives the same rows, and what is broken is said with its place."""

from __future__ import annotations

import csv
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rice_roadmap.bring.reading_rows import read_rows
from rice_roadmap.bring.refusal import Refusal
from rice_roadmap.bring.rows import Table, value_in
from rice_roadmap.text.source import Data

ROWS: list[dict[str, Data]] = [
    {"title": "One, two; three", "votes": "4"},
    {"title": 'He said "no"\nand left', "votes": ""},
]
COMMAS = 'title,votes\n"One, two; three",4\n"He said ""no""\nand left",\n'
LINES = "".join(f"{json.dumps(row)}\n" for row in ROWS)


def table(name: str, raw: bytes | str) -> Table:
    """Return the rows of a file that can be read."""
    read = read_rows(name, raw.encode() if isinstance(raw, str) else raw)
    assert isinstance(read, Table), read
    return read


def refusal(name: str, raw: bytes | str) -> str:
    """Return why a file cannot be read."""
    read = read_rows(name, raw.encode() if isinstance(raw, str) else raw)
    assert isinstance(read, Refusal)
    return read.message


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("board.csv", COMMAS),
        ("board.csv", f"\ufeff{COMMAS}"),
        ("board.csv", COMMAS.removesuffix("\n")),
        ("board.csv", f"{COMMAS},\n \n"),
        ("board.csv", 'title;votes\n"One, two; three";4\n"He said ""no""\nand left";\n'),
        ("board.txt", COMMAS.replace(",4", "\t4").replace(",\n", "\t\n").replace("e,v", "e\tv").encode("utf-16")),
        ("board.tsv", 'title\tvotes\nOne, two; three\t4\n"He said ""no""\nand left"\t\n'),
        ("board.csv", 'title|votes\nOne, two; three|4\n"He said ""no""\nand left"|\n'),
        ("board.json", json.dumps(ROWS)),
        ("board.json", json.dumps({"meta": {"n": 2}, "items": ROWS, "end": []}, indent=1)),
        ("board.json", LINES),
        ("board.jsonl", LINES),
        ("board.ndjson", f"\ufeff{LINES}\n\n"),
        ("board", json.dumps(ROWS)),
    ],
)
def test_every_format_gives_the_same_rows(name: str, raw: bytes | str) -> None:
    """The ending and the first signs tell the format, and each format gives the same values."""
    rows = table(name, raw).rows
    assert [row.values for row in rows] == ROWS
    assert [row.number for row in rows] == [1, 2]


def test_line_ends_of_other_systems_stay_in_texts() -> None:
    """A file with line ends of Windows has the same rows, each on its line; its texts keep their own line ends."""
    rows = table("board.csv", COMMAS.replace("\n", "\r\n")).rows
    assert [row.line for row in rows] == [2, 3]
    assert rows[1].values["title"] == 'He said "no"\r\nand left'


@pytest.mark.parametrize(
    ("raw", "columns"),
    [
        ("Title, short\nOne\n", ("Title, short",)),
        ("a,a,,b\n1,2,3,4\n", ("a", "a 2", "column 3", "b")),
        ("a;b\n1,5;2,5\n", ("a", "b")),
        ("only\n", ("only",)),
    ],
)
def test_columns_have_names_of_their_own(raw: str, columns: tuple[str, ...]) -> None:
    """A sign that stands in the first line by chance splits nothing; blank and repeated names are told apart."""
    assert table("x.csv", raw).columns == columns


def test_a_long_cell_is_read_and_the_limit_of_the_process_stays() -> None:
    """A cell longer than the limit of the library for tables is read, and the limit is as before."""
    csv.field_size_limit(131_072)
    assert len(str(table("x.csv", f"title,raw\na,{'x' * 200_000}\n").rows[0].values["raw"])) == 200_000
    assert csv.field_size_limit() == 131_072


def test_numbers_keep_every_digit() -> None:
    """Numbers come exactly as they are written, however long, and NaN is an empty value."""
    rows = table("x.json", '[{"a": 1.10, "b": 12345678901234567890123, "c": NaN, "d": 7}]').rows
    values = rows[0].values
    assert [str(values["a"]), str(values["b"]), values["c"]] == ["1.10", "12345678901234567890123", None]
    assert isinstance(values["a"], Decimal)
    assert type(values["d"]) is int


def test_dots_reach_inside() -> None:
    """A dot is part of a column's name where there is such a column, and a way inside where there is none."""
    values: dict[str, Data] = {"a": {"b": {"c": 1}, "d.e": 2}, "a.x": 3, "s": "text"}
    found = [value_in(values, column) for column in ("a.b.c", "a.d.e", "a.x", "a.y", "s.t", "nothing")]
    assert found == [1, 2, 3, None, None, None]


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("x.csv", b"", "x.csv:1:1: the file is empty."),
        ("x.csv", b"\xef\xbb\xbf \n", "x.csv:1:1: the file is empty."),
        ("x.csv", b",,\n", "x.csv:1:1: the first line names no columns."),
        ("x.csv", b"title\nok\n\xffoo\n", "x.csv:3:1: the file is not UTF-8 at byte 10."),
        ("x.csv", b'title,b\n"open,1\nx,2\n', "x.csv:3:1: the quotes do not match: unexpected end of data."),
        ("x.json", b'[{"a": 1},\n {"a": ]', "x.json:2:8: the file is not JSON: expecting value."),
        ("x.json", b'[{"a": 1} {"a": 2}]', "x.json:1:11: the file is not JSON: `,` is missing."),
        ("x.json", b'[{"a": 1}] x', "x.json:1:12: the file is not JSON: something follows the end."),
        ("x.json", b'[{"a": 1}', "x.json:1:10: the file is not JSON: `,` is missing."),
        ("x.json", b'{"rows": [], "n": 0}', "without a list `items`; its keys are `rows`, `n`."),
        ("x.json", b"7", "x.json:1:1: the file holds no list of rows."),
        ("x.json", b"[" * 100_000, "are nested too deep to be read."),
        ("x.jsonl", b"a,b\n1,2\n", "x.jsonl:1:1: the file is not JSON Lines: the line is not JSON: expecting value"),
    ],
)
def test_a_broken_file_is_refused_with_its_place(name: str, raw: bytes, said: str) -> None:
    """What is no table is said in a sentence, with line and column where there are any."""
    assert said in refusal(name, raw)


@pytest.mark.parametrize(
    ("name", "raw", "number"),
    [("x.jsonl", '{"a": 1}\n{"a":\n[1]\n', 3), ("x.json", '[{"a": 1}, 5, null]', 3), ("x.csv", "a,b\n1,2,3\n1,2\n", 2)],
)
def test_a_row_that_is_none_leaves_the_others_usable(name: str, raw: str, number: int) -> None:
    """What cannot be a row is kept as it stands with a reason, and every other row is there."""
    rows = table(name, raw).rows
    assert len(rows) == number
    assert 0 < sum(bool(row.unusable) for row in rows) < number


CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5), st.sampled_from(",;\t|"))
def test_rows_written_again_are_the_same_rows(cells: list[tuple[str, str]], delimiter: str) -> None:
    """A file of chosen rows reads as those rows, whatever their cells hold."""
    quoted = [[f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row] for row in cells]
    first = table("x.csv", "\n".join(delimiter.join(row) for row in [["title", "need"], *quoted]))
    again = table("x.csv", first.written_again(first.rows[1:]))
    assert [list(row.values.values()) for row in first.rows] == [list(row) for row in cells]
    assert [row.values for row in again.rows] == [row.values for row in first.rows[1:]]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=4,
)


@given(st.lists(st.dictionaries(st.text(), JSON), min_size=1, max_size=4), st.sampled_from([None, 2]))
def test_rows_of_json_come_back_as_they_stood(rows: list[dict[str, Data]], indent: int | None) -> None:
    """A list of chosen rows holds the very text of each, wherever the list stood."""
    for text in (json.dumps(rows, indent=indent), json.dumps({"items": rows}, indent=indent, ensure_ascii=False)):
        first = table("x.json", text.encode("utf-8", "surrogatepass") if "\\ud" not in text else text)
        assert [row.values for row in first.rows] == rows
        assert json.loads(first.written_again(first.rows)) == rows
        assert all(row.original in text for row in first.rows)
