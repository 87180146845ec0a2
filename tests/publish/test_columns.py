"""Text for a terminal: no line is wider than it, and nothing is lost where a line ends."""

from __future__ import annotations

from rice_roadmap.publish.columns import WIDEST, aligned, width, wrapped


def test_headings_take_two_lines_where_a_table_would_be_too_wide() -> None:
    """Words of a heading give way before what stands below them is cut."""
    rows = [("1", "Words " * 20, "fits"), ("12", "漢字" * 50, "does not")]
    lines = list(aligned(("Rank", "Feature", "In this quarter"), rows, left={1, 2}, elastic=1, least=20))
    assert lines[0].split() == ["In"]
    assert lines[1].split() == ["Rank", "Feature", "this", "quarter"]
    assert [line.count("…") for line in lines] == [0, 0, 1, 1]
    assert max(map(width, lines)) <= WIDEST


def test_a_table_that_fits_stays_as_it_is() -> None:
    """One line of headings, and no column wider than what it holds."""
    lines = aligned(("No", "Feature", "In 2027-Q1"), [("1", "A", "fits")], left={1, 2}, elastic=1, least=20)
    assert list(lines) == ["No  Feature  In 2027-Q1", " 1  A        fits"]


def test_wrapped_lines_hold_every_word() -> None:
    """Each line but the first stands behind the other indent, and only a word that is too long by itself sticks out."""
    text = f"{'some words ' * 30}{'x' * WIDEST} end"
    first, *others = wrapped(text, "- ", "  ")
    assert first.startswith("- some")
    assert all(line.startswith("  ") for line in others)
    assert " ".join([first[2:], *(line[2:] for line in others)]) == text
    assert [width(line) > WIDEST for line in (first, *others)].count(True) == 1
    assert list(wrapped("", "- ", "  ")) == ["- "]


def test_no_line_begins_with_a_sign() -> None:
    """What CI systems take for a command stays behind the word before it, and so does a number in brackets."""
    lines = list(wrapped("some ::error:: words (12), " * 20, "- ", "  "))
    assert len(lines) > 4
    assert {line.split()[0] for line in lines[1:]} <= {"some", "words"}
    assert max(map(width, lines)) <= WIDEST
