"""The time and key signatures of a MIDI file."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Final

from melodie.duration import is_dyadic
from melodie.pitch import MODE_FIFTHS, Key, note_on_fifths
from melodie.score import Score
from melodie.time_signature import TimeSignature

MOST_BEATS: Final = 255
"""The most beats that a time signature, with one byte for them, can hold."""

MINOR_MODES: Final = {"minor", "dorian", "phrygian", "locrian"}
"""Those with a minor third, which MIDI calls minor; it knows no other modes."""


@dataclass(frozen=True, slots=True)
class SignatureChange:
    """A time signature from ``onset`` on, and the ``click`` of its metronome; in whole notes."""

    onset: Fraction
    beats: int
    unit: int
    click: Fraction


def time_signatures(score: Score) -> tuple[SignatureChange, ...]:
    """Return the time signatures of ``score`` in the order of time.

    An upbeat has one of its own, as long as itself, and the melody's follows with
    the first full bar, so that programs count the bars right.
    """
    time = score.time_signature
    click = Fraction(3 if time.compound else 1, time.unit)
    if not score.bars[0].pickup:
        return (SignatureChange(Fraction(0), time.beats, time.unit, click),)
    length = score.bars[0].length
    beats, unit = _upbeat(length, time)
    return (
        SignatureChange(Fraction(0), beats, unit, click),
        SignatureChange(length, time.beats, time.unit, click),
    )


def _upbeat(length: Fraction, time: TimeSignature) -> tuple[int, int]:
    """Return the signature of a bar of ``length``, in its unit where that fits.

    A part of a tuplet has none, nor has a length of more beats than a byte
    holds: these get the next longer one, which the melody's cuts short.
    """
    whole = length * time.unit
    if whole.denominator == 1:
        return whole.numerator, time.unit
    if is_dyadic(length) and length.numerator <= MOST_BEATS:
        return length.numerator, length.denominator
    return ceil(whole), time.unit


def key_name(key: Key) -> str:
    """Return the major or minor key that has the signature of ``key``, such as ``F#m``."""
    if key.mode in MINOR_MODES:
        return note_on_fifths(key.fifths - MODE_FIFTHS["minor"]) + "m"
    return note_on_fifths(key.fifths)
