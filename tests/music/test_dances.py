"""Dances say their opening twice, not three times, and rest where they half close."""

from tests.music.melodies import Melody, share, some_melodies

SEEDS = range(80)


def head(melody: Melody, bar: int) -> list[object]:
    """Return the first half of a bar: where its notes begin, and their pitches."""
    start = melody.rhythm.time_signature.bar_length * bar
    middle = start + melody.rhythm.time_signature.bar_length / 2
    return [
        (note.start - start, note.pitch) for note in melody.notes if start <= note.start < middle
    ]


def longest(melody: Melody, bar: int) -> float:
    return max(float(note.end - note.start) for note in melody.notes if note.bar == bar)


def test_the_second_half_takes_up_the_opening_and_the_third_bar_seldom_does() -> None:
    made = some_melodies(SEEDS, style="dance")
    third = share(head(melody, 2) == head(melody, 0) for melody in made)
    fifth = share(head(melody, 4) == head(melody, 0) for melody in made)
    assert third < 0.4 < fifth


def test_the_half_close_rests_and_the_bar_before_it_drives_on() -> None:
    made = some_melodies(SEEDS, style="dance")
    rests = share(longest(melody, 3) > longest(melody, 2) for melody in made)
    drives = share(longest(melody, 2) > longest(melody, 3) for melody in made)
    assert rests > 1.5 * drives
