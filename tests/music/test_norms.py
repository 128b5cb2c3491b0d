"""What any listener would check, over thousands of melodies of both composing services.

A move is the interval from a note to the next one of its phrase, where that is
another pitch: neither a repeated note nor what leads from phrase to phrase is one.
A step is a move of one or two semitones.
"""

from itertools import groupby, pairwise

from melodie.interval import Interval
from tests.music.melodies import Melody, share

STEP = 2
FIFTH = 7
SECOND = 2


def test_sixty_to_eighty_five_percent_of_all_moves_are_steps(melodies: list[Melody]) -> None:
    steps = share(move <= STEP for melody in melodies for move in melody.moves)
    assert 0.60 <= steps <= 0.85


def test_fewer_than_eight_percent_of_all_moves_are_fifths_or_wider(
    melodies: list[Melody],
) -> None:
    assert share(move >= FIFTH for melody in melodies for move in melody.moves) < 0.08


def test_every_melody_ends_once_and_on_the_tonic(melodies: list[Melody]) -> None:
    for melody in melodies:
        ends = [bar.phrase_end.cadence for bar in melody.bars if bar.phrase_end]
        assert ends.count("final") == 1
        assert ends[-1] == "final"
        assert melody.notes[-1].pitch.name == melody.made.key.tonic


def test_hardly_any_melody_has_an_augmented_leap(melodies: list[Melody]) -> None:
    assert share(map(_leaps_augmented, melodies)) < 0.02


def _leaps_augmented(melody: Melody) -> bool:
    """Tell whether a leap is; the augmented second of the harmonic minor scale is a step."""
    for a, b in pairwise(note.pitch for note in melody.notes):
        leap = Interval.between(a, b)
        if leap.size > SECOND and leap.excess > 0:
            return True
    return False


def test_hardly_anything_is_wider_than_an_octave(melodies: list[Melody]) -> None:
    assert share(max(melody.intervals) > 12 for melody in melodies) < 0.01


def test_hardly_any_note_comes_more_than_three_times_in_a_row(melodies: list[Melody]) -> None:
    longest = [max(len(list(run)) for _, run in groupby(m.heights)) for m in melodies]
    assert share(run > 3 for run in longest) < 0.02


def test_in_most_melodies_the_highest_note_returns_only_with_its_bar(
    melodies: list[Melody],
) -> None:
    assert share(map(_one_high_point, melodies)) > 0.6


def _one_high_point(melody: Melody) -> bool:
    highest = max(melody.heights)
    bars = [note.bar for note in melody.notes if note.pitch.key_number == highest]
    literal = [form.relation == "literal" for form in melody.forms]
    return len({bar for bar in bars if not literal[bar]}) == 1


def test_thirty_to_eighty_percent_of_bars_repeat_a_rhythm(melodies: list[Melody]) -> None:
    assert 0.3 <= share(again for melody in melodies for again in melody.returns) <= 0.8
