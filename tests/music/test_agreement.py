"""Whatever is composed, every program hears it in our files: onsets, durations and pitches."""

from pathlib import Path
from typing import Final

import pytest

from service4_lilypond.tests.agreement import (
    READERS,
    Written,
    close,
    meant,
    performed_by_lilypond,
    written,
)
from service4_lilypond.tests.schema import faults_in
from tests.golden.drawing import draw_recipes
from tests.golden.scores import composed, options

COUNT: Final = 500
BARS: Final = (1, 2, 4, 5, 8)
ASKED: Final = ("time_signature", "scale", "rhythm", "instrument", "key")


@pytest.fixture(scope="module")
def scores() -> Written:
    return written(composed(recipe) for recipe in draw_recipes(COUNT, BARS))


def test_five_hundred_melodies_ask_for_every_choice_there_is() -> None:
    recipes, offered = draw_recipes(COUNT, BARS), options().offered()
    for name in ASKED:
        assert {getattr(recipe, name) for recipe in recipes} == set(offered[name])


@pytest.mark.parametrize("reader", READERS)
def test_whoever_reads_a_file_hears_what_was_composed(reader: str, scores: Written) -> None:
    for score, document in scores:
        assert READERS[reader](score, document) == meant(score)


def test_lilypond_performs_what_was_composed(scores: Written, tmp_path: Path) -> None:
    composed_scores = [score for score, _ in scores]
    performed = performed_by_lilypond(composed_scores, tmp_path)
    for score, heard in zip(composed_scores, performed, strict=True):
        assert close(heard, meant(score))


def test_musicxml_of_what_was_composed_keeps_to_its_schema(scores: Written) -> None:
    for _, document in scores:
        assert faults_in(document) == ""
