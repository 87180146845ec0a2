"""`audit` as people and workflows meet it: real sites, what it says, and how it ends."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from rice_roadmap.cli import main
from tests.served import built_site, mkdocs
from tests.small import FILES, write

REPOSITORY = Path(__file__).parents[1]

INTERNAL = ":\n      audience: internal"

ACCOUNTS = """\
zweig:
  name: Zweig & Söhne
  annual_revenue: 1250000
  owner: Quentin
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a small roadmap with an account, and its public site in `site`."""
    folder = write(tmp_path_factory.mktemp("small"), roadmap__accounts=ACCOUNTS)
    done = mkdocs("build", "--strict", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def internal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of the same roadmap for colleagues."""
    folder = write(tmp_path_factory.mktemp("internal"), options=INTERNAL, roadmap__accounts=ACCOUNTS)
    done = mkdocs("build", "--strict", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "site"


@pytest.fixture
def site(root: Path, tmp_path: Path) -> Path:
    """Return a copy of the public site to put things into."""
    return Path(shutil.copytree(root / "site", tmp_path / "site"))


@pytest.fixture(scope="module")
def ours() -> Iterator[Path]:
    """Return the site of this repository."""
    with built_site(REPOSITORY) as folder:
        yield folder


def test_our_own_site_may_be_published(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What we publish passes what we ask of others."""
    status = main(["audit", str(ours), "--root", str(REPOSITORY)])
    said = capsys.readouterr()
    assert (status, said.out) == (0, "")
    assert "none of them is there" in said.err


def test_a_public_site_may_be_published(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It says how much was searched, and that nothing was found."""
    status = main(["audit", str(root / "site"), "--root", str(root)])
    said = capsys.readouterr()
    assert (status, said.out) == (0, "")
    assert "internal values: none of them is there." in said.err


def test_the_site_for_colleagues_may_not(root: Path, internal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The audit finds what is there: a search that finds nothing anywhere would pass the other tests."""
    status = main(["audit", str(internal), "--root", str(root)])
    said = capsys.readouterr()
    assert status == 1
    found = {line.partition(" holds ")[2].partition(",")[0] for line in said.out.splitlines()}
    assert found == {
        f"`{field}`" for field in ("account", "says", "potential_impact", "name", "owner", "annual_revenue")
    }
    assert "Do not publish this site" in said.err


def test_a_value_that_is_found_is_never_repeated(root: Path, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Logs are read by more people than files are."""
    values = ("Zweig & Söhne", "Quentin", "1,250,000", "They asked twice")
    for value in values:
        (site / f"{value}.txt").write_text(f"About {value}.", encoding="utf-8")
    status = main(["audit", str(site), "--root", str(root)])
    said = capsys.readouterr()
    assert status == 1
    assert len(said.out.splitlines()) == len(values)
    assert all(line.startswith(("….txt: holds `", "…: holds `")) for line in said.out.splitlines())
    assert [value for value in values if value in said.out + said.err] == []


def test_the_line_names_the_file_and_where_the_field_was_written(
    root: Path, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both ends can be opened."""
    with (site / "requests" / "export" / "index.html").open("a", encoding="utf-8") as page:
        page.write("<!-- zweig &amp; s&ouml;hne -->")
    assert main(["audit", str(site), "--root", str(root)]) == 1
    said = capsys.readouterr().out
    assert said == "requests/export/index.html: holds `name`, written in roadmap/accounts.yaml:2\n"


def test_a_folder_that_is_not_there_is_misuse(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A site that was never built must not pass."""
    assert main(["audit", str(root / "sight"), "--root", str(root)]) == 2
    assert "There is no folder" in capsys.readouterr().err


def test_a_folder_without_a_page_is_misuse(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty site must not pass either."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "roadmap.json").write_text("{}", encoding="utf-8")
    assert main(["audit", str(tmp_path), "--root", str(root)]) == 2
    assert "holds no page" in capsys.readouterr().err


def test_a_file_is_no_site(root: Path) -> None:
    """Nor is one page."""
    assert main(["audit", str(root / "site" / "index.html"), "--root", str(root)]) == 2


def test_without_a_site_nothing_is_audited(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No folder is guessed."""
    assert main(["audit", "--root", str(root)]) == 2
    assert "SITE_DIR" in capsys.readouterr().err


def test_a_roadmap_with_errors_does_not_pass(
    root: Path, internal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What cannot be read may hold what was not looked for; what can be understood is looked for all the same."""
    bad = FILES["requests/dark-mode.yaml"] + "titel: x\n"
    broken = write(tmp_path / "broken", requests__dark_mode=bad)
    assert main(["audit", str(root / "site"), "--root", str(broken)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "The roadmap holds 1 error, so not every internal value may have been looked for." in said.err
    page = internal / "requests" / "dark-mode" / "index.html"
    assert main(["audit", str(page.parent), "--root", str(broken)]) == 1
    assert capsys.readouterr().out == "index.html: holds `potential_impact`, written in requests/dark-mode.yaml:3\n"


def test_a_folder_that_is_no_roadmap_does_not_pass(root: Path, tmp_path: Path) -> None:
    """Without a roadmap nobody knows what to look for."""
    assert main(["audit", str(root / "site"), "--root", str(tmp_path)]) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs links and pipes")
def test_links_and_pipes_in_the_site_do_not_pass(root: Path, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever publishes the site may follow the one; to read the other would never end."""
    (site / "link.html").symlink_to(root / "roadmap" / "accounts.yaml")
    os.mkfifo(site / "pipe")
    assert main(["audit", str(site), "--root", str(root)]) == 1
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "link.html: cannot be searched: it is a link, which leads elsewhere",
        "pipe: cannot be searched: it cannot be read",
    ]
    assert "Do not publish this site before you know" in said.err
