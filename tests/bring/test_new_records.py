"""`new`: one file, valid and well named, from options, from a mail, or from answers at the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from rice_roadmap.bring.new_records import new
from rice_roadmap.bring.prepared import Prepared
from rice_roadmap.bring.refusal import Refusal
from rice_roadmap.bring.settings import property_of
from rice_roadmap.bring.writing_files import write_files
from rice_roadmap.checking.inspection import inspect
from rice_roadmap.model.mail_frame import CLOSING, opening
from rice_roadmap.text.files import Folder
from rice_roadmap.text.shape import Kind
from tests.memory import Memory
from tests.small import FILES, write
from tests.terminal import Terminal

ROADMAP = Memory(FILES)
PUBLIC = Memory({**FILES, "roadmap/plan.yaml": f"{FILES['roadmap/plan.yaml']}repository: public\n"})
ACCOUNTS = Memory({**FILES, "roadmap/accounts.yaml": "acme:\n  name: Acme Corporation\n  also_known_as: [ACME Inc.]\n"})
NEEDED = ("title=Print", "need=Paper.", "potential_impact=Much.")


def made(found: Prepared | Refusal) -> tuple[str, str]:
    """Return the path and the text of the one new file."""
    assert isinstance(found, Prepared)
    assert found.problems == ()
    (file,) = found.files
    assert file.replaces is None
    return file.path, file.content.decode()


def refused(found: Prepared | Refusal, status: int = 2) -> str:
    """Return why nothing is made."""
    assert isinstance(found, Refusal)
    assert found.exit_status == status
    return str(found)


# --- From options ---


def test_options_make_a_request() -> None:
    """Values stand where their dots lead, in the order of the schema, of the types it asks for."""
    options = [*NEEDED, "votes.count=12", "links=https://example.com/a", "links=https://example.com/b", "area=sharing"]
    assert made(new("request", ROADMAP, options=options)) == (
        "requests/print.yaml",
        (
            "# yaml-language-server: $schema=../schema/request.schema.json\n"
            "title: Print\nneed: Paper.\npotential_impact: Much.\narea: sharing\n"
            "links:\n  - https://example.com/a\n  - https://example.com/b\nvotes:\n  count: 12\n"
        ),
    )


def test_dots_into_a_list_mean_its_entry() -> None:
    """Who asked first stands in a list, which needs no position to be typed."""
    options = [*NEEDED, "asks.account=Acme", "asks.importance=must have", "asks.needed_by=31.12.2027"]
    _, text = made(new("request", ROADMAP, options=options))
    assert text.endswith("asks:\n  - account: Acme\n    importance: must_have\n    needed_by: 2027-12-31\n")


def test_options_make_an_ask() -> None:
    """An ask stands in the folder of its request, under the name of the customer."""
    options = ["request=export", "account=Müller & Söhne", "deal=24000"]
    path, text = made(new("ask", ROADMAP, options=options))
    assert path == "requests/asks/export/muller-sohne.yaml"
    assert text.endswith('account: "Müller & Söhne"\ndeal: 24000\n')


def test_options_make_an_item() -> None:
    """What is not said to be further on is a candidate."""
    path, text = made(new("item", ROADMAP, options=["title=Print", "summary=Paper.", "rice.confidence=80 %"]))
    assert path == "roadmap/items/print.yaml"
    assert text.endswith("title: Print\nsummary: Paper.\nstatus: candidate\nrice:\n  confidence: 80%\n")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Export", "export-2"),
        ("Dark mode!", "dark-mode-2"),
        ("Index", "request-"),
        ("日本語", "request-"),
        ("x" * 80, "x" * 64),
        ("Zażółć gęślą jaźń", "zazolc-gesla-jazn"),
    ],
)
def test_a_name_is_given_once(title: str, name: str) -> None:
    """The title gives the id; a taken one gets a number, a reserved or an empty one a hash."""
    path, _ = made(new("request", ROADMAP, options=[f"title={title}", *NEEDED[1:]]))
    assert path.startswith(f"requests/{name}")


def test_an_earlier_id_is_taken_too() -> None:
    """An id that a request had before leads to it and is not given again."""
    files = {**FILES, "requests/export.yaml": f"{FILES['requests/export.yaml']}formerly: [print]\n"}
    path, _ = made(new("request", Memory(files), options=NEEDED))
    assert path == "requests/print-2.yaml"


def test_two_asks_of_one_customer_stand_side_by_side() -> None:
    """A second ask gets a name of its own, also where the first has another ending."""
    files = Memory({**FILES, "requests/asks/export/acme.yaml": "account: Acme\n"})
    path, _ = made(new("ask", files, options=["request=export", "account=Acme"]))
    assert path == "requests/asks/export/acme-2.yaml"
    path, _ = made(new("ask", files, options=["request=export", "says=We need it."]))
    assert path.startswith("requests/asks/export/ask-")


@pytest.mark.parametrize(
    ("word", "options", "said"),
    [
        ("request", ["title=Print"], "A request needs `need` and `potential_impact`. Add --set need="),
        ("item", [], "An item needs `title` and `summary`."),
        ("item", ["title=A", "summary=B", "status=shipped"], "An item needs `release.on`."),
        ("ask", ["account=Acme"], "It is not said which request the customer needs. Add --set request=ID"),
        ("ask", ["request=export"], "An ask needs `account`."),
        ("ask", ["request=exprt", "account=Acme"], "There is no request `exprt`. Did you mean `export`?"),
        ("request", ["titel=Print"], "There is no field `titel` in a request. Did you mean `title`?"),
        ("request", ["votes.number=3"], "There is no field `votes.number` in a request."),
        ("request", ["Print"], "`--set Print` is no key=value. Write --set area=sign-in"),
        ("request", ["submitted_on=tomorrow"], "`submitted_on`: this is not a day."),
        ("request", ["area=Not an id"], "`area`: `Not an id` is not an id. Write not-an-id."),
        ("request", ["links=example.com"], "`links`: This is not an address we can link to"),
        ("request", [f"title={'x' * 201}"], "`title`: this has 201 characters, and at most 200 can stand on one line."),
        ("request", ["visibility=secret"], "`visibility`: `secret` is not one of the words we know."),
    ],
)
def test_what_is_missing_or_misspelt_is_named(word: str, options: list[str], said: str) -> None:
    """Where nobody can be asked, the command is told what to add or to write instead."""
    assert said in refused(new(word, ROADMAP, options=options))


def test_a_new_error_between_files_stops_it() -> None:
    """What `check` would refuse is not written, and the problem says what to write instead."""
    found = new("request", ROADMAP, options=[*NEEDED, "area=sharign"])
    assert isinstance(found, Prepared)
    assert found.is_refused
    assert found.files == ()
    assert [(problem.code, problem.where.path) for problem in found.problems] == [
        ("unknown-area", "requests/print.yaml")
    ]


def test_a_new_warning_is_told_and_stops_nothing() -> None:
    """A prospect whom the accounts file does not know is no mistake."""
    found = new("ask", ACCOUNTS, options=["request=export", "account=Globex"])
    assert isinstance(found, Prepared)
    assert [problem.code for problem in found.problems] == ["unknown-account"]
    assert len(found.files) == 1


def test_errors_that_were_there_stop_nothing() -> None:
    """Somebody else's mistake keeps nobody from asking; it is still among the problems of the whole."""
    found = new("request", Memory({**FILES, "roadmap/items/bad.yaml": "title: A\n"}), options=NEEDED)
    assert isinstance(found, Prepared)
    assert found.problems == ()
    assert len(found.files) == 1
    assert found.inspection.has_errors


