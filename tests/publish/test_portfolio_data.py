"""The roadmap for programs: complete, described by its schema, and without anything that its readers may not see."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from rice_roadmap.checking.inspection import inspect
from rice_roadmap.model.ask import Importance, Stage
from rice_roadmap.model.audience import Audience, PublicPortfolio, internal_portfolio, public_portfolio, shown
from rice_roadmap.model.decision import Reason, Verdict
from rice_roadmap.model.evidence import EvidenceKind
from rice_roadmap.model.item import Horizon, ItemStatus, Kano, Moscow, ReleaseStage, Result
from rice_roadmap.model.plan import EffortUnit, Shown
from rice_roadmap.model.portfolio import Portfolio
from rice_roadmap.model.status import Status
from rice_roadmap.publish.portfolio_data import as_json, portfolio_data, schema_text
from rice_roadmap.publish.ranking_tables import as_csv, ranking_data
from rice_roadmap.ranking.outlook import Outlook, outlook
from rice_roadmap.text.schema import Kind
from rice_roadmap.text.source import read
from tests.full import FILES
from tests.memory import Memory

Json = dict[str, Any]

SCHEMAS = Path(__file__).parents[2] / "schema"
SCHEMA = json.loads(schema_text())
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


@pytest.fixture(scope="module")
def whole() -> Portfolio:
    """Return the portfolio in which everything is written."""
    inspection = inspect(Memory(FILES), {"requests/theme.yaml": date(2026, 9, 9)})
    assert not inspection.has_errors, inspection.problems
    return inspection.portfolio


def ahead(portfolio: PublicPortfolio, audience: Audience = Audience.PUBLIC) -> Outlook:
    """Return the outlook of a day on which nothing in the example is late."""
    return outlook(portfolio, today=date(2026, 11, 23), audience=audience)


@pytest.fixture(scope="module")
def internal(whole: Portfolio) -> Json:
    """Return the data for colleagues."""
    portfolio = internal_portfolio(whole).public
    return portfolio_data(portfolio, ahead(portfolio, Audience.INTERNAL), whole)


@pytest.fixture(scope="module")
def public(whole: Portfolio) -> Json:
    """Return the data for everybody."""
    portfolio = shown(public_portfolio(whole))
    return portfolio_data(portfolio, ahead(portfolio))


def of(records: list[Json], identifier: str) -> Json:
    """Return the record of that id."""
    return next(record for record in records if record["id"] == identifier)


def keys(schema: Json, file: str, before: str = "") -> Iterator[str]:
    """Yield every key that a schema knows, written with dots."""
    if "$ref" in schema:
        other, _, way = schema["$ref"].partition("#")
        target: Json = json.loads((SCHEMAS / (other or file)).read_text(encoding="utf-8"))
        for step in filter(None, way.split("/")):
            target = target[step]
        yield from keys(target, other or file, before)
    for choice in (*([schema["items"]] if "items" in schema else []), *schema.get("oneOf", ())):
        yield from keys(choice, file, before)
    for key, inner in schema.get("properties", {}).items():
        yield f"{before}{key}"
        yield from keys(inner, file, f"{before}{key}.")


def written(data: object, before: str = "") -> Iterator[str]:
    """Yield every key that a file writes, the same way."""
    if isinstance(data, list):
        for entry in data:
            yield from written(entry, before)
    elif isinstance(data, dict):
        for key, value in data.items():
            yield f"{before}{key}"
            yield from written(value, f"{before}{key}.")


@pytest.mark.parametrize("kind", [Kind.REQUEST, Kind.ITEM, Kind.PLAN])
def test_the_example_writes_every_field(kind: Kind) -> None:
    """What is proven below about the example is proven about every field there is."""
    folders = {Kind.REQUEST: "requests/", Kind.ITEM: "roadmap/items/", Kind.PLAN: "roadmap/plan"}
    documents = [read(path, text.encode()).document for path, text in FILES.items() if path.startswith(folders[kind])]
    found = {key for document in documents if document is not None for key in written(document.data)}
    name = f"{kind}.schema.json"
    assert set(keys({"$ref": name}, name)) - found == set()


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_the_schema_describes_the_data(audience: str, request: pytest.FixtureRequest) -> None:
    """Both files are valid, and no key is missing from either."""
    data = request.getfixturevalue(audience)
    assert data["audience"] == audience
    VALIDATOR.validate(data)


def test_the_schema_refuses_what_it_does_not_describe(internal: Json, public: Json) -> None:
    """A key too many, one too few, and internal data in a public file are found."""
    assert not VALIDATOR.is_valid(public | {"more": 1})
    assert not VALIDATOR.is_valid({key: value for key, value in public.items() if key != "items"})
    assert not VALIDATOR.is_valid(public | {"internal": internal["internal"]})
    assert not VALIDATOR.is_valid({key: value for key, value in internal.items() if key != "internal"})


def test_every_key_of_the_schema_has_a_title_and_a_description() -> None:
    """Whoever reads the data finds out what each key means."""
    Draft202012Validator.check_schema(SCHEMA)
    described = list(properties(SCHEMA))
    assert len(described) > 150
    assert [name for name, schema in described if not {"title", "description"} <= schema.keys()] == []


def properties(schema: object, name: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield every property of a schema with its name, at whatever depth."""
    if isinstance(schema, list):
        for entry in schema:
            yield from properties(entry, name)
    elif isinstance(schema, dict):
        for key, value in schema.items():
            if key == "properties":
                yield from ((inner, found) for inner, found in value.items() if isinstance(found, dict))
            yield from properties(value, key) if key not in {"if", "then", "else"} else ()


