"""What git is asked, in small repositories made here, kind and unkind ones."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from rice_roadmap.history import git
from rice_roadmap.text.files import MOST_BYTES, Entry, EntryKind, Folder

PLAN = "product: Example\nreach: {unit: customers, period: quarter}\n"


def run(folder: Path, *arguments: str, day: str = "2027-01-10T12:00:00Z", authored: str = "") -> str:
    """Run git in a folder, with a fixed person and day and nobody's configuration."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "A Person",
        "GIT_AUTHOR_EMAIL": "person@example.com",
        "GIT_AUTHOR_DATE": authored or day,
        "GIT_COMMITTER_NAME": "A Person",
        "GIT_COMMITTER_EMAIL": "person@example.com",
        "GIT_COMMITTER_DATE": day,
    }
    done = subprocess.run(["git", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return done.stdout


def write(folder: Path, path: str, content: str = "x") -> None:
    """Write a file and the folders above it."""
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(content, encoding="utf-8")


def commit(folder: Path, *, day: str = "2027-01-10T12:00:00Z", authored: str = "") -> None:
    """Commit everything there is."""
    run(folder, "add", "--all")
    run(folder, "commit", "--quiet", "--allow-empty", "--message", "A change", day=day, authored=authored)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return an empty repository without a commit."""
    folder = tmp_path / "repository"
    folder.mkdir()
    run(folder, "init", "--quiet", "--initial-branch=main")
    return folder


def test_without_a_repository_every_answer_is_empty(tmp_path: Path) -> None:
    """A roadmap needs no git."""
    write(tmp_path, "requests/a.yaml")
    assert git.top(tmp_path) is None
    assert git.prefix(tmp_path) == ""
    assert git.commit(tmp_path) is None
    assert git.revision(tmp_path, "HEAD") is None
    assert git.submitted(tmp_path) == {}


def test_without_git_every_answer_is_empty(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where git is not installed, nothing fails."""
    write(repository, "requests/a.yaml")
    commit(repository)
    monkeypatch.setenv("PATH", str(repository))
    assert git.top(repository) is None
    assert git.prefix(repository) == ""
    assert git.commit(repository) is None
    assert git.revision(repository, "HEAD") is None
    assert git.submitted(repository) == {}


def test_before_the_first_commit_there_is_a_top_and_nothing_else(repository: Path) -> None:
    """A repository that was just made is no mistake."""
    write(repository, "requests/a.yaml")
    assert git.top(repository) == repository.resolve()
    assert git.commit(repository) is None
    assert git.revision(repository, "HEAD") is None
    assert git.submitted(repository) == {}


def test_a_subfolder_knows_the_top_and_the_way_from_it(repository: Path) -> None:
    """The root may be a folder of a larger repository."""
    write(repository, "product/ein Fahrplan/requests/a.yaml")
    root = repository / "product" / "ein Fahrplan"
    assert git.top(root) == repository.resolve()
    assert git.prefix(root) == "product/ein Fahrplan/"
    assert git.prefix(repository) == ""


def test_a_commit_is_named_by_its_id_and_its_day(repository: Path) -> None:
    """The day is the committer's, in UTC: the same for everyone who builds."""
    write(repository, "requests/a.yaml")
    commit(repository, day="2027-01-11T03:30:00+05:00")
    found = git.commit(repository)
    assert found is not None
    assert found.on == date(2027, 1, 10)
    assert len(found.id) == 10
    assert run(repository, "rev-parse", "HEAD").startswith(found.id)


def test_a_revision_holds_the_files_of_its_commit(repository: Path) -> None:
    """What changed since, in the index or on disk, is not seen; what lies outside of the data is neither."""
    write(repository, "roadmap/plan.yaml", PLAN)
    write(repository, "requests/sub/ü.yaml", "title: ü\n")
    write(repository, "README.md", "outside")
    commit(repository)
    write(repository, "requests/later.yaml")
    (repository / "roadmap/plan.yaml").unlink()
    run(repository, "add", "--all")
    files = git.revision(repository, "main")
    assert files is not None
    assert files.entries() == (
        Entry(path="requests/sub/ü.yaml", kind=EntryKind.FILE),
        Entry(path="roadmap/plan.yaml", kind=EntryKind.FILE),
    )
    assert files.read("roadmap/plan.yaml") == PLAN.encode()
    assert files.read("requests/sub/ü.yaml") == "title: ü\n".encode()
    with pytest.raises(OSError, match="not a plain file"):
        files.read("requests/later.yaml")


def test_a_revision_and_its_folder_hold_the_same(repository: Path) -> None:
    """Whether a tree is checked out or read from git makes no difference, whatever stands in it."""
    write(repository, "roadmap/plan.yaml", PLAN)
    write(repository, "requests/.hidden.yaml")
    write(repository, "requests/.folder/a.yaml")
    write(repository, "requests/new\nline.yaml")
    write(repository, "requests/empty.yaml", "")
    write(repository, "requests/notes.txt", "notes")
    write(repository, "docs/empty.md", "")
    write(repository, "requests/program.yaml")
    (repository / "requests/program.yaml").chmod(0o755)
    (repository / "requests" / os.fsdecode(b"latin-\xfc.yaml")).write_bytes(b"x")
    (repository / "requests/link.yaml").symlink_to("/etc/hostname")
    (repository / "docs/folder").symlink_to("..")
    commit(repository)
    files, folder = git.revision(repository, "HEAD"), Folder(root=repository)
    assert files is not None
    assert files.entries() == folder.entries()
    plain = [entry.path for entry in folder.entries() if entry.kind is EntryKind.FILE]
    assert {path: files.read(path) for path in plain} == {path: folder.read(path) for path in plain}


def test_what_two_revisions_share_is_the_same_in_both(repository: Path) -> None:
    """A revision that knows another takes from it what did not change, and is no other for that."""
    write(repository, "roadmap/plan.yaml", PLAN)
    write(repository, "requests/a.yaml", "title: A\n")
    write(repository, "requests/b.yaml", "title: B\n")
    commit(repository)
    write(repository, "requests/a.yaml", "title: Another\n")
    write(repository, "requests/c.yaml", "title: B\n")
    (repository / "requests/b.yaml").unlink()
    commit(repository)
    before = git.revision(repository, "HEAD~1")
    assert before is not None
    after, alone = git.revision(repository, "HEAD", before), git.revision(repository, "HEAD")
    assert after == alone
    assert after is not None
    assert after.read("requests/c.yaml") is before.read("requests/b.yaml")


def test_a_revision_follows_no_link(repository: Path) -> None:
    """A link is an entry of its kind, and cannot be read."""
    write(repository, "roadmap/plan.yaml", PLAN)
    (repository / "requests").mkdir()
    (repository / "requests/a.yaml").symlink_to("../roadmap/plan.yaml")
    commit(repository)
    files = git.revision(repository, "HEAD")
    assert files is not None
    assert Entry(path="requests/a.yaml", kind=EntryKind.LINK) in files.entries()
    with pytest.raises(OSError, match="not a plain file"):
        files.read("requests/a.yaml")


def test_another_repository_inside_is_neither_file_nor_link(repository: Path) -> None:
    """A submodule holds nothing that belongs to the commit."""
    write(repository, "requests/a.yaml")
    commit(repository)
    identifier = run(repository, "rev-parse", "HEAD").strip()
    run(repository, "update-index", "--add", "--cacheinfo", f"160000,{identifier},requests/module")
    run(repository, "commit", "--quiet", "--message", "A module")
    files = git.revision(repository, "HEAD")
    assert files is not None
    assert Entry(path="requests/module", kind=EntryKind.OTHER) in files.entries()


def test_a_revision_reads_no_more_of_a_long_file_than_a_folder_does(repository: Path) -> None:
    """A file that is too long is found to be too long without being read to its end."""
    write(repository, "requests/long.yaml", "x" * (MOST_BYTES + 4_000_000))
    write(repository, "requests/longest.yaml", "x" * MOST_BYTES)
    commit(repository)
    files = git.revision(repository, "HEAD")
    assert files is not None
    assert files.read("requests/long.yaml") == b"x" * (MOST_BYTES + 1)
    assert files.read("requests/longest.yaml") == b"x" * MOST_BYTES


def test_a_revision_of_a_subfolder_has_paths_from_there(repository: Path) -> None:
    """Paths are from the root, whatever the repository holds beside it."""
    write(repository, "requests/elsewhere.yaml")
    write(repository, "product/requests/a.yaml", "here")
    commit(repository)
    files = git.revision(repository / "product", "HEAD")
    assert files is not None
    assert files.entries() == (Entry(path="requests/a.yaml", kind=EntryKind.FILE),)
    assert files.read("requests/a.yaml") == b"here"


@pytest.mark.parametrize("name", ["nowhere", "--all", "-h", "HEAD~7", "HEAD:requests", "", "a b", "\0"])
def test_a_revision_that_is_no_commit_is_none(repository: Path, name: str) -> None:
    """Neither a misspelt branch nor something that looks like an option is a commit."""
    write(repository, "requests/a.yaml")
    commit(repository)
    assert git.revision(repository, name) is None


def test_a_request_came_in_with_the_commit_that_added_it(repository: Path) -> None:
    """Later edits and the author's own date change nothing; a file that came back has the day of its first coming."""
    write(repository, "requests/a.yaml", "one")
    write(repository, "roadmap/items/i.yaml", "one")
    commit(repository, day="2027-01-10T12:00:00Z", authored="2026-03-01T12:00:00Z")
    write(repository, "requests/a.yaml", "two")
    write(repository, "requests/asks/a/acme.yaml", "one")
    commit(repository, day="2027-02-10T12:00:00Z")
    (repository / "requests/a.yaml").unlink()
    commit(repository, day="2027-02-11T12:00:00Z")
    write(repository, "requests/a.yaml", "three")
    write(repository, "requests/not-committed.yaml")
    run(repository, "add", "requests/a.yaml")
    run(repository, "commit", "--quiet", "--message", "Back", day="2027-02-12T23:30:00-05:00")
    assert git.submitted(repository) == {
        "requests/a.yaml": date(2027, 1, 10),
        "requests/asks/a/acme.yaml": date(2027, 2, 10),
    }


def test_a_request_from_a_merged_branch_has_the_day_of_its_own_commit(repository: Path) -> None:
    """Merging brings a request into the main branch without making it younger."""
    commit(repository, day="2027-01-01T12:00:00Z")
    run(repository, "switch", "--quiet", "--create", "branch")
    write(repository, "requests/a.yaml")
    commit(repository, day="2027-01-02T12:00:00Z")
    run(repository, "switch", "--quiet", "main")
    write(repository, "requests/b.yaml")
    commit(repository, day="2027-01-03T12:00:00Z")
    run(repository, "merge", "--quiet", "--no-ff", "--no-edit", "branch", day="2027-01-04T12:00:00Z")
    assert git.submitted(repository) == {
        "requests/a.yaml": date(2027, 1, 2),
        "requests/b.yaml": date(2027, 1, 3),
    }


def test_days_of_a_subfolder_are_by_paths_from_there(repository: Path) -> None:
    """A larger repository around the roadmap changes nothing."""
    write(repository, "requests/elsewhere.yaml")
    write(repository, "product/requests/a.yaml")
    commit(repository)
    assert git.submitted(repository / "product") == {"requests/a.yaml": date(2027, 1, 10)}


def test_names_of_files_cannot_forge_a_day(repository: Path) -> None:
    """Paths that look like what the log says are paths all the same."""
    write(repository, "@1000000000")
    write(repository, "requests/@1000000000\n:.yaml")
    commit(repository)
    assert git.submitted(repository) == {"requests/@1000000000\n:.yaml": date(2027, 1, 10)}


def test_a_shallow_clone_gives_no_days(repository: Path, tmp_path: Path) -> None:
    """Where the beginning of the history is missing, no day is better than a wrong one."""
    write(repository, "requests/a.yaml")
    commit(repository)
    write(repository, "requests/b.yaml")
    commit(repository, day="2027-02-10T12:00:00Z")
    clone = tmp_path / "clone"
    run(tmp_path, "clone", "--quiet", "--depth=1", repository.as_uri(), str(clone))
    assert git.submitted(clone) == {}
    assert git.commit(clone) is not None


def test_the_variables_of_a_hook_do_not_lead_elsewhere(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Inside a hook git's own variables name another repository; the folder alone counts."""
    write(repository, "requests/a.yaml")
    commit(repository)
    other = tmp_path / "other"
    other.mkdir()
    run(other, "init", "--quiet")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    monkeypatch.setenv("GIT_TRACE", str(tmp_path / "trace"))
    assert git.top(repository) == repository.resolve()
    assert set(git.submitted(repository)) == {"requests/a.yaml"}
    assert not (tmp_path / "trace").exists()


def test_the_configuration_of_a_repository_starts_nothing(repository: Path, tmp_path: Path) -> None:
    """A repository is as untrusted as its files: none of the programs that it names is run."""
    touched = tmp_path / "touched"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch '{touched}'\n", encoding="utf-8")
    program.chmod(0o755)
    write(repository, "requests/a.yaml")
    commit(repository)
    signed = run(repository, "cat-file", "commit", "HEAD").replace(
        "\n\n", "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n", 1
    )
    made = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--stdin"],
        cwd=repository,
        input=signed,
        capture_output=True,
        text=True,
        check=True,
    )
    run(repository, "update-ref", "refs/heads/main", made.stdout.strip())
    for name in ("gpg.program", "core.fsmonitor", "core.pager", "diff.external", "core.sshCommand"):
        run(repository, "config", name, str(program))
    for name in ("log.showSignature", "diff.relative", "log.follow"):
        run(repository, "config", name, "true")
    run(repository, "config", "log.showRoot", "false")
    assert subprocess.run(["git", "log"], cwd=repository, capture_output=True, check=True).stdout
    assert touched.exists(), "git itself starts the program: this repository is dangerous"
    touched.unlink()
    assert git.top(repository) == repository.resolve()
    assert git.commit(repository) is not None
    assert git.submitted(repository) == {"requests/a.yaml": date(2027, 1, 10)}
    files = git.revision(repository, "HEAD")
    assert files is not None
    assert files.read("requests/a.yaml") == b"x"
    assert not touched.exists()


def test_a_clone_without_contents_fetches_nothing(repository: Path, tmp_path: Path) -> None:
    """What a partial clone lacks is a file that cannot be read; nobody is asked for it over the network."""
    write(repository, "requests/a.yaml", "missing here")
    run(repository, "config", "uploadpack.allowFilter", "true")
    commit(repository)
    clone = tmp_path / "clone"
    run(tmp_path, "clone", "--quiet", "--no-checkout", "--filter=blob:none", repository.as_uri(), str(clone))
    files = git.revision(clone, "HEAD")
    assert files is not None
    assert files.entries() == (Entry(path="requests/a.yaml", kind=EntryKind.FILE),)
    with pytest.raises(OSError, match="does not hold"):
        files.read("requests/a.yaml")
