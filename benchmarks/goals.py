"""The goals: one small function each, which measures what users do and says whether the target is reached."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.bench import PYTHON, Bench
from benchmarks.measuring import FailedError, Run, Task, by_turns, measure, ratio, typical
from benchmarks.serving import seconds_until_shown
from benchmarks.targets import TARGETS, Target

_UNITS = {"cpu": "CPU", "wall": "wall", "peak": "peak memory"}
_KILOBYTE = 1024
_MEGABYTE = 1_000_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One line of the table: what was measured, both medians, what is compared with the target, and the target.

    `found` is a ratio, or what the unit of the target says; a row without a `target` is there to compare with.
    """

    what: str
    ours: str
    yardstick: str
    found: float
    target: Target | None

    @property
    def unit(self) -> str:
        """What is behind the number."""
        return "×" if self.target is None else self.target.unit

    @property
    def verdict(self) -> str:
        """Whether the target is reached."""
        if self.target is None:
            return "to compare"
        return "**reached**" if self.found <= self.target.at_most else "missed"

    @property
    def is_over_limit(self) -> bool:
        """Whether the gate refuses what was found."""
        return self.target is not None and self.target.limit is not None and self.found > self.target.limit


def cold_build(bench: Bench) -> Iterator[Row]:
    """`rice-roadmap build` against Hugo's content adapter, both from the same YAML files."""
    yield from _against_hugo(bench, "cold-build", "rice-roadmap build", bench.build(bench.large))


def mkdocs_build(bench: Bench) -> Iterator[Row]:
    """`mkdocs build` against Hugo's content adapter, both from the same YAML files."""
    yield from _against_hugo(bench, "mkdocs-build", "mkdocs build", bench.mkdocs(bench.large))


def stock_mkdocs(bench: Bench) -> Iterator[Row]:
    """`mkdocs build` from YAML against stock MkDocs and Material building hand-written Markdown pages."""
    runs = by_turns([bench.mkdocs(bench.medium), bench.stock(bench.medium)], rounds=bench.rounds)
    what = f"mkdocs build, cold, {bench.medium:,} requests, against Markdown pages"
    yield _compared(what, runs, "cpu", TARGETS["stock-mkdocs", "cpu"])


