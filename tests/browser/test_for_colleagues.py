"""What colleagues open before a call and on Monday: on one sheet of paper, on a phone, with a screen reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.test_every_page import AXE
from tests.publish.test_customers import FILES
from tests.served import built_site, serving
from tests.small import MKDOCS

REQUESTS = [path for path in FILES if re.fullmatch(r"requests/[a-z-]+\.yaml", path)]
PAGES = ("customers/north-wind/", "customers/", "triage/")


@pytest.fixture(scope="module")
def inside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the site for colleagues of a roadmap with a usual customer: seven requests, in every state there is."""
    root = tmp_path_factory.mktemp("inside")
    files = {**FILES, "mkdocs.yml": MKDOCS.format(options=":\n      audience: internal"), "docs/notes.txt": ""}
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    with built_site(root) as site, serving(site) as address:
        yield address


def test_a_customer_prints_on_one_sheet_for_the_call(browser: Browser, inside: str, tmp_path: Path) -> None:
    """All seven requests, each with its words to forward, and none of the frame around them."""
    page = browser.new_page()
    page.goto(f"{inside}customers/north-wind/")
    printed = page.pdf(format="A4", path=tmp_path / "sheet.pdf")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    page.emulate_media(media="print")
    assert page.locator(".rr-words:visible").count() == len(REQUESTS)
    assert not page.locator(".rr-copy:visible, .md-header:visible, .md-sidebar:visible").count()
    page.close()


def test_pages_for_colleagues_keep_nobody_out(browser: Browser, inside: str) -> None:
    """On a phone in the dark nothing is wider than the screen, and no rule of accessibility is broken."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme="dark")
    page = context.new_page()
    wrong: dict[str, Any] = {}
    for address in PAGES:
        page.goto(inside + address)
        page.evaluate(AXE)
        found = page.evaluate("axe.run('.rr', {resultTypes: ['violations']})")["violations"]
        is_wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        wrong[address] = [(one["id"], node["html"]) for one in found for node in one["nodes"]] + ["wide"] * is_wide
    assert wrong == {address: [] for address in PAGES}
    context.close()
