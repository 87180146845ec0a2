"""Links that open a new file on a forge, with its name and text filled in."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from rice_roadmap.publish.forges import Forge, forge_of

PATH = "requests/dark-mode.yaml"
TEXT = 'title: "A & B: 100% + #1 ü 🌾"\n'
EDITED = "edit/main/docs/"


def known(repo_url: str, *, pattern: str = "", edit_uri: str = EDITED, root: str = "..") -> Forge:
    """Return a forge that is known."""
    found = forge_of(repo_url, pattern=pattern, edit_uri=edit_uri, root=root)
    assert found is not None
    return found


def opened(forge: Forge) -> tuple[str, dict[str, str]]:
    """Return the address without its query, and what the query says."""
    parts = urlsplit(forge.new_file(PATH, TEXT))
    queries = {key: values[0] for key, values in parse_qs(parts.query, strict_parsing=True).items()}
    return f"{parts.scheme}://{parts.netloc}{parts.path}", queries


@pytest.mark.parametrize(
    ("repo_url", "name", "address", "queries"),
    [
        (
            "https://github.com/org/product",
            "GitHub",
            "https://github.com/org/product/new/main",
            {"filename": PATH, "value": TEXT},
        ),
        (
            "https://github.example.com/org/product.git",
            "GitHub",
            "https://github.example.com/org/product/new/main",
            {"filename": PATH, "value": TEXT},
        ),
        (
            "https://gitlab.com/group/below/product/",
            "GitLab",
            "https://gitlab.com/group/below/product/-/new/main",
            {"file_name": PATH, "content": TEXT},
        ),
        (
            "https://codeberg.org/org/product",
            "Codeberg",
            "https://codeberg.org/org/product/_new/main/requests/",
            {"filename": "dark-mode.yaml", "value": TEXT},
        ),
        (
            "https://gitea.example.com:3000/org/product",
            "Gitea",
            "https://gitea.example.com:3000/org/product/_new/main/requests/",
            {"filename": "dark-mode.yaml", "value": TEXT},
        ),
    ],
)
def test_each_forge_has_its_own_link(repo_url: str, name: str, address: str, queries: dict[str, str]) -> None:
    """The name of the host says which forge it is, and the text arrives as it was written."""
    forge = known(repo_url)
    assert forge.name == name
    assert opened(forge) == (address, queries)


@pytest.mark.parametrize(
    ("edit_uri", "branch", "folder"),
    [
        ("edit/trunk/docs/", "trunk", ""),
        ("-/edit/main/docs/", "main", ""),
        ("_edit/main/docs/", "main", ""),
        ("src/branch/main/docs/", "main", ""),
        ("https://github.com/org/product/edit/stable/docs/", "stable", ""),
        ("edit/main/sites/roadmap/docs/", "main", "sites/roadmap/"),
        ("edit/release%2F1.0/docs/", "release/1.0", ""),
        ("", "main", ""),
    ],
)
def test_the_edit_links_of_the_site_tell_branch_and_folder(edit_uri: str, branch: str, folder: str) -> None:
    """Whoever has set up the links that edit pages has said everything."""
    address, queries = opened(known("https://github.com/org/product", edit_uri=edit_uri))
    assert unquote(address).endswith(f"/new/{branch}")
    assert queries["filename"] == f"{folder}{PATH}"


def test_the_roadmap_may_be_elsewhere_than_beside_the_pages() -> None:
    """The plugin's `root` moves the files, and the links go with them."""
    forge = known("https://github.com/org/product", edit_uri="edit/main/site/docs/", root="../../plans")
    assert opened(forge)[1]["filename"] == f"plans/{PATH}"


@pytest.mark.parametrize("repo_url", ["", "https://bitbucket.org/org/product", "https://git.example.com/product"])
def test_a_forge_that_is_not_known_has_no_link(repo_url: str) -> None:
    """No link is better than one that leads nowhere."""
    assert forge_of(repo_url, edit_uri=EDITED) is None


def test_a_company_gives_the_pattern_of_its_own_forge() -> None:
    """Every placeholder is filled in, quoted for the place where it stands."""
    pattern = "{repo}/create/{branch}/{folder}?name={filename}&text={content}&full={path}&from=roadmap"
    forge = known("https://git.example.com/a b", pattern=pattern, edit_uri="edit/next/docs/")
    address, queries = opened(forge)
    assert address == "https://git.example.com/a b/create/next/requests"
    assert queries == {"name": "dark-mode.yaml", "text": TEXT, "full": PATH, "from": "roadmap"}
    assert forge.name == ""


def test_a_company_s_own_pattern_wins_over_what_the_host_says() -> None:
    """A mirror on a known host may be no place to write."""
    forge = known("https://github.com/org/product", pattern="https://git.example.com/new?value={content}")
    assert opened(forge)[0] == "https://git.example.com/new"


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("https://git.example.com/new?value={text}", "`{text}` stands for nothing"),
        ("git.example.com/new?value={content}", "whole address"),
        ("javascript:alert(1)?{content}", "whole address"),
        ("https://git.example.com/new?file={path}", "no place for the text"),
    ],
)
def test_a_pattern_that_cannot_work_is_refused_in_words(pattern: str, said: str) -> None:
    """Whoever wrote it learns what to write instead."""
    with pytest.raises(ValueError, match=r"\.$") as error:
        forge_of("https://git.example.com", pattern=pattern)
    assert said in str(error.value)
