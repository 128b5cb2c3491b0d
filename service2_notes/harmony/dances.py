"""The chords of dances: they stay longer than those of songs, and a dance begins on the tonic.

Dances with the richer chords of songs were liked less by jurors (docs/juries.md).
"""

from dataclasses import replace
from typing import Final

from service2_notes.harmony.grammar import TONIC
from service2_notes.harmony.grammars import MAJOR, MINOR

MAJOR_DANCE: Final = replace(
    MAJOR,
    moves={
        0: {0: 7, 3: 4, 4: 4, 5: 2, 1: 2},
        1: {4: 6, 3: 1, 5: 1, 0: 1.5},
        3: {4: 4, 0: 4, 1: 2, 3: 1},
        4: {0: 5, 5: 2, 4: 1.5, 3: 1},
        5: {1: 4, 4: 3, 3: 3, 0: 1},
    },
    preparations=((4, (4, 4)), (2.5, (3, 4)), (2, (1, 4)), (3, (0, 4))),
    half={4: 8, 0: 1.5, 1: 0.4},
    after={0: 5, 5: 1.5, 3: 1.5, 4: 1},
    departure={3: 3, 5: 3, 4: 0.7, 1: 1},
    opening=TONIC,
)
MINOR_DANCE: Final = replace(
    MINOR,
    moves={
        0: {0: 5, 3: 3, 4: 4, 6: 1.5, 5: 1.5},
        3: {4: 4, 0: 4, 6: 1},
        4: {0: 5, 5: 1.5, 4: 1.5},
        5: {3: 3, 4: 3, 6: 1},
        6: {2: 3, 0: 2},
        2: {6: 2, 3: 2, 4: 1, 5: 1},
    },
    preparations=((4, (4, 4)), (2.5, (3, 4)), (3, (0, 4))),
    half={4: 8, 0: 0.4, 6: 1.5},
    opening=TONIC,
)
