"""What a change does to the roadmap: laws over roadmaps that Hypothesis makes, and facts on small ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rice_roadmap.checking.inspection import Inspection, inspect
from rice_roadmap.history import fields as compared
from rice_roadmap.history import plan_changes
from rice_roadmap.history.changes import (
    Cause,
    Counts,
    Crowd,
    Difference,
    Fit,
    FitChange,
    Ids,
    Move,
    Others,
    Outside,
    Place,
    Room,
    Side,
)
from rice_roadmap.history.difference import difference
from rice_roadmap.history.similar import MOST_NEW, similar_requests
from rice_roadmap.model.audience import Audience
from rice_roadmap.model.decision import KEYS_OF_VERDICTS, Decision, PublicDecision
from rice_roadmap.model.item import Item, PublicItem
from rice_roadmap.model.plan import Plan
from rice_roadmap.model.request import PublicRequest, Request
from rice_roadmap.ranking.order import Ranking
from rice_roadmap.ranking.outlook import outlook
from rice_roadmap.ranking.sets import Line
from rice_roadmap.text.problem import Code
from tests.history.roadmaps import SECRET, TODAY, Files, changes, effect, memory, roadmaps
from tests.memory import Memory

AUDIENCES = st.sampled_from(tuple(Audience))

PLAN = "product: Example\nreach: {unit: customers, period: quarter}\nimpact: any\nconfidence: any\n"


def request(title: str = "A need", **more: str) -> str:
    """Return the file of a request."""
    written = {"title": title, "need": title, "potential_impact": "Much.", **more}
    return "".join(f"{key}: {value}\n" for key, value in written.items())


def item(reach: int | None = None, **more: str) -> str:
    """Return the file of an item; with a reach it is scored, and its reach is its score."""
    rice = {} if reach is None else {"rice": f"{{reach: {reach}, impact: 1, confidence: 100%, effort: 1}}"}
    written = {"title": "A feature", "summary": "It helps.", "status": "candidate", **rice, **more}
    return "".join(f"{key}: {value}\n" for key, value in written.items())


def look(files: Mapping[str, str]) -> Inspection:
    """Return what files mean; the plan is there unless they give one."""
    return inspect(memory({"roadmap/plan.yaml": PLAN, **files}))


def changed(before: Mapping[str, str], after: Mapping[str, str], audience: Audience = Audience.INTERNAL) -> Difference:
    """Return what a change does."""
    return difference(look(before), look(after), audience)


def items(**reaches: int) -> dict[str, str]:
    """Return items by their reaches, which are their scores."""
    return {f"roadmap/items/{name}.yaml": item(reach) for name, reach in reaches.items()}


# Laws

# Each example inspects two whole roadmaps.
FEW = settings(max_examples=30)


@FEW
@given(change=changes(), audience=AUDIENCES)
def test_taking_a_change_back_mirrors_it(change: tuple[Files, Files], audience: Audience) -> None:
    """What B does to A is what A does to B, with old and new exchanged."""
    before, after = change
    assert effect(before, after, audience).mirrored() == effect(after, before, audience)


@FEW
@given(files=roadmaps(), audience=AUDIENCES)
def test_a_roadmap_is_no_different_from_itself(files: Files, audience: Audience) -> None:
    """Without a change nothing is reported."""
    assert effect(files, files, audience).is_empty


@FEW
@given(change=changes(), audience=AUDIENCES)
def test_every_rank_that_is_another_is_explained(change: tuple[Files, Files], audience: Audience) -> None:
    """An item whose score stayed sank by as many as came above it, less those that went from there."""
    before, after = change
    found = effect(before, after, audience)
    for moved in found.ranks:
        if moved.cause is Cause.OTHERS and isinstance(moved.before, Place) and isinstance(moved.after, Place):
            others = moved.others
            came, went = others.entered.count + others.rose.count, others.left.count + others.fell.count
            assert moved.after.rank - moved.before.rank == came - went != 0
    if found.before.ranking is not None and found.after.ranking is not None:
        told = {(moved.ids.before, moved.ids.after) for moved in found.ranks}
        old, new = places(found.before.ranking), places(found.after.ranking)
        assert {(name, name) for name in old.keys() & new.keys() if old[name] != new[name]} <= told


def places(ranking: Ranking) -> dict[str, Place]:
    """Return rank and score of every item."""
    return {row.item.id: Place(rank=row.rank, score=row.estimates.score) for row in ranking.rows}


@FEW
@given(files=roadmaps())
def test_for_the_public_nothing_happens_where_only_internal_words_change(files: Files) -> None:
    """The public difference is computed as if internal fields had never been written."""
    others = {path: text.replace(f'"{SECRET}"', f'"{SECRET} and more"') for path, text in files.items()}
    assert effect(files, others, Audience.PUBLIC).is_empty


@FEW
@given(change=changes(), audience=AUDIENCES)
def test_who_falls_out_and_who_comes_in_is_what_the_ranking_says(
    change: tuple[Files, Files], audience: Audience
) -> None:
    """Told are exactly the items that have another line beside the same quarter's capacity."""
    found = effect(*change, audience)
    if found.before.period is not None and found.before.period == found.after.period:
        old, new = (lines(side, audience) for side in (found.before, found.after))
        names = {name for name in old.keys() & new.keys() if old[name] is not new[name]}
        kept = [moved for moved in found.fits if moved.ids.before == moved.ids.after]
        assert names == {moved.ids.current for moved in kept if {moved.before.outside, moved.after.outside} == {None}}
        assert all(moved.before.line is not moved.after.line for moved in found.fits)
    else:
        assert found.fits == ()


