"""The audit: every internal field in every form is found, and what may be read is not."""

from __future__ import annotations

import gzip
import json
import zlib
from base64 import b64encode
from collections.abc import Callable, Mapping
from datetime import date
from hashlib import sha256

import pytest

from rice_roadmap.checking.corpus import Record
from rice_roadmap.checking.inspection import inspect
from rice_roadmap.model.plan import Plan
from rice_roadmap.publish import unpacking
from rice_roadmap.publish.audit import MASK, Audit, audit
from rice_roadmap.publish.confidential import Values, records, values
from rice_roadmap.publish.fixed_words import FixedWords, fixed_words
from rice_roadmap.publish.phrase_search import OVERLAP, WINDOW
from rice_roadmap.text.document import Data, Document, Pointer
from rice_roadmap.text.shape import ENTRY, Kind, properties, property_at
from tests.full import FILES as FULL
from tests.memory import Memory
from tests.publish.audited import FILES, FORMS, MemorySite, in_html, picture, zipped
from tests.publish.laid_out import PLAN

#: Internal fields whose values are words of a list, ids, dates, or what other fields stand in.
NOT_LOOKED_FOR = frozenset(
    {
        *(
            (kind, f"{start}{name}")
            for kind, start in ((Kind.REQUEST, "asks."), (Kind.ASK, ""))
            for name in (*("importance", "stage", "needed_by", "closes_on", "on"),)
        ),
        (Kind.REQUEST, "asks"),
        (Kind.REQUEST, "imported_from"),
        (Kind.ITEM, "imported_from"),
        (Kind.ITEM, "risks"),
        (Kind.ITEM, "risks.on"),
        (Kind.ITEM, "mandatory.reason"),
        (Kind.ITEM, "mandatory.on"),
        *((Kind.ITEM, f"override{name}") for name in ("", ".above", ".reason", ".on", ".until")),
        (Kind.DECISION, "informed"),
        (Kind.DECISION, "informed.on"),
        *((Kind.ACCOUNTS, name) for name in ("", "segment", "common_word")),
    }
)

#: An ask in a file of its own with every field that is looked for.
ASK = """\
account: Somebody new
says: We need it.
deal: 150000
link: https://crm.example.com/3
requested_by: Somebody here
"""

#: No words of any site.
NOTHING_FIXED = FixedWords(texts=(), files={})


@pytest.fixture(scope="module")
def fixed() -> FixedWords:
    """Return the words of every site."""
    return fixed_words(Plan.from_mapping({"product": "x", "reach": {"unit": "x", "period": "x"}}), date(2026, 11, 23))


def written(files: Mapping[str, str]) -> Values:
    """Return the values of a roadmap in memory."""
    memory = Memory({"roadmap/plan.yaml": PLAN, **files})
    return values(records(memory), inspect(memory).portfolio)


def audited(files: Mapping[str, str], page: str, fixed: FixedWords = NOTHING_FIXED) -> list[str]:
    """Return the fields of a roadmap that stand on a page."""
    found = audit(MemorySite({"index.html": in_html(page.encode())}), written(files), fixed)
    return [finding.place.field for finding in found.findings]


def named(kind: Kind, pointer: Pointer) -> str:
    """Return the keys that lead to a value."""
    found = property_at(kind, pointer)
    assert found is not None
    return ".".join(step for step in found.path if step != ENTRY)


