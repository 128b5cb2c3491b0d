"""A bar's rhythm and contour, with what there is to know about it before it has a pitch."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from math import log
from typing import Final

from melodie.adding import added
from service2_notes.beats import Beats, Ticks
from service2_notes.intervals import FOURTH, OUTLINES
from service2_notes.tables import Counts, Word

AWKWARD: Final = {4: 0.4, 5: 1.2, 6: 2.0, 7: 0.4}
"""How awkward a leap is inside a bar, by its size in steps; wider ones are as ``FARTHER``."""
FARTHER: Final = 3.0

SPELLING: Final = 4
"""Notes that it takes to spell a chord."""
TRIADS: Final = [{(root + third) % 7 for third in (0, 2, 4)} for root in range(7)]

UNKNOWN_LOG: Final = -1.0
"""The logarithm of the count of a figure that no table has."""
NO_PLACES: Final = (0, 0, 0, 0, 0)
NO_DEGREES: Final = (0, 0, 0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """The notes of one bar in steps from its first one.

    ``onsets`` are in ticks after the barline. ``places`` counts where it is found
    (opening, inner, half close, preparation, close), ``members`` the first note's
    steps above the root of the chord, ``closing`` the first note's degree in half
    closes, preparations and closes; all are 0 for a figure that was put together.
    ``pads`` counts the notes of half a beat at most that are said again at once.
    ``begins`` is its first move and how many equal notes it begins with; ``spells`` says
    that it has nothing but the notes of one triad, ``wavers`` that it begins with its last
    note, leaves it by step and comes back by step.
    """

    onsets: tuple[Ticks, ...]
    contour: tuple[int, ...]
    strengths: tuple[float, ...]
    places: tuple[int, ...]
    members: tuple[int, ...]
    closing: tuple[tuple[int, ...], ...]
    log_total: float
    members_total: int
    notes: int
    low: int
    high: int
    end: int
    begins: tuple[int, int]
    last_move: int
    mean: float
    last_share: float
    awkward: float
    stutters: int
    repeats: int
    pads: int
    leap: int
    peak: float
    skips: int
    spells: bool
    last_run: int
    wavers: bool

    @property
    def total(self) -> int:
        """How often it is counted, in all places."""
        return sum(self.places)

    def with_onsets(self, onsets: tuple[Ticks, ...], beats: Beats) -> "Figure":
        """Return its contour in another rhythm of as many notes, counted as this one is."""
        return replace(
            figure(onsets, self.contour, beats),
            places=self.places,
            members=self.members,
            closing=self.closing,
            log_total=self.log_total,
            members_total=self.members_total,
        )


def figure(
    onsets: tuple[Ticks, ...], contour: tuple[int, ...], beats: Beats, word: Word | None = None
) -> Figure:
    """Make a figure, with the counts of the table's ``word`` where it comes from there."""
    moves = [after - before for before, after in pairwise(contour)]
    spans, strengths = _rhythm(onsets, beats)
    places, members, closing = _counts(word)
    return Figure(
        onsets=onsets,
        contour=contour,
        strengths=strengths,
        places=places,
        members=members,
        closing=closing,
        log_total=log(sum(places)) if any(places) else UNKNOWN_LOG,
        members_total=sum(members),
        notes=len(contour),
        low=min(contour),
        high=max(contour),
        end=contour[-1],
        begins=(moves[0] if moves else 0, _run(contour)),
        last_move=moves[-1] if moves else 0,
        mean=added(c * span for c, span in zip(contour, spans, strict=True)) / added(spans),
        last_share=spans[-1] / float(beats.length),
        awkward=_awkwardness(moves),
        stutters=_stutters(moves),
        repeats=moves.count(0),
        pads=_pads(moves, spans, beats),
        leap=max(map(abs, moves), default=0),
        peak=_peak(contour, spans, strengths, float(beats.length)),
        skips=sum(max(0, abs(move) - 1) for move in moves),
        spells=_spells(contour),
        last_run=_run(contour[::-1]),
        wavers=_wavers(contour),
    )


@lru_cache(maxsize=4096)
def _rhythm(onsets: tuple[Ticks, ...], beats: Beats) -> tuple[list[float], tuple[float, ...]]:
    """Return how long each note lasts up to the next, in ticks, and how strong each is."""
    spans = [float(end - start) for start, end in pairwise((*onsets, beats.length))]
    return spans, tuple(beats.strength(onset) for onset in onsets)


def _counts(word: Word | None) -> tuple[Counts, Counts, tuple[Counts, ...]]:
    if word is None:
        return NO_PLACES, NO_DEGREES, (NO_DEGREES,) * 3
    return tuple(word.places), word.members, tuple(word.first_degrees)


def _awkwardness(moves: Sequence[int]) -> float:
    """Tell how hard the leaps are to sing; a leap out and back over a pedal note is not."""
    awkward = 0.0
    for place, move in enumerate(moves):
        after = moves[place + 1] if place + 1 < len(moves) else 0
        before = moves[place - 1] if place else 0
        if abs(move) > FOURTH and move not in (-after, -before):
            turned = after * move < 0 and abs(after) <= 2
            onward = 0.6 if after * move > 0 else 0.3 if abs(after) > 2 else 0.0
            awkward += 0.3 if turned else AWKWARD.get(abs(move), FARTHER) + onward
        if after * move > 0 and abs(after + move) in OUTLINES:
            awkward += 0.8
    return awkward


def _spells(contour: Sequence[int]) -> bool:
    degrees = {note % 7 for note in contour}
    return len(contour) >= SPELLING and any(degrees <= triad for triad in TRIADS)


def _wavers(contour: Sequence[int]) -> bool:
    moves = [abs(after - before) for before, after in pairwise(contour) if after != before]
    return contour[0] == contour[-1] and len(moves) > 1 and moves[0] == moves[-1] == 1


def _pads(moves: Sequence[int], spans: Sequence[float], beats: Beats) -> int:
    half = float(beats.beat) / 2
    return sum(move == 0 and span <= half for move, span in zip(moves, spans, strict=False))


def _run(contour: Sequence[int]) -> int:
    """Count the equal notes that it begins with."""
    return next((n for n, note in enumerate(contour) if note != contour[0]), len(contour))


def _stutters(moves: Sequence[int]) -> int:
    thrice = sum(a == b == 0 for a, b in pairwise(moves))
    return thrice + (moves.count(0) > (len(moves) + 1) // 3)


def _peak(
    contour: Sequence[int], spans: Sequence[float], strengths: Sequence[float], length: float
) -> float:
    """Tell how well the highest note stands out: long, on a strong beat, and once."""
    top = max(contour)
    best = max(
        (span, strength)
        for note, span, strength in zip(contour, spans, strengths, strict=True)
        if note == top
    )
    accent = 0.4 if best[1] >= 0.9 else 0.0
    again = contour.count(top) - 1
    return best[0] * len(contour) / length + accent - 0.3 * again
