"""How a MIDI file tells an upbeat; ``test_midi`` asks other programs what they make of it."""

from fractions import Fraction

import pytest

from melodie.score import TRIPLET
from service4_lilypond.midi_signatures import MOST_BEATS, SignatureChange, time_signatures
from service4_lilypond.tests.shorthand import rhythm
from tests.builders import a_score, bar, metre, note, rest


@pytest.mark.parametrize(
    ("signature", "upbeat", "told"),
    [
        ("4/4", "1/4", (1, 4)),
        ("4/4", "1/2", (2, 4)),
        ("4/4", "3/8", (3, 8)),
        ("2/2", "1/4", (1, 4)),
        ("6/8", "3/8", (3, 8)),
        ("6/8", "1/16", (1, 16)),
        ("5/4", "9/256", (9, 256)),
    ],
)
def test_an_upbeat_is_told_in_units_of_its_metre_where_that_fits(
    signature: str, upbeat: str, told: tuple[int, int]
) -> None:
    assert upbeat_of(signature, upbeat) == told


def upbeat_of(signature: str, *lengths: str) -> tuple[int, int]:
    time_signature = metre(signature)
    upbeat = bar(*(note("C4", length) for length in lengths), pickup=True)
    full = bar(rest("8"), rest("8")) if signature == "16/1" else bar(rest(signature))
    first, second = time_signatures(a_score([upbeat, full], time_signature=time_signature))
    assert (second.beats, second.unit) == (time_signature.beats, time_signature.unit)
    assert second.onset == sum(map(Fraction, lengths))
    return first.beats, first.unit


def test_what_no_byte_can_tell_is_told_as_the_next_longer_bar() -> None:
    beats, unit = upbeat_of("16/1", "8", "7", "1/32")
    assert (beats, unit) == (16, 1)
    assert MOST_BEATS < 15 * 32 + 1


def test_a_part_of_a_triplet_is_told_as_the_next_longer_bar() -> None:
    upbeat = bar(note("C4", "1/12", tuplet=TRIPLET), pickup=True)
    first, second = time_signatures(a_score([upbeat, bar(rest("1"))]))
    assert (first.beats, first.unit) == (1, 4)
    assert second.onset == Fraction(1, 12)


def test_without_an_upbeat_there_is_one_signature() -> None:
    (only,) = time_signatures(rhythm("9/8", "2. 4.", "2. 4."))
    assert only == SignatureChange(Fraction(0), 9, 8, Fraction(3, 8))
