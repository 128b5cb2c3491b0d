"""What starts the four services also stops them, and says what went wrong."""

import socket
import stat
import urllib.request
from pathlib import Path

import pytest

from scripts.listening import free_ports
from scripts.services import ServiceError
from scripts.stack import Stack
from tests.starting.started import make


def status(url: str) -> int:
    with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 - our own http address
        code: int = answer.status
        return code


def test_a_second_start_keeps_melodies_and_secret_key(tmp_path: Path) -> None:
    with Stack(tmp_path) as stack:
        keys = [(tmp_path / "secret-key").read_text()]
        assert status(f"{stack.base_url}/readyz") == 200
        made = (tmp_path / "melodie.sqlite").stat().st_ino
    with Stack(tmp_path) as stack:
        keys.append((tmp_path / "secret-key").read_text())
        assert status(f"{stack.base_url}/readyz") == 200
    assert keys[0] == keys[1]
    assert len(keys[0]) >= 32
    assert (tmp_path / "melodie.sqlite").stat().st_ino == made
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


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


def test_a_proxy_of_the_environment_is_not_asked_about_our_own_services(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        closed = f"http://127.0.0.1:{probe.getsockname()[1]}"
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, closed)
    monkeypatch.delenv("no_proxy", raising=False)
    with Stack(tmp_path) as stack:
        assert make(stack.base_url)["id"]


def test_one_service_can_be_stopped_and_started_on_its_port(tmp_path: Path) -> None:
    with Stack(tmp_path) as stack:
        rhythm = stack.services["rhythm"]
        rhythm.stop()
        assert not rhythm.ready()
        assert status(f"{stack.base_url}/livez") == 200
        rhythm.start()
        rhythm.wait()
        assert rhythm.ready()
