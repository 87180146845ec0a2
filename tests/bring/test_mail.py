"""A pasted mail: what somebody has to say is kept, what mail programs put around it is set apart, nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rice_roadmap.bring.mail import Carried, Letter, letter_from
from rice_roadmap.bring.refusal import Refusal
from rice_roadmap.model.mail_frame import CLOSING, opening


def letter(text: str) -> Letter:
    """Return what a mail says."""
    found = letter_from(text.encode())
    assert isinstance(found, Letter)
    return found


def test_a_plain_text_is_a_text() -> None:
    """Without a subject above it, everything is text."""
    assert letter("One.\n\nTwo.\n") == Letter(subject="", text="One.\n\nTwo.", files=(), left_out=())


@pytest.mark.parametrize(
    "headers",
    [
        "From: Ann\nTo: Us\nSubject: Re: Fwd: Print it\nDate: Monday",
        "Von: Ann\nGesendet: Montag\nAn: Uns\nBetreff: AW: WG: Print it",
        "De : Ann\nEnvoyé : lundi\nÀ : Nous\nObjet : TR: Print it",
        "---------- Forwarded message ---------\nFrom: Ann\nDate: Monday\nSubject: Print it\nTo: Us",
        "-----Original Message-----\nFrom: Ann\nSent: Monday\nTo: Us\nSubject: FW: Print it",
        "*From:* Ann\n*Subject:* Print it",
        "Subject: RE[2]: Print it",
        "> From: Ann\n> Subject: Print it",
    ],
)
def test_the_subject_is_found_above_the_text(headers: str) -> None:
    """The lines that mail programs put first give the subject, without the marks of replies; the rest is set apart."""
    found = letter(f"{headers}\n\nPlease.\n")
    assert found.subject == "Print it"
    assert found.text == "Please."
    assert "Print it" not in " ".join(found.left_out)
    assert set(found.left_out) <= {line.removeprefix("> ") for line in headers.split("\n")}


def test_a_word_with_a_colon_is_no_header_by_itself() -> None:
    """What somebody begins with `Date:` is what they have to say."""
    assert letter("Date: we need dates.\nSoon.").text == "Date: we need dates.\nSoon."


def test_marks_of_replies_go_and_their_words_stay() -> None:
    """What a customer wrote is often the quoted part, however deep."""
    found = letter("See below.\n\nAnn wrote:\n> We cannot print.\n>\n>> Since when?\n> > Since May.\n")
    assert found.text == "See below.\n\nAnn wrote:\nWe cannot print.\n\nSince when?\nSince May."
    assert found.left_out == ()


def test_a_signature_is_set_apart() -> None:
    """Behind two hyphens stands who wrote it, up to the end."""
    found = letter("We cannot print.\n\n-- \nAnn\n+1 555 0100\n")
    assert found.text == "We cannot print."
    assert found.left_out == ("--", "Ann", "+1 555 0100")


def test_a_signature_ends_where_the_quote_begins() -> None:
    """What is quoted below a signature is no part of it, nor is the line that says who is quoted."""
    found = letter("See below.\n-- \nAnn\n\nBob wrote:\n> We cannot print.\n> -- \n> Bob\n")
    assert found.text == "See below.\n\nBob wrote:\nWe cannot print."
    assert found.left_out == ("--", "Ann", "--", "Bob")


def test_a_long_text_behind_two_hyphens_is_no_signature() -> None:
    """Nobody's name and number take so many lines; rather too much is kept than something lost."""
    text = "First.\n--\n" + "\n".join(f"Line {number}." for number in range(20))
    assert letter(text).text == text


def test_a_file_is_found_between_its_lines() -> None:
    """What stands around the file is set apart."""
    found = letter(f"Hi,\n\n{opening('requests/print.yaml')}\ntitle: Print\nneed: |\n  Paper.\n{CLOSING}\n-- \nAnn\n")
    assert found.files == (Carried(path="requests/print.yaml", text="title: Print\nneed: |\n  Paper.\n"),)
    assert found.left_out == ("Hi,", "-- ", "Ann")


@pytest.mark.parametrize("mark", ["> ", ">", ">> ", "> > "])
def test_a_quoted_file_loses_its_marks_alone(mark: str) -> None:
    """Blanks that belong to the file stay, whether a mail program writes one behind its mark or not."""
    lines = [opening("requests/print.yaml"), "need: |", "  Paper.", "", "  > quoted", CLOSING]
    found = letter("\n".join(f"{mark}{line}" for line in lines))
    assert found.files == (Carried(path="requests/print.yaml", text="need: |\n  Paper.\n\n  > quoted\n"),)


def test_a_saved_message_is_decoded() -> None:
    """A mail saved as a file gives its subject and its plain text, however they are encoded."""
    raw = (
        b"Received: from somewhere\r\nSubject: =?utf-8?q?Re=3A_Caf=C3=A9?=\r\nFrom: Ann <ann@example.com>\r\n"
        b"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=iso-8859-1\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\nOne caf=E9, a very long=\r\n line.\r\n-- \r\nAnn\r\n"
    )
    found = letter_from(raw)
    assert isinstance(found, Letter)
    assert (found.subject, found.text) == ("Café", "One café, a very long line.")


def test_of_a_message_in_several_parts_the_plain_one_is_read() -> None:
    """Beside the text for browsers there is mostly one for reading."""
    raw = (
        b"Subject: Print\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n"
        b"--b\nContent-Type: text/plain\n\nPaper.\n--b\nContent-Type: text/html\n\n<b>Paper.</b>\n--b--\n"
    )
    found = letter_from(raw)
    assert isinstance(found, Letter)
    assert found.text == "Paper."


@pytest.mark.parametrize(
    "raw",
    [
        b"caf\xe9",
        b"MIME-Version: 1.0\nContent-Type: text/html\n\n<b>Paper.</b>\n",
        b"MIME-Version: 1.0\nContent-Type: text/plain; charset=unheard-of\n\nPaper.\n",
    ],
)
def test_what_cannot_be_read_is_refused_with_a_way_out(raw: bytes) -> None:
    """Nothing is guessed: the text can be copied and pasted."""
    found = letter_from(raw)
    assert isinstance(found, Refusal)
    assert "paste" in found.hint
    assert found.exit_status == 2


LINES = ("Hello", "> quoted", ">> deeper", "", "--", "-- ", "> --", "From: Ann", "To: Us", "Ann wrote:", "---- x ----")


@given(lines=st.lists(st.sampled_from(LINES), max_size=12))
def test_every_word_is_kept_or_set_apart(lines: list[str]) -> None:
    """Whatever is taken for what, each line is found again, and none twice."""
    found = letter("\n".join(lines))
    words = [word for line in lines for word in line.replace(">", "").split()]
    assert sorted(" ".join([found.subject, found.text, *found.left_out]).split()) == sorted(words)


def test_any_bytes_are_read_or_refused() -> None:
    """Odd beginnings make nothing fail."""
    for raw in (
        b"",
        b"\n",
        b"--",
        b"> ",
        b"=== requests/a.yaml ===",
        b"Subject:",
        b"MIME-Version: 1.0\n\n",
        b"\xff\xfe",
    ):
        assert isinstance(letter_from(raw), Letter | Refusal)
