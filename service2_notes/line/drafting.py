"""One draft of a tune, placed span by span, each with exact look-ahead."""

from collections.abc import Sequence
from typing import Final

from melodie.chance import Chance
from service2_notes.line.chain import Chain, Placed
from service2_notes.line.joints import Kind
from service2_notes.line.setting import Line, Setting
from service2_notes.line.wishing import MOVED, Wisher
from service2_notes.reading import HALF, PERIOD

PAIR: Final = 2
TOGETHER: Final = 1.2
"""What two neighbouring answers gain that move by the same distance."""
AGAIN_STILL: Final = -1.5
AGAIN_MOVED: Final = 0.4
"""A bar that says the one before it again: on the same degree, on another."""


class Drafter:
    """Composes draft ``number`` of a tune; every bar of it has its own chance."""

    def __init__(self, setting: Setting, seed: int, number: int) -> None:
        self._setting, self._seed, self._number = setting, seed, number
        self._bars = setting.tune.bars
        self._wisher = Wisher(setting, self._chance)
        self.line: Line = {}

    def spans(self) -> list[range]:
        """Return the spans in order: the first half of a period by pairs of bars, then fours."""
        spans, start = [], 0
        while start < len(self._bars):
            end = min(start + (PAIR if start % PERIOD < HALF else HALF), len(self._bars))
            model = self._bars[end].answers if end < len(self._bars) else None
            if model is not None and start <= model and self._bars[end].relation == "literal":
                end = model + 1  # so that what leads back to it knows where it leads
            spans.append(range(start, end))
            start = end
        return spans

    def chain(self, span: range) -> tuple[list[int], Chain] | None:
        """Prepare a span for drawing; None where it has no note."""
        places = [place for place in span if self._bars[place].onsets]
        if not places:
            return None
        for place in places:
            self._wisher.think_of(place)
        rows = [self._row(place) for place in places]

        def weigh(number: int, before: Placed, afters: Sequence[Placed]) -> Sequence[float]:
            place = places[number] if number < len(places) else span.stop
            return self._joints(place, before, afters)

        last = max((place for place in self.line if place < places[0]), default=None)
        before = None if last is None else self.line[last]
        further = span.stop < len(self._bars)
        goal = self._setting.settled(span.stop, self.line) if further else None
        return places, Chain(rows, weigh, self._setting.heat, before, goal)

    def draw(self, places: Sequence[int], chain: Chain, take: int) -> Line:
        """Draw the bars of a span; ``take`` numbers the drawings of it."""
        drawn = chain.draw(lambda number: self._chance(places[number], f"take {take}"))
        return dict(zip(places, drawn, strict=True))

    def _chance(self, place: int, what: str) -> Chance:
        return Chance(f"pitch bar {place} draft {self._number} {what}", self._seed)

    def _row(self, place: int) -> list[Placed]:
        settled = self._setting.settled(place, self.line)
        if settled:
            return [settled]
        row = self._setting.placer.row(place, self._wisher.wishes(place, self.line))
        return row or [self._narrowest(place)]

    def _narrowest(self, place: int) -> Placed:
        """Take the figure of the least compass where none fits into the range."""
        compass, bar = self._setting.compass, self._bars[place]
        figures = self._setting.lexicon.figures(bar.onsets)
        one = min(figures, key=lambda figure: figure.high - figure.low)
        closes = bar.cadence == "final"
        return Placed(0.0, one, compass.final - one.end if closes else compass.low - one.low)

    def _joints(self, place: int, before: Placed, afters: Sequence[Placed]) -> Sequence[float]:
        """Return the log-weight of each of ``afters`` at ``place`` following ``before``."""
        kind: Kind = "inside" if place % 2 else "between"
        if place % PERIOD == HALF:
            kind = "halves"
        weights = self._setting.joiner.weights(kind, before, afters)
        bar = self._bars[place]
        if bar.answers != place - 1 and bar.relation not in MOVED:
            return weights
        return [
            weight + self._likeness(place, before, after)
            for weight, after in zip(weights, afters, strict=True)
        ]

    def _likeness(self, place: int, before: Placed, after: Placed) -> float:
        """Say what a joint gains or loses by what two bars in a row have in common."""
        bar = self._bars[place]
        if bar.answers == place - 1 and before.figure.contour == after.figure.contour:
            return AGAIN_STILL if before.start == after.start else AGAIN_MOVED
        if bar.relation in MOVED and self._together(place, before, after):
            return TOGETHER
        return 0.0

    def _together(self, place: int, before: Placed, after: Placed) -> bool:
        """Tell whether two bars in a row answer two others at one distance."""
        answers, previous = self._bars[place].answers, self._bars[place - 1].answers
        if answers is None or previous != answers - 1:
            return False
        here, there = self.line.get(answers), self.line.get(answers - 1)
        if here is None or there is None:
            return False
        return after.start - here.start == before.start - there.start
