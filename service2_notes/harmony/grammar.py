"""What is known of the chords of a scale: which goes to which, and what cadences are made of.

Roots are degrees of the parent scale, 0 the tonic.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from melodie.harmony import Quality
from service2_notes.harmony.habits import SONG, Habits

Moves = Mapping[int, Mapping[int, float]]
Pairs = tuple[tuple[float, tuple[int, int]], ...]
Rows = tuple[tuple[float, str], ...]
"""Odds, and the chords of twelve bars."""

TONIC: Final[Mapping[int, float]] = {0: 1.0}


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """How the chords of a scale follow one another, in odds.

    ``opening`` is what a tune begins on, ``half`` where the first half of a period comes
    to rest, ``after`` what follows it, ``departure`` what a phrase that leads away begins on;
    ``preparations`` are the two chords of the bar before a close, ``pauses`` those of a
    half close that moves, and ``turns`` those of any other bar. ``tones`` are the
    steps above a root that its chord has. Chords on a root of ``sevenths`` have a
    seventh. ``qualities`` names chords that are not what the scale's own thirds make.
    ``twelve`` is what twelve bars are over, where that is settled: a root for every bar, or
    two with a stroke between them. ``habits`` are those of the style.
    """

    moves: Moves
    preparations: Pairs
    half: Mapping[int, float]
    after: Mapping[int, float]
    departure: Mapping[int, float]
    opening: Mapping[int, float] = field(default_factory=lambda: TONIC)
    pauses: Pairs = ()
    turns: Pairs = ()
    tones: tuple[int, ...] = (0, 2, 4)
    sevenths: frozenset[int] = frozenset({4})
    qualities: Mapping[int, Quality] = field(default_factory=dict)
    twelve: Rows = ()
    habits: Habits = SONG
