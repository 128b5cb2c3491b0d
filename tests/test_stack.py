"""What starts the four services also stops them, and says what went wrong."""

import os
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from scripts.benchmarks.measuring import family
from scripts.services import PACKAGES, ServiceError
from scripts.stack import Stack, free_ports
from tests.sources import ROOT

PATIENCE: Final = 60.0


def status(url: str) -> int:
    with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 - our own http address
        code: int = answer.status
        return code


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def eventually(what: Callable[[], bool]) -> bool:
    until = time.monotonic() + PATIENCE
    while not (found := what()) and time.monotonic() < until:
        time.sleep(0.05)
    return found


def ignore_interrupts() -> None:
    """Begin as a job that a shell runs in the background does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def started(folder: Path, ports: dict[str, int]) -> Iterator[subprocess.Popen[str]]:
    """Run the command behind scripts/start until it says that it is ready, or ends."""
    flags = [f"--{name}-port={port}" for name, port in ports.items()]
    process = subprocess.Popen(  # noqa: S603 - our own arguments
        [sys.executable, "-m", "scripts.starting", f"--directory={folder}", *flags],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=ignore_interrupts,  # noqa: PLW1509 - no thread runs here
    )
    try:
        assert process.stdout is not None
        for line in process.stdout:
            if "Mélodie is ready" in line:
                break
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)


def test_ctrl_c_stops_everything_and_is_no_failure(tmp_path: Path) -> None:
    ports = free_ports()
    with started(tmp_path, ports) as process:
        assert status(f"http://127.0.0.1:{ports['frontend']}/") == 200
        members = list(family(process.pid))
        assert len(members) > len(PACKAGES)
        process.send_signal(signal.SIGINT)
        output, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert "has stopped" in output
    assert not [port for port in ports.values() if listens(port)]
    assert eventually(lambda: not any(Path(f"/proc/{member}").exists() for member in members))


def test_when_one_service_dies_it_is_named_and_the_others_stop(tmp_path: Path) -> None:
    ports = free_ports()
    with started(tmp_path, ports) as process:
        os.kill(owner(process.pid, "service3_rhythm"), signal.SIGKILL)
        output, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert "The rhythm service has stopped by itself" in output
    assert not [port for name, port in ports.items() if name != "rhythm" and listens(port)]


def owner(pid: int, package: str) -> int:
    """Return the process that was started to serve ``package``."""
    return next(
        member
        for member in family(pid)
        if package in Path(f"/proc/{member}/cmdline").read_text(encoding="utf-8")
    )


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
    with pytest.raises(ServiceError, match="database cannot be brought up to date"):
        stack.start()
    assert all(service.pid is None for service in stack.services.values())


def test_one_service_can_be_stopped_and_started_on_its_port(tmp_path: Path) -> None:
    with Stack(tmp_path) as stack:
        rhythm = stack.services["rhythm"]
        rhythm.stop()
        assert not rhythm.ready()
        assert status(f"{stack.base_url}/livez") == 200
        rhythm.start()
        rhythm.wait()
        assert rhythm.ready()
