"""Other chords than a score has, drawn by chance from all that go with its tune."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from math import exp, inf
from typing import Final

from melodie.chance import Chance
from melodie.contract.harmony import Harmony, HarmonyRollRequest, Taste
from melodie.errors import InvalidInput
from melodie.harmony import Chord
from melodie.score import Score
from service2_notes.harmonising.barwise import Roots, differ, placed, roots_by_bar, without
from service2_notes.harmonising.closing import closing_of
from service2_notes.harmonising.drawing import drawn, likely
from service2_notes.harmonising.listening import OCTAVE, Stretch, half_bars, whole_bars
from service2_notes.harmonising.modelling import Odds, model_of
from service2_notes.harmonising.roman import Figure
from service2_notes.harmonising.tastes import TASTES, Palette, palette
from service2_notes.keys import semitone_of
from service2_notes.pitch_units import Semitones
from service2_notes.returns import found_returns
from service2_notes.scales import Scale, scale_named

RETURNING: Final = 6.0
"""What a chord gains where the notes return that it was drawn for."""
PENALTIES: Final = (0.0, 0.0, 0.5, 1.5, 3.5, 7.5, 15.5, 31.5)
"""What a root costs, one attempt after the other, that a bar has already."""

Kept = Mapping[int, Semitones]
"""Place of a stretch -> the root that it keeps."""


def roll_harmony(wanted: HarmonyRollRequest) -> Harmony:
    """Draw other chords for a score, in the taste of those that it has.

    A third of the bars that are not ``kept``, or more, are over other roots than before;
    the same request always gives the same. Raises ``InvalidInput`` where nothing else is
    found, for bars that are not there, and for a scale that is not offered.
    """
    score = wanted.score
    free, before = _free(score, wanted.kept), _roots_of(score)
    taste, colours = _taste(score, scale_named(score.key.scale))
    halves = half_bars(score)
    heard = halves if colours.halves else whole_bars(halves)
    roller = _Roller(score, colours, heard, dict(_kept(heard, before, free)))
    chance = Chance("harmony roll", wanted.seed)
    for penalty in PENALTIES:
        figures = roller.attempt(penalty, before, chance)
        found = roots_by_bar(heard, figures)
        if differ({bar: found[bar] for bar in free}, before):
            new = [pair for pair in zip(heard, figures, strict=True) if pair[0].bar in free]
            bars = zip(score.bars, placed(score, new), strict=True)
            return Harmony(taste=taste, bars=tuple(new or old.chords for old, new in bars))
    raise InvalidInput.of("bars", "nothing else was found that fits here", "nothing_new")


class _Roller:
    """Draws chords for stretches, of which some keep a root; any that no palette has as well."""

    def __init__(
        self, score: Score, colours: Palette, heard: Sequence[Stretch], kept: Kept
    ) -> None:
        known = {figure.root for figure in colours.figures}
        strange = (Figure("", root, "major") for root in sorted({*kept.values()} - known))
        model = model_of(replace(colours, figures=(*colours.figures, *strange)))
        self._figures, self._own = model.figures, len(colours.figures)
        self._heard, self._kept = heard, kept
        self._sung = model.sung(heard)
        self._closing = closing_of(model, self._own)
        inside, moves = (
            self._closing.moves(_as_odds(rows)) for rows in (model.inside, model.moves)
        )
        self._steps = [inside if stretch.offset else moves for stretch in heard[1:]]
        returns = found_returns(score.bars)
        self._returns = {n: came for n, (how, came) in enumerate(returns) if how == "literal"}

    def attempt(self, penalty: float, taken: Roots, chance: Chance) -> list[Figure]:
        """Return chords for all stretches; notes that return have theirs again, mostly."""
        sung = [
            without(penalty, stretch.bar, odds, self._figures, [taken])
            for stretch, odds in zip(self._heard, self._sung, strict=True)
        ]
        found = self._drawn(sung, chance)
        if self._returns:
            found = self._drawn(list(self._returning(sung, found)), chance)
        return [self._figures[number] for number in found]

    def _drawn(self, sung: Sequence[Sequence[float]], chance: Chance) -> list[int]:
        last = len(sung) - 1
        heard = [
            self._closing.heard(
                likely(self._allowed(place, odds)),
                first=place == 0,
                last=place == last and place not in self._kept,
            )
            for place, odds in enumerate(sung)
        ]
        numbers = self._closing.numbers
        return [numbers[state] for state in drawn(heard, self._steps, chance)]

    def _allowed(self, place: int, odds: Sequence[float]) -> Iterator[float]:
        """Yield the odds of what may stand in a place."""
        root = self._kept.get(place)
        for number, (figure, own) in enumerate(zip(self._figures, odds, strict=True)):
            may = number < self._own if root is None else figure.root == root
            yield own if may else -inf

    def _returning(
        self, sung: Sequence[list[float]], found: Sequence[int]
    ) -> Iterator[list[float]]:
        """Yield the odds with what is gained where notes return, and where they came from."""
        chords = {
            (stretch.bar, stretch.offset): number
            for stretch, number in zip(self._heard, found, strict=True)
        }
        sources = {*self._returns.values()}
        for stretch, odds in zip(self._heard, sung, strict=True):
            bar = stretch.bar if stretch.bar in sources else self._returns.get(stretch.bar)
            gains = list(odds)
            if bar is not None:
                gains[chords[bar, stretch.offset]] += RETURNING
            yield gains


def _as_odds(rows: Sequence[Odds]) -> list[list[float]]:
    return [[exp(odds) for odds in row] for row in rows]


def _free(score: Score, kept: Collection[int]) -> list[int]:
    """Return the bars whose chords are drawn: those that are not ``kept``, without an upbeat."""
    if any(number >= len(score.bars) for number in kept):
        raise InvalidInput.of("kept", "there is no such bar")
    free = [n for n, bar in enumerate(score.bars) if not bar.pickup and n not in kept]
    if not free:
        raise InvalidInput.of("kept", "no bar is left to draw chords for")
    return free


def _taste(score: Score, scale: Scale) -> tuple[Taste, Palette]:
    """Return the taste that has most of the chords of a score; the plain one where none has."""
    chords = [
        (_above(placed.chord, score), placed.chord.quality)
        for bar in score.bars
        for placed in bar.chords
        if placed.chord
    ]
    palettes = {taste: palette(scale, taste) for taste in TASTES}
    kinds = {
        taste: {(figure.root, figure.quality) for figure in row.figures}
        for taste, row in palettes.items()
    }
    most = max(TASTES, key=lambda taste: sum(chord in kinds[taste] for chord in chords))
    return most, palettes[most]


def _roots_of(score: Score) -> Roots:
    return {
        number: tuple(_above(placed.chord, score) for placed in bar.chords if placed.chord)
        for number, bar in enumerate(score.bars)
    }


def _above(chord: Chord, score: Score) -> Semitones:
    return (semitone_of(chord.root) - semitone_of(score.key.tonic)) % OCTAVE


def _kept(
    heard: Sequence[Stretch], before: Roots, free: Collection[int]
) -> Iterator[tuple[int, Semitones]]:
    """Yield the places that keep a root: the first of a bar's chords, or the last."""
    for place, stretch in enumerate(heard):
        roots = before[stretch.bar]
        if roots and stretch.bar not in free:
            ends = stretch.offset or place + 1 == len(heard) or heard[place + 1].bar != stretch.bar
            yield place, roots[-1 if ends else 0]
