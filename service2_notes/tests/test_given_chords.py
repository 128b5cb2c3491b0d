"""A tune that is composed over given chords follows them, out of the scale if need be."""

from dataclasses import replace
from fractions import Fraction
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from melodie.chord_kinds import CHORD_KINDS, chord_tones
from melodie.contract import ChordsByBar, ChordsRequest, Notes
from melodie.harmony import Chord, PlacedChord
from melodie.pitch import SEMITONES, Pitch
from service2_notes.altering import followed
from service2_notes.asked import asked
from service2_notes.harmony.composing import compose_chords
from service2_notes.harmony.heard_chords import BarHarmony
from service2_notes.harmony.naming import Namer
from service2_notes.harmony.styled import grammar_of
from service2_notes.parents import parent_of
from service2_notes.scales import SCALES
from service2_notes.tests.requests import FOUR_FOUR, a_request, composed, quarters

BARS: Final = 8
SEEDS: Final = range(12)


def chosen(text: str, scale: str = "major") -> ChordsByBar:
    """Return the chords that are chosen for eight bars in C."""
    wanted = ChordsRequest(
        key="C", scale=scale, time_signature=FOUR_FOUR, bars=BARS, chords=text, seed=1
    )
    return compose_chords(wanted).bars


def tunes(text: str, scale: str = "major") -> list[Notes]:
    """Return several tunes over the same chords, all in quarters."""
    chords = chosen(text, scale)
    return [
        composed(a_request(scale=scale, bars=quarters(BARS), chords=chords, seed=seed))
        for seed in SEEDS
    ]


def semitone(name: str) -> int:
    """Return the semitones above C of a note's name."""
    return (SEMITONES[name[0]] + name.count("#") - name[1:].count("b")) % 12


def share_of_chord_tones(text: str, scale: str, beats: tuple[int, ...]) -> float:
    """Return how many of the notes on some beats are of the chord that they begin over."""
    heard = []
    for tune in tunes(text, scale):
        for pitches, chords in zip(tune.bars, tune.chords, strict=True):
            for beat in beats:
                over = [one.chord for one in chords if one.offset <= Fraction(beat, 4)][-1]
                pitch = pitches[beat]
                if over and pitch:
                    tones = {semitone(name) for name in chord_tones(over)}
                    heard.append(pitch.key_number % 12 in tones)
    return sum(heard) / len(heard)


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        ("pop", "major"),
        ("jazz_blues", "major"),
        ("C | E7 | F | Fm", "major"),
        ("andalusian", "natural_minor"),
        ("i | G7 | i | V7b9", "natural_minor"),
        ("rock", "mixolydian"),
        ("C+ | D+", "whole_tone"),
        ("C F | G C", "major"),
    ],
)
def test_strong_beats_have_notes_of_their_chords(text: str, scale: str) -> None:
    assert share_of_chord_tones(text, scale, (0,)) > 0.8
    assert share_of_chord_tones(text, scale, (0, 2)) > 0.75


def test_every_beat_is_heard_over_its_own_chord() -> None:
    assert share_of_chord_tones("C F G C |", "major", (1, 2, 3)) > 0.65


@pytest.mark.parametrize(
    ("text", "scale", "raised", "plain"),
    [
        ("Cm | G7", "natural_minor", "B", "Bb"),
        ("C | E7", "major", "G#", "G"),
        ("C | Fm", "major", "Ab", "A"),
    ],
)
def test_a_note_outside_the_scale_that_the_chord_has_is_taken_from_the_chord(
    text: str, scale: str, raised: str, plain: str
) -> None:
    found = [
        pitch
        for tune in tunes(text, scale)
        for number, bar in enumerate(tune.bars)
        for beat, pitch in enumerate(bar)
        if pitch and number % 2 and beat in (0, 2)
    ]
    names = [pitch.name for pitch in found]
    assert names.count(raised) > 3
    assert plain not in names


def test_what_leaves_the_scale_is_said_to() -> None:
    for tune in tunes("C | E7"):
        outside = {
            (bar, event)
            for bar, pitches in enumerate(tune.bars)
            for event, pitch in enumerate(pitches)
            if pitch and pitch.alter
        }
        assert {(place.bar, place.event) for place in tune.foreign} == outside


@pytest.mark.parametrize(("text", "end"), [("C | F", "C"), ("C | G", "G"), ("Am | Dm", "D")])
def test_a_tune_ends_at_home_or_on_the_root_of_its_last_chord(text: str, end: str) -> None:
    for tune in tunes(text):
        last = tune.bars[-1][-1]
        assert isinstance(last, Pitch)
        assert last.name == end


def test_blue_notes_stay_over_any_chord() -> None:
    assert not [place for tune in tunes("blues", "minor_blues") for place in tune.foreign]


def test_a_bar_returns_note_for_note_only_over_the_same_chords() -> None:
    music = asked(a_request(bars=quarters(BARS)))
    namer = Namer("C", music.parent, music.grammar)
    c, g = (_heard(namer, Chord(root, "major")) for root in "CG")
    returning = music.tune.bars[1]
    bars = (music.tune.bars[0], replace(returning, relation="literal", answers=0))
    tune = replace(music.tune, bars=bars)
    assert followed(tune, [c, c]) == tune
    assert followed(tune, [c, g]).bars[1].relation == "moved"


def _heard(namer: Namer, chord: Chord) -> BarHarmony:
    return namer.meant((PlacedChord(Fraction(0), chord),), Fraction(1, 2), _silence(namer))


def _silence(namer: Namer) -> BarHarmony:
    return BarHarmony(namer.tonic_chord, namer.tonic_chord)


@given(
    st.sampled_from(sorted(SCALES)),
    st.sampled_from([f"{step}{sign}" for step in "CDEFGAB" for sign in ("", "b", "#")]),
    st.sampled_from(list(CHORD_KINDS)),
)
def test_any_chord_has_a_meaning_in_any_scale(scale: str, root: str, kind: object) -> None:
    chord = Chord(root, kind[0], extension=kind[1])  # type: ignore[index]  # a key of the table
    parent = parent_of(SCALES[scale])
    heard = _heard(Namer("C", parent, grammar_of(scale)), chord).first
    tones = {semitone(name) for name in chord_tones(chord)}
    sounds = {
        (parent.semitones[degree] + dict(heard.altered).get(degree, 0)) % 12
        for degree in range(parent.size)
        if heard.has(degree)
    }
    assert sounds <= tones
    assert semitone(root) in sounds


def test_more_chords_than_two_are_each_heard_from_where_they_begin() -> None:
    namer = Namer("C", parent_of(SCALES["major"]), grammar_of("major"))
    placed = tuple(
        PlacedChord(Fraction(beat, 4), Chord(root, "major")) for beat, root in enumerate("CFG")
    )
    bar = namer.meant(placed, Fraction(1, 2), _silence(namer))
    assert [bar.at(tick, 8).root for tick in (0, 3, 4, 7, 8, 15)] == [0, 0, 3, 3, 4, 4]
