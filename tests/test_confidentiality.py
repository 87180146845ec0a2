"""Nothing internal leaves: marks in every internal field, searched for in every byte that the public may read."""

from __future__ import annotations

import gzip
import json
import logging
import subprocess
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from rice_roadmap.checking.inspection import inspect
from rice_roadmap.cli import main
from rice_roadmap.model.audience import Audience
from rice_roadmap.publish import json_values, portfolio_data
from rice_roadmap.publish.layout import data_files, lay_out
from rice_roadmap.publish.site import Site
from rice_roadmap.publish.templating import Templates
from rice_roadmap.reports import REPORTS
from rice_roadmap.text.shape import ENTRY, Kind, properties
from tests.canaries import INTERNAL, Marked, contents, leaks, marked, missing
from tests.memory import Memory
from tests.publish.laid_out import TODAY, site_of
from tests.served import mkdocs
from tests.small import MKDOCS

#: Internal fields that hold a word of a list, an id, true or false, or only what other fields stand in.
NOT_MARKED = frozenset(
    {
        *((Kind.REQUEST, f"asks.{name}") for name in ("importance", "stage")),
        *((Kind.ASK, name) for name in ("importance", "stage")),
        (Kind.ITEM, "mandatory.reason"),
        (Kind.ITEM, "override.above"),
        (Kind.ITEM, "override.reason"),
        (Kind.ACCOUNTS, "*.segment"),
        (Kind.ACCOUNTS, "*.common_word"),
    }
)

OVERRIDE = ":\n      audience: internal"


@pytest.fixture(scope="module")
def planted() -> Marked:
    """Return the marked roadmap."""
    return marked()


def written(root: Path, files: Mapping[str, str], *, options: str = "") -> Path:
    """Write files as a repository that MkDocs can build."""
    for path, text in {**files, "mkdocs.yml": MKDOCS.format(options=options), "docs/about.md": "# About\n"}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory, planted: Marked) -> dict[Audience, list[tuple[str, bytes]]]:
    """Return every file of both sites, and what building them said."""
    found = {}
    for audience, options in ((Audience.PUBLIC, ""), (Audience.INTERNAL, OVERRIDE)):
        root = written(tmp_path_factory.mktemp(audience.value), planted.files, options=options)
        # MkDocs' own messages for those who look for a fault name every address, that of a customer among them.
        done = mkdocs("build", "--strict", *(("--verbose",) if audience is Audience.PUBLIC else ()), cwd=root)
        assert done.returncode == 0, done.stderr
        said = done.stdout + done.stderr
        found[audience] = [*contents(root / "site"), ("what the build said", said.encode())]
    return found


# The marks


def test_every_internal_field_of_the_schemas_is_marked(planted: Marked) -> None:
    """A new internal field carries a mark, or stands in the list of those that cannot."""

    def is_outer(kind: Kind, path: tuple[str, ...]) -> bool:
        return any(one.path[: len(path)] == path != one.path for one in properties(kind))

    internal = {
        (kind, ".".join(one.path).replace(f".{ENTRY}", "") if kind is not Kind.ACCOUNTS else ".".join(one.path))
        for kind in Kind
        for one in properties(kind)
        if one.is_internal and not is_outer(kind, one.path)
    }
    in_files = {(mark.kind, mark.field) for mark in planted.internal}
    in_files |= {(kind, f"*.{field}") for kind, field in in_files if kind is Kind.ACCOUNTS}
    # An ask in a file of its own has the fields of one in a request.
    in_files |= {(Kind.ASK, field.removeprefix("asks.")) for kind, field in in_files if field.startswith("asks.")}
    assert internal - in_files == NOT_MARKED


def test_the_marked_roadmap_has_no_error(planted: Marked) -> None:
    """What is searched is what would be published."""
    assert not inspect(Memory(planted.files)).has_errors


# The sites


def test_no_internal_mark_is_in_any_byte_of_the_public_site(builds: dict[Audience, list[tuple[str, bytes]]]) -> None:
    """Neither in names nor in bytes, in no form, nor in what the build says."""
    assert leaks(builds[Audience.PUBLIC]) == []


def test_every_internal_mark_is_on_the_internal_site(
    builds: dict[Audience, list[tuple[str, bytes]]], planted: Marked
) -> None:
    """What was searched for in public is there to be found, on a page for colleagues."""
    pages = [(name, data) for name, data in builds[Audience.INTERNAL] if name.endswith(".html")]
    assert missing(pages, planted.internal) == []


def test_every_public_mark_is_on_the_public_site(
    builds: dict[Audience, list[tuple[str, bytes]]], planted: Marked
) -> None:
    """Nothing is safe by being left out: what everybody may read can be read."""
    assert missing(builds[Audience.PUBLIC], planted.public) == []


def test_what_colleagues_are_told_while_building_holds_no_mark(
    builds: dict[Audience, list[tuple[str, bytes]]],
) -> None:
    """Logs of a build are read by more people than the site."""
    (said,) = [entry for entry in builds[Audience.INTERNAL] if entry[0] == "what the build said"]
    assert leaks([said]) == []


# The commands

