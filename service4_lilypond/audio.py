"""The score as sound files, WAV and MP3, and the soundfont they are played with."""

import importlib.util
import io
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import lameenc

from melodie.errors import NotReady
from melodie.score import Score
from service4_lilypond.sound_tags import gapless_header, id3, with_info
from service4_lilypond.synthesis import sample_rate, samples

MP3_KBPS: Final = 96
"""More than enough for one line in mono."""

MP3_QUALITY: Final = 5
"""LAME's scale, from 0 (best) to 9 (fastest)."""

SYSTEM_SOUNDFONT: Final = Path("/usr/share/sounds/sf2/TimGM6mb.sf2")
CARRIER: Final = "pretty_midi"
"""A Python package that carries the same soundfont; it is never imported."""


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


def wav(score: Score, soundfont: Path) -> bytes:
    """Return the score as a WAV file, mono, 16 bits, that tells its title."""
    rate = sample_rate(score)
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(rate)
        for block in samples(score, soundfont):
            writer.writeframes(block.tobytes())
    return with_info(file.getbuffer(), score)


def mp3(score: Score, soundfont: Path) -> bytes:
    """Return the score as an MP3 file that tells its title, and its length to the sample."""
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(sample_rate(score))
    encoder.set_bit_rate(MP3_KBPS)
    encoder.set_quality(MP3_QUALITY)
    encoded, count = bytearray(), 0
    for block in samples(score, soundfont):
        encoded += encoder.encode(block.tobytes())
        count += len(block)
    encoded += encoder.flush()
    return b"".join((id3(score), gapless_header(encoded, count), encoded))
