"""What is made to keep a machine busy does not: work grows with what is written, and what never ends is not begun.

Steps are counted, not seconds: lines that Python runs. From n over 2n to 4n records the second leap is twice the first
where work is linear, and four times where it grows with the square.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from itertools import product
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from rice_roadmap.bring import writing_files
from rice_roadmap.bring.mail import letter_from
from rice_roadmap.bring.refusal import Refusal
from rice_roadmap.bring.writing_files import read_at_most
from rice_roadmap.checking import inspection, known
from rice_roadmap.checking.inspection import inspect
from rice_roadmap.cli import main
from rice_roadmap.history import git
from rice_roadmap.model.audience import Audience, internal_portfolio
from rice_roadmap.model.decision import Decision, PublicDecision
from rice_roadmap.model.status import leaders, leading
from rice_roadmap.publish.request_view import view_request
from rice_roadmap.ranking import displacement, prerequisites
from rice_roadmap.ranking.outlook import outlook
from rice_roadmap.ranking.tradeoffs import tradeoffs
from rice_roadmap.text import files as files_module
from rice_roadmap.text.composing import composed
from rice_roadmap.text.files import Folder, TooManyFilesError
from tests.memory import Memory
from tests.publish.laid_out import TODAY
from tests.small import FILES, write

Roadmap = Mapping[str, str]
Work = Callable[[], object]

#: How many records there are at first, and which leap tells two times from four.
FEW, LEAP = 16, 2.25

PLAN = "product: Example\nreach: {unit: customers, period: quarter}\n"
REQUEST = "title: A request\nneed: Something.\npotential_impact: Much.\nsubmitted_on: 2026-10-01\n"
DUPLICATE = "verdict: duplicate\ndecided_on: 2026-10-05\ndecided_by: Product\nduplicate_of: "


def item(number: int, more: str = "", *, effort: str = "1") -> str:
    """Return a scored item; a lower number stands higher."""
    score = f"rice: {{reach: {100_000 - number}, impact: high, confidence: 50%, effort: {effort}}}\n"
    return f"title: Item {number}\nsummary: Something.\nstatus: candidate\n{score}{more}"


def room(count: int) -> str:
    """Return a plan with room for so many items in the quarter."""
    return f"{PLAN}capacity: [{{period: 2027-Q1, effort: {count}}}]\n"


def chain(count: int) -> Roadmap:
    """Items of which each waits for the next, half of them inside."""
    files = {f"roadmap/items/i{n}.yaml": item(n, f"depends_on: [i{n + 1}]\n") for n in range(count - 1)}
    return {"roadmap/plan.yaml": room(count // 2), f"roadmap/items/i{count - 1}.yaml": item(count), **files}


def circle(count: int) -> Roadmap:
    """Items that all wait for each other."""
    return {**chain(count), f"roadmap/items/i{count - 1}.yaml": item(count, "depends_on: [i0]\n")}


def pairs(count: int) -> Roadmap:
    """Items outside, each of which needs another one to stay inside."""
    files = {f"roadmap/items/in{n}.yaml": item(n) for n in range(count // 2)}
    files |= {f"roadmap/items/out{n}.yaml": item(count + n, f"depends_on: [in{n}]\n") for n in range(count // 2)}
    return {"roadmap/plan.yaml": room(count // 2), **files}


def overrides(count: int) -> Roadmap:
    """Items of which each was put above another one."""
    why = "reason: strategic_bet, because: So., by: Us, on: 2026-11-01"
    put = {n: f"override: {{above: i{(n + count // 2) % count}, {why}}}\n" for n in range(count)}
    return {"roadmap/plan.yaml": PLAN, **{f"roadmap/items/i{n}.yaml": item(n, put[n]) for n in put}}


def quarters(count: int) -> Roadmap:
    """As many quarters as items, each meant for one."""
    named = [f"{2027 + n // 4}-Q{n % 4 + 1}" for n in range(count)]
    capacity = "".join(f"  - {{period: {quarter}, effort: 5}}\n" for quarter in named)
    meant = (item(n).replace("candidate", f"planned\ntarget: {quarter}") for n, quarter in enumerate(named))
    files = {f"roadmap/items/i{n}.yaml": text for n, text in enumerate(meant)}
    return {"roadmap/plan.yaml": f"{PLAN}capacity:\n{capacity}", **files}


def areas(count: int) -> Roadmap:
    """As many areas, with room of their own, as items."""
    listed = "".join(f"  - {{id: a{n}, title: Area}}\n" for n in range(count))
    capacity = "".join(f"  - {{period: 2027-Q1, effort: 5, area: a{n}}}\n" for n in range(count))
    files = {f"roadmap/items/i{n}.yaml": item(n, f"area: a{n}\n") for n in range(count)}
    return {"roadmap/plan.yaml": f"{PLAN}areas:\n{listed}capacity:\n{capacity}", **files}


def strange_areas(count: int) -> Roadmap:
    """Items in areas that the plan, which lists many, does not know."""
    listed = "".join(f"  - {{id: area-{n}, title: Area}}\n" for n in range(count))
    files = {f"roadmap/items/i{n}.yaml": item(n, f"area: arae-{n}\n") for n in range(count)}
    return {"roadmap/plan.yaml": f"{PLAN}areas:\n{listed}", **files}


def duplicates(count: int) -> Roadmap:
    """Requests of which each repeats the next."""
    files = {f"requests/r{n}.yaml": REQUEST for n in range(count)}
    files |= {f"roadmap/decisions/r{n}.yaml": f"{DUPLICATE}r{n + 1}\n" for n in range(count - 1)}
    return {"roadmap/plan.yaml": PLAN, **files}


def ring(count: int) -> Roadmap:
    """Requests that all repeat each other."""
    return {**duplicates(count), f"roadmap/decisions/r{count - 1}.yaml": f"{DUPLICATE}r0\n"}


def asks(count: int) -> Roadmap:
    """One request for which many ask."""
    files = {f"requests/asks/r/a{n}.yaml": f"account: Prospect {n}\nsays: We need it.\n" for n in range(count)}
    return {"roadmap/plan.yaml": PLAN, "requests/r.yaml": REQUEST, **files}


def answers(count: int) -> Roadmap:
    """One item that answers many requests."""
    files = {f"requests/r{n}.yaml": REQUEST for n in range(count)}
    answered = "answers:\n" + "".join(f"  - r{n}\n" for n in range(count))
    return {"roadmap/plan.yaml": PLAN, "roadmap/items/i.yaml": item(0, answered), **files}


def checking(files: Roadmap) -> Work:
    """Check it."""
    return lambda: inspect(Memory(files), today=TODAY)


def linking(files: Roadmap) -> Work:
    """Link it, and see where each request stands."""
    portfolio = inspect(Memory(files)).portfolio

    def work() -> None:
        found = internal_portfolio(portfolio).public
        for request in found.requests.values():
            view_request(found, request)

    return work


def weighing(files: Roadmap) -> Work:
    """Say what fits, what would change it and what would wait."""
    portfolio = internal_portfolio(inspect(Memory(files)).portfolio).public
    return lambda: tradeoffs(outlook(portfolio, today=TODAY, audience=Audience.INTERNAL), portfolio)


#: What people could write, and the part of the work that it would keep busy.
HEAVY: tuple[tuple[Callable[[int], Roadmap], Callable[[Roadmap], Work]], ...] = (
    *((chain, weighing), (circle, weighing), (pairs, weighing), (overrides, weighing), (quarters, weighing)),
    *((areas, weighing), (chain, checking), (circle, checking), (quarters, checking), (strange_areas, checking)),
    *((duplicates, linking), (ring, linking), (asks, linking), (answers, linking), (ring, checking)),
)


def steps(work: Work) -> int:
    """Return how many lines Python runs to do something."""
    counted = 0

    def count(_: FrameType, event: str, __: Any) -> Any:
        nonlocal counted
        counted += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        work()
    finally:
        sys.settrace(before)
    return counted


@pytest.mark.parametrize(("roadmap", "part"), HEAVY, ids=lambda one: one.__name__)
def test_work_grows_with_what_is_written(
    roadmap: Callable[[int], Roadmap], part: Callable[[Roadmap], Work], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Long chains, circles, and much that hangs on one thing: twice as much takes twice the steps, not four times."""
    # What is bounded by a number would take minutes to reach it.
    monkeypatch.setattr(prerequisites, "MOST_LINKS", 100)
    monkeypatch.setattr(displacement, "MOST_CHOICES", 100)
    monkeypatch.setattr(known, "MOST_GUESSES", 1)
    part(roadmap(FEW))()
    one, two, four = (steps(part(roadmap(count))) for count in (FEW, 2 * FEW, 4 * FEW))
    assert (four - two) / (two - one) < LEAP


