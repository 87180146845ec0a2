"""Ids: the names of files, of pages and of everything that is pointed at."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

#: Lower-case words of letters and digits joined by single hyphens.
PATTERN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

#: The most characters an id may have.
LONGEST = 64

#: The answers a request can get, in the order in which pages list them.
VERDICTS = ("accepted", "declined", "deferred", "already_possible", "duplicate", "needs_info", "withdrawn")

#: Ids that would collide with addresses of the site or with device names of Windows.
RESERVED = frozenset(
    {
        *("index", "404", "search", "assets", "sitemap", "asks", "page"),
        *(verdict.replace("_", "-") for verdict in VERDICTS),
        *("con", "prn", "aux", "nul"),
        *(f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10)),
    }
)

_DIGITS_OF_HASH = 12

# Letters that Unicode does not take apart into a plain letter and a mark.
_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "ẞ": "ss",
        "æ": "ae",
        "Æ": "ae",
        "œ": "oe",
        "Œ": "oe",
        "ø": "o",
        "Ø": "o",
        "ł": "l",
        "Ł": "l",
        "đ": "d",
        "Đ": "d",
        "ð": "d",
        "Ð": "d",
        "þ": "th",
        "Þ": "th",
        "ħ": "h",
        "Ħ": "h",
        "ı": "i",
        "ŋ": "ng",
        **dict.fromkeys("'’‘ʼ`´", ""),
    }
)
_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")


def is_id(text: str) -> bool:
    """Return whether the text may name a file."""
    return len(text) <= LONGEST and PATTERN.fullmatch(text) is not None


def folded(text: str) -> str:
    """Return the text in lower-case ASCII words joined by hyphens; empty where no letter or digit is left."""
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS)).encode("ascii", "ignore").decode()
    return _NOT_IN_IDS.sub("-", plain.lower()).strip("-")


def hashed(text: str) -> str:
    """Return a short word of letters and digits that stands for the text, the same everywhere."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS_OF_HASH]


def slug(text: str, word: str) -> str:
    """Return the address of something that has a name but no id: always the same one, and no other name's.

    Names that differ only by what folding drops are told apart by a hash.
    """
    name = folded(text)
    exact = name == text and is_id(name) and name not in RESERVED
    return name if exact else f"{name[: LONGEST - _DIGITS_OF_HASH - 1].strip('-') or word}-{hashed(text)}"
