"""Which chord goes to which, by scale: root moves, half closes and what prepares the close.

Roots are degrees of the parent scale, 0 the tonic. The moves of major are those
of Piston's table of usual root progressions (Harmony, 1941), weighted towards
staying as folk tunes do; those of minor and the modes follow what their tunes use.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from service2_notes.harmony.grammar import TONIC, Grammar

MAJOR: Final = Grammar(
    moves={
        0: {0: 4.5, 3: 5, 4: 4, 5: 2.5, 1: 1.5, 2: 0.4},
        1: {4: 6, 3: 1, 5: 1, 0: 1.5, 1: 0.7},
        2: {5: 3, 3: 3, 1: 0.5},
        3: {4: 4, 0: 4.5, 1: 2, 3: 1.2, 5: 0.5},
        4: {0: 5, 5: 2.2, 4: 1.5, 3: 1.2},
        5: {1: 3, 4: 2.5, 3: 3.5, 0: 1, 2: 0.6, 5: 0.6},
    },
    preparations=((4, (4, 4)), (2.5, (3, 4)), (2, (1, 4)), (3, (0, 4)), (0.6, (5, 4))),
    half={4: 8, 0: 0.7, 3: 0.7, 5: 0.2},
    after={0: 5, 5: 1.5, 3: 1.8, 4: 1, 1: 0.5},
    departure={3: 3, 5: 3, 4: 0.7, 1: 1.2},
    opening={0: 16, 3: 0.7, 5: 0.9, 4: 0.5},
    pauses=((1, (1, 4)), (1, (0, 4)), (0.8, (3, 4)), (0.4, (5, 4))),
    turns=(
        *((3, (0, 3)), (2, (3, 0)), (3, (0, 4)), (2, (4, 0)), (1.5, (0, 5))),
        *((1, (5, 3)), (1, (1, 4)), (1, (3, 4)), (0.7, (5, 4)), (0.7, (4, 5)), (0.5, (3, 1))),
    ),
)
MINOR: Final = Grammar(
    moves={
        0: {0: 4, 3: 3.5, 4: 4, 6: 2, 5: 2, 2: 0.7},
        3: {4: 4, 0: 4, 6: 1, 3: 0.8},
        4: {0: 5, 5: 1.8, 4: 1.5},
        5: {3: 3, 4: 3, 6: 1.5, 2: 0.7},
        6: {2: 3, 0: 2, 5: 0.7},
        2: {6: 2, 3: 2, 4: 1, 5: 1.5},
    },
    preparations=(*MAJOR.preparations[:2], (3, (0, 4)), (0.6, (5, 4))),
    half={4: 8, 0: 0.4, 6: 1.5, 3: 0.6},
    after={0: 5, 5: 1.5, 3: 1.5, 2: 1.5},
    departure={2: 3, 5: 3, 3: 2},
    opening={0: 15, 5: 0.8, 3: 0.7, 2: 0.5},
    pauses=((1, (3, 4)), (1, (0, 4)), (0.7, (5, 4))),
    turns=(
        *((2, (0, 3)), (2, (0, 4)), (2, (0, 6)), (2, (4, 0)), (1, (5, 6)), (1, (6, 2))),
        *((1, (5, 3)), (0.7, (3, 4))),
    ),
    qualities={4: "dominant7"},
)
HARMONIC: Final = Grammar(
    moves={
        0: {0: 5, 3: 3.5, 4: 4.5, 5: 1.5},
        3: {4: 4, 0: 4},
        4: {0: 5, 5: 1.5, 4: 1.5},
        5: {3: 3, 4: 3, 0: 1},
    },
    preparations=((5, (4, 4)), (2.5, (3, 4)), (3, (0, 4))),
    half={4: 8, 0: 0.05},
    after={0: 5, 5: 1.5, 3: 1.5},
    departure={3: 3, 5: 3, 4: 1},
    pauses=((1, (3, 4)), (1, (0, 4)), (0.7, (5, 4))),
    turns=((2, (0, 3)), (2, (0, 4)), (2, (4, 0)), (1, (5, 3)), (0.7, (3, 4))),
)
MODAL: Final = Grammar(
    moves={
        0: {0: 5, 6: 5, 3: 2, 4: 1, 2: 1},
        6: {0: 5, 6: 1, 3: 1.5, 4: 1},
        3: {0: 3, 6: 3, 4: 1},
        4: {0: 4, 6: 1.5},
        2: {6: 3, 3: 2, 0: 1},
    },
    preparations=((3, (6, 6)), (2, (0, 6)), (1, (3, 6)), (1, (4, 4))),
    half={4: 4, 6: 5, 0: 0.5},
    after={0: 5, 3: 1.5, 2: 1, 6: 1},
    departure={6: 3, 3: 2, 2: 2},
    opening={0: 15, 6: 1, 3: 0.6},
    pauses=((1.5, (0, 6)), (0.7, (3, 6))),
    turns=((3, (0, 6)), (2, (6, 0)), (1, (0, 3)), (1, (3, 0)), (0.7, (2, 6))),
    sevenths=frozenset(),
)
PHRYGIAN: Final = Grammar(
    moves={
        0: {0: 5, 1: 5, 6: 2, 3: 2, 5: 1},
        1: {0: 6, 2: 1, 6: 1.5},
        2: {1: 3, 3: 1, 0: 1},
        3: {0: 3, 6: 2, 1: 1},
        5: {1: 2, 3: 2, 6: 1},
        6: {0: 4, 5: 1, 1: 1},
    },
    preparations=((4, (1, 1)), (2, (6, 1)), (2, (6, 6)), (1, (3, 1))),
    half={1: 3, 6: 4, 3: 1},
    after={0: 5, 5: 1.5, 2: 1},
    departure={5: 3, 2: 2, 3: 2},
    sevenths=frozenset(),
)
LYDIAN: Final = Grammar(
    moves={
        0: {0: 6, 1: 5, 4: 3, 5: 1.5},
        1: {0: 4, 4: 3, 1: 1},
        4: {0: 5, 1: 2, 5: 1},
        5: {1: 4, 4: 2, 0: 1},
    },
    preparations=((3, (1, 4)), (3, (4, 4)), (2, (1, 1)), (1, (0, 4))),
    half={4: 5, 1: 4},
    after={0: 5, 5: 1.5, 1: 1},
    departure={5: 3, 1: 3, 4: 1},
    sevenths=frozenset(),
)
LOCRIAN: Final = Grammar(
    moves={
        0: {0: 5, 1: 4, 4: 3, 2: 1, 6: 1},
        1: {0: 5, 4: 2, 6: 1},
        2: {1: 3, 0: 1},
        4: {0: 4, 1: 3},
        6: {0: 3, 1: 2},
    },
    preparations=((4, (1, 1)), (2, (4, 1)), (2, (6, 1))),
    half={4: 4, 1: 4},
    after={0: 5, 4: 1.5, 2: 1},
    departure={4: 3, 2: 2, 1: 1},
    sevenths=frozenset(),
)
BLUES: Final = Grammar(
    moves={0: {0: 8, 3: 4, 4: 2}, 3: {0: 5, 3: 2, 4: 1}, 4: {3: 4, 0: 4, 4: 1}},
    preparations=((3, (4, 3)), (3, (4, 4)), (2, (3, 3)), (1, (0, 4))),
    half={4: 5, 3: 2, 0: 2},
    after={3: 4, 0: 3},
    departure={3: 4, 4: 1},
    sevenths=frozenset({0, 3, 4}),
    twelve=(
        (3, "0 0 0 0 3 3 0 0 4 3 0 0/4"),
        (2, "0 3 0 0 3 3 0 0 4 3 0 0/4"),
        (2, "0 3 0 0 3 3 0 0 4 3 0/3 0/4"),
        (1.5, "0 0 0 0 3 3 0 0 4 3 0/3 0/4"),
        (1, "0 0 0 0 3 3 0 0 4 4 0/3 0/4"),
    ),
    qualities={0: "dominant7", 3: "dominant7", 4: "dominant7"},
)
MINOR_BLUES: Final = replace(
    MINOR,
    opening=TONIC,
    sevenths=frozenset({0, 3, 4}),
    twelve=(
        (3, "0 0 0 0 3 3 0 0 5 4 0 0/4"),
        (2, "0 3 0 0 3 3 0 0 4 3 0 0/4"),
        (1.5, "0 0 0 0 3 3 0 0 4 4 0/3 0/4"),
    ),
)
"""A blues in the scales of minor: the chords are those of minor, with a seventh."""
WHOLE_TONE: Final = Grammar(
    moves={0: {0: 4, 1: 4}, 1: {0: 5, 1: 2}},
    preparations=((1, (1, 1)),),
    half={1: 1},
    after={0: 3, 1: 1},
    departure={1: 1},
    sevenths=frozenset(),
)
OCTATONIC: Final = Grammar(
    moves={0: {0: 4, 7: 4, 1: 1}, 7: {0: 5, 7: 1}, 1: {0: 3, 7: 2}},
    preparations=((3, (7, 7)), (1, (0, 7))),
    half={7: 3, 1: 1},
    after={0: 3, 1: 1},
    departure={1: 1, 7: 1},
    tones=(0, 2, 4, 6),
    sevenths=frozenset(),
)

BY_SCALE: Final[Mapping[str, Grammar]] = {
    "natural_minor": MINOR,
    "harmonic_minor": HARMONIC,
    "melodic_minor": HARMONIC,
    "harmonic_major": HARMONIC,
    "aeolian": MODAL,
    "dorian": MODAL,
    "mixolydian": MODAL,
    "minor_pentatonic": MODAL,
    "phrygian": PHRYGIAN,
    "lydian": LYDIAN,
    "locrian": LOCRIAN,
    "minor_blues": BLUES,
    "major_blues": BLUES,
    "whole_tone": WHOLE_TONE,
    "octatonic": OCTATONIC,
}
"""Scale -> its grammar; all others have that of major."""

AS_BLUES: Final[Mapping[str, Grammar]] = {
    **dict.fromkeys(("major", "ionian", "mixolydian", "major_pentatonic"), BLUES),
    **dict.fromkeys(("natural_minor", "aeolian", "dorian", "minor_pentatonic"), MINOR_BLUES),
    **dict.fromkeys(("harmonic_minor", "melodic_minor"), MINOR_BLUES),
}
"""Scale -> its grammar where the style is a blues; all others keep their own."""
