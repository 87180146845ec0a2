"""The benchmarks: what they measure on is real enough and always the same, and no goal of the table is forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import yaml

from benchmarks import gate
from benchmarks.__main__ import main
from benchmarks.bench import Bench
from benchmarks.goals import GOALS, Row, unmeasured
from benchmarks.measuring import FailedError, Run, Task, by_turns, measure, ratio
from benchmarks.portfolio import SEED, TODAY, Record, estimated_items, records, write
from benchmarks.results import as_markdown
from benchmarks.sites import BODY, TITLE, prove, write_hugo, write_stock
from benchmarks.targets import SECONDS, TARGETS, Target
from rice_roadmap.checking.inspection import inspect
from rice_roadmap.model.audience import internal_portfolio
from rice_roadmap.ranking.order import rank
from rice_roadmap.text.files import Folder
from rice_roadmap.text.problem import Severity

ROOT = Path(__file__).parents[1]

#: The goals of the performance table, in its words, and the name under which each is measured.
TABLE = {
    "`rice-roadmap build`, cold, against Hugo: CPU, wall, peak memory": "cold-build",
    "the same with `mkdocs build`": "mkdocs-build",
    "`mkdocs build` against stock MkDocs and Material with Markdown pages": "stock-mkdocs",
    "growth from 1,000 to 10,000: exponent": "growth",
    "HTML of a request page": "page-size",
    "`rice-roadmap build`, warm, one of 10,000 changed": "warm-build",
    "`mkdocs serve`: from saving to the new page": "serve",
    "`check` against CSafeLoader: cold, warm": "check",
    "`diff` of two revisions, 10 changed": "diff",
    "simulation, 10,000 items × 1,000 samples": "simulation",
    "command start-up": "start-up",
    "`rank` of 1,000 items with ranges": "rank",
}


def row(found: float, *, limit: float | None = None) -> Row:
    """Return a row with the target 1.5."""
    target = Target(at_most=1.5, limit=limit, because="it was 1.7, with room")
    return Row(what="check", ours="1.00 s", yardstick="2.00 s", found=found, target=target)


@pytest.fixture(scope="module")
def made() -> list[Record]:
    """Return the files of a small portfolio."""
    return list(records(60))


@pytest.fixture(scope="module")
def larger() -> list[Record]:
    """Return the files of a portfolio five times as large."""
    return list(records(300))


def test_the_same_seed_gives_the_same_bytes(made: list[Record]) -> None:
    """A portfolio made twice is the same, file by file; another seed makes another one."""
    texts = {record.path: record.text for record in made}
    assert {record.path: record.text for record in records(60, SEED)} == texts
    assert {record.path: record.text for record in records(60, SEED + 1)} != texts


def test_a_larger_portfolio_begins_with_a_smaller_one(made: list[Record], larger: list[Record]) -> None:
    """What a size adds changes no file of a smaller size but the plan, so that pages can be compared between sizes."""
    also = {record.path: record.data for record in larger}
    assert [record.path for record in made if also.get(record.path) != record.data] == ["roadmap/plan.yaml"]


def test_a_made_portfolio_has_no_problem(made: list[Record], tmp_path: Path) -> None:
    """Reading, shape and every rule find no error, as in a repository that is kept well."""
    assert write(tmp_path, iter(made)) == len(made)
    inspection = inspect(Folder(root=tmp_path), today=TODAY)
    assert [problem for problem in inspection.problems if problem.severity is Severity.ERROR] == []
    portfolio = inspection.portfolio
    assert (len(portfolio.requests), len(portfolio.items)) == (60, 6)
    assert 20 <= len(portfolio.decisions) <= 40
    assert portfolio.asks
    assert portfolio.accounts


def test_needs_have_the_length_and_variety_of_real_ones(larger: list[Record]) -> None:
    """A need has 300 to 1,500 characters; among a few hundred there are lists, code, links and other scripts."""
    needs = [str(record.data["need"]) for record in larger if "need" in record.data]
    assert len(set(needs)) == 300
    assert all(300 <= len(need) <= 1500 for need in needs)
    assert max(map(len, needs)) > 2 * min(map(len, needs))
    for kind in (r"^- ", r"^1\. ", r"^```", r"\]\(https://", r"^> ", r"\*\*", r"[一-龯]", r"[א-ת]", r"[а-я]", r"\n\n"):
        assert any(re.search(kind, need, re.MULTILINE) for need in needs), kind


def test_what_is_written_reads_back_equal(made: list[Record]) -> None:
    """The yardstick that loads the files finds in them what the generator meant, up to the end of block texts."""
    for record in made:
        loaded = yaml.load(record.text, Loader=yaml.BaseLoader)
        assert _as_text(loaded) == _as_text(record.data), record.path


def _as_text(data: object) -> object:
    if isinstance(data, dict):
        return {key: _as_text(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_as_text(value) for value in data]
    return str(data).lower() if isinstance(data, bool) else str(data).rstrip("\n")


def test_items_with_ranges_are_all_ranked(tmp_path: Path) -> None:
    """The portfolio that ranking is measured on has nothing but ranked items with ranges."""
    write(tmp_path, estimated_items(12))
    inspection = inspect(Folder(root=tmp_path), today=TODAY)
    assert [problem for problem in inspection.problems if problem.severity is Severity.ERROR] == []
    rows = rank(internal_portfolio(inspection.portfolio).public).rows
    assert len(rows) == 12
    assert all(row.estimates.reach.low and row.estimates.effort.high for row in rows)


def test_each_goal_of_the_table_has_a_function() -> None:
    """No goal is left out, and each says what it measures."""
    assert list(GOALS) == list(TABLE.values())
    assert all(measured.__doc__ for measured in GOALS.values())


def test_a_target_is_reached_up_to_its_own_value() -> None:
    """A row at its target has reached it, one above missed it, and one without a target is there to compare."""
    found = {1.5: "**reached**", 1.51: "missed"}
    for value, verdict in found.items():
        assert row(value).verdict == verdict
    assert Row(what="check", ours="", yardstick="", found=9, target=None).verdict == "to compare"


def test_a_missed_target_comes_with_what_is_in_the_way() -> None:
    """Each reason once, however many targets it explains, and none for what is reached."""
    bench = Bench(folder=Path(), large=10, medium=5, rounds=1)
    target = Target(at_most=1, obstacle="Python is one thread.")
    rows = [Row(what="x", ours="", yardstick="", found=found, target=target) for found in (0.5, 2, 3)]
    text = as_markdown(rows, bench, day="", place="memory")
    assert text.count("## Missed, and why\n\n- Python is one thread.\n") == text.count("Python is one thread.") == 1
    assert "why" not in as_markdown(rows[:1], bench, day="", place="memory")


def test_every_target_belongs_to_a_goal() -> None:
    """No name in the table of targets is one that nothing measures, and no goal is without a target."""
    assert {goal for goal, _ in TARGETS} == set(GOALS)
    assert set(gate.gated()) <= set(GOALS)


def test_limits_are_of_ratios_and_counts_never_of_seconds() -> None:
    """What one machine takes says nothing about another; and every limit says why it is that much."""
    limited = [target for target in TARGETS.values() if target.limit is not None]
    assert limited
    assert [target for target in limited if target.unit == SECONDS or not target.because] == []


@pytest.mark.parametrize(("found", "is_passed"), [(2.0, False), (2.01, True), (float("inf"), True)])
def test_a_limit_holds_up_to_its_own_value(found: float, *, is_passed: bool) -> None:
    """Above it there is a sentence that names what was found, the limit and its reason."""
    said = gate.passed([row(found, limit=2), row(9)])
    assert len(said) == is_passed
    if found == 2.01:
        assert said == ["check is 2.01 ×, above its limit of 2 ×: it was 1.7, with room."]


def measuring(monkeypatch: pytest.MonkeyPatch, *found: float) -> None:
    """Let the goal `check` find these ratios, one after the other, with 2 as its limit, and no other goal be there."""
    turns = iter(found)
    monkeypatch.setattr("benchmarks.gate.gated", lambda: ["check"])
    monkeypatch.setitem(GOALS, "check", lambda _: iter([row(next(turns), limit=2)]))


@pytest.mark.parametrize(
    ("found", "status"), [((1.9,), 0), ((2.1, 1.9), 0), ((2.1, 2.2), 1)], ids=["below", "once above", "twice above"]
)
def test_the_gate_fails_where_a_limit_is_passed_twice(
    found: tuple[float, ...], status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A busy moment of the machine meets one of two measurements; what became slower meets both and is named."""
    measuring(monkeypatch, *found)
    assert main(["--gate"]) == status
    said = capsys.readouterr()
    assert f"| {min(found)} × | ≤ 2 × | ≤ 1.5 × |" in said.out
    assert ("check is 2.1 ×, above its limit of 2 ×: it was 1.7, with room." in said.err) == bool(status)


