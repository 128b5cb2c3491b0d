"""How much louder or softer than the others a note is played: one small function a rule."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import sqrt
from typing import Final

from melodie.chord_kinds import CHORD_KINDS
from melodie.harmony import Chord
from melodie.pitch import Pitch
from melodie.score import Score
from melodie.sounding import SoundingNote
from service4_lilypond.sound.expression.contrast import CONTRAST, milliseconds, read_off
from service4_lilypond.sound.expression.phrases import Phrase


@dataclass(frozen=True, slots=True)
class Context:
    """What rules may look at; places are in whole notes, of ``whole`` seconds each."""

    tonic: str
    notes: tuple[SoundingNote, ...]
    phrases: tuple[Phrase, ...]
    chords: tuple[tuple[Fraction, Chord | None], ...]
    whole: Fraction


Rule = Callable[[Context, SoundingNote], float]
"""Decibels that a note is louder, at k = 1."""

OCTAVE_DB: Final = 3.0
ARCH_DB: Final = 3.0
CHARGE_DB: Final = 0.75
LONGER_DB: Final = 0.05

CHARGES: Final = (0.0, 6.5, 2.0, 4.5, 4.0, 2.5, 7.0, 1.0, 5.5, 3.0, 3.5, 5.0)
"""How remarkable a note is, by its semitones above a tonic (Sundberg, Friberg & Frydén 1989)."""


def high_loud(_: Context, note: SoundingNote) -> float:
    """Return more for a higher note."""
    return OCTAVE_DB * (note.pitch.key_number - 60) / 12


def phrase_arch(context: Context, note: SoundingNote) -> float:
    """Return most for the middle of a phrase, as its tempo is fastest there."""
    begins = [phrase.begin for phrase in context.phrases]
    phrase = context.phrases[bisect_right(begins, note.onset) - 1]
    part = float((note.onset - phrase.begin) / (phrase.end - phrase.begin))
    return -ARCH_DB * (2 * part - 1) ** 2


def duration_contrast(context: Context, note: SoundingNote) -> float:
    """Return less for a short note."""
    return LONGER_DB * read_off(CONTRAST, milliseconds(note.duration, context.whole))


def harmonic_charge(context: Context, note: SoundingNote) -> float:
    """Return more over a chord that is far from home, and nothing where there is none."""
    at = bisect_right([onset for onset, _ in context.chords], note.onset)
    chord = context.chords[at - 1][1] if at else None
    return CHARGE_DB * sqrt(max(0.0, charge(chord, context.tonic))) if chord else 0.0


def charge(chord: Chord, tonic: str) -> float:
    """Return how remarkable a chord is in the key of a ``tonic``: 0.33 for that of the tonic."""
    root = Pitch.parse(f"{chord.root}4").key_number - Pitch.parse(f"{tonic}4").key_number
    triad = [tone.semitones for tone in CHORD_KINDS[chord.quality, None].tones[:3]]
    tones = [CHARGES[(root + tone) % 12] for tone in triad]
    return 2 * sum(tones) / 3 - 3


RULES: Final[Sequence[tuple[Rule, str]]] = (
    (high_loud, "Friberg 1991, High loud: 3 dB an octave"),
    (phrase_arch, "Friberg 1995, Phrase arch: a parabola of 3 dB"),
    (duration_contrast, "Friberg 1991, Duration contrast: 1 dB for each 20 ms"),
    (harmonic_charge, "Sundberg, Friberg & Frydén 1989: by the root of the charge"),
)
"""Every rule, and where it comes from and how much of it is k = 1."""


def decibels(context: Context) -> tuple[float, ...]:
    """Return how much louder than the mean each note is at k = 1; long notes count as more."""
    told = [sum(rule(context, note) for rule, _ in RULES) for note in context.notes]
    weights = [float(note.duration) for note in context.notes]
    mean = sum(map(float.__mul__, told, weights)) / sum(weights) if told else 0.0
    return tuple(one - mean for one in told)


def chords_of(score: Score) -> tuple[tuple[Fraction, Chord | None], ...]:
    """Return every chord of ``score`` and the place from which on it sounds, bar over bar."""
    starts = accumulate((bar.length for bar in score.bars), initial=Fraction(0))
    return tuple(
        (start + placed.offset, placed.chord)
        for start, bar in zip(starts, score.bars, strict=False)
        for placed in bar.chords
    )
