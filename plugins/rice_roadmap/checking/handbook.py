"""What each kind of problem means, why we ask, and what to write instead: a page for whoever meets it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files

from rice_roadmap.text.problem import Code, Severity

_FORM = re.compile(
    r"# (?P<title>[^\n]+)\n"
    r"\n## What it means\n(?P<means>.+)"
    r"\n## Why we ask\n(?P<why>.+)"
    r"\n## Example\n(?P<example>.+)"
    r"\n## Write instead\n(?P<instead>.+)",
    re.DOTALL,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class CodePage:
    """The page of one kind of problem: a title in plain words, and four parts in Markdown.

    The examples are fenced blocks of whole files, each with `yaml` and its path behind the fence.
    """

    code: Code
    title: str
    means: str
    why: str
    example: str
    instead: str

    @property
    def severity(self) -> Severity:
        """Whether a problem of this kind stops the site."""
        return self.code.severity


def page(code: Code) -> CodePage:
    """Return the page of one kind of problem."""
    return parse(code, files("rice_roadmap.checking").joinpath("codes", f"{code}.md").read_text(encoding="utf-8"))


def pages() -> tuple[CodePage, ...]:
    """Return every page, in the order of the kinds."""
    return tuple(page(code) for code in Code)


def parse(code: Code, text: str) -> CodePage:
    """Return the page that a text describes; each of them has the same four headings in the same order."""
    found = _FORM.fullmatch(text)
    if found is None:
        raise ValueError(f"the page of {code} does not have the four headings")
    parts = {name: part.strip("\n") for name, part in found.groupdict().items()}
    return CodePage(code=code, **parts)
