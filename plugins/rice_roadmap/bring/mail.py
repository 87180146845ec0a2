"""A mail as somebody pastes it: its subject and text without the marks of replies, or the files that it carries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import Any, cast

from rice_roadmap.bring.refusal import Refusal
from rice_roadmap.model.mail_frame import CLOSING, OPENING

# What mail programs write above a mail, in the languages in which people most often write to us.
_SUBJECTS = "subject|betreff|objet|asunto|oggetto|onderwerp"
_OTHERS = (
    "from|to|cc|bcc|date|sent|reply-to|importance|von|an|gesendet|datum|antwort an|de|à|a|envoyé|cci|para|enviado|"
    "fecha|da|inviato|data|van|aan|verzonden"
)
_HEADER = re.compile(rf"\*?(?P<name>{_SUBJECTS}|{_OTHERS}) ?: ?\*?(?P<value>.*)", re.IGNORECASE)
_SUBJECT = re.compile(_SUBJECTS, re.IGNORECASE)
_WHOLE_MESSAGE = re.compile(rb"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+\r?\n")
_TRANSPORT = re.compile(rb"^(?:mime-version|content-type|received|message-id):", re.IGNORECASE | re.MULTILINE)
_REPLY = re.compile(r"(?:(?:re|fw|fwd|aw|wg|tr|rv|sv|vs|antw)(?: ?\[\d+\])?: *)+", re.IGNORECASE)
_ABOVE = re.compile(r"[-_]{3,20}.{0,60}[-_]{3,20}|_{5,}|begin forwarded message:", re.IGNORECASE)
_MARKS = re.compile(r"(?:> ?)*")
_SIGNATURE = "--"
_MOST_LINES_OF_SIGNATURE = 10

# Of a header of a saved mail no more is looked at: the library takes ever longer for long ones.
_MOST_CHARACTERS_OF_HEADER = 2_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Carried:
    """A file that a mail carries: where it belongs, and its text."""

    path: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """What a mail says: files, or a subject and a text; `left_out` are the lines that are neither."""

    subject: str
    text: str
    files: tuple[Carried, ...]
    left_out: tuple[str, ...]


def letter_from(raw: bytes) -> Letter | Refusal:
    """Return what a pasted mail, a mail saved as a file, or any other text says."""
    subject, text = "", ""
    if (whole := _WHOLE_MESSAGE.match(raw)) and _TRANSPORT.search(whole[0]):
        found = _from_message(raw)
        if isinstance(found, Refusal):
            return found
        subject, text = found
    else:
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            return Refusal(message="The text is not UTF-8.", hint="Save it as UTF-8, or paste it.", misuse=True)
    lines = re.split(r"\r\n|\r|\n", text)
    files = tuple(_carried(lines))
    return _with_files(lines, files) if files else _in_own_words(subject, lines)


class _ShortHeaders(EmailPolicy):
    """How the library reads a mail, but for headers that are made to keep it busy."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        """Return what a header says, as far as it is looked at."""
        return super().header_fetch_parse(name, value[:_MOST_CHARACTERS_OF_HEADER])


def _from_message(raw: bytes) -> tuple[str, str] | Refusal:
    try:
        subject, text = _subject_and_text(raw)
    except (LookupError, ValueError, TypeError, AttributeError, RecursionError):
        # The library raises any of these for a mail that is broken in a way that it has not met.
        subject, text = "", None
    if not isinstance(text, str):
        return Refusal(
            message="This mail holds no plain text that can be read.",
            hint="Open it, copy its text, and paste that.",
            misuse=True,
        )
    return subject, text


def _subject_and_text(raw: bytes) -> tuple[str, object]:
    message = cast("EmailMessage", message_from_bytes(raw, _class=EmailMessage, policy=_ShortHeaders()))
    body = message.get_body(preferencelist=("plain",))
    return str(message["subject"] or ""), None if body is None else body.get_content()


def _carried(lines: Sequence[str]) -> Iterator[Carried]:
    index = 0
    while index < len(lines):
        found = OPENING.fullmatch(lines[index])
        index += 1
        if found is None:
            continue
        # As deep as the line above it was quoted, and with a blank behind each mark or without.
        marks = re.compile("> ?" * found["marks"].count(">") if " " in found["marks"] else found["marks"])
        held: list[str] = []
        while index < len(lines) and (line := marks.sub("", lines[index], count=1)).rstrip() != CLOSING:
            held.append(line)
            index += 1
        yield Carried(path=found["path"], text="\n".join([*held, ""]))


def _with_files(lines: Sequence[str], files: tuple[Carried, ...]) -> Letter:
    left: list[str] = []
    is_inside = False
    for line in lines:
        if OPENING.fullmatch(line):
            is_inside = True
        elif is_inside and line.rstrip().endswith(CLOSING):
            is_inside = False
        elif not is_inside and line.strip():
            left.append(line)
    return Letter(subject="", text="", files=files, left_out=tuple(left))


def _in_own_words(subject: str, lines: Sequence[str]) -> Letter:
    kept, signatures = _without_signatures(lines)
    headers, rest = _without_headers(kept)
    left_out = [line for line in headers if not _subject_in(line)]
    subject = _REPLY.sub("", subject or next(filter(None, map(_subject_in, headers)), ""), count=1).strip()
    return Letter(
        subject=subject,
        text="\n".join(rest).strip("\n"),
        files=(),
        left_out=tuple(line for line in (*left_out, *signatures) if line.strip()),
    )


def _without_signatures(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the lines without marks of replies, and apart from them those of signatures."""
    kept: list[str] = []
    left_out: list[str] = []
    index = 0
    while index < len(lines):
        length = _signature_at(lines, index)
        left_out += [_unmarked(line) for line in lines[index : index + length]]
        if not length:
            kept.append(_unmarked(lines[index]))
        index += length or 1
    return kept, left_out


