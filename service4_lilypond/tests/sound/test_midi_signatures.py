"""How a MIDI file writes an upbeat; ``test_midi`` asks other programs what they make of it."""

from fractions import Fraction

import pytest

from melodie.duration import TRIPLET
from service4_lilypond.sound.midi_signatures import MOST_BEATS, SignatureChange, time_signatures
from service4_lilypond.tests.shorthand import rhythm
from tests.builders import a_score, bar, note, rest, time_signature


@pytest.mark.parametrize(
    ("signature", "upbeat", "expected"),
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
def test_an_upbeat_has_the_unit_of_the_melody_where_that_fits(
    signature: str, upbeat: str, expected: tuple[int, int]
) -> None:
    assert upbeat_of(signature, upbeat) == expected


def upbeat_of(signature: str, *lengths: str) -> tuple[int, int]:
    time = time_signature(signature)
    upbeat = bar(*(note("C4", length) for length in lengths), pickup=True)
    full = bar(rest("8"), rest("8")) if signature == "16/1" else bar(rest(signature))
    first, second = time_signatures(a_score([upbeat, full], time_signature=time))
    assert (second.beats, second.unit) == (time.beats, time.unit)
    assert second.onset == sum(map(Fraction, lengths))
    return first.beats, first.unit


def test_a_length_that_no_byte_holds_becomes_the_next_longer_bar() -> None:
    beats, unit = upbeat_of("16/1", "8", "7", "1/32")
    assert (beats, unit) == (16, 1)
    assert MOST_BEATS < 15 * 32 + 1


def test_a_part_of_a_triplet_becomes_the_next_longer_bar() -> None:
    upbeat = bar(note("C4", "1/12", tuplet=TRIPLET), pickup=True)
    first, second = time_signatures(a_score([upbeat, bar(rest("1"))]))
    assert (first.beats, first.unit) == (1, 4)
    assert second.onset == Fraction(1, 12)


def test_without_an_upbeat_there_is_one_signature() -> None:
    (only,) = time_signatures(rhythm("9/8", "2. 4.", "2. 4."))
    assert only == SignatureChange(Fraction(0), 9, 8, Fraction(3, 8))
