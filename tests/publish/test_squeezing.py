"""Squeezing: lines of a theme begin at the margin, and everything that anybody sees or runs stays to the byte."""

from __future__ import annotations

import pytest

from rice_roadmap.publish.squeezing import squeezed

CONTENT = "<div>\n    <pre>\n      a\n\n      b</pre>\n\n</div>"


def test_indentation_and_empty_lines_of_a_theme_are_left_out() -> None:
    """Between two words there is still a space, or the end of a line."""
    before, after = '\n<body>\n\n   \t <p>one\n      two <a\n  href="x">\r\n\r\n', "\n\n\n  </p>\n</body>\n"
    assert squeezed(before + CONTENT + after, CONTENT) == (
        f'\n<body>\n<p>one\ntwo <a\nhref="x">\n{CONTENT}\n</p>\n</body>\n'
    )


@pytest.mark.parametrize("element", ["pre", "textarea", "script", "style", "PRE"])
def test_what_is_shown_or_run_as_it_is_stays_as_it_is(element: str) -> None:
    """A changed line end would change what is shown, or the hash of a script."""
    kept = f"<{element} id='x'>\n   a\n\n   b\n</{element}>"
    assert squeezed(f"  {kept}\n\n  {CONTENT}", CONTENT) == f"  {kept}\n{CONTENT}"


def test_a_space_that_keeps_words_together_is_no_indentation() -> None:
    """It is there to be seen."""
    assert squeezed(f"<p>\n\N{NO-BREAK SPACE} a</p>{CONTENT}", CONTENT) == f"<p>\n\N{NO-BREAK SPACE} a</p>{CONTENT}"


def test_a_page_whose_content_was_changed_stays_as_it_is() -> None:
    """Whoever changed it knows what for."""
    for content in ("<p>other</p>", ""):
        assert squeezed("<body>\n\n  <p>x</p>\n", content) == "<body>\n\n  <p>x</p>\n"
