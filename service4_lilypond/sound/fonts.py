"""Soundfonts, each read once by a process: what plays shares what was read."""

from functools import lru_cache
from pathlib import Path
from typing import Final

import tinysoundfont

USUAL: Final = "TimGM6mb.sf2"
"""The file of the usual soundfont, of which what is known here is true."""


def add_font(synth: tinysoundfont.Synth, font: Path, gain: float = 0.0) -> int:
    """Add ``font`` to what a synthesizer plays with, and return its number there.

    ``gain`` is in decibels. What the font holds is shared with all others that play with it,
    and what they do with it is not.
    """
    number: int = synth.sfload(_read(font), gain=gain)
    return number


@lru_cache(maxsize=2)
def _read(font: Path) -> object:
    """Return ``font`` as it is read; whoever plays takes a copy, which costs next to nothing."""
    reader = tinysoundfont.Synth()
    return reader.soundfonts[reader.sfload(str(font))]
