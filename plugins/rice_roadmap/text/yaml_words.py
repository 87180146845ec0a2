"""What to say about YAML's own signs to somebody who has never heard of them, and what to write instead."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rice_roadmap.text.characters import describe
from rice_roadmap.text.problem import Code, Location, Problem
from rice_roadmap.text.scalar import Unusable

# What may be quoted: a key of ours, or an id. Anything else may be somebody's words in the wrong place.
_QUOTABLE = re.compile(r"[a-z0-9_-]{1,64}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """What is wrong, whichever place it is said of."""

    code: Code
    message: str
    hint: str

    def at(self, where: Location) -> Problem:
        """Say it of a place."""
        return Problem(where=where, code=self.code, message=self.message, hint=self.hint)


#: What stands before the entry of a list, where others have a key.
DASH = "-"


def called(key: str | None, otherwise: str) -> str:
    """Return the key as a sentence quotes it, or other words where it may not be quoted or there is none."""
    return f"`{key}`" if _is_quotable(key) else otherwise


def in_quotes(key: str | None, example: str) -> str:
    """Return the advice to quote a value, with an example in the shape of the line."""
    return f"Put the whole value in quotes: {_shape(key, example)}"


def _shape(key: str | None, example: str) -> str:
    if key == DASH:
        return f"- {example}"
    return f"{key if _is_quotable(key) else 'title'}: {example}"


def _is_quotable(key: str | None) -> bool:
    return key is not None and key != DASH and _QUOTABLE.fullmatch(key) is not None


def comment_cuts(key: str | None, *, everything: bool) -> Words:
    """Return what to say where ` #` cuts an unquoted value short, or leaves nothing of it."""
    if everything:
        outcome = f"{called(key, 'this value')} would be empty"
    else:
        outcome = f"the text of {called(key, 'this value')} would be cut there"
    return Words(
        code=Code.COMMENT_CUTS_VALUE,
        message=f"Everything after ` #` is a comment, so {outcome}.",
        hint=f"{in_quotes(key, _NUMBERED)}. If you mean a comment, write a blank after #.",
    )


def colon_in_value(key: str | None) -> Words:
    """Return what to say of an unquoted value with a colon and a blank in it."""
    message = "A value that contains `: ` needs quotes."
    return Words(code=Code.NEEDS_QUOTES, message=message, hint=in_quotes(key, '"SSO: the short way"'))


def sign(character: str, key: str | None) -> Words:
    """Return what to say of a value that begins with a sign of YAML's."""
    code, meaning, example = _SIGNS[character]
    name = "A backtick" if character == "`" else f"`{character}`"
    return Words(code=code, message=f"{name} {meaning}.", hint=in_quotes(key, example))


def text_after_quote(quote: str, words: str, key: str | None) -> Words:
    """Return what to say of words behind a closing quote."""
    if quote == "'" and words[0].isalnum():
        return Words(
            code=Code.NEEDS_QUOTES,
            message="The apostrophe ends the text.",
            hint=f"Use double quotes: {_shape(key, _APOSTROPHE)}",
        )
    message = "Text goes on after the closing quote."
    return Words(code=Code.NEEDS_QUOTES, message=message, hint=in_quotes(key, _QUOTES_INSIDE))


def never_closed(opening: str) -> Words:
    """Return what to say of a quote or bracket without its partner."""
    hint = f"Close it with `{_PARTNERS[opening]}`, or put the whole value in double quotes."
    return Words(code=Code.NOT_YAML, message=f"The `{opening}` here is never closed.", hint=hint)


def unusable_number(reason: Unusable, key: str | None) -> Words:
    """Return what to say of something that looks like a number and cannot be one."""
    hint = f"Write a number such as 12.5. If it is no number, put it in quotes: {_shape(key, _DIGITS)}"
    return Words(code=Code.UNUSABLE_NUMBER, message=reason.value, hint=hint)


