"""The command line when something is odd: a full disk, a closed door, words that mean nothing, a folder one needs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from rice_roadmap.cli import main
from tests.served import mkdocs
from tests.small import write

PACKAGES = Path(__file__).parents[1] / "plugins"

#: A device that takes nothing, as a full disk.
FULL = Path("/dev/full")

needs_a_full_disk = pytest.mark.skipif(not FULL.exists(), reason="only Linux has a disk that is always full")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of the small roadmap, and stand in it."""
    folder = write(tmp_path / "ours")
    monkeypatch.chdir(folder)
    return folder


def run(*words: str, **streams: object) -> subprocess.CompletedProcess[str]:
    """Run the command as a program of its own."""
    environment = os.environ | {"PYTHONPATH": str(PACKAGES), "SOURCE_DATE_EPOCH": "1795435200"}
    command = [sys.executable, "-m", "rice_roadmap", *words]
    given = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams}
    return subprocess.run(command, env=environment, text=True, check=False, **given)  # type: ignore[call-overload,no-any-return]  # the streams are what it takes


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Return what is said of a command that cannot be followed; nothing is on standard output."""
    assert main(words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    return said.err


# Where the words go


@needs_a_full_disk
@pytest.mark.usefixtures("root")
def test_a_full_disk_is_told_in_a_sentence() -> None:
    """Whoever redirects output learns that it is not there, and so does a script."""
    with FULL.open("w") as full:
        done = run("rank", stdout=full)
    assert (done.returncode, done.stderr) == (
        2,
        "What this command says could not be written: No space left on device.\n",
    )


@needs_a_full_disk
@pytest.mark.parametrize(("words", "status"), [(("rank",), 0), (("rnak",), 2)])
@pytest.mark.usefixtures("root")
def test_a_message_that_nobody_can_read_changes_no_status(words: tuple[str, ...], status: int) -> None:
    """The exit status is for scripts, whatever becomes of the words for people."""
    with FULL.open("w") as full:
        assert run(*words, stderr=full).returncode == status


@pytest.mark.parametrize("closed", [0, 1, 2])
@pytest.mark.usefixtures("root")
def test_a_stream_that_was_closed_before_is_no_mistake(closed: int) -> None:
    """Schedulers start programs without a terminal, and some without anything to read from or write to."""
    done = run("rnak", preexec_fn=lambda: os.close(closed))
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


# Words that mean nothing


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("check", "--format"), "`--format` needs a value behind it. `rice-roadmap check --help` explains it.\n"),
        (
            ("check", "--fromat=json"),
            "`--fromat` means nothing here. Did you mean `--format`? `rice-roadmap check --help` explains it.\n",
        ),
        (("check", "--root"), "`--root` needs a value behind it. `rice-roadmap check --help` explains it.\n"),
        (
            ("import", "requests", "x.csv", "--write=yes"),
            "`--write` takes no value. `rice-roadmap import --help` explains it.\n",
        ),
        (
            ("import",),
            "Something is missing behind the command: KIND, FILE. `rice-roadmap import --help` explains it.\n",
        ),
        (
            ("import", "request", "x.csv"),
            "`KIND`: there is no `request`. Did you mean `requests`? `rice-roadmap import --help` explains it.\n",
        ),
        (
            ("--root", ".", "check"),
            "`--root` is no command; options stand behind one. `rice-roadmap --help` lists the commands.\n",
        ),
        (("--versoin",), "`--versoin` is no command; options stand behind one. Did you mean `--version`?\n"),
    ],
)
@pytest.mark.usefixtures("root")
def test_words_that_do_not_fit_are_answered_in_plain_sentences(
    words: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody is told about arguments and required ones: what is missing, and where help is."""
    assert refused(capsys, *words) == message


def test_a_plan_of_the_wrong_ending_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever called it plan.yml is told so, and not that there is nothing."""
    (tmp_path / "roadmap").mkdir()
    (tmp_path / "roadmap" / "plan.yml").touch()
    monkeypatch.chdir(tmp_path / "roadmap")
    assert refused(capsys, "check") == (
        "There is no roadmap/plan.yaml, only roadmap/plan.yml, which is not read. Rename it to plan.yaml.\n"
    )


# Days that no calendar knows


@pytest.mark.parametrize("epoch", ["soon", "-1", "1e9", " 12", "1_000", "１２", "4294967296", "9" * 30])
@pytest.mark.usefixtures("root")
def test_an_epoch_that_names_no_day_is_misuse(
    epoch: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also what only MkDocs would fail on: compressed files know no second before 1970 and none after 2106."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert refused(capsys, "rank") == "SOURCE_DATE_EPOCH names no day. It is a number of seconds since 1970.\n"


@pytest.mark.parametrize("epoch", ["", "0", "4294967295"])
def test_the_first_and_the_last_day_and_none_build_a_site(epoch: str, root: Path) -> None:
    """Set to nothing is not set, for MkDocs too."""
    done = mkdocs("build", "--strict", cwd=root, SOURCE_DATE_EPOCH=epoch)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_no_day_and_no_promise_is_too_far_away(
    day: str, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What somebody wrote may be a slip of the keyboard; it is no traceback, in no command and on no page."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795435200")
    write(
        root,
        options=":\n      audience: internal",
        roadmap__plan="product: A\nreach: {unit: customers, period: quarter}\n"
        f"promises: {{since: {day}, decide_within_days: 999999999999999, rescore_after_days: 999999999999999}}\n",
        requests__export=f"title: A\nneed: B\npotential_impact: C\nsubmitted_on: {day}\n",
        roadmap__items__export=f"title: A\nsummary: B\nstatus: planned\nscored_on: {day}\ntarget: {day}\n",
    )
    for words in (["check"], ["rank"], ["export", "json"], ["check", "--today", day]):
        assert main(words) == 0, capsys.readouterr().out
    done = mkdocs("build", "--strict", cwd=root)
    assert done.returncode == 0, done.stderr


# What would be lost


@pytest.mark.parametrize(
    ("out", "message"),
    [
        ("mkdocs.yml", "`mkdocs.yml` is a file. Name a folder with --out, and the site takes its place.\n"),
        (".", "`.` holds the files of the roadmap. Name another folder with --out.\n"),
        ("..", "`..` holds the files of the roadmap. Name another folder with --out.\n"),
        ("roadmap", "`roadmap` holds the files of the roadmap. Name another folder with --out.\n"),
        ("requests/site", "`requests/site` holds the files of the roadmap. Name another folder with --out.\n"),
        ("docs/site", "`docs/site` holds the files of the roadmap. Name another folder with --out.\n"),
        (
            "holiday",
            (
                "`holiday` holds files that are no site, and the site would take their place. Name an empty folder "
                "with --out, or one that is not there yet.\n"
            ),
        ),
    ],
)
def test_build_takes_no_files_away(
    out: str, message: str, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The site takes the place of a whole folder, so it is refused where that folder holds anything else."""
    (root / "holiday").mkdir()
    (root / "holiday" / "beach.jpg").touch()
    monkeypatch.setitem(sys.modules, "rice_roadmap.plugin", SimpleNamespace())
    before = everything(root)
    assert refused(capsys, "build", "--out", out) == message
    assert everything(root) == before


