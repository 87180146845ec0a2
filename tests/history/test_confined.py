"""A change that concerns few files is told from them alone: the same as from all files, or not at all."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rice_roadmap.cli import main
from rice_roadmap.commands import diff
from rice_roadmap.history.changes import Difference
from rice_roadmap.history.confined import MOST_CHANGED, confined
from rice_roadmap.history.git import Revision, Tree, entry_of
from rice_roadmap.model.audience import Audience
from rice_roadmap.publish.change_data import difference_data
from rice_roadmap.publish.change_report import as_markdown, as_text
from tests.history.roadmaps import BROKEN, TODAY, Files, changes, effect, roadmaps

#: Files by their paths; None stands for one that goes.
Change = Mapping[str, dict[str, Any] | None]

AUDIENCES = st.sampled_from(tuple(Audience))

PLAN = {
    "product": "Example",
    "reach": {"unit": "customers", "period": "quarter"},
    "areas": [{"id": "west", "title": "West"}],
    "capacity": [{"period": "2027-Q1", "effort": 1}],
}
REQUEST = {"title": "A need", "need": "It hurts.", "potential_impact": "Much."}
ITEM = {
    "title": "A feature",
    "summary": "It helps.",
    "status": "candidate",
    "answers": ["one"],
    "rice": {"reach": 1, "impact": 1, "confidence": "80%", "effort": 1},
}
ROADMAP: Mapping[str, dict[str, Any]] = {
    "roadmap/plan.yaml": PLAN,
    "roadmap/accounts.yaml": {"north": {"name": "Northwind"}},
    "roadmap/items/red.yaml": ITEM,
    "roadmap/decisions/one.yaml": {"verdict": "accepted", "decided_on": "2027-01-01", "decided_by": "Product"},
    "requests/one.yaml": REQUEST,
    "requests/two.yaml": REQUEST,
    "requests/asks/one/north.yaml": {"account": "north"},
}


#: What a plan may say too.
PLANS: tuple[dict[str, object], ...] = (
    {},
    {},
    {"evidence_caps": {"opinion": 20, "anecdotal": 50}},
    {"repository": "public"},
)

#: What other files see of a request.
SEEN = frozenset({"visibility", "formerly"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Remembered(Tree):
    """The tree of a commit that no git ever saw."""

    contents: Mapping[str, bytes]

    def part(self, lines: Collection[bytes], _other: Revision | None = None) -> Revision:
        """Return the files of these lines."""
        named = dict(filter(None, map(entry_of, lines)))
        objects = {entry.path: identity for entry, identity in named.items()}
        contents = {path: self.contents[path] for path in objects}
        return Revision(root=self.root, commit="", found=tuple(sorted(named)), objects=objects, contents=contents)


def tree(files: Files) -> Tree:
    """Return files as git would list them."""
    contents = {path: text.encode() for path, text in sorted(files.items())}
    lines = (f"100644 blob {sha256(raw).hexdigest()}\t{path}".encode() for path, raw in contents.items())
    return Remembered(root=Path(), commit="", lines=tuple(lines), contents=contents)


def told(before: Files, after: Files, audience: Audience = Audience.INTERNAL) -> Difference | None:
    """Return what is told from few files."""
    return confined(tree(before), tree(after), audience, today=TODAY)


def everything(difference: Difference) -> list[object]:
    """Return all that is printed of a difference, but for the totals that only all files tell."""
    return [as_text(difference), as_markdown(difference), difference_data(difference) | {"ranked": None}]


def written(change: Change) -> tuple[dict[str, str], dict[str, str]]:
    """Return the files of a roadmap before and after a change."""
    after = {path: data for path, data in {**ROADMAP, **change}.items() if data is not None}
    before, later = ({path: json.dumps(data) for path, data in files.items()} for files in (ROADMAP, after))
    return before, later


@st.composite
def reworded(draw: st.DrawFn) -> tuple[Files, Files]:
    """Return the files of a roadmap before and after a change of words and asks, now and then of what others see."""
    before, other = dict(draw(roadmaps())), draw(roadmaps())
    plan, more = before["roadmap/plan.yaml"], draw(st.sampled_from(PLANS))
    if plan != BROKEN:
        before["roadmap/plan.yaml"] = json.dumps(json.loads(plan) | more)
    before |= draw(st.sampled_from(({}, {path.replace("a-", "b-"): other[path] for path in asks(other)})))
    kept = draw(st.sampled_from((SEEN, SEEN, SEEN, frozenset[str]())))
    after = {path: text for path, text in before.items() if path not in asks(before) or draw(st.booleans())}
    after |= {path: other[path] for path in asks(other) if f"requests/{path.split('/')[2]}.yaml" in before}
    for path in after.keys() & other.keys():
        if path.startswith("requests/") and path not in asks(after) and draw(st.booleans()):
            after[path] = with_words_of(other[path], after[path], kept)
    return before, after


def asks(files: Files) -> list[str]:
    """Return the paths of asks."""
    return [path for path in files if path.startswith("requests/asks/")]


def with_words_of(other: str, own: str, kept: frozenset[str]) -> str:
    """Return a request that says what another says, but for the keys that are kept."""
    if BROKEN in {other, own}:
        return other
    words = {key: value for key, value in json.loads(other).items() if key not in kept}
    return json.dumps(words | {key: value for key, value in json.loads(own).items() if key in kept})


@settings(max_examples=60, deadline=None)
@given(st.one_of(reworded(), reworded(), changes()), AUDIENCES)
def test_few_files_tell_what_all_files_tell(change: tuple[Files, Files], audience: Audience) -> None:
    """Whatever changes, and whoever reads: what is told from few files is what is told from all of them."""
    found = told(*change, audience)
    assert found is None or everything(found) == everything(effect(*change, audience))


LOCAL: Mapping[str, Change] = {
    "nothing": {},
    "a page": {"docs/page.md": {"any": "thing"}},
    "words": {"requests/one.yaml": REQUEST | {"title": "Other words", "need": "More.", "workaround": "None."}},
    "what is internal": {"requests/one.yaml": REQUEST | {"potential_impact": "Little."}},
    "an area": {"requests/two.yaml": REQUEST | {"area": "west"}},
    "asks inside": {"requests/two.yaml": REQUEST | {"asks": [{"account": "north"}]}},
    "an ask more": {"requests/asks/two/north.yaml": {"account": "north"}},
    "an ask less": {"requests/asks/one/north.yaml": None},
    "an ask elsewhere": {"requests/asks/one/north.yaml": None, "requests/asks/two/north.yaml": {"account": "north"}},
}


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("change", LOCAL.values(), ids=LOCAL)
def test_words_and_asks_concern_nothing_else(change: Change, audience: Audience) -> None:
    """Rewording requests and adding asks is told without looking at any other file."""
    before, after = written(change)
    found = told(before, after, audience)
    assert found is not None
    assert everything(found) == everything(effect(before, after, audience))


FAR: Mapping[str, Change] = {
    "a new request": {"requests/three.yaml": REQUEST},
    "a request less": {"requests/two.yaml": None},
    "a request elsewhere": {"requests/two.yaml": None, "requests/old/two.yaml": REQUEST},
    "a hidden request": {"requests/one.yaml": REQUEST | {"visibility": "internal"}},
    "an earlier name": {"requests/one.yaml": REQUEST | {"formerly": ["two"]}},
    "an origin": {"requests/one.yaml": REQUEST | {"imported_from": {"system": "a", "id": "1"}}},
    "no request": {"requests/one.yaml": {"title": "Nothing else"}},
    "an unknown area": {"requests/one.yaml": REQUEST | {"area": "vest"}},
    "a customer's name": {"requests/one.yaml": REQUEST | {"need": "Northwind needs it."}},
    "an unknown account": {"requests/asks/two/a.yaml": {"account": "nort"}},
    "an ask for nothing": {"requests/asks/three/north.yaml": {"account": "north"}},
    "a file in no place": {"requests/asks/north.yaml": {"account": "north"}},
    "an answer": {"roadmap/decisions/one.yaml": None},
    "an item": {"roadmap/items/red.yaml": ITEM | {"status": "planned"}},
    "the plan": {"roadmap/plan.yaml": PLAN | {"product": "Another"}},
    "the accounts": {"roadmap/accounts.yaml": None},
}


@pytest.mark.parametrize("change", FAR.values(), ids=FAR)
def test_what_may_concern_anything_is_told_from_everything(change: Change) -> None:
    """Where other files may matter, or something is wrong, few files tell nothing."""
    assert told(*written(change)) is None


def test_an_ask_may_be_the_evidence_of_an_item() -> None:
    """Where evidence caps confidence, the last ask that goes can leave an item with less evidence."""
    before, after = written({"requests/asks/one/north.yaml": None})
    capped = json.dumps(PLAN | {"evidence_caps": {"opinion": 20, "anecdotal": 80}})
    plan = {"roadmap/plan.yaml": capped}
    another = {"requests/asks/one/south.yaml": json.dumps({"account": "north"})}
    assert effect(before | plan, after | plan).introduced
    assert told(before | plan, after | plan) is None
    assert told(before | plan | another, after | plan | another) is not None


def test_what_stays_wrong_in_a_file_that_changed_is_told_from_everything() -> None:
    """What is said of an unknown word may follow from how many there are in other files."""
    area = {"area": "vest"}
    before, _ = written({"requests/one.yaml": REQUEST | area})
    wrong = {"requests/one.yaml": json.dumps(REQUEST | area)}
    reworded = {"requests/one.yaml": json.dumps(REQUEST | area | {"title": "Other words"})}
    assert told(before | wrong, before | reworded) is None


def test_what_is_published_when_answered_is_told_to_the_public_from_everything() -> None:
    """Whether a request is public then follows from items and answers, which are not read."""
    before, after = written(LOCAL["words"])
    plan = {"roadmap/plan.yaml": json.dumps(PLAN | {"publish_requests": "when_answered"})}
    assert told(before | plan, after | plan, Audience.PUBLIC) is None
    assert told(before | plan, after | plan, Audience.INTERNAL) is not None


def test_a_link_may_lead_anywhere() -> None:
    """A file that becomes a link is told from everything, even among the pages."""
    linked, plain = b"120000 blob 1\tdocs/page.md", b"100644 blob 1\tdocs/page.md"
    before, after = (Remembered(root=Path(), commit="", lines=(line,), contents={}) for line in (plain, linked))
    assert confined(before, after, Audience.INTERNAL, today=TODAY) is None


def test_many_changes_are_told_from_everything() -> None:
    """Beyond a number of files, reading all of them costs little more."""
    before, _ = written({})
    asks = {f"requests/asks/one/a{number}.yaml": '{"account": "north"}' for number in range(MOST_CHANGED + 1)}
    assert told(before, before | asks) is None
    assert told(before, before | dict(list(asks.items())[1:])) is not None


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_the_command_says_the_same_as_from_all_files(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In every form, between two commits, few files print byte for byte what all files print."""
    git(tmp_path, "init", "--quiet")
    for files in written(LOCAL["words"]):
        for path, text in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, encoding="utf-8")
        git(tmp_path, "add", ".")
        git(tmp_path, *PERSON, "commit", "--quiet", "-m", "More")
    command = ["diff", "HEAD~1", "HEAD", f"--format={form}", f"--root={tmp_path}", f"--today={TODAY}"]
    assert main(command) == 0
    few = capsys.readouterr().out
    monkeypatch.setattr(diff, "confined", lambda *_, **__: None)
    assert main(command) == 0
    assert few == capsys.readouterr().out
    assert "workaround" in few


PERSON = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")


def git(root: Path, *words: str) -> None:
    """Let git do something in a folder."""
    subprocess.run(["git", "-C", str(root), *words], check=True, capture_output=True)
