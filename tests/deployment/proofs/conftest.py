import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest

from tests.deployment import swarm
from tests.deployment.ground import clear_ground, raise_ground
from tests.deployment.hosts import HOSTS
from tests.deployment.machine import run, wait_for
from tests.deployment.plays import Played
from tests.deployment.runbook import operate
from tests.deployment.visitor import served

Tell = Callable[[str], None]
PLACES = {
    "test_page_bare_hosts": -1,
    "test_5_lost_hosts": 1,
    "test_8_backup": 2,
    "test_page_hosts": 3,
}
"""Which proofs come before the others, and which after them."""
FIGURES = pytest.StashKey[list[str]]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Lose hosts late, for a swarm that remembers lost nodes answers more slowly.

    What is restored, though, is restored where the swarm has had more than one leader.
    """
    items.sort(key=lambda item: PLACES.get(item.path.stem, 0))


@pytest.fixture(scope="session")
def commit() -> str:
    """The tag of the commit's images."""
    return run("git", "rev-parse", "--short=12", "HEAD")


@pytest.fixture(scope="session", autouse=True)
def images(commit: str) -> Iterator["Future[None]"]:
    """Three hosts, MySQL, and a registry, which is being given the images of the commit."""
    # Whoever stops the proofs shall find nothing of them left.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    builders = ThreadPoolExecutor(1)
    try:
        yield raise_ground(builders, commit)
    finally:
        # Whoever stops the proofs does not wait for images: their builder goes with the ground.
        builders.shutdown(wait=False, cancel_futures=True)
        if not os.environ.get("MELODIE_KEEP"):
            clear_ground()


@pytest.fixture(scope="session")
def tag(commit: str, images: "Future[None]") -> str:
    """The tag of the commit's images, which the registry has by now."""
    images.result()
    return commit


@pytest.fixture(scope="session")
def site(tag: str) -> Played:
    """From hosts as they are to the serving stack."""
    return operate("Set up", "site.yaml", f"-e stack_tag={tag}", wanted=None)


@pytest.fixture
def serving(request: pytest.FixtureRequest) -> None:
    """The stack, whole, at the edge of every host; left as it is where it stands."""
    if not swarm.stands():
        played: Played = request.getfixturevalue("site")
        assert played.status == 0, played.said[-4000:]
    wait_for("the stack is whole", 120, swarm.converged)
    for host in HOSTS:
        served(host, limit=30)


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Tell:
    """Keep a figure for the end of the run, whether the proof holds or not."""
    kept = request.config.stash.setdefault(FIGURES, [])
    return lambda figure: kept.append(f"{request.node.name}: {figure}")


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    for figure in config.stash.get(FIGURES, []):
        terminalreporter.write_line(figure)
