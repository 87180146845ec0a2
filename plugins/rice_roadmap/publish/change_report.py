"""What a change does to the roadmap: for a terminal, for a comment on a pull request, and for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from textwrap import wrap
from types import MappingProxyType

from rice_roadmap.history.changes import Difference
from rice_roadmap.publish.change_data import as_json
from rice_roadmap.publish.change_sections import headline, sections
from rice_roadmap.publish.change_values import Entry, Section, Writing
from rice_roadmap.text.visible import visible

Report = Callable[[Difference], str]

#: The first line of the Markdown form, by which a comment is found again to be kept up to date.
MARKER = "<!-- rice-roadmap: what this change does -->"

#: Forges refuse longer comments (GitHub 65,536 characters).
MOST_CHARACTERS = 65_000

#: What is left for the sentence that says what was cut.
_KEPT_FOR_CUT = 1_500

#: More entries than this under one heading are counted.
MOST_LISTED = 50

_TITLE = "### What this change does to the roadmap"
_EVERYTHING = "`rice-roadmap diff --format json` lists everything."

_WIDEST = 100
_LONGEST_QUOTED = 200
_LONGEST_LITERAL = 400
_CUT = "…"
_APOSTROPHE = "'"


def as_text(difference: Difference) -> str:
    """Return the difference for a terminal, in lines of at most 100 characters."""
    lines = wrap(headline(difference), _WIDEST)
    for section in sections(difference, Writing(quoted=_in_quotes, named=_in_backticks, literal=_plain)):
        lines += ["", section.heading]
        for entry in _listed(section.entries):
            lines += _wrapped(entry.line, "  ")
            lines += [line for detail in entry.details for line in _wrapped(detail, "    ")]
    return "".join(f"{line}\n" for line in lines)


def as_markdown(difference: Difference) -> str:
    """Return the difference for a comment or a summary on a forge: nothing anybody wrote is more than letters there."""
    head = f"{MARKER}\n{_TITLE}\n\n{visible(headline(difference))}\n"
    return head + _fitted(
        sections(difference, Writing(quoted=_in_code, named=_in_code, literal=_in_code)), MOST_CHARACTERS - len(head)
    )


#: Every form by the name that the command line knows it by.
REPORTS: Mapping[str, Report] = MappingProxyType({"text": as_text, "markdown": as_markdown, "json": as_json})


def _fitted(sections: Sequence[Section], room: int) -> str:
    """Return as many entries as fit, and how many under which headings did not."""
    written: list[str] = []
    cut: list[str] = []
    left = room - _KEPT_FOR_CUT
    for section in sections:
        entries = [_as_list_entry(entry) for entry in _listed(section.entries)]
        heading = f"\n#### {section.heading}\n\n"
        fitting = [] if cut else _first_of(entries, left - len(heading))
        if fitting:
            written += [heading, *fitting]
            left -= len(heading) + sum(map(len, fitting))
        if len(fitting) < len(entries):
            cut.append(f"{len(section.entries) - len(fitting):,} under “{section.heading}”")
    if cut:
        written.append(f"\n**Cut to fit into a comment:** {', '.join(cut)}. {_EVERYTHING}\n")
    return "".join(written)


def _first_of(entries: Sequence[str], room: int) -> list[str]:
    fitting: list[str] = []
    for entry in entries:
        room -= len(entry)
        if room < 0:
            break
        fitting.append(entry)
    return fitting


def _as_list_entry(entry: Entry) -> str:
    lines = [f"- {visible(entry.line)}", *(f"  - {visible(detail)}" for detail in entry.details)]
    return "".join(f"{line}\n" for line in lines)


def _listed(entries: Sequence[Entry]) -> Iterator[Entry]:
    yield from entries[:MOST_LISTED]
    if len(entries) > MOST_LISTED:
        yield Entry(line=f"and {len(entries) - MOST_LISTED:,} more; {_EVERYTHING}")


def _wrapped(line: str, indent: str) -> list[str]:
    # A path or an id stays whole, so that it can be copied.
    return wrap(
        visible(line),
        _WIDEST,
        initial_indent=indent,
        subsequent_indent=f"{indent}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _in_quotes(text: str) -> str:
    return f"“{_cut(_plain(text), _LONGEST_QUOTED)}”"


def _in_backticks(text: str) -> str:
    return f"`{_plain(text)}`"


def _plain(text: str) -> str:
    return " ".join(text.split())


def _in_code(text: str) -> str:
    # In a code span `@team`, `#1`, links, images and comments are letters. Only what would end it is another sign, and
    # it is never empty, since two marks that hold nothing open another one.
    return f"`{_cut(_plain(text), _LONGEST_LITERAL).replace('`', _APOSTROPHE) or _CUT}`"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}{_CUT}"
