"""A line of notes, and which note it wants next: range, proximity, key and inertia.

Sources: Temperley, "A probabilistic model of melody perception" (Cognitive
Science 32, 2008) for range, proximity and key; Chiu and Temperley (Music and
Science 7, 2024) for step inertia; von Hippel and Huron (Music Perception 18,
2000) for why no rule says that leaps turn back: the range sees to it.
"""

from collections.abc import Sequence
from itertools import groupby, pairwise, takewhile
from math import exp
from typing import Final

from melodie.chance import Chance
from service2_notes.character import Character
from service2_notes.field import Field, Weights
from service2_notes.motion import is_augmented, loosened, table
from service2_notes.onsets import Onset
from service2_notes.scales import DIATONIC, Scale
from service2_notes.styles import Style

BETWEEN_PHRASES: Final = 0.45
"""How much of proximity is left where a new phrase begins."""
MOST_EQUAL: Final = 3
"""Equal pitches in a row, at most."""
PULL: Final = 5.0
"""How gently a goal pulls; the larger, the gentler."""

Goal = tuple[int, int]
"""A note to arrive at: how many notes away, and its scale step."""


class Line:
    """The notes so far, as scale steps, and the odds of the next."""

    def __init__(
        self, scale: Scale, style: Style, character: Character, field: Field, chance: Chance
    ) -> None:
        self._scale, self._style, self._character = scale, style, character
        self._field, self._chance = field, chance
        self._size = len(scale.degrees)
        self._unit = DIATONIC / self._size
        self._reach = len(character.candidates) + self._size
        self._moves = table(scale, style, character, self._reach)
        self._loose = loosened(self._moves, BETWEEN_PHRASES)
        self._steps: list[int] = []

    def go_on(self, steps: Sequence[int]) -> None:
        """Sing ``steps``."""
        self._steps += steps

    def takes(self, steps: Sequence[int], then: Sequence[int] = ()) -> bool:
        """Tell whether ``steps`` can follow, and ``then`` after them.

        They cannot by an impossible leap, or all on one note.
        """
        joined = [*self._steps[-MOST_EQUAL:], *steps, *then]
        if any(len(list(run)) > MOST_EQUAL for _, run in groupby(joined)):
            return False
        joints = ((self._steps[-1:], steps[:1]), (steps[-1:], then[:1]))
        return all(self._can_leap(*here, *there) for here, there in joints if here and there)

    def draw(
        self,
        onset: Onset,
        goal: Goal | None,
        then: Sequence[int],
        *,
        fresh: bool,
        penultimate: bool,
    ) -> int:
        """Draw the next note, which ``then`` follows; ``fresh``: a phrase begins with it."""
        weights = self._weights(onset, fresh=fresh, penultimate=penultimate)
        if goal and not penultimate:
            weights = self._pulled(weights, *goal)
        return self._chance.weighted(self._character.candidates, self._allowed(weights, then))

    def _weights(self, onset: Onset, *, fresh: bool, penultimate: bool) -> Weights:
        if not self._steps:
            return self._field.first(strong=onset.strong)
        if penultimate:
            field = self._field.penultimate(onset.bar, strong=onset.strong)
        elif fresh:
            field = self._field.after_close(onset.bar, strong=onset.strong)
        else:
            field = self._field.weights(onset.bar, strong=onset.strong)
        last = self._steps[-1]
        moves = (self._loose if fresh else self._moves)[last % self._size]
        begin = self._character.candidates.start - last + self._reach
        weights = [w * moves[begin + place] for place, w in enumerate(field)]
        if not fresh:
            self._add_inertia(weights)
        return weights

    def _add_inertia(self, weights: Weights) -> None:
        """Favour that a step, or a third, goes on in its direction."""
        if len(self._steps) < 2:
            return
        before, last = self._steps[-2:]
        move = last - before
        place = last + move - self._character.candidates.start
        if abs(move) > len(self._style.inertia):
            self._add_turn(weights, up=move > 0)
        elif move and 0 <= place < len(weights):
            weights[place] *= exp(self._style.inertia[abs(move) - 1])

    def _add_turn(self, weights: Weights, *, up: bool) -> None:
        """Favour that a move back follows a leap that went ``up``, or down."""
        here = self._steps[-1] - self._character.candidates.start
        back = range(max(0, here)) if up else range(max(0, here + 1), len(weights))
        for place in back:
            if place < len(weights):
                weights[place] *= exp(self._style.turn)

    def _pulled(self, weights: Weights, away: int, step: int) -> Weights:
        gentle = -(self._unit**2) / (PULL * away)
        begin = self._character.candidates.start - step
        return [w * exp(gentle * (begin + place) ** 2) for place, w in enumerate(weights)]

    def _allowed(self, weights: Weights, then: Sequence[int]) -> Weights:
        """Rule out what would be too much of one note, or could not go on to ``then``."""
        candidates = self._character.candidates
        last, equal = self._steps[-1:], self._equal()
        allowed = list(weights)
        if equal == MOST_EQUAL and last[0] in candidates:
            allowed[last[0] - candidates.start] = 0
        if then:
            for place, step in enumerate(candidates):
                if not self._can_leap(step, then[0]):
                    allowed[place] = 0
            run = len(list(takewhile(then[0].__eq__, then))) + (equal if last == [then[0]] else 0)
            if run >= MOST_EQUAL and then[0] in candidates:
                allowed[then[0] - candidates.start] = 0
        return allowed if sum(allowed) else [1.0] * len(allowed)

    def _equal(self) -> int:
        """Count how often the last note has been repeated."""
        recent = self._steps[-MOST_EQUAL:]
        changes = [here for here, (a, b) in enumerate(pairwise(recent)) if a != b]
        return len(recent) - (changes[-1] + 1 if changes else 0)

    def _can_leap(self, here: int, there: int) -> bool:
        move = there - here
        augmented = abs(move) > 1 and is_augmented(self._scale, here % self._size, move)
        return abs(move) <= self._size and not augmented
