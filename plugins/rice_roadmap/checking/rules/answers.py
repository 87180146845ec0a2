"""Rules about answers: they say what the roadmap does, to whom may hear it."""

from __future__ import annotations

from collections.abc import Iterator

from rice_roadmap.checking.corpus import Corpus, Record
from rice_roadmap.model.decision import KEYS_OF_VERDICTS, Duplicate, PublicDecision, Verdict
from rice_roadmap.model.item import Horizon, ItemStatus
from rice_roadmap.model.request import Visibility
from rice_roadmap.text.problem import Code, Problem
from rice_roadmap.text.schema import Kind
from rice_roadmap.text.suggestion import listed

#: The answers after which nobody may plan, build or ship it.
_NO = frozenset({Verdict.DECLINED, Verdict.WITHDRAWN, Verdict.ALREADY_POSSIBLE})


def answer_contradicts_roadmap(corpus: Corpus) -> Iterator[Problem]:
    """A no and a planned, running or shipped item cannot both be true."""
    promised = [item.public for item in corpus.portfolio.items.values() if item.public.status.is_promised]
    for item in promised:
        # An item may answer several parts of one request: the contradiction is one.
        for request in dict.fromkeys(answer.request for answer in item.answers):
            decision = corpus.portfolio.decisions.get(request)
            if decision is not None and decision.public.verdict in _NO:
                promise = f"the item `{item.id}` ({item.status.replace('_', ' ')}) answers this request"
                message = f"The answer is `{decision.public.verdict}`, but {promise}."
                hint = f"Change the answer, or take `{request}` out of the `answers` of {item.path}."
                yield _record(corpus, decision.public).problem(
                    Code.ANSWER_CONTRADICTS_ROADMAP, ("verdict",), message, hint
                )


def points_at_internal(corpus: Corpus) -> Iterator[Problem]:
    """A public duplicate leads to a public original, or the public answer would lead nowhere."""
    for request, decision in corpus.portfolio.decisions.items():
        answer = decision.public.answer
        if not isinstance(answer, Duplicate) or not _is(corpus, request, Visibility.PUBLIC):
            continue
        for index, original in enumerate(answer.duplicate_of):
            if _is(corpus, original, Visibility.INTERNAL):
                record = _record(corpus, decision.public)
                written = record.document.data["duplicate_of"]
                pointer = ("duplicate_of",) if isinstance(written, str) else ("duplicate_of", index)
                message = f"This request is public, but `{original}`, which it points at, is internal."
                hint = "Make the original public, make this request internal, or answer it on its own."
                yield record.problem(Code.POINTS_AT_INTERNAL, pointer, message, hint)


def not_used_here(corpus: Corpus) -> Iterator[Problem]:
    """What a verdict does not use is shown nowhere, which its author should know."""
    for record in corpus.of(Kind.DECISION):
        verdict = Verdict(str(record.document.data["verdict"]))
        for key in record.document.data:
            verdicts = KEYS_OF_VERDICTS.get(key)
            if verdicts is not None and verdict not in verdicts:
                used_by = listed(sorted(verdicts))
                message = f"`{key}` is for {used_by} only; with `{verdict}` no page shows it."
                hint = "Remove it, or change the verdict."
                yield record.problem(Code.NOT_USED_HERE, (key,), message, hint, at_key=True)
        if record.document.data.get("final") is True and "revisit_when" in record.document.data:
            message = "`final: true` says that nothing would change the answer, so `revisit_when` is not shown."
            yield record.problem(Code.NOT_USED_HERE, ("revisit_when",), message, "Keep one of the two.", at_key=True)


def planned_for_later(corpus: Corpus) -> Iterator[Problem]:
    """What is planned is planned for now or next; later is for what is not decided."""
    for item in corpus.portfolio.items.values():
        if item.public.status is ItemStatus.PLANNED and item.public.horizon is Horizon.LATER:
            message = "What is planned cannot wait for later: later is a wish, and planned is heard as a promise."
            hint = "Write `status: candidate`, or `horizon: next`."
            record = corpus.records[item.public.path]
            yield record.problem(Code.PLANNED_FOR_LATER, ("horizon",), message, hint)


def _is(corpus: Corpus, request: str, visibility: Visibility) -> bool:
    found = corpus.portfolio.requests.get(request)
    return found is not None and found.public.visibility is visibility


def _record(corpus: Corpus, decision: PublicDecision) -> Record:
    return corpus.records[decision.path]


RULES = (answer_contradicts_roadmap, points_at_internal, not_used_here, planned_for_later)
