"""Outcomes: what shipped features turned out to be, first in words and then beside what was predicted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rice_roadmap.model.calendar import days_after
from rice_roadmap.model.item import ItemStatus, Outcome, PublicItem, Result
from rice_roadmap.publish import addresses
from rice_roadmap.publish.calibration_words import bias_in_words, hits_in_words, ratio_in_words, spread_in_words
from rice_roadmap.publish.item_view import area_title, objective_title
from rice_roadmap.publish.numbers import amount
from rice_roadmap.publish.page import Page
from rice_roadmap.publish.scatter import Scatter, scatter
from rice_roadmap.publish.sections import Part, Section, parts_of_sections
from rice_roadmap.publish.site import Site
from rice_roadmap.publish.words import listed, words
from rice_roadmap.ranking.calibration import LEAST, Calibration, Measure, calibrate, compare, measured

_NOT_JUDGED = "Measured, and left to the reader"


@dataclass(frozen=True, kw_only=True, slots=True)
class Launched:
    """A feature and how it turned out."""

    item: PublicItem
    outcome: Outcome


@dataclass(frozen=True, kw_only=True, slots=True)
class Estimated:
    """How one of the estimates turned out over all features; without a picture where there is too little to see."""

    name: str
    bias: str
    spread: str
    hits: str
    picture: Scatter | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """What was predicted, what it was, and how many times as much; empty where nobody said."""

    predicted: str
    actual: str
    ratio: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NumbersRow:
    """A feature with the numbers of its outcome beside its estimates, one cell for each measure."""

    item: PublicItem
    area: str
    objective: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Unmeasured:
    """A feature that shipped and was not measured since, and the day until which it should have been."""

    item: PublicItem
    shipped_on: date
    due: date | None
    is_late: bool


Row = Launched | Estimated | NumbersRow | Unmeasured


def outcome_pages(site: Site) -> Iterator[Page]:
    """Yield what was measured after launches; nothing where outcomes are not shown."""
    if not site.shows_outcomes:
        return
    items = measured(site.portfolio)
    for part in parts_of_sections(tuple(_sections(site, items)), addresses.OUTCOMES):
        yield _page(site, part, items)


def _page(site: Site, part: Part[Section[Row]], items: tuple[PublicItem, ...]) -> Page:
    # A page of one or two launches would be read as a verdict on those who made them: it waits outside the menu.
    in_menu = len(items) >= LEAST
    return site.page(
        "outcomes.html",
        address=part.own_address,
        title=part.titled("Outcomes"),
        description="What shipped features turned out to be, beside what we predicted.",
        parent=part.parent or (None if in_menu else addresses.OBJECTIVES),
        in_search=False,
        part=part,
        count=len(items),
        least=LEAST,
        in_short=_in_short(items),
        measures=[measure.value for measure in Measure],
    )


def _sections(site: Site, items: tuple[PublicItem, ...]) -> Iterator[Section[Row]]:
    launched = [Launched(item=item, outcome=item.outcome) for item in items if item.outcome is not None]
    for result in Result:
        rows = tuple(row for row in launched if row.outcome.result is result)
        yield Section(id=result.replace("_", "-"), title=words(result), rows=rows)
    unjudged = tuple(row for row in launched if row.outcome.result is None)
    yield Section(id="not-judged", title=_NOT_JUDGED, rows=unjudged)
    yield Section(id="estimates", title="How our estimates turned out", rows=tuple(_estimated(site, items)))
    yield Section(id="numbers", title="Feature by feature", rows=tuple(_numbers(site, items)))
    if site.is_internal:
        yield Section(id="never-measured", title="Shipped and never measured", rows=unmeasured(site))


def _in_short(items: tuple[PublicItem, ...]) -> str:
    results = [item.outcome.result for item in items if item.outcome is not None]
    counts = [(results.count(result), words(result).lower()) for result in Result]
    counts.append((results.count(None), "without a verdict"))
    said = [f"{count} {how}" for count, how in counts if count]
    return listed(said) if said else ""


def _estimated(site: Site, items: tuple[PublicItem, ...]) -> Iterator[Estimated]:
    found = [calibrate(items, measure) for measure in (Measure.EFFORT, Measure.REACH, Measure.IMPACT)]
    if any(calibration.says_something for calibration in found):
        yield from (_turned_out(site, calibration) for calibration in found if calibration.comparisons)


def _turned_out(site: Site, found: Calibration) -> Estimated:
    return Estimated(
        name=found.measure.capitalize(),
        bias=bias_in_words(found, site.plan),
        spread=spread_in_words(found),
        hits=hits_in_words(found),
        picture=scatter(found.comparisons) if found.says_something else None,
    )


def _numbers(site: Site, items: tuple[PublicItem, ...]) -> Iterator[NumbersRow]:
    for item in items:
        cells = tuple(_cell(item, measure) for measure in Measure)
        if any(cell.actual for cell in cells):
            area, objective = area_title(site.plan, item), objective_title(site.plan, item)
            yield NumbersRow(item=item, area=area, objective=objective, cells=cells)


def _cell(item: PublicItem, measure: Measure) -> Cell:
    found = compare(item, measure)
    if found is not None:
        return Cell(predicted=amount(found.predicted), actual=amount(found.actual), ratio=ratio_in_words(found))
    actual = getattr(item.outcome, measure.value)
    return Cell(predicted="", actual="" if actual is None else amount(actual), ratio="")


def unmeasured(site: Site) -> tuple[Unmeasured, ...]:
    """Return what shipped and was never measured, the oldest release first."""
    days = site.plan.promises.measure_after_days
    shipped = (
        (item, item.release.on)
        for item in site.portfolio.items.values()
        if item.status is ItemStatus.SHIPPED and item.outcome is None and item.release is not None
    )
    dated = ((item, on, None if days is None else days_after(on, days)) for item, on in shipped)
    rows = (
        Unmeasured(item=item, shipped_on=on, due=due, is_late=due is not None and due < site.today)
        for item, on, due in dated
    )
    return tuple(sorted(rows, key=lambda row: (row.shipped_on, row.item.id)))