def _signature_at(lines: Sequence[str], index: int) -> int:
    """Return how many lines the signature has that begins there; none where something longer follows."""
    if _unmarked(lines[index]).rstrip() != _SIGNATURE:
        return 0
    depth = _depth(lines[index])
    at = end = index + 1
    filled, named = 1, 0
    # No further than a signature reaches: a text of nothing but such marks is looked at once.
    while at < len(lines) and _depth(lines[at]) == depth and filled <= _MOST_LINES_OF_SIGNATURE:
        named += bool(lines[at].strip("> "))
        at += 1
        # Whoever is quoted below is named above the quote.
        if lines[at - 1].strip("> ") and not lines[at - 1].rstrip().endswith(":"):
            end, filled, named = at, filled + named, 0
    if at == len(lines):
        end, filled = at, filled + named
    return end - index if filled <= _MOST_LINES_OF_SIGNATURE else 0


def _depth(line: str) -> int:
    found = _MARKS.match(line)
    return found[0].count(">") if found else 0


def _unmarked(line: str) -> str:
    return _MARKS.sub("", line, count=1).rstrip()


def _without_headers(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return what a mail program has written above the text, and the text."""
    index = 0
    while index < len(lines) and (not lines[index].strip() or _ABOVE.fullmatch(lines[index].strip())):
        index += 1
    end = index
    while end < len(lines) and _HEADER.fullmatch(lines[end]):
        end += 1
    headers = list(lines[index:end])
    # A single `Date:` may be the first word of what somebody has to say.
    if len(headers) > 1 or any(map(_subject_in, headers)):
        return list(lines[:end]), list(lines[end:])
    return list(lines[:index]), list(lines[index:])


def _subject_in(line: str) -> str:
    found = _HEADER.fullmatch(line)
    return found["value"].strip() if found and _SUBJECT.fullmatch(found["name"]) else ""
