"""One of every problem on one disk: named at its exact place in every form, and enough to stop the site.

Each folder below `tests/cases/one-of-every` is a roadmap, and the file beside it is what `rice-roadmap check` prints.
What no file in a repository can be, or nobody could see in one, is made here: links, pipes, bytes, strange blanks.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from rice_roadmap.cli import main
from rice_roadmap.reports import REPORTS
from rice_roadmap.text.files import MOST_BYTES
from rice_roadmap.text.problem import Code, Severity
from rice_roadmap.text.tree import MOST_VALUES
from tests.small import MKDOCS

CASES = Path(__file__).parent / "cases" / "one-of-every"
TREES = sorted(path.name for path in CASES.iterdir() if path.is_dir())

#: The tree in which everything is wrong that can be wrong at once; the others hold what excludes it.
EVERYTHING = "everything"

#: What no file can show today, and why.
LEFT_OUT: Mapping[Code, str] = {
    Code.WRONG_SHAPE: "the words for a rule of a schema that has none of its own, and today every rule has",
}

#: The day on which the trees are looked at, and the same as SOURCE_DATE_EPOCH.
TODAY, EPOCH = "2027-03-01", "1803859200"

#: Nobody may open this file. Root may open every other, so opening it fails here whatever the disk says.
CLOSED = "unreadable-file.yaml"

START = f"""\
import os, runpy, sys

opened = os.open

def open_but_one(path, *rest, **named):
    if os.fspath(path).endswith({CLOSED!r}):
        raise PermissionError(13, "Permission denied", path)
    return opened(path, *rest, **named)

os.open = open_but_one
runpy.run_module(sys.argv.pop(1), run_name="__main__", alter_sys=True)
"""

REQUEST = "title: {title}\nneed: People wait.\npotential_impact: We lose time.\n"

#: Below `requests`: what editors would mend, hide or refuse to show.
MADE: Mapping[str, bytes] = {
    "file-too-large.yaml": b"#" * (MOST_BYTES + 1),
    "not-utf-8.yaml": REQUEST.format(title="Café").encode("latin-1"),
    **{
        f"{name}.yaml": text.encode()
        for name, text in {
            "forbidden-character": REQUEST.format(title="Zero\u200bwidth"),
            "tab-character": REQUEST.format(title="Tab character") + "votes:\n\tcount: 3\n",
            "non-breaking-space": REQUEST.format(title="Non-breaking space") + "votes:\n\u00a0\u00a0count: 3\n",
            "not-normalised": REQUEST.format(title="Not normalised") + "visibilite\u0301: public\n",
            # The file itself, its three texts and the list are values too.
            "too-many-values": REQUEST.format(title="Too many values") + f"links: [{'x, ' * (MOST_VALUES - 4)}]\n",
        }.items()
    },
}


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Found:
    """What every form says of a problem."""

    path: str
    line: int
    column: int
    code: str
    severity: str


def lay_out(tree: str, root: Path) -> Path:
    """Write a tree below a folder, with a site that MkDocs can build of it, and return the folder."""
    shutil.copytree(CASES / tree, root, dirs_exist_ok=True)
    (root / "docs").mkdir()
    (root / "mkdocs.yml").write_text(MKDOCS.format(options=""), encoding="utf-8")
    if tree == EVERYTHING:
        for name, content in MADE.items():
            (root / "requests" / name).write_bytes(content)
        (root / "requests" / "symbolic-link.yaml").symlink_to("dark-mode.yaml")
        os.mkfifo(root / "requests" / "not-a-file.yaml")
        (root / "requests" / CLOSED).write_text(REQUEST.format(title="Unreadable file"), encoding="utf-8")
    return root


@pytest.fixture(params=TREES)
def tree(request: pytest.FixtureRequest) -> str:
    """Return the name of each tree in turn."""
    return str(request.param)


@pytest.fixture
def root(tree: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a tree, on a disk on which one file is closed."""
    opened = os.open

    def open_but_one(path: Any, *rest: Any, **named: Any) -> int:
        if os.fspath(path).endswith(CLOSED):
            raise PermissionError(13, "Permission denied", path)
        return opened(path, *rest, **named)

    monkeypatch.setattr(os, "open", open_but_one)
    return lay_out(tree, tmp_path)


