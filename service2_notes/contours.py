"""The lines that a melody can be asked to follow."""

from dataclasses import dataclass
from typing import Final

from melodie.errors import InvalidInput

Eighths = tuple[float, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Contour:
    """A line through a tune. ``arc`` and ``peaks`` are as a style has them, if any.

    ``arc`` is the height of each eighth of the tune, from -1 (lowest) to 1;
    ``peaks`` how likely the highest note is in each. ``rises`` says that it ends on
    the upper tonic, or comes up to it from below.
    """

    id: str
    name: str
    description: str
    arc: Eighths | None = None
    peaks: Eighths | None = None
    rises: bool = False


_TABLE: Final = (
    Contour("none", "As it comes", "The style's own line."),
    Contour(
        "arch",
        "Arch",
        "Up to the middle and down again.",
        (-0.9, -0.3, 0.4, 0.9, 0.9, 0.3, -0.4, -0.9),
        (0, 0, 1, 4, 4, 1, 0, 0),
    ),
    Contour(
        "rising",
        "Rising",
        "From low to high.",
        (-1, -0.8, -0.5, -0.2, 0.1, 0.4, 0.7, 0.8),
        (0, 0, 0, 0, 0, 1, 4, 0),
        rises=True,
    ),
    Contour(
        "falling",
        "Falling",
        "From high to low.",
        (0.9, 0.7, 0.4, 0.1, -0.1, -0.4, -0.7, -0.9),
        (4, 2, 0, 0, 0, 0, 0, 0),
    ),
    Contour(
        "wave",
        "Wave",
        "Up, down and up again.",
        (-0.5, 0.8, 0.2, -0.9, -0.7, 0.9, 0.5, -0.5),
        (0, 2, 0, 0, 0, 4, 0, 0),
    ),
)
CONTOURS: Final = {contour.id: contour for contour in _TABLE}


def contour_named(name: str) -> Contour:
    """Return the contour ``name``; raises ``InvalidInput`` for one that is not offered."""
    contour = CONTOURS.get(name)
    if contour is None:
        known = ", ".join(CONTOURS)
        detail = f"{name} is not offered; choose one of {known}"
        raise InvalidInput.of("contour", detail, "not_offered", offered=known)
    return contour
