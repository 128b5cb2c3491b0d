"""The score as sound files, WAV and MP3, and the soundfont they are played with."""

import importlib.util
import io
import wave
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import lameenc
import numpy as np
from numpy.typing import NDArray

from melodie.contract import USUAL_EXPRESSION
from melodie.errors import NotReady
from melodie.score import Score
from service4_lilypond.sound.fonts import USUAL
from service4_lilypond.sound.performance import Performance
from service4_lilypond.sound.rounds import played_samples
from service4_lilypond.sound.synthesis import sample_rate, samples
from service4_lilypond.sound.tags import gapless_header, id3, with_info

SIDES: Final = 2
MP3_KBPS: Final = 128
"""Enough for an instrument or two in a room."""

MP3_QUALITY: Final = 5
"""LAME's scale, from 0 (best) to 9 (fastest)."""

SYSTEM_SOUNDFONT: Final = Path("/usr/share/sounds/sf2", USUAL)
CARRIER: Final = "pretty_midi"
"""A Python package that contains another copy of the soundfont; it is never imported."""


def find_soundfont(given: Path | None) -> Path:
    """Return the soundfont: the one given, else the system's, else a package's.

    Raises ``NotReady`` where there is none.
    """
    for place in [given] if given else _usual_places():
        if place.is_file():
            return place
    raise NotReady("There is no soundfont to play with.")


def _usual_places() -> Iterator[Path]:
    yield SYSTEM_SOUNDFONT
    carrier = importlib.util.find_spec(CARRIER)
    for folder in (carrier and carrier.submodule_search_locations) or ():
        yield Path(folder, SYSTEM_SOUNDFONT.name)


def wav(score: Score, soundfont: Path, expression: int = USUAL_EXPRESSION) -> bytes:
    """Return the score as a WAV file, stereo, 16 bits, tagged with title and instrument."""
    return _wav(score, sample_rate(score.seconds), samples(score, soundfont, expression))


def played_wav(score: Score, performance: Performance, soundfont: Path) -> bytes:
    """Return ``performance`` of ``score`` as a WAV file for a player, as loud as any other."""
    return _wav(score, *played_samples(performance, soundfont))


def _wav(score: Score, rate: int, blocks: Iterable[NDArray[np.int16]]) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(SIDES)
        writer.setsampwidth(2)
        writer.setframerate(rate)
        for block in blocks:
            writer.writeframes(block.tobytes())
    return with_info(file.getbuffer(), score)


def mp3(score: Score, soundfont: Path, expression: int = USUAL_EXPRESSION) -> bytes:
    """Return the score as an MP3 file, tagged with title, instrument and its exact length."""
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(SIDES)
    encoder.set_in_sample_rate(sample_rate(score.seconds))
    encoder.set_bit_rate(MP3_KBPS)
    encoder.set_quality(MP3_QUALITY)
    encoded, count = bytearray(), 0
    for block in samples(score, soundfont, expression):
        encoded += encoder.encode(block.tobytes())
        count += len(block)
    encoded += encoder.flush()
    return b"".join((id3(score), gapless_header(encoded, count), encoded))
