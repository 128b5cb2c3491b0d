"""How roots move, and which notes are sung over a chord: counts of songs.

Read from ``counts.json`` when they are first asked for. ``standards`` are 502 lead
sheets (OpenEWLD, Simonetta et al., 2018), which the notes over chords come from as
well; ``rock`` are 200 songs (Rock Corpus 2.1, de Clercq and Temperley, 2011).
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from melodie.harmony import Quality

Collection = Literal["standards", "rock"]
Place = Literal["downbeat", "beat", "off"]
"""Where a note begins: with the bar, with another beat, or between beats."""

ALIKE: Final[Mapping[Quality, Quality]] = {
    "major6": "major",
    "minor6": "minor",
    "diminished7": "diminished",
}
"""A quality that is not counted -> one that is, whose melodies serve it."""


def root_moves(collection: Collection) -> tuple[tuple[int, ...], ...]:
    """Return from root to root, in semitones above the tonic, how often chords changed."""
    return tuple(tuple(row) for row in _read()["root_moves"][collection])


def notes_above(quality: Quality, place: Place) -> tuple[int, ...]:
    """Return how many notes were sung 0 to 11 semitones above the root of such a chord."""
    return tuple(_read()["notes_above"][ALIKE.get(quality, quality)][place])


@cache
def _read() -> Any:
    return json.loads(Path(__file__).with_name("counts.json").read_text(encoding="utf-8"))
