"""The highest note: where it is, how long, and how it is left."""

from statistics import mean
from typing import Final

from scripts.evaluation.craft.heard import Heard, Measures

LATE: Final = range(4, 7)
"""Bars 5 to 7, counted from 0."""


def summit(heard: Heard) -> Measures:
    """Measure the high point of a melody."""
    top = max(note.height for note in heard.notes)
    places = [place for place, note in enumerate(heard.notes) if note.height == top]
    notes = [heard.notes[place] for place in places]
    in_bars = {note.bar for note in notes}
    left = [heard.moves[place].steps for place in places if place < len(heard.moves)]
    strong = [note for note in notes if note.onset % heard.tune.form.beat == 0]
    return {
        "bars that touch the highest note": float(len(in_bars)),
        "highest note in one bar only": float(len(in_bars) == 1),
        "highest note in one of bars 5 to 7 only": float(
            len(in_bars) == 1 and min(in_bars) in LATE
        ),
        "bar of the highest note, the first time": 1.0 + min(in_bars),
        "its longest, against the mean note": max(note.length for note in notes)
        / mean(note.length for note in heard.notes),
        "it begins on a beat": len(strong) / len(notes),
        "it is left by step": mean(abs(steps) == 1 for steps in left) if left else None,
    }
