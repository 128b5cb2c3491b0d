from itertools import cycle
from random import Random
from typing import Any

import pytest

from tests.music.melodies import Melody, a_melody, again

METRES = ("4/4", "3/4", "6/8", "2/4", "5/4", "7/8")
SCALES = ("major", "dorian", "natural_minor", "mixolydian", "harmonic_minor")
SEEDS = range(900)


@pytest.fixture(scope="session", params=["song", "dance", "song again", "dance again"])
def melodies(request: pytest.FixtureRequest) -> list[Melody]:
    """Many melodies of eight bars in one style: every metre with every scale, evenly.

    ``again``: about half of the bars of each are kept, and the others are composed anew.
    """
    style, *anew = request.param.split()
    seeds = SEEDS[::3] if anew else SEEDS
    return [
        _anew(made, seed, recipe) if anew else made
        for seed, metre, scale in zip(seeds, cycle(METRES), cycle(SCALES), strict=False)
        for recipe in [{"style": style, "time_signature": metre, "scale": scale}]
        for made in [a_melody(seed=seed, **recipe)]
    ]


def _anew(made: Melody, seed: int, recipe: dict[str, Any]) -> Melody:
    draw = Random(seed)  # noqa: S311 - which bars are kept, not secrets
    kept = {number for number in range(len(made.bars)) if draw.random() < 1 / 2}
    return again(made, kept, seed=seed + len(SEEDS), **recipe)
