"""Debian's LilyPond compiles the downloaded source, and plays what was made."""

from pathlib import Path

from mido import MidiFile
from pypdf import PdfReader

from service4_lilypond.tests.agreement import close
from service4_lilypond.tests.readers import heard_in_midi
from tests.interop.melodies import Melody


def test_it_complains_of_nothing(compiled: tuple[Path, str]) -> None:
    _, complaints = compiled
    assert complaints == ""


def test_the_pages_carry_the_player(compiled: tuple[Path, str], melody: Melody) -> None:
    folder, _ = compiled
    pages = PdfReader(folder / f"{melody.stem.name}.pdf").pages
    words = " ".join(page.extract_text() for page in pages)
    assert melody.score.instrument.name.partition("♭")[0] in words
    assert "seed 7" in words


def test_the_music_is_the_melody(compiled: tuple[Path, str], melody: Melody) -> None:
    folder, _ = compiled
    performed = MidiFile(folder / f"{melody.stem.name}.midi")
    assert close(heard_in_midi(performed), melody.heard)
    programs = {m.program for track in performed.tracks for m in track if "program" in m.type}
    assert programs == {melody.score.instrument.program}
