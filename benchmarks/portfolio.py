"""Realistic portfolios of any size, made up: `python -m benchmarks.portfolio FOLDER REQUESTS [SEED]`.

The same number and seed give the same bytes. Ten requests, the item that answers some of them, their decisions and
asks are drawn together from a seed of their own, so a larger portfolio begins with the records of a smaller one.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.words import Writer, happens, wrapped
from benchmarks.yaml_text import written

#: The seed of every published figure.
SEED = 6

#: The day on which the portfolios are looked at; nothing in them is overdue on it.
TODAY = date(2026, 11, 23)

Data = dict[str, Any]

_AREAS = ("planning", "mobile", "reports", "billing", "access", "import")
_OBJECTIVES = ("faster-start", "fewer-errors", "larger-sites", "less-paper")
_SEGMENTS = ("small", "mid-size", "enterprise")
_ACCOUNTS = 300
_WINDOW = 10
_ITEM_STATUSES = ("candidate",) * 10 + ("planned", "in_progress", "shipped", "shipped", "shipped", "cancelled")
_VERDICTS = (
    *("accepted",) * 5,
    *("declined",) * 5,
    *("deferred",) * 4,
    *("already_possible", "already_possible", "duplicate", "duplicate", "needs_info", "withdrawn"),
)
_NO = frozenset({"declined", "already_possible", "withdrawn"})
_PROMISED = frozenset({"planned", "in_progress", "shipped"})
_DECLINED_BECAUSE = ("low_reach", "off_strategy", "out_of_scope", "technical_constraint", "single_customer")
_DEFERRED_BECAUSE = ("below_capacity_line", "needs_evidence", "no_owner", "low_reach")


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """One file of a portfolio: its path, and what it says."""

    path: str
    data: Mapping[str, Any]

    @property
    def text(self) -> str:
        """The file as YAML."""
        kind = _kind(self.path)
        depth = self.path.count("/")
        return written(self.data, f"{'../' * depth}schema/{kind}.schema.json")


def records(requests: int, seed: int = SEED) -> Iterator[Record]:
    """Yield every file of a portfolio with that many requests; items are a tenth, decisions about half of them."""
    yield Record(path="roadmap/plan.yaml", data=_plan(requests))
    yield Record(path="roadmap/accounts.yaml", data=_accounts())
    taken: dict[str, int] = {}
    request_ids: list[str] = []
    item_ids: list[str] = []
    for window in range(-(-requests // _WINDOW)):
        chance = Random(f"{seed}/{window}")
        wanted = min(_WINDOW, requests - len(request_ids))
        made = [_request(chance) for _ in range(wanted)]
        ids = [_identifier(str(data["title"]), taken, "request") for data in made]
        yield from (Record(path=f"requests/{name}.yaml", data=data) for name, data in zip(ids, made, strict=True))
        item = _item(chance, ids, item_ids)
        item_ids.append(_identifier(str(item["title"]), taken, "item"))
        yield Record(path=f"roadmap/items/{item_ids[-1]}.yaml", data=item)
        yield from _decisions(chance, ids, request_ids, item)
        yield from _asks(chance, ids)
        request_ids += ids


def estimated_items(count: int, seed: int = SEED) -> Iterator[Record]:
    """Yield a plan and that many candidates, each with ranges: what a ranking has most work with."""
    yield Record(path="roadmap/plan.yaml", data=_plan(count * _WINDOW))
    taken: dict[str, int] = {}
    for index in range(count):
        chance = Random(f"{seed}/estimated/{index}")
        writer = Writer(chance=chance)
        data = {"title": writer.title(), "summary": writer.sentence(), "status": "candidate"}
        name = _identifier(str(data["title"]), taken, "item")
        yield Record(path=f"roadmap/items/{name}.yaml", data={**data, "rice": _rice(chance, ranged=1.0)})


def write(folder: Path, made: Iterator[Record]) -> int:
    """Write records below a folder and return how many there were."""
    count = 0
    for record in made:
        path = folder / record.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(record.text.encode())
        count += 1
    return count


def _plan(requests: int) -> Data:
    effort = max(requests // 20, 10)
    return {
        "product": "Specimen",
        "notice": "This is our intention today, not a promise.",
        "public_shows": ["roadmap", "answers", "scores", "capacity", "outcomes"],
        "reach": {"unit": "customers", "period": "quarter"},
        "objectives": [{"id": name, "title": name.replace("-", " ").capitalize()} for name in _OBJECTIVES],
        "areas": [{"id": name, "title": name.capitalize()} for name in _AREAS],
        "segments": [{"id": name, "title": name.capitalize()} for name in _SEGMENTS],
        "capacity": [
            {"period": period, "effort": effort * 2, "held_back": effort // 10}
            for period in ("2026-Q4", "2027-Q1", "2027-Q2")
        ],
        "promises": {"since": "2026-01-01", "decide_within_days": 60, "rescore_after_days": 400},
    }


def _accounts() -> Data:
    chance = Random("accounts")
    return {
        f"specimen-{number}": {
            "name": f"Specimen Works {number}",
            "segment": chance.choice(_SEGMENTS),
            "annual_revenue": chance.randint(5, 900) * 1000,
            "owner": f"Sales team {chance.randint(1, 9)}",
        }
        for number in range(1, _ACCOUNTS + 1)
    }


def _request(chance: Random) -> Data:
    writer = Writer(chance=chance)
    need = writer.prose(300, 1500)
    data: Data = {
        "title": writer.title(),
        # Most people's editors wrap; what comes from a form or another tool stands in long lines.
        "need": wrapped(need) if happens(chance, 0.7) else need,
        "potential_impact": writer.cost(),
    }
    if happens(chance, 0.5):
        data["workaround"] = writer.way()
    if happens(chance, 0.8):
        data["area"] = chance.choice(_AREAS)
    if happens(chance, 0.4):
        data["requested_by"] = f"Sales team {chance.randint(1, 9)}"
    if happens(chance, 0.5):
        data["votes"] = {"count": int(chance.paretovariate(0.8)), "on": _day(chance, 0, 60)}
    if happens(chance, 0.3):
        data["evidence"] = [_evidence(chance) for _ in range(chance.randint(1, 2))]
    data["submitted_on"] = _day(chance, 60, 900)
    return data


def _item(chance: Random, ids: list[str], before: list[str]) -> Data:
    writer = Writer(chance=chance)
    status = chance.choice(_ITEM_STATUSES)
    data: Data = {"title": writer.title(), "summary": wrapped(writer.prose(120, 600)), "status": status}
    if status in {"planned", "in_progress"}:
        data |= {"target": chance.choice(("2027-Q1", "2027-Q2", "2027-05")), "target_because": writer.sentence()}
    data |= {"objective": chance.choice(_OBJECTIVES), "area": chance.choice(_AREAS)}
    answered = chance.sample(ids, min(chance.randint(1, 5), len(ids)))
    data["answers"] = [
        {"request": name, "part": writer.title()} if happens(chance, 0.15) else name for name in answered
    ]
    if before and happens(chance, 0.1):
        data["depends_on"] = [chance.choice(before)]
    data["confirmed_on"] = _day(chance, 0, 60)
    if status != "candidate" or happens(chance, 0.85):
        data |= {"rice": _rice(chance, ranged=0.6), "scored_on": _day(chance, 0, 120)}
    data["evidence"] = [_evidence(chance) for _ in range(chance.randint(1, 3))]
    if happens(chance, 0.2):
        data["risks"] = [{"says": writer.sentence(), "raised_by": "Engineering"}]
    if status == "shipped":
        data["release"] = {"on": _day(chance, 30, 300), "stage": "general", "version": f"{chance.randint(1, 9)}.0"}
        data["outcome"] = {
            "measured_on": _day(chance, 0, 29),
            "result": chance.choice(("better", "as_expected", "worse")),
            "reach": chance.randint(20, 3000),
        }
    if status == "cancelled":
        data["cancelled"] = {"because": writer.sentence(), "on": _day(chance, 0, 200)}
    return data


def _rice(chance: Random, *, ranged: float) -> Data:
    reach, effort = chance.randint(20, 3000), chance.randint(2, 24) / 2
    with_range = happens(chance, ranged)
    because = Writer(chance=chance).sentence()
    ends = {"low": reach * 3 // 4, "high": reach * 3 // 2}
    return {
        "reach": {"likely": reach, **(ends if with_range else {}), "because": because},
        "impact": chance.choice(("massive", "high", "medium", "low", "minimal")),
        "confidence": chance.choice(("high", "medium", "medium", "low", "moonshot")),
        "effort": {"likely": effort, "low": max(effort - 1, 0.5), "high": effort * 2} if with_range else effort,
    }


def _decisions(chance: Random, ids: list[str], before: list[str], item: Data) -> Iterator[Record]:
    promised = item["status"] in _PROMISED
    answered = {entry if isinstance(entry, str) else entry["request"] for entry in item["answers"]}
    for name in ids:
        verdict = chance.choice(_VERDICTS)
        if (verdict in _NO and promised and name in answered) or (verdict == "duplicate" and not before):
            verdict = "accepted"
        if happens(chance, 0.5):
            yield Record(path=f"roadmap/decisions/{name}.yaml", data=_decision(chance, verdict, before))


def _decision(chance: Random, verdict: str, before: list[str]) -> Data:
    writer = Writer(chance=chance)
    data: Data = {"verdict": verdict, "decided_on": _day(chance, 0, 59), "decided_by": "Product"}
    match verdict:
        case "declined":
            data |= {"because": wrapped(writer.prose(120, 500)), "reason": chance.choice(_DECLINED_BECAUSE)}
            data |= {"alternatives": _alternatives(writer), "revisit_when": writer.sentence()}
        case "deferred":
            data |= {"because": wrapped(writer.prose(120, 500)), "reason": chance.choice(_DEFERRED_BECAUSE)}
            data["revisit_on"] = chance.choice(("2027-01-15", "2027-03-01", "2027-06-30"))
        case "already_possible":
            data["alternatives"] = _alternatives(writer)
        case "duplicate":
            data["duplicate_of"] = chance.choice(before)
        case "needs_info":
            data |= {"questions": [writer.sentence(), writer.sentence()], "answer_by": "2027-01-31"}
    if happens(chance, 0.3):
        data["note"] = writer.sentence()
    return data


def _alternatives(writer: Writer) -> list[Data]:
    return [{"title": writer.title(), "how": writer.way()} for _ in range(writer.chance.randint(1, 2))]


def _asks(chance: Random, ids: list[str]) -> Iterator[Record]:
    writer = Writer(chance=chance)
    for name in ids:
        for number in range(chance.choice((0, 0, 0, 0, 0, 0, 1, 1, 2))):
            data: Data = {
                "account": f"specimen-{chance.randint(1, _ACCOUNTS)}",
                "importance": chance.choice(("nice_to_have", "important", "must_have")),
                "says": writer.sentence(),
                "on": _day(chance, 0, 300),
            }
            if happens(chance, 0.3):
                data |= {"deal": chance.randint(2, 90) * 1000, "closes_on": "2027-03-31"}
            yield Record(path=f"requests/asks/{name}/{data['account']}-{number + 1}.yaml", data=data)


def _evidence(chance: Random) -> Data:
    kind = chance.choice(("anecdotal", "market_data", "user_research", "usage_data", "experiment"))
    return {"kind": kind, "says": Writer(chance=chance).sentence(), "on": _day(chance, 0, 400)}


def _day(chance: Random, least: int, most: int) -> str:
    return (TODAY - timedelta(days=chance.randint(least, most))).isoformat()


def _identifier(title: str, taken: dict[str, int], kind: str) -> str:
    """Return the id that people would give: the title's words, and a number where it is taken."""
    words = re.sub(r"[^a-z0-9]+", "-", title.lower())[:64].strip("-")
    key = f"{kind}/{words}"
    taken[key] = taken.get(key, 0) + 1
    return words if taken[key] == 1 else f"{words[:58].rstrip('-')}-{taken[key]}"


def _kind(path: str) -> str:
    if path.startswith("requests/"):
        return "ask" if path.startswith("requests/asks/") else "request"
    return Path(path).stem if path.count("/") == 1 else path.split("/")[1].removesuffix("s")


def main(arguments: list[str]) -> int:
    """Write the portfolio that the arguments describe, and say how many files it has."""
    folder, requests, *rest = arguments
    seed = int(rest[0]) if rest else SEED
    print(write(Path(folder), records(int(requests), seed)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
