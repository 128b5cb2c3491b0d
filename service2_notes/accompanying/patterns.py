"""The patterns on offer. To offer another, add a row: what each hand does in a beat group.

A figure has a sign for every step of a beat group, and a row has figures for groups of one,
two, three, four and six steps, which every time signature is made of: a step is its unit
where that is shorter than a quarter, and half of it otherwise. Of several figures the first
is for the first group of a bar, and so on; the last goes on.

===== ==========================================================
``C`` the chord is struck
``1`` its lowest note, ``2`` and ``3`` the next, ``4`` its lowest an octave higher
``R`` the bass has the root, or the bass that the chord asks for
``5`` the bass has the fifth, unless the chord is new
``A`` the bass has the root of a new chord, then fifth and root in turns
``W`` the bass walks
``-`` what sounds goes on
``.`` silence
===== ==========================================================
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

GOING_ON, SILENCE, CHORD, ROOT, FIFTH, ALTERNATING, WALKING = "-.CR5AW"

Figures = Mapping[int, tuple[str, ...]]
"""Steps of a beat group -> what is done at each, in the first group of a bar, the second, ..."""


class Pattern(NamedTuple):
    """A way to accompany; both hands follow the beat groups."""

    id: str
    name: str
    description: str
    chords: Figures
    bass: Figures


def _long(sign: str) -> Figures:
    """Return figures of one sound in a bar."""
    held = GOING_ON
    return {steps: (sign + held * (steps - 1), held * steps) for steps in (1, 2, 3, 4, 6)}


_ON_THE_BEAT: Final[Figures] = {1: ("A",), 2: ("A.",), 3: ("A..",), 4: ("A-..",), 6: ("A-....",)}

_TABLE: Final = (
    Pattern("held", "Held chords", "Every chord sounds until the next.", _long(CHORD), _long(ROOT)),
    Pattern(
        "broken",
        "Broken chords",
        "The notes of a chord one after another, lowest, highest, middle: an Alberti bass.",
        {1: ("1", "3"), 2: ("13", "23"), 3: ("123",), 4: ("1323",), 6: ("132323",)},
        _long(ROOT),
    ),
    Pattern(
        "arpeggio",
        "Arpeggio",
        "From the bass up through the chord, and down again.",
        {
            1: (".", "1"),
            2: (".1", "23", "21"),
            3: (".12", "321", "123", "321"),
            4: (".123", "4321"),
            6: (".12321",),
        },
        _long(ROOT),
    ),
    Pattern(
        "waltz",
        "Waltz",
        "The bass on the first beat, the chord on those after it.",
        {1: (".",), 2: (".C",), 3: (".CC",), 4: ("..C-",), 6: ("..C-C-",)},
        _ON_THE_BEAT,
    ),
    Pattern(
        "march",
        "March",
        "The bass on every beat, the chord between them.",
        {1: (".",), 2: (".C",), 3: ("..C",), 4: (".C.C",), 6: (".C.C.C",)},
        {1: ("A",), 2: ("A.",), 3: ("A-.",), 4: ("A.A.",), 6: ("A.A.A.",)},
    ),
    Pattern(
        "strum",
        "Strum",
        "Down and up, as a guitar is strummed.",
        {
            1: ("C",),
            2: ("C-", "CC"),
            3: ("C-C",),
            4: ("C-CC", "-CCC", "C-CC", "-CCC"),
            6: ("C-CCCC",),
        },
        _long(ROOT),
    ),
    Pattern(
        "boom_chick",
        "Boom-chick",
        "The bass on the beat and two quick chords after it, as in country music.",
        {1: (".",), 2: (".C",), 3: (".CC",), 4: ("..CC",), 6: ("..C-CC",)},
        _ON_THE_BEAT,
    ),
    Pattern(
        "bossa",
        "Bossa nova",
        "A bass of root and fifth, and chords off the beat.",
        {
            1: ("C",),
            2: ("C-", "-C", "C-"),
            3: ("C-C",),
            4: ("C--C", "--C-", "C--C", "--C-"),
            6: ("C--C--",),
        },
        {
            1: ("R",),
            2: ("R-", "5-", "R-"),
            3: ("R-5",),
            4: ("R--5", "5--R", "R--5", "5--R"),
            6: ("R---5-",),
        },
    ),
    Pattern(
        "walking",
        "Walking bass",
        "A bass note on every beat, on its way to the next root.",
        {
            1: ("C", "-"),
            2: ("C-", "--"),
            3: ("C--",),
            4: ("C--C", "----", "C--C", "----"),
            6: ("C-----",),
        },
        {1: ("W",), 2: ("W-",), 3: ("W-W",), 4: ("W-W-",), 6: ("W-W-W-",)},
    ),
)
PATTERNS: Final = {pattern.id: pattern for pattern in _TABLE}
CLOSING: Final = PATTERNS["held"]
"""How the last bar is played, whatever the pattern."""
