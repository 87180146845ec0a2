"""The words on pages for what files and code call by shorter names."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction

from rice_roadmap.model.ask import Importance, Stage
from rice_roadmap.model.decision import Reason, Verdict
from rice_roadmap.model.evidence import EvidenceKind
from rice_roadmap.model.item import (
    Horizon,
    ItemStatus,
    Kano,
    MandatoryReason,
    Moscow,
    OverrideReason,
    ReleaseStage,
    Result,
)
from rice_roadmap.model.plan import EffortUnit, Reach
from rice_roadmap.model.status import Status
from rice_roadmap.publish.numbers import amount

#: "Accepted" is never printed: it is heard as a promise.
TERMS: tuple[tuple[StrEnum, str], ...] = (
    (Status.OPEN, "Waiting for an answer"),
    (Status.NEEDS_INFO, "We asked a question"),
    (Status.UNDER_CONSIDERATION, "Under consideration"),
    (Status.PLANNED, "Planned"),
    (Status.IN_PROGRESS, "In progress"),
    (Status.PARTLY_SHIPPED, "Partly shipped"),
    (Status.SHIPPED, "Shipped"),
    (Status.DEFERRED, "Not now"),
    (Status.DECLINED, "Declined"),
    (Status.ALREADY_POSSIBLE, "Available today"),
    (Status.NO_LONGER_PLANNED, "No longer planned"),
    (Status.WITHDRAWN, "Withdrawn"),
    (Verdict.ACCEPTED, "Under consideration"),
    (Verdict.DECLINED, "Declined"),
    (Verdict.DEFERRED, "Not now"),
    (Verdict.ALREADY_POSSIBLE, "Available today"),
    (Verdict.DUPLICATE, "Asked before"),
    (Verdict.NEEDS_INFO, "We asked a question"),
    (Verdict.WITHDRAWN, "Withdrawn"),
    (Reason.BELOW_CAPACITY_LINE, "Other work comes first"),
    (Reason.LOW_REACH, "Helps too few customers today"),
    (Reason.NEEDS_EVIDENCE, "We do not know enough yet"),
    (Reason.OFF_STRATEGY, "Not where the product is going"),
    (Reason.OUT_OF_SCOPE, "Not what this product is for"),
    (Reason.TECHNICAL_CONSTRAINT, "Not possible as the product is built"),
    (Reason.SECURITY_OR_COMPLIANCE, "Would weaken security or compliance"),
    (Reason.COST_EXCEEDS_VALUE, "Costs more than it brings"),
    (Reason.SINGLE_CUSTOMER, "Too specific to one way of working"),
    (Reason.SUPERSEDED, "Replaced"),
    (Reason.NO_OWNER, "No team free to do it well"),
    (ItemStatus.CANDIDATE, "Under consideration"),
    (ItemStatus.PLANNED, "Planned"),
    (ItemStatus.IN_PROGRESS, "In progress"),
    (ItemStatus.SHIPPED, "Shipped"),
    (ItemStatus.CANCELLED, "No longer planned"),
    (Horizon.NOW, "Now"),
    (Horizon.NEXT, "Next"),
    (Horizon.LATER, "Later"),
    (Importance.NICE_TO_HAVE, "They mentioned it"),
    (Importance.IMPORTANT, "It costs them time or money"),
    (Importance.MUST_HAVE, "They will not buy or renew without it"),
    (Stage.PROSPECT, "Prospect"),
    (Stage.CUSTOMER, "Customer"),
    (Stage.RENEWAL, "Renewal coming up"),
    (EvidenceKind.OPINION, "Opinion"),
    (EvidenceKind.PLAN, "Plan"),
    (EvidenceKind.ANECDOTAL, "What single customers said"),
    (EvidenceKind.MARKET_DATA, "Market data"),
    (EvidenceKind.USER_RESEARCH, "User research"),
    (EvidenceKind.USAGE_DATA, "Usage data"),
    (EvidenceKind.EXPERIMENT, "Experiment"),
    (EvidenceKind.LAUNCH_DATA, "Data from a launch"),
    (MandatoryReason.REGULATORY, "Required by law or regulation"),
    (MandatoryReason.CONTRACTUAL, "Required by a contract"),
    (MandatoryReason.SECURITY, "Required for security"),
    (MandatoryReason.DEPENDENCY, "Required by other committed work"),
    (OverrideReason.DEPENDENCY, "Other work depends on it"),
    (OverrideReason.TABLE_STAKES, "Customers expect it of every product"),
    (OverrideReason.STRATEGIC_BET, "A bet on where the product is going"),
    (ReleaseStage.BETA, "Beta"),
    (ReleaseStage.GENERAL, "For everyone"),
    (Result.BETTER, "Better than expected"),
    (Result.AS_EXPECTED, "As expected"),
    (Result.WORSE, "Worse than expected"),
    (Moscow.MUST, "Must have"),
    (Moscow.SHOULD, "Should have"),
    (Moscow.COULD, "Could have"),
    (Moscow.WONT, "Won't have this time"),
    (Kano.MUST_BE, "Expected"),
    (Kano.PERFORMANCE, "The more the better"),
    (Kano.DELIGHTER, "Delights"),
    (Kano.INDIFFERENT, "Nobody minds"),
    (Kano.REVERSE, "Some would rather not"),
)

#: What is said of a request instead of where it stands, where answers are not published.
ASKED = "Asked"

#: What is said in public of an item that stands outside the ranking.
COMMITTED = "Committed work"

#: What stands for the kind of evidence where nobody wrote any.
NO_EVIDENCE = "None written"

_VOWELS = "aeiou"

# By kind of term too: words of different lists may be spelt alike, as `dependency` is.
_WORDS = {(type(term), term): said for term, said in TERMS}

_UNITS = {
    EffortUnit.PERSON_MONTHS: ("person-month", "person-months"),
    EffortUnit.PERSON_WEEKS: ("person-week", "person-weeks"),
    EffortUnit.PERSON_DAYS: ("person-day", "person-days"),
}


def words(term: StrEnum) -> str:
    """Return what pages call a term of the files; its spelling without underscores where they have no word for it."""
    said = _WORDS.get((type(term), term))
    return term.value.replace("_", " ") if said is None else said


def effort(number: Fraction, unit: EffortUnit) -> str:
    """Return an effort with its unit, such as "1 person-month" or "2.5 person-weeks"."""
    one, many = _UNITS[unit]
    return f"{amount(number)} {one if number == 1 else many}"


def effort_unit(unit: EffortUnit) -> str:
    """Return the name of the unit for more than one of it."""
    return _UNITS[unit][1]


def reach_unit(reach: Reach) -> str:
    """Return what reach counts as it is said in a sum, such as "customers a quarter"."""
    return f"{reach.unit} {'an' if reach.period[:1].lower() in _VOWELS else 'a'} {reach.period}"


def listed(words_of_a_list: Sequence[str]) -> str:
    """Return words as a sentence lists them: "reach, impact and effort"."""
    *others, last = words_of_a_list
    return f"{', '.join(others)} and {last}" if others else last
