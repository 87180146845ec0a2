"""The site of one audience: what every page is laid out from, and how one page is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, TypeVar

from rice_roadmap.history.git import Commit
from rice_roadmap.model.audience import PublicPortfolio
from rice_roadmap.model.plan import Plan, Repository, Shown
from rice_roadmap.model.portfolio import Portfolio
from rice_roadmap.publish import addresses
from rice_roadmap.publish.addresses import Links
from rice_roadmap.publish.forges import Forge
from rice_roadmap.publish.kept_pages import KeptPages
from rice_roadmap.publish.page import Page, Printed
from rice_roadmap.publish.request_view import RequestView
from rice_roadmap.publish.standing import standing
from rice_roadmap.publish.templating import Templates
from rice_roadmap.ranking.order import Ranking
from rice_roadmap.ranking.outlook import Outlook
from rice_roadmap.ranking.tradeoffs import Tradeoffs

M = TypeVar("M")


@dataclass(frozen=True, kw_only=True, slots=True)
class Site:
    """Everything that pages show and nothing else.

    `views` are the requests with all that pages say of them. `whole` is the portfolio with what stays internal, and
    `tradeoffs` what names other customers' features; on the public site there is neither, so that a public page which
    asked for it would fail to be built. `url` is the absolute address of the site, empty where it is not known;
    `built_from` is the commit that it shows, `forge` where its files are changed, where there is one, and `kept` the
    pages as they were printed before, where some are kept.
    """

    portfolio: PublicPortfolio
    views: Mapping[str, RequestView]
    outlook: Outlook
    today: date
    templates: Templates
    links: Links
    url: str = ""
    whole: Portfolio | None = None
    tradeoffs: Tradeoffs | None = None
    built_from: Commit | None = None
    forge: Forge | None = None
    kept: KeptPages | None = None

    @property
    def plan(self) -> Plan:
        """The plan as this audience may see it."""
        return self.portfolio.plan

    @property
    def ranking(self) -> Ranking:
        """The order of what this audience may see."""
        return self.outlook.ranking

    @property
    def is_internal(self) -> bool:
        """Whether colleagues read this site."""
        return self.whole is not None

    @property
    def shows_roadmap(self) -> bool:
        """Whether the site has the roadmap, its items and its objectives."""
        return self._shows(Shown.ROADMAP)

    @property
    def shows_scores(self) -> bool:
        """Whether the site has the ranking, and estimates beside the items."""
        return self.shows_roadmap and self._shows(Shown.SCORES)

    @property
    def shows_capacity(self) -> bool:
        """Whether the site says what fits; that can be recomputed only where estimates are shown."""
        return self.shows_scores and self._shows(Shown.CAPACITY)

    @property
    def shows_outcomes(self) -> bool:
        """Whether the site has what was measured after a launch."""
        return self.shows_roadmap and self._shows(Shown.OUTCOMES)

    @property
    def shows_answers(self) -> bool:
        """Whether the site has what was answered."""
        return self._shows(Shown.ANSWERS)

    @property
    def takes_asks(self) -> bool:
        """Whether a customer may join a request, which is written where only colleagues read."""
        return self.plan.repository is Repository.PRIVATE

    def absolute(self, address: str) -> str:
        """Return the absolute address of a page, empty where the site does not know its own."""
        return f"{self.url.rstrip('/')}/{address}/" if self.url else ""

    def page(
        self,
        template: str,
        *,
        address: str,
        title: str,
        description: str | Callable[[], str],
        parent: str | None = None,
        source: str = "",
        in_search: bool = True,
        moved_to: str | None = None,
        more: Callable[[], Mapping[str, Any]] = dict,
        **values: Any,
    ) -> Page:
        """Return the page that a template makes of the values; colleagues get its internal form where it has one.

        What `more` returns is worked out when the page is printed, and so is a `description` that takes work.
        """

        def prints() -> Printed:
            said = description if isinstance(description, str) else description()
            body = self._body(template, address, title=title, **self._everything, **values, **more())
            return Printed(body=body, description=said)

        return Page(
            address=address,
            title=title,
            prints=prints,
            parent=parent,
            source=source,
            in_search=in_search,
            moved_to=moved_to,
        )

    def page_made_of(
        self,
        subject: Callable[[], M],
        says: Callable[[M], Mapping[str, Any]],
        template: str,
        *,
        address: str,
        title: str,
        description: Callable[[M], str],
        parent: str,
        source: str,
    ) -> Page:
        """Return a page that follows from its subject alone, beside the plan, the day and where the site stands.

        It is printed only where it was not printed of the same before. So its template gets nothing else; only one
        that takes the place of ours gets everything there is, and is always printed.
        """

        def prints(made_of: M) -> Printed:
            others = {} if self.templates.are_ours else self._everything
            body = self._body(template, address, title=title, **{**others, **says(made_of)})
            return Printed(body=body, description=description(made_of))

        def finds() -> Printed:
            made_of = subject()
            if self.kept is None or not self.templates.are_ours:
                return prints(made_of)
            return self.kept.printed((template, address, title, made_of), partial(prints, made_of))

        return Page(address=address, title=title, prints=finds, parent=parent, source=source)

    def _body(self, template: str, address: str, **values: Any) -> str:
        return self.templates.render(
            self._form(template),
            plan=self.plan,
            address=address,
            at=addresses,
            link=partial(self.links.to_page, address),
            file=partial(self.links.to_file, address),
            **values,
        )

    @property
    def _everything(self) -> Mapping[str, Any]:
        return {
            "site": self,
            "portfolio": self.portfolio,
            "standing": partial(standing, self.portfolio),
            **({"whole": self.whole} if self.whole is not None else {}),
        }

    def _shows(self, part: Shown) -> bool:
        return self.is_internal or part in self.plan.public_shows

    def _form(self, template: str) -> str:
        internal = f"internal/{template}"
        return internal if self.is_internal and self.templates.has(internal) else template
