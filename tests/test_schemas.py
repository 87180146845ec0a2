"""The six schemas: what they name, what they say of each property, and that their patterns are safe everywhere."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

ROOT = Path(__file__).parents[1]
KINDS = ("request", "ask", "item", "decision", "plan", "accounts")
SCHEMAS = {
    kind: json.loads((ROOT / "schema" / f"{kind}.schema.json").read_text(encoding="utf-8"), parse_float=Decimal)
    for kind in KINDS
}
REGISTRY: Registry[Any] = Registry().with_resources(
    [(f"{kind}.schema.json", Resource.from_contents(schema)) for kind, schema in SCHEMAS.items()]
)

#: Every key of every kind of file: `*` is required, `~` is internal by its own mark or by what it stands in;
#: `/` is for an entry of a list or of a mapping by id.
KEYS = {
    "request": """
        title* need* potential_impact~ workaround area asks~ requested_by~ links~
        votes votes.count* votes.on
        evidence evidence/kind* evidence/says*~ evidence/url evidence/source~ evidence/on
        submitted_on imported_from~ imported_from.system*~ imported_from.id*~ formerly visibility
    """,
    "ask": """
        account~ importance~ stage~ needed_by~ says~ deal~ closes_on~ link~ requested_by~ on~
    """,
    "item": """
        title* summary* status* horizon target target_because objective area
        answers answers/request* answers/part depends_on confirmed_on labels labels.moscow labels.kano
        rice
        rice.reach rice.reach.likely* rice.reach.low rice.reach.high rice.reach.because rice.reach.source~
        rice.impact rice.impact.value* rice.impact.because rice.impact.source~
        rice.confidence rice.confidence.value* rice.confidence.because rice.confidence.source~
        rice.effort rice.effort.likely* rice.effort.low rice.effort.high rice.effort.because rice.effort.source~
        scored_on scored_by~ effort_left
        evidence evidence/kind* evidence/says* evidence/url evidence/source~ evidence/on
        risks~ risks/says*~ risks/raised_by~ risks/on~
        mandatory mandatory.reason*~ mandatory.because*~ mandatory.on*~
        override~ override.above*~ override.reason*~ override.because*~ override.by*~ override.on*~ override.until~
        release release.on* release.stage release.version release.url
        outcome outcome.measured_on* outcome.result outcome.reach outcome.impact outcome.effort outcome.says
        cancelled cancelled.because* cancelled.on*
        imported_from~ imported_from.system*~ imported_from.id*~ formerly visibility
    """,
    "decision": """
        verdict* decided_on* decided_by* because reason
        alternatives alternatives/title* alternatives/how* alternatives/url no_alternative
        revisit_on revisit_when final duplicate_of questions answer_by
        note~ informed~ informed/who*~ informed/on*~ informed/how~
    """,
    "plan": """
        product* notice repository public_shows publish_requests propose propose.by propose.email
        reach* reach.unit* reach.period* effort effort.unit effort.minimum impact impact/ confidence confidence/
        evidence_caps evidence_caps.opinion evidence_caps.plan evidence_caps.anecdotal evidence_caps.market_data
        evidence_caps.user_research evidence_caps.usage_data evidence_caps.experiment evidence_caps.launch_data
        objectives objectives/id* objectives/title* objectives/metric objectives/target objectives/until
        areas areas/id* areas/title* areas/owner segments segments/id* segments/title*
        capacity capacity/period* capacity/effort* capacity/area capacity/held_back
        promises promises.since promises.decide_within_days promises.rescore_after_days
        promises.measure_after_days promises.smallest_group
    """,
    "accounts": """
        /~ /.name*~ /.segment~ /.annual_revenue~ /.revenue_band~ /.owner~ /.also_known_as~ /.common_word~
    """,
}

#: The words of every closed list, in the order in which they are offered.
WORDS = {
    "request visibility": "public internal",
    "ask importance": "nice_to_have important must_have",
    "ask stage": "prospect customer renewal",
    "item status": "candidate planned in_progress shipped cancelled",
    "item horizon": "now next later",
    "item evidence/kind": "opinion plan anecdotal market_data user_research usage_data experiment launch_data",
    "item mandatory.reason": "regulatory contractual security dependency",
    "item override.reason": "dependency table_stakes strategic_bet",
    "item release.stage": "beta general",
    "item outcome.result": "better as_expected worse",
    "decision verdict": "accepted declined deferred already_possible duplicate needs_info withdrawn",
    "decision reason": "low_reach off_strategy out_of_scope technical_constraint security_or_compliance "
    "cost_exceeds_value single_customer superseded below_capacity_line needs_evidence no_owner",
    "plan repository": "private public",
    "plan publish_requests": "at_once when_answered",
    "plan effort.unit": "person_months person_weeks person_days",
}

#: What holds where nothing is written.
DEFAULTS = {
    "request visibility": "public",
    "item visibility": "public",
    "item release.stage": "general",
    "plan repository": "private",
    "plan public_shows": ["roadmap", "answers", "scores"],
    "plan publish_requests": "at_once",
    "plan effort.unit": "person_months",
    "plan impact": {"massive": 3, "high": 2, "medium": 1, "low": Decimal("0.5"), "minimal": Decimal("0.25")},
    "plan confidence": {"high": 100, "medium": 80, "low": 50, "moonshot": 20},
    "plan promises.smallest_group": 3,
}

Property = tuple[str, Mapping[str, Any], str, bool]


def resolved(kind: str, schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a schema with a reference inside its file followed; references to other files stay."""
    name = schema.get("$ref", "")
    return {**SCHEMAS[kind]["$defs"][name.removeprefix("#/$defs/")], **schema} if name.startswith("#") else schema


