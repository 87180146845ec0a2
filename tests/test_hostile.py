"""Names, links and ids that somebody made to do harm: each is told for what it is, or stays a harmless text."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from rice_roadmap.bring.importing import Import, prepare
from rice_roadmap.bring.writing_files import write_files
from rice_roadmap.checking.inspection import inspect
from rice_roadmap.cli import main
from rice_roadmap.history import git
from rice_roadmap.reports import REPORTS
from rice_roadmap.text.document import Data
from rice_roadmap.text.files import Files, Folder
from rice_roadmap.text.problem import Code
from rice_roadmap.text.schema import check
from rice_roadmap.text.shape import ENTRY, KeyPath, Kind, properties
from rice_roadmap.text.source import read
from tests.memory import Memory
from tests.samples import counts, files_of, listed
from tests.small import PLAN, write

#: The samples of each door as they are said to be in SECURITY.md; more are welcome.
LEAST = {
    "yaml": 120,
    "prose": 20,
    "lines": 125,
    "addresses": 80,
    "names": 110,
    "ids": 45,
    "imports": 55,
    "mails": 25,
}

REQUEST = "title: A request\nneed: Something.\npotential_impact: Much.\n"
ITEM = "title: An item\nsummary: Something.\nstatus: candidate\n"
DECISION = "verdict: accepted\ndecided_on: 2026-10-05\ndecided_by: Product\n"
ASK = "account: A prospect\n"

#: What an honest file of each folder holds; the first that fits a path counts.
CONTENTS = (("requests/asks/", ASK), ("requests/", REQUEST), ("roadmap/items/", ITEM), ("roadmap/decisions/", DECISION))
ESCAPED = {"text": r"\\[xuU][0-9a-f]{2,8}", "github": r"%0A|%0D|\\[xuU][0-9a-f]{2,8}"}


def test_every_door_has_its_samples() -> None:
    """No door is forgotten, and samples are added, never lost: `python -m tests.hostile` prints how many there are."""
    assert {door: number for door, number in counts().items() if number < LEAST[door]} == {}


# --- Paths of files ---


def beside(path: str) -> dict[str, str]:
    """Return a small roadmap with an honest file under that path."""
    content = next((text for folder, text in CONTENTS if path.startswith(folder)), PLAN)
    around = {"roadmap/plan.yaml": PLAN, "requests/export.yaml": REQUEST}
    if path.startswith("roadmap/decisions/"):
        around[f"requests/{Path(path).stem}.yaml"] = REQUEST
    return {**around, path: content}


def told(files: Files, path: str) -> list[str]:
    """Return the codes of what is said of a path, each at its first line."""
    found = [problem for problem in inspect(files).problems if problem.where.path == path]
    assert {(problem.where.line, problem.where.column) for problem in found} <= {(1, 1)}
    return [problem.code.value for problem in found]


@pytest.mark.parametrize("file", files_of("names"), ids=lambda file: file.stem)
def test_a_hostile_name_is_told_for_what_it_is(file: Path) -> None:
    """Exactly one problem, or none where the name is odd and right."""
    samples = [sample for code, sample in listed("names") if code == file.stem]
    expected = [] if file.stem == "fine" else [file.stem]
    assert {sample: told(Memory(beside(sample)), sample) for sample in samples} == dict.fromkeys(samples, expected)


def test_names_on_a_disk_are_those_in_memory(tmp_path: Path) -> None:
    """What a disk can hold of them is found there and told the same; nothing else of the disk is touched."""
    on_disk = 0
    for number, (code, sample) in enumerate(listed("names")):
        root = tmp_path / str(number)
        if ".." in sample.split("/") or "//" in sample:
            continue
        try:
            for path, content in beside(sample).items():
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_text(content, encoding="utf-8")
        except (OSError, ValueError):
            continue
        on_disk += 1
        name = sample.rpartition("/")[2]
        # A file that begins with a dot is hidden: editors and systems put such files anywhere.
        assert told(Folder(root=root), sample) == ([] if code == "fine" or name.startswith(".") else [code]), sample
    assert on_disk > 80


@pytest.mark.parametrize("form", ESCAPED)
def test_a_hostile_name_begins_no_line_of_a_log(form: str) -> None:
    """A problem is one line that begins with its own place, whatever the path holds, and nothing in it steers."""
    files = {path: text for _, sample in listed("names") for path, text in beside(sample).items()}
    report = REPORTS[form](inspect(Memory(files)).problems)
    starts = re.compile(r"(?:requests|roadmap|docs)/|  → |::error file=(?:requests|roadmap|docs)/|::warning ")
    assert [line for line in report.splitlines() if not starts.match(line)] == []
    assert [character for character in report if not character.isprintable() and character != "\n"] == []
    assert re.search(ESCAPED[form], report)


def _special(folder: Path) -> Iterator[tuple[str, Code]]:
    """Make what no roadmap holds, and yield each path with what is to be said of it."""
    (folder / "outside").mkdir()
    (folder / "outside" / "secret.yaml").write_text(REQUEST.replace("A request", "Secret"), encoding="utf-8")
    root = folder / "root"
    links = {
        "requests/to-a-file.yaml": "../roadmap/plan.yaml",
        "requests/to-a-system-file.yaml": "/etc/hostname",
        "requests/to-outside.yaml": "../../outside/secret.yaml",
        "requests/to-a-folder": "../../outside",
        "requests/to-nothing.yaml": "nowhere",
        "requests/to-itself.yaml": "to-itself.yaml",
        "requests/loop": "..",
        "requests/asks": "../../outside",
        "roadmap/accounts.yaml": "../../outside/secret.yaml",
        "roadmap/items": "../../outside",
        "docs/page.md": "/etc/hostname",
        "docs/folder": "../roadmap",
    }
    for path, target in links.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).symlink_to(target)
        yield path, Code.SYMBOLIC_LINK
    os.mkfifo(root / "requests/pipe.yaml")
    yield "requests/pipe.yaml", Code.NOT_A_FILE
    here = Path.cwd()
    os.chdir(root / "requests")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.yaml")
    os.chdir(here)
    yield "requests/socket.yaml", Code.NOT_A_FILE


def test_what_is_no_file_is_told_and_never_opened(tmp_path: Path) -> None:
    """Links of all kinds, circles of them, pipes and sockets: one problem each, and nothing behind them is read."""
    root = write(tmp_path / "root")
    for folder in ("requests/asks", "roadmap/items"):
        for file in sorted((root / folder).rglob("*")):
            file.unlink() if file.is_file() else None
    for folder in ("requests/asks/export", "requests/asks", "roadmap/items"):
        (root / folder).rmdir()
    expected = dict(_special(tmp_path))
    inspection = inspect(Folder(root=root))
    found = {problem.where.path: problem.code for problem in inspection.problems}
    assert found == expected
    assert len(inspection.problems) == len(expected)
    assert sorted(inspection.portfolio.requests) == ["dark-mode", "export"]
    assert inspection.portfolio.items == {}


# --- Links ---


def _address_fields() -> Iterator[tuple[Kind, KeyPath]]:
    """Yield every place of every kind of file at which an address may stand."""
    for kind in Kind:
        for found in properties(kind):
            entry = found.schema.get("items", {})
            if found.schema.get("x-form") == "address":
                yield kind, found.path
            elif str(entry.get("$ref", "")).endswith("/address"):
                yield kind, (*found.path, ENTRY)


def _nested(path: KeyPath, value: str) -> Data:
    """Return data in which the value stands where the path leads."""
    if not path:
        return value
    step, *rest = path
    below = _nested(tuple(rest), value)
    return [below] if step == ENTRY else {step: below}


def test_every_address_field_is_known() -> None:
    """An address that is added to a schema is tested here from its first day."""
    assert {f"{kind}: {'.'.join(path)}" for kind, path in _address_fields()} == {
        "request: asks.*.link",
        "request: links.*",
        "request: evidence.*.url",
        "ask: link",
        "item: evidence.*.url",
        "item: release.url",
        "decision: alternatives.*.url",
    }


@pytest.mark.parametrize(("kind", "path"), [*_address_fields()], ids=str)
def test_a_hostile_link_is_refused_in_every_field(kind: Kind, path: KeyPath) -> None:
    """Nothing but https stands in a link, without spaces and without what could end the link in a page."""
    for code, address in listed("addresses"):
        data = json.dumps(_nested(path, address), ensure_ascii=any("\ud800" <= each <= "\udfff" for each in address))
        reading = read("file.yaml", data.encode())
        found = {problem.code for problem in reading.problems}
        if reading.document is not None and not found:
            found = {problem.code for problem in check(kind, reading.document)} - {Code.MISSING_KEY}
        assert found == (set() if code == "fine" else {code}), address


# --- Ids that commands are given ---


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of the small roadmap with folders around it, and stand in it."""
    folder = write(tmp_path / "around" / "ours")
    monkeypatch.chdir(folder)
    return folder


