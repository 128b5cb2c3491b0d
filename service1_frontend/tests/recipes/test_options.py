from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from melodie.errors import UpstreamError, UpstreamUnavailable
from service1_frontend.recipes.options import Options, gather
from service1_frontend.recipes.options_cache import RETRY_SECONDS, OptionsCache
from service1_frontend.recipes.recipe import default_of
from service1_frontend.services import Services
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
def cache(asked: Asked, clock: Clock) -> OptionsCache[Options]:
    return OptionsCache(asked, seconds=60, clock=clock)


def test_everything_that_the_services_offer_is_gathered(
    options: Options, services: Services
) -> None:
    assert options.keys == services.scales().keys
    assert options.scales == services.scales().scales
    assert options.rhythms == services.rhythms().rhythms
    assert options.time_signatures == services.time_signatures().time_signatures
    assert options.instruments == services.instruments().instruments
    assert options.styles == services.styles().styles
    assert options.contours == services.contours().contours
    assert options.progressions == services.progressions().progressions


def test_every_default_is_offered(options: Options) -> None:
    defaults = options.defaults.model_dump()

    for field, choices in options.offered().items():
        assert defaults[field] == choices[0]
    # What a recipe of before there were styles means is still the default.
    assert (defaults["style"], defaults["contour"]) == (default_of("style"), default_of("contour"))
    for field, limits in options.limits.model_dump().items():
        if field in defaults:
            size = defaults[field] if isinstance(defaults[field], int) else len(defaults[field])
            assert limits["least"] <= size <= limits["most"]


@pytest.mark.parametrize(
    ("sibling", "real", "path"),
    [
        ("notes", notes_app, "/v1/scales"),
        ("rhythm", rhythm_app, "/v1/rhythms"),
        ("rhythm", rhythm_app, "/v1/time-signatures"),
        ("rhythm", rhythm_app, "/v1/styles"),
        ("notes", notes_app, "/v1/contours"),
        ("notes", notes_app, "/v1/progressions"),
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
    cache: OptionsCache[Options], asked: Asked, clock: Clock
) -> None:
    assert cache.get() is cache.get() is asked.options
    assert asked.times == 1

    clock.now += 60
    cache.get()

    assert asked.times == 2


def test_the_last_good_options_serve_while_a_service_is_away(
    cache: OptionsCache[Options], asked: Asked, clock: Clock
) -> None:
    good = cache.get()
    asked.away = True
    clock.now += 60

    assert cache.get() is good
    assert cache.find() is good


def test_new_options_are_taken_when_the_service_is_back(
    cache: OptionsCache[Options], asked: Asked, clock: Clock
) -> None:
    cache.get()
    asked.away = True
    clock.now += 60
    cache.get()
    asked.away = False
    asked.options = asked.options.model_copy(update={"keys": ("D",)})
    clock.now += RETRY_SECONDS

    assert cache.get().keys == ("D",)


def test_options_that_were_never_to_be_had_are_an_error(
    cache: OptionsCache[Options], asked: Asked
) -> None:
    asked.away = True

    with pytest.raises(UpstreamUnavailable):
        cache.get()
    assert cache.find() is None


def test_a_service_that_is_away_is_left_alone_for_a_while(
    cache: OptionsCache[Options], asked: Asked, clock: Clock
) -> None:
    asked.away = True
    for _ in range(5):
        cache.find()
    assert asked.times == 1

    clock.now += RETRY_SECONDS
    cache.find()

    assert asked.times == 2


def test_threads_that_begin_together_ask_once(asked: Asked, cache: OptionsCache[Options]) -> None:
    threads = 8
    together = Barrier(threads)

    def get(_: int) -> Options:
        together.wait(timeout=10)
        return cache.get()

    with ThreadPoolExecutor(threads) as pool:
        found = list(pool.map(get, range(threads)))

    assert found == [asked.options] * threads
    assert asked.times == 1
