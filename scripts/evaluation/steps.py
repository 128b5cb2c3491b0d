"""Heights in steps of the scale: 0 the tonic, 7 the tonic above, whatever is in between."""

from collections.abc import Mapping
from typing import Final

from scripts.evaluation.tunes import MODES

OCTAVE: Final = 12
DEGREES: Final = 7
TONIC: Final = 60
"""The tonic, as a tune's pitches are counted."""

ANY: Final = (0, 0, 1, 2, 2, 3, 3, 4, 5, 5, 6, 6)
"""Semitones above the tonic -> the degree that is meant, for notes outside the mode."""
COLOURS: Final = {9: 5, 11: 6, 10: 6, 8: 5}
"""The sixth and seventh degrees, either of which a minor mode may have."""


def step(pitch: int, mode: str) -> int:
    """Return the steps from the tonic to a pitch; one outside the mode is taken for the nearest."""
    octave, semitones = divmod(pitch - TONIC, OCTAVE)
    known = _DEGREES[mode]
    return DEGREES * octave + known.get(semitones, ANY[semitones])


def foreign(pitch: int, mode: str) -> bool:
    """Say whether a pitch lies outside the mode; minor has its sixth and seventh in two colours."""
    return (pitch - TONIC) % OCTAVE not in _DEGREES[mode]


def _degrees(mode: str) -> Mapping[int, int]:
    known = {semitones: degree for degree, semitones in enumerate(MODES[mode])}
    return COLOURS | known if mode in ("minor", "harmonic", "dorian") else known


_DEGREES: Final = {mode: _degrees(mode) for mode in MODES}