def test_work_that_grows_with_the_square_is_found() -> None:
    """The test above fails for a loop in a loop."""

    def square(count: int) -> Work:
        return lambda: [None for _ in range(count) for _ in range(count)]

    one, two, four = (steps(square(count)) for count in (FEW, 2 * FEW, 4 * FEW))
    assert (four - two) / (two - one) > LEAP


def test_what_is_beyond_the_limit_is_said_to_be() -> None:
    """Where too much hangs on each other to weigh it up, no answer is invented."""
    found = internal_portfolio(inspect(Memory(chain(30))).portfolio).public
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prerequisites, "MOST_LINKS", 100)
        ahead = outlook(found, today=TODAY, audience=Audience.INTERNAL)
        weighed = tradeoffs(ahead, found).displacements
    assert ahead.fits is not None
    assert ahead.fits.sets[""].best is None
    assert {one.outcome for one in weighed.values()} == {displacement.Outcome.BEYOND_LIMIT}
    assert {(one.unmet, one.waiting) for one in weighed.values()} == {((), ())}
    assert {one.outcome for one in tradeoffs(ahead, found).displacements.values()} != {
        displacement.Outcome.BEYOND_LIMIT
    }


def test_rows_that_need_different_ones_to_stay_are_answered_as_long_as_it_takes_no_ages() -> None:
    """The first of them are, in the order of the ranking; of the rest the page says that it was not worked out."""
    found = internal_portfolio(inspect(Memory(pairs(20))).portfolio).public
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(displacement, "MOST_CHOICES", 30)
        weighed = tradeoffs(outlook(found, today=TODAY, audience=Audience.INTERNAL), found).displacements
    outcomes = [weighed[f"out{number}"].outcome for number in range(10)]
    assert outcomes == [displacement.Outcome.WAITS] * 3 + [displacement.Outcome.BEYOND_LIMIT] * 7


