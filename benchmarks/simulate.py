"""The simulation alone, over many items: prints its seconds of processor; its memory is that of this process."""

from __future__ import annotations

import json
import sys
import time
from fractions import Fraction
from pathlib import Path

from benchmarks.portfolio import Record, estimated_items
from rice_roadmap.model.audience import internal_portfolio
from rice_roadmap.model.item import Item
from rice_roadmap.model.plan import Plan
from rice_roadmap.model.portfolio import Portfolio
from rice_roadmap.ranking.order import rank
from rice_roadmap.ranking.simulation import DRAWS, draws_inside


def main(count: int) -> int:
    """Draw the quarters of that many items with ranges, of which about half fit."""
    made = estimated_items(count)
    plan = Plan.from_mapping(next(made).data)
    items = {record.path: _item(record, plan) for record in made}
    portfolio = Portfolio(plan=plan, requests={}, asks={}, decisions={}, items=items, accounts={})
    rows = rank(internal_portfolio(portfolio).public).rows
    began = time.process_time()
    inside = draws_inside(rows, Fraction(count * 3))
    taken = time.process_time() - began
    print(json.dumps({"items": len(rows), "draws": DRAWS, "inside": sum(inside), "seconds": taken}))
    return 0


def _item(record: Record, plan: Plan) -> Item:
    data = {key: _exact(value) for key, value in record.data.items()}
    return Item.from_mapping(Path(record.path).stem, record.path, data, plan)


def _exact(data: object) -> object:
    """Return data with its numbers as the reader gives them."""
    if isinstance(data, dict):
        return {key: _exact(value) for key, value in data.items()}
    return Fraction(str(data)) if isinstance(data, int | float) else data


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
