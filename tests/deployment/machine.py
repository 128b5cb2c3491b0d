"""This machine's Docker engine, and waiting without sleeping for luck."""

import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

ROOT: Final = Path(__file__).parents[2]
WORK: Final = ROOT / "var" / "deployment"
"""Keys, inventory and reports of the hosts that stand."""

IMAGES: Final = ROOT / "tests" / "deployment" / "images"
"""What the images of the test's own machines and servers are made of."""

PAUSE: Final = 0.5
"""Seconds between two looks."""

T = TypeVar("T")


class Failed(Exception):
    """A command that ended badly, with what it said."""


def run(*command: str, timeout: float = 120, check: bool = True, stdin: str = "") -> str:
    """Run ``command`` and return its standard output, stripped.

    Raises ``Failed`` with all it said when it ends badly and ``check`` is set.
    """
    done = subprocess.run(  # noqa: S603 - commands of our own, never a shell
        command,
        capture_output=True,
        text=True,
        timeout=timeout,
        input=stdin,
        cwd=ROOT,
        check=False,
    )
    if check and done.returncode:
        raise Failed(f"{' '.join(command)}: {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout.strip()


def docker(*arguments: str, timeout: float = 120, check: bool = True, stdin: str = "") -> str:
    """Run Docker's client against this machine's engine."""
    return run("docker", *arguments, timeout=timeout, check=check, stdin=stdin)


def runs(name: str) -> bool:
    """Say whether a container of that name runs."""
    try:
        return docker("inspect", "-f", "{{.State.Running}}", name, check=False) == "true"
    except subprocess.TimeoutExpired:
        return False


def wait_for(what: str, limit: float, look: Callable[[], T | None]) -> T:
    """Return the first true answer of ``look``; a look that raises counts as not yet.

    Raises ``TimeoutError`` naming ``what`` after ``limit`` seconds.
    """
    deadline = time.monotonic() + limit
    trouble: Exception | None = None
    while time.monotonic() < deadline:
        try:
            if found := look():
                return found
        except Exception as error:  # noqa: BLE001 - told when the time is up
            trouble = error
        time.sleep(PAUSE)
    raise TimeoutError(f"{what}: not within {limit} s") from trouble
