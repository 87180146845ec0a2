"""Whatever rows say: what is written reads back as it was, names are unique, and a second import changes nothing."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rice_roadmap.bring.importing import Import, prepare
from rice_roadmap.bring.mapping import KINDS, NEEDED, fields_of
from rice_roadmap.bring.proving import proven_text
from rice_roadmap.bring.refusal import Refusal, Unfit
from rice_roadmap.model.filing import filed
from rice_roadmap.model.identifier import is_id
from rice_roadmap.text.files import MOST_BYTES
from rice_roadmap.text.schema import Kind, check
from rice_roadmap.text.source import Data, read
from tests.memory import Memory

Files = dict[str, bytes | str]

PLAN: Files = {"roadmap/plan.yaml": "product: Signpost\nreach: {unit: customers, period: quarter}\n"}
MAP = ["title=t", "need=n", "id=i", "requested_by=r"]

#: What breaks naive YAML, Markdown, HTML and file names, and what no file may hold.
PIECES = [
    *(
        "a",
        "B",
        "ß",
        "é",
        "日",
        "😀",
        " ",
        "  ",
        "\n",
        "\t",
        "\r\n",
        "\u2028",
        "\u200b",
        "\0",
        "\u00a0",
        "\ud83d",
        "e\u0301",
    ),
    *(
        ": ",
        " #",
        "#",
        "- ",
        "'",
        '"',
        "\\",
        "{{ x }}",
        "<b>",
        "|",
        ">",
        "&x",
        "*x",
        "!x",
        "%",
        "@",
        "`",
        "[",
        "]",
        "{",
        "}",
    ),
    *("null", "~", "true", "no", "1.10", "012", "1e3", "2026-03-05", "---", "...", "<<", "<<<<<<< x", "? ", "=", ","),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=8).map("".join) | st.text(st.characters(), max_size=30)
ROWS = st.lists(
    st.fixed_dictionaries(
        {"t": st.sampled_from(["Dark mode", "index"]) | TEXTS, "n": TEXTS, "r": TEXTS},
        optional={"i": st.integers(0, 3) | TEXTS},
    ),
    max_size=6,
)


def imported(
    rows: list[dict[str, Data]], files: Files, *, word: str = "requests", maps: list[str] | None = None
) -> Import:
    """Return what importing rows into files comes to."""
    raw = json.dumps(rows).encode()
    plan = prepare(word, "board.json", raw, Memory(files), options=MAP if maps is None else maps)
    assert isinstance(plan, Import), plan
    return plan


def with_files(files: Mapping[str, bytes | str], plan: Import) -> Files:
    """Return the files as they are once an import is written."""
    return {**files, **{file.path: file.content for file in plan.files}}


def data_in(file: bytes | str, path: str) -> dict[str, Data]:
    """Return what a file says, once it is sure that nothing is wrong with it."""
    reading = read(path, file.encode() if isinstance(file, str) else file)
    place = filed(path)
    assert not reading.problems
    assert reading.document is not None
    assert place is not None
    assert not check(place.kind, reading.document)
    return reading.document.data


def letters(text: Data) -> str:
    """Return the letters and digits of a text without their marks: what no change may take away."""
    return "".join(sign for sign in unicodedata.normalize("NFD", str(text)) if sign.isalnum())


@settings(max_examples=200)
@given(ROWS)
def test_any_row_is_written_so_that_it_reads_back_or_is_left_over(rows: list[dict[str, Data]]) -> None:
    """Each row is a file without problems or among those left over; no text is lost, no name given twice."""
    plan = imported([{"i": None, **row} for row in rows], PLAN)
    paths = [file.path for file in plan.files]
    assert len(set(paths)) == len(paths) == plan.added
    assert plan.added + len(plan.rejected) == len(rows)
    left = {rejected.row.number for rejected in plan.rejected}
    taken = [row for number, row in enumerate(rows, start=1) if number not in left]
    for row, file in zip(taken, plan.files, strict=True):
        place = filed(file.path)
        assert place is not None
        assert is_id(place.id)
        data = data_in(file.content, file.path)
        assert letters(data["title"]) == letters(row["t"])
        assert letters(data["need"]) in {letters(row["n"]), letters(row["t"])}


@given(ROWS, ROWS)
def test_a_second_import_changes_nothing(rows: list[dict[str, Data]], more: list[dict[str, Data]]) -> None:
    """What was written is known again: the same rows write nothing, and other rows never touch a file that is there."""
    rows = [{"i": None, **row} for row in rows]
    first = imported(rows, PLAN)
    files = with_files(PLAN, first)
    again = imported(rows, files)
    assert (again.files, again.unchanged) == ((), first.added)
    assert [one.row for one in again.rejected] == [one.row for one in first.rejected]
    other = imported([{"i": None, **row} for row in more], files)
    assert not files.keys() & {file.path for file in other.files}


@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_accounts_are_added_behind_what_is_there(names: list[str]) -> None:
    """Any accounts read back beside those that are there, whose text stays to the byte, and are known again."""
    old = "# first\nacme:\n  name: Acme # since 2019"
    files: Files = {**PLAN, "roadmap/accounts.yaml": old}
    rows: list[dict[str, Data]] = [{"n": name, "i": f"id {number}"} for number, name in enumerate(names)]
    plan = imported(rows, files, word="accounts", maps=["name=n", "id=i"])
    after = with_files(files, plan)
    content = after["roadmap/accounts.yaml"]
    assert (content if isinstance(content, str) else content.decode()).startswith(old)
    assert len(data_in(content, "roadmap/accounts.yaml")) == 1 + plan.added
    assert plan.added + len(plan.rejected) == len(rows)
    again = imported(rows, after, word="accounts", maps=["name=n", "id=i"])
    assert (again.files, again.unchanged) == ((), plan.added)


def test_accounts_beyond_what_the_file_can_hold_are_left_over() -> None:
    """As many accounts are written as one file can hold; the others are rows left over, and nothing is lost."""
    rows: list[dict[str, Data]] = [{"n": f"{number} {'x' * 190}", "i": number} for number in range(2_000)]
    plan = imported(rows, {**PLAN}, word="accounts", maps=["name=n", "id=i"])
    assert 500 < plan.added < 2_000
    assert plan.added + len(plan.rejected) == 2_000
    assert [one.row.number for one in plan.rejected] == list(range(plan.added + 1, 2_001))
    assert len(data_in(plan.files[0].content, "roadmap/accounts.yaml")) == plan.added
    assert 0 <= MOST_BYTES - len(plan.files[0].content) < 250


@pytest.mark.parametrize("old", ["", "# nothing yet\n", "{}\n", "{acme: {name: Acme}}\n", "  acme:\n    name: Acme\n"])
def test_an_accounts_file_is_added_to_or_left_alone(old: str) -> None:
    """Where new accounts cannot stand behind the old ones, the file stays as it is and the rows are left over."""
    files: Files = {**PLAN, "roadmap/accounts.yaml": old}
    plan = imported([{"n": "West", "i": "w"}], files, word="accounts", maps=["name=n", "id=i"])
    assert len(plan.files) + len(plan.rejected) == 1
    assert bool(plan.files) == (not old or old.startswith("#"))


def test_accounts_that_cannot_be_read_are_not_added_to() -> None:
    """An accounts file with a mistake in it is refused whole, before anything is planned."""
    files = Memory({**PLAN, "roadmap/accounts.yaml": "a: [\n"})
    refusal = prepare("accounts", "x.json", b'[{"n": "West"}]', files, options=["name=n"])
    assert isinstance(refusal, Refusal)
    assert refusal.exit_status == 1


def test_a_file_that_cannot_be_read_keeps_its_name_and_is_said() -> None:
    """A broken request is never written over, and nobody is left to think that all rows were compared with it."""
    files: Files = {**PLAN, "requests/dark-mode.yaml": "title: [\n", "requests/night.yml": "title: Night\n"}
    plan = imported([{"t": "Dark mode", "i": 1}, {"t": "Night", "i": 2}], files, maps=["title=t", "id=i"])
    assert [file.path for file in plan.files] == ["requests/dark-mode-2.yaml", "requests/night-2.yaml"]
    assert plan.unreadable == ("requests/dark-mode.yaml",)
    assert plan.exit_status == 1


def test_each_file_that_is_there_is_read_once() -> None:
    """However many rows are imported, no file is read twice."""
    reads: list[str] = []

    class Counting(Memory):
        """Files that remember what was read."""

        def read(self, path: str) -> bytes:
            """Return the bytes and remember the path."""
            reads.append(path)
            return super().read(path)

    files: Files = {**PLAN, **{f"requests/r-{number}.yaml": "title: x\nneed: x\n" for number in range(5)}}
    prepare("requests", "x.json", b'[{"t": "a"}, {"t": "b"}]', Counting(files), options=["title=t"])
    assert sorted(reads) == sorted(files)


@pytest.mark.parametrize("system", ["", " ", "\u200b"])
def test_a_system_needs_a_name(system: str) -> None:
    """A name of nothing is misuse."""
    refusal = prepare("requests", "x.csv", b"title\na\n", Memory(PLAN), system=system)
    assert isinstance(refusal, Refusal)
    assert refusal.exit_status == 2


def test_a_file_without_rows_is_no_mistake() -> None:
    """Nothing to import is said, and is no failure."""
    plan = imported([], {**PLAN})
    assert plan.notes == ("The file holds no rows: there is nothing to import.",)
    assert plan.exit_status == 0


def test_prose_longer_than_a_file_may_hold_leaves_its_row_over() -> None:
    """Prose is never cut: a row with too much of it is left over, whole."""
    plan = imported([{"t": "Long", "n": "x" * 70_000, "i": 1}], {**PLAN}, maps=["title=t", "need=n", "id=i"])
    assert [one.row.number for one in plan.rejected] == [1]
    assert "`need`" in plan.rejected[0].reason


def test_every_kind_of_record_can_come_from_a_row() -> None:
    """A row for each kind becomes a file of that kind in its folder."""
    files: Files = {**PLAN, "requests/sso.yaml": "title: SSO\nneed: x\npotential_impact: x\n"}
    rows: dict[str, dict[str, Data]] = {
        "requests": {"title": "PDF"},
        "items": {"title": "PDF"},
        "asks": {"request": "sso", "account": "x"},
        "decisions": {"request": "sso", "verdict": "accepted", "decided_on": "2026-01-01", "decided_by": "x"},
        "accounts": {"name": "North"},
    }
    kinds = set()
    for word, row in rows.items():
        (file,) = imported([row], files, word=word, maps=[]).files
        place = filed(file.path)
        assert data_in(file.content, file.path)
        kinds.add(place.kind if place else None)
    assert kinds == set(Kind) - {Kind.PLAN}


def test_long_ids_of_the_source_stay_apart() -> None:
    """Ids that differ only behind the longest line are two things, and both are known again."""
    rows: list[dict[str, Data]] = [{"t": "a", "i": "x" * 300 + end} for end in "ab"]
    first = imported(rows, PLAN, maps=["title=t", "id=i"])
    assert first.added == 2
    assert imported(rows, with_files(PLAN, first), maps=["title=t", "id=i"]).unchanged == 2


def test_a_status_is_never_left_out_of_a_guess() -> None:
    """Where no status is known the rows are left over: as candidates they would say what nobody said."""
    plan = imported([{"title": "a", "Status": "Done"}, {"title": "b", "Status": "Doing"}], PLAN, word="items", maps=[])
    assert (plan.files, len(plan.rejected)) == ((), 2)


def test_a_file_that_says_something_else_is_not_written() -> None:
    """What would read back differently is never taken for proven."""
    found = proven_text(Kind.ACCOUNTS, "roadmap/accounts.yaml", "a:\n  name: East\n", {"a": {"name": "West"}})
    assert isinstance(found, Unfit)


def test_values_nested_too_deep_leave_their_row_over() -> None:
    """A row whose values nobody can walk through is left over or refused, without any failure."""
    for depth in (100, 900, 980, 985, 988, 990, 995, 2_000):
        raw = f'[{{"t": "a", "x": {"[" * depth}{"]" * depth}}}]'.encode()
        plan = prepare("requests", "x.json", raw, Memory(PLAN), options=["title=t"])
        assert isinstance(plan, Refusal) or len(plan.files) + len(plan.rejected) == 1


ANYTHING: st.SearchStrategy[Data] = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS | st.sampled_from(["1,5", "2026-03-05", "high", "sso", "[1]"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["count", "on", "kind", "x"]), inner),
    max_leaves=4,
)


@pytest.mark.parametrize("word", KINDS)
@given(st.data())
def test_no_value_in_any_field_makes_an_import_fail(word: str, data: st.DataObject) -> None:
    """Whatever stands in whichever columns: each row is written without problems, there already, or left over."""
    needed = NEEDED[KINDS[word]]
    others = sorted(set(fields_of(KINDS[word])).difference(needed))
    fields = [*needed, *data.draw(st.lists(st.sampled_from(others), max_size=4, unique=True))]
    rows: list[dict[str, Data]] = data.draw(
        st.lists(st.fixed_dictionaries(dict.fromkeys(fields, ANYTHING)), min_size=1, max_size=3)
    )
    files: Files = {**PLAN, "requests/sso.yaml": "title: SSO\nneed: x\npotential_impact: x\n"}
    plan = imported(rows, files, word=word, maps=[f"{field}={field}" for field in fields])
    assert plan.added + plan.unchanged + len(plan.rejected) == len(rows)
    for file in plan.files:
        data_in(file.content, file.path)


@given(
    st.sampled_from(["x.csv", "x.tsv", "x.json", "x.jsonl", "x"]),
    st.binary() | st.text('[]{}",:;\n\t aé0').map(str.encode),
)
def test_no_file_makes_an_import_fail(name: str, raw: bytes) -> None:
    """Any bytes under any name come to a plan, or to a refusal in words."""
    plan = prepare("requests", name, raw, Memory(PLAN))
    assert isinstance(plan, Import) or plan.message