def lines(side: Side, audience: Audience) -> Mapping[str, Line | None]:
    """Return the line of every row as the ranking has it."""
    fits = outlook(side.portfolio, today=TODAY, audience=audience).fits
    assert fits is not None
    return fits.lines


# What is compared


def first_words(names: Mapping[str, object]) -> set[str]:
    """Return the first part of each dotted name."""
    return {name.split(".")[0] for name in names}


@pytest.mark.parametrize(
    ("kind", "table", "apart"),
    [
        # The path means nothing, `formerly` only remembers, and asks are counted.
        (PublicRequest, {**compared.REQUEST.facts, **compared.REQUEST.texts}, {"id", "path", "formerly"}),
        (Request, compared.REQUEST.internal, {"public", "asks"}),
        (PublicItem, {**compared.ITEM.facts, **compared.ITEM.texts}, {"id", "path", "formerly"}),
        (Item, compared.ITEM.internal, {"public"}),
        (PublicDecision, {**compared.DECISION.facts, **compared.DECISION.texts}, {"request", "path", "answer"}),
        (Decision, compared.DECISION.internal, {"public"}),
        (Plan, dict.fromkeys((*plan_changes.KEYS, "notice")), set()),
    ],
)
def test_every_field_is_compared(kind: type, table: Mapping[str, object], apart: set[str]) -> None:
    """A field that the model gains is a field that changes."""
    names = {field.name for field in fields(kind)}
    assert names - apart <= first_words(table)


def test_every_key_of_an_answer_is_compared() -> None:
    """Whatever a verdict needs is a fact or a text of the answer."""
    assert KEYS_OF_VERDICTS.keys() <= compared.DECISION.facts.keys() | compared.DECISION.texts.keys()


def test_comments_order_and_subfolders_mean_nothing() -> None:
    """A file that is moved or rewritten to say the same changes nothing."""
    before = {"requests/a.yaml": request(), "roadmap/items/b.yaml": item(5, answers="[a]")}
    after = {"requests/2027/a.yaml": f"# a comment\n{request()}", "roadmap/items/b.yaml": item(5, answers="\n- a")}
    assert changed(before, after).is_empty


def test_writing_out_what_a_status_implies_changes_nothing() -> None:
    """What is planned stands under next, whether or not the file says so."""
    before = {"roadmap/items/a.yaml": item(status="planned")}
    assert changed(before, {"roadmap/items/a.yaml": item(status="planned", horizon="next")}).is_empty


