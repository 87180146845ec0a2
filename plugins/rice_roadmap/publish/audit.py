"""What of a roadmap's internal values stands on a site that is to be published: a finding each, without the value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO

from rice_roadmap.model.identifier import folded as as_slug
from rice_roadmap.publish.built_site import BuiltSite
from rice_roadmap.publish.confidential import Confidential, Place, Sort, Values
from rice_roadmap.publish.encodings import unescaped
from rice_roadmap.publish.fixed_words import FixedWords
from rice_roadmap.publish.phrase_search import Search
from rice_roadmap.publish.phrases import Phrase, amount, phrase_of, pieces
from rice_roadmap.publish.unpacking import NotUnpackedError, unpacked
from rice_roadmap.text.files import Entry, EntryKind

#: Stands for what a finding does not repeat.
MASK = "…"

_LINK = "it is a link, which leads elsewhere"
_UNREADABLE = "it cannot be read"


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Finding:
    """An internal value that stands in a file of the site, or in its name; a part of the path that shows it is masked.

    `others` counts the other places of the roadmap in which the same value was written.
    """

    file: str
    place: Place
    others: int


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class NotSearched:
    """A file that could not be searched wholly, and why: the site is not known to be clean."""

    file: str
    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Audit:
    """What came of it: so many files were searched for so many values, and so many of the files hold any."""

    findings: tuple[Finding, ...]
    not_searched: tuple[NotSearched, ...]
    files: int
    values: int
    files_with_findings: int

    @property
    def is_clean(self) -> bool:
        """Whether the site may be published."""
        return not self.findings and not self.not_searched


def audit(site: BuiltSite, values: Values, fixed: FixedWords) -> Audit:
    """Search every byte and every name of a site for the values that only colleagues may read."""
    wanted = _wanted(values, fixed)
    search = Search(wanted)
    findings: set[Finding] = set()
    files_with_findings = 0
    not_searched: list[NotSearched] = []
    entries = site.entries()
    for entry in entries:
        found, why = _searched(site, entry, search, fixed)
        if found or why:
            file = _masked(entry.path, search)
            files_with_findings += bool(found)
            findings.update(_finding(file, wanted[phrase]) for phrase in found)
            not_searched.extend([NotSearched(file=file, why=why)] if why else [])
    return Audit(
        findings=tuple(sorted(findings)),
        not_searched=tuple(sorted(not_searched)),
        files=len(entries),
        values=len({place for places in wanted.values() for place in places}),
        files_with_findings=files_with_findings,
    )


def _finding(file: str, places: tuple[Place, ...]) -> Finding:
    return Finding(file=file, place=places[0], others=len(places) - 1)


def _searched(site: BuiltSite, entry: Entry, search: Search, fixed: FixedWords) -> tuple[set[Phrase], str]:
    """Return which phrases stand in a file or its name, and why more may stand there; empty where all was searched."""
    found = set(search.in_name(entry.path))
    if entry.kind is not EntryKind.FILE:
        return found, _LINK if entry.kind is EntryKind.LINK else _UNREADABLE
    try:
        with site.open(entry.path) as stream:
            if not _is_fixed(entry.path, stream, fixed):
                for name, content in _contents(stream):
                    found |= search.in_name(name) | search.in_stream(content)
    except OSError:
        return found, _UNREADABLE
    except NotUnpackedError as error:
        return found, str(error)
    return found, ""


def _contents(stream: BinaryIO) -> Iterator[tuple[str, BinaryIO]]:
    yield "", stream
    stream.seek(0)
    for packed in unpacked(stream):
        yield packed.name, packed.stream


def _is_fixed(path: str, stream: BinaryIO, fixed: FixedWords) -> bool:
    """Return whether a file is, byte for byte, one that the theme puts on every site."""
    if path not in fixed.files:
        return False
    digest = sha256(stream.read()).digest()
    stream.seek(0)
    return digest == fixed.files[path]


def _masked(path: str, search: Search) -> str:
    """Return a path as it may be shown: what holds a value of itself is masked."""
    shown = "/".join(MASK if search.in_name(part) else part for part in path.split("/"))
    return MASK if search.in_name(shown) else shown


@dataclass(frozen=True, kw_only=True, slots=True)
class _Needle:
    """One part of a value: `plain` as people write it, `other` in further letters; each of them betrays it."""

    plain: tuple[Phrase, ...]
    other: tuple[Phrase, ...]


def _wanted(values: Values, fixed: FixedWords) -> Mapping[Phrase, tuple[Place, ...]]:
    """Return every phrase to look for, with the places of the values it betrays; what all may read is left out."""
    needles: dict[_Needle, set[Place]] = {}
    for value in values.confidential:
        for needle in _needles(value):
            needles.setdefault(needle, set()).add(value.place)
    readable = _readable((phrase for needle in needles for phrase in (*needle.plain, *needle.other)), values, fixed)
    wanted: dict[Phrase, set[Place]] = {}
    for needle, places in needles.items():
        if readable.isdisjoint(needle.plain):
            for phrase in (*needle.plain, *needle.other):
                if phrase not in readable:
                    wanted.setdefault(phrase, set()).update(places)
    return {phrase: tuple(sorted(places)) for phrase, places in wanted.items()}


def _readable(phrases: Iterable[Phrase], values: Values, fixed: FixedWords) -> frozenset[Phrase]:
    """Return which phrases a public value or the words of every site hold."""
    return Search(phrases).in_texts((*values.public, *fixed.texts))


def _needles(value: Confidential) -> Iterator[_Needle]:
    if value.sort is Sort.AMOUNT:
        digits, groups = amount(value.value)
        yield _Needle(plain=(digits, groups), other=(digits.backwards,))
        return
    for piece in pieces(value.value) if value.sort is Sort.TEXT else (value.value,):
        plain = tuple(dict.fromkeys(filter(None, map(phrase_of, (piece, unescaped(piece))))))
        if plain:
            turned = (one.backwards for one in plain if not one.exact)
            slug = phrase_of(as_slug(piece))
            other = (*turned, *((slug,) if slug is not None and not slug.exact else ()))
            yield _Needle(plain=plain, other=tuple(one for one in dict.fromkeys(other) if one not in plain))
