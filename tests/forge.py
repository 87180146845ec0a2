"""A forge to run workflows on: a bare git repository with pull requests, and what its programs know and remember."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests import small, stand_ins
from tests.workflows import Action, Context, Job, Runner

WORKFLOWS = Path(__file__).parents[1] / ".github" / "workflows"

#: 2026-11-23, a day on which nothing in the small roadmap is late.
TODAY = "1795435200"


@dataclass(frozen=True, kw_only=True, slots=True)
class Pull:
    """A pull request: its number, its branch, and the commits at its beginning and its end."""

    number: int
    branch: str
    base: str
    head: str


class Forge:
    """A repository with the small roadmap on main, and everything that happens to it."""

    def __init__(self, folder: Path) -> None:
        """Begin with one commit."""
        self.folder = folder
        self.bare = folder / "forge.git"
        self.author = small.write(folder / "author")
        self.artifacts: list[str] = []
        self.kept: dict[str, Path] = {}
        (folder / "forge.json").write_text(
            json.dumps(
                {"calls": [], "pulls": [], "comments": [], "locked": [], "published": [], "pulls_of_commit": {}}
            ),
            encoding="utf-8",
        )
        stand_ins.write(folder / "programs", folder / "forge.json")
        (folder / "home").mkdir()
        self.git("init", "--quiet", "--bare", "--initial-branch", "main", str(self.bare))
        self.git("init", "--quiet", "--initial-branch", "main")
        self.git("remote", "add", "origin", str(self.bare))
        self.commit({"docs/.gitkeep": ""}, "Begin")

    def git(self, *words: str) -> str:
        """Run git where the author works and return what it says."""
        done = subprocess.run(
            ["git", *words], cwd=self.author, env=self.environment, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    @property
    def environment(self) -> Mapping[str, str]:
        """What programs learn of the machine: only what is needed, and our own programs first."""
        path = (str(self.folder / "programs"), str(Path(sys.executable).parent), os.defpath)
        person = {f"GIT_{role}_{key}": "a@b" for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")}
        return {
            "PATH": os.pathsep.join(path),
            "HOME": str(self.folder / "home"),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "SOURCE_DATE_EPOCH": TODAY,
            **person,
        }

    def commit(self, files: Mapping[str, str | None], message: str) -> str:
        """Write these files (None takes one away), commit them to the branch, push it, and return the commit."""
        for name, text in files.items():
            path = self.author / name
            if text is None:
                path.unlink()
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)
        self.git("push", "--quiet", "--force", "origin", "HEAD")
        return self.git("rev-parse", "HEAD")

    def pull(self, number: int, files: Mapping[str, str | None], *, branch: str = "", message: str = "Add") -> Pull:
        """Open a pull request, or push to it, with these files, as what main would become if it were merged."""
        name = branch or f"pull-{number}"
        base = self.git("rev-parse", "main")
        self.git("checkout", "--quiet", "-B", name, "main")
        head = self.commit(files, message)
        self.git("checkout", "--quiet", "main")
        state = self.state
        state["pulls"] = [pull for pull in state["pulls"] if pull["number"] != number]
        state["pulls"].append(
            {"number": number, "open": True, "head": {"label": f"somebody:{name}", "sha": head}, "merged_at": None}
        )
        self.remember(state)
        pull = Pull(number=number, branch=name, base=base, head=head)
        self.try_merging(pull)
        return pull

    def try_merging(self, pull: Pull) -> None:
        """Make what main would become by merging a pull request, as a forge does whenever main moves."""
        self.git("checkout", "--quiet", "--detach", "main")
        self.git("merge", "--quiet", "--no-ff", "--message", "Merge", pull.head)
        self.git("push", "--quiet", "--force", "origin", f"HEAD:refs/pull/{pull.number}/merge")
        self.git("checkout", "--quiet", "main")

    def merge(self, pull: Pull) -> str:
        """Merge a pull request and return main's new commit."""
        self.git("merge", "--quiet", "--no-ff", "--message", "Merge", pull.head)
        self.git("push", "--quiet", "origin", "main")
        state = self.state
        found = next(one for one in state["pulls"] if one["number"] == pull.number)
        found |= {"open": False, "merged_at": "2026-11-23T00:00:00Z"}
        state["pulls_of_commit"][pull.head] = [{"number": 1, "merged_at": None}, found]
        self.remember(state)
        return self.git("rev-parse", "HEAD")

    @property
    def state(self) -> dict[str, Any]:
        """What the forge knows."""
        state: dict[str, Any] = json.loads((self.folder / "forge.json").read_text(encoding="utf-8"))
        return state

    def remember(self, state: Mapping[str, Any]) -> None:
        """Let the forge know something else from now on."""
        (self.folder / "forge.json").write_text(json.dumps(state), encoding="utf-8")

    def comments(self, number: int) -> list[str]:
        """Return what stands below a pull request."""
        return [said["body"] for said in self.state["comments"] if said["pull"] == number]

    # What workflows are given

    def check(self, pull: Pull, *, association: str = "MEMBER", title: str = "Add", only: Collection[str] = ()) -> Job:
        """Run what a pull request is checked with, all of it or some steps only."""
        event = {
            "pull_request": {
                "base": {"sha": pull.base},
                "head": {"sha": pull.head},
                "author_association": association,
                "title": title,
            },
        }
        context = {"github": {"event_name": "pull_request", "event": event}}
        return self._run("check", "roadmap", context, f"refs/pull/{pull.number}/merge", only=only)

    def comment(self, pull: Pull, *, event: str = "pull_request") -> Job:
        """Run what comments on a pull request, once its check is over."""
        run = {
            "event": event,
            "head_sha": pull.head,
            "head_branch": pull.branch,
            "head_repository": {"owner": {"login": "somebody"}},
        }
        context = {"github": {"event_name": "workflow_run", "event": {"workflow_run": run}}}
        return self._run("comment", "comment", context, "main")

    def build(self, *, only: Collection[str] = ()) -> Job:
        """Run what builds main for publishing, all of it or some steps only, and keep what it says should be kept."""
        context: Context = {"github": {"event_name": "push", "event": {}, "sha": self.git("rev-parse", "main")}}
        job = self._run("publish", "build", context, "main", only=only)
        for key, path in {} if job.failed else context.get("to_keep", {}).items():
            if path.is_dir():
                self.kept[key] = shutil.copytree(path, self.folder / "kept" / key)
        return job

    def tell(self, before: str) -> Job:
        """Run what tells those who asked, after a push to main, and call it a success if it was one."""
        context = {
            "github": {"event_name": "push", "event": {"before": before}},
            "needs": {"deploy": {"outputs": {"url": "https://example.com/roadmap/"}}},
        }
        job = self._run("publish", "tell", context, "main")
        if not job.failed:
            self.call_published()
        return job

    def call_published(self) -> None:
        """Let the forge remember that publishing main as it is now has succeeded."""
        state = self.state
        state["published"].append(self.git("rev-parse", "main"))
        self.remember(state)

    def _run(self, workflow: str, job: str, context: Context, ref: str, *, only: Collection[str] = ()) -> Job:
        context["github"] |= {"repository": "example/roadmap", "token": "a-token"}
        workspace = self.folder / "workspace"
        runner = Runner(
            workspace=workspace,
            temporary=self.folder / "temporary",
            environment=self.environment,
            actions=self._actions(workspace, ref),
            context=context,
        )
        return runner.run(WORKFLOWS / f"{workflow}.yml", job, only=only)

    def _actions(self, workspace: Path, ref: str) -> Mapping[str, Action]:
        def check_out(_: Context, given: Mapping[str, str]) -> Mapping[str, str]:
            assert given == {"persist-credentials": "False", "fetch-depth": "0"}
            shutil.rmtree(workspace, ignore_errors=True)
            self.git("clone", "--quiet", str(self.bare), str(workspace))
            self.git("-C", str(workspace), "fetch", "--quiet", "origin", ref)
            self.git("-C", str(workspace), "checkout", "--quiet", "--detach", "FETCH_HEAD")
            return {}

        def bring(context: Context, given: Mapping[str, str]) -> Mapping[str, str]:
            path, key, beginning = workspace / given["path"], given["key"], given["restore-keys"]
            found = [key] if key in self.kept else [known for known in self.kept if known.startswith(beginning)]
            if found:
                shutil.copytree(self.kept[found[-1]], path)
            # What is kept under a key stays as it is.
            context["to_keep"] = {} if key in found else {key: path}
            return {}

        def keep(_: Context, given: Mapping[str, str]) -> Mapping[str, str]:
            self.artifacts.append((workspace / given["path"] / "index.html").read_text(encoding="utf-8"))
            return {}

        return {
            "actions/cache": bring,
            "actions/checkout": check_out,
            "actions/setup-python": lambda _context, _given: {},
            "actions/upload-artifact": keep,
            "actions/upload-pages-artifact": keep,
        }

    def made_by(self, names: Iterable[str]) -> list[Path]:
        """Return every file of one of these names, which nothing should have made."""
        return [path for name in names for path in self.folder.rglob(name)]
