"""The content security policy: one for all pages, that lets their own scripts run and nothing else."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from rice_roadmap.publish.content_security import Policy, apply, widen

HEAD = '<html><head><meta charset="utf-8"><title>x</title></head><body>{}</body></html>'


def headed(body: str) -> bytes:
    """Return a page as it stands in a file."""
    return HEAD.format(body).encode()


def test_every_inline_script_of_every_page_is_allowed_by_its_hash() -> None:
    """Instant navigation keeps the first page's policy, so each page allows the scripts of all."""
    digest = b64encode(sha256(b"one()").digest()).decode()
    found = Policy.of([headed("<script>one()</script>"), headed("<SCRIPT>two()</Script>")]).words
    assert f"'sha256-{digest}'" in found
    assert len(re.findall("sha256-", found)) == 2
    assert found.startswith("default-src 'none'; script-src 'self' 'sha256-")


def test_a_page_says_one_policy_however_often_it_is_said() -> None:
    """A dirty build of MkDocs leaves pages as an earlier one left them: browsers would obey both policies."""
    page = headed("<script>one()</script>")
    earlier, later = Policy.of([]), Policy.of([page])
    assert later.said_in(earlier.said_in(page)) == later.said_in(page)


def test_scripts_from_files_and_data_need_no_hash() -> None:
    """A file of the site is allowed as it is, and JSON is never run."""
    page = headed('<script src="a.js"></script><script id="x" type="application/json">{"a": 1}</script>')
    assert "sha256-" not in Policy.of([page]).words


def test_the_policy_stands_right_behind_the_charset_and_touches_nothing_else(tmp_path: Path) -> None:
    """Even line ends stay as they were, since they are part of what is hashed."""
    page = tmp_path / "deep" / "index.html"
    page.parent.mkdir()
    before = headed("<script>a()\r\nb()</script>")
    page.write_bytes(before)
    apply(tmp_path)
    after = page.read_bytes()
    tag = re.search(rb'(?<=<meta charset="utf-8">)<meta http-equiv="Content-Security-Policy" content="[^"]*">', after)
    assert tag is not None
    assert after.replace(tag[0], b"") == before


def test_a_script_that_came_later_is_allowed_in_every_page_and_the_old_site_stays_as_it_is(tmp_path: Path) -> None:
    """A page may be the old site's too, under a second name: what is said in the new one is not said there."""
    old, site = tmp_path / "old.html", tmp_path / "site"
    site.mkdir()
    (site / "first.html").write_bytes(headed("<script>one()</script>"))
    policy = apply(site)
    (site / "first.html").rename(old)
    (site / "first.html").hardlink_to(old)
    kept, later = old.read_bytes(), headed("<script>two()</script>")
    assert policy.allows(kept)
    assert not policy.allows(later)
    (site / "later.html").write_bytes(policy.said_in(later))
    widen(site, policy)
    said = Policy.of([kept, later])
    assert old.read_bytes() == kept
    for page in site.glob("*.html"):
        assert page.read_bytes().count(b"Content-Security-Policy") == 1
        assert said.tag in page.read_bytes()
