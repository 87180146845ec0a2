"""The plugin in real builds, run by the commands that people run."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.served import mkdocs
from tests.small import write

INTERNAL = ":\n      audience: internal"


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the public site of the small roadmap."""
    root = write(tmp_path_factory.mktemp("public"))
    done = mkdocs("build", "--strict", cwd=root)
    assert done.returncode == 0, done.stderr
    return root / "site"


@pytest.fixture(scope="module")
def internal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the internal site of the small roadmap."""
    root = write(tmp_path_factory.mktemp("internal"), options=INTERNAL)
    done = mkdocs("build", "--strict", cwd=root)
    assert done.returncode == 0, done.stderr
    return root / "site"


def page(site: Path, address: str) -> str:
    """Return the HTML of a page."""
    return (site / address / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "roadmap",
        "ranking",
        "items/export",
        "items/import",
        "requests",
        "requests/export",
        "requests/dark-mode",
        "decisions",
        "objectives",
        "objectives/fewer-calls",
        "how-we-decide",
        "how-we-decide/confidence-above-evidence",
        "propose",
    ],
)
def test_every_address_of_the_public_site_is_a_page(public: Path, address: str) -> None:
    """What the design names as an address can be opened, with one title."""
    assert page(public, address).count("<h1") == 1


def test_colleagues_get_their_pages_and_the_public_does_not(public: Path, internal: Path) -> None:
    """Triage, customers and who asked exist on the internal site alone."""
    for address in ("triage", "customers", "asked-by"):
        assert page(internal, address)
        assert not (public / address).exists()


def test_what_is_internal_is_on_no_byte_of_the_public_site(public: Path, internal: Path) -> None:
    """The words of a customer, who brought them and what they are worth stay among colleagues."""
    secrets = [b"We will not buy without it", b"Team North", b"A prospect in logistics", b"Two renewals hang on it"]
    everything = b"".join(file.read_bytes() for file in sorted(public.rglob("*")) if file.is_file())
    known = b"".join(file.read_bytes() for file in sorted(internal.rglob("*.html")))
    assert [secret for secret in secrets if secret in everything] == []
    assert [secret for secret in secrets if secret not in known] == []


def test_the_edit_link_of_a_page_goes_to_its_yaml_file(public: Path) -> None:
    """Whoever wants to change a page lands in the file it was made from."""
    assert 'href="https://github.com/example/roadmap/edit/main/requests/export.yaml"' in page(public, "requests/export")
    assert 'href="https://github.com/example/roadmap/edit/main/roadmap/items/export.yaml"' in page(
        public, "items/export"
    )
    # A list is made from many files: it has nothing that one link could open.
    assert "edit/main/" not in page(public, "requests")


def test_the_form_opens_new_files_where_the_edit_links_go(public: Path) -> None:
    """What `mkdocs.yml` says of the repository is all that somebody has to set up."""
    form = page(public, "propose")
    assert 'href="https://github.com/example/roadmap/new/main?filename=requests%2Fname-of-your-request.yaml' in form


def test_a_pattern_that_cannot_open_a_file_stops_the_build_with_a_sentence(tmp_path: Path) -> None:
    """Whoever wrote `propose_url` learns what to write instead."""
    root = write(tmp_path, options=":\n      propose_url: https://git.example.com/new?text={text}")
    done = mkdocs("build", cwd=root)
    assert done.returncode == 1
    assert "`propose_url` in mkdocs.yml cannot be used. `{text}` stands for nothing." in done.stderr
    assert "Traceback" not in done.stderr


def test_breadcrumbs_lead_to_the_list_of_a_page(public: Path) -> None:
    """A page outside the menu still says where it belongs."""
    crumbs = re.search(r'<nav class="md-path".*?</nav>', page(public, "requests/export"), re.DOTALL)
    assert crumbs is not None
    assert 'href="../"' in crumbs[0]


def test_search_finds_a_request_by_its_text_and_no_list(public: Path) -> None:
    """Lists repeat what their pages say, so only the pages are found."""
    index = json.loads((public / "search" / "search_index.json").read_text(encoding="utf-8"))
    found = [entry["location"] for entry in index["docs"] if "copy numbers by hand" in entry["text"]]
    assert found
    assert all(location.startswith("requests/export/") for location in found)


def test_data_files_stand_where_programs_expect_them(public: Path) -> None:
    """The same facts as JSON with its schema, and as a spreadsheet."""
    data = json.loads((public / "data" / "roadmap.json").read_text(encoding="utf-8"))
    assert data["schema_version"] == 1
    assert (public / "data" / "roadmap.schema.json").is_file()
    assert "Spreadsheet export" in (public / "data" / "ranking.csv").read_text(encoding="utf-8")


#: Another time zone, hash seed and locale: one that knows no letter beyond ASCII.
ELSEWHERE = {
    "TZ": "Asia/Tokyo",
    "PYTHONHASHSEED": "7",
    "LC_ALL": "C",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
}


def copied_backwards(source: Path, target: Path) -> Path:
    """Copy a folder but for its site, the files in the opposite order and so that nobody else may read them."""
    before = os.umask(0o077)
    try:
        files = [file for file in source.rglob("*") if file.is_file() and "site" not in file.relative_to(source).parts]
        for file in sorted(files, reverse=True):
            copy = target / file.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
    finally:
        os.umask(before)
    (target / "docs").mkdir(exist_ok=True)
    return target


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_the_same_files_give_the_same_bytes(audience: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Another folder, time zone, locale, hash seed, mask of rights and order of files change nothing."""
    ours: Path = request.getfixturevalue(audience)
    root = copied_backwards(ours.parent, tmp_path / "elsewhere")
    done = mkdocs("build", "--strict", cwd=root, **ELSEWHERE)
    assert done.returncode == 0, done.stderr
    first, second = _bytes_below(ours), _bytes_below(root / "site")
    assert sorted(first) == sorted(second)
    assert [path for path in first if first[path] != second[path]] == []


