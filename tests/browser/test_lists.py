"""Lists in a real browser: filtered, sorted and found, by mouse and by keyboard."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def test_a_filter_shows_what_fits_and_keeps_itself_in_the_address(page: Page, address: str) -> None:
    """A filtered list can be sent to somebody, who then sees the same rows."""
    page.goto(address + "requests/")
    choice = page.locator(".rr-filters select").first
    value = choice.locator("option").nth(1).get_attribute("value")
    assert value
    rows = page.locator("[data-rr-filter] [data-status], [data-rr-filter] > [data-status]")
    before = rows.count()
    choice.select_option(value)
    shown = page.locator("[data-status]:visible").count()
    assert 0 < shown < before
    page.goto(page.url)
    expect(page.locator(".rr-filters select").first).to_have_value(value)
    assert page.locator("[data-status]:visible").count() == shown


def test_answers_are_filtered_by_answer_area_and_reason(page: Page, address: str) -> None:
    """All three at once, kept in the address; a heading without rows is not shown, and the latest stay."""
    page.goto(address + "decisions/")
    row = page.locator(".rr-answers tr[data-area]:not([data-area='']):not([data-reason=''])").first
    chosen = {name: row.get_attribute(f"data-{name}") or "" for name in ("answer", "area", "reason")}
    latest = page.locator("#latest + .rr-table tbody tr").count()
    for name, value in chosen.items():
        page.locator(f".rr-filters select[name='{name}']").select_option(value)
    page.goto(page.url)
    shown = page.locator(".rr-answers tbody tr:visible")
    assert shown.count() > 0
    for name, value in chosen.items():
        assert set(shown.evaluate_all(f"rows => rows.map(row => row.dataset.{name})")) == {value}
    assert page.locator(".rr-answers h2:visible").all_inner_texts() == [chosen["answer"]]
    assert page.locator("#latest + .rr-table tbody tr:visible").count() == latest


def test_filters_come_once_however_one_came_to_the_page(page: Page, address: str) -> None:
    """Instant navigation puts a new page in place without loading it; its filters work and are not doubled."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.get_by_role("link", name="Requests", exact=True).first.click()
    page.wait_for_url("**/requests/")
    expect(page.locator(".rr-filters")).to_have_count(1)
    page.get_by_role("link", name="Ranking", exact=True).first.click()
    page.wait_for_url("**/ranking/")
    page.get_by_role("link", name="Requests", exact=True).first.click()
    page.wait_for_url("**/requests/")
    expect(page.locator(".rr-filters")).to_have_count(1)


def test_the_ranking_is_sorted_by_the_column_one_asks_for(page: Page, address: str) -> None:
    """Numbers sort as numbers, once up and once down, and the header says which way."""
    page.goto(address + "ranking/")
    header = page.locator("th[data-rr-sort='number']").filter(has_text="Effort").first
    column = header.evaluate("cell => [...cell.parentElement.children].indexOf(cell)")
    table = page.locator("table").first

    def efforts() -> list[float]:
        read = "(rows, column) => rows.map(row => Number(row.cells[column].dataset.value))"
        found = table.locator("tbody tr").evaluate_all(read, column)
        return [float(value) for value in found]

    header.get_by_role("button").click()
    assert header.get_attribute("aria-sort") == "ascending"
    assert efforts() == sorted(efforts())
    header.get_by_role("button").press("Enter")
    assert efforts() == sorted(efforts(), reverse=True)


def test_search_finds_a_request_by_its_title(page: Page, address: str) -> None:
    """The theme's search knows every page by its title."""
    page.goto(address + "requests/")
    link = page.locator("[data-status] a").first
    title = link.inner_text().strip()
    page.keyboard.press("s")
    box = page.locator("[data-md-component='search-query']")
    expect(box).to_be_focused()
    box.press_sequentially(title)
    expect(page.locator(".md-search-result__item").filter(has_text=title).first).to_be_visible(timeout=15000)


def test_words_to_forward_are_copied_with_one_click(page: Page, address: str) -> None:
    """Sales paste the answer to the customer."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address + "requests/")
    page.goto(page.locator("[data-status] a").first.evaluate("link => link.href"))
    words = page.locator("[data-rr-copy]")
    page.get_by_role("button", name="Copy", exact=True).last.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == words.inner_text().strip()


def test_every_control_of_a_list_is_reached_by_keyboard_and_shows_that_it_has_the_focus(
    page: Page, address: str
) -> None:
    """Nobody needs a mouse."""
    page.goto(address + "requests/")
    page.locator(".rr-filters select").first.focus()
    outline = "element => { const style = getComputedStyle(element); return style.outlineStyle + style.boxShadow }"
    assert page.locator(".rr-filters select").first.evaluate(outline) != "nonenone"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement !== document.body")
