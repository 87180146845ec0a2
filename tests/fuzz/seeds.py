"""What the search for broken laws begins with: the example files that tests have anyway."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from rice_roadmap.model.filing import filed
from rice_roadmap.model.mail_frame import CLOSING, opening
from tests.full import FILES
from tests.fuzz.laws import ALL_KINDS, AROUND, ENDINGS, WORDS

TESTS = Path(__file__).parents[1]

#: Longer inputs find nothing that shorter ones do not, and take their time; what is large has tests of its own.
LONGEST: Mapping[str, int] = {"reader": 512, "shape": 1024, "prose": 512, "editing": 512, "mail": 1024, "rows": 512}


def seeds(law: str) -> list[bytes]:
    """Return what to begin with for a law, none too long, each once, in order."""
    found = {seed for seed in _SEEDS[law]() if len(seed) <= LONGEST[law]}
    assert found
    return sorted(found)


def _reader() -> Iterator[bytes]:
    yield from (path.read_bytes() for path in (TESTS / "hostile" / "yaml").glob("*.yaml"))
    yield from (text.encode() for text in FILES.values())


def _shape() -> Iterator[bytes]:
    one_of_every = TESTS / "cases" / "one-of-every"
    for path in one_of_every.rglob("*.yaml"):
        relative = path.relative_to(one_of_every)
        yield from _of_kind(Path(*relative.parts[1:]).as_posix(), path.read_bytes())
    for files in (FILES, AROUND):
        for name, text in files.items():
            yield from _of_kind(name, text.encode() if isinstance(text, str) else text)


def _of_kind(path: str, raw: bytes) -> Iterator[bytes]:
    place = filed(path)
    if place is not None:
        yield bytes([ALL_KINDS.index(place.kind)]) + raw


def _prose() -> Iterator[bytes]:
    return (path.read_bytes() for path in (TESTS / "hostile" / "prose").glob("*.md"))


def _editing() -> Iterator[bytes]:
    for path in (TESTS / "cases" / "edits").glob("*.txt"):
        _, _, text = path.read_text(encoding="utf-8").partition("=== ")
        _, _, text = text.partition("\n")
        before, _, _ = text.partition("=== changes")
        yield from (bytes([place, place]) + before.encode() for place in range(4))
    yield from (b"\0\0" + raw for raw in _reader())


def _mail() -> Iterator[bytes]:
    yield b"Hello,\n\nwe cannot print.\n-- \nAnn\n"
    yield "> From: Ann\n> Subject: Re: Print it\n\n>> We cannot print.\n> \n\u00a0x\n".encode()
    yield b"Subject: =?utf-8?q?Caf=C3=A9?=\nMIME-Version: 1.0\nContent-Type: text/plain; charset=latin-1\n\ncaf\xe9\n"
    yield (
        b"Subject: Print\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n"
        b"--b\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\nUGFwZXIu\n"
        b"--b\nContent-Type: text/html\n\n<b>Paper.</b>\n--b--\n"
    )
    for path in ("requests/print.yaml", "requests/asks/export/a.yaml", "roadmap/items/print.yaml"):
        text = "title: Print\nneed: Paper.\n" if "asks" not in path else "account: A\nsays: We cannot\u00a0print.\n"
        yield f"Hello\n{opening(path)}\n{text}{CLOSING}\nBye\n".encode()
        yield f"> {opening(path)}\n> {text}> {CLOSING}\n".encode()


def _rows() -> Iterator[bytes]:
    for path in (TESTS / "cases" / "import").glob("*.txt"):
        for section in path.read_text(encoding="utf-8").split("\n=== ")[1:]:
            name, _, text = section.partition("\n")
            ending = Path(name).suffix
            if " " not in name and ending in ENDINGS and ending:
                yield from (bytes([word, ENDINGS.index(ending)]) + text.encode() for word in range(len(WORDS)))


_SEEDS = {"reader": _reader, "shape": _shape, "prose": _prose, "editing": _editing, "mail": _mail, "rows": _rows}
