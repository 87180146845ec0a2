"""Simple prose takes a shorter way, and comes out as the parser and the cleaner would have made it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rice_roadmap.text import prose
from rice_roadmap.text.prose import plain, render

NEVER = re.compile(r"(?!)")


@pytest.fixture(autouse=True)
def _forgetful() -> Iterator[None]:
    """Remember nothing of other ways."""
    render.cache_clear()
    plain.cache_clear()
    yield
    render.cache_clear()
    plain.cache_clear()


def the_long_way(text: str) -> tuple[str, str]:
    """Return the HTML and the words that the parser gives."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prose, "SIMPLE", NEVER)
        return render.__wrapped__(text).html, plain.__wrapped__(text)


def the_usual_way(text: str) -> tuple[str, str]:
    """Return the HTML and the words that a page gets."""
    return render.__wrapped__(text).html, plain.__wrapped__(text)


#: Letters, figures and punctuation that a simple text may hold.
TEXTS = st.text("ab Zé1中,.;:'’\"“”()!?%/+=–…-\n", min_size=1, max_size=40).filter(prose.SIMPLE.fullmatch)


@settings(max_examples=60)
@given(TEXTS)
def test_what_counts_as_simple_comes_out_the_same(text: str) -> None:
    """Every text that takes the shorter way gives what the longer one would have given."""
    assert the_usual_way(text) == the_long_way(text)


@settings(max_examples=300)
@given(st.text("ab Z1é.,-+=:;'\"()!?/%\n _*#>~`|[]<&\\\t\u00a0\u2003\u200b中ß…", max_size=24))
def test_any_text_comes_out_the_same(text: str) -> None:
    """Marks of CommonMark and HTML, blanks of every kind and other scripts change nothing."""
    assert the_usual_way(text) == the_long_way(text)


def test_most_of_what_people_write_is_simple() -> None:
    """Sentences and paragraphs, with the punctuation that people use."""
    text = "We copy numbers by hand (twice a day), and make mistakes: 3% of all orders.\n\nIsn't there a “button”?\n"
    assert prose.SIMPLE.fullmatch(text)
    assert the_usual_way(text) == the_long_way(text)


@pytest.mark.parametrize(
    "text", ["- a", "1. a", "a  \nb", "a *b*", "a_b_", "a\n===", "a\n---", "    a", "<b>", "a | b"]
)
def test_what_means_something_in_commonmark_is_not_simple(text: str) -> None:
    """Whatever might be a mark is left to the parser."""
    assert not prose.SIMPLE.fullmatch(text)
