"""A hostile roadmap in a real browser: whatever people write, nothing of it runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.served import built_site, serving
from tests.small import write

TITLES = (
    "A </title><script>window.XSS = 1</script>",
    "<img src=x onerror=window.XSS=1>",
    '\\"><svg onload=window.XSS=1>',
    "{{ [].__class__ }} {% raw %}",
    "[a](javascript:window.XSS=1) `x`",
)
PROSE = """\
<script>window.XSS = 1</script> <img src=x onerror="window.XSS = 1">
[click](javascript:window.XSS=1) <javascript:window.XSS=1> ![x](https://example.com/pixel.gif)
{: onclick="window.XSS = 1" } <iframe srcdoc="<script>parent.XSS = 1</script>"></iframe>
"""


@pytest.mark.parametrize("policy", ["true", "false"])
def test_nothing_that_people_write_runs_on_any_page(browser: Browser, tmp_path: Path, policy: str) -> None:
    """With the content security policy and without it: escaping alone must do, and the policy is a second wall."""
    root = write(tmp_path, options=f":\n      audience: internal\n      content_security_policy: {policy}")
    prose = "".join(f"  {line}\n" for line in PROSE.splitlines())
    for number, title in enumerate(TITLES):
        text = f'title: "{title}"\nneed: |\n{prose}potential_impact: |\n{prose}requested_by: "{title}"\n'
        (root / "requests" / f"hostile-{number}.yaml").write_text(text, encoding="utf-8")
        item = f'title: "{title}"\nsummary: |\n{prose}status: candidate\nanswers: [hostile-{number}]\n'
        (root / "roadmap" / "items" / f"hostile-{number}.yaml").write_text(item, encoding="utf-8")
    context = browser.new_context()
    page = context.new_page()
    with built_site(root) as site, serving(site) as address:
        shown = (file.parent.relative_to(site).as_posix() for file in sorted(site.rglob("index.html")))
        # The pages of problem codes hold nothing that people write.
        written = [path for path in shown if not path.startswith("how-we-decide/")]
        # The policy is the same on all pages, so a few show whether it stops anything that escaping let through.
        for path in written if policy == "false" else written[::5]:
            page.goto(f"{address}{path}/")
            assert page.evaluate("window.XSS") is None, page.url
        page.keyboard.press("s")
        page.locator("[data-md-component='search-query']").press_sequentially("script")
        page.wait_for_timeout(1500)
        assert page.evaluate("window.XSS") is None
    context.close()
