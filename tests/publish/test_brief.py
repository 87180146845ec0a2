"""The brief of a request: examples to be read side by side, and Markdown that nothing people write breaks out of."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from rice_roadmap.cli import main
from rice_roadmap.model.audience import Audience
from rice_roadmap.publish.brief import brief
from tests.publish.laid_out import files_below, site_of

CASE = Path(__file__).parents[1] / "cases" / "brief"
HOSTILE = "a `tick` ``` # head <b>@team</b> [x](https://example.com) </details> #1"


@pytest.mark.parametrize("audience", list(Audience))
def test_a_brief_says_what_the_example_expects(audience: Audience, *, update_examples: bool) -> None:
    """A declined, a deferred and an open request, and a duplicate, for colleagues and for everybody."""
    site = site_of(files_below(CASE), audience=audience)
    for request in site.portfolio.requests.values():
        said, file = brief(site, request), CASE / "expected" / f"{request.id}.{audience}.md"
        if update_examples:
            file.parent.mkdir(exist_ok=True)
            file.write_text(said, encoding="utf-8")
        assert said == file.read_text(encoding="utf-8")


def test_nothing_that_people_write_is_markup() -> None:
    """Links, mentions, headings and HTML stand in code, whatever the text does to end it."""
    texts = {path: text.replace("Lead me", HOSTILE) for path, text in files_below(CASE).items()}
    quoted = f"'{HOSTILE}'"
    texts["requests/onboarding.yaml"] = texts["requests/onboarding.yaml"].replace(
        f"title: {HOSTILE} through my first week", f"title: {quoted}"
    )
    texts["requests/asks/onboarding/prospect.yaml"] += f"says: {quoted}\nrequested_by: {quoted}\n"
    site = site_of(texts, audience=Audience.INTERNAL, url="")
    said = brief(site, site.portfolio.requests["onboarding"])
    tokens = MarkdownIt("commonmark").enable("table").parse(said)
    inline = [child for token in tokens for child in token.children or ()]
    assert {token.type for token in inline} <= {
        *("text", "code_inline", "softbreak", "strong_open", "strong_close"),
    }
    words = " ".join(token.content for token in inline if token.type == "text")
    assert not {"@", "<", "[", "`"} & set(words)
    assert not any(token.type == "html_block" for token in tokens)
    assert [token.tag for token in tokens if token.type == "heading_open" and token.tag == "h1"] == ["h1"]


def _root(folder: Path) -> Path:
    for path, text in files_below(CASE).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def test_the_command_prints_the_brief_and_helps_where_nobody_knows_the_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By id or by the path of the file; any other name is misuse, with the nearest one offered."""
    options = ["--root", str(_root(tmp_path)), "--today", "2026-11-23"]
    site = site_of(files_below(CASE), audience=Audience.INTERNAL)
    for name in ("charts", "requests/charts.yaml"):
        assert main(["brief", name, "--url", "https://example.com/roadmap/", *options]) == 0
        assert capsys.readouterr().out == brief(site, site.portfolio.requests["charts"])
    assert main(["brief", "chart", *options]) == 2
    said = capsys.readouterr()
    assert (said.out, "Did you mean `charts`?" in said.err) == ("", True)
    assert main(["brief", "charts", "--audience", "public", "--url", "ftp://x", *options]) == 2
