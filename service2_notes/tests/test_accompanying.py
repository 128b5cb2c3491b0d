from fractions import Fraction
from itertools import accumulate, pairwise
from typing import Final

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from melodie.accompaniment import Struck
from melodie.chord_kinds import CHORD_KINDS, chord_tones
from melodie.contract import AccompanimentChoices
from melodie.errors import InvalidInput
from melodie.harmony import Chord
from melodie.pitch import Key, Spelling
from melodie.score import Bar
from melodie.time_signature import TimeSignature
from service2_notes.accompanying.patterns import PATTERNS
from service2_notes.tests.accompanied import a_tune, accompanied, chord, placed, told
from tests.builders import a_score, note, time_signature
from tests.scores import TIME_SIGNATURES

ROOTS: Final = ("C", "C#", "Db", "D", "Eb", "E", "F", "F#", "Gb", "G", "Ab", "A", "Bb", "B", "Cb")
C, F, G7, A_MINOR = chord("C"), chord("F"), chord("G", "dominant7"), chord("A", "minor")

CHORDS = st.builds(
    lambda root, kind, bass: Chord(root, kind[0], bass, kind[1]),
    st.sampled_from(ROOTS),
    st.sampled_from(list(CHORD_KINDS)),
    st.sampled_from((None, None, None, "E", "Bb")),
)


def pitch_classes(one: Chord) -> set[int]:
    names = [*chord_tones(one), *([one.bass] if one.bass else [])]
    spelled = (Spelling(4, name[0], name.count("#") - name.count("b")) for name in names)
    return {spelling.key_number % 12 for spelling in spelled}


def keys(voice: tuple[Struck, ...]) -> set[int]:
    return {pitch.key_number for one in voice for pitch in one.pitches}


@pytest.mark.parametrize("pattern", PATTERNS)
@given(time=st.sampled_from(TIME_SIGNATURES), chords=st.lists(CHORDS, min_size=1, max_size=6))
@settings(max_examples=20, deadline=None)
def test_every_pattern_plays_the_chords_of_every_bar_of_every_time_signature(
    pattern: str, time: TimeSignature, chords: list[Chord]
) -> None:
    made = accompanied(a_tune(*(placed(("0", one)) for one in chords), time=time), pattern)
    for one, bar in zip(chords, made.bars, strict=True):
        assert bar.length == time.bar_length
        assert {key % 12 for key in keys(bar.chords)} <= pitch_classes(one)
        assert keys(bar.bass)
        assert pattern == "walking" or {key % 12 for key in keys(bar.bass)} <= pitch_classes(one)
    assert keys(made.bars[-1].chords)


