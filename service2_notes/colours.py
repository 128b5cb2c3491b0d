"""Notes that colour a line: blue and chromatic ones, and at most one from outside the scale.

A foreign note is one turn of the line, and wherever the turn comes back it does too,
so that it sounds meant. The raised seventh of a minor tune belongs to its dominant.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from melodie.chance import Chance
from melodie.interval import Interval
from service2_notes.intervals import SEVENTH_DEGREE
from service2_notes.parents import Parent
from service2_notes.pitch_units import Degree, Semitones
from service2_notes.writing import Note

WEAK: Final = 0.5
"""Notes of less strength are weak enough to be coloured."""
NEAR: Final = 2
"""Semitones between a colour and the notes beside it, at most."""
CADENCE: Final = 1
"""Bars before the last that no foreign note disturbs."""
EXTRA: Final = 0.6
ALL_EXTRA: Final = 1.5
"""How often a place that can take an extra note of the scale has it, and all of them have."""
RAISED: Final = frozenset({"major", "ionian", "mixolydian"})
"""Scales whose fourth degree may be raised on its way to the fifth."""
MAJOR: Final = frozenset({"major", "ionian"})
RAISES_SEVENTH: Final = "natural_minor"
"""The scale whose seventh degree is raised over its dominant."""
DOMINANT: Final = 4
SUBDOMINANT: Final = 3
BLUE: Final = ((2, 4, (SUBDOMINANT,)), (SEVENTH_DEGREE, 11, (0, SUBDOMINANT)))
"""Degrees that a blues lowers, if they are so many semitones high, over which chords."""

Turn = tuple[float, Degree]
"""Where in its bar a note stands, and its degree."""
Shifts = dict[int, Semitones]
"""Number of a note -> semitones that it is raised or lowered by."""


@dataclass(frozen=True, slots=True)
class _Middle:
    """A note with those beside it, in degrees."""

    number: int
    note: Note
    before: Degree
    after: Degree

    @property
    def moves(self) -> tuple[int, int]:
        return self.note.degree - self.before, self.after - self.note.degree


def leading_notes(
    notes: Sequence[Note], scale: str, parent: Parent, cadential: Collection[int]
) -> Shifts:
    """Raise the seventh of a minor tune over its dominant, where it does not fall.

    That is only done in ``cadential`` bars: elsewhere the scale stays as it is.
    """
    if scale != RAISES_SEVENTH:
        return {}
    shifts: Shifts = {}
    falling: set[int] = set()
    for number, note in enumerate(notes):
        beside = [n.degree for n in (*notes[max(0, number - 1) : number], *notes[number + 1 :][:1])]
        turns = beside == [note.degree + 1] * 2 and note.chord.root == 0
        if note.degree % 7 != SEVENTH_DEGREE or note.bar not in cadential:
            continue
        if not (turns or note.chord.root == DOMINANT):
            continue
        after = next((n.degree for n in notes[number + 1 :] if n.degree != note.degree), None)
        if after == note.degree - 1 or any(_jars(note.degree, one, parent) for one in beside):
            falling.add(note.bar)
        shifts[number] = 1
    return {number: one for number, one in shifts.items() if notes[number].bar not in falling}


def _jars(seventh: Degree, other: Degree, parent: Parent) -> bool:
    """Tell whether the raised seventh would be an augmented interval away from another note."""
    semitones = abs(parent.height(other) - parent.height(seventh) - 1)
    steps = abs(other - seventh)
    return Interval(steps, semitones).excess > 0 or steps > parent.size - 1


def foreign_note(
    notes: Sequence[Note], scale: str, bars: int, chance: Chance, alone: float = 1.0
) -> Shifts:
    """Choose one turn that takes a note from outside the scale, and all its returns.

    Never in a cadence, nor beside the note of the scale that it stands for. Where one that
    does not come back is taken but ``alone`` times, it may come back elsewhere in its bar.
    """
    anywhere = alone < 1
    found: dict[tuple[str, Turn], Shifts] = defaultdict(dict)
    plain = Counter((note.bar, note.degree % 7) for note in notes)
    for middle in _middles(notes, bars - CADENCE):
        once = plain[middle.note.bar, middle.note.degree % 7] == 1
        for kind, shift, fits in _KINDS:
            if once and fits(middle, scale):
                turn = kind, (0.0 if anywhere else middle.note.place, middle.note.degree)
                found[turn][middle.number] = shift
    opening = {(n.place, n.degree) for n in notes if n.bar <= 0 and not anywhere}
    known = {turn: shifts for turn, shifts in found.items() if turn[1] not in opening}
    twice = {turn: shifts for turn, shifts in known.items() if len(shifts) > 1}
    if known and not twice and anywhere and not chance.happens(alone):
        return {}
    choices = list((twice or known).values())
    return chance.one_of(choices) if choices else {}


def blue_notes(notes: Sequence[Note], parent: Parent) -> Shifts:
    """Lower the thirds of the key over the subdominant of a blues, and its major sevenths.

    The subdominant has them as its seventh and its fourth; over the tonic the seventh is that
    of its chord. Those of the dominant lead, and stay.
    """
    lowered = {
        (degree, root)
        for degree, semitone, roots in BLUE
        for root in roots
        if parent.semitones[degree] == semitone and degree not in parent.missing
    }
    return {
        number: -1
        for number, note in enumerate(notes)
        if (note.degree % parent.size, note.chord.root) in lowered
    }


def extra_notes(
    notes: Sequence[Note], parent: Parent, bars: int, chance: Chance
) -> Mapping[int, Semitones]:
    """Choose the notes that become extra ones of the scale: number -> semitones above the tonic.

    What a turn becomes once, it becomes wherever it returns.
    """
    places: dict[tuple[Turn, int], list[int]] = defaultdict(list)
    for middle in _middles(notes, bars):
        for height in _extra_heights(middle, parent):
            turn = (middle.note.place, middle.note.degree), height
            places[turn].append(middle.number)
    if not places:
        return {}
    odds = min(EXTRA, ALL_EXTRA / len(parent.extra))
    chosen = [turn for turn in places if chance.happens(odds)] or [chance.one_of(list(places))]
    return {number: turn[1] for turn in chosen for number in places[turn]}


def _extra_heights(middle: _Middle, parent: Parent) -> Iterator[Semitones]:
    own = parent.height(middle.note.degree)
    beside = parent.height(middle.before), parent.height(middle.after)
    for octave in (own // 12 - 1, own // 12, own // 12 + 1):
        for semitone in parent.extra:
            height = 12 * octave + semitone
            if all(0 < abs(height - other) <= NEAR for other in (own, *beside)):
                yield height


def _middles(notes: Sequence[Note], bars: int) -> Iterator[_Middle]:
    """Yield the weak notes of inner bars that stand between two others."""
    for number in range(1, len(notes) - 1):
        note = notes[number]
        if 1 <= note.bar < bars - 1 and note.strength < WEAK and not note.leads:
            yield _Middle(number, note, notes[number - 1].degree, notes[number + 1].degree)


def _raised_fourth(middle: _Middle, scale: str) -> bool:
    rises = middle.moves == (1, 1) and scale in MAJOR
    turns = middle.moves == (-1, 1) and scale in RAISED
    return middle.note.degree % 7 == 3 and (rises or turns) and middle.note.chord.root != 3


def _flat_seventh(middle: _Middle, scale: str) -> bool:
    falls = middle.moves == (-1, -1) and scale in MAJOR
    return middle.note.degree % 7 == SEVENTH_DEGREE and falls and middle.note.chord.root in (0, 3)


def _raised_tonic(middle: _Middle, scale: str) -> bool:
    turns = middle.moves == (-1, 1) and scale in MAJOR
    return middle.note.degree % 7 == 0 and turns and middle.note.chord.root in (1, DOMINANT)


_KINDS: Final[tuple[tuple[str, int, Callable[[_Middle, str], bool]], ...]] = (
    ("raised fourth", 1, _raised_fourth),
    ("flat seventh", -1, _flat_seventh),
    ("raised tonic", 1, _raised_tonic),
)
