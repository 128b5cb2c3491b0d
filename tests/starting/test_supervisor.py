"""When a service that has died is started again, by a clock that a test turns."""

from itertools import pairwise
from pathlib import Path

import pytest

from scripts.services import Service
from scripts.supervisor import LEAVE_SECONDS, LONGEST_PAUSE, STEADY_SECONDS, Supervisor


class Scripted(Service):
    """A service that dies and gets ready when a test says so."""

    def __init__(self) -> None:
        super().__init__("rhythm", "127.0.0.1", 1, {}, Path("rhythm.log"))
        self.death = ""
        self.workers_left = False
        self.is_ready = False
        self.starts = 0

    @property
    def ending(self) -> str:
        return self.death

    def ready(self) -> bool:
        return self.is_ready

    def leave(self) -> bool:
        return not self.workers_left

    def restart(self) -> None:
        self.starts += 1
        self.death = ""


class Watched:
    """A supervisor with its service and a clock; turns the clock by tenths of a second."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.service = Scripted()
        self.told: list[str] = []
        self.supervisor = Supervisor(self.service, self.told.append, lambda: self.now)

    def until_start(self) -> float:
        """Return the seconds until the service has been started once more."""
        began, starts = self.now, self.service.starts
        while self.service.starts == starts:
            self.supervisor.look()
            self.now += 0.1
        return self.now - began

    def die(self) -> float:
        """Have the service die; return the seconds until it was started again."""
        self.service.death = "has been killed (SIGKILL)"
        return self.until_start()


@pytest.fixture
def watched() -> Watched:
    return Watched()


def test_a_service_that_runs_is_left_alone(watched: Watched) -> None:
    watched.supervisor.look()
    assert watched.service.starts == 0
    assert watched.told == []


def test_a_service_that_dies_for_the_first_time_is_started_again_at_once(watched: Watched) -> None:
    assert watched.die() < 1
    assert "The rhythm service has been killed (SIGKILL); it is started again" in watched.told[0]
    assert "rhythm.log" in watched.told[0]


def test_a_service_that_dies_again_and_again_waits_longer_and_longer_within_bounds(
    watched: Watched,
) -> None:
    pauses = [watched.die() for _ in range(12)]
    assert all(later >= earlier - 0.2 for earlier, later in pairwise(pauses))
    assert pauses[3] > 2 * pauses[1]
    assert LONGEST_PAUSE <= pauses[-1] < LONGEST_PAUSE + 1
    assert len(watched.told) == len(pauses)


def test_a_service_that_ran_for_long_is_started_again_at_once(watched: Watched) -> None:
    for _ in range(6):
        watched.die()
    watched.now += STEADY_SECONDS + LONGEST_PAUSE
    assert watched.die() < 1


def test_workers_that_outlive_their_service_may_finish_within_bounds(watched: Watched) -> None:
    watched.service.workers_left = True
    assert LEAVE_SECONDS <= watched.die() < LEAVE_SECONDS + 1


def test_it_is_told_once_that_a_service_is_ready_again(watched: Watched) -> None:
    watched.die()
    watched.supervisor.look()
    assert len(watched.told) == 1
    watched.service.is_ready = True
    for _ in range(3):
        watched.supervisor.look()
    assert watched.told[1:] == ["The rhythm service is ready again."]
