"""What a pasted mail already says of a new record, and in which file it is to stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from rice_roadmap.bring.mail import Carried, Letter, letter_from
from rice_roadmap.bring.readable import readable_line, readable_prose
from rice_roadmap.bring.refusal import Refusal
from rice_roadmap.model.filing import filed
from rice_roadmap.text.mismatch import subject
from rice_roadmap.text.problem import Code
from rice_roadmap.text.schema import Kind, check
from rice_roadmap.text.shape import property_at
from rice_roadmap.text.source import Data, read

# What the text of a mail is to each kind of record, below its title.
_TEXT = {Kind.REQUEST: "need", Kind.ASK: "says", Kind.ITEM: "summary"}

# What begins a line of YAML at its very left; anything else there was torn off the line above.
_BEGINS_A_LINE = re.compile(r"[a-z_]+:(?: |$)|- |#| |$")


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """What is known of a record so far; `name` and `request` are those of the file that was meant, or empty."""

    data: dict[str, Data]
    name: str = ""
    request: str = ""
    notes: tuple[str, ...] = ()


def draft_from(kind: Kind, raw: bytes) -> Draft | Refusal:
    """Return what a mail says of a record of that kind."""
    letter = letter_from(raw)
    if isinstance(letter, Refusal):
        return letter
    if len(letter.files) > 1:
        return Refusal(
            message=f"This mail carries {len(letter.files)} files.",
            hint="Paste one of them at a time, with the lines above and below it.",
            misuse=True,
        )
    return _from_file(kind, letter.files[0], letter) if letter.files else _from_words(kind, letter)


def _from_file(kind: Kind, carried: Carried, letter: Letter) -> Draft | Refusal:
    place = filed(carried.path)
    if place is None or place.kind is not kind:
        other = "" if place is None else f"Write `rice-roadmap new {place.kind}`."
        message = f"The file in this mail, {carried.path}, is not {subject(kind, ())}."
        return Refusal(message=message, hint=other, misuse=True)
    problem = ""
    for text in _mended(carried.text):
        reading = read(carried.path, text.encode("utf-8", "surrogatepass"))
        problems = reading.problems
        if reading.document is not None and not problems:
            # What is missing is asked for later.
            problems = tuple(one for one in check(kind, reading.document) if one.code is not Code.MISSING_KEY)
            if not problems:
                notes = _left_out(letter)
                return Draft(data=reading.document.data, name=place.id, request=place.request, notes=notes)
        first = problems[0]
        problem = problem or f"Line {first.where.line} of it: {first.message} {first.hint}".rstrip()
    message = f"The file in this mail cannot be used. {problem}"
    return Refusal(message=message, hint="A mail program may have changed its lines: copy it again, or type it anew.")


def _mended(text: str) -> Iterator[str]:
    """Yield the text, then without what mail programs do to it: other blanks, and long lines torn apart."""
    yield text
    plain = text.replace("\u00a0", " ")
    yield plain
    joined: list[str] = []
    for line in plain.split("\n"):
        if joined and not _BEGINS_A_LINE.match(line):
            joined[-1] = f"{joined[-1].rstrip(' ')} {line}"
        else:
            joined.append(line)
    yield "\n".join(joined)


def _from_words(kind: Kind, letter: Letter) -> Draft:
    if kind is Kind.ASK:
        # An ask has no title: what the subject says belongs to the words of the customer.
        text = readable_prose(f"{letter.subject}\n\n{letter.text}", Counter())
        return Draft(data={"says": text} if text else {}, notes=_left_out(letter))
    title, _, rest = ("", "", letter.text) if letter.subject else letter.text.partition("\n")
    whole = readable_line(letter.subject or title, len(letter.subject or title), Counter())
    line = readable_line(whole, _most_characters(kind), Counter())
    # What the title cannot hold stays where there is room for it.
    text = readable_prose(rest if line == whole else f"{whole}\n\n{rest.lstrip()}", Counter())
    data: dict[str, Data] = {"title": line, _TEXT[kind]: text}
    return Draft(data={key: value for key, value in data.items() if value}, notes=_left_out(letter))


def _most_characters(kind: Kind) -> int:
    found = property_at(kind, ("title",))
    return int(found.schema["maxLength"]) if found else 0


def _left_out(letter: Letter) -> tuple[str, ...]:
    return ("Left out of the mail:", *(f"  {line}" for line in letter.left_out)) if letter.left_out else ()
