"""What goes wrong while melodies are made: who is refused, for how long, and what is lost."""

import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import requests

from scripts.benchmarks.amounts import Amounts
from scripts.benchmarks.client import Client
from scripts.benchmarks.faults import FAULTS, Fault
from scripts.benchmarks.makers import Attempt, Notes, making
from scripts.benchmarks.measuring import table
from scripts.stack import Stack
from scripts.supervisor import Supervisor

CLIENTS: Final = 2
STUCK_SECONDS: Final = 10
"""After this long a worker that does not move is replaced; usually it is 90."""
CALM_SECONDS: Final = 4.0
"""How long all must be well again before the next fault."""
LONGEST: Final = 90.0
"""Seconds after which a stack is taken not to come back."""
LOOK_SECONDS: Final = 0.1

HEADINGS: Final = (
    *("fault", "melodies", "failed", "sheets", "failed", "slowest s", "well again s", "lost"),
)


def run(_: Amounts) -> str:
    """Do every fault to a stack that serves, one after the other; then count what is lost."""
    with tempfile.TemporaryDirectory(prefix="melodie-bench-") as folder:
        temporary, kept = Path(folder, "tmp"), Path(folder, "kept")
        temporary.mkdir()
        settings = {"TMPDIR": str(temporary), "MELODIE_REQUEST_TIMEOUT": str(STUCK_SECONDS)}
        with Stack(kept, settings) as stack, making(stack.base_url, CLIENTS) as notes:
            supervisors = [Supervisor(service, _quiet) for service in stack.services.values()]
            _until_calm(notes, supervisors, time.monotonic())
            seen = [_see(fault, stack, temporary, notes, supervisors) for fault in FAULTS]
        with Stack(kept, settings) as stack:
            lost = [_lost(stack.base_url, made) for *_, made in seen]
    rows = [
        (fault.name, *_row(attempts, over), str(gone))
        for (fault, attempts, over, _made), gone in zip(seen, lost, strict=True)
    ]
    return (
        table(HEADINGS, rows)
        + f"\n{CLIENTS} clients make melodies and fetch their PDFs all the while; well again: from"
        f"\nthe end of the fault to the last failure; a stuck worker is replaced after"
        f" {STUCK_SECONDS} s here"
    )


Seen = tuple[Fault, Sequence[Attempt], float, list[str]]
"""A fault, the attempts beside it, when it was over, and the melodies made beside it."""


def _see(
    fault: Fault, stack: Stack, temporary: Path, notes: Notes, supervisors: Sequence[Supervisor]
) -> Seen:
    began, before = time.monotonic(), len(notes.made)
    if os.geteuid() == 0 and not fault.for_root:
        return fault, [], began, []
    fault.do(stack, temporary)
    over = time.monotonic()
    _until_calm(notes, supervisors, over)
    return fault, notes.since(began), over, notes.made[before:]


def _until_calm(notes: Notes, supervisors: Sequence[Supervisor], start: float) -> None:
    """Return when melodies and sheets are made, and nothing has failed for a while."""
    while (now := time.monotonic()) < start + LONGEST:
        for supervisor in supervisors:
            supervisor.look()
        recent = notes.since(max(start, now - CALM_SECONDS))
        well = {attempt.sheet for attempt in recent if attempt.well}
        if now > start + CALM_SECONDS and len(well) == 2 and all(a.well for a in recent):
            return
        time.sleep(LOOK_SECONDS)


def _row(attempts: Sequence[Attempt], over: float) -> tuple[str, ...]:
    if not attempts:
        return ("not tried as root", *[""] * 5)
    counts = [
        str(sum(1 for a in attempts if a.sheet == sheet and a.well == well))
        for sheet in (False, True)
        for well in (True, False)
    ]
    slowest = max(attempt.ended - attempt.began for attempt in attempts)
    failures = [attempt.ended - over for attempt in attempts if not attempt.well]
    return (*counts, f"{slowest:.1f}", f"{max([0.0, *failures]):.1f}")


def _lost(base_url: str, made: Sequence[str]) -> int:
    """Count the melodies that were answered with 201 and are not there."""
    client, gone = Client(base_url), 0
    for address in made:
        try:
            client.get(base_url + address)
        except requests.RequestException:
            gone += 1
    return gone


def _quiet(_: str) -> None:
    pass
