"""The figures of a style and a metre, found by their rhythm."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Final

from service2_notes.beats import Beats, Ticks
from service2_notes.figures.figure import Figure, figure
from service2_notes.figures.gluing import Cells, cells_of, onsets_of
from service2_notes.intervals import MOST_EQUAL
from service2_notes.tables import PitchTables, Word, tables

ENOUGH: Final = 4
"""Fewer figures of a rhythm than this are joined by others that are put together."""
MOST_FIGURES: Final = 64
"""Figures of one rhythm that are known at most, the commonest first."""
REMEMBERED: Final = 4096
"""Figures made of parts, and rhythms, that are kept at hand."""

Onsets = tuple[Ticks, ...]


class Lexicon:
    """Every figure of one style that a metre can have."""

    def __init__(self, style: str, beats: Beats) -> None:
        self._beats = beats
        self._tables: PitchTables = tables(style)
        words = self._tables.words.get(beats.table or "", ())
        self._known = _by_onsets(words, beats)
        self._cells: Cells = cells_of(self._tables)
        self._figures: dict[Onsets, tuple[Figure, ...]] = {}
        self._made: dict[tuple[Onsets, tuple[int, ...]], Figure] = {}

    @property
    def beats(self) -> Beats:
        """The metre that its figures are in."""
        return self._beats

    @property
    def tables(self) -> PitchTables:
        """The counts that the figures come from."""
        return self._tables

    def figures(self, onsets: Onsets) -> tuple[Figure, ...]:
        """Return the figures of a rhythm, the commonest first; at least one."""
        known = self._figures.get(onsets)
        if known is None:
            known = self._known.get(onsets, ())
            if len(known) < ENOUGH:
                contours = {one.contour for one in known}
                even = self._known.get(_undotted(onsets, self._beats.beat), ())
                added = [one.with_onsets(onsets, self._beats) for one in even]
                known = (*known, *(one for one in added if one.contour not in contours))
            if len(known) < ENOUGH:
                contours = {one.contour for one in known}
                glued = self._cells.contours(onsets, self._beats)
                added = [figure(onsets, c, self._beats) for c in glued if c not in contours]
                known = (*known, *added)
            if len(self._figures) >= REMEMBERED:
                self._figures.clear()
            self._figures[onsets] = known
        return known

    def made(self, onsets: Onsets, contour: tuple[int, ...]) -> Figure:
        """Return the figure of a rhythm and a contour, whether or not a table has it."""
        key = onsets, contour
        found = self._made.get(key)
        if found is None:
            known = (one for one in self.figures(onsets) if one.contour == contour)
            found = next(known, None) or figure(onsets, contour, self._beats)
            if len(self._made) >= REMEMBERED:
                self._made.clear()
            self._made[key] = found
        return found


@cache
def lexicon(style: str, beats: Beats) -> Lexicon:
    """Return the figures of ``style`` in the metre that ``beats`` counts; made once."""
    return Lexicon(style, beats)


def _undotted(onsets: Onsets, beat: Ticks) -> Onsets:
    """Return a rhythm with the short notes before its beats moved to the half beat."""
    if beat % 4:
        return onsets
    return tuple(onset - beat // 4 if 4 * (onset % beat) == 3 * beat else onset for onset in onsets)


def _by_onsets(words: Sequence[Word], beats: Beats) -> dict[Onsets, tuple[Figure, ...]]:
    """Sort words by where their notes begin: a note's end, or the rest after it, is no matter."""
    same: dict[tuple[Onsets, tuple[int, ...]], Word] = {}
    for word in words:
        key = onsets_of(word.lengths), word.contour
        same[key] = _together(same[key], word) if key in same else word
    found: dict[Onsets, list[Figure]] = defaultdict(list)
    for (onsets, contour), word in same.items():
        if all(
            len(set(contour[n : n + MOST_EQUAL + 1])) > 1 for n in range(len(contour) - MOST_EQUAL)
        ):
            found[onsets].append(figure(onsets, contour, beats, word))
    return {
        onsets: tuple(sorted(figures, key=lambda one: -one.total)[:MOST_FIGURES])
        for onsets, figures in found.items()
    }


def _together(one: Word, other: Word) -> Word:
    def added(left: Sequence[int], right: Sequence[int]) -> tuple[int, ...]:
        return tuple(a + b for a, b in zip(left, right, strict=True))

    return Word(
        one.lengths,
        one.contour,
        type(one.places)(*added(one.places, other.places)),
        added(one.members, other.members),
        type(one.first_degrees)(*map(added, one.first_degrees, other.first_degrees)),
    )
