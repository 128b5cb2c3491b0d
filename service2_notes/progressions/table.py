"""Progressions that musicians know by name. To offer another, add a row.

``major`` and ``minor`` hold their figures in scales with a major third and with a minor
one, as ``reading`` reads them; where one of the two is empty, it is not played there.
Those that were born in another mode are written with the chords of their relative.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class NamedProgression:
    """A progression by the name and the figures that it goes by."""

    id: str
    name: str
    major: str
    minor: str

    @property
    def figures(self) -> str:
        """The figures that it is known by."""
        return self.major or self.minor

    @property
    def bars(self) -> int:
        """How many bars it has before it returns."""
        return self.figures.count("|") + 1


_TABLE: Final = (
    NamedProgression("pop", "Pop, four chords", "I | V | vi | IV", "i | v | VI | iv"),
    NamedProgression("sensitive", "Pop, from the minor", "vi | IV | I | V", "i | VI | III | VII"),
    NamedProgression("three_chords", "Three chords", "I | IV | V | I", "i | iv | V | i"),
    NamedProgression("folk", "Folk, two chords", "I | V | V | I", "i | V | V | i"),
    NamedProgression(
        "ballad",
        "Folk ballad",
        "I | I | IV | I | I | I | V | V | I | I | IV | I | I | V | I | I",
        "i | i | iv | i | i | i | V | V | i | i | iv | i | i | V | i | i",
    ),
    NamedProgression("doo_wop", "Doo-wop", "I | vi | IV | V", "i | VI | iv | V"),
    NamedProgression(
        "two_five_one", "Two-five-one", "ii7 | V7 | Imaj7 | Imaj7", "iiø7 | V7 | i7 | i7"
    ),
    NamedProgression("turnaround", "Turnaround", "Imaj7 vi7 | ii7 V7", "i7 VI | iiø7 V7"),
    NamedProgression(
        "rhythm_bridge",
        "Rhythm changes, bridge",
        "III7 | III7 | VI7 | VI7 | II7 | II7 | V7 | V7",
        "",
    ),
    NamedProgression(
        "blues",
        "12-bar blues",
        "I7 | I7 | I7 | I7 | IV7 | IV7 | I7 | I7 | V7 | IV7 | I7 | I7",
        "i7 | i7 | i7 | i7 | iv7 | iv7 | i7 | i7 | v7 | iv7 | i7 | i7",
    ),
    NamedProgression(
        "quick_change",
        "Quick-change blues",
        "I7 | IV7 | I7 | I7 | IV7 | IV7 | I7 | I7 | V7 | IV7 | I7 | V7",
        "i7 | iv7 | i7 | i7 | iv7 | iv7 | i7 | i7 | V7 | iv7 | i7 | V7",
    ),
    NamedProgression(
        "jazz_blues",
        "Jazz blues",
        "I7 | IV7 | I7 | v7 I7 | IV7 | #ivo7 | I7 | VI7 | ii7 | V7 | I7 VI7 | ii7 V7",
        "",
    ),
    NamedProgression(
        "minor_blues",
        "Minor blues",
        "",
        "i7 | i7 | i7 | i7 | iv7 | iv7 | i7 | i7 | VI7 | V7 | i7 | i7",
    ),
    NamedProgression("andalusian", "Andalusian cadence", "vi | V | IV | III", "i | VII | VI | V"),
    NamedProgression(
        "pachelbel",
        "Pachelbel",
        "I | V | vi | iii | IV | I | IV | V",
        "i | v | VI | III | iv | i | iv | V",
    ),
    NamedProgression(
        "fifths",
        "Circle of fifths",
        "I | IV | viio | iii | vi | ii | V | I",
        "i | iv | VII | III | VI | iio | V | i",
    ),
    NamedProgression("royal_road", "Royal road", "IVmaj7 | V7 | iii7 | vi7", "VI | VII | v | i"),
    NamedProgression("pop_punk", "Pop punk", "I5 | V5 | VI5 | IV5", "i5 | VI5 | III5 | VII5"),
    NamedProgression("rock", "Rock, double plagal", "I | bVII | IV | I", "i | VII | IV | i"),
    NamedProgression("aeolian", "Epic minor", "vi | IV | V | vi", "i | VI | VII | i"),
    NamedProgression("creep", "Major to minor", "I | III | IV | iv", ""),
    NamedProgression(
        "folia",
        "La Folia",
        "vi | III | vi | V | I | V | vi | III",
        "i | V | i | VII | III | VII | i | V",
    ),
    NamedProgression("dorian_vamp", "Dorian vamp", "ii7 | V7", "i7 | IV7"),
    NamedProgression("mixolydian_vamp", "Mixolydian vamp", "I | bVII", "i | VII"),
    NamedProgression("lydian_vamp", "Lydian vamp", "I | II", "VI | VII"),
    NamedProgression("phrygian_vamp", "Phrygian vamp", "iii | IV", "i | bII"),
)
PROGRESSIONS: Final = {row.id: row for row in _TABLE}


def _plain(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


_BY_NAME: Final = {_plain(name): row for row in _TABLE for name in (row.id, row.name)}


def progression_named(name: str) -> NamedProgression | None:
    """Return the progression of an id or a name, however it is written; None for any other."""
    return _BY_NAME.get(_plain(name))
