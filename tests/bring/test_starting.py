"""What a new roadmap starts with, and an example that shows every state on any day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement

from rice_roadmap.bring.moved_dates import WRITTEN_FOR, moved_to
from rice_roadmap.bring.starting import SCAFFOLD, Readers, compare, first_files, kept_up_to_date
from rice_roadmap.checking.inspection import Inspection, inspect
from rice_roadmap.model.ask import Importance, Stage
from rice_roadmap.model.audience import internal_portfolio, public_portfolio
from rice_roadmap.model.decision import Verdict
from rice_roadmap.model.evidence import EvidenceKind
from rice_roadmap.model.item import Horizon, ItemStatus, Kano, Moscow, ReleaseStage, Result
from rice_roadmap.model.plan import PublishRequests, Repository, Shown
from rice_roadmap.model.request import Visibility
from rice_roadmap.model.status import Status
from rice_roadmap.ranking.order import rank
from rice_roadmap.text.files import Folder
from rice_roadmap.text.problem import Severity

TODAY = date(2026, 11, 23)
DAYS = [TODAY, date(2027, 1, 1), date(2027, 3, 31), date(2028, 2, 29), date(2031, 12, 31), date(1999, 5, 5)]
ROOT = Path(__file__).parents[2]
KINDS = list(product(Readers, (False, True)))


def laid_out(root: Path, readers: Readers, today: date = TODAY, *, with_demo: bool = True) -> Path:
    """Write the files of a new roadmap below a folder and return it."""
    for path, content in first_files(readers, today, with_demo=with_demo).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return root


def inspected(root: Path, today: date = TODAY) -> Inspection:
    """Return what the check finds in a folder."""
    return inspect(Folder(root=root), today=today)


def values(found: object) -> Iterator[StrEnum]:
    """Yield every word of a fixed list that stands anywhere in a value."""
    if isinstance(found, StrEnum):
        yield found
    elif isinstance(found, Mapping):
        for below in found.values():
            yield from values(below)
    elif isinstance(found, tuple | list | set | frozenset):
        for below in found:
            yield from values(below)
    elif is_dataclass(found):
        for field in fields(found):
            yield from values(getattr(found, field.name))


@pytest.mark.parametrize(("readers", "with_demo"), KINDS)
def test_a_new_roadmap_has_nothing_to_mend(tmp_path: Path, readers: Readers, *, with_demo: bool) -> None:
    """Whoever reads it, with the example and without, the check finds nothing, not even a warning."""
    assert inspected(laid_out(tmp_path, readers, with_demo=with_demo)).problems == ()


@pytest.mark.parametrize("written", DAYS)
@pytest.mark.parametrize("readers", Readers)
def test_the_example_is_sound_on_the_day_it_is_written(tmp_path: Path, readers: Readers, written: date) -> None:
    """Its dates lie around that day, so nothing in it is late that should not be."""
    assert inspected(laid_out(tmp_path, readers, written), written).problems == ()


@pytest.mark.parametrize("years", [1, 5, 50])
@pytest.mark.parametrize("readers", Readers)
def test_the_example_grows_old_without_errors(tmp_path: Path, readers: Readers, years: int) -> None:
    """A year or fifty later there are a few warnings, and still no error."""
    found = inspected(laid_out(tmp_path, readers), TODAY.replace(year=TODAY.year + years)).problems
    assert all(problem.severity is Severity.WARNING for problem in found)
    assert 0 < len(found) <= 8


#: What the example has to show, and whether all of it may stand where anybody can read the files.
SHOWN_BY_THE_EXAMPLE: Mapping[type[StrEnum], bool] = {
    EvidenceKind: True,
    Horizon: True,
    Importance: False,
    ItemStatus: True,
    Kano: True,
    Moscow: True,
    ReleaseStage: True,
    Result: True,
    Stage: False,
    Status: True,
    Verdict: True,
    Visibility: False,
}


@pytest.mark.parametrize("readers", Readers)
@pytest.mark.parametrize("words", SHOWN_BY_THE_EXAMPLE, ids=lambda words: words.__name__)
def test_the_example_shows_every_state(tmp_path: Path, readers: Readers, words: type[StrEnum]) -> None:
    """Each status, verdict, kind of evidence and so on stands somewhere; what is internal, only among colleagues."""
    portfolio = inspected(laid_out(tmp_path, readers)).portfolio
    # The plan's caps name every kind of evidence, which shows none of them.
    records = [portfolio.requests, portfolio.decisions, portfolio.items, portfolio.asks]
    derived = internal_portfolio(portfolio).public.statuses
    answers = [decision.public.verdict for decision in portfolio.decisions.values()]
    found = {value for value in values([*records, derived, answers]) if isinstance(value, words)}
    if readers is not Readers.ANYONE or SHOWN_BY_THE_EXAMPLE[words]:
        assert found == set(words)
    else:
        assert found < set(words)


@pytest.mark.parametrize("written", [*DAYS, date(2026, 12, 31)])
def test_the_example_exercises_every_part_of_the_ranking(tmp_path: Path, written: date) -> None:
    """There is a tie, a range, an item not scored, mandatory work, a declined item, and capacity for that day."""
    portfolio = public_portfolio(inspected(laid_out(tmp_path, Readers.COLLEAGUES, written), written).portfolio)
    ranking = rank(portfolio)
    ranks = [row.rank for row in ranking.rows]
    assert len(set(ranks)) < len(ranks)
    assert ranking.unscored
    assert ranking.mandatory
    assert ranking.declined
    reaches = [row.item.rice.reach for row in ranking.rows]
    assert any(reach is not None and reach.has_range for reach in reaches)
    assert any(reach is not None and not reach.has_range for reach in reaches)
    quarter = f"{written.year}-Q{(written.month + 2) // 3}"
    areas = [entry.area for entry in portfolio.plan.capacity if str(entry.period) == quarter]
    assert areas == ["", "driver-app"]


def test_the_example_has_everything_that_only_colleagues_see(tmp_path: Path) -> None:
    """Internal records, asks in both places, an override, risks, a note; one request names one segment in public."""
    root = laid_out(tmp_path, Readers.COLLEAGUES)
    portfolio = inspected(root).portfolio
    assert any(item.override for item in portfolio.items.values())
    assert any(item.risks for item in portfolio.items.values())
    assert any(decision.note and decision.informed for decision in portfolio.decisions.values())
    assert any(item.public.visibility is Visibility.INTERNAL for item in portfolio.items.values())
    assert {ask.path.split("/")[1] == "asks" for asks in portfolio.asks.values() for ask in asks} == {True, False}
    named = [titles for titles in public_portfolio(portfolio).segments.values() if titles]
    assert named == [("Regional carriers",)]


def test_the_example_for_anyone_holds_nothing_internal(tmp_path: Path) -> None:
    """Where anybody can read the files there is no ask, no account and no internal record."""
    portfolio = inspected(laid_out(tmp_path, Readers.ANYONE)).portfolio
    assert not portfolio.asks
    assert not portfolio.accounts


def test_the_example_says_that_it_is_made_up() -> None:
    """Whoever opens the file list, the plan or a page learns that none of this exists."""
    files = first_files(Readers.CUSTOMERS, TODAY, with_demo=True)
    plan = yaml.safe_load(files["roadmap/plan.yaml"])
    assert "made-up" in plan["product"]
    assert "made-up" in plan["notice"]
    assert "Everything here is made up" in files["README.md"].decode()
    addresses = re.findall(rb"https?://([a-z.]+)", b"".join(files[path] for path in files if path.endswith(".yaml")))
    assert set(addresses) == {b"example.com"}


@pytest.mark.parametrize(
    ("readers", "repository", "publish", "shown"),
    [
        (Readers.COLLEAGUES, "private", "at_once", {"roadmap", "answers", "scores"}),
        (Readers.CUSTOMERS, "private", "when_answered", {"roadmap", "answers"}),
        (Readers.ANYONE, "public", "at_once", set(Shown)),
    ],
)
@pytest.mark.parametrize("with_demo", [False, True])
def test_the_plan_follows_from_who_reads_it(
    tmp_path: Path, readers: Readers, repository: str, publish: str, shown: set[str], *, with_demo: bool
) -> None:
    """Who reads it decides who may read the files, what the site shows, and when a request joins it."""
    plan = inspected(laid_out(tmp_path, readers, with_demo=with_demo)).portfolio.plan
    assert plan.repository is Repository(repository)
    assert plan.publish_requests is PublishRequests(publish)
    assert plan.public_shows == shown


# Dates


@pytest.mark.parametrize(
    ("today", "moved"),
    [
        (WRITTEN_FOR, "2027-01-28 2027-02 2027-Q3 2026-12-01"),
        (date(2027, 3, 31), "2027-01-28 2027-02 2027-Q3 2026-12-01"),
        (date(2027, 4, 1), "2027-04-28 2027-05 2027-Q4 2027-03-01"),
        (date(2027, 12, 31), "2027-10-28 2027-11 2028-Q2 2027-09-01"),
        (date(2026, 11, 23), "2026-10-28 2026-11 2027-Q2 2026-09-01"),
    ],
)
def test_dates_move_by_whole_quarters(today: date, moved: str) -> None:
    """Days, months and quarters move together, so that what came first still does."""
    assert moved_to(today, "2027-01-28 2027-02 2027-Q3 2026-12-01") == moved


def test_other_numbers_do_not_move() -> None:
    """Versions, ids and amounts are no dates."""
    text = 'version: "4.2", id: a-2027-b, 12027-01, 2027-011, deal: 95000'
    assert moved_to(date(2031, 1, 1), text) == text


def test_every_day_of_the_example_exists_in_every_month() -> None:
    """No day is later than the 28th, so moving it by months always gives a day."""
    days = [
        int(day)
        for part in ("demo", "internal")
        for path in (SCAFFOLD / part).rglob("*.yaml")
        for day in re.findall(r"\b\d{4}-\d{2}-(\d{2})\b", path.read_text(encoding="utf-8"))
    ]
    assert len(days) > 50
    assert max(days) <= 28


# Beside what is there


def test_files_are_compared_with_what_is_there(tmp_path: Path) -> None:
    """Missing, different and equal files are told apart; the ends of lines, which git may change, do not count."""
    (tmp_path / "same").write_bytes(b"a\r\nb\r\n")
    (tmp_path / "other").write_bytes(b"mine\n")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    files = dict.fromkeys(("same", "other", "folder", "link", "new"), b"a\nb\n")
    found = compare(files, tmp_path)
    assert found.missing == ("new",)
    assert found.different == ("other", "folder", "link")


def test_what_people_change_is_theirs(tmp_path: Path) -> None:
    """Workflows, templates, schemas and editor settings are kept up to date; whatever people write is left alone."""
    files = first_files(Readers.COLLEAGUES, TODAY, with_demo=False)
    kept = set(kept_up_to_date(files, laid_out(tmp_path, Readers.COLLEAGUES, with_demo=False)))
    assert {".github/workflows/check.yml", ".vscode/settings.json", "schema/plan.schema.json"} <= kept
    assert {".github/CODEOWNERS", "README.md", "mkdocs.yml", "internal.yml", "roadmap/plan.yaml"}.isdisjoint(kept)
    assert set(files) - kept == {
        *(".github/CODEOWNERS", ".gitignore", "README.md", "docs/.gitkeep", "internal.yml", "mkdocs.yml"),
        *("requirements.txt", "roadmap/plan.yaml"),
    }


def test_a_forge_that_is_not_used_is_not_missed(tmp_path: Path) -> None:
    """Whoever deleted every file of the other forge is not told to write them again; one of several is missed."""
    files = first_files(Readers.COLLEAGUES, TODAY, with_demo=False)
    root = laid_out(tmp_path, Readers.COLLEAGUES, with_demo=False)
    (root / ".gitlab-ci.yml").unlink()
    (root / ".github/workflows/check.yml").unlink()
    kept = kept_up_to_date(files, root)
    assert ".gitlab-ci.yml" not in kept
    assert compare(kept, root).missing == (".github/workflows/check.yml",)


# What must agree with the rest of the repository


def test_a_new_roadmap_installs_this_version() -> None:
    """`requirements.txt` names the version of the package that writes it."""
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    version = re.search(r'^version = "(.+)"$', project, re.MULTILINE)
    assert version is not None
    wanted = Requirement((SCAFFOLD / "start" / "requirements.txt").read_text(encoding="utf-8").strip())
    assert (wanted.name, str(wanted.specifier)) == ("rice-roadmap", f"=={version[1]}")


@pytest.mark.parametrize(
    "path", [".vscode/settings.json", *sorted(f"schema/{path.name}" for path in (ROOT / "schema").iterdir())]
)
def test_our_own_repository_has_what_a_new_one_gets(path: str) -> None:
    """Editors help here as they do elsewhere."""
    assert (ROOT / path).read_bytes() == first_files(Readers.ANYONE, TODAY, with_demo=False)[path]


def test_nothing_in_the_scaffold_is_hidden_or_empty() -> None:
    """Packaging tools may leave out files whose names begin with a dot; every file says something."""
    found: list[Any] = [path for path in SCAFFOLD.rglob("*") if path.is_file()]
    assert [path for path in found if path.name.startswith(".") or not path.stat().st_size] == []
