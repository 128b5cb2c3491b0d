"""What a bar is to an earlier one of the same strain."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from scripts.evaluation.steps import step
from scripts.evaluation.tunes import BARS, Note, Tune


class Answer(NamedTuple):
    """``relation`` to the bar ``bar``, counted from 0; a ``new`` bar answers none."""

    relation: str
    bar: int | None = None

    def __str__(self) -> str:
        """Write it as in the tables: ``new``, ``literal 0``."""
        return self.relation if self.bar is None else f"{self.relation} {self.bar}"


NEW: Final = Answer("new")


@dataclass(frozen=True)
class Bar:
    """The notes of a bar, with their onsets from its barline, in ticks."""

    notes: tuple[Note, ...]
    length: int
    mode: str

    @cached_property
    def onsets(self) -> tuple[int, ...]:
        """When its notes begin."""
        return tuple(note.onset for note in self.notes)

    @cached_property
    def heights(self) -> tuple[int, ...]:
        """The heights of its notes, in steps."""
        return tuple(step(note.pitch, self.mode) for note in self.notes)

    @cached_property
    def sounds(self) -> tuple[tuple[int, int], ...]:
        """Onsets and pitches."""
        return tuple((note.onset, note.pitch) for note in self.notes)

    @cached_property
    def head(self) -> tuple[tuple[int, int], ...]:
        """Onsets and heights of its first half."""
        return self._where(lambda onset: 2 * onset < self.length)

    @cached_property
    def tail(self) -> tuple[tuple[int, int], ...]:
        """Onsets and heights of its second half."""
        return self._where(lambda onset: 2 * onset >= self.length)

    def _where(self, holds: Callable[[int], bool]) -> tuple[tuple[int, int], ...]:
        both = zip(self.onsets, self.heights, strict=True)
        return tuple(pair for pair in both if holds(pair[0]))


def bars(tune: Tune) -> list[Bar]:
    """Return the eight bars of a tune; one may have no note."""
    length = tune.form.bar
    heard: list[list[Note]] = [[] for _ in range(BARS)]
    for note in tune.measured:
        heard[note.onset // length].append(note._replace(onset=note.onset % length))
    return [Bar(tuple(notes), length, tune.form.mode) for notes in heard]


def answers(found: Sequence[Bar]) -> list[Answer]:
    """Return what every bar is to an earlier one: the closest relation, to the earliest bar."""
    return [_answer(found, number) for number in range(len(found))]


def _answer(found: Sequence[Bar], number: int) -> Answer:
    for relation, holds in RELATIONS.items():
        for earlier in range(number):
            if holds(found[earlier], found[number]):
                return Answer(relation, earlier)
    return NEW


def _moved(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Count heights from the first."""
    return [(onset, height - pairs[0][1]) for onset, height in pairs]


def _same_moved(left: Sequence[tuple[int, int]], right: Sequence[tuple[int, int]]) -> bool:
    return len(left) == len(right) and _moved(left) == _moved(right)


def _whole_moved(before: Bar, after: Bar) -> bool:
    both = [list(zip(bar.onsets, bar.heights, strict=True)) for bar in (before, after)]
    return len(after.notes) > 1 and _same_moved(*both)


RELATIONS: Final[dict[str, Callable[[Bar, Bar], bool]]] = {
    "literal": lambda before, after: before.sounds == after.sounds,
    "moved": _whole_moved,
    "head": lambda before, after: len(after.head) > 1 and before.head == after.head,
    "head_moved": lambda before, after: (
        len(after.head) > 2 and _same_moved(before.head, after.head)
    ),
    "tail": lambda before, after: len(after.tail) > 1 and before.tail == after.tail,
    "rhythm": lambda before, after: before.onsets == after.onsets,
}
"""The relations, the closest first."""
