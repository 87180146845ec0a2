"""What a change does to the roadmap, as values: every one of them can be mirrored, as if the change were taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Generic, TypeVar

from rice_roadmap.model.audience import Audience, PublicPortfolio
from rice_roadmap.model.calendar import Quarter, Target
from rice_roadmap.model.decision import PublicDecision
from rice_roadmap.model.estimate import PublicEstimate
from rice_roadmap.model.item import PublicItem
from rice_roadmap.model.request import PublicRequest
from rice_roadmap.model.scale import PlacedValue
from rice_roadmap.model.status import Status
from rice_roadmap.ranking.capacity import Boundary
from rice_roadmap.ranking.order import Ranking
from rice_roadmap.ranking.sets import Line
from rice_roadmap.text.problem import Problem, Severity

#: What a field can say: a word or text, a number, a day, an estimate, a step of a scale, ids; None for nothing.
Value = str | Fraction | date | Target | PublicEstimate | PlacedValue | tuple[str, ...] | None

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, slots=True)
class Ids:
    """What a record was and is called: one of the two is None where the record is new or gone."""

    before: str | None
    after: str | None

    @property
    def current(self) -> str:
        """What it is called now; what it was called last, if it is gone."""
        return self.after or self.before or ""

    @property
    def is_rename(self) -> bool:
        """Whether it had another id."""
        return self.before is not None and self.after is not None and self.before != self.after

    @property
    def order(self) -> tuple[str, str]:
        """The key by which changes are listed, whichever way they are seen."""
        first, last = sorted((self.before or self.current, self.after or self.current))
        return first, last

    def mirrored(self) -> Ids:
        """Return the same, taken back."""
        return Ids(before=self.after, after=self.before)


@dataclass(frozen=True, kw_only=True, slots=True)
class Move:
    """One field whose old and new value say most when they stand side by side; `field` is its name in the file."""

    field: str
    before: Value
    after: Value

    def mirrored(self) -> Move:
        """Return the same, taken back."""
        return replace(self, before=self.after, after=self.before)


@dataclass(frozen=True, kw_only=True, slots=True)
class Change(Generic[T]):
    """A record that is new, gone, renamed or edited; an answer goes by the ids of its request.

    `edited` names the fields that say something else now without their values: long texts, and all that is internal.
    """

    ids: Ids
    before: T | None
    after: T | None
    moved: tuple[Move, ...] = ()
    edited: tuple[str, ...] = ()

    @property
    def is_added(self) -> bool:
        """Whether it was not there before."""
        return self.before is None

    @property
    def is_removed(self) -> bool:
        """Whether it is no longer there."""
        return self.after is None

    @property
    def is_edited(self) -> bool:
        """Whether it was there, is there, and says something else."""
        return bool(self.moved or self.edited)

    def mirrored(self) -> Change[T]:
        """Return the same, taken back."""
        moved = tuple(move.mirrored() for move in self.moved)
        return replace(self, ids=self.ids.mirrored(), before=self.after, after=self.before, moved=moved)


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """How many there are more, fewer, and other than before, where nothing else may be said of them."""

    added: int = 0
    removed: int = 0
    edited: int = 0

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.edited)

    def mirrored(self) -> Counts:
        """Return the same, taken back."""
        return replace(self, added=self.removed, removed=self.added)


@dataclass(frozen=True, kw_only=True, slots=True)
class AskChange:
    """How many asks a request gained and lost; who asks, and in which words, is internal and not here."""

    ids: Ids
    counts: Counts

    def mirrored(self) -> AskChange:
        """Return the same, taken back."""
        return AskChange(ids=self.ids.mirrored(), counts=self.counts.mirrored())


@dataclass(frozen=True, kw_only=True, slots=True)
class StatusChange:
    """A request that stands elsewhere now, through its answer or through the items that answer it."""

    ids: Ids
    before: Status
    after: Status

    def mirrored(self) -> StatusChange:
        """Return the same, taken back."""
        return StatusChange(ids=self.ids.mirrored(), before=self.after, after=self.before)


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where an item is ranked, and with which score."""

    rank: int
    score: Fraction


class Outside(StrEnum):
    """Why an item has no rank."""

    ABSENT = "absent"
    SHIPPED = "shipped"
    CANCELLED = "cancelled"
    COMMITTED = "committed"
    DECLINED = "declined"
    UNSCORED = "unscored"


class Cause(StrEnum):
    """Whose doing it is that an item is ranked elsewhere."""

    ENTERED = "entered"
    LEFT = "left"
    OWN = "own"
    OTHERS = "others"


@dataclass(frozen=True, kw_only=True, slots=True)
class Crowd:
    """How many others; `named` has all of them where they are few."""

    count: int = 0
    named: tuple[Ids, ...] = ()

    def mirrored(self) -> Crowd:
        """Return the same, taken back."""
        return replace(self, named=tuple(ids.mirrored() for ids in self.named))


