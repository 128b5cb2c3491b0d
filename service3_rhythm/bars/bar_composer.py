"""Composes the bars of one melody, one after the other.

What a bar is given, the first of these that applies:

1. a kept bar stays, and one that takes a rhythm which is not in ticks is written as that;
2. where notes are counted: the rhythm answered, if it has so many, else a cell that has;
3. a literal return takes the other bar as it sounds, breath and lead included;
4. an answer takes the other bar's rhythm before these, a fragment of it, or the half kept;
5. where the plan says ``ending``, the rhythm that all phrases end with;
6. a rhythm that was heard, where enough have been or the style comes back to one;
7. a cell of the pool.

4 to 7 are finished at their place then, and the dice may throw beats of 3 to 7 anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from melodie.chance import Chance
from melodie.contract import RhythmBar, RhythmRequest
from service3_rhythm.bars.character import LONG, RhythmCharacter
from service3_rhythm.bars.choosing import Wanted, choose
from service3_rhythm.bars.dice import throw
from service3_rhythm.bars.finishing import Finisher
from service3_rhythm.bars.kept import Kept, spans_of
from service3_rhythm.bars.wild import thrown
from service3_rhythm.cells.cell import Cell
from service3_rhythm.cells.counted import counting, ended
from service3_rhythm.cells.dotted import dotted
from service3_rhythm.cells.ending import last_of_phrase, notes_of
from service3_rhythm.cells.fragment import fragment
from service3_rhythm.cells.halves import HALVES, sharing
from service3_rhythm.cells.offbeat import early
from service3_rhythm.form.plan import BarPlan
from service3_rhythm.spans import Spans

BENDING: Final = 3
"""Rhythms that were heard from which on no answer bends one."""
BENT: Final = 0.5
"""How often an idea bends one."""
CELLS: Final = 5
"""Rhythms of a short melody beside that of its endings; one more in every sixteen bars."""
PER_CELL: Final = 16
HOLDS: Final = 0.75
DEPARTS: Final = 1.15
"""How many notes a bar has that comes to rest, and one that departs."""
REPEATS: Final = 0.4
"""How often a bar beside kept ones takes a rhythm of theirs, where these have enough."""
NOT_AGAIN: Final = 0.05
"""Odds of a rhythm that was heard, where nothing is to be repeated."""
LARGER: Final = frozenset({"half", "section", "final"})


@dataclass(frozen=True, slots=True)
class ComposedBar:
    """A bar: its plan, its rhythm as it sounds, and ``unfinished``, without breath and lead.

    ``end`` is the index of the span that begins a phrase's last note, if one ends here.
    ``kept`` is the bar that is written instead, where it cannot be told in ticks or was
    ``given``.
    """

    plan: BarPlan
    spans: Spans
    unfinished: Spans
    end: int | None = None
    kept: RhythmBar | None = None
    given: bool = False


class BarComposer:
    """Composes the bars of one melody, an upbeat left out."""

    def __init__(self, wanted: RhythmRequest, character: RhythmCharacter, kept: Kept) -> None:
        self._wanted, self._character, self._kept = wanted, character, kept
        self._grid, self._finisher = character.grid, Finisher(wanted, character)
        self._bars: list[ComposedBar] = []
        self._heard: list[Cell] = kept.cells
        self._ending = self._polished(character.ending.spans, "ending")

    def compose(self, plans: Sequence[BarPlan]) -> list[ComposedBar]:
        """Follow the plan from the first bar to the last."""
        self._turned = {plan.rhythm_of for plan in plans if plan.cadence in LARGER}
        for number, plan in enumerate(plans):
            kept = self._kept.bars.get(number + self._wanted.pickup)
            made = self._given(kept, plan) if kept else self._bar(plan, number)
            self._bars.append(made)
        return self._bars

    def _given(self, kept: RhythmBar, plan: BarPlan) -> ComposedBar:
        spans = spans_of(kept) or ()
        return ComposedBar(plan, spans, spans, kept=kept, given=True)

    def _bar(self, plan: BarPlan, number: int) -> ComposedBar:
        source = self._bars[plan.rhythm_of] if plan.rhythm_of is not None else None
        if source and source.kept and not source.spans:
            return ComposedBar(plan, (), (), kept=source.kept)
        if self._wanted.counts:
            return self._counted(plan, number, source)
        if source and plan.relation == "literal":
            made = ComposedBar(plan, source.spans, source.unfinished, self._end_of(source))
        else:
            unfinished = self._unfinished(plan, number, source)
            spans, end = self._finisher.finish(unfinished, plan, number)
            made = ComposedBar(plan, spans, unfinished, end)
        return self._wild(made, number)

    def _counted(self, plan: BarPlan, number: int, source: ComposedBar | None) -> ComposedBar:
        """Return a bar of as many notes as are asked for; nothing is done to it after."""
        notes = self._wanted.counts[number + self._wanted.pickup]

        def end(spans: Spans) -> Spans:
            return self._finisher.ended(spans, plan, number)

        if source and len(notes_of(end(source.spans))) == notes:
            spans = end(source.spans)
            return ComposedBar(plan, spans, spans, last_of_phrase(spans, self._grid))
        chance = Chance(f"rhythm bar {number}", self._wanted.seed)
        ends = ended(self._character.pool, self._grid, end)
        pool = counting(ends, notes, last=number == self._wanted.bars - 1)
        spans = choose(pool, self._want(plan, number), self._heard, chance).spans
        return ComposedBar(plan, spans, spans, last_of_phrase(spans, self._grid))

    def _end_of(self, source: ComposedBar) -> int | None:
        return last_of_phrase(source.spans, self._grid) if source.end is None else source.end

    def _unfinished(self, plan: BarPlan, number: int, source: ComposedBar | None) -> Spans:
        if source and plan.relation == "fragment":
            return fragment(source.unfinished, self._grid) or source.unfinished
        if source:
            return self._answer(plan, number, source)
        if plan.ending:
            return self._ending
        return self._new(plan, number)

    def _answer(self, plan: BarPlan, number: int, source: ComposedBar) -> Spans:
        """Return the rhythm answered; where half a bar is kept, the other half may be another."""
        chance = Chance(f"answer bar {number}", self._wanted.seed)
        part = HALVES.get(plan.relation)
        often = max(self._character.style.bends, BENT * self._character.idea)
        bends = part and chance.happens(often)
        if part is None or not bends or self._kept.bars or len(self._heard) >= BENDING:
            return source.unfinished
        pool = sharing(self._character.pool, source.unfinished, self._grid.length // 2, part)
        if not pool.cells:
            return source.unfinished
        cell = choose(pool, self._want(plan, number), self._heard, chance)
        self._heard.append(cell)
        return self._polished(cell.spans, str(number))

    def _new(self, plan: BarPlan, number: int) -> Spans:
        chance = Chance(f"rhythm bar {number}", self._wanted.seed)
        wanted = self._want(plan, number)
        again = [cell for cell in self._heard if wanted.ends or not cell.rests]
        if again and plan.cadence not in LARGER and self._takes_heard(plan, number, chance):
            cell = chance.one_of(again)
        else:
            cell = choose(self._character.pool, wanted, self._heard, chance)
        if cell not in self._heard:
            self._heard.append(cell)
        return self._polished(cell.spans, str(number))

    def _takes_heard(self, plan: BarPlan, number: int, chance: Chance) -> bool:
        again = chance.happens(self._character.style.again)
        if self._wanted.repetition < 50 or not self._heard:
            return False
        if plan.job == "departure" and plan.place == "opening" and number >= PER_CELL // 2:
            return False  # a bridge is known by a rhythm of its own
        departs = plan.job == "departure" and number % 2 == 0 and number >= 4
        enough = len(self._heard) >= CELLS + number // PER_CELL
        if self._kept.bars:
            # Beside kept bars, a bar may bring in what the bar before it did.
            enough = enough and chance.happens(REPEATS)
        return (departs and again) or enough

    def _want(self, plan: BarPlan, number: int) -> Wanted:
        style, answers = self._character.style, number % 2 == 1
        closes = plan.cadence in LARGER or number in self._turned
        closes = closes and not self._character.idea
        busy = style.answers if answers else DEPARTS if plan.job == "departure" else 1.0
        busy *= style.prepares if plan.place == "preparation" else 1.0
        busy = HOLDS if style.holds and closes else busy
        return Wanted(
            place=plan.place,
            notes=self._character.notes * busy,
            spread=self._character.spread,
            even=style.even,
            ends=answers or plan.cadence is not None,
            restful=style.restful if answers else 0.0,
            held=LONG * self._grid.length if style.holds and closes else 0,
            lead=self._character.lead if closes or self._character.often else (),
            again=NOT_AGAIN if self._wanted.repetition < 50 else style.same,
            known=frozenset(cell.lengths for cell in self._heard),
        )

    def _polished(self, spans: Spans, name: str) -> Spans:
        """Return a new rhythm with what the sliders do to it, which returns with it."""
        slider, base = self._wanted.syncopation / 100, self._character.style.syncopation
        share = base + (1 - base) * slider
        chance = Chance(f"offbeat {name}", self._wanted.seed)
        beats = [beat for beat in self._grid.beats[1:] if chance.happens(share)]
        values = self._character.values
        moved = early(spans, beats, self._grid, values)
        if self._character.dotted:
            moved = dotted(moved, self._grid, values)
        return self._finisher.quietened(moved, name)

    def _wild(self, made: ComposedBar, number: int) -> ComposedBar:
        chance = Chance(f"dice bar {number}", self._wanted.seed)

        def fall(start: int, end: int) -> Spans:
            spans = throw(start, end, self._character.vocabulary, self._grid, chance)
            return self._finisher.silenced(spans, f"dice {number}")

        spans = thrown(made.spans, self._wanted.wildness / 100, self._grid, chance, fall)
        if spans is None:
            return made
        return ComposedBar(BarPlan(made.plan.place, made.plan.job), spans, spans)
