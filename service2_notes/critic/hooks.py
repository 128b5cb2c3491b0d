"""What makes a few bars an idea: the criterion for melodies that need not close."""

from itertools import groupby, pairwise
from typing import Final

from service2_notes.critic.heard import STRONG, Heard
from service2_notes.intervals import FIFTH, FOURTH
from service2_notes.reading import IDEA

NARROW: Final = 0.6
WIDE: Final = 9
TOO_WIDE: Final = 0.4
"""What each step of room short of a fifth costs, and each beyond a tenth."""
HEIGHTS: Final = 5
FEW_HEIGHTS: Final = 0.4
"""Different notes that an idea has, at least, and what each less costs."""
FILLED: Final = (0.0, 1.0, 1.2)
"""What leaps are worth that turn back by step, one or more; more are not worth more."""
LEANING: Final = 0.5
"""What it is worth that a strong note leans on the one below or above, once or twice."""
STAYING: Final = 2.5
STAYS: Final = 0.2
"""The share of repeated notes that is fine, and what more costs."""
RUN: Final = 4
RUNNING: Final = 0.3
"""Steps one way that are fine, and what each more costs."""
MONOTONE: Final = 0.8
"""What it costs that the first bar has but two notes, or goes nowhere."""
ENDS: Final = {0: -0.9, 1: 0.4, 2: 0.5, 3: 0.1, 4: 0.5, 5: 0.2, 6: 0.1}
"""How well each degree lets a line go on from it."""


def hook(tune: Heard) -> float:
    """Ask a few bars for room, a leap that is filled, a note that leans, and an end that goes on.

    Melodies that are longer than an idea are not asked.
    """
    if tune.count > IDEA or len(tune.degrees) <= 2:
        return 0.0
    return _shape(tune) + _gestures(tune) + _first_bar(tune) + _end(tune)


def _shape(tune: Heard) -> float:
    room = max(tune.degrees) - min(tune.degrees)
    score = -NARROW * max(0, FIFTH - room) - TOO_WIDE * max(0, room - WIDE)
    score -= FEW_HEIGHTS * max(0, HEIGHTS - len(set(tune.degrees)))
    still = tune.moves.count(0) / len(tune.moves)
    score -= STAYING * max(0.0, still - STAYS)
    ways = groupby(move if abs(move) == 1 else 0 for move in tune.moves)
    runs = [len(list(run)) for way, run in ways if way]
    return score - RUNNING * sum(max(0, run - RUN) for run in runs)


def _gestures(tune: Heard) -> float:
    filled = sum(
        abs(leap) >= FOURTH and after * leap < 0 and abs(after) <= 2
        for leap, after in pairwise(tune.moves)
    )
    leaning = sum(_leans(tune, n) for n in range(len(tune.moves)))
    return FILLED[min(filled, 2)] + LEANING * min(leaning, 2)


def _leans(tune: Heard, note: int) -> bool:
    """Tell whether a strong note outside its chord goes by step to one inside."""
    if tune.strengths[note] < STRONG or abs(tune.moves[note]) != 1:
        return False
    chord = tune.chords[note]
    return not chord.has(tune.degrees[note]) and chord.has(tune.degrees[note + 1])


def _first_bar(tune: Heard) -> float:
    notes = tune.of_bars(0, 1)
    if len(notes) <= 2:
        return -MONOTONE
    return -MONOTONE * (len(set(notes)) <= 2) - MONOTONE / 2 * (max(notes) - min(notes) < 2)


def _end(tune: Heard) -> float:
    last = tune.tune.bars[max(tune.placed)]
    if last.cadence != "inner" or len(tune.costs) != len(ENDS):
        return 0.0
    return ENDS[tune.degrees[-1] % len(ENDS)]
