"""Pages that were printed before: found only where nothing that they show has changed, whatever was edited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rice_roadmap.checking.inspection import Inspection, inspect
from rice_roadmap.model.audience import Audience
from rice_roadmap.model.item import ItemStatus
from rice_roadmap.publish.addresses import Links
from rice_roadmap.publish.forges import Forge
from rice_roadmap.publish.layout import lay_out, site_for
from rice_roadmap.publish.made_of import Fingerprints
from rice_roadmap.publish.templating import Templates
from rice_roadmap.text.writing import write
from tests.full import FILES as FULL
from tests.memory import Memory
from tests.publish.laid_out import TODAY
from tests.publish.test_public_bytes import data_of

TEMPLATES = Templates.load()
FORGE = Forge(name="A forge", pattern="https://forge.example/new?file={path}&text={content}")


@dataclass(frozen=True, kw_only=True, slots=True)
class State:
    """All that a site follows from."""

    files: Mapping[str, Any]
    today: date = TODAY
    audience: Audience = Audience.PUBLIC
    url: str = "https://example.com/roadmap/"
    forge: Forge | None = FORGE
    directory_urls: bool = True


@dataclass
class Kept:
    """A shelf in memory, which counts what it was asked for and had."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    found: int = 0

    def find(self, name: str) -> list[str] | None:
        """Return what is kept under a name."""
        self.found += name in self.texts
        return self.texts.get(name)

    def keep(self, name: str, texts: list[str]) -> None:
        """Keep texts under a name."""
        self.texts[name] = texts


def inspected(state: State) -> Inspection:
    """Return what the files of a state mean."""
    return inspect(Memory({path: write(data, schema="x") for path, data in state.files.items()}))


def pages(state: State, shelf: Kept | None = None) -> dict[str, tuple[str, str]]:
    """Return what every page says."""
    site = site_for(
        state.audience,
        inspected(state).portfolio,
        today=state.today,
        templates=TEMPLATES,
        links=Links(directory_urls=state.directory_urls),
        url=state.url,
        forge=state.forge,
        shelf=shelf,
    )
    printed = ((page.address, page.prints()) for page in lay_out(site))
    return {address: (said.body, said.description) for address, said in printed}


def places(value: Any, way: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the way to every value inside a value."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, below in inside:
        yield (*way, key)
        yield from places(below, (*way, key))


@st.composite
def edits(draw: st.DrawFn, state: State) -> State:
    """One edit: of a value of a file, of a whole file, of the day, or of how the site is built."""
    kind = draw(st.sampled_from(["value"] * 12 + ["file", "day", "audience", "url", "forge", "links"]))
    if kind == "day":
        return replace(state, today=state.today + timedelta(days=draw(st.integers(-400, 400))))
    if kind == "audience":
        return replace(state, audience=draw(st.sampled_from(Audience)))
    if kind == "url":
        return replace(state, url=draw(st.sampled_from(["", "https://example.org/x/", state.url])))
    if kind == "forge":
        return replace(state, forge=draw(st.sampled_from([None, FORGE])))
    if kind == "links":
        return replace(state, directory_urls=draw(st.booleans()))
    files = _copied(state.files)
    path = draw(st.sampled_from(sorted(files)))
    if kind == "file":
        del files[path]
        return replace(state, files=files)
    ways = [*places(files[path])]
    if ways:
        _change(draw, files[path], draw(st.sampled_from(ways)))
    return replace(state, files=files)


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(below) for key, below in value.items()}
    return [_copied(below) for below in value] if isinstance(value, list) else value


def _change(draw: st.DrawFn, data: Any, way: tuple[str | int, ...]) -> None:
    for step in way[:-1]:
        data = data[step]
    value = data[way[-1]]
    if draw(st.integers(0, 5)) == 0:
        del data[way[-1]]
    elif isinstance(value, bool):
        data[way[-1]] = not value
    elif isinstance(value, int):
        data[way[-1]] = value + draw(st.sampled_from([1, -1, 10]))
    elif isinstance(value, str):
        data[way[-1]] = draw(st.sampled_from([f"{value} more", "other", "2026-11-01", "shipped", "candidate", "high"]))
    elif isinstance(value, list):
        data[way[-1]] = value[::-1]


