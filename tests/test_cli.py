"""The command line as people and scripts meet it: what it says, where it says it, and how it ends."""

from __future__ import annotations

import csv
import io
import itertools
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from rice_roadmap.cli import main
from rice_roadmap.commands.names import COMMANDS
from rice_roadmap.progress import Tell
from rice_roadmap.publish.portfolio_data import schema_text
from rice_roadmap.reports import REPORTS
from tests.full import FILES

PACKAGES = Path(__file__).parents[1] / "plugins"

#: Something is wrong in two places of it.
BAD = "title: Bad\nneed: Bad.\npotential_impact: None.\ntitel: Bad\narea: sharng\n"


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """What a command said, and its exit status."""

    status: int
    out: str
    err: str


class Terminal:
    """A place to type commands in."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Read back what is printed."""
        self._capsys = capsys

    def type(self, *words: object) -> Said:
        """Run a command and return what it said."""
        self._capsys.readouterr()
        status = main([str(word) for word in words])
        captured = self._capsys.readouterr()
        return Said(status=status, out=captured.out, err=captured.err)


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Return a terminal on a day on which nothing in the example is late."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795435200")  # 2026-11-23
    return Terminal(capsys)


def write(root: Path, files: Mapping[str, str]) -> Path:
    """Write the files below a folder and return it."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a roadmap without a problem, and stand in it."""
    files = {path: text for path, text in FILES.items() if path != "requests/asks/export/second.yaml"}
    folder = write(tmp_path / "roadmap-of-ours", files)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def repository(root: Path) -> Path:
    """Return the same as a folder of a larger git repository, committed on 2026-10-09."""
    environment = os.environ | {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_AUTHOR_NAME": "A Person",
        "GIT_AUTHOR_EMAIL": "person@example.com",
        "GIT_COMMITTER_NAME": "A Person",
        "GIT_COMMITTER_EMAIL": "person@example.com",
        "GIT_COMMITTER_DATE": "2026-10-09T12:00:00Z",
    }
    for words in (("init", "--quiet"), ("add", "--all"), ("commit", "--quiet", "--message", "Everything")):
        subprocess.run(["git", *words], cwd=root.parent, env=environment, check=True)
    return root


# check


@pytest.mark.usefixtures("root")
def test_check_says_that_everything_is_fine(terminal: Terminal) -> None:
    """Nothing on standard output, so that a script has nothing to read; a sentence for people; 0."""
    assert terminal.type("check") == Said(status=0, out="", err="Everything is fine: 18 files checked.\n")


def test_check_names_every_problem_in_one_run(root: Path, terminal: Terminal) -> None:
    """Place, code and message on a line, what to write instead below it, a summary aside; 1."""
    write(root, {"requests/bad.yaml": BAD, "requests/asks/export/prospect.yaml": "account: Somebody new\n"})
    said = terminal.type("check")
    assert said.status == 1
    prospect, advice, unknown, *_ = said.out.splitlines()
    assert prospect.startswith("requests/asks/export/prospect.yaml:1:10: unknown-account: ")
    assert advice.startswith("  → Only a warning. ")
    assert unknown.startswith("requests/bad.yaml:4:1: unknown-key: ")
    assert "Did you mean `title`?" in said.out
    assert said.err == "1 error and 1 warning in 2 files.\n"


def test_warnings_stop_nothing(root: Path, terminal: Terminal) -> None:
    """A matter of judgement is shown, and the exit status is 0."""
    write(root, {"requests/asks/export/prospect.yaml": "account: Somebody new\n"})
    said = terminal.type("check")
    assert (said.status, said.err) == (0, "1 warning in 1 file.\n")


@pytest.mark.parametrize("form", REPORTS)
def test_check_knows_every_form(form: str, root: Path, terminal: Terminal) -> None:
    """The same problems in each; an error is an error whatever the form."""
    write(root, {"requests/bad.yaml": BAD})
    said = terminal.type("check", "--format", form)
    assert said.status == 1
    assert "requests/bad.yaml" in said.out
    assert "unknown-key" in said.out


