"""A file of a new site: written, or the old site's own under a second name where that holds the same bytes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rice_roadmap.publish.rewriting import put


def test_what_is_the_same_is_not_written_again(tmp_path: Path) -> None:
    """It is one file with two names, which stays when the first name goes."""
    old, new = tmp_path / "old.html", tmp_path / "deep" / "new" / "index.html"
    old.write_bytes(b"same")
    assert not put(b"same", str(new), str(old))
    assert new.samefile(old)
    old.unlink()
    assert new.read_bytes() == b"same"


@pytest.mark.parametrize("before", [b"other", b"longer than that", None], ids=["other", "longer", "nothing"])
def test_what_differs_is_written(tmp_path: Path, before: bytes | None) -> None:
    """As long or not, and where there was nothing: the old file keeps what it held."""
    old, new = tmp_path / "old.html", tmp_path / "index.html"
    if before is not None:
        old.write_bytes(before)
    assert put(b"SAMEE", str(new), str(old))
    assert new.read_bytes() == b"SAMEE"
    assert (old.read_bytes() if before is not None else None) == before


def test_a_link_in_the_old_site_is_not_followed(tmp_path: Path) -> None:
    """Somebody's file outside of the site does not become a part of the new one."""
    outside, old, new = (tmp_path / name for name in ("outside", "old.html", "index.html"))
    outside.write_bytes(b"same")
    old.symlink_to(outside)
    assert put(b"same", str(new), str(old))
    assert not new.is_symlink()
    assert not new.samefile(outside)


def test_a_file_that_another_build_puts_in_the_place_of_the_old_one_is_not_taken_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two builds at once: between a look at the old site and the second name, the other one's site stands there."""
    old, new = tmp_path / "old.html", tmp_path / "index.html"
    old.write_bytes(b"same")
    link = os.link

    def late(source: str, target: str) -> None:
        old.unlink()
        old.write_bytes(b"another")
        link(source, target)

    monkeypatch.setattr(os, "link", late)
    assert put(b"same", str(new), str(old))
    assert new.read_bytes() == b"same"
    assert old.read_bytes() == b"another"


def test_where_a_disk_gives_no_second_names_everything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site is the same, only later."""

    def refused(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", refused)
    old, new = tmp_path / "old.html", tmp_path / "index.html"
    old.write_bytes(b"same")
    assert put(b"same", str(new), str(old))
    assert new.read_bytes() == b"same"
