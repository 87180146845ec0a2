"""Triage: what waits for an answer or a look; for colleagues only."""

from __future__ import annotations

from collections.abc import Iterator

from rice_roadmap.publish import addresses
from rice_roadmap.publish.another_look import worth_another_look
from rice_roadmap.publish.page import Page
from rice_roadmap.publish.sections import Part, Section, parts_of_sections
from rice_roadmap.publish.site import Site
from rice_roadmap.publish.waiting import Waiting, at_once, due_answers, what_waits


def triage_pages(site: Site) -> Iterator[Page]:
    """Yield the page that PMs open on Monday; nothing where the site is not for colleagues."""
    if site.is_internal:
        sections = (*what_waits(site), *worth_another_look(site))
        contents = tuple((section.id, section.title, len(section.rows)) for section in sections)
        for part in parts_of_sections(sections, addresses.TRIAGE):
            yield _page(site, part, contents)


def _page(site: Site, part: Part[Section[Waiting]], contents: tuple[tuple[str, str, int], ...]) -> Page:
    return site.page(
        "triage.html",
        address=part.own_address,
        title=part.titled("Triage"),
        description="What waits for an answer or a look, with its one next step.",
        parent=part.parent,
        in_search=False,
        part=part,
        contents=contents,
        due=due_answers(site),
        commands={section.id: at_once(section.rows) for section in part.rows},
    )
