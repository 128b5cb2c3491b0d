"""Every slider does what its name says: more of it is audibly more of it."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import pairwise
from statistics import mean
from typing import Any, Final

import pytest

from melodie.pitch import Pitch
from tests.music.melodies import Melody, a_melody, share, some_melodies

STYLES: Final = ("song", "dance")
METRES: Final = ("4/4", "6/8", "7/8")
SEEDS: Final = range(24)
STEP: Final = 2


def notes_in_a_bar(melody: Melody) -> float:
    return len(melody.notes) / len(melody.bars)


def notes_over_a_beat(melody: Melody) -> float:
    """Return the share of notes that begin off the beat and last over the next one."""
    beats = _beats(melody)
    ahead = [
        min((beat for beat in beats if beat > note.start), default=None) for note in melody.notes
    ]
    return share(
        note.start not in beats and beat is not None and note.end > beat
        for note, beat in zip(melody.notes, ahead, strict=True)
    )


def bars_that_repeat_a_rhythm(melody: Melody) -> float:
    return share(melody.returns)


def silence(melody: Melody) -> float:
    heard = sum((note.end - note.start for note in melody.notes), Fraction())
    return float(1 - heard / sum(event.duration for bar in melody.bars for event in bar.events))


def mean_interval(melody: Melody) -> float:
    return mean(melody.intervals)


def leaps(melody: Melody) -> float:
    return share(move > STEP for move in melody.moves)


@pytest.mark.parametrize("metre", METRES)
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    ("slider", "measured"),
    [
        ("density", notes_in_a_bar),
        ("syncopation", notes_over_a_beat),
        ("repetition", bars_that_repeat_a_rhythm),
        ("rests", silence),
        ("leaps", mean_interval),
    ],
)
def test_more_of_a_slider_is_more_of_what_it_names(
    slider: str, measured: Callable[[Melody], float], style: str, metre: str
) -> None:
    def heard(value: int) -> float:
        wanted: dict[str, Any] = {"style": style, "time_signature": metre, slider: value}
        return mean(map(measured, some_melodies(SEEDS, **wanted)))

    assert heard(0) < heard(50) < heard(100)


@pytest.mark.parametrize("style", STYLES)
def test_more_wildness_is_more_leaps_fewer_returns_and_more_thrown_rests(style: str) -> None:
    made = [
        [melody for metre in METRES for melody in _wild(style, metre, wildness)]
        for wildness in (0, 33, 67, 100)
    ]
    assert _rising(mean(map(leaps, melodies)) for melodies in made[:3])
    assert _rising(mean(map(silence, melodies)) for melodies in made)
    assert _rising(-mean(map(bars_that_repeat_a_rhythm, melodies)) for melodies in made)


@pytest.mark.parametrize("wildness", [0, 49])
def test_without_rests_asked_for_the_rhythm_has_none(wildness: int) -> None:
    for style in STYLES:
        for melody in some_melodies(SEEDS, style=style, rests=0, wildness=wildness, pickup=True):
            assert not any(event.rest for bar in melody.bars for event in bar.events)


SHAPES: Final[Mapping[str, tuple[float, ...]]] = {
    "arch": (-2, -1, 1, 2, 2, 1, -1, -2),
    "rising": (-3, -2, -1, 0, 0, 1, 2, 3),
    "falling": (3, 2, 1, 0, 0, -1, -2, -3),
    "wave": (-1, 2, 0, -2, -2, 0, 2, -1),
}
"""How high each eighth of a melody should lie, compared with the others."""


@pytest.mark.parametrize("style", STYLES)
def test_a_melody_follows_the_contour_asked_for_more_than_any_other_does(style: str) -> None:
    heights = {
        contour: _heights(some_melodies(SEEDS, style=style, contour=contour, bars=16))
        for contour in ("none", *SHAPES)
    }
    for asked, shape in SHAPES.items():
        likeness = {
            contour: sum(a * b for a, b in zip(shape, lies, strict=True))
            for contour, lies in heights.items()
        }
        assert max(likeness, key=likeness.__getitem__) == asked


@pytest.mark.parametrize(("lowest", "highest"), [("A4", "E5"), ("F3", "Eb4"), ("C2", "C7")])
def test_a_melody_keeps_to_the_range_asked_for(lowest: str, highest: str) -> None:
    bounds = Pitch.parse(lowest), Pitch.parse(highest)
    for style in STYLES:
        for seed, wildness in zip(SEEDS, (0, 40, 100) * 8, strict=True):
            melody = a_melody(
                seed=seed, style=style, wildness=wildness, lowest=bounds[0], highest=bounds[1]
            )
            assert bounds[0].key_number <= min(melody.heights)
            assert max(melody.heights) <= bounds[1].key_number


def _wild(style: str, metre: str, wildness: int) -> list[Melody]:
    return some_melodies(
        range(16), style=style, time_signature=metre, wildness=wildness, rests=0, bars=16
    )


def _rising(values: Any) -> bool:
    return all(before < after for before, after in pairwise(values))


def _beats(melody: Melody) -> set[Fraction]:
    """Return every beat: quarters, or the groups of eighths."""
    time = melody.rhythm.time_signature
    quarters = [Fraction(quarter, 4) for quarter in range(int(4 * time.bar_length))]
    in_a_bar = time.group_starts if time.unit == 8 else quarters
    bars = range(len(melody.bars))
    return {number * time.bar_length + beat for number in bars for beat in in_a_bar}


def _heights(melodies: list[Melody]) -> list[float]:
    """Return how high each eighth of the melodies lies, in semitones above all of it."""
    lie = [[0.0] * 8 for _ in melodies]
    for row, melody in zip(lie, melodies, strict=True):
        middle = mean(melody.heights)
        for part in range(8):
            bars = {part * len(melody.bars) // 8, part * len(melody.bars) // 8 + 1}
            heights = [note.pitch.key_number for note in melody.notes if note.bar in bars]
            row[part] = mean(heights or [middle]) - middle
    return [mean(column) for column in zip(*lie, strict=True)]
