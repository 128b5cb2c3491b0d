"""Which notes a melody favours at one moment, whatever came before: range, key and accent."""

from collections.abc import Mapping
from math import exp, log
from typing import Final

from service2_notes.character import Character
from service2_notes.contours import Contour
from service2_notes.degrees import AFTER_CLOSE, DEGREE, FIRST, RARE, TRIAD, profile
from service2_notes.scales import DIATONIC, Scale
from service2_notes.styles import Style

Weights = list[float]

CLOSING_BELOW: Final = 0.7
CLOSING_SIGMA: Final = 3.0
"""How far below the center a phrase closes, and the spread around that, in diatonic steps."""


class Field:
    """Weighs a melody's candidates, lowest first, for every bar of ``bars``."""

    def __init__(
        self, scale: Scale, style: Style, character: Character, contour: Contour, bars: int
    ) -> None:
        self._character, self._style, self._contour = character, style, contour
        self._bars = bars
        self._unit = DIATONIC / len(scale.degrees)
        self._semitones = [scale.semitones[p % len(scale.degrees)] for p in character.candidates]
        shares = profile(scale.semitones)
        self._key = [
            exp(
                style.key * log(shares[p % len(shares)])
                + style.tonic * (p % len(shares) == 0)
                + character.taste[p % len(shares)]
            )
            for p in character.candidates
        ]
        self._accents = [exp(style.accent) if s in TRIAD else 1.0 for s in self._semitones]
        self._ranges: dict[int, Weights] = {}
        self._known: dict[tuple[int, bool], Weights] = {}

    def weights(self, bar: int, *, strong: bool) -> Weights:
        """Weigh by range and key, and on a beat by accent."""
        if (bar, strong) not in self._known:
            weights = _product(self._range(bar), self._key)
            self._known[bar, strong] = self._accented(weights, strong=strong)
        return self._known[bar, strong]

    def first(self, *, strong: bool) -> Weights:
        """Weigh for the first note of all."""
        return self._accented(_product(self._range(0), self._by_degree(FIRST)), strong=strong)

    def after_close(self, bar: int, *, strong: bool) -> Weights:
        """Weigh for the note after the end of a phrase."""
        weights = _product(self._range(bar), self._by_degree(AFTER_CLOSE))
        return self._accented(weights, strong=strong)

    def penultimate(self, bar: int, *, strong: bool) -> Weights:
        """Weigh for the last note but one, by its distance from the last."""
        home, shares = self._character.home, self._style.penultimate
        places = [shares.get(p - home, RARE) for p in self._character.candidates]
        return self._accented(_product(self._range(bar), places), strong=strong)

    def close(self, bar: int, shares: Mapping[int, float]) -> Weights:
        """Weigh for the last note of a phrase, which lies rather low."""
        low = self._character.center + (self._lift(bar) - CLOSING_BELOW) / self._unit
        double = 2 * (CLOSING_SIGMA / self._unit) ** 2
        near = [exp(-((p - low) ** 2) / double) for p in self._character.candidates]
        return _product(near, self._by_degree(shares))

    def _by_degree(self, shares: Mapping[int, float]) -> Weights:
        return [shares.get(DEGREE[semitone], RARE) for semitone in self._semitones]

    def _accented(self, weights: Weights, *, strong: bool) -> Weights:
        return _product(weights, self._accents) if strong else weights

    def _range(self, bar: int) -> Weights:
        if bar not in self._ranges:
            center = self._character.center + self._lift(bar) / self._unit
            double = 2 * (self._style.sigma / self._unit) ** 2
            self._ranges[bar] = [
                exp(-((p - center) ** 2) / double) for p in self._character.candidates
            ]
        return self._ranges[bar]

    def _lift(self, bar: int) -> float:
        """Raise the center: by the contour, and by the style's own arc."""
        arc = self._style.arc
        own = arc[bar * len(arc) // self._bars]
        return own + self._contour.height(bar / max(1, self._bars - 1))


def _product(left: Weights, right: Weights) -> Weights:
    return [a * b for a, b in zip(left, right, strict=True)]