class Planted:
    """A roadmap in which each internal field holds a value of its own, and these values."""

    def __init__(self) -> None:
        """Give every value of the full roadmap one of its own."""
        self.values: dict[tuple[str, str], str] = {}
        self.kinds: set[tuple[Kind, str]] = set()
        memory = Memory(
            {
                **FULL,
                "roadmap/accounts.yaml": FULL["roadmap/accounts.yaml"].replace(
                    "common_word: true", "common_word: false"
                ),
                "requests/asks/export/second.yaml": ASK,
            }
        )
        found = tuple(self._planted(record) for record in records(memory))
        self.written = values(found, inspect(memory).portfolio)

    def _planted(self, record: Record) -> Record:
        kind, document = record.filed.kind, record.document
        data = self._replaced(kind, document.path, (), document.data)
        assert isinstance(data, dict)
        return Record(filed=record.filed, document=Document(path=document.path, data=data, places={}))

    def _replaced(self, kind: Kind, path: str, pointer: Pointer, value: Data) -> Data:
        if isinstance(value, dict):
            return {key: self._replaced(kind, path, (*pointer, key), below) for key, below in value.items()}
        if isinstance(value, list):
            return [self._replaced(kind, path, (*pointer, index), below) for index, below in enumerate(value)]
        found = property_at(kind, pointer)
        if found is None or not found.is_internal or (kind, named(kind, pointer)) in NOT_LOOKED_FOR:
            return value
        self.kinds.add((kind, named(kind, pointer)))
        number = len(self.values) + 10
        new: Data = 7_310_000 + number
        if isinstance(value, str):
            new = f"Zürich{number} & <Söhne>, O'Neil"
            new = f"https://crm{number}.example.com/ä?b=c&copy=d" if value.startswith("https:") else new
        self.values[path, named(kind, pointer)] = str(new)
        return new


@pytest.fixture(scope="module")
def planted() -> Planted:
    """Return the planted roadmap."""
    return Planted()


def found_in(planted: Planted, write: Callable[[str], bytes]) -> set[tuple[str, str]]:
    """Return the fields that are found where each is written into a file of its own, which must be the one named."""
    fields = {f"{index}/index.html": field for index, field in enumerate(planted.values)}
    site = MemorySite({file: write(planted.values[field]) for file, field in fields.items()})
    found = audit(site, planted.written, NOTHING_FIXED)
    assert found.not_searched == ()
    for finding in found.findings:
        assert (finding.place.path, finding.place.field) == fields[finding.file]
    return {(finding.place.path, finding.place.field) for finding in found.findings}


def test_every_internal_field_of_the_schemas_is_planted(planted: Planted) -> None:
    """A new internal field is looked for, or stands in the list of those that are not with its reason."""
    internal = {(kind, named(kind, one.path)) for kind in Kind for one in properties(kind) if one.is_internal}
    assert planted.kinds == internal - NOT_LOOKED_FOR
    assert internal >= NOT_LOOKED_FOR


@pytest.mark.parametrize("form", FORMS)
def test_every_internal_field_is_found_on_a_page_in_every_form(planted: Planted, form: str) -> None:
    """However a value is written into a page, the finding names the page and the field."""
    found = found_in(planted, lambda text: in_html(FORMS[form](text)))
    assert found == set(planted.values)


@pytest.mark.parametrize("form", FILES)
def test_every_internal_field_is_found_inside_files(planted: Planted, form: str) -> None:
    """Archives and pictures are opened."""
    assert found_in(planted, FILES[form]) == set(planted.values)


def test_a_picture_without_a_text_is_no_finding(planted: Planted) -> None:
    """Other parts of a picture are not taken for texts."""
    site = MemorySite({"index.html": in_html(b""), "one.png": picture(b"gAMA", b"\0\0\0\1")})
    assert audit(site, planted.written, NOTHING_FIXED).is_clean


# Names


