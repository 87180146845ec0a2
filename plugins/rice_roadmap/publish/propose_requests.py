"""What was asked already, small enough to be searched in a browser while somebody types."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain

from rice_roadmap.model.filing import filed
from rice_roadmap.model.request import PublicRequest
from rice_roadmap.publish.site import Site

# Of the need only its beginning, and of that the words that tell one request from another.
_MOST_CHARACTERS = 300
_MOST_WORDS = 12
_SHORTEST_WORD = 4
_LONGEST_WORD = 24
_COMMON_IN = 5
_COMMON_SHARE = 20

_WORD = re.compile(rf"[^\W_]{{{_SHORTEST_WORD},}}")


def asked_already(site: Site) -> str:
    """Return every request by the words by which it is found, and the ids that are taken.

    A row is id, title, status in words, words of the need, and for a duplicate the request that speaks for it.
    """
    requests = site.portfolio.requests
    # A word is held once, however many requests have it.
    known: dict[str, str] = {}
    words = {identifier: _words(request, known) for identifier, request in requests.items()}
    most = max(_COMMON_IN, len(requests) // _COMMON_SHARE)
    common = {word for word, users in Counter(chain.from_iterable(words.values())).items() if users > most}
    rows = [
        _row(site, request, [word for word in words[request.id] if word not in common][:_MOST_WORDS])
        for request in requests.values()
    ]
    data = {
        "schema_version": 1,
        "requests": rows,
        "formerly": sorted(former for request in requests.values() for former in request.formerly),
        **_asks(site),
    }
    # Without indentation: every reader of the form loads it.
    return json.dumps(data, ensure_ascii=False) + "\n"


def _row(site: Site, request: PublicRequest, words: Iterable[str]) -> list[str]:
    view = site.views[request.id]
    leading = [view.leading.id] if view.is_duplicate else []
    return [request.id, request.title, view.status_words, " ".join(words), *leading]


def _words(request: PublicRequest, known: dict[str, str]) -> list[str]:
    title = set(_WORD.findall(request.title.casefold()))
    found = dict.fromkeys(_WORD.findall(request.need[:_MOST_CHARACTERS].casefold()))
    return [known.setdefault(word, word) for word in found if len(word) <= _LONGEST_WORD and word not in title]


def _asks(site: Site) -> Mapping[str, object]:
    """Return the names of the asks of each request, which only colleagues may know."""
    if site.whole is None:
        return {}
    names: dict[str, list[str]] = {}
    for request, asks in site.whole.asks.items():
        places = (filed(ask.path) for ask in asks)
        if own := sorted(place.id for place in places if place is not None and place.request):
            names[request] = own
    return {"asks": names}
