"""A roadmap in memory in which every field of every kind of file is written at least once."""

from __future__ import annotations

from collections.abc import Mapping

PLAN = """\
product: Example
notice: Our intention today, not a promise.
repository: private
public_shows: [roadmap, answers, scores, capacity, outcomes]
publish_requests: at_once
propose:
  by: [forge, email, copy]
  email: product@example.com
reach:
  unit: customers
  period: quarter
effort:
  unit: person_weeks
  minimum: 0.5
impact:
  large: 3
  small: 0.25
confidence:
  sure: 100
  unsure: 12.5
evidence_caps:
  opinion: 12.5
  plan: 12.5
  anecdotal: 12.5
  market_data: 12.5
  user_research: 100
  usage_data: 100
  experiment: 100
  launch_data: 100
objectives:
  - id: fewer-calls
    title: Fewer support calls
    metric: Calls per customer
    target: Half of today's
    until: 2027-12-31
areas:
  - id: sharing
    title: Sharing
    owner: Team Sharing
segments:
  - id: large-companies
    title: Large companies
capacity:
  - period: 2027-Q1
    effort: 12.5
    area: sharing
    held_back: 2
promises:
  since: 2026-01-01
  decide_within_days: 14
  rescore_after_days: 180
  measure_after_days: 90
  smallest_group: 1
"""

EXPORT = """\
title: =1+1 | `Export` to a spreadsheet
need: |
  People copy numbers by hand.

  ::error::and make mistakes.
potential_impact: Internal, two renewals hang on it.
workaround: Copying by hand.
area: sharing
asks:
  - account: first-account
    importance: must_have
    stage: renewal
    needed_by: 2027-03-31
    says: Internal, we will not renew without it.
    deal: 120000.50
    closes_on: 2027-04-30
    link: https://crm.example.com/internal/1
    requested_by: Internal, Team North
    on: 2026-10-01
requested_by: Internal, Team North
links:
  - https://crm.example.com/internal/2
votes:
  count: 17
  on: 2026-10-01
evidence:
  - kind: anecdotal
    says: Internal, three calls in a week.
    url: https://example.com/calls
    source: Internal, notes of support
    on: 2026-09-30
submitted_on: 2026-10-01
imported_from:
  system: internal-tracker
  id: internal-17
formerly: [export-old]
visibility: public
"""

SPREADSHEET = """\
title: Spreadsheet export
summary: One click gives the numbers of a page as a file.
status: planned
horizon: now
target: 2027-Q2
target_because: The audit comes first.
objective: fewer-calls
area: sharing
answers:
  - export
  - request: question
    part: Only in exports
depends_on: [import]
confirmed_on: 2026-11-01
labels:
  moscow: should
  kano: performance
rice:
  reach: {likely: 800, low: 600, high: 900, because: Counted in the logs., source: "Internal, dashboard 7"}
  impact: {value: large, because: It saves hours., source: "Internal, interviews"}
  confidence: {value: 12.5%, because: Few were asked., source: "Internal, a guess"}
  effort: {likely: 0.75, low: 0.5, high: 1, because: Small., source: "Internal, the team"}
scored_on: 2026-11-01
scored_by: Internal, somebody
effort_left: 0.25
evidence:
  - kind: usage_data
    says: Half of all visits end with a copy.
    url: https://example.com/usage
    source: Internal, analytics
    on: 2026-10-15
risks:
  - says: Internal, the format may change.
    raised_by: Internal, a colleague
    on: 2026-10-20
override:
  above: import
  reason: strategic_bet
  because: Internal, we promised to look.
  by: Internal, the board
  on: 2026-11-01
  until: 2027-06-30
imported_from:
  system: internal-board
  id: internal-42
formerly: [csv-file]
visibility: public
"""

FILES: Mapping[str, str] = {
    "roadmap/plan.yaml": PLAN,
    "requests/export.yaml": EXPORT,
    "requests/dark-mode.yaml": (
        "title: A dark mode\nneed: Night shifts are blinded.\npotential_impact: Internal, twice.\n"
    ),
    "requests/theme.yaml": "title: A dark theme\nneed: The same.\npotential_impact: Internal, once.\n",
    "requests/hidden.yaml": (
        "title: Internal, hidden\nneed: Internal, hidden.\npotential_impact: Internal, hidden.\nvisibility: internal\n"
    ),
    "requests/question.yaml": "title: A question\nneed: Unclear.\npotential_impact: Internal, unclear.\n",
    "requests/asks/export/second.yaml": "account: Internal, a prospect\nimportance: nice_to_have\n",
    "roadmap/decisions/dark-mode.yaml": """\
verdict: declined
decided_on: 2026-10-05
decided_by: Product
reason: cost_exceeds_value
because: Every page would be drawn twice.
alternatives:
  - title: The browser's own
    how: Switch it on.
    url: https://example.com/how
no_alternative: None on phones.
revisit_when: Browsers drop it.
note: Internal, they were angry.
informed:
  - who: Internal, somebody
    on: 2026-10-06
    how: Internal, by phone
""",
    "roadmap/decisions/theme.yaml": (
        "verdict: duplicate\ndecided_on: 2026-10-05\ndecided_by: Product\nduplicate_of: dark-mode\n"
    ),
    "roadmap/decisions/question.yaml": (
        "verdict: needs_info\ndecided_on: 2026-10-05\ndecided_by: Product\n"
        "questions: ['Which one?']\nanswer_by: 2027-01-31\n"
    ),
    "roadmap/items/spreadsheet.yaml": SPREADSHEET,
    "roadmap/items/import.yaml": (
        "title: Spreadsheet import\nsummary: The way back.\nstatus: candidate\n"
        "rice: {reach: 100, impact: small, confidence: 12.5%, effort: 3}\n"
        "evidence: [{kind: opinion, says: We think so.}]\n"
    ),
    "roadmap/items/unscored.yaml": "title: Not scored\nsummary: Later.\nstatus: candidate\nrice: {reach: 100}\n",
    "roadmap/items/law.yaml": (
        "title: The new law\nsummary: By then.\nstatus: in_progress\nmandatory:\n"
        "  reason: regulatory\n  because: Internal, paragraph 7.\n  on: 2027-01-01\n"
    ),
    "roadmap/items/lost.yaml": "title: Lost cause\nsummary: No.\nstatus: candidate\nanswers: [dark-mode]\n",
    "roadmap/items/secret.yaml": (
        "title: Internal, secret\nsummary: Internal, secret.\nstatus: candidate\nvisibility: internal\n"
        "rice: {reach: 90000, impact: large, confidence: sure, effort: 1}\n"
        "evidence: [{kind: usage_data, says: Internal.}]\n"
    ),
    "roadmap/items/old.yaml": (
        "title: Old news\nsummary: Done.\nstatus: shipped\n"
        "release: {on: 2026-09-01, stage: general, version: 4.2.0, url: 'https://example.com/4.2'}\n"
        "outcome: {measured_on: 2026-11-01, result: better, reach: 700, impact: 0.25, effort: 2, says: Good.}\n"
    ),
    "roadmap/items/gone.yaml": (
        "title: Gone\nsummary: No more.\nstatus: cancelled\ncancelled: {because: Nobody needs it., on: 2026-08-01}\n"
    ),
    "roadmap/accounts.yaml": """\
first-account:
  name: Internal Holding
  segment: large-companies
  annual_revenue: 1250000
  revenue_band: Internal, large
  owner: Internal, a colleague
  also_known_as: [Internal Group]
  common_word: true
""",
}
