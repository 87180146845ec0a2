"""What a change does that concerns a few requests and nothing else: told from few files, however many there are.

Most changes reword requests, or say that one more customer needs what a request describes. They move no item, and of
the rules between files only those can say anything new that look at the request and its asks beside plan and accounts.
So a few files are read instead of all, and the answer is the same. That holds as long as

- plan and accounts stay as they are, and no request, answer or item comes, goes or moves;
- the requests keep what other files see of them: that they can be read, whether they are public, what they were called,
  where they came from, and, where evidence caps confidence, whether anybody asks;
- nothing is wrong with any file that changed: what is wrong is told in the light of everything else that is.

Wherever one of these may not hold, nothing is said here and everything is read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from rice_roadmap.checking.inspection import Inspection, inspect
from rice_roadmap.history.changes import Difference
from rice_roadmap.history.comparable import has_plan
from rice_roadmap.history.difference import difference
from rice_roadmap.history.git import Tree, entry_of, path_of
from rice_roadmap.model.audience import Audience
from rice_roadmap.model.filing import ACCOUNTS, ENDING, PLAN, Filed, filed
from rice_roadmap.model.plan import PublishRequests
from rice_roadmap.model.portfolio import Portfolio
from rice_roadmap.text.files import MOST_ENTRIES, EntryKind
from rice_roadmap.text.schema import Kind

#: Where more files changed than this, reading all of them costs little more.
MOST_CHANGED = 500

_CONFINED = frozenset({Kind.REQUEST, Kind.ASK})
_ALWAYS = frozenset({PLAN, ACCOUNTS})
_PAGES = "docs/"


def confined(before: Tree, after: Tree, audience: Audience, *, today: date) -> Difference | None:
    """Return what a change does, told from the files that it concerns, or None where it may concern any file.

    It is what `difference` returns for all files, but for the totals of its sides: how many items are ranked.
    """
    gone, come = set(before.lines).difference(after.lines), set(after.lines).difference(before.lines)
    if max(len(before.lines), len(after.lines)) > MOST_ENTRIES or len(gone | come) > MOST_CHANGED:
        return None
    left, joined = _filed(gone), _filed(come)
    if left is None or joined is None or _requests(left) != _requests(joined):
        return None
    requests = {where.request or where.id for where in left | joined}
    shared = [line for line in after.lines if _concerns(line, requests) and line not in come]
    base = before.part([*shared, *gone])
    head = after.part([*shared, *come], base)
    old, new = inspect(base, today=today), inspect(head, today=today)
    if not _is_confined(old, new, requests, audience) or _is_wrong((old, new), {where.path for where in left | joined}):
        return None
    return difference(old, new, audience, today=today)


def _filed(lines: Iterable[bytes]) -> frozenset[Filed] | None:
    """Return the requests and asks that stand in these lines of a tree; None where anything else does that counts."""
    found: set[Filed] = set()
    for entry, _ in filter(None, map(entry_of, lines)):
        if entry.kind is not EntryKind.FILE:
            return None
        if entry.path.startswith(_PAGES):
            continue  # written by hand: of these only links count
        where = filed(entry.path) if entry.path.endswith(ENDING) else None
        if where is None or where.kind not in _CONFINED:
            return None
        found.add(where)
    return frozenset(found)


def _requests(files: Iterable[Filed]) -> frozenset[Filed]:
    return frozenset(where for where in files if where.kind is Kind.REQUEST)


def _concerns(line: bytes, requests: Collection[str]) -> bool:
    """Return whether a file of a tree is read whatever changed, or is one of the requests or an ask for it."""
    path = path_of(line)
    if path in _ALWAYS:
        return True
    folder, _, name = path.rpartition("/")
    # Of thousands of files nearly all have another name.
    if name.removesuffix(ENDING) not in requests and folder.rpartition("/")[2] not in requests:
        return False
    where = filed(path) if path.endswith(ENDING) else None
    return where is not None and where.kind in _CONFINED and (where.request or where.id) in requests


def _is_confined(before: Inspection, after: Inspection, requests: Iterable[str], audience: Audience) -> bool:
    """Return whether the rest of the roadmap sees the same of these requests on both sides."""
    old, new = before.portfolio, after.portfolio
    # Which requests the public sees may follow from the items and the answers of others.
    is_public = audience is Audience.INTERNAL or new.plan.publish_requests is PublishRequests.AT_ONCE
    is_known = has_plan(new) and all(request in old.requests and request in new.requests for request in requests)
    return is_public and is_known and all(_outside(old, request) == _outside(new, request) for request in requests)


def _outside(portfolio: Portfolio, identifier: str) -> tuple[object, ...]:
    """Return all that other files see of a request."""
    request = portfolio.requests[identifier]
    is_evidence = bool(portfolio.plan.evidence_caps and portfolio.asks.get(identifier))
    return request.public.visibility, request.public.formerly, request.imported_from, is_evidence


def _is_wrong(sides: Iterable[Inspection], paths: Collection[str]) -> bool:
    return any(problem.where.path in paths for side in sides for problem in side.problems)
