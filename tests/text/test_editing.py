"""Editing: one value of a file changes, on its own lines, and everything else stays as its author wrote it."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from rice_roadmap.text.document import Data, Pointer
from rice_roadmap.text.editing import REMOVE, Change, NotEditableError, Removal, edit
from rice_roadmap.text.shape import Kind
from rice_roadmap.text.source import PARSERS, Parser

EXAMPLES = Path(__file__).parents[1] / "cases" / "edits"
HEADING = re.compile(r"^=== (.+)\n", re.MULTILINE)

parsers = pytest.mark.parametrize("parser", PARSERS, ids=lambda parser: parser.__name__)


def change(way: str, value: Data | Removal) -> Change:
    """Return a change whose way is written with `/`, positions as digits."""
    pointer: Pointer = tuple(int(part) if part.isdecimal() else part for part in way.split("/"))
    return Change(pointer=pointer, value=value)


def read_change(line: str) -> Change:
    """Return the change that a line of an example describes, its value written as JSON."""
    way, _, written = line.partition(" = ")
    return change(way, REMOVE if written == "remove" else json.loads(written, parse_float=Decimal))


@parsers
@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_an_edit_comes_to_what_its_example_says(path: Path, parser: Parser, update_examples: bool) -> None:
    """Each example's changes give the file written in it, character by character, with either parser."""
    introduction, *parts = HEADING.split(path.read_text(encoding="utf-8"))
    word, before, _, changes, _, after = (part.removesuffix("\n") if part.endswith("\n\n") else part for part in parts)
    kind = None if word == "any" else Kind(word)
    found = edit(before, [read_change(line) for line in changes.splitlines()], kind=kind, parser=parser)
    if update_examples:
        sections = (f"=== {word}\n{before}", f"=== changes\n{changes}", f"=== after\n{found}")
        path.write_text(introduction + "\n".join(sections), encoding="utf-8")
        return
    assert found == after


def test_there_are_examples() -> None:
    """The folder of examples is where it is looked for."""
    assert len(list(EXAMPLES.glob("*.txt"))) > 15


@parsers
def test_characters_are_counted_not_bytes_or_units(parser: Parser) -> None:
    """What stands behind emoji and letters with accents is found."""
    text = "title: 😀 é 👩‍👩‍👧\nneed: x # 😀\n"
    assert edit(text, [change("need", "z")], parser=parser) == "title: 😀 é 👩‍👩‍👧\nneed: z # 😀\n"


@parsers
def test_line_ends_of_windows_stay(parser: Parser) -> None:
    """A file with CRLF gets CRLF on its new lines too."""
    text = "a: 1\r\nb:\r\n  - x\r\nc: |\r\n  t\r\n\r\nd: 2\r\n"
    changes = [change("a", "one\ntwo\n"), change("b/1", "y"), change("c", "u\n"), change("d", REMOVE), change("e", 3)]
    after = 'a: |\r\n  one\r\n  two\r\nb:\r\n  - x\r\n  - "y"\r\nc: |\r\n  u\r\ne: 3\r\n\r\n'
    assert edit(text, changes, parser=parser) == after


@parsers
def test_a_byte_order_mark_stays_and_counts_for_nothing(parser: Parser) -> None:
    """The mark that some editors put first stays first, whichever way a parser counts it."""
    assert edit("\ufeffa: 1\nb: 2\n", [change("b", 3)], parser=parser) == "\ufeffa: 1\nb: 3\n"
    assert edit("\ufefftitle: A\n", [change("need", "B")], parser=parser, kind=Kind.REQUEST) == (
        "\ufefftitle: A\nneed: B\n"
    )


@parsers
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1", "a: 2"),
        ("a: 1\nb: x", "a: 2\nb: x"),
        ("a: 1\nb: |\n  x", "a: 2\nb: |\n  x"),
        ("a: 1 # end", "a: 2 # end"),
        ("a:", "a: 2"),
        ("{a: 1}", "{a: 2}"),
    ],
)
def test_a_missing_line_end_stays_missing(before: str, after: str, parser: Parser) -> None:
    """A file that ends without a line end goes on doing so."""
    assert edit(before, [change("a", 2)], parser=parser) == after


@parsers
def test_a_block_of_text_at_the_very_end_keeps_what_it_says(parser: Parser) -> None:
    """A line end behind it would become part of it, so what is new goes above; a new block gets the one it needs."""
    assert edit("b: |\n  x", [change("c", 1)], parser=parser) == "c: 1\nb: |\n  x"
    assert edit("b: 1", [change("c", "x\n")], parser=parser) == "b: 1\nc: |\n  x\n"
    assert edit("b: 1\nc: 2", [change("c", REMOVE)], parser=parser) == "b: 1"
    assert edit("b: |\n  x\nc: 2", [change("c", REMOVE)], parser=parser) == "b: |\n  x\n"


@parsers
@pytest.mark.parametrize("header", ["|", "|-", "|+", ">", ">-", "|2", "|+2"])
def test_the_end_of_a_block_of_text_is_not_that_of_its_blank_lines(header: str, parser: Parser) -> None:
    """Whatever its header says, a block of text is replaced without the key below it."""
    text = f"a: {header}\n  one\n  two\nb: 2\n"
    assert edit(text, [change("a", "x")], parser=parser) == "a: x\nb: 2\n"
    assert edit(text, [change("a2", "x")], parser=parser) == f"{text}a2: x\n"


