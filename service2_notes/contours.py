"""The lines that a melody can be asked to follow."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from melodie.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Contour:
    """A line through ``points``: place in the melody from 0 to 1, and diatonic steps."""

    id: str
    name: str
    description: str
    points: tuple[tuple[float, float], ...]

    def height(self, place: float) -> float:
        """Return how far the melody's center is moved at ``place``, in diatonic steps."""
        for (left, low), (right, high) in pairwise(self.points):
            if place <= right:
                return low + (high - low) * (place - left) / (right - left)
        return self.points[-1][1]


_TABLE: Final = (
    Contour("none", "As it comes", "The style's own line.", ((0, 0), (1, 0))),
    Contour("arch", "Arch", "Up to the middle and down again.", ((0, -2), (0.5, 2.5), (1, -2))),
    Contour("rising", "Rising", "From low to high.", ((0, -3), (1, 3))),
    Contour("falling", "Falling", "From high to low.", ((0, 3), (1, -3))),
    Contour(
        "wave",
        "Wave",
        "Up, down and up again.",
        ((0, -1), (0.2, 2.5), (0.5, -2.5), (0.8, 2.5), (1, -1)),
    ),
)
CONTOURS: Final = {contour.id: contour for contour in _TABLE}


def contour_named(name: str) -> Contour:
    """Return the contour ``name``; raises ``InvalidInput`` for one that is not offered."""
    contour = CONTOURS.get(name)
    if contour is None:
        known = ", ".join(CONTOURS)
        raise InvalidInput.of("contour", f"{name} is not offered; choose one of {known}")
    return contour
