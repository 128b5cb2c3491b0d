"""The pitch side of the styles on offer: one row of parameters each.

The weights are logarithms of odds, fitted by maximum likelihood and then
matched to the moments of 8-bar songs (Essen) and of dance tunes (O'Neill,
Ryan, Aird), always on the half set aside for tuning.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from melodie.errors import InvalidInput
from service2_notes.degrees import DANCE_CLOSES, SONG_CLOSES, Closes

Spread = tuple[float, float]
"""A mean, and the standard deviation between melodies."""


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """How a style's line moves. Distances are diatonic steps: an octave is seven.

    ``proximity`` weighs an interval by its size (Temperley 2008), ``leap``
    scales it and ``repeat`` adds to its first entry, once per melody; so does
    ``third`` to its third, and ``taste`` to every degree; ``gaps`` is how often a
    melody does without a degree. ``moves``
    has a row for every degree of the scale from 1 to 7: what is added for a
    fourth, a third and a step down, a step, a third and a fourth up from it.
    ``inertia`` favours that a step, or a third, goes on the way it went (Chiu
    and Temperley 2024), ``turn`` that a wider leap is followed by a move back.
    ``sigma`` is the spread around the central pitch, ``center`` where that lies
    above the tonic, ``height`` how far above it the climax is and ``climax`` in
    which eighth of the melody. ``key`` is the exponent of the key profile and
    ``tonic`` an extra on the tonic, ``down`` favours steps down, ``accent``
    notes of the triad on beats. ``arc`` raises the center in every eighth of
    the melody. ``closes`` says on which degrees its phrases end,
    ``penultimate`` where the last note but one lies, seen from the last.
    """

    id: str
    proximity: tuple[float, ...]
    leap: Spread
    repeat: float
    third: float
    taste: float
    gaps: float
    inertia: tuple[float, float]
    turn: float
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
    closes: Closes
    penultimate: Mapping[int, float]


_TABLE: Final = (
    Style(
        id="song",
        proximity=(0.48, 0, -0.47, -1.32, -1.43, -1.38, -1.92, -2.42, -4),
        leap=(1.05, 0.4),
        repeat=1.15,
        third=0.5,
        taste=0.35,
        gaps=0.1,
        inertia=(2.23, 1.55),
        turn=0.4,
        sigma=2.13,
        center=(1.97, 1.3),
        height=(2.81, 0.9),
        climax=(0.08, 0.07, 0.15, 0.06, 0.25, 0.25, 0.13, 0.01),
        key=0.28,
        tonic=-0.43,
        down=0.5,
        moves=(
            (1.11, -0.09, -0.27, 0.03, -0.06, -0.84),
            (-1.37, -0.71, -0.77, -0.29, -0.71, 0.64),
            (-2.09, -0.11, 0.0, -0.04, 0.64, -0.17),
            (-4.34, 0.93, 0.23, 0.09, 0.54, 2.31),
            (-0.14, 0.79, 0.67, 0.7, -1.56, 1.92),
            (-1.48, 0.48, 1.51, -0.08, -1.06, -0.7),
            (1.73, -0.68, 0.43, 0.91, 0.39, -1.1),
        ),
        accent=0.23,
        arc=(-0.7, -0.25, 0.36, -0.18, 0.07, 2.03, 0.01, -0.23),
        closes=SONG_CLOSES,
        penultimate={1: 0.464, -1: 0.459, 0: 0.026, 2: 0.032, -3: 0.017, 4: 0.001},
    ),
    Style(
        id="dance",
        proximity=(-1.16, 0, -0.19, -1.74, -1.85, -1.54, -2.68, -1.86, -4),
        leap=(1.0, 0.25),
        repeat=0.9,
        third=0.3,
        taste=0.25,
        gaps=0.1,
        inertia=(1.56, 0.49),
        turn=0.0,
        sigma=3.45,
        center=(2.72, 2.2),
        height=(4.42, 1.0),
        climax=(0.07, 0.10, 0.12, 0.14, 0.11, 0.17, 0.24, 0.05),
        key=0.61,
        tonic=0.32,
        down=0.25,
        moves=(
            (1.36, 0.02, 0.1, 0.01, -0.21, -0.42),
            (-0.45, 0.65, -0.4, 0.05, -0.83, -0.53),
            (-0.73, 0.27, 0.54, 0.53, 0.19, -0.01),
            (-2.3, 1.02, 0.57, 0.05, 0.0, 1.62),
            (-0.69, 0.35, 0.06, 0.31, -1.33, 1.12),
            (-0.9, 0.15, 0.65, 0.32, -1.23, -0.19),
            (1.55, 0.41, 0.18, 0.62, 0.09, -1.0),
        ),
        accent=0.12,
        arc=(-0.91, -0.1, -0.61, -0.64, 0.23, 1.22, 0.6, -0.36),
        closes=DANCE_CLOSES,
        penultimate={0: 0.722, -1: 0.11, 1: 0.088, 2: 0.078, 4: 0.002},
    ),
)
STYLES: Final = {style.id: style for style in _TABLE}


def style_named(name: str) -> Style:
    """Return the style ``name``; raises ``InvalidInput`` for one that is not offered."""
    style = STYLES.get(name)
    if style is None:
        raise InvalidInput.of("style", f"{name} is not offered; choose one of {', '.join(STYLES)}")
    return style
