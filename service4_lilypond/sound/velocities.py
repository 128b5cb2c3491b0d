"""How hard a note is struck for so many decibels."""

from typing import Final

STRUCK: Final = 80
"""The velocity of a note that is as loud as the mean: a third of the range is above it."""

LINEAR: Final = 20.0
"""Decibels for ten times the velocity: tinysoundfont's amplitude is proportional to it."""

SQUARED: Final = 40.0
"""As General MIDI level 2 (1999) has it, and most synthesizers: amplitude grows as its square."""

LEAST, MOST = 1, 127


def velocity(usual: int, louder: float, tenfold: float = LINEAR) -> int:
    """Return the velocity that is ``louder`` than the ``usual`` by so many decibels.

    ``tenfold`` is how much louder ten times the velocity is.
    """
    return max(LEAST, min(MOST, round(usual * 10 ** (louder / tenfold))))
