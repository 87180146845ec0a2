"""`decide`: the answer to one request or to several at once, written new or changed where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rice_roadmap.bring.answer_fields import Given, flag_of, given_from, read_answer
from rice_roadmap.bring.editable import Editable, editable
from rice_roadmap.bring.existing import Roadmap, roadmap_in
from rice_roadmap.bring.naming import record_named
from rice_roadmap.bring.prepared import Prepared, prepared
from rice_roadmap.bring.proving import proven
from rice_roadmap.bring.questions import Ask, answered, question
from rice_roadmap.bring.records import in_order
from rice_roadmap.bring.refusal import Refusal, Unfit
from rice_roadmap.bring.settings import property_of
from rice_roadmap.bring.writing_files import PlannedFile
from rice_roadmap.model.decision import KEYS_OF_VERDICTS, Verdict
from rice_roadmap.model.filing import ENDING, filed, path_of
from rice_roadmap.text.editing import REMOVE, Change
from rice_roadmap.text.files import Files
from rice_roadmap.text.needs import Need, choices, missing
from rice_roadmap.text.schema import Kind
from rice_roadmap.text.source import Data
from rice_roadmap.text.suggestion import did_you_mean, listed

# Of each pair one says the opposite of the other: giving one takes the other away.
_EITHER = (("alternatives", "no_alternative"), ("revisit_when", "final"))

# Grows with each telling; a new answer takes nothing away from it.
_KEPT_LIST = "informed"

# What somebody wrote for one answer, and what may be wrong under another.
_WORDS_OF_ANSWER = ("because", "reason", "alternatives", "revisit_when")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Answer:
    """One answer on its way: what stood there, and what will; `was` is the verdict before, or empty."""

    request: str
    path: str
    old: Editable | None
    data: Mapping[str, Data]

    @property
    def was(self) -> str:
        return "" if self.old is None else str(self.old.data.get("verdict", ""))


def decide(
    words: Sequence[str],
    files: Files,
    *,
    today: date,
    typed: Sequence[tuple[str, str]] = (),
    settings: Sequence[str] = (),
    ask: Ask | None = None,
) -> Prepared | Refusal:
    """Return the files that answer requests: `words` are their ids, and behind them the verdict.

    `typed` are fields with what was typed for them, `settings` further ones as `key=value`. What the verdict needs
    and nobody gave is asked for once, or named where nobody can be asked. All answers are written, or none.
    """
    verdict = _verdict(words)
    given = given_from(typed, settings)
    if isinstance(verdict, Refusal):
        return verdict
    if isinstance(given, Refusal):
        return given
    if refusal := _unused(given, verdict):
        return refusal
    answers = _answers(words[:-1], files, verdict, given, today)
    whole = answers if isinstance(answers, Refusal) else _completed(answers, verdict, ask)
    if isinstance(whole, Refusal):
        return whole
    planned: list[PlannedFile] = []
    for answer in whole:
        file = _planned(answer)
        if isinstance(file, Refusal):
            return file
        if file.content != file.replaces:
            planned.append(file)
    return prepared(files, planned, [note for answer in whole for note in _notes(answer)])


def _verdict(words: Sequence[str]) -> Verdict | Refusal:
    word = words[-1].replace("-", "_").lower() if words else ""
    if word not in tuple(Verdict):
        guess = did_you_mean(word, Verdict) or f"Write {listed(Verdict)}."
        message = f"`{words[-1]}` is no answer." if words else "Neither requests nor an answer are named."
        hint = f"{guess} It stands last, behind the requests."
        return Refusal(message=message, hint=hint, misuse=True)
    if len(words) == 1:
        hint = f"Name it before the answer: rice-roadmap decide REQUEST {word}"
        return Refusal(message="It is not said which request is answered.", hint=hint, misuse=True)
    return Verdict(word)


def _unused(given: Given, verdict: Verdict) -> Refusal | None:
    if "verdict" in given.values:
        hint = "Leave --set verdict out."
        return Refusal(message="The answer stands behind the requests, not in a setting.", hint=hint, misuse=True)
    for key in given.values:
        verdicts = KEYS_OF_VERDICTS.get(key)
        if verdicts is not None and verdict not in verdicts:
            message = f"`{flag_of(key)}` says nothing with `{verdict}`: it is for {listed(sorted(verdicts))}."
            return Refusal(message=message, hint="Leave it out, or give another answer.", misuse=True)
    return None


def _answers(
    names: Sequence[str], files: Files, verdict: Verdict, given: Given, today: date
) -> tuple[_Answer, ...] | Refusal:
    roadmap = roadmap_in(files)
    found: dict[str, _Answer] = {}
    for name in names:
        answer = _answer(name, files, roadmap)
        if isinstance(answer, Refusal):
            return answer
        kept = {} if answer.old is None else _kept(answer.old.data, verdict, given)
        new = {**given.values, _KEPT_LIST: _told(kept, given)} if _KEPT_LIST in given.values else given.values
        data = {**kept, "verdict": verdict.value, "decided_on": today.isoformat(), **new}
        found[answer.request] = replace(answer, data=data)
    return tuple(found.values())


def _answer(name: str, files: Files, roadmap: Roadmap) -> _Answer | Refusal:
    request = record_named(name, roadmap.requests, "request")
    if isinstance(request, Refusal):
        return request
    path = next(_paths(request, files), None)
    if path is None:
        return _Answer(request=request, path=path_of(Kind.DECISION, request), old=None, data={})
    if not path.endswith(ENDING):
        hint = f"Rename it to {path.rpartition('.')[0]}{ENDING}."
        return Refusal(message=f"There is an answer in {path}, which nothing reads.", hint=hint)
    old = editable(files, path, Kind.DECISION)
    return old if isinstance(old, Refusal) else _Answer(request=request, path=path, old=old, data=old.data)


def _paths(request: str, files: Files) -> Iterator[str]:
    """Yield where a request is answered; folders below that of decisions mean nothing."""
    for entry in files.entries():
        stem, _, ending = entry.path.rpartition(".")
        place = filed(stem + ENDING) if ending in {"yaml", "yml"} else None
        if place is not None and place.kind is Kind.DECISION and place.id == request:
            yield entry.path


def _kept(old: Mapping[str, Data], verdict: Verdict, given: Given) -> dict[str, Data]:
    """Return what still holds of an answer: not what another verdict needed, nor the opposite of what is given."""
    dropped = {key for key, verdicts in KEYS_OF_VERDICTS.items() if verdict not in verdicts} | given.removed
    for one, other in (*_EITHER, *(pair[::-1] for pair in _EITHER)):
        if one in given.values and other not in given.values:
            dropped.add(other)
    kept = {key: value for key, value in old.items() if key not in dropped}
    if kept.get("reason") not in choices(Kind.DECISION, "reason", {**kept, "verdict": verdict.value}):
        kept.pop("reason", None)
    return kept


def _told(kept: Mapping[str, Data], given: Given) -> list[Data]:
    told = kept.get(_KEPT_LIST)
    before: list[Data] = told if isinstance(told, list) else []
    new = given.values[_KEPT_LIST]
    return [*before, *(entry for entry in (new if isinstance(new, list) else []) if entry not in before)]


def _completed(answers: Sequence[_Answer], verdict: Verdict, ask: Ask | None) -> tuple[_Answer, ...] | Refusal:
    """Return the answers with what they still needed, asked for once for all of them."""
    needed = dict.fromkeys(need for answer in answers for need in missing(Kind.DECISION, answer.data))
    if needed and ask is None:
        return _lacking(tuple(needed), answers[0], verdict)
    for need in needed:
        key, value = _asked_for(need, answers[0], ask) if ask is not None else ("", None)
        answers = [
            replace(answer, data={**answer.data, key: value}) if need in missing(Kind.DECISION, answer.data) else answer
            for answer in answers
        ]
    return tuple(answers)


def _lacking(needed: Sequence[Need], answer: _Answer, verdict: Verdict) -> Refusal:
    what = ", ".join(" or ".join(flag_of(key) for key in need) for need in needed)
    described = (f"{flag_of(key)}: {_description(key, answer)}" for need in needed for key in need)
    return Refusal(message=f"`{verdict}` needs {what}.", hint="\n".join(["", *described]).strip(), misuse=True)


def _description(key: str, answer: _Answer) -> str:
    words = choices(Kind.DECISION, key, answer.data)
    return property_of(Kind.DECISION, key).description + (f" Write {listed(words)}." if words else "")


def _asked_for(need: Need, answer: _Answer, ask: Ask) -> tuple[str, Data]:
    """Return the key and the value of what is needed; where one of several will do, each is offered in turn."""
    remark = ""
    while True:
        for key in need:
            known = property_of(Kind.DECISION, key)
            words = choices(Kind.DECISION, key, answer.data)
            asked = replace(question(key, known, choices=words, is_required=len(need) == 1), remark=remark)
            value = answered(asked, ask, _reader(key, words))
            if value is not None:
                return key, value
        remark = f"One of these is needed: {listed(need)}."


def _reader(key: str, words: Sequence[str]) -> Callable[[str], Data | Unfit]:
    def read(text: str) -> Data | Unfit:
        value = read_answer(key, text)
        if words and isinstance(value, str) and value not in words:
            return Unfit(reason=f"`{value}` does not fit this answer. Write {listed(words)}.")
        return value

    return read


def _planned(answer: _Answer) -> PlannedFile | Refusal:
    if answer.old is not None:
        return answer.old.changed(list(_changes(answer.old.data, answer.data)))
    content = proven(Kind.DECISION, answer.path, in_order(Kind.DECISION, answer.data))
    if isinstance(content, Unfit):
        return Refusal(message=f"The answer to {answer.request} cannot be written: {content.reason}")
    return PlannedFile(path=answer.path, content=content)


def _changes(old: Mapping[str, Data], new: Mapping[str, Data]) -> Iterator[Change]:
    for key, value in new.items():
        if not _reads_alike(old.get(key), value):
            yield Change(pointer=(key,), value=value)
    yield from (Change(pointer=(key,), value=REMOVE) for key in old if key not in new)


def _reads_alike(old: Data, new: Data) -> bool:
    # Whether a text ends with a line end shows nowhere, and depends only on how the file writes it.
    return isinstance(old, str) and isinstance(new, str) and old.rstrip("\n") == new.rstrip("\n")


def _notes(answer: _Answer) -> Iterator[str]:
    verdict = str(answer.data["verdict"])
    was = f", was {answer.was}" if answer.was not in {"", verdict} else ""
    yield f"{answer.request}: {verdict}{was}."
    before = answer.old.data if answer.old is not None and was else {}
    kept = [f"`{key}`" for key in _WORDS_OF_ANSWER if key in before and before[key] is answer.data.get(key)]
    if kept:
        yield f"{answer.path} keeps {', '.join(kept)} of the answer before: give anew what no longer holds."
