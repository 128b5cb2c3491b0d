"""Chord tones by the strength of the beat, repeated notes, foreign notes."""

from collections import Counter
from itertools import pairwise

from scripts.evaluation.craft.heard import BEAT_STRENGTHS, Heard, Measures, strength
from scripts.evaluation.steps import foreign


def chord_tones(heard: Heard) -> Measures:
    """Measure what share of notes belongs to the triad that the bar fits best."""
    all_of: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for note in heard.notes:
        all_of[strength(heard, note)] += 1
        inside[strength(heard, note)] += heard.in_chord(note)
    return {
        f"chord tones, {kind}": inside[kind] / all_of[kind] if all_of[kind] else None
        for kind in BEAT_STRENGTHS
    }


def stutters(heard: Heard) -> Measures:
    """Measure repeated notes."""
    repeats = [move.steps == 0 for move in heard.moves]
    return {
        "repeated notes, of all moves": sum(repeats) / len(repeats),
        "three equal notes in a row": float(sum(a and b for a, b in pairwise(repeats))),
    }


def foreign_notes(heard: Heard) -> Measures:
    """Measure notes outside the mode, and whether one comes back."""
    found = Counter(
        note.pitch % 12 for note in heard.notes if foreign(note.pitch, heard.tune.form.mode)
    )
    return {
        "melodies with a foreign note": float(bool(found)),
        "of these, it comes twice": float(max(found.values()) > 1) if found else None,
    }
