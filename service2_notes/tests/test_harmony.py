"""Chords that arrive: cadences where the form wants them, and names that musicians read."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mingus.core import chords as mingus_chords

from melodie.contract import Chords, ChordsRequest, KeptChords
from melodie.errors import InvalidInput
from melodie.form import BarForm, PhraseEnd
from melodie.harmony import Chord, PlacedChord
from melodie.time_signature import TimeSignature
from service2_notes.harmony.composing import compose_chords
from service2_notes.keys import KEYS
from service2_notes.ladder import spelled
from service2_notes.scales import SCALES
from service2_notes.tests.shorthands import SHORTHANDS

FOUR_FOUR = TimeSignature(4, 4, (2, 2))
SEVEN_NOTES = sorted(scale.id for scale in SCALES.values() if len(scale.degrees) == 7)
HALF, FINAL = PhraseEnd(event=0, cadence="half"), PhraseEnd(event=0, cadence="final")
PERIOD = tuple(
    BarForm(
        relation="literal" if place in (4, 5) else "new",
        answers=place - 4 if place in (4, 5) else None,
        phrase_end={3: HALF, 7: FINAL}.get(place),
    )
    for place in range(8)
)

OPEN = tuple(BarForm(phrase_end={3: HALF, 7: FINAL}.get(place)) for place in range(8))


def wanted(**asked: object) -> ChordsRequest:
    usual = {
        "key": "C", "scale": "major", "time_signature": FOUR_FOUR, "bars": 8,
        "form": PERIOD, "seed": 1,
    }  # fmt: skip
    return ChordsRequest(**{**usual, **asked})


def roots(made: Chords) -> list[list[str]]:
    return [[placed.chord.root for placed in bar if placed.chord] for bar in made.bars]


@pytest.mark.parametrize("scale", sorted(SCALES))
def test_every_tune_ends_on_its_tonic_chord_and_most_begin_with_it(scale: str) -> None:
    made = [roots(compose_chords(wanted(scale=scale, key="D", seed=seed))) for seed in range(40)]
    assert all(bars[7] == ["D"] for bars in made)
    assert sum(bars[0][0] == "D" for bars in made) > 28


def test_the_first_four_bars_have_many_chords_and_no_succession_is_the_usual_one() -> None:
    made = [roots(compose_chords(wanted(seed=seed, form=OPEN))) for seed in range(80)]
    openings = Counter(str(bars[:4]) for bars in made)
    assert len(openings) > 35
    assert max(openings.values()) < 12


def test_a_half_close_on_the_dominant_has_no_seventh() -> None:
    made = [compose_chords(wanted(seed=seed)).bars[3][-1].chord for seed in range(60)]
    assert {chord.quality for chord in made if chord and chord.root == "G"} == {"major"}


@pytest.mark.parametrize("other", ["dance", "hymn", "riff"])
def test_one_seed_has_other_chords_in_another_style(other: str) -> None:
    def made(style: str, seed: int) -> list[list[str]]:
        return roots(compose_chords(wanted(style=style, seed=seed, form=OPEN)))

    assert sum(made("song", seed) == made(other, seed) for seed in range(60)) < 5


def test_the_first_half_mostly_pauses_on_the_dominant_and_a_dominant_leads_home() -> None:
    made = [roots(compose_chords(wanted(seed=seed))) for seed in range(100)]
    assert sum(bars[3][-1] == "G" for bars in made) > 65
    assert all(bars[6][-1] == "G" for bars in made)


def test_a_bar_that_returns_brings_its_chords_back() -> None:
    for seed in range(30):
        made = compose_chords(wanted(seed=seed)).bars
        assert made[4:6] == made[:2]


@given(
    st.sampled_from(SEVEN_NOTES), st.sampled_from(KEYS), st.integers(1, 64), st.integers(0, 10**9)
)
@settings(max_examples=200)
def test_chords_of_a_scale_are_made_of_it_but_for_a_raised_or_added_seventh(
    scale: str, key: str, bars: int, seed: int
) -> None:
    made = compose_chords(wanted(scale=scale, key=key, bars=bars, form=(), seed=seed))
    steps = range(28, 28 + 7)
    inside = {spelled(made.key.tonic, SCALES[scale], step).key_number % 12 for step in steps}
    assert len(made.bars) == bars
    for chord in (placed.chord for bar in made.bars for placed in bar if placed.chord):
        notes = mingus_chords.from_shorthand(chord.root + SHORTHANDS[chord.quality])
        heard = [_semitone(note) in inside for note in notes]
        assert heard[0]
        assert heard.count(False) <= 1 + (scale == "natural_minor")


@given(st.sampled_from(SEVEN_NOTES), st.sampled_from(KEYS), st.integers(0, 10**9))
@settings(max_examples=100)
def test_a_root_is_spelled_as_a_degree_of_the_key_unless_that_takes_two_accidentals(
    scale: str, key: str, seed: int
) -> None:
    made = compose_chords(wanted(scale=scale, key=key, bars=16, form=(), seed=seed))
    degrees = {spelled(made.key.tonic, SCALES[scale], step).name for step in range(28, 28 + 7)}
    strange = [root for bar in roots(made) for root in bar if root not in degrees]
    assert not strange or any(len(name) > 2 for name in degrees)


def _semitone(note: str) -> int:
    letters = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
    return (letters[note[0]] + note.count("#") - note.count("b")) % 12


@pytest.mark.parametrize(
    ("scale", "tonic"),
    [
        ("major", "major"), ("natural_minor", "minor"), ("dorian", "minor"),
        ("lydian", "major"), ("locrian", "diminished"), ("minor_blues", "dominant7"),
        ("whole_tone", "augmented"), ("octatonic", "diminished7"), ("major_pentatonic", "major"),
    ],
)  # fmt: skip
def test_a_scale_has_the_tonic_chord_that_a_musician_would_use(scale: str, tonic: str) -> None:
    first = compose_chords(wanted(scale=scale)).bars[0][0].chord
    assert first is not None
    assert first.quality == tonic


@pytest.mark.parametrize(
    ("scale", "style"), [("minor_blues", "song"), ("major_blues", "blues"), ("major", "blues")]
)
def test_twelve_bars_of_blues_are_the_blues_and_turn_round_at_their_end(
    scale: str, style: str
) -> None:
    for seed in range(20):
        made = roots(compose_chords(wanted(scale=scale, style=style, bars=12, form=(), seed=seed)))
        first = "".join(bar[0] for bar in made)
        assert first[0] + first[2:9] + first[10:] == "CCCFFCCGCC"
        assert made[11] == ["C", "G"]


def test_kept_bars_keep_their_chords_and_the_others_are_drawn_around_them() -> None:
    odd = (PlacedChord(Fraction(0), Chord("Ab", "major7", "C")),)
    for seed in range(10):
        made = compose_chords(wanted(seed=seed, kept=(KeptChords(number=2, chords=odd),)))
        assert made.bars[2] == odd
        assert made.bars[7][0].chord == Chord("C", "major")


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"scale": "nope"}, "scale"),
        ({"style": "nope"}, "style"),
        ({"key": "E#"}, "key"),
        ({"bars": 7}, "form"),
        ({"kept": (KeptChords(number=8, chords=()),)}, "kept"),
    ],
)
def test_what_cannot_be_is_refused_by_name(asked: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        compose_chords(wanted(**asked))
    assert [fault.field for fault in refused.value.fields] == [field]