def test_the_way_around_a_large_circle_is_told_in_part() -> None:
    """Nobody reads ten thousand names, and no log keeps them."""
    (problem, *_) = inspect(Memory(circle(300))).problems
    assert problem.message.count("→") == 20
    assert "→ 281 more →" in problem.message


def test_each_request_is_led_by_the_same_one_whether_asked_for_alone_or_with_all() -> None:
    """Over every way in which four requests can repeat each other, rings included."""
    ids = "abcd"
    for originals in product(["", *ids], repeat=len(ids)):
        answers = {one: _repeats(one, original) for one, original in zip(ids, originals, strict=True) if original}
        assert leaders(ids, answers) == {one: leading(one, answers) for one in ids}


def _repeats(request: str, original: str) -> PublicDecision:
    data = {"verdict": "duplicate", "decided_on": "2026-10-05", "decided_by": "Us", "duplicate_of": original}
    return Decision.from_mapping(request, "x.yaml", data).public


# --- Texts ---

#: What a pattern, or a library, could take the square of its length for.
TEXTS: Mapping[str, Callable[[int], object]] = {
    "amounts with points": lambda count: inspect(Memory(_with_need("1." * count))),
    "amounts with commas": lambda count: inspect(Memory(_with_need("1.1," * (count // 2)))),
    "amounts with blanks": lambda count: inspect(Memory(_with_need("111 " * (count // 2)))),
    "blanks before a comment": lambda count: inspect(Memory(_with_need("a" + " " * count * 2))),
    "lines above a mail": lambda count: letter_from(b"_" * count + b"x\n"),
    "ends of mails": lambda count: letter_from(b"-- \n" * count),
    "names above quotes": lambda count: letter_from(b"-- \n" * 10 + b"a:\n" * count),
    "a long header": lambda count: letter_from(_mail(b"a=b; " * count)),
    "a heap of marks": lambda count: composed("a" + "\u0315\u0300" * count * 2),
}


def _with_need(text: str) -> dict[str, str]:
    return {**FILES, "requests/x.yaml": f"title: A request\nneed: 'a {text} b'\npotential_impact: Much.\n"}


def _mail(parameters: bytes) -> bytes:
    return b"MIME-Version: 1.0\nContent-Type: text/plain; " + parameters + b"\n\nText.\n"


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_text_made_to_be_slow_is_not(text: Callable[[int], object]) -> None:
    """Four times the text takes no sixteen times the time of the processor; each of these took minutes or hours."""
    text(10)
    short, long = (min(_seconds(lambda count=count: text(count)) for _ in range(2)) for count in (4_000, 16_000))  # type: ignore[misc]  # mypy knows no lambda with a default
    assert long < 10 * short + 0.05


def _seconds(work: Work) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


# --- What never ends ---


def test_more_files_than_a_roadmap_holds_are_not_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever names the wrong folder gets a sentence, not an endless run."""
    root = write(tmp_path)
    monkeypatch.setattr(files_module, "MOST_ENTRIES", 3)
    with pytest.raises(TooManyFilesError):
        Folder(root=root).entries()
    assert main(["check", f"--root={root}"]) == 2
    assert capsys.readouterr().err.startswith("There are more than 3 files in docs, requests, roadmap, or more than")


def test_more_bytes_than_a_machine_keeps_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file may be short enough, and all of them together still too much."""
    together = sum(len(text.encode()) for text in FILES.values())
    monkeypatch.setattr(inspection, "MOST_TOGETHER", together)
    assert inspect(Memory(FILES)).problems == ()
    monkeypatch.setattr(inspection, "MOST_TOGETHER", together - 1)
    with pytest.raises(TooManyFilesError):
        inspect(Memory(FILES))


def test_a_site_of_too_many_files_is_not_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """MkDocs says so in a sentence too, and touches nothing."""
    monkeypatch.setattr(files_module, "MOST_ENTRIES", 3)
    root = write(tmp_path)
    assert main(["build", f"--root={root}"]) != 0
    assert not (root / "site").exists()


def test_a_commit_that_names_more_files_than_there_can_be_is_given_up(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten small trees, each ten times in the next, name ten thousand million files: git would list them for hours."""
    tree = run(repository, "hash-object", "-w", "-t", "blob", "--stdin", given="title: x\n").strip()
    listing = "".join(f"100644 blob {tree}\ta{n}.yaml\n" for n in range(10))
    for _ in range(9):
        tree = run(repository, "mktree", given=listing).strip()
        listing = "".join(f"040000 tree {tree}\td{n}\n" for n in range(10))
    top = run(repository, "mktree", given=f"040000 tree {tree}\trequests\n").strip()
    identifier = run(repository, "commit-tree", top, "-m", "x").strip()
    monkeypatch.setattr(git, "_LISTING", 1_000_000)
    with pytest.raises(TooManyFilesError):
        git.revision(repository, identifier)


def test_a_commit_with_more_to_read_than_a_machine_keeps_is_given_up(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thousand names for one object are a small commit, and a thousand times its length to read."""
    blob = run(repository, "hash-object", "-w", "-t", "blob", "--stdin", given="#" * 1_000).strip()
    tree = run(repository, "mktree", given="".join(f"100644 blob {blob}\ta{n}.yaml\n" for n in range(1_000))).strip()
    top = run(repository, "mktree", given=f"040000 tree {tree}\trequests\n").strip()
    identifier = run(repository, "commit-tree", top, "-m", "x").strip()
    assert git.revision(repository, identifier) is not None
    monkeypatch.setattr(git, "MOST_TOGETHER", 999_999)
    with pytest.raises(TooManyFilesError):
        git.revision(repository, identifier)


def test_what_is_piped_in_is_read_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that never stops writing is told that this is too long."""
    monkeypatch.setattr(writing_files, "MOST_BYTES", 1024**2)
    found = read_at_most(io.BytesIO(b"x" * (1024**2 + 1)), "What is piped in")
    assert isinstance(found, Refusal)
    assert found.message == "What is piped in is longer than 1 MB."
    assert read_at_most(io.BytesIO(b"x" * 1024**2), "What is piped in") == b"x" * 1024**2


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return an empty repository."""
    run(tmp_path, "init", "--quiet", "--initial-branch=main")
    return tmp_path


def run(folder: Path, *arguments: str, given: str = "") -> str:
    """Run git in a folder, with a fixed person and nobody's configuration, and return what it says."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    person = {f"GIT_{who}_{what}": "a@example.com" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    fixed = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", **person}
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=kept | fixed, input=given, capture_output=True, text=True, check=True
    )
    return done.stdout