def test_public_data_hold_nothing_internal(public: Json, internal: Json) -> None:
    """Neither an internal record nor an internal value of a public one is there; colleagues get them all."""
    assert "internal" not in json.dumps(public).lower()
    assert "internal, hidden" in json.dumps(internal).lower()
    assert [request["id"] for request in public["requests"]] == ["dark-mode", "export", "question", "theme"]
    assert [item["id"] for item in internal["items"]] != [item["id"] for item in public["items"]]


def test_the_data_say_what_fits(public: Json, internal: Json) -> None:
    """The sum stands beside its sets; what is held back for hidden work counts for those who cannot see that work."""
    assert public["period"] == internal["period"] == "2027-Q1"
    assert public["capacity"] == [
        {
            "area": "sharing",
            "effort": "12.5",
            "held_back": "2",
            "committed": "0.75",
            "available": "9.75",
            "strict": [],
            "fill": [],
            "best": [],
        }
    ]
    assert internal["capacity"] == [public["capacity"][0] | {"held_back": "0", "available": "11.75"}]
    assert {row["id"]: row["line"] for row in internal["ranking"]} == {
        "secret": None,
        "spreadsheet": "committed",
        "import": None,
    }


def test_the_schema_knows_each_sum(public: Json) -> None:
    """A sum with a key too few, a key too many, or a number that is none is refused; a best set may be missing."""
    [entry] = public["capacity"]
    assert VALIDATOR.is_valid(public | {"capacity": [entry | {"best": None, "available": "-0.5", "area": None}]})
    assert not VALIDATOR.is_valid(public | {"capacity": [entry | {"more": "1"}]})
    assert not VALIDATOR.is_valid(public | {"capacity": [entry | {"effort": 12.5}]})
    for key in entry:
        assert not VALIDATOR.is_valid(public | {"capacity": [{name: entry[name] for name in entry if name != key}]})


