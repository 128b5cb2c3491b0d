"""Tags of sound files: title, instrument, and where the sound begins and ends."""

import io
import struct
from typing import Final, NamedTuple

from mutagen.id3 import ID3, TIT2, TPE1, TSSE

from melodie.score import Score

SOFTWARE: Final = "Mélodie"

ENCODER: Final = b"LAME3.100"
"""Players trust the delays of an encoder that they know; lameenc is LAME."""

ENCODER_DELAY: Final = 576
"""Samples of silence that LAME begins with; a decoder adds its own and knows of them."""

MPEG1_KBPS: Final = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
MPEG2_KBPS: Final = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
MPEG1_RATES: Final = (44_100, 48_000, 32_000)

MONO: Final = 0b11
SHAPES: Final = {
    (True, True): (1152, 17),
    (True, False): (1152, 32),
    (False, True): (576, 9),
    (False, False): (576, 17),
}
"""Samples of a frame, and bytes of its side information, by version and channels."""

FRAMES_AND_BYTES_AND_PLACES: Final = 0b111
PLACES: Final = bytes(256 * percent // 100 for percent in range(100))
"""Where each hundredth of the sound is found in the file: all bytes last equally long."""


class Frame(NamedTuple):
    """The header of an MP3 frame; sizes are in bytes."""

    mpeg1: bool
    kbps: int
    size: int
    samples: int
    side_info: int


def id3(score: Score) -> bytes:
    """Return the tag that an MP3 file begins with."""
    tag = ID3()
    tag.add(TIT2(encoding=1, text=score.title))
    tag.add(TPE1(encoding=1, text=score.instrument.name))
    tag.add(TSSE(encoding=1, text=f"{SOFTWARE}, {ENCODER.decode()}"))
    file = io.BytesIO()
    # Version 2.3 is the one that all players read.
    tag.save(file, v2_version=3, padding=lambda _: 0)
    return file.getvalue()


def with_info(wav: bytes | memoryview, score: Score) -> bytes:
    """Return a WAV file with one more chunk: title, instrument and software, in UTF-8."""
    tags = {b"INAM": score.title, b"IART": score.instrument.name, b"ISFT": SOFTWARE}
    info = _chunk(b"LIST", b"INFO" + b"".join(_text(name, text) for name, text in tags.items()))
    size = struct.pack("<I", len(wav) + len(info) - 8)
    return b"".join((wav[:4], size, wav[8:], info))


def _text(name: bytes, text: str) -> bytes:
    return _chunk(name, text.encode() + b"\0")


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def gapless_header(encoded: bytes | bytearray, samples: int) -> bytes:
    """Return the frame to put before those ``encoded`` from ``samples``, for gapless playback.

    An encoder fills up the first and the last frame with silence; without this
    header, players play it, and guess how long the file is. The frame itself is
    silent.
    """
    first, count = read_frame(encoded, 0), count_frames(encoded)
    padding = count * first.samples - samples - ENCODER_DELAY
    header = bytes((*encoded[:2], encoded[2] & ~0b10, encoded[3]))
    size = first.size - (encoded[2] >> 1 & 1)
    xing = struct.pack(">4sIII", b"Info", FRAMES_AND_BYTES_AND_PLACES, count, size + len(encoded))
    delays = struct.pack(">I", ENCODER_DELAY << 12 | padding)[1:]
    lame = ENCODER + bytes((1, 0)) + bytes(8) + bytes((0, first.kbps)) + delays + bytes(4)
    frame = header + bytes(first.side_info) + xing + PLACES + lame
    frame += struct.pack(">IH", size + len(encoded), 0)
    return (frame + struct.pack(">H", _crc16(frame))).ljust(size, b"\0")


def count_frames(encoded: bytes | bytearray) -> int:
    """Return how many frames of MP3 there are."""
    at = count = 0
    while at < len(encoded):
        at += read_frame(encoded, at).size
        count += 1
    return count


def read_frame(encoded: bytes | bytearray, at: int) -> Frame:
    """Return the header of the frame of MP3 that begins ``at``."""
    mpeg1, mono = bool(encoded[at + 1] & 0b1000), encoded[at + 3] >> 6 == MONO
    kbps = (MPEG1_KBPS if mpeg1 else MPEG2_KBPS)[encoded[at + 2] >> 4]
    rate = MPEG1_RATES[encoded[at + 2] >> 2 & 0b11] // (1 if mpeg1 else 2)
    samples, side_info = SHAPES[mpeg1, mono]
    size = samples // 8 * kbps * 1000 // rate + (encoded[at + 2] >> 1 & 1)
    return Frame(mpeg1, kbps, size, samples, side_info)


def _crc16(data: bytes) -> int:
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc
