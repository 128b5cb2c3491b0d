"""How tonal each degree of a scale is: where melodies rest, begin and close.

Every table speaks of the seven degrees, and ``DEGREE`` finds the degree that a
note of any scale stands for, so that each serves every scale there is.
"""

from collections.abc import Mapping
from typing import Final

from melodie.contract import Cadence

DEGREE: Final = (1, 2, 2, 3, 3, 4, 4, 5, 6, 6, 7, 7)
"""Semitones above the tonic -> degree."""

TRIAD: Final = frozenset({0, 3, 4, 7})
"""Semitones above the tonic of the notes that melodies lean on."""

MAJOR: Final = (0.184, 0.001, 0.155, 0.003, 0.191, 0.109, 0.005, 0.214, 0.001, 0.078, 0.004, 0.055)
MINOR: Final = (0.192, 0.005, 0.149, 0.179, 0.002, 0.144, 0.002, 0.201, 0.038, 0.012, 0.053, 0.022)
"""Key profiles: share of each semitone above the tonic (Temperley 2007, ch. 4, from Essen)."""

LEAST: Final = 0.02
"""A note of the scale is never rarer than this, whatever the profile says."""

Weights = Mapping[int, float]

FIRST: Final[Weights] = {1: 0.49, 3: 0.18, 5: 0.28, 2: 0.02, 6: 0.02, 4: 0.01}
"""Degree of the first downbeat -> share (counted in the same songs, as all below)."""

AFTER_CLOSE: Final[Weights] = {5: 0.34, 1: 0.20, 3: 0.17, 2: 0.12, 4: 0.08, 6: 0.05, 7: 0.03}
"""Degree of the note after the end of a phrase -> share."""

Closes = Mapping[Cadence, Weights]
"""Degree of a phrase's last note -> share, by what the phrase closes."""

SONG_CLOSES: Final[Closes] = {
    "inner": {5: 0.26, 3: 0.20, 1: 0.18, 2: 0.15, 4: 0.10, 7: 0.06, 6: 0.05},
    "half": {5: 0.36, 1: 0.18, 3: 0.18, 2: 0.13, 4: 0.09, 7: 0.05, 6: 0.02},
    "section": {1: 0.8, 5: 0.1, 3: 0.1},
    "final": {1: 1.0},
}
DANCE_CLOSES: Final[Closes] = {
    "inner": {1: 0.20, 5: 0.17, 2: 0.15, 4: 0.15, 3: 0.14, 7: 0.11, 6: 0.09},
    "half": {4: 0.21, 5: 0.20, 2: 0.19, 7: 0.15, 1: 0.12, 6: 0.08, 3: 0.06},
    "section": {1: 0.8, 5: 0.1, 3: 0.1},
    "final": {1: 1.0},
}

RARE: Final = 0.004
"""Weight of a degree that a table above lacks."""


def profile(semitones: tuple[int, ...]) -> tuple[float, ...]:
    """Return the key profile of a scale: minor where its only third is, else major."""
    shares = MINOR if 3 in semitones and 4 not in semitones else MAJOR
    return tuple(max(shares[semitone], LEAST) for semitone in semitones)
