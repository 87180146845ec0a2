"""The page of colleagues is the public one with blocks filled."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from rice_roadmap.model.audience import Audience
from rice_roadmap.model.item import MandatoryReason, OverrideReason
from rice_roadmap.publish.layout import lay_out
from rice_roadmap.publish.templating import Templates
from tests.publish.laid_out import by_address, files_below, site_of, text

CASES = Path(__file__).parents[1] / "cases" / "pages"
TEMPLATES = Path(__file__).parents[2] / "plugins" / "rice_roadmap" / "publish" / "templates"
HOOK = re.compile(r"{% block (internal\w*)( scoped)? %}{% endblock %}")

HOOKS = [
    (file.name, hook)
    for file in sorted(TEMPLATES.glob("*.html"))
    for hook, _ in HOOK.findall(file.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("name", "hook"), HOOKS)
def test_every_hook_is_a_place_that_an_internal_form_fills(tmp_path: Path, name: str, hook: str) -> None:
    """What colleagues see besides stands in its place, and on no page of the public site."""
    page = "request.html" if name == "page.html" else name
    form = tmp_path / "internal" / page
    form.parent.mkdir()
    filled = f"{{% block {hook} %}}<b>Filled {{{{ whole.plan.product }}}}</b>{{% endblock %}}"
    form.write_text(f'{{% extends "{page}" %}}{filled}', encoding="utf-8")
    for audience in Audience:
        for case in ("states", "scores"):
            site = replace(site_of(files_below(CASES / case), audience=audience), templates=Templates.load(tmp_path))
            pages = by_address(lay_out(site)).values()
            if audience is Audience.INTERNAL and any("Filled Example" in page.body for page in pages):
                break
            assert audience is not Audience.PUBLIC or all("Filled" not in page.body for page in pages)
        else:
            assert audience is Audience.PUBLIC


def test_hooks_of_rows_know_their_row(tmp_path: Path) -> None:
    """The source of an estimate stands beside the estimate, that of evidence beside the evidence."""
    form = tmp_path / "internal" / "item.html"
    form.parent.mkdir()
    form.write_text(
        '{% extends "item.html" %}'
        "{% block internal_estimate %}{{ estimate.key }} of {{ item.id }}{% endblock %}"
        "{% block internal_evidence %}{{ loop.index0 }}: {{ entry.kind }}{% endblock %}",
        encoding="utf-8",
    )
    site = site_of(files_below(CASES / "scores"), audience=Audience.INTERNAL)
    pages = by_address(lay_out(replace(site, templates=Templates.load(tmp_path))))
    found = text(pages["items/p1"])
    assert "effort of p1" in found
    assert "1: experiment" in found


def test_pieces_of_a_company_stand_on_every_page(tmp_path: Path) -> None:
    """Where a company says otherwise how a day or a status is shown, all pages show it so."""
    ours = (TEMPLATES / "parts.html").read_text(encoding="utf-8")
    theirs = ours.replace("<time ", '<time class="theirs" ').replace("rr-status ", "rr-status theirs ")
    (tmp_path / "parts.html").write_text(theirs, encoding="utf-8")
    site = site_of(files_below(CASES / "states"), audience=Audience.INTERNAL)
    bodies = "".join(page.body for page in lay_out(replace(site, templates=Templates.load(tmp_path))))
    assert '<time class="theirs"' in bodies
    assert "rr-status theirs " in bodies
    assert "<time datetime" not in bodies
    assert "rr-status rr-status" not in bodies


def test_the_same_name_of_two_lists_keeps_its_words() -> None:
    """What was printed for the one is not printed for the other."""
    template = Templates.load().environment.from_string("{{ one | status }} {{ other | status }}")
    found = template.render(one=MandatoryReason.DEPENDENCY, other=OverrideReason.DEPENDENCY)
    assert "Required by other committed work" in found
    assert "Other work depends on it" in found
