"""Rules about estimates: large enough, and no surer than what supports them."""

from __future__ import annotations

from collections.abc import Iterator

from rice_roadmap.checking.corpus import Corpus, Record
from rice_roadmap.checking.evidence_cap import above_evidence
from rice_roadmap.model.estimate import PublicEstimate
from rice_roadmap.model.item import Item
from rice_roadmap.text.decimals import exact, percent
from rice_roadmap.text.problem import Code, Problem
from rice_roadmap.text.suggestion import listed

#: A reach up to this could be a point of a scale instead of a count.
_LONGEST_SCALE = 10
#: Fewer scored items than this may be small by chance.
_FEWEST_ITEMS = 3


def effort_below_minimum(corpus: Corpus) -> Iterator[Problem]:
    """No effort is below the plan's minimum, since dividing by next to nothing puts anything on top."""
    effort = corpus.portfolio.plan.effort
    for item, pointer, estimate in _estimates(corpus, "effort"):
        if estimate.likely < effort.minimum:
            unit = effort.unit.replace("_", "-")
            message = f"The smallest effort is {exact(effort.minimum)} {unit}; this is {exact(estimate.likely)}."
            hint = f"Write {exact(effort.minimum)} or more, or change `effort.minimum` in roadmap/plan.yaml."
            yield _record_of(corpus, item).problem(Code.EFFORT_BELOW_MINIMUM, pointer, message, hint)


def confidence_above_evidence(corpus: Corpus) -> Iterator[Problem]:
    """Nobody is surer than the best evidence allows; the number is never changed, only questioned."""
    for item in corpus.portfolio.items.values():
        above = above_evidence(item, corpus.portfolio)
        if above is not None:
            best = f"`{above.best}`"
            found = f"{best}, the best evidence there is," if above.is_written else f"what counts as {best}"
            message = (
                f"A confidence of {percent(above.stated)} is more than {found} supports: {percent(above.supported)}."
            )
            enough = listed(above.enough)
            hint = f"Add evidence of the kind {enough}, or lower the confidence." if enough else "Lower the confidence."
            written = corpus.records[item.public.path].document.data["rice"]
            inner = isinstance(written, dict) and isinstance(written["confidence"], dict)
            pointer = ("rice", "confidence", "value") if inner else ("rice", "confidence")
            yield _record_of(corpus, item).problem(Code.CONFIDENCE_ABOVE_EVIDENCE, pointer, message, hint)


def reach_looks_like_a_scale(corpus: Corpus) -> Iterator[Problem]:
    """Reach is a count; where every reach is ten or less, somebody may have filled in points."""
    reaches = [estimate.likely for _, _, estimate in _estimates(corpus, "reach")]
    if corpus.plan is None or len(reaches) < _FEWEST_ITEMS or max(reaches) > _LONGEST_SCALE:
        return
    reach = corpus.portfolio.plan.reach
    message = f"Every reach is {_LONGEST_SCALE} or less: these look like points from 1 to 10, not {reach}."
    hint = f"Count {reach.unit} in one {reach.period}; leave it if the numbers really are that small."
    yield corpus.plan.problem(Code.REACH_LOOKS_LIKE_A_SCALE, ("reach",), message, hint, at_key=True)


def _estimates(corpus: Corpus, key: str) -> Iterator[tuple[Item, tuple[str, ...], PublicEstimate]]:
    for item in corpus.portfolio.items.values():
        estimate = item.rice.reach if key == "reach" else item.rice.effort
        if estimate is not None:
            written = corpus.records[item.public.path].document.data["rice"]
            is_mapping = isinstance(written, dict) and isinstance(written[key], dict)
            yield item, ("rice", key, "likely") if is_mapping else ("rice", key), estimate.public


def _record_of(corpus: Corpus, item: Item) -> Record:
    return corpus.records[item.public.path]


RULES = (effort_below_minimum, confidence_above_evidence, reach_looks_like_a_scale)
