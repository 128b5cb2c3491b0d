"""The pitch side of the styles on offer: one row of parameters each.

The weights are logarithms of odds, fitted by maximum likelihood and then
matched to the moments of 8-bar songs (Essen) and of dance tunes (O'Neill,
Ryan, Aird), always on the half set aside for tuning.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from melodie.errors import InvalidInput

Spread = tuple[float, float]
"""A mean, and the standard deviation between melodies."""


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """How a style's line moves. Distances are diatonic steps: an octave is seven.

    ``proximity`` weighs an interval by its size (Temperley 2008), ``leap``
    scales it and ``repeat`` adds to its first entry, once per melody. ``moves``
    has a row for every degree of the scale from 1 to 7: what is added for a
    fourth, a third and a step down, a step, a third and a fourth up from it.
    ``inertia`` favours that a step, or a third, goes on the way it went (Chiu
    and Temperley 2024). ``sigma`` is the spread around the central pitch,
    ``center`` where that lies above the tonic, ``height`` how far above it the
    climax is and ``climax`` in which eighth of the melody. ``key`` is the
    exponent of the key profile and ``tonic`` an extra on the tonic, ``down``
    favours steps down, ``accent`` notes of the triad on beats. ``arc``
    raises the center in every eighth of the melody.
    ``penultimate`` is where the last note but one lies, seen from the last.
    """

    id: str
    proximity: tuple[float, ...]
    leap: Spread
    repeat: float
    inertia: tuple[float, float]
    sigma: float
    center: Spread
    height: Spread
    climax: tuple[float, ...]
    key: float
    tonic: float
    down: float
    moves: tuple[tuple[float, ...], ...]
    accent: float
    arc: tuple[float, ...]
    penultimate: Mapping[int, float]


_TABLE: Final = (
    Style(
        id="song",
        proximity=(0.45, 0, -0.3, -1.1, -1.1, -1.4, -1.5, -1.6, -3.0),
        leap=(1.05, 0.3),
        repeat=0.9,
        inertia=(1.45, 0.8),
        sigma=2.4,
        center=(1.5, 1.3),
        height=(3.4, 0.9),
        climax=(0.08, 0.07, 0.15, 0.06, 0.25, 0.25, 0.13, 0.01),
        key=0.45,
        tonic=-0.25,
        down=0.5,
        moves=(
            (0.4, 0.0, 0.0, 0.4, 0.1, -0.2),
            (-0.2, -0.1, -0.3, 0.3, -0.2, 0.3),
            (-0.2, 0.1, 0.3, 0.4, 0.5, 0.2),
            (-0.5, 0.2, 0.0, -0.2, 0.2, -0.1),
            (-0.2, 0.2, -0.2, 0.3, -0.4, 1.1),
            (-0.4, -0.5, 0.4, 0.0, -0.3, -0.1),
            (-0.1, -0.2, 0.1, 0.7, 0.3, -0.2),
        ),
        accent=0.2,
        arc=(-0.25, -0.5, 0.0, -0.4, 0.4, 1.35, 0.35, 0.25),
        penultimate={1: 0.46, -1: 0.27, 0: 0.08, 2: 0.12, -3: 0.04, 4: 0.03},
    ),
    Style(
        id="dance",
        proximity=(-0.75, 0, -0.25, -1.45, -1.5, -1.4, -2.0, -1.8, -3.0),
        leap=(1.0, 0.2),
        repeat=0.8,
        inertia=(1.45, 0.4),
        sigma=3.2,
        center=(1.35, 2.2),
        height=(4.7, 1.0),
        climax=(0.07, 0.10, 0.12, 0.14, 0.11, 0.17, 0.24, 0.05),
        key=0.45,
        tonic=0.4,
        down=0.25,
        moves=(
            (0.9, 0.0, -0.1, 0.2, -0.2, -0.2),
            (-0.2, 0.4, -0.5, 0.2, -0.4, -0.1),
            (-0.2, 0.2, 0.4, 0.7, 0.3, 0.2),
            (-0.4, 0.4, 0.3, 0.2, 0.1, -0.1),
            (-0.4, 0.3, -0.3, 0.7, -0.6, 0.8),
            (-0.4, -0.3, 0.5, 0.5, -0.3, 0.0),
            (-0.1, 0.1, -0.1, 0.6, 0.0, -0.1),
        ),
        accent=0.5,
        arc=(-0.4, -0.2, -0.4, -0.2, 0.3, 0.4, 0.3, 0.3),
        penultimate={0: 0.5, -1: 0.19, 1: 0.19, 2: 0.10, 4: 0.02},
    ),
)
STYLES: Final = {style.id: style for style in _TABLE}


def style_named(name: str) -> Style:
    """Return the style ``name``; raises ``InvalidInput`` for one that is not offered."""
    style = STYLES.get(name)
    if style is None:
        raise InvalidInput.of("style", f"{name} is not offered; choose one of {', '.join(STYLES)}")
    return style
