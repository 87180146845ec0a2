"""`new`, `decide` and `score` as people type them: files on the disk, and what is said of them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rice_roadmap.cli import main
from tests.small import write


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the small roadmap, standing in it."""
    monkeypatch.chdir(write(tmp_path))
    return tmp_path


def test_a_request_is_written_and_its_path_said(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The path goes to standard output, for whoever adds it to git next."""
    fields = ("title=Print a page: on paper", "need=People read on paper.", "potential_impact=One renewal.")
    assert main(["new", "request", *(word for field in fields for word in ("--set", field))]) == 0
    assert capsys.readouterr().out == "requests/print-a-page-on-paper.yaml\n"
    assert 'title: "Print a page: on paper"' in (root / "requests" / "print-a-page-on-paper.yaml").read_text("utf-8")
    assert main(["check"]) == 0


def test_what_is_missing_is_named_where_nobody_can_be_asked(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a terminal there is nobody to ask, so the field is named and nothing is written."""
    before = sorted(root.rglob("*.yaml"))
    assert main(["new", "request", "--set", "title=Half of it"]) == 2
    assert "need" in capsys.readouterr().err
    assert sorted(root.rglob("*.yaml")) == before


def test_a_pasted_mail_becomes_a_request(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a colleague forwards is filed without typing it again."""
    mail = root / "mail.txt"
    mail.write_text("Subject: Export to a calendar\n\nWe copy every date by hand.\n", encoding="utf-8")
    assert main(["new", "request", "--from", str(mail), "--set", "potential_impact=They asked twice."]) == 0
    assert "requests/export-to-a-calendar.yaml" in capsys.readouterr().out


def test_standard_input_is_read_where_a_dash_says_so(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`rice-roadmap new request --from -` takes what is piped in."""
    reading, writing = os.pipe()
    kept = os.dup(0)
    try:
        os.write(writing, b"Subject: Sort by date\n\nThe newest stands last.\n")
        os.close(writing)
        os.dup2(reading, 0)
        status = main(["new", "request", "--from", "-", "--set", "potential_impact=Time."])
    finally:
        os.dup2(kept, 0)
        os.close(kept)
        os.close(reading)
    assert status == 0
    assert (root / capsys.readouterr().out.strip()).is_file()


def test_several_requests_are_answered_at_once(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A meeting of many answers is one command, and what was written before keeps its comments."""
    decision = root / "roadmap" / "decisions" / "dark-mode.yaml"
    decision.write_text(f"# From the meeting in spring\n{decision.read_text('utf-8')}", encoding="utf-8")
    words = ["decide", "export", "dark-mode", "deferred", "--reason", "needs_evidence"]
    words += ["--because", "We do not know enough.", "--revisit-on", "2027-04-01", "--decided-by", "Product"]
    assert main([*words, "--today", "2026-11-23"]) == 0
    written = ["roadmap/decisions/dark-mode.yaml", "roadmap/decisions/export.yaml"]
    assert sorted(capsys.readouterr().out.splitlines()) == written
    assert decision.read_text("utf-8").startswith("# From the meeting in spring\nverdict: deferred\n")
    assert main(["check"]) == 0


def test_an_answer_that_would_break_the_roadmap_is_refused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A no to what is planned is not written; the reason is the one that `check` would give."""
    words = ["decide", "export", "declined", "--reason", "out_of_scope", "--because", "No.", "--final"]
    assert main([*words, "--no-alternative", "None.", "--decided-by", "Product"]) == 1
    assert "answer-contradicts-roadmap" in capsys.readouterr().err
    assert not (root / "roadmap" / "decisions" / "export.yaml").exists()


def test_estimates_change_their_own_lines_and_the_day(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`score` writes what was given and says the sum."""
    item = root / "roadmap" / "items" / "import.yaml"
    words = ["score", "import", "--confidence", "50%", "--effort", "2", "--today", "2026-11-23"]
    assert main(words) == 0
    text = item.read_text("utf-8")
    assert "confidence: 50%" in text
    assert "scored_on: 2026-11-23" in text
    assert "= 100 customers" in capsys.readouterr().err
