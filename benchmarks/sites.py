"""The sites that are built: ours, stock MkDocs with hand-written Markdown, Hugo, and what proves that each was built.

`python -m benchmarks.sites ours|stock|hugo FOLDER REQUESTS` writes one, in a process of its own, so that the runner
stays small.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.measuring import FailedError
from benchmarks.portfolio import estimated_items, records, write

#: Where title and body of a page stand in the frame that is handed to Hugo.
TITLE, BODY = "TITLE-OF-THE-PAGE", "BODY-OF-THE-PAGE"

_THEME = """\
site_name: Roadmap
site_url: https://example.com/roadmap/
theme:
  name: material
  font: false
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      toggle: {icon: material/brightness-7, name: Dark colours}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      toggle: {icon: material/brightness-4, name: Light colours}
  features: [content.code.copy, navigation.indexes, navigation.path, navigation.tabs, navigation.top, search.highlight]
"""
_OURS = """\
plugins: {search: {}, rice-roadmap: {}}
nav:
  - Home: index.md
  - Roadmap: roadmap/index.md
  - Ranking: ranking/index.md
  - Requests: requests/index.md
  - Ask: propose/index.md
  - Answers: decisions/index.md
  - Objectives: objectives/index.md
  - How we decide: how-we-decide/index.md
"""
# Outside the menu, as anybody would who has thousands of pages: inside it the cost grows with their square.
_STOCK = """\
plugins: {search: {}}
nav:
  - Home: index.md
  - Requests: requests/index.md
  - Items: items/index.md
not_in_nav: |
  /requests/
  /items/
"""
_HUGO = """\
baseURL = "https://example.com/roadmap/"
title = "Roadmap"
disableKinds = ["taxonomy", "term", "rss"]
[[module.mounts]]
source = "content"
target = "content"
[[module.mounts]]
source = "layouts"
target = "layouts"
"""
_MOUNT = """\
[[module.mounts]]
source = "{source}"
target = "data/{target}"
"""
_ADAPTER = """\
{{ range $id, $record := index hugo.Data "KIND" }}
  {{ if ne $id "asks" }}
    {{ $decision := index hugo.Data "decisions" $id }}
    {{ $.AddPage (dict "path" $id "title" $record.title "params" (dict "record" $record "decision" $decision)) }}
  {{ end }}
{{ end }}
"""
_FIELDS = """\
{{ with .Params.record }}
{{ with .area }}<p>Area: {{ . }}</p>{{ end }}
{{ with .status }}<p>Status: {{ . }}</p>{{ end }}
{{ with .need }}<h2 id="need">What is needed</h2><p>{{ . }}</p>{{ end }}
{{ with .summary }}<p>{{ . }}</p>{{ end }}
{{ with .workaround }}<h2 id="workaround">What people do today</h2><p>{{ . }}</p>{{ end }}
{{ with .votes }}<p>{{ .count }} votes, {{ .on }}</p>{{ end }}
{{ with .answers }}<h2 id="answers">Answers</h2><ul>{{ range . }}<li>{{ . }}</li>{{ end }}</ul>{{ end }}
{{ range .evidence }}<p>{{ .kind }}, {{ .on }}</p>{{ end }}
{{ end }}
{{ with .Params.decision }}
<h2 id="answer">The answer</h2>
<p>{{ .verdict }}, {{ .decided_on }}, {{ .decided_by }}</p>
{{ with .because }}<p>{{ . }}</p>{{ end }}
{{ range .alternatives }}<h3>{{ .title }}</h3><p>{{ .how }}</p>{{ end }}
{{ with .revisit_when }}<p>{{ . }}</p>{{ end }}
{{ end }}
"""
_LIST = "<ul>{{ range .Pages }}<li><a href='{{ .RelPermalink }}'>{{ .Title }}</a></li>{{ end }}</ul>"


def write_ours(folder: Path, requests: int) -> None:
    """Write a portfolio and the mkdocs.yml of its site."""
    write(folder, records(requests))
    _write(folder / "docs" / "guide.md", "# Guide\n\nHow to ask.\n")
    _write(folder / "mkdocs.yml", _THEME + _OURS)


def write_items(folder: Path, count: int) -> None:
    """Write a portfolio of nothing but candidates with ranges."""
    write(folder, estimated_items(count))


def write_stock(folder: Path, requests: int) -> None:
    """Write the same requests, answers and items as Markdown pages, as somebody would without this project."""
    data = {record.path: record.data for record in records(requests)}
    docs = folder / "docs"
    for path, said in data.items():
        kind, name = path.split("/")[-2], Path(path).stem
        if path.startswith("requests/") and kind == "requests":
            decision = data.get(f"roadmap/decisions/{name}.yaml")
            _write(docs / "requests" / f"{name}.md", _request_page(said, decision))
        elif kind == "items":
            _write(docs / "items" / f"{name}.md", _item_page(said))
    _write(docs / "index.md", f"# {TITLE}\n\n{BODY}\n")
    for name in ("requests", "items"):
        _write(docs / name / "index.md", f"# All {name}\n")
    _write(folder / "mkdocs.yml", _THEME + _STOCK)


def write_hugo(folder: Path, portfolio: Path, frame: str) -> None:
    """Write a Hugo site whose content adapters make pages of a portfolio's own files, in a frame like ours."""
    sources = {"requests": "requests", "items": "roadmap/items", "decisions": "roadmap/decisions"}
    mounts = (_MOUNT.format(source=(portfolio / source).as_posix(), target=name) for name, source in sources.items())
    _write(folder / "hugo.toml", _HUGO + "".join(mounts))
    for kind in ("requests", "items"):
        _write(folder / "content" / kind / "_content.gotmpl", _ADAPTER.replace("KIND", kind))
    layout = frame.replace("{{", '{{ "{{" }}').replace(TITLE, "{{ .Title }}")
    for kind, body in {"page": _FIELDS, "home": _LIST, "section": _LIST}.items():
        _write(folder / "layouts" / f"{kind}.html", layout.replace(f"<p>{BODY}</p>", body))


