"""Whatever is composed, every program hears it in our files: onsets, durations and pitches."""

from pathlib import Path
from typing import Final

import pytest

from melodie.score import Score
from service4_lilypond.musicxml import musicxml
from service4_lilypond.tests.agreement import READERS, close, meant, performed_by_lilypond
from service4_lilypond.tests.schema import faults_in
from tests.golden.drawing import draw_recipes
from tests.golden.scores import composed, options

COUNT: Final = 500
BARS: Final = (1, 2, 4, 5, 8)
ASKED: Final = ("time_signature", "scale", "rhythm", "instrument", "key")


@pytest.fixture(scope="module")
def scores() -> list[Score]:
    return [composed(recipe) for recipe in draw_recipes(COUNT, BARS)]


def test_five_hundred_melodies_ask_for_every_choice_there_is() -> None:
    recipes, offered = draw_recipes(COUNT, BARS), options().offered()
    for name in ASKED:
        assert {getattr(recipe, name) for recipe in recipes} == set(offered[name])


@pytest.mark.parametrize("reader", READERS)
def test_whoever_reads_a_file_hears_what_was_composed(reader: str, scores: list[Score]) -> None:
    for score in scores:
        assert READERS[reader](score) == meant(score)


def test_lilypond_performs_what_was_composed(scores: list[Score], tmp_path: Path) -> None:
    for score, heard in zip(scores, performed_by_lilypond(scores, tmp_path), strict=True):
        assert close(heard, meant(score))


def test_musicxml_of_what_was_composed_keeps_to_its_schema(scores: list[Score]) -> None:
    for score in scores:
        assert faults_in(musicxml(score)) == ""
