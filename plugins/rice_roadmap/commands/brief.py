"""`brief`: one page about a request, for the conversation with those who asked."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from rice_roadmap.checking.inspection import inspect
from rice_roadmap.commands.command import Command, MisuseError, Place, Result
from rice_roadmap.commands.options import add_audience, add_root, add_today, site_address
from rice_roadmap.commands.reading import left_out, status_of
from rice_roadmap.history import git
from rice_roadmap.model.audience import Audience, PublicPortfolio
from rice_roadmap.model.filing import ENDING
from rice_roadmap.model.request import PublicRequest
from rice_roadmap.publish.addresses import Links
from rice_roadmap.publish.brief import brief
from rice_roadmap.publish.layout import site_for
from rice_roadmap.publish.templating import Templates
from rice_roadmap.text.files import Folder
from rice_roadmap.text.suggestion import did_you_mean


def _describe(parser: ArgumentParser) -> None:
    parser.add_argument("request", metavar="REQUEST", help="the id of the request")
    parser.add_argument(
        "--url",
        metavar="URL",
        type=site_address,
        help="the address of the site, for the words to forward and the links",
    )
    add_audience(parser)
    add_root(parser)
    add_today(parser)


def _run(options: Namespace, place: Place) -> Result:
    inspection = inspect(Folder(root=place.root), git.submitted(place.root), today=place.today)
    site = site_for(
        Audience(options.audience),
        inspection.portfolio,
        today=place.today,
        templates=Templates.load(),
        links=Links(),
        url=options.url or "",
    )
    request = _named(options.request, site.portfolio)
    return Result(data=brief(site, request), messages=left_out(inspection), status=status_of(inspection))


def _named(name: str, portfolio: PublicPortfolio) -> PublicRequest:
    """Return the request that somebody means; for the public as if no other were there."""
    stem = name.rpartition("/")[2].removesuffix(ENDING)
    formerly = {earlier: request for request in portfolio.requests.values() for earlier in request.formerly}
    found = portfolio.requests.get(stem) or formerly.get(stem)
    if found is None:
        guess = did_you_mean(stem, portfolio.requests)
        hint = guess or "The name of a file, without its ending, is the id of the request."
        raise MisuseError(f"There is no request `{name}`. {hint}")
    return found


COMMAND = Command(
    description=(
        "Writes one page about a request, for the conversation with those who asked: what was asked, the answer and "
        "why, what works today, what would change it, and the words to forward. For colleagues also who asked and what "
        "hangs on it, where each feature stands, what would change its rank, and what would wait for it. It is "
        "Markdown, in which what people wrote stands as it is and is nothing but letters."
    ),
    example="""\
rice-roadmap brief dark-mode              for the conversation inside
rice-roadmap brief dark-mode --audience public > dark-mode.md
rice-roadmap brief dark-mode --url https://example.com/roadmap/""",
    describe=_describe,
    run=_run,
)
