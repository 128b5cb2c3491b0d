"""Criteria that listen from note to note."""

from bisect import bisect_left
from itertools import pairwise
from typing import Final

from service2_notes.critic.heard import STRONG, Heard
from service2_notes.figures.lexicon import Onsets
from service2_notes.intervals import FIFTH, FOURTH, OCTAVE, OUTLINES, REACH, SIXTH
from service2_notes.reading import IDEA

ENOUGH: Final = 2
"""Notes that a line needs before there is something to say about it."""


def high_point(tune: Heard) -> float:
    """Ask for one highest note, late in a tune: leapt to, long, on a strong beat, left by step."""
    if len(tune.degrees) <= ENOUGH:
        return 0.0
    top = max(tune.degrees)
    tops = [n for n, degree in enumerate(tune.degrees) if degree == top]
    bars = {_source(tune, tune.bars[n]) for n in tops}
    if len(bars) > 1:
        return -0.5 * len(bars)
    past = tune.count <= IDEA or tune.count // 2 <= tune.bars[tops[-1]] < tune.count - 1
    score = 1.5 if past else 0.5
    best = max(tops, key=lambda n: (tune.strengths[n] >= STRONG, tune.lengths[n]))
    usual = tune.count / len(tune.degrees)
    score += 0.9 * min(1.2, tune.lengths[best] / usual - 1)
    score += 0.3 if tune.strengths[best] >= STRONG else -0.4
    if best and tune.moves[best - 1] > 1:
        score += 0.4
    if best + 1 < len(tune.degrees):
        score += 0.3 * (tune.moves[best] == -1) - 0.6 * (tune.moves[best] < -FOURTH)
    if _leading(tune, best):
        score -= 1.6
    return score - 0.4 * max(0, len(tops) - 2)


def _source(tune: Heard, bar: int) -> int:
    """Return the bar that a literal return brings back: both are one place."""
    plan = tune.tune.bars[bar]
    return plan.answers if plan.relation == "literal" and plan.answers is not None else bar


def leaps(tune: Heard) -> float:
    """Ask that leaps lie in the chord, turn back, or part two phrases."""
    score, well = 0.0, 0
    for n, move in enumerate(tune.moves):
        if -FOURTH < move < FOURTH:
            continue
        after = tune.moves[n + 1] if n + 1 < len(tune.moves) else 0
        before = tune.moves[n - 1] if n else 0
        parts = tune.bars[n] != tune.bars[n + 1] and tune.bars[n + 1] % 2 == 0
        inside = tune.chords[n + 1].has(tune.degrees[n]) and tune.chords[n + 1].has(
            tune.degrees[n + 1]
        )
        back = -move in (after, before) or (after * move < 0 and abs(after) <= 2)
        caused = back or (inside and abs(move) <= FIFTH) or (abs(move) == OCTAVE and after <= 0)
        if abs(move) > SIXTH and abs(move) != OCTAVE and not (parts and _halves(tune, n)):
            score -= 1.5
        elif not caused and not parts:
            score -= 0.5 if abs(move) == FOURTH else 1.0
        else:
            well += caused
        if tune.bars[n] != tune.bars[n + 1] and abs(move) >= FIFTH and not _halves(tune, n):
            score -= 0.6
        if move < -FIFTH and move != -OCTAVE and not parts:
            score -= 0.6
        if before * move > 0 and abs(before) >= FOURTH:
            score -= 1.0
        if _leading(tune, n + 1):
            score -= 0.9 * (move > 0 and after != 1) + 0.6 * (move < -FOURTH)
    if tune.style.wide:
        score -= tune.style.wide * _plunges(tune)
    return score + 0.15 * min(well, len(tune.degrees) // 8)


def _plunges(tune: Heard) -> int:
    """Count leaps of more than a fifth inside halves; those of the first bar may come back."""
    first = tune.bars[0]
    known = {move for bar, move in zip(tune.bars[1:], tune.moves, strict=True) if bar == first}
    return sum(
        abs(move) > FIFTH and move not in known and not _halves(tune, n)
        for n, move in enumerate(tune.moves)
    )


def _halves(tune: Heard, note: int) -> bool:
    return tune.bars[note + 1] % 4 == 0


def _leading(tune: Heard, note: int) -> bool:
    return tune.octave == OCTAVE and tune.degrees[note] % OCTAVE == OCTAVE - 1


def repeats(tune: Heard) -> float:
    """Ask that no note is pecked at: three times in a row, or over the barline."""
    score, bars, again = 0.0, tune.bars, [n for n, move in enumerate(tune.moves) if move == 0]
    for n in again:
        if n + 1 < len(tune.moves):
            if tune.moves[n + 1] == 0:
                score -= 0.25
            if bars[n] != bars[n + 1]:
                score -= 0.1
    spots = [_spot(tune, n) for n in again if bars[n] == bars[n + 1]]
    for spot in spots:
        if spots.count(spot) == 1:
            score -= 0.06
    return score


def _spot(tune: Heard, note: int) -> tuple[Onsets, int]:
    """Return the rhythm of a note's bar, and which note of it this is: bars alike echo it."""
    bar = tune.bars[note]
    return tune.placed[bar].figure.onsets, note - bisect_left(tune.bars, bar)


def intervals(tune: Heard) -> float:
    """Ask for no augmented leap or bare tritone, nor one outlined, and that leading notes lead."""
    score, size, moves, bars = 0.0, tune.octave, tune.moves, tune.bars
    for n, move in enumerate(moves):
        if -1 <= move <= 1:
            continue
        if abs(move) <= REACH:
            score += max(-2.0, 0.5 * tune.costs[tune.degrees[n] % size][move + REACH])
        if _leading(tune, n) and not tune.chords[n].has(tune.degrees[n + 1]):
            score -= 0.5
    for n, (move, after) in enumerate(pairwise(moves)):
        if move * after > 0 and abs(move + after) in OUTLINES:
            parts = bars[n] != bars[n + 2] and bars[n + 2] % 4 == 0
            score -= 0.0 if parts else 0.7
    return score


def line(tune: Heard) -> float:
    """Ask that the first notes of bars walk rather than jump, and do not stand still."""
    starts = [(bar, placed.start) for bar, placed in tune.placed.items()]
    score, still = 0.0, 0
    for (_, before), (bar, start) in pairwise(starts):
        if bar % 4:
            score -= 0.25 * max(0, abs(start - before) - 2)
        still += start == before
    return score - 0.4 * max(0, still - max(1, tune.count // 8))
