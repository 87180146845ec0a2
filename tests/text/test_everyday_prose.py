"""Everyday prose takes a shorter way, and comes out as the parser and the cleaner would have made it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rice_roadmap.text import prose
from rice_roadmap.text.everyday_prose import CAN_READ, everyday_blocks
from rice_roadmap.text.prose import plain, render


@pytest.fixture(autouse=True)
def _forgetful() -> Iterator[None]:
    """Remember nothing of other ways."""
    forget()
    yield
    forget()


def forget() -> None:
    """Forget every text that was read."""
    render.cache_clear()
    plain.cache_clear()


def the_long_way(text: str) -> tuple[str, str]:
    """Return the HTML and the words that the parser gives."""
    forget()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prose, "_everyday", lambda _: None)
        found = render(text).html, plain(text)
    forget()
    return found


def the_usual_way(text: str) -> tuple[str, str]:
    """Return the HTML and the words that a page gets."""
    return render(text).html, plain(text)


#: Marks and words as they stand beside each other, and what is none in this place.
PIECES = st.sampled_from(
    [
        *(
            "words",
            "of it",
            " ",
            ". ",
            ", ",
            " (",
            ") ",
            "“",
            "é",
            "日本",
            "12 ",
            "1. ",
            "2026-10-12",
            "> ",
            "- ",
            "#",
            "!",
        ),
        *(
            "*a*",
            "**b c**",
            "`d`",
            "`e f`",
            "`<&>`",
            "[g](https://example.com/h/1)",
            "*",
            "**",
            "`",
            "[",
            "](",
            "_",
            "\\",
        ),
        *(
            "\n",
            "\n\n",
            "\n  ",
            "\n- ",
            "\n> ",
            "\n1. ",
            "\n2. ",
            "\n01. ",
            "\n12) ",
            "\n\n- ",
            "\n\n1. ",
            "\n    ",
            "&amp;",
            "<b>",
            "|",
            "\t",
            "\u00a0",
            "===",
            "---",
            "~~",
        ),
    ]
)
SPANS = st.lists(PIECES, min_size=1, max_size=5).map("".join)
BLOCKS = st.one_of(
    SPANS,
    st.builds("{} {}".format, st.sampled_from(["#", "##", "######"]), SPANS),
    st.builds("> {}".format, SPANS),
    st.builds(
        "{0} {1}{2}{0} {3}".format,
        st.sampled_from(["-", "*", "1.", "2."]),
        SPANS,
        st.sampled_from(["\n", "\n\n"]),
        SPANS,
    ),
    st.builds("```{}\n{}\n```".format, st.sampled_from(["", "text", " x"]), SPANS),
    st.builds("    {}\n    {}".format, SPANS, SPANS),
)
TEXTS = st.builds(str.join, st.sampled_from(["\n\n", "\n"]), st.lists(BLOCKS, min_size=1, max_size=4))


@settings(max_examples=300)
@given(TEXTS)
def test_any_text_comes_out_the_same(text: str) -> None:
    """Whether a text takes the shorter way or not, it gives what the parser gives."""
    assert the_usual_way(text) == the_long_way(text)


@settings(max_examples=100)
@given(st.text("ab Z1é.,-+=:;'\"()!?%/\n _*#>~`|[]<&\\\t\u00a0\u2003\u200b中ß…", max_size=24))
def test_any_characters_come_out_the_same(text: str) -> None:
    """Marks of CommonMark and HTML, blanks of every kind and other scripts change nothing."""
    assert the_usual_way(text) == the_long_way(text)


@pytest.mark.skipif(not CAN_READ, reason="this Python loses its place in the pattern, so the parser reads all")
@pytest.mark.parametrize(
    "text",
    [
        "We copy numbers by hand (twice a day):  3% of all orders.\nIsn't there a “button”?\n\nПочему?\n",
        "It takes **much** time, *every* week;\nsee [how](https://example.com/a-b/1.html), and `a.b: <c>`.",
        "We need\n- one\n- two `things`\nin two lines\n\nand\n\n1. more\n2. of them\n\nand so on",
        "# Now\n\nwords\n## Then\n> a quotation\n\n> another one",
        "```python\nif a < b:\n\n    print(1)\n```\nand\n\n    indented *code*\n      as well",
        "* one\n* two\n\n\n* three\nin two lines\n\nand\n\n1. more\n\n7. of *them*",
        "We lost\n12. Then we lost\n3) more, in\n2026. All of it\n0. times",
    ],
)
def test_most_of_what_people_write_is_everyday(text: str) -> None:
    """Paragraphs, lists, quotations, headings, code, and the marks inside them take the shorter way."""
    assert everyday_blocks(text) is not None
    assert the_usual_way(text) == the_long_way(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "- a\n\n  b",
            "- a\n  - b",
            "- a\n2. b",
            "2. a",
            "a\n01. b",
            "a  \nb",
            "a\\*b",
            "a_b_",
            "a\n===",
            "a\n---",
            "a *b*c",
            "a **b*",
            "***a***",
        ),
        *("<b>", "a & b", "&amp;", "| a |\n|---|", "~~a~~", "![a](https://b.c)", "[a]", "[a]: https://b.c", "`a"),
        *("[a](javascript:b)", "[a](https://b.c 'd')", "[a](https://b.c/?d=%20)", "```\na", "a\tb", "a\u00a0b", "a "),
    ],
)
def test_what_could_mean_something_else_is_left_to_the_parser(text: str) -> None:
    """Whatever takes more than a look is not everyday."""
    assert everyday_blocks(text) is None


def test_a_long_text_is_read_once() -> None:
    """A text that fails at its end takes no longer than one that does not: nothing is tried in a second way."""
    assert everyday_blocks("word *a* `b` (c) " * 3_000 + "<") is None


@pytest.mark.parametrize(
    "text",
    [
        *(
            "`a & b`",
            "`a\nb`",
            "x * a* y",
            "x *a * y",
            "> a\n> b",
            "- a\n* b",
            "- a\n> b",
            "1. a\n\n1. b",
            "- a\n\n- b",
            "- a\n\n-\n\n- b",
            "- a\n\n* b",
            "a\n1. b",
            "a\n2. b",
            "a\n2.",
            "a\n1234567890. b",
            "> a\n2. b",
        ),
        *(
            "words\n\n## A",
            "words\n\n### A\n\n##### B",
            "- a\n\n  b",
            "> a\nb",
            "1. a\n2) b",
            "```\na\n```\nb",
            "    a\nb",
            "    a\n\n    b",
            "    a\n\n b",
        ),
    ],
)
def test_on_the_edge_both_ways_say_the_same(text: str) -> None:
    """Where the next sign, or one fewer, would mean something else."""
    assert the_usual_way(text) == the_long_way(text)
