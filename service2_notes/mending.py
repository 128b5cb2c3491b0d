"""The last look at a line: what nobody would sing is moved by a step or two.

Joined bars are hardly ever hard to sing; an upbeat, a narrow range or a bar that is
kept can force what is mended here: augmented leaps, leaps of more than an octave,
and one note four times in a row.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Final

from service2_notes.intervals import AUGMENTED, MOST_EQUAL, REACH, Costs
from service2_notes.line.compass import Compass
from service2_notes.writing import Note

FAULT: Final = 10.0
"""What a fault weighs beside a step of change."""
WAYS: Final = (1, -1, 2, -2, 3, -3, 4, -4, 5, -5)


def mended(
    notes: Sequence[Note], costs: Costs, compass: Compass, settled: Collection[int]
) -> list[Note]:
    """Return the line without such faults, as far as the notes that may move allow it."""
    heights = [note.degree for note in notes]
    last = len(notes) - 1
    for number in range(1, len(notes)):
        if not _faults(heights, number, costs):
            continue
        for moved in (number, number - 1):
            if moved in settled or moved == last:
                continue
            choices = list(_choices(heights, moved, notes[moved], costs, compass))
            if choices:
                heights[moved] = min(choices)[1]
                break
    return [
        note if note.degree == height else replace(note, degree=height)
        for note, height in zip(notes, heights, strict=True)
    ]


def _choices(
    heights: list[int], number: int, note: Note, costs: Costs, compass: Compass
) -> Iterator[tuple[float, int]]:
    """Yield other heights for a note, and how much each would be wrong."""
    before = _around(heights, number, costs)
    for way in WAYS:
        height = heights[number] + way
        if not compass.floor <= height <= compass.high:
            continue
        tried = [*heights[:number], height, *heights[number + 1 :]]
        faults = _around(tried, number, costs)
        if faults < before:
            outside = 0.0 if note.chord.has(height) else 3 * note.strength
            yield FAULT * faults + abs(way) + outside, height


def _around(heights: Sequence[int], number: int, costs: Costs) -> int:
    reach = range(max(1, number), min(len(heights), number + MOST_EQUAL + 2))
    return sum(_faults(heights, n, costs) for n in reach)


def _faults(heights: Sequence[int], number: int, costs: Costs) -> int:
    """Count what is wrong with how a note follows those before it."""
    size = len(costs)
    move = heights[number] - heights[number - 1]
    wide = abs(move) > size
    augmented = (
        not wide
        and abs(move) <= REACH
        and costs[heights[number - 1] % size][move + REACH] <= AUGMENTED
    )
    recent = heights[max(0, number - MOST_EQUAL) : number + 1]
    pecked = len(recent) > MOST_EQUAL and len(set(recent)) == 1
    return wide + augmented + pecked
