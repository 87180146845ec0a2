"""The form: what people fill in, and all that its script must know to make a file and a link of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby

from rice_roadmap.model.filing import path_of
from rice_roadmap.model.identifier import LONGEST, RESERVED
from rice_roadmap.model.mail_frame import CLOSING, opening
from rice_roadmap.model.plan import Door
from rice_roadmap.publish import addresses
from rice_roadmap.publish.forges import LONGEST_ADDRESS
from rice_roadmap.publish.page import Page
from rice_roadmap.publish.propose_doors import OfferedDoor, doors
from rice_roadmap.publish.propose_questions import NOT_KNOWN, Question, keys_of_ask, keys_of_request, questions
from rice_roadmap.publish.propose_template import template
from rice_roadmap.publish.site import Site
from rice_roadmap.text.schema import Kind

_NAME_OF_TEMPLATE = "name-of-your-request"

#: Stands for the id of any request in what the script fills in.
_ANY = "{request}"

#: What the script says. `{…}` is filled in.
_SENTENCES = {
    "similar": "Already asked? Add your customer there.",
    "similar_public": "Already asked? The answer is there.",
    "join": "My customer needs this too",
    "unknown": "There is no request of that name here. Ask for it below.",
    "character": "Left out: 1 character that hides, turns or breaks text.",
    "characters": "Left out: {number} characters that hide, turn or break text.",
    "too_long": "At most {most} characters; these are {number}.",
    "empty": "Please write something here.",
    "account": "This names a customer, and everybody may read it. Say what kind of customer instead.",
    "wrong": "Please look at what is marked above.",
    "copied": "Copied.",
    "long": "This is too long for a link, so the text is copied when you press the button: paste it where that leads.",
    "pasted": "The text is copied. Paste it where the button led you; if nothing has opened, press the button again.",
    "not_copied": "Your browser did not allow copying. The text is marked below: copy it from there.",
    "copy_and_press": "This is too long for a link. Copy the text that is marked below, then press the button again.",
    "paste_here": "(Paste the copied text here.)",
    "subject": "Request: {title}",
    "subject_of_ask": "One more customer: {title}",
    "greeting": "Please file this.",
}


def propose_pages(site: Site) -> Iterator[Page]:
    """Yield the form."""
    asked = questions(site.plan)
    offered = doors(site.plan, site.forge)
    written = template(asked)
    yield site.page(
        "propose.html",
        address=addresses.PROPOSE,
        title="Ask for something",
        description="Say what is missing: what somebody wants to get done, and what stops them.",
        public_questions=[question for question in asked if not question.is_internal],
        internal_questions=_together(question for question in asked if question.is_internal),
        not_known=NOT_KNOWN,
        doors=offered,
        settings=json.dumps(_settings(site, asked, offered), ensure_ascii=False, sort_keys=True),
        written=written,
        template_link=_template_link(site, offered, written),
        takes_asks=site.takes_asks,
    )


def _together(asked: Iterable[Question]) -> list[tuple[str, list[Question]]]:
    """Return the questions with those beside each other that are one, under the words that they share."""
    return [(group[0].together, group) for _, those in groupby(asked, _group) if (group := list(those))]


def _group(question: Question) -> str:
    return question.together or question.name


def _template_link(site: Site, offered: tuple[OfferedDoor, ...], written: str) -> str:
    if site.forge is None or all(door.kind is not Door.FORGE for door in offered):
        return ""
    return site.forge.new_file(path_of(Kind.REQUEST, _NAME_OF_TEMPLATE), written)


def _settings(site: Site, asked: tuple[Question, ...], offered: tuple[OfferedDoor, ...]) -> dict[str, object]:
    """Return what the script reads from the page, in place of knowing it a second time."""
    here = addresses.PROPOSE
    promises = site.plan.promises
    kinds = {door.kind for door in offered}
    return {
        "requests": site.links.to_file(here, addresses.REQUESTS_JSON),
        "page": site.links.to_page(here, addresses.request(_ANY)),
        "path": {"request": path_of(Kind.REQUEST, "{name}"), "ask": path_of(Kind.ASK, "{name}", _ANY)},
        "keys": {"request": keys_of_request(asked), "ask": keys_of_ask(asked) if site.takes_asks else []},
        "needed": {"request": [one.name for one in asked if one.is_required], "ask": ["asks.account"]},
        "reserved": sorted(RESERVED),
        "longest_name": LONGEST,
        "longest_address": LONGEST_ADDRESS,
        "frame": {"opening": opening("{path}"), "closing": CLOSING},
        "forge": {"pattern": site.forge.pattern, "folder": site.forge.folder}
        if site.forge is not None and Door.FORGE in kinds
        else None,
        "email": site.plan.propose.email if Door.EMAIL in kinds else "",
        "days": promises.decide_within_days,
        "since": promises.since.isoformat() if promises.since is not None else "",
        "sentences": _SENTENCES,
    }
