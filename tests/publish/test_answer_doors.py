"""The answer buttons of colleagues: each opens a file that lacks nothing but what only a person can say."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from rice_roadmap.checking.inspection import inspect
from rice_roadmap.model.audience import Audience
from rice_roadmap.publish.addresses import Links
from rice_roadmap.publish.answer_doors import AnswerDoor, answer_doors
from rice_roadmap.publish.forges import forge_of
from rice_roadmap.publish.layout import site_for
from rice_roadmap.publish.request_view import view_request
from rice_roadmap.publish.templating import Templates
from tests.memory import Memory
from tests.small import FILES

#: What a person adds to a file that was begun, by the button that began it.
ADDED = {
    "Not now": "reason: needs_evidence\n",
    "No": "reason: out_of_scope\n",
    "Asked before": "duplicate_of: dark-mode\n",
}
OPEN = {path: text for path, text in FILES.items() if path != "roadmap/items/export.yaml"}


def doors(request: str) -> tuple[AnswerDoor, ...]:
    """Return the buttons on the page of a request of the small roadmap, whose spreadsheet export is not planned."""
    site = site_for(
        Audience.INTERNAL,
        inspect(Memory(OPEN)).portfolio,
        today=date(2026, 11, 23),
        templates=Templates.load(),
        links=Links(),
        forge=forge_of("https://github.com/example/roadmap"),
    )
    return answer_doors(site, view_request(site.portfolio, site.portfolio.requests[request]))


@pytest.mark.parametrize("door", doors("export"), ids=lambda door: door.title)
def test_each_button_begins_a_file_that_is_right_once_a_person_has_chosen(door: AnswerDoor) -> None:
    """The file stands where it belongs; what only a person can say is asked for, and then nothing is wrong."""
    asked = parse_qs(urlsplit(door.address).query)
    [path], [content] = asked["filename"], asked["value"]
    begun = inspect(Memory({**OPEN, path: content})).problems
    assert [problem.where.path for problem in begun if problem.severity == "error"] == [path] * (door.title in ADDED)
    finished = content + ADDED.get(door.title, "")
    assert not inspect(Memory({**OPEN, path: finished})).has_errors


def test_an_answer_that_stands_already_is_edited_instead() -> None:
    """A second file for the same request would only collide with the first."""
    assert doors("dark-mode") == ()