@parsers
def test_blank_lines_that_a_block_keeps_stay_its_own(parser: Parser) -> None:
    """With `|+` blank lines are text: a key that comes behind the block comes behind them."""
    text = "title: |+\n  x\n\n\nsummary: B\n"
    expected = "title: |+\n  x\n\n\nb: 1\nsummary: B\n"
    assert edit(text, [change("b", 1)], parser=parser) == f"{text}b: 1\n"
    assert edit(text.replace("title", "verdict"), [change("decided_on", "x")], kind=Kind.DECISION, parser=parser) == (
        expected.replace("title", "verdict").replace("b: 1", "decided_on: x")
    )


@parsers
def test_comments_further_in_do_not_become_text(parser: Parser) -> None:
    """What stands below a removed key, indented as part of it, does not join the block of text above it."""
    text = "a: |\n  x\nb: 1\n   # about b\nc: 2\n"
    assert edit(text, [change("b", REMOVE)], parser=parser) == "a: |\n  x\nc: 2\n"


@parsers
@pytest.mark.parametrize(
    "text",
    [
        "---\na: 1\n...\n",
        "a:   1\nb: True\nc: ~\nd: -0\ne: +1\nf: null\n",
        r"""a: 1|b : "\u00e9"|c: 'd'|""".replace("|", "\n"),
        'a: 1\nb: two\n  lines\nc: "two\n  lines"\n',
        "a: 1\nb: [ 1,2,  3 ]\nc: {x: 1,y: 2}\n",
        "a: 1\nb:\n   - x\n   -   y\nc:\n- z\n",
        "a: 1\n\n\n# end\n",
    ],
)
def test_nothing_else_is_put_in_order(text: str, parser: Parser) -> None:
    """Where a round trip through a YAML library would tidy up, only the value changes."""
    before = "a:   1" if "a:   1" in text else "a: 1"
    assert edit(text, [change("a", 2)], parser=parser) == text.replace(before, before.replace("1", "2"), 1)


@parsers
def test_no_change_changes_nothing(parser: Parser) -> None:
    """What is already there, or not there, is left alone, and so is every character."""
    text = "a:   'x'\nb: 1.50\nc: [1,2]\n"
    changes = [
        change("a", "x"),
        change("b", Decimal("1.5")),
        change("c", [1, 2]),
        change("d", REMOVE),
        change("e/f", REMOVE),
    ]
    assert edit(text, changes, parser=parser) == text


def test_true_is_not_one() -> None:
    """A value of another type is another value, even where Python takes the two for equal."""
    assert edit("a: 1\n", [Change(pointer=("a",), value=True)]) == "a: true\n"
    assert edit("a: true\n", [change("a", 1)]) == "a: 1\n"
    assert edit('a: "1"\n', [change("a", 1)]) == "a: 1\n"


def test_of_equal_entries_the_one_that_was_meant_goes() -> None:
    """A position says which of two equal entries goes, as their comments tell them apart."""
    text = "a:\n  - x # first\n  - x # second\n"
    assert edit(text, [change("a/0", REMOVE)]) == "a:\n  - x # second\n"
    assert edit(text, [change("a/1", REMOVE)]) == "a:\n  - x # first\n"


def test_changes_are_made_one_after_another() -> None:
    """A later change finds what an earlier one made; positions count as they are by then."""
    changes = [change("a/b", 1), change("a/c", 2), change("a/b", REMOVE), change("l/0", "x"), change("l/1", "z")]
    assert edit("t: 1\n", changes) == "t: 1\na:\n  c: 2\nl:\n  - x\n  - z\n"


@pytest.mark.parametrize(
    ("text", "changes", "said"),
    [
        ("a: 1\n", [change("a", REMOVE)], "Nothing would be left"),
        ("a: 1\n", [Change(pointer=(), value="x")], "Nothing would be left"),
        ("a: 1\n", [change("a/b", 2)], "no place `b`"),
        ("a: [1]\n", [change("a/2", 2)], "no place `2`"),
        ("a: [1]\n", [change("a/b", 2)], "no place `b`"),
        ("a: {b: 1}\n", [change("a/0", 2)], "no place `0`"),
        ("a: 1\n", [change("a", "\x00")], "forbidden characters"),
        ("a: 1\n", [change("b\u202e", "x")], "no file can hold"),
        ("a: 1\n", [change("a", Decimal("1e99"))], "a number that no file can hold"),
        ("", [change("a", 1)], "Line 1 must be mended first: The file is empty."),
        ("a: [\n", [change("a", 1)], "Line 1 must be mended first"),
        ("a: 1\na: 2\n", [change("a", 3)], "Line 2 must be mended first"),
        ("a: Fix #12\n", [change("a", 3)], "Line 1 must be mended first"),
        ("? a\n: 1\nb: 2\n", [change("a", REMOVE)], "`a` is written in a way that no command can change safely"),
        ("a: 1\n", [change("b", "x" * 300_000)], "`b` is written in a way"),
    ],
)
def test_what_cannot_be_done_safely_is_refused(text: str, changes: list[Change], said: str) -> None:
    """The error says in plain words what is in the way; nothing is returned that could be written."""
    with pytest.raises(NotEditableError, match=re.escape(said)):
        edit(text, changes)
