from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
import structlog

from melodie.errors import Busy
from service1_frontend.making.background import BackgroundPool
from service1_frontend.making.concurrency import RejectingLimit, WaitingLimit
from service1_frontend.making.single_flight import SingleFlight

CROWD = 5


def refuse() -> int:
    raise Busy("not now")


def fail() -> int:
    raise ZeroDivisionError


def test_what_is_handed_over_is_done_and_says_how_it_went() -> None:
    pool = BackgroundPool(1)

    done = [pool.submit(job) for job in (lambda: 1, refuse, fail, lambda: 2)]

    pool.drain()
    assert [future and future.result(0) for future in done] == [1, None, None, 2]


def test_more_than_may_wait_is_forgotten() -> None:
    pool, go_on = BackgroundPool(1, waiting=1), Event()
    begun = Event()

    def job() -> None:
        begun.set()
        assert go_on.wait(10)

    pool.submit(job)
    assert begun.wait(10)

    assert pool.submit(lambda: None) is not None
    assert pool.submit(lambda: None) is None
    go_on.set()
    pool.drain()


def test_a_job_is_logged_with_the_id_of_the_request_that_began_it() -> None:
    pool = BackgroundPool(1)
    seen: list[object] = []
    structlog.contextvars.clear_contextvars()

    with structlog.contextvars.bound_contextvars(request_id="abc"):
        pool.submit(lambda: seen.append(structlog.contextvars.get_contextvars()))
    pool.submit(lambda: seen.append(structlog.contextvars.get_contextvars()))

    pool.drain()
    assert seen == [{"request_id": "abc"}, {}]


def test_what_a_crowd_asks_for_at_once_is_done_once() -> None:
    flights: SingleFlight[int] = SingleFlight(10)
    begun, go_on = Event(), Event()
    done = []

    def work() -> int:
        done.append(1)
        begun.set()
        assert go_on.wait(10)
        return 7

    with ThreadPoolExecutor(CROWD) as pool:
        first = pool.submit(flights.do, "key", work)
        assert begun.wait(10)
        others = [pool.submit(flights.do, "key", work) for _ in range(CROWD - 1)]
        assert flights.do("other", lambda: 8) == 8
        go_on.set()
        results = [future.result(10) for future in (first, *others)]

    assert results == [7] * CROWD
    assert flights.do("key", lambda: 9) == 9  # what is asked for later is done anew


def test_what_fails_fails_for_all_and_is_tried_again_by_the_next() -> None:
    flights: SingleFlight[int] = SingleFlight(10)
    together = Barrier(2)

    def work() -> int:
        together.wait(10)
        raise Busy("not now")

    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(flights.do, "key", work)
        together.wait(10)
        with pytest.raises(Busy):
            first.result(10)

    assert flights.do("key", lambda: 1) == 1


def test_there_are_so_many_places_and_no_more() -> None:
    admission = RejectingLimit(1)
    with admission.enter(), pytest.raises(Busy), admission.enter():
        pytest.fail("there was a second place")
    with admission.enter():
        pass


def test_nobody_waits_for_a_turn_for_ever() -> None:
    turns = WaitingLimit(1, seconds=0)
    with turns.take(), pytest.raises(Busy), turns.take():
        pytest.fail("there was a second turn")
    with turns.take():
        pass
