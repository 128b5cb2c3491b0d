"""The time and key signatures of a MIDI file, which tells of bars and keys by nothing else."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Final

from melodie.score import MODE_FIFTHS, Key, Score, TimeSignature
from service4_lilypond.transposing import note_on_fifths
from service4_lilypond.written import is_dyadic

MOST_BEATS: Final = 255
"""Beats that the one byte of a time signature can tell."""

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

    An upbeat has one of its own, as long as itself, and the metre follows with
    the first full bar: whoever counts bars from the beginning counts right.
    """
    metre = score.time_signature
    click = Fraction(3 if metre.compound else 1, metre.unit)
    if not score.bars[0].pickup:
        return (SignatureChange(Fraction(0), metre.beats, metre.unit, click),)
    length = score.bars[0].length
    beats, unit = _upbeat(length, metre)
    return (
        SignatureChange(Fraction(0), beats, unit, click),
        SignatureChange(length, metre.beats, metre.unit, click),
    )


def _upbeat(length: Fraction, metre: TimeSignature) -> tuple[int, int]:
    """Return the signature of a bar of ``length``, in the metre's unit where that fits.

    A part of a tuplet has none, nor has what takes more beats than a byte can
    tell: these get the next longer one, which the metre's cuts short.
    """
    whole = length * metre.unit
    if whole.denominator == 1:
        return whole.numerator, metre.unit
    if is_dyadic(length) and length.numerator <= MOST_BEATS:
        return length.numerator, length.denominator
    return ceil(whole), metre.unit


def key_name(key: Key) -> str:
    """Return the major or minor key that has the signature of ``key``, such as ``F#m``."""
    if key.mode in MINOR_MODES:
        return note_on_fifths(key.fifths - MODE_FIFTHS["minor"]) + "m"
    return note_on_fifths(key.fifths)
