"""The workflows that every roadmap repository gets: run step by step on a forge of our own, hostile texts included."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml

from rice_roadmap.bring import issue_form
from rice_roadmap.publish import change_report
from tests.forge import Forge
from tests.workflows import condition, expanded

ROOT = Path(__file__).parents[1]
SCAFFOLD = ROOT / "plugins" / "rice_roadmap" / "bring" / "scaffold"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PROGRAMS = Path(sys.executable).parent

#: What `@your-org` stands for in this repository.
OURS = {
    "@your-org/sales": "@rice-roadmap/requesters",
    "@your-org/product": "@rice-roadmap/product",
    "@your-org/maintainers": "@rice-roadmap/maintainers",
}

REQUEST = "title: {title}\nneed: They type it twice.\npotential_impact: The canary deal hangs on it.\n"

#: Runs wherever it is not kept as text, and leaves a file behind.
HOSTILE = '$(touch MADE-BY-X)"; touch MADE-BY-Y; `touch MADE-BY-Z`'
BRANCH = '$(touch${IFS}MADE-BY-X)";touch${IFS}MADE-BY-Y;%0A%3A%3Aerror'
COMMAND = "a\n::error::injected\n::set-output name=number::7"
MADE = ("MADE-BY-X*", "MADE-BY-Y*", "MADE-BY-Z*")

HOSTILE_FILES = {
    "requests/hostile-title.yaml": REQUEST.format(title=json.dumps(f"@everyone #1 {HOSTILE} ```<!-- ::error::x")),
    "requests/hostile-key.yaml": REQUEST.format(title="A") + f"{json.dumps(HOSTILE)}: 1\n",
    f"requests/{HOSTILE}.yaml": REQUEST.format(title="B"),
    f"requests/{COMMAND}.yaml": REQUEST.format(title="C"),
    f"roadmap/items/{COMMAND}/{HOSTILE}.yaml": "title: D\nsummary: D\nstatus: candidate\n",
    "requests/%0A::error file=x::injected.yaml": REQUEST.format(title="E"),
    "requests/-rf --help.yaml": REQUEST.format(title="F"),
}

DECLINED = """\
verdict: declined
decided_on: 2026-11-20
decided_by: Product
reason: low_reach
because: {because}
no_alternative: We know of none.
revisit_when: More teams ask.
note: The canary stays internal.
"""


@pytest.fixture
def forge(tmp_path: Path) -> Forge:
    """Return a forge with the small roadmap on main."""
    return Forge(tmp_path)


def commands(text: str) -> list[str]:
    """Return the lines that a runner would follow as commands."""
    return [line for line in text.splitlines() if line.lstrip().startswith(("::", "##["))]


# check.yml


def test_a_good_request_passes_and_its_site_is_kept(forge: Forge) -> None:
    """Every step runs, nothing is marked, the summary says what merging does, and the site can be looked at."""
    job = forge.check(forge.pull(12, {"requests/type-once.yaml": REQUEST.format(title="Type it once")}))
    assert [step.outcome for step in job.steps] == ["success"] * len(job.steps)
    assert commands("".join(step.printed for step in job.steps)) == []
    summary = job["Summarise"].summary
    assert "Everything is fine" in summary
    assert "Type it once" in summary
    assert len(forge.artifacts) == 1


def test_every_problem_is_marked_and_summarised(forge: Forge) -> None:
    """More than the ten marks that GitHub shows stand in the summary; no site is built from files with errors."""
    bad = {f"requests/bad-{number}.yaml": f"titel: {number}\n" for number in range(12)}
    job = forge.check(forge.pull(12, bad))
    assert job.failed == ["Check every file"]
    marks = commands(job["Check every file"].printed)
    assert all(mark.startswith("::error file=requests/bad-") for mark in marks)
    summary = job["Summarise"].summary
    assert all(f"{path}:" in summary for path in bad)
    assert f"{len(marks)} errors in 12 files." in summary
    assert job["Build the site"].outcome == "skipped"
    assert forge.artifacts == []


def test_what_a_pull_request_brings_is_never_run_and_adds_no_command(forge: Forge) -> None:
    """Titles, keys and names of files, folders and branches stay text, be it shell, Markdown or a command."""
    job = forge.check(forge.pull(12, HOSTILE_FILES, branch=BRANCH), association="NONE", title=HOSTILE)
    assert forge.made_by(MADE) == []
    allowed = re.compile(r"::(error|warning) file=[^\n:]+,line=\d+,col=\d+,title=[a-z-]+::|::notice title=Files of p")
    printed = commands("\n".join(step.printed for step in job.steps))
    assert printed
    assert [line for line in printed if not allowed.match(line)] == []
    summary = job["Summarise"].summary.splitlines()
    assert [line for line in summary if line.startswith("```")] == ["```text", "```"]


def test_the_summary_leaves_out_what_main_did_since(forge: Forge) -> None:
    """A forge may merge with a newer main than its event tells of; what came from there is no part of the change."""
    pull = forge.pull(12, {"requests/type-once.yaml": REQUEST.format(title="Type it once")})
    forge.commit({"requests/elsewhere.yaml": REQUEST.format(title="Something else")}, "Go on")
    forge.try_merging(pull)
    job = forge.check(pull, only=("Get the files", "Find where it begins", "Summarise"))
    summary = job["Summarise"].summary
    assert "Type it once" in summary
    assert "Something else" not in summary


@pytest.mark.parametrize(
    ("files", "association", "is_said"),
    [
        ({"requests/a.yaml": REQUEST.format(title="A")}, "NONE", False),
        ({"roadmap/items/import.yaml": None}, "MEMBER", False),
        ({"roadmap/items/import.yaml": None}, "CONTRIBUTOR", True),
        ({"roadmap/items/import.yaml": None, "requests/a.yaml": REQUEST.format(title="A")}, "MEMBER", True),
    ],
    ids=["a request", "a colleague's item", "a stranger's item", "a request and an item"],
)
def test_who_only_asks_is_told_whose_files_they_touch(
    forge: Forge, files: Mapping[str, str | None], association: str, *, is_said: bool
) -> None:
    """Changing roadmap/ beside a request, or from outside, gets a notice in plain words, and fails nothing."""
    steps = ("Get the files", "Find where it begins", "Say whose files these are")
    step = forge.check(forge.pull(12, files), association=association, only=steps)[steps[-1]]
    assert step.outcome == "success"
    assert ("belong to product managers" in step.summary) == is_said
    assert [line.partition("::")[1] for line in commands(step.printed)] == ["::"] * is_said


# comment.yml


def test_one_comment_is_kept_up_to_date(forge: Forge) -> None:
    """The second push updates what the first said; what people wrote stays, even if it looks like ours."""
    state = forge.state
    copied = f"{change_report.MARKER}\nLook what it said!"
    state["comments"].append({"pull": 12, "id": 1, "user": {"login": "somebody"}, "body": copied})
    forge.remember(state)
    for title in ("Type it once", "Type it never"):
        pull = forge.pull(12, {"requests/type-once.yaml": REQUEST.format(title=title)})
        assert forge.comment(pull).failed == []
    first, said = forge.comments(12)
    assert first == copied
    assert said.startswith(f"{change_report.MARKER}\n")
    assert "`Type it never`" in said
    assert "Type it once" not in said


def test_a_comment_shows_what_the_pull_request_changes_and_nothing_that_main_did_since(forge: Forge) -> None:
    """Main may be ahead of what the pull request was merged with; that is no part of the change."""
    pull = forge.pull(12, {"requests/type-once.yaml": REQUEST.format(title="Type it once")})
    forge.commit({"requests/elsewhere.yaml": REQUEST.format(title="Something else")}, "Go on")
    assert forge.comment(pull).failed == []
    [said] = forge.comments(12)
    assert "Type it once" in said
    assert "Something else" not in said


def test_errors_are_commented_on_too(forge: Forge) -> None:
    """A change that brings errors gets its comment, which names them."""
    assert forge.comment(forge.pull(12, {"requests/bad.yaml": "titel: x\n"})).failed == []
    [said] = forge.comments(12)
    assert "Errors it brings" in said


def test_a_comment_holds_hostile_texts_as_letters(forge: Forge) -> None:
    """The pull request of that branch is found, nothing is run, and mentions, links and commands are inert."""
    job = forge.comment(forge.pull(12, HOSTILE_FILES, branch=BRANCH))
    assert job.failed == []
    assert forge.made_by(MADE) == []
    assert commands("\n".join(step.printed for step in job.steps)) == []
    [said] = forge.comments(12)
    outside = re.sub(r"`[^`\n]*`", "", said.removeprefix(change_report.MARKER))
    assert "@everyone" in said
    assert not re.search(r"@|#\d|<!--|::|touch", outside)


def test_a_comment_says_when_there_is_a_conflict(forge: Forge) -> None:
    """Without a merged state of this very commit nothing can be compared, and the same comment says so."""
    pull = forge.pull(12, {"requests/type-once.yaml": REQUEST.format(title="Type it once")})
    forge.comment(pull)
    stale = forge.git("rev-parse", pull.head)
    latest = forge.pull(12, {"requests/type-once.yaml": REQUEST.format(title="Another")})
    forge.git("push", "--quiet", "--force", "origin", f"{stale}:refs/pull/12/merge")
    assert forge.comment(latest).failed == []
    [said] = forge.comments(12)
    assert said.startswith(f"{change_report.MARKER}\n")
    assert "in conflict with main" in said
    forge.git("push", "--quiet", "origin", ":refs/pull/12/merge")
    assert forge.comment(latest).failed == []
    assert len(forge.comments(12)) == 1


def test_nothing_is_said_where_there_is_nothing_to_say(forge: Forge) -> None:
    """No comment for a change beside the roadmap, for a commit that is no longer the last, and for a merge queue."""
    beside = forge.pull(12, {"docs/about.md": "# About\n"})
    assert forge.comment(beside).failed == []
    outdated = forge.pull(13, {"requests/a.yaml": REQUEST.format(title="A")})
    forge.pull(13, {"requests/b.yaml": REQUEST.format(title="B")})
    job = forge.comment(outdated)
    assert (job["Compare"].outcome, job["Comment"].outcome) == ("skipped", "skipped")
    assert forge.comment(beside, event="merge_group").steps == ()
    assert forge.state["comments"] == []


def test_a_tool_that_breaks_says_nothing(forge: Forge) -> None:
    """An empty comment would wipe out what the last one said, so the run fails instead."""
    pull = forge.pull(12, {"requests/a.yaml": REQUEST.format(title="A")})
    broken = forge.folder / "programs" / "rice-roadmap"
    broken.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    broken.chmod(0o755)
    assert forge.comment(pull).failed == ["Compare"]
    assert forge.comments(12) == []


def test_a_comment_is_written_by_code_of_main_alone(forge: Forge) -> None:
    """What is checked out and installed is main's, whatever the pull request brings along."""
    brought = {"requirements.txt": "evil\n", "requirements.lock": "evil\n", "mkdocs.yml": "hooks: [evil.py]\n"}
    forge.comment(forge.pull(12, {**brought, "requests/a.yaml": REQUEST.format(title="A")}))
    workspace = forge.folder / "workspace"
    assert not (workspace / "requirements.txt").exists()
    assert not (workspace / "requests" / "a.yaml").exists()
    assert len(forge.comments(12)) == 1


