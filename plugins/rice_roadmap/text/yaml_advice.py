"""What a person meant where YAML gives up: the line, what is wrong with it, and what to write instead."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice

from rice_roadmap.text.characters import STRANGE_SPACES
from rice_roadmap.text.problem import Code, Location, Problem
from rice_roadmap.text.yaml_lines import WrittenLine, written_lines
from rice_roadmap.text.yaml_words import (
    MISSING_KEY,
    NO_BLANK,
    NO_KEY,
    NOT_A_MAPPING,
    Words,
    colon_in_value,
    comment_cuts,
    never_closed,
    sign,
    strange_space,
    text_after_quote,
)

_CUT = re.compile(r" #(?=[^ ])")
_KEY_WITHOUT_BLANK = re.compile(r"[\w-]+:(?=[^/])")

#: Far more lines than a person writes by hand.
MOST_LINES = 5_000

# These begin something of YAML's wherever they stand; `-` and `?` do so before a blank.
_SIGN = re.compile(r"[@`%,\]}*&!]|[-?](?= |\Z)")

# Behind every line: a parser may notice it late.
_LATE = 1 << 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Refusal:
    """Where a parser gave up, and what to say if no line shows why."""

    line: int
    column: int
    words: Words


@dataclass(frozen=True, kw_only=True, slots=True)
class _Mistake:
    """Something wrong in a line, and the last line on which a parser may notice it."""

    line: int
    column: int
    words: Words
    noticed_by: int


def advise(path: str, text: str, refusal: Refusal) -> tuple[Problem, ...]:
    """Return what to mend from where a parser gave up to the end of the file: at least one problem."""
    mistakes = [mistake for line in islice(written_lines(text), MOST_LINES) if (mistake := _first_mistake(line))]
    relevant = [mistake for mistake in mistakes if mistake.noticed_by >= refusal.line]
    if not any(mistake.line <= refusal.line for mistake in relevant):
        line, column = refusal.line, refusal.column
        relevant.append(_Mistake(line=line, column=column, words=refusal.words, noticed_by=line))
    return tuple(
        mistake.words.at(Location(path=path, line=mistake.line, column=mistake.column)) for mistake in relevant
    )


def advise_on_text(path: str, text: str, where: Location) -> tuple[Problem, ...]:
    """Return why a file is one text to YAML: a blank is missing after each colon, or there are no keys."""
    found = advise(path, text, Refusal(line=where.line, column=where.column, words=NOT_A_MAPPING))
    missing = (Code.NON_BREAKING_SPACE, NO_BLANK.code)
    known = tuple(problem for problem in found if problem.code in missing and problem.message != NO_KEY.message)
    return known or (NOT_A_MAPPING.at(where),)


def _first_mistake(line: WrittenLine) -> _Mistake | None:
    """Return the first thing that is wrong with a line: what else seems wrong may follow from it."""
    rules = (_strange_space, _text_goes_on, _missing_key, _enclosed, _sign, _colon, _comment)
    return next((mistake for rule in rules if (mistake := rule(line))), None)


def _at(line: WrittenLine, column: int, words: Words, *, noticed_by: int = 0) -> _Mistake:
    return _Mistake(line=line.number, column=column, words=words, noticed_by=max(line.number, noticed_by))


def _strange_space(line: WrittenLine) -> _Mistake | None:
    if line.above is None and line.content and line.content[0] in STRANGE_SPACES:
        return _at(line, line.column, strange_space(line.content[0], starts_line=line.number), noticed_by=_LATE)
    return None


def _text_goes_on(line: WrittenLine) -> _Mistake | None:
    if line.above is None or line.key is None:
        return None
    words = colon_in_value(line.above.name)
    hint = f"{words.hint}. If this line has a key of its own, indent it like the line above."
    return _at(line, line.colon_column, replace(words, hint=hint))


def _missing_key(line: WrittenLine) -> _Mistake | None:
    if line.key == "":
        return _at(line, line.colon_column, MISSING_KEY)
    if not line.lacks_key or line.above is not None or not line.is_plain:
        return None
    glued = _KEY_WITHOUT_BLANK.match(line.rest)
    if glued and line.rest[glued.end()] in STRANGE_SPACES:
        return _at(line, line.rest_column + glued.end(), strange_space(line.rest[glued.end()]), noticed_by=_LATE)
    # Until a colon comes, a parser may take the next line for the rest of this one.
    return _at(line, line.rest_column, NO_BLANK if glued else NO_KEY, noticed_by=line.number + 1)


def _enclosed(line: WrittenLine) -> _Mistake | None:
    if line.above is not None or not line.is_enclosed:
        return None
    opening, tail = line.rest[0], line.tail
    if tail is None:
        return _at(line, line.rest_column, never_closed(opening), noticed_by=_LATE)
    if not tail.words or tail.words.startswith("#"):
        return None
    if opening in "[{":
        return _at(line, line.rest_column, sign(opening, line.name), noticed_by=tail.line)
    words = text_after_quote(opening, tail.words, line.name)
    return _Mistake(line=tail.line, column=tail.column, words=words, noticed_by=tail.line)


def _sign(line: WrittenLine) -> _Mistake | None:
    is_sign = _SIGN.match(line.rest) or (line.rest[:1] in {"|", ">"} and not line.is_block)
    return _at(line, line.rest_column, sign(line.rest[0], line.name)) if is_sign and line.above is None else None


def _colon(line: WrittenLine) -> _Mistake | None:
    if not line.is_plain or line.above is not None:
        return None
    at = f"{line.rest} ".find(": ")
    return _at(line, line.rest_column + at, colon_in_value(line.name)) if at >= 0 else None


def _comment(line: WrittenLine) -> _Mistake | None:
    found = _CUT.search(line.rest) if line.is_plain else None
    if found is None:
        return None
    name = (line.above or line).name
    return _at(line, line.rest_column + found.start() + 1, comment_cuts(name, everything=False))
