"""Example portfolios, and what every page made of them says, to be read side by side."""

from __future__ import annotations

from pathlib import Path

import pytest

from rice_roadmap.publish import addresses
from tests.publish.laid_out import files_below, outline, pages_of

CASES = sorted((Path(__file__).parents[1] / "cases" / "pages").iterdir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_pages_say_what_the_example_expects(case: Path, *, update_examples: bool) -> None:
    """Each page of an example says what the file of its address below `expected` says, and there is no other page."""
    pages = pages_of(files_below(case))
    said = {
        address or "index": outline(page)
        for address, page in pages.items()
        if not address.startswith(addresses.HOW_WE_DECIDE)
    }
    expected = case / "expected"
    if update_examples:
        for file in expected.rglob("*.txt"):
            file.unlink()
        for address, words in said.items():
            (expected / address).parent.mkdir(parents=True, exist_ok=True)
            (expected / f"{address}.txt").write_text(words, encoding="utf-8")
    read = {
        file.relative_to(expected).with_suffix("").as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(expected.rglob("*.txt"))
    }
    assert said == read
