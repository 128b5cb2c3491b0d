"""A taste as a hidden Markov model: chords are the states, and a melody is what is heard.

After Simon, Morris and Basu (2008, MySong): what is sung in a bar is drawn from the chord
of the bar, and that from the chord before it. The odds are those of ``counts``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import Final

from melodie.harmony import Quality
from service2_notes.harmonising.counts import Collection, Place, notes_above, root_moves
from service2_notes.harmonising.listening import OCTAVE, Stretch
from service2_notes.harmonising.roman import Figure
from service2_notes.harmonising.tastes import Palette
from service2_notes.pitch_units import Semitones

Odds = tuple[float, ...]
"""Log-odds, one for each chord of a palette."""

MELODY: Final = 1.6
"""How much a quarter counts beside a move of the chords."""
HELD: Final = 0.62
"""How often a chord stays within a bar."""
TURNING: Final = 0.3
"""How often another chord on the same root follows, for each time that a chord stays."""
FIRST: Final = 1.0
"""What the tonic gains in the first bar."""
CLOSES: Final = 3.0
"""What it gains where all or a section closes."""
PAUSES: Final = 1.5
"""What the chords gain that half a period closes on, where it does."""


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """The chords of a palette, and how they follow each other.

    ``moves`` holds for every chord the odds of coming to it from each; ``inside`` the
    same from the first half of a bar to the second. ``pauses`` are the roots that half
    a period closes on.
    """

    figures: tuple[Figure, ...]
    pauses: frozenset[Semitones]
    moves: tuple[Odds, ...]
    inside: tuple[Odds, ...]
    common: Odds

    def sung(self, stretches: Sequence[Stretch]) -> list[list[float]]:
        """Return for every stretch how well each chord goes with it, and with its place."""
        last = len(stretches) - 1
        rests = (
            self.resting(stretch, first=place == 0, last=place == last)
            for place, stretch in enumerate(stretches)
        )
        return [
            [odds + gain for odds, gain in zip(self.heard(stretch), own, strict=True)]
            for stretch, own in zip(stretches, rests, strict=True)
        ]

    def steps(self, stretches: Sequence[Stretch], staying: float = 0.0) -> list[tuple[Odds, ...]]:
        """Return the moves into all but the first; to stay on a root costs ``staying``."""
        inside, moves = self._moving(self.inside, staying), self._moving(self.moves, staying)
        return [inside if stretch.offset else moves for stretch in stretches[1:]]

    def _moving(self, moves: tuple[Odds, ...], staying: float) -> tuple[Odds, ...]:
        if not staying:
            return moves
        return tuple(
            tuple(
                odds - staying * (before.root == after.root)
                for before, odds in zip(self.figures, row, strict=True)
            )
            for after, row in zip(self.figures, moves, strict=True)
        )

    def heard(self, stretch: Stretch) -> list[float]:
        """Return how well each chord goes with what sounds in a stretch."""
        odds = list(self.common)
        for above, place, weight in _gathered(stretch):
            counts = MELODY * weight
            for number, figure in enumerate(self.figures):
                row = _log_notes(figure.quality, place)
                odds[number] += counts * row[above - figure.root]  # below 0 from the end
        return odds

    def resting(self, stretch: Stretch, *, first: bool, last: bool) -> list[float]:
        """Return what each chord gains by the place of a stretch in the form."""
        closes = last or stretch.cadence in ("section", "final")
        tonic = CLOSES if closes else FIRST if first else 0.0
        gains = {0: tonic}
        if stretch.cadence == "half" and not closes:
            gains |= dict.fromkeys(self.pauses, PAUSES)
        return [gains.get(figure.root, 0.0) for figure in self.figures]


@lru_cache(maxsize=64)
def model_of(palette: Palette) -> Model:
    """Return the model of a palette."""
    counted = root_moves(palette.moves)
    reached = [sum(row[root] for row in counted) + 1 for root in range(OCTAVE)]
    return Model(
        figures=palette.figures,
        pauses=palette.pauses,
        moves=_moves(palette.figures, palette.moves, palette.staying),
        inside=_moves(palette.figures, palette.moves, HELD),
        common=tuple(
            palette.common * log(reached[one.root] / sum(reached)) for one in palette.figures
        ),
    )


def _moves(figures: Sequence[Figure], collection: Collection, staying: float) -> tuple[Odds, ...]:
    rows = root_moves(collection)

    def odds(before: Figure, after: Figure) -> float:
        if before == after:
            return log(staying)
        if before.root == after.root:
            return log(staying * TURNING)
        row = rows[before.root]
        return log((1 - staying) * (row[after.root] + 1) / (sum(row) + OCTAVE))

    return tuple(tuple(odds(before, after) for before in figures) for after in figures)


def _gathered(stretch: Stretch) -> Iterator[tuple[Semitones, Place, float]]:
    """Yield each note once, with the weight of all times that it begins alike."""
    weights: dict[tuple[Semitones, Place], float] = {}
    for note in stretch.notes:
        one = note.above, note.place
        weights[one] = weights.get(one, 0.0) + note.weight
    for (above, place), weight in weights.items():
        yield above, place, weight


@lru_cache(maxsize=64)
def _log_notes(quality: Quality, place: Place) -> Odds:
    counted = notes_above(quality, place)
    return tuple(log((count + 1) / (sum(counted) + OCTAVE)) for count in counted)
