from dataclasses import dataclass
from threading import Event
from typing import cast

import pytest

from melodie.contract import Analysis, AnalysisRequest
from melodie.errors import UpstreamTimeout
from service1_frontend.library.melody import Melody
from service1_frontend.making.analyses import Analyses
from service1_frontend.making.background import BackgroundPool
from service1_frontend.making.composing import compose
from service1_frontend.recipes.completing import complete
from service1_frontend.recipes.options import Options
from service1_frontend.recipes.request import RecipeRequest
from service1_frontend.services import Services


@dataclass
class Teller:
    """Stands in for the services: tells how a melody is made when it may, and counts."""

    services: Services
    asked: int = 0

    def __post_init__(self) -> None:
        self.called, self.may_tell = Event(), Event()

    def analyse(self, wanted: AnalysisRequest) -> Analysis:
        self.asked += 1
        self.called.set()
        assert self.may_tell.wait(10)
        return self.services.analyse(wanted)


@pytest.fixture
def teller(services: Services) -> Teller:
    return Teller(services)


@pytest.fixture
def melody(services: Services, options: Options) -> Melody:
    recipe = complete(RecipeRequest(name="x", bars=1, seed=7), options)
    return Melody.of(recipe, compose(recipe, options, services))


def analyses(teller: Teller, seconds: float) -> Analyses:
    return Analyses(cast("Services", teller), seconds=seconds)


def test_a_page_waits_for_what_was_begun_and_does_not_ask_again(
    teller: Teller, melody: Melody
) -> None:
    told, pool = analyses(teller, 10), BackgroundPool(1)
    told.begin(melody, pool)
    assert teller.called.wait(10)
    teller.may_tell.set()

    assert told.get(melody)

    pool.drain()
    assert teller.asked == 1


def test_nobody_waits_for_ever_for_what_another_began(teller: Teller, melody: Melody) -> None:
    told, pool = analyses(teller, 0), BackgroundPool(1)
    told.begin(melody, pool)
    assert teller.called.wait(10)

    with pytest.raises(UpstreamTimeout):
        told.get(melody)

    teller.may_tell.set()
    pool.drain()