def test_the_gate_fails_where_a_goal_cannot_be_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A command that fails keeps no limit, and says why; without a gate it takes no other goal with it."""

    def failing(_: Bench) -> Iterator[Row]:
        raise FailedError("ended with 3")

    measuring(monkeypatch)
    monkeypatch.setitem(GOALS, "check", failing)
    assert main(["--gate"]) == 1
    assert "ended with 3\ncheck could not be measured: " in capsys.readouterr().err
    assert main(["check"]) == 0
    assert unmeasured("check").verdict == "missed"


def test_the_gate_says_nothing_of_hugo_where_it_is_not_installed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Goals that are measured against it are left out, and named."""
    measuring(monkeypatch, 1)
    monkeypatch.setattr("benchmarks.gate.gated", lambda: ["cold-build", "check"])
    monkeypatch.setattr("benchmarks.gate.has_hugo", lambda: False)
    assert main(["--gate"]) == 0
    assert "Hugo is not installed, so nothing is said of cold-build." in capsys.readouterr().err


def test_a_goal_without_a_limit_cannot_be_a_gate(capsys: pytest.CaptureFixture[str]) -> None:
    """Naming one is misuse, and so is keeping the results of a gate."""
    for words in (["--gate", "serve"], ["--gate", "--date", "2026-11-23"], ["--gate", "--quick"]):
        with pytest.raises(SystemExit, match="2"):
            main(words)
    assert "there is no goal serve with a limit; there are " in capsys.readouterr().err


