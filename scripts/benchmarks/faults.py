"""What can happen to a stack that serves, done to it on purpose."""

import os
import resource
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from scripts.benchmarks.measuring import family
from scripts.services import PACKAGES
from scripts.stack import Stack

LOCK_SECONDS: Final = 12.0
"""Longer than a writer waits for another."""
FULL_SECONDS: Final = 3.0
FULL_BYTES: Final = 4096


@dataclass(frozen=True, slots=True)
class Fault:
    """Something to do to a stack; it is over when ``do`` returns. ``temporary`` is its TMPDIR."""

    name: str
    do: Callable[[Stack, Path], None]
    for_root: bool = True
    """Whether it is one for root, whom no mode of a file keeps from writing."""


def workers(stack: Stack, name: str) -> list[int]:
    """Return the worker processes of a service."""
    master = stack.services[name].pid or 0
    return [pid for pid in family(master) if _parent(pid) == master]


def _parent(pid: int) -> int:
    # By hand, as ``measuring`` says.
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return int(fields[1])


def _lilyponds(stack: Stack) -> Iterator[int]:
    for pid in family(stack.services["lilypond"].pid or 0):
        if Path(f"/proc/{pid}/exe").readlink().name == "lilypond":
            yield pid


def _kill_master(name: str, stack: Stack, _: Path) -> None:
    os.kill(stack.services[name].pid or 0, signal.SIGKILL)


def _signal_worker(number: signal.Signals, name: str, stack: Stack, _: Path) -> None:
    os.kill(workers(stack, name)[0], number)


def _kill_lilyponds(stack: Stack, _: Path) -> None:
    for pid in list(_lilyponds(stack)):
        os.kill(pid, signal.SIGKILL)


def _kill_everything(stack: Stack, _: Path) -> None:
    for name in PACKAGES:
        for pid in list(family(stack.services[name].pid or 0)):
            os.kill(pid, signal.SIGKILL)


def _remove_temporary(_: Stack, temporary: Path) -> None:
    for path in temporary.iterdir():
        shutil.rmtree(path, ignore_errors=True)


def _lock_database(stack: Stack, _: Path) -> None:
    with closing(sqlite3.connect(stack.folder.database, isolation_level=None)) as connection:
        connection.execute("PRAGMA busy_timeout = 5000")
        connection.execute("BEGIN IMMEDIATE")
        time.sleep(LOCK_SECONDS)


def _fill_disk(stack: Stack, _: Path) -> None:
    """Let no file of the frontend grow."""
    pids = workers(stack, "frontend")
    kept = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in pids}
    for pid, (_soft, hard) in kept.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (FULL_BYTES, hard))
    time.sleep(FULL_SECONDS)
    for pid, limits in kept.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)


def _make_read_only(stack: Stack, _: Path) -> None:
    """Take the right to write away, also from connections that a worker keeps open."""
    files = [stack.folder.path, *stack.folder.path.glob("melodie.sqlite*")]
    modes = {file: file.stat().st_mode for file in files}
    for file, mode in modes.items():
        file.chmod(mode & ~0o222)
    _signal_worker(signal.SIGKILL, "frontend", stack, stack.folder.path)
    time.sleep(FULL_SECONDS)
    for file, mode in modes.items():
        file.chmod(mode)


FAULTS: Final = (
    *(Fault(f"{name}: server killed", partial(_kill_master, name)) for name in PACKAGES),
    *(
        Fault(f"{name}: worker killed", partial(_signal_worker, signal.SIGKILL, name))
        for name in PACKAGES
    ),
    Fault("both LilyPond processes killed", _kill_lilyponds),
    Fault("everything killed at once", _kill_everything),
    Fault("temporary folder emptied", _remove_temporary),
    Fault(f"database locked for {LOCK_SECONDS:g} s", _lock_database),
    Fault(f"disk full for {FULL_SECONDS:g} s", _fill_disk),
    Fault(f"database read-only for {FULL_SECONDS:g} s", _make_read_only, for_root=False),
    *(
        Fault(f"{name}: worker stopped for good", partial(_signal_worker, signal.SIGSTOP, name))
        for name in ("frontend", "lilypond")
    ),
)
