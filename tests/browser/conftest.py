"""A browser, and our own site as its readers get it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.served import CHROMIUM, FLAGS, built_site, serving

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium; without one the tests are skipped, unless `REQUIRE_BROWSER` says that this is a failure."""
    if not Path(CHROMIUM).exists():
        message = f"no Chromium at {CHROMIUM}; set CHROMIUM to where it is"
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def site() -> Iterator[Path]:
    """Build our own site once."""
    with built_site(ROOT) as built:
        yield built


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Serve our own site, and give its address."""
    with serving(site) as where:
        yield where


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a fresh page, which remembers nothing of the tests before."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()
