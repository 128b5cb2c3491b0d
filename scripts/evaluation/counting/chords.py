"""The chord that a bar fits best: the triads of folk tunes, by how strong its notes are."""

from collections.abc import Sequence
from typing import Final

from scripts.evaluation.counting.bars import Sound
from scripts.evaluation.steps import DEGREES

CHORDS: Final = {
    0: (0, 2, 4),
    1: (1, 3, 5),
    3: (3, 5, 0),
    4: (4, 6, 1),
    5: (5, 0, 2),
}
"""Root -> members, in steps."""
SEVENTH: Final = {4: 3}
"""Root -> the seventh that half belongs to its chord."""
USUAL: Final = {0: 1.0, 4: 0.6, 3: 0.2, 1: 0.0, 5: -0.1}
"""What a root is preferred by where notes do not decide."""
STRONG: Final = {
    "4/4": {0: 3.0, 48: 2.0, 24: 1.2, 72: 1.2},
    "3/4": {0: 3.0, 24: 1.4, 48: 1.4},
    "6/8": {0: 3.0, 36: 2.0},
}
"""Metre -> onset in ticks -> weight."""
WEAK: Final = {"4/4": 0.5, "3/4": 0.5, "6/8": 0.6}
"""What all other onsets weigh."""
QUARTER: Final = 24


def root(metre: str, sounds: Sequence[Sound]) -> int:
    """Return the degree of the root of the chord that ``sounds`` of one bar fit best."""
    return max(CHORDS, key=lambda chord: USUAL[chord] + sum(_fit(metre, s, chord) for s in sounds))


def _fit(metre: str, sound: Sound, chord: int) -> float:
    degree = sound.height % DEGREES
    fits = 1.0 if degree in CHORDS[chord] else -1.0
    if degree == SEVENTH.get(chord):
        fits = 0.5
    strength = STRONG[metre].get(sound.onset, WEAK[metre])
    return fits * strength * min(1.0, 0.4 + sound.length / QUARTER)
