"""Customers, and those who bring their requests: what each asked and can be told; for colleagues only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rice_roadmap.model.filing import ACCOUNTS
from rice_roadmap.model.portfolio import Portfolio
from rice_roadmap.publish import addresses
from rice_roadmap.publish.asked_rows import asked, grouped_by_state
from rice_roadmap.publish.asking import Asker, Customer, askers, customers, is_brought_by
from rice_roadmap.publish.coming_up import coming_up
from rice_roadmap.publish.page import Page
from rice_roadmap.publish.recent import DAYS
from rice_roadmap.publish.sections import Part, Section, parts, parts_of_sections
from rice_roadmap.publish.service import Service, Standing, service, standings
from rice_roadmap.publish.site import Site


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceRow:
    """One row of a service list: who, their page, a remark, and their requests counted."""

    name: str
    address: str
    remark: str
    service: Service


def customer_pages(site: Site) -> Iterator[Page]:
    """Yield the list of customers and the page of each; nothing where the site is not for colleagues."""
    if site.whole is None:
        return
    found = customers(site.whole)
    for part in parts_of_sections(_by_owner(found, standings(site)), addresses.CUSTOMERS):
        yield _list_of_customers(site, part)
    for customer in found:
        yield _customer_page(site, customer)


def asked_by_pages(site: Site) -> Iterator[Page]:
    """Yield the list of those who brought requests and the page of each; nothing on the public site."""
    if site.whole is None:
        return
    found = askers(site.whole)
    by_id = standings(site)
    rows = [
        ServiceRow(
            name=asker.name,
            address=addresses.asked_by(asker.slug),
            remark="",
            service=service(asker.requests, by_id),
        )
        for asker in found
    ]
    for part in parts(rows, addresses.ASKED_BY):
        yield _list_of_askers(site, part)
    for asker in found:
        yield _asker_page(site, site.whole, asker)


def _list_of_customers(site: Site, part: Part[Section[ServiceRow]]) -> Page:
    return site.page(
        "customers.html",
        address=part.own_address,
        title=part.titled("Customers"),
        description="What each customer asked, and what they can be told.",
        parent=part.parent,
        in_search=False,
        part=part,
        days=DAYS,
    )


def _list_of_askers(site: Site, part: Part[ServiceRow]) -> Page:
    return site.page(
        "asked-by.html",
        address=part.own_address,
        title=part.titled("Asked by"),
        description="What colleagues asked on behalf of customers, and where it stands.",
        parent=part.parent,
        in_search=False,
        part=part,
        days=DAYS,
    )


def _customer_page(site: Site, customer: Customer) -> Page:
    account = customer.account
    segment = site.plan.segment(account.segment) if account is not None else None
    asked_as = customer.name if account is None else account.id
    rows = asked(site, customer.requests, lambda _, ask: ask.account == asked_as)
    return site.page(
        "customer.html",
        address=addresses.customer(customer.id),
        title=customer.name,
        description="What this customer asked, and what they can be told.",
        parent=addresses.CUSTOMERS,
        source=ACCOUNTS if account is not None else "",
        customer=customer,
        segment="" if segment is None else segment.title,
        groups=grouped_by_state(rows),
        coming=coming_up(rows, site.today),
    )


def _asker_page(site: Site, whole: Portfolio, asker: Asker) -> Page:
    rows = asked(site, asker.requests, lambda request, ask: is_brought_by(whole, request, ask, asker.name))
    return site.page(
        "asker.html",
        address=addresses.asked_by(asker.slug),
        title=asker.name,
        description="What was asked, and where it stands.",
        parent=addresses.ASKED_BY,
        asker=asker,
        groups=grouped_by_state(rows),
    )


def _by_owner(found: Iterable[Customer], by_id: Mapping[str, Standing]) -> tuple[Section[ServiceRow], ...]:
    owners: dict[str, list[ServiceRow]] = {}
    for customer in found:
        owner = customer.account.owner if customer.account is not None else ""
        row = ServiceRow(
            name=customer.name,
            address=addresses.customer(customer.id),
            remark="" if customer.account is not None else "not in the accounts file",
            service=service(customer.requests, by_id),
        )
        owners.setdefault(owner, []).append(row)
    # Those without an owner last: they wait for one.
    in_order = sorted(owners, key=lambda owner: (not owner, owner.casefold(), owner))
    return tuple(
        Section(id=f"owner-{number}", title=owner or "Without an owner", rows=tuple(owners[owner]))
        for number, owner in enumerate(in_order, start=1)
    )
