"""The rhythm of one melody, bar by bar: what is new, what returns, and how phrases close."""

from dataclasses import dataclass, replace

from melodie.chance import Chance
from melodie.contract import PhraseEnd
from service3_rhythm.cadences import Closer
from service3_rhythm.filling import Filler
from service3_rhythm.form import BarPlan
from service3_rhythm.grid import Grid
from service3_rhythm.spans import Span


@dataclass(frozen=True, slots=True)
class RhythmicBar:
    """One bar as it was composed; ``last`` is the index of the note that ends its phrase."""

    spans: list[Span]
    plan: BarPlan
    last: int | None = None
    pickup: bool = False

    @property
    def phrase_end(self) -> PhraseEnd | None:
        """The end of the phrase as the notes service is told of it."""
        if self.plan.cadence is None or self.last is None:
            return None
        return PhraseEnd(event=self.last, cadence=self.plan.cadence)


class MelodyRhythm:
    """Composes the bars of one melody; ``wildness`` from 0 to 1 breaks its plan up."""

    def __init__(self, filler: Filler, closer: Closer, grid: Grid, wildness: float) -> None:
        self._filler = filler
        self._closer = closer
        self._grid = grid
        self._wildness = wildness

    def compose(self, plans: list[BarPlan], chance: Chance) -> list[RhythmicBar]:
        """Follow the plan from the first bar to the last."""
        bars: list[RhythmicBar] = []
        for plan in plans:
            wild = chance.happens(self._wildness)
            bars.append(self._bar(BarPlan() if wild else plan, bars, chance))
        return bars

    def upbeat(self, chance: Chance) -> RhythmicBar:
        """Compose what comes before the first barline: a beat at most."""
        grid = self._grid
        beat = grid.unit if grid.additive or len(grid.beats) > 2 else grid.unit // 2
        start = grid.length - beat
        spans = self._filler.fill(start, grid.length, chance, self._wildness)
        moved = [replace(span, start=span.start - start) for span in spans]
        return RhythmicBar(moved, BarPlan(), pickup=True)

    def _bar(self, plan: BarPlan, bars: list[RhythmicBar], chance: Chance) -> RhythmicBar:
        if plan.copies is not None:
            source = bars[plan.copies]
            last = _last_note(source.spans) if source.last is None else source.last
            return RhythmicBar(source.spans, plan, last)
        if plan.lengthened and plan.cadence:
            closing = self._closer.close(plan.cadence, chance, self._wildness)
            return RhythmicBar(closing.spans, plan, closing.last)
        spans = self._filler.fill(0, self._grid.length, chance, self._wildness)
        return RhythmicBar(spans, plan, _last_note(spans))


def _last_note(spans: list[Span]) -> int:
    """Return where the last note begins: a tied one, with its first piece."""
    return max(
        index
        for index in range(len(spans))
        if not spans[index].rest and not (index and spans[index - 1].tie)
    )
