"""Frames: cut where every text came out as it went in, and not at all where a theme did something else with one."""

from __future__ import annotations

from jinja2 import Environment

from rice_roadmap.publish.frames import frame

MARK = "-mark"
HOLES = {"title": "one-mark & two", "address": "pages/one-mark/"}


def test_a_frame_prints_other_texts_where_the_marked_ones_stood() -> None:
    """Everything else stays to the byte, braces and line ends too."""
    printed = "<a href='pages/one-mark/'>one-mark & two</a> {{ not ours }} {% nor this %}\n\none-mark & two\n"
    source = frame(printed, HOLES, MARK)
    assert source is not None
    found = Environment().from_string(source).render(title="Other", address="x/")
    assert found == "<a href='x/'>Other</a> {{ not ours }} {% nor this %}\n\nOther\n"


def test_where_a_theme_changes_a_text_there_is_no_frame() -> None:
    """Cut, in capitals, or escaped once more: only the theme knows how it would do that to another."""
    for changed in ("one-mark &amp; two", "ONE-mark & TWO", "one-mark"):
        assert frame(f"<p>{changed}</p>", HOLES, MARK) is None


def test_the_longer_of_two_texts_is_found_first() -> None:
    """An address may begin like another one."""
    source = frame("a-mark a-mark/b", {"short": "a-mark", "long": "a-mark/b"}, MARK)
    assert source is not None
    assert Environment().from_string(source).render(short="1", long="2") == "1 2"


def test_what_is_there_without_a_mark_stays_text() -> None:
    """An expression that printed nothing of the page is not looked for."""
    source = frame("None one-mark & two None", {**HOLES, "edit": "None"}, MARK)
    assert source is not None
    assert Environment().from_string(source).render(title="x") == "None x None"


def test_text_that_would_end_plain_text_gives_no_frame() -> None:
    """A frame that a template language would read otherwise is not tried."""
    assert frame("{% endraw %}one-mark & two", HOLES, MARK) is None
