"""What the form asks, in which order and in which words; limits and allowed values are those of the schemas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rice_roadmap.model.ask import Importance
from rice_roadmap.model.plan import Plan, Repository
from rice_roadmap.publish.words import words
from rice_roadmap.text.needs import needs
from rice_roadmap.text.shape import ENTRY, Kind, Property, properties

#: The longest text that the form asks for; files may hold more.
LONGEST_TEXT = 8_000

#: What the keys of an ask are called in a request, which holds those who asked first.
ASKS = "asks"

#: In this order. A name with a dot is a key of an ask.
ORDER = (
    *("title", "need", "asks.account", "potential_impact", "asks.importance"),
    *("asks.needed_by", "asks.says", "asks.link", "requested_by"),
)

#: Where the question is another than the schema's title.
_ASKED: Mapping[str, str] = MappingProxyType(
    {
        "title": "In one line, what is missing?",
        "need": "What does the customer want to get done, and what stops them?",
        "asks.account": "Which customer?",
        "potential_impact": "What happens if we do nothing?",
        "asks.importance": "How strongly do they need it?",
        "requested_by": "Your team",
    }
)

#: Questions that are one to whoever answers them.
_TOGETHER: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("asks.needed_by", "asks.says"), "By when, and why that date?")
)

#: Where somebody needs other help than the description of the schema, which speaks of files.
_HELP: Mapping[str, str] = MappingProxyType(
    {
        "title": "",
        "need": "Not how to build it.",
        "asks.account": "As they are called here, or the name of a new prospect.",
        "potential_impact": "What it is worth.",
        "asks.importance": "",
        "asks.needed_by": "",
    }
)

#: Nobody knows everything, and nothing is a fair answer.
NOT_KNOWN = "I do not know"

_INTERNAL = "Only colleagues see this."
_SHOWN_BY_REPOSITORY = "The repository shows this to everybody: name no customer and no sum of money."


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """One of the allowed values, and what the form calls it."""

    value: str
    said: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """One question of the form.

    `name` is the key in the file that it fills; `form` is how it is answered: `line`, `prose`, `address`, `date` or
    `choice`; `pattern` is a regular expression as HTML writes it; `most` is the greatest number of characters.
    Questions with the same `together` stand under it as one. `is_of_request` says that nobody is asked who adds a
    customer to a request that is there.
    """

    name: str
    asked: str
    together: str
    help: str
    hint: str
    example: str
    form: str
    pattern: str
    most: int
    choices: tuple[Choice, ...]
    is_required: bool
    is_internal: bool
    is_of_request: bool

    @property
    def id(self) -> str:
        """The id of its field on the page."""
        return f"rr-{self.name.replace('.', '-').replace('_', '-')}"


def questions(plan: Plan) -> tuple[Question, ...]:
    """Return the questions, in order; where everybody reads the files, nothing that only colleagues may know."""
    return tuple(_question(name, found, plan) for name, found in _properties() if _is_asked(found, plan))


def keys_of_request(asked: tuple[Question, ...]) -> list[str]:
    """Return the names of the questions in the order in which a request says their answers."""
    names = {question.name for question in asked}
    return [name for found in properties(Kind.REQUEST) if (name := _name(found)) in names]


def keys_of_ask(asked: tuple[Question, ...]) -> list[str]:
    """Return the names of the questions in the order in which an ask says their answers."""
    names = {_key(question.name): question.name for question in asked if not question.is_of_request}
    return [names[found.name] for found in properties(Kind.ASK) if found.name in names]


def _properties() -> Iterator[tuple[str, Property]]:
    known = {_name(found): found for found in properties(Kind.REQUEST)}
    return ((name, known[name]) for name in ORDER)


def _name(found: Property) -> str:
    return ".".join(step for step in found.path if step != ENTRY)


def _key(name: str) -> str:
    return name.rpartition(".")[2]


def _is_asked(found: Property, plan: Plan) -> bool:
    return plan.repository is Repository.PRIVATE or not found.is_internal or _is_needed(found)


def _is_needed(found: Property) -> bool:
    return len(found.path) == 1 and (found.name,) in needs(Kind.REQUEST, {})


def _question(name: str, found: Property, plan: Plan) -> Question:
    form = "choice" if found.choices else str(found.schema.get("x-form", "line"))
    most = int(found.schema.get("maxLength", 0))
    return Question(
        name=name,
        asked=_ASKED.get(name, found.title),
        together=_TOGETHER.get(name, ""),
        help=_help(name, found, plan),
        hint=found.hint,
        example="" if found.choices else str(found.examples[0]),
        form=form,
        pattern=_as_html(str(found.schema.get("pattern", ""))) if form in {"line", "address"} else "",
        most=min(most, LONGEST_TEXT) if form == "prose" else most,
        choices=_choices(found),
        is_required=_is_needed(found),
        is_internal=found.is_internal,
        is_of_request=not name.startswith(f"{ASKS}.") and not any(key.name == name for key in properties(Kind.ASK)),
    )


def _help(name: str, found: Property, plan: Plan) -> str:
    said = _HELP.get(name, found.description)
    if found.is_internal and _is_needed(found):
        seen = _INTERNAL if plan.repository is Repository.PRIVATE else _SHOWN_BY_REPOSITORY
        return f"{said} {seen}".lstrip()
    return said


def _choices(found: Property) -> tuple[Choice, ...]:
    # The only choice among the questions; another would need words of its own.
    return tuple(Choice(value=value, said=words(Importance(value))) for value in found.choices)


def _as_html(pattern: str) -> str:
    """Return a pattern of a schema as HTML wants it: whole by itself, and strict about what stands in brackets."""
    return pattern.removeprefix("^").replace("/", r"\/")
