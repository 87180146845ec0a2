"""A hostile roadmap in a real browser: whatever people write, nothing of it runs and nothing is asked of anybody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect

from tests.full import FILES
from tests.planting import hostile, planted
from tests.served import PREFIX, mkdocs, serving
from tests.small import MKDOCS, write

TURN = 0

#: Beside the small site's: everything of the theme that moves pages and texts about without loading them.
FEATURES = "[content.action.edit, navigation.path, navigation.instant, search.highlight, search.suggest]"
PALETTE = """\
  palette:
    - scheme: default
      toggle: {icon: material/brightness-7, name: Dark}
    - scheme: slate
      toggle: {icon: material/brightness-4, name: Light}
"""

#: What is typed into the search: the words of titles that would run where a theme printed them as they are.
SEARCHED = ("script window", "img src onerror", "{{ 7*7 }}")
MARKUP = "</title><script>window.XSS = 1</script>"

#: Remembers what the policy stopped, from before the first script of a page on.
LISTEN = """
window.stopped = [];
addEventListener("securitypolicyviolation", (event) => {
    window.stopped.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
});
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the site for colleagues of a roadmap in which every text is hostile, built for the address it has."""
    root = write(tmp_path_factory.mktemp("hostile"))
    for file in (*(root / "requests").rglob("*.yaml"), *(root / "roadmap").rglob("*.yaml")):
        file.unlink()
    for path, text in planted(FILES, hostile(TURN)).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    with TemporaryDirectory() as folder:
        site = Path(folder) / PREFIX.strip("/")
        with serving(site) as where:
            config = MKDOCS.format(options=":\n      audience: internal").replace("https://example.com/roadmap/", where)
            features = "[content.action.edit, navigation.path]"
            config = config.replace(f"  features: {features}\n", f"  features: {FEATURES}\n{PALETTE}")
            (root / "mkdocs.yml").write_text(config, encoding="utf-8")
            done = mkdocs("build", "--strict", "--site-dir", str(site), cwd=root)
            assert done.returncode == 0, done.stderr
            yield where


def pages(address: str, page: Page) -> list[str]:
    """Return the addresses of all pages on which something stands that people wrote, and of one of the handbook."""
    found = page.request.get(f"{address}sitemap.xml").text().split("<loc>")[1:]
    every = [entry.partition("</loc>")[0] for entry in found]
    handbook = [each for each in every if each.startswith(f"{address}how-we-decide/")]
    return [each for each in every if each not in handbook[2:]]


def watched(context: BrowserContext, address: str) -> tuple[Page, list[str]]:
    """Return a page, and the list that everything is added to which must not happen on it."""
    context.add_init_script(LISTEN)
    page = context.new_page()
    wrong: list[str] = []

    def asked_for(dialog: Dialog) -> None:
        wrong.append(f"{page.url}: {dialog.message}")
        dialog.dismiss()

    page.on("dialog", asked_for)
    page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
    page.on("console", lambda said: wrong.append(f"{page.url}: {said.text}") if said.type == "error" else None)
    page.on("request", lambda asked: None if _is_own(asked.url, address) else wrong.append(f"{page.url}: {asked.url}"))
    page.on("popup", lambda opened: wrong.append(f"{page.url} opened {opened.url}"))
    return page, wrong


def _is_own(url: str, address: str) -> bool:
    return url.startswith((address, f"blob:{address.partition(PREFIX)[0]}", "data:image/"))


def calm(page: Page) -> bool:
    """Return whether no text has run, and the policy had nothing to stop."""
    return bool(page.evaluate("window.XSS === undefined && window.stopped.length === 0"))


@pytest.mark.parametrize("bypass", [False, True], ids=["with the policy", "without it"])
def test_nothing_that_people_write_runs_on_any_page(browser: Browser, address: str, *, bypass: bool) -> None:
    """Escaping alone must do, and the policy is a second wall: it stops nothing of ours, and asks nobody else."""
    context = browser.new_context(bypass_csp=bypass)
    page, wrong = watched(context, address)
    every = pages(address, page)
    assert len(every) > 25
    # Without the policy each page counts; with it, one of every few shows whether it stops anything of ours.
    for url in every if bypass else every[::3]:
        page.goto(url)
        assert calm(page), (url, page.evaluate("window.stopped"))
    assert wrong == []
    # What would run is seen to run, and to be stopped.
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=window.XSS=1>')")
    page.wait_for_function("window.XSS === 1" if bypass else "window.stopped.length > 0")
    assert not calm(page)
    context.close()


def test_nothing_runs_while_a_reader_searches_and_moves_about(browser: Browser, address: str) -> None:
    """Hostile words are typed into the search and a result is opened; pages come without loading; colours change."""
    context = browser.new_context()
    page, wrong = watched(context, address)
    page.goto(address)
    box = page.locator("[data-md-component='search-query']")
    for words in SEARCHED:
        box.click()
        box.fill("")
        box.press_sequentially(words)
        result = page.locator(".md-search-result__link").first
        expect(result).to_be_visible()
        assert calm(page), words
        result.click()
        expect(page.locator(".md-search-result__link").first).not_to_be_visible()
        assert calm(page), words
    box.click()
    box.fill("")
    box.press_sequentially(MARKUP)
    expect(page.locator(".md-search-result__meta")).to_contain_text("matching documents")
    assert calm(page)
    page.goto(address)
    came_without_loading = 0
    for name in ("requests/", "ranking/", "roadmap/"):
        # The theme moves about without loading once it knows which pages there are.
        page.wait_for_load_state("networkidle")
        page.evaluate("window.same = true")
        page.locator(f".md-nav a[href$='{name}']").first.evaluate("link => link.click()")
        page.wait_for_url(f"**/{name}")
        assert calm(page), name
        came_without_loading += bool(page.evaluate("window.same"))
    assert came_without_loading
    page.locator("label[for^='__palette']:visible").first.click()
    assert calm(page)
    assert wrong == []
    context.close()


def test_nothing_runs_while_a_reader_filters_copies_and_asks(browser: Browser, address: str) -> None:
    """Filters of hostile words, a copied answer, and a form that is filled with them, with the policy on."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page, wrong = watched(context, address)
    page.goto(f"{address}requests/")
    choice = page.locator(".rr-filters select").first
    choice.select_option(choice.locator("option").nth(1).get_attribute("value"))
    assert calm(page)
    page.goto(f"{address}requests/dark-mode/")
    page.get_by_role("button", name="Copy").first.click()
    assert calm(page)
    page.goto(f"{address}propose/")
    for field in page.locator("form textarea:visible, form input[type=text]:visible").all():
        field.fill("</textarea><script>window.XSS = 1</script> {{ 7*7 }} \"'`>")
    page.keyboard.press("Tab")
    assert calm(page)
    assert wrong == []
    context.close()
