"""How mingus writes each quality, which spells chords without us."""

from collections.abc import Mapping
from typing import Final

from melodie.harmony import Quality

SHORTHANDS: Final[Mapping[Quality, str]] = {
    "major": "M",
    "minor": "m",
    "diminished": "dim",
    "augmented": "aug",
    "sus4": "sus4",
    "major6": "6",
    "minor6": "m6",
    "dominant7": "7",
    "major7": "M7",
    "minor7": "m7",
    "half_diminished7": "m7b5",
    "diminished7": "dim7",
}
