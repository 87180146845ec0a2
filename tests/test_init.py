"""`init` as people meet it: a folder that checks and builds as it is, whoever reads it and whatever day it is."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import pytest

from rice_roadmap.bring.questions import Question
from rice_roadmap.bring.starting import SCAFFOLD, Readers
from rice_roadmap.cli import main
from rice_roadmap.commands.command import Place, Result
from rice_roadmap.commands.init import COMMAND
from tests.served import mkdocs
from tests.terminal import Terminal

ROOT = Path(__file__).parents[1]
TODAY = datetime(2026, 11, 23, tzinfo=UTC)
KINDS = list(product(Readers, (False, True)))


def epoch(years: int = 0) -> str:
    """Return the second at which that many years have passed since the test's day began."""
    return str(int(TODAY.replace(year=TODAY.year + years).timestamp()))


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every test play on the same day."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch())


def contents(root: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def init(root: Path, *words: str) -> int:
    """Start a roadmap in a folder and return the exit status."""
    return main(["init", str(root), *words])


def words_of(readers: Readers, *, with_demo: bool) -> tuple[str, ...]:
    """Return what is typed for a kind of roadmap."""
    return ("--readers", readers, *(["--demo"] if with_demo else []))


# It checks and builds


@pytest.fixture(scope="module", params=KINDS, ids=lambda kind: f"{kind[0]}-{'demo' if kind[1] else 'empty'}")
def started(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a new roadmap of each kind, as it was written."""
    readers, with_demo = request.param
    root = tmp_path_factory.mktemp("new") / "roadmap"
    assert init(root, *words_of(readers, with_demo=with_demo), "--today", "2026-11-23") == 0
    return root


@pytest.mark.parametrize("years", [0, 1, 5])
def test_a_new_roadmap_checks(started: Path, years: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has no error, on its first day and years later."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch(years))
    assert main(["check", "--root", str(started)]) == 0


@pytest.mark.parametrize("settings", ["mkdocs.yml", "internal.yml"])
def test_a_new_roadmap_builds(started: Path, tmp_path: Path, settings: str) -> None:
    """Both sites are built without a warning."""
    words = ("build", "--strict", "--config-file", settings, "--site-dir", str(tmp_path / "site"))
    done = mkdocs(*words, cwd=started, SOURCE_DATE_EPOCH=epoch(0))
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "site" / "roadmap" / "index.html").is_file()
    assert (tmp_path / "site" / "triage").exists() == (settings == "internal.yml")


@pytest.mark.parametrize(("words", "years"), [((), 1), (("--demo",), 1), (("--demo",), 5)])
def test_a_roadmap_still_builds_years_later(tmp_path: Path, words: tuple[str, ...], years: int) -> None:
    """However old they are, an empty roadmap and the example with everything in it make a site."""
    root = tmp_path / "roadmap"
    assert init(root, *words) == 0
    done = mkdocs("build", "--strict", "--config-file", "internal.yml", cwd=root, SOURCE_DATE_EPOCH=epoch(years))
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_wheel_alone_makes_a_roadmap_that_builds(tmp_path: Path) -> None:
    """From an installed wheel, with nothing of this repository at hand: init, check and a strict build, with a demo."""
    python = _python_with_the_wheel(tmp_path)
    where = _run(python, "-c", "import rice_roadmap; print(rice_roadmap.__file__)", cwd=tmp_path).strip()
    assert Path(where).is_relative_to(tmp_path)
    for name, more in (("empty", ()), ("demo", ("--demo",))):
        _run(python.with_name("rice-roadmap"), "init", name, *more, cwd=tmp_path)
        _run(python.with_name("rice-roadmap"), "check", cwd=tmp_path / name)
        _run(python, "-m", "mkdocs", "build", "--strict", cwd=tmp_path / name, SOURCE_DATE_EPOCH=epoch(1))
        assert (tmp_path / name / "site" / "index.html").is_file()


def _python_with_the_wheel(folder: Path) -> Path:
    """Return the Python of an environment that has the wheel, and sees what the wheel needs where the tests have it."""
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT, check=True)
    wheel = next(folder.glob("*.whl"))
    with zipfile.ZipFile(wheel) as held:
        wanted = {f"rice_roadmap/bring/{path.relative_to(SCAFFOLD.parent).as_posix()}" for path in SCAFFOLD.rglob("*")}
        missing = {name for name in wanted - set(held.namelist()) if (ROOT / "plugins" / name).is_file()}
    assert missing == set()
    environment = folder / "environment"
    venv.EnvBuilder(symlinks=os.name != "nt").create(environment)
    python = environment / "bin" / "python"
    words = ("-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel)
    _run(Path(sys.executable), *words, cwd=folder)
    # A path added this way brings modules, not the `.pth` beside them that leads to this repository.
    [packages] = environment.glob("lib/python*/site-packages")
    (packages / "beside.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return python


def _run(program: Path, *words: str | Path, cwd: Path, **environment: str) -> str:
    known = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}}
    done = subprocess.run(
        [program, *words], cwd=cwd, env={**known, **environment}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


# What it says and leaves alone


def test_it_says_what_it_wrote_and_what_to_do_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A sentence about what was written, and one about the next step."""
    root = tmp_path / "deep" / "roadmap"
    assert init(root) == 0
    said = capsys.readouterr()
    assert said.out == f"{len(contents(root))} files were written to {root}.\n"
    assert "rice-roadmap check" in said.err


def test_running_it_again_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The second run finds everything there, and says so."""
    for words in ((), ("--demo", "--readers", "anyone")):
        root = tmp_path / f"roadmap-{len(words)}"
        init(root, *words)
        before = contents(root)
        capsys.readouterr()
        assert init(root, *words) == 0
        assert contents(root) == before
        assert capsys.readouterr().err == f"There is nothing to add to {root}.\n"


def test_files_that_are_there_stay_and_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is overwritten; the rest is written around it."""
    (tmp_path / "README.md").write_text("Mine.\n", encoding="utf-8")
    (tmp_path / "roadmap").mkdir()
    (tmp_path / "roadmap" / "notes.txt").write_text("Mine.\n", encoding="utf-8")
    assert init(tmp_path) == 0
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "Mine.\n"
    assert (tmp_path / "mkdocs.yml").is_file()
    assert capsys.readouterr().err.startswith("README.md was there already and stays as it is.\n")


def test_a_file_in_the_way_of_a_folder_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where a file has the name of a folder, one sentence says so, and the exit status is 1."""
    (tmp_path / "requests").write_text("Mine.\n", encoding="utf-8")
    (tmp_path / "schema").write_text("Mine.\n", encoding="utf-8")
    assert init(tmp_path) == 1
    assert "schema" in capsys.readouterr().err


def test_where_no_roadmap_can_go_none_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Inside another roadmap, in place of a file, and as an example over a roadmap: refused, with nothing written."""
    init(tmp_path / "mine")
    (tmp_path / "file").write_text("Mine.\n", encoding="utf-8")
    before = contents(tmp_path)
    for words, said in (
        ((tmp_path / "mine" / "inner",), "lies inside the roadmap"),
        ((tmp_path / "mine", "--demo"), "holds a roadmap already"),
        ((tmp_path / "file",), "is a file"),
        ((tmp_path / "other", "--readers", "customer"), "Did you mean `customers`?"),
        ((tmp_path / "other", "--check"), "There is no roadmap in"),
    ):
        capsys.readouterr()
        assert main(["init", *map(str, words)]) == 2
        assert said in capsys.readouterr().err
    assert contents(tmp_path) == before


@pytest.mark.parametrize(
    ("typed", "publish"),
    [([""], "at_once"), (["custmers", "customers"], "when_answered"), (["anyone"], "at_once")],
)
def test_a_terminal_is_asked_who_reads_it(tmp_path: Path, typed: list[str], publish: str) -> None:
    """Without `--readers` it asks; an empty answer means colleagues, and a slip of the keyboard is asked again."""
    terminal = Terminal({"readers": list(typed)})
    _follow(tmp_path, terminal)
    assert f"publish_requests: {publish}\n" in (tmp_path / "roadmap" / "plan.yaml").read_text(encoding="utf-8")
    assert terminal.fields == ["readers"] * len(typed)
    if len(typed) > 1:
        assert terminal.question("readers").remark == "There is no `custmers`. Did you mean `customers`?"


def test_nobody_is_asked_what_was_said(tmp_path: Path) -> None:
    """With `--readers` there is no question."""

    def nobody(question: Question) -> str:
        raise AssertionError(question.title)

    assert _follow(tmp_path, nobody, "--readers", "anyone").status == 0


def _follow(root: Path, ask: object, *words: str) -> Result:
    from argparse import ArgumentParser  # noqa: PLC0415 -- only to read the words as the command line does

    parser = ArgumentParser()
    COMMAND.describe(parser)
    place = Place(root=root, today=TODAY.date(), ask=ask)  # type: ignore[arg-type]  # any callable will do here
    return COMMAND.run(parser.parse_args([str(root), *words]), place)


# After an upgrade


def test_check_finds_nothing_in_a_new_roadmap(started: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was just written is up to date, whoever reads it."""
    assert init(started, "--check") == 0
    assert capsys.readouterr().err == "Every file is as this version writes it.\n"


def test_check_names_what_an_upgrade_would_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A changed workflow and a missing schema are named and left alone; what people write is no drift."""
    init(tmp_path)
    workflow = tmp_path / ".github" / "workflows" / "check.yml"
    workflow.write_text(workflow.read_text(encoding="utf-8") + "# ours\n", encoding="utf-8")
    (tmp_path / "schema" / "item.schema.json").unlink()
    for path in ("README.md", "mkdocs.yml", "roadmap/plan.yaml"):
        (tmp_path / path).write_text((tmp_path / path).read_text(encoding="utf-8") + "# ours\n", encoding="utf-8")
    before = contents(tmp_path)
    capsys.readouterr()
    assert init(tmp_path, "--check") == 1
    said = capsys.readouterr()
    assert said.out == "missing: schema/item.schema.json\ndifferent: .github/workflows/check.yml\n"
    assert "It never overwrites" in said.err
    assert contents(tmp_path) == before


def test_check_works_where_the_files_hold_errors(tmp_path: Path) -> None:
    """Drift is found even in a roadmap whose plan cannot be read."""
    init(tmp_path)
    (tmp_path / "roadmap" / "plan.yaml").write_text("product: [\n", encoding="utf-8")
    assert init(tmp_path, "--check") == 0
