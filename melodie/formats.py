"""The file formats of a melody, and the names of its files."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, islice
from typing import Final

from melodie.clusters import clusters


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its extension, its media type, and its name on the page."""

    extension: str
    media_type: str
    label: str


FORMATS: Final = (
    Format("pdf", "application/pdf", "Sheet music (PDF)"),
    Format("mid", "audio/midi", "MIDI"),
    Format("musicxml", "application/vnd.recordare.musicxml+xml", "MusicXML"),
    Format("svg", "image/svg+xml", "Picture (SVG)"),
    Format("png", "image/png", "Picture (PNG)"),
    Format("ly", "text/x-lilypond", "LilyPond source"),
    Format("abc", "text/vnd.abc", "ABC"),
    Format("mp3", "audio/mpeg", "Audio (MP3)"),
    Format("wav", "audio/wav", "Audio (WAV)"),
    Format("zip", "application/zip", "Everything (ZIP)"),
)
BY_EXTENSION: Final = {file_format.extension: file_format for file_format in FORMATS}
BY_MEDIA_TYPE: Final = {file_format.media_type: file_format for file_format in FORMATS}

ENGRAVED: Final = frozenset({"pdf", "png"})
"""Formats that LilyPond engraves, which takes longer than writing one."""

SOUNDS: Final = frozenset({"mp3", "wav"})
"""Formats that a synthesizer plays."""
LONGEST_SOUND: Final = 10 * 60
"""Seconds of a melody that sound is made of; of a longer one the files would be too large."""

MAX_NAME_BYTES: Final = 255
"""Bytes of a file name in UTF-8 that file systems and archives take."""

_ENDING: Final = "-melodie."
_OUTER: Final = " ._"
_LONGEST_ENDING: Final = len(_ENDING) + max(map(len, BY_EXTENSION))
_UNSAFE: Final = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]+')
"""Characters that some file system refuses, or that reverse the direction of what follows."""

_DEVICE: Final = re.compile(
    r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³])\s*\.", re.IGNORECASE
)
"""Names that Windows takes for devices, with any extension."""


def file_name(title: str, extension: str) -> str:
    """Return ``<title>-melodie.<extension>``, without what a file system refuses.

    Keeps every script. A title that is too long is cut between two characters,
    alike for every format; one of nothing but forbidden characters gives
    ``melodie.<extension>``.
    """
    stem = _stem(title)
    return f"{stem}{_ENDING}{extension}" if stem else f"melodie.{extension}"


@lru_cache(maxsize=64)
def _stem(title: str) -> str:
    """Return what the names of all files of a melody begin with, which are asked for together."""
    stem = _shortened(_UNSAFE.sub("_", title).strip(_OUTER)).strip(_OUTER)
    if _DEVICE.match(stem):
        stem = stem.replace(".", "_", 1)
    return stem


def _shortened(stem: str) -> str:
    room = MAX_NAME_BYTES - _LONGEST_ENDING
    sizes = accumulate(len(piece.encode()) for piece in clusters(stem))
    kept = sum(size <= room for size in sizes)
    return "".join(islice(clusters(stem), kept))
