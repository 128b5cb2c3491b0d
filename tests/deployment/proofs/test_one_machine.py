"""The stack's file on one machine, with a MySQL server of its own, by Docker Compose."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

from scripts.smoke import try_out
from tests.deployment import builder
from tests.deployment.machine import ROOT, run, wait_for

COMPOSE: Final = str(Path(sys.executable).parent / "docker-compose")
FILES: Final = ("-f", "docker-compose.yaml", "-f", "docker-compose.mysql.yaml")
PROJECT: Final = "melodie-one-machine"

Compose = Callable[..., str]


@pytest.fixture
def checkout() -> Iterator[Path]:
    """A fresh checkout, where the builder sees it too."""
    folder = builder.SHARED / "melodie"
    run("git", "clone", "--quiet", "--shared", str(ROOT), str(folder))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def compose(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Compose]:
    """Docker Compose in a fresh checkout; what it made is removed again."""
    monkeypatch.setenv("MYSQL_IMAGE", builder.build("mysql"))
    monkeypatch.setenv("MELODIE_HTTP_PORT", str(builder.HTTP_PORT))
    for name, value in builder.ENGINE.items():
        monkeypatch.setenv(name, value)
    run(str(checkout / "scripts" / "make-secrets"))
    front = (COMPOSE, "--project-directory", str(checkout), "-p", PROJECT)
    files = [str(checkout / part) if part.endswith(".yaml") else part for part in FILES]

    def do(*arguments: str) -> str:
        return run(*front, *files, *arguments, timeout=600)

    try:
        yield do
    finally:
        do("down", "--volumes", "--timeout", "5")


def test_a_melody_is_made_on_one_machine(compose: Compose) -> None:
    compose("up", "--build", "--detach")
    compose("run", "--rm", "frontend", "migrate")
    url = f"http://{builder.LOOPBACK}:{builder.HTTP_PORT}"
    assert wait_for("a melody is made", 60, lambda: try_out(url, patience=0)).startswith(url)
