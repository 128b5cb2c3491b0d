"""The figures that each bar may have: its idea, an answer to another bar, or a cadence."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from melodie.chance import Chance
from melodie.form import Relation
from service2_notes.figures.figure import Figure
from service2_notes.line.answers import answers
from service2_notes.line.cadences import Cadences, Mark
from service2_notes.line.ideas import draw_idea, hook
from service2_notes.line.placing import Wish
from service2_notes.line.setting import Line, Setting
from service2_notes.reading import HALF, PERIOD, TuneBar

FREE: Final[frozenset[Relation]] = frozenset({"new", "rhythm", "tail", "literal"})
"""Relations of a bar that leave its cadence free."""
MOVED: Final[frozenset[Relation]] = frozenset({"moved", "head_moved"})
SCALE: Final = 7
DOMINANT: Final = frozenset({1, 4, 6})
"""Degrees of a scale of seven that lead home."""
STAYING: Final = -1.2
"""What an answer loses that ends on another one where a close is prepared."""
DAMPED: Final = 0.5
"""How much the odds of a cadence count beside its place: lower, fewer stock endings."""

Stream = Callable[[int, str], Chance]
"""From a bar's place and what is drawn to the chance for it."""


class Wisher:
    """Knows the ideas of one draft, and says what each bar may be."""

    def __init__(self, setting: Setting, stream: Stream) -> None:
        self._setting, self._stream = setting, stream
        self._bars = setting.tune.bars
        self._ideas: dict[int, Figure] = {}
        self._cadences = Cadences(
            setting.lexicon, setting.style, setting.size, setting.compass.final, setting.arrival
        )

    def think_of(self, place: int) -> None:
        """Have an idea for a bar that says something new."""
        bar, setting = self._bars[place], self._setting
        if bar.relation == "new" and place not in setting.kept:
            chance, opens = self._stream(place, "idea"), place % HALF == 0
            style = setting.style
            drawn = [
                draw_idea(setting, bar.onsets, chance, opens=opens) for _ in range(style.ideas)
            ]
            self._ideas[place] = max(
                dict.fromkeys(drawn),
                key=lambda idea: setting.placer.best(place, idea) + hook(idea, style),
            )

    def wishes(self, place: int, line: Line) -> Iterator[Wish]:
        """Yield what the bar at ``place`` may be after the bars of ``line``."""
        bar = self._bars[place]
        mark = self._mark(bar, place)
        if mark and (bar.relation in FREE or bar.cadence == "final"):
            yield from self._cadential(place, mark, line)
            return
        figure, start = self._source(bar, line)
        if figure is None:
            idea = self._ideas.get(place) or self._setting.lexicon.figures(bar.onsets)[0]
            yield Wish(0.0, idea)
            return
        known = answers(
            self._setting.lexicon, self._setting.style, figure, bar.onsets, bar.relation
        )
        starts = (start,) if start is not None and bar.relation == "head" else None
        origin = start if bar.relation in MOVED else None
        for weight, one in known:
            homeward = self._homeward(bar, one, starts)
            yield Wish(weight + homeward, one, starts, moved_from=origin)

    def _homeward(self, bar: TuneBar, one: Figure, starts: Sequence[int] | None) -> float:
        """Say how well an answer that prepares a close leads home from the degree it ends on."""
        if not bar.prepares or starts is None or self._setting.size != SCALE:
            return 0.0
        ends = {(start + one.end) % SCALE for start in starts}
        return 0.0 if ends & DOMINANT else STAYING

    def _mark(self, bar: TuneBar, place: int) -> Mark | None:
        if bar.cadence == "final":
            return "close"
        if bar.cadence == "section":
            return "close" if self._setting.chords[place].second.root == 0 else "half"
        if bar.cadence == "half":
            return "half"
        return "preparation" if bar.prepares else None

    def _cadential(self, place: int, mark: Mark, line: Line) -> Iterator[Wish]:
        bar, setting = self._bars[place], self._setting
        compass, chance = setting.compass, self._stream(place, "cadence")
        own = self._own(bar, mark, place, line)
        chords, size = setting.chords[place], setting.size
        for weight, one, degree in self._cadences.draw(mark, bar.onsets, chords, chance, own):
            starts: Sequence[int] = [final - one.end for final in compass.finals]
            if bar.cadence != "final":
                lowest = compass.floor - one.low
                starts = range(lowest + (degree - lowest) % size, compass.high - one.high + 1, size)
            yield Wish(DAMPED * weight, one, starts, counted=True)

    def _own(self, bar: TuneBar, mark: Mark, place: int, line: Line) -> Figure | None:
        """Choose the bar of its own tune that a cadence is made of, if any."""
        if bar.answers in line:
            return line[bar.answers].figure
        if mark != "close":
            return None
        closes = self._setting.style.closes
        chance = self._stream(place, "close")
        kind = chance.weighted(list(closes), list(closes.values()))
        first = place - place % PERIOD
        models = (first, first + 1) if kind == "head" else (first + HALF - 1, first + 1)
        known = [line[model].figure for model in models if model in line and model < place]
        return chance.one_of(known) if known and kind != "stock" else None

    def _source(self, bar: TuneBar, line: Line) -> tuple[Figure | None, int | None]:
        """Return the figure of the bar answered, and its degree as far as that is settled."""
        place = bar.answers
        while place is not None:
            known = self._setting.kept.get(place) or line.get(place)
            if known:
                return known.figure, known.start
            if place in self._ideas:
                return self._ideas[place], None
            place = self._bars[place].answers
        return None, None
