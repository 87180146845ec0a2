"""Problems in the words of whoever reads them: people, programs, and the forges that mark lines of a change."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from rice_roadmap.checking import handbook
from rice_roadmap.text.problem import Code, Problem, Severity
from rice_roadmap.text.visible import escaped, is_hidden, visible

Report = Callable[[Sequence[Problem]], str]

#: Where every code has its page, for readers who have no roadmap site of their own at hand.
DOCUMENTATION = "https://rice-roadmap.github.io/rice-roadmap/"

_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

_UNUSUAL = re.compile(r"[^ -~]")


def text(problems: Sequence[Problem]) -> str:
    """Return the problems for people: place, code and message on a line, and below it what to write instead."""
    return "".join(f"{_first_line(problem)}\n{_advice(problem)}" for problem in problems)


def one_line(problem: Problem) -> str:
    """Return one problem on one line, for logs."""
    return f"{_first_line(problem)} {visible(problem.hint)}".rstrip()


def as_json(problems: Sequence[Problem]) -> str:
    """Return the problems for programs: the public, versioned form."""
    return _json({"schema_version": 1, "problems": [_facts(problem) for problem in problems]})


def github(problems: Sequence[Problem]) -> str:
    """Return the problems as commands that make GitHub mark the lines of a pull request."""
    return "".join(f"{_command(problem)}\n" for problem in problems)


def gitlab(problems: Sequence[Problem]) -> str:
    """Return the problems as the code quality report that makes GitLab mark the lines of a merge request."""
    fingerprints = _fingerprints(problems)
    return _json([_finding(problem, mark) for problem, mark in zip(problems, fingerprints, strict=True)])


def sarif(problems: Sequence[Problem]) -> str:
    """Return the problems in SARIF 2.1.0, which code scanning and many editors read."""
    codes = sorted({problem.code for problem in problems})
    driver = {"name": "rice-roadmap", "informationUri": DOCUMENTATION, "rules": [_rule(code) for code in codes]}
    fingerprints = _fingerprints(problems)
    results = [_result(problem, codes, mark) for problem, mark in zip(problems, fingerprints, strict=True)]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return _json({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


#: Every form by the name that the command line knows it by.
REPORTS: Mapping[str, Report] = MappingProxyType(
    {"text": text, "github": github, "gitlab": gitlab, "json": as_json, "sarif": sarif}
)

#: The forms that are read beside a whole repository: their paths are from the top of the git tree.
FROM_TOP = frozenset({"github", "gitlab", "sarif"})


def moved(problems: Iterable[Problem], prefix: str) -> tuple[Problem, ...]:
    """Return the problems with `prefix` before every path: as they are called from further up."""
    return tuple(
        replace(problem, where=replace(problem.where, path=f"{prefix}{problem.where.path}")) for problem in problems
    )


def summary(problems: Sequence[Problem], *, checked: int) -> str:
    """Return in one sentence how many problems there are, or how many files were found to be fine."""
    if not problems:
        return f"Everything is fine: {_counted(checked, 'file')} checked."
    severities = Counter(problem.severity for problem in problems)
    counts = [_counted(severities[severity], severity) for severity in Severity if severities[severity]]
    files = len({problem.where.path for problem in problems})
    return f"{' and '.join(counts)} in {_counted(files, 'file')}."


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _first_line(problem: Problem) -> str:
    where = problem.where
    return f"{visible(where.path)}:{where.line}:{where.column}: {problem.code}: {visible(problem.message)}"


def _advice(problem: Problem) -> str:
    nature = "Only a warning." if problem.severity is Severity.WARNING else ""
    advice = " ".join(filter(None, (nature, visible(problem.hint))))
    return f"  → {advice}\n" if advice else ""


def _facts(problem: Problem) -> dict[str, Any]:
    return {
        "path": problem.where.path,
        "line": problem.where.line,
        "column": problem.where.column,
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        "hint": problem.hint,
    }


def _command(problem: Problem) -> str:
    where = problem.where
    place = f"file={_property(where.path)},line={where.line},col={where.column},title={problem.code}"
    return f"::{problem.severity} {place}::{_percented(visible(problem.message))}"


def _property(value: str) -> str:
    # The runner decodes these, so a line break in a name stays exact; what is left is made visible.
    return visible(_percented(value).replace(":", "%3A").replace(",", "%2C"))


def _percented(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _finding(problem: Problem, fingerprint: str) -> dict[str, Any]:
    where = problem.where
    begin = {"line": where.line, "column": where.column}
    return {
        "description": _whole(problem),
        "check_name": problem.code,
        "fingerprint": fingerprint,
        "severity": "major" if problem.severity is Severity.ERROR else "minor",
        "location": {"path": where.path, "lines": {"begin": where.line}, "positions": {"begin": begin, "end": begin}},
    }


def _rule(code: Code) -> dict[str, Any]:
    page = handbook.page(code)
    help_ = f"{page.means}\n\n{page.why}"
    return {
        "id": code,
        "shortDescription": {"text": page.title},
        "help": {"text": help_, "markdown": f"{help_}\n\nWrite instead:\n\n{page.instead}"},
        "helpUri": f"{DOCUMENTATION}how-we-decide/{code}/",
        "defaultConfiguration": {"level": code.severity},
    }


def _result(problem: Problem, codes: Sequence[Code], fingerprint: str) -> dict[str, Any]:
    where = problem.where
    artifact = {"uri": quote(where.path.encode("utf-8", "surrogateescape"))}
    region = {"startLine": where.line, "startColumn": where.column}
    return {
        "ruleId": problem.code,
        "ruleIndex": codes.index(problem.code),
        "level": problem.severity,
        "message": {"text": _whole(problem)},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
        "partialFingerprints": {"problem/v1": fingerprint},
    }


def _whole(problem: Problem) -> str:
    return f"{problem.message} {problem.hint}".rstrip()


def _fingerprints(problems: Iterable[Problem]) -> list[str]:
    """Return what tells the problems apart and stays when lines move: of the place only the path."""
    seen: Counter[tuple[str, str, str]] = Counter()
    fingerprints: list[str] = []
    for problem in problems:
        alike = (problem.where.path, problem.code, problem.message)
        seen[alike] += 1
        whole = "\0".join((*alike, str(seen[alike])))
        fingerprints.append(sha256(whole.encode("utf-8", "surrogatepass")).hexdigest())
    return fingerprints


def _json(data: Any) -> str:
    # Whole documents are looked through: what JSON itself lets pass raw is written as the escapes it knows.
    return _UNUSUAL.sub(_escaped_in_json, json.dumps(data, ensure_ascii=False, indent=2)) + "\n"


def _escaped_in_json(found: re.Match[str]) -> str:
    character = found[0]
    if not is_hidden(character) or character == "\n":
        return character
    # Strict readers refuse half a character, and the whole report with it.
    is_half = unicodedata.category(character) == "Cs"
    return json.dumps(escaped(character) if is_half else character)[1:-1]
