"""What is done to a rhythm at its place: silence, breath, and notes that lead on."""

from melodie.chance import Chance
from melodie.contract import RhythmRequest
from service3_rhythm.bars.character import LONG, RhythmCharacter
from service3_rhythm.bars.leading import (
    at_rest,
    stopped,
    with_breath,
    with_lead,
    within_half,
    without_lead,
)
from service3_rhythm.bars.silence import breath, excess, filled_up, silence
from service3_rhythm.cells.ending import ending_of, last_of_phrase, notes_of
from service3_rhythm.form.plan import BarPlan
from service3_rhythm.spans import Spans


class Finisher:
    """Finishes the bars of one melody as its sliders ask."""

    def __init__(self, wanted: RhythmRequest, character: RhythmCharacter) -> None:
        self._seed, self._rests, self._last = wanted.seed, wanted.rests / 100, wanted.bars - 1
        self._character, self._grid, self._upbeat = character, character.grid, wanted.pickup
        self._least = int(LONG * self._grid.length) if character.style.holds else self._grid.unit
        beats = len(self._grid.beats)
        self._pause = self._grid.half_beat if beats < 3 or self._grid.additive else self._grid.unit

    def quietened(self, spans: Spans, name: str) -> Spans:
        """Return a rhythm without the rests that nobody wants, or with more of them."""
        chance = Chance(f"rests {name}", self._seed)
        rests = self._rests * self._character.style.silent
        full = filled_up(spans, rests, chance, self._grid, self._character.values)
        return silence(full, last_of_phrase(full, self._grid), self._rests, self._grid, chance)

    def silenced(self, spans: Spans, name: str) -> Spans:
        """Return what the dice threw, with as much silence as is asked for."""
        chance = Chance(f"rests {name}", self._seed)
        return silence(spans, None, self._rests, self._grid, chance)

    def finish(self, spans: Spans, plan: BarPlan, number: int) -> tuple[Spans, int | None]:
        """Return a bar as it stands at its place: a phrase may end in it, and the next begin.

        With it comes the index of the span that begins the phrase's last note, if any.
        """
        last = last_of_phrase(spans, self._grid)
        if plan.cadence is None or last is None:
            return spans, last
        chance = Chance(f"breath bar {number}", self._seed)
        breathes = chance.uniform() < self._character.style.breath * breath(self._rests)
        pause = self._pause if breathes else 0
        spans = self.ended(spans, plan, number)
        if number != self._last and self._character.style.turns:
            spans = self._within_half(spans)
        if number == self._last:
            # There is room for the upbeat that would begin it again.
            room = sum(self._character.upbeat) if self._upbeat and self._rests else 0
            return self._stopped(self._breathed(spans, room), number), notes_of(spans)[-1][0]
        if chance.uniform() >= excess(self._rests) and self._leads(plan, spans):
            led = with_lead(spans, self._character.lead, pause, self._least, self._character.values)
            if led != spans:
                return led, notes_of(spans)[-1][0]
        return self._breathed(spans, pause), last_of_phrase(spans, self._grid)

    def ended(self, spans: Spans, plan: BarPlan, number: int) -> Spans:
        """Return a bar with the end of what ends in it, no breath taken yet."""
        if plan.cadence is None or last_of_phrase(spans, self._grid) is None:
            return spans
        if number == self._last:
            return self._closed(spans, plan)
        if plan.job == "close" and plan.cadence != "inner":
            return without_lead(spans, self._grid, self._character.values)
        return spans

    def _closed(self, spans: Spans, plan: BarPlan) -> Spans:
        """Return the last bar of all."""
        closed = spans
        if not self._character.idea or plan.cadence == "final":
            closed = without_lead(spans, self._grid, self._character.values)
        if self._character.style.holds and not self._character.idea:
            closed = at_rest(closed, self._grid, self._character.values)
        return self._within_half(closed) if self._character.style.turns else closed

    def _within_half(self, spans: Spans) -> Spans:
        rest = bool(self._rests) and not self._character.idea
        return within_half(spans, self._grid, self._character.values, rest=rest)

    def _stopped(self, spans: Spans, number: int) -> Spans:
        """Return the last bar with a rest after it, as a singer ends a verse."""
        chance = Chance(f"stop bar {number}", self._seed)
        if not chance.happens(self._character.style.stops * breath(self._rests)):
            return spans
        beats = len(self._grid.beats)
        kept = max(1, chance.one_of((beats // 2, (beats + 1) // 2)))
        most = kept * self._grid.length // beats
        return stopped(spans, most, self._character.values)

    def _breathed(self, spans: Spans, pause: int) -> Spans:
        return with_breath(spans, pause, self._least, self._character.values)

    def _leads(self, plan: BarPlan, spans: Spans) -> bool:
        """Tell whether notes should lead on from a bar that does not lead on by itself."""
        wanted = self._character.lead and (plan.cadence != "inner" or self._character.often)
        return bool(wanted) and not ending_of(spans, self._grid).lead
