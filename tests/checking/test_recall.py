"""Two states of a roadmap inspected one after the other: what is the same in both is asked about once."""

from __future__ import annotations

from hypothesis import given, settings

from rice_roadmap.checking.inspection import inspect
from rice_roadmap.checking.recall import Recall
from rice_roadmap.text.document import Document
from rice_roadmap.text.source import once
from tests.history.roadmaps import TODAY, Files, changes, memory


@settings(max_examples=25, deadline=None)
@given(changes())
def test_a_second_state_is_found_as_if_it_were_the_first(change: tuple[Files, Files]) -> None:
    """Whatever changed, each state has the records and problems that it has when nothing else was inspected."""
    reader, recall = once(), Recall()
    for files in (*change, change[0]):
        found = inspect(memory(files), today=TODAY, reader=reader, recall=recall)
        assert found == inspect(memory(files), today=TODAY)


def test_a_document_is_asked_about_once_and_no_other_is_taken_for_it() -> None:
    """Documents that say the same are still two, and another question has another answer."""
    recall = Recall()
    one, same = (Document(path="a.yaml", data={}, places={}) for _ in range(2))
    assert recall.about("first").of(one, lambda: 1) == 1
    assert recall.about("first").of(one, lambda: 2) == 1
    assert recall.about("first").of(same, lambda: 3) == 3
    assert recall.about("second").of(one, lambda: 4) == 4
