"""What would wait and what would change its rank, in the sentences of a hard conversation; for colleagues alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from rice_roadmap.checking.evidence_cap import AboveEvidence, caps_of
from rice_roadmap.model.calendar import Quarter
from rice_roadmap.model.evidence import EvidenceKind
from rice_roadmap.model.item import PublicItem
from rice_roadmap.model.plan import Plan
from rice_roadmap.model.scale import PlacedValue
from rice_roadmap.publish.numbers import amount
from rice_roadmap.publish.site import Site
from rice_roadmap.publish.words import effort, listed, reach_unit, words
from rice_roadmap.ranking.change import Change
from rice_roadmap.ranking.displacement import Displacement, Outcome
from rice_roadmap.text.decimals import grouped, percent

_ARITHMETIC = "This is arithmetic; the owner decides."
_NOT_LOWER = "That plan would not score lower."
_HALF_A_PERCENT = Fraction(1, 200)


@dataclass(frozen=True, kw_only=True, slots=True)
class Way:
    """One estimate that would be enough by itself.

    `unit` and `step` are the plan's own words: what reach counts, and the name of a step, which pages print in italics.
    """

    before: str
    unit: str = ""
    step: str = ""
    behind: str = ""

    @property
    def in_line(self) -> str:
        """The way as plain text."""
        return f"{self.before}{self.unit}{self.step}{self.behind}"


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeWords:
    """What would change its rank: an opening, the ways there are, and what cannot do it alone."""

    opening: str
    ways: tuple[Way, ...]
    closing: str

    @property
    def in_line(self) -> str:
        """All of it as one sentence of plain text; the names of steps are the plan's, and everything else ours."""
        parts = [*(way.in_line for way in self.ways), *([self.closing] if self.closing else [])]
        return " ".join([self.opening, *(["; ".join(parts) + "."] if parts else [])])


@dataclass(frozen=True, kw_only=True, slots=True)
class WaitWords:
    """What would wait: sentences of ours around features that are named, of which there may be none."""

    opening: str
    lead: str = ""
    named: tuple[PublicItem, ...] = ()
    verb: str = ""
    closing: str = ""

    def in_line(self, write: Callable[[str], str] = str) -> str:
        """Return all of it as plain text; `write` puts the title of a feature where it can do no harm."""
        titles = listed([write(item.title) for item in self.named]) if self.named else ""
        return " ".join(filter(None, (self.opening, self.lead, f"{titles}{self.verb}", self.closing)))


@dataclass(frozen=True, kw_only=True, slots=True)
class TradeoffWords:
    """Both answers for one feature that does not fit."""

    item: PublicItem
    change: ChangeWords
    wait: WaitWords


def tradeoff_words(site: Site, item: PublicItem) -> TradeoffWords | None:
    """Return what there is to say of an item outside; None for all others, and for everybody but colleagues."""
    fits = site.outlook.fits
    if site.tradeoffs is None or fits is None or item.id not in site.tradeoffs.changes:
        return None
    change = site.tradeoffs.changes[item.id]
    sets = fits.sets_of(change.row)
    available = Fraction(0) if sets is None else sets.entry.available
    return TradeoffWords(
        item=item,
        change=change_words(change, site.plan, fits.boundary.period),
        wait=wait_words(site.tradeoffs.displacements[item.id], site.plan, fits.boundary.period, available),
    )


def change_words(change: Change, plan: Plan, period: Quarter) -> ChangeWords:
    """Return which estimates would each be enough by themselves, and which are not."""
    found = _ways(change, plan)
    ways = tuple(way for way in found.values() if way is not None)
    never = [name for name, way in found.items() if way is None]
    if not ways:
        return ChangeWords(opening=f"No single estimate would make this fit in {period}.", ways=(), closing="")
    one_of = "one of these must be shown" if len(ways) > 1 else "this must be shown"
    return ChangeWords(
        opening=f"To fit in {period}, {one_of}:",
        ways=ways,
        closing=f"{_either(never)} alone cannot" if never else "",
    )