COMMANDS = [
    *(("rank", "--audience", "public", "--format", form) for form in ("table", "json", "csv", "markdown")),
    ("export", "json", "--audience", "public"),
    *(("export", "csv", "--of", table, "--audience", "public") for table in ("ranking", "requests", "items")),
    *(("brief", request, "--audience", "public") for request in ("export", "dark-mode", "question")),
    *(("diff", "empty", "--audience", "public", "--format", form) for form in ("text", "markdown", "json")),
    *(("tell", "empty", "--format", form) for form in ("text", "json")),
    *(("check", "--format", form) for form in REPORTS),
]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory, planted: Marked) -> Path:
    """Return the marked roadmap on disk, in a repository of git with a commit `empty` from before it."""
    folder = tmp_path_factory.mktemp("commands")
    plan = {"roadmap/plan.yaml": planted.files["roadmap/plan.yaml"]}
    person = ("-c", "user.name=x", "-c", "user.email=x@example.com")
    written(folder, plan)
    for words in (("init", "-q"), ("add", "-A"), (*person, "commit", "-q", "-m", "Empty"), ("tag", "empty")):
        subprocess.run(["git", "-C", str(folder), *words], check=True)
    return written(folder, planted.files)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_for_everybody_prints_an_internal_mark(
    command: tuple[str, ...], root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Tables, data, messages and annotations are those of the public portfolio."""
    main([*command, "--root", str(root), "--today", TODAY.isoformat()])
    said = capsys.readouterr()
    assert "zpcanary" in said.out or command[0] == "check"
    assert leaks([("output", said.out.encode()), ("messages", said.err.encode())]) == []


BAD: tuple[object, ...] = (
    f"{INTERNAL} " * 9000,
    f"{INTERNAL}\u202e",
    f"{INTERNAL}\tx",
    [f"{INTERNAL} x", f"{INTERNAL} x"],
    {"says": f"{INTERNAL} x"},
    7_310_001.5,
    f"12 {INTERNAL}",
)


@pytest.mark.parametrize("bad", BAD, ids=("long", "turned", "tab", "list", "mapping", "number", "number and text"))
def test_no_problem_quotes_an_internal_value(planted: Marked, bad: object) -> None:
    """Whatever is wrong with an internal value, no message, hint or annotation repeats it."""
    files = {path: _spoilt(text, bad) for path, text in planted.files.items()}
    problems = inspect(Memory(files)).problems
    assert problems
    said = [(form, report(problems).encode()) for form, report in REPORTS.items()]
    assert leaks(said) == []


def _spoilt(text: str, bad: object) -> str:
    lines = [
        f"{line.partition(': ')[0]}: {json.dumps(bad, ensure_ascii=False)}"
        if INTERNAL in line and ": " in line
        else line
        for line in text.splitlines()
    ]
    return "\n".join(line for line in lines if not line.startswith(f"{INTERNAL}-account")) + "\n"


# Leaks on purpose: each must be found


def rendered(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the pages and data files of a site."""
    yield from ((page.address, page.body.encode()) for page in lay_out(site))
    yield from ((file.address, file.text.encode()) for file in data_files(site))


def test_a_template_that_prints_an_account_is_found(tmp_path: Path, planted: Marked) -> None:
    """A public page knows no accounts; handed them all the same, it is caught."""
    (tmp_path / "roadmap.html").write_text("{{ site.whole.accounts }}", encoding="utf-8")
    public = replace(site_of(planted.files), templates=Templates.load(tmp_path))
    with pytest.raises(Exception, match="accounts"):
        list(rendered(public))
    careless = replace(public, whole=inspect(Memory(planted.files)).portfolio)
    assert "roadmap: as it is" in leaks(rendered(careless))


def test_an_export_that_adds_revenue_is_found(planted: Marked, monkeypatch: pytest.MonkeyPatch) -> None:
    """An amount betrays a customer as a name does."""
    whole = inspect(Memory(planted.files)).portfolio
    revenue = [str(account.annual_revenue) for account in whole.accounts.values()]
    # A careless export writes it behind whatever text there is.
    honest = json_values.text
    monkeypatch.setattr(portfolio_data, "text", lambda value: f"{honest(value)} {revenue}")
    assert leaks(rendered(site_of(planted.files))) == ["data/roadmap.json: an amount"]


def test_a_line_of_a_log_is_found(planted: Marked, caplog: pytest.LogCaptureFixture) -> None:
    """A message for whoever builds the site is read by others too."""
    with caplog.at_level(logging.INFO):
        logging.getLogger("rice_roadmap").info("Read %s.", planted.files["roadmap/accounts.yaml"])
    assert leaks([("log", caplog.text.encode())])


SECRET = f"{INTERNAL}007"
WAYS: Mapping[str, Callable[[str], bytes]] = {
    "upper case": lambda text: text.upper().encode(),
    "backwards": lambda text: text[::-1].encode(),
    "hexadecimal": lambda text: text.encode().hex().upper().encode(),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16 of the other end": lambda text: text.encode("utf-16-be"),
    "UTF-32": lambda text: text.encode("utf-32"),
    "base64": lambda text: b64encode(text.encode()),
    "base64 after one": lambda text: b64encode(b"." + text.encode()),
    "base64 after two": lambda text: b64encode(b".." + text.encode()),
    "base64 of upper case": lambda text: b64encode(text.upper().encode()),
    "gzip": lambda text: gzip.compress(text.encode()),
    "zip": lambda text: _zipped("notes.txt", text),
    "name in a zip": lambda text: _zipped(text, ""),
}


def _zipped(name: str, text: str) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr(name, text)
    return stream.getvalue()


@pytest.mark.parametrize("way", WAYS)
def test_a_mark_is_found_in_every_form(tmp_path: Path, way: str) -> None:
    """The search itself can fail: each form is planted and found."""
    (tmp_path / "page.bin").write_bytes(b"<p>" + WAYS[way](SECRET) + b"</p>" if "zip" not in way else WAYS[way](SECRET))
    assert leaks(contents(tmp_path))


def test_a_mark_in_the_name_of_a_file_is_found(tmp_path: Path) -> None:
    """An address says as much as a page."""
    (tmp_path / f"{SECRET}.html").write_bytes(b"")
    assert leaks(contents(tmp_path)) == [f"{SECRET}.html: as it is"]
