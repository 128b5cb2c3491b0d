"""A score as somebody plays it: when each note begins and ends, and how hard it is struck."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from melodie.contract import USUAL_EXPRESSION
from melodie.duration import QUARTER
from melodie.score import Score
from melodie.sounding import SoundingNote, sounding_notes
from service4_lilypond.sound.expression import contrast
from service4_lilypond.sound.expression.articulation import silences
from service4_lilypond.sound.expression.loudness_rules import Context, chords_of, decibels
from service4_lilypond.sound.expression.phrases import (
    Phrase,
    cadence_ends,
    last_of_phrases,
    phrases,
)
from service4_lilypond.sound.expression.swing import swing_of
from service4_lilypond.sound.expression.tempo import GRAIN, Ritard, TempoCurve

MINUTE: Final = 60
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Interpreted:
    """A note that sounds from ``onset`` to ``end``, in whole notes at the tempo as written.

    It is ``louder`` than the mean of the melody by so many decibels.
    """

    sounding: SoundingNote
    onset: Fraction
    end: Fraction
    louder: float


@dataclass(frozen=True, slots=True)
class Interpretation:
    """The notes of a score as they are played, and when every place of it is reached."""

    curve: TempoCurve
    notes: tuple[Interpreted, ...]


def interpret(score: Score, expression: int, *, closes: bool = True) -> Interpretation:
    """Return how ``score`` is played with so much ``expression``, from 0 to 100.

    With 0 it is as written, all notes equally loud. Every millisecond is one at the tempo
    as written; who plays it faster plays the same, faster. There is no final ritard unless
    the music ``closes``, as the rounds of a loop do not.
    """
    notes = sounding_notes(score)
    k = expression / USUAL_EXPRESSION
    shape = phrases(score, notes)
    ritard = _ritard(score, notes) if closes else None
    curve = TempoCurve(shape, ritard, k, swing_of(score, notes, expression))
    if not k:
        straight = tuple(Interpreted(note, note.onset, note.end, 0.0) for note in notes)
        return Interpretation(curve, straight)
    return Interpretation(curve, _played(score, notes, shape, curve))


def _played(
    score: Score, notes: tuple[SoundingNote, ...], shape: tuple[Phrase, ...], curve: TempoCurve
) -> tuple[Interpreted, ...]:
    whole = MINUTE / (score.tempo.quarters_per_minute * QUARTER)
    begins = contrast.onsets(score, notes, whole, curve.k)
    onsets = [curve.at(Fraction(round(place * GRAIN), GRAIN)) for place in begins]
    pauses = silences(notes, set(last_of_phrases(notes, shape)), whole, curve.k)
    louder = decibels(Context(score.key.tonic, notes, shape, chords_of(score), whole))
    return tuple(
        Interpreted(
            note,
            onsets[index],
            end - min(pauses[index], (end - onsets[index]) / 2),
            curve.k * louder[index],
        )
        for index, (note, end) in enumerate(zip(notes, _ends(notes, onsets, curve), strict=True))
    )


def _ends(
    notes: Sequence[SoundingNote], onsets: Sequence[Fraction], curve: TempoCurve
) -> list[Fraction]:
    """Return when each note would end: as the next begins, if it follows at once."""
    ends = [curve.at(note.end) for note in notes]
    for index in range(len(notes) - 1):
        if notes[index].end == notes[index + 1].onset:
            ends[index] = onsets[index + 1]
    return ends


def _ritard(score: Score, notes: Sequence[SoundingNote]) -> Ritard | None:
    """Return a ritard over the last bar before the last note, where the melody closes."""
    cadences = cadence_ends(score, notes)
    if not notes or (cadences and cadences.get(len(notes) - 1) != "final"):
        return None
    end = notes[-1].onset
    begin = max(Fraction(0), end - score.time_signature.bar_length)
    return Ritard(begin, end) if begin < end else None
