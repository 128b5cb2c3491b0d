"""What starts the four services also stops them, and says what went wrong."""

import socket
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.listening import free_ports
from scripts.services import ServiceError
from scripts.stack import Stack
from tests.starting.started import fetch, make


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stack")


@pytest.fixture(scope="module")
def before(folder: Path) -> tuple[str, str]:
    """A melody and the secret key of a stack that was started in ``folder`` and has ended."""
    with Stack(folder, {"MELODIE_ENGRAVERS": "1"}) as stack:
        return make(stack.base_url)["id"], (folder / "secret-key").read_text()


@pytest.fixture(scope="module")
def stack(folder: Path, before: tuple[str, str]) -> Iterator[Stack]:
    """Started there a second time, where the environment names a proxy that does not answer."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        closed = f"http://127.0.0.1:{probe.getsockname()[1]}"
    with pytest.MonkeyPatch.context() as patch:
        for name in ("http_proxy", "https_proxy", "all_proxy"):
            patch.setenv(name, closed)
        patch.delenv("no_proxy", raising=False)
        with Stack(folder) as stack:
            yield stack


def test_a_second_start_keeps_melodies_and_secret_key(
    stack: Stack, folder: Path, before: tuple[str, str]
) -> None:
    melody, key = before
    assert melody.encode() in fetch(f"{stack.base_url}/api/v1/melodies/{melody}")
    assert (folder / "secret-key").read_text() == key
    assert len(key) >= 32
    assert stat.S_IMODE((folder / "secret-key").stat().st_mode) == 0o600


def test_a_proxy_of_the_environment_is_not_asked_about_our_own_services(stack: Stack) -> None:
    assert make(stack.base_url, seed=8)["id"]


def test_one_service_can_be_stopped_and_started_on_its_port(stack: Stack) -> None:
    rhythm = stack.services["rhythm"]
    rhythm.stop()
    assert not rhythm.ready()
    assert fetch(f"{stack.base_url}/livez")
    rhythm.start()
    rhythm.wait()
    assert rhythm.ready()


def test_a_port_in_use_is_named_with_its_service_and_the_way_out(tmp_path: Path) -> None:
    ports = free_ports()
    with (
        socket.create_server(("127.0.0.1", ports["notes"])),
        pytest.raises(ServiceError, match="notes service cannot listen") as raised,
    ):
        Stack(tmp_path, ports=ports).start()
    assert f"port {ports['notes']}" in str(raised.value)
    assert "--notes-port" in str(raised.value)


def test_a_setting_that_makes_no_sense_is_told_and_nothing_is_left_running(tmp_path: Path) -> None:
    stack = Stack(tmp_path, {"MELODIE_ENGRAVERS": "several"})
    with pytest.raises(ServiceError, match="MELODIE_ENGRAVERS"):
        stack.start()
    assert all(service.pid is None for service in stack.services.values())


def test_a_database_that_cannot_be_used_is_told_and_nothing_is_left_running(tmp_path: Path) -> None:
    stack = Stack(tmp_path, {"MELODIE_DATABASE_URL": "sqlite:////proc/nothing/melodie.sqlite"})
    with pytest.raises(ServiceError, match="be brought up to date: melodie"):
        stack.start()
    assert all(service.pid is None for service in stack.services.values())