def growth(bench: Bench) -> Iterator[Row]:
    """How time grows from a small portfolio to a ten times larger one, without what an empty site takes."""
    for name, make in (("rice-roadmap build", bench.build), ("mkdocs build", bench.mkdocs)):
        sizes = (0, bench.large // 10, bench.large)
        nothing, small, large = by_turns([make(size) for size in sizes], rounds=bench.rounds)
        times = [typical(runs, "cpu") for runs in (nothing, small, large)]
        exponent = math.log10((times[2] - times[0]) / (times[1] - times[0]))
        said = " / ".join(f"{seconds:.2f}" for seconds in times)
        what = f"{name}, growth with 0 / {sizes[1]:,} / {sizes[2]:,} requests: exponent"
        yield Row(what=what, ours=f"{said} s", yardstick="", found=exponent, target=TARGETS["growth", "exponent"])


def page_size(bench: Bench) -> Iterator[Row]:
    """The HTML of a request's page, in a small portfolio and in one ten times larger."""
    sizes: list[float] = []
    for requests in (bench.large // 10, bench.large):
        measure(bench.build(requests))
        # The same requests in both, so that only what the portfolio adds can differ.
        pages = (bench.out(requests) / "requests" / name / "index.html" for name in bench.first_requests())
        sizes.append(median(page.stat().st_size for page in pages) / _KILOBYTE)
    small, large = sizes
    said = f"{large:.1f} KB"
    page, growing = TARGETS["page-size", "page"], TARGETS["page-size", "growth"]
    yield Row(what="HTML of a request page, median", ours=said, yardstick="", found=large, target=page)
    what = f"the same pages with {bench.large:,} and with {bench.large // 10:,} requests"
    yield Row(what=what, ours=said, yardstick=f"{small:.1f} KB", found=large / small, target=growing)


def warm_build(bench: Bench) -> Iterator[Row]:
    """`rice-roadmap build` after one request changed, against a cold one; the cold one proves that nothing is stale."""
    cold: list[Run] = [measure(bench.build(bench.large))]
    warm: list[Run] = []
    for turn in range(bench.rounds):
        bench.edit_a_request(bench.large, turn)
        warm.append(measure(bench.warm(bench.build(bench.large))))
        seen = bench.fingerprint(bench.large)
        cold.append(measure(bench.build(bench.large)))
        if bench.fingerprint(bench.large) != seen:
            raise FailedError("A warm build is not byte for byte what a cold one is.")
    what = f"rice-roadmap build, warm, 1 of {bench.large:,} changed"
    yield _compared(what, [warm, cold[1:]], "cpu", TARGETS["warm-build", "cpu"])


def serve(bench: Bench) -> Iterator[Row]:
    """`mkdocs serve`: from saving a YAML file to the new page."""
    requests = bench.large // 10
    times = seconds_until_shown(bench.ours(requests), bench.environment, rounds=bench.rounds)
    what = f"mkdocs serve, {requests:,} requests: from saving to the new page, wall"
    found = median(times)
    yield Row(what=what, ours=f"{found:.2f} s", yardstick="", found=found, target=TARGETS["serve", "wall"])


def check(bench: Bench) -> Iterator[Row]:
    """`check` of valid files against PyYAML's C loader alone over the same files."""
    command = bench.check(bench.large)
    loader = bench.pyyaml(bench.large)
    runs = by_turns([command, loader], rounds=bench.rounds)
    what = f"check, cold, {bench.files(bench.large):,} files, against CSafeLoader"
    yield _compared(what, runs, "cpu", TARGETS["check", "cold"])
    runs = by_turns([bench.warm(command), loader], rounds=bench.rounds)
    yield _compared("check, warm, the same files", runs, "cpu", TARGETS["check", "warm"])


def diff(bench: Bench) -> Iterator[Row]:
    """`diff` of two revisions of which ten files differ, against a `check`; and bare git over the same revisions.

    Ten requests that say something else concern no other file. Where an item changes too, everything is read.
    """
    with_history = bench.with_history(bench.large)
    ours = bench.command(with_history, "diff", "HEAD~2", "HEAD~1")
    everything = bench.command(with_history, "diff", "HEAD~2", "HEAD")
    checked = bench.command(with_history, "check")
    git = Task(command=("git", "diff", "--raw", "-p", "HEAD~2", "HEAD~1"), folder=with_history)
    whole = ("sh", "-c", "git ls-tree -r HEAD | cut -d ' ' -f 3 | cut -f 1 | git cat-file --batch")
    read = Task(command=whole, folder=with_history)
    runs = by_turns([ours, everything, checked, git, read], rounds=bench.rounds)
    what = f"diff of two revisions of {bench.files(bench.large):,} files, 10 requests changed, against check"
    yield _compared(what, [runs[0], runs[2]], "cpu", TARGETS["diff", "cpu"])
    yield _compared("the same where an item changed too", [runs[1], runs[2]], "cpu", TARGETS["diff", "cpu"])
    yield _compared("10 requests changed, against bare `git diff`", [runs[0], runs[3]], "cpu", None)
    yield _compared("the same against `git cat-file --batch` of one whole revision", [runs[0], runs[4]], "cpu", None)


def simulation(bench: Bench) -> Iterator[Row]:
    """1,000 draws over ten thousand items with ranges; memory is that of the whole process."""
    items = bench.large
    said: list[float] = []
    runs: list[Run] = []
    for _ in range(bench.rounds):
        result = bench.folder / "simulation.json"
        command = ("sh", "-c", f'"{PYTHON}" -m benchmarks.simulate {items} > "{result}"')
        runs.append(measure(Task(command=command, folder=bench.home, environment=bench.environment)))
        found = json.loads(result.read_bytes())
        if found["items"] != items or not found["inside"]:
            raise FailedError("The simulation drew nothing.")
        said.append(found["seconds"])
    seconds, peak = median(said), typical(runs, "peak") / _MEGABYTE
    what = f"simulation, {items:,} items × 1,000 samples"
    cpu, memory = TARGETS["simulation", "cpu"], TARGETS["simulation", "memory"]
    yield Row(what=f"{what}: CPU", ours=f"{seconds:.2f} s", yardstick="", found=seconds, target=cpu)
    yield Row(what=f"{what}: memory", ours=f"{peak:.0f} MB", yardstick="", found=peak, target=memory)


def start_up(bench: Bench) -> Iterator[Row]:
    """How long the command takes to say what it does, against Python doing nothing."""
    ours = Task(command=(*bench.program, "--help"), folder=bench.folder, environment=bench.environment)
    nothing = Task(command=(PYTHON, "-c", "pass"), folder=bench.folder, environment=bench.environment)
    runs = by_turns([ours, nothing], rounds=bench.rounds * 5)
    yield _compared("rice-roadmap --help, against `python -c pass`", runs, "cpu", TARGETS["start-up", "cpu"])


def rank(bench: Bench) -> Iterator[Row]:
    """`rank` of a thousand items with ranges, beyond what reading and checking them takes."""
    folder = bench.items(1000)
    ranked, loaded = by_turns([bench.command(folder, "rank"), bench.command(folder, "check")], rounds=bench.rounds)
    more = typical(ranked, "cpu") - typical(loaded, "cpu")
    ours, theirs = _said(ranked, "cpu"), _said(loaded, "cpu")
    what = "rank of 1,000 items with ranges, more than check"
    yield Row(what=what, ours=ours, yardstick=theirs, found=more, target=TARGETS["rank", "cpu"])
    yield _compared("the same, against check", [ranked, loaded], "cpu", None)


#: In the order of the table; the names are what the command line takes.
GOALS: dict[str, Callable[[Bench], Iterator[Row]]] = {
    "cold-build": cold_build,
    "mkdocs-build": mkdocs_build,
    "stock-mkdocs": stock_mkdocs,
    "growth": growth,
    "page-size": page_size,
    "warm-build": warm_build,
    "serve": serve,
    "check": check,
    "diff": diff,
    "simulation": simulation,
    "start-up": start_up,
    "rank": rank,
}


def rows_of(goal: str, bench: Bench) -> list[Row]:
    """Measure a goal and return its rows."""
    return list(GOALS[goal](bench))


def unmeasured(goal: str) -> Row:
    """Return the row of a goal that could not be measured, which misses every target and passes every limit."""
    target = Target(at_most=0, unit="", limit=0)
    return Row(what=goal, ours="could not be measured", yardstick="", found=math.inf, target=target)


def _against_hugo(bench: Bench, goal: str, name: str, task: Task) -> Iterator[Row]:
    runs = by_turns([task, bench.hugo(bench.large)], rounds=bench.rounds)
    what = f"{name}, cold, {bench.large:,} requests, against Hugo"
    for quantity in _UNITS:
        yield _compared(what, runs, quantity, TARGETS[goal, quantity])


def _compared(what: str, runs: Sequence[Sequence[Run]], quantity: str, target: Target | None) -> Row:
    ours, theirs = runs
    return Row(
        what=f"{what}: {_UNITS[quantity]}",
        ours=_said(ours, quantity),
        yardstick=_said(theirs, quantity),
        found=ratio(ours, theirs, quantity),
        target=target,
    )


def _said(runs: Sequence[Run], quantity: str) -> str:
    found = typical(runs, quantity)
    return f"{found / _MEGABYTE:.0f} MB" if quantity == "peak" else f"{found:.2f} s"