# publish.yml


def test_the_public_site_is_built_audited_and_handed_over(forge: Forge) -> None:
    """In this order, and nothing else is handed over."""
    job = forge.build()
    assert job.failed == []
    names = [step.name for step in job.steps]
    assert names.index("Look for what must stay internal") < names.index("Hand the site over")
    assert len(forge.artifacts) == 1


def test_the_site_for_colleagues_is_never_handed_over(forge: Forge) -> None:
    """A configuration that builds the internal site fails with a sentence that says what to do."""
    text = (forge.author / "mkdocs.yml").read_text(encoding="utf-8")
    forge.commit({"mkdocs.yml": f"{text.rstrip()}:\n      audience: internal\n"}, "Open up")
    job = forge.build()
    assert job.failed == ["Refuse the site for colleagues"]
    assert "for colleagues" in job["Refuse the site for colleagues"].printed
    assert forge.artifacts == []


def test_a_site_with_a_leak_is_never_handed_over(forge: Forge) -> None:
    """What the audit finds stops everything behind it, and the log does not repeat the value."""
    forge.commit(
        {
            "roadmap/accounts.yaml": "umbrella-example:\n  name: Quillfeather\n",
            "docs/about.md": "# About\n\nWe built it for Quillfeather.\n",
        },
        "Say too much",
    )
    job = forge.build()
    assert job.failed == ["Look for what must stay internal"]
    assert "Quillfeather" not in job["Look for what must stay internal"].printed
    assert forge.artifacts == []


