"""One-bar words, joints and upbeats, counted in real tunes; docs/tables.md says how.

Read from ``song.json`` and ``dance.json`` when they are first asked for, and
kept. Lengths are in ticks, ``TICKS`` of them a quarter; a rest is negative.
Heights are in steps of the scale: 0 the tonic, 7 the tonic above.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

TICKS: Final = 24
"""Ticks in a quarter."""
STYLES: Final = ("song", "dance")
DEGREES: Final = 7
WIDEST_JOINT: Final = 7
"""The widest joint that is counted, in steps."""

Counts = tuple[int, ...]


class Places(NamedTuple):
    """How often something is found in each place of a phrase."""

    opening: int
    inner: int
    half_close: int
    preparation: int
    close: int


class CadenceCounts(NamedTuple):
    """By the place that leads to rest: how often a bar begins on each of the seven degrees."""

    half_close: Counts
    preparation: Counts
    close: Counts


@dataclass(frozen=True, slots=True)
class Word:
    """A bar's rhythm and contour, and how it is used.

    ``contour`` holds the steps from the bar's first note to each of its notes.
    ``members`` counts by the first note's place in the chord: steps above its
    root, so that 0, 2 and 4 are root, third and fifth; ``first_degrees`` counts
    by its degree in the key, where the word closes.
    """

    lengths: tuple[int, ...]
    contour: tuple[int, ...]
    places: Places
    members: Counts
    first_degrees: CadenceCounts


@dataclass(frozen=True, slots=True)
class Joints:
    """How often the line moves by -7 to 7 steps over a barline.

    ``inside`` a pair of bars (into an even one), ``between`` pairs, and between
    the ``halves`` of a strain.
    """

    inside: Counts
    between: Counts
    halves: Counts


@dataclass(frozen=True, slots=True)
class Lead:
    """The notes of an upbeat in steps from the downbeat that they lead to, and how often."""

    steps: tuple[int, ...]
    count: int


@dataclass(frozen=True, slots=True)
class PitchTables:
    """The tables of a style.

    ``words`` are by metre: 4/4 (with 2/4 at twice its length, and 2/2), 3/4
    (with 3/8) and 6/8, those of one rhythm together, the commonest first;
    ``leads`` by the number of an upbeat's notes and the downbeat's degree.
    """

    words: Mapping[str, tuple[Word, ...]]
    joints: Joints
    leads: Mapping[tuple[int, int], tuple[Lead, ...]]


@cache
def tables(style: str) -> PitchTables:
    """Return the tables of ``style``, one of ``STYLES``; the file is read once."""
    path = Path(__file__).with_name(f"{style}.json")
    written = json.loads(path.read_text(encoding="utf-8"))
    return PitchTables(
        words={metre: tuple(_words(rows["words"])) for metre, rows in written["metres"].items()},
        joints=Joints(*(tuple(row) for row in written["joints"])),
        leads={
            (int(notes), int(degree)): tuple(Lead(tuple(steps), count) for steps, count in rows)
            for notes, degrees in written["upbeats"].items()
            for degree, rows in degrees.items()
        },
    )


def _words(rows: list[Any]) -> list[Word]:
    return [_word(tuple(lengths), *columns) for lengths, contours in rows for columns in contours]


def _word(
    lengths: tuple[int, ...],
    contour: list[int],
    places: list[int],
    members: list[int],
    first_degrees: list[tuple[int, int, int]] | tuple[()] = (),
) -> Word:
    """Make a word of a row, which lists of first degrees only those that are found."""
    rows = [[0] * DEGREES for _ in CadenceCounts._fields]
    for cadence, degree, count in first_degrees:
        rows[cadence][degree] = count
    return Word(
        lengths, tuple(contour), Places(*places), tuple(members), CadenceCounts(*map(tuple, rows))
    )
