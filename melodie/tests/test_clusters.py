import pytest
from hypothesis import given
from hypothesis import strategies as st

from melodie.clusters import clusters


@pytest.mark.parametrize(
    "pieces",
    [
        ["a", "b", " ", "春"],
        ["e\u0301", "a\u030a\u0323", "x"],
        ["🇫🇷", "🇩🇪", "🇪"],
        ["👩🏽\u200d🎤", "❤\ufe0f", "👨\u200d👩\u200d👧"],
        ["🏴\U000e0067\U000e0062\U000e007f", "a"],
        ["ก\u0e49", "क\u093f", "நி"],
        ["\u1100\u1161\u11a8", "\u1100\u1161"],
    ],
)
def test_text_is_cut_into_what_a_reader_takes_for_one_character(pieces: list[str]) -> None:
    assert list(clusters("".join(pieces))) == pieces


@given(st.text())
def test_nothing_is_lost(text: str) -> None:
    pieces = list(clusters(text))
    assert "".join(pieces) == text
    assert all(pieces)