def test_check_sorts_by_place(root: Path, terminal: Terminal) -> None:
    """The JSON form, in the order of path, line, column and code."""
    write(root, {"requests/bad.yaml": BAD, "requests/also-bad.yaml": "titel: x\n", "roadmap/items/x.yaml": "a: [\n"})
    said = terminal.type("check", "--format", "json")
    data = json.loads(said.out)
    places = [(found["path"], found["line"], found["column"], found["code"]) for found in data["problems"]]
    assert places == sorted(places)
    assert len({path for path, *_ in places}) == 3


def test_forges_get_paths_from_the_top_of_the_repository(repository: Path, terminal: Terminal) -> None:
    """A forge marks the line where it stands in the repository; people and programs get paths from the root."""
    write(repository, {"requests/bad.yaml": BAD})
    there = "roadmap-of-ours/requests/bad.yaml"
    assert terminal.type("check", "--format", "github").out.startswith(f"::error file={there},line=4,col=1,")
    assert json.loads(terminal.type("check", "--format", "gitlab").out)[0]["location"]["path"] == there
    assert f'"uri": "{there}"' in terminal.type("check", "--format", "sarif").out
    assert terminal.type("check").out.startswith("requests/bad.yaml:4:1:")
    assert json.loads(terminal.type("check", "--format", "json").out)["problems"][0]["path"] == "requests/bad.yaml"


def test_check_reads_a_revision_from_git(repository: Path, terminal: Terminal) -> None:
    """What was committed counts, not what stands on the disk."""
    write(repository, {"requests/bad.yaml": BAD})
    assert terminal.type("check").status == 1
    assert terminal.type("check", "--revision", "HEAD").err == "Everything is fine: 18 files checked.\n"


@pytest.mark.usefixtures("repository")
def test_a_revision_that_git_does_not_know_is_misuse(terminal: Terminal) -> None:
    """A misspelt branch is a mistake in the command, not in the roadmap."""
    said = terminal.type("check", "--revision", "mian")
    assert (said.status, said.out) == (2, "")
    assert said.err == "`mian` cannot be read: git knows no commit of that name.\n"


@pytest.mark.usefixtures("root")
def test_a_revision_without_a_repository_is_misuse(terminal: Terminal) -> None:
    """Without git the command says what is missing."""
    said = terminal.type("check", "--revision", "main")
    assert (said.status, said.out) == (2, "")
    assert said.err == "`main` cannot be read: there is no git repository here.\n"


@pytest.mark.parametrize("form", REPORTS)
def test_no_file_name_steers_a_terminal_or_a_forge(form: str, root: Path, terminal: Terminal) -> None:
    """Escape sequences and line breaks in a name are shown, not obeyed."""
    write(root, {"requests/\x1b[31m\n::error::x.yaml": BAD})
    (root / "requests" / os.fsdecode(b"\xff.yaml")).write_text(BAD, encoding="utf-8")
    said = terminal.type("check", "--format", form)
    assert "\x1b" not in said.out + said.err
    commands = [line for line in said.out.splitlines() if line.startswith("::")]
    assert all(line.startswith("::error file=requests/") for line in commands)
    assert bool(commands) == (form == "github")


