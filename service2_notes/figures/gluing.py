"""Contours for rhythms that no table has: put together from half bars and beats that it has."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise
from math import log
from operator import itemgetter
from typing import Final

from service2_notes.beats import Beats, Ticks
from service2_notes.figures.stepping import stepwise
from service2_notes.tables import PitchTables, Word

StepContour = tuple[int, ...]
CostedContour = tuple[float, StepContour]
"""What a contour costs, the logarithm of its odds taken away, so that the likeliest come first."""
Cell = tuple[Ticks, tuple[Ticks, ...]]
"""A part of a bar: how long it is, and where in it notes begin."""

CUTS: Final[Mapping[str, tuple[tuple[int, ...], ...]]] = {
    "4/4": ((0, 48, 96), (0, 24, 48, 72, 96)),
    "3/4": ((0, 48, 72), (0, 24, 48, 72)),
    "6/8": ((0, 36, 72),),
}
"""Where the bars of the tables are cut into cells."""

WIDTH: Final = 6
"""Beginnings of a bar that are followed up, by the height that they have reached."""
KEPT: Final = 32
"""Contours of a rhythm that are kept."""
BEGUN: Final = 48
"""Beginnings that are followed up in all."""
CELLS: Final = 7
"""Contours of a cell that are tried."""
WIDEST_CONTOUR: Final = 8
"""Steps between the lowest note and the highest, at most."""
NEAREST: Final = 2
"""Steps from one cell to the next, at most."""


class Cells:
    """The cells of a style, with how often each is found and how one leads to the next."""

    def __init__(self, cells: Mapping[Cell, Counter[StepContour]], joints: Counter[int]) -> None:
        self._cells = {
            cell: [(-log(count), contour) for contour, count in contours.most_common(CELLS)]
            for cell, contours in cells.items()
        }
        everything = sum(joints.values())
        self._joints = {
            move: -log((joints[move] + 1) / everything) for move in range(-NEAREST, NEAREST + 1)
        }

    def contours(self, onsets: Sequence[Ticks], beats: Beats) -> list[StepContour]:
        """Return contours for the notes that begin at ``onsets``, the likeliest first."""
        begun: list[CostedContour] = []
        for cell in self._divided(onsets, beats):
            begun = self._followed(begun, self._choices(cell)) if begun else self._choices(cell)
        return [contour for _, contour in sorted(begun)[:KEPT]]

    def _divided(self, onsets: Sequence[Ticks], beats: Beats) -> Iterator[Cell]:
        """Divide a bar by its groups of beats, and those by beats where no table has them."""
        for start, end in pairwise((*beats.groups, beats.length)):
            group = _cell(onsets, start, end)
            if group[1] and group not in self._cells and end - start > beats.beat:
                marks = [start]
                while marks[-1] + beats.beat < end:
                    marks.append(marks[-1] + beats.beat)
                parts = [_cell(onsets, a, b) for a, b in pairwise((*marks, end))]
                yield from (part for part in parts if part[1])
            elif group[1]:
                yield group

    def _choices(self, cell: Cell) -> list[CostedContour]:
        length, onsets = cell
        if onsets[0] != 0:  # what a rest or a held note begins is the end of a whole cell
            whole = self._cells.get((length, (0, *onsets)), ())
            cut = {tuple(note - c[1] for note in c[1:]): cost for cost, c in reversed(whole)}
            found = [(cost, contour) for contour, cost in cut.items()]
        else:
            found = list(self._cells.get(cell, ()))
        return found or [(-weight, contour) for weight, contour in stepwise(len(onsets))]

    def _followed(
        self, begun: Sequence[CostedContour], choices: Sequence[CostedContour]
    ) -> list[CostedContour]:
        raised: dict[int, list[tuple[float, StepContour, int, int]]] = {}
        longer: list[CostedContour] = []
        for cost, contour in begun:
            low, high, end = min(contour), max(contour), contour[-1]
            if high - low > WIDEST_CONTOUR:
                continue
            for move, joint in self._joints.items():
                so_far, base = cost + joint, end + move
                if base not in raised:
                    raised[base] = _raised(choices, base)
                longer += [
                    (so_far + more, contour + cell)
                    for more, cell, lowest, highest in raised[base]
                    if highest - low <= WIDEST_CONTOUR >= high - lowest
                ]
        return _varied(longer)


def _raised(
    choices: Sequence[CostedContour], base: int
) -> list[tuple[float, StepContour, int, int]]:
    """Return contours raised by ``base``, each with its lowest and its highest note."""
    return [
        (more, tuple([base + note for note in cell]), base + min(cell), base + max(cell))
        for more, cell in choices
        if max(cell) - min(cell) <= WIDEST_CONTOUR
    ]


def _varied(found: list[CostedContour]) -> list[CostedContour]:
    """Keep the likeliest that end at each height, so that not all of them fall."""
    found.sort()
    kept: dict[int, list[CostedContour]] = defaultdict(list)
    for one in found:
        if len(kept[one[1][-1]]) < WIDTH:
            kept[one[1][-1]].append(one)
    varied = sorted(chain.from_iterable(kept.values()), key=itemgetter(0))
    return varied[:BEGUN]


def cells_of(tables: PitchTables) -> Cells:
    """Cut the words of a style into cells and count them."""
    cells: dict[Cell, Counter[StepContour]] = defaultdict(Counter)
    joints: Counter[int] = Counter()
    for metre, cuts in CUTS.items():
        for word in tables.words.get(metre, ()):
            for start, end in (part for marks in cuts for part in pairwise(marks)):
                _count_cell(word, start, end, cells, joints)
    return Cells(cells, joints)


def _count_cell(
    word: Word, start: int, end: int, cells: dict[Cell, Counter[StepContour]], joints: Counter[int]
) -> None:
    onsets = onsets_of(word.lengths)
    inside = [number for number, onset in enumerate(onsets) if start <= onset < end]
    if not inside or onsets[inside[0]] != start:
        return
    first, count = word.contour[inside[0]], sum(word.places)
    contour = tuple(word.contour[number] - first for number in inside)
    cells[_cell(onsets, start, end)][contour] += count
    if inside[0]:
        joints[first - word.contour[inside[0] - 1]] += count


def _cell(onsets: Sequence[Ticks], start: Ticks, end: Ticks) -> Cell:
    return end - start, tuple(onset - start for onset in onsets if start <= onset < end)


def onsets_of(lengths: Sequence[int]) -> tuple[int, ...]:
    """Return where the notes of a row of lengths begin, in ticks."""
    onsets, place = [], 0
    for length in lengths:
        if length > 0:
            onsets.append(place)
        place += abs(length)
    return tuple(onsets)