def account(name: str, *, more: str = "") -> dict[str, str]:
    """Return an accounts file with one account."""
    return {"roadmap/accounts.yaml": f"one: {{name: {json.dumps(name)}{more}}}\n"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Acme", "Made for Acme."),
        ("Acme", "acme"),
        ("Acme", "the ACME-based one"),
        ("Acme", "logos/acme_white.svg"),
        ("Acme", "https://acme.example.com/"),
        ("BP", "for BP, too"),
        ("H&M", "for H&amp;M"),
        ("H&M", "for H&M"),
        ("A B", "for A-B"),
        ("Yahoo!", "for Yahoo"),
        ("C++", "for C++"),
        ("North Wind", "north-wind"),
        ("North Wind", "North<br>Wind"),
        ("O'Neil", "o&#x27;neil"),
        ("O'Neill", "/asked-by/oneill/"),
        ("Müller", "MU\u0308LLER"),
        ("Müller", "/asked-by/muller-1234/"),
        ("東京電力", "弊社は東京電力に"),
        ("Слон", "для Слон!"),
        ("one", "for one"),
    ],
)
def test_a_name_is_found_however_short(name: str, text: str) -> None:
    """Names have no least length, and their words may be joined otherwise."""
    assert audited(account(name), text) == ["name"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Acme", "Acmes, Pacme and acme2"),
        ("BP", "bps"),
        ("H&M", "h, m and h m"),
        ("A B", "a, b"),
        ("C++", "c, vitamin C and C-Suite"),
        ("North Wind", "The north has wind"),
        ("North Wind", "<td>North</td><td>Wind</td>"),
        ("North Wind", "Northwind"),
        ("Öl", "<ol></ol>"),
    ],
)
def test_a_name_is_found_as_whole_words_only(name: str, text: str) -> None:
    """What stands inside a longer word, or is written otherwise, is no name."""
    assert audited(account(name), text) == []


def test_an_owner_and_an_alias_are_names_too() -> None:
    """They are looked for however short they are."""
    files = account("Somebody", more=", owner: Jo, also_known_as: [Sb]")
    assert audited(files, "Ask Jo about Sb.") == ["also_known_as", "owner"]


def test_an_everyday_word_is_not_looked_for() -> None:
    """`common_word` frees the name and the aliases, wherever they are written, and nothing else of the account."""
    files = {
        **account("Target", more=", also_known_as: [Bullseye Company], owner: Jo Smith, common_word: true"),
        "requests/a.yaml": "title: A\nneed: B\npotential_impact: C\nasks: [{account: bullseye company}]\n",
    }
    page = "The target of the Bullseye Company"
    assert audited(files, page) == []
    assert audited(files, f"{page} is Jo Smith.") == ["owner"]
    assert "name" in audited(account("Target"), page)


# Texts


def request(impact: str, *, title: str = "A request", more: str = "") -> dict[str, str]:
    """Return a request with an internal text."""
    texts = f"title: {json.dumps(title)}\nneed: We need it.\npotential_impact: {json.dumps(impact)}\n"
    return {"requests/a.yaml": texts + more}


PROSE = """\
We lose the *whole* northern region. They [told us](https://example.com/mail) that
nobody there will wait for another year, because the other vendor has it and offers to move all of their data at once.

- It is worth more than all that we sold there.
- Fine.
"""


@pytest.mark.parametrize(
    "text",
    [
        "We lose the whole northern region.",
        "We lose the <em>whole</em>\nnorthern region",
        "nobody there will wait for another year, because the other…",
        "because the other vendor has it and offers to move all of their data at once",
        "<li>It is worth more than all that we sold there.</li>",
    ],
)
def test_a_sentence_of_a_long_text_is_found(text: str) -> None:
    """A part of what somebody wrote betrays it as the whole does."""
    assert audited(request(PROSE), text) == ["potential_impact"]


@pytest.mark.parametrize("text", ["Fine.", "We lose it.", "the northern region", "https://example.com/mail"])
def test_what_many_would_say_betrays_no_text(text: str) -> None:
    """A few words of a sentence are nobody's own."""
    assert audited(request(PROSE), text) == []