@pytest.mark.parametrize("hidden", [Shown.CAPACITY, Shown.SCORES, Shown.ROADMAP])
def test_public_capacity_needs_all_that_it_is_worked_out_from(whole: Portfolio, hidden: Shown) -> None:
    """Without capacity, scores or the roadmap on the site, no data file says what fits; colleagues read on."""
    narrowed = replace(whole, plan=replace(whole.plan, public_shows=frozenset(Shown) - {hidden}))
    portfolio = shown(public_portfolio(narrowed))
    data = portfolio_data(portfolio, ahead(portfolio))
    VALIDATOR.validate(data)
    assert "capacity" not in data["shows"]
    assert (data["period"], data["capacity"], data["plan"]["capacity"]) == (None, None, [])
    assert {row["line"] for row in data["ranking"] or ()} <= {None}
    rows = csv.DictReader(io.StringIO(as_csv(ahead(portfolio))))
    assert {(row["line"], row["certainty"]) for row in rows} <= {("", "")}
    everything = internal_portfolio(narrowed).public
    assert portfolio_data(everything, ahead(everything, Audience.INTERNAL), narrowed)["capacity"]


def test_every_internal_text_reaches_colleagues(internal: Json) -> None:
    """What the files hold is in the data: nothing is kept back from those who may see it."""
    data = json.dumps(internal)
    texts = {found for text in FILES.values() for found in re.findall(r"(?i)\binternal[-, ]+[\w ,.]*\w", text)}
    assert len(texts) > 25
    assert [text for text in sorted(texts) if text not in data] == []


def test_requests_say_where_they_stand_and_what_was_answered(public: Json) -> None:
    """A request has its derived status, its answer with all keys, and the links from their other ends."""
    declined = of(public["requests"], "dark-mode")
    assert declined["status"] == "declined"
    assert declined["duplicates"] == ["theme"]
    assert declined["answer"] == {
        "verdict": "declined",
        "decided_on": "2026-10-05",
        "decided_by": "Product",
        "because": "Every page would be drawn twice.",
        "reason": "cost_exceeds_value",
        "alternatives": [
            {"title": "The browser's own", "how": "Switch it on.", "url": "https://example.com/how"},
        ],
        "no_alternative": "None on phones.",
        "revisit_on": None,
        "revisit_when": "Browsers drop it.",
        "final": False,
        "duplicate_of": [],
        "questions": [],
        "answer_by": None,
    }
    theme = of(public["requests"], "theme")
    assert (theme["status"], theme["answer"]["duplicate_of"]) == ("declined", ["dark-mode"])
    assert theme["submitted_on"] == "2026-09-09"
    question = of(public["requests"], "question")
    assert (question["answer"]["questions"], question["answer"]["answer_by"]) == (["Which one?"], "2027-01-31")
    export = of(public["requests"], "export")
    assert (export["status"], export["items"], export["votes"]) == (
        "planned",
        ["spreadsheet"],
        {"count": 17, "on": "2026-10-01"},
    )
    assert export["segments"] == ["Large companies"]
    assert export["answer"] is None


def test_numbers_are_exact_and_scores_can_be_recomputed(public: Json) -> None:
    """Estimates keep every digit as text, with the ends of ranges and why."""
    assert of(public["items"], "spreadsheet")["rice"] == {
        "reach": {"likely": "800", "low": "600", "high": "900", "because": "Counted in the logs."},
        "impact": {"name": "large", "value": "3", "because": "It saves hours."},
        "confidence": {"name": "unsure", "value": "12.5%", "because": "Few were asked."},
        "effort": {"likely": "0.75", "low": "0.5", "high": "1", "because": "Small."},
        "score": "400",
        "score_exact": "400/1",
    }
    assert of(public["items"], "unscored")["rice"]["score"] is None


def test_the_ranking_is_the_one_of_the_rank_command(whole: Portfolio, public: Json, internal: Json) -> None:
    """The same keys hold the same values, each computed over what its audience may see."""
    for data, portfolio in ((public, shown(public_portfolio(whole))), (internal, internal_portfolio(whole).public)):
        audience = Audience(data["audience"])
        ranked = ranking_data(ahead(portfolio, audience), portfolio.plan, audience)
        assert {key: data[key] for key in ranked} == ranked
    assert [row["id"] for row in public["ranking"]] == ["spreadsheet", "import"]
    assert [row["id"] for row in internal["ranking"]] == ["secret", "spreadsheet", "import"]