def test_an_internal_text_is_named_and_not_shown() -> None:
    """That the impact was edited may be known to colleagues; what it says stands in the file."""
    before, after = {"requests/a.yaml": request()}, {"requests/a.yaml": request(potential_impact="Two renewals.")}
    (change,) = changed(before, after).requests
    assert change.moved == ()
    assert change.edited == ("potential_impact",)
    assert changed(before, after, Audience.PUBLIC).is_empty


# Renames


RENAMED = {
    "requests/new.yaml": request(formerly="[old]"),
    "requests/asks/new/one.yaml": "says: We need it.\n",
    "roadmap/decisions/new.yaml": "verdict: accepted\ndecided_on: 2027-01-01\ndecided_by: Product\n",
    "roadmap/decisions/other.yaml": (
        "verdict: duplicate\nduplicate_of: new\ndecided_on: 2027-01-01\ndecided_by: Product\n"
    ),
    "requests/other.yaml": request("Another"),
    "roadmap/items/b.yaml": item(5, answers="[new]"),
}


def test_a_rename_is_followed_by_everything_that_points_at_it() -> None:
    """Ask, answer, duplicate and item go with their request: the rename is all that is reported."""
    before = {path.replace("new", "old"): text.replace("new", "old") for path, text in RENAMED.items()}
    before["requests/old.yaml"] = request()
    found = changed(before, RENAMED)
    assert [change.ids for change in found.requests] == [Ids(before="old", after="new")]
    assert not found.requests[0].is_edited
    assert not any((found.asks, found.answers, found.statuses, found.items, found.ranks, found.introduced))


def test_of_two_requests_made_one_the_first_was_renamed() -> None:
    """The others are gone; their addresses lead to the one that is left."""
    before = {"requests/a.yaml": request(), "requests/b.yaml": request()}
    found = changed(before, {"requests/c.yaml": request(formerly="[b, a]")})
    assert [change.ids for change in found.requests] == [Ids(before="a", after="c"), Ids(before="b", after=None)]


def test_without_formerly_a_rename_is_a_removal_and_a_new_request() -> None:
    """Nobody can know that the two are one."""
    found = changed({"requests/a.yaml": request()}, {"requests/b.yaml": request()})
    assert [change.ids for change in found.requests] == [Ids(before="a", after=None), Ids(before=None, after="b")]


# Asks


@pytest.mark.parametrize(
    ("before", "after", "counts"),
    [
        ({}, {"x": "says: We need it."}, Counts(added=1)),
        ({"x": "says: We need it."}, {}, Counts(removed=1)),
        ({"x": "says: We need it."}, {"x": "says: We need it now."}, Counts(edited=1)),
        ({"x": "says: We need it."}, {"y": "says: They need it."}, Counts(added=1, removed=1)),
        ({"x": "says: We need it."}, {"y": "says: We need it."}, Counts()),
    ],
)
def test_asks_are_counted(before: Mapping[str, str], after: Mapping[str, str], counts: Counts) -> None:
    """How many came, went and were edited is all that is known of asks; a file that is only renamed is the same ask."""
    old, new = (
        {"requests/a.yaml": request()} | {f"requests/asks/a/{name}.yaml": f"{text}\n" for name, text in files.items()}
        for files in (before, after)
    )
    assert [change.counts for change in changed(old, new).asks] == ([counts] if counts else [])


def test_asks_within_a_request_are_counted_too() -> None:
    """Those who asked first stand in the request itself, without names of their own."""
    before = {"requests/a.yaml": request(asks="[{says: One}, {says: Two}]")}
    after = {"requests/a.yaml": request(asks="[{says: Two}, {says: Three}, {says: Four}]")}
    (change,) = changed(before, after).asks
    assert change.counts == Counts(added=1, edited=1)


# Ranks


def test_an_item_that_is_passed_moves_because_of_others() -> None:
    """Its own score stayed; the one that rose past it is named."""
    found = changed(items(a=10, b=5), items(a=10, b=20))
    own, other = sorted(found.ranks, key=lambda change: change.cause is Cause.OTHERS)
    assert (own.ids.current, own.cause) == ("b", Cause.OWN)
    assert other.others.rose == Crowd(count=1, named=(Ids(before="b", after="b"),))


