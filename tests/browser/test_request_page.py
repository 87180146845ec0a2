"""The page of a request on the screen of a laptop, and on paper: what a hard conversation needs at one glance."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.served import built_site, serving
from tests.small import PLAN, write

#: The longest prose that stands there whole, with an end that can be looked for.
SENTENCE = "People copy their numbers by hand and somebody pays for the mistakes. "
LONG = SENTENCE * 20

NO = """\
verdict: declined
decided_on: 2026-10-05
decided_by: Head of product
reason: cost_exceeds_value
because: {because}
alternatives: [{{title: The browser's own dark mode, how: {how}}}]
revisit_when: {revisit}
note: {note}
"""
NOT_NOW = NO.replace("declined", "deferred").replace("cost_exceeds_value", "needs_evidence")
REQUEST = """\
title: {title}
need: {need}
potential_impact: {impact}
workaround: {workaround}
submitted_on: 2026-10-01
area: sharing
asks:
  - {{account: A prospect in logistics, importance: must_have, says: {says}, deal: 120000, needed_by: 2027-03-31}}
  - {{account: A museum, importance: important, says: {says}}}
"""

#: The headings of the five by state; the title of the page is a part of what was asked.
FIVE = {
    "a-no": ("need", "answer", "today", "change"),
    "not-now": ("need", "answer", "today", "change"),
    "waiting": ("need", "answer", "today", "help"),
}


def prose(name: str, length: int = 600) -> str:
    """Return prose of so many characters that ends with the name of its field."""
    return f"{LONG[: length - len(name) - 7]} ends {name}."


def _files(length: int) -> dict[str, str]:
    texts = {name: prose(name, length) for name in ("because", "how", "revisit", "note", "need", "impact", "says")}
    return {
        "roadmap/plan.yaml": PLAN.replace("    title: Sharing\n", "    title: Sharing and export\n"),
        **{
            f"requests/{name}.yaml": REQUEST.format(title=f"A request that is {name}", workaround=texts["how"], **texts)
            for name in FIVE
        },
        "roadmap/decisions/a-no.yaml": NO.format(**texts),
        "roadmap/decisions/not-now.yaml": NOT_NOW.format(**texts),
    }


@pytest.fixture(scope="module", params=["public", "internal"])
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the site of requests whose every field holds 600 characters, one longer, and one of the usual length."""
    root = write(tmp_path_factory.mktemp("site"), options=f":\n      audience: {request.param}")
    for path, text in {**_files(600), "requests/usual.yaml": _files(200)["requests/a-no.yaml"]}.items():
        _write(root / path, text)
    _write(root / "roadmap/decisions/usual.yaml", _files(200)["roadmap/decisions/a-no.yaml"])
    _write(root / "requests/long.yaml", _files(1200)["requests/waiting.yaml"])
    with built_site(root) as site, serving(site) as where:
        yield where


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_five_things_stand_on_the_first_screen(page: Page, address: str) -> None:
    """What was asked, the answer, why, what instead and what would change it: whole, and without scrolling."""
    for name, five in FIVE.items():
        page.goto(f"{address}requests/{name}/")
        bottoms = {identifier: _bottom(page, identifier) for identifier in five}
        assert {identifier: bottom for identifier, bottom in bottoms.items() if not 0 < bottom <= _seen(page)} == {}
        whole = page.locator(".rr-first").inner_text()
        ends = ("need", "how") if name == "waiting" else ("need", "because", "how", "revisit")
        assert [end for end in ends if f"ends {end}." not in whole] == []


def _bottom(page: Page, identifier: str) -> float:
    box = page.locator(f"section:has(> #{identifier})").bounding_box()
    assert box is not None
    return box["y"] + box["height"]


def _seen(page: Page) -> int:
    assert page.viewport_size is not None
    return page.viewport_size["height"]


def test_longer_prose_folds_and_opens_without_a_script(page: Page, address: str) -> None:
    """Its beginning stands there, and the whole of it is one click away."""
    page.goto(f"{address}requests/long/")
    need = page.locator("section:has(> #need)")
    assert "ends need." not in need.inner_text()
    need.locator("summary").click()
    assert "ends need." in need.inner_text()


def test_a_usual_request_prints_on_one_sheet(page: Page, address: str) -> None:
    """Without menu, forms and buttons, and with all that is folded."""
    page.goto(f"{address}requests/usual/")
    assert _sheets(page) == 1
    page.emulate_media(media="print")
    for hidden in (".md-header", ".md-sidebar--primary", ".rr-quiet", ".md-footer"):
        assert not page.locator(hidden).first.is_visible(), hidden
    page.goto(f"{address}requests/long/")
    assert page.locator(".rr-fold p").first.is_visible()


def _sheets(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format="A4")))
