"""How many bars stand on one system: four on a page, two on a phone, where they fit."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise
from math import ceil
from typing import Final

from service4_lilypond.layout.text_width import ems
from service4_lilypond.notation.written import StaffBar, WrittenBar, WrittenEvent, WrittenPart

BAR_WIDTH: Final = 2.5
HEAD_WIDTH: Final = 2.5
ACCIDENTAL_WIDTH: Final = 1.2
DOT_WIDTH: Final = 0.8
BREATH_WIDTH: Final = 1.0
"""Staff spaces that a bar takes for its line, and a note with what is beside it."""

CHORD_SIZE: Final = 1.5
CHORD_GAP: Final = 1.0
"""Staff spaces of a chord symbol's em, and between two of them."""

SIGN_WIDTH: Final = 1.1
"""Staff spaces that each sharp or flat of the key signature takes from every system."""

CLOSEST: Final = 1.2
"""How many times its room a system may need; its notes are then set closely."""


@dataclass(frozen=True, slots=True)
class LineLayout:
    """The lines that the music is laid out for.

    ``width`` is what a system offers after clef and time signature, in staff
    spaces; ``sizes`` is how many bars it may hold, those that are tried first
    in front. A ``fragment`` is a few bars to go on from: it has no tempo, and no
    final barline where it has no final close.
    """

    width: float
    sizes: tuple[int, ...]
    fragment: bool = False

    def room(self, part: WrittenPart) -> float:
        """Return the staff spaces that a system leaves for the bars of ``part``."""
        return self.width - SIGN_WIDTH * abs(part.fifths)


PAGE: Final = LineLayout(95.0, (4, 2))
"""A4 between its margins; US Letter is a little wider."""

PHONE: Final = LineLayout(50.0, (2,))
"""A screen so narrow that four bars are too small to read."""


def system_heads(part: WrittenPart, layout: LineLayout = PAGE) -> frozenset[int]:
    """Return the numbers of the bars that begin a system, the first system's left out.

    Every system of a part has as many bars as the others, four or two or one,
    so that phrases begin where lines do; what is left over makes the last ones
    a bar longer or shorter. A pick-up bar counts with the bar after it. A bar
    too wide for any system has its own, and may be broken there.
    """
    return frozenset(_borders(_widths(part), part, layout)[1:-1])


def system_count(part: WrittenPart, layout: LineLayout = PAGE) -> int:
    """Return an estimate of how many systems ``part`` takes, those of broken bars included."""
    widths = _widths(part)
    borders = _borders(widths, part, layout)
    lengths = (sum(widths[head - 1 : following - 1]) for head, following in pairwise(borders))
    return sum(max(1, ceil(length / (CLOSEST * layout.room(part)))) for length in lengths)


def bar_width(bar: WrittenBar) -> float:
    """Return an estimate of the least width of ``bar`` in staff spaces."""
    return BAR_WIDTH + max(events_width(bar.events), _chords_width(bar))


def events_width(events: Iterable[WrittenEvent]) -> float:
    """Return an estimate of the least width of a few notes and rests in staff spaces."""
    return sum(_width(event) for event in events)


def is_too_wide(bar: WrittenBar, part: WrittenPart, layout: LineLayout = PAGE) -> bool:
    """Return whether ``bar`` has no room even on a system of its own."""
    return bar_width(bar) > CLOSEST * layout.room(part)


def breaks_inside(bar: WrittenBar, beat: Fraction) -> frozenset[str]:
    """Return the ids of events on a beat, outside tuplets and beams: a bar may break there."""
    return frozenset(
        event.id for event in bar.events[1:] if event.onset % beat == 0 and _is_free(event)
    )


def _widths(part: WrittenPart) -> list[float]:
    """Return the width of every bar, that of a pick-up with the bar after it."""
    below = [_width_below(bar) for bar in part.below] or [0.0] * len(part.bars)
    widths = [max(bar_width(bar), low) for bar, low in zip(part.bars, below, strict=True)]
    if part.bars[0].number == 0 and len(widths) > 1:
        widths[:2] = [sum(widths[:2])]
    return widths


def _borders(widths: Sequence[float], part: WrittenPart, layout: LineLayout) -> list[int]:
    """Return the numbers of the bars that begin systems, and of the one that would come last."""
    return list(accumulate(_lengths(widths, layout.room(part), layout.sizes), initial=1))


def _lengths(widths: Sequence[float], room: float, sizes: Iterable[int]) -> list[int]:
    """Return how many bars each system has."""
    for size in sizes:
        for lengths in _even(len(widths), size):
            # Notes may be set closely, but not to give a last system one bar more.
            closely = _widest(widths, lengths) <= CLOSEST * room
            if closely and (lengths[-1] <= size or sum(widths[-lengths[-1] :]) <= room):
                return lengths
    return [1] * len(widths)


def _even(count: int, size: int) -> Iterator[list[int]]:
    """Divide ``count`` bars into systems of ``size``, in one way or in two."""
    systems, left = divmod(count, size)
    lengths = [size] * systems
    if not systems or not left:
        yield lengths + [left] * (left > 0)
    elif left == 1:
        yield [*lengths[1:], size + 1]
        yield [*lengths[1:], size - 1, 2] if size > 2 else [*lengths, 1]
    else:
        # Six bars are three and three.
        yield [*lengths[1:], (size + left + 1) // 2, (size + left) // 2]


def _widest(widths: Sequence[float], lengths: Sequence[int]) -> float:
    """Return the width of the widest system."""
    ends = accumulate(lengths, initial=0)
    return max(sum(widths[begin:end]) for begin, end in pairwise(ends))


def _width_below(bar: StaffBar) -> float:
    """Return an estimate of the least width of a bar of the second staff in staff spaces."""
    voices = ([event.rhythm for event in voice] for voice in bar.voices)
    return BAR_WIDTH + max(map(events_width, voices), default=0.0)


def _is_free(event: WrittenEvent) -> bool:
    begins_tuplet = event.tuplet is None or event.tuplet_begins
    begins_beam = not event.beams or event.beams[0] == "begin"
    return begins_tuplet and begins_beam


def _chords_width(bar: WrittenBar) -> float:
    """Return the width of the chord symbols over a bar in staff spaces, side by side."""
    return sum(CHORD_SIZE * ems(chord.label) + CHORD_GAP for chord in bar.symbols(heads_line=False))


def _width(event: WrittenEvent) -> float:
    width = HEAD_WIDTH
    width += ACCIDENTAL_WIDTH if event.accidental else 0
    width += DOT_WIDTH if event.dotted else 0
    width += BREATH_WIDTH if event.breath else 0
    return width
