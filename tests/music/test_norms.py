"""What any listener would check, over thousands of melodies of both composing services.

A move is the interval from a note to the next one of its phrase, where that is
another pitch: neither a repeated note nor what leads from phrase to phrase is one.
A step is a move of one or two semitones.
"""

from itertools import groupby, pairwise

from tests.music.melodies import Melody, share, some_melodies

STEP = 2
FIFTH = 7
WIDEST = (0, 2, 4, 5, 7, 9, 11)  # semitones of the widest interval that is not augmented


def test_sixty_to_seventy_five_percent_of_all_moves_are_steps(melodies: list[Melody]) -> None:
    steps = share(move <= STEP for melody in melodies for move in melody.moves)
    assert 0.60 <= steps <= 0.75


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


def test_no_leap_is_augmented(melodies: list[Melody]) -> None:
    for melody in melodies:
        for a, b in pairwise(note.pitch for note in melody.notes):
            octaves, staff = divmod(abs(a.staff_step - b.staff_step), 7)
            # The augmented second of the harmonic minor scale is a step.
            if staff > 1 or octaves:
                assert abs(a.key_number - b.key_number) <= 12 * octaves + WIDEST[staff]


def test_nothing_is_wider_than_an_octave(melodies: list[Melody]) -> None:
    assert max(interval for melody in melodies for interval in melody.intervals) <= 12


def test_no_note_comes_more_than_three_times_in_a_row(melodies: list[Melody]) -> None:
    assert max(len(list(run)) for melody in melodies for _, run in groupby(melody.heights)) <= 3


def test_nor_does_it_where_the_dice_decide_less_than_half() -> None:
    for wildness in (10, 30, 49):
        for melody in some_melodies(range(60), wildness=wildness):
            assert max(map(len, _unbroken_repeats(melody))) <= 3


def test_the_highest_note_returns_only_with_its_bar(melodies: list[Melody]) -> None:
    for melody in melodies:
        highest = max(melody.heights)
        bars = [note.bar for note in melody.notes if note.pitch.key_number == highest]
        assert len([bar for bar in bars if not melody.bars[bar].literal]) == 1


def test_thirty_to_eighty_percent_of_bars_repeat_a_rhythm(melodies: list[Melody]) -> None:
    assert 0.3 <= share(again for melody in melodies for again in melody.returns) <= 0.8


def _unbroken_repeats(melody: Melody) -> list[list[int]]:
    """Divide a melody where its pitch changes, and where the dice threw a rest."""
    runs: list[list[int]] = [[]]
    for before, note in zip((None, *melody.notes), melody.notes, strict=False):
        if not before or before.end < note.start or before.pitch != note.pitch:
            runs.append([])
        runs[-1].append(note.pitch.key_number)
    return runs