@pytest.mark.parametrize("pattern", PATTERNS)
@given(lowest=st.integers(58, 80), chords=st.lists(CHORDS, min_size=1, max_size=5))
@settings(max_examples=15, deadline=None)
def test_all_lies_below_a_tune_that_is_not_low_itself(
    pattern: str, lowest: int, chords: list[Chord]
) -> None:
    pitch = str(Spelling.spelled_near(7 * lowest // 12 - 7, lowest))
    made = accompanied(a_tune(*(placed(("0", one)) for one in chords), pitch=pitch), pattern)
    for bar in made.bars:
        assert max(keys(bar.chords)) < lowest
        assert max(keys(bar.chords)) - min(keys(bar.chords)) <= 12
        assert max(keys(bar.bass)) < max(keys(bar.chords))
        assert min(keys(bar.bass)) >= 28


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_change_within_a_bar_is_heard_when_it_comes(pattern: str) -> None:
    half = placed(("0", C), ("1/2", F))
    bar = accompanied(a_tune(half, placed(("0", C))), pattern).bars[0]
    starts = [Fraction(0), *accumulate(one.duration for one in bar.bass)]
    heard = {
        at: one.pitches[0].name for at, one in zip(starts, bar.bass, strict=False) if one.pitches
    }
    assert (heard[Fraction(0)], heard[Fraction(1, 2)]) == ("C", "F")
    starts = [Fraction(0), *accumulate(one.duration for one in bar.chords)]
    for at, one in zip(starts, bar.chords, strict=False):
        sounding = pitch_classes(C if at < Fraction(1, 2) else F)
        assert {pitch.key_number % 12 for pitch in one.pitches} <= sounding


def test_no_chord_is_silence_until_the_next_one() -> None:
    tune = a_tune(placed(("0", C), ("1/2", None)), (), placed(("1/2", F)), placed(("0", C)))
    first, second, third, _ = accompanied(tune, "held").bars
    assert told(first.chords)[-1] == ("", "1/2")
    assert told(second.bass) == [("", "1")]
    assert told(third.bass) == [("", "1/2"), ("F2", "1/2")]


def test_a_chord_goes_on_where_nothing_is_said() -> None:
    bars = accompanied(a_tune(placed(("0", C)), (), placed(("0", F))), "held").bars
    assert bars[1].chords == bars[0].chords


def test_an_upbeat_is_silent() -> None:
    upbeat = Bar((note("G4", "1/4"),), pickup=True, chords=placed(("0", C)))
    full = Bar((note("C5", "1"),))
    bars = accompanied(a_score([upbeat, full, full]), "march").bars
    assert told(bars[0].chords) == told(bars[0].bass) == [("", "1/4")]
    assert told(bars[1].bass)[0] == ("C3", "1/8")


def test_a_waltz_has_the_bass_on_the_first_beat_and_chords_after_it() -> None:
    bars = (placed(("0", C)), placed(("0", C)), placed(("0", C)))
    waltz = accompanied(a_tune(*bars, time=time_signature("3/4", 3)), "waltz")
    assert told(waltz.bars[0].bass) == [("C3", "1/4"), ("", "1/2")]
    assert told(waltz.bars[1].bass) == [("G2", "1/4"), ("", "1/2")]
    assert [text for text, _ in told(waltz.bars[0].chords)] == ["", "G3 C4 E4", "G3 C4 E4"]


def test_the_last_bar_comes_to_rest_whatever_the_pattern() -> None:
    bars = [accompanied(a_tune(placed(("0", F)), placed(("0", C))), name).bars for name in PATTERNS]
    assert all(len(last.chords) == len(last.bass) == 1 for _, last in bars)


def test_a_slash_chord_has_the_bass_that_it_asks_for() -> None:
    slash = accompanied(a_tune(placed(("0", chord("C", bass="E")))), "held").bars[0]
    assert told(slash.bass) == [("E2", "1")]


def test_the_leading_note_is_not_doubled_where_the_bass_has_it() -> None:
    for leading in (
        chord("G", bass="B"),
        chord("B", "diminished"),
        chord("G", "dominant7", bass="B"),
    ):
        bar = accompanied(a_tune(placed(("0", C)), placed(("0", leading)), ()), "held").bars[1]
        assert "B" not in {pitch.name for one in bar.chords for pitch in one.pitches}


def test_a_walking_bass_is_on_the_root_of_each_new_chord_and_never_stands_still() -> None:
    tune = a_tune(*(placed(("0", one)) for one in (C, A_MINOR, F, G7, G7, C)))
    bars = accompanied(tune, "walking").bars
    assert [bar.bass[0].pitches[0].name for bar in bars[:4]] == ["C", "A", "F", "G"]
    walked = [one.pitches[0].key_number for bar in bars[:-1] for one in bar.bass]
    assert len(walked) == 20
    assert all(a != b for a, b in pairwise(walked))


def test_notes_are_spelled_as_their_chord_spells_them() -> None:
    flat = a_tune(placed(("0", chord("Gb", "minor7"))), key=Key("Gb", "major", "major"))
    bar = accompanied(flat, "held").bars[0]
    names = {pitch.name for one in (*bar.chords, *bar.bass) for pitch in one.pitches}
    assert names <= {"Gb", "Bbb", "Db", "Fb"}


def test_the_same_request_always_gives_the_same() -> None:
    tune = a_tune(*(placed(("0", one)) for one in (C, A_MINOR, F, G7, C)))
    assert accompanied(tune, "bossa") == accompanied(tune, "bossa")


def test_what_is_not_offered_and_what_has_no_chords_is_refused() -> None:
    with pytest.raises(InvalidInput) as unknown:
        accompanied(a_tune(placed(("0", C))), "polka")
    with pytest.raises(InvalidInput) as bare:
        accompanied(a_tune((), ()), "held")
    assert [(fault.field, fault.code) for fault in unknown.value.fields] == [
        ("pattern", "not_offered")
    ]
    assert [(fault.field, fault.code) for fault in bare.value.fields] == [("score", "no_chords")]


def test_every_pattern_is_listed_with_its_words(client: FlaskClient) -> None:
    listed = AccompanimentChoices.model_validate(client.get("/v1/accompaniments").json)
    assert [one.id for one in listed.accompaniments] == list(PATTERNS)
    assert all(one.name and one.description.endswith(".") for one in listed.accompaniments)
