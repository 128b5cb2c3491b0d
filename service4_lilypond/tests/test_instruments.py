import pytest

from melodie.contract import InstrumentChoice
from service4_lilypond.instruments import INSTRUMENTS

BOTTOM_LINE = {"treble": 30, "alto": 24, "tenor": 22, "bass": 18, "treble_8": 23, "bass_8": 11}
"""The lowest line of the staff, in diatonic steps above C0: E4 is 4 * 7 + 2."""

every_instrument = pytest.mark.parametrize("choice", INSTRUMENTS, ids=lambda choice: choice.id)


def test_the_piano_is_the_default() -> None:
    assert INSTRUMENTS[0].id == "piano"


def test_identifiers_and_names_are_unique() -> None:
    assert len({choice.id for choice in INSTRUMENTS}) == len(INSTRUMENTS)
    assert len({choice.instrument.name for choice in INSTRUMENTS}) == len(INSTRUMENTS)


@every_instrument
def test_a_range_holds_an_octave_at_least(choice: InstrumentChoice) -> None:
    assert choice.highest.key_number - choice.lowest.key_number >= 12


@every_instrument
def test_the_middle_of_the_written_range_lies_about_the_staff(choice: InstrumentChoice) -> None:
    sounding = (choice.lowest.staff_step + choice.highest.staff_step) / 2
    written = sounding - choice.instrument.diatonic
    middle_line = BOTTOM_LINE[choice.clef] + 4
    assert abs(written - middle_line) <= 5


@every_instrument
def test_no_clef_is_read_twice(choice: InstrumentChoice) -> None:
    assert len({choice.clef, *choice.other_clefs}) == 1 + len(choice.other_clefs)


@every_instrument
def test_a_transposition_moves_steps_and_semitones_alike(choice: InstrumentChoice) -> None:
    semitones, steps = choice.instrument.chromatic, choice.instrument.diatonic
    assert abs(semitones * 7 / 12 - steps) < 1


@pytest.mark.parametrize(
    ("identifier", "chromatic"),
    [("clarinet", -2), ("trumpet", -2), ("alto_sax", -9), ("horn", -7), ("double_bass", -12)],
)
def test_what_a_transposing_instrument_sounds_for_a_written_c(
    identifier: str, chromatic: int
) -> None:
    (found,) = [choice for choice in INSTRUMENTS if choice.id == identifier]
    assert found.instrument.chromatic == chromatic


def test_the_usual_voices_and_strings_are_on_offer() -> None:
    offered = {choice.id for choice in INSTRUMENTS}
    assert {"soprano", "alto", "tenor", "bass", "violin", "viola", "cello", "guitar"} <= offered
