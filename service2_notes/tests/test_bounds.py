"""Whatever is asked for gets a tune or a refusal that names the field, in bounded time."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from melodie.contract import RhythmBar, RhythmEvent
from melodie.errors import InvalidInput
from melodie.harmony import Chord, PlacedChord
from melodie.pitch import Pitch
from melodie.time_signature import TimeSignature
from service2_notes.composing import compose
from service2_notes.contours import CONTOURS
from service2_notes.keys import KEYS
from service2_notes.scales import SCALES
from service2_notes.tests.requests import a_request, quarters
from service2_notes.tests.rhythms import EIGHTH, Music, any_music


@given(
    any_music(),
    st.sampled_from(sorted(SCALES)),
    st.sampled_from(KEYS),
    st.integers(30, 80),
    st.integers(1, 24),
    st.sampled_from(sorted(CONTOURS)),
    st.integers(0, 100),
)
@settings(max_examples=200)
def test_every_rhythm_in_every_scale_gets_a_tune_in_range_or_a_refusal(  # noqa: PLR0917
    music: Music, scale: str, key: str, low: int, width: int, contour: str, slider: int
) -> None:
    names = ("C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
    lowest, highest = (
        Pitch.parse(f"{names[number % 12]}{number // 12 - 1}") for number in (low, low + width)
    )
    wanted = a_request(
        time_signature=music[0], bars=music[1], scale=scale, key=key, lowest=lowest,
        highest=highest, contour=contour, leaps=slider, wildness=slider // 2, seed=slider,
    )  # fmt: skip
    try:
        made = compose(wanted)
    except InvalidInput as refused:
        named = {fault.field for fault in refused.fields}
        assert named == {"lowest", "highest"}
        return
    assert [len(bar) for bar in made.bars] == [len(bar.events) for bar in wanted.bars]
    for pitches, bar in zip(made.bars, wanted.bars, strict=True):
        for pitch, event in zip(pitches, bar.events, strict=True):
            assert pitch is None or not event.rest
            assert pitch is None or low <= pitch.key_number <= low + width


@pytest.mark.parametrize("scale", ["major", "minor_pentatonic", "chromatic", "whole_tone"])
def test_a_range_of_two_notes_gets_a_tune_of_two_notes(scale: str) -> None:
    lowest, highest = Pitch.parse("C5"), Pitch.parse("Eb5" if "minor" in scale else "D5")
    made = compose(a_request(scale=scale, lowest=lowest, highest=highest))
    names = {pitch.name for bar in made.bars for pitch in bar if pitch}
    assert made.bars[-1][-1] == lowest
    assert "C" in names


def test_sixty_four_bars_of_the_shortest_notes_end_in_time() -> None:
    short = RhythmBar(events=(RhythmEvent(duration=EIGHTH / 16),) * 64)
    begun = time.process_time()
    made = compose(a_request(time_signature=TimeSignature(2, 4, (1, 1)), bars=(short,) * 64))
    assert len(made.bars) == 64
    assert time.process_time() - begun < 10


def test_a_melody_is_composed_over_the_chords_that_are_given() -> None:
    chords = [
        Chord("A", "minor"),
        Chord("F", "major"),
        Chord("C", "major"),
        Chord("G", "dominant7"),
    ]
    given = tuple((PlacedChord(EIGHTH * 0, chord),) for chord in chords)
    tones = ({"A", "C", "E"}, {"F", "A", "C"}, {"C", "E", "G"}, {"G", "B", "D", "F"})
    made = [compose(a_request(bars=quarters(4), chords=given, seed=seed)) for seed in range(40)]
    assert all(melody.chords == given for melody in made)
    downbeats = [
        bar[0].name in allowed
        for melody in made
        for bar, allowed in zip(melody.bars, tones, strict=True)
        if bar[0]
    ]
    assert sum(downbeats) > 0.8 * len(downbeats)
    assert {melody.bars[-1][-1].name for melody in made if melody.bars[-1][-1]} == {"G"}


def test_chords_for_another_number_of_bars_are_refused() -> None:
    with pytest.raises(InvalidInput) as refused:
        compose(a_request(chords=((),)))
    assert [fault.field for fault in refused.value.fields] == ["chords"]
