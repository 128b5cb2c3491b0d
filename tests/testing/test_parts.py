"""``scripts/test`` runs its parts as its help says, here over parts that take no time."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sources import ROOT

TABLE = """
no_package = true
env_list = ["good", "bad", "sleeps", "wants", "last"]

[env_run_base]
runner = "as-it-is"
allowlist_externals = ["*"]
interrupt_timeout = 60

[env.good]
description = "passes"
commands = [["python3", "-c", "print('all is ' + 'well')"]]

[env.bad]
description = "fails"
commands = [["python3", "-c", "raise SystemExit('all is ' + 'lost')"]]

[env.sleeps]
description = "waits until it is stopped, and clears away"
commands = [["python3", "clearing.py"]]

[env.wants]
description = "needs what is not there"
commands = [["python3", "-c", ""]]
needs = ["engine"]

[env.last]
description = "needs the reports of all others"
commands = [["python3", "-c", "open('reports/good/output.txt')"]]
depends = ["*"]
"""

CLEARING = """
import pathlib, time
pathlib.Path("begun").touch()
try:
    time.sleep(100)
finally:
    pathlib.Path("cleared").touch()
"""

Asked = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A repository with the tools of ours, and parts of its own."""
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    shutil.copy(ROOT / "toxfile.py", tmp_path)
    (tmp_path / "tox.toml").write_text(TABLE, encoding="utf-8")
    (tmp_path / "clearing.py").write_text(CLEARING, encoding="utf-8")
    (tmp_path / ".gitignore").write_text("reports/\n.tox/\n__pycache__/\n", encoding="utf-8")
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)  # noqa: S603, S607
    return tmp_path


@pytest.fixture
def ask(checkout: Path) -> Asked:
    """Starts ``scripts/test`` there, as somebody who may install nothing, with no engine."""

    def ask(*arguments: str, **environment: str) -> subprocess.Popen[str]:
        kept = {name: os.environ[name] for name in os.environ if not name.startswith("MELODIE_")}
        return subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "scripts.testing", *arguments],
            cwd=checkout,
            env=kept | {"PATH": "/usr/bin:/bin", "DOCKER_HOST": "unix:///nowhere"} | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    return ask


def said(asked: subprocess.Popen[str], status: int) -> str:
    told, _ = asked.communicate(timeout=60)
    assert asked.returncode == status, told
    return told


@pytest.mark.parametrize(
    "environment", [{"CI": ""}, {"CI": "true"}], ids=["by hand", "on a server"]
)
def test_a_part_that_passes_is_one_line_and_its_output_is_kept(
    ask: Asked, checkout: Path, environment: dict[str, str]
) -> None:
    told = said(ask("good", "last", **environment), 0)
    assert "all is well" not in told
    assert told.endswith("2 passed, 0 failed, 0 skipped\n")
    assert "all is well" in (checkout / "reports/good/output.txt").read_text(encoding="utf-8")


def test_a_part_that_fails_is_shown_with_what_it_said(ask: Asked) -> None:
    told = said(ask("good", "bad", "last"), 1)
    assert "all is lost" in told
    assert told.endswith("2 passed, 1 failed, 0 skipped\n")


def test_a_part_alone_is_watched_as_it_runs(ask: Asked) -> None:
    assert "all is well" in said(ask("good"), 0)


def test_what_is_left_out_does_not_run(ask: Asked) -> None:
    told = said(ask("good", "bad", "--without", "bad"), 0)
    assert told.endswith("1 passed, 0 failed, 0 skipped\n")


def test_a_part_that_needs_more_than_there_is_says_what(ask: Asked) -> None:
    told = said(ask("good", "wants"), 0)
    assert "needs a Docker engine that answers, and root" in told
    assert told.endswith("1 passed, 0 failed, 1 skipped\n")


@pytest.mark.parametrize(
    ("arguments", "environment"), [(["--forbid-skips"], {}), ([], {"MELODIE_FORBID_SKIPS": "1"})]
)
def test_where_skips_are_forbidden_it_fails(
    ask: Asked, arguments: list[str], environment: dict[str, str]
) -> None:
    told = said(ask("good", "wants", *arguments, **environment), 1)
    assert told.endswith("1 passed, 1 failed, 0 skipped\n")


def test_what_has_passed_is_not_run_again_where_resumed(ask: Asked, checkout: Path) -> None:
    said(ask("good", "last"), 0)
    (checkout / "reports").rename(earlier := checkout.parent / f"{checkout.name}-reports")
    told = said(ask("good", MELODIE_RESUME=str(earlier)), 0)
    assert "all is well" not in told
    assert told.endswith("good: passed before, on the same files\n1 passed, 0 failed, 0 skipped\n")
    (checkout / "song.txt").touch()
    assert "all is well" in said(ask("good", "--resume", str(earlier)), 0)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("place", ["in the foreground", "in the background"])
def test_who_stops_it_stops_what_it_started(
    ask: Asked, checkout: Path, number: signal.Signals, place: str
) -> None:
    # What a shell starts in the background begins with SIGINT ignored.
    ignored = place == "in the background"
    before = signal.signal(signal.SIGINT, signal.SIG_IGN if ignored else signal.SIG_DFL)
    try:
        asked = ask("sleeps", "good")
    finally:
        signal.signal(signal.SIGINT, before)
    until = time.monotonic() + 30
    while not (checkout / "begun").exists():
        assert time.monotonic() < until
        time.sleep(0.05)
    asked.send_signal(number)
    said(asked, 1)
    assert (checkout / "cleared").exists()


def test_a_part_that_there_is_not_is_named(ask: Asked) -> None:
    assert "there is no part called 'gone'" in said(ask("gone"), 2)
