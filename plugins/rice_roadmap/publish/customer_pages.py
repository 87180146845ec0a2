"""Customers: what each asked and can be told; for colleagues only."""

from __future__ import annotations

from collections.abc import Iterator

from rice_roadmap.publish import addresses
from rice_roadmap.publish.asked_rows import grouped_by_state
from rice_roadmap.publish.asking import Asker, Customer, askers, customers
from rice_roadmap.publish.page import Page
from rice_roadmap.publish.site import Site


def customer_pages(site: Site) -> Iterator[Page]:
    """Yield the list of customers and the page of each; nothing where the site is not for colleagues."""
    if site.whole is None:
        return
    found = customers(site.whole)
    yield site.page(
        "customers.html",
        address=addresses.CUSTOMERS,
        title="Customers",
        description="What each customer asked, and what they can be told.",
        in_search=False,
        owners=_by_owner(found),
    )
    for customer in found:
        yield _customer_page(site, customer)


def asked_by_pages(site: Site) -> Iterator[Page]:
    """Yield the list of those who brought requests and the page of each; nothing on the public site."""
    if site.whole is None:
        return
    found = askers(site.whole)
    yield site.page(
        "asked-by.html",
        address=addresses.ASKED_BY,
        title="Asked by",
        description="What colleagues asked on behalf of customers, and where it stands.",
        in_search=False,
        askers=found,
    )
    for asker in found:
        yield _asker_page(site, asker)


def _customer_page(site: Site, customer: Customer) -> Page:
    account = customer.account
    segment = site.plan.segment(account.segment) if account is not None else None
    return site.page(
        "customer.html",
        address=addresses.customer(customer.id),
        title=customer.name,
        description="What this customer asked, and what they can be told.",
        parent=addresses.CUSTOMERS,
        source="roadmap/accounts.yaml" if account is not None else "",
        customer=customer,
        segment="" if segment is None else segment.title,
        groups=grouped_by_state(site, customer.requests, customer.name if account is None else account.id),
    )


def _asker_page(site: Site, asker: Asker) -> Page:
    return site.page(
        "asker.html",
        address=addresses.asked_by(asker.slug),
        title=asker.name,
        description="What was asked, and where it stands.",
        parent=addresses.ASKED_BY,
        asker=asker,
        groups=grouped_by_state(site, asker.requests),
    )


def _by_owner(found: tuple[Customer, ...]) -> tuple[tuple[str, tuple[Customer, ...]], ...]:
    owners: dict[str, list[Customer]] = {}
    for customer in found:
        owner = customer.account.owner if customer.account is not None else ""
        owners.setdefault(owner, []).append(customer)
    # Those without an owner last: they wait for one.
    in_order = sorted(owners, key=lambda owner: (not owner, owner.casefold(), owner))
    return tuple((owner, tuple(owners[owner])) for owner in in_order)
