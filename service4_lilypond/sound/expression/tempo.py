"""The tempo of an expressive performance: an arch over every phrase, and a final ritard.

Both are curves in closed form, of which the time that has gone by is the integral, so that
nothing adds up and a place is always at the same time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from service4_lilypond.sound.expression.phrases import Phrase
from service4_lilypond.sound.expression.swing import Swing

ENTERING: Final = 0.08
"""How much slower than its middle a phrase begins, at k = 1."""
LEAVING: Final = 0.14
"""How much slower than its middle it ends.

Tempo bends as a parabola, and more at the end than at the beginning (Todd 1985; Friberg 1995,
"Matching the rule parameters of phrase arch to performances of Träumerei").
"""
MEAN: Final = (ENTERING + LEAVING) / 6
"""What is taken from the whole of a phrase, so that it lasts as long as it is written."""

FINAL: Final = 0.7
"""The tempo of the last note, of the one before the ritard, at k = 1."""
SLOWEST: Final = 0.5
CURVATURE: Final = 3
"""q of Friberg & Sundberg 1999, "Does music performance allude to locomotion?": runners stop so."""

GRAIN: Final = 10**7
"""Parts of a whole note that times are told in, so that every machine rounds alike."""


@dataclass(frozen=True, slots=True)
class Ritard:
    """The tempo falls from ``begin`` to ``end``, and stays there; in whole notes."""

    begin: Fraction
    end: Fraction


@dataclass(frozen=True, slots=True)
class TempoCurve:
    """When what stands at a place of the score is played, at amount ``k``; 0 changes nothing."""

    phrases: tuple[Phrase, ...]
    ritard: Ritard | None
    k: float
    swing: Swing | None = None

    def at(self, place: Fraction) -> Fraction:
        """Return when ``place`` is reached; both in whole notes at the tempo as written."""
        return self.unswung(self.swing.at(place) if self.swing else place)

    def unswung(self, place: Fraction) -> Fraction:
        """Return when ``place`` would be reached if beats were even: where one ends, it is."""
        if not self.k:
            return place
        arched = _arched(self.phrases, self.k, place)
        if self.ritard is None:
            return _grained(arched)
        return _grained(_slowed(self.ritard, self.k, arched))


def _grained(value: float) -> Fraction:
    return Fraction(round(value * GRAIN), GRAIN)


def _arched(phrases: Sequence[Phrase], k: float, place: Fraction) -> float:
    for phrase in phrases:
        if phrase.begin <= place <= phrase.end:
            length = phrase.end - phrase.begin
            part = float((place - phrase.begin) / length)
            return float(phrase.begin) + float(length) * _gone_by(part, k)
    return float(place)


def _gone_by(part: float, k: float) -> float:
    """Return the part of a phrase's time that is over where a ``part`` of its beats is."""
    rise = (1 - (1 - min(part, 0.5) * 2) ** 3) / 6
    fall = max(part - 0.5, 0.0) ** 3 * 8 / 6
    return part + k * (ENTERING * rise + LEAVING * fall - MEAN * part)


def _slowed(ritard: Ritard, k: float, place: float) -> float:
    begin, length = float(ritard.begin), float(ritard.end - ritard.begin)
    beyond = (place - begin) / length
    if beyond <= 0:
        return place
    final = max(SLOWEST, 1 - (1 - FINAL) * k)
    steepness = final**CURVATURE - 1
    power = 1 - 1 / CURVATURE
    inside = min(beyond, 1.0)
    passed: float = ((1 + steepness * inside) ** power - 1) / (steepness * power)
    return begin + length * (passed + (beyond - inside) / final)
