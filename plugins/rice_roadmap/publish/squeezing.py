"""Less white space around pages: a theme indents what it prints, which is a quarter of a page that nobody sees."""

from __future__ import annotations

import re

# What stands in these elements is shown, or run, as it is.
_AS_IT_IS = r"<(pre|textarea|script|style)\b.*?</\2\s*>"
_LINE_END = re.compile(rf"({_AS_IT_IS})|[ \t\r\f]*\n[ \t\r\f\n]*", re.DOTALL | re.IGNORECASE)


def squeezed(printed: str, content: str) -> str:
    """Return a page without the indentation and the empty lines around its content, which itself stays as it is.

    Where the content is not found, somebody has changed it, and the page stays as it is.
    """
    before, found, after = printed.partition(content) if content else ("", "", "")
    return f"{_without_indentation(before)}{found}{_without_indentation(after)}" if found else printed


def _without_indentation(text: str) -> str:
    return _LINE_END.sub(lambda found: found[1] or "\n", text)
