"""MuseScore reads the MIDI and the MusicXML file as the melody that was made."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree as ET

import music21
import pytest
from mido import MidiFile
from PIL import Image

from service4_lilypond.tests.readers import heard_by_music21, heard_in_midi
from tests.interop.chords import chords_read, meant_chords
from tests.interop.melodies import Melody

pytestmark = pytest.mark.usefixtures("opened")

HEADING_HEIGHT = 0.1
"""Of the page, from its top: title and player stand there."""


def document(path: Path) -> ET.Element:
    return ET.parse(path).getroot()  # noqa: S314 - MuseScore's own


def bar_lengths(root: ET.Element) -> Iterator[Fraction]:
    """How long every bar is, in whole notes."""
    divisions = Fraction(root.findtext(".//divisions", "1"))
    for measure in root.iter("measure"):
        durations = (Fraction(d.text or "0") for d in measure.iterfind("note/duration"))
        yield sum(durations, Fraction(0)) / divisions / 4


def test_the_midi_file_has_its_bars_its_upbeat_and_its_metre(melody: Melody) -> None:
    root = document(melody.path("-midi.musicxml"))
    assert list(bar_lengths(root)) == [bar.length for bar in melody.score.bars]
    first = 0 if melody.score.bars[0].pickup else 1
    numbers = [int(measure.attrib["number"]) for measure in root.iter("measure")]
    assert numbers == list(range(first, first + len(melody.score.bars)))
    metres = [(time.findtext("beats"), time.findtext("beat-type")) for time in root.iter("time")]
    signature = melody.score.time_signature
    assert metres == [(str(signature.beats), str(signature.unit))]


def test_the_midi_file_has_its_key(melody: Melody) -> None:
    root = document(melody.path("-midi.musicxml"))
    assert [key.text for key in root.iter("fifths")] == [str(melody.score.key.fifths)]


def test_the_midi_file_has_its_notes(melody: Melody) -> None:
    # How long they are held it tidies up: MIDI tells no note from a shorter one and a rest.
    heard = heard_by_music21(melody.path("-midi.musicxml").read_bytes())
    meant = [(onset, key) for onset, _, key in melody.heard]
    assert [(onset, key) for onset, _, key in heard] == meant


def test_the_midi_file_names_its_player_in_letters_that_are_read(melody: Melody) -> None:
    (part,) = document(melody.path("-midi.musicxml")).iter("part-name")
    name = melody.score.instrument.name.replace("♭", "b")
    assert name in (part.text or "")


def test_the_musicxml_file_has_its_notes(melody: Melody) -> None:
    assert heard_by_music21(melody.path("-musescore.musicxml").read_bytes()) == melody.heard


def test_the_musicxml_file_has_its_chords_for_music21(melody: Melody) -> None:
    read = music21.converter.parse(melody.path(".musicxml"), format="musicxml")
    moved = melody.score.instrument.transposition
    assert chords_read(read, moved) == meant_chords(melody.score)


def test_the_musicxml_file_has_its_chords_for_musescore(melody: Melody) -> None:
    read = music21.converter.parse(melody.path("-musescore.musicxml"), format="musicxml")
    heard = chords_read(read, melody.score.instrument.transposition)
    # It keeps the place of N.C. within a note to itself: what it saves has it at the beginning.
    sounding = [one[:3] for one in heard if one.notes]
    assert sounding == [one[:3] for one in meant_chords(melody.score) if one.notes]
    assert len(heard) == len(meant_chords(melody.score))


def test_the_musicxml_file_is_played_as_it_is_written(melody: Melody) -> None:
    performed = heard_in_midi(MidiFile(melody.path("-musescore.mid")))
    meant = [(onset, key) for onset, _, key in melody.heard]
    assert [(onset, key) for onset, _, key in performed] == meant


def test_title_and_player_stand_above_the_music(melody: Melody) -> None:
    root = document(melody.path("-musescore.musicxml"))
    words = {element.text for element in root.iter("credit-words")}
    assert words == {melody.score.title, melody.score.instrument.name}


def test_title_and_player_are_seen_on_the_page(melody: Melody) -> None:
    with Image.open(melody.path("-musescore-1.png")) as page:
        paper = Image.new("RGBA", page.size, "white")
        paper.alpha_composite(page.convert("RGBA"))
    grey = paper.convert("L")
    height = int(grey.height * HEADING_HEIGHT)
    half = grey.width // 2
    title = grey.crop((half // 2, 0, half + half // 2, height))
    player = grey.crop((0, 0, half // 2, height))
    for part in (title, player):
        assert sum(part.histogram()[:128]) > 20
