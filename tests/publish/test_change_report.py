"""What a change does, as its readers see it: example files, and what holds for every title and every length.

An example begins with a sentence; `today` may give the day. `before` and `after` sections are files laid over the small
roadmap that all examples share, and over each other; `(gone)` takes one away. The forms that an example shows stand
last, as they come out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from rice_roadmap.checking.inspection import inspect
from rice_roadmap.history.changes import Difference
from rice_roadmap.history.difference import difference
from rice_roadmap.history.similar import MOST_NEW
from rice_roadmap.model.audience import Audience
from rice_roadmap.publish.change_data import as_json
from rice_roadmap.publish.change_report import (
    MARKER,
    MOST_CHARACTERS,
    MOST_LISTED,
    REPORTS,
    as_markdown,
    as_text,
)
from rice_roadmap.publish.change_sections import NOTHING
from rice_roadmap.text.characters import without_forbidden
from tests.history.roadmaps import SECRET, Files, changes, effect, memory

CASES = Path(__file__).parents[1] / "cases"
EXAMPLES = tuple(sorted((CASES / "diff").glob("*.txt")))

HEADING = re.compile(r"^=== (?P<name>.+)\n", re.MULTILINE)
GONE = " (gone)"

Sections = dict[str, str]


def sections_in(text: str) -> Sections:
    """Return the text under each heading; the introduction stands under an empty one."""
    introduction, *parts = HEADING.split(text)
    sections = {"": introduction} | dict(zip(parts[::2], parts[1::2], strict=True))
    return {heading: f"{body.rstrip()}\n" for heading, body in sections.items()}


def as_example(sections: Sections) -> str:
    """Return the sections as an example file."""
    return "\n".join(f"=== {heading}\n{body}" if heading else body for heading, body in sections.items())


def laid_over(files: Files, example: Sections, side: str) -> dict[str, str]:
    """Return files with what an example says of one side laid over them."""
    laid = dict(files)
    for heading, body in example.items():
        if heading.startswith(f"{side} "):
            path = heading.removeprefix(f"{side} ")
            if path.endswith(GONE):
                del laid[path.removesuffix(GONE)]
            else:
                laid[path] = body
    return laid


def small_roadmap() -> Files:
    """Return the files on which every example is laid."""
    base = CASES / "small-roadmap"
    return {path.relative_to(base).as_posix(): path.read_text(encoding="utf-8") for path in base.rglob("*.yaml")}


def change_in(example: Sections) -> Difference:
    """Return what the change of an example does."""
    before = laid_over(small_roadmap(), example, "before")
    after = laid_over(before, example, "after")
    audience = Audience(example.get("audience", Audience.INTERNAL).strip())
    today = date.fromisoformat(example["today"].strip()) if "today" in example else None
    old, new = (inspect(memory(files), today=today) for files in (before, after))
    return difference(old, new, audience, today=today)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_change_reads_as_its_example_says(path: Path, update_examples: bool) -> None:
    """Each form that an example shows comes out as written in it."""
    example = sections_in(path.read_text(encoding="utf-8"))
    found = change_in(example)
    shown = {name: f"{report(found).rstrip()}\n" for name, report in REPORTS.items() if name in example}
    if update_examples:
        path.write_text(as_example(example | shown), encoding="utf-8")
    written = sections_in(path.read_text(encoding="utf-8"))
    assert shown == {name: written[name] for name in shown} != {}


def test_the_examples_show_every_form() -> None:
    """No form is without an example."""
    shown = {name for path in EXAMPLES for name in sections_in(path.read_text(encoding="utf-8"))}
    assert shown >= REPORTS.keys()


# Words that stay words


def tokens(markdown: str) -> Iterator[Token]:
    """Yield every token of a text as a forge understands it."""
    for token in MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(markdown):
        yield token
        yield from token.children or ()


HOSTILE = (
    "Ask @team/everyone about #1 and GH-2",
    "<!-- hidden --> <script>alert(1)</script> <img src=x>",
    "![picture](https://example.com/x.png) [link](https://example.com)",
    "` `` ``` ends a code span",
    "https://example.com www.example.com someone@example.com",
    "| a | table | - [x] **bold** _it_ ~~gone~~ &amp; \\` \\",
    "{{ template }} ${{ github.token }} ::error::x",
)

TEXTS = st.one_of(st.sampled_from(HOSTILE), st.text(min_size=1, max_size=60))


def titled(title: str) -> Difference:
    """Return a change that shows a title wherever a report shows one."""
    title = " ".join(without_forbidden(title).split()) or "x"
    words = json.dumps(title, ensure_ascii=False)
    plan = "product: Example\nreach: {unit: customers, period: quarter}\nimpact: any\nconfidence: any\n"
    rice = "rice: {reach: REACH, impact: 1, confidence: 100%, effort: 1}\n"
    item = f"title: {words}\nsummary: {words}\nstatus: candidate\n{rice}"
    request = f"title: {words}\nneed: {words}\npotential_impact: {words}\n"
    answer = (
        f"verdict: declined\nreason: low_reach\nbecause: {words}\nfinal: true\ndecided_on: 2027-01-01\n"
        f"decided_by: {words}\nalternatives: [{{title: {words}, how: {words}}}]\n"
    )
    before = {
        "roadmap/plan.yaml": plan,
        "requests/a.yaml": request,
        "requests/b.yaml": request,
        "roadmap/items/a.yaml": item.replace("REACH", "5"),
        "roadmap/items/b.yaml": item.replace("REACH", "4"),
    }
    after = before | {
        "roadmap/plan.yaml": plan.replace("Example", words),
        "requests/c.yaml": request,
        "requests/d.yaml": f"{request}{words}: {words}\n",
        "roadmap/decisions/b.yaml": answer,
        "roadmap/items/a.yaml": item.replace("REACH", "3") + f"target: 2027-Q1\ntarget_because: {words}\n",
    }
    return difference(inspect(memory(before)), inspect(memory(after)))


PLAIN = {
    *("inline", "text", "code_inline", "softbreak", "heading_open", "heading_close", "paragraph_open"),
    *("paragraph_close", "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"),
}


@given(title=TEXTS)
def test_nothing_anybody_wrote_is_more_than_letters_in_a_comment(title: str) -> None:
    """The comment holds headings, lists and code spans: no link, image, HTML, table or emphasis but the marker."""
    markdown = as_markdown(titled(title))
    first, _, rest = markdown.partition("\n")
    assert first == MARKER
    found = list(tokens(rest))
    assert {token.type for token in found} <= PLAIN
    assert not any(set("@#<`") & set(token.content) for token in found if token.type == "text")


# Each example inspects two whole roadmaps.
FEW = settings(max_examples=30)


@FEW
@given(change=changes())
def test_no_form_tells_an_internal_word(change: tuple[Files, Files]) -> None:
    """Whatever changes, what stands in internal fields stays there; asks and customers are only counted."""
    for audience in Audience:
        found = effect(*change, audience)
        assert [name for name, report in REPORTS.items() if SECRET in report(found)] == []


@FEW
@given(change=changes())
def test_every_change_is_in_the_first_sentence(change: tuple[Files, Files]) -> None:
    """Only what changes nothing says so, and nothing else."""
    found = effect(*change)
    assert (as_text(found) == f"{NOTHING}\n") == found.is_empty
    assert (NOTHING in as_markdown(found)) == found.is_empty
    assert json.loads(as_json(found))["empty"] == found.is_empty


def test_a_file_name_begins_no_line_and_hides_nothing() -> None:
    """Names of files may hold anything: what steers a terminal or a log is shown as an escape."""
    files = {"roadmap/plan.yaml": "product: Example\nreach: {unit: customers, period: quarter}\n"}
    named = "requests/a\n::error::x\x1b[31m\u202e.yml"
    found = difference(inspect(memory(files)), inspect(memory({**files, named: "title: x\n"})))
    for report in REPORTS.values():
        assert not set(report(found)) & set("\x1b\u202e")
        assert not [line for line in report(found).split("\n") if line.startswith("::")]
    assert r"\x1b[31m\u202e.yml" in as_text(found)


# Lengths


def long_change(number: int, title: str = "A title") -> Difference:
    """Return a change that adds many requests with errors, and many items."""
    plan = {"roadmap/plan.yaml": "product: Example\nreach: {unit: customers, period: quarter}\nimpact: any\n"}
    words = json.dumps(title)
    after = dict(plan)
    for count in range(number):
        after[f"requests/r-{count}.yaml"] = f"title: {words}\nneed: {words}\npotential_impact: x\narea: none-{count}\n"
        after[f"roadmap/items/i-{count}.yaml"] = (
            f"title: {words}\nsummary: x\nstatus: candidate\ndepends_on: [none-{count}]\nanswers: [r-{count}]\n"
            f"rice: {{reach: {count + 1}, impact: 1, confidence: high, effort: 1}}\n"
        )
        after[f"roadmap/decisions/r-{count}.yaml"] = (
            f"verdict: deferred\nreason: needs_evidence\nbecause: {words}\nrevisit_on: 2027-06-01\n"
            f"decided_on: 2027-01-01\ndecided_by: Product\nalternatives: [{{title: {words}, how: {words}}}]\n"
        )
    after["roadmap/plan.yaml"] += "notice: Our intention today.\n"
    return difference(inspect(memory(plan)), inspect(memory(after)))


def test_a_comment_fits_and_says_what_was_cut() -> None:
    """However much changes, a forge takes the comment; what it leaves out is counted under its heading."""
    markdown = as_markdown(long_change(MOST_LISTED, title="word " * 39))
    assert len(markdown) <= MOST_CHARACTERS
    assert "**Cut to fit into a comment:** " in markdown
    assert "50 under “Ranks: by its own change”" in markdown
    assert "1 under “The plan”" in markdown


def test_a_long_list_ends_in_a_number() -> None:
    """What nobody reads is counted; the form for programs has all of it."""
    found = long_change(MOST_LISTED + 7)
    assert "  and 7 more; `rice-roadmap diff --format json` lists everything.\n" in as_text(found)
    assert len(json.loads(as_json(found))["items"]) == MOST_LISTED + 7


def test_an_import_says_that_it_is_not_compared() -> None:
    """Where no similar request is named, the reader knows why."""
    request = "title: A title\nneed: A need\npotential_impact: Much.\n"
    few, many = ({f"requests/r-{count}.yaml": request for count in range(MOST_NEW + more)} for more in (0, 1))
    nothing = inspect(memory({}))
    sentence = "none is compared with those that are there."
    assert sentence in as_text(difference(nothing, inspect(memory(many))))
    assert sentence not in as_text(difference(nothing, inspect(memory(few))))


@FEW
@given(change=changes())
def test_lines_in_a_terminal_are_short(change: tuple[Files, Files]) -> None:
    """A hundred columns hold every line."""
    assert all(len(line) <= 100 for line in as_text(effect(*change)).split("\n"))
