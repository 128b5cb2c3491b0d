import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from melodie.formats import file_name
from melodie.score import Instrument
from melodie.text import Title, check_text

NEW = ("🪈", "🩷", "🫨", "🫜", "\U00010d40", "\U00011bc0", "\U0001e5d0")
"""Newer than Python 3.11."""

UNSEEN = (
    *("\u200b", "\u3164", "\u2800", "\ufe0f", "\u00ad", "\U000e0061", "\u115f", "\u1160"),
    *("\u034f", "\u200e", "\u200f", "\u202e", "\u2066", "\u061c", "\u2060", "\ufeff", "\uffa0"),
    *("\u180e", "\u17b4", "\U0001d159", "\U0001d173", "\u0301", "\u20dd", "\u093f", "\u0600"),
    *("\u00a0", "\u2000", "\u3000", "\u1680", "\U000e01ef"),
)

TITLE: TypeAdapter[str] = TypeAdapter(Title)


@pytest.mark.parametrize(
    "text", ["A tune", "春の海", "לילה טוב", "🎹", 'x"; touch y; "', "a" * 60, *NEW]
)
def test_a_title_may_be_in_any_script(text: str) -> None:
    assert check_text(text) == unicodedata.normalize("NFC", text)


def test_a_title_is_composed_and_stripped() -> None:
    assert check_text("  Me\u0301lodie ") == "M\u00e9lodie"


@pytest.mark.parametrize(
    "text",
    ["", "   ", "a\nb", "a\x00b", "\u2028", "a\u2029b", "\ud800", "\ue000", "\u0378", "a" * 61],
)
def test_a_title_that_no_page_can_show_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="must"):
        check_text(text)


def test_a_title_may_not_grow_beyond_its_limit_when_composed() -> None:
    grows = "\ufb2c" * 21  # one character that Unicode always takes apart into three
    with pytest.raises(ValidationError):
        TITLE.validate_python(grows)


@pytest.mark.parametrize("part", ["\u0301", "a\u0323\u0301", " ", "x"])
def test_long_text_is_refused_before_it_is_composed(part: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(unicodedata, "normalize", lambda *_: pytest.fail("composed"))
        with pytest.raises(ValueError, match="at most 60 characters"):
            check_text(part * 300_000)


@pytest.mark.parametrize("text", ["ᾂ", "각", "ṩ"])
def test_a_title_that_fits_when_composed_may_come_taken_apart(text: str) -> None:
    assert check_text(unicodedata.normalize("NFD", text * 60)) == text * 60


@pytest.mark.parametrize("character", UNSEEN, ids=lambda c: f"U+{ord(c):04X}")
def test_a_title_of_nothing_that_is_seen_is_refused(character: str) -> None:
    for text in (character, character * 60, f" {character}\u200b\u3164 "):
        with pytest.raises(ValueError, match="at least one visible character"):
            check_text(text)


@pytest.mark.parametrize(
    "text",
    ["👩\u200d👩\u200d👧", "1\ufe0f\u20e3", "a\u00adb", "हि", "\u2800⠃", "!", "·"],
)
def test_what_is_unseen_may_stand_beside_what_is_seen(text: str) -> None:
    assert check_text(text) == text


@pytest.mark.parametrize(
    "text", ["\ue000", "\ufdd0", "\uffff", "\U0010ffff", "\U000f0000", "\udfff"]
)
def test_what_no_font_is_agreed_on_for_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="must not hold"):
        check_text(f"a{text}")


@given(st.text(max_size=60))
def test_a_title_that_was_taken_is_taken_again_as_it_is(text: str) -> None:
    try:
        taken = check_text(text)
    except ValueError:
        return
    assert check_text(taken) == taken
    assert "/" not in (name := file_name(taken, "pdf"))
    assert name.endswith("melodie.pdf")
    assert len(name.encode()) <= 255


def test_an_instruments_name_is_text_for_a_page() -> None:
    adapter: TypeAdapter[Instrument] = TypeAdapter(Instrument)
    with pytest.raises(ValidationError):
        adapter.validate_python({"name": "Pi\nano", "program": 0})
