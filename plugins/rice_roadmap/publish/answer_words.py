"""What we say of a request in each of its states, and the words to forward; nothing is promised that no file says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from rice_roadmap.model.decision import Alternative, Declined, Deferred, NeedsInfo
from rice_roadmap.model.item import Horizon, ItemStatus, PublicItem
from rice_roadmap.model.status import Status
from rice_roadmap.publish.request_view import RequestView
from rice_roadmap.text.prose import plain

_HORIZONS = tuple(Horizon)

_ENDS = (".", "!", "?", "…", "。", "！", "？")
_CLOSING = ")]”’»\"'"

#: The states in which an alternative would be out of date, or is the answer itself.
_NO_ALTERNATIVE_NEEDED = frozenset({Status.SHIPPED, Status.ALREADY_POSSIBLE})


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """Where a request stands: a sentence, why (somebody's CommonMark), our questions, and what follows.

    `spelled_out` takes the place of the sentence where it is read without the page around it.
    """

    opening: str
    because: str = ""
    questions: tuple[str, ...] = ()
    closing: str = ""
    spelled_out: str = ""

    @property
    def in_line(self) -> str:
        """All of it as plain text in one line."""
        opening = self.spelled_out or self.opening
        return _sentences(
            opening,
            _ended(plain(self.because)),
            *(_ended(plain(question)) for question in self.questions),
            self.closing,
        )


def statement(view: RequestView, today: date) -> Statement:
    """Return what the page of a request says about where it stands."""
    if view.is_answer_hidden:
        return Statement(opening="Answers are not published here.")
    return _STATEMENTS[view.status](view, today)


def state(view: RequestView, today: date) -> str:
    """Return where the request stands, in one or two plain sentences."""
    return statement(view, today).in_line


def what_would_change(view: RequestView) -> str:
    """Return what would change a no, as prose; empty where the answer is not a no."""
    match view.answer.answer if view.answer is not None else None:
        case Declined(final=True):
            return "Nothing we can foresee. Please plan without it."
        case Declined(revisit_when=revisit_when) | Deferred(revisit_when=revisit_when):
            return revisit_when
        case _:
            return ""


def way_back(view: RequestView) -> str:
    """Return as prose what would change a no, or else when we look again; empty where the answer is not a no."""
    answer = view.answer.answer if view.answer is not None else None
    again = answer.revisit_on if isinstance(answer, Deferred) else None
    return what_would_change(view) or (f"We look again on {again}." if again is not None else "")


def what_would_help(view: RequestView) -> tuple[str, ...]:
    """Return what would help to decide on a request that nobody answered yet; nothing for all others."""
    if view.status is not Status.OPEN or view.is_answer_hidden:
        return ()
    request = view.leading
    has_evidence = bool(request.evidence or request.votes or view.segments)
    return (
        "Who else needs it, and what it would save them.",
        *(() if has_evidence else ("Evidence that it is needed: nobody has written any down yet.",)),
        *(() if request.workaround else ("How people manage without it today: nobody has said yet.",)),
    )


def what_instead(view: RequestView) -> str:
    """Return as prose what stands in the place of alternatives: what we wrote, or how those who ask help themselves."""
    said = nothing_instead(view) or ("" if alternatives(view) else view.request.workaround)
    return said or ("We know of nothing yet." if view.status is Status.DEFERRED and not alternatives(view) else "")


def nothing_instead(view: RequestView) -> str:
    """Return what we wrote where we have nothing to offer instead, as prose; empty where there is something."""
    answer = view.answer.answer if view.answer is not None else None
    return answer.no_alternative if isinstance(answer, Declined) and not alternatives(view) else ""


def alternatives(view: RequestView) -> tuple[Alternative, ...]:
    """Return what works today, as our answer offers it; nothing once what was asked for is there."""
    return view.answer.alternatives if view.answer is not None and view.status is not Status.SHIPPED else ()


def words_to_forward(view: RequestView, notice: str, today: date, address: str) -> str:
    """Return what somebody can paste to the customer: plain text, with the alternative and where to look again."""
    return _sentences(
        f"About {view.request.title}:",
        state(view, today),
        _instead(view),
        f"The current answer is always at {address}." if address else "",
        plain(notice),
    )


def _instead(view: RequestView) -> str:
    if view.status in _NO_ALTERNATIVE_NEEDED:
        return ""
    offers = alternatives(view)
    return f"What works today: {_offered(offers)}" if offers else _ended(plain(nothing_instead(view)))


def _open(view: RequestView, today: date) -> Statement:
    due = view.answer_due_on
    if due is None or due < today:
        return Statement(opening="Waiting for an answer.")
    who = f"{view.answers_from} answers" if view.answers_from else "We answer"
    return Statement(opening=f"Waiting for an answer. {who} by {due}.")


def _question(view: RequestView, _: date) -> Statement:
    answer = view.answer.answer if view.answer is not None else None
    questions = answer.questions if isinstance(answer, NeedsInfo) else ()
    closing = f"Please answer by {answer.answer_by}." if isinstance(answer, NeedsInfo) else ""
    return Statement(opening="We asked a question.", questions=questions, closing=closing)


def _under_consideration(view: RequestView, _: date) -> Statement:
    # Where the roadmap is not published it may be planned all the same, so nothing is said of that.
    plans = "What is planned is not published here." if view.is_roadmap_hidden else "It is not planned and has no date."
    return Statement(opening=f"We agree this is worth solving. {plans}")


def _in_progress(view: RequestView, _: date) -> Statement:
    return Statement(opening=_sentences("In progress.", target_words(view.items_that_are(ItemStatus.IN_PROGRESS))))


def _planned(view: RequestView, _: date) -> Statement:
    items = view.items_that_are(ItemStatus.PLANNED)
    soonest = min(items, key=lambda item: _HORIZONS.index(item.when))
    return Statement(opening=_sentences(f"Planned {soonest.when}.", target_words(items)))


def target_words(items: Iterable[PublicItem]) -> str:
    """Return when the last of some items is meant to be there, and why then; an intention, not a promise."""
    dated = [(item.target, item.target_because) for item in items if item.target is not None]
    if not dated:
        return "It has no date."
    target, because = max(dated, key=lambda entry: entry[0].last_day)
    return _sentences(f"Target {target}: our intention today, not a promise.", _ended(plain(because)))


def _partly_shipped(view: RequestView, _: date) -> Statement:
    done = view.items_that_are(ItemStatus.SHIPPED)
    parts = ", ".join(part for item in done if (part := view.part_of(item)))
    versions = ", ".join(dict.fromkeys(item.release.version for item in done if item.release and item.release.version))
    what = f"Part of this shipped{f' in {versions}' if versions else ''}"
    return Statement(opening=_sentences(_ended(f"{what}: {parts}" if parts else what), f"The rest is {_rest(view)}."))


def _rest(view: RequestView) -> str:
    found = {item.status for item in view.items}
    return next((said for status, said in _THE_REST if status in found), "not planned")


_THE_REST = (
    (ItemStatus.IN_PROGRESS, "in progress"),
    (ItemStatus.PLANNED, "planned"),
    (ItemStatus.CANDIDATE, "under consideration"),
    (ItemStatus.CANCELLED, "no longer planned"),
)


def _shipped(view: RequestView, _: date) -> Statement:
    releases = [item.release for item in view.items_that_are(ItemStatus.SHIPPED) if item.release is not None]
    last = max(releases, key=lambda release: release.on)
    return Statement(opening=f"Shipped{f' in {last.version}' if last.version else ''} on {last.on}.")


def _not_now(view: RequestView, _: date) -> Statement:
    answer = view.answer.answer if view.answer is not None else None
    again = f"We look again on {answer.revisit_on}." if isinstance(answer, Deferred) and answer.revisit_on else ""
    return Statement(opening="Not now.", because=_because(view), closing=again)


def _declined(view: RequestView, _: date) -> Statement:
    return Statement(opening="No, we do not plan to build this.", because=_because(view))


def _available(view: RequestView, _: date) -> Statement:
    offers = alternatives(view)
    titles = "; ".join(offer.title for offer in offers)
    return Statement(
        opening=f"Available today: {_ended(titles)}",
        spelled_out=f"Available today: {_offered(offers)}",
    )


def _no_longer_planned(view: RequestView, _: date) -> Statement:
    reasons = (item.cancelled.because for item in view.items if item.cancelled is not None)
    return Statement(opening="No longer planned.", because="\n\n".join(reasons))


def _withdrawn(view: RequestView, _: date) -> Statement:
    return Statement(opening="Withdrawn by those who asked.", because=_because(view))


_STATEMENTS: Mapping[Status, Callable[[RequestView, date], Statement]] = MappingProxyType(
    {
        Status.OPEN: _open,
        Status.NEEDS_INFO: _question,
        Status.UNDER_CONSIDERATION: _under_consideration,
        Status.PLANNED: _planned,
        Status.IN_PROGRESS: _in_progress,
        Status.PARTLY_SHIPPED: _partly_shipped,
        Status.SHIPPED: _shipped,
        Status.DEFERRED: _not_now,
        Status.DECLINED: _declined,
        Status.ALREADY_POSSIBLE: _available,
        Status.NO_LONGER_PLANNED: _no_longer_planned,
        Status.WITHDRAWN: _withdrawn,
    }
)


def _because(view: RequestView) -> str:
    return view.answer.because if view.answer is not None else ""


def _offered(offers: Iterable[Alternative]) -> str:
    return _ended("; ".join(f"{offer.title} ({plain(offer.how).rstrip('.')})" for offer in offers))


def _ended(sentence: str) -> str:
    if not sentence or sentence.rstrip(_CLOSING).endswith(_ENDS):
        return sentence
    return f"{sentence}."


def _sentences(*those: str) -> str:
    return " ".join(sentence for sentence in those if sentence)
