"""The figures that can answer a bar, by what they keep of it."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from melodie.form import Relation
from service2_notes.beats import Ticks
from service2_notes.figures.figure import Figure
from service2_notes.figures.lexicon import Lexicon
from service2_notes.style import Style

WeighedFigure = tuple[float, Figure]

MOST_ANSWERS: Final = 30
"""Answers that are weighed, the likeliest first."""
ONE_DIFFERS: Final = -1.6
HALF_DIFFERS: Final = -2.2
TURNED: Final = -2.0
"""What a sequence loses where one note differs, where half do, where it is upside down."""
SAME: Final = -3.0
"""What an answer in rhythm alone loses where it has the contour too."""


@lru_cache(maxsize=8192)
def answers(
    lexicon: Lexicon, style: Style, source: Figure, onsets: tuple[Ticks, ...], relation: Relation
) -> tuple[WeighedFigure, ...]:
    """Return figures of a rhythm that answer ``source``, with log-weights; at least one."""
    ways = {
        "moved": _moved,
        "head": _head,
        "head_moved": _head,
        "tail": _tail,
        "fragment": _fragment,
    }
    found = list(ways.get(relation, _rhythm)(lexicon, source, onsets))
    if not found:
        found = list(_rhythm(lexicon, source, onsets))
    weighed = [(weight + _taste(one, source, style), one) for weight, one in found]
    weighed.sort(key=lambda pair: -pair[0])
    return tuple(weighed[:MOST_ANSWERS])


def likeness(one: Figure, other: Figure) -> float:
    """Tell how much of their beginning two figures share, from 0 to 1."""
    shared = 0
    for a, b, x, y in zip(one.contour, other.contour, one.onsets, other.onsets, strict=False):
        if (a, x) != (b, y):
            break
        shared += 1
    return shared / one.notes


def _taste(one: Figure, source: Figure, style: Style) -> float:
    if one.contour == source.contour:
        return 0.0
    padded = style.padding * max(0, one.pads - source.pads)
    return -style.awkward * one.awkward - 0.8 * (one.stutters > source.stutters) - padded


def _moved(lexicon: Lexicon, source: Figure, onsets: Sequence[Ticks]) -> Iterator[WeighedFigure]:
    own = _reduced(source, onsets)
    if own is None:
        return
    yield 0.0, lexicon.made(tuple(onsets), own)
    upside_down = tuple(-note for note in own)
    for one in lexicon.figures(tuple(onsets)):
        differing = sum(a != b for a, b in zip(one.contour, own, strict=True))
        if differing == 1 and one.notes > 3:
            yield ONE_DIFFERS, one
        elif one.contour == upside_down and differing:
            yield TURNED, one
        elif (
            0 < differing <= one.notes / 2
            and one.contour[: (one.notes + 1) // 2] == own[: (one.notes + 1) // 2]
        ):
            yield HALF_DIFFERS, one


def _reduced(source: Figure, onsets: Sequence[Ticks]) -> tuple[int, ...] | None:
    """Return the contour of the source's notes at ``onsets``; None if one is not there."""
    notes = dict(zip(source.onsets, source.contour, strict=True))
    if not all(onset in notes for onset in onsets):
        return None
    first = notes[onsets[0]]
    return tuple(notes[onset] - first for onset in onsets)


def _rhythm(lexicon: Lexicon, source: Figure, onsets: Sequence[Ticks]) -> Iterator[WeighedFigure]:
    shape = _shape(source.contour)
    for one in lexicon.figures(tuple(onsets)):
        weight = 0.3 * one.log_total
        if one.contour == source.contour:
            weight += SAME
        if one.notes == source.notes:
            agreeing = sum(a == b for a, b in zip(shape, _shape(one.contour), strict=True))
            weight += 1.4 * likeness(source, one) + 1.2 * agreeing / max(1, one.notes - 1)
        yield weight, one


def _head(lexicon: Lexicon, source: Figure, onsets: Sequence[Ticks]) -> Iterator[WeighedFigure]:
    """Keep the first half and end in another way: by a known figure, or another's end."""
    middle = lexicon.beats.middle
    head = _part(source, end=middle)
    kept = tuple(onset for onset in onsets if onset < middle)
    if kept != tuple(onset for onset in source.onsets if onset < middle) or not kept:
        return
    known = False
    for one in lexicon.figures(tuple(onsets)):
        if one.contour != source.contour and _part(one, end=middle) == head:
            known = True
            yield 0.4 * one.log_total + 0.5, one
    if not known or len(lexicon.figures(tuple(onsets))) < 12:
        for one in lexicon.figures(tuple(onsets))[:12]:
            spliced = head + tuple(
                head[-1] + note - one.contour[len(head) - 1] for note in one.contour[len(head) :]
            )
            if spliced not in (source.contour, one.contour):
                yield 0.2 * one.log_total - 0.5, lexicon.made(tuple(onsets), spliced)


def _tail(lexicon: Lexicon, source: Figure, onsets: Sequence[Ticks]) -> Iterator[WeighedFigure]:
    """Begin in another way and keep the second half."""
    middle = lexicon.beats.middle
    tail = tail_of(source, middle)
    kept = tuple(onset for onset in onsets if onset >= middle)
    if kept != tuple(onset for onset in source.onsets if onset >= middle) or not kept:
        return
    for one in lexicon.figures(tuple(onsets)):
        if one.contour == source.contour:
            continue
        if tail_of(one, middle) == tail:
            yield 0.4 * one.log_total + 0.5, one
        else:
            begun = one.contour[: one.notes - len(tail)]
            first = one.contour[one.notes - len(tail)]
            spliced = begun + tuple(first + note for note in tail)
            yield 0.2 * one.log_total - 0.5, lexicon.made(tuple(onsets), spliced)


def _fragment(lexicon: Lexicon, source: Figure, onsets: Sequence[Ticks]) -> Iterator[WeighedFigure]:
    """Say the first half twice, the second time on a neighbouring degree."""
    middle = lexicon.beats.middle
    head = _part(source, end=middle)
    first = tuple(onset for onset in onsets if onset < middle)
    second = tuple(onset - middle for onset in onsets if onset >= middle)
    if first != second or len(first) != len(head) or not head:
        return
    for shift, weight in ((-1, 0.4), (1, 0.4), (-2, 0.0), (2, 0.0)):
        contour = head + tuple(note + shift for note in head)
        yield weight, lexicon.made(tuple(onsets), contour)


@lru_cache(maxsize=4096)
def tail_of(one: Figure, middle: Ticks) -> tuple[int, ...]:
    """Return a figure's second half, in steps from its own first note."""
    notes = [note for note, onset in zip(one.contour, one.onsets, strict=True) if onset >= middle]
    return tuple(note - notes[0] for note in notes)


def _part(one: Figure, end: Ticks) -> tuple[int, ...]:
    return tuple(note for note, onset in zip(one.contour, one.onsets, strict=True) if onset < end)


def _shape(contour: Sequence[int]) -> list[int]:
    return [(after > before) - (after < before) for before, after in pairwise(contour)]