def test_an_item_whose_score_changes_is_reported_where_its_rank_stays() -> None:
    """That nothing moves is worth knowing."""
    (change,) = changed(items(a=10, b=5), items(a=12, b=5)).ranks
    assert change.before == Place(rank=1, score=Fraction(10))
    assert change.after == Place(rank=1, score=Fraction(12))


def test_what_leaves_the_ranking_says_why() -> None:
    """Shipping is its own change; whoever stood below moves because of others."""
    before = items(a=10, b=5)
    shipped = item(10, status="shipped", release="{on: 2027-01-01}")
    left, moved = changed(before, before | {"roadmap/items/a.yaml": shipped}).ranks
    assert (left.cause, left.after) == (Cause.LEFT, Outside.SHIPPED)
    assert moved.others.left.count == 1


@pytest.mark.parametrize(
    ("files", "outside"),
    [
        ({"roadmap/items/a.yaml": item()}, Outside.UNSCORED),
        (
            {"roadmap/items/a.yaml": item(5, status="cancelled", cancelled="{because: No., on: 2027-01-01}")},
            Outside.CANCELLED,
        ),
        (
            {"roadmap/items/a.yaml": item(5, mandatory="{reason: security, because: It must., on: 2027-01-01}")},
            Outside.COMMITTED,
        ),
        (
            {
                "requests/r.yaml": request(),
                "roadmap/items/a.yaml": item(5, answers="[r]"),
                "roadmap/decisions/r.yaml": (
                    "verdict: declined\nreason: low_reach\nbecause: No.\nno_alternative: None.\nfinal: true\n"
                    "decided_on: 2027-01-01\ndecided_by: Product\n"
                ),
            },
            Outside.DECLINED,
        ),
        ({}, Outside.ABSENT),
    ],
)
def test_what_enters_the_ranking_says_why_it_was_not_there(files: Mapping[str, str], outside: Outside) -> None:
    """Every reason to stand outside is told apart."""
    (change,) = changed(files, {"requests/r.yaml": request(), **items(a=5)}).ranks
    assert (change.cause, change.before) == (Cause.ENTERED, outside)


def test_many_others_are_counted_and_not_named() -> None:
    """A list that nobody reads is a number."""
    found = changed(items(z=1), items(z=1, a=2, b=3, c=4, d=5))
    sunk = next(change for change in found.ranks if change.cause is Cause.OTHERS)
    assert sunk.others.entered == Crowd(count=4, named=())


def test_an_equal_score_is_not_above() -> None:
    """Who enters with the same score shares the rank; only who stands above is told."""
    found = changed(items(a=10, b=5), items(a=10, b=5, c=5, d=7))
    sunk = next(change for change in found.ranks if change.cause is Cause.OTHERS)
    assert sunk.others.entered == Crowd(count=1, named=(Ids(before=None, after="d"),))


def test_what_stays_above_is_not_told() -> None:
    """An item with another score that was above and is above made nobody move."""
    found = changed(items(a=20, b=10, c=5), items(a=30, b=10, c=5, d=7))
    sunk = next(change for change in found.ranks if change.ids.current == "c")
    assert sunk.others == Others(entered=Crowd(count=1, named=(Ids(before=None, after="d"),)))


def test_a_scale_of_the_plan_changes_scores() -> None:
    """An item whose file did not change has another score because the plan says so: both are reported."""
    scored = item(rice="{reach: 10, impact: high, confidence: 100%, effort: 1}")
    plan = PLAN.replace("impact: any", "impact: {high: 2}")
    before = {"roadmap/plan.yaml": plan, "roadmap/items/a.yaml": scored}
    found = changed(before, before | {"roadmap/plan.yaml": plan.replace("2", "3")})
    assert found.plan.moved == (Move(field="impact.high", before=Fraction(2), after=Fraction(3)),)
    assert [move.field for change in found.items for move in change.moved] == ["rice.impact"]
    assert [change.cause for change in found.ranks] == [Cause.OWN]


# What fits


def room_for(effort: int) -> dict[str, str]:
    """Return a plan with so much effort in the quarter."""
    return {"roadmap/plan.yaml": f"{PLAN}capacity: [{{period: 2027-Q1, effort: {effort}}}]\n"}


