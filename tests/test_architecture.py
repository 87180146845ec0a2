"""The house stands: floors, libraries, clock, printing and size, read from the source; each rule can fail."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "plugins" / "rice_roadmap"
NAME = "rice_roadmap"

#: From the ground up: a floor imports from floors below it only.
FLOORS = (
    *("text", "model", "ranking", "checking", "history", "publish", "bring"),
    *("reports", "clock", "progress", "shelf", "cache", "plugin", "commands", "cli", "__main__"),
)

#: Each library from outside, and each dangerous module of Python's own, is known to one module; MkDocs to one room.
KNOWN_TO = {
    "jinja2": "publish/templating.py",
    "jsonschema": "text/conformance.py",
    "jsonschema_rs": "text/prefilter.py",
    "markdown_it": "text/prose.py",
    "mkdocs": "plugin/",
    "nh3": "text/prose.py",
    "numpy": "ranking/simulation.py",
    "referencing": "text/conformance.py",
    "ruamel": "text/source.py",
    "subprocess": "history/git.py",
    "sys": "cli.py",
    "watchdog": "plugin/looking_out.py",
}
CLOCK_AND_CHANCE = {"random", "secrets", "time", "uuid"}
ASKED_OF_THE_WORLD = re.compile(r"os\.(environb?|getenv)|.*\b(date|datetime)\.(now|today|utcnow)")
MAY_ASK_THE_WORLD = ("cli", "clock", "plugin")
MOST_LINES = 40

Sources = Mapping[str, str]
Rule = Callable[[Sources], Iterator[str]]


def _floor(path: str) -> str:
    return Path(path).parts[0].removesuffix(".py")


def _trees(sources: Sources) -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(sources):
        yield path, ast.parse(sources[path])


def _imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield line and full name of everything imported anywhere in a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{'.' * node.level}{node.module or ''}.{alias.name}") for alias in node.names)


def _own(path: str, tree: ast.Module, sources: Sources) -> Iterator[tuple[int, str]]:
    """Yield line and path of every module of ours that a module imports."""
    for line, name in _imported(tree):
        parts = name.split(".")
        if parts[0] == NAME:
            inner = "/".join(parts[1:])
            outer = "/".join(parts[1:-1])
            candidates = (f"{inner}.py", f"{inner}/__init__.py", f"{outer}.py", f"{outer}/__init__.py", "__init__.py")
            yield line, next((found for found in candidates if found in sources and found != path), path)


def floors(sources: Sources) -> Iterator[str]:
    """A module imports from its own floor and the floors below it, by full names."""
    for path, tree in _trees(sources):
        yield from (f"{path}:{line}: relative import" for line, name in _imported(tree) if name.startswith("."))
        if path == "__init__.py":
            yield from (f"{path}:{line}: imports {target}" for line, target in _own(path, tree, sources))
        elif _floor(path) not in FLOORS:
            yield f"{path}:1: on no floor"
        else:
            yield from _imports_from_above(path, tree, sources)


def _imports_from_above(path: str, tree: ast.Module, sources: Sources) -> Iterator[str]:
    reachable = FLOORS[: FLOORS.index(_floor(path)) + 1]
    for line, target in _own(path, tree, sources):
        if target != "__init__.py" and _floor(target) not in reachable:
            yield f"{path}:{line}: imports {target}, a floor above"


def cycles(sources: Sources) -> Iterator[str]:
    """No module imports itself by way of others."""
    graph = {path: {target for _, target in _own(path, tree, sources)} - {path} for path, tree in _trees(sources)}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as found:
        yield f"cycle: {' -> '.join(found.args[1])}"


def libraries(sources: Sources) -> Iterator[str]:
    """A library from outside is imported by the one module that knows it, and none is imported that is not listed."""
    for path, tree in _trees(sources):
        for line, name in _imported(tree):
            top = name.split(".")[0]
            own = not top or top == NAME
            if not own and not _knows(path, top):
                yield f"{path}:{line}: imports {top}, which only {KNOWN_TO.get(top, 'no module')} knows"


def _knows(path: str, library: str) -> bool:
    own = "" if library in sys.stdlib_module_names else "no module"
    known = KNOWN_TO.get(library, own)
    return path.startswith(known) if known.endswith("/") or not known else path == known


def printing(sources: Sources) -> Iterator[str]:
    """Only the command line prints and asks."""
    for path, tree in _trees(sources):
        for line, name in _calls(tree):
            if name in {"print", "input"} and path != "cli.py":
                yield f"{path}:{line}: talks to the terminal"


def _calls(tree: ast.Module) -> Iterator[tuple[int, str]]:
    return ((node.lineno, ast.unparse(node.func)) for node in ast.walk(tree) if isinstance(node, ast.Call))


def clock(sources: Sources) -> Iterator[str]:
    """Below the command line and the plugin nothing reads clock, environment or chance."""
    for path, tree in _trees(sources):
        if _floor(path) not in MAY_ASK_THE_WORLD:
            asked = [(line, name) for line, name in _imported(tree) if name.split(".")[0] in CLOCK_AND_CHANCE]
            asked += [(line, name) for line, name in _imported(tree) if ASKED_OF_THE_WORLD.fullmatch(name)]
            asked += [(line, name) for line, name in _attributes(tree) if ASKED_OF_THE_WORLD.fullmatch(name)]
            yield from (f"{path}:{line}: asks {name}" for line, name in asked)


def _attributes(tree: ast.Module) -> Iterator[tuple[int, str]]:
    return ((node.lineno, ast.unparse(node)) for node in ast.walk(tree) if isinstance(node, ast.Attribute))


def safe_html(sources: Sources) -> Iterator[str]:
    """Only the module of prose declares a text to be safe HTML."""
    for path, tree in _trees(sources):
        for line, name in _calls(tree):
            if path != "text/prose.py" and re.fullmatch(r"(.*\.)?(SafeHtml|Markup)(\.__new__)?", name):
                yield f"{path}:{line}: makes {name}"


def public_names(sources: Sources) -> Iterator[str]:
    """Every public module, class and function says what it is for, and every public function is typed."""
    for path, tree in _trees(sources):
        if not ast.get_docstring(tree):
            yield f"{path}:1: no docstring"
        for node in _public(tree):
            if not ast.get_docstring(node):
                yield f"{path}:{node.lineno}: {node.name} has no docstring"
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not _is_typed(node):
                yield f"{path}:{node.lineno}: {node.name} is not fully typed"


def _public(scope: ast.Module | ast.ClassDef) -> Iterator[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in scope.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from _public(node)


def _is_typed(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    given = function.args
    named = [*given.posonlyargs, *given.args, *given.kwonlyargs, *filter(None, [given.vararg, given.kwarg])]
    return function.returns is not None and all(a.annotation or a.arg in {"self", "cls"} for a in named)


def lengths(sources: Sources) -> Iterator[str]:
    """No function body, its docstring aside, is longer than a screen."""
    for path, tree in _trees(sources):
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                lines = (node.end_lineno or 0) - body[0].lineno + 1 if body else 0
                if lines > MOST_LINES:
                    yield f"{path}:{node.lineno}: {node.name} has {lines} lines"


RULES: tuple[Rule, ...] = (floors, cycles, libraries, printing, clock, safe_html, public_names, lengths)

#: For each rule, a small house that breaks it, and what must be said about it.
BREACHES: tuple[tuple[Rule, dict[str, str], str], ...] = (
    (floors, {"text/a.py": "from rice_roadmap.model import b", "model/b.py": ""}, "text/a.py:1: imports model/b.py"),
    (floors, {"text/a.py": "import rice_roadmap.model.b", "model/b.py": ""}, "text/a.py:1: imports model/b.py"),
    (
        floors,
        {"text/a.py": "def f():\n    from rice_roadmap.cli import main", "cli.py": ""},
        "text/a.py:2: imports cli.py",
    ),
    (floors, {"__init__.py": "from rice_roadmap.text import a", "text/a.py": ""}, "__init__.py:1: imports text/a.py"),
    (floors, {"helpers.py": ""}, "helpers.py:1: on no floor"),
    (floors, {"text/a.py": "from . import b", "text/b.py": ""}, "text/a.py:1: relative import"),
    (
        cycles,
        {"text/a.py": "from rice_roadmap.text.b import x", "text/b.py": "from rice_roadmap.text import a"},
        "cycle: text/",
    ),
    (
        libraries,
        {"model/a.py": "from ruamel.yaml import YAML"},
        "model/a.py:1: imports ruamel, which only text/source.py",
    ),
    (libraries, {"cli.py": "def f():\n    import mkdocs.config"}, "cli.py:2: imports mkdocs, which only plugin/ knows"),
    (libraries, {"cli.py": "import subprocess"}, "cli.py:1: imports subprocess, which only history/git.py"),
    (libraries, {"text/a.py": "from sys import stdout"}, "text/a.py:1: imports sys, which only cli.py"),
    (libraries, {"text/a.py": "import requests"}, "text/a.py:1: imports requests, which only no module"),
    (printing, {"text/a.py": "print('x')"}, "text/a.py:1: talks"),
    (printing, {"plugin.py": "x = input()"}, "plugin.py:1: talks"),
    (clock, {"text/a.py": "import os\nx = os.environ['X']"}, "text/a.py:2: asks os.environ"),
    (clock, {"text/a.py": "from os import getenv"}, "text/a.py:1: asks os.getenv"),
    (clock, {"text/a.py": "import time"}, "text/a.py:1: asks time"),
    (clock, {"text/a.py": "from random import choice"}, "text/a.py:1: asks random"),
    (clock, {"text/a.py": "import datetime\ndatetime.datetime.now()"}, "text/a.py:2: asks datetime.datetime.now"),
    (clock, {"text/a.py": "from datetime import date\ndate.today()"}, "text/a.py:2: asks date.today"),
    (safe_html, {"publish/a.py": "SafeHtml(html='<b>', key=1)"}, "publish/a.py:1: makes SafeHtml"),
    (safe_html, {"publish/a.py": "prose.SafeHtml.__new__(x)"}, "publish/a.py:1: makes prose.SafeHtml.__new__"),
    (safe_html, {"publish/a.py": "markupsafe.Markup('<b>')"}, "publish/a.py:1: makes markupsafe.Markup"),
    (public_names, {"text/a.py": "x = 1"}, "text/a.py:1: no docstring"),
    (public_names, {"text/a.py": "'''A.'''\nclass B: ..."}, "text/a.py:2: B has no docstring"),
    (public_names, {"text/a.py": "'''A.'''\ndef f(x) -> int:\n    '''F.'''"}, "text/a.py:2: f is not fully typed"),
    (
        public_names,
        {"text/a.py": "'''A.'''\nclass B:\n    '''B.'''\n    def f(self): '''F.'''"},
        "text/a.py:4: f is not fully typed",
    ),
    (lengths, {"text/a.py": "def f():\n" + "    x = 1\n" * 41}, "text/a.py:1: f has 41 lines"),
)

#: A house in which everything is as it should be.
SOUND = {
    "__init__.py": "'''The package.'''",
    "text/__init__.py": "'''Text.'''",
    "text/problem.py": "'''Problems.'''\nfrom datetime import date\nmonth = date(2027, 1, 1).month",
    "text/prose.py": "'''Prose.'''\nimport nh3\nhtml = SafeHtml(html='')",
    "text/source.py": "'''Reading.'''\nfrom ruamel.yaml import error\nfrom rice_roadmap.text import problem",
    "model/item.py": "'''Items.'''\nfrom rice_roadmap.text.problem import month\ndef _private(x): pass",
    "cli.py": "'''Commands.'''\nimport os, sys\nfrom rice_roadmap.model.item import x\nprint(os.environ)",
    "model/long.py": "'''Long.'''\ndef f(*, x: int) -> None:\n    '''F.\n"
    + "\n" * 60
    + "    '''\n"
    + "    x = 1\n" * 40,
}


def house() -> Sources:
    """Return every module of the package by its path in it."""
    return {path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps_the_rule(rule: Rule) -> None:
    """Our own source breaks none of the rules."""
    assert list(rule(house())) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_sound_house_breaks_no_rule(rule: Rule) -> None:
    """No rule refuses what is allowed."""
    assert list(rule(SOUND)) == []


@pytest.mark.parametrize(("rule", "sources", "said"), BREACHES)
def test_each_rule_finds_its_breach(rule: Rule, sources: dict[str, str], said: str) -> None:
    """Each rule fails when it should, and says where."""
    found = list(rule(sources))
    assert len(found) == 1
    assert found[0].startswith(said)


def test_every_rule_has_a_breach() -> None:
    """No rule is without the proof that it can fail."""
    assert {rule for rule, _, _ in BREACHES} == set(RULES)


def modules_loaded_by(names: list[str]) -> set[str]:
    """Return the top names of all modules that are loaded once these are imported, in a Python of their own."""
    program = "import importlib, sys\nfor name in sys.argv[1:]: importlib.import_module(name)\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program, *names], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {name.split(".")[0] for name in done.stdout.split()}


def test_only_the_plugin_loads_mkdocs() -> None:
    """Importing every module but the plugin leaves MkDocs out; importing the plugin brings it in."""
    paths = sorted(path for path in house() if not path.startswith("plugin"))
    names = [f"{NAME}/{path}".removesuffix(".py").removesuffix("/__init__").replace("/", ".") for path in paths]
    assert "mkdocs" not in modules_loaded_by(names)
    assert "mkdocs" in modules_loaded_by([f"{NAME}.plugin"])


def test_no_template_declares_a_text_safe() -> None:
    """Every template leaves escaping to the environment."""
    switches = re.compile(r"\|\s*safe\b|autoescape")
    templates = sorted((PACKAGE / "publish" / "templates").rglob("*.html"))
    assert [path.name for path in templates if switches.search(path.read_text(encoding="utf-8"))] == []
    assert switches.search("{{ title|safe }}")
    assert switches.search("{{ title | safe }}")
    assert switches.search("{% autoescape false %}")
