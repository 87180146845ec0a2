"""Frames: cut where every text came out as it went in, proven on pages, not used where a theme did anything else."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field

from rice_roadmap.publish.frames import MARK, SAMPLES, Frames, cut

HOLES = {"title": f"one{MARK} & two", "address": f"pages/one{MARK}/"}


def test_a_frame_prints_other_texts_where_the_marked_ones_stood() -> None:
    """Everything else stays to the byte, braces and line ends too."""
    printed = f"<a href='pages/one{MARK}/'>one{MARK} & two</a> {{{{ not ours }}}}\n\none{MARK} & two\n"
    frame = cut(printed, HOLES)
    assert frame is not None
    found = frame.around({"title": "Other", "address": "x/"})
    assert found == "<a href='x/'>Other</a> {{ not ours }}\n\nOther\n"


def test_where_a_theme_changes_a_text_there_is_no_frame() -> None:
    """Cut, in capitals, or escaped once more: only the theme knows how it would do that to another."""
    for changed in (f"one{MARK} &amp; two", f"one{MARK}".replace("one", "ONE"), f"one{MARK}"):
        assert cut(f"<p>{changed}</p>", HOLES) is None


def test_the_longer_of_two_texts_is_found_first() -> None:
    """An address may begin like another one."""
    frame = cut(f"a{MARK} a{MARK}/b", {"short": f"a{MARK}", "long": f"a{MARK}/b"})
    assert frame is not None
    assert frame.around({"short": "1", "long": "2"}) == "1 2"


def test_what_is_there_without_a_mark_stays_text() -> None:
    """A name that printed nothing of the page is not looked for."""
    frame = cut(f"None one{MARK} & two None", {**HOLES, "edit": "None", "nothing": ""})
    assert frame is not None
    assert frame.around({"title": "x"}) == "None x None"


@dataclass(kw_only=True)
class Plain:
    """A theme whose pages are words, and which counts what it prints."""

    prints: Callable[[str], str]
    printed_pages: list[str] = field(default_factory=list)

    def printed(self, page: str) -> str:
        """Return a page with all that stands around it."""
        self.printed_pages.append(page)
        return self.prints(page)

    def shape(self, page: str) -> Hashable:
        """Return whether a page is a question."""
        return page.endswith("?")

    def texts(self, page: str) -> Mapping[str, str]:
        """Return the only text there is."""
        return {"page": page}

    def marked(self, page: str) -> str:
        """Return a page of the same shape that carries the mark."""
        return f"{MARK}?" if page.endswith("?") else MARK


def test_a_theme_prints_few_pages_of_a_shape_and_its_frame_the_others() -> None:
    """However many pages there are, the theme prints the first, and one that is made up."""
    theme = Plain(prints=lambda page: f"<p>{page}</p>")
    frames = Frames(theme)
    pages = [f"page {number}{end}" for end in (".", "?") for number in range(50)]
    assert [frames.around(page) for page in pages] == [f"<p>{page}</p>" for page in pages]
    assert len(theme.printed_pages) == 2 * (SAMPLES + 1)


def test_a_frame_that_would_print_any_of_the_first_pages_otherwise_is_not_used() -> None:
    """A theme may look at what nobody told of: then it prints every page."""
    theme = Plain(prints=lambda page: f"<p>{page}{'!' if '1' in page else ''}</p>")
    frames = Frames(theme)
    pages = [f"page {number}" for number in range(20)]
    assert [frames.around(page) for page in pages] == [theme.prints(page) for page in pages]


@dataclass(kw_only=True)
class Asking(Plain):
    """A theme that asks what some pages say."""

    def shape(self, page: str) -> Hashable | None:
        """Return nothing for the pages of which it asks."""
        return None if "8" in page else super().shape(page)


def test_where_texts_may_decide_too_the_theme_prints_the_page() -> None:
    """Though the others look alike, and have a frame."""
    theme = Asking(prints=lambda page: f"<p>{page}{'!' if '8' in page else ''}</p>")
    frames = Frames(theme)
    pages = [f"page {number}" for number in range(30)]
    assert [frames.around(page) for page in pages] == [theme.prints(page) for page in pages]
    assert len(theme.printed_pages) == SAMPLES + 1 + 3


def test_where_there_is_no_frame_the_theme_prints_every_page() -> None:
    """A theme that shortens titles does so for each of them."""
    frames = Frames(Plain(prints=lambda page: f"<p>{page[:4]}</p>"))
    assert {frames.around(f"longer {number}") for number in range(20)} == {"<p>long</p>"}
