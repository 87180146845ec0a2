"""Problems in every form, each compared as a whole with a file, and none of them able to steer what reads it."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest

from rice_roadmap.checking import handbook
from rice_roadmap.reports import FROM_TOP, REPORTS, moved, one_line, summary
from rice_roadmap.text.problem import Code, Location, Problem
from rice_roadmap.text.visible import visible

EXPECTED = Path(__file__).parent / "cases" / "reports"
ENDINGS = {"text": "txt", "github": "txt", "gitlab": "json", "json": "json", "sarif": "sarif"}

UNKNOWN = Problem(
    where=Location(path="requests/export.yaml", line=3, column=1),
    code=Code.UNKNOWN_KEY,
    message="There is no key `titel` in a request.",
    hint="Did you mean `title`?",
)

#: Errors and a warning, the same mistake twice in one file, one without a hint, and what forges must have escaped.
PROBLEMS = (
    UNKNOWN,
    replace(UNKNOWN, where=Location(path="requests/export.yaml", line=9, column=1)),
    Problem(
        where=Location(path="roadmap/items/50% off, now: ü.yaml"),
        code=Code.BAD_FILE_NAME,
        message="100% of this name::is, no id.",
    ),
    Problem(
        where=Location(path="roadmap/items/export.yaml", line=12, column=14),
        code=Code.SCORE_STALE,
        message="The estimates are from 2026-01-01, and the plan promises a new look after 180 days.",
        hint="Look at the four estimates again, then write today's date here.",
    ),
)

HOSTILE = Problem(
    where=Location(path="requests/\x1b]8;;x\x07a\n::error::b\r\u202e\u2028\x85\x7f\udcff.yaml"),
    code=Code.BAD_FILE_NAME,
    message="\n::warning::c\x1b[31m\u200b",
    hint="\r\n::error::d\x00",
)


def handbook_page(code: Code) -> handbook.CodePage:
    """Return a page that nobody will ever rewrite."""
    return handbook.CodePage(
        code=code, title=f"The title of {code}", means="What.", why="Why.", example="Wrong.", instead="Right."
    )


@pytest.mark.parametrize("form", REPORTS)
def test_every_form_is_as_its_file_says(form: str, update_examples: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole report, byte for byte; only what the handbook says of a code may change without changing these."""
    monkeypatch.setattr(handbook, "page", handbook_page)
    report = REPORTS[form](PROBLEMS)
    expected = EXPECTED / f"{form}.{ENDINGS[form]}"
    if update_examples:
        expected.parent.mkdir(exist_ok=True)
        expected.write_bytes(report.encode())
    assert report.encode() == expected.read_bytes()


@pytest.mark.parametrize("form", REPORTS)
def test_no_form_lets_a_name_or_a_message_steer_what_reads_it(form: str) -> None:
    """No control character, no mark that hides or turns text and no half character is printed as it is."""
    report = REPORTS[form]((HOSTILE,))
    raw = {character for character in report if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}}
    assert raw == {"\n"}
    report.encode()
    starts = [line for line in report.splitlines() if line.startswith("::")]
    assert len(starts) == (1 if form == "github" else 0)


def test_hidden_characters_are_shown_as_escapes() -> None:
    """A person sees what is wrong with a name; a byte that is no text is shown as that byte."""
    path = r"requests/\x1b]8;;x\x07a\x0a::error::b\x0d\u202e\u2028\x85\x7f\xff.yaml"
    assert REPORTS["text"]((HOSTILE,)).startswith(f"{path}:1:1: bad-file-name: \\x0a::warning::c\\x1b[31m\\u200b\n")
    assert visible("👩\u200d💻 naïve नमस्ते\u200c \U000e0041") == "👩\u200d💻 naïve नमस्ते\u200c \\U000e0041"