def properties(kind: str, schema: Mapping[str, Any], path: str = "", at: str = "#") -> Iterator[Property]:
    """Yield the path, the schema, the JSON pointer and the need of every property at every depth."""
    schema = resolved(kind, schema)
    dot = "." if path else ""
    for key, below in schema.get("properties", {}).items():
        place = f"{at}/properties/{key}"
        yield f"{path}{dot}{key}", below, place, key in schema.get("required", ())
        yield from properties(kind, below, f"{path}{dot}{key}", place)
    for keyword in ("items", "additionalProperties"):
        below = schema.get(keyword)
        if isinstance(below, Mapping):
            place = f"{at}/{keyword}"
            if keyword == "additionalProperties":
                yield f"{path}/", below, place, False
                yield from properties(kind, below, f"{path}/", place)
            else:
                # Keys inside an entry follow the slash at once.
                for inner, found, where, required in properties(kind, below, "", place):
                    yield f"{path}/{inner}", found, where, required


ALL = [(kind, *found) for kind in KINDS for found in properties(kind, SCHEMAS[kind])]
EVERY_PROPERTY = pytest.mark.parametrize(("kind", "path", "schema", "at"), [row[:4] for row in ALL])


def accepts(kind: str, at: str, value: object) -> bool:
    """Return whether the part of a schema that a pointer names accepts a value."""
    part = {"$ref": f"{kind}.schema.json{at}"}
    return Draft202012Validator(part, registry=REGISTRY, format_checker=FormatChecker(["date"])).is_valid(value)


def nodes(value: object) -> Iterator[Mapping[str, Any]]:
    """Yield every mapping in a piece of JSON."""
    if isinstance(value, Mapping):
        yield value
        for below in value.values():
            yield from nodes(below)
    elif isinstance(value, list):
        for below in value:
            yield from nodes(below)


PATTERNS = sorted({node["pattern"] for node in nodes(SCHEMAS) if isinstance(node.get("pattern"), str)})


@pytest.mark.parametrize("kind", KINDS)
def test_every_schema_is_valid(kind: str) -> None:
    """Each file is JSON Schema, Draft 2020-12, and is named by its file."""
    schema = SCHEMAS[kind]
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"{kind}.schema.json"


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_the_one_people_were_told(kind: str) -> None:
    """Names, needs and visibility are exactly those that people were told; none is missing and none added."""
    found = [
        f"{path}{'*' if required else ''}{'~' if schema['x-visibility'] == 'internal' else ''}"
        for this, path, schema, _, required in ALL
        if this == kind
    ]
    assert found == KEYS[kind].split()


@pytest.mark.parametrize("key", WORDS)
def test_every_word_is_the_one_people_were_told(key: str) -> None:
    """A closed list holds exactly the words that people were told."""
    kind, path = key.split()
    schema = next(schema for this, where, schema, _, _ in ALL if (this, where) == (kind, path))
    assert resolved(kind, schema)["enum"] == WORDS[key].split()


