"""The pitch side of the styles on offer: one row of parameters each.

Compasses, high points and closes are those of the songs of the Essen collection
and of the dance tunes of O'Neill, Ryan and Aird, in the halves that tuning may
look at; the weights were set by reading what they make.
"""

from dataclasses import replace
from functools import cache
from typing import Final

from melodie.errors import InvalidInput
from service2_notes.style import Style

SONG: Final = Style(
    id="song",
    tables="song",
    frames=(
        (2, (0, 5)),
        (3, (-1, 5)),
        (3, (-1, 7)),
        (2, (0, 7)),
        (1, (-3, 4)),
        (2.5, (-3, 5)),
        (1, (-1, 8)),
        (0.7, (-2, 6)),
    ),
    begins=(0.46, 0.03, 0.2, 0.02, 0.28, 0.03, 0.01),
    arc=(-0.2, 0, 0.05, -0.1, 0.1, 0.2, -0.05, -0.4),
    peaks=(0, 0, 0.5, 0, 3, 5, 1.5, 0),
    standing=1.5,
    line=(-0.5, 0, -0.2, -0.8, -1, -1.6, -2, -1.8, -3.2),
    stutter=-0.2,
    stutters=2,
    flow=0.0,
    lurching=0.5,
    awkward=0.5,
    stuttering=0.1,
    leaping=1.0,
    repeating=2.4,
    padding=1.0,
    rattling=0.15,
    spelling=1.0,
    common=0.7,
    ideas=3,
    hooks=0.8,
    off_peak=-3.0,
    stepwise_close=0.8,
    closes={"stock": 7, "head": 2, "rhyme": 1.2},
    drafts=3,
    again=4,
    away=0.0,
    arrivals={},
    wavering=8.0,
    marking=4.5,
    wide=0.0,
    again_heads=0.0,
    empty=0.0,
    foreign=0.4,
    alone=0.4,
)
DANCE: Final = Style(
    id="dance",
    tables="dance",
    frames=(
        (0.2, (0, 7)),
        (1.8, (0, 9)),
        (0.5, (-1, 7)),
        (3, (-1, 9)),
        (0.3, (-3, 5)),
        (3, (-3, 7)),
        (3, (-3, 9)),
        (0.8, (-5, 5)),
        (1, (0, 11)),
        (1.8, (-5, 7)),
        (1.5, (-1, 11)),
    ),
    begins=(),
    arc=(-0.25, -0.15, -0.1, -0.3, 0.2, 0.4, 0.1, -0.35),
    peaks=(0, 0, 1.5, 0, 4, 5, 1.5, 0),
    standing=0.0,
    line=(-0.4, 0, 0, -0.1, -0.15, -0.3, -0.6, -0.4, -1.2),
    stutter=-1.5,
    stutters=1,
    flow=0.5,
    lurching=0.0,
    awkward=0.45,
    stuttering=0.6,
    leaping=2.0,
    repeating=1.4,
    padding=0.0,
    rattling=0.1,
    spelling=0.45,
    common=0.7,
    ideas=6,
    hooks=1.5,
    off_peak=-2.2,
    stepwise_close=0.6,
    closes={"stock": 2.4, "head": 3.6, "rhyme": 2.6},
    drafts=3,
    again=3,
    away=0.5,
    arrivals={
        "descends": 1.9,
        "rises": 1.6,
        "falls": 2.0,
        "returns": 1.0,
        "stays": 0.8,
        "circles": 0.2,
        "leaps": 0.2,
    },
    wavering=0.0,
    marking=0.0,
    wide=0.9,
    again_heads=0.6,
    empty=1.0,
    foreign=0.2,
    alone=1.0,
)
_SUNG: Final = replace(
    SONG,
    standing=0.0,
    lurching=0.0,
    padding=0.0,
    hooks=0.0,
    marking=2.5,
    alone=1.0,
)
"""What other styles have of songs."""
HYMN: Final = replace(
    _SUNG,
    id="hymn",
    frames=((3, (0, 5)), (3, (-1, 5)), (2, (-1, 7)), (2, (-3, 5))),
    awkward=0.7,
    leaping=0.8,
    repeating=1.3,
    foreign=0.04,
)
BLUES: Final = replace(
    _SUNG,
    id="blues",
    frames=((2, (0, 7)), (3, (-3, 5)), (2, (-1, 7))),
    arc=(-0.1, 0, 0.1, -0.1, 0.25, 0.15, 0, -0.4),
    repeating=2.2,
    foreign=0.4,
)
RIFF: Final = replace(
    _SUNG,
    id="riff",
    frames=((3, (-3, 4)), (2, (0, 5)), (2, (-3, 5))),
    arc=(-0.3, -0.1, 0.1, 0.1, 0.4, 0.2, 0, -0.4),
    peaks=(0, 0, 0.3, 1, 5, 2, 0, 0),
    awkward=0.35,
    leaping=1.6,
    repeating=2.2,
    foreign=0.25,
)
STYLES: Final = {style.id: style for style in (SONG, DANCE, HYMN, BLUES, RIFF)}


@cache
def for_ideas(style: Style) -> Style:
    """Return how a style makes a few bars that are to be remembered."""
    return replace(
        style,
        arc=(0,) * len(style.arc),
        peaks=(1, 1, 1, 1, 1.5, 1.5, 1, 1),
        repeating=min(style.repeating, 1.2),
        stutters=1,
        common=0.35,
        ideas=4,
        hooks=1.0,
        drafts=5,
        again=5,
    )


def style_named(name: str) -> Style:
    """Return the style ``name``; raises ``InvalidInput`` for one that is not offered."""
    style = STYLES.get(name)
    if style is None:
        known = ", ".join(STYLES)
        detail = f"{name} is not offered; choose one of {known}"
        raise InvalidInput.of("style", detail, "not_offered", offered=known)
    return style
