from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from melodie.errors import UpstreamError, UpstreamUnavailable
from service1_frontend.fields import usual
from service1_frontend.options import Options, gather
from service1_frontend.services import Services
from service1_frontend.shelf import RETRY_SECONDS, OptionsShelf
from service1_frontend.tests.apps import AWAY, answering
from tests.siblings import lilypond_app, notes_app, real_services, rhythm_app


class Asked:
    """Gives options, or fails while ``away``; counts how often it was asked."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.away = False
        self.times = 0

    def __call__(self) -> Options:
        self.times += 1
        if self.away:
            raise UpstreamUnavailable("away")
        return self.options


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def asked(options: Options) -> Asked:
    return Asked(options)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def shelf(asked: Asked, clock: Clock) -> OptionsShelf:
    return OptionsShelf(asked, seconds=60, clock=clock)


def test_everything_that_the_services_offer_is_gathered(
    options: Options, services: Services
) -> None:
    assert options.keys == services.scales().keys
    assert options.scales == services.scales().scales
    assert options.rhythms == services.rhythms().rhythms
    assert options.time_signatures == services.metres().time_signatures
    assert options.instruments == services.instruments().instruments
    assert options.styles == services.styles().styles
    assert options.contours == services.contours().contours


def test_every_default_is_offered(options: Options) -> None:
    defaults = options.defaults.model_dump()

    for field, choices in options.offered().items():
        assert defaults[field] == choices[0]
    # What a recipe of before there were styles means is still the default.
    assert (defaults["style"], defaults["contour"]) == (usual("style"), usual("contour"))
    for field, limits in options.limits.model_dump().items():
        if field in defaults:
            assert limits["least"] <= defaults[field] <= limits["most"]


@pytest.mark.parametrize(
    ("sibling", "real", "path"),
    [
        ("notes", notes_app, "/v1/scales"),
        ("rhythm", rhythm_app, "/v1/rhythms"),
        ("rhythm", rhythm_app, "/v1/time-signatures"),
        ("rhythm", rhythm_app, "/v1/styles"),
        ("notes", notes_app, "/v1/contours"),
        ("lilypond", lilypond_app, "/v1/instruments"),
    ],
)
def test_one_service_away_leaves_no_options(
    sibling: str, real: Callable[[], object], path: str
) -> None:
    app = answering(real(), {path: AWAY})  # type: ignore[arg-type]  # all three are apps

    with pytest.raises(UpstreamError):
        gather(real_services(**{sibling: app}))


def test_the_services_are_asked_once_until_the_time_is_up(
    shelf: OptionsShelf, asked: Asked, clock: Clock
) -> None:
    assert shelf.get() is shelf.get() is asked.options
    assert asked.times == 1

    clock.now += 60
    shelf.get()

    assert asked.times == 2


def test_the_last_good_options_serve_while_a_service_is_away(
    shelf: OptionsShelf, asked: Asked, clock: Clock
) -> None:
    good = shelf.get()
    asked.away = True
    clock.now += 60

    assert shelf.get() is good
    assert shelf.find() is good


def test_new_options_are_taken_when_the_service_is_back(
    shelf: OptionsShelf, asked: Asked, clock: Clock
) -> None:
    shelf.get()
    asked.away = True
    clock.now += 60
    shelf.get()
    asked.away = False
    asked.options = asked.options.model_copy(update={"keys": ("D",)})
    clock.now += RETRY_SECONDS

    assert shelf.get().keys == ("D",)


def test_options_that_were_never_to_be_had_are_an_error(shelf: OptionsShelf, asked: Asked) -> None:
    asked.away = True

    with pytest.raises(UpstreamUnavailable):
        shelf.get()
    assert shelf.find() is None


def test_a_service_that_is_away_is_left_alone_for_a_while(
    shelf: OptionsShelf, asked: Asked, clock: Clock
) -> None:
    asked.away = True
    for _ in range(5):
        shelf.find()
    assert asked.times == 1

    clock.now += RETRY_SECONDS
    shelf.find()

    assert asked.times == 2


def test_threads_that_begin_together_ask_once(asked: Asked, shelf: OptionsShelf) -> None:
    threads = 8
    together = Barrier(threads)

    def get(_: int) -> Options:
        together.wait(timeout=10)
        return shelf.get()

    with ThreadPoolExecutor(threads) as pool:
        found = list(pool.map(get, range(threads)))

    assert found == [asked.options] * threads
    assert asked.times == 1
