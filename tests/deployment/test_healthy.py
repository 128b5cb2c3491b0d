import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from images.healthy import answers, healthy
from tests.door import Door, opened

LIVE = {"/livez": b""}
READY = LIVE | {"/readyz": b""}


@pytest.fixture
def server() -> Iterator[Door]:
    with opened(READY) as door:
        yield door


@pytest.fixture(autouse=True)
def container(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A container that was just made, and a clock that loses no time."""
    for mark in ("READY", "MISSED"):
        monkeypatch.setattr(f"images.healthy.{mark}", str(tmp_path / mark))
    for span in ("PATIENCE", "PAUSE", "ROUND", "STEP"):
        monkeypatch.setattr(f"images.healthy.{span}", 0.0)


def test_a_replica_that_starts_is_waited_for(server: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    def get_ready(_: float) -> None:
        server.has = READY

    monkeypatch.setattr("images.healthy.PATIENCE", 60.0)
    monkeypatch.setattr("images.healthy.sleep", get_ready)
    server.has = LIVE
    assert healthy(server.server_port, "/readyz", None)


def test_a_replica_that_was_ready_is_left_alone_before_each_look(
    server: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    paused: list[float] = []
    monkeypatch.setattr("images.healthy.PAUSE", 4.0)
    monkeypatch.setattr("images.healthy.sleep", paused.append)
    assert healthy(server.server_port, "/readyz", None)
    assert paused == []
    assert healthy(server.server_port, "/readyz", None)
    assert paused == [4.0]


def test_one_check_goes_on_looking_until_it_misses(
    server: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[float] = []

    def end_at_the_third(pause: float) -> None:
        looks.append(pause)
        if len(looks) == 3:
            server.has = {}

    monkeypatch.setattr("images.healthy.ROUND", 60.0)
    monkeypatch.setattr("images.healthy.sleep", end_at_the_third)
    assert healthy(server.server_port, "/readyz", None)
    assert not healthy(server.server_port, "/readyz", None)
    assert len(looks) == 3


def test_after_a_miss_docker_hears_at_once_of_something_better(
    server: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[float] = []
    assert healthy(server.server_port, "/readyz", None)
    server.has = {}
    assert not healthy(server.server_port, "/readyz", None)
    server.has = READY
    monkeypatch.setattr("images.healthy.ROUND", 60.0)
    monkeypatch.setattr("images.healthy.sleep", looks.append)
    assert healthy(server.server_port, "/readyz", None)
    assert len(looks) == 1


def test_a_replica_that_was_never_ready_is_not_healthy_for_being_alive(server: Door) -> None:
    server.has = LIVE
    assert not healthy(server.server_port, "/readyz", "/livez")


def test_a_replica_that_was_ready_once_stays_healthy_while_alive(server: Door) -> None:
    assert healthy(server.server_port, "/readyz", "/livez")
    server.has = LIVE
    assert healthy(server.server_port, "/readyz", "/livez")
    server.has = {}
    assert not healthy(server.server_port, "/readyz", "/livez")


def test_a_replica_with_one_path_must_stay_ready(server: Door) -> None:
    assert healthy(server.server_port, "/readyz", None)
    server.has = LIVE
    assert not healthy(server.server_port, "/readyz", None)


def test_a_server_that_hangs_up_without_a_word_is_not_healthy() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def hang_up() -> None:
            listening.accept()[0].close()

        thread = Thread(target=hang_up)
        thread.start()
        assert not answers(listening.getsockname()[1], "/livez")
        thread.join()


def test_a_port_that_nobody_listens_on_is_not_healthy(server: Door) -> None:
    port = server.server_port
    server.server_close()
    assert not answers(port, "/livez")
