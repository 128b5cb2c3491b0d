"""Criteria that listen to bars and phrases."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from operator import ne
from typing import Final, NamedTuple

from service2_notes.beats import Ticks
from service2_notes.critic.heard import Heard
from service2_notes.intervals import FIFTH, FOURTH
from service2_notes.line.chain import Placed
from service2_notes.pitch_units import Degree
from service2_notes.reading import IDEA, OPEN

PAIR: Final = 2
WIDE: Final = (6, 10)
"""Steps between the lowest note and the highest of a tune that has room and keeps together."""
CHORDS: Final = 0.5
"""What each bar costs that only spells a chord, beyond a quarter of them."""
TWO: Final = 2
"""Degrees that a bar goes between which says little."""
SHORT: Final = 3
"""Notes of a bar that are too few to be called a figure."""
STEPWISE: Final = 0.64
"""Share of steps from which on a tune is all scales."""
CLOSING: Final = {-1: 1.0, 1: 0.7, 3: 0.2, -2: 0.2, -4: 0.2}
"""How well a move reaches the last note."""
HOMEWARD: Final = 9
DESCENT: Final = 0.15
"""The last moves of a tune, and what each step down among them is worth."""
STRANGE: Final = 0.7
"""How much of that counts, beyond a third, by which the last bar is away from the one before."""
HEADS: Final = 2
"""Bars that may begin with the same notes, if none is literal."""


def direction(tune: Heard) -> float:
    """Ask of every pair of bars that it goes somewhere: no circling, no zigzag, no ladder."""
    score = 0.0
    for first in range(0, tune.count - 1, PAIR):
        pair = _pair(tuple(tune.of_bars(first, first + PAIR)))
        if pair.notes > 3 and first + PAIR < tune.count:
            if pair.heights < 4:
                score -= 1.8 if first == 0 else 0.9
            if pair.room < 3:
                score -= 0.5
        score -= 0.12 * max(0, pair.turns - 5)
    score -= CHORDS * max(0, sum(map(_spells_a_chord, tune.placed.values())) - tune.count // 4)
    if tune.style.empty:
        little = sum(map(_says_little, tune.placed.values()))
        score -= tune.style.empty * max(0, little - tune.count // 4)
    if len(tune.moves) > 8:
        steps = (tune.moves.count(1) + tune.moves.count(-1)) / len(tune.moves)
        score -= 4.0 * max(0.0, steps - STEPWISE)
    return score


class _Pair(NamedTuple):
    """Two bars: how many notes and different ones they have, their compass, and their turns."""

    notes: int
    heights: int
    room: int
    turns: int


@lru_cache(maxsize=4096)
def _pair(notes: tuple[Degree, ...]) -> _Pair:
    ways = [b > a for a, b in pairwise(notes) if a != b]
    turns = sum(map(ne, ways, ways[1:]))
    room = max(notes) - min(notes) if notes else 0
    return _Pair(len(notes), len(set(notes)), room, turns)


def _says_little(placed: Placed) -> bool:
    """Tell whether a bar has nothing but the notes of one chord, or of two degrees."""
    figure = placed.figure
    few = figure.notes >= SHORT and len(set(figure.contour)) <= TWO
    return few or _spells_a_chord(placed)


def _spells_a_chord(placed: Placed) -> bool:
    """Tell whether a bar has nothing but the notes of one chord."""
    return placed.figure.spells


def repose(tune: Heard) -> float:
    """Ask that every second bar ends with more rest than the first, and half closes are open."""
    score = 0.0
    for place, plan in enumerate(tune.tune.bars):
        if place not in tune.placed or plan.cadence not in ("half", "inner", "section"):
            continue
        figure, start = tune.placed[place].figure, tune.placed[place].start
        if plan.cadence == "half":
            end = (start + figure.end) % tune.octave
            score += {1: 0.5, 4: 0.6, 2: 0.4, 6: -0.3}.get(end, -0.6)
        if place - 1 in tune.placed:
            before = tune.placed[place - 1].figure
            score += 0.3 * (figure.last_share > before.last_share)
    return score


def close(tune: Heard) -> float:
    """Ask that steps lead down to the last degree, from a note of the dominant."""
    last = max(tune.placed)
    idea_goes_on = tune.count <= IDEA and tune.tune.bars[last].cadence in OPEN
    if len(tune.degrees) < 2 or idea_goes_on:
        return 0.0
    notes = tune.placed[last].figure.notes
    last_move = next((move for move in reversed(tune.moves) if move), 0)
    score = CLOSING.get(last_move, -0.6)
    score += DESCENT * min(5, tune.moves[-HOMEWARD:].count(-1))
    if notes < len(tune.degrees):
        before = (tune.degrees[-notes - 1] - tune.final) % tune.octave
        score += 0.5 * (before in (1, 4, 6))
        score -= STRANGE * tune.style.away * max(0, abs(tune.moves[-notes]) - 2)
    return score


def answers(tune: Heard) -> float:
    """Ask that figures come back moved, not as blocks, and never a third time by rote."""
    bars = [(p.figure.contour, p.figure.onsets, p.start) for p in tune.placed.values()]
    literal = sum(plan.relation == "literal" for plan in tune.tune.bars)
    copies = len(bars) - len(set(bars)) - literal
    score = -1.0 * max(0, copies) - 1.5 * sum(a == b for a, b in pairwise(bars))
    heights: dict[object, set[int]] = {}
    for contour, onsets, start in bars:
        heights.setdefault((contour, onsets), set()).add(start)
    moved = sum(len(starts) - 1 for starts in heights.values())
    score += 0.5 * min(2, moved)
    if len(bars) <= 8:
        score -= sum(len(starts) > 2 for starts in heights.values())
    if tune.style.again_heads:
        score -= tune.style.again_heads * _worn(bars, tune.tune.beats.middle)
    most = max(Counter(contour for contour, _, _ in bars).values(), default=0)
    return score - 0.5 * (most > 3 + tune.count // 8)


Bar = tuple[tuple[int, ...], tuple[Ticks, ...], Degree]
"""The contour of a bar, the onsets, and the degree that it begins on."""


def _worn(bars: Sequence[Bar], middle: Ticks) -> int:
    """Count how often too often unlike bars begin alike, or have figures of half a bar alike."""
    unlike = set(bars)
    heads = Counter(_head(one) for one in unlike)
    halves = Counter(half for one in unlike for half in _halves(one, middle))
    return sum(max(0, count - HEADS) for count in (*heads.values(), *halves.values()))


def _head(bar: Bar) -> object:
    """Return the first notes of a bar, as many as half of it has."""
    contour, onsets, start = bar
    half = (len(contour) + 1) // 2
    return start, contour[:half], onsets[:half]


@lru_cache(maxsize=4096)
def _halves(bar: Bar, middle: Ticks) -> Sequence[object]:
    """Return the halves of a bar that have a figure of their own: the degrees and the onsets."""
    contour, onsets, start = bar
    half = sum(onset < middle for onset in onsets)
    degrees = tuple(start + note for note in contour)
    places = tuple(onset % middle for onset in onsets)
    halves = ((degrees[:half], places[:half]), (degrees[half:], places[half:]))
    return [one for one in halves if len(one[0]) >= SHORT]


def goals(tune: Heard) -> float:
    """Ask that phrases end on notes of their own, and that the tune has room."""
    ends = [
        (placed.start + placed.figure.end) % tune.octave
        for bar, placed in tune.placed.items()
        if tune.tune.bars[bar].cadence
    ]
    score = 0.3 * (len(set(ends)) - min(2.5, len(ends)))
    score -= 0.4 * sum(a == b for a, b in pairwise(ends[-2:]))
    if tune.count >= 8:
        room = max(tune.degrees) - min(tune.degrees)
        score -= 0.4 * max(0, WIDE[0] - room, room - WIDE[1] - 2)
    return score


def opening(tune: Heard) -> float:
    """Ask that two bars are enough to know the tune by: a leap, some room, few notes again."""
    notes = tuple(tune.of_bars(0, PAIR))
    return 0.0 if tune.count < 2 * PAIR or len(notes) <= SHORT else _memorable(notes)


@lru_cache(maxsize=4096)
def _memorable(notes: tuple[Degree, ...]) -> float:
    moves = [abs(after - before) for before, after in pairwise(notes)]
    score = 0.4 * (max(moves) >= FOURTH) - 0.25 * max(0, moves.count(0) - 2)
    score += 0.25 * (min(max(notes) - min(notes), FIFTH) - FOURTH)
    return score + 0.2 * (min(len(set(notes)), 5) - 4)
