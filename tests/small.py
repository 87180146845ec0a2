"""A small roadmap on disk, as somebody would have it, for tests that build a real site of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

MKDOCS = """\
site_name: Example
site_url: https://example.com/roadmap/
repo_url: https://github.com/example/roadmap
edit_uri: edit/main/docs/
theme:
  name: material
  font: false
  features: [content.action.edit, navigation.path]
validation:
  omitted_files: warn
  absolute_links: warn
  unrecognized_links: warn
  anchors: warn
plugins:
  - search
  - rice-roadmap{options}
"""

PLAN = """\
product: Example
notice: Our intention today, not a promise.
reach:
  unit: customers
  period: quarter
areas:
  - id: sharing
    title: Sharing
    owner: Team Sharing
objectives:
  - id: fewer-calls
    title: Fewer support calls
promises:
  decide_within_days: 14
"""

FILES: Mapping[str, str] = {
    "roadmap/plan.yaml": PLAN,
    "requests/export.yaml": """\
title: Export to a spreadsheet
need: People copy numbers by hand, and make mistakes.
potential_impact: Two renewals hang on it.
requested_by: Team North
submitted_on: 2026-10-01
area: sharing
""",
    "requests/dark-mode.yaml": """\
title: A dark mode
need: Night shifts are blinded.
potential_impact: They asked twice.
submitted_on: 2026-10-02
""",
    "requests/asks/export/first.yaml": """\
account: A prospect in logistics
importance: must_have
says: We will not buy without it.
""",
    "roadmap/items/export.yaml": """\
title: Spreadsheet export
summary: One click gives the numbers of a page as a file.
status: planned
target: 2027-Q2
objective: fewer-calls
area: sharing
answers: [export]
rice:
  reach: {likely: 800, low: 600, high: 900, because: Counted in the logs of last quarter.}
  impact: high
  confidence: 50%
  effort: 1
""",
    "roadmap/items/import.yaml": """\
title: Spreadsheet import
summary: The way back.
status: candidate
rice: {reach: 100, impact: medium}
""",
    "roadmap/decisions/dark-mode.yaml": """\
verdict: declined
decided_on: 2026-10-05
decided_by: Product
reason: cost_exceeds_value
because: Every page would be drawn twice.
alternatives:
  - title: The browser's own dark mode
    how: Switch it on in its settings.
revisit_when: Browsers drop it.
""",
}


def write(root: Path, *, options: str = "", **changed: str | None) -> Path:
    """Write the small roadmap below `root` and return it.

    `options` are lines for `mkdocs.yml`; a keyword names a file, `/` written `__` and `.yaml` left out, and gives
    its new text, or None to leave it out.
    """
    files: dict[str, str | None] = {**FILES, "mkdocs.yml": MKDOCS.format(options=options)}
    files |= {f"{name.replace('__', '/').replace('_', '-')}.yaml": text for name, text in changed.items()}
    (root / "docs").mkdir(parents=True, exist_ok=True)
    for path, text in files.items():
        if text is not None:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
    return root
