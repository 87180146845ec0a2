"""Text as people write it into requests: made up, of real length and variety, the same for the same seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from textwrap import fill

_PEOPLE = (
    *("planners", "our dispatchers", "the night shift", "accountants", "new colleagues", "team leads", "auditors"),
    *("warehouse clerks", "people in the field", "the service desk", "trainers", "partners", "administrators"),
    *("buyers", "the finance team", "volunteers", "our largest customers", "site managers", "analysts", "drivers"),
)
_DEEDS = (
    *("export", "compare", "merge", "archive", "approve", "translate", "schedule", "filter", "print", "share"),
    *("import", "undo", "split", "rename", "group", "lock", "sign", "forward", "restore", "label", "count", "hide"),
    *("pin", "search", "copy", "assign", "annotate", "preview", "validate", "round", "sort", "reopen", "subscribe to"),
)
_KINDS = (
    *("monthly", "shared", "draft", "archived", "recurring", "signed", "partial", "regional", "cancelled", "custom"),
    *(
        "incoming",
        "overdue",
        "internal",
        "duplicate",
        "scheduled",
        "handwritten",
        "seasonal",
        "linked",
        "bulk",
        "daily",
    ),
)
_THINGS = (
    *("invoices", "reports", "orders", "routes", "time sheets", "price lists", "contracts", "delivery notes", "tags"),
    *("calendars", "permissions", "dashboards", "templates", "comments", "attachments", "address books", "forecasts"),
    *("stock counts", "work orders", "meter readings", "checklists", "timelines", "reminders", "saved views", "forms"),
    *("photos", "approvals", "budgets", "shift plans", "audit logs", "translations", "units", "currencies", "badges"),
)
_PLACES = (
    *("on a phone", "without a network", "from the command line", "across two time zones", "before the month closes"),
    *("for several sites at once", "in the dark", "with a screen reader", "by keyboard alone", "from a spreadsheet"),
    *("while others edit", "for one customer only", "in their own language", "over the API", "right after an import"),
)
_OBSTACLES = (
    *("the list stops at a hundred rows", "the dialog forgets what was chosen", "nobody sees who changed it last"),
    *("each page has to be opened one by one", "the numbers are rounded before they are added", "the button is greyed"),
    *("the file comes out with the wrong separators", "the session ends after ten minutes", "two names look the same"),
    *("permissions are all or nothing", "the order changes with every visit", "the preview differs from the print"),
    *("there is no way back once it is saved", "it only works for the person who made it", "old entries stay visible"),
)
_COSTS = (
    *("an hour each morning", "most of a Friday", "two tenders this year", "the trust of a whole department"),
    *("a second pair of eyes for every change", "about a tenth of a position", "a renewal that hangs by a thread"),
    *("one more spreadsheet that nobody maintains", "the evening before every audit", "a call for each of them"),
)
_WAYS = (
    *("We keep a spreadsheet beside it", "Somebody copies it by hand", "We print the page and use a marker"),
    *("A script runs every night", "We ask the service desk", "We open two windows next to each other"),
    *("We send screenshots by mail", "We agreed on a prefix in the title", "We wait until the first of the month"),
)
_OPENINGS = (
    "Today {people} cannot {deed} {kind} {things} {place}.",
    "When {people} want to {deed} {things} {place}, {obstacle}.",
    "We need to {deed} {kind} {things} {place}, and so do {people}.",
    "It takes {number} steps to {deed} {kind} {things}; {people} do it {number} times a week.",
    "As soon as there are more than {number} {things}, {obstacle}.",
)
_SENTENCES = (
    "Then {obstacle}, so {people} start over.",
    "That is fine for {number} {things}, but not for {number}.",
    "What {people} expect is that they can {deed} them *and* {deed} them again later.",
    "Last quarter this happened {number} times, mostly with {kind} {things}.",
    "For {people} it would be enough to {deed} the {kind} ones {place}.",
    "Nobody notices until {people} try to {deed} the {things} {place}.",
    "The **{kind}** {things} are the worst: {obstacle}.",
    "We looked at the settings (`{setting}`), but {obstacle}.",
    "{way}, which works until {people} are away.",
    "Others “solve” this by hiding {things}; we would rather {deed} them.",
    "A limit of {number} would do – anything below {number} is too little.",
    "See [how it is today](https://example.com/{slug}/{number}) for the details.",
    "It costs us {cost}.",
    "Both `{setting}` and `{setting}` are set; even so, {obstacle}.",
)
_POINTS = (
    "{deed} {kind} {things}",
    "{deed} {things} {place}, with no more than {number} clicks",
    "see which {things} {people} changed, and when",
    "keep `{setting}` as it is",
    "no surprise when {obstacle}",
)
_SETTINGS = ("export.limit", "list.page_size", "session.minutes", "rounding: half_up", "locale=de_DE", "X-Request-Id")
_CODE = (
    '```\nGET /v2/{slug}?limit={number}\nAccept: application/json\n\n{{"total": {number}, "next": null}}\n```',
    "```python\nfor row in rows[:{number}]:\n    print(row.id, row.total)\n```",
    "    2026-10-{day:02} 09:14:02 WARN  {slug}: {number} rows skipped\n    2026-10-{day:02} 09:14:03 INFO  done",
)
#: The same wish, roughly, as people write it elsewhere.
_ELSEWHERE = (
    "Bitte auch für Umlaute und ß: „Größe“, „Straße“ und „Prüfprotokoll“ werden heute falsch sortiert.",
    "Les accents comptent aussi : « dépôt », « reçu » et « numéro » doivent rester lisibles à l’impression.",
    "Также нужны кириллические названия: сейчас «Накладная» и «Счёт» показываются вопросительными знаками.",
    "日本語の納品書でも同じことが必要です。件名が長いと途中で切れてしまいます。",
    "中文名称也会遇到同样的问题，导出后文件名变成乱码。",
    "한국어 주소가 두 줄로 나뉘면 목록에서 보이지 않습니다.",
    "نحتاج أيضًا إلى اتجاه الكتابة من اليمين إلى اليسار في التقارير المطبوعة.",
    "גם בעברית הכותרת צריכה להופיע מימין לשמאל.",
    "Χρειάζεται και για ελληνικούς χαρακτήρες στα ονόματα των πελατών.",
    "हिन्दी में लिखे नाम सूची में सही क्रम में नहीं आते।",
    "Naïve café entries with emoji (📦 🚚 ✅) lose them on export.",
)
_LINE = 78


@dataclass(frozen=True, kw_only=True, slots=True)
class Writer:
    """Writes one record's texts from its own source of chance, so that no record moves another."""

    chance: Random

    def title(self) -> str:
        """Return a wish in one line, such as `Export signed invoices over the API`."""
        words = f"{self._one(_DEEDS)} {self._one(_KINDS)} {self._one(_THINGS)}"
        return _sentence_case(f"{words} {self._one(_PLACES)}" if happens(self.chance, 0.6) else words)

    def prose(self, least: int, most: int) -> str:
        """Return CommonMark of `least` to `most` characters: paragraphs, now and then a list, code, another script."""
        aim = round(self.chance.triangular(least, most, least + (most - least) * 0.3))
        blocks = [self._paragraph(_OPENINGS)]
        while len("\n\n".join(blocks)) < aim:
            blocks.append(self._block())
        while len("\n\n".join(blocks)) > most and len(blocks) > 1:
            blocks.pop()
        text = "\n\n".join(blocks)
        # Short of the least: plain sentences in the last paragraph, which fit anywhere.
        extra: list[str] = []
        while len(text) + len("\n\n" + " ".join(extra)) < least:
            extra.append(self._fill(self._one(_SENTENCES[:5])))
        return "\n\n".join([text, " ".join(extra)]) if extra else text

    def sentence(self) -> str:
        """Return one plain sentence."""
        return self._fill(self._one(_OPENINGS))

    def cost(self) -> str:
        """Return what it is worth, or what happens if nothing is done."""
        return f"It costs us {self._one(_COSTS)}. {self._fill(self._one(_SENTENCES[:5]))}"

    def way(self) -> str:
        """Return how people get by today."""
        return f"{self._one(_WAYS)}, because {self._one(_OBSTACLES)}."

    def _block(self) -> str:
        makers, weights = zip(*self._blocks(), strict=True)
        make: Callable[[], str] = self.chance.choices(makers, weights)[0]
        return make()

    def _blocks(self) -> Iterator[tuple[Callable[[], str], int]]:
        """Yield each kind of block, and in how many of a hundred cases it comes next."""
        yield lambda: self._paragraph(_SENTENCES), 65
        yield self._list, 15
        yield lambda: self._fill(self._one(_CODE)), 6
        yield lambda: self._one(_ELSEWHERE), 6
        yield lambda: f"> {self._fill(self._one(_OPENINGS))}", 5
        yield lambda: f"## {_sentence_case(self._fill('{deed} {things}'))}", 3

    def _list(self) -> str:
        mark = self._one(("- ", "* ", "1. "))
        return "\n".join(mark + self._fill(self._one(_POINTS)) for _ in range(self.chance.randint(2, 5)))

    def _paragraph(self, openings: Sequence[str]) -> str:
        sentences = [self._one(openings), *(self._one(_SENTENCES) for _ in range(self.chance.randint(1, 3)))]
        return " ".join(self._fill(sentence) for sentence in sentences)

    def _fill(self, pattern: str) -> str:
        slots: dict[str, Callable[[], str | int]] = {
            "people": lambda: self._one(_PEOPLE),
            "deed": lambda: self._one(_DEEDS),
            "kind": lambda: self._one(_KINDS),
            "things": lambda: self._one(_THINGS),
            "place": lambda: self._one(_PLACES),
            "obstacle": lambda: self._one(_OBSTACLES),
            "cost": lambda: self._one(_COSTS),
            "way": lambda: self._one(_WAYS),
            "setting": lambda: self._one(_SETTINGS),
            "slug": lambda: self._one(_THINGS).replace(" ", "-"),
            "number": lambda: self.chance.randint(2, 900),
            "day": lambda: self.chance.randint(1, 28),
        }
        return pattern.format_map(_Slots(slots))

    def _one(self, of: Sequence[str]) -> str:
        return self.chance.choice(of)


class _Slots(dict[str, Callable[[], "str | int"]]):
    """Draws anew for each slot of a pattern, even where one name stands in it twice."""

    def __getitem__(self, name: str) -> str | int:  # type: ignore[override]  # a drawn word in place of what draws it
        return super().__getitem__(name)()


def happens(chance: Random, share: float) -> bool:
    """Return true in that share of all cases."""
    return chance.random() < share


def wrapped(text: str) -> str:
    """Return prose with its paragraphs wrapped as an editor does; lists, code and quotes stay as they are."""
    blocks = text.split("\n\n")
    return "\n\n".join(
        fill(block, _LINE, break_long_words=False, break_on_hyphens=False) if block[:1].isalpha() else block
        for block in blocks
    )


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]
