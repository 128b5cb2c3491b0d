import unicodedata

import pytest
from pydantic import TypeAdapter, ValidationError

from melodie.score import Instrument
from melodie.text import Title, check_text

TITLE: TypeAdapter[str] = TypeAdapter(Title)


@pytest.mark.parametrize("text", ["A tune", "春の海", "לילה טוב", "🎹", 'x"; touch y; "', "a" * 60])
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


def test_an_instruments_name_is_text_for_a_page() -> None:
    adapter: TypeAdapter[Instrument] = TypeAdapter(Instrument)
    with pytest.raises(ValidationError):
        adapter.validate_python({"name": "Pi\nano", "program": 0})