def fits(before: Mapping[str, str], after: Mapping[str, str]) -> list[tuple[str, Line | None, Line | None]]:
    """Return each item that stands elsewhere, where it stood and where it stands."""
    return [(one.ids.current, one.before.line, one.after.line) for one in effect(before, after).fits]


def test_a_feature_that_rises_pushes_another_out() -> None:
    """Both are told, though the file of the one that falls out did not change."""
    before, after = room_for(1) | items(a=20, b=10), room_for(1) | items(a=20, b=30)
    assert fits(before, after) == [("a", Line.INSIDE, Line.OUTSIDE), ("b", Line.OUTSIDE, Line.INSIDE)]


def test_less_capacity_lets_features_fall_out() -> None:
    """What the quarter has left is told beside them."""
    before, after = room_for(2) | items(a=20, b=10), room_for(1) | items(a=20, b=10)
    assert fits(before, after) == [("b", Line.INSIDE, Line.OUTSIDE)]
    (room,) = effect(before, after).rooms
    assert (room.before, room.after) == tuple(
        Room(effort=Fraction(effort), held_back=Fraction(0), committed=Fraction(0)) for effort in (2, 1)
    )


def test_what_leaves_what_fits_says_why() -> None:
    """Work that has shipped takes no room, and has no rank."""
    shipped = {"roadmap/items/a.yaml": item(20, status="shipped", release="{on: 2027-01-02}")}
    (change,) = effect(room_for(1) | items(a=20), room_for(1) | shipped).fits
    inside, gone = Fit(line=Line.INSIDE, outside=None), Fit(line=None, outside=Outside.SHIPPED)
    assert change == FitChange(ids=Ids(before="a", after="a"), before=inside, after=gone)


def test_mandatory_work_is_committed_without_a_rank() -> None:
    """What must be done takes its room first, and so pushes others out."""
    must = {"roadmap/items/b.yaml": item(10, mandatory="{reason: security, because: It leaks., on: 2027-01-02}")}
    before, after = room_for(1) | items(a=20), room_for(1) | items(a=20) | must
    assert fits(before, after) == [("a", Line.INSIDE, Line.OUTSIDE), ("b", None, Line.COMMITTED)]


def test_different_quarters_are_not_compared() -> None:
    """Where the plan begins to give a capacity, nothing has fallen out of it or come in."""
    found = effect({"roadmap/plan.yaml": PLAN} | items(a=20), room_for(1) | items(a=20))
    assert found.fits == ()
    assert [(str(room.period), room.before is None) for room in found.rooms] == [("2027-Q1", True)]


def test_without_a_day_nothing_is_said_of_quarters() -> None:
    """Which quarter is the current one depends on the day."""
    found = changed(room_for(2) | items(a=20), room_for(0) | items(a=20))
    assert (found.fits, found.rooms) == ((), ())


def test_the_public_is_told_nothing_of_hidden_committed_work() -> None:
    """Neither the warning that a quarter is over-committed, which names what takes it, nor what it has left."""
    begun = item(10, status="in_progress")
    files = {"roadmap/items/a.yaml": item(20), "roadmap/items/hidden.yaml": f"{begun}visibility: internal\n"}
    more = files | {"roadmap/items/also-hidden.yaml": f"{begun}visibility: internal\n"}
    told = effect(room_for(1) | files, room_for(1) | more)
    assert [problem.code for problem in told.introduced.warnings] == [Code.OVER_COMMITTED]
    assert told.rooms
    assert effect(room_for(1) | files, room_for(1) | more, Audience.PUBLIC).is_empty


# What cannot be read


