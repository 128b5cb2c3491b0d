from itertools import groupby

import pytest

from melodie.contract import RhythmBar, RhythmEvent
from melodie.form import BarForm, PhraseEnd, Relation
from melodie.pitch import Pitch
from service2_notes.tests.requests import QUARTER, a_request, composed

NOTES = (RhythmEvent(duration=QUARTER),) * 4
SEEDS = range(60)

Bars = tuple[tuple[Pitch | None, ...], ...]


def a_bar(*, returns: int | None = None, closes: int | None = None) -> RhythmBar:
    end = None if closes is None else PhraseEnd(event=closes, cadence="half")
    relation: Relation = "new" if returns is None else "literal"
    return RhythmBar(events=NOTES, form=BarForm(relation, returns, phrase_end=end))


RETURNS = (a_bar(), a_bar(closes=3), a_bar(returns=0), a_bar(returns=1, closes=3), a_bar())
"""Two bars, the same two again, and an end."""
CLOSES_AFTER = (a_bar(), a_bar(), a_bar(returns=0), a_bar(closes=0), a_bar())
"""What returns is followed at once by the end of a phrase."""


def made(bars: tuple[RhythmBar, ...], seed: int, wildness: int = 0) -> Bars:
    return composed(a_request(bars=bars, seed=seed, wildness=wildness)).bars


@pytest.mark.parametrize("style", ["song", "dance"])
@pytest.mark.parametrize("bars", [RETURNS, CLOSES_AFTER])
def test_what_returns_is_heard_again(bars: tuple[RhythmBar, ...], style: str) -> None:
    for seed in SEEDS:
        heard = composed(a_request(bars=bars, style=style, seed=seed)).bars
        for number, bar in enumerate(bars):
            if bar.form and bar.form.answers is not None:
                assert heard[number] == heard[bar.form.answers]


def test_on_its_way_no_note_comes_four_times() -> None:
    for seed in SEEDS:
        notes = [pitch for bar in made(RETURNS, seed) for pitch in bar]
        assert max(len(list(run)) for _, run in groupby(notes)) <= 3


def test_the_dice_keep_some_bars_from_returning() -> None:
    returned = [made(RETURNS, seed, wildness=50)[2] == made(RETURNS, seed, wildness=50)[0]
                for seed in SEEDS]  # fmt: skip
    assert 0 < sum(returned) < len(returned)


def test_a_bar_that_began_with_a_rest_returns_with_it() -> None:
    heard = [made(RETURNS, seed, wildness=60) for seed in range(150)]
    with_rest = [bars for bars in heard if bars[0][0] is None]
    assert with_rest
    assert any(bars[2] == bars[0] for bars in with_rest)
