"""The files a melody can be taken away as, and what such a file is called."""

import re
from dataclasses import dataclass
from typing import Final


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
    Format("mp3", "audio/mpeg", "Audio (MP3)"),
    Format("wav", "audio/wav", "Audio (WAV)"),
    Format("zip", "application/zip", "Everything (ZIP)"),
)
BY_EXTENSION: Final = {file_format.extension: file_format for file_format in FORMATS}
BY_MEDIA_TYPE: Final = {file_format.media_type: file_format for file_format in FORMATS}

_UNSAFE: Final = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')


def file_name(title: str, extension: str) -> str:
    """Return ``<title>-melodie.<extension>``, without what a file system refuses.

    Keeps every script; a title of nothing but forbidden characters gives
    ``melodie.<extension>``.
    """
    stem = _UNSAFE.sub("_", title).strip(" ._")
    return f"{stem}-melodie.{extension}" if stem else f"melodie.{extension}"
