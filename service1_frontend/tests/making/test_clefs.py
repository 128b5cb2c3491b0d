import pytest

from melodie.contract import InstrumentChoice
from melodie.pitch import Pitch
from melodie.score import Instrument
from service1_frontend.making.clefs import clef_for
from service1_frontend.recipes.options import Options


@pytest.mark.parametrize(
    ("instrument", "pitches", "expected"),
    [
        ("piano", "C4 E4 G4 C5", "treble"),
        ("piano", "C4 E4 B3 C4", "treble"),
        ("piano", "C3 E3 G3 C3", "bass"),
        ("cello", "C2 G2 D3 A3", "bass"),
        ("cello", "A3 E4 G4 F4", "tenor"),
        ("cello", "A4 C5 E5", "treble"),
        ("cello", "C4 D4 B3 E4 A3", "tenor"),
        ("cello", "C4 E4 G4 A4", "tenor"),
        ("cello", "C4 A3 G3 A3", "bass"),
        ("trombone", "C4 D4 F4 D4", "tenor"),
        ("bassoon", "E4 G4 F4", "tenor"),
        ("viola", "C3 G3 E5", "alto"),
        ("viola", "A5 B5 G5", "treble"),
        ("double_bass", "E1 A1 D2", "bass"),
        ("double_bass", "F3 G3 A3", "tenor"),
        # a part that only its usual clef is read in
        ("flute", "A6 C7", "treble"),
    ],
)
def test_a_player_reads_few_ledger_lines(
    options: Options, instrument: str, pitches: str, expected: str
) -> None:
    read = map(Pitch.parse, pitches.split())
    assert clef_for(options.instrument(instrument), read) == expected


def test_it_is_the_written_note_that_counts() -> None:
    sounding_low = InstrumentChoice(
        id="anything",
        instrument=Instrument("Anything", 0, -7, -12),
        clef="treble",
        other_clefs=("bass",),
        lowest=Pitch.parse("C3"),
        highest=Pitch.parse("C5"),
    )
    assert clef_for(sounding_low, [Pitch.parse("C3")]) == "treble"
    assert clef_for(sounding_low, [Pitch.parse("C2")]) == "bass"


@pytest.mark.parametrize("instrument", ["cello", "bassoon", "trombone", "double_bass"])
def test_a_line_that_lies_high_for_the_bass_clef_is_in_tenor_clef(
    options: Options, instrument: str
) -> None:
    choice = options.instrument(instrument)
    octaves = choice.instrument.diatonic // 7
    high = [Pitch(octave + octaves, step) for octave, step in ((4, "C"), (4, "D"), (4, "E"))]
    assert clef_for(choice, high) == "tenor"


def test_silence_is_read_in_the_usual_clef(options: Options) -> None:
    for choice in options.instruments:
        assert clef_for(choice, []) == choice.clef


@pytest.mark.parametrize("octave", range(2, 7))
def test_a_clef_is_one_that_the_player_reads(options: Options, octave: int) -> None:
    for choice in options.instruments:
        chosen = clef_for(choice, [Pitch(octave, "G")])
        assert chosen in (choice.clef, *choice.other_clefs)