def everything(folder: Path) -> dict[Path, bytes]:
    """Return all files at and below a folder."""
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


COMMANDS: tuple[tuple[str, ...], ...] = (
    ("decide", "{id}", "accepted", "--decided-by=Product"),
    ("score", "{id}", "--effort=1"),
    ("new", "ask", "--set=request={id}", "--set=account=A prospect"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_an_id_that_leads_elsewhere_is_refused(
    command: tuple[str, ...], root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A command writes nowhere but where a record of that id stands; what it says of the id is harmless too."""
    before = everything(tmp_path)
    for _, identifier in listed("ids"):
        status = main([word.replace("{id}", identifier) for word in (*command, f"--root={root}")])
        said = capsys.readouterr()
        assert status == (0 if identifier == "-h" and "{id}" in command else 2), identifier
        assert [character for character in said.err if not character.isprintable() and character != "\n"] == []
        assert everything(tmp_path) == before, identifier


@pytest.mark.parametrize(("kind", "fields"), [("asks", {"account": "A"}), ("decisions", {"verdict": "accepted"})])
def test_an_id_in_a_row_that_leads_elsewhere_is_refused(kind: str, fields: dict[str, str], root: Path) -> None:
    """An import writes nothing for it, and names the row."""
    columns = {"decided_on": "2026-10-05", "decided_by": "Product", **fields}
    rows = [{"request": identifier, **columns} for _, identifier in listed("ids")]
    maps = ["request=request", *(f"{field}={field}" for field in (columns if kind == "decisions" else fields))]
    raw = json.dumps(rows).encode()
    imported = prepare(kind, "rows.json", raw, Folder(root=root), options=maps)
    assert isinstance(imported, Import)
    assert imported.files == ()
    assert len(imported.rejected) == len(rows)


def test_a_title_never_leads_elsewhere(root: Path) -> None:
    """Whatever a title or an id of another tool says, the file that an import makes of it has an honest name."""
    titles = [*(sample for _, sample in listed("ids")), *(sample for _, sample in listed("lines"))]
    rows = json.dumps([{"title": title, "id": f"{number} {title}"} for number, title in enumerate(titles)]).encode()
    imported = prepare("requests", "rows.json", rows, Folder(root=root))
    assert isinstance(imported, Import)
    assert len(imported.files) + len(imported.rejected) == len(titles)
    assert len(imported.files) > len(titles) - 15
    assert [f for f in imported.files if not re.fullmatch(r"requests/[a-z0-9]+(-[a-z0-9]+)*\.yaml", f.path)] == []
    assert write_files(root, imported.files).refusal is None
    assert not inspect(Folder(root=root)).has_errors


# --- What git holds ---

#: What a person, a message or a branch may be called.
PERSON = "::error::x $(touch evil) <script>"
MESSAGE = "@1000000000\n\n::error::forged\x1b[31m\n-----\ntree 0\nFixes #1 @everyone </textarea><script>"
BRANCHES = ("$(touch$IFS'evil')", ";touch_evil", "|cat", "`id`", "<script>", "x::error", "--", "-h", "\u202eevil", "@")


def test_what_a_repository_says_is_never_followed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Names of branches and people, and messages of commits, are bytes: none is run, believed or printed."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    person = {f"GIT_{who}_{what}": PERSON for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    fixed = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_COMMITTER_DATE": "2026-10-01T12:00:00Z"}

    def run(*words: str) -> int:
        return subprocess.run(["git", *words], env=kept | person | fixed, check=False, capture_output=True).returncode

    done = [run("init", "--quiet"), run("add", "."), run("commit", "--quiet", "-m", MESSAGE)]
    assert done == [0, 0, 0]
    made = [branch for branch in BRANCHES if not run("update-ref", f"refs/heads/{branch}", "HEAD")]
    assert len(made) > 4
    before = everything(root.parent)
    assert set(git.submitted(root).values()) == {date(2026, 10, 1)}
    for branch in BRANCHES:
        for form in ("text", "markdown", "json"):
            status = main(["diff", branch, f"--format={form}", f"--root={root}", "--today=2026-11-23"])
            said = capsys.readouterr()
            assert status == (0 if branch in {*made, "-h"} and branch != "--" else 2), branch
            assert "touch evil" not in said.out + said.err
            assert "forged" not in said.out + said.err
            assert [one for one in said.out + said.err if not one.isprintable() and one != "\n"] == []
    assert everything(root.parent) == before