@pytest.mark.parametrize(
    ("hidden", "gone"),
    [
        (Shown.SCORES, ["ranking", "unscored"]),
        (Shown.ROADMAP, ["items"]),
        (Shown.ANSWERS, ["answer"]),
        (Shown.CAPACITY, ["plan.capacity"]),
        (Shown.OUTCOMES, ["outcome"]),
    ],
)
def test_public_data_leave_out_what_the_plan_does_not_show(
    whole: Portfolio, public: Json, hidden: Shown, gone: list[str]
) -> None:
    """What a page would not show is in no data file either, and the file says which parts it shows."""
    narrowed = replace(whole, plan=replace(whole.plan, public_shows=frozenset(Shown) - {hidden}))
    portfolio = shown(public_portfolio(narrowed))
    data = portfolio_data(portfolio, ahead(portfolio))
    VALIDATOR.validate(data)
    assert hidden.value in public["shows"]
    assert hidden.value not in data["shows"]
    for name in gone:
        assert held(public, name)
        assert not held(data, name)


def held(data: Json, name: str) -> bool:
    """Return whether the data hold anything under a name, at the top or in a record."""
    first, _, second = name.partition(".")
    if second:
        return bool(data[first][second])
    return bool(data.get(name)) or any(record.get(name) for record in (*data["requests"], *data["items"]))


def test_the_text_is_the_same_every_time(whole: Portfolio) -> None:
    """Two runs give the same bytes, other scripts stay readable, and the file ends with a line end."""
    portfolio = public_portfolio(replace(whole, plan=replace(whole.plan, product="Größe <b>")))
    text = as_json(portfolio, ahead(portfolio))
    assert text == as_json(portfolio, ahead(portfolio))
    assert '"product": "Größe <b>"' in text
    assert text.endswith("}\n")


def test_each_record_stands_in_a_line_of_its_own(whole: Portfolio) -> None:
    """Between two versions of the file only the lines of records that changed differ, for colleagues too."""
    portfolio = internal_portfolio(whole).public
    lines = as_json(portfolio, ahead(portfolio), whole).splitlines()
    for record in (*whole.requests, *whole.items):
        assert any(line.strip().startswith(f'{{"id": "{record}", ') for line in lines), record
    assert json.loads("\n".join(lines)) == json.loads(json.dumps(portfolio_data(portfolio, ahead(portfolio), whole)))


CHOICES = {
    "status of a request": ("request.status", Status),
    "status of an item": ("item.status", ItemStatus),
    "verdict": ("answer.verdict", Verdict),
    "reason": ("answer.reason", Reason),
    "kind of evidence": ("item_evidence.kind", EvidenceKind),
    "horizon": ("item.horizon", Horizon),
    "moscow": ("item.labels.moscow", Moscow),
    "kano": ("item.labels.kano", Kano),
    "stage of a release": ("release.stage", ReleaseStage),
    "result": ("outcome.result", Result),
    "importance": ("ask.importance", Importance),
    "stage of a customer": ("ask.stage", Stage),
    "unit of effort": ("plan.effort.unit", EffortUnit),
}


@pytest.mark.parametrize(("place", "words"), CHOICES.values(), ids=CHOICES)
def test_the_schema_knows_every_word_of_the_model(place: str, words: type[StrEnum]) -> None:
    """A word that the model learns is a word of the data, and none is left behind."""
    first, *steps = place.split(".")
    schema = SCHEMA["$defs"][first]
    for step in steps:
        schema = schema["properties"][step]
    assert [word for word in schema["enum"] if word is not None] == [word.value for word in words]
