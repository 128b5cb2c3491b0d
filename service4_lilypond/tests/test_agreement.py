"""Whoever reads our files hears the score: the same onsets, durations and pitches."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Final

import pytest

from melodie.score import Score
from service4_lilypond.lilypond_text import LAYOUT, lilypond_text
from service4_lilypond.midi import midi
from service4_lilypond.musicxml import musicxml
from service4_lilypond.tests.readers import (
    Heard,
    heard_by_music21,
    heard_by_verovio,
    heard_in_midi,
    midi_file,
    run_lilypond,
)
from service4_lilypond.timeline import score_length, sounding_notes
from tests.scores import some_scores

LILYPOND_TICK = Fraction(1, 4 * 384)
"""LilyPond rounds to its own ticks; quintuplets fall between them."""

SEEDS: Final = range(5)
MANY: Final = 100
SLOW: Final = 20
"""Scores of each seed: all that music21 reads in the time of the other readers is fewer."""


def meant(score: Score) -> list[Heard]:
    return [(note.onset, note.duration, note.pitch.key_number) for note in sounding_notes(score)]


def close(heard: Sequence[Heard], meant: Sequence[Heard]) -> bool:
    """Whether the same keys sound at the same times, but for ``LILYPOND_TICK``."""
    return len(heard) == len(meant) and all(
        key == meant_key
        and abs(onset - meant_onset) <= LILYPOND_TICK
        and abs(duration - meant_duration) <= LILYPOND_TICK
        for (onset, duration, key), (meant_onset, meant_duration, meant_key) in zip(
            heard, meant, strict=True
        )
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_our_midi_plays_the_score_exactly(seed: int) -> None:
    for score in some_scores(MANY, seed):
        assert heard_in_midi(midi_file(midi(score))) == meant(score)


@pytest.mark.parametrize("seed", SEEDS)
def test_verovio_reads_the_score_in_our_musicxml(seed: int) -> None:
    for score in some_scores(MANY, seed):
        assert heard_by_verovio(musicxml(score)) == meant(score)


@pytest.mark.parametrize("seed", SEEDS)
def test_music21_reads_the_score_in_our_musicxml(seed: int) -> None:
    for score in some_scores(SLOW, seed):
        assert heard_by_music21(musicxml(score)) == meant(score)


@pytest.mark.parametrize("seed", SEEDS)
def test_lilypond_performs_the_score(tmp_path: Path, seed: int) -> None:
    scores = some_scores(MANY, seed)
    # without a layout nothing is engraved, which takes nine tenths of the time
    sources = [lilypond_text(score, midi=True).replace(LAYOUT, "") for score in scores]
    performed, _ = run_lilypond(sources, tmp_path)
    for score, file in zip(scores, performed, strict=True):
        assert close(heard_in_midi(file), meant(score))


def test_lilypond_engraves_the_score_without_a_complaint(tmp_path: Path) -> None:
    # fonts for every script are the machine's affair: missing ones would be complained of
    scores = [replace(score, title="A tune") for score in some_scores(24, seed=4)]
    sources = [lilypond_text(score, "melodie.example", midi=True) for score in scores]
    _, complaints = run_lilypond(sources, tmp_path)
    assert complaints == ""


def test_no_file_ends_before_the_last_rest_does() -> None:
    for score in some_scores(30, seed=5):
        file = midi_file(midi(score))
        for track in file.tracks:
            ticks = sum(message.time for message in track)
            assert Fraction(ticks, 4 * file.ticks_per_beat) == score_length(score)
