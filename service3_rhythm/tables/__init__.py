"""Rhythms of bars, upbeats and plans of form, counted in real tunes; docs/tables.md says how.

Read from ``song.json`` and ``dance.json`` when they are first asked for, and
kept. Lengths are in ticks, ``TICKS`` of them a quarter; a rest is negative.
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


class Places(NamedTuple):
    """How often something is found in each place of a phrase."""

    opening: int
    inner: int
    half_close: int
    preparation: int
    close: int


@dataclass(frozen=True, slots=True)
class BarRhythm:
    """The lengths of a bar from barline to barline, and how often it stands where."""

    lengths: tuple[int, ...]
    places: Places


@dataclass(frozen=True, slots=True)
class Upbeat:
    """The lengths before the first barline, none for a tune without; and how often."""

    lengths: tuple[int, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What a bar is to an earlier one: ``relation`` to bar ``bar`` of the strain, from 0.

    A bar is ``new`` (then ``bar`` is None), ``literal``, ``moved`` (the same
    rhythm and contour at another height), it keeps the ``head`` of the other,
    its head at another height (``head_moved``), its ``tail`` or its ``rhythm``.
    """

    relation: str
    bar: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """How often ``answer`` follows ``before``, which is what the bar before it is."""

    before: Answer
    answer: Answer
    count: int


@dataclass(frozen=True, slots=True)
class MetreTable:
    """What bars of one metre are made of, the commonest first."""

    rhythms: tuple[BarRhythm, ...]
    upbeats: tuple[Upbeat, ...]


@dataclass(frozen=True, slots=True)
class RhythmTables:
    """The tables of a style.

    ``metres`` holds 4/4 (with 2/4 at twice its length, and 2/2), 3/4 (with 3/8)
    and 6/8; ``plans`` the steps into every bar of eight, none into the first.
    """

    metres: Mapping[str, MetreTable]
    plans: tuple[tuple[Step, ...], ...]


@cache
def tables(style: str) -> RhythmTables:
    """Return the tables of ``style``, one of ``STYLES``; the file is read once."""
    path = Path(__file__).with_name(f"{style}.json")
    written = json.loads(path.read_text(encoding="utf-8"))
    return RhythmTables(
        metres={metre: _metre(rows) for metre, rows in written["metres"].items()},
        plans=tuple(tuple(_step(*row) for row in bar) for bar in written["plans"]),
    )


def _metre(rows: Mapping[str, Any]) -> MetreTable:
    return MetreTable(
        rhythms=tuple(BarRhythm(tuple(at), Places(*counts)) for at, counts in rows["rhythms"]),
        upbeats=tuple(Upbeat(tuple(lengths), count) for lengths, count in rows["upbeats"]),
    )


def _step(before: str, answer: str, count: int) -> Step:
    return Step(_answer(before), _answer(answer), count)


def _answer(written: str) -> Answer:
    relation, _, bar = written.partition(" ")
    return Answer(relation, int(bar) if bar else None)