def prove(out: Path, requests: int) -> None:
    """Raise FailedError unless a site has a page, with words on it, for each request; failed builds look fast."""
    pages = [path for path in (out / "requests").glob("*/index.html") if path.parent.name != "page"]
    if len(pages) != requests:
        raise FailedError(f"{out.name} has {len(pages)} pages of requests, not {requests}.")
    for page in (*pages[:1], *pages[-1:]):
        if b"<h1" not in page.read_bytes():
            raise FailedError(f"{page.parent.name} is an empty page.")


def _request_page(request: Mapping[str, Any], decision: Mapping[str, Any] | None) -> str:
    parts = [f"# {request['title']}", f"## What is needed\n\n{request['need']}"]
    if "area" in request:
        parts.append(f"Area: {request['area']}")
    if "workaround" in request:
        parts.append(f"## What people do today\n\n{request['workaround']}")
    if decision is not None:
        parts += _answer(decision)
    return "\n\n".join(parts) + "\n"


def _answer(decision: Mapping[str, Any]) -> list[str]:
    parts = [f"## The answer\n\n**{decision['verdict']}**, {decision['decided_on']}, {decision['decided_by']}"]
    parts += [str(decision[key]) for key in ("because", "revisit_when") if key in decision]
    parts += [f"### {other['title']}\n\n{other['how']}" for other in decision.get("alternatives", ())]
    return parts


def _item_page(item: Mapping[str, Any]) -> str:
    answered = (entry if isinstance(entry, str) else entry["request"] for entry in item["answers"])
    links = "\n".join(f"- [{name}](../requests/{name}.md)" for name in answered)
    return f"# {item['title']}\n\n{item['summary']}\n\n**{item['status']}**\n\n## What it answers\n\n{links}\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


_WRITERS = {"ours": write_ours, "stock": write_stock, "items": write_items}


def main(arguments: list[str]) -> int:
    """Write the site that the arguments name."""
    kind, folder, count = arguments
    _WRITERS[kind](Path(folder), int(count))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
