"""A tune as a listener has it: one note after another, with its place and its chord."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import sub
from typing import Final

from service2_notes.figures.lexicon import Onsets
from service2_notes.harmony.heard_chords import HeardChord
from service2_notes.intervals import Costs
from service2_notes.line.chain import Placed
from service2_notes.line.setting import Line, Setting
from service2_notes.pitch_units import Degree
from service2_notes.reading import Tune
from service2_notes.remembered import Remembered
from service2_notes.style import Style

STRONG: Final = 0.9
"""From this strength on a note is on a strong beat."""
REMEMBERED: Final = 1024
"""Bars of a rhythm that are kept at hand."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Lists of one entry a note, in order; ``moves`` lead from each note to the next.

    ``degrees`` are counted from the tonic at 0, ``lengths`` in bars up to the next
    note. ``placed`` are the bars that have notes, in order, ``final`` is the tonic that the tune
    ends on, ``octave`` the degrees in an octave.
    """

    tune: Tune
    placed: Mapping[int, Placed]
    degrees: Sequence[Degree]
    moves: Sequence[int]
    bars: Sequence[int]
    places: Sequence[float]
    lengths: Sequence[float]
    strengths: Sequence[float]
    chords: Sequence[HeardChord]
    costs: Costs
    style: Style
    final: Degree

    @property
    def octave(self) -> int:
        """Degrees in an octave."""
        return len(self.costs)

    @property
    def count(self) -> int:
        """How many bars the tune has."""
        return len(self.tune.bars)

    def of_bars(self, first: int, last: int) -> Sequence[Degree]:
        """Return the degrees of the bars from ``first`` up to and without ``last``."""
        return self.degrees[bisect_left(self.bars, first) : bisect_left(self.bars, last)]


class Listener:
    """Listens to drafts of one tune."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._rhythms = Remembered(self._rhythm, most=REMEMBERED)

    def hear(self, line: Line) -> Heard:
        """Listen to the bars of a draft."""
        setting = self._setting
        placed = dict(sorted(line.items()))
        degrees: list[Degree] = []
        bars: list[int] = []
        places: list[float] = []
        strengths: list[float] = []
        chords: list[HeardChord] = []
        for place, (_, figure, start) in placed.items():
            degrees += [start + note for note in figure.contour]
            bars += [place] * figure.notes
            strengths += figure.strengths
            begins, under = self._rhythms[place, figure.onsets]
            places += begins
            chords += under
        ends = [*places[1:], float(len(setting.tune.bars))]
        return Heard(
            tune=setting.tune,
            placed=placed,
            degrees=degrees,
            moves=list(map(sub, degrees[1:], degrees)),
            bars=bars,
            places=places,
            lengths=list(map(sub, ends, places)),
            strengths=strengths,
            chords=chords,
            costs=setting.costs,
            style=setting.style,
            final=setting.compass.final,
        )

    def _rhythm(self, what: tuple[int, Onsets]) -> tuple[list[float], list[HeardChord]]:
        """Return where the notes of a bar begin, and the chord that each begins over."""
        place, onsets = what
        beats, chords = self._setting.tune.beats, self._setting.chords[place]
        length = float(beats.length)
        return (
            [place + float(onset) / length for onset in onsets],
            [chords.at(onset, beats.middle) for onset in onsets],
        )
