"""Leaps that nothing prepares or answers."""

from typing import Final

from scripts.evaluation.craft.heard import Heard, Measures, Move

LEAP: Final = 3
"""Steps of a fourth."""
SEVENTH: Final = 6
OCTAVE: Final = 7


def leaps(heard: Heard) -> Measures:
    """Measure how often the line leaps, and how often without cause."""
    wide = [place for place, move in enumerate(heard.moves) if abs(move.steps) >= LEAP]
    uncaused = [place for place in wide if not _caused(heard, place)]
    harsh = [move for move in heard.moves if abs(move.steps) == SEVENTH or abs(move.steps) > OCTAVE]
    return {
        "leaps of a fourth or more, of all moves": len(wide) / len(heard.moves),
        "leaps without cause": float(len(uncaused)),
        "sevenths, or wider than an octave": float(len(harsh)),
    }


def _caused(heard: Heard, place: int) -> bool:
    """Say whether a leap is between phrases, within the chord, or turned back after or before."""
    move = heard.moves[place]
    within = heard.in_chord(move.before) and heard.in_chord(move.after)
    same_bar = move.before.bar == move.after.bar
    if move.between_phrases or (within and same_bar):
        return True
    following = heard.moves[place + 1 : place + 2]
    return all(_turns(move, after) for after in following)


def _turns(leap: Move, after: Move) -> bool:
    return leap.steps * after.steps < 0