def printed(root: Path, form: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Return what `rice-roadmap check` prints; its exit status says that there are errors."""
    assert main(["check", "--format", form, "--root", str(root), "--today", TODAY]) == 1
    return capsys.readouterr().out


def expected(tree: str) -> str:
    """Return what should be printed of a tree."""
    return (CASES / f"{tree}.txt").read_text(encoding="utf-8")


def test_check_prints_every_problem_at_its_place(
    root: Path, tree: str, update_examples: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """Path, line, column, code and message of each, and what to write instead, byte for byte."""
    text = printed(root, "text", capsys)
    if update_examples:
        (CASES / f"{tree}.txt").write_text(text, encoding="utf-8")
    assert text == expected(tree)


@pytest.mark.parametrize("form", sorted(set(REPORTS) - {"text"}))
def test_every_form_names_the_same_problems_at_the_same_places(
    form: str, root: Path, tree: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever reads only one form misses nothing: JSON, GitHub, GitLab and SARIF hold what the text holds."""
    assert READERS[form](printed(root, form, capsys)) == in_text(expected(tree))


def test_every_kind_of_problem_occurs() -> None:
    """None is left out but those with a reason, and those really do not occur."""
    found = {problem.code for tree in TREES for problem in in_text(expected(tree))}
    assert found == set(Code) - set(LEFT_OUT)


def test_most_problems_occur_beside_each_other() -> None:
    """In one tree, so that none hides another: all but those that exclude it."""
    found = {problem.code for problem in in_text(expected(EVERYTHING))}
    assert set(Code) - found - set(LEFT_OUT) == {Code.MISSING_PLAN, Code.INTERNAL_IN_PUBLIC_REPOSITORY}


def test_each_file_has_the_problem_it_is_named_after() -> None:
    """A file called by a code has that problem, and one with a problem is called by its code, or is no other's."""
    names = {code.value for code in Code}
    for problem in in_text(expected(EVERYTHING)):
        name = re.split(r"[./]", problem.path)[-2]
        assert name.replace("_", "-") == problem.code or name not in names, problem


@pytest.mark.parametrize("command", ["mkdocs", "rice_roadmap"])
def test_the_same_errors_stop_the_site(command: str, tree: str, tmp_path: Path) -> None:
    """Each is named at its place and without a traceback, and what readers see stays as it was."""
    root = lay_out(tree, tmp_path / "roadmap")
    page = root / "site" / "index.html"
    page.parent.mkdir()
    page.write_text("The old site.", encoding="utf-8")
    words = ["build", "--strict"] if command == "mkdocs" else ["build", "--root", "."]
    done = subprocess.run(
        [sys.executable, "-c", START, command, *words],
        cwd=root,
        env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert "Traceback" not in said
    assert [line for line in first_lines(expected(tree)) if line not in said] == []
    assert list(page.parent.iterdir()) == [page]
    assert page.read_text(encoding="utf-8") == "The old site."


# Reading each form back


LINE = re.compile(r"(?P<path>\S.*?):(?P<line>[0-9]+):(?P<column>[0-9]+): (?P<code>[a-z0-9-]+): ")
COMMAND = re.compile(
    r"::(?P<severity>error|warning) "
    r"file=(?P<path>[^,]+),line=(?P<line>[0-9]+),col=(?P<column>[0-9]+),title=(?P<code>[a-z0-9-]+)::(?P<message>.+)"
)


def first_lines(text: str) -> list[str]:
    """Return the lines that say where and what, without those that say what to write instead."""
    return [line for line in text.splitlines() if not line.startswith(" ")]


def in_text(text: str) -> list[Found]:
    """Return the problems of the text form; a warning says so on the line below it."""
    found = []
    for line, below in zip(text.splitlines(), [*text.splitlines()[1:], ""], strict=True):
        if not line.startswith(" "):
            match = LINE.match(line)
            assert match, line
            is_warning = below.startswith("  → Only a warning.")
            found.append(_found(match, Severity.WARNING if is_warning else Severity.ERROR))
    return sorted(found)


def in_json(text: str) -> list[Found]:
    """Return the problems of the JSON form."""
    names = ("path", "line", "column", "code", "severity")
    return sorted(Found(**{name: problem[name] for name in names}) for problem in json.loads(text)["problems"])


def in_github(text: str) -> list[Found]:
    """Return the problems of the form for GitHub."""
    matches = [COMMAND.fullmatch(line) for line in text.splitlines()]
    return sorted(_found(match, match["severity"]) for match in matches if match)


def in_gitlab(text: str) -> list[Found]:
    """Return the problems of the form for GitLab, which has names of its own for how bad something is."""
    severities = {"major": Severity.ERROR, "minor": Severity.WARNING}
    found = []
    for problem in json.loads(text):
        place = problem["location"]
        line, column = (place["positions"]["begin"][name] for name in ("line", "column"))
        assert place["lines"]["begin"] == line
        severity = severities[problem["severity"]]
        found.append(Found(path=place["path"], line=line, column=column, code=problem["check_name"], severity=severity))
    return sorted(found)


def in_sarif(text: str) -> list[Found]:
    """Return the problems of the SARIF form."""
    found = []
    for result in json.loads(text)["runs"][0]["results"]:
        place = result["locations"][0]["physicalLocation"]
        region = place["region"]
        found.append(
            Found(
                path=unquote(place["artifactLocation"]["uri"]),
                line=region["startLine"],
                column=region["startColumn"],
                code=result["ruleId"],
                severity=result["level"],
            )
        )
    return sorted(found)


READERS = {"github": in_github, "gitlab": in_gitlab, "json": in_json, "sarif": in_sarif}


def _found(match: re.Match[str], severity: str) -> Found:
    line, column = int(match["line"]), int(match["column"])
    return Found(path=match["path"], line=line, column=column, code=match["code"], severity=severity)
