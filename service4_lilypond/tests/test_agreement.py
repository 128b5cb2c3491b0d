"""Whoever reads our files hears the score: the same onsets, durations and pitches.

Five hundred scores that hold anything a score can hold; what is composed is
read in ``tests/music``.
"""

from fractions import Fraction
from pathlib import Path
from typing import Final

import pytest

from service4_lilypond.lilypond_text import lilypond_text
from service4_lilypond.midi import midi
from service4_lilypond.musicxml import musicxml
from service4_lilypond.tests.agreement import READERS, close, meant, performed_by_lilypond
from service4_lilypond.tests.readers import midi_file, run_lilypond
from service4_lilypond.tests.schema import faults_in
from service4_lilypond.timeline import score_length
from tests.scores import some_scores

SEEDS: Final = range(5)
MANY: Final = 100
"""Scores of each seed."""


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("reader", READERS)
def test_whoever_reads_a_file_hears_the_score(reader: str, seed: int) -> None:
    for score in some_scores(MANY, seed):
        assert READERS[reader](score) == meant(score)


@pytest.mark.parametrize("seed", SEEDS)
def test_lilypond_performs_the_score(tmp_path: Path, seed: int) -> None:
    scores = some_scores(MANY, seed)
    for score, heard in zip(scores, performed_by_lilypond(scores, tmp_path), strict=True):
        assert close(heard, meant(score))


@pytest.mark.parametrize("seed", SEEDS)
def test_musicxml_keeps_to_its_schema(seed: int) -> None:
    assert not [
        faults for score in some_scores(MANY, seed) if (faults := faults_in(musicxml(score)))
    ]


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
            assert Fraction(ticks, 4 * file.ticks_per_beat) == score_length(score)
