"""One service for all tests of this package: starting LilyPond takes its time."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from service4_lilypond.app import create_app
from service4_lilypond.engraver import Engraver
from service4_lilypond.lilypond import Limits
from service4_lilypond.presses import PressStand
from service4_lilypond.settings import LilypondSettings
from service4_lilypond.tests.engravers import GOOD, MakeEngraver
from service4_lilypond.warming import warm_up_text

LIMITS = Limits(seconds=60, cpu_seconds=30, memory_bytes=1 << 30, output_bytes=1 << 20)
"""Limits that a good score never reaches, however busy the machine is."""

SHORT = Limits(seconds=1, cpu_seconds=1, memory_bytes=1 << 30, output_bytes=1 << 20)
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
def stand(workshop: Path) -> Iterator[PressStand]:
    """One warm press for all tests that do not look at the press itself."""
    made = PressStand(warm_up_text(), lifetime=10_000)
    yield made
    made.close()


@pytest.fixture
def engraver(stand: PressStand) -> Engraver:
    return Engraver([stand], LIMITS, waiting=0)


@pytest.fixture
def make(temporary: Path) -> Iterator[MakeEngraver]:
    """Makes engravers whose folders are all in ``temporary``."""
    made: list[Engraver] = []

    def make_engraver(presses: int = 1, lifetime: int = 100, limits: Limits = LIMITS) -> Engraver:
        stands = [PressStand(GOOD, lifetime) for _ in range(presses)]
        made.append(Engraver(stands, limits, waiting=0))
        return made[-1]

    yield make_engraver
    for engraver in made:
        engraver.close()


@pytest.fixture
def hurried(stand: PressStand) -> Engraver:
    """The same press under ``SHORT`` limits."""
    return Engraver([stand], SHORT, waiting=0)
