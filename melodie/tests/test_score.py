import unicodedata
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from melodie.score import (
    ACCIDENTALS,
    MODE_FIFTHS,
    STEPS,
    TRIPLET,
    Bar,
    Duration,
    Event,
    Instrument,
    Key,
    Pitch,
    Score,
    SpelledPitch,
    Tempo,
    TimeSignature,
    Title,
    Tuplet,
    check_text,
)
from tests.builders import a_score, bar, metre, note, rest
from tests.scores import scores

SCORE: TypeAdapter[Score] = TypeAdapter(Score)
TITLE: TypeAdapter[str] = TypeAdapter(Title)
DURATION: TypeAdapter[Fraction] = TypeAdapter(Duration)
PITCH: TypeAdapter[Pitch] = TypeAdapter(SpelledPitch)
KEY_NUMBERS = [("C4", 60), ("A4", 69), ("Bb4", 70), ("B#3", 60), ("Cb4", 59), ("C-1", 0)]
KEY_NUMBERS += [("F##5", 79), ("Ebb2", 38), ("G9", 127)]


def pitches() -> st.SearchStrategy[Pitch]:
    return st.builds(
        Pitch,
        st.integers(0, 8),
        st.sampled_from(STEPS),
        st.sampled_from(sorted(ACCIDENTALS)),
    ).filter(lambda pitch: pitch.key_number > 1)


@pytest.mark.parametrize(("name", "key_number"), KEY_NUMBERS)
def test_a_spelled_pitch_has_its_midi_key(name: str, key_number: int) -> None:
    assert Pitch.parse(name).key_number == key_number


@given(pitches())
def test_a_pitch_reads_back_as_it_was_written(pitch: Pitch) -> None:
    assert Pitch.parse(str(pitch)) == pitch
    assert str(pitch) == f"{pitch.name}{pitch.octave}"


@given(pitches())
def test_an_octave_is_seven_steps_and_twelve_semitones(pitch: Pitch) -> None:
    above = Pitch(pitch.octave + 1, pitch.step, pitch.alter) if pitch.octave < 8 else pitch
    octaves = above.octave - pitch.octave
    assert above.staff_step - pitch.staff_step == 7 * octaves
    assert above.key_number - pitch.key_number == 12 * octaves


@pytest.mark.parametrize(
    "text",
    ["", "c4", "H4", "C", "4", "C###4", "C#b4", "C10", "C-2", "Cx4", " C4", "G#9", "Cb-1", "C٤"],
)
def test_what_is_no_pitch_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"must|written"):
        Pitch.parse(text)


@pytest.mark.parametrize("value", [60, None, ["C4"], {"step": "C"}])
def test_a_pitch_is_text(value: object) -> None:
    with pytest.raises(ValidationError):
        PITCH.validate_python(value)


@pytest.mark.parametrize(("step", "alter"), [("H", 0), ("", 0), ("CD", 0), ("C", 3)])
def test_a_pitch_cannot_be_made_of_nonsense(step: str, alter: int) -> None:
    with pytest.raises(ValueError, match=r"note name|two sharps"):
        Pitch(4, step, alter)


@pytest.mark.parametrize("text", ["1/4", "3/8", "1", "1/12", "8", "5/64"])
def test_a_duration_reads_back_as_it_was_written(text: str) -> None:
    assert DURATION.dump_python(DURATION.validate_python(text)) == text


@pytest.mark.parametrize("value", ["0.25", "1/0", "-1/4", "1e9", "x", "", 0.25, 1, None, "9" * 99])
def test_a_duration_is_never_a_float(value: object) -> None:
    with pytest.raises(ValidationError):
        DURATION.validate_python(value)


@pytest.mark.parametrize("duration", ["0", "9", "1/3", "1/512", "1/5"])
def test_no_note_lasts_what_cannot_be_written(duration: str) -> None:
    with pytest.raises(ValueError, match=r"duration|note value"):
        note("C4", duration)


