"""The documentation as a contract: whatever a user can type or write is explained somewhere."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path

import pytest

from rice_roadmap.commands.command import Command
from rice_roadmap.commands.names import COMMANDS
from rice_roadmap.plugin import RiceRoadmapConfig
from rice_roadmap.text.shape import Kind, properties

GUIDE = Path(__file__).parents[1] / "docs" / "guide"


def sections(text: str) -> Mapping[str, str]:
    """Return what stands under each second-level heading, by its words without marks."""
    _, *found = re.split(r"^## ", text, flags=re.MULTILINE)
    return {part.partition("\n")[0].strip("` "): part for part in found}


def missing(wanted: Iterable[str], text: str) -> list[str]:
    """Return what the text does not show as code."""
    shown = set(re.findall(r"`([^`\n]+)`", text)) | set(re.findall(r"[\w.-]+", " ".join(_blocks(text))))
    words = {word.strip(":=") for code in shown for word in re.split(r"[\s=|\[\]…]+", code)}
    return sorted(set(wanted) - words)


def _blocks(text: str) -> list[str]:
    return re.findall(r"^```.*?^```", text, flags=re.MULTILINE | re.DOTALL)


def guide(name: str) -> str:
    """Return a page of the guide."""
    return (GUIDE / f"{name}.md").read_text(encoding="utf-8")


def options_of(name: str) -> list[str]:
    """Return the options of a command, as somebody types them."""
    command: Command = import_module(f"rice_roadmap.commands.{COMMANDS[name].module}").COMMAND
    parser = ArgumentParser(add_help=False)
    command.describe(parser)
    return sorted({option for action in parser._actions for option in action.option_strings})  # noqa: SLF001 -- argparse lists its options nowhere else


def test_the_check_of_the_documentation_notices_what_is_missing() -> None:
    """A word in running text is no explanation; one that is shown as code is."""
    text = "Use `--format json` and\n\n```yaml\ntitle: x\n```\n"
    assert missing(["--format", "title"], text) == []
    assert missing(["--audience", "summary"], text + "audience and summary") == ["--audience", "summary"]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_each_of_its_options_is_documented(name: str) -> None:
    """Each command has a section, which names each of its options or leaves it to what all commands share."""
    found = sections(guide("commands"))
    assert name in found
    shared = found["What all commands share"]
    assert missing(options_of(name), found[name] + shared) == []


def test_no_command_is_documented_that_does_not_exist() -> None:
    """What the guide promises can be typed."""
    named = {heading for heading in sections(guide("commands")) if re.fullmatch(r"[a-z]+", heading)}
    assert named == set(COMMANDS)


def test_every_option_of_the_plugin_is_documented() -> None:
    """Whoever edits `mkdocs.yml` finds each option explained."""
    ours = [name for name, _ in RiceRoadmapConfig._schema if name != "enabled"]  # noqa: SLF001 -- MkDocs lists them nowhere else
    assert ours
    assert missing(ours, guide("site")) == []


@pytest.mark.parametrize("kind", list(Kind))
def test_every_key_of_every_kind_of_file_is_documented(kind: Kind) -> None:
    """Whoever writes a file by hand finds each key explained."""
    names = {found.name for found in properties(kind) if found.name != "*"}
    assert missing(names, guide("files") + guide("site")) == []
