"""Bars that are kept stay, and the others are composed around them."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from melodie.contract import KeptPitches, Notes, NotesRequest
from melodie.errors import InvalidInput
from melodie.pitch import Pitch
from service2_notes.composing import compose
from service2_notes.tests.requests import a_request, composed, quarters
from service2_notes.tests.rhythms import Music, any_music

SEEDS = range(20)


def keeping(made: Notes, numbers: set[int]) -> tuple[KeptPitches, ...]:
    return tuple(KeptPitches(number=n, pitches=made.bars[n]) for n in sorted(numbers))


def over(music: Music, **wanted: object) -> NotesRequest:
    return a_request(time_signature=music[0], bars=music[1], **wanted)


@given(
    any_music(), st.sets(st.integers(0, 10)), st.integers(0, 10**6), st.sampled_from((0, 60, 100))
)
@settings(max_examples=150)
def test_any_number_of_bars_anywhere_stays_equal(
    music: Music, numbers: set[int], seed: int, wildness: int
) -> None:
    numbers = {number for number in numbers if number < len(music[1])}
    made = compose(over(music, seed=1))
    again = compose(over(music, seed=seed, wildness=wildness, kept=keeping(made, numbers)))
    assert all(again.bars[number] == made.bars[number] for number in numbers)


def test_a_new_seed_for_one_bar_changes_that_bar_alone() -> None:
    changed = 0
    for seed in SEEDS:
        made = composed(a_request(seed=seed))
        for bar in (0, 3, 5, 7):
            others = set(range(8)) - {bar}
            again = compose(a_request(seed=seed + 1000, kept=keeping(made, others)))
            assert all(again.bars[other] == made.bars[other] for other in others)
            changed += again.bars[bar] != made.bars[bar]
    assert changed > 0.7 * 4 * len(SEEDS)


def test_every_bar_can_be_kept() -> None:
    made = compose(a_request())
    assert compose(a_request(seed=99, kept=keeping(made, set(range(8))))).bars == made.bars


def test_what_is_kept_may_lie_outside_scale_and_range() -> None:
    odd = tuple(map(Pitch.parse, ("C#7", "F#2", "C#7", "F#2")))
    made = compose(a_request(kept=(KeptPitches(number=3, pitches=odd),)))
    assert made.bars[3] == odd
    assert made.foreign == ()


def test_the_bars_beside_a_kept_one_are_joined_to_it() -> None:
    high = (Pitch.parse("G5"),) * 4
    low = (Pitch.parse("D4"),) * 4

    def after(pitches: tuple[Pitch, ...]) -> float:
        kept = (KeptPitches(number=1, pitches=pitches),)
        firsts = [compose(a_request(seed=seed, kept=kept)).bars[2][0] for seed in SEEDS]
        return sum(pitch.key_number for pitch in firsts if pitch) / len(SEEDS)

    assert after(high) > after(low)


@pytest.mark.parametrize(
    "kept",
    [
        KeptPitches(number=8, pitches=(Pitch.parse("C4"),) * 4),
        KeptPitches(number=0, pitches=(Pitch.parse("C4"),) * 3),
    ],
)
def test_a_bar_that_does_not_fit_the_rhythm_is_refused(kept: KeptPitches) -> None:
    with pytest.raises(InvalidInput) as refused:
        compose(a_request(kept=(kept,)))
    assert [fault.field for fault in refused.value.fields] == ["kept"]


def test_a_pitch_for_a_rest_and_a_held_note_that_changes_are_refused() -> None:
    bars = list(quarters(2))
    rest = bars[0].events[0].model_copy(update={"rest": True})
    held = bars[0].events[0].model_copy(update={"tie": True})
    silent = bars[0].model_copy(update={"events": (rest, *bars[0].events[1:])})
    tied = bars[0].model_copy(update={"events": (*bars[0].events[1:], held)})
    low, high = (Pitch.parse("C4"),) * 4, (Pitch.parse("G4"),) * 4
    for first, kept in (
        (silent, (KeptPitches(number=0, pitches=low),)),
        (tied, (KeptPitches(number=0, pitches=low), KeptPitches(number=1, pitches=high))),
    ):
        with pytest.raises(InvalidInput, match="bar"):
            compose(a_request(bars=(first, bars[1]), kept=kept))


def test_a_note_that_is_held_into_a_kept_bar_has_its_pitch() -> None:
    bars = list(quarters(2))
    held = bars[0].events[0].model_copy(update={"tie": True})
    tied = bars[0].model_copy(update={"events": (*bars[0].events[1:], held)})
    kept = (KeptPitches(number=1, pitches=(Pitch.parse("A4"),) + (Pitch.parse("C5"),) * 3),)
    made = compose(a_request(bars=(tied, bars[1]), kept=kept))
    assert made.bars[0][3] == replace(Pitch.parse("A4"))