def test_a_triplets_quaver_is_written_as_a_quaver() -> None:
    assert note("C4", "1/12", tuplet=TRIPLET).written == Fraction(1, 8)
    assert note("C4", "1/8").written == Fraction(1, 8)
    assert note("C4", "1/5", tuplet=Tuplet(5, 4)).written == Fraction(1, 4)


@pytest.mark.parametrize("ratio", [(2, 3), (7, 4), (0, 0), (3, 0)])
def test_only_tuplets_that_can_be_engraved_are_made(ratio: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="can be written"):
        Tuplet(*ratio)


def test_a_rest_is_never_tied() -> None:
    with pytest.raises(ValueError, match="rest cannot be tied"):
        Event(None, Fraction(1, 4), tie=True)


def test_beat_groups_fill_their_metre() -> None:
    with pytest.raises(ValueError, match="add up to 7"):
        TimeSignature(7, 8, (2, 2, 2))


def test_beat_groups_begin_where_the_last_one_ended() -> None:
    signature = metre("7/8", 2, 2, 3)
    assert signature.group_starts == (Fraction(0), Fraction(1, 4), Fraction(1, 2))
    assert signature.bar_length == Fraction(7, 8)
    assert str(signature) == "7/8"


@pytest.mark.parametrize(
    ("signature", "compound"),
    [
        (metre("6/8", 3, 3), True),
        (metre("12/8", 3, 3, 3, 3), True),
        (metre("3/8", 3), False),
        (metre("7/8", 2, 2, 3), False),
        (metre("6/4", 3, 3), False),
        (metre("6/8", 2, 2, 2), False),
    ],
)
def test_a_compound_metre_has_dotted_beats(signature: TimeSignature, compound: bool) -> None:
    assert signature.compound is compound


def test_a_tempo_counts_its_own_beat() -> None:
    assert Tempo(Fraction(3, 8), 80).quarters_per_minute == 120
    assert Tempo(Fraction(1, 4), 80).quarters_per_minute == 80


@pytest.mark.parametrize("beat", ["1/3", "5/8", "0", "7/8"])
def test_a_beat_is_a_plain_or_a_dotted_value(beat: str) -> None:
    with pytest.raises(ValueError, match="plain or a dotted"):
        Tempo(Fraction(beat), 80)


@pytest.mark.parametrize(
    ("tonic", "mode", "fifths"),
    [
        ("C", "major", 0),
        ("A", "minor", 0),
        ("Bb", "dorian", -4),
        ("F#", "major", 6),
        ("Gb", "major", -6),
        ("C#", "major", 7),
        ("E", "phrygian", 0),
        ("F", "lydian", 0),
        ("B", "locrian", 0),
        ("G", "mixolydian", 0),
    ],
)
def test_a_key_has_the_signature_of_its_mode(tonic: str, mode: Any, fifths: int) -> None:
    assert Key(tonic, "major", mode).fifths == fifths


@pytest.mark.parametrize(("tonic", "mode"), [("G#", "major"), ("Db", "minor"), ("Fb", "major")])
def test_a_key_with_double_accidentals_cannot_be_written(tonic: str, mode: Any) -> None:
    with pytest.raises(ValueError, match="without doubles"):
        Key(tonic, "major", mode)


def test_the_modes_stand_on_the_white_keys_in_order() -> None:
    white = {"F": "lydian", "C": "major", "G": "mixolydian", "D": "dorian", "A": "minor"}
    white |= {"E": "phrygian", "B": "locrian"}
    assert set(white.values()) == set(MODE_FIFTHS)
    for tonic, mode in white.items():
        assert Key(tonic, "x", mode).fifths == 0  # type: ignore[arg-type]  # the loop's strings are modes


def test_a_bar_lasts_as_long_as_its_events() -> None:
    assert bar(note("C4", "1/4"), rest("1/8"), note("D4", "1/12", tuplet=TRIPLET)).length == (
        Fraction(1, 4) + Fraction(1, 8) + Fraction(1, 12)
    )


