"""Every reader of our files hears the score: the same onsets, durations and pitches.

Three hundred scores that hold anything a score can hold; what is composed is
read in ``tests/music``.
"""

from fractions import Fraction
from pathlib import Path
from typing import Final

import pytest

from service4_lilypond.lilypond.text import lilypond_text
from service4_lilypond.sound.midi import midi
from service4_lilypond.tests.agreement import (
    READERS,
    Written,
    close,
    meant,
    performed_by_lilypond,
    written,
)
from service4_lilypond.tests.readers import midi_file, run_lilypond
from service4_lilypond.tests.schema import faults_in
from tests.scores import some_scores

SEEDS: Final = range(3)
MANY: Final = 100
"""Scores of each seed."""

pytestmark = pytest.mark.no_cover
"""What runs here is theirs; to count its lines takes as long again."""


@pytest.fixture(scope="module", params=SEEDS)
def scores(request: pytest.FixtureRequest) -> Written:
    return written(some_scores(MANY, request.param))


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_of_a_file_hears_the_score(reader: str, scores: Written) -> None:
    for score, document in scores:
        assert READERS[reader](score, document) == meant(score)


def test_musicxml_keeps_to_its_schema(scores: Written) -> None:
    assert not [faults for _, document in scores if (faults := faults_in(document))]


def test_lilypond_performs_the_score(tmp_path: Path) -> None:
    many = [score for seed in SEEDS for score in some_scores(MANY, seed)]
    for score, heard in zip(many, performed_by_lilypond(many, tmp_path), strict=True):
        assert close(heard, meant(score))


def test_lilypond_engraves_the_score_without_a_complaint(tmp_path: Path) -> None:
    scores = some_scores(24, seed=4)
    sources = [lilypond_text(score, "melodie.example", midi=True) for score in scores]
    _, complaints = run_lilypond(sources, tmp_path)
    assert complaints == ""


def test_no_file_ends_before_the_last_rest_does() -> None:
    for score in some_scores(30, seed=5):
        file = midi_file(midi(score))
        for track in file.tracks:
            ticks = sum(message.time for message in track)
            assert Fraction(ticks, 4 * file.ticks_per_beat) == score.length
