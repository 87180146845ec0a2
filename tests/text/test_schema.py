"""The shape of each kind of file: what is accepted, and what is said, where, about what is not."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rice_roadmap.text.conformance import MOST_PROBLEMS
from rice_roadmap.text.document import Data, Document
from rice_roadmap.text.problem import Code, Problem
from rice_roadmap.text.schema import Kind, check
from rice_roadmap.text.shape import is_internal, properties, property_at
from rice_roadmap.text.source import read

REQUEST = "title: A\nneed: B\npotential_impact: C\n"
ITEM = "title: A\nsummary: B\nstatus: candidate\n"
RICE = f"{ITEM}rice:\n  "
DECISION = "decided_on: 2027-01-31\ndecided_by: Product\n"
DECLINED = f"{DECISION}verdict: declined\nbecause: B\nno_alternative: C\nfinal: true\n"
PLAN = "product: A\nreach: {unit: customers, period: quarter}\n"


#: Every key that some kind of file knows.
KEYS = st.sampled_from(sorted({found.name for kind in Kind for found in properties(kind)}))


def problems(kind: str, text: str) -> tuple[Problem, ...]:
    """Return what is wrong with the shape of a file whose YAML is right."""
    reading = read(f"{kind}.yaml", text.encode())
    assert reading.document is not None
    assert reading.problems == ()
    return check(Kind(kind), reading.document)


def places(kind: str, text: str) -> list[str]:
    """Return each problem as `line:column code`."""
    return [f"{found.where.line}:{found.where.column} {found.code}" for found in problems(kind, text)]


def only(kind: str, text: str) -> Problem:
    """Return the one problem there is."""
    found = problems(kind, text)
    assert len(found) == 1, found
    return found[0]


GOOD = {
    "a request": ("request", REQUEST),
    "an imported request without its impact": (
        "request",
        "title: A\nneed: B\nimported_from: {system: old-tracker, id: '12'}\n",
    ),
    "a request with everything": (
        "request",
        REQUEST
        + "workaround: D\narea: sign-in\nrequested_by: Sales\nlinks:\n- https://example.com/a\n"
        + "asks:\n- {account: A new prospect, importance: must_have, stage: renewal, needed_by: 2027-06-30,\n"
        + "   says: Soon, deal: 24000.50, closes_on: 2027-06-30, link: 'https://example.com/b', requested_by: S,\n"
        + "   on: 2027-01-31}\n"
        + "votes: {count: 0, on: 2027-01-31}\nsubmitted_on: 2027-01-31\nformerly: [b, c-2]\nvisibility: internal\n"
        + "evidence:\n- {kind: opinion, says: D, url: 'https://example.com/c', source: E, on: 2027-01-31}\n",
    ),
    "an ask": ("ask", "account: example-company\n"),
    "a candidate": ("item", ITEM),
    "an item with some estimates": ("item", f"{RICE}reach: 0\n"),
    "an item with no estimate yet": ("item", f"{ITEM}rice: {{}}\n"),
    "estimates as numbers and steps": (
        "item",
        f"{RICE}reach: 800\n  impact: 0.5\n  confidence: 12.5%\n  effort: 0.1\n",
    ),
    "estimates with reasons": (
        "item",
        (
            f"{RICE}reach: {{likely: 8, low: 0, high: 9.5, because: A, source: B}}\n"
            "  impact: {value: 2, because: A, source: B}\n"
            "  confidence: {value: 80%, because: A}\n  effort: {likely: 2}\n"
        ),
    ),
    "a step that only the plan knows": ("item", f"{RICE}impact: Enormous\n  confidence: quite sure\n"),
    "targets": ("item", f"{ITEM}target: 2027-Q4\n"),
    "a month as target": ("item", f"{ITEM}target: 2027-02\n"),
    "a day as target": ("item", f"{ITEM}target: 2028-02-29\n"),
    "parts of requests": ("item", f"{ITEM}answers: [a, {{request: b, part: 'SAML, not SCIM'}}, {{request: c}}]\n"),
    "a shipped item": ("item", "title: A\nsummary: B\nstatus: shipped\nrelease: {on: 2027-01-31}\n"),
    "a shipped item, said in full": (
        "item",
        "title: A\nsummary: B\nstatus: shipped\nrelease: {on: 2027-01-31, stage: general, version: '4.10'}\n",
    ),
    "a beta of what is in progress": (
        "item",
        "title: A\nsummary: B\nstatus: in_progress\nrelease: {on: 2027-01-31, stage: beta}\n",
    ),
    "a cancelled item": (
        "item",
        "title: A\nsummary: B\nstatus: cancelled\ncancelled: {because: C, on: 2027-01-31}\n",
    ),
    "an accepted request": ("decision", f"{DECISION}verdict: accepted\n"),
    "a withdrawn request": ("decision", f"{DECISION}verdict: withdrawn\n"),
    "a declined request without alternative, for good": ("decision", f"{DECLINED}reason: low_reach\n"),
    "a declined request with an alternative, until something changes": (
        "decision",
        (
            f"{DECISION}verdict: declined\nbecause: B\nreason: superseded\n"
            "alternatives:\n- {title: C, how: D, url: 'https://example.com'}\nrevisit_when: E\n"
        ),
    ),
    "a deferred request until a day": (
        "decision",
        f"{DECISION}verdict: deferred\nbecause: B\nreason: below_capacity_line\nrevisit_on: 2027-06-30\n",
    ),
    "a deferred request for a reason of the other list": (
        "decision",
        f"{DECISION}verdict: deferred\nbecause: B\nreason: low_reach\nrevisit_when: C\n",
    ),
    "an already possible request": (
        "decision",
        f"{DECISION}verdict: already_possible\nalternatives: [{{title: A, how: B}}]\n",
    ),
    "a duplicate": ("decision", f"{DECISION}verdict: duplicate\nduplicate_of: a\n"),
    "a duplicate of several": ("decision", f"{DECISION}verdict: duplicate\nduplicate_of: [a, b]\n"),
    "a question": ("decision", f"{DECISION}verdict: needs_info\nquestions: ['Which?']\nanswer_by: 2027-02-28\n"),
    "a decision with what its verdict does not use": (
        "decision",
        (
            f"{DECISION}verdict: accepted\nreason: low_reach\nquestions: ['Which?']\nnote: A\n"
            "informed: [{who: B, on: 2027-01-31}]\n"
        ),
    ),
    "a plan": ("plan", PLAN),
    "a plan with free scales": ("plan", f"{PLAN}impact: any\nconfidence: any\n"),
    "a plan with its own scales": (
        "plan",
        f"{PLAN}impact: {{huge: 5, tiny: 0.01}}\nconfidence: {{sure: 100, any_1: 0.5}}\n",
    ),
    "a plan with everything": (
        "plan",
        (
            f"{PLAN}notice: A\nrepository: public\npublic_shows: []\npublish_requests: when_answered\n"
            "propose: {by: [email, copy], email: a@example.com}\neffort: {unit: person_days, minimum: 10}\n"
            "evidence_caps: {opinion: 20, launch_data: 100}\n"
            "objectives: [{id: a, title: A, metric: B, target: '5', until: 2027-12-31}]\n"
            "areas: [{id: a, title: A, owner: B}]\nsegments: [{id: a, title: A}]\n"
            "capacity: [{period: 2027-Q1, effort: 0, area: a, held_back: 0.5}]\n"
            "promises: {since: 2027-01-01, decide_within_days: 1, rescore_after_days: 180, measure_after_days: 90,\n"
            "  smallest_group: 1}\n"
        ),
    ),
    "accounts": (
        "accounts",
        (
            "example-company: {name: A, segment: b, annual_revenue: 0, also_known_as: [C], common_word: false}\n"
            "another: {name: A, revenue_band: much, owner: B}\n"
        ),
    ),
}


@pytest.mark.parametrize(("kind", "text"), GOOD.values(), ids=GOOD)
def test_a_good_file_has_no_problem(kind: str, text: str) -> None:
    """Every shape that people were told of is accepted."""
    assert problems(kind, text) == ()


BAD = {
    # Keys
    "a misspelt key": ("request", f"{REQUEST}voets: {{count: 1}}\n", ["4:1 unknown-key"]),
    "a misspelt key that is needed": ("request", "titel: A\nneed: B\npotential_impact: C\n", ["1:1 unknown-key"]),
    "two unknown keys": ("request", f"{REQUEST}foo: 1\nbar: 2\n", ["4:1 unknown-key", "5:1 unknown-key"]),
    "an unknown key inside": ("request", f"{REQUEST}votes: {{count: 1, sum: 2}}\n", ["4:19 unknown-key"]),
    "a missing key": ("request", "\nneed: B\npotential_impact: C\n", ["2:1 missing-key"]),
    "two missing keys": ("plan", "notice: A\n", ["1:1 missing-key", "1:1 missing-key"]),
    "a missing key inside": ("request", f"{REQUEST}votes:\n  on: 2027-01-31\n", ["5:3 missing-key"]),
    "a missing key in an entry": ("plan", f"{PLAN}areas:\n- id: a\n  title: A\n- title: B\n", ["6:3 missing-key"]),
    "a request without its impact": ("request", "title: A\nneed: B\n", ["1:1 missing-key"]),
    "a score": ("item", f"{ITEM}score: 12\n", ["4:1 stored-score"]),
    "a rank in the estimates": ("item", f"{RICE}rank: 1\n", ["5:3 stored-score"]),
    "a tier with capital letters": ("item", f"{ITEM}RICE score: 1\n", ["4:1 stored-score"]),
    # Words
    "a misspelt word": ("item", "title: A\nsummary: B\nstatus: planed\n", ["3:9 not-a-choice"]),
    "a number as word": ("item", "title: A\nsummary: B\nstatus: 1\n", ["3:9 not-a-choice"]),
    "a misspelt word in a list": ("plan", f"{PLAN}public_shows: [roadmap, scroes]\n", ["3:25 not-a-choice"]),
    "a scale that is no scale": ("plan", f"{PLAN}impact: all\n", ["3:9 not-a-choice"]),
    # Nothing
    "an empty title": ("request", "title:\nneed: B\npotential_impact: C\n", ["1:1 empty-value"]),
    "a blank title": ("request", "title: '  '\nneed: B\npotential_impact: C\n", ["1:8 empty-value"]),
    "an empty need": ("request", "title: A\nneed: ''\npotential_impact: C\n", ["2:7 empty-value"]),
    "an empty mapping": ("item", f"{ITEM}rice:\n", ["4:1 empty-value"]),
    "an empty entry": ("request", f"{REQUEST}links:\n- \n", ["5:1 empty-value"]),
    "an empty word": ("item", "title: A\nsummary: B\nstatus:\n", ["3:1 empty-value"]),
    "an ask that says nothing": ("ask", "{}\n", ["1:1 empty-value"]),
    "a scale without steps": ("plan", f"{PLAN}impact: {{}}\n", ["3:9 empty-value"]),
    # Text
    "a title of two lines": ("request", "title: |-\n  A\n  B\nneed: B\npotential_impact: C\n", ["1:8 several-lines"]),
    "a title with a line break after it": (
        "request",
        "title: |\n  A\nneed: B\npotential_impact: C\n",
        ["1:8 several-lines"],
    ),
    "a long title": ("request", f"title: {'A' * 201}\nneed: B\npotential_impact: C\n", ["1:8 too-long"]),
    "a long need": ("request", f"title: A\nneed: {'B' * 65_537}\npotential_impact: C\n", ["2:7 too-long"]),
    "a version that loses its zero": (
        "item",
        f"{ITEM}release: {{on: 2027-01-31, version: 1.10}}\n",
        ["4:36 looks-like-a-number"],
    ),
    "a title that is a number": ("request", "title: 404\nneed: B\npotential_impact: C\n", ["1:8 looks-like-a-number"]),
    "a title that is a word of YAML": (
        "request",
        "title: true\nneed: B\npotential_impact: C\n",
        ["1:8 looks-like-a-number"],
    ),
    "an id that is a number": ("request", f"{REQUEST}area: 7\n", ["4:7 looks-like-a-number"]),
    "a list as title": ("request", "title: [A]\nneed: B\npotential_impact: C\n", ["1:8 wrong-type"]),
    "a text as list": (
        "decision",
        f"{DECISION}verdict: needs_info\nquestions: Why?\nanswer_by: 2027-02-28\n",
        ["4:12 wrong-type"],
    ),
    "a text as mapping": ("plan", "product: A\nreach: customers\n", ["2:8 wrong-type"]),
    "a word as yes or no": ("decision", f"{DECLINED}reason: low_reach\n".replace("true", "yes"), ["6:8 wrong-type"]),
    # Dates
    "a month that does not exist": ("request", f"{REQUEST}submitted_on: 2025-30-01\n", ["4:15 not-a-date"]),
    "a day that does not exist": ("request", f"{REQUEST}submitted_on: 2027-02-29\n", ["4:15 not-a-date"]),
    "a date of another country": ("request", f"{REQUEST}submitted_on: 31.01.2027\n", ["4:15 not-a-date"]),
    "a year as date": ("request", f"{REQUEST}submitted_on: 2027\n", ["4:15 not-a-date"]),
    "a date with a time": ("request", f"{REQUEST}submitted_on: 2027-01-31T10:00:00Z\n", ["4:15 not-a-date"]),
    "a year before there were any": ("item", f"{ITEM}target: 0000-Q1\n", ["4:9 not-a-date"]),
    "a fifth quarter": ("item", f"{ITEM}target: 2027-Q5\n", ["4:9 not-a-date"]),
    "a thirteenth month": ("item", f"{ITEM}target: 2027-13\n", ["4:9 not-a-date"]),
    "a target on no day": ("item", f"{ITEM}target: 2027-02-30\n", ["4:9 not-a-date"]),
    "a month as capacity": ("plan", f"{PLAN}capacity: [{{period: 2027-01, effort: 1}}]\n", ["3:21 not-a-date"]),
    # Addresses
    "an address without encryption": ("request", f"{REQUEST}links:\n- http://example.com\n", ["5:3 not-an-address"]),
    "a script as address": ("request", f"{REQUEST}links: ['javascript:alert(1)']\n", ["4:9 not-an-address"]),
    "an address with a space": ("request", f"{REQUEST}links:\n- https://example.com/a b\n", ["5:3 not-an-address"]),
    "an address with a line break": (
        "request",
        f'{REQUEST}links: ["https://example.com\\n"]\n',
        ["4:9 not-an-address"],
    ),
    "a long address": ("request", f"{REQUEST}links:\n- https://example.com/{'a' * 2000}\n", ["5:3 too-long"]),
    "an e-mail address without its host": ("plan", f"{PLAN}propose: {{email: product}}\n", ["3:18 not-an-address"]),
    # Ids
    "an id with capital letters": ("request", f"{REQUEST}area: Sign-in\n", ["4:7 not-an-id"]),
    "an id with a line break": ("request", f'{REQUEST}area: "sign-in\\n"\n', ["4:7 not-an-id"]),
    "an id with two hyphens": ("item", f"{ITEM}answers: [a--b]\n", ["4:11 not-an-id"]),
    "a long id": ("item", f"{ITEM}depends_on: [{'a' * 65}]\n", ["4:14 too-long"]),
    "an account under a name": ("accounts", "Example Company: {name: A}\n", ["1:1 not-an-id"]),
    "a step in capital letters": ("plan", f"{PLAN}impact: {{High: 1}}\n", ["3:10 not-an-id"]),
    "a step named any": ("plan", f"{PLAN}confidence: {{any: 1}}\n", ["3:14 not-an-id"]),
    "an id twice": ("item", f"{ITEM}depends_on: [a, b, a, a]\n", ["4:20 repeated-value", "4:23 repeated-value"]),
    "the same part twice": (
        "item",
        f"{ITEM}answers:\n- {{request: a, part: b}}\n- {{part: b, request: a}}\n",
        ["6:3 repeated-value"],
    ),
    # Numbers
    "a negative reach": ("item", f"{RICE}reach: -1\n", ["5:10 number-out-of-range"]),
    "no effort": ("item", f"{RICE}effort: 0\n", ["5:11 number-out-of-range"]),
    "no effort, likely": ("item", f"{RICE}effort: {{likely: 0}}\n", ["5:20 number-out-of-range"]),
    "no impact": ("item", f"{RICE}impact: 0\n", ["5:11 number-out-of-range"]),
    "a percentage above a hundred": ("plan", f"{PLAN}confidence: {{sure: 101}}\n", ["3:20 number-out-of-range"]),
    "a step of nothing": ("plan", f"{PLAN}impact: {{none: 0}}\n", ["3:16 number-out-of-range"]),
    "a promise of no days": ("plan", f"{PLAN}promises: {{decide_within_days: 0}}\n", ["3:32 number-out-of-range"]),
    "half a vote": ("request", f"{REQUEST}votes: {{count: 1.5}}\n", ["4:16 wrong-type"]),
    "a vote with a point": ("request", f"{REQUEST}votes: {{count: 1.0}}\n", ["4:16 number-spelling"]),
    "a word as reach": ("item", f"{RICE}reach: lots\n", ["5:10 wrong-type"]),
    "yes as reach": ("item", f"{RICE}reach: true\n", ["5:10 wrong-type"]),
    "a range without its middle": ("item", f"{RICE}reach:\n    low: 1\n    high: 2\n", ["6:5 missing-key"]),
    "a confidence that is a number": ("item", f"{RICE}confidence: 0.8\n", ["5:15 confidence-ambiguous"]),
    "a confidence that is a number, with a reason": (
        "item",
        f"{RICE}confidence: {{value: 80, because: A}}\n",
        ["5:23 confidence-ambiguous"],
    ),
    "a confidence that is a number in quotes": ("item", f"{RICE}confidence: '1'\n", ["5:15 confidence-ambiguous"]),
    "a confidence with a space": ("item", f"{RICE}confidence: 80 %\n", ["5:15 number-spelling"]),
    # What the state of a record needs
    "nothing after declined": (
        "decision",
        f"verdict: declined\n{DECISION}",
        ["1:1 missing-key", "1:1 missing-key", "1:1 missing-key", "1:1 missing-key"],
    ),
    "nothing after deferred": (
        "decision",
        f"verdict: deferred\n{DECISION}",
        ["1:1 missing-key", "1:1 missing-key", "1:1 missing-key"],
    ),
    "nothing after already possible": ("decision", f"verdict: already_possible\n{DECISION}", ["1:1 missing-key"]),
    "nothing after duplicate": ("decision", f"verdict: duplicate\n{DECISION}", ["1:1 missing-key"]),
    "nothing after needs info": (
        "decision",
        f"verdict: needs_info\n{DECISION}",
        ["1:1 missing-key", "1:1 missing-key"],
    ),
    "nothing after a verdict that is none": ("decision", f"verdict: declnied\n{DECISION}", ["1:10 not-a-choice"]),
    "nothing after no verdict": ("decision", f"verdict:\n{DECISION}", ["1:1 empty-value"]),
    "alternatives without any": (
        "decision",
        f"{DECISION}verdict: already_possible\nalternatives: []\n",
        ["4:15 empty-value"],
    ),
    "not final": ("decision", f"{DECLINED}reason: low_reach\n".replace("true", "false"), ["6:8 not-a-choice"]),
    "declined for capacity": ("decision", f"{DECLINED}reason: below_capacity_line\n", ["7:9 capacity-is-no-reason"]),
    "declined for a reason that is none": ("decision", f"{DECLINED}reason: low_raech\n", ["7:9 not-a-choice"]),
    "declined, misspelt": (
        "decision",
        f"{DECLINED}reason: low_reach\n".replace("no_alternative", "no_alternatives"),
        ["5:1 unknown-key"],
    ),
    "shipped without a release": ("item", "title: A\nsummary: B\nstatus: shipped\n", ["1:1 missing-key"]),
    "shipped as a beta": (
        "item",
        "title: A\nsummary: B\nstatus: shipped\nrelease: {on: 2027-01-31, stage: beta}\n",
        ["4:34 not-a-choice"],
    ),
    "cancelled without a word": ("item", "title: A\nsummary: B\nstatus: cancelled\n", ["1:1 missing-key"]),
    "e-mail without an address": ("plan", f"{PLAN}propose: {{by: [copy, email]}}\n", ["3:11 missing-key"]),
}


@pytest.mark.parametrize(("kind", "text", "expected"), BAD.values(), ids=BAD)
def test_a_bad_file_has_each_problem_once_at_its_place(kind: str, text: str, expected: list[str]) -> None:
    """Each thing to mend is one problem, where the hand has to go; none follows from another."""
    assert places(kind, text) == expected


SAID = {
    "a misspelt key": ("request", f"{REQUEST}voets: {{count: 1}}\n", "Did you mean `votes`?"),
    "a key that belongs further in": ("item", f"{ITEM}confidence: 80%\n", "It belongs below `rice`."),
    "a key that belongs further out": ("item", f"{RICE}scored_on: 2027-01-31\n", "It belongs beside `rice`"),
    "an id in the file": ("item", f"{ITEM}id: a\n", "The name of the file is the id; remove this line."),
    "a score": ("item", f"{ITEM}priority: high\n", "Scores are computed; remove this line."),
    "a missing title": ("request", "need: B\npotential_impact: C\n", "A request needs `title`: in one line, what"),
    "a missing likely": ("item", f"{RICE}reach: {{low: 1}}\n", "`reach` needs `likely`: the best estimate."),
    "a missing release": ("item", "title: A\nsummary: B\nstatus: shipped\n", "`shipped` needs `release`: when"),
    "a missing cancelled": (
        "item",
        "title: A\nsummary: B\nstatus: cancelled\n",
        "`status: cancelled` needs `cancelled`: why",
    ),
    "a misspelt word": (
        "item",
        "title: A\nsummary: B\nstatus: in progress\n",
        "`in progress` is not one of the words for `status`. Did you mean `in_progress`?",
    ),
    "declined for capacity": (
        "decision",
        f"{DECLINED}reason: below_capacity_line\n",
        (
            "Capacity is a reason for *not now*. Use `deferred`, "
            "or give the reason that would still hold with twice the team."
        ),
    ),
    "declined for lack of evidence": ("decision", f"{DECLINED}reason: needs_evidence\n", "is a reason for *not now*"),
    "declined for lack of an owner": ("decision", f"{DECLINED}reason: no_owner\n", "is a reason for *not now*"),
    "an empty title": ("request", "title:\nneed: B\npotential_impact: C\n", "`title` has no value."),
    "a version": (
        "item",
        f"{ITEM}release: {{on: 2027-01-31, version: 1.10}}\n",
        'This looks like a number and would become 1.1. Put it in quotes: "1.10".',
    ),
    "a number as title": (
        "request",
        "title: 404\nneed: B\npotential_impact: C\n",
        'This looks like a number. Put it in quotes: "404".',
    ),
    "a month": (
        "request",
        f"{REQUEST}submitted_on: 2025-30-01\n",
        "2025-30-01 is not a date (year-month-day); month 30 does not exist.",
    ),
    "a day": ("request", f"{REQUEST}submitted_on: 2027-02-29\n", "day 29 does not exist in 2027-02."),
    "a date": ("request", f"{REQUEST}submitted_on: 31.01.2027\n", "Write 2027-01-31."),
    "a quarter": ("item", f"{ITEM}target: Q1 2027\n", "`Q1 2027` is not a quarter, a month or a day. Write 2027-Q1."),
    "a title": (
        "request",
        f"title: {'A' * 201}\nneed: B\npotential_impact: C\n",
        "`title` has 201 characters; at most 200 fit.",
    ),
    "an id": ("request", f"{REQUEST}area: Sign-in & Über uns\n", "Write sign-in-uber-uns."),
    "a step": ("plan", f"{PLAN}impact: {{Very high: 1}}\n", "Write very_high."),
    "a reach with a comma": ("item", f"{RICE}reach: 10,000\n", "`10,000` is text, not a number. Write 10000."),
    "a reach with an underscore": ("item", f"{RICE}reach: 10_000\n", "Write 10000."),
    "a reach with a suffix": ("item", f"{RICE}reach: 10k\n", "Write 10000."),
    "a reach with a tilde": ("item", f"{RICE}reach: ~300\n", "Write 300."),
    "a reach in quotes": ("item", f"{RICE}reach: '12e3'\n", "Write 12000."),
    "a reach as a share": ("item", f"{RICE}reach: 80 %\n", "A share is not a reach"),
    "a reach that is missing": ("item", f"{RICE}reach: n/a\n", "Remove the line"),
    "an effort with a comma": ("item", f"{RICE}effort: 0,8\n", "Write 0.8."),
    "an effort with a unit": ("item", f"{RICE}effort: 3 wks\n", "the plan's unit is meant."),
    "an effort as a range": ("item", f"{RICE}effort: 1-2\n", "Write `likely`, `low` and `high` below it."),
    "an impact with its name": ("item", f"{RICE}impact: 3 (massive)\n", "Write 3."),
    "an impact with a cross": ("item", f"{RICE}impact: {{value: 2x}}\n", "Write 2."),
    "a scale in percent": ("plan", f"{PLAN}confidence: {{sure: 90%}}\n", "Write 90."),
    "a confidence": (
        "item",
        f"{RICE}confidence: 0.8\n",
        "`0.8` could mean 80% or 0.8%. Write `80%`, or a step's name such as `high`.",
    ),
    "a confidence of one": ("item", f"{RICE}confidence: 1\n", "`1` could mean 100% or 1%."),
    "a confidence of eight": ("item", f"{RICE}confidence: 8\n", "`8` could mean 8% or 80%."),
    "a confidence of eighty": ("item", f"{RICE}confidence: 80\n", "Write `80%`"),
    "a confidence of two hundred": ("item", f"{RICE}confidence: 200\n", "Write a percentage such as `80%`"),
    "a confidence with a space": ("item", f"{RICE}confidence: 80 %\n", "Write 80%."),
    "a confidence with a comma": ("item", f"{RICE}confidence: 0,8\n", "Write 80%."),
    "an effort": ("item", f"{RICE}effort: 0\n", "`effort` must be more than 0."),
    "an address": ("item", f"{ITEM}release: {{on: 2027-01-31, url: 'http://a.b'}}\n", "needs https://"),
    "an id twice": ("item", f"{ITEM}formerly: [a, a]\n", "`a` stands in `formerly` more than once."),
    "an ask that says nothing": ("ask", "{}\n", "An ask needs at least one key."),
    "a long value": ("request", f"{REQUEST}area: {'A' * 64}\n", f"`{'A' * 39}…` is not an id."),
}


@pytest.mark.parametrize(("kind", "text", "said"), SAID.values(), ids=SAID)
def test_a_problem_says_what_to_write_instead(kind: str, text: str, said: str) -> None:
    """A sentence that somebody who knows no YAML can act on."""
    assert said in only(kind, text).message


def test_either_of_two_keys_is_one_problem_that_names_both() -> None:
    """Who declines must offer a way: another one, or word that there is none."""
    text = f"{DECISION}verdict: declined\nbecause: B\nreason: low_reach\nfinal: true\n"
    assert only("decision", text).message.startswith("`declined` needs `alternatives` or `no_alternative`: what people")
    text = f"{DECISION}verdict: deferred\nbecause: B\nreason: low_reach\n"
    assert only("decision", text).message.startswith("`deferred` needs `revisit_on` or `revisit_when`: the day")


def test_a_declined_request_is_told_only_its_own_reasons() -> None:
    """The reasons of *not now* are not offered to somebody who is about to say no."""
    text = f"{DECLINED}reason: low_raech\n"
    assert only("decision", text).message.endswith("Did you mean `low_reach`?")
    assert "single_customer" in only("decision", text).hint
    assert "no_owner" not in only("decision", text).hint


def test_the_hint_teaches_the_form() -> None:
    """The way a value is written is said in the schema, and nowhere else."""
    date = property_at(Kind.REQUEST, ("submitted_on",))
    assert date is not None
    assert only("request", f"{REQUEST}submitted_on: soon\n").hint == date.hint
    assert date.hint == "Write the date as year-month-day, like 2027-01-31."


@pytest.mark.parametrize(
    ("kind", "text", "example"),
    [
        ("request", f"{REQUEST}imported_from:\n  system: old-tracker\n  ", 'id: "4711"'),
        ("item", "title: A\nsummary: B\nstatus: shipped\n", 'release: {on: 2027-03-31, version: "4.2"}'),
        ("plan", "product: A\n", "reach: {unit: customers, period: quarter}"),
    ],
)
def test_an_example_can_be_written_as_it_is_shown(kind: str, text: str, example: str) -> None:
    """Whoever copies it is not told of a next mistake: what looks like a number is in quotes."""
    assert only(kind, text).hint == f"For example: `{example}`."
    assert problems(kind, f"{text}{example}\n") == ()


@pytest.mark.parametrize(
    ("written", "code", "said"),
    [
        ("status: ''", Code.EMPTY_VALUE, "`status` has no value."),
        ("status: []", Code.WRONG_TYPE, "Write `candidate`, `planned`, `in_progress`, `shipped` or `cancelled`."),
    ],
)
def test_where_a_word_of_a_list_belongs_nothing_and_anything_else_are_told_apart(
    written: str, code: Code, said: str
) -> None:
    """Nobody reads that two backticks are not one of the words, and whoever wrote a list learns the words."""
    found = only("item", f"title: A\nsummary: B\n{written}\n")
    assert found.code is code
    assert said in f"{found.message} {found.hint}"


def test_a_day_is_no_quarter_whether_it_exists_or_not() -> None:
    """Whoever is asked for a quarter need not hear how many days February has."""
    found = only("plan", f"{PLAN}capacity:\n- {{period: 2027-02-30, effort: 9}}\n")
    assert found.message == "`2027-02-30` is not a quarter."


SECRETS = {
    "an amount": ("ask", "deal: 48,123\n", "48"),
    "an amount with its currency": ("ask", "deal: 48123 EUR\n", "48123"),
    "a negative amount": ("ask", "deal: -48123\n", "48123"),
    "a date": ("ask", "closes_on: 2027-48-01\n", "48"),
    "a day": ("ask", "closes_on: 48.12.2027\n", "48"),
    "a number as name": ("ask", "account: 48123\n", "48123"),
    "a name as importance": ("ask", "importance: Zebra Ltd\n", "Zebra"),
    "a name as address": ("request", f"{REQUEST}links: [Zebra Ltd]\n", "Zebra"),
    "a long text": ("ask", f"account: Zebra {'A' * 200}\n", "Zebra"),
    "a text of two lines": ("ask", 'account: "Zebra\\nLtd"\n', "Zebra"),
    "a name as id": ("item", f"{ITEM}override: {{above: Zebra Ltd}}\n", "Zebra"),
    "a name as key": ("accounts", "Zebra Ltd: {nam: A}\n", "Zebra"),
    "a name as key with nothing after it": ("accounts", "Zebra Ltd:\n", "Zebra"),
    "a name before a colon": ("request", f"{REQUEST}asks:\n- Zebra Ltd: wants it\n", "Zebra"),
    "a name before a star": ("accounts", "Zebra Ltd: {'*': A}\n", "Zebra"),
    "a name in a list of names": ("accounts", "a: {name: B, also_known_as: [Zebra Ltd, Zebra Ltd]}\n", "Zebra"),
    "a name twice": ("request", f"{REQUEST}links:\n- https://zebra.example\n- https://zebra.example\n", "zebra"),
    "words in the wrong place": ("decision", f"{DECISION}verdict: accepted\ninformed: Zebra Ltd\n", "Zebra"),
}


@pytest.mark.parametrize(("kind", "text", "secret"), SECRETS.values(), ids=SECRETS)
def test_a_problem_never_repeats_an_internal_value(kind: str, text: str, secret: str) -> None:
    """Checks run where others read along."""
    found = problems(kind, text)
    assert found
    assert [problem for problem in found if secret in f"{problem.message} {problem.hint}"] == []


def test_problems_are_in_the_order_of_places() -> None:
    """Somebody mends a file from its top to its end."""
    found = problems("request", "votes: 1\nneed:\nfoo: 1\ntitle: 1\npotential_impact: C\n")
    assert [problem.where.line for problem in found] == [1, 2, 3, 4]


def test_a_file_of_nothing_but_mistakes_is_answered_quickly() -> None:
    """Twenty thousand mistakes take no minute, and are not all told."""
    for text in ("".join(f"titl{number}: 1\n" for number in range(9_000)), "links:\n" + "- a\n" * 9_000):
        reading = read("request.yaml", text.encode())
        assert reading.document is not None
        start = time.process_time()
        assert 900 < len(check(Kind.REQUEST, reading.document)) <= MOST_PROBLEMS
        assert time.process_time() - start < 5


def test_a_place_in_a_file_has_the_property_it_belongs_to() -> None:
    """Positions in lists and ids of accounts do not matter; what is unknown belongs to what it stands in."""
    deal = property_at(Kind.REQUEST, ("asks", 3, "deal"))
    name = property_at(Kind.ACCOUNTS, ("example-company", "name"))
    links = property_at(Kind.REQUEST, ("links", 0))
    assert (deal and deal.path, name and name.path) == (("asks", "*", "deal"), ("*", "name"))
    assert links is not None
    assert links.name == "links"
    assert property_at(Kind.REQUEST, ("unknown",)) is None


def test_what_stands_in_something_internal_is_internal() -> None:
    """Also where the file holds what the schema does not know."""
    assert is_internal(Kind.REQUEST, ("asks", 0, "anything"))
    assert is_internal(Kind.ACCOUNTS, ("example-company",))
    assert is_internal(Kind.ASK, ("anything",))
    assert not is_internal(Kind.REQUEST, ("anything",))
    assert not is_internal(Kind.ITEM, ("rice", "reach", "because"))
    assert is_internal(Kind.ITEM, ("rice", "reach", "source"))


def test_every_property_is_known_by_the_path_of_its_schema() -> None:
    """Choices, defaults and prose are read from the schema."""
    known = {f"{found.kind} {'.'.join(found.path)}": found for kind in Kind for found in properties(kind)}
    assert known["item status"].choices[0] == "candidate"
    assert known["item release.stage"].default == "general"
    assert known["request need"].is_prose
    assert not known["request title"].is_prose
    assert known["request title"].is_required
    assert known["plan promises.smallest_group"].default == 3
    assert known["decision alternatives.*.how"].title == "How"


def test_a_key_that_the_reader_has_told_of_is_not_told_again() -> None:
    """A key outside Unicode's normal form is one problem: the reader's."""
    decomposed = unicodedata.normalize("NFD", "visibilité")
    plan: dict[str, Data] = {
        "product": "A",
        "reach": {"unit": "customers", "period": "quarter"},
        "impact": {decomposed: 1},
    }
    assert check(Kind.PLAN, Document(path="roadmap/plan.yaml", data={**plan, decomposed: "A"}, places={})) == ()


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.sampled_from(["", "any", "high", "80%", "0.8", "2027-01-31", "2027-Q1", "https://example.com", "declined"])
    | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)


@given(kind=st.sampled_from(list(Kind)), data=st.dictionaries(KEYS | st.text(max_size=10), VALUES, max_size=8))
def test_whatever_is_written_is_answered_in_whole_sentences(kind: Kind, data: dict[str, Data]) -> None:
    """No file makes the check fail, each problem is one line, and none is left to the last resort."""
    found = check(kind, Document(path="a.yaml", data=data, places={}))
    assert [problem for problem in found if problem.code is Code.WRONG_SHAPE] == []
    lines = [line for problem in found for line in (problem.message, problem.hint)]
    assert [line for line in lines if len(line.splitlines()) > 1] == []
    assert [problem.message for problem in found if problem.message[-1] not in ".?"] == []


def test_every_code_of_shape_is_used() -> None:
    """Each kind of problem of shape has a bad file here; the last resort alone has none."""
    seen = {place.split()[1] for kind, text, _ in BAD.values() for place in places(kind, text)}
    seen |= {only(kind, text).code for kind, text, _ in SAID.values()}
    codes = list(Code)
    shape = codes[codes.index(Code.UNKNOWN_KEY) : codes.index(Code.WRONG_SHAPE)]
    assert [code for code in shape if code not in seen] == []
