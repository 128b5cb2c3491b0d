"""How a phrase closes: a long note on a strong beat, a breath, an upbeat to what follows."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from melodie.chance import Chance
from melodie.contract import Cadence
from service3_rhythm.filling import Filler
from service3_rhythm.grid import GROUP, Grid
from service3_rhythm.spans import Span
from service3_rhythm.styles import Pair, Style

MOST_TIES: Final = 3
"""A closing note made of more pieces than this would be a page of ties."""
LONG_END: Final = 0.15
SHORT_END: Final = 0.25
"""Probability that a last note on the downbeat lasts almost the bar, and only a beat."""


@dataclass(frozen=True, slots=True)
class Closing:
    """A bar that closes a phrase; ``last`` is the index of the phrase's last note."""

    spans: list[Span]
    last: int


class Closer:
    """Closes the phrases of one melody.

    ``breath`` is how often a rest may follow; ``upbeats`` says that its phrases
    begin before the barline.
    """

    def __init__(
        self, grid: Grid, filler: Filler, style: Style, breath: float, *, upbeats: bool
    ) -> None:
        self._upbeats = upbeats
        self._grid = grid
        self._filler = filler
        self._style = style
        self._breath = breath
        self._middle = _middle(grid)
        self._beat = grid.beats[1] if len(grid.beats) > 1 else grid.length

    def close(self, cadence: Cadence, chance: Chance, wildness: float) -> Closing:
        """Draw a bar that closes what ``cadence`` says."""
        inner, final = cadence == "inner", cadence == "final"
        down = self._style.inner_on_downbeat if inner else self._style.on_downbeat
        head, start = self._approach(down, chance, wildness)
        tail = self._end(start, chance) if final else self._pause(start, chance, wildness)
        return Closing(head + tail, len(head))

    def _approach(
        self, on_downbeat: Pair, chance: Chance, wildness: float
    ) -> tuple[list[Span], int]:
        """Lead to the downbeat, or by plain beats or freely to a later strong beat."""
        beats = self._grid.beats
        later = self._middle or beats[len(beats) // 2]
        down = chance.happens(on_downbeat[self._middle is None])
        stride = chance.happens(self._style.stride)
        if down or not later:
            return [], 0
        steps = pairwise((*(beat for beat in beats if beat < later), later))
        plain = [self._filler.hold(left, right) for left, right in steps]
        if stride and all(len(spans) == 1 for spans in plain):
            return [span for spans in plain for span in spans], later
        return self._filler.fill(0, later, chance, wildness), later

    def _end(self, start: int, chance: Chance) -> list[Span]:
        """Hold the last note of all, then be silent."""
        length, upbeat = self._grid.length, self._upbeat_after(start)
        breathes, long, short = (
            chance.happens(share) for share in (min(1, self._breath), LONG_END, SHORT_END)
        )
        stop = upbeat
        if start == 0 and not long:
            stop = self._middle or upbeat
            stop = min(stop, self._beat) if short else stop
        return self._note(start, stop if breathes else length, length)

    def _pause(self, start: int, chance: Chance, wildness: float) -> list[Span]:
        """Hold the last note of a phrase, perhaps breathe, and begin the next one early."""
        upbeat = self._upbeat_after(start)
        room = upbeat - start
        rest = self._beat if room > self._beat else self._beat // 2
        rest = self._grid.unit if self._grid.additive else rest
        breathes = chance.happens(self._style.breath * min(1, self._breath))
        stop = upbeat - rest if breathes and room - rest >= self._beat // 2 else upbeat
        ahead = self._filler.fill(upbeat, self._grid.length, chance, wildness)
        return self._note(start, stop, upbeat) + ahead

    def _upbeat_after(self, start: int) -> int:
        """Return where an upbeat to the next bar begins, at least half a beat later, if any."""
        length, beat = self._grid.length, self._beat
        if not self._upbeats:
            return length
        if self._grid.additive:
            return max(length - self._grid.unit, start + self._grid.unit)
        upbeat = beat if len(self._grid.beats) > 2 else beat // 2
        return max(length - upbeat, start + beat // 2)

    def _note(self, start: int, stop: int, until: int) -> list[Span]:
        """Hold one note, shorter where the vocabulary would need many ties, and rest ``until``."""
        pieces = self._filler.hold(start, stop)
        if len(pieces) > MOST_TIES and self._breath:
            pieces = [Span(start, pieces[0].length)]
        silent_from = pieces[-1].end
        rest = [Span(silent_from, until - silent_from, rest=True)] if silent_from < until else []
        return pieces + rest


def _middle(grid: Grid) -> int | None:
    """Return the strong beat inside the bar; none in metres of three, or of one."""
    heads = [beat for beat in grid.beats if grid.levels[beat] == GROUP]
    if heads:
        return heads[0]
    return grid.beats[len(grid.beats) // 2] if len(grid.beats) % 2 == 0 else None