@dataclass(frozen=True, kw_only=True, slots=True)
class Others:
    """What happened above an item whose own score stayed: `entered` + `rose` - `left` - `fell` is how far it sank.

    They entered or left the ranking above it, rose past it or to above it, or fell to or below it.
    """

    entered: Crowd = Crowd()
    left: Crowd = Crowd()
    rose: Crowd = Crowd()
    fell: Crowd = Crowd()

    def mirrored(self) -> Others:
        """Return the same, taken back."""
        return Others(
            entered=self.left.mirrored(),
            left=self.entered.mirrored(),
            rose=self.fell.mirrored(),
            fell=self.rose.mirrored(),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class RankChange:
    """An item whose rank or score is another; `others` explains what its own score does not."""

    ids: Ids
    before: Place | Outside
    after: Place | Outside
    others: Others = Others()

    @property
    def cause(self) -> Cause:
        """Whose doing it is."""
        if isinstance(self.before, Outside):
            return Cause.ENTERED
        if isinstance(self.after, Outside):
            return Cause.LEFT
        return Cause.OTHERS if self.before.score == self.after.score else Cause.OWN

    def mirrored(self) -> RankChange:
        """Return the same, taken back."""
        return RankChange(ids=self.ids.mirrored(), before=self.after, after=self.before, others=self.others.mirrored())


@dataclass(frozen=True, kw_only=True, slots=True)
class Fit:
    """Where an item stands beside the capacity of the current quarter, and, where it has no rank, why."""

    line: Line | None
    outside: Outside | None


@dataclass(frozen=True, kw_only=True, slots=True)
class FitChange:
    """An item that fits, waits or is committed, and did not before."""

    ids: Ids
    before: Fit
    after: Fit

    def mirrored(self) -> FitChange:
        """Return the same, taken back."""
        return FitChange(ids=self.ids.mirrored(), before=self.after, after=self.before)


@dataclass(frozen=True, kw_only=True, slots=True)
class Room:
    """The effort that a quarter has, what is held back of it, and what committed work takes."""

    effort: Fraction
    held_back: Fraction
    committed: Fraction

    @property
    def available(self) -> Fraction:
        """What is left; below zero where more was committed than there is."""
        return self.effort - self.held_back - self.committed


@dataclass(frozen=True, kw_only=True, slots=True)
class RoomChange:
    """A quarter, or an area in it, that has or has promised another effort; None where the plan does not list it."""

    period: Quarter
    area: str
    before: Room | None
    after: Room | None

    def mirrored(self) -> RoomChange:
        """Return the same, taken back."""
        return replace(self, before=self.after, after=self.before)


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanChange:
    """What the plan says otherwise."""

    moved: tuple[Move, ...] = ()
    edited: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.moved or self.edited)

    def mirrored(self) -> PlanChange:
        """Return the same, taken back."""
        return replace(self, moved=tuple(move.mirrored() for move in self.moved))


@dataclass(frozen=True, kw_only=True, slots=True)
class Findings:
    """What is wrong on one side only, and the files that can be read on the other side only.

    Files that an audience does not see are only counted, and only their errors: `errors_elsewhere`.
    """

    problems: tuple[Problem, ...] = ()
    errors_elsewhere: int = 0
    unreadable: tuple[str, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop the site."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that only ask for judgement."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.WARNING)

    def __bool__(self) -> bool:
        return bool(self.problems or self.errors_elsewhere or self.unreadable)


@dataclass(frozen=True, kw_only=True, slots=True)
class Side:
    """What an audience sees before or after, as far as it can be compared, and its order.

    Without a readable plan nobody knows what estimates mean, and there is no ranking. `quarters` are the current one
    and those after it, `lines` where each ranked item stands in the current one; both are empty without a period.
    """

    portfolio: PublicPortfolio
    ranking: Ranking | None
    quarters: tuple[Boundary, ...]
    lines: Mapping[str, Line | None]

    @property
    def period(self) -> Quarter | None:
        """The current quarter, or None where the plan lists none from today on."""
        return self.quarters[0].period if self.quarters else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """Everything that a change does to the roadmap as one audience sees it, each part in the order of ids.

    `fits` is about the current quarter, and empty unless it is the same on both sides; `rooms` goes by quarters.
    `introduced` is what is wrong now and was not before, `solved` what no longer is.
    """

    audience: Audience
    before: Side
    after: Side
    requests: tuple[Change[PublicRequest], ...]
    asks: tuple[AskChange, ...]
    answers: tuple[Change[PublicDecision], ...]
    statuses: tuple[StatusChange, ...]
    items: tuple[Change[PublicItem], ...]
    ranks: tuple[RankChange, ...]
    fits: tuple[FitChange, ...]
    rooms: tuple[RoomChange, ...]
    plan: PlanChange
    accounts: Counts
    introduced: Findings
    solved: Findings

    @property
    def is_empty(self) -> bool:
        """Whether the change does nothing at all."""
        lists = (
            *(self.requests, self.asks, self.answers, self.statuses, self.items),
            *(self.ranks, self.fits, self.rooms),
        )
        return not (any(lists) or self.plan or self.accounts or self.introduced or self.solved)

    @property
    def brings_errors(self) -> bool:
        """Whether something is wrong now that was not, and stops the site."""
        return bool(self.introduced.errors or self.introduced.errors_elsewhere)

    @property
    def compares_ranks(self) -> bool:
        """Whether both sides have an order."""
        return self.before.ranking is not None and self.after.ranking is not None

    def mirrored(self) -> Difference:
        """Return the difference that taking the change back would make."""
        return Difference(
            audience=self.audience,
            before=self.after,
            after=self.before,
            requests=_all(self.requests, Change[PublicRequest].mirrored),
            asks=_all(self.asks, AskChange.mirrored),
            answers=_all(self.answers, Change[PublicDecision].mirrored),
            statuses=_all(self.statuses, StatusChange.mirrored),
            items=_all(self.items, Change[PublicItem].mirrored),
            ranks=_all(self.ranks, RankChange.mirrored),
            fits=_all(self.fits, FitChange.mirrored),
            rooms=_all(self.rooms, RoomChange.mirrored),
            plan=self.plan.mirrored(),
            accounts=self.accounts.mirrored(),
            introduced=self.solved,
            solved=self.introduced,
        )


C = TypeVar("C")


def _all(changes: tuple[C, ...], mirrored: Callable[[C], C]) -> tuple[C, ...]:
    return tuple(mirrored(change) for change in changes)