@given(st.data())
@settings(max_examples=12, deadline=None)
def test_a_page_that_was_kept_is_what_would_be_printed_anew(data: st.DataObject) -> None:
    """After any edits, one after the other, in any order, no page is out of date."""
    shelf = Kept()
    state = State(files=data_of(FULL), audience=data.draw(st.sampled_from(Audience)))
    for _ in range(6):
        assert pages(state, shelf) == pages(state)
        edited = data.draw(edits(state))
        state = state if inspected(edited).has_errors else edited


def test_what_stays_the_same_is_found_and_what_changes_is_not() -> None:
    """One request edited, only its page and those that name it are printed anew."""
    shelf = Kept()
    state = State(files=data_of(FULL))
    pages(state, shelf)
    kept = len(shelf.texts)
    assert kept > 3
    assert shelf.found == 0
    pages(state, shelf)
    assert shelf.found == kept
    files = _copied(state.files)
    files["requests/export.yaml"]["workaround"] = "By hand, at night."
    pages(replace(state, files=files), shelf)
    assert 0 < len(shelf.texts) - kept <= kept / 2


def test_what_stands_beside_a_request_may_change_by_another_answer() -> None:
    """An item is no longer considered once the last of its requests is declined: the page of the first says so."""
    asked = {"title": "x", "need": "x", "potential_impact": "x"}
    no = {"verdict": "declined", "decided_on": "2026-10-01", "decided_by": "x", "reason": "cost_exceeds_value"}
    no |= {"because": "x", "no_alternative": "None is known.", "revisit_when": "x"}
    item = {"title": "x", "summary": "x", "status": "candidate", "answers": ["one", "two"]}
    plan = {"product": "x", "reach": {"unit": "customers", "period": "quarter"}}
    files = {"roadmap/plan.yaml": plan, "roadmap/items/both.yaml": item, "roadmap/decisions/one.yaml": no}
    files |= {f"requests/{name}.yaml": asked for name in ("one", "two")}
    state, shelf = State(files=files), Kept()
    before = pages(state, shelf)["requests/one"]
    answered = replace(state, files={**files, "roadmap/decisions/two.yaml": no})
    assert pages(answered, shelf)["requests/one"] == pages(answered)["requests/one"] != before


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """Two values."""

    one: object
    two: object = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Single:
    """One value."""

    one: object


DIFFERENT: tuple[object, ...] = (
    *(None, True, 1, "1", "", "None", Fraction(1), Fraction(1, 2), date(2026, 1, 1), "2026-01-01", ItemStatus.SHIPPED),
    *((), ("",), ("", ""), (("a",), "b"), ("a", ("b",)), ("a,b",), ("a", "b"), {"a": "b"}, {"a": None, "b": None}),
    *(frozenset(), frozenset({"a"}), Pair(one=1), Pair(one=1, two=2), Pair(one=(1, 2)), Single(one=1)),
)


def test_no_two_different_values_have_one_fingerprint() -> None:
    """However alike they look when they are written down."""
    assert len({Fingerprints().of(value) for value in DIFFERENT}) == len(DIFFERENT)
    assert len({Fingerprints(Pair, Single).of(value) for value in DIFFERENT}) == len(DIFFERENT)


def test_the_same_values_have_one_fingerprint_in_every_run() -> None:
    """A set has no order of its own, and a text may be another object in another run."""
    names = [f"name {number}" for number in range(20)]
    one, other = frozenset(names), frozenset("".join(list(name)) for name in reversed(names))
    assert Fingerprints().of(one, Pair(one=one)) == Fingerprints().of(other, Pair(one=other))


def test_a_value_that_does_not_say_what_it_is_made_of_has_no_fingerprint() -> None:
    """An object of which only its place in memory is known would be taken for another one."""
    with pytest.raises(TypeError, match="does not say what it is made of"):
        Fingerprints().of(Pair(one=object()))