def test_what_is_made_reaches_the_disk_and_is_sound(tmp_path: Path) -> None:
    """The file stands where it was said, in folders made for it, and the whole roadmap is as sound as before."""
    root = write(tmp_path)
    found = new("ask", Folder(root=root), options=["request=dark-mode", "account=A prospect in logistics"])
    assert isinstance(found, Prepared)
    assert write_files(root, found.files).paths == ("requests/asks/dark-mode/a-prospect-in-logistics.yaml",)
    assert inspect(Folder(root=root)).problems == found.inspection.problems == ()


# --- At the terminal ---


def test_the_terminal_asks_what_the_form_asks() -> None:
    """In a private repository, all of it, in the words of the schema and in the order of the form."""
    terminal = Terminal(
        {
            "title": "Print",
            "need": "Paper.\nIn colour.",
            "asks.account": "acme inc.",
            "potential_impact": "Much.",
            "asks.importance": "must have",
            "asks.needed_by": "2027-06-30",
            "requested_by": "Team North",
        }
    )
    _, text = made(new("request", ACCOUNTS, ask=terminal))
    assert terminal.fields == [
        *("title", "need", "asks.account", "potential_impact"),
        *("asks.importance", "asks.needed_by", "asks.says", "asks.link", "requested_by"),
    ]
    assert text.partition("\n")[2] == (
        "title: Print\nneed: |-\n  Paper.\n  In colour.\npotential_impact: Much.\n"
        "asks:\n  - account: acme\n    importance: must_have\n    needed_by: 2027-06-30\nrequested_by: Team North\n"
    )
    known = [property_of(Kind.REQUEST, name) for name in terminal.fields]
    assert [question.description for question in terminal.asked] == [found.description for found in known]
    assert terminal.question("asks.account").title == "Customer"
    assert [question.is_required for question in terminal.asked] == [True, True, False, True, *[False] * 5]
    assert terminal.question("asks.importance").choices == ("nice_to_have", "important", "must_have")
    assert [question.has_lines for question in terminal.asked[:3]] == [False, True, False]


