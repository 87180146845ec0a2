"""Everyday prose: the marks of CommonMark that most texts have, where nobody could take them for anything else.

The parser and the cleaner take half a millisecond for a text of ordinary length, and a site has thousands of them. Most
are made of paragraphs, flat lists, quotations, headings and code, with `code`, *emphasis*, **strong** words and plain
links inside: these are read here in a tenth of that time, and come out the same, letter for letter. The pattern is
strict: where a single character could mean something else there is no answer, and the parser has its say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Beyond ASCII all that is neither a blank nor invisible: it means nothing to CommonMark and nothing to HTML.
_BEYOND = (
    r"\u00a1-\u167f\u1681-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u2fff\u3001-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe"
    r"\uff01-\uffef\U00010000-\U0001fffd"
)
_SIGN = rf"[A-Za-z0-9,.;:'\"()?!%/+=>{{}}$@^|#{_BEYOND}-]"
_SIGN_OF_CODE = rf"[ -_a-~{_BEYOND}]"
_ANY_SIGN = rf"[ -~{_BEYOND}]"

# A line of words begins with nothing that begins a list, a table, a heading or code. All repetitions keep what they
# have taken (`++`), so that a text is read once, whatever it holds.
_BEGIN = rf"""(?:[A-Za-z"'({_BEYOND}]|[0-9]++(?![.)])|\*{{1,2}}(?=[A-Za-z0-9])|`(?!`)|\[)"""
_LINE_END = rf"\n(?={_BEGIN})"
_TEXT = rf"(?:{_SIGN}++|[ ]++(?!\n|\Z)|{_LINE_END})"
_CODE = rf"`(?! )(?:{_SIGN_OF_CODE}++|{_LINE_END})++(?<! )`(?!`)"
# Between a blank or a bracket and a blank or a stop, so that the stars on the left open and those on the right close.
_STARRED = rf"(?=[A-Za-z0-9]){_TEXT}++(?<=[A-Za-z0-9])"
_STARS = rf"(?<![^ \n(])(?:\*\*{_STARRED}\*\*|\*{_STARRED}\*)(?![^ \n.,;:!?)])"
_ADDRESS = r"https?://[a-z0-9]++(?:[.-][a-z0-9]++)*+(?:/[A-Za-z0-9._/=?-]*+)?"
_LINK = rf"(?<!!)\[{_TEXT}++\]\({_ADDRESS}\)"
_WORDS = rf"(?={_BEGIN})(?:{_TEXT}|{_CODE}|{_STARS}|{_LINK})++"

_END = r"(?=\n|\Z)"
# Otherwise a line behind it could still belong to it.
_APART = r"(?=\n\n|\n*\Z)"
_INDENTED = rf"[ ]{{4}}(?![ ]*+(?:\n|\Z)){_ANY_SIGN}++"
_NO_MORE_OF_THE_LIST = r"(?!\n++(?:[ ]|{}[ ]))"
_BLOCK = re.compile(
    rf"(?P<p>{_WORDS}){_END}"
    rf"|(?P<heading>\#{{1,6}})[ ](?! )(?P<title>(?:{_SIGN}++|[ ]++(?!\n|\Z))++)(?<!\#){_END}"
    rf"|(?P<ul>(?P<mark>[-*])[ ]{_WORDS}(?:\n(?P=mark)[ ]{_WORDS})*+){_APART}{_NO_MORE_OF_THE_LIST.format('(?P=mark)')}"
    rf"|(?P<ol>1\.[ ]{_WORDS}(?:\n[0-9]{{1,9}}\.[ ]{_WORDS})*+){_APART}{_NO_MORE_OF_THE_LIST.format('[0-9]++[.]')}"
    rf"|>[ ](?P<quote>{_WORDS}){_APART}"
    rf"|```[a-z]*+\n(?P<fenced>(?:(?![ ]{{0,3}}```){_ANY_SIGN}*+\n)++)```{_END}"
    rf"|(?<![^\n]\n)(?P<indented>{_INDENTED}(?:\n{_INDENTED})*+){_END}(?!\n++[ ])"
)
#: Until 3.11.5 Python lost its place in a repetition that keeps what it took, which is what the pattern is made of.
CAN_READ = re.fullmatch(r"(?:ab?c)++", "aca") is None

_LINE_ENDS = re.compile(r"\n*")
_ENTRY = re.compile(r"^(?:[-*]|[0-9]+\.) ", re.MULTILINE)
_MARK = re.compile(r"`([^`]+)`|\*\*([^*]+)\*\*|\*([^*]+)\*|\[([^\]]+)\]\(([^)]+)\)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """A part of a text: what kind it is, named by its HTML element, and what it says, a list entry by entry.

    Of code `says` are the bare lines; all else holds the marks of words. `level` is that of a heading.
    """

    element: str
    says: tuple[str, ...]
    level: int = 0


def everyday_blocks(text: str) -> tuple[Block, ...] | None:
    """Return the parts of a text; None where it needs the parser."""
    if not CAN_READ:
        return None
    found: list[Block] = []
    here = _past_line_ends(text, 0)
    while here < len(text):
        match = _BLOCK.match(text, here)
        if match is None:
            return None
        found.append(_block(match))
        here = _past_line_ends(text, match.end())
    return tuple(found)


def html_of(blocks: tuple[Block, ...], tags: dict[int, str]) -> str:
    """Return the parts as HTML; `tags` gives the element for each level of a heading."""
    return "".join(_html(block, tags) for block in blocks)


def words_of(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield the words of the parts, without marks."""
    for block in blocks:
        for words in block.says:
            yield words if block.element == "pre" else _MARK.sub(_unmarked, words)


def _past_line_ends(text: str, here: int) -> int:
    match = _LINE_ENDS.match(text, here)
    return here if match is None else match.end()


def _block(match: re.Match[str]) -> Block:
    match match.lastgroup:
        case "title":
            return Block(element="h", says=(match["title"],), level=len(match["heading"]))
        case "fenced":
            return Block(element="pre", says=(match["fenced"],))
        case "indented":
            return Block(element="pre", says=("".join(f"{line[4:]}\n" for line in match["indented"].split("\n")),))
        case "quote":
            return Block(element="blockquote", says=(match["quote"],))
        case "p":
            return Block(element="p", says=(match["p"],))
        case _:
            kind = "ol" if match["ol"] else "ul"
            return Block(element=kind, says=tuple(each.strip("\n") for each in _ENTRY.split(match[kind])[1:]))


def _html(block: Block, tags: dict[int, str]) -> str:
    match block.element:
        case "p":
            return f"<p>{_marked(block.says[0])}</p>\n"
        case "pre":
            return f"<pre><code>{_escaped(block.says[0])}</code></pre>\n"
        case "blockquote":
            return f"<blockquote>\n<p>{_marked(block.says[0])}</p>\n</blockquote>\n"
        case "h":
            tag = tags[block.level]
            return f"<{tag}>{_marked(block.says[0])}</{tag}>\n"
        case kind:
            entries = "".join(f"<li>{_marked(entry)}</li>\n" for entry in block.says)
            return f"<{kind}>\n{entries}</{kind}>\n"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _marked(words: str) -> str:
    return _MARK.sub(_element, _escaped(words))


def _element(match: re.Match[str]) -> str:
    code, strong, emphasis, linked, address = match.groups()
    if code:
        spaced = code.replace("\n", " ")
        return f"<code>{spaced}</code>"
    if strong:
        return f"<strong>{strong}</strong>"
    if emphasis:
        return f"<em>{emphasis}</em>"
    return f'<a href="{address}" rel="nofollow noopener noreferrer">{linked}</a>'


def _unmarked(match: re.Match[str]) -> str:
    return next(found for found in match.groups() if found)
