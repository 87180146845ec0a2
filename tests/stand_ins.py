"""Programs that workflows start and a test machine may not have: `gh` with a forge behind it, and `jq`.

Started as `stand_ins.py FORGE PROGRAM ARGUMENTS…`, where FORGE is a file that holds all that the forge knows.
"""

from __future__ import annotations

import json
import re
import shlex
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

BOT = "github-actions[bot]"

Data = dict[str, Any]


def write(folder: Path, forge: Path) -> None:
    """Make the programs in a folder, each with this forge behind it."""
    folder.mkdir(parents=True)
    for name in PROGRAMS:
        words = (sys.executable, "-I", str(Path(__file__).resolve()), str(forge), name)
        (folder / name).write_text(f'#!/bin/sh\nexec {shlex.join(words)} "$@"\n', encoding="utf-8")
        (folder / name).chmod(0o755)
    # What would be installed is installed already.
    (folder / "python").write_text('#!/bin/sh\ntest "$1 $2 $3" = "-m pip install"\n', encoding="utf-8")
    (folder / "python").chmod(0o755)


def main(arguments: list[str]) -> int:
    """Be one of the programs."""
    forge, name, *words = arguments
    state: Data = json.loads(Path(forge).read_text(encoding="utf-8"))
    state["calls"].append([name, *words])
    status = PROGRAMS[name](words, state)
    Path(forge).write_text(json.dumps(state), encoding="utf-8")
    return status


def _jq(words: list[str], _: Data) -> int:
    raw, expression, file = words
    if raw != "--raw-output":
        return 1
    for line in Path(file).read_text(encoding="utf-8").splitlines():
        _say(expression, json.loads(line))
    return 0


def _gh(words: list[str], state: Data) -> int:
    if words == ["auth", "setup-git"]:
        return 0
    method, endpoint, fields, expression = _asked(words)
    for pattern, answer in ROUTES.items():
        found = re.fullmatch(f"repos/example/roadmap/{pattern}", endpoint)
        if found:
            answered = answer(state, method, found.groups(), fields)
            if answered is None:
                sys.stderr.write("gh: refused (HTTP 403)\n")
                return 1
            if expression:
                _say(expression, answered)
            return 0
    sys.stderr.write(f"gh: no such address: {method} {endpoint}\n")
    return 1


def _asked(words: list[str]) -> tuple[str, str, Mapping[str, str], str]:
    """Return method, address, fields and expression of a call; a word that is not known is an error."""
    rest = iter(words[1:])
    method, endpoint, fields, expression = "GET", "", {}, ""
    for word in rest:
        match word:
            case "--method":
                method = next(rest)
            case "--jq":
                expression = next(rest)
            case "-f":
                key, _, text = next(rest).partition("=")
                fields[key] = text
            case "-F":
                key, _, path = next(rest).partition("=@")
                fields[key] = Path(path).read_text(encoding="utf-8")
            case "--paginate" | "--silent":
                pass
            case _ if word.startswith("-") or endpoint:
                raise ValueError(word)
            case _:
                endpoint = word
    return method, endpoint, fields, expression


def _pulls(state: Data, _: str, __: tuple[str, ...], fields: Mapping[str, str]) -> Any:
    return [pull for pull in state["pulls"] if pull["open"] and pull["head"]["label"] == fields["head"]]


def _comments(state: Data, method: str, parts: tuple[str, ...], fields: Mapping[str, str]) -> Any:
    if method == "GET":
        return [comment for comment in state["comments"] if comment["pull"] == int(parts[0])]
    if int(parts[0]) in state["locked"]:
        return None
    said = {"pull": int(parts[0]), "id": len(state["comments"]) + 1, "user": {"login": BOT}, "body": fields["body"]}
    state["comments"].append(said)
    return said


def _comment(state: Data, _: str, parts: tuple[str, ...], fields: Mapping[str, str]) -> Any:
    said = next(comment for comment in state["comments"] if comment["id"] == int(parts[0]))
    said["body"] = fields["body"]
    return said


def _runs(state: Data, _: str, __: tuple[str, ...], ___: Mapping[str, str]) -> Any:
    return {"workflow_runs": [{"head_sha": commit} for commit in state["published"][-1:]]}


def _pulls_of_commit(state: Data, _: str, parts: tuple[str, ...], __: Mapping[str, str]) -> Any:
    return state["pulls_of_commit"].get(parts[0], [])


ROUTES: Mapping[str, Callable[[Data, str, tuple[str, ...], Mapping[str, str]], Any]] = {
    r"pulls": _pulls,
    r"issues/(\d+)/comments(?:\?per_page=100)?": _comments,
    r"issues/comments/(\d+)": _comment,
    r"actions/workflows/publish\.yml/runs": _runs,
    r"commits/([0-9a-f]{40})/pulls": _pulls_of_commit,
}

PROGRAMS: Mapping[str, Callable[[list[str], Data], int]] = {"gh": _gh, "jq": _jq}


def _say(expression: str, data: Any) -> None:
    """Print what an expression makes of some data, texts without quotes, as `gh --jq` and `jq --raw-output` do."""
    import jq  # type: ignore[import-not-found]  # noqa: PLC0415 -- a C library without types, which the programs alone need

    for found in jq.compile(expression).input_value(data):
        sys.stdout.write(f"{found if isinstance(found, str) else json.dumps(found)}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