def strange_space(character: str, *, starts_line: int = 0) -> Words:
    """Return what to say of a blank that only looks like a space, at the start of a line or elsewhere."""
    name = "a non-breaking space" if character in _NON_BREAKING else describe(character)
    if starts_line:
        message = f"Line {starts_line} starts with {name} (often pasted)."
    else:
        message = f"Here stands {name} (often pasted) where a space belongs."
    return Words(code=Code.NON_BREAKING_SPACE, message=message, hint="Use ordinary spaces.")


KEY_SHAPE = "Write a word, a colon, a blank and the value, for example: title: Single sign-on"
MISSING_KEY = Words(code=Code.KEY_NOT_TEXT, message="There is no key before this colon.", hint=KEY_SHAPE)
KEY_WITH_PARTS = Words(code=Code.KEY_NOT_TEXT, message="A list or a mapping cannot be a key.", hint=KEY_SHAPE)
MERGE_KEY = Words(
    code=Code.MERGE_KEY, message="`<<` merges another mapping, which we do not use.", hint="Write out the keys."
)
NO_BLANK = Words(code=Code.NOT_YAML, message="A blank is missing after the colon.", hint=KEY_SHAPE)
NO_KEY = Words(
    code=Code.NOT_YAML,
    message="This line has no key.",
    hint=f"{KEY_SHAPE}. If it goes on with the text above, indent it.",
)
UNFIT = Words(
    code=Code.NOT_YAML,
    message="This cannot be read: it does not fit the lines above.",
    hint="Indent keys that belong together alike, and look for a quote or bracket that is not closed.",
)

EMPTY = Words(code=Code.EMPTY_FILE, message="The file is empty.", hint="Fill it, or delete it.")
NOT_A_MAPPING = Words(code=Code.NOT_A_MAPPING, message="The file does not consist of keys and values.", hint=KEY_SHAPE)
SECOND_DOCUMENT = Words(
    code=Code.SECOND_DOCUMENT,
    message="Here begins a second document; a file holds one.",
    hint="Delete the line `---`, or make a file of what follows it.",
)

_NON_BREAKING = "\u00a0\u2007\u202f"
_APOSTROPHE = '"the team\'s request"'
_DIGITS = '"01234"'
_QUOTES_INSIDE = """'"A" and "B"'"""
_NUMBERED = '"Fix #12 now"'
_PARTNERS = {'"': '"', "'": "'", "[": "]", "{": "}"}
_NO_START = "cannot start a value"
_BLOCK = "starts a block of text, which begins on the next line"
_SIGNS = {
    "@": (Code.NEEDS_QUOTES, _NO_START, '"@product"'),
    "`": (Code.NEEDS_QUOTES, _NO_START, '"`code`"'),
    "%": (Code.NEEDS_QUOTES, _NO_START, '"% of orders"'),
    ",": (Code.NEEDS_QUOTES, _NO_START, '", and more"'),
    "]": (Code.NEEDS_QUOTES, _NO_START, '"] and more"'),
    "}": (Code.NEEDS_QUOTES, _NO_START, '"} and more"'),
    "?": (Code.NEEDS_QUOTES, "before a blank starts a key", '"? and more"'),
    "-": (Code.NEEDS_QUOTES, "before a blank starts a list", '"- and more"'),
    "[": (Code.NEEDS_QUOTES, "starts a list", '"[SSO] for teams"'),
    "{": (Code.NEEDS_QUOTES, "starts a mapping", '"{name} in mails"'),
    ">": (Code.NEEDS_QUOTES, _BLOCK, '"> 5 users"'),
    "|": (Code.NEEDS_QUOTES, _BLOCK, '"| and more"'),
    "*": (Code.YAML_REFERENCE, "starts a YAML reference, which we do not use", '"*urgent"'),
    "&": (Code.YAML_REFERENCE, "starts a YAML anchor, which we do not use", '"&more"'),
    "!": (Code.YAML_TAG, "starts a YAML tag, which we do not use", '"!important"'),
}
