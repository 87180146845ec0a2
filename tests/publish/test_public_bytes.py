"""The public site is the site of the public portfolio alone: nothing internal moves a single byte of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from rice_roadmap.checking.inspection import inspect
from rice_roadmap.publish.confidential import records
from rice_roadmap.publish.layout import data_files, lay_out
from rice_roadmap.publish.page import Page, Printed
from rice_roadmap.publish.site import Site
from rice_roadmap.text.document import Data, Pointer
from rice_roadmap.text.shape import Kind, property_at
from rice_roadmap.text.writing import write
from tests.full import FILES as FULL
from tests.memory import Memory
from tests.publish.laid_out import site_of

#: The full roadmap with capacity for all, and with a group too large for the asks below to name a segment.
FILES = {
    **FULL,
    "roadmap/plan.yaml": FULL["roadmap/plan.yaml"]
    .replace("    area: sharing\n    held_back: 2", "    held_back: 2")
    .replace("smallest_group: 1", "smallest_group: 9"),
}
RANKED = {"reach": 90000, "impact": "large", "confidence": "sure", "effort": 1}
WORDS = st.text("abc xyz äß", min_size=1, max_size=12).map(lambda text: f"Kept among us: {text.strip()}.")

Files = dict[str, dict[str, Any]]


def bytes_of(files: Mapping[str, str]) -> dict[str, str]:
    """Return everything that the public site is made of, by its address."""
    site = site_of(files)
    return {
        **{page.address: f"{page.title}\n{said.description}\n{said.body}" for page, said in printed(site)},
        **{file.address: file.text for file in data_files(site)},
    }


def printed(site: Site) -> Iterator[tuple[Page, Printed]]:
    """Yield every page with what it says."""
    yield from ((page, page.prints()) for page in lay_out(site))


def data_of(files: Mapping[str, str]) -> Files:
    """Return what the files say."""
    return {record.filed.path: dict(record.document.data) for record in records(Memory(files))}


def without_internal(kind: Kind, pointer: Pointer, value: Data) -> Data:
    """Return a value without any internal key that its record does not require."""
    if isinstance(value, list):
        return [without_internal(kind, (*pointer, at), below) for at, below in enumerate(value)]
    if not isinstance(value, dict):
        return value
    kept: dict[str, Data] = {}
    for key, below in value.items():
        found = property_at(kind, (*pointer, key))
        # A request needs it unless it was imported, which no list of required keys can say.
        if found is None or not found.is_internal or found.is_required or key == "potential_impact":
            kept[key] = without_internal(kind, (*pointer, key), below)
    return kept


def bare() -> dict[str, str]:
    """Return the roadmap with nothing internal in it but what a record cannot do without."""
    found = {}
    for record in records(Memory(FILES)):
        kind, data = record.filed.kind, record.document.data
        if kind not in {Kind.ASK, Kind.ACCOUNTS} and data.get("visibility") != "internal":
            kept = without_internal(kind, (), data)
            assert isinstance(kept, dict)
            found[record.filed.path] = write(kept, schema="x")
    return found


BARE = bare()


@st.composite
def internal_items(draw: st.DrawFn) -> dict[str, Any]:
    """An internal item that would be first, run, or be committed, if the public knew of it."""
    status = draw(st.sampled_from(["candidate", "planned", "in_progress", "shipped"]))
    item: dict[str, Any] = {"title": draw(WORDS), "summary": draw(WORDS), "status": status, "visibility": "internal"}
    item["rice"] = {**RANKED, "effort": draw(st.sampled_from([Decimal("0.5"), 3, 12]))}
    item["evidence"] = [{"kind": "usage_data", "says": draw(WORDS)}]
    item |= {"area": "sharing", "objective": "fewer-calls"} if draw(st.booleans()) else {}
    item |= {"answers": ["export"], "depends_on": ["import"]} if draw(st.booleans()) else {}
    if status == "shipped":
        item["release"] = {"on": "2026-09-01"}
        item["outcome"] = {"measured_on": "2026-11-01", "result": "worse", "reach": 1, "effort": 90}
    elif draw(st.booleans()):
        item["mandatory"] = {"reason": "security", "because": draw(WORDS), "on": "2027-01-31"}
        item["target"] = "2027-Q1"
    return item


@st.composite
def with_what_is_internal(draw: st.DrawFn) -> dict[str, str]:
    """The bare roadmap with internal records beside it and internal fields in it."""
    files = data_of(BARE)
    for number in range(draw(st.integers(0, 3))):
        files[f"roadmap/items/kept-{number}.yaml"] = draw(internal_items())
        if draw(st.booleans()):
            files["roadmap/items/unscored.yaml"].setdefault("depends_on", []).append(f"kept-{number}")
    for number in range(draw(st.integers(0, 2))):
        request = {"title": draw(WORDS), "need": draw(WORDS), "potential_impact": draw(WORDS), "visibility": "internal"}
        files[f"requests/kept-{number}.yaml"] = request
        if draw(st.booleans()):
            answer = {"verdict": "accepted", "decided_on": "2026-11-01", "decided_by": draw(WORDS)}
            files[f"roadmap/decisions/kept-{number}.yaml"] = answer
        if draw(st.booleans()):
            files["roadmap/items/spreadsheet.yaml"].setdefault("answers", []).append(f"kept-{number}")
    if draw(st.booleans()):
        files["roadmap/accounts.yaml"] = {"one": {"name": draw(WORDS), "annual_revenue": draw(st.integers(1, 10**7))}}
    for number in range(draw(st.integers(0, 3))):
        request = draw(st.sampled_from(["export", "dark-mode", "question"]))
        ask = {"account": draw(WORDS), "importance": "must_have", "says": draw(WORDS), "deal": draw(st.integers(1, 9))}
        files[f"requests/asks/{request}/ask-{number}.yaml"] = {**ask, "on": "2026-11-20"}
    _fill_in(draw, files)
    return {path: write(data, schema="x") for path, data in files.items()}


def _fill_in(draw: st.DrawFn, files: Files) -> None:
    """Write internal fields into public records."""
    request, item = files["requests/export.yaml"], files["roadmap/items/spreadsheet.yaml"]
    request["potential_impact"] = draw(WORDS)
    request["evidence"][0]["says"] = draw(WORDS)
    if draw(st.booleans()):
        request |= {"requested_by": draw(WORDS), "links": ["https://example.com/kept"]}
        item |= {"scored_by": draw(WORDS), "risks": [{"says": draw(WORDS)}]}
        item["rice"]["reach"]["source"] = draw(WORDS)
    if draw(st.booleans()):
        files["roadmap/decisions/dark-mode.yaml"] |= {"note": draw(WORDS), "informed": [{"who": draw(WORDS)}]}
        files["roadmap/decisions/dark-mode.yaml"]["informed"][0]["on"] = "2026-11-01"
    if draw(st.booleans()):
        reason = {"reason": "strategic_bet", "because": draw(WORDS), "by": draw(WORDS), "on": "2026-11-01"}
        files["roadmap/items/import.yaml"]["override"] = {"above": "spreadsheet", **reason}


PUBLIC = bytes_of(BARE)


@settings(max_examples=20)
@given(with_what_is_internal())
def test_nothing_internal_changes_a_byte_of_the_public_site(files: dict[str, str]) -> None:
    """Whatever internal records and fields a roadmap has, its public pages and data are those of one without them."""
    assert not inspect(Memory(files)).has_errors
    found = bytes_of(files)
    assert {address for address in found.keys() | PUBLIC.keys() if found.get(address) != PUBLIC.get(address)} == set()


def test_a_public_word_does_change_it() -> None:
    """The comparison can fail: one public word is another byte."""
    changed = {**BARE, "requests/theme.yaml": BARE["requests/theme.yaml"].replace("The same.", "Much the same.")}
    assert bytes_of(changed) != PUBLIC