@pytest.mark.parametrize(
    "path", ["requests/a.yaml", "requests/asks/a/x.yaml", "roadmap/decisions/a.yaml", "roadmap/items/b.yaml"]
)
def test_a_broken_file_is_no_removal(path: str) -> None:
    """Its problem is reported and the file named; nothing beside it seems to move."""
    before = {
        "requests/a.yaml": request(),
        "requests/asks/a/x.yaml": "says: We need it.\n",
        "roadmap/decisions/a.yaml": "verdict: accepted\ndecided_on: 2027-01-01\ndecided_by: Product\n",
        "roadmap/items/b.yaml": item(9, answers="[a]"),
        "roadmap/items/c.yaml": item(5),
    }
    found = changed(before, before | {path: "title: [\n"})
    assert found.brings_errors
    assert found.introduced.unreadable == (path,)
    assert not any((found.requests, found.asks, found.answers, found.statuses, found.items, found.ranks))


def test_an_ask_that_lost_its_request_is_not_broken() -> None:
    """It is about nothing, which is an error of its own, but it can be read."""
    before = {"requests/a.yaml": request(), "requests/asks/a/x.yaml": "says: We need it.\n"}
    found = changed(before, {"requests/asks/a/x.yaml": "says: We need it.\n"})
    assert found.brings_errors
    assert found.introduced.unreadable == ()
    assert [change.counts for change in found.asks] == [Counts(removed=1)]


def test_accounts_that_cannot_be_read_are_no_removal() -> None:
    """The file is named, its customers are not counted as gone."""
    before = {"roadmap/accounts.yaml": "north: {name: North}\n"}
    found = changed(before, {"roadmap/accounts.yaml": "north: [\n"})
    assert found.introduced.unreadable == ("roadmap/accounts.yaml",)
    assert not found.accounts


def test_without_a_readable_plan_no_rank_is_compared() -> None:
    """Nobody knows what an estimate means without its scales, so nothing is said of it."""
    scored = item(rice="{reach: 10, impact: high, confidence: medium, effort: 1}")
    plan = "product: Example\nreach: {unit: customers, period: quarter}\n"
    before = {"roadmap/plan.yaml": plan, "roadmap/items/a.yaml": scored}
    found = changed(before, before | {"roadmap/plan.yaml": "product: [\n"})
    assert not found.compares_ranks
    assert found.introduced.unreadable == ("roadmap/plan.yaml",)
    assert not any((found.items, found.ranks, found.plan))


def test_a_broken_plan_publishes_nothing() -> None:
    """What the plan keeps back until it is answered stays back while the plan cannot be read."""
    before = {"roadmap/plan.yaml": f"{PLAN}publish_requests: when_answered\n", "requests/a.yaml": request()}
    found = changed(before, before | {"roadmap/plan.yaml": "product: [\n"}, Audience.PUBLIC)
    assert found.requests == ()
    assert not found.after.portfolio.requests


# Problems


def test_lines_that_shift_make_no_problem_new() -> None:
    """The same mistake further down is the same mistake, even where the message counts lines."""
    before = {"requests/a.yaml": f"{request()}colour: red\n\tx: 1\n"}
    after = {"requests/a.yaml": f"# a comment\n{request()}colour: red\n\tx: 1\n"}
    assert look(before).has_errors
    assert not changed(before, after).introduced


def test_a_second_mistake_of_a_kind_is_new() -> None:
    """Of several problems alike, as many are new as there are more."""
    before = {"roadmap/items/a.yaml": item(depends_on="[b]")}
    found = changed(before, {"roadmap/items/a.yaml": item(depends_on="[b, c]")})
    assert [problem.message for problem in found.introduced.problems] == [
        "There is no item `c`: no file roadmap/items/c.yaml."
    ]


def test_a_rename_solves_and_brings_nothing() -> None:
    """A problem goes with its file to the new name."""
    before = {"requests/a.yaml": request(area="sales")}
    found = changed(before, {"requests/b.yaml": request(area="sales", formerly="[a]")})
    assert look(before).has_errors
    assert not found.introduced
    assert not found.solved


def test_a_warning_alone_is_no_error() -> None:
    """What only asks for judgement is reported and stops nothing."""
    before = {"requests/a.yaml": request()}
    found = changed(before, {"requests/a.yaml": request(need="It costs us $900,000.")})
    assert found.introduced.warnings
    assert not found.brings_errors


