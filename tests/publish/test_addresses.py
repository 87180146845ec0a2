"""Links from page to page work wherever the site is put."""

from __future__ import annotations

from itertools import product
from posixpath import relpath

from rice_roadmap.publish.addresses import Links

PAGES = ("", "requests", "requests/a", "requests/b", "requests/page/2", "items/a", "how-we-decide/a-code")


def test_a_link_is_the_way_from_one_folder_to_the_other() -> None:
    """Each page is a folder; a link leads out of one and into the other."""
    for here, there in product(PAGES, PAGES):
        assert Links().to_page(here, there).rstrip("/") == relpath(there or ".", here or ".")
        assert Links().to_file(here, "data/a.json") == relpath("data/a.json", here or ".")


def test_a_link_names_the_file_where_no_server_adds_it() -> None:
    """Opened from a disk, a folder shows its files instead of its page."""
    links = Links(directory_urls=False)
    assert links.to_page("requests/a", "") == "../../index.html"
    assert links.to_page("", "requests/a", "need") == "requests/a/index.html#need"
    assert Links().to_page("requests", "requests") == "./"