@pytest.mark.parametrize(
    ("impact", "text"),
    [
        (
            "They [told us](https://example.com/mail) that they leave in *spring*.",
            'They <a href="https://example.com/mail">told us</a> that they leave in <em>spring</em>.',
        ),
        ("1) Nobody there will wait for us.\n2) Fine.", "<ol><li>Nobody there will wait for us.</li></ol>"),
        (
            "| Where | Why |\n|---|---|\n| North | Nobody there will wait for us |",
            "<td>Nobody there will wait for us</td>",
        ),
    ],
)
def test_a_text_is_found_as_it_is_printed_and_as_it_was_written(impact: str, text: str) -> None:
    """Marks of Markdown are not printed on pages; data files hold them."""
    assert audited(request(impact), text) == ["potential_impact"]
    assert audited(request(impact), impact) == ["potential_impact"]


def test_a_link_is_looked_for_as_a_whole() -> None:
    """Many links begin alike."""
    link = "https://example.com/a/very/long/address/that/goes/on/and/on/and/on/and/on?number=17"
    files = request("Small", more=f"links: [{json.dumps(link)}]\n")
    assert audited(files, f'<a href="{link}">') == ["links"]
    assert audited(files, f'<a href="{link.removesuffix("17")}18">') == []


def test_short_lines_are_found_each() -> None:
    """A text without a long sentence is looked for by its lines."""
    assert audited(request("Churns\n\n- Costly\n"), "<p>Costly</p>") == ["potential_impact"]
    assert audited(request("Yes. No. Maybe."), "yes, no, maybe") == ["potential_impact"]


def test_a_text_of_fewer_than_six_characters_is_not_looked_for() -> None:
    """Six characters are."""
    assert audited(request("Churn"), "Churn") == []
    assert audited(request("Churns"), "Churns") == ["potential_impact"]


def test_a_text_without_letters_and_digits_is_not_looked_for() -> None:
    """There is no word in it that could be found."""
    assert audited(request("?!?!?!"), "?!?!?!") == []


def test_a_value_that_is_public_as_well_is_not_looked_for() -> None:
    """Nothing is betrayed by what a public field says, whole or in part."""
    impact = "Exports are slow for everyone. They leave us in spring."
    assert audited(request(impact, title="Why exports are slow for everyone"), impact) == ["potential_impact"]
    page = "Exports are slow for everyone."
    assert audited(request(impact, title="Why exports are slow for everyone"), page) == []
    assert audited(request(impact), page) == ["potential_impact"]


def test_two_public_values_do_not_make_up_a_third() -> None:
    """Each is read by itself."""
    page = "North Wind"
    files = {**request("Small", title="In the north"), **account("North Wind")}
    files["requests/a.yaml"] = files["requests/a.yaml"].replace("We need it", "Wind is needed")
    assert audited(files, page) == ["name"]


def test_what_reads_like_the_address_of_a_public_record_is_not_looked_for() -> None:
    """The address is on many pages."""
    files = {"requests/export-to-excel.yaml": "title: A\nneed: B\npotential_impact: Export to Excel\n"}
    assert audited(files, '<a href="../requests/export-to-excel/">') == []


def test_a_form_of_a_value_that_is_public_is_not_looked_for_while_the_value_is() -> None:
    """A name without its accents may be an everyday word."""
    files = {**request("Small", title="The market hall"), **account("Márkét Hall")}
    assert audited(files, "The market hall") == []
    assert audited(files, "For the Márkét Hall") == ["name"]


def test_ids_dates_and_words_of_lists_are_not_looked_for() -> None:
    """They say nothing that is not said of many."""
    asks = "asks: [{account: one-of-them, importance: must_have, needed_by: 2027-01-31, requested_by: segment-one}, "
    asks += "{requested_by: already_possible}]\n"
    files = {
        **request("Small", more=asks),
        "roadmap/accounts.yaml": "one-of-them: {name: Somebody Else, segment: segment-one}\n",
        "roadmap/plan.yaml": f"{PLAN}segments: [{{id: segment-one, title: One}}]\n",
    }
    assert audited(files, "one-of-them must_have 2027-01-31 segment-one already_possible") == []


