"""The chords of a tune, drawn so that its cadences arrive: exact sums look ahead to them."""

from collections.abc import Mapping, Sequence
from typing import Final

from melodie.adding import added
from melodie.chance import Chance
from service2_notes.harmony.grammar import TONIC, Grammar, Pairs
from service2_notes.harmony.heard_chords import BarHarmony, HeardChord, heard_chord
from service2_notes.harmony.twelve import twelve_bars
from service2_notes.reading import IDEA, TuneBar

Odds = Mapping[int, float]

RARE: Final = 0.02
"""Odds of a move that a grammar does not name."""
STAYING: Final = 0.5
"""How much of its odds a chord keeps that has stood for two bars."""
MOVING: Final = 0.25
"""The same in an idea, where it has stood for one."""
HEADED: Final = frozenset({"head", "moved"})
"""Relations of bars that have two chords only where they prepare a close."""


class Progression:
    """Draws the chords of ``bars``; ``kept`` are those that are settled."""

    def __init__(
        self,
        bars: Sequence[TuneBar],
        grammar: Grammar,
        size: int,
        kept: Mapping[int, BarHarmony],
    ) -> None:
        self._bars, self._grammar, self._size = bars, grammar, size
        self._settled = dict(kept)
        self._pairs: dict[int, tuple[int, int]] = {}

    def draw(self, seed: int) -> list[BarHarmony]:
        """Draw a chord, or two, for every bar; each from its own stream of ``seed``."""
        twelve = twelve_bars(self._bars, self._grammar, seed)
        usual = {place: self._bar(place, *pair) for place, pair in twelve.items()}
        self._settled = {**usual, **self._settled}
        name = f"harmony {self._grammar.habits.id} bar"
        chances = [Chance(f"{name} {place}", seed) for place in range(len(self._bars))]
        for place, chance in enumerate(chances):
            self._choose_pair(place, chance)
        sums = self._sums()
        drawn: list[BarHarmony] = []
        for place, chance in enumerate(chances):
            known = self._settled.get(place)
            bar = known or self._chord(place, drawn, sums[place], chance)
            drawn.append(bar)
            returns = self._returns(place, bar)
            if returns:
                self._settled.update(returns)
                sums = self._sums()
        return drawn

    def _choose_pair(self, place: int, chance: Chance) -> None:
        """Choose the two chords of a bar that has two: what prepares a close, and a few others."""
        bar = self._bars[place]
        free = bar.prepares if bar.relation in HEADED else bar.relation != "literal"
        pairs = self._two_chords(place, chance) if free and place not in self._settled else ()
        if pairs:
            odds, choices = zip(*pairs, strict=True)
            self._pairs[place] = chance.weighted(choices, odds)

    def _two_chords(self, place: int, chance: Chance) -> Pairs:
        bar, grammar = self._bars[place], self._grammar
        habits = grammar.habits
        if bar.prepares:
            return grammar.preparations
        if bar.cadence == "half":
            return grammar.pauses if chance.happens(habits.pauses) else ()
        if bar.cadence in {"section", "final"} or not chance.happens(habits.turns):
            return ()
        if place == 0:
            return tuple(pair for pair in grammar.turns if pair[1][0] == 0)
        return () if self._preferred(place) else grammar.turns

    def _chord(
        self, place: int, drawn: Sequence[BarHarmony], sums: Odds, chance: Chance
    ) -> BarHarmony:
        moves = self._moves(drawn[-1].second.root) if drawn else dict.fromkeys(sums, 1.0)
        tired = STAYING if len(self._bars) > IDEA else MOVING
        patience = 1 if tired is STAYING else 0
        stays = len(drawn) > patience and drawn[-1].second.root == drawn[-1 - patience].first.root
        odds = {
            root: moves.get(root, RARE)
            * ahead
            * (tired if stays and root == drawn[-1].second.root else 1)
            for root, ahead in sums.items()
        }
        first = chance.weighted(list(odds), list(odds.values()))
        second = self._pairs[place][1] if place in self._pairs else first
        return self._bar(place, first, second)

    def _bar(self, place: int, first: int, second: int) -> BarHarmony:
        """Return the chords of a bar; a dominant that is come to rest on has no seventh."""
        rests = self._bars[place].cadence == "half" and not self._grammar.twelve
        ends = self._heard(second, plain=rests)
        return BarHarmony(ends if first == second else self._heard(first), ends)

    def _sums(self) -> list[dict[int, float]]:
        """Sum backwards, for every bar and root, the odds of all that can follow."""
        sums: list[dict[int, float]] = [{} for _ in self._bars]
        for place in range(len(self._bars) - 1, -1, -1):
            after = sums[place + 1] if place + 1 < len(self._bars) else {}
            reached = {
                root: wish * self._ahead(self._leaving(place, root), after)
                for root, wish in self._wishes(place).items()
            }
            most = max(reached.values())
            sums[place] = {root: odds / most for root, odds in reached.items()}
        return sums

    def _ahead(self, root: int, after: Odds) -> float:
        moves = self._moves(root)
        return added(moves.get(to, RARE) * odds for to, odds in after.items()) if after else 1.0

    def _leaving(self, place: int, root: int) -> int:
        """Return the root that a bar which begins on ``root`` is left from."""
        if place in self._settled:
            return self._settled[place].second.root
        return self._pairs[place][1] if place in self._pairs else root

    def _wishes(self, place: int) -> Odds:
        """Say which roots a bar may begin on, and how gladly."""
        if place in self._settled:
            return {self._settled[place].first.root: 1.0}
        if place in self._pairs:
            return {self._pairs[place][0]: 1.0}
        return self._preferred(place) or dict.fromkeys(self._grammar.moves, 1.0)

    def _preferred(self, place: int) -> Odds | None:
        """Say which roots the form prefers for a bar, if it does."""
        bar, before, grammar = self._bars[place], self._bars[place - 1], self._grammar
        open_ = {root: odds for root, odds in grammar.half.items() if root} or TONIC
        echoed = [self._bars[later] for later in self._echoes(place)]
        rules = (
            (bar.cadence == "final", TONIC),
            (place == 0, grammar.opening if len(self._bars) > 1 else TONIC),
            (bar.cadence == "section", {0: 6.0, **{root: w / 8 for root, w in open_.items()}}),
            (bar.cadence == "half", grammar.half),
            (any(later.prepares for later in echoed), open_),
            (bar.job == "departure" != before.job, grammar.departure),
            (before.cadence == "half", grammar.after),
        )
        return next((odds for holds, odds in rules if holds), None)

    def _echoes(self, place: int) -> list[int]:
        """Return the later bars that repeat a bar literally."""
        return [
            later
            for later, bar in enumerate(self._bars)
            if bar.relation == "literal" and bar.answers == place
        ]

    def _returns(self, place: int, bar: BarHarmony) -> dict[int, BarHarmony]:
        """Return the chords that later bars take from a bar: all of them, or a head's."""
        found = dict.fromkeys(self._echoes(place), bar)
        for later, plan in enumerate(self._bars):
            if plan.relation == "head" and plan.answers == place and not plan.cadence:
                pair = self._pairs.get(later)
                found[later] = BarHarmony(bar.first, self._heard(pair[1]) if pair else bar.second)
        return {later: one for later, one in found.items() if later not in self._settled}

    def _moves(self, root: int) -> Odds:
        return self._grammar.moves.get(root, {})

    def _heard(self, root: int, *, plain: bool = False) -> HeardChord:
        tones = [root + tone for tone in self._grammar.tones]
        seventh = root + 6 if root in self._grammar.sevenths and not plain else None
        return heard_chord(root, tones, self._size, seventh)
