"""Whoever points at nothing is told what was probably meant."""

from __future__ import annotations

from rice_roadmap.checking.known import MOST_GUESSES, Known

IDS = ("dark-mode", "single-sign-on")


def test_a_slip_of_the_keyboard_is_told_the_nearest_id() -> None:
    """One letter or a hyphen is what people get wrong."""
    assert Known(IDS).meant("darkmode") == "Did you mean `dark-mode`?"
    assert Known(IDS).meant("single-sing-on") == "Did you mean `single-sign-on`?"


def test_an_earlier_id_is_told_that_of_today() -> None:
    """However little the two look alike."""
    assert Known(IDS, {"night": "dark-mode"}).meant("night") == "It is called `dark-mode` now."


def test_an_id_like_no_other_is_told_nothing() -> None:
    """A wrong guess would be worse."""
    assert Known(IDS).meant("export-to-excel") == ""


def test_an_earlier_id_is_not_known() -> None:
    """Its page leads on, but files name what is there today."""
    known = Known(IDS, {"night": "dark-mode"})
    assert "night" not in known
    assert "dark-mode" in known


def test_thousands_of_unknown_ids_are_not_guessed_at() -> None:
    """They are no slips of the keyboard, and comparing each with each takes minutes; renamed ones are still told."""
    known = Known(IDS, {"night": "dark-mode"})
    guesses = [known.meant("darkmode") for _ in range(1000)]
    assert guesses == ["Did you mean `dark-mode`?"] * MOST_GUESSES + [""] * (1000 - MOST_GUESSES)
    assert known.meant("night") == "It is called `dark-mode` now."