@pytest.mark.parametrize(
    "hidden",
    [
        {"requests/a.yaml": "title: A secret plan\nneed: B\npotential_impact: C\nvisibility: internal\n"},
        {"roadmap/items/a.yaml": "title: A secret plan\nsummary: B\nstatus: candidate\nvisibility: internal\n"},
        {
            "requests/a.yaml": "title: A secret plan\nneed: B\npotential_impact: C\n",
            "roadmap/plan.yaml": f"{PLAN}publish_requests: when_answered\n",
        },
    ],
)
def test_a_record_that_is_not_published_is_internal_as_a_whole(hidden: dict[str, str]) -> None:
    """Its title is looked for as a secret is."""
    assert audited(hidden, "A secret plan") == ["title"]


def test_the_answer_to_a_hidden_request_is_hidden() -> None:
    """An answer shows that somebody asked."""
    files = {
        "requests/a.yaml": "title: A\nneed: B\npotential_impact: C\nvisibility: internal\n",
        "roadmap/decisions/a.yaml": (
            "verdict: withdrawn\ndecided_on: 2026-01-01\ndecided_by: P\nbecause: A secret plan\n"
        ),
    }
    assert audited(files, "A secret plan") == ["because"]


# Amounts


def revenue(amount: str) -> dict[str, str]:
    """Return an accounts file with what somebody pays."""
    return account("Nobody At All", more=f", annual_revenue: {amount}")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "1250000",
            "€1250000",
            "1250000.00",
            "1,250,000",
            "1.250.000",
            "1 250 000",
            "1'250'000",
            "1&nbsp;250&nbsp;000",
        ),
        *("1&#8239;250&#8239;000", "1,250,000.00", "8,1250000,9", "=1250000;", "1_250_000"),
    ],
)
def test_an_amount_is_found_as_people_write_it(text: str) -> None:
    """With and without signs between its groups."""
    assert audited(revenue("1250000"), text) == ["annual_revenue"]
    assert audited(revenue("1250000.75"), text) == ["annual_revenue"]


@pytest.mark.parametrize("text", ["31,250,000", "3,1,250,000", "1,250,000,000", "11250000", "1250000a", "1, 250, 000"])
def test_an_amount_is_not_found_inside_another(text: str) -> None:
    """A part of a greater amount is not that amount."""
    assert audited(revenue("1250000"), text) == []


def test_an_amount_of_five_digits_is_not_looked_for() -> None:
    """It stands on many pages by chance."""
    assert audited(revenue("99999"), "99999") == []
    assert audited(revenue("100000"), "100000") == ["annual_revenue"]


def test_an_amount_that_is_public_as_well_is_not_looked_for() -> None:
    """A reach that everybody may read is no betrayal."""
    item = "title: A\nsummary: B\nstatus: candidate\nrice: {reach: 1250000}\n"
    assert audited({**revenue("1250000"), "roadmap/items/a.yaml": item}, "1250000") == []


# The words of every site


FIXED_TEXTS = (
    "Costs more than it brings",  # a word on pages for a reason
    "Skip to content",  # of the theme
    "Our answer",  # of a template
    "What people can do instead, today",  # of a schema
    "as_expected",  # of a list of words
)


def test_words_that_every_site_holds_are_not_looked_for(fixed: FixedWords) -> None:
    """Templates, schemas and themes say nothing of this roadmap; a word more does."""

    def asks(*texts: str) -> dict[str, str]:
        return request("Small", more=f"asks: {json.dumps([{'requested_by': text} for text in texts])}\n")

    own = {f"{index}.html": f"{text} zebra" for index, text in enumerate(FIXED_TEXTS)}
    site = MemorySite({file: text.encode() for file, text in own.items()})
    found = audit(site, written(asks(*own.values())), fixed)
    assert {finding.file for finding in found.findings} == own.keys()
    assert audit(site, written(asks(*FIXED_TEXTS)), fixed).values == 0


