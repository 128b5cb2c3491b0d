"""What leads to the first downbeat."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from scripts.evaluation.corpora import Piece
from scripts.evaluation.counting.bars import METRES
from scripts.evaluation.counting.words import FEWEST_TUNES, Lengths
from scripts.evaluation.steps import DEGREES, foreign, step
from scripts.evaluation.tunes import Note, Tune

MOST_NOTES: Final = 2
LONGEST: Final = 24
GRID: Final = 6
"""Ticks that every note of an upbeat is a multiple of."""

Steps = tuple[int, ...]


def upbeats(found: Iterable[Piece], metre: str) -> list[tuple[Lengths, int]]:
    """Count the lengths of upbeats, none for a tune without, in tunes of a metre."""
    counts: Counter[Lengths] = Counter()
    for tune in _tunes(found):
        counted, factor = METRES[tune.form.metre]
        lengths = tuple(round(note.length * factor) for note in _before(tune))
        if counted == metre and _plain(lengths):
            counts[lengths] += 1
    return _kept(counts)


def leads(found: Iterable[Piece]) -> Mapping[int, Mapping[int, list[tuple[Steps, int]]]]:
    """Count upbeats in steps from the downbeat, by number of notes and that downbeat's degree."""
    counts = {(notes, degree): Counter[Steps]() for notes in (1, 2) for degree in range(DEGREES)}
    for tune in _tunes(found):
        mode, before = tune.form.mode, _before(tune)
        known = not any(foreign(note.pitch, mode) for note in before)
        downbeat = next((note for note in sorted(tune.notes) if note.onset >= 0), None)
        if known and 0 < len(before) <= MOST_NOTES and downbeat and not downbeat.onset:
            first = step(downbeat.pitch, mode)
            steps = tuple(step(note.pitch, mode) - first for note in before)
            counts[len(before), first % DEGREES][steps] += 1
    return {
        notes: {degree: _kept(counts[notes, degree]) for degree in range(DEGREES)}
        for notes in (1, 2)
    }


def _tunes(found: Iterable[Piece]) -> Iterable[Tune]:
    return (piece.strains[0] for piece in found if piece.strains[0].form.metre in METRES)


def _before(tune: Tune) -> list[Note]:
    return [note for note in sorted(tune.notes) if note.onset < 0]


def _plain(lengths: Lengths) -> bool:
    short = len(lengths) <= MOST_NOTES and sum(lengths) <= LONGEST
    return short and not any(length % GRID for length in lengths)


def _kept(counts: Counter[tuple[int, ...]]) -> list[tuple[tuple[int, ...], int]]:
    """Return what occurs in tunes enough, the commonest first."""
    rows = [(what, count) for what, count in counts.items() if count >= FEWEST_TUNES]
    return sorted(rows, key=lambda row: (-row[1], row[0]))
