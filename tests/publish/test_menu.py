"""The menu as `mkdocs.yml` writes it."""

from __future__ import annotations

from rice_roadmap.publish import menu

MENU = [{"One": "./one.md"}, {"More": ["more//two.md", {"Three": ["three.md"]}]}]


def test_a_path_is_found_however_it_is_written() -> None:
    """MkDocs takes `./one.md` for `one.md`, so that is the page which the menu names."""
    assert [*menu.entries(MENU)] == [("one.md", "One"), ("more/two.md", None), ("three.md", None)]
    assert menu.without(MENU, {"one.md", "more/two.md"}) == [{"More": [{"Three": ["three.md"]}]}]
