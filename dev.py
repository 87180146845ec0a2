#!/usr/bin/env python3
"""Serve, build or test rice-roadmap: `python3 dev.py serve | build | test`, with all set-up included.

Needs Python 3.11 or newer and nothing else; the first run makes `.venv` and takes about half a minute.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "made-from"
PROGRAMS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = PROGRAMS / ("python.exe" if os.name == "nt" else "python")

USAGE = """\
python3 dev.py serve [arguments of mkdocs serve]    the site on http://localhost:8000/, following every edit
python3 dev.py build [arguments of mkdocs build]    the site in site/; stops at the first warning
python3 dev.py test [arguments of pytest]           style, types and tests
python3 dev.py bench [--quick | --gate] [GOAL…]     how fast it is against its goals; all of them take an hour
python3 dev.py pictures [--guide]                   pictures to look at, in pictures/; those of the docs
python3 dev.py fuzz [--runs N] [LAW ...]            bytes at every door, led by what they reach
python3 dev.py mutate [GROUP ...]                   faults in the code, and whether tests notice them
"""

SINGLE = {
    "serve": ("-m", "mkdocs", "serve"),
    "build": ("-m", "mkdocs", "build", "--strict"),
    "bench": ("-m", "benchmarks"),
    "pictures": ("-m", "tests.pictures"),
    "fuzz": ("-m", "tests.fuzz"),
    "mutate": ("-m", "tests.mutation"),
}
#: The commands that need more than the tests do, each the extra of `pyproject.toml` that has its name.
EXTRAS = {"bench"}
TESTS = (
    ("-m", "ruff", "check"),
    ("-m", "ruff", "format", "--check"),
    ("-m", "mypy"),
    ("-m", "pytest", "-n", "auto", "--maxprocesses", "4", "--dist", "loadfile"),
)


def main(arguments: list[str]) -> int:
    """Do what the first argument names and return the exit status."""
    if sys.version_info < (3, 11):  # noqa: UP036 -- whoever has an older Python learns it from this line
        return _refuse(f"Python 3.11 or newer is needed; this is Python {platform.python_version()}.")
    if not arguments or arguments[0] not in {*SINGLE, "test"}:
        print(USAGE, end="")
        return 0 if arguments and arguments[0] in {"-h", "--help", "help"} else 2
    command, *rest = arguments
    failure = _set_up() or (_set_up_extra(command) if command in EXTRAS else "")
    if failure:
        return _refuse(failure)
    if command == "test":
        return _test(rest)
    if command == "fuzz" and not _can_fuzz():
        return _refuse("atheris could not be installed: it is there for Python 3.11 on Linux, and few others.")
    return _become([*SINGLE[command], *rest])


def _set_up() -> str:
    """Make `.venv` unless it is there, made from these files by this Python; return what went wrong, if anything."""
    wanted = _stamp()
    if PYTHON.exists() and STAMP.is_file() and STAMP.read_text(encoding="utf-8") == wanted:
        return ""
    print("Setting up .venv (once, about half a minute) …", file=sys.stderr, flush=True)
    uv = shutil.which("uv")
    if uv is None and importlib.util.find_spec("ensurepip") is None:
        return "Python's ensurepip is missing. On Debian and Ubuntu: sudo apt install python3-venv"
    failed = _install_with_uv(uv) if uv else _install_with_pip()
    if failed:
        return "Setting up .venv failed: the lines above say why. The first run needs a connection to a package index."
    STAMP.write_text(wanted, encoding="utf-8")
    return ""


def _set_up_extra(extra: str) -> str:
    """Add an extra to `.venv` unless it is there; return what went wrong, if anything."""
    stamp = VENV / f"made-with-{extra}"
    if stamp.is_file():
        return ""
    uv = shutil.which("uv")
    pip = [uv, "pip", "install", "--python", str(PYTHON)] if uv else [str(PYTHON), "-m", "pip", "install"]
    print(f"Adding what `{extra}` needs to .venv (once) …", file=sys.stderr, flush=True)
    if subprocess.call([*pip, "--quiet", "--editable", f".[{extra}]"], cwd=ROOT):
        return f"Adding what `{extra}` needs failed: the lines above say why."
    stamp.write_bytes(b"")
    return ""


def _stamp() -> str:
    """Return what `.venv` depends on: the project file, the Python, and where the folder stands."""
    project = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    return f"{project}\n{platform.python_version()}\n{ROOT}\n"


def _install_with_pip() -> int:
    try:
        venv.EnvBuilder(clear=True, with_pip=True, symlinks=os.name != "nt").create(VENV)
    except (OSError, subprocess.CalledProcessError) as problem:
        print(problem, file=sys.stderr)
        return 1
    return _run(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--editable", ".[dev]"])


def _install_with_uv(uv: str) -> int:
    shutil.rmtree(VENV, ignore_errors=True)
    made = subprocess.call([uv, "venv", "--quiet", "--python", sys.executable, str(VENV)], cwd=ROOT)
    install = [uv, "pip", "install", "--quiet", "--python", str(PYTHON), "--editable", ".[dev]"]
    return made or subprocess.call(install, cwd=ROOT)


def _can_fuzz() -> bool:
    """Install what leads the search, which not every machine can have; return whether it is there."""
    if subprocess.call([str(PYTHON), "-c", "import atheris"], stderr=subprocess.DEVNULL) == 0:
        return True
    uv = shutil.which("uv")
    pip = [uv, "pip", "install", "--python", str(PYTHON)] if uv else [str(PYTHON), "-m", "pip", "install"]
    return subprocess.call([*pip, "--quiet", "--editable", ".[fuzz]"], cwd=ROOT) == 0


def _test(arguments: list[str]) -> int:
    """Run every check, also after one that failed, and name those that did."""
    *checks, tests = TESTS
    failed = [" ".join(command) for command in (*checks, (*tests, *arguments)) if _run(list(command))]
    for command in failed:
        print(f"Failed: python {command}", file=sys.stderr)
    return 1 if failed else 0


def _run(arguments: list[str]) -> int:
    print("$ python", *arguments, file=sys.stderr, flush=True)
    return subprocess.call([str(PYTHON), *arguments], cwd=ROOT, env=_environment())


def _become(arguments: list[str]) -> int:
    """Run one command in place of this one, so that whoever stops this stops that."""
    if os.name != "nt":
        os.chdir(ROOT)
        os.execve(PYTHON, [str(PYTHON), *arguments], _environment())
    return _run(arguments)


def _environment() -> dict[str, str]:
    """Return the environment with our programs first and without the two banners about MkDocs 2."""
    return os.environ | {
        "PATH": os.pathsep.join([str(PROGRAMS), os.environ.get("PATH", os.defpath)]),
        "VIRTUAL_ENV": str(VENV),
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
    }


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)
    return 2


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