READING = ("Get the files", "Bring what was read before", "Check every file")


def test_what_was_read_is_kept_for_the_next_time(forge: Forge) -> None:
    """A checkout that is made anew uses what the latest run for main kept, be it another commit or the same."""
    forge.commit({f"requests/asks/export/a-{number}.yaml": "account: Umbrella\n" for number in range(500)}, "Ask")
    assert "507 files" in forge.build(only=READING)["Check every file"].printed
    [first] = forge.kept
    outcomes = forge.kept[first] / "outcomes.json"
    # So that whoever looks it up says something that nobody would find.
    outcomes.write_text(outcomes.read_text(encoding="utf-8").replace('"files": 507', '"files": 7'), encoding="utf-8")
    forge.commit({"docs/about.md": "# About\n"}, "Say more")
    assert "7 files" in forge.build(only=READING)["Check every file"].printed
    assert list(forge.kept) == [first, f"rice-roadmap-{forge.git('rev-parse', 'main')}"]


def test_a_small_roadmap_keeps_nothing(forge: Forge) -> None:
    """It is read as fast as it is looked up."""
    assert forge.build(only=READING).failed == []
    assert forge.kept == {}


def test_nothing_is_kept_where_others_than_main_could_fill_it() -> None:
    """Only what runs after a push to main brings and keeps, so that no pull request decides what a check finds."""
    keeping = [path for path in WORKFLOWS if "actions/cache" in path.read_text(encoding="utf-8")]
    assert [path.name for path in keeping] == ["publish.yml"]
    # YAML 1.1 reads the key `on` as true.
    assert yaml.safe_load(keeping[0].read_text(encoding="utf-8"))[True] == {"push": {"branches": ["main"]}}