def test_without_a_customer_nothing_more_is_asked_about_one() -> None:
    """Who leaves the customer open is not asked how much it matters to them."""
    terminal = Terminal({"title": "Print", "need": "Paper.", "potential_impact": "Much."})
    made(new("request", ROADMAP, ask=terminal))
    assert terminal.fields == ["title", "need", "asks.account", "potential_impact", "requested_by"]


def test_a_public_repository_is_not_asked_for_customers() -> None:
    """Where everybody can read the files, only what must stand in them is asked for."""
    terminal = Terminal({"title": "Print", "need": "Paper.", "potential_impact": "Much."})
    made(new("request", PUBLIC, ask=terminal))
    assert terminal.fields == ["title", "need", "potential_impact"]
    assert "Everybody can read this repository" in refused(new("ask", PUBLIC, ask=terminal), status=1)


def test_a_question_is_asked_until_its_answer_fits() -> None:
    """The next time it says what was wrong with the last answer."""
    terminal = Terminal(
        {
            "request": ["", "exprt", "export"],
            "account": "Acme",
            "importance": ["very", "must_have"],
            "needed_by": ["soon", "2027-02-30", ""],
        }
    )
    made(new("ask", ROADMAP, ask=terminal))
    remarks = {name: [one.remark for one in terminal.asked if one.field == name] for name in terminal.fields}
    assert remarks["request"] == ["", "This cannot be left out.", "There is no request `exprt`. Did you mean `export`?"]
    assert remarks["importance"][1].startswith("`very` is not one of the words we know.")
    assert remarks["needed_by"][1].startswith("this is not a day.")
    assert remarks["needed_by"][2].startswith("there is no day 2027-02-30.")