def wait_words(displacement: Displacement, plan: Plan, period: Quarter, available: Fraction) -> WaitWords:
    """Return what doing it in the period would mean; `available` is all that committed work leaves there."""
    takes = effort(displacement.row.estimates.effort.likely, plan.effort.unit)
    opening = f"Doing this in {period} takes {takes}; {_free(displacement.free)}."
    match displacement.outcome:
        case Outcome.WAITS:
            return _waiting(displacement, opening)
        case Outcome.DOES_NOT_FIT:
            left = f"{amount(available)} {_is(available)}" if available > 0 else "nothing is"
            there = f"{left} left for all that is not committed yet"
            return WaitWords(opening=f"Doing this in {period} takes {takes}; {there}. It does not fit, whatever waits.")
        case Outcome.NEEDS_OTHERS_FIRST:
            return WaitWords(
                opening=opening,
                lead="It needs others first, which do not fit either:",
                named=displacement.unmet,
                verb=".",
            )
        case Outcome.DOES_NOT_FIT_BESIDE_NEEDS:
            return WaitWords(opening=f"{opening} It does not fit beside what it needs first, whatever waits.")
        case Outcome.BEYOND_LIMIT:
            why = "What would have to wait, nobody has worked out: there are too many ways to make room."
            return WaitWords(opening=f"{opening} {why}")


def evidence_cap_words(above: AboveEvidence) -> str:
    """Return that a confidence is above what supports it, and what would raise that."""
    kind = words(above.best).lower()
    found = f"the best evidence, {kind}," if above.is_written else f"what counts as {kind}"
    enough = [words(kind).lower() for kind in above.enough]
    raised = f"What would support it: {_either(enough)}." if enough else "No kind of evidence supports that much."
    return (
        f"A confidence of {percent(above.stated)} is more than {found} supports: {percent(above.supported)}. {raised}"
    )


def _ways(change: Change, plan: Plan) -> Mapping[str, Way | None]:
    return MappingProxyType(
        {
            "reach": _reach(change, plan),
            "impact": _step("impact", change.impact, amount, ", from research"),
            "effort": None if change.effort is None else Way(before=f"effort of {amount(change.effort)} at most"),
            "confidence": _step("confidence", change.confidence, percent, _carried_by(change.confidence, plan)),
        }
    )


def _reach(change: Change, plan: Plan) -> Way | None:
    if change.reach is None:
        return None
    now = amount(change.row.estimates.reach.likely)
    behind = f" (now {now}), from usage data"
    return Way(before=f"{amount(change.reach)} ", unit=reach_unit(plan.reach), behind=behind)


def _step(name: str, placed: PlacedValue | None, write: Callable[[Fraction], str], behind: str) -> Way | None:
    if placed is None:
        return None
    if placed.name:
        return Way(before=f"{name} ", step=placed.name, behind=behind)
    return Way(before=f"{name} of {write(placed.value)}", behind=behind)


def _carried_by(confidence: PlacedValue | None, plan: Plan) -> str:
    """Return which evidence would carry a confidence, as far as the plan says."""
    caps = caps_of(plan)
    if confidence is None or not caps:
        return ", from better evidence"
    enough = [kind for kind in EvidenceKind if caps.get(kind, Fraction(1)) >= confidence.value]
    return f", from {words(enough[0]).lower()} or better" if enough else ", which no kind of evidence supports"


def _waiting(displacement: Displacement, opening: str) -> WaitWords:
    return WaitWords(
        opening=opening,
        lead="The cheapest room by score:",
        named=tuple(row.item for row in displacement.waiting),
        verb=" waits." if len(displacement.waiting) == 1 else " wait.",
        closing=f"{_compared(displacement)} {_ARITHMETIC}",
    )


def _compared(displacement: Displacement) -> str:
    """Return what the plan would lose; a gain is no argument in a conversation, so it is not told as one."""
    net, share = displacement.net, displacement.share
    if net is None or net >= 0:
        return _NOT_LOWER
    return "That plan scores lower." if share is None else f"That plan scores {_percent(share)} lower."


def _percent(share: Fraction) -> str:
    return f"{grouped(abs(share) * 100, places=0)}%" if abs(share) >= _HALF_A_PERCENT else "less than 1%"


def _free(free: Fraction) -> str:
    if free <= 0:
        return "none is free"
    return f"{amount(free)} {_is(free)} free"


def _is(number: Fraction) -> str:
    return "is" if number == 1 else "are"


def _either(those: Sequence[str]) -> str:
    *others, last = those
    return f"{', '.join(others)} or {last}" if others else last
