"""How we decide: the policy, and a page for each kind of problem that a file can have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rice_roadmap.checking import handbook
from rice_roadmap.checking.handbook import CodePage
from rice_roadmap.model.filing import PLAN
from rice_roadmap.publish import addresses, policy
from rice_roadmap.publish.page import Page
from rice_roadmap.publish.site import Site
from rice_roadmap.ranking.certainty import HARDLY, SURELY
from rice_roadmap.text.prose import lead

#: The path of an example stands behind its fence, where a page would not show it.
_PATH_OF_EXAMPLE = re.compile(r"^(```\w+) +(\S+)$", re.MULTILINE)


def policy_pages(site: Site) -> Iterator[Page]:
    """Yield the policy, and the page of each kind of problem."""
    codes = handbook.pages()
    yield _policy_page(site, codes)
    for code in codes:
        yield _code_page(site, code)


def _policy_page(site: Site, codes: tuple[CodePage, ...]) -> Page:
    # What is public is said of the public site, also to colleagues, whose own site holds nothing back.
    written = site.plan if site.whole is None else site.whole.plan
    return site.page(
        "how-we-decide.html",
        address=addresses.HOW_WE_DECIDE,
        title="How we decide",
        description="How features are scored, what each answer means, and what those who ask can rely on.",
        source=PLAN,
        kinds=policy.answer_kinds(),
        reasons=policy.reasons_of_a_no(),
        only_not_now=policy.ONLY_NOT_NOW,
        impact=policy.impact_steps(site.plan),
        confidence=policy.confidence_steps(site.plan),
        caps=policy.evidence_caps(site.plan),
        surely=SURELY,
        hardly=HARDLY,
        promises=policy.promises_in_words(site.plan.promises),
        public_parts=policy.public_parts(written.public_shows),
        publishing=policy.publishing_in_words(site.plan),
        asking=policy.asking(site.plan, is_internal=site.is_internal),
        codes=sorted(codes, key=lambda code: code.code),
    )


def _code_page(site: Site, page: CodePage) -> Page:
    return site.page(
        "code.html",
        address=addresses.code(page.code),
        title=page.title,
        description=lead(page.means),
        parent=addresses.HOW_WE_DECIDE,
        code=page.code,
        parts=(
            ("means", "What it means", page.means),
            ("why", "Why we ask", page.why),
            ("example", "Example", _with_paths(page.example)),
            ("instead", "Write instead", _with_paths(page.instead)),
        ),
    )


def _with_paths(text: str) -> str:
    return _PATH_OF_EXAMPLE.sub(r"`\2`:\n\n\1", text)
