"""The service under the server that it has everywhere, at its limits and at its end."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final

import pytest

from scripts.benchmarks import load
from scripts.benchmarks.crowd import ask_together
from scripts.benchmarks.measuring import family
from scripts.benchmarks.scores import a_request
from scripts.services import Service
from service4_lilypond.app import create_app
from service4_lilypond.engraving import startup
from service4_lilypond.settings import LilypondSettings
from service4_lilypond.tests.processes import eventually, processes_in

CLIENTS: Final = 200
LONG: Final = a_request(64)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Where the service puts its temporary files."""
    made = tmp_path / "temporary"
    made.mkdir()
    yield made
    assert not processes_in(made)


def serving(folder: Path, **settings: str) -> AbstractContextManager[Service]:
    return load.serving(folder.parent / "log", {**os.environ, "TMPDIR": str(folder), **settings})


def scores(service: Service) -> str:
    return f"{service.url}/v1/scores"


def engraving_in(folder: Path) -> bool:
    return any(processes_in(score) for score in folder.glob("melodie-lilypond-*/score-*"))


def test_each_of_two_hundred_clients_is_served_or_gets_retry_after(folder: Path) -> None:
    with serving(folder) as service:
        answers = ask_together(scores(service), a_request(2), CLIENTS)
        assert {answer.status for answer in answers} == {200, 503}
        assert all(answer.retry_after for answer in answers if answer.status == 503)
        assert service.ready()
        assert [answer.status for answer in ask_together(scores(service), a_request(2), 1)] == [200]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_service_that_ends_finishes_what_is_under_way_and_leaves_nothing_behind(
    folder: Path, workers: str
) -> None:
    with serving(folder, MELODIE_WORKERS=workers) as service, ThreadPoolExecutor(1) as client:
        processes = set(family(service.pid or 0))
        answers = client.submit(ask_together, scores(service), LONG, 1)
        assert eventually(lambda: engraving_in(folder))
        processes |= set(family(service.pid or 0))
        service.end()
        assert [answer.status for answer in answers.result()] == [200]
        service.stop()
        # What lost its parent is for another process to collect, which takes its moment.
        assert eventually(lambda: not any(Path(f"/proc/{pid}").exists() for pid in processes))
        assert not list(folder.iterdir())


def test_a_service_whose_lilypond_does_not_start_says_that_it_is_not_ready(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(startup, "executable", lambda: "/bin/false")
    app = create_app(LilypondSettings(engravers=1, synthesizers=1))
    answer = app.test_client().get("/readyz")
    assert answer.status_code == 503
    assert answer.get_json()["detail"] == "Not ready: lilypond."


def test_a_score_that_takes_too_long_is_answered_with_504() -> None:
    app = create_app(LilypondSettings(engravers=1, synthesizers=1, engraving_seconds=0.001))
    answer = app.test_client().post("/v1/scores", data=LONG, content_type="application/json")
    assert answer.status_code == 504
    assert answer.get_json()["detail"] == "This melody takes too long to engrave."