def test_for_an_item_the_plan_gives_the_choices() -> None:
    """Objectives and areas are those of the plan; a plan without any is not asked about."""
    answers: dict[str, list[str] | str] = {
        "title": "Print",
        "summary": "Paper.",
        "objective": "fewer-calls",
        "area": ["sharign", "sharing"],
    }
    terminal = Terminal(answers)
    _, text = made(new("item", ROADMAP, ask=terminal))
    assert "objective: fewer-calls\narea: sharing\n" in text
    assert terminal.question("area").remark == "The plan does not list `sharign`. Did you mean `sharing`?"
    bare = Memory({"roadmap/plan.yaml": "product: A\nreach: {unit: customers, period: quarter}\n"})
    terminal = Terminal({"title": "Print", "summary": "Paper."})
    made(new("item", bare, ask=terminal))
    assert terminal.fields == ["title", "summary"]


def test_beside_options_only_what_is_missing_is_asked_for() -> None:
    """Who knows the options is not led through the form."""
    terminal = Terminal({"need": "Paper.", "potential_impact": "Much."})
    made(new("request", ROADMAP, options=["title=Print"], ask=terminal))
    assert terminal.fields == ["need", "potential_impact"]
    terminal = Terminal({"cancelled.because": "Nobody came.", "cancelled.on": "2027-01-31"})
    made(new("item", ROADMAP, options=["title=A", "summary=B", "status=cancelled"], ask=terminal))
    assert terminal.fields == ["cancelled.because", "cancelled.on"]


# --- From a mail ---


def test_a_mail_gives_title_and_need() -> None:
    """The subject is the title, the text the need; what is neither is told, so that nothing is lost."""
    mail = b"Subject: AW: Print it\nFrom: Ann\n\nWe cannot print.\n\n> No paper, no deal.\n-- \nAnn\n"
    found = new("request", ROADMAP, mail=mail, options=["potential_impact=Much."])
    assert made(found) == (
        "requests/print-it.yaml",
        (
            "# yaml-language-server: $schema=../schema/request.schema.json\n"
            "title: Print it\nneed: |-\n  We cannot print.\n\n  No paper, no deal.\npotential_impact: Much.\n"
        ),
    )
    assert isinstance(found, Prepared)
    assert found.notes == ("Left out of the mail:", "  From: Ann", "  --", "  Ann")


@pytest.mark.parametrize(
    ("mail", "title", "need"),
    [
        ("Print it\n\nPaper.", "Print it", "Paper."),
        ("\n\nPrint it\nPaper.\n\nSoon.", "Print it", "Paper.\n\nSoon."),
        (f"{'word ' * 60}\n\nPaper.", f"{('word ' * 60)[:199].strip()}…", f"{('word ' * 60).strip()}\n\nPaper."),
    ],
)
def test_a_text_without_a_subject_begins_with_its_title(mail: str, title: str, need: str) -> None:
    """A first line that is too long for a title stays whole in the text."""
    terminal = Terminal({"potential_impact": "Much."})
    found = new("request", ROADMAP, mail=mail.encode(), ask=terminal)
    assert isinstance(found, Prepared)
    (request,) = (
        new for path, new in found.inspection.portfolio.requests.items() if f"requests/{path}.yaml" not in FILES
    )
    assert (request.public.title, request.public.need) == (title, need)
    assert terminal.fields == ["potential_impact"]


def test_what_a_mail_does_not_say_is_named() -> None:
    """A pasted mail leaves no terminal to ask at."""
    assert "A request needs `need` and `potential_impact`." in refused(new("request", ROADMAP, mail=b"Print it"))
    assert "needs `title`" in refused(new("request", ROADMAP, mail=b""))


def test_a_mail_is_the_words_of_an_ask() -> None:
    """For an ask, subject and text are what the customer said."""
    mail = b"Subject: Export\n\nWe need it by June.\n"
    _, text = made(new("ask", ROADMAP, mail=mail, options=["request=export", "account=Acme"]))
    assert text.endswith("account: Acme\nsays: |-\n  Export\n\n  We need it by June.\n")


