"""How melodies begin and how they arrive."""

from collections import Counter
from itertools import pairwise

import pytest

from melodie.pitch import Pitch
from tests.music.melodies import Melody, share, some_melodies

SEEDS = range(80)
TONIC = Pitch.parse("D4").key_number % 12


def last_bar(melody: Melody) -> list[int]:
    last = melody.notes[-1].bar
    return [note.pitch.staff_step for note in melody.notes if note.bar == last]


def wavers(steps: list[int]) -> bool:
    """Tell whether a bar has come home, goes away by step, and comes home by step again."""
    moves = [after - before for before, after in pairwise(steps)]
    away = [abs(move) for move in moves if move]
    return steps[0] == steps[-1] and len(away) > 1 and away[0] == away[-1] == 1


@pytest.mark.parametrize("metre", ["4/4", "6/8"])
def test_hardly_any_song_leaves_the_tonic_that_its_last_bar_began_on_for_a_neighbour(
    metre: str,
) -> None:
    made = some_melodies(SEEDS, style="song", time_signature=metre)
    assert share(wavers(last_bar(melody)) for melody in made) < 0.06


def test_hardly_any_song_marks_time_on_its_tonic() -> None:
    made = [last_bar(melody) for melody in some_melodies(SEEDS, style="song")]
    assert share(len(steps) > 1 and len(set(steps)) == 1 for steps in made) < 0.08


@pytest.mark.parametrize("bars", [2, 8])
def test_songs_begin_on_every_note_of_the_tonic_triad_and_on_none_too_often(bars: int) -> None:
    made = some_melodies(SEEDS, style="song", bars=bars)
    first = Counter((melody.heights[0] - TONIC) % 12 for melody in made)
    for degree in (0, 4, 7):
        assert 0.12 < first[degree] / len(SEEDS) < 0.55
