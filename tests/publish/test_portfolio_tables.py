"""Requests and items as tables, compared as a whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rice_roadmap.checking.inspection import inspect
from rice_roadmap.model.audience import PublicPortfolio, internal_portfolio, public_portfolio
from rice_roadmap.publish.portfolio_tables import items_as_csv, requests_as_csv
from tests.full import FILES
from tests.memory import Memory


def test_requests_are_a_row_each() -> None:
    """Where each stands, what was answered, and the need on one line; no formula, no line that begins with a text."""
    assert requests_as_csv(public_portfolio(inspect(Memory(FILES)).portfolio)) == (
        "id,title,status,area,submitted_on,votes,verdict,reason,decided_on,because,items,need\r\n"
        "dark-mode,A dark mode,declined,,,,declined,cost_exceeds_value,2026-10-05,"
        "Every page would be drawn twice.,lost,Night shifts are blinded.\r\n"
        "export,'=1+1 | `Export` to a spreadsheet,planned,sharing,2026-10-01,17,,,,,spreadsheet,"
        "People copy numbers by hand. ::error::and make mistakes.\r\n"
        "question,A question,needs_info,,,,needs_info,,2026-10-05,,spreadsheet,Unclear.\r\n"
        "theme,A dark theme,declined,,,,duplicate,,2026-10-05,,,The same.\r\n"
    )


def test_items_are_a_row_each() -> None:
    """The estimates as far as there are any, and the score they make."""
    assert items_as_csv(public_portfolio(inspect(Memory(FILES)).portfolio)) == (
        "id,title,status,horizon,target,objective,area,score,reach,impact,confidence,effort,scored_on,"
        "answers,depends_on,summary\r\n"
        "gone,Gone,cancelled,,,,,,,,,,,,,No more.\r\n"
        "import,Spreadsheet import,candidate,,,,,1.04,100,0.25,12.5%,3,,,,The way back.\r\n"
        "law,The new law,in_progress,,,,,,,,,,,,,By then.\r\n"
        "lost,Lost cause,candidate,,,,,,,,,,,dark-mode,,No.\r\n"
        "old,Old news,shipped,,,,,,,,,,,,,Done.\r\n"
        "spreadsheet,Spreadsheet export,planned,now,2027-Q2,fewer-calls,sharing,400,800,3,12.5%,0.75,2026-11-01,"
        "export question,import,One click gives the numbers of a page as a file.\r\n"
        "unscored,Not scored,candidate,,,,,,100,,,,,,,Later.\r\n"
    )


@pytest.mark.parametrize("table", [requests_as_csv, items_as_csv])
def test_colleagues_get_internal_records_too(table: Callable[[PublicPortfolio], str]) -> None:
    """The public table has no row, and no gap, for what is internal."""
    portfolio = inspect(Memory(FILES)).portfolio
    assert "Internal" not in table(public_portfolio(portfolio))
    assert "Internal" in table(internal_portfolio(portfolio).public)
