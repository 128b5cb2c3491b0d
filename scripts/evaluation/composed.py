"""Mélodie's own melodies: the default recipe, through the code of its services."""

from fractions import Fraction
from typing import Final

from melodie.contract import Notes, NotesRequest, Rhythm, RhythmRequest
from melodie.pitch import Pitch
from melodie.sounding import note_numbers
from scripts.evaluation.ablations import FULL, Ablation
from scripts.evaluation.tunes import BARS, Form, Note, Tune, in_ticks
from service2_notes.composing import compose as compose_notes
from service3_rhythm.composing import compose as compose_rhythm

SCALES: Final = {
    "major": "major",
    "minor": "natural_minor",
    "harmonic": "harmonic_minor",
    "dorian": "dorian",
    "mixolydian": "mixolydian",
    "phrygian": "phrygian",
    "lydian": "lydian",
}
"""Mode of a real melody -> scale that Mélodie is asked for."""
RHYTHM: Final = "gentle"
LOWEST, HIGHEST = Pitch.parse("G3"), Pitch.parse("C6")
QUARTERS: Final = 4


def composed(form: Form, style: str, seed: int, ablation: Ablation = FULL) -> Tune:
    """Compose one melody in C, without what ``ablation`` leaves out."""
    row = ablation.style(style)
    rhythm = compose_rhythm(
        RhythmRequest(
            time_signature=form.metre,
            rhythm=RHYTHM,
            bars=BARS,
            seed=seed,
            style=row,
            **ablation.sliders,
        )
    )
    notes = compose_notes(
        NotesRequest(
            key="C",
            scale=SCALES[form.mode],
            time_signature=rhythm.time_signature,
            bars=rhythm.bars,
            lowest=LOWEST,
            highest=HIGHEST,
            seed=seed,
            style=row,
        )
    )
    return Tune(form, BARS, tuple(_notes(rhythm, notes)))


def _notes(rhythm: Rhythm, notes: Notes) -> list[Note]:
    """Turn events and their pitches into notes; what is tied is one note."""
    events = [event for bar in rhythm.bars for event in bar.events]
    pitches = [pitch for bar in notes.bars for pitch in bar]
    heard: list[Note] = []
    now = Fraction(0)
    together = list(zip(events, pitches, strict=True))
    numbers = note_numbers((pitch is not None, event.tie) for event, pitch in together)
    for number, (event, pitch) in zip(numbers, together, strict=True):
        length = in_ticks(event.duration * QUARTERS)
        if number == len(heard):
            heard[-1] = heard[-1]._replace(length=heard[-1].length + length)
        elif pitch is not None:
            heard.append(Note(in_ticks(now * QUARTERS), length, pitch.key_number))
        now += event.duration
    return heard
