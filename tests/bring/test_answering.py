"""`decide`: answers to one request or to many, with what each verdict needs, and never half."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rice_roadmap.bring.answer_fields import decide_options
from rice_roadmap.bring.answering import decide
from rice_roadmap.bring.prepared import Prepared
from rice_roadmap.bring.refusal import Refusal
from rice_roadmap.bring.writing_files import write_files
from rice_roadmap.model.decision import Verdict
from rice_roadmap.text.files import Folder
from tests.memory import Memory
from tests.small import FILES, write
from tests.terminal import Terminal

TODAY = date(2026, 11, 23)
OPEN = {path: text for path, text in FILES.items() if not path.startswith(("roadmap/decisions", "roadmap/items"))}
ROADMAP = Memory(OPEN)
PATH = "roadmap/decisions/dark-mode.yaml"

DECLINED = """\
# yaml-language-server: $schema=../../schema/decision.schema.json
verdict: declined   # by the board
decided_on: 2026-10-05
decided_by: Product
# In the words of the customer.
because: |
  Every page would be drawn twice.

reason: cost_exceeds_value # see the sheet
alternatives:
  - title: The browser's own dark mode
    how: Switch it on in its settings.   # since last year
revisit_when: Browsers drop it.
note: Talk to them first.
informed:
  - who: Team North   # by phone
    on: 2026-10-06
"""
ANSWERED = Memory({**OPEN, PATH: DECLINED})

Typed = list[tuple[str, str]]


def written(found: Prepared | Refusal) -> dict[str, str]:
    """Return the text of every file to write, by path."""
    assert isinstance(found, Prepared), found
    assert found.problems == ()
    return {file.path: file.content.decode() for file in found.files}


def refused(found: Prepared | Refusal, status: int = 2) -> str:
    """Return why nothing is written."""
    assert isinstance(found, Refusal)
    assert found.exit_status == status
    return str(found)


# --- New answers ---


@pytest.mark.parametrize(
    ("verdict", "typed", "text"),
    [
        ("accepted", [("because", "We agree.")], "because: We agree.\n"),
        ("withdrawn", [("note", "By mail.")], "note: By mail.\n"),
        (
            "declined",
            [("because", "Few ask."), ("reason", "low reach"), ("no_alternative", "None."), ("final", "true")],
            "because: Few ask.\nreason: low_reach\nno_alternative: None.\nfinal: true\n",
        ),
        (
            "deferred",
            [("because", "Later."), ("reason", "no_owner"), ("revisit_on", "31 Mar 2027")],
            "because: Later.\nreason: no_owner\nrevisit_on: 2027-03-31\n",
        ),
        (
            "already_possible",
            [("alternatives", "By hand: Copy it."), ("alternatives", "By mail: Ask: nicely.")],
            'alternatives:\n  - title: By hand\n    how: Copy it.\n  - title: By mail\n    how: "Ask: nicely."\n',
        ),
        ("duplicate", [("duplicate_of", "export")], "duplicate_of: export\n"),
        (
            "needs-info",
            [("questions", "Which one?"), ("questions", "Since when?"), ("answer_by", "2027-01-31")],
            "questions:\n  - Which one?\n  - Since when?\nanswer_by: 2027-01-31\n",
        ),
    ],
)
def test_each_verdict_is_written_with_what_it_needs(verdict: str, typed: Typed, text: str) -> None:
    """A new answer names its day and who decided, and stands under the id of its request."""
    found = decide(["dark-mode", verdict], ROADMAP, today=TODAY, typed=[("decided_by", "Product"), *typed])
    assert written(found) == {
        PATH: "# yaml-language-server: $schema=../../schema/decision.schema.json\n"
        f"verdict: {verdict.replace('-', '_')}\ndecided_on: 2026-11-23\ndecided_by: Product\n{text}"
    }


def test_several_requests_get_one_answer() -> None:
    """One command answers all of them, each in its own file, named once however often it is typed."""
    typed = [("decided_by", "Product"), ("duplicate_of", "export")]
    third = Memory({**OPEN, "requests/print.yaml": OPEN["requests/dark-mode.yaml"]})
    found = decide(["print", "dark-mode", "print", "duplicate"], third, today=TODAY, typed=typed)
    assert list(written(found)) == ["roadmap/decisions/print.yaml", PATH]
    assert isinstance(found, Prepared)
    assert found.notes == ("print: duplicate.", "dark-mode: duplicate.")


def test_several_originals_are_a_list() -> None:
    """One original is written as it is, more as a list."""
    third = Memory({**OPEN, "requests/print.yaml": OPEN["requests/dark-mode.yaml"]})
    typed = [("decided_by", "Product"), ("duplicate_of", "export"), ("duplicate_of", "print")]
    (text,) = written(decide(["dark-mode", "duplicate"], third, today=TODAY, typed=typed)).values()
    assert text.endswith("duplicate_of:\n  - export\n  - print\n")


def test_settings_reach_what_has_no_option() -> None:
    """Dots reach inside; who was told has several parts."""
    settings = ["informed.who=Team North", "informed.on=2026-11-24", "decided_by=Product"]
    (text,) = written(decide(["dark-mode", "accepted"], ROADMAP, today=TODAY, settings=settings)).values()
    assert text.endswith("decided_by: Product\ninformed:\n  - who: Team North\n    on: 2026-11-24\n")


def test_the_day_can_be_another() -> None:
    """An answer that was given last week says so."""
    typed = [("decided_by", "Product"), ("decided_on", "2026-11-16")]
    (text,) = written(decide(["dark-mode", "accepted"], ROADMAP, today=TODAY, typed=typed)).values()
    assert "decided_on: 2026-11-16\n" in text


@pytest.mark.parametrize("name", ["dark-mode.yaml", "requests/dark-mode.yaml", "night"])
def test_a_request_is_known_by_its_file_and_its_earlier_ids(name: str) -> None:
    """Whoever completes file names in a shell types a path."""
    files = Memory({**OPEN, "requests/dark-mode.yaml": f"{OPEN['requests/dark-mode.yaml']}formerly: [night]\n"})
    assert list(written(decide([name, "accepted"], files, today=TODAY, typed=[("decided_by", "P")]))) == [PATH]


# --- Answers that change ---


def test_an_answer_changes_on_its_lines_alone() -> None:
    """What another verdict needs goes, what is given comes, and comments, order and everything else stay."""
    typed = [("because", "Not this year."), ("reason", "no_owner"), ("revisit_on", "2027-06-30")]
    found = decide(["dark-mode", "deferred"], ANSWERED, today=TODAY, typed=typed)
    assert written(found) == {
        PATH: """\
