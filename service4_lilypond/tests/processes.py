"""What runs, read from /proc: LilyPond works inside the folder it was given."""

import time
from collections.abc import Callable
from pathlib import Path

PATIENCE = 60
"""Seconds."""


def eventually(what: Callable[[], object]) -> bool:
    """Say whether ``what`` comes true before patience ends."""
    until = time.monotonic() + PATIENCE
    while not (found := what()) and time.monotonic() < until:
        time.sleep(0.005)
    return bool(found)


def processes_in(folder: Path) -> set[int]:
    """The ids of every process that works in ``folder`` or beneath it."""
    return {
        int(process.name)
        for process in Path("/proc").iterdir()
        if process.name.isdecimal() and _works_in(process, folder)
    }


def _works_in(process: Path, folder: Path) -> bool:
    try:
        return (process / "cwd").readlink().is_relative_to(folder)
    except OSError:
        return False  # it ended while we looked
