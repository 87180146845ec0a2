"""What those who asked are to be told once a change is merged: the public answer, in words they can pass on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from types import MappingProxyType

from rice_roadmap.model.audience import PublicPortfolio, public_portfolio, shown
from rice_roadmap.model.decision import PublicDecision
from rice_roadmap.model.portfolio import Portfolio
from rice_roadmap.model.request import PublicRequest
from rice_roadmap.model.status import Status
from rice_roadmap.publish import addresses
from rice_roadmap.publish.answer_words import words_to_forward
from rice_roadmap.publish.request_view import RequestView, view_request
from rice_roadmap.text.visible import visible

#: Longer words are cut in a comment, which forges keep short; the page has them whole.
MOST_CHARACTERS = 10_000

_FENCE = "```"


@dataclass(frozen=True, kw_only=True, slots=True)
class Telling:
    """A request that stands elsewhere now: where, the files that brought it and its asks, and the words to forward."""

    request: str
    status: Status
    paths: tuple[str, ...]
    words: str

    @property
    def marker(self) -> str:
        """The line by which a comment that told this is found again, so that nobody is told twice."""
        digest = sha256(self.words.encode("utf-8", "surrogatepass")).hexdigest()[:12]
        return f"<!-- rice-roadmap: told {self.request} {self.status} {digest} -->"

    @property
    def comment(self) -> str:
        """The same for a comment on a forge: the marker, a sentence, and the words as a block that can be copied."""
        words = self.words if len(self.words) <= MOST_CHARACTERS else f"{self.words[: MOST_CHARACTERS - 1]}…"
        # One line that begins with our own words: nothing anybody wrote can end the block, mention or link.
        block = f"{_FENCE}text\n{words}\n{_FENCE}"
        return f"{self.marker}\n**There is news about `{self.request}`.** Words to forward:\n\n{block}\n"


def tellings(before: Portfolio, after: Portfolio, today: date, url: str) -> tuple[Telling, ...]:
    """Return what is to be told after a change from one portfolio to the other, by the ids of requests.

    Everything is said from what the public site shows, so that whoever is told can pass it on. `url` is the address
    of that site; without it the words name no address.
    """
    old, new = (shown(public_portfolio(portfolio)) for portfolio in (before, after))
    return tuple(
        Telling(
            request=request.id,
            status=view.status,
            paths=_paths(request, after),
            words=_in_one_line(words_to_forward(view, new.plan.notice, today, _address(request, url))),
        )
        for request, view in _moved(old, new)
    )


def as_text(found: Sequence[Telling]) -> str:
    """Return what is to be told for people: the request and where it stands, its files, and the words."""
    return "".join(f"{line}\n" for telling in found for line in _lines(telling))


def as_json(found: Sequence[Telling]) -> str:
    """Return what is to be told for programs: one JSON object on a line for each request."""
    return "".join(f"{json.dumps(_facts(telling))}\n" for telling in found)


#: Every form by the name that the command line knows it by.
REPORTS: Mapping[str, Callable[[Sequence[Telling]], str]] = MappingProxyType({"text": as_text, "json": as_json})


def _lines(telling: Telling) -> tuple[str, ...]:
    return (
        f"{telling.request}: {telling.status}",
        *(f"  {visible(path)}" for path in telling.paths),
        f"  {telling.words}",
    )


def _facts(telling: Telling) -> dict[str, object]:
    return {
        "schema_version": 1,
        "request": telling.request,
        "status": telling.status,
        "paths": telling.paths,
        "words": telling.words,
        "comment": telling.comment,
    }


def _moved(old: PublicPortfolio, new: PublicPortfolio) -> Iterator[tuple[PublicRequest, RequestView]]:
    before = {identifier: view_request(old, request) for identifier, request in old.requests.items()}
    for _, request in sorted(new.requests.items()):
        view = view_request(new, request)
        earlier = _earlier(request, before)
        was_answered = earlier is not None and earlier.is_answered
        if not view.is_answer_hidden and (view.is_answered or was_answered) and _standing(view) != _standing(earlier):
            yield request, view


def _earlier(request: PublicRequest, before: Mapping[str, RequestView]) -> RequestView | None:
    """Return the request as it was, which may have had another id."""
    return next((before[name] for name in (request.id, *request.formerly) if name in before), None)


def _standing(view: RequestView | None) -> object:
    """Return what makes news when it changes: where a request stands, and the answer, its own and that which leads."""
    if view is None:
        return None
    return view.status, *(_said(answer) for answer in (view.own_answer, view.answer))


def _said(decision: PublicDecision | None) -> object:
    """Return what an answer says; on which day and by whom is no news."""
    return None if decision is None else (decision.answer, decision.because, decision.alternatives)


def _paths(request: PublicRequest, portfolio: Portfolio) -> tuple[str, ...]:
    asks: Iterable[str] = (ask.path for ask in portfolio.asks.get(request.id, ()))
    return tuple(dict.fromkeys((request.path, *sorted(asks))))


def _address(request: PublicRequest, url: str) -> str:
    return f"{url.rstrip('/')}/{addresses.request(request.id)}/" if url else ""


def _in_one_line(words: str) -> str:
    return visible(" ".join(words.split()))
