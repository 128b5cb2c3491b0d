"""What a slider or a contour is called is what is heard."""

from itertools import pairwise
from statistics import mean

import pytest

from melodie.contract import RhythmBar, RhythmEvent
from melodie.pitch import Pitch
from service2_notes.contours import CONTOURS
from service2_notes.styles import STYLES
from service2_notes.tests.requests import QUARTER, a_request, composed

pytestmark = pytest.mark.no_cover
"""Hundreds of melodies, through code that other tests cover: counting lines takes two thirds."""

SEEDS = range(24)
BARS = (RhythmBar(events=(RhythmEvent(duration=QUARTER),) * 4),) * 8


def heights(seed: int, **wanted: object) -> list[int]:
    made = composed(a_request(**{"bars": BARS, "seed": seed, **wanted}))
    return [pitch.key_number for bar in made.bars for pitch in bar if pitch]


def ambitus(line: list[int]) -> int:
    return max(line) - min(line)


@pytest.mark.parametrize("style", sorted(STYLES))
@pytest.mark.parametrize(
    ("lowest", "highest"), [("C4", "A5"), ("G3", "D5"), ("C3", "C6"), ("E4", "D5")]
)
def test_rising_ends_higher_than_it_begins(style: str, lowest: str, highest: str) -> None:
    bounds = {"lowest": Pitch.parse(lowest), "highest": Pitch.parse(highest)}
    lines = [heights(seed, style=style, contour="rising", **bounds) for seed in SEEDS]
    assert all(line[-1] > line[0] for line in lines)
    assert mean(mean(line[16:]) - mean(line[:16]) for line in lines) > 2


@pytest.mark.parametrize("style", sorted(STYLES))
def test_falling_ends_lower_than_it_begins(style: str) -> None:
    lines = [heights(seed, style=style, contour="falling") for seed in SEEDS]
    assert all(line[-1] < line[0] for line in lines)


@pytest.mark.parametrize("style", sorted(STYLES))
def test_an_arch_is_highest_in_the_middle_and_a_wave_is_not(style: str) -> None:
    def bulge(contour: str) -> float:
        lines = [heights(seed, style=style, contour=contour) for seed in range(96)]
        return mean(mean(line[12:20]) - mean(line[:4] + line[-4:]) for line in lines)

    assert bulge("arch") > 4 > bulge("none") > bulge("wave")


@pytest.mark.parametrize("contour", sorted(CONTOURS))
def test_every_contour_has_one_final_tonic(contour: str) -> None:
    for seed in SEEDS:
        made = composed(a_request(seed=seed, contour=contour))
        last = made.bars[-1][-1]
        assert last is not None
        assert last.name == "C"


@pytest.mark.parametrize("style", sorted(STYLES))
def test_a_wider_range_is_a_wider_tune_up_to_what_the_style_has(style: str) -> None:
    wide = [
        mean(
            ambitus(heights(seed, style=style, lowest=Pitch.parse(low), highest=Pitch.parse(high)))
            for seed in SEEDS
        )
        for low, high in (("C4", "E4"), ("C4", "G4"), ("B3", "C5"), ("G3", "G5"))
    ]
    assert wide[0] < wide[1] < wide[2] <= wide[3]


@pytest.mark.parametrize("style", sorted(STYLES))
def test_more_leaps_are_wider_moves_at_every_fifth_of_the_slider(style: str) -> None:
    moves = [
        mean(
            mean(abs(b - a) for a, b in pairwise(heights(seed, style=style, leaps=leaps)))
            for seed in range(48)
        )
        for leaps in (0, 25, 50, 75, 100)
    ]
    assert all(fewer < more for fewer, more in pairwise(moves))


@pytest.mark.parametrize("style", sorted(STYLES))
def test_wildness_leads_from_the_model_to_the_dice_without_a_halt(style: str) -> None:
    """Steps of one or two semitones become ever fewer on the way, but for what chance hides."""
    steps = [
        mean(
            mean(
                abs(b - a) <= 2 for a, b in pairwise(heights(seed, style=style, wildness=wildness))
            )
            for seed in range(80)
        )
        for wildness in (0, 20, 40, 60, 80)
    ]
    assert all(tamer > wilder - 0.01 for tamer, wilder in pairwise(steps))
    assert all(tamer > wilder + 0.03 for tamer, wilder in pairwise(steps[1:]))