def test_a_time_counts_only_when_the_command_did_its_work(tmp_path: Path) -> None:
    """A command that fails, or whose proof fails, gives no time; a good one gives all three quantities."""
    with pytest.raises(FailedError, match="ended with 3"):
        measure(Task(command=("sh", "-c", "exit 3"), folder=tmp_path))
    with pytest.raises(FailedError, match="0 pages of requests, not 1"):
        measure(Task(command=("true",), folder=tmp_path, after=lambda: prove(tmp_path, 1)))
    run = measure(Task(command=("sh", "-c", "true"), folder=tmp_path))
    assert run.wall > 0
    assert run.peak > 0


def test_tasks_run_by_turns(tmp_path: Path) -> None:
    """A B A B, never A A B B, so that a busy moment of the machine meets both."""
    seen: list[str] = []
    tasks = [Task(command=("true",), folder=tmp_path, before=partial(seen.append, name)) for name in "AB"]
    assert [len(runs) for runs in by_turns(tasks, rounds=2)] == [2, 2]
    assert seen == ["A", "B", "A", "B"]


def test_a_ratio_is_the_median_of_its_pairs() -> None:
    """One pair that the machine disturbed does not move the ratio."""
    ours, theirs = ([Run(cpu=cpu, wall=1, peak=1) for cpu in times] for times in ((2, 90, 4), (1, 1, 2)))
    assert ratio(ours, theirs, "cpu") == 2


def test_the_yardsticks_hold_the_same_records(tmp_path: Path) -> None:
    """Stock MkDocs gets a Markdown page for each request and item; Hugo gets the portfolio's own folders, our frame."""
    write_stock(tmp_path / "stock", 20)
    assert len(list((tmp_path / "stock" / "docs").rglob("*.md"))) == 20 + 2 + 3
    write_hugo(tmp_path / "hugo", tmp_path / "ours", f"<title>{TITLE}</title><p>{BODY}</p>")
    layout = (tmp_path / "hugo" / "layouts" / "page.html").read_text(encoding="utf-8")
    assert layout.startswith("<title>{{ .Title }}</title>")
    assert BODY not in layout
    assert f'"{(tmp_path / "ours" / "requests").as_posix()}"' in (tmp_path / "hugo" / "hugo.toml").read_text("utf-8")


def test_results_name_no_machine_and_no_path() -> None:
    """The table that is kept says versions and cores, and nothing about whose machine it was."""
    bench = Bench(folder=ROOT, large=10_000, medium=3000, rounds=3)
    text = as_markdown([row(0.5)], bench, day="2026-11-23", place="memory")
    assert "| check | 1.00 s | 2.00 s | 0.5 × | ≤ 1.5 × | **reached** |" in text
    assert str(ROOT) not in text
    assert "/" not in text.replace("| /", "")
