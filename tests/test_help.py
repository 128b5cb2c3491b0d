"""``--help`` of every script tells what it does, at once, with nothing installed."""

import os
import re
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.testing.parts import parts
from tests.mentions import files
from tests.sources import ROOT

SCRIPTS = sorted(
    path.name
    for path in (ROOT / "scripts").iterdir()
    if path.is_file() and os.access(path, os.X_OK)
)
AT_ONCE = 60
"""How many times as long as Python alone takes to start: less than a second in all."""


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh checkout, in which nothing has been installed."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in files():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def bare(checkout: Path) -> dict[str, str]:
    """The environment of somebody who has Python and nothing of ours."""
    python = checkout / "bare-python"
    python.symlink_to(Path(sys.base_prefix) / "bin" / Path(sys.executable).resolve().name)
    kept = {name: text for name, text in os.environ.items() if not name.startswith("MELODIE_")}
    return kept | {"MELODIE_PYTHON": str(python), "PYTHONDONTWRITEBYTECODE": "1"}


def seconds_of(command: list[str], environment: dict[str, str]) -> tuple[float, str]:
    """Return the processor seconds that a command takes, and what it says."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(  # noqa: S603 - our own scripts
        command, env=environment, capture_output=True, text=True, check=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    user, system = after.ru_utime - before.ru_utime, after.ru_stime - before.ru_stime
    return user + system, done.stdout


@pytest.mark.parametrize("script", SCRIPTS)
def test_help_is_there_at_once_and_installs_nothing(
    checkout: Path, bare: dict[str, str], script: str
) -> None:
    before = set(checkout.rglob("*"))
    start, _ = seconds_of([bare["MELODIE_PYTHON"], "-c", ""], bare)
    seconds, said = seconds_of([str(checkout / "scripts" / script), "--help"], bare)
    assert set(checkout.rglob("*")) == before
    assert seconds < AT_ONCE * start
    assert said.startswith((f"usage: scripts/{script} ", head_of(script)))


def head_of(script: str) -> str:
    head = (ROOT / "scripts" / script).read_text(encoding="utf-8").splitlines()[1]
    assert re.match(r"# \S", head)
    return head.removeprefix("# ")


def test_the_help_of_the_tests_names_every_part(checkout: Path, bare: dict[str, str]) -> None:
    _, said = seconds_of([str(checkout / "scripts" / "test"), "--help"], bare)
    assert all(f"\n  {part.name} " in said for part in parts())
