import pytest
from hypothesis import given
from hypothesis import strategies as st

from melodie.errors import InvalidInput
from melodie.pitch import FIFTHS, Key, Pitch
from melodie.score import Instrument
from service4_lilypond.notation.notation import notate
from service4_lilypond.notation.transposing import part_transposition, written_pitch
from tests.builders import CLARINET, PIANO, a_score, bar, note

ALTO_SAX = Instrument("Alto saxophone", 65, -5, -9)
HORN = Instrument("Horn in F", 60, -4, -7)
GUITAR = Instrument("Guitar", 24, -7, -12)


@pytest.mark.parametrize(
    ("instrument", "sounding", "expected"),
    [
        (PIANO, "Bb4", "Bb4"),
        (CLARINET, "Bb4", "C5"),
        (CLARINET, "E4", "F#4"),
        (ALTO_SAX, "Eb4", "C5"),
        (ALTO_SAX, "F#3", "D#4"),
        (HORN, "F4", "C5"),
        (GUITAR, "E2", "E3"),
    ],
)
def test_the_player_reads_the_pitch_that_sounds_right(
    instrument: Instrument, sounding: str, expected: str
) -> None:
    moved = part_transposition(a_score(instrument=instrument))
    pitch = written_pitch(Pitch.parse(sounding), moved)
    assert f"{pitch.name}{pitch.octave}" == expected


@pytest.mark.parametrize(
    ("key", "instrument", "tonic", "fifths"),
    [
        (Key("C", "major", "major"), PIANO, "C", 0),
        (Key("Bb", "major", "major"), CLARINET, "C", 0),
        (Key("D", "dorian", "dorian"), CLARINET, "E", 2),
        (Key("A", "minor", "minor"), HORN, "E", 1),
        # seven sharps and two more: the twin in flats
        (Key("C#", "major", "major"), CLARINET, "Eb", -3),
        (Key("B", "major", "major"), ALTO_SAX, "Ab", -4),
        # seven are avoided where the twin has five
        (Key("G#", "harmonic_minor", "minor"), CLARINET, "Bb", -5),
        (Key("E", "major", "major"), ALTO_SAX, "Db", -5),
        (Key("E", "major", "major"), CLARINET, "F#", 6),
        (Key("C#", "major", "major"), PIANO, "C#", 7),
        (Key("C#", "major", "major"), GUITAR, "C#", 7),
        (Key("Cb", "major", "major"), Instrument("Clarinet in A", 71, -2, -3), "D", 2),
    ],
)
def test_the_written_key_moves_along(
    key: Key, instrument: Instrument, tonic: str, fifths: int
) -> None:
    part = notate(a_score(key=key, instrument=instrument))
    assert (part.tonic, part.fifths, part.mode) == (tonic, fifths, key.mode)


def test_pitches_go_with_the_twin_of_the_key() -> None:
    score = a_score(
        [bar(note("C#4", "1/2"), note("E#4", "1/2"))],
        key=Key("C#", "major", "major"),
        instrument=CLARINET,
    )
    (written,) = notate(score).bars
    assert [event.pitch.name for event in written.events if event.pitch] == ["Eb", "G"]


@pytest.mark.parametrize(("sounding", "instrument"), [("C-1", PIANO), ("G9", GUITAR)])
def test_what_no_staff_can_hold_is_refused(sounding: str, instrument: Instrument) -> None:
    with pytest.raises(InvalidInput, match="beyond what can be written"):
        notate(a_score([bar(note(sounding, "1"))], instrument=instrument))


pitches = st.builds(Pitch, st.integers(3, 5), st.sampled_from("CDEFGAB"), st.integers(-2, 2))
instruments = st.builds(
    Instrument,
    st.just("Anything"),
    st.just(0),
    st.integers(-14, 14),
    st.integers(-24, 24),
)
keys = st.builds(Key, st.sampled_from(sorted(FIFTHS)), st.just("major"), st.just("major"))


@given(pitches, instruments, keys)
def test_any_transposition_keeps_the_sound(pitch: Pitch, instrument: Instrument, key: Key) -> None:
    score = a_score(instrument=instrument, key=key)
    moved = part_transposition(score)
    assert abs(key.fifths - moved.fifths) <= (7 if moved.fifths == 0 else 6)
    written = written_pitch(pitch, moved)
    natural = Pitch(written.octave, written.step).key_number
    assert natural + written.alter + instrument.chromatic == pitch.key_number
