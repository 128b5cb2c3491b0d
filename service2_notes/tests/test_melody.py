"""Melodies in phrases, some of whose bars return."""

import pytest

from melodie.contract import RhythmBar, RhythmEvent
from melodie.form import BarForm, Cadence, PhraseEnd
from melodie.pitch import Pitch
from service2_notes.contours import CONTOURS
from service2_notes.styles import STYLES
from service2_notes.tests.requests import QUARTER, a_request, composed

pytestmark = pytest.mark.no_cover
"""Hundreds of melodies, through code that other tests cover."""

SEEDS = range(40)
CLOSES: dict[int, Cadence] = {1: "inner", 3: "half", 5: "inner", 7: "final"}
RETURNS = {4: 0, 5: 1}


def bar(number: int) -> RhythmBar:
    cadence = CLOSES.get(number)
    return RhythmBar(
        events=(RhythmEvent(duration=QUARTER),) * 4,
        form=BarForm(
            relation="literal" if number in RETURNS else "new",
            answers=RETURNS.get(number),
            phrase_end=PhraseEnd(event=3, cadence=cadence) if cadence else None,
        ),
    )


PERIOD = tuple(bar(number) for number in range(8))


def sung(seed: int, **wanted: object) -> tuple[tuple[Pitch | None, ...], ...]:
    return composed(a_request(bars=PERIOD, seed=seed, **wanted)).bars


@pytest.mark.parametrize("style", sorted(STYLES))
def test_a_bar_that_returns_brings_its_pitches_back(style: str) -> None:
    melodies = [sung(seed, style=style) for seed in SEEDS]
    for later, earlier in RETURNS.items():
        back = [melody[later] == melody[earlier] for melody in melodies]
        assert sum(back) >= 0.9 * len(back)


@pytest.mark.parametrize("style", sorted(STYLES))
def test_some_dice_change_some_of_what_returns(style: str) -> None:
    back = [
        melody[later] == melody[earlier]
        for melody in (sung(seed, style=style, wildness=50) for seed in SEEDS)
        for later, earlier in RETURNS.items()
    ]
    assert 0 < sum(back) < len(back)


@pytest.mark.parametrize("style", sorted(STYLES))
def test_the_first_half_hardly_ever_closes_on_the_leading_tone(style: str) -> None:
    halves = [melody[3][3] for melody in (sung(seed, style=style) for seed in SEEDS)]
    names = [pitch.name for pitch in halves if pitch is not None]
    assert len(names) == len(SEEDS)
    assert names.count("G") > names.count("B")


@pytest.mark.parametrize("contour", sorted(CONTOURS))
def test_every_contour_comes_home(contour: str) -> None:
    for seed in SEEDS:
        last = sung(seed, contour=contour)[7][3]
        assert last is not None
        assert last.name == "C"
