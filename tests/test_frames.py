"""The theme's frame, printed once for pages of a shape, gives the bytes that the theme gives page by page."""

from __future__ import annotations

import json
import re
from pathlib import Path

from benchmarks.portfolio import SEED, records
from tests.served import mkdocs
from tests.small import MKDOCS

#: More than five hundred pages, of every shape that real ones have.
REQUESTS = 450

#: The only page whose settings a plugin changes.
TOUCHED = "requests/hostile-5/index.html"

#: Writes down which pages were printed in a frame, and has a hand in one, as plugins of git have in those they know.
WITNESS = f"""\
def on_page_markdown(markdown, page, **_):
    assert page.file.abs_src_path.endswith((".md", ".yaml"))
    if page.file.dest_uri == "{TOUCHED}":
        page.meta["hide"] = ["toc"]

def on_post_page(output, page, config):
    with open(config.config_file_path + ".framed", "a") as file:
        file.write(page.meta.get("template", "") + "\\n")
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
            f"title: {json.dumps(title, ensure_ascii=False)}\nneed: x\npotential_impact: x\nformerly: [was-{number}]\n"
        )
        # A line across the page is no word that could describe it.
        files[f"requests/wordless-{number}.yaml"] = "title: x\nneed: '***'\npotential_impact: x\n"
    plugins = "hooks: [hook.py]\nplugins:\n  - meta\n" if hook else "plugins:\n"
    files |= {"mkdocs.yml": MKDOCS.format(options="").replace("plugins:\n", plugins), "hook.py": hook}
    about = "# About\n\n## More\n\n[A request](requests/hostile-3/index.md#need)\n"
    # An item whose list was written by hand, and which was called otherwise before.
    files["roadmap/items/moved.yaml"] = "title: x\nsummary: x\nstatus: candidate\nformerly: [was-moved]\n"
    for path, text in {**files, "docs/about.md": about, "docs/roadmap.md": "# By hand\n"}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    done = mkdocs("build", "--strict", cwd=root)
    assert done.returncode == 0, done.stderr
    written = root / "mkdocs.yml.framed"
    framed = written.read_text().splitlines() if written.exists() else []
    site = root / "site"
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*.html"))}, framed


def test_every_way_gives_the_same_bytes(tmp_path: Path) -> None:
    """Over five hundred varied pages, beside other plugins and alone, are what the theme would have printed."""
    slow, unframed = built(tmp_path / "slow", hook=LISTENER)
    assert not any(unframed)
    assert len(slow) == len(unframed) + 1 > 500  # MkDocs prints its page for what is not found by itself
    framed_by_mkdocs, framed = built(tmp_path / "framed", hook=WITNESS)
    assert sum(map(bool, framed)) > 480
    beside, _ = built(tmp_path / "beside", hook="")
    for quick, touched in ((framed_by_mkdocs, []), (beside, [TOUCHED])):
        assert quick.keys() == slow.keys()
        assert [name for name, page in quick.items() if page != slow[name]] == touched


def test_the_sitemap_lists_pages_that_were_written_beside(tmp_path: Path) -> None:
    """Search engines find every page once, whoever wrote it, and none under an address that it had before."""
    pages, _ = built(tmp_path, hook="")
    listed = re.findall(
        r"<loc>https://example.com/roadmap/(.*?)</loc>", (tmp_path / "site" / "sitemap.xml").read_text()
    )
    assert sorted(f"{address}index.html" for address in listed) == sorted(
        name for name in pages if name != "404.html" and "/was-" not in name
    )
