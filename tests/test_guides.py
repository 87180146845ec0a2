"""The guides as their readers use them: every command is run, every file is checked, and every picture is there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from textwrap import dedent

import pytest

from rice_roadmap.cli import main
from rice_roadmap.commands.names import COMMANDS
from tests.pictures import DEMO, OF_THE_GUIDE, OWN
from tests.test_docs import options_of

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "guide"
DAY = datetime(2026, 11, 23, tzinfo=UTC)

#: Those that start from the made-up company, and the one that starts from nothing.
ON_THE_DEMO = ("for-sales", "for-product-managers")
GUIDES = (*ON_THE_DEMO, "set-up")

MOST_BYTES = 120 * 1024

_BLOCK = re.compile(
    r'^(?P<indent> *)```(?P<language>\w*)(?: title="(?P<title>[^"]+)")?\n(?P<text>.*?)^(?P=indent)```$',
    re.MULTILINE | re.DOTALL,
)
_PICTURE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<path>[^)\s]+)\)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """What a page shows as `sh` to be typed, as `yaml` or with a title to be written, or as `text` that is printed."""

    language: str
    text: str
    title: str = ""

    @property
    def path(self) -> str:
        """The file that holds it: its title, or what the comment in its first line names; nothing if it is no file."""
        named = re.match(r"# (\S+)\n", self.text) if self.language == "yaml" else None
        return named[1] if named else self.title


class Reader:
    """Somebody who goes through a page and does what it says, in a folder."""

    def __init__(self, folder: Path) -> None:
        """Start in that folder."""
        self.folder = folder
        self.printed = ""

    def do(self, block: Block) -> None:
        """Type a command, write a file, or compare what was printed."""
        if block.language == "sh":
            self._type(block.text)
        elif block.path:
            self._write(block)
        else:
            assert block.language == "text", f"Nobody knows what to do with:\n{block.text}"
            assert block.text in self.printed

    def _type(self, text: str) -> None:
        # Nobody is there to end `serve`; building shows the same.
        script = text.replace("mkdocs serve", "mkdocs build --strict") + '\npwd > "$FOLDER"\n'
        folder = self.folder / "where-it-ends"
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            cwd=self.folder,
            env={**_environment(), "FOLDER": str(folder)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{text}\n{done.stdout}"
        self.printed = done.stdout
        self.folder = Path(folder.read_text(encoding="utf-8").strip())
        folder.unlink()

    def _write(self, block: Block) -> None:
        path = self.folder / block.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8")
        if block.language == "yaml":
            self._type("rice-roadmap check")
            assert "Everything is fine" in self.printed


def _environment() -> dict[str, str]:
    who = {
        f"GIT_{role}_{what}": f"reader@{role}.example" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    return {
        **os.environ,
        **who,
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "SOURCE_DATE_EPOCH": str(int(DAY.timestamp())),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
    }


def page(name: str) -> str:
    """Return a page of the guide."""
    return (GUIDE / f"{name}.md").read_text(encoding="utf-8")


def blocks(text: str) -> Iterator[Block]:
    """Return what a page shows in blocks, in order, as it is shown: without what indents it."""
    for found in _BLOCK.finditer(text):
        yield Block(language=found["language"], title=found["title"] or "", text=dedent(found["text"]))


def written_commands(text: str) -> Iterable[str]:
    """Return the commands that stand in the sentences of a page."""
    return re.findall(r"`rice-roadmap ([^`\n]+)`", _BLOCK.sub("", text))


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    """Return the made-up company in a repository of its own."""
    root = tmp_path / "demo"
    assert main(["init", str(root), "--demo", "--today", f"{DAY:%Y-%m-%d}"]) == 0
    start = "git init --quiet --initial-branch main\ngit add .\ngit commit --quiet --message Start\n"
    Reader(root).do(Block(language="sh", text=start))
    return root


# What the pages say is true


@pytest.mark.parametrize("name", ON_THE_DEMO)
def test_what_a_page_shows_works_from_top_to_bottom(name: str, demo: Path) -> None:
    """Each command does without a mistake what the page says, and each file is accepted by the check."""
    reader = Reader(demo)
    for block in blocks(page(name)):
        reader.do(block)


def test_setting_up_works_from_an_empty_folder(tmp_path: Path) -> None:
    """Whoever follows the page from top to bottom has a roadmap that is checked, built and committed."""
    reader = Reader(tmp_path)
    for block in blocks(page("set-up")):
        reader.do(block)
    reader.do(
        Block(
            language="sh", text="git cat-file -e HEAD:roadmap/plan.yaml\ntest -d site\ntest -d site-internal/triage\n"
        )
    )


@pytest.mark.parametrize(
    "wrong",
    [
        Block(language="sh", text="rice-roadmap decide no-such-request accepted --decided-by Somebody\n"),
        Block(language="yaml", text="# requests/wrong.yaml\ntitel: x\n"),
        Block(language="text", text="Something that nobody prints.\n"),
        Block(language="yaml", text="title: Nobody knows where this belongs.\n"),
    ],
    ids=["command", "file", "printed", "nowhere"],
)
def test_a_page_that_is_wrong_is_noticed(wrong: Block, demo: Path) -> None:
    """A command that fails, a file that is refused, a text that is not printed and a file without a name are found."""
    with pytest.raises(AssertionError):
        Reader(demo).do(wrong)


@pytest.mark.parametrize("name", GUIDES)
def test_commands_in_sentences_exist_with_their_options(name: str) -> None:
    """What is named in passing can be typed as well."""
    for written in written_commands(page(name)):
        command, *words = written.split()
        assert command in COMMANDS
        assert {word for word in words if word.startswith("--")} <= set(options_of(command))


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_shows_something_at_once_and_ends_with_what_to_do_next(name: str) -> None:
    """After its purpose in one sentence a page shows a picture, a command or a file; its last part is `Next`."""
    _, _, after_title = page(name).partition("\n# ")
    _title, purpose, shown, *_ = after_title.split("\n\n")
    assert purpose.count("\n") == 0
    assert shown.startswith(("![", "```"))
    assert re.findall(r"^## (.+)$", page(name), re.MULTILINE)[-1] == "Next"


# Pictures


def pictures() -> dict[Path, list[str]]:
    """Return every picture that the README and the documentation show, with its words for those who cannot see it."""
    found: dict[Path, list[str]] = {}
    for source in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        for shown in _PICTURE.finditer(_BLOCK.sub("", source.read_text(encoding="utf-8"))):
            found.setdefault((source.parent / shown["path"]).resolve(), []).append(shown["alt"])
    return found


def test_every_picture_is_shown_and_every_picture_that_is_shown_is_there() -> None:
    """The folder holds the pictures that the pages show and that one command takes, and no other."""
    there = {path.resolve() for path in OF_THE_GUIDE.iterdir()}
    assert set(pictures()) == there
    assert {path.stem for path in there} == {*OWN, *DEMO}


def test_every_picture_says_in_words_what_it_shows() -> None:
    """Whoever cannot see a picture is told in a few words."""
    assert [path.name for path, alts in pictures().items() for alt in alts if len(alt.split()) < 4] == []


def test_pictures_are_few_and_small() -> None:
    """Reading the guides on a phone costs little, and the repository stays small."""
    sizes = {path.name: path.stat().st_size for path in OF_THE_GUIDE.iterdir()}
    assert len(sizes) <= 8
    assert [name for name, size in sizes.items() if size > MOST_BYTES] == []
