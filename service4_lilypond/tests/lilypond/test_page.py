import re
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from melodie.contract import Paper
from melodie.score import Score
from service4_lilypond.engraving.engraver import Engraver
from service4_lilypond.engraving.worker import Output
from service4_lilypond.lilypond.page import FEWEST, ONE_PAGE, header, page, scheme_string
from service4_lilypond.lilypond.text import lilypond_text
from service4_lilypond.tests.printed import bar_numbers, words
from service4_lilypond.tests.shorthand import rhythm
from tests.builders import a_score

STRING = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
CALM = "4 4 4 4"


def engraved(engraver: Engraver, score: Score, paper: Paper = "a4") -> bytes:
    source = lilypond_text(score, "the foot", paper=paper)
    return engraver.engrave(source, [Output.PDF])[Output.PDF]


@pytest.mark.parametrize(
    ("bars", "heads"), [(1, []), (2, []), (4, []), (5, []), (8, [5]), (9, [5]), (12, [5, 9])]
)
def test_the_lines_of_a_page_are_those_that_were_laid_out(
    engraver: Engraver, bars: int, heads: list[int]
) -> None:
    assert bar_numbers(engraved(engraver, rhythm("4/4", *[CALM] * bars))) == [heads]


def test_a_pickup_has_no_line_of_its_own(engraver: Engraver) -> None:
    score = rhythm("4/4", "4", CALM, CALM, pickup=True)
    assert bar_numbers(engraved(engraver, score)) == [[]]


@pytest.mark.parametrize("bars", [40, 44, 48, 52, 64])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_no_system_is_alone_on_the_last_page(engraver: Engraver, bars: int, paper: Paper) -> None:
    numbers = bar_numbers(engraved(engraver, rhythm("4/4", *[CALM] * bars), paper))
    assert all(len(page) >= FEWEST for page in numbers)
    assert [*chain(*numbers)] == [*range(5, bars, 4)]


def test_later_pages_tell_the_title_and_their_number_and_the_last_ends_with_the_foot(
    engraver: Engraver,
) -> None:
    first, second = words(engraved(engraver, rhythm("4/4", *[CALM] * 64, title="Long walk")))
    assert first.count("Long walk") == second.count("Long walk") == 1
    assert second.startswith("Long walk 2")
    assert ("the foot" in first, "the foot" in second) == (False, True)


def test_lines_are_not_broken_to_fill_a_page_that_holds_them_all() -> None:
    assert "min-systems-per-page" not in page(ONE_PAGE)
    assert f"min-systems-per-page = {FEWEST}" in page(ONE_PAGE + 1)


def test_the_foot_holds_the_line_given_or_nothing() -> None:
    assert '\\abs-fontsize #7 "example.org · seed 7"' in header(a_score(), "example.org · seed 7")
    assert "tagline = ##f" in header(a_score(), "")


@pytest.mark.parametrize(("title", "size"), [("A tune", None), ("W" * 60, 8), ("春" * 60, 8)])
def test_a_long_title_is_set_smaller(title: str, size: int | None) -> None:
    found = re.search(r"title = .*fontsize #-(\d+)", header(a_score(title=title), ""))
    assert (int(found[1]) if found else None) == size


def _read_back(string: str) -> str:
    """Read a string as LilyPond does."""
    match = STRING.fullmatch(string)
    assert match
    return re.sub(r"\\(.)", r"\1", match[1])


@given(st.text())
def test_any_text_is_one_string_that_reads_as_itself(text: str) -> None:
    shown = _read_back(scheme_string(text))
    assert len(shown) == len(text)
    assert all(seen in (meant, " ") for seen, meant in zip(shown, text, strict=True))
    assert text.isprintable() is False or shown == text


def test_letters_of_every_script_stay() -> None:
    for text in ("Mélodie", "春の海", "לילה", "😀", 'a "b" \\c'):
        assert _read_back(scheme_string(text)) == text
