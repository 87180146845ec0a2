"""`export`: everything there is, for other programs."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from rice_roadmap.checking.inspection import inspect
from rice_roadmap.commands.command import Command, MisuseError, Place, Result
from rice_roadmap.commands.options import add_audience, add_root, add_today, one_of
from rice_roadmap.commands.reading import left_out, status_of
from rice_roadmap.history import git
from rice_roadmap.model.audience import Audience, PublicPortfolio, internal_portfolio, public_portfolio, shown
from rice_roadmap.model.plan import Shown
from rice_roadmap.model.portfolio import Portfolio
from rice_roadmap.publish import portfolio_data, portfolio_tables, ranking_tables
from rice_roadmap.ranking.outlook import Outlook, outlook
from rice_roadmap.text.files import Folder

_TABLES = ("ranking", "requests", "items")


def _describe(parser: ArgumentParser) -> None:
    parser.add_argument(
        "form", metavar="json|csv", type=one_of(("json", "csv")), help="everything as JSON, or one table"
    )
    parser.add_argument(
        "--of", metavar="TABLE", type=one_of(_TABLES), help="with csv: `ranking` (the default), `requests` or `items`"
    )
    add_audience(parser)
    parser.add_argument("--out", metavar="FILE", help="write to a file instead of to standard output")
    add_root(parser)
    add_today(parser)


def _run(options: Namespace, place: Place) -> Result:
    if options.form == "json" and options.of:
        raise MisuseError("JSON always holds everything. Leave out --of, or write `export csv`.")
    inspection = inspect(Folder(root=place.root), git.submitted(place.root), today=place.today)
    audience = Audience(options.audience)
    portfolio, whole = _seen_by(audience, inspection.portfolio)
    ahead = outlook(portfolio, today=place.today, audience=audience)
    if options.form == "json":
        text = portfolio_data.as_json(portfolio, ahead, whole)
    else:
        text = _csv(portfolio, ahead, options.of or "ranking")
    hidden = _hidden(portfolio, whole)
    status = status_of(inspection)
    if options.out is None:
        return Result(data=text, messages=(*hidden, *left_out(inspection)), status=status)
    _write(options.out, text)
    return Result(messages=(f"Wrote {options.out}.", *hidden, *left_out(inspection)), status=status)


def _seen_by(audience: Audience, portfolio: Portfolio) -> tuple[PublicPortfolio, Portfolio | None]:
    if audience is Audience.PUBLIC:
        return shown(public_portfolio(portfolio)), None
    internal = internal_portfolio(portfolio)
    return internal.public, internal.whole


def _csv(portfolio: PublicPortfolio, ahead: Outlook, table: str) -> str:
    if table == "requests":
        return portfolio_tables.requests_as_csv(portfolio)
    return portfolio_tables.items_as_csv(portfolio) if table == "items" else ranking_tables.as_csv(ahead)


def _hidden(portfolio: PublicPortfolio, whole: Portfolio | None) -> tuple[str, ...]:
    hidden = [part.value for part in Shown if part not in portfolio_data.shown_parts(portfolio.plan)]
    if whole is not None or not hidden:
        return ()
    return (f"Left out, as `public_shows` in the plan says: {', '.join(hidden)}.",)


def _write(out: str, text: str) -> None:
    if not Path(out).parent.is_dir():
        raise MisuseError(f"`{out}` cannot be written: there is no folder `{Path(out).parent}`.")
    try:
        Path(out).write_bytes(text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise MisuseError(f"`{out}` cannot be written: {error.strerror}.") from error


COMMAND = Command(
    description=(
        "Takes the roadmap out. `json` is everything: requests with their answers and where they stand, items, the "
        "plan and the ranking, in the form that roadmap.schema.json describes; for colleagues also who asked, sources "
        "and notes. `csv` is one table for a spreadsheet."
    ),
    example="""\
rice-roadmap export json --out roadmap.json
rice-roadmap export csv > ranking.csv
rice-roadmap export csv --of requests --audience public > requests.csv""",
    describe=_describe,
    run=_run,
)