def test_a_file_of_the_theme_is_passed_over_until_somebody_changes_it() -> None:
    """What the theme brings holds no value of a roadmap; what was written into it may."""
    script = b"var acme = 1"
    fixed = FixedWords(texts=(), files={"a.js": sha256(script).digest()})
    wanted = written(account("Acme"))
    assert audit(MemorySite({"a.js": script}), wanted, fixed).is_clean
    assert not audit(MemorySite({"a.js": script + b" // Acme"}), wanted, fixed).is_clean
    assert not audit(MemorySite({"b.js": script}), wanted, fixed).is_clean


# Findings


def test_a_finding_names_file_field_and_line() -> None:
    """Whoever reads it can go to both ends."""
    site = MemorySite({"a/index.html": in_html(b"Acme"), "b/index.html": in_html(b"Nothing")})
    (finding,) = audit(site, written(account("Acme")), NOTHING_FIXED).findings
    assert (finding.file, finding.place.path, finding.place.line) == ("a/index.html", "roadmap/accounts.yaml", 1)
    assert (finding.place.field, finding.others) == ("name", 0)


def test_the_same_value_in_several_fields_is_one_finding() -> None:
    """The first place is named, and how many others there are."""
    files = request("They leave us in spring.", more="asks: [{says: They leave us in spring.}]\n")
    (finding,) = audit(MemorySite({"a.html": b"They leave us in spring."}), written(files), NOTHING_FIXED).findings
    assert (finding.place.field, finding.others) == ("potential_impact", 1)


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("customers/acme-corp/index.html", f"customers/{MASK}/index.html"),
        ("acme/corp.html", MASK),
        ("Acme Corp.txt", MASK),
        (f"a/{b64encode(b'Acme Corp').decode()}/index.html", f"a/{MASK}/index.html"),
        ("acme%20corp/a.txt", f"{MASK}/a.txt"),
    ],
)
def test_a_name_in_the_name_of_a_file_is_found_and_not_repeated(path: str, shown: str) -> None:
    """A finding is printed in logs that others can read."""
    found = audit(MemorySite({path: b""}), written(account("Acme Corp")), NOTHING_FIXED)
    assert [finding.file for finding in found.findings] == [shown]


def test_the_names_in_an_archive_are_read_as_it_says() -> None:
    """Old archives write names in an encoding of their own."""
    archive = zipped("Z#rich S%hne.txt", b"").replace(b"Z#rich S%hne", b"Z\x81rich S\x94hne")
    found = audit(MemorySite({"a.zip": archive}), written(account("Zürich Söhne")), NOTHING_FIXED)
    assert [finding.file for finding in found.findings] == ["a.zip"]


# Failing closed


def audit_of(**files: bytes) -> Audit:
    """Return the audit of some files beside a page, for one name."""
    named = {name.replace("_", "."): content for name, content in files.items()}
    return audit(MemorySite({"index.html": b"", **named}), written(account("Acme")), NOTHING_FIXED)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a_gz", gzip.compress(b"Anything", mtime=0)[:-9]),
        ("a_gz", b"\x1f\x8b and no more"),
        ("a_zip", zipped("a.txt", b"Anything" * 99)[:60]),
        ("a_zip", zipped("a.txt", b"Anything").replace(b"PK\x01\x02", b"PK\x01\x03")),
        ("a_zip", zipped("a.txt", zipped("a.txt", zipped("a.txt", zipped("a.txt", b""))))),
        ("a_png", picture(b"zTXt", b"Comment\0\0 not packed")),
        ("a_png", picture(b"tEXt", b"Comment\0")[:20]),
    ],
)
def test_what_cannot_be_opened_is_not_clean(name: str, content: bytes) -> None:
    """Nobody knows what is in it."""
    found = audit_of(**{name: content})
    assert [(one.file, one.why[:3]) for one in found.not_searched] == [(name.replace("_", "."), "it ")]
    assert not found.is_clean