def test_errors_in_internal_files_are_counted_for_the_public() -> None:
    """They stop the site all the same, but neither their place nor their words are told."""
    before = {"requests/a.yaml": request(visibility="internal")}
    after = {"requests/a.yaml": request(visibility="internal", area="sales")}
    found = changed(before, after, Audience.PUBLIC)
    assert found.introduced.problems == ()
    assert found.introduced.errors_elsewhere == 1
    assert found.brings_errors


@pytest.mark.parametrize(("path", "is_told"), [("docs/guide.md", True), ("requests/guide.md", False)])
def test_the_public_may_know_of_errors_outside_of_the_records(path: str, is_told: bool) -> None:
    """A link among the pages is no secret; what lies beside the records may carry a name that is."""
    plan = {"roadmap/plan.yaml": PLAN}
    linked = inspect(Memory(files=plan, links=frozenset({path})))
    found = difference(inspect(Memory(files=plan)), linked, Audience.PUBLIC)
    assert [problem.where.path for problem in found.introduced.problems] == ([path] if is_told else [])
    assert found.brings_errors


# Similar requests


EXISTING = {
    "requests/single-sign-on.yaml": request(
        "Single sign-on with SAML", need="Administrators want people to sign in with their company account."
    ),
    "requests/dark-mode.yaml": request("Dark mode", need="Night shifts are dazzled by white pages."),
    "requests/excel.yaml": request("Export a list to Excel", need="Numbers are copied by hand."),
    "requests/mobile.yaml": request("An app for phones", need="Field staff have no desk."),
}


def similar(new: Mapping[str, str], existing: Mapping[str, str] = EXISTING) -> dict[str, list[str]]:
    """Return the ids of requests like new ones."""
    found = similar_requests(changed(existing, {**existing, **new}))
    return {identifier: [other.id for other in others] for identifier, others in found.items()}


@pytest.mark.parametrize(
    ("title", "need"),
    [
        ("Sign-on with SAML", "Our people have too many passwords."),
        ("SSO", "People should sign in with the company account (SAML), as their administrators want."),
        ("SAML single sign on for administrators", "See title."),
    ],
)
def test_a_new_request_finds_what_it_repeats(title: str, need: str) -> None:
    """The title alone, or the text with it, shows the request that is there."""
    assert similar({"requests/new.yaml": request(title, need=need)}) == {"new": ["single-sign-on"]}


def test_a_request_about_something_else_finds_nothing() -> None:
    """Words that every request uses make none similar."""
    new = request("A customer wants to add a feature", need="Please make it possible for users.")
    assert similar({"requests/new.yaml": new}) == {}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Größere Schrift", "Grössere Schriften"),
        ("Exporter les données", "L’export des donnees"),
        ("ダークモードがほしい", "ダークモード"),
    ],
)
def test_similar_words_are_found_in_other_languages(old: str, new: str) -> None:
    """Accents, plurals and scripts without blanks do not hide what is alike."""
    existing = {**EXISTING, "requests/old.yaml": request(old)}
    assert similar({"requests/new.yaml": request(new)}, existing) == {"new": ["old"]}


def test_a_duplicate_stands_for_its_original() -> None:
    """A customer is better added to the request that leads."""
    duplicate = "verdict: duplicate\nduplicate_of: mobile\ndecided_on: 2027-01-01\ndecided_by: Product\n"
    existing = {**EXISTING, "roadmap/decisions/excel.yaml": duplicate}
    assert similar({"requests/new.yaml": request("Export lists to Excel")}, existing) == {"new": ["mobile"]}


def test_a_new_request_with_its_answer_needs_no_advice() -> None:
    """Somebody has looked already."""
    answered = "verdict: accepted\ndecided_on: 2027-01-01\ndecided_by: Product\n"
    new = {"requests/new.yaml": request("Dark mode"), "roadmap/decisions/new.yaml": answered}
    assert similar(new) == {}


def test_an_import_is_not_compared() -> None:
    """The work would grow with the square, and nobody would read it."""
    assert similar({f"requests/new-{n}.yaml": request("Dark mode") for n in range(MOST_NEW)})
    assert similar({f"requests/new-{n}.yaml": request("Dark mode") for n in range(MOST_NEW + 1)}) == {}