@pytest.fixture
def asked(forge: Forge) -> Forge:
    """Return a forge on which pull request 12 brought a request, and 13 an ask for it; published so far."""
    forge.merge(forge.pull(12, {"requests/type-once.yaml": REQUEST.format(title=f"Type {json.dumps('it')} once")}))
    ask = "account: Somebody\nsays: The canary wants it.\n"
    forge.merge(forge.pull(13, {"requests/asks/type-once/north.yaml": ask}))
    forge.call_published()
    return forge


def test_who_asked_is_told_once(asked: Forge) -> None:
    """Both pull requests get the words to forward, with the address, and a second run repeats nothing."""
    before = asked.git("rev-parse", "HEAD")
    asked.merge(asked.pull(14, {"roadmap/decisions/type-once.yaml": DECLINED.format(because="Few need it.")}))
    assert asked.tell(before).failed == []
    state = asked.state
    state["published"].pop()
    asked.remember(state)
    assert asked.tell(before).failed == []
    for number in (12, 13):
        [said] = asked.comments(number)
        assert "No, we do not plan to build this. Few need it." in said
        assert "always at https://example.com/roadmap/requests/type-once/." in said
    assert asked.comments(14) == []


def test_internal_words_are_never_told(asked: Forge) -> None:
    """Neither what an ask says nor what it is worth nor a note stands in a comment."""
    asked.merge(asked.pull(14, {"roadmap/decisions/type-once.yaml": DECLINED.format(because="Few need it.")}))
    asked.tell("")
    assert asked.comments(12)
    assert "canary" not in json.dumps(asked.state["comments"])
    assert "Somebody" not in json.dumps(asked.state["comments"])


def test_an_answer_that_changes_is_told_again(asked: Forge) -> None:
    """After a no, what ships later is news, in a comment of its own."""
    asked.merge(asked.pull(14, {"roadmap/decisions/type-once.yaml": DECLINED.format(because="Few need it.")}))
    asked.tell("")
    item = "title: Type once\nsummary: S\nstatus: shipped\nrelease: {on: 2026-11-22}\nanswers: [type-once]\n"
    asked.merge(asked.pull(15, {"roadmap/decisions/type-once.yaml": None, "roadmap/items/once.yaml": item}))
    asked.tell("")
    assert ["Shipped on 2026-11-22." in said for said in asked.comments(12)] == [False, True]