FILE = """\
title: "Print it"
need: |
  Paper, in all the colours that we have promised to a customer in a meeting last year.

  - today
potential_impact: "Much."
asks:
  - account: "Acme"
"""


def carried(path: str, text: str) -> str:
    """Return a mail that carries a file."""
    return f"Please file this.\n\n{opening(path)}\n{text}{CLOSING}\n-- \nAnn\n"


def test_the_file_of_the_form_comes_out_of_its_mail() -> None:
    """What the form has put into a mail is read, checked, and written our way under the name it was given."""
    found = new("request", ROADMAP, mail=carried("requests/print.yaml", FILE).encode())
    path, text = made(found)
    assert path == "requests/print.yaml"
    assert text.startswith("# yaml-language-server: $schema=../schema/request.schema.json\ntitle: Print it\nneed: |\n")
    assert isinstance(found, Prepared)
    assert found.notes[1:] == ("  Please file this.", "  -- ", "  Ann")


@pytest.mark.parametrize(
    ("broken", "by"),
    [
        (FILE.replace("\n", "\r\n"), "other line ends"),
        (FILE.replace("  -", "\u00a0\u00a0-"), "other blanks"),
        (FILE.replace("promised to a", "promised to\na"), "a torn line in a block"),
        (FILE.replace('"Print it"', '"Print\nit"'), "a torn line in quotes"),
    ],
)
@pytest.mark.parametrize("mark", ["", "> "])
def test_what_mail_programs_do_to_a_file_is_mended(broken: str, by: str, mark: str) -> None:
    """Whatever has happened to its lines, also in a reply, the file says what it said."""
    mail = carried("requests/print.yaml", broken)
    intact = made(new("request", ROADMAP, mail=carried("requests/print.yaml", FILE).encode()))
    quoted = "".join(f"{mark}{line}" for line in mail.splitlines(keepends=True))
    assert made(new("request", ROADMAP, mail=quoted.encode())) == intact, by


def test_a_name_that_is_taken_may_be_the_same_request() -> None:
    """A mail that was pasted before gets another name, and whoever pastes it is told."""
    found = new("request", ROADMAP, mail=carried("requests/export.yaml", FILE).encode())
    assert made(found)[0] == "requests/export-2.yaml"
    assert isinstance(found, Prepared)
    assert found.notes[-1] == "requests/export.yaml is there already: look whether this is the same."


def test_an_ask_comes_out_of_its_mail() -> None:
    """Its place says what it is about."""
    mail = carried("requests/asks/export/acme.yaml", "account: Acme\n").encode()
    assert made(new("ask", ROADMAP, mail=mail))[0] == "requests/asks/export/acme.yaml"


@pytest.mark.parametrize(
    ("mail", "said", "status"),
    [
        (carried("requests/asks/export/a.yaml", "account: A\n"), "is not a request. Write `rice-roadmap new ask`.", 2),
        (carried("../../etc/a.yaml", FILE), "../../etc/a.yaml, is not a request.", 2),
        (carried("requests/a.yaml", FILE) + carried("requests/b.yaml", FILE), "This mail carries 2 files.", 2),
        (carried("requests/a.yaml", "title: [\n"), "The file in this mail cannot be used. Line 1 of it:", 1),
        (
            carried("requests/a.yaml", "titel: A\n"),
            "cannot be used. Line 1 of it: `titel` is not a key of a request.",
            1,
        ),
        (carried("requests/a.yaml", "title: A\n"), "A request needs `need` and `potential_impact`.", 2),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(mail: str, said: str, status: int) -> None:
    """The refusal says what is wrong with it, and what to do."""
    assert said in refused(new("request", ROADMAP, mail=mail.encode()), status)


def test_a_name_from_a_mail_leads_nowhere_else() -> None:
    """Whatever a mail calls its file, it stands where requests stand, under an id."""
    path, _ = made(new("request", ROADMAP, mail=carried("requests/x/../INDEX.yaml", FILE).encode()))
    assert path.startswith("requests/request-")
