"""Prose: nothing that anybody writes becomes live HTML, and every word of it stays readable."""

from __future__ import annotations

import dataclasses
import time
from pathlib import Path

import jinja2
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rice_roadmap.text.prose import MOST_CHARACTERS, SafeHtml, lead, plain, render
from tests.text.harmless import malformed, unexpected

EXAMPLES = Path(__file__).parents[1] / "hostile" / "prose"
MARKS = [*"<>&\"'[]()!`*~#|\\\n", "](", "![", "~~", "\n\n", "    ", "> ", "- ", "|-|\n"]
LIVE = ["javascript:", "<script>", "</p>", "<!--", "&#106;", "https://e", "{{ 7*7 }}", "\u202e", "\x00", "é", "x"]
LONG = {
    "brackets": "[" * 20_000,
    "links": "[a](" * 5_000,
    "lists": "".join("  " * depth + "- x\n" for depth in range(300)),
    "quotations": ">" * 2_000,
    "backticks": "`" * 20_000,
    "stars": "*" * 5_000,
    "angles": "<" * 20_000,
    "table row": "|a|b|\n|-|-|\n|" + "x|" * 20_000,
}


@pytest.mark.parametrize("source", sorted(EXAMPLES.glob("*.md")), ids=lambda path: path.stem)
def test_hostile_prose_becomes_harmless_html(source: Path, update_examples: bool) -> None:
    """Each example file gives exactly the HTML beside it, and a browser finds nothing live in that."""
    html = str(render(source.read_text(encoding="utf-8")))
    expected = source.with_suffix(".html")
    if update_examples:
        expected.write_text(html, encoding="utf-8")
    assert not list(unexpected(html))
    assert html == expected.read_text(encoding="utf-8")


def test_the_search_for_live_html_finds_it() -> None:
    """The check above fails for a script, a handler, a frame and an address that runs."""
    live = '<script>1</script><p onclick="1">x</p><iframe></iframe><a href="javascript:1">x</a><a href="//e">y</a>'
    assert list(unexpected(live)) == [
        "<script>",
        "<p onclick='1'>",
        "<iframe>",
        "<a href='javascript:1'>",
        "<a href='//e'>",
    ]


@given(st.lists(st.sampled_from(MARKS + LIVE), max_size=40).map("".join) | st.text())
@example("[a](javas\ncript:x)")
def test_no_text_at_all_becomes_live_html(text: str) -> None:
    """Whatever is written, the result holds only the listed elements, attributes and addresses."""
    html = str(render(text))
    assert not list(unexpected(html))
    assert not malformed(html)


@given(st.lists(st.sampled_from(MARKS + LIVE), max_size=40).map("".join) | st.text())
def test_plain_words_are_one_line(text: str) -> None:
    """Plain words have no line ends and no double blanks, and a lead is never longer than asked."""
    words = plain(text)
    assert words == " ".join(words.split())
    assert len(lead(text, most=12)) <= 12
    assert lead(text, most=10_000) == words


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_text_made_to_be_slow_is_not(text: str) -> None:
    """Text made to exhaust a Markdown parser is rendered in a few seconds even on a busy machine."""
    begin = time.monotonic()
    html = str(render(text))
    assert time.monotonic() - begin < 5
    assert not list(unexpected(html[:50_000]))


def test_headings_go_down_to_the_sixth_level() -> None:
    """And no further, also where a text needs more than a look."""
    html = str(render("# A\n\n## <b>\n\n### C\n\n#### D\n\n##### E\n"))
    assert [f"<h{level}>" in html for level in range(1, 7)] == [False, False, True, True, True, True]
    assert html.count("<h6>") == 2


@pytest.mark.parametrize("deepest", [19, 20, 50])
def test_no_word_is_lost_in_the_depth(deepest: int) -> None:
    """Quotations and lists inside each other are understood up to a depth; deeper, a text stays as it was written."""
    for text in (">" * deepest + " <i>", "".join(f"{'  ' * depth}- <i>\n" for depth in range(deepest // 2))):
        html = str(render(text))
        assert html.count("&lt;i&gt;") == text.count("<i>")
        assert html.startswith("<pre><code>") is (deepest > 19)
        assert plain(text).count("<i>") == text.count("<i>")


def test_a_link_keeps_its_title() -> None:
    """What somebody says of a link is shown beside it."""
    assert 'title="Where"' in str(render('[x](https://example.org "Where")'))


@pytest.mark.parametrize("address", ["//example.org", "/page", "javascript:1", "page.md"])
def test_addresses_are_refused_by_two_walls(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """Where the first lets a link through, the second still takes its address away."""
    monkeypatch.setattr("rice_roadmap.text.prose._mended_links", iter)
    assert "href" not in str(render(f"[x]({address})"))
    assert "href" in str(render("[x](https://example.org)"))


def test_only_render_makes_safe_html() -> None:
    """Nobody else can declare a text safe, neither by making, copying nor changing one."""
    with pytest.raises(TypeError, match="makes SafeHtml"):
        SafeHtml(html="<script>", key=object())
    safe = render("x")
    with pytest.raises(TypeError):
        dataclasses.replace(safe, html="<script>", key=None)
    with pytest.raises(dataclasses.FrozenInstanceError):
        safe.html = "<script>"  # type: ignore[misc]  # that this is refused is the fact tested


def test_templates_print_safe_html_as_it_is() -> None:
    """An autoescaping template does not escape what `render` returned, and does escape plain words."""
    template = jinja2.Environment(autoescape=True).from_string("{{ safe }}{{ words }}")
    printed = template.render(safe=render("1 < 2"), words=plain("1 < 2"))
    assert printed == "<p>1 &lt; 2</p>\n1 &lt; 2"


def test_safe_html_knows_whether_there_is_anything_to_print() -> None:
    """An empty text gives nothing, so that a template can leave its heading out."""
    assert not render(" \n")
    assert render("x")
    assert render("x") == render("x")


def test_headings_stand_below_ours() -> None:
    """The highest heading of a text gets the level asked for, the next one the next, and none is deeper than six."""
    text = "## A\n\n#### B\n\n##### C\n"
    assert str(render(text)) == "<h3>A</h3>\n<h4>B</h4>\n<h5>C</h5>\n"
    assert str(render(text, heading_level=5)) == "<h5>A</h5>\n<h6>B</h6>\n<h6>C</h6>\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Some **strong** [link](https://example.org) &amp; `code`.", "Some strong link & code."),
        ("# Title\n\nFirst\nsecond  \nthird\n\n- one\n- two\n", "Title First second third one two"),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n", "a b 1 2"),
        ("```\nx = 1\ny = 2\n```", "x = 1 y = 2"),
        ("[](https://example.org/no-words)", "https://example.org/no-words"),
        ("Nothing: []()", "Nothing:"),
        ("1 < 2 {{ x }} <b>", "1 < 2 {{ x }} <b>"),
    ],
)
def test_plain_words_keep_every_word_and_no_mark(text: str, words: str) -> None:
    """Marks go, words and code stay, lines and blocks become blanks."""
    assert plain(text) == words


def test_a_lead_is_cut_at_a_word() -> None:
    """A long text ends with the last whole word that fits and `…`, without the comma before it."""
    assert lead("Short *enough*.") == "Short enough."
    assert lead("One, two, three, four", most=12) == "One, two…"
    assert lead("Unbreakable", most=6) == "Unbre…"
    assert lead("x" * MOST_CHARACTERS) == "x" * MOST_CHARACTERS
    assert lead("x" * (MOST_CHARACTERS + 1)) == "x" * (MOST_CHARACTERS - 1) + "…"
    assert MOST_CHARACTERS == 200