def _bytes_below(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


#: What commands print; the first argument of the program is the folder of the roadmap.
COMMANDS = (
    *("check --format=json", "check --format=github", "rank", "rank --format=json --audience=public"),
    *("rank --format=csv", "rank --format=markdown", "export json", "export csv", "brief export"),
)
RUN = """
import sys
from rice_roadmap.cli import main
for words in sys.argv[2:]:
    main([*words.split(), "--root", sys.argv[1]])
"""


def test_commands_print_the_same_bytes(tmp_path: Path) -> None:
    """Whoever runs a command, and wherever: it says the same of the same files."""
    ours = write(tmp_path / "ours", roadmap__items__late="title: Läte\nsummary: x\nstatus: planned\ntarget: 2020-Q1\n")
    theirs = copied_backwards(ours, tmp_path / "theirs")
    printed = [
        subprocess.run(
            [sys.executable, "-c", RUN, str(root), *COMMANDS],
            env={**os.environ, "SOURCE_DATE_EPOCH": "1795435200", **environment},
            capture_output=True,
            check=True,
        )
        for root, environment in ((ours, {"PYTHONHASHSEED": "1"}), (theirs, ELSEWHERE))
    ]
    assert printed[0].stdout == printed[1].stdout
    assert printed[0].stderr == printed[1].stderr
    assert printed[0].stdout.count(b"\n") > 100


def test_an_error_stops_the_build_before_the_old_site_is_touched(tmp_path: Path) -> None:
    """Every error is named at its place, nothing is a traceback, and what readers see stays as it was."""
    root = write(tmp_path)
    assert mkdocs("build", "--strict", cwd=root).returncode == 0
    before = sorted((root / "site").rglob("*"))
    write(root, roadmap__items__export="title: No status\nsummary: x\n", requests__dark_mode="title: [x\n")
    done = mkdocs("build", "--strict", cwd=root)
    assert done.returncode == 1
    assert "requests/dark-mode.yaml:" in done.stderr
    assert "roadmap/items/export.yaml:1:1: missing-key:" in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted((root / "site").rglob("*")) == before


def test_a_warning_is_shown_and_never_stops_a_strict_build(tmp_path: Path) -> None:
    """What is a matter of judgement, or of the day, does not break yesterday's green build."""
    root = write(tmp_path, roadmap__items__late="title: Late\nsummary: x\nstatus: planned\ntarget: 2020-Q1\n")
    done = mkdocs("build", "--strict", cwd=root)
    assert done.returncode == 0
    assert "roadmap/items/late.yaml:4:9: target-passed:" in done.stderr


def test_a_page_written_by_hand_takes_the_place_of_ours(tmp_path: Path) -> None:
    """A company overrides a page by path."""
    root = write(tmp_path)
    (root / "docs" / "roadmap").mkdir()
    (root / "docs" / "roadmap" / "index.md").write_text("# Our own roadmap page\n", encoding="utf-8")
    assert mkdocs("build", "--strict", cwd=root).returncode == 0
    assert "Our own roadmap page" in page(root / "site", "roadmap")


def test_a_link_to_a_heading_that_a_request_does_not_have_is_said(tmp_path: Path) -> None:
    """Pages that MkDocs never printed are known to it all the same."""
    root = write(tmp_path)
    by_hand = root / "docs" / "about.md"
    by_hand.write_text("# About\n\n[Asked](requests/export/index.md#need)\n", encoding="utf-8")
    assert mkdocs("build", "--strict", cwd=root).returncode == 0
    by_hand.write_text("# About\n\n[Asked](requests/export/index.md#nowhere)\n", encoding="utf-8")
    done = mkdocs("build", "--strict", cwd=root)
    assert done.returncode == 1
    assert "'requests/export/index.md' does not contain an anchor '#nowhere'" in done.stderr


def test_a_request_may_stand_in_the_menu(tmp_path: Path) -> None:
    """Under the title that the menu gives it, in the menu of every page, and once."""
    root = write(tmp_path)
    settings = root / "mkdocs.yml"
    menu = "nav: [{Home: index.md}, {Requests: requests/index.md}, {The one: requests/export/index.md}]\n"
    settings.write_text(settings.read_text(encoding="utf-8") + menu, encoding="utf-8")
    done = mkdocs("build", "--strict", cwd=root)
    assert done.returncode == 0, done.stderr
    site = root / "site"
    for address in ("", "requests/dark-mode", "requests/export"):
        assert (
            len(
                re.findall(
                    r"<a href=\"[^\"]*\" class=\"md-nav__link[^>]*>\s*<span[^>]*>\s*The one", page(site, address)
                )
            )
            == 1
        )
    assert "Export to a spreadsheet</h1>" in page(site, "requests/export")


def test_a_company_replaces_a_template_and_a_style_by_path(tmp_path: Path) -> None:
    """A template below `custom_dir` and a style below `docs` win over ours."""
    root = write(tmp_path)
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace("  font: false\n", "  font: false\n  custom_dir: overrides\n")
    config.write_text(text, encoding="utf-8")
    (root / "overrides" / "rice_roadmap").mkdir(parents=True)
    template = '{% extends "page.html" %}{% block content %}<p>Ours: {{ title }}</p>{% endblock %}'
    (root / "overrides" / "rice_roadmap" / "request.html").write_text(template, encoding="utf-8")
    style = root / "docs" / "assets" / "rice_roadmap" / "rice-roadmap.css"
    style.parent.mkdir(parents=True)
    style.write_text("/* ours */", encoding="utf-8")
    done = mkdocs("build", "--strict", cwd=root)
    assert done.returncode == 0, done.stderr
    assert "<p>Ours: Export to a spreadsheet</p>" in page(root / "site", "requests/export")
    built = root / "site" / "assets" / "rice_roadmap" / "rice-roadmap.css"
    assert built.read_text(encoding="utf-8") == "/* ours */"


def test_a_title_stays_text_in_every_place_where_a_theme_prints_it(tmp_path: Path) -> None:
    """Material undoes one round of escaping in the browser's title, where this one would have run as a script."""
    title = "A </title><script>window.XSS = 1</script> {{ 7*7 }}"
    root = write(tmp_path, requests__hostile=f"title: '{title}'\nneed: '{title}'\npotential_impact: x\n")
    assert mkdocs("build", "--strict", cwd=root).returncode == 0
    for file in sorted((root / "site").rglob("*.html")):
        text = file.read_text(encoding="utf-8")
        assert "<script>window.XSS" not in text, file
        assert "A 49" not in text
        assert " 49<" not in text


def test_a_roadmap_without_git_or_requests_builds(tmp_path: Path) -> None:
    """A plan alone is a site, before the first commit and without a `requests` folder."""
    root = write(tmp_path)
    shutil.rmtree(root / "requests")
    shutil.rmtree(root / "roadmap" / "items")
    shutil.rmtree(root / "roadmap" / "decisions")
    done = mkdocs("build", "--strict", cwd=root)
    assert done.returncode == 0, done.stderr
    assert "Built from" not in page(root / "site", "")


def test_what_the_plan_does_not_show_has_no_page_and_no_place_in_the_menu(tmp_path: Path) -> None:
    """Without scores there is no ranking; a menu that names it is mended instead of broken."""
    root = write(
        tmp_path, roadmap__plan=(write(tmp_path) / "roadmap" / "plan.yaml").read_text() + "public_shows: [answers]\n"
    )
    menu = "nav:\n  - Home: index.md\n  - Ranking: ranking/index.md\n  - Answers: decisions/index.md\n"
    (root / "mkdocs.yml").write_text((root / "mkdocs.yml").read_text() + menu, encoding="utf-8")
    done = mkdocs("build", "--strict", cwd=root)
    assert done.returncode == 0, done.stderr
    assert not (root / "site" / "ranking").exists()
    assert not (root / "site" / "items").exists()
    assert page(root / "site", "decisions")


def test_a_page_that_is_not_yet_worth_a_place_in_the_menu_has_none(tmp_path: Path) -> None:
    """Fewer than three outcomes stand at their address, and a menu that names them is no broken one."""
    plan = (write(tmp_path) / "roadmap" / "plan.yaml").read_text() + "public_shows: [roadmap, outcomes]\n"
    root = write(tmp_path, roadmap__plan=plan)
    menu = "nav:\n  - Home: index.md\n  - Roadmap: roadmap/index.md\n  - Outcomes: outcomes/index.md\n"
    (root / "mkdocs.yml").write_text((root / "mkdocs.yml").read_text() + menu, encoding="utf-8")
    done = mkdocs("build", "--strict", cwd=root)
    assert done.returncode == 0, done.stderr
    assert "Nothing was measured after a launch yet." in page(root / "site", "outcomes")
    assert 'href="outcomes/"' not in page(root / "site", "")
    assert 'href="roadmap/"' in page(root / "site", "")


@contextmanager
def served(root: Path) -> Iterator[str]:
    """Run `mkdocs serve` on a free port and give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"]
    with subprocess.Popen(
        command, cwd=root, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, stderr=subprocess.DEVNULL
    ) as server:
        try:
            yield f"http://127.0.0.1:{port}/roadmap/"
        finally:
            server.send_signal(signal.SIGINT)


def _eventually(address: str, wanted: str, *, status: int = 200) -> bool:
    """Return whether the address says what is wanted within twenty seconds."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            with urlopen(address, timeout=5) as answer:
                if status == answer.status and wanted in answer.read().decode():
                    return True
        except OSError as error:
            if getattr(error, "code", None) == status:
                return True
        time.sleep(0.2)
    return False


def test_serve_follows_edits_additions_and_deletions_and_survives_a_broken_file(tmp_path: Path) -> None:
    """Whoever writes sees the page change; a mistake leaves the last good site up until it is mended."""
    root = write(tmp_path)
    request = root / "requests" / "export.yaml"
    good = request.read_text(encoding="utf-8")
    with served(root) as address:
        assert _eventually(f"{address}requests/export/", "Export to a spreadsheet")
        request.write_text(good.replace("Export to a spreadsheet", "Export to a table"), encoding="utf-8")
        assert _eventually(f"{address}requests/export/", "Export to a table")
        added = root / "requests" / "print.yaml"
        added.write_text("title: Print a page\nneed: On paper.\npotential_impact: x\n", encoding="utf-8")
        assert _eventually(f"{address}requests/print/", "Print a page")
        request.write_text("title: [broken\n", encoding="utf-8")
        time.sleep(1.5)
        assert _eventually(f"{address}requests/export/", "Export to a table")
        request.write_text(good.replace("Export to a spreadsheet", "Export mended"), encoding="utf-8")
        assert _eventually(f"{address}requests/export/", "Export mended")
        added.unlink()
        assert _eventually(f"{address}requests/print/", "", status=404)
