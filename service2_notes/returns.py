"""Which bar of a score returns from which earlier one, and how, as its notes show it.

For scores that say nothing about their form, and those whose notes have changed since.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from melodie.form import BarForm, Relation
from melodie.score import Bar, Score

FEWEST: Final = 2
"""Notes of a bar, from which on a part of it can be told from others."""


@dataclass(frozen=True, slots=True)
class _Heard:
    """Where the notes of a bar begin, how high each lies on the staff, and how it sounds."""

    onsets: tuple[Fraction, ...]
    steps: tuple[int, ...]
    keys: tuple[int, ...]

    def part(self, first: int, last: int | None) -> "_Heard":
        return _Heard(self.onsets[first:last], self.steps[first:last], self.keys[first:last])

    @property
    def contour(self) -> tuple[int, ...]:
        return tuple(step - self.steps[0] for step in self.steps)


def with_returns(score: Score) -> Score:
    """Return ``score`` with the relations of its bars as they are found in its notes."""
    bars = tuple(
        replace(bar, form=_with(bar.form or BarForm(), *found))
        for bar, found in zip(score.bars, found_returns(score.bars), strict=True)
    )
    return replace(score, bars=bars)


def found_returns(bars: Sequence[Bar]) -> Iterator[tuple[Relation, int | None]]:
    """Yield for every bar what it takes from an earlier one, and from which: the most it can."""
    known: list[_Heard | None] = []
    held = False
    for bar in bars:
        heard = _heard(bar, held=held)
        held = bar.events[-1].tie
        yield ("new", None) if bar.pickup else _nearest(heard, known)
        known.append(None if bar.pickup else heard)


def _nearest(heard: _Heard, known: Sequence[_Heard | None]) -> tuple[Relation, int | None]:
    """Return the closest relation that a bar has to one before it, and to which."""
    for relation, is_alike in _KINDS:
        for number, other in enumerate(known):
            if other and other.onsets and is_alike(heard, other):
                return relation, number
    return "new", None


def _heard(bar: Bar, *, held: bool) -> _Heard:
    place = Fraction(0)
    notes = []
    for event in bar.events:
        if event.pitch is not None and not held:
            notes.append((place, event.pitch.staff_step, event.pitch.key_number))
        held = event.tie
        place += event.duration
    onsets, steps, keys = zip(*notes, strict=True) if notes else ((), (), ())
    return _Heard(tuple(onsets), tuple(steps), tuple(keys))


def _same(one: _Heard, other: _Heard) -> bool:
    return one == other


def _moved(one: _Heard, other: _Heard) -> bool:
    return _rhythm(one, other) and one.contour == other.contour


def _head(one: _Heard, other: _Heard) -> bool:
    return _long(one, other) and one.part(0, _half(one)) == other.part(0, _half(one))


def _head_moved(one: _Heard, other: _Heard) -> bool:
    return _long(one, other) and _moved(one.part(0, _half(one)), other.part(0, _half(one)))


def _tail(one: _Heard, other: _Heard) -> bool:
    return _long(one, other) and one.part(-_half(one), None) == other.part(-_half(one), None)


def _rhythm(one: _Heard, other: _Heard) -> bool:
    return one.onsets == other.onsets and len(one.onsets) >= FEWEST


def _long(one: _Heard, other: _Heard) -> bool:
    return min(len(one.onsets), len(other.onsets)) > FEWEST


def _half(heard: _Heard) -> int:
    return (len(heard.onsets) + 1) // 2


_KINDS: Final[tuple[tuple[Relation, Callable[[_Heard, _Heard], bool]], ...]] = (
    ("literal", _same),
    ("moved", _moved),
    ("head", _head),
    ("head_moved", _head_moved),
    ("tail", _tail),
    ("rhythm", _rhythm),
)
"""What a bar can take from another, the most first."""


def _with(form: BarForm, relation: Relation, answers: int | None) -> BarForm:
    return replace(form, relation=relation, answers=answers)
