"""The pitches of one melody: new notes on their way from goal to goal, returns, and dice."""

from collections.abc import Sequence
from typing import Final

from service2_notes.dice import Dice
from service2_notes.goals import Goals
from service2_notes.line import MOST_EQUAL, Line
from service2_notes.onsets import BarNotes, Onset

SIGHT: Final = 5
"""Notes ahead from which a line makes for its goal."""

Steps = list[int | None]


class Melody:
    """Composes the notes of ``bars``, as scale steps; None is a rest that the dice threw."""

    def __init__(self, bars: Sequence[BarNotes], goals: Goals, line: Line, dice: Dice) -> None:
        self._bars, self._goals, self._line, self._dice = bars, goals, line, dice
        self._onsets: list[Onset] = [onset for bar in bars for onset in bar.onsets]
        self._notes: Steps = []

    def compose(self) -> Steps:
        """Find every note."""
        for number, bar in enumerate(self._bars):
            self._notes += self._returning(bar)
            self._announce(number + 1)
            for place in range(len(self._notes), bar.start + len(bar.onsets)):
                self._notes.append(self._note(place))
        return self._notes

    def _returning(self, bar: BarNotes) -> Steps:
        """Sing again what returns in ``bar``; nothing where it cannot go on from here."""
        if bar.copies is None or not bar.onsets:
            return []
        notes = self._source(bar)
        sung = [step for step in notes if step is not None]
        if sung and not self._dice.decide() and self._fits(sung, bar.start + len(notes)):
            self._line.go_on(sung)
            return notes
        for number in self._head(bar):
            self._goals.give_up(number)
        return []

    def _fits(self, sung: Sequence[int], after: int) -> bool:
        """Tell whether ``sung`` can return; a goal ``after`` it makes way, but not the last."""
        if after < len(self._onsets) - 1 and not self._line.takes(sung, self._then(after)):
            self._goals.give_up(after)
        return self._line.takes(sung, self._then(after))

    def _source(self, bar: BarNotes) -> Steps:
        start = self._bars[bar.copies or 0].start
        return self._notes[start : start + len(bar.onsets)]

    def _announce(self, number: int) -> None:
        """Make for the first notes of the bar to come, where they are known already."""
        if number < len(self._bars) and self._bars[number].copies is not None:
            bar = self._bars[number]
            for place, step in zip(self._head(bar), self._source(bar), strict=False):
                if step is None:
                    return
                self._goals.settle(place, step)

    def _head(self, bar: BarNotes) -> range:
        """Return the numbers of the notes that are announced of a bar that returns."""
        return range(bar.start, bar.start + min(len(bar.onsets), MOST_EQUAL))

    def _then(self, number: int) -> list[int]:
        """Return the notes from ``number`` on that are settled, as far as they matter now."""
        return self._goals.run_from(number, MOST_EQUAL)

    def _note(self, number: int) -> int | None:
        last = number == len(self._onsets) - 1
        if self._dice.decide() and (self._dice.alone or not last):
            thrown = self._dice.throw()
            if (
                thrown is None
                or self._dice.wild
                or self._line.takes([thrown], self._then(number + 1))
            ):
                self._line.go_on([] if thrown is None else [thrown])
                return thrown
        step = self._step(number, last=last)
        self._line.go_on([step])
        return step

    def _step(self, number: int, *, last: bool) -> int:
        goal, then = self._goals[number], self._then(number + 1)
        if goal is not None and (last or self._line.takes([goal], then)):
            return goal
        return self._line.draw(
            self._onsets[number],
            self._goals.next_from(number, SIGHT),
            then,
            fresh=number > 0 and self._onsets[number - 1].cadence is not None,
            penultimate=number == len(self._onsets) - 2,
        )
