"""The theme's frame, printed once for pages of a shape, gives the bytes that the theme gives page by page."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.portfolio import SEED, records
from tests.served import mkdocs
from tests.small import MKDOCS

#: More than five hundred pages, of every shape that real ones have.
REQUESTS = 450

#: Writes down which pages were printed in a frame, and touches none.
WITNESS = """\
def on_post_page(output, page, config):
    with open(config.config_file_path + ".framed", "a") as file:
        file.write(f"{page.meta.get('template', '')}\\n")
    return output
"""
#: The same, and has a hand in every page before it is printed, so that each is printed by the theme itself.
LISTENER = f"{WITNESS}\ndef on_page_context(context, **_):\n    return context\n"

HOSTILE = (
    *("</title><script>alert(1)</script>", "{{ page.content }} {% raw %}", "Tom & Jerry &amp; <b>co</b>", "It's"),
    *(
        'A "quoted" one',
        "100% #1 \\ `code`",
        "日本語のタイトル",
        "مرحبا",
        "x" * 200,
        "{% endraw %}",
        "<!-- -->",
        "&#x27;",
    ),
)


def built(root: Path, *, hook: str) -> tuple[dict[str, bytes], list[str]]:
    """Return the pages of a site of many, and the template of each as the hook wrote it down."""
    files = {record.path: record.text for record in records(REQUESTS, SEED)}
    for number, title in enumerate(HOSTILE):
        files[f"requests/hostile-{number}.yaml"] = (
            f"title: {json.dumps(title, ensure_ascii=False)}\nneed: x\npotential_impact: x\n"
        )
    settings = MKDOCS.format(options="").replace("plugins:\n", "hooks: [hook.py]\nplugins:\n  - meta\n")
    files |= {"mkdocs.yml": settings, "hook.py": hook}
    for path, text in {**files, "docs/about.md": "# About\n\n## More\n"}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    done = mkdocs("build", "--strict", cwd=root)
    assert done.returncode == 0, done.stderr
    written = root / "mkdocs.yml.framed"
    framed = written.read_text().splitlines() if written.exists() else []
    site = root / "site"
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*.html"))}, framed


def test_both_ways_give_the_same_bytes(tmp_path: Path) -> None:
    """Over five hundred varied pages, beside other plugins, each is what the theme alone would have printed."""
    quick, framed = built(tmp_path / "quick", hook=WITNESS)
    slow, unframed = built(tmp_path / "slow", hook=LISTENER)
    assert sum(map(bool, framed)) > 480
    assert not any(unframed)
    assert len(quick) > 500
    assert quick.keys() == slow.keys()
    assert [name for name, page in quick.items() if page != slow[name]] == []
