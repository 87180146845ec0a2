"""Everyday prose: the marks of CommonMark that most texts have, where nobody could take them for anything else.

The parser and the cleaner take half a millisecond for a text of ordinary length, and a site has thousands of them. Most
are made of paragraphs, flat lists, quotations, headings and code, with `code`, *emphasis*, **strong** words and plain
links inside: these are read here in a thirtieth of that time, and come out the same, letter for letter. The pattern is
strict: where a single character could mean something else there is no answer, and the parser has its say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

# Beyond ASCII all that is neither a blank nor invisible: it means nothing to CommonMark and nothing to HTML.
_BEYOND = (
    r"\u00a1-\u167f\u1681-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u2fff\u3001-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe"
    r"\uff01-\uffef\U00010000-\U0001fffd"
)
_SIGN_OR_BLANK = rf"[ A-Za-z0-9,.;:'\"()?!%/+=>{{}}$@^|#{_BEYOND}-]"
_SIGN_OF_CODE = rf"[ -_a-~{_BEYOND}]"
_ANY_SIGN = rf"[ -~{_BEYOND}]"

# A line of words begins with nothing that begins a list, a table, a heading or code. All repetitions keep what they
# have taken (`++`), so that a text is read once, whatever it holds.
_BEGIN = rf"""(?:[A-Za-z"'({_BEYOND}]|[0-9]++(?![.)])|\*{{1,2}}(?=[A-Za-z0-9])|`(?!`)|\[)"""
_LINE_END = rf"\n(?={_BEGIN})"
# Inside a paragraph no list begins with another number than 1.
_LINE_END_OF_PARAGRAPH = rf"\n(?:(?={_BEGIN})|(?!0*+1[.)])(?=[0-9]))"
_PLAIN = rf"{_SIGN_OR_BLANK}++(?:(?<! )|(?!\n|\Z))"
_TEXT = rf"(?:{_PLAIN}|{_LINE_END})"
_CODE = rf"`(?! )(?:{_SIGN_OF_CODE}++|{_LINE_END})++(?<! )`(?!`)"
# Between a blank or a bracket and a blank or a stop, so that the stars on the left open and those on the right close.
_STARRED = rf"(?=[A-Za-z0-9]){_TEXT}++(?<=[A-Za-z0-9])"
_STARS = rf"(?<![^ \n(])(?:\*\*{_STARRED}\*\*|\*{_STARRED}\*)(?![^ \n.,;:!?)])"
_ADDRESS = r"https?://[a-z0-9]++(?:[.-][a-z0-9]++)*+(?:/[A-Za-z0-9._/=?-]*+)?"
_LINK = rf"(?<!!)\[{_TEXT}++\]\({_ADDRESS}\)"
_WORDS = rf"(?={_BEGIN})(?:{_PLAIN}|{_LINE_END}|{_CODE}|{_STARS}|{_LINK})++"
_PARAGRAPH = rf"(?={_BEGIN})(?:{_PLAIN}|{_LINE_END_OF_PARAGRAPH}|{_CODE}|{_STARS}|{_LINK})++"

_END = r"(?=\n|\Z)"
# Otherwise a line behind it could still belong to it.
_APART = r"(?=\n\n|\n*\Z)"
_BULLETS = rf"(?P<mark>[-*])[ ]{_WORDS}(?:\n++(?P=mark)[ ]{_WORDS})*+"
_NUMBERS = rf"1\.[ ]{_WORDS}(?:\n++[0-9]{{1,9}}\.[ ]{_WORDS})*+"
_NO_MORE_OF_THE_LIST = r"(?!\n++(?:[ ]|{}[ ]))"
_INDENTED = rf"[ ]{{4}}(?![ ]*+(?:\n|\Z)){_ANY_SIGN}++"
_BLOCK = re.compile(
    r"\n*+(?:"
    rf"(?P<p>{_PARAGRAPH}){_END}"
    rf"|(?P<heading>\#{{1,6}})[ ](?! )(?P<title>{_PLAIN})(?<!\#){_END}"
    rf"|(?P<ul>{_BULLETS}){_APART}{_NO_MORE_OF_THE_LIST.format('(?P=mark)')}"
    rf"|(?P<ol>{_NUMBERS}){_APART}{_NO_MORE_OF_THE_LIST.format('[0-9]++[.]')}"
    rf"|>[ ](?P<quote>{_WORDS}){_APART}"
    rf"|```[a-z]*+\n(?P<fenced>(?:(?![ ]{{0,3}}```){_ANY_SIGN}*+\n)++)```{_END}"
    rf"|(?<![^\n]\n)(?P<indented>{_INDENTED}(?:\n{_INDENTED})*+){_END}(?!\n++[ ])"
    r")"
)
#: Until 3.11.5 Python lost its place in a repetition that keeps what it took, which is what the pattern is made of.
CAN_READ = re.fullmatch(r"(?:ab?c)++", "aca") is None

_ENTRY = re.compile(r"^(?:[-*]|[0-9]+\.) ", re.MULTILINE)
_INDENT = re.compile(r"^ {4}", re.MULTILINE)
_MARK = re.compile(r"`([^`]+)`|\*\*([^*]+)\*\*|\*([^*]+)\*|\[([^\]]+)\]\(([^)]+)\)")

#: A part of a text as the pattern found it; the name of its last group tells what kind it is.
Block = re.Match[str]


def everyday_blocks(text: str) -> tuple[Block, ...] | None:
    """Return the parts of a text; None where it needs the parser."""
    if not CAN_READ:
        return None
    found: list[Block] = []
    here, end = 0, len(text.rstrip("\n"))
    while here < end:
        block = _BLOCK.match(text, here)
        if block is None:
            return None
        found.append(block)
        here = block.end()
    return tuple(found)


def levels_of(blocks: tuple[Block, ...]) -> set[int]:
    """Return the levels of the headings of the parts."""
    return {len(block["heading"]) for block in blocks if block.lastgroup == "title"}


def html_of(blocks: tuple[Block, ...], tags: Mapping[int, str]) -> str:
    """Return the parts as HTML; `tags` gives the element for each level of a heading."""
    return "".join([_HTML[block.lastgroup](block, tags) for block in blocks])


def words_of(blocks: tuple[Block, ...]) -> str:
    """Return the words of the parts in one line, without marks."""
    line = " ".join([_words(block) for block in blocks]).replace("\n", " ")
    # There are no other blanks in everyday prose.
    return " ".join(line.split()) if "  " in line else line.strip()


def _words(block: Block) -> str:
    match block.lastgroup:
        case "fenced" | "indented" as kind:
            return block[kind]
        case "ul" | "ol" as kind:
            return _MARK.sub(_unmarked, _ENTRY.sub("", block[kind]))
        case kind:
            return _MARK.sub(_unmarked, block[str(kind)])


def _paragraph(block: Block, _: Mapping[int, str]) -> str:
    return f"<p>{_marked(block['p'])}</p>\n"


def _heading(block: Block, tags: Mapping[int, str]) -> str:
    tag = tags[len(block["heading"])]
    return f"<{tag}>{_marked(block['title'])}</{tag}>\n"


def _list(block: Block, _: Mapping[int, str]) -> str:
    kind = str(block.lastgroup)
    text = block[kind]
    entries = [_marked(entry.strip("\n")) for entry in _ENTRY.split(text)[1:]]
    # A blank line between two entries makes paragraphs of all of them.
    form = "<li>\n<p>{}</p>\n</li>\n" if "\n\n" in text else "<li>{}</li>\n"
    return f"<{kind}>\n{''.join(map(form.format, entries))}</{kind}>\n"


def _quotation(block: Block, _: Mapping[int, str]) -> str:
    return f"<blockquote>\n<p>{_marked(block['quote'])}</p>\n</blockquote>\n"


def _fenced(block: Block, _: Mapping[int, str]) -> str:
    return f"<pre><code>{_escaped(block['fenced'])}</code></pre>\n"


def _indented(block: Block, _: Mapping[int, str]) -> str:
    return f"<pre><code>{_escaped(_INDENT.sub('', block['indented']))}\n</code></pre>\n"


_HTML: Mapping[str | None, Callable[[Block, Mapping[int, str]], str]] = MappingProxyType(
    {
        "p": _paragraph,
        "title": _heading,
        "ul": _list,
        "ol": _list,
        "quote": _quotation,
        "fenced": _fenced,
        "indented": _indented,
    }
)


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
    code, strong, emphasis, linked, _ = match.groups()
    return code or strong or emphasis or linked
