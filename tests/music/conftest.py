from itertools import cycle

import pytest

from tests.music.melodies import Melody, a_melody

METRES = ("4/4", "3/4", "6/8", "2/4", "5/4", "7/8")
SCALES = ("major", "dorian", "natural_minor", "mixolydian", "harmonic_minor")
SEEDS = range(1200)


@pytest.fixture(scope="session", params=["song", "dance"])
def melodies(request: pytest.FixtureRequest) -> list[Melody]:
    """Many melodies of eight bars in one style: every metre with every scale, evenly."""
    return [
        a_melody(seed=seed, style=request.param, time_signature=metre, scale=scale)
        for seed, metre, scale in zip(SEEDS, cycle(METRES), cycle(SCALES), strict=False)
    ]
