"""The brief of a request: one page of Markdown for the conversation with those who asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rice_roadmap.checking.evidence_cap import above_evidence
from rice_roadmap.model.ask import Ask
from rice_roadmap.model.item import PublicItem
from rice_roadmap.model.request import PublicRequest
from rice_roadmap.model.status import Status
from rice_roadmap.publish import addresses
from rice_roadmap.publish.answer_words import (
    alternatives,
    statement,
    way_back,
    what_instead,
    what_would_help,
    words_to_forward,
)
from rice_roadmap.publish.asking import asks_by_customer, stake
from rice_roadmap.publish.conversation import overdue_words, what_askers_could_say
from rice_roadmap.publish.estimate_words import evidence_mark, rank_in_words
from rice_roadmap.publish.item_view import ItemView, Places, view_item
from rice_roadmap.publish.request_pages import reason_words
from rice_roadmap.publish.request_view import RequestView
from rice_roadmap.publish.safe_markdown import in_block, in_span
from rice_roadmap.publish.site import Site
from rice_roadmap.publish.tradeoff_words import ChangeWords, Way, evidence_cap_words, tradeoff_words
from rice_roadmap.publish.words import words
from rice_roadmap.text.decimals import grouped

#: The states that we tell in our own words alone; other sentences name versions, parts, areas or why.
_OUR_WORDS = frozenset(
    {
        *(Status.UNDER_CONSIDERATION, Status.NEEDS_INFO, Status.DEFERRED, Status.DECLINED),
        *(Status.NO_LONGER_PLANNED, Status.WITHDRAWN),
    }
)


def brief(site: Site, request: PublicRequest) -> str:
    """Return the brief of one request as the audience of the site may read it."""
    view = site.views[request.id]
    sections = (
        _head(site, view),
        _section("What was asked", [in_block(request.need)]),
        _section("Our answer", _answer(site, view)),
        _section("What works today", _today(view)),
        _section("What would change this", [in_block(way_back(view))]),
        _section("What would help to decide", [_list(_help(site, view))]),
        _section("Who asked", [_list(_asked(site, view))]),
        _section("What it is worth", [in_block(_worth(site, view))]),
        _section("What answers it", _features(site, view)),
        _section("The same need", [_list(_others(view))]),
        _section("Words to forward", [in_block(_forward(site, view))]),
        _section("Links", [_list(_links(site, view))]),
    )
    return "\n\n".join(block for blocks in sections for block in blocks) + "\n"


def _section(title: str, blocks: Iterable[str]) -> list[str]:
    found = [block for block in blocks if block]
    return [f"## {title}", *found] if found else []


def _list(entries: Iterable[str]) -> str:
    return "\n".join(f"- {entry}" for entry in entries if entry)


def _head(site: Site, view: RequestView) -> tuple[str, str]:
    own, asked = view.own_answer, view.request.submitted_on
    facts = (
        f"**{view.status_words}**",
        "" if own is None else f"answered {own.decided_on}, {in_span(own.decided_by)}",
        "" if asked is None else f"asked {asked}",
        in_span(view.area),
        f"seen on {site.today}",
    )
    return f"# {in_span(view.request.title)}", " · ".join(filter(None, facts))


def _answer(site: Site, view: RequestView) -> Iterator[str]:
    said = statement(view, site.today)
    if view.is_duplicate:
        yield f"The same need as {in_span(view.leading.title)}, whose answer holds here too."
    yield f"**{said.opening}**" if view.status in _OUR_WORDS else in_span(said.opening)
    yield in_block(said.because or (view.answer.because if view.answer is not None else ""))
    yield from map(in_block, said.questions)
    yield said.closing
    reason = reason_words(view)
    yield f"Reason: {reason}." if reason else ""
    if site.whole is not None:
        yield in_span(overdue_words(site.plan, view, site.today))
        decision = site.whole.decisions.get(view.request.id)
        if decision is not None and decision.note:
            yield f"Note among us:\n\n{in_block(decision.note)}"


def _today(view: RequestView) -> Iterator[str]:
    for offer in alternatives(view):
        yield f"{in_span(offer.title)}{f' {in_span(offer.url)}' if offer.url else ''}"
        yield in_block(offer.how)
    yield in_block(what_instead(view))


def _help(site: Site, view: RequestView) -> tuple[str, ...]:
    more = () if site.whole is None else what_askers_could_say(site.whole.asks.get(view.leading.id, ()), view)
    return (*what_would_help(view), *more)


def _asked(site: Site, view: RequestView) -> Iterator[str]:
    if site.whole is None:
        yield from (f"Several customers: {in_span(segment)}" for segment in view.segments)
        return
    hangs = stake(site.whole, view.request.id)
    if hangs.annual_revenue:
        yield f"Customers who asked: {grouped(hangs.annual_revenue)} a year."
    if hangs.deal_count:
        deals = f"{hangs.deal_count} deal{'' if hangs.deal_count == 1 else 's'}"
        yield f"Said they will not buy or renew without it: {grouped(hangs.deals)} ({deals})."
    for name, asks in asks_by_customer(site.whole, view.request.id):
        for ask in asks:
            facts = "; ".join(_facts(ask))
            yield f"{in_span(name.title)}{f': {facts}' if facts else ''}"


def _worth(site: Site, view: RequestView) -> str:
    return "" if site.whole is None else site.whole.requests[view.request.id].potential_impact


def _facts(ask: Ask) -> Iterator[str]:
    if ask.importance is not None:
        yield words(ask.importance).lower() + ("" if ask.is_confirmed else " (unconfirmed)")
    if ask.stage is not None:
        yield words(ask.stage).lower()
    if ask.needed_by is not None:
        yield f"needed by {ask.needed_by}"
    if ask.deal is not None:
        yield f"deal {grouped(ask.deal)}"
    if ask.closes_on is not None:
        yield f"closes {ask.closes_on}"
    if ask.says:
        yield in_span(ask.says)


def _features(site: Site, view: RequestView) -> Iterator[str]:
    places = Places.of(site)
    for item in view.items:
        part = view.part_of(item)
        yield f"### {in_span(item.title)}{f', {in_span(part)}' if part else ''}"
        yield _list(_feature(site, view_item(site, item, places)))


def _feature(site: Site, seen: ItemView) -> Iterator[str]:
    item = seen.item
    yield f"{words(item.status)}.{f' {in_span(seen.target)}' if seen.target else ''}"
    if seen.total:
        yield f"{in_span(seen.total)} Four estimates; they can be wrong."
    yield seen.missing
    if seen.row is not None:
        yield f"Rank {seen.row.rank} of {len(site.ranking.rows)}. {rank_in_words(seen.row)}"
    elif seen.is_committed:
        yield "Committed work: it stands outside the ranking."
    yield seen.stands
    yield from _tradeoff(site, item)
    yield f"Strongest evidence: {evidence_mark(item.evidence).lower()}."
    above = None if site.whole is None else above_evidence(site.whole.items[item.id], site.whole)
    yield "" if above is None else evidence_cap_words(above)
    yield f"It serves {in_span(seen.objective.title)}." if seen.objective is not None else ""


def _tradeoff(site: Site, item: PublicItem) -> Iterator[str]:
    found = tradeoff_words(site, item)
    if found is not None:
        yield f"What would change its rank: {_in_markdown(found.change)}"
        yield f"What would wait: {found.wait.in_line(in_span)}"


def _in_markdown(change: ChangeWords) -> str:
    """Return the sentence with the plan's own words, its unit of reach and its steps, where they do no harm."""
    ways = (_way(way) for way in change.ways)
    parts = [*ways, *([change.closing] if change.closing else [])]
    return f"{change.opening} {'; '.join(parts)}." if parts else change.opening


def _way(way: Way) -> str:
    return f"{way.before}{in_span(way.unit)}{in_span(way.step)}{way.behind}"


def _others(view: RequestView) -> Iterator[str]:
    for request in (*view.originals, *view.duplicates):
        yield f"{in_span(request.title)}: {in_span(request.path)}"


def _forward(site: Site, view: RequestView) -> str:
    address = site.absolute(addresses.request(view.request.id))
    return words_to_forward(view, site.plan.notice, site.today, address)


def _links(site: Site, view: RequestView) -> Iterator[str]:
    request = view.request
    address = site.absolute(addresses.request(request.id))
    yield f"The page: <{address}>" if address else ""
    yield f"The request: {in_span(request.path)}"
    yield f"The answer: {in_span(view.own_answer.path)}" if view.own_answer is not None else ""
    yield from (f"{in_span(item.title)}: {in_span(item.path)}" for item in view.items)
    yield from (f"{words(entry.kind)}: {in_span(entry.url)}" for entry in request.evidence if entry.url)
    if site.whole is not None:
        yield from (f"{in_span(url)}" for url in site.whole.requests[request.id].links)
        yield from (f"{in_span(ask.link)}" for ask in site.whole.asks.get(request.id, ()) if ask.link)
