"""What those who asked are told after a change: which requests, which files, which words, and from which command."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from rice_roadmap.checking.inspection import inspect
from rice_roadmap.cli import main
from rice_roadmap.publish.telling import MOST_CHARACTERS, Telling, tellings
from tests import small
from tests.memory import Memory

TODAY = date(2026, 11, 23)
URL = "https://example.com/roadmap"

PLAN = "product: Example\nreach: {unit: customers, period: quarter}\n"
EXPORT = "title: Export to a spreadsheet\nneed: By hand today.\npotential_impact: The canary deal.\n"
SHIPPED = "title: Export\nsummary: S\nstatus: shipped\nrelease: {on: 2026-11-20}\nanswers: [export]\n"
DECLINED = """\
verdict: declined
decided_on: 2026-11-20
decided_by: Product
reason: low_reach
because: Few need it.
no_alternative: We know of none.
final: true
note: The canary stays here.
"""
BEFORE = {
    "roadmap/plan.yaml": PLAN,
    "requests/sharing/export.yaml": EXPORT,
    "requests/asks/export/south.yaml": "account: Canary Inc\n",
    "requests/asks/export/north.yaml": "account: Canary Ltd\n",
    "requests/other.yaml": EXPORT.replace("Export", "Other"),
}

Files = Mapping[str, str | None]


def told(changed: Files, *, before: Files | None = None) -> tuple[Telling, ...]:
    """Return what is told after these files changed, None taking one away."""
    old: Files = {**BEFORE, **(before or {})}
    first, second = (inspect(Memory(files=_there(files)), today=TODAY) for files in (old, {**old, **changed}))
    assert not second.has_errors, second.problems
    return tellings(first.portfolio, second.portfolio, TODAY, URL)


def _there(files: Files) -> Mapping[str, str]:
    return {path: text for path, text in files.items() if text is not None}


@pytest.mark.parametrize(
    ("changed", "status", "words"),
    [
        ({"roadmap/decisions/export.yaml": DECLINED}, "declined", "No, we do not plan to build this. Few need it."),
        ({"roadmap/items/export.yaml": SHIPPED}, "shipped", "Shipped on 2026-11-20."),
    ],
    ids=["a no", "a release"],
)
def test_an_answer_and_a_release_are_told(changed: Files, status: str, words: str) -> None:
    """With the files that brought the request and its asks, and the address where the answer stands."""
    [telling] = told(changed)
    assert (telling.request, telling.status) == ("export", status)
    assert telling.paths == (
        "requests/sharing/export.yaml",
        "requests/asks/export/north.yaml",
        "requests/asks/export/south.yaml",
    )
    assert telling.words.startswith(f"About Export to a spreadsheet: {words}")
    assert f"always at {URL}/requests/export/." in telling.words


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"requests/new.yaml": EXPORT},
        {"requests/other.yaml": EXPORT},
        {"roadmap/decisions/export.yaml": DECLINED.replace("2026-11-20", "2026-11-21").replace("Product", "Board")},
        {"roadmap/decisions/export.yaml": DECLINED.replace("canary", "canary bird")},
        {"requests/asks/export/west.yaml": "account: Canary AG\n"},
    ],
    ids=["nothing", "a new request", "a title", "a day", "a note", "an ask"],
)
def test_what_is_no_news_to_those_who_asked_is_not_told(changed: Files) -> None:
    """Nobody hears that they asked, nor on which day or by whom the same answer was given."""
    assert told(changed, before={"roadmap/decisions/export.yaml": DECLINED}) == ()


def test_an_answer_that_is_taken_back_is_told() -> None:
    """Who was told a no may have told it to the customer."""
    [telling] = told({"roadmap/decisions/export.yaml": None}, before={"roadmap/decisions/export.yaml": DECLINED})
    assert "Waiting for an answer." in telling.words


def test_a_request_that_is_answered_as_it_comes_in_is_told() -> None:
    """Also where the public sees requests only once they have an answer."""
    plan = {"roadmap/plan.yaml": f"{PLAN}publish_requests: when_answered\n"}
    assert [telling.request for telling in told({"roadmap/decisions/export.yaml": DECLINED}, before=plan)] == ["export"]


def test_who_asked_for_a_duplicate_is_told_what_the_original_is_told() -> None:
    """Both hear that it shipped, each by its own title."""
    duplicate = "verdict: duplicate\ndecided_on: 2026-11-20\ndecided_by: Product\nduplicate_of: export\n"
    found = told({"roadmap/items/export.yaml": SHIPPED}, before={"roadmap/decisions/other.yaml": duplicate})
    assert [(telling.request, telling.status) for telling in found] == [("export", "shipped"), ("other", "shipped")]


def test_a_request_that_only_got_another_name_is_not_told() -> None:
    """The answer went with it."""
    changed = {
        "requests/sharing/export.yaml": None,
        "requests/download.yaml": f"{EXPORT}formerly: [export]\n",
        "requests/asks/export/south.yaml": None,
        "requests/asks/export/north.yaml": None,
        "roadmap/decisions/export.yaml": None,
        "roadmap/decisions/download.yaml": DECLINED,
    }
    assert told(changed, before={"roadmap/decisions/export.yaml": DECLINED}) == ()


@pytest.mark.parametrize(
    "before",
    [
        {"roadmap/plan.yaml": f"{PLAN}public_shows: [roadmap]\n"},
        {"requests/sharing/export.yaml": f"{EXPORT}visibility: internal\n"},
    ],
    ids=["answers are not public", "the request is not"],
)
def test_what_the_public_site_does_not_show_is_not_told(before: Files) -> None:
    """The words are there to be passed on."""
    assert told({"roadmap/decisions/export.yaml": DECLINED}, before=before) == ()


def test_nothing_internal_is_told() -> None:
    """Neither in words nor in a comment."""
    [telling] = told({"roadmap/decisions/export.yaml": DECLINED})
    assert "anary" not in telling.words + telling.comment


def test_the_marker_stays_as_long_as_the_words_do() -> None:
    """Another reason is told again; the same words are not."""
    first, again, other = (
        told({"roadmap/decisions/export.yaml": text})[0]
        for text in (DECLINED, DECLINED.replace("canary", "bird"), DECLINED.replace("Few", "Nobody"))
    )
    assert first.comment.splitlines()[0] == first.marker == again.marker
    assert first.marker != other.marker


def test_a_comment_is_short_enough_for_every_forge() -> None:
    """Long words are cut there, and whole where programs read them."""
    [telling] = told({"roadmap/decisions/export.yaml": DECLINED.replace("Few need it.", "word " * 12_000)})
    assert len(telling.words) > 60_000
    assert len(telling.comment) < MOST_CHARACTERS + 500


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository whose last commit declines the export, and stand in it."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795435200")
    person = {f"GIT_{role}_{key}": "a@b" for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")}
    environment = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull} | person
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, env=environment, check=True)
    for text in (None, small.FILES["roadmap/decisions/dark-mode.yaml"]):
        small.write(tmp_path, roadmap__items__export=None, roadmap__decisions__export=text)
        for words in (("add", "--all"), ("commit", "--quiet", "--message", "x")):
            subprocess.run(["git", *words], cwd=tmp_path, env=environment, check=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("repository")
def test_the_command_tells_people_and_programs(capsys: pytest.CaptureFixture[str]) -> None:
    """A request with its files and its words; or one JSON object on a line."""
    assert main(["tell", "HEAD~1"]) == 0
    where, first, second, words = capsys.readouterr().out.splitlines()
    assert (where, first, second) == ("export: declined", "  requests/export.yaml", "  requests/asks/export/first.yaml")
    assert words.startswith("  About Export to a spreadsheet: No,")
    assert main(["tell", "HEAD~1", "HEAD", "--url", URL, "--format", "json"]) == 0
    [line] = capsys.readouterr().out.splitlines()
    data = json.loads(line)
    assert list(data) == ["schema_version", "request", "status", "paths", "words", "comment"]
    assert f"{URL}/requests/export/" in data["words"]


@pytest.mark.usefixtures("repository")
def test_the_command_says_that_there_is_nothing_to_tell(capsys: pytest.CaptureFixture[str]) -> None:
    """On standard error, so that a script has nothing to read."""
    assert main(["tell", "HEAD"]) == 0
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "There is nothing to tell.\n")


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    ("words", "said"),
    [(("nowhere",), "git knows no commit"), (("HEAD", "--url", "example.com"), "is no address of a site")],
)
def test_the_command_says_what_it_cannot_follow(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    """A commit that is not there, and an address that is none."""
    assert main(["tell", *words]) == 2
    assert said in capsys.readouterr().err