def test_what_a_failed_run_left_untold_is_told_by_the_next(asked: Forge) -> None:
    """News is counted from the last run that succeeded, not from the last push."""
    asked.merge(asked.pull(14, {"roadmap/decisions/type-once.yaml": DECLINED.format(because="Few need it.")}))
    asked.merge(asked.pull(15, {"docs/about.md": "# About\n"}))
    asked.tell(asked.git("rev-parse", "HEAD~1"))
    assert len(asked.comments(12)) == 1


def test_a_request_alone_is_no_news(forge: Forge) -> None:
    """Nobody is told that they asked."""
    before = forge.git("rev-parse", "HEAD")
    forge.merge(forge.pull(12, {"requests/type-once.yaml": REQUEST.format(title="Type it once")}))
    assert forge.tell(before).failed == []
    assert forge.state["comments"] == []


def test_the_first_publication_tells_nobody(forge: Forge) -> None:
    """Where nothing was published before, an old answer is no news."""
    job = forge.tell("0" * 40)
    assert job.failed == []
    assert "no news" in job["Find what is new"].printed
    assert forge.state["comments"] == []


def test_a_locked_pull_request_stops_no_other(asked: Forge) -> None:
    """What cannot be said there is a warning, and the others are told."""
    state = asked.state
    state["locked"] = [12]
    asked.remember(state)
    asked.merge(asked.pull(14, {"roadmap/decisions/type-once.yaml": DECLINED.format(because="Few need it.")}))
    job = asked.tell("")
    assert job.failed == []
    assert commands(job["Tell them"].printed) == ["::warning title=Not told::The comment on #12 was refused."]
    assert (len(asked.comments(12)), len(asked.comments(13))) == (0, 1)


def test_hostile_words_are_told_as_letters(asked: Forge) -> None:
    """What an answer says is a block of text in the comment: nothing is run, and nothing ends the block."""
    because = json.dumps(f"```\n\n@everyone #1 {HOSTILE}\n\n<!-- x -->\n\n```\n\n::error::injected")
    asked.merge(asked.pull(14, {"roadmap/decisions/type-once.yaml": DECLINED.format(because=because)}, branch=BRANCH))
    job = asked.tell("")
    assert job.failed == []
    assert asked.made_by(MADE) == []
    assert commands("\n".join(step.printed for step in job.steps)) == []
    [said] = asked.comments(12)
    marker, head, _, fence, words, end = said.strip().splitlines()
    assert (fence, end) == ("```text", "```")
    assert "@everyone" in words
    assert "@" not in marker + head


def test_many_requests_of_one_pull_request_are_told_together(forge: Forge) -> None:
    """An import of many is answered in few comments, each within what a forge takes."""
    names = [f"wish-{number}" for number in range(9)]
    forge.merge(forge.pull(12, {f"requests/{name}.yaml": REQUEST.format(title=name) for name in names}))
    forge.call_published()
    because = "So it is. " * 1_500
    answers = {f"roadmap/decisions/{name}.yaml": DECLINED.format(because=because) for name in names}
    forge.merge(forge.pull(13, answers))
    forge.tell("")
    said = forge.comments(12)
    assert len(said) == 2
    assert max(map(len, said)) < 65_536
    assert all(sum(f"About {name}:" in body for body in said) == 1 for name in names)


# The runner


def test_the_runner_refuses_what_it_does_not_know() -> None:
    """An expression that is more than a path, and a condition that is not in the table, are errors."""
    with pytest.raises(ValueError, match="no plain path"):
        expanded("${{ contains(github.ref, 'x') }}", {})
    with pytest.raises(KeyError):
        condition("always()", {}, failed=False)
    assert expanded("${{ github.a || github.b.c }}", {"github": {"b": {"c": 7}}}) == "7"


# The files


def ours() -> Iterator[tuple[str, str]]:
    """Yield path and text of every file that a repository on GitHub gets, as it stands in this one."""
    for path in sorted((SCAFFOLD / "github").rglob("*")):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            for placeholder, owner in OURS.items():
                text = text.replace(placeholder, owner)
            yield f".github/{path.relative_to(SCAFFOLD / 'github').as_posix()}", text
    yield issue_form.PATH, issue_form.issue_form(is_public=True)


