"""The set-up: two commands from a fresh clone, pinned workflows, and a package that holds what it needs and no more."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def read(path: str) -> str:
    """Return the text of a file of the repository."""
    return (ROOT / path).read_text(encoding="utf-8")


# dev.py


class Calls:
    """Stands in for the programs that dev.py starts, and remembers them."""

    def __init__(self, failing: str = "nothing") -> None:
        """Let the commands that contain `failing` fail."""
        self.made: list[str] = []
        self.failing = failing

    def __call__(self, command: list[str], **_: object) -> int:
        """Remember a command and return its exit status."""
        self.made.append(" ".join(command))
        return int(self.failing in self.made[-1])


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return dev.py as it stands in a fresh clone, on a machine without uv."""
    clone = tmp_path / "dev.py"
    clone.write_text(read("dev.py"), encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(read("pyproject.toml"), encoding="utf-8")
    spec = importlib.util.spec_from_file_location("dev", clone)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setattr("venv.EnvBuilder.create", lambda _, folder: _make_python(module, folder))
    return module


def _make_python(dev: ModuleType, folder: Path) -> None:
    assert folder == dev.VENV
    dev.PROGRAMS.mkdir(parents=True, exist_ok=True)
    dev.PYTHON.write_bytes(b"")


def test_the_first_test_run_sets_up_and_then_runs_every_check(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """From nothing, `test` makes .venv, installs everything, and runs ruff, mypy, and pytest with the arguments."""
    calls = Calls()
    monkeypatch.setattr("subprocess.call", calls)
    assert dev.main(["test", "-k", "prose"]) == 0
    assert [re.sub(r"^\S+ -m ", "", call) for call in calls.made] == [
        "pip install --quiet --disable-pip-version-check --editable .[dev]",
        "ruff check",
        "ruff format --check",
        "mypy",
        "pytest -n auto --maxprocesses 4 --dist loadfile -k prose",
    ]


def test_a_finished_set_up_is_used_again(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second run installs nothing; another pyproject.toml, or a .venv that somebody else made, is set up anew."""
    calls = Calls()
    monkeypatch.setattr("subprocess.call", calls)
    dev.main(["test"])
    for change, installs in ((lambda: None, 0), (lambda: _touch(dev), 1), (dev.STAMP.unlink, 1), (lambda: None, 0)):
        calls.made.clear()
        change()
        assert dev.main(["test"]) == 0
        assert sum("pip install" in call for call in calls.made) == installs


def _touch(dev: ModuleType) -> None:
    (dev.ROOT / "pyproject.toml").write_text("[project]\n", encoding="utf-8")


def test_what_only_benchmarks_need_is_added_once(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first `bench` adds its extra to .venv, the second adds nothing, and where adding fails nothing runs."""
    calls = Calls()
    monkeypatch.setattr("subprocess.call", calls)
    monkeypatch.setattr("os.execve", lambda *_: None)
    monkeypatch.chdir("/")
    dev.main(["bench", "--quick"])
    dev.main(["bench", "--quick"])
    assert sum("--editable .[bench]" in call for call in calls.made) == 1
    (dev.VENV / "made-with-bench").unlink()
    monkeypatch.setattr("subprocess.call", Calls(failing=".[bench]"))
    assert dev.main(["bench"]) == 2


def test_a_failed_installation_is_not_taken_for_a_finished_one(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """When installing fails, nothing else runs, one sentence says so, and the next run tries again."""
    monkeypatch.setattr("subprocess.call", Calls(failing="pip install"))
    assert dev.main(["build"]) == 2
    assert "Setting up .venv failed" in capsys.readouterr().err
    assert not dev.STAMP.exists()


def test_every_check_runs_even_after_one_failed(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A failing ruff hides no failing test, and the exit status is 1."""
    calls = Calls(failing="ruff check")
    monkeypatch.setattr("subprocess.call", calls)
    assert dev.main(["test"]) == 1
    assert "pytest" in calls.made[-1]
    assert "Failed: python -m ruff check" in capsys.readouterr().err


def test_uv_is_used_where_it_is_there(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """With uv on the PATH the environment is made and filled by it."""
    calls = Calls()

    def call(command: list[str], **_: object) -> int:
        if command[1] == "venv":
            _make_python(dev, Path(command[-1]))
        return calls(command)

    monkeypatch.setattr("subprocess.call", call)
    monkeypatch.setattr("shutil.which", lambda _: "/opt/uv")
    assert dev.main(["test"]) == 0
    assert [made.split(" --")[0] for made in calls.made[:2]] == ["/opt/uv venv", "/opt/uv pip install"]


def test_what_is_missing_is_named(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An old Python and a missing ensurepip each get a sentence that helps, and exit status 2."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert dev.main(["serve"]) == 2
    assert "apt install python3-venv" in capsys.readouterr().err
    monkeypatch.setattr("sys.version_info", (3, 10, 14))
    assert dev.main(["serve"]) == 2
    assert "Python 3.11 or newer is needed" in capsys.readouterr().err


def test_an_old_python_can_read_dev_py() -> None:
    """The file has no syntax newer than Python 3.7, so that its message about old Pythons is seen."""
    assert isinstance(ast.parse(read("dev.py"), feature_version=(3, 7)), ast.Module)


@pytest.mark.parametrize(
    ("command", "wanted"),
    [
        (["serve", "-a", "localhost:8001"], "-m mkdocs serve -a localhost:8001"),
        (["build", "-d", "out"], "-m mkdocs build --strict -d out"),
        (["bench", "--quick", "check"], "-m benchmarks --quick check"),
        (["pictures"], "-m tests.pictures"),
        (["fuzz", "--runs", "100"], "-m tests.fuzz --runs 100"),
        (["mutate", "prose"], "-m tests.mutation prose"),
    ],
)
def test_commands_hand_their_arguments_on(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, command: list[str], wanted: str
) -> None:
    """Serving, building and taking pictures replace dev.py, in the root, without banners, our programs first."""
    became: list[tuple[str, dict[str, str], str]] = []
    monkeypatch.setattr("subprocess.call", Calls())
    monkeypatch.chdir("/")
    monkeypatch.setattr(
        "os.execve", lambda _, words, names: became.append((" ".join(words[1:]), names, str(Path.cwd())))
    )
    dev.main(command)
    [(words, names, folder)] = became
    assert words == wanted
    assert names["NO_MKDOCS_2_WARNING"] == "1"
    assert names["DISABLE_MKDOCS_2_WARNING"] == "true"
    assert names["PATH"].startswith(str(dev.PROGRAMS))
    assert folder == str(dev.ROOT)


def test_what_leads_the_fuzzing_is_installed_when_it_is_asked_for(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only `fuzz` needs it; a machine that cannot have it learns so in a sentence."""
    calls = Calls(failing="import atheris")
    monkeypatch.setattr("subprocess.call", calls)
    monkeypatch.setattr("os.execve", lambda *_: None)
    dev.main(["serve"])
    assert not [call for call in calls.made if "atheris" in call or "[fuzz]" in call]
    dev.main(["fuzz"])
    assert len([call for call in calls.made if call.endswith("pip install --quiet --editable .[fuzz]")]) == 1
    monkeypatch.setattr("subprocess.call", lambda words, **_: int("atheris" in words[-1] or "[fuzz]" in words[-1]))
    assert dev.main(["fuzz"]) == 2
    assert "atheris could not be installed" in capsys.readouterr().err


@pytest.mark.parametrize(("arguments", "status"), [([], 2), (["tset"], 2), (["--help"], 0)])
def test_other_words_get_the_usage(
    dev: ModuleType, capsys: pytest.CaptureFixture[str], arguments: list[str], status: int
) -> None:
    """Whoever gives no command, or one that is not there, learns which there are."""
    assert dev.main(arguments) == status
    assert "python3 dev.py serve" in capsys.readouterr().out


def test_ci_runs_the_command_of_the_readme() -> None:
    """`.ci/run` is sound bash, requires a browser, and runs the very test command that the README names."""
    subprocess.run(["bash", "-n", ROOT / ".ci" / "run"], check=True)
    script = read(".ci/run")
    assert "REQUIRE_BROWSER=1" in script
    assert "\nexec python3 dev.py test" in script
    assert "\npython3 dev.py serve\npython3 dev.py test\n" in read("README.md")


# Workflows


def load(path: Path) -> dict[Any, Any]:
    """Return a workflow as data; its key `on` reads as true in YAML 1.1."""
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(workflow, dict)
    return workflow


def shortcomings(workflow: dict[Any, Any]) -> Iterator[str]:
    """Yield what a workflow leaves open that an attacker or a hanging job could use."""
    if workflow.get("permissions") != {}:
        yield "permissions are not empty at the top"
    for name, job in workflow["jobs"].items():
        if not job.get("permissions"):
            yield f"{name} names no permissions"
        if not 1 <= job.get("timeout-minutes", 0) <= 10:
            yield f"{name} has no short timeout"
        if job["runs-on"] != "ubuntu-24.04":
            yield f"{name} runs on no pinned image"
        for step in job["steps"]:
            yield from (f"{name}: {said}" for said in _shortcomings_of_a_step(step))


def _shortcomings_of_a_step(step: dict[str, Any]) -> Iterator[str]:
    uses, run = step.get("uses", ""), step.get("run", "")
    if uses and not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", uses):
        yield f"{uses} is not GitHub's own, pinned by a full commit"
    if uses.startswith("actions/checkout@") and step.get("with", {}).get("persist-credentials") is not False:
        yield "credentials stay in the checkout"
    if "${{" in run:
        yield "an expression stands in a script"
    if re.search(r"mkdocs.*(-q\b|--quiet)", run):
        yield "a quiet build is not strict"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflows_leave_nothing_open(path: Path) -> None:
    """Every workflow has least permissions, pinned actions, a timeout, and no text from outside in a script."""
    assert list(shortcomings(load(path))) == []


def test_shortcomings_of_a_workflow_are_found() -> None:
    """A careless workflow is refused for each of its faults."""
    steps = [
        {"uses": "actions/checkout@v7"},
        {"uses": f"somebody/action@{'0' * 40}"},
        {"run": "echo ${{ github.head_ref }}"},
        {"run": "mkdocs build -q --strict"},
    ]
    careless = {"jobs": {"a": {"runs-on": "ubuntu-latest", "steps": steps}}}
    assert list(shortcomings(careless)) == [
        "permissions are not empty at the top",
        "a names no permissions",
        "a has no short timeout",
        "a runs on no pinned image",
        "a: actions/checkout@v7 is not GitHub's own, pinned by a full commit",
        "a: credentials stay in the checkout",
        f"a: somebody/action@{'0' * 40} is not GitHub's own, pinned by a full commit",
        "a: an expression stands in a script",
        "a: a quiet build is not strict",
    ]


def test_workflows_do_what_they_are_for() -> None:
    """Checks listen to pull requests and the merge queue and build strictly; publish deploys main, and only that."""
    folder = ROOT / ".github" / "workflows"
    check, tests, comment, publish = (load(folder / f"{name}.yml") for name in ("check", "tests", "comment", "publish"))
    for workflow in (check, tests):
        assert set(workflow[True]) == {"pull_request", "merge_group"}
    assert comment[True] == {"workflow_run": {"workflows": [check["name"]], "types": ["completed"]}}
    assert publish[True] == {"push": {"branches": ["main"]}}
    builds = ("mkdocs build --strict", "rice-roadmap build --strict --out site")
    for job, build in zip((check["jobs"]["roadmap"], publish["jobs"]["build"]), builds, strict=True):
        scripts = [step["run"] for step in job["steps"] if "run" in step]
        wanted = ("rice-roadmap check --format github", build, "rice-roadmap audit site")
        assert [script for script in scripts if script in wanted] == list(wanted)


def test_nobody_but_who_needs_it_may_write() -> None:
    """Only what deploys and what comments has a right to write, each its own."""
    writing = {
        (path.stem, name): {right for right, kind in job["permissions"].items() if kind == "write"}
        for path in WORKFLOWS
        for name, job in load(path)["jobs"].items()
    }
    assert {job: rights for job, rights in writing.items() if rights} == {
        ("comment", "comment"): {"pull-requests"},
        ("publish", "deploy"): {"pages", "id-token"},
        ("publish", "tell"): {"pull-requests"},
    }


# The package


def requirements(*, extra: str = "") -> list[Requirement]:
    """Return what the package, or one of its extras, depends on."""
    project = PROJECT["project"]
    return [
        Requirement(line) for line in (project["optional-dependencies"][extra] if extra else project["dependencies"])
    ]


def test_every_dependency_is_pinned_for_the_workflows() -> None:
    """The lock file holds each dependency in a version that the project file allows, with its hash."""
    pins = dict(re.findall(r"^([a-z0-9-]+)==(\S+) .*\\\n    --hash=sha256:", read("requirements.lock"), re.MULTILINE))
    for requirement in (*requirements(), Requirement("hatchling>=1.26")):
        assert requirement.specifier.contains(pins[canonicalize_name(requirement.name)])


def test_every_dependency_has_its_reason() -> None:
    """CONTRIBUTING.md names each dependency once, with the reason for it."""
    _, table = read("CONTRIBUTING.md").split("| Package | Why |\n|---|---|\n")
    named = re.findall(r"^\| (\S+) \| .{10,} \|$", table, re.MULTILINE)
    every = [requirement for extra in ("", "dev", "bench", "fuzz") for requirement in requirements(extra=extra)]
    wanted = [requirement.name for requirement in every]
    assert sorted(named) == sorted(wanted)


def test_the_changelog_speaks_of_this_version() -> None:
    """The newest entry of the changelog is the version of the package."""
    newest = re.search(r"^## \[(.+?)\]", read("CHANGELOG.md"), re.MULTILINE)
    assert newest is not None
    assert newest[1] == PROJECT["project"]["version"]


def test_what_the_project_file_names_is_there() -> None:
    """The command and the plugin that the project file promises can be loaded."""
    project = PROJECT["project"]
    for target in (project["scripts"]["rice-roadmap"], project["entry-points"]["mkdocs.plugins"]["rice-roadmap"]):
        module, name = target.split(":")
        assert callable(getattr(importlib.import_module(module), name))


def test_the_package_holds_what_it_needs_and_no_requests(tmp_path: Path) -> None:
    """The wheel, built from the sdist, has code, schemas, what `init` writes; neither holds anybody's roadmap."""
    _hatch("sdist", ROOT, tmp_path)
    with tarfile.open(next(tmp_path.glob("*.tar.gz"))) as sdist:
        # The first versions of Python 3.11 know no filter, and later ones warn without one.
        if hasattr(tarfile, "data_filter"):
            sdist.extraction_filter = tarfile.data_filter
        sdist.extractall(tmp_path)  # what the line above builds holds nothing hostile
        tops = {Path(name).parts[1] for name in sdist.getnames()}
    assert tops == {"plugins", "schema", "README.md", "LICENSE", "PKG-INFO", "pyproject.toml", ".gitignore"}
    _hatch("wheel", next(path for path in tmp_path.iterdir() if path.is_dir()), tmp_path)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        held = set(wheel.namelist())
    package = ROOT / "plugins" / "rice_roadmap"
    assert {f"rice_roadmap/{path.relative_to(package).as_posix()}" for path in package.rglob("*.py")} <= held
    assert {f"rice_roadmap/schema/{path.name}" for path in (ROOT / "schema").glob("*.json")} <= held
    scaffold = [path for path in (package / "bring" / "scaffold").rglob("*") if path.is_file()]
    assert {f"rice_roadmap/{path.relative_to(package).as_posix()}" for path in scaffold} <= held
    assert "rice_roadmap/py.typed" in held
    assert all(name.startswith(("rice_roadmap/", "rice_roadmap-")) for name in held)


def _hatch(target: str, source: Path, out: Path) -> None:
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", target, "-d", out], cwd=source, check=True)