def test_every_default_is_the_one_people_were_told() -> None:
    """What holds where nothing is written is said, and is accepted when written."""
    found = {f"{kind} {path}": schema["default"] for kind, path, schema, _, _ in ALL if "default" in schema}
    assert found == DEFAULTS
    assert [
        path for kind, path, schema, at, _ in ALL if "default" in schema and not accepts(kind, at, schema["default"])
    ] == []


@EVERY_PROPERTY
def test_every_property_explains_itself(kind: str, path: str, schema: Mapping[str, Any], at: str) -> None:
    """Each has a title, a sentence, examples that are right, and says who may see it."""
    assert schema["title"]
    assert schema["description"].endswith("."), path
    assert schema["x-visibility"] in {"public", "internal"}
    assert schema["examples"]
    assert [example for example in schema["examples"] if not accepts(kind, at, example)] == []


@EVERY_PROPERTY
def test_internal_spreads_downward(kind: str, path: str, schema: Mapping[str, Any], at: str) -> None:
    """Nothing below something internal is public."""
    if schema["x-visibility"] == "internal":
        inner = [where for where, below, *_ in properties(kind, schema) if below["x-visibility"] != "internal"]
        assert inner == [], f"{path} at {at}"


def test_what_is_internal_as_a_whole_has_no_public_key() -> None:
    """An ask, in its own file or in a request, and the accounts are for colleagues only."""
    assert SCHEMAS["request"]["properties"]["asks"]["items"] == {"$ref": "ask.schema.json"}
    assert SCHEMAS["ask"]["x-visibility"] == SCHEMAS["accounts"]["x-visibility"] == "internal"


@pytest.mark.parametrize("kind", KINDS)
def test_no_mapping_takes_unknown_keys(kind: str) -> None:
    """Wherever keys are named, no other key is accepted."""
    values = [("", SCHEMAS[kind]), *((path, resolved(kind, schema)) for this, path, schema, *_ in ALL if this == kind)]
    values += [(f"{path}/", schema["items"]) for path, schema in values if isinstance(schema.get("items"), Mapping)]
    named = [(path, schema) for path, schema in values if "properties" in schema]
    assert named or kind == "accounts"
    assert [path for path, schema in named if schema["additionalProperties"] is not False] == []


def test_definitions_of_one_name_are_equal() -> None:
    """A date is the same in every file."""
    seen: dict[str, object] = {}
    for schema in SCHEMAS.values():
        for name, definition in schema.get("$defs", {}).items():
            assert seen.setdefault(name, definition) == definition, name


@pytest.mark.parametrize("pattern", PATTERNS)
def test_every_pattern_means_the_same_everywhere(pattern: str) -> None:
    r"""No `\d`, `\w`, `\b` or `$`, which Python and JavaScript read differently; an end is written out."""
    assert not re.search(r"\\[dDwWbB]|\$", pattern)
    assert pattern == r"\S" or (pattern.startswith("^") and pattern.endswith(r"(?![\s\S])"))


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize(
    "piece", ["a", "a-", "-", " ", "1", "1.", "A", "~ ", "@", "a@", "_", "\n", "https://", "é", "%"]
)
def test_every_pattern_is_linear(pattern: str, piece: str) -> None:
    """Fifty thousand characters chosen to hurt are answered within 50 milliseconds."""
    for text in (piece * (50_000 // len(piece)), "a" + piece * (50_000 // len(piece)) + "!\n"):
        assert min(_seconds(pattern, text) for _ in range(3)) < 0.05


def _seconds(pattern: str, text: str) -> float:
    start = time.process_time()
    re.search(pattern, text)
    return time.process_time() - start


def test_editors_know_every_schema() -> None:
    """The settings name each schema, and the folder whose files it describes."""
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert settings["yaml.schemas"] == {
        "./schema/request.schema.json": "requests/*.yaml",
        "./schema/ask.schema.json": "requests/asks/*/*.yaml",
        "./schema/item.schema.json": "roadmap/items/*.yaml",
        "./schema/decision.schema.json": "roadmap/decisions/*.yaml",
        "./schema/plan.schema.json": "roadmap/plan.yaml",
        "./schema/accounts.schema.json": "roadmap/accounts.yaml",
    }