@pytest.mark.parametrize("out", ["empty", "old-site", "new", "deeper/new"])
def test_build_takes_the_place_of_nothing_or_of_a_site(out: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder, a site built before, or none yet."""
    (root / "empty").mkdir()
    (root / "old-site").mkdir()
    (root / "old-site" / "index.html").touch()
    built: list[Path] = []

    def build(_: Path, target: Path, *, strict: bool, tell: object) -> int:
        assert callable(tell)
        assert not strict
        built.append(target)
        return 0

    monkeypatch.setitem(sys.modules, "rice_roadmap.plugin", SimpleNamespace(build=build))
    assert main(["build", "--out", out]) == 0
    assert built == [Path(out)]


def test_a_warning_of_mkdocs_is_enough_for_a_strict_build_alone(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A link that leads nowhere leaves the old site as it was; without `--strict` it is said, and the site is built."""
    (root / "docs" / "about.md").write_text("# About\n\n[More](nowhere.md)\n", encoding="utf-8")
    assert main(["build", "--strict"]) == 1
    said = capsys.readouterr().err
    assert "nowhere.md" in said
    assert said.endswith("The site was left as it was: `strict` takes a warning for an error.\n")
    (root / "requests" / "broken.yaml").write_text("tilte: x\n", encoding="utf-8")
    assert main(["build", "--strict"]) == 1
    assert "takes a warning for an error" not in capsys.readouterr().err
    (root / "requests" / "broken.yaml").unlink()
    assert not (root / "site").exists()
    assert main(["build"]) == 0
    assert (root / "site" / "about" / "index.html").is_file()


def everything(root: Path) -> Mapping[str, bytes]:
    """Return every file below a folder."""
    return {str(path): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


# Doors that are closed


@pytest.mark.usefixtures("root")
def test_a_folder_that_cannot_be_opened_hides_no_other_problem(
    monkeypatch: pytest.MonkeyPatch, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is one problem of the files, named with all the others, and nothing that points into it is wrong too."""
    (root / "roadmap" / "items" / "broken.yaml").write_text("title: [x\n", encoding="utf-8")
    scan = os.scandir

    def refusing(path: Any) -> Any:
        if Path(path).name == "requests":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert main(["check"]) == 1
    found = [line.split(": ")[:2] for line in capsys.readouterr().out.splitlines() if not line.startswith(" ")]
    assert found == [["requests:1:1", "unreadable-file"], ["roadmap/items/broken.yaml:1:8", "not-yaml"]]


def test_rows_left_over_are_not_said_to_be_where_they_could_not_be_written(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A sentence that is not true helps nobody to find them."""
    (root / "ideas.csv").write_text("Title,Id\nA calendar,7\n,8\n", encoding="utf-8")
    (root / "ideas.rejects.csv").mkdir()
    monkeypatch.chdir(root)
    assert main(["import", "requests", "ideas.csv", "--map", "title=Title", "--map", "id=Id", "--write"]) == 1
    said = capsys.readouterr().err
    assert "ideas.rejects.csv cannot be written: " in said
    assert "is in ideas.rejects.csv" not in said


@pytest.mark.usefixtures("root")
def test_a_folder_is_no_file_to_import(capsys: pytest.CaptureFixture[str]) -> None:
    """It is there, so nobody is told that it is not."""
    assert refused(capsys, "import", "requests", "docs") == "docs is a folder. Name a file in it.\n"


def test_a_list_of_what_are_no_rows_is_told_in_a_sentence(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody is told that a list of columns is empty."""
    (root / "list.json").write_text("\n[1, 2]\n", encoding="utf-8")
    assert main(["import", "requests", "list.json", "--map", "title=title"]) == 1
    assert capsys.readouterr().err == (
        'list.json:2:1: the row is not an object with named values, such as {"title": "…"}. '
        "Each entry of the list is one row.\n"
    )
