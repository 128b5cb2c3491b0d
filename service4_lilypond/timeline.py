"""What a score sounds like: its notes in time, ties joined."""

from dataclasses import dataclass
from fractions import Fraction

from melodie.score import Pitch, Score


@dataclass(frozen=True, slots=True)
class SoundingNote:
    """One note as it is heard; times in whole notes from the beginning."""

    onset: Fraction
    duration: Fraction
    pitch: Pitch


def sounding_notes(score: Score) -> tuple[SoundingNote, ...]:
    """Return every note of ``score``, tied ones as one, in the order of time."""
    notes: list[SoundingNote] = []
    held = False
    now = Fraction(0)
    for event in (event for bar in score.bars for event in bar.events):
        if event.pitch is not None:
            onset = notes.pop().onset if held else now
            notes.append(SoundingNote(onset, now + event.duration - onset, event.pitch))
        held = event.tie
        now += event.duration
    return tuple(notes)


def score_length(score: Score) -> Fraction:
    """Return how long ``score`` lasts, closing rests included, in whole notes."""
    return sum((bar.length for bar in score.bars), Fraction(0))