def test_a_locked_archive_is_not_clean() -> None:
    """Its flag says that a password is needed."""
    plain = zipped("a.txt", b"Anything")
    at = plain.index(b"PK\x01\x02")
    locked = bytearray(plain)
    locked[6] |= 1
    locked[at + 8] |= 1
    assert "locked" in audit_of(a_zip=bytes(locked)).not_searched[0].why


def test_what_unpacks_to_more_than_memory_holds_is_not_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file may hold more than any machine."""
    monkeypatch.setattr(unpacking, "MOST_BYTES", 1000)
    assert audit_of(a_gz=gzip.compress(b" " * 1000)).is_clean
    assert not audit_of(a_gz=gzip.compress(b" " * 1001)).is_clean
    assert not audit_of(a_zip=zipped("a.txt", b" " * 1001)).is_clean
    assert not audit_of(a_png=picture(b"zTXt", b"Comment\0\0" + zlib.compress(b" " * 1001))).is_clean


def test_links_and_unreadable_files_are_not_clean() -> None:
    """What is not read may hold anything."""
    site = MemorySite({"index.html": b""}, links=frozenset({"link"}), unreadable=frozenset({"locked"}))
    found = audit(site, written({}), NOTHING_FIXED)
    assert [one.file for one in found.not_searched] == ["link", "locked"]


# Large files


def test_a_value_is_found_wherever_it_stands_in_a_large_file() -> None:
    """Files are read in parts, and no part's end hides a value."""
    wanted = written(account("North Wind Energy"))
    for start in (0, WINDOW - 9, WINDOW - OVERLAP - 9, 2 * WINDOW + 5):
        content = (b"word " * (3 * WINDOW // 5))[:start] + b" North Wind Energy " + b"word " * 300_000
        assert not audit(MemorySite({"a.json": content}), wanted, NOTHING_FIXED).is_clean, start


def test_a_word_that_a_part_cuts_is_not_taken_for_a_name() -> None:
    """Parts end between words."""
    wanted = written(account("Acme"))
    for start in range(WINDOW - 8, WINDOW + 1):
        content = b"word " * (WINDOW // 5 - 10)
        content += b"." * (start - len(content) - 1) + b" acmea " + b"word " * 20
        assert audit(MemorySite({"a.json": content}), wanted, NOTHING_FIXED).is_clean, start


def test_the_bytes_of_a_picture_hold_no_short_name_by_chance() -> None:
    """Every three letters stand somewhere in a million bytes."""
    chance = b"".join(sha256(str(number).encode()).digest() for number in range(20_000))
    wanted = written({"roadmap/accounts.yaml": "".join(f"{n}: {{name: {n.upper()}}}\n" for n in ("ab", "ibm", "sap"))})
    assert audit(MemorySite({"a.jpg": chance + b" IBM "}), wanted, NOTHING_FIXED).is_clean
    assert not audit(MemorySite({"a.txt": b"IBM"}), wanted, NOTHING_FIXED).is_clean


@pytest.mark.parametrize("impact", ["!" * 60_000 + "ab", "a. " * 20_000, "| " * 30_000, "[" * 20_000, "1. " * 20_000])
def test_a_strange_text_takes_no_longer_than_another(impact: str) -> None:
    """Whoever may propose a text could stop the publication otherwise; the site holds the text as well."""
    values = written(request(impact))
    assert audit(MemorySite({"a.html": impact.encode() * 5}), values, NOTHING_FIXED).files == 1


@pytest.mark.parametrize("sign", ["\\", "&", "%", "&amp;", "%25", "\\u005c", "<a ", "&#", "+", "\0", "h&"])
def test_a_strange_page_takes_no_longer_than_another(sign: str) -> None:
    """Escapes inside escapes are undone a few times and no more."""
    wanted = written(account("H&M"))
    assert audit(MemorySite({"a.html": sign.encode() * 100_000}), wanted, NOTHING_FIXED).is_clean
