"""Workflows as a forge runs them: their `run:` steps in bash, word for word, against a real git repository.

Everything that is not a `run:` step comes from a table, and what is in no table is an error: actions are replaced by
functions, conditions are looked up, and of expressions only plain paths into the context are known.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Context = dict[str, Any]
Action = Callable[[Context, Mapping[str, str]], Mapping[str, str]]

_EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}")
_PATH = re.compile(r"[a-z_]+(\.[a-z_-]+)+")

#: Every condition there is, by what it asks of the context and of whether a step has failed already.
CONDITIONS: Mapping[str, Callable[[Context, bool], bool]] = {
    "success()": lambda _, failed: not failed,
    "!cancelled()": lambda _context, _failed: True,
    "!cancelled() && github.event_name == 'pull_request'": lambda context, _: (
        context["github"]["event_name"] == "pull_request"
    ),
    "github.event.workflow_run.event == 'pull_request'": lambda context, _: (
        value("github.event.workflow_run.event", context) == "pull_request"
    ),
    "steps.find.outputs.number": lambda context, failed: (
        not failed and bool(value("steps.find.outputs.number", context))
    ),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """What became of a step: `success`, `failure` or `skipped`, what it printed, and its part of the summary."""

    name: str
    outcome: str
    printed: str = ""
    summary: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """What became of a job."""

    steps: tuple[Step, ...]
    outputs: Mapping[str, str]

    def __getitem__(self, name: str) -> Step:
        """Return the step of that name."""
        return next(step for step in self.steps if step.name == name)

    @property
    def failed(self) -> list[str]:
        """The names of the steps that failed."""
        return [step.name for step in self.steps if step.outcome == "failure"]


@dataclass(kw_only=True)
class Runner:
    """A machine that runs jobs in `workspace`, with these environment variables and actions."""

    workspace: Path
    temporary: Path
    environment: Mapping[str, str]
    actions: Mapping[str, Action]
    context: Context = field(default_factory=dict)

    def run(self, workflow: Path, name: str, *, only: Collection[str] = ()) -> Job:
        """Run one job of a workflow to its end; with `only`, the steps of these names alone."""
        data = yaml.safe_load(workflow.read_text(encoding="utf-8"))
        job = data["jobs"][name]
        self.context["steps"] = {}
        if "if" in job and not condition(job["if"], self.context, failed=False):
            return Job(steps=(), outputs={})
        self.temporary.mkdir(exist_ok=True)
        shared = {**data.get("env", {}), **job.get("env", {})}
        steps: list[Step] = []
        for number, step in enumerate(job["steps"]):
            failed = any(done.outcome == "failure" for done in steps)
            is_wanted = not only or step["name"] in only
            if is_wanted and condition(step.get("if", "success()"), self.context, failed=failed):
                steps.append(self._step(step, shared, self.temporary / f"step-{number}"))
            else:
                steps.append(Step(name=step["name"], outcome="skipped"))
        return Job(
            steps=tuple(steps), outputs={key: expanded(it, self.context) for key, it in job.get("outputs", {}).items()}
        )

    def _step(self, step: Mapping[str, Any], shared: Mapping[str, str], files: Path) -> Step:
        if "uses" in step:
            given = {key: expanded(str(it), self.context) for key, it in step.get("with", {}).items()}
            outputs = self.actions[step["uses"].partition("@")[0]](self.context, given)
            self.context["steps"][step.get("id", step["name"])] = {"outputs": dict(outputs)}
            return Step(name=step["name"], outcome="success")
        variables = {key: expanded(str(it), self.context) for key, it in {**shared, **step.get("env", {})}.items()}
        done, output, summary = self._bash(step["run"], variables, files)
        written = (line.partition("=") for line in output.splitlines())
        self.context["steps"][step.get("id", step["name"])] = {"outputs": {key: it for key, _, it in written}}
        outcome = "failure" if done.returncode else "success"
        return Step(name=step["name"], outcome=outcome, printed=done.stdout, summary=summary)

    def _bash(self, script: str, variables: Mapping[str, str], files: Path) -> tuple[Any, str, str]:
        files.mkdir(exist_ok=True)
        (files / "script.sh").write_text(script, encoding="utf-8")
        names = {name: files / name.lower() for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for path in names.values():
            path.write_bytes(b"")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", files / "script.sh"],
            cwd=self.workspace,
            env={
                **self.environment,
                **variables,
                **{name: str(path) for name, path in names.items()},
                "RUNNER_TEMP": str(self.temporary),
                "GITHUB_ACTIONS": "true",
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="backslashreplace",
            timeout=120,
            check=False,
        )
        output, summary = (path.read_text(encoding="utf-8") for path in names.values())
        return done, output, summary


def condition(text: str, context: Context, *, failed: bool) -> bool:
    """Return whether a condition holds; one that is not in the table is an error."""
    return CONDITIONS[_EXPRESSION.sub(lambda found: found[1].strip(), text)](context, failed)


def expanded(text: str, context: Context) -> str:
    """Return a text with its expressions replaced: a path into the context, or several with `||` between them."""
    return _EXPRESSION.sub(lambda found: _first(found[1], context), text)


def _first(expression: str, context: Context) -> str:
    paths = [path.strip() for path in expression.split("||")]
    return next((found for path in paths if (found := value(path, context))), "")


def value(path: str, context: Context) -> str:
    """Return what stands at a path in the context, empty where there is nothing, as a forge does."""
    if not _PATH.fullmatch(path):
        raise ValueError(f"no plain path: {path}")
    found: Any = context
    for part in path.split("."):
        found = found.get(part, "") if isinstance(found, Mapping) else ""
    return str(found)