def test_today_decides_what_is_late(root: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--today` comes before SOURCE_DATE_EPOCH, which comes before the clock; late is a warning only."""
    assert terminal.type("check", "--today", "2026-11-23").out == ""
    late = terminal.type("check", "--today", "2028-01-01")
    assert (late.status, "score-stale" in late.out) == (0, True)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1830297600")  # 2028-01-01
    assert terminal.type("check", "--root", root).out == late.out
    assert terminal.type("check", "--today", "2026-11-23").out == ""


@pytest.mark.usefixtures("root")
def test_a_time_that_no_calendar_knows_is_misuse(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH is typed by people too; with `--today` nobody asks for it."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "9" * 30)
    said = terminal.type("check")
    assert said == Said(status=2, out="", err="SOURCE_DATE_EPOCH names no day. It is a number of seconds since 1970.\n")
    assert terminal.type("check", "--today", "2026-11-23").status == 0


# Where the roadmap is


def test_the_nearest_roadmap_upwards_is_meant(root: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever stands in a folder of a roadmap need not name it."""
    monkeypatch.chdir(root / "roadmap" / "items")
    assert terminal.type("check").err == "Everything is fine: 18 files checked.\n"


def test_outside_of_a_roadmap_one_must_be_named(
    root: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sentence says what to do, and `--root` does it."""
    monkeypatch.chdir(root.parent)
    said = terminal.type("check")
    assert said == Said(
        status=2,
        out="",
        err="There is no roadmap here: neither this folder nor any above it holds roadmap/plan.yaml. "
        "Go to the folder of a roadmap, or name it with --root DIR.\n",
    )
    assert terminal.type("check", "--root", root.name).status == 0


def test_a_named_folder_without_a_plan_is_a_roadmap_that_lacks_one(tmp_path: Path, terminal: Terminal) -> None:
    """The missing plan is a problem like any other, in every form."""
    said = terminal.type("check", "--root", tmp_path)
    assert said.status == 1
    assert said.out.startswith("roadmap/plan.yaml:1:1: missing-plan: ")


def test_a_folder_that_is_not_there_is_misuse(tmp_path: Path, terminal: Terminal) -> None:
    """Neither is a file."""
    file = tmp_path / "file"
    file.touch()
    for folder in (tmp_path / "nowhere", file):
        assert terminal.type("check", "--root", folder) == Said(
            status=2, out="", err=f"There is no folder `{folder}`.\n"
        )


# rank


@pytest.mark.usefixtures("root")
def test_rank_shows_the_order_to_colleagues(terminal: Terminal) -> None:
    """All items, with their numbers, then what is not ranked."""
    said = terminal.type("rank")
    assert (said.status, said.err) == (0, "")
    rows = [line.split()[0] for line in said.out.splitlines() if "%" in line]
    assert rows == ["1", "2", "3"]
    assert "Internal, secret" in said.out
    assert "Not scored yet\n  - Not scored: impact, confidence, effort missing\n" in said.out


@pytest.mark.usefixtures("root")
def test_rank_for_the_public_knows_no_internal_item(terminal: Terminal) -> None:
    """Ranks are computed as if internal files did not exist; they leave no gap."""
    said = terminal.type("rank", "--audience", "public", "--format", "json")
    data = json.loads(said.out)
    assert [(row["rank"], row["id"]) for row in data["ranking"]] == [(1, "spreadsheet"), (2, "import")]
    assert data["audience"] == "public"
    assert "ternal" not in said.out


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize(
    ("form", "first_line"),
    [
        ("table", "The order of what is not yet decided. It starts a conversation; it does not end one."),
        ("json", "{"),
        ("csv", "rank,id,title,"),
        ("markdown", "The order of what is not yet decided. It starts a conversation; it does not end one."),
    ],
)
def test_rank_knows_every_form(form: str, first_line: str, terminal: Terminal) -> None:
    """Each form goes to standard output as a whole."""
    assert terminal.type("rank", "--format", form).out.startswith(first_line)


def test_rank_works_on_what_can_be_read(root: Path, terminal: Terminal) -> None:
    """An error elsewhere takes no ranking away, but it is said, and the exit status is 1."""
    write(root, {"requests/bad.yaml": BAD})
    said = terminal.type("rank", "--format", "json")
    assert said.status == 1
    assert len(json.loads(said.out)["ranking"]) == 3
    assert said.err == (
        "The files hold 1 error, so this was made of those that could be read. "
        "`rice-roadmap check` shows what to mend.\n"
    )


def test_rank_is_not_narrowed_by_what_the_site_shows(root: Path, terminal: Terminal) -> None:
    """`public_shows` is about the site and its data files, not about this command."""
    write(root, {"roadmap/plan.yaml": FILES["roadmap/plan.yaml"].replace("scores, ", "")})
    said = terminal.type("rank", "--audience", "public", "--format", "json")
    assert len(json.loads(said.out)["ranking"]) == 2


@pytest.mark.usefixtures("root")
def test_rank_says_what_fits_on_the_day_it_is_given(terminal: Terminal) -> None:
    """The quarter is the one of that day, and after the last one that the plan lists nobody can say."""
    assert "\nWhat fits in 2027-Q1, Sharing: 11.75 of 12.5 person-weeks are free" in terminal.type("rank").out
    over = terminal.type("rank", "--today", "2027-04-01").out
    assert "\nWhat fits\n  - Nobody can say: every quarter for which the plan lists capacity is over.\n" in over
    table = csv.DictReader(io.StringIO(terminal.type("rank", "--format", "csv").out))
    assert [(row["id"], row["line"]) for row in table] == [("secret", ""), ("spreadsheet", "committed"), ("import", "")]


# export


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize("audience", ["public", "internal"])
def test_export_json_holds_everything_that_its_readers_may_see(audience: str, terminal: Terminal) -> None:
    """The data are as their schema says; only colleagues get the internal block."""
    said = terminal.type("export", "json", "--audience", audience)
    data = json.loads(said.out)
    Draft202012Validator(json.loads(schema_text())).validate(data)
    assert (said.status, said.err) == (0, "")
    assert data["audience"] == audience
    assert ("internal" in data) == (audience == "internal")
    assert ("Internal" in said.out) == (audience == "internal")


@pytest.mark.usefixtures("repository")
def test_export_takes_missing_days_from_git(terminal: Terminal) -> None:
    """A request that names no day has that of the commit which brought it."""
    requests = json.loads(terminal.type("export", "json").out)["requests"]
    days = {request["id"]: request["submitted_on"] for request in requests}
    assert (days["export"], days["theme"]) == ("2026-10-01", "2026-10-09")


def test_export_leaves_out_capacity_with_the_scores_it_is_worked_out_from(root: Path, terminal: Terminal) -> None:
    """What fits cannot be checked by hand without the estimates, so it goes where they go, and that is said."""
    write(root, {"roadmap/plan.yaml": FILES["roadmap/plan.yaml"].replace("scores, ", "")})
    said = terminal.type("export", "json", "--audience", "public")
    data = json.loads(said.out)
    assert (data["capacity"], data["period"], data["shows"]) == (None, None, ["roadmap", "answers", "outcomes"])
    assert said.err == "Left out, as `public_shows` in the plan says: scores, capacity.\n"


def test_export_for_the_public_is_narrowed_to_what_the_plan_shows(root: Path, terminal: Terminal) -> None:
    """A data file is a part of the site, and says what was left out of it."""
    write(root, {"roadmap/plan.yaml": FILES["roadmap/plan.yaml"].replace("scores, capacity, ", "")})
    said = terminal.type("export", "json", "--audience", "public")
    assert json.loads(said.out)["ranking"] is None
    assert said.err == "Left out, as `public_shows` in the plan says: scores, capacity.\n"
    assert json.loads(terminal.type("export", "json").out)["ranking"]
    table = terminal.type("export", "csv", "--audience", "public")
    assert table.out.count("\n") == 1


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ((), ["secret", "spreadsheet", "import"]),
        (("--of", "ranking", "--audience", "public"), ["spreadsheet", "import"]),
        (("--of", "requests"), ["dark-mode", "export", "hidden", "question", "theme"]),
        (
            ("--of", "items", "--audience", "public"),
            ["gone", "import", "law", "lost", "old", "spreadsheet", "unscored"],
        ),
    ],
)
def test_export_csv_is_one_table(words: tuple[str, ...], ids: list[str], terminal: Terminal) -> None:
    """The ranking unless another table is named; lines end as the standard for CSV says."""
    said = terminal.type("export", "csv", *words)
    assert [row["id"] for row in csv.DictReader(io.StringIO(said.out))] == ids
    assert said.out.count("\r\n") == said.out.count("\n") == len(ids) + 1


@pytest.mark.usefixtures("root")
def test_export_writes_a_file_where_it_is_told_to(tmp_path: Path, terminal: Terminal) -> None:
    """The same bytes as on standard output, which then stays empty."""
    said = terminal.type("export", "csv", "--out", tmp_path / "ranking.csv")
    assert said == Said(status=0, out="", err=f"Wrote {tmp_path / 'ranking.csv'}.\n")
    assert (tmp_path / "ranking.csv").read_bytes().decode() == terminal.type("export", "csv").out


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("json", "--of", "items"), "JSON always holds everything. Leave out --of, or write `export csv`."),
        (("json", "--out", "no-folder/x"), "`no-folder/x` cannot be written: there is no folder `no-folder`."),
        (
            ("jsno",),
            "`json|csv`: there is no `jsno`. Did you mean `json`? `rice-roadmap export --help` explains it.",
        ),
    ],
)
def test_export_refuses_what_cannot_be_followed(words: tuple[str, ...], message: str, terminal: Terminal) -> None:
    """A sentence says why, and the exit status is 2."""
    assert terminal.type("export", *words) == Said(status=2, out="", err=f"{message}\n")


# import


def test_import_says_what_it_would_do_and_does_it_once(root: Path, tmp_path: Path, terminal: Terminal) -> None:
    """Without `--write` nothing changes; a second run with it finds everything there."""
    write(tmp_path, {"ideas.csv": "Headline,Text,Number\nA calendar,We want to see dates.,7\n"})
    mapping = ("--map", "title=Headline", "--map", "need=Text", "--map", "id=Number")
    words = ("import", "requests", tmp_path / "ideas.csv", *mapping, "--system", "tracker")
    would = terminal.type(*words)
    assert would.status == 0
    assert would.out == (
        "Would write 1 file for 1 row:\n  requests/a-calendar.yaml\n"
        "Nothing has been written. Add --write to write it.\n"
    )
    assert not (root / "requests/a-calendar.yaml").exists()
    assert terminal.type(*words, "--write").out == "Wrote 1 file for 1 row:\n  requests/a-calendar.yaml\n"
    assert terminal.type("check").status == 0
    again = terminal.type(*words, "--write")
    assert again.status == 0
    assert again.out.endswith("There is nothing new to write.\n")


def test_import_leaves_rows_over_in_a_file_beside_you(root: Path, tmp_path: Path, terminal: Terminal) -> None:
    """A row that cannot be written is named with its reason, and can be mended and imported again."""
    write(tmp_path, {"ideas.csv": "Title,Id\nA calendar,7\n,8\n"})
    said = terminal.type(
        "import", "requests", tmp_path / "ideas.csv", "--map", "title=Title", "--map", "id=Id", "--write"
    )
    assert said.status == 1
    assert "ideas.csv:3: row 2: the title is empty." in said.err
    assert (root / "ideas.rejects.csv").read_text(encoding="utf-8") == "Title,Id\n,8\n"


@pytest.mark.usefixtures("root")
def test_import_refuses_a_file_that_is_not_there(terminal: Terminal) -> None:
    """A misspelt file is misuse."""
    said = terminal.type("import", "requests", "nowhere.csv")
    assert said == Said(status=2, out="", err="There is no file nowhere.csv.\n")


# build


def test_build_builds_the_roadmap_where_it_is_told_to(
    root: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Folder and target are handed on, and the builder's exit status is the command's; without a site it is misuse."""
    built: list[tuple[Path, Path | None, bool]] = []

    def build(folder: Path, out: Path | None, *, strict: bool, tell: Tell) -> int:
        tell("Building …")
        built.append((folder, out, strict))
        return len(built) - 1

    monkeypatch.setitem(sys.modules, "rice_roadmap.plugin", SimpleNamespace(build=build))
    assert terminal.type("build").status == 2
    write(root, {"mkdocs.yml": "site_name: Example\n"})
    assert terminal.type("build").status == 0
    assert terminal.type("build", "--out", "public", "--strict").status == 1
    assert built == [(root, None, False), (root, Path("public"), True)]


# Words


def test_help_lists_every_command(terminal: Terminal) -> None:
    """What there is, in a line each, on standard output."""
    said = terminal.type("--help")
    assert (said.status, said.err) == (0, "")
    assert [line.split()[0] for line in said.out.splitlines() if line.startswith("  ")] == list(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_teaches_each_command(command: str, terminal: Terminal) -> None:
    """Plain words, every option explained, and examples that begin with the command itself."""
    said = terminal.type(command, "--help")
    assert (said.status, said.err) == (0, "")
    usage, description, *_ = said.out.split("\n\n")
    assert usage.startswith(f"usage: rice-roadmap {command} ")
    assert len(description.split()) > 20
    examples = said.out.rpartition("examples:\n")[2].splitlines()
    assert len(examples) > 1
    assert all(
        example.startswith(f"  rice-roadmap {command} ") or example == f"  rice-roadmap {command}"
        for example in examples
    )
    options = said.out.partition("options:\n")[2].partition("examples:")[0]
    # What starts a roadmap cannot be told where it is.
    assert options.count("--root DIR") == (command != "init")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("chek",), "There is no command `chek`. Did you mean `check`?"),
        (("x",), "There is no command `x`. `rice-roadmap --help` lists them all."),
        (("",), "There is no command ``. `rice-roadmap --help` lists them all."),
        (("\x1b[31m",), r"There is no command `\x1b[31m`. `rice-roadmap --help` lists them all."),
        (
            ("check", "--fromat", "json"),
            "`--fromat` means nothing here. Did you mean `--format`? `rice-roadmap check --help` explains it.",
        ),
        (
            ("check", "--form", "json"),
            "`--form` means nothing here. Did you mean `--format`? `rice-roadmap check --help` explains it.",
        ),
        (
            ("check", "--format", "xml"),
            (
                "`--format`: there is no `xml`. Write `text`, `github`, `gitlab`, `json` or `sarif`. "
                "`rice-roadmap check --help` explains it."
            ),
        ),
        (
            ("rank", "--audience", "pubic"),
            "`--audience`: there is no `pubic`. Did you mean `public`? `rice-roadmap rank --help` explains it.",
        ),
        (
            ("rank", "--today", "2027-02-30"),
            ("`--today`: `2027-02-30` is no day. Write it like 2027-01-31. `rice-roadmap rank --help` explains it."),
        ),
        (
            ("rank", "--today", "20260230"),
            "`--today`: `20260230` is no day. Write it like 2027-01-31. `rice-roadmap rank --help` explains it.",
        ),
        (
            ("export",),
            "Something is missing behind the command: json|csv. `rice-roadmap export --help` explains it.",
        ),
    ],
)
@pytest.mark.usefixtures("root")
def test_a_command_that_cannot_be_followed_is_answered_with_the_right_one(
    words: tuple[str, ...], message: str, terminal: Terminal
) -> None:
    """What was not understood, and what was probably meant; 2, and nothing on standard output."""
    assert terminal.type(*words) == Said(status=2, out="", err=f"{message}\n")


def test_no_command_at_all_is_answered_with_the_list(terminal: Terminal) -> None:
    """Whoever types nothing learns what there is; a script that does so is told that it is wrong."""
    said = terminal.type()
    assert (said.status, said.out) == (2, "")
    assert said.err == terminal.type("--help").out


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize(
    "words",
    [("check",), ("rank",), ("rank", "--format", "markdown"), ("rank", "--format", "csv")]
    + [("export", "csv", "--of", table) for table in ("ranking", "requests", "items")],
)
def test_no_line_of_output_begins_with_what_somebody_wrote(
    words: tuple[str, ...], root: Path, terminal: Terminal
) -> None:
    """CI systems take a line that begins with `::` for a command, so none does."""
    title = 'title: "::error::x"\n'
    write(
        root,
        {
            path: FILES[path].replace(FILES[path].splitlines(keepends=True)[0], title, 1)
            for path in FILES
            if "items/" in path
        },
    )
    said = terminal.type(*words)
    assert "::error::" in said.out or words == ("check",)
    assert [line for line in (said.out + said.err).splitlines() if line.lstrip().startswith("::")] == []


@pytest.mark.usefixtures("root")
def test_stopping_a_command_is_quiet(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever presses Ctrl-C wants no lines about it."""

    def interrupted(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("rice_roadmap.commands.following.import_module", interrupted)
    assert terminal.type("check") == Said(status=130, out="", err="")


@pytest.mark.usefixtures("root")
def test_a_disk_that_fails_is_told_in_a_sentence(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not every mistake is in a file."""

    def failing(*_: Any, **__: Any) -> None:
        raise PermissionError(13, "Permission denied", "requests")

    monkeypatch.setattr("rice_roadmap.text.files.os.path.lexists", failing)
    assert terminal.type("check") == Said(status=2, out="", err="requests: Permission denied.\n")


# As a program of its own


def python(program: str, *words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run a Python program that finds the package."""
    environment = os.environ | {"PYTHONPATH": str(PACKAGES), "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, *(("-c", program) if program else ("-m", "rice_roadmap")), *words]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, check=False)


def test_help_waits_for_nothing_that_reads_files() -> None:
    """Start-up is light: what Python itself does not load is ours, and of ours only what lists the commands."""
    program = (
        "import sys\nbefore = set(sys.modules)\nfrom rice_roadmap.cli import main\nmain(['--help'])\n"
        "print(*sys.modules.keys() - before, file=sys.stderr)"
    )
    loaded = set(python(program).stderr.decode().split()) - {"__future__"}
    assert loaded == {"rice_roadmap", "rice_roadmap.cli", "rice_roadmap.commands", "rice_roadmap.commands.names"}


@pytest.mark.parametrize("words", [("check",), ("rank",), ("export", "json"), ("build", "--help")])
def test_no_command_but_build_loads_mkdocs(words: tuple[str, ...], root: Path) -> None:
    """Only whoever builds the site waits for MkDocs; help does not even then."""
    program = "import sys\nfrom rice_roadmap.cli import main\nmain(sys.argv[1:])\nprint(*sys.modules, file=sys.stderr)"
    loaded = {name.partition(".")[0] for name in python(program, *words, cwd=root).stderr.decode().split()}
    assert "rice_roadmap" in loaded
    assert "mkdocs" not in loaded


def test_the_module_is_the_command(root: Path) -> None:
    """`python -m rice_roadmap` does the same; output is UTF-8 whatever the terminal says of itself."""
    done = python("", "rank", "--root", str(root))
    assert (done.returncode, done.stderr) == (0, b"")
    assert "reach × impact × confidence ÷ effort" in done.stdout.decode("utf-8")


def test_a_listener_that_hangs_up_is_no_mistake(root: Path) -> None:
    """`rice-roadmap export json | head -1` ends without a word."""
    environment = os.environ | {"PYTHONPATH": str(PACKAGES)}
    command = [sys.executable, "-m", "rice_roadmap", "export", "json", "--root", str(root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_a_change_is_told_before_it_is_merged(terminal: Terminal, repository: Path) -> None:
    """What the files change against a commit is said in the form that was asked for."""
    (repository / "requests" / "new-one.yaml").write_text(
        "title: Something new\nneed: It is missing.\npotential_impact: A renewal.\n", encoding="utf-8"
    )
    assert "Something new" in terminal.type("diff", "HEAD").out
    assert terminal.type("diff", "HEAD", "HEAD").out == "This changes nothing on the roadmap.\n"
    assert '"schema_version": 1' in terminal.type("diff", "HEAD", "--format", "json").out


def test_a_change_fails_only_where_it_brings_errors(terminal: Terminal, repository: Path) -> None:
    """Old errors are not the fault of whoever changes something else."""
    (repository / "requests" / "broken.yaml").write_text("title: [x\n", encoding="utf-8")
    assert terminal.type("diff", "HEAD").status == 1
    assert terminal.type("diff", "HEAD", "HEAD").status == 0


class Screen(io.StringIO):
    """What a terminal shows."""

    def isatty(self) -> bool:
        """Be one."""
        return True


@pytest.mark.parametrize(
    ("step", "ci", "shown"),
    [
        (2.0, "", "\r\x1b[KLooking at them together …\r\x1b[K"),
        (0.01, "", ""),
        (2.0, "true", ""),
    ],
    ids=["slow", "fast", "in CI"],
)
def test_long_work_says_how_far_it_is(
    root: Path, monkeypatch: pytest.MonkeyPatch, step: float, ci: str, shown: str
) -> None:
    """After a second, in a terminal, on a line that is gone when the command has something to say."""
    screen, clock = Screen(), itertools.count(0, step)
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setattr("rice_roadmap.cli.time", SimpleNamespace(monotonic=lambda: next(clock)))
    monkeypatch.setenv("CI", ci)
    monkeypatch.setenv("TERM", "xterm")
    assert main(["check", "--root", str(root), "--today", "2026-11-23"]) == 0
    assert screen.getvalue().startswith(f"{shown}Everything is fine")