def test_a_score_refuses_a_bar_that_does_not_fill_its_metre() -> None:
    with pytest.raises(ValueError, match="bar 2 lasts 3/4 instead of 1"):
        a_score([bar(note("C4", "1")), bar(note("C4", "3/4"))])


def test_an_upbeat_is_shorter_than_a_bar_and_comes_first() -> None:
    whole, upbeat = bar(note("C4", "1")), bar(note("G3", "1/4"), pickup=True)
    assert a_score([upbeat, whole]).bars[0].pickup
    with pytest.raises(ValueError, match="only the first bar"):
        a_score([whole, upbeat])
    with pytest.raises(ValueError, match="bar 1 lasts"):
        a_score([bar(note("C4", "5/4"), pickup=True), whole])


def test_a_tie_leads_to_the_same_pitch_over_a_barline_too() -> None:
    held = bar(note("C4", "1", tie=True))
    assert a_score([held, bar(note("C4", "1"))])
    for following in (note("D4", "1"), note("B#3", "1"), rest("1")):
        with pytest.raises(ValueError, match="same pitch"):
            a_score([held, bar(following)])


def test_a_tie_leads_somewhere() -> None:
    with pytest.raises(ValueError, match="tied to nothing"):
        a_score([bar(note("C4", "1", tie=True))])


@given(scores())
@settings(max_examples=25)
def test_a_score_survives_json(score: Score) -> None:
    assert SCORE.validate_json(SCORE.dump_json(score)) == score


@given(scores())
@settings(max_examples=25)
def test_the_same_score_is_the_same_bytes(score: Score) -> None:
    assert SCORE.dump_json(score) == SCORE.dump_json(SCORE.validate_json(SCORE.dump_json(score)))


@pytest.mark.parametrize(
    "fault",
    [
        {"colour": "red"},
        {"bars": []},
        {"bars": [{"events": []}]},
        {"tempo": {"beat_unit": "1/4", "bpm": 301}},
        {"tempo": {"beat_unit": "1/4", "bpm": 120.0}},
        {"clef": "mezzo"},
        {"title": ""},
        {"time_signature": {"beats": 4, "unit": 3, "groups": [4]}},
        {"time_signature": {"beats": "4", "unit": 4, "groups": [4]}},
        {"instrument": {"name": "Piano", "program": 128}},
        {"key": {"tonic": "H", "scale": "major", "mode": "major"}},
    ],
)
def test_a_score_of_another_shape_is_refused(fault: dict[str, Any]) -> None:
    sent = SCORE.dump_python(a_score(), mode="json")
    with pytest.raises(ValidationError):
        SCORE.validate_python(sent | fault)


@pytest.mark.parametrize("text", ["A tune", "春の海", "לילה טוב", "🎹", 'x"; touch y; "', "a" * 60])
def test_a_title_may_be_in_any_script(text: str) -> None:
    assert check_text(text) == unicodedata.normalize("NFC", text)


def test_a_title_is_composed_and_stripped() -> None:
    assert check_text("  Me\u0301lodie ") == "M\u00e9lodie"


@pytest.mark.parametrize(
    "text",
    ["", "   ", "a\nb", "a\x00b", "\u2028", "a\u2029b", "\ud800", "\ue000", "\u0378", "a" * 61],
)
def test_a_title_that_no_page_can_show_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="must"):
        check_text(text)


def test_a_title_may_not_grow_beyond_its_limit_when_composed() -> None:
    grows = "\ufb2c" * 21  # one character that Unicode always takes apart into three
    with pytest.raises(ValidationError):
        TITLE.validate_python(grows)


def test_an_instruments_name_is_text_for_a_page() -> None:
    adapter: TypeAdapter[Instrument] = TypeAdapter(Instrument)
    with pytest.raises(ValidationError):
        adapter.validate_python({"name": "Pi\nano", "program": 0})


def test_values_are_frozen() -> None:
    with pytest.raises(AttributeError):
        Bar((rest("1"),)).pickup = True  # type: ignore[misc]  # that it cannot be is the point