@pytest.mark.parametrize(("path", "text"), list(ours()), ids=lambda value: value if value.startswith(".") else "")
def test_our_own_files_are_those_that_others_get(path: str, text: str) -> None:
    """Only our teams stand in the place of theirs."""
    assert (ROOT / path).read_text(encoding="utf-8") == text
    assert "your-org" not in text


def test_only_what_tests_us_is_ours_alone() -> None:
    """This repository has two workflows that others do not get."""
    theirs = {path.name for path in (SCAFFOLD / "github" / "workflows").iterdir()}
    assert {path.name for path in WORKFLOWS} - theirs == {"fuzz.yml", "tests.yml"}


def test_a_repository_of_others_installs_what_was_tested_here() -> None:
    """The lock file they get pins what ours pins, with the same hashes, but for what builds the package."""
    theirs, our_pins = (
        pins(path.read_text(encoding="utf-8")) for path in (SCAFFOLD / "requirements.lock", ROOT / "requirements.lock")
    )
    assert theirs.items() <= our_pins.items()
    assert {pin.partition("=")[0] for pin in our_pins.keys() - theirs.keys()} == {
        *("hatchling", "pluggy", "tomlkit", "trove-classifiers")
    }


def pins(text: str) -> Mapping[str, list[str]]:
    """Return every pin with its hashes."""
    blocks = re.findall(r"^(\S+==.+?) \\\n((?:    --hash=\S+(?: \\)?\n)+)", text, flags=re.MULTILINE)
    return {pin: re.findall(r"sha256:[0-9a-f]{64}", hashes) for pin, hashes in blocks}


def linted(*words: object) -> subprocess.CompletedProcess[str]:
    """Run one of the linters that come with the tests."""
    program, *rest = map(str, words)
    return subprocess.run([PROGRAMS / program, *rest], capture_output=True, text=True, check=False, cwd=ROOT)


def test_zizmor_finds_nothing() -> None:
    """Not even the auditor persona, strictly collected."""
    done = linted("zizmor", "--offline", "--persona=auditor", "--strict-collection", *WORKFLOWS)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("is_public", [True, False])
def test_the_issue_form_is_one(tmp_path: Path, *, is_public: bool) -> None:
    """GitHub would take it, in a public and in a private repository; the public one asks nothing internal."""
    path = tmp_path / "request.yml"
    path.write_text(issue_form.issue_form(is_public=is_public), encoding="utf-8")
    done = linted("check-jsonschema", "--builtin-schema", "vendor.github-issue-forms", path)
    assert done.returncode == 0, done.stdout + done.stderr
    asked = [element.get("id") for element in yaml.safe_load(path.read_text(encoding="utf-8"))["body"]]
    assert ("account" in asked) == (not is_public)


@pytest.mark.parametrize(
    ("schema", "paths"),
    [("github-workflows", WORKFLOWS), ("gitlab-ci", [SCAFFOLD / "gitlab" / "gitlab-ci.yml"])],
    ids=["GitHub", "GitLab"],
)
def test_forges_would_take_the_files(schema: str, paths: list[Path]) -> None:
    """Each file has the shape that its forge asks for."""
    done = linted("check-jsonschema", "--builtin-schema", f"vendor.{schema}", *paths)
    assert done.returncode == 0, done.stdout + done.stderr


def scripts() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of everything that runs in a shell."""
    for path in WORKFLOWS:
        for name, job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].items():
            for step in job["steps"]:
                if "run" in step:
                    yield f"{path.stem}-{name}-{step['name']}".replace(" ", "-"), step["run"]
    gitlab = yaml.safe_load((SCAFFOLD / "gitlab" / "gitlab-ci.yml").read_text(encoding="utf-8"))
    for name, job in gitlab.items():
        for key in ("before_script", "script"):
            if isinstance(job, dict) and key in job:
                yield f"gitlab-{name}-{key}", "".join(f"{line}\n" for line in job[key])


def test_shellcheck_finds_nothing(tmp_path: Path) -> None:
    """In no script of any workflow."""
    paths = []
    for name, text in scripts():
        paths.append(tmp_path / f"{name}.sh")
        paths[-1].write_text(f"set -e\n{text}", encoding="utf-8")
    done = linted("shellcheck", "--shell=bash", *paths)
    assert done.returncode == 0, done.stdout
