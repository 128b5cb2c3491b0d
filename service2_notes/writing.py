"""From placed figures to a line of notes: upbeats that lead, and where each note stands."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import exp
from typing import Final

from melodie.chance import Chance
from service2_notes.beats import Ticks
from service2_notes.harmony.heard_chords import HeardChord
from service2_notes.intervals import line_cost
from service2_notes.line.setting import Line, Setting
from service2_notes.pitch_units import Degree
from service2_notes.tables import Lead

FARTHEST_LEAD: Final = 4
"""From more steps than this on an upbeat begins too far from the note before it."""
LEAST: Final = 0.02
REPEATED: Final = 0.5
"""What is left of its odds then, and where it repeats that note."""
USUAL: Final = (Lead((-1,), 1),), (Lead((-2, -1), 1),)
"""How one note leads, and two, where no table says."""
SLIGHT: Final = 0.1
"""The strength of a note that leads."""


@dataclass(frozen=True, slots=True)
class Note:
    """One note of the line: its degree, its bar in the tune (-1 in an upbeat), its chord.

    ``place`` is where it begins in the bar, from 0 to 1; ``leads`` says that it is
    part of an upbeat.
    """

    degree: Degree
    bar: int
    place: float
    strength: float
    chord: HeardChord
    leads: bool = False


class Writer:
    """Writes a tune out in its setting, each upbeat with its own chance."""

    def __init__(self, setting: Setting, line: Line, seed: int) -> None:
        self._setting, self._line, self._seed = setting, line, seed
        self._bars = setting.tune.bars

    def write(self) -> list[Note]:
        """Return all notes in order, upbeats and all."""
        notes = list(self._upbeat())
        for place, bar in enumerate(self._bars):
            if place in self._line:
                notes.extend(self._figure(place))
            if bar.leads:
                leads = list(self._leading(place, notes[-1].degree if notes else None))
                notes.extend(self._returned(place, notes, leads))
        return notes

    def _returned(self, place: int, notes: list[Note], leads: list[Note]) -> list[Note]:
        """Return the upbeat that a literal bar brings back, or the new one of any other."""
        bar = self._bars[place]
        if bar.relation != "literal":
            return leads
        model = [note for note in notes if note.bar == bar.answers and note.leads]
        if len(model) != len(leads):
            return leads
        return [replace(lead, degree=old.degree) for lead, old in zip(leads, model, strict=True)]

    def _upbeat(self) -> Iterator[Note]:
        count = self._setting.tune.upbeat
        if not count:
            return
        chord = self._setting.chords[0].first
        for degree in self._lead(count, self._goal(-1), None, Chance("upbeat", self._seed)):
            yield Note(degree, -1, 0.0, SLIGHT, chord, leads=True)

    def _figure(self, place: int) -> Iterator[Note]:
        _, figure, start = self._line[place]
        for step, onset, strength in zip(
            figure.contour, figure.onsets, figure.strengths, strict=True
        ):
            yield Note(
                start + step,
                place,
                self._within(onset),
                strength,
                self._setting.chords[place].at(onset, self._setting.tune.beats.middle),
            )

    def _leading(self, place: int, last: Degree | None) -> Iterator[Note]:
        leads = self._bars[place].leads
        chance = Chance(f"upbeat bar {place}", self._seed)
        degrees = self._lead(len(leads), self._goal(place), last, chance)
        chord = self._setting.chords[place].second
        for degree, onset in zip(degrees, leads, strict=True):
            yield Note(degree, place, self._within(onset), SLIGHT, chord, leads=True)

    def _within(self, onset: Ticks) -> float:
        return float(onset) / float(self._setting.tune.beats.length)

    def _goal(self, place: int) -> Degree:
        """Return the first degree after the bar at ``place``; the last one, if none follows."""
        following = [self._line[p].start for p in sorted(self._line) if p > place]
        return following[0] if following else self._setting.compass.final

    def _lead(self, count: int, goal: Degree, last: Degree | None, chance: Chance) -> list[Degree]:
        """Draw the degrees of an upbeat as upbeats go to ``goal`` in real tunes."""
        known = min(count, len(USUAL))
        tables = self._setting.lexicon.tables
        rows = tables.leads.get((known, goal % self._setting.size)) or USUAL[known - 1]
        odds = [self._likely(row, goal, last) for row in rows]
        if not any(odds):
            rows, odds = USUAL[known - 1], [1.0]
        steps = list(chance.weighted(rows, odds).steps)
        while len(steps) < count:  # a longer upbeat walks up to where a known one begins
            steps.insert(0, steps[0] - 1)
        return [goal + step for step in steps]

    def _likely(self, row: Lead, goal: Degree, last: Degree | None) -> float:
        compass = self._setting.compass
        heights = [goal + step for step in row.steps]
        if max(heights) > compass.high or min(heights) < compass.floor:
            return 0.0
        near = last is None or abs(heights[0] - last) <= FARTHEST_LEAD
        line = [*([] if last is None else [last]), *heights, goal]
        sung = exp(line_cost(self._setting.costs, line[0], [note - line[0] for note in line]))
        again = REPEATED if heights[0] == last else 1.0
        return (row.count + 0.5) * (1.0 if near else LEAST) * again * sung
