"""What is kept from earlier runs: it changes no answer, counts in its own place only, and comes with no change."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rice_roadmap.cache import Cache, Held, Outcome, open_cache
from rice_roadmap.checking.inspection import inspect
from rice_roadmap.cli import main
from rice_roadmap.commands import check as check_command
from rice_roadmap.text.document import Document
from rice_roadmap.text.files import Folder
from rice_roadmap.text.source import read
from tests import full
from tests.memory import Memory

DAY = date(2026, 11, 23)
KEPT = Path(".cache", "rice-roadmap")
NOBODY = Outcome(problems=(), files=0)

Git = Callable[..., None]


def lay(root: Path) -> Path:
    """Fill a folder with a roadmap in which every field is written."""
    for path, text in full.FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a folder with a roadmap, outside of git."""
    return lay(tmp_path / "roadmap")


@pytest.fixture
def git(root: Path) -> Git:
    """Make the folder a repository, and return git itself."""

    def run(*words: str) -> None:
        subprocess.run(["git", "-C", str(root), *words], check=True, capture_output=True)

    run("init", "--quiet")
    run("add", "--all")
    return run


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the paths of the files that are read as YAML from now on."""
    found: list[str] = []

    def reading(path: str, raw: bytes) -> object:
        found.append(path)
        return read(path, raw)

    monkeypatch.setattr("rice_roadmap.cache.read", reading)
    return found


def opened(root: Path) -> Cache:
    """Return the cache of a folder that may have one."""
    found = open_cache(root)
    assert found is not None
    return found


def held(root: Path) -> Held:
    """Return the files as they are now."""
    return Held.of(Folder(root=root))


def checked(root: Path) -> Outcome:
    """Return what a check finds that uses and keeps what it can."""
    files, cache = held(root), opened(root)
    known = cache.outcome(files, DAY)
    if known is None:
        known = Outcome(problems=inspect(files, today=DAY, reader=cache.read).problems, files=len(files.contents))
        cache.keep(files, DAY, known)
    return known


def edit(root: Path, path: str, how: str) -> None:
    """Do something to one file."""
    file, text = root / path, full.FILES.get(path, full.EXPORT)
    changed = {
        "as it was": text,
        "longer": f"{text}# A remark\n",
        "broken": f"{text}unknown: 1\n",
        "another": text.replace("title: ", "title: For $500,000 a "),
        "no yaml": "a: [b\n",
        "empty": "",
        "too large": f"# {'x' * 300_000}\n{text}",
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    if how in changed:
        file.write_text(changed[how], encoding="utf-8")


PATHS = st.sampled_from([*full.FILES, "requests/new.yaml", "requests/Bad name.yaml", "docs/page.yaml"])
HOW = st.sampled_from(["as it was", "gone", "longer", "broken", "another", "no yaml", "empty", "too large"])


@settings(max_examples=8, deadline=None)
@given(st.lists(st.lists(st.tuples(PATHS, HOW), max_size=3), min_size=1, max_size=4))
def test_edits_in_any_order_find_what_a_cold_run_finds(rounds: list[list[tuple[str, str]]]) -> None:
    """After each round of edits every problem and every record is as if nothing had been kept."""
    with TemporaryDirectory() as folder:
        root = lay(Path(folder))
        for edits in rounds:
            for path, how in edits:
                edit(root, path, how)
            cold = inspect(Folder(root=root), today=DAY)
            warm = inspect(Folder(root=root), today=DAY, reader=opened(root).read)
            assert (warm.problems, warm.portfolio) == (cold.problems, cold.portfolio)
            assert checked(root).problems == cold.problems
            assert checked(root).problems == cold.problems


def test_what_is_known_is_not_worked_out_again(root: Path, seen: list[str]) -> None:
    """The same files on the same day are not even read as YAML; one changed file alone is, and those with fractions."""
    first = checked(root)
    seen.clear()
    assert checked(root) == first
    assert seen == []
    edit(root, "requests/export.yaml", "longer")
    checked(root)
    assert "requests/export.yaml" in seen
    assert "requests/theme.yaml" not in seen


def test_what_takes_no_parser_is_not_kept(root: Path) -> None:
    """Everyday files are read as fast as they could be looked up; others are kept."""
    cache = opened(root)
    cache.read("requests/everyday.yaml", b"title: Everyday\n")
    cache.read("requests/another.yaml", b"title: [Another]\n")
    cache.keep_readings()
    kept = (root / KEPT / "readings.jsonl").read_text(encoding="utf-8")
    assert ("Everyday" in kept, "Another" in kept) == (False, True)


def test_a_recalled_document_knows_its_places(root: Path) -> None:
    """Places are not kept; they are found when a problem needs one."""
    raw = full.EXPORT.encode()
    cache = opened(root)
    cache.read("requests/export.yaml", raw)
    cache.keep_readings()
    found = opened(root).read("requests/export.yaml", raw)
    fresh = read("requests/export.yaml", raw).document
    assert isinstance(found.document, Document)
    assert fresh is not None
    assert found.document.value_at(("need",)) == fresh.value_at(("need",))
    assert (found.document, len(found.document.places)) == (fresh, len(fresh.places))


@pytest.mark.parametrize("other", ["path", "kind", "content", "gone", "day"])
def test_another_question_has_another_answer(root: Path, other: str) -> None:
    """What is known goes by each path, what stands there, every byte, and the day."""
    files = {"requests/a.yaml": "a", "requests/b.yaml": "b"}
    before, day = Held.of(Memory(files=files)), DAY
    after = {
        "path": Memory(files={"requests/a.yaml": "a", "requests/c.yaml": "b"}),
        "kind": Memory(files={"requests/a.yaml": "a"}, links=frozenset({"requests/b.yaml"})),
        "content": Memory(files={"requests/a.yaml": "ab", "requests/b.yaml": ""}),
        "gone": Memory(files={"requests/a.yaml": "a"}, unreadable=frozenset({"requests/b.yaml"})),
        "day": Memory(files=files),
    }[other]
    cache = opened(root)
    cache.keep(before, day, NOBODY)
    assert opened(root).outcome(before, day) == NOBODY
    assert opened(root).outcome(Held.of(after), date(2026, 11, 24) if other == "day" else day) is None


def test_it_ignores_itself(root: Path, git: Git) -> None:
    """Git sees nothing of it, and it may be deleted at any time."""
    checked(root)
    assert (root / KEPT / ".gitignore").read_text(encoding="utf-8") == "*\n"
    git("add", "--all")
    assert open_cache(root) is not None
    shutil.rmtree(root / ".cache")
    assert checked(root).problems == inspect(Folder(root=root), today=DAY).problems


@pytest.mark.parametrize("name", [".cache", ".Cache", ".c\u200dache"])
def test_a_cache_that_came_with_a_change_is_not_used(root: Path, git: Git, name: str) -> None:
    """Whoever proposes a change cannot propose what is found in it, whatever systems take for the same name."""
    checked(root)
    planted = root / name / "rice-roadmap" / "outcomes.json"
    planted.parent.mkdir(parents=True, exist_ok=True)
    planted.write_text("{}", encoding="utf-8")
    git("add", "--force", str(planted))
    assert open_cache(root) is None


def test_a_link_in_its_place_is_not_followed(root: Path, tmp_path: Path) -> None:
    """Nothing is written somewhere else."""
    (root / ".cache").symlink_to(tmp_path, target_is_directory=True)
    assert open_cache(root) is None
    assert not (tmp_path / "rice-roadmap").exists()


def test_without_git_a_copy_is_not_used(root: Path, tmp_path: Path) -> None:
    """An archive may hold whatever somebody put there; it counts only where it was made."""
    checked(root)
    assert opened(root).outcome(held(root), DAY) is not None
    copy = shutil.copytree(root, tmp_path / "copy")
    assert opened(copy).outcome(held(copy), DAY) is None


def test_inside_git_a_copy_is_used(root: Path, git: Git, tmp_path: Path, seen: list[str]) -> None:
    """A forge checks out anew for each run and puts back what an earlier one kept: only what changed is read again."""
    git("-c", "user.name=x", "-c", "user.email=x@example.com", "commit", "--quiet", "--message", "All")
    first = checked(root)
    clone = tmp_path / "clone"
    git("clone", "--quiet", str(root), str(clone))
    shutil.copytree(root / ".cache", clone / ".cache")
    seen.clear()
    assert checked(clone) == first
    assert seen == []
    edit(clone, "requests/export.yaml", "longer")
    checked(clone)
    assert "requests/export.yaml" in seen
    assert "requests/theme.yaml" not in seen


@pytest.mark.parametrize("content", ["", "[]", "{", "[" * 100_000, '{"edition": 1}', "\udcff"])
def test_what_cannot_be_understood_is_not_used(root: Path, content: str) -> None:
    """A broken file changes no answer."""
    found = checked(root)
    edition = json.loads((root / KEPT / "outcomes.json").read_text(encoding="utf-8"))["edition"]
    whole = json.dumps({"edition": edition, "outcomes": {f"2026-11-23 {held(root).fingerprint}": {"problems": [1]}}})
    for outcomes in (content, whole):
        (root / KEPT / "outcomes.json").write_bytes(outcomes.encode("utf-8", "surrogateescape"))
        readings = f"{json.dumps(edition)}\n{content}\n"
        (root / KEPT / "readings.jsonl").write_bytes(readings.encode("utf-8", "surrogateescape"))
        assert checked(root) == found


def test_check_uses_it_for_large_roadmaps_only(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A small roadmap gets no folder; a large one gets the same answer twice."""

    def said() -> tuple[int, str, str]:
        return main(["check", "--root", str(root), "--today", "2026-11-23"]), *capsys.readouterr()

    first = said()
    assert not (root / ".cache").exists()
    monkeypatch.setattr(check_command, "FEWEST_FILES", 1)
    assert said() == first
    assert (root / KEPT / "outcomes.json").is_file()
    assert said() == first
