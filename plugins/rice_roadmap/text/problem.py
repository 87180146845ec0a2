"""What can be wrong with what somebody wrote: values to be collected, placed and shown, never raised."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Whether a problem stops the site (`error`) or only asks for judgement (`warning`)."""

    ERROR = "error"
    WARNING = "warning"


class Code(StrEnum):
    """Every kind of problem there is: a closed list, each with a page under `/how-we-decide/<code>/`."""

    # The file itself
    MISSING_PLAN = "missing-plan"
    SYMBOLIC_LINK = "symbolic-link"
    NOT_A_FILE = "not-a-file"
    UNREADABLE_FILE = "unreadable-file"
    WRONG_ENDING = "wrong-ending"
    MISPLACED_FILE = "misplaced-file"
    BAD_FILE_NAME = "bad-file-name"
    RESERVED_ID = "reserved-id"
    ID_USED_TWICE = "id-used-twice"
    ID_FORMERLY_USED = "id-formerly-used"

    # Its text
    FILE_TOO_LARGE = "file-too-large"
    NOT_UTF_8 = "not-utf-8"
    FORBIDDEN_CHARACTER = "forbidden-character"
    TAB_CHARACTER = "tab-character"
    NON_BREAKING_SPACE = "non-breaking-space"
    MERGE_CONFLICT = "merge-conflict"
    EMPTY_FILE = "empty-file"
    SECOND_DOCUMENT = "second-document"
    NOT_A_MAPPING = "not-a-mapping"

    # Its YAML
    NOT_YAML = "not-yaml"
    NEEDS_QUOTES = "needs-quotes"
    COMMENT_CUTS_VALUE = "comment-cuts-value"
    YAML_REFERENCE = "yaml-reference"
    YAML_TAG = "yaml-tag"
    YAML_DIRECTIVE = "yaml-directive"
    MERGE_KEY = "merge-key"
    DUPLICATE_KEY = "duplicate-key"
    KEY_NOT_TEXT = "key-not-text"
    NOT_NORMALISED = "not-normalised"
    UNUSABLE_NUMBER = "unusable-number"
    TOO_DEEP = "too-deep"
    TOO_MANY_VALUES = "too-many-values"

    # Its shape
    UNKNOWN_KEY = "unknown-key"
    MISSING_KEY = "missing-key"
    WRONG_TYPE = "wrong-type"
    NOT_A_CHOICE = "not-a-choice"
    EMPTY_VALUE = "empty-value"
    TOO_LONG = "too-long"
    SEVERAL_LINES = "several-lines"
    REPEATED_VALUE = "repeated-value"
    NOT_A_DATE = "not-a-date"
    NOT_AN_ADDRESS = "not-an-address"
    NOT_AN_ID = "not-an-id"
    NUMBER_SPELLING = "number-spelling"
    NUMBER_OUT_OF_RANGE = "number-out-of-range"
    LOOKS_LIKE_A_NUMBER = "looks-like-a-number"
    CONFIDENCE_AMBIGUOUS = "confidence-ambiguous"
    STORED_SCORE = "stored-score"
    CAPACITY_IS_NO_REASON = "capacity-is-no-reason"
    WRONG_SHAPE = "wrong-shape"

    # What it points at
    UNKNOWN_REQUEST = "unknown-request"
    UNKNOWN_ITEM = "unknown-item"
    UNKNOWN_OBJECTIVE = "unknown-objective"
    UNKNOWN_AREA = "unknown-area"
    UNKNOWN_SEGMENT = "unknown-segment"
    UNKNOWN_ACCOUNT = "unknown-account"
    DEPENDENCY_CYCLE = "dependency-cycle"
    DUPLICATE_OF_ITSELF = "duplicate-of-itself"
    DUPLICATE_RING = "duplicate-ring"
    IMPORTED_TWICE = "imported-twice"
    POINTS_AT_INTERNAL = "points-at-internal"

    # What it says beside other files
    ANSWER_CONTRADICTS_ROADMAP = "answer-contradicts-roadmap"
    NOT_USED_HERE = "not-used-here"
    PLANNED_FOR_LATER = "planned-for-later"
    IMPACT_OFF_SCALE = "impact-off-scale"
    CONFIDENCE_OFF_SCALE = "confidence-off-scale"
    EFFORT_BELOW_MINIMUM = "effort-below-minimum"
    RANGE_ORDER = "range-order"
    CONFIDENCE_ABOVE_EVIDENCE = "confidence-above-evidence"
    REACH_LOOKS_LIKE_A_SCALE = "reach-looks-like-a-scale"
    SCORE_STALE = "score-stale"
    OVERRIDE_EXPIRED = "override-expired"
    TARGET_PASSED = "target-passed"
    OVER_COMMITTED = "over-committed"
    COMMITTED_WITHOUT_EFFORT = "committed-without-effort"
    PREREQUISITE_BELOW_LINE = "prerequisite-below-line"

    # What must not be published
    NAMES_AN_ACCOUNT = "names-an-account"
    MONEY_IN_PUBLIC_TEXT = "money-in-public-text"
    INTERNAL_IN_PUBLIC_REPOSITORY = "internal-in-public-repository"

    @property
    def severity(self) -> Severity:
        """Whether a problem of this kind is an error or a warning: a fact of the kind, not of the occasion."""
        return Severity.WARNING if self in _WARNINGS else Severity.ERROR


# Judgement, and whatever depends on today's date: yesterday's green build stays green.
_WARNINGS = frozenset(
    {
        Code.UNKNOWN_ACCOUNT,
        Code.NOT_USED_HERE,
        Code.CONFIDENCE_ABOVE_EVIDENCE,
        Code.REACH_LOOKS_LIKE_A_SCALE,
        Code.SCORE_STALE,
        Code.OVERRIDE_EXPIRED,
        Code.TARGET_PASSED,
        Code.OVER_COMMITTED,
        Code.COMMITTED_WITHOUT_EFFORT,
        Code.PREREQUISITE_BELOW_LINE,
        Code.MONEY_IN_PUBLIC_TEXT,
    }
)


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Location:
    """A place in a file: path from the root with `/`, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """Something a person can fix: where it is, what is wrong, and what to write instead.

    `message` and `hint` are plain sentences of one line; they never quote an internal value.
    """

    where: Location
    code: Code
    message: str
    hint: str = ""

    @property
    def severity(self) -> Severity:
        """Whether this stops the site."""
        return self.code.severity

    @property
    def order(self) -> tuple[Location, Code, str]:
        """The key by which problems are listed: path, line, column, code, then message."""
        return (self.where, self.code, self.message)


def has_errors(problems: tuple[Problem, ...]) -> bool:
    """Return whether any of the problems stops the site."""
    return any(problem.severity is Severity.ERROR for problem in problems)
