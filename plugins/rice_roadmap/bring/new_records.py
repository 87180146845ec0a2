"""`new`: a request, an ask or an item from answers at the terminal, from options, or from a pasted mail."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from rice_roadmap.bring.drafting import Draft, draft_from
from rice_roadmap.bring.existing import Roadmap, roadmap_in
from rice_roadmap.bring.identifiers import Names
from rice_roadmap.bring.naming import record_named
from rice_roadmap.bring.prepared import Prepared, prepared
from rice_roadmap.bring.proving import proven
from rice_roadmap.bring.questions import Ask, Question, answered, question
from rice_roadmap.bring.records import in_order
from rice_roadmap.bring.refusal import Refusal, Unfit
from rice_roadmap.bring.settings import Setting, property_of, put, settings_from, value_from
from rice_roadmap.bring.writing_files import PlannedFile
from rice_roadmap.model.filing import filed, path_of
from rice_roadmap.publish.propose_questions import ASKS, ORDER
from rice_roadmap.text.files import Files
from rice_roadmap.text.mismatch import subject
from rice_roadmap.text.needs import missing
from rice_roadmap.text.schema import Kind
from rice_roadmap.text.shape import Property
from rice_roadmap.text.source import Data
from rice_roadmap.text.suggestion import did_you_mean, listed

#: What can be made, as the command line names it.
KINDS_OF_NEW: Mapping[str, Kind] = {"request": Kind.REQUEST, "ask": Kind.ASK, "item": Kind.ITEM}

_REQUEST = "request="

_OF_ASK = f"{ASKS}."

# The form and the terminal ask the same; an ask is what a request says of one customer.
_QUESTIONS: Mapping[Kind, Sequence[str]] = {
    Kind.REQUEST: ORDER,
    Kind.ASK: (*(field.removeprefix(_OF_ASK) for field in ORDER if field.startswith(_OF_ASK)), "requested_by"),
    Kind.ITEM: ("title", "summary", "objective", "area"),
}
_LISTED_IN_PLAN = {"area": "areas", "objective": "objectives"}


def new(
    word: str, files: Files, *, options: Sequence[str] = (), mail: bytes | None = None, ask: Ask | None = None
) -> Prepared | Refusal:
    """Return the file of a new record: `word` is what it is, such as `request`.

    `options` are `key=value`, of which an ask's `request` says what it is about. What is missing is asked for, or
    named where nobody can be asked. Without options and mail all questions of the form are asked.
    """
    kind = KINDS_OF_NEW[word]
    roadmap = roadmap_in(files)
    if kind is Kind.ASK and _is_public(roadmap):
        return Refusal(message="Everybody can read this repository, so who asks cannot be written here.", hint=_PRIVATE)
    drafted = _drafted(kind, options, mail)
    if isinstance(drafted, Refusal):
        return drafted
    making = _Making(kind, roadmap, drafted, ask)
    if kind is Kind.ASK and (refusal := making.find_request()):
        return refusal
    if ask is not None and not options and mail is None:
        making.ask_all()
    if refusal := making.complete():
        return refusal
    return _planned(files, making)


_PRIVATE = "Keep the roadmap in a private repository (`repository: private` in roadmap/plan.yaml) to do so."


def _is_public(roadmap: Roadmap) -> bool:
    return roadmap.plan.get("repository") == "public"


def _drafted(kind: Kind, options: Sequence[str], mail: bytes | None) -> Draft | Refusal:
    """Return what mail and options say; an option counts more than the mail."""
    draft = Draft(data={}) if mail is None else draft_from(kind, mail)
    settings = settings_from(kind, (one for one in options if kind is not Kind.ASK or not one.startswith(_REQUEST)))
    if isinstance(draft, Refusal):
        return draft
    if isinstance(settings, Refusal):
        return settings
    for setting in settings:
        if reason := put(draft.data, setting, kind):
            return Refusal(message=f"`--set {setting.field}=…`: {reason}", misuse=True)
    if kind is Kind.ASK:
        requests = [one.removeprefix(_REQUEST) for one in options if one.startswith(_REQUEST)]
        draft = replace(draft, request=[draft.request, *requests][-1])
    return draft


class _Making:
    """One record on its way to being whole."""

    def __init__(self, kind: Kind, roadmap: Roadmap, draft: Draft, ask: Ask | None) -> None:
        self.kind = kind
        self.roadmap = roadmap
        self.data = draft.data
        self.name = draft.name
        self.request = draft.request
        self.notes = list(draft.notes)
        self._ask = ask

    def find_request(self) -> Refusal | None:
        """Find the request that an ask is about, or return why there is none."""
        if not self.request and self._ask is not None:
            asked = question("request", property_of(Kind.ITEM, "answers.request"), is_required=True)
            self.request = str(answered(asked, self._ask, self._read_request))
        if not self.request:
            hint = "Add --set request=ID: the id is the name of its file, without .yaml."
            return Refusal(message="It is not said which request the customer needs.", hint=hint, misuse=True)
        found = record_named(self.request, self.roadmap.requests, "request")
        if isinstance(found, Refusal):
            return found
        self.request = found
        return None

    def ask_all(self) -> None:
        """Ask what the form asks; in a public repository nothing that colleagues alone may know."""
        for field in _QUESTIONS[self.kind]:
            is_needed = (field,) in missing(self.kind, self.data)
            if _is_public(self.roadmap) and property_of(self.kind, field).is_internal and not is_needed:
                continue
            if field.startswith(_OF_ASK) and field != f"{_OF_ASK}account" and ASKS not in self.data:
                continue
            self._ask_for(field, is_required=is_needed)

    def complete(self) -> Refusal | None:
        """Ask for what is still missing, or return what it is where nobody can be asked."""
        if self.kind is Kind.ITEM:
            self.data.setdefault("status", "candidate")
        fields = self._missing()
        if self._ask is None and fields:
            return self._lacks(fields)
        while fields:
            for field in fields:
                self._ask_for(field, is_required=True)
            fields = self._missing()
        return None

    def _missing(self) -> list[str]:
        if self.kind is Kind.ASK:
            return [] if self.data else ["account"]
        return [field for need in missing(self.kind, self.data) for field in _fields_of(self.kind, need[0])]

    def _lacks(self, fields: Sequence[str]) -> Refusal:
        options = (f'--set {field}="…" ({property_of(self.kind, field).description})' for field in fields)
        noun = subject(self.kind, ())
        what = " and ".join(f"`{field}`" for field in fields)
        return Refusal(
            message=f"{noun[0].upper()}{noun[1:]} needs {what}.", hint=f"Add {', and '.join(options)}", misuse=True
        )

    def _ask_for(self, field: str, *, is_required: bool) -> None:
        keys = tuple(field.split("."))
        known = property_of(self.kind, field)
        if self._ask is None:
            return
        asked = question(field, known, choices=self._choices(keys[-1]), is_required=is_required)
        if keys[-1] in _LISTED_IN_PLAN and not asked.choices:
            return
        value = answered(asked, self._ask, self._reader(known, keys, asked))
        if value is not None:
            put(self.data, Setting(keys=keys, value=value), self.kind)

    def _choices(self, key: str) -> tuple[str, ...]:
        return tuple(self.roadmap.listed_in_plan(_LISTED_IN_PLAN[key])) if key in _LISTED_IN_PLAN else ()

    def _reader(self, known: Property, keys: Sequence[str], asked: Question) -> Callable[[str], Data | Unfit]:
        def read(text: str) -> Data | Unfit:
            if known.name == "account":
                return value_from(self.kind, keys, self._account(text))
            value = value_from(self.kind, keys, text)
            if isinstance(value, str) and keys[-1] in _LISTED_IN_PLAN and value not in asked.choices:
                hint = did_you_mean(value, asked.choices) or f"Write {listed(asked.choices)}, or nothing."
                return Unfit(reason=f"The plan does not list `{value}`. {hint}")
            return value

        return read

    def _read_request(self, text: str) -> Data | Unfit:
        found = record_named(text, self.roadmap.requests, "request") if text else None
        return Unfit(reason=str(found)) if isinstance(found, Refusal) else found

    def _account(self, text: str) -> str:
        """Return the id of the account that somebody calls by its name."""
        names: dict[str, str] = {}
        for account, entry in self.roadmap.accounts.items():
            also = entry.get("also_known_as") if isinstance(entry, dict) else None
            called = [entry.get("name"), *(also if isinstance(also, list) else [])] if isinstance(entry, dict) else []
            names |= {str(name).casefold(): account for name in called if name}
        return names.get(text.strip().casefold(), text)


def _fields_of(kind: Kind, key: str) -> Iterable[str]:
    """Return what to ask for a key: the keys that must stand inside it, if there are such."""
    known = property_of(kind, key)
    inside = known.schema.get("required", ()) if known.schema.get("type") == "object" else ()
    return [f"{key}.{part}" for part in inside] or [key]


def _planned(files: Files, making: _Making) -> Prepared | Refusal:
    data = in_order(making.kind, making.data)
    path = path_of(making.kind, _free_name(files, making), making.request)
    content = proven(making.kind, path, data)
    if isinstance(content, Unfit):
        return Refusal(message=f"This {making.kind} cannot be written: {content.reason}")
    return prepared(files, [PlannedFile(path=path, content=content)], making.notes)


def _free_name(files: Files, making: _Making) -> str:
    """Return the name of the new file: from the mail, the title or the customer, and no other file's."""
    taken = _taken(files, making)
    title = making.name or str(making.data.get("account" if making.kind is Kind.ASK else "title", ""))
    if making.name in taken:
        path = path_of(making.kind, making.name, making.request)
        making.notes.append(f"{path} is there already: look whether this is the same.")
    identity = json.dumps(making.data, sort_keys=True, default=str)
    return Names(taken).give(title, word=making.kind.value, source_id=identity)


def _taken(files: Files, making: _Making) -> frozenset[str]:
    match making.kind:
        case Kind.REQUEST:
            return making.roadmap.requests.taken
        case Kind.ITEM:
            return making.roadmap.items.taken
    places = (filed(entry.path) for entry in files.entries())
    return frozenset(place.id.partition(".")[0] for place in places if place and place.request == making.request)
