"""The styles of tune on offer: one row of parameters each.

The numbers are counts of 8-bar songs and strains, adjusted until composed
melodies have as many notes, long closes and returns as real ones: ``song`` of
the Essen collection (Schaffrath, 1995), ``dance`` of O'Neill's, Ryan's and
Aird's collections, each on the half set aside for tuning.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from melodie.errors import InvalidInput
from service3_rhythm.durations import DANCE, SONG, DurationTable

Pair = tuple[float, float]
"""One number for metres in quarters, and one for metres in eighths."""


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """How a style moves, breathes and comes back to what it has said.

    ``onsets`` is the mean number of notes by metre in a bar that closes no
    phrase, ``spread`` how much melodies differ in it, in doublings. The others
    are probabilities: of a melody to use ``sixteenths`` and ``dots``;
    ``parallel``: that the second half begins like the first, ``literal``: with
    its pitches too; ``again``: that a single bar of the first half returns;
    ``next_but_one`` and ``next_bar``: that a bar returns at once; ``sequel``:
    that it does so with its pitches; ``lengthen`` and ``lengthen_half``: that a
    phrase closes with a long note; ``breath``: that a rest follows it;
    ``upbeats``: of a melody to begin its phrases before the barline;
    ``on_downbeat``: that it falls on the downbeat, where the bar has a middle
    and where it has none, and ``inner_on_downbeat`` where no half or whole closes;
    ``stride``: that plain beats lead to it.
    """

    id: str
    name: str
    description: str
    durations: DurationTable
    onsets: Mapping[str, float]
    spread: Pair
    phrase: int
    sixteenths: Pair
    dots: float
    parallel: float
    literal: float
    again: float
    next_but_one: float
    sequel: float
    next_bar: float
    lengthen: float
    lengthen_half: float
    breath: float
    upbeats: float
    on_downbeat: Pair
    inner_on_downbeat: Pair
    stride: float

    def mean_onsets(self, metre: str) -> float:
        """Return how many notes a bar has on average, in any metre."""
        if metre in self.onsets:
            return self.onsets[metre]
        beats, unit = (int(part) for part in metre.split("/"))
        model, length = ("6/8", 6 / 8) if unit == 8 else ("4/4", 4 / 4)
        return float(self.onsets[model] * (beats / unit / length) ** SHRINK)


SHRINK: Final = 0.6
"""A bar twice as long has fewer than twice as many notes."""

_TABLE: Final = (
    Style(
        id="song",
        name="Song",
        description="Sung phrases of two bars that breathe, mostly by step.",
        durations=SONG,
        onsets={"2/4": 4.26, "3/4": 4.53, "4/4": 4.82, "2/2": 5.1, "3/8": 3.56, "6/8": 5.2},
        spread=(0.22, 0.03),
        phrase=2,
        sixteenths=(0.36, 0.6),
        dots=0.52,
        parallel=0.15,
        literal=0.14,
        again=0.1,
        next_but_one=0.35,
        sequel=0.42,
        next_bar=0.05,
        lengthen=0.45,
        lengthen_half=0.85,
        breath=0.65,
        upbeats=0.93,
        on_downbeat=(0.52, 0.72),
        inner_on_downbeat=(0.15, 0.35),
        stride=0.4,
    ),
    Style(
        id="dance",
        name="Dance",
        description="Strains of four-bar phrases that come back, with more notes and wider leaps.",
        durations=DANCE,
        onsets={
            "2/4": 7.3,
            "3/4": 4.52,
            "4/4": 6.83,
            "2/2": 8.14,
            "3/8": 3.6,
            "6/8": 5.56,
            "9/8": 7.9,
        },
        spread=(0.07, 0.1),
        phrase=4,
        sixteenths=(0.68, 0.39),
        dots=0.43,
        parallel=0.4,
        literal=0.86,
        again=0.05,
        next_but_one=0.38,
        sequel=0.2,
        next_bar=0.15,
        lengthen=0,
        lengthen_half=0.3,
        breath=0.1,
        upbeats=0.9,
        on_downbeat=(0.08, 0.75),
        inner_on_downbeat=(0.08, 0.75),
        stride=0.12,
    ),
)  # fmt: skip
STYLES: Final = {style.id: style for style in _TABLE}


def style_named(name: str) -> Style:
    """Return the style ``name``; raises ``InvalidInput`` for one that is not offered."""
    style = STYLES.get(name)
    if style is None:
        raise InvalidInput.of("style", f"{name} is not offered; choose one of {', '.join(STYLES)}")
    return style
