"""Sound files are tagged with title and instrument, and with how much of them is the sound."""

import io
import struct
import wave
from typing import Any, Final

import pytest
from mutagen.id3 import ID3
from mutagen.mp3 import MP3

from service4_lilypond.sound.audio import find_soundfont, mp3, wav
from service4_lilypond.sound.tags import count_frames, gapless_header, read_frame
from tests.builders import CLARINET, a_score, bar, note
from tests.scores import TITLES

FONT: Final = find_soundfont(None)


@pytest.mark.parametrize("title", TITLES)
def test_an_mp3_is_tagged_with_title_instrument_and_software(title: str) -> None:
    tags = ID3(io.BytesIO(mp3(a_score(title=title, instrument=CLARINET), FONT)))
    assert tags.version == (2, 3, 0)
    assert {name: str(tag) for name, tag in tags.items()} == {
        "TIT2": title,
        "TPE1": "Clarinet in B♭",
        "TSSE": "Mélodie, LAME3.100",
    }


@pytest.mark.parametrize("bars", [1, 3])
def test_an_mp3_is_as_long_as_the_wav_to_the_sample(bars: int) -> None:
    score = a_score([bar(note("A4", "1/1"))] * bars)
    reported: Any = MP3(io.BytesIO(mp3(score, FONT))).info
    with wave.open(io.BytesIO(wav(score, FONT))) as file:
        samples = file.getnframes()
    assert reported.length * reported.sample_rate == pytest.approx(samples, abs=0.5)
    assert reported.encoder_info.startswith("LAME 3.100")
    assert not reported.sketchy


def test_the_header_counts_the_frames_and_bytes_behind_it() -> None:
    encoded = mp3(a_score(), FONT)
    begin = encoded.index(b"\xff\xfb")
    header = encoded[begin:]
    at = header.index(b"Info")
    flags, frames, size = struct.unpack(">III", header[at + 4 : at + 16])
    assert (flags, frames, size) == (0b111, count_frames(header) - 1, len(header))
    assert at == 4 + 32


def test_the_slower_rate_has_a_header_of_its_kind() -> None:
    frame = bytes((0xFF, 0xF3, 0xA2, 0xC0)).ljust(314, b"\0")
    reported = read_frame(frame, 0)
    assert (reported.mpeg1, reported.kbps, reported.samples, reported.size) == (False, 96, 576, 314)
    header = gapless_header(frame * 3, 900)
    assert len(header) == 313
    assert header.index(b"Info") == 4 + 9
    assert read_frame(header, 0).size == len(header)
    delays = int.from_bytes(header[header.index(b"LAME") + 21 :][:3])
    assert (delays >> 12, delays & 0xFFF) == (576, 3 * 576 - 900 - 576)


@pytest.mark.parametrize("title", TITLES)
def test_a_wav_is_tagged_with_title_and_instrument(title: str) -> None:
    content = wav(a_score(title=title, instrument=CLARINET), FONT)
    assert struct.unpack("<I", content[4:8])[0] == len(content) - 8
    chunks = dict(read_chunks(content[12:]))
    assert list(chunks) == [b"fmt ", b"data", b"LIST"]
    reported = dict(read_chunks(chunks[b"LIST"].removeprefix(b"INFO")))
    assert {name: text.rstrip(b"\0").decode() for name, text in reported.items()} == {
        b"INAM": title,
        b"IART": "Clarinet in B♭",
        b"ISFT": "Mélodie",
    }


def read_chunks(content: bytes) -> list[tuple[bytes, bytes]]:
    chunks = []
    while content:
        name, size = struct.unpack("<4sI", content[:8])
        chunks.append((name, content[8 : 8 + size]))
        content = content[8 + size + size % 2 :]
    return chunks
