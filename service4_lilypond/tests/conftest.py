"""One service for all tests of this package: starting LilyPond takes its time."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from service4_lilypond.app import create_app
from service4_lilypond.engraving.engraver import Engraver
from service4_lilypond.engraving.slots import WorkerSlot
from service4_lilypond.engraving.worker import EngravingLimits
from service4_lilypond.lilypond.warming import warm_up_text
from service4_lilypond.settings import LilypondSettings
from service4_lilypond.tests.engravers import GOOD, MakeEngraver

LIMITS = EngravingLimits(seconds=60, cpu_seconds=30, memory_bytes=1 << 30, output_bytes=1 << 20)
"""Limits that a good score never reaches, however busy the machine is."""

SHORT = EngravingLimits(seconds=1, cpu_seconds=1, memory_bytes=1 << 30, output_bytes=1 << 20)
"""Limits that an attack reaches soon."""


@pytest.fixture(scope="session", autouse=True)
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder of our own for temporary files: what works in it is ours."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("workshop")
        patch.setattr(tempfile, "tempdir", str(folder))
        yield folder


@pytest.fixture
def temporary(tmp_path: Path) -> Iterator[Path]:
    """The folder for temporary files while one test runs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(tmp_path))
        yield tmp_path


@pytest.fixture(scope="session")
def app(workshop: Path) -> APIFlask:
    return create_app(LilypondSettings(engravers=1, engraving_seconds=60))


@pytest.fixture
def client(app: APIFlask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="session")
def slot(workshop: Path) -> Iterator[WorkerSlot]:
    """One warm worker for all tests that do not look at the worker itself."""
    made = WorkerSlot(warm_up_text(), lifetime=10_000)
    yield made
    made.close()


@pytest.fixture
def engraver(slot: WorkerSlot) -> Engraver:
    return Engraver([slot], LIMITS, waiting=0)


@pytest.fixture
def make(temporary: Path) -> Iterator[MakeEngraver]:
    """Makes engravers whose folders are all in ``temporary``."""
    made: list[Engraver] = []

    def make_engraver(
        workers: int = 1, lifetime: int = 100, limits: EngravingLimits = LIMITS
    ) -> Engraver:
        slots = [WorkerSlot(GOOD, lifetime) for _ in range(workers)]
        made.append(Engraver(slots, limits, waiting=0))
        return made[-1]

    yield make_engraver
    for engraver in made:
        engraver.close()


@pytest.fixture
def hurried(slot: WorkerSlot) -> Engraver:
    """The same worker under ``SHORT`` limits."""
    return Engraver([slot], SHORT, waiting=0)
