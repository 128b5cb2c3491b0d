"""What scripts/environment.sh does in a checkout that whoever runs it may not change."""

import os
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path
from typing import Final

import pytest

from tests.sources import ROOT
from tests.starting.ordinary import let_everybody_pass

PACKAGES_LOCKED: Final = ("frontend", "notes", "rhythm", "lilypond")
PROBE: Final = """#!/bin/bash
source "$(dirname "$0")/environment.sh"
ensure_venv run
echo served
"""
PYTHON: Final = """#!/bin/sh
case "$2" in *platform*) echo cpython 3.11.99 ;; esac
"""
"""Says that it is new enough, and which version it is."""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    let_everybody_pass(tmp_path)
    made = tmp_path / "checkout"
    shutil.copytree(ROOT / "requirements", made / "requirements")
    (made / "scripts").mkdir()
    shutil.copy(ROOT / "scripts/environment.sh", made / "scripts")
    for name, text in {"scripts/probe": PROBE, "python": PYTHON}.items():
        (made / name).write_text(text)
        (made / name).chmod(0o755)
    return made


def with_venv(checkout: Path) -> None:
    """Put a finished .venv there, as its owner's first start leaves it."""
    (checkout / ".venv/bin").mkdir(parents=True)
    shutil.copy(checkout / "python", checkout / ".venv/bin/python")
    locks = [f"requirements/{name}.txt" for name in ("dev", *PACKAGES_LOCKED)]
    sums = [f"{sha256((checkout / lock).read_bytes()).hexdigest()}  {lock}\n" for lock in locks]
    (checkout / ".venv/fingerprint").write_text("cpython 3.11.99\n" + "".join(sums))
    (checkout / ".venv/installed-run").touch()


def probe(checkout: Path) -> subprocess.CompletedProcess[str]:
    """Run the probe as an ordinary user, in a checkout that nobody may write to."""
    for folder in (checkout, *(path for path in checkout.rglob("*") if path.is_dir())):
        folder.chmod(0o555)
    return subprocess.run(  # noqa: S603 - our own script
        [checkout / "scripts/probe"],
        env={"PATH": os.environ["PATH"], "MELODIE_PYTHON": str(checkout / "python")},
        user="nobody" if os.geteuid() == 0 else None,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_finished_venv_of_somebody_else_serves(checkout: Path) -> None:
    with_venv(checkout)
    ran = probe(checkout)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "served\n", "")


@pytest.mark.parametrize("stale", [None, "fingerprint", "installed-run"])
def test_a_venv_that_would_have_to_be_made_is_told_in_a_sentence(
    checkout: Path, stale: str | None
) -> None:
    if stale:
        with_venv(checkout)
        (checkout / ".venv" / stale).unlink()
    before = sorted(checkout.rglob("*"))
    ran = probe(checkout)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert f"{checkout}/.venv, which you cannot write to" in ran.stderr
    assert len(ran.stderr.splitlines()) == 2
    assert sorted(checkout.rglob("*")) == before
