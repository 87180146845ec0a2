"""Which of the words we know somebody probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice most like `word`, or None if none is alike; sorted first so that ties are stable."""
    known = sorted(set(choices))
    folded = {choice.casefold().replace("-", "_").replace(" ", "_"): choice for choice in reversed(known)}
    matches = get_close_matches(word.casefold().replace("-", "_").replace(" ", "_"), list(folded), n=1, cutoff=0.6)
    return folded[matches[0]] if matches else None


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """Return "Did you mean `x`?", or nothing if no choice is alike."""
    match = nearest(word, choices)
    return f"Did you mean `{match}`?" if match else ""


def listed(choices: Iterable[str]) -> str:
    """Return the choices as a person lists them: `a`, `b` or `c`."""
    quoted = [f"`{choice}`" for choice in choices]
    if len(quoted) < 2:  # noqa: PLR2004 -- one thing needs no "or"
        return "".join(quoted)
    return f"{', '.join(quoted[:-1])} or {quoted[-1]}"
