"""Templates of a company: where one asks what pages say, or goes through all of them, the theme prints every page."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.theme import Theme

from rice_roadmap.plugin.overrides import may_ask_pages
from tests.served import mkdocs
from tests.small import write

FITTING = (
    '{% extends "page.html" %}{% block announce %}A <a href="page">page</a> of {{ config.site_name }}{% endblock %}',
    "{{ page.title }} {{- page.meta.description -}} {{ page.edit_url }} {{ page.content }}",
    "{% if page and page.meta and page.meta.hide %}{{ page.meta.hide | first }}{% endif %}",
    "{% if not page.is_homepage %}{{ nav.pages | length }}{% endif %}",
    "{# {% if page.title == 'One' %} #}",
)
ASKING = (
    "{% if 'SSO' in page.title %}!{% endif %}",
    '{% if page.url == "requests/one/" %}!{% endif %}',
    "{% if page.meta.description | length > 90 %}!{% endif %}",
    "{{ page.title | truncate(20) }}",
    "{% set this = page %}{% if this.title == 'One' %}!{% endif %}",
    "{{ page.meta.get('title') }}",
    "{{ page['title'] }}",
    "{% if page.title %}!{% endif %}",
    "{% for heading in page.toc %}{{ heading.title }}{% endfor %}",
    "{% macro render(toc_item) %}{{ toc_item.title | upper }}{% endmacro %}",
)


def may_ask(folder: Path, source: str) -> bool:
    """Return what is said of a template in a theme's `custom_dir`."""
    (folder / "partials").mkdir(exist_ok=True)
    (folder / "partials" / "header.html").write_text(source, encoding="utf-8")
    theme = Theme(name="material", custom_dir=str(folder))
    return may_ask_pages(theme.get_env(), theme)


@pytest.mark.parametrize("source", FITTING)
def test_what_says_the_same_of_all_pages_of_a_shape_fits_a_frame(tmp_path: Path, source: str) -> None:
    """A line on every page, a text as it is, or the settings of a page."""
    assert not may_ask(tmp_path, source)


@pytest.mark.parametrize("source", ASKING)
def test_what_looks_at_the_words_of_a_page_fits_none(tmp_path: Path, source: str) -> None:
    """The first pages may look alike, and the next one not."""
    assert may_ask(tmp_path, source)


def test_a_theme_that_nobody_knows_may_ask_whatever_it_likes(tmp_path: Path) -> None:
    """The templates of another theme are looked at as those of a company are."""
    (tmp_path / "main.html").write_text("{% if page.title == 'One' %}!{% endif %}", encoding="utf-8")
    theme = Theme(name=None, custom_dir=str(tmp_path))
    assert may_ask_pages(theme.get_env(), theme)


#: Marks one page in the middle of many, by its title, and names on each page what all of them say.
OVERRIDE = """\
{% extends "base.html" %}
{% block announce %}{% if page and "12" in page.title %}Soon!{% endif %}{% endblock %}
{% block footer %}{% for f in pages if f.page.meta.description == "Twelve" %}{{ f.url }}{% endfor %}{% endblock %}
"""


def built(root: Path, hook: str) -> dict[str, bytes]:
    """Return the pages of a site of many requests, with a list of them that was written by hand."""
    number_of = {f"requests__many_{n}": f"title: Request {n}\nneed: N\nformerly: [was-{n}]\n" for n in range(16)}
    needs = {name: f"{text}potential_impact: x\n" for name, text in number_of.items()}
    needs["requests__many_12"] = needs["requests__many_12"].replace("need: N", "need: Twelve")
    write(root, **needs)
    for path, text in {"overrides/main.html": OVERRIDE, "docs/requests.md": "# By hand\n", "hook.py": hook}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    settings = (
        (root / "mkdocs.yml").read_text(encoding="utf-8").replace("theme:\n", "theme:\n  custom_dir: overrides\n")
    )
    (root / "mkdocs.yml").write_text(settings + ("hooks: [hook.py]\n" if hook else ""), encoding="utf-8")
    done = mkdocs("build", "--strict", cwd=root)
    assert done.returncode == 0, done.stderr
    return {path.relative_to(root / "site").as_posix(): path.read_bytes() for path in (root / "site").rglob("*.html")}


def test_a_template_may_ask_anything_of_any_page(tmp_path: Path) -> None:
    """The site is what MkDocs makes of it page by page, also beside a list of requests that was written by hand."""
    quick = built(tmp_path / "quick", "")
    assert quick == built(tmp_path / "slow", "def on_page_context(context, **_):\n    return context\n")
    soon = {"requests/many-12/index.html", "requests/was-12/index.html"}
    assert {name for name, page in quick.items() if b"Soon!" in page} == soon
    assert b"requests/many-12/" in quick["index.html"].partition(b"</main>")[2]