@pytest.mark.parametrize("form", ["json", "gitlab", "sarif"])
def test_programs_get_exact_paths(form: str) -> None:
    """What a program decodes is the path itself, so that it finds the file."""
    hostile = replace(HOSTILE, where=Location(path="requests/\x1b\n\u202eä %.yaml"))
    data = json.loads(REPORTS[form]((hostile,)))
    if form == "json":
        found = data["problems"][0]["path"]
    elif form == "gitlab":
        found = data[0]["location"]["path"]
    else:
        place = data["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
        found = unquote(place["artifactLocation"]["uri"])
    assert found == hostile.where.path


def test_every_problem_in_json_has_every_key() -> None:
    """The versioned form: programs need not ask whether a key is there."""
    keys = ["path", "line", "column", "code", "severity", "message", "hint"]
    data = json.loads(REPORTS["json"](PROBLEMS))
    assert list(data) == ["schema_version", "problems"]
    assert [list(problem) for problem in data["problems"]] == [keys] * len(PROBLEMS)


@pytest.mark.parametrize("form", REPORTS)
def test_no_problem_is_a_report_too(form: str) -> None:
    """Without problems the text forms are empty and the others say so in their own way."""
    empty = {
        "text": "",
        "github": "",
        "gitlab": "[]\n",
        "json": '{\n  "schema_version": 1,\n  "problems": []\n}\n',
    }
    report = REPORTS[form](())
    assert report == empty.get(form, report)
    if form == "sarif":
        assert json.loads(report)["runs"][0]["results"] == []


def test_forges_get_paths_from_the_top_of_the_repository() -> None:
    """A roadmap in a folder of a larger repository is marked where the forge shows it."""
    assert sorted(FROM_TOP) == ["github", "gitlab", "sarif"]
    (there,) = moved((UNKNOWN,), "product/roadmap of ours/")
    assert there == replace(UNKNOWN, where=replace(UNKNOWN.where, path="product/roadmap of ours/requests/export.yaml"))
    assert "file=product/roadmap of ours/requests/export.yaml,line=3" in REPORTS["github"]((there,))


def test_fingerprints_stay_when_lines_move_and_differ_for_every_problem() -> None:
    """GitLab knows a problem again after an edit above it, and never takes two problems for one."""

    def fingerprints(*problems: Problem) -> list[str]:
        return [finding["fingerprint"] for finding in json.loads(REPORTS["gitlab"](problems))]

    further_down = replace(UNKNOWN, where=replace(UNKNOWN.where, line=30))
    assert fingerprints(UNKNOWN) == fingerprints(further_down)
    assert len(set(fingerprints(*PROBLEMS))) == len(PROBLEMS)


@pytest.mark.parametrize(
    ("problems", "sentence"),
    [
        ((), "Everything is fine: 31 files checked."),
        (PROBLEMS, "3 errors and 1 warning in 3 files."),
        (PROBLEMS[:1], "1 error in 1 file."),
        (PROBLEMS[3:], "1 warning in 1 file."),
    ],
)
def test_the_summary_counts_in_words(problems: tuple[Problem, ...], sentence: str) -> None:
    """One sentence, in numbers that fit their nouns."""
    assert summary(problems, checked=31) == sentence


def test_sarif_explains_every_code_in_the_words_of_the_handbook() -> None:
    """Whoever sees only the mark on a line can read what it means, why it is asked for, and what is right."""
    (rule,) = json.loads(REPORTS["sarif"]((UNKNOWN,)))["runs"][0]["tool"]["driver"]["rules"]
    page = handbook.page(Code.UNKNOWN_KEY)
    assert rule["shortDescription"]["text"] == page.title
    assert page.means in rule["help"]["text"]
    assert page.instead in rule["help"]["markdown"]
    assert rule["helpUri"].endswith("/how-we-decide/unknown-key/")


def test_a_log_gets_one_line() -> None:
    """A build's log has a line per problem, with what to write instead."""
    assert one_line(UNKNOWN) == (
        "requests/export.yaml:3:1: unknown-key: There is no key `titel` in a request. Did you mean `title`?"
    )
    assert "\n" not in one_line(HOSTILE)