# yaml-language-server: $schema=../../schema/decision.schema.json
verdict: deferred   # by the board
decided_on: 2026-11-23
decided_by: Product
# In the words of the customer.
because: Not this year.

reason: no_owner # see the sheet
alternatives:
  - title: The browser's own dark mode
    how: Switch it on in its settings.   # since last year
revisit_on: 2027-06-30
revisit_when: Browsers drop it.
note: Talk to them first.
informed:
  - who: Team North   # by phone
    on: 2026-10-06
"""
    }
    assert isinstance(found, Prepared)
    assert found.files[0].replaces == DECLINED.encode()
    assert found.notes == (
        "dark-mode: deferred, was declined.",
        f"{PATH} keeps `alternatives`, `revisit_when` of the answer before: give anew what no longer holds.",
    )


@pytest.mark.parametrize(
    ("verdict", "typed", "gone"),
    [
        ("accepted", [], {"reason", "revisit_when"}),
        ("duplicate", [("duplicate_of", "export")], {"reason", "revisit_when"}),
        ("needs_info", [("questions", "Why?"), ("answer_by", "2027-01-31")], {"reason", "revisit_when"}),
        ("declined", [("final", "true")], {"revisit_when"}),
        ("declined", [("no_alternative", "None.")], {"alternatives"}),
        ("declined", [("note", "")], {"note"}),
    ],
)
def test_keys_of_another_verdict_go(verdict: str, typed: Typed, gone: set[str]) -> None:
    """What the new answer does not use is taken away, and what says the opposite of what is given."""
    (text,) = written(decide(["dark-mode", verdict], ANSWERED, today=TODAY, typed=typed)).values()
    before = {line.partition(":")[0] for line in DECLINED.splitlines() if line[0:1].isalpha()}
    after = {line.partition(":")[0] for line in text.splitlines() if line[0:1].isalpha()}
    assert before - after == gone


def test_the_same_answer_again_is_confirmed_for_today() -> None:
    """Only the day changes; a text that differs in nothing but the line end behind it is the same text."""
    typed = [("because", "Every page would be drawn twice."), ("reason", "cost_exceeds_value")]
    (text,) = written(decide(["dark-mode", "declined"], ANSWERED, today=TODAY, typed=typed)).values()
    assert text == DECLINED.replace("2026-10-05", "2026-11-23")
    assert written(decide(["dark-mode", "declined"], ANSWERED, today=date(2026, 10, 5), typed=typed)) == {}


def test_who_was_told_is_added() -> None:
    """A new telling joins those that there were, with their comments."""
    settings = ["informed.who=Team South", "informed.on=2026-11-24"]
    (text,) = written(decide(["dark-mode", "declined"], ANSWERED, today=TODAY, settings=settings)).values()
    assert text.endswith("who: Team North   # by phone\n    on: 2026-10-06\n  - who: Team South\n    on: 2026-11-24\n")


def test_an_answer_is_found_in_any_folder() -> None:
    """Folders below that of decisions mean nothing."""
    files = Memory({**OPEN, "roadmap/decisions/2026/dark-mode.yaml": DECLINED})
    assert list(written(decide(["dark-mode", "accepted"], files, today=TODAY))) == [
        "roadmap/decisions/2026/dark-mode.yaml"
    ]


# --- At the terminal ---


def test_the_terminal_asks_what_the_verdict_needs() -> None:
    """Once for all requests, in the order of the schema, with the words that the verdict leaves."""
    terminal = Terminal(
        {
            "decided_by": "Product",
            "because": "Few ask.\nAnd rarely.",
            "reason": ["no owner", "low reach"],
            "alternatives": ["By hand", "By hand: Copy it.\nBy mail: Ask us."],
            "revisit_when": "",
            "final": ["", "no", "yes"],
        }
    )
    found = decide(["export", "dark-mode", "declined"], ROADMAP, today=TODAY, ask=terminal)
    assert set(written(found).values()) == {
        (
            "# yaml-language-server: $schema=../../schema/decision.schema.json\n"
            "verdict: declined\ndecided_on: 2026-11-23\ndecided_by: Product\n"
            "because: |-\n  Few ask.\n  And rarely.\nreason: low_reach\n"
            "alternatives:\n  - title: By hand\n    how: Copy it.\n  - title: By mail\n    how: Ask us.\nfinal: true\n"
        )
    }
    assert list(dict.fromkeys(terminal.fields)) == [
        *("decided_by", "because", "reason", "alternatives", "revisit_when", "final")
    ]
    assert "no_owner" not in terminal.question("reason").choices
    assert terminal.question("reason").remark.startswith("`no_owner` does not fit this answer. Write `low_reach`")
    assert terminal.question("alternatives").remark.startswith("it does not say how.")
    assert terminal.question("final").remark == "One of these is needed: `revisit_when` or `final`."


def test_only_requests_that_lack_it_get_what_was_asked_for() -> None:
    """What an answer says already is not asked for, and not written over by what another lacked."""
    terminal = Terminal({"decided_by": "Head of product"})
    texts = written(decide(["export", "dark-mode", "accepted"], ANSWERED, today=TODAY, ask=terminal))
    assert terminal.fields == ["decided_by"]
    assert "decided_by: Head of product" in texts["roadmap/decisions/export.yaml"]
    assert "decided_by: Product" in texts[PATH]


def test_a_reason_for_not_now_is_none_for_not_us() -> None:
    """A reason that the new verdict does not have is asked for anew."""
    files = Memory({**OPEN, PATH: DECLINED.replace("declined", "deferred").replace("cost_exceeds_value", "no_owner")})
    terminal = Terminal({"reason": "low_reach"})
    (text,) = written(decide(["dark-mode", "declined"], files, today=TODAY, ask=terminal)).values()
    assert terminal.fields == ["reason"]
    assert "reason: low_reach # see the sheet\n" in text
    assert "`declined` needs --reason." in refused(decide(["dark-mode", "declined"], files, today=TODAY))


# --- What is refused ---


@pytest.mark.parametrize(
    ("words", "typed", "said"),
    [
        ([], [], "Neither requests nor an answer are named."),
        (["declined"], [], "It is not said which request is answered."),
        (["dark-mode"], [], "`dark-mode` is no answer."),
        (["dark-mode", "declind"], [], "`declind` is no answer. Did you mean `declined`?"),
        (["darkmode", "accepted"], [], "There is no request `darkmode`. Did you mean `dark-mode`?"),
        (["zzz", "accepted"], [], "There is no request `zzz`. The name of a file, without its ending, is the id"),
        (["dark-mode", "accepted"], [], "`accepted` needs --decided-by."),
        (["dark-mode", "accepted"], [("revisit_on", "2027-01-01")], "`--revisit-on` says nothing with `accepted`"),
        (["dark-mode", "deferred"], [("revisit_on", "soon")], "`--revisit-on`: this is not a day."),
        (["dark-mode", "declined"], [("alternatives", "By hand")], "`--alternative`: it does not say how."),
        (["dark-mode", "declined"], [("reason", "lazy")], "`--reason`: `lazy` is not one of the words we know."),
    ],
)
def test_what_cannot_be_followed_says_what_to_type(words: list[str], typed: Typed, said: str) -> None:
    """Misuse names the word that is wrong and the one that was probably meant."""
    assert said in refused(decide(words, ROADMAP, today=TODAY, typed=typed))


def test_all_that_a_verdict_needs_is_named_at_once() -> None:
    """Each missing option with what it is for, and the words it may have."""
    said = refused(decide(["dark-mode", "declined"], ROADMAP, today=TODAY))
    assert said.startswith(
        "`declined` needs --decided-by, --because, --reason, --alternative or --no-alternative, "
        "--revisit-when or --final. --decided-by: Who decided"
    )
    assert "Write `low_reach`, `off_strategy`" in said
    assert "no_owner" not in said


def test_the_verdict_is_no_setting() -> None:
    """It stands behind the requests, where everybody looks for it."""
    found = decide(["dark-mode", "accepted"], ROADMAP, today=TODAY, settings=["verdict=declined"])
    assert "not in a setting" in refused(found)


def test_nothing_is_written_where_one_answer_brings_an_error() -> None:
    """A no to what is planned contradicts the roadmap, so the other answer is not written either."""
    typed = [
        ("decided_by", "Product"),
        ("because", "No."),
        ("reason", "low_reach"),
        ("no_alternative", "None."),
        ("final", "true"),
    ]
    found = decide(["dark-mode", "export", "declined"], Memory(FILES), today=TODAY, typed=typed)
    assert isinstance(found, Prepared)
    assert (found.files, found.notes) == ((), ())
    assert [(problem.code, problem.where.path) for problem in found.problems] == [
        ("answer-contradicts-roadmap", "roadmap/decisions/export.yaml")
    ]


def test_a_reason_that_does_not_hold_is_explained() -> None:
    """The same words as `check` has for it."""
    found = decide(["dark-mode", "declined"], ANSWERED, today=TODAY, typed=[("reason", "below_capacity_line")])
    assert isinstance(found, Prepared)
    assert found.is_refused
    assert found.problems[0].message.startswith("Capacity is a reason for *not now*.")


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        (PATH, "verdict: [\n", f"{PATH}:1:10: this must be mended first:"),
        (PATH, b"\xff", f"{PATH}:1:1: this must be mended first: The file is not UTF-8"),
        ("roadmap/decisions/dark-mode.yml", DECLINED, "Rename it to roadmap/decisions/dark-mode.yaml."),
    ],
)
def test_an_answer_that_cannot_be_read_is_mended_first(path: str, text: str | bytes, said: str) -> None:
    """No command writes into a file that it does not understand."""
    assert said in refused(decide(["dark-mode", "accepted"], Memory({**OPEN, path: text}), today=TODAY), status=1)


def test_a_link_is_not_written_through() -> None:
    """What stands there may lead anywhere."""
    files = Memory(OPEN, links=frozenset({PATH}))
    assert "cannot be read" in refused(decide(["dark-mode", "accepted"], files, today=TODAY), status=1)


def test_a_file_that_changes_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    """Between reading and writing somebody else may have saved the file: then theirs stays."""
    root = write(tmp_path)
    found = decide(["dark-mode", "accepted"], Folder(root=root), today=TODAY)
    assert isinstance(found, Prepared)
    (root / PATH).write_text("verdict: withdrawn\n")
    refusal = write_files(root, found.files).refusal
    assert refusal is not None
    assert "it was changed in the meantime" in refusal.message
    assert (root / PATH).read_text() == "verdict: withdrawn\n"


def test_what_is_prepared_reaches_the_disk(tmp_path: Path) -> None:
    """The file that is written is the one that was checked, and keeps its rights."""
    root = write(tmp_path)
    (root / PATH).chmod(0o640)
    found = decide(["dark-mode", "accepted"], Folder(root=root), today=TODAY)
    assert isinstance(found, Prepared)
    assert write_files(root, found.files).refusal is None
    assert (root / PATH).read_bytes() == found.files[0].content
    assert (root / PATH).stat().st_mode & 0o777 == 0o640
    assert "verdict: accepted" in (root / PATH).read_text()


# --- Options ---


def test_every_field_of_an_answer_has_an_option() -> None:
    """Their words come from the schema; only the verdict and who was told are set otherwise."""
    assert [(option.flag, option.field) for option in decide_options()] == [
        ("--decided-on", "decided_on"),
        ("--decided-by", "decided_by"),
        ("--because", "because"),
        ("--reason", "reason"),
        ("--alternative", "alternatives"),
        ("--no-alternative", "no_alternative"),
        ("--revisit-on", "revisit_on"),
        ("--revisit-when", "revisit_when"),
        ("--final", "final"),
        ("--duplicate-of", "duplicate_of"),
        ("--question", "questions"),
        ("--answer-by", "answer_by"),
        ("--note", "note"),
    ]
    assert [option.field for option in decide_options() if option.is_repeated] == [
        *("alternatives", "duplicate_of", "questions")
    ]
    assert [option.field for option in decide_options() if option.is_switch] == ["final"]
    assert all(option.help for option in decide_options())


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_is_understood(verdict: Verdict) -> None:
    """Each is asked for what it needs, or written."""
    found = decide(["dark-mode", verdict.value], ROADMAP, today=TODAY, typed=[("decided_by", "Product")])
    assert isinstance(found, Prepared) or f"`{verdict}` needs" in str(found)
