"""Runs one part and reads from its reports how it went."""

import os
import shutil
import signal
import subprocess
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final, Literal

from scripts.testing.parts import REPORTS, Command, Part

PATIENCE: Final = 60
"""Seconds that a part gets to clear away what it made, such as hosts."""

Outcome = Literal["passed", "failed", "skipped"]


@dataclass(frozen=True, slots=True)
class Result:
    """How a part went: seconds, numbers of tests, why some were skipped, percent covered."""

    name: str
    outcome: Outcome
    seconds: float = 0.0
    tests: int = 0
    failures: int = 0
    skips: tuple[str, ...] = ()
    coverage: float | None = None
    remark: str = ""


@dataclass(slots=True)
class Running:
    """The processes at work now, so that Ctrl-C can end them all."""

    processes: set[subprocess.Popen[bytes]] = field(default_factory=set)

    def stop(self) -> None:
        """End every process and what it started."""
        for process in list(self.processes):
            _end(process)


def run(part: Part, running: Running, *, live: bool) -> Result:
    """Run ``part``; its output goes to its report, and to the terminal where ``live``."""
    reports = REPORTS / part.name
    shutil.rmtree(reports, ignore_errors=True)
    reports.mkdir(parents=True)
    began = time.monotonic()
    with (reports / "output.txt").open("wb") as output:
        remarks = [
            remark
            for command in part.commands
            if (remark := _execute(part, command, None if live else output, running))
        ]
    return read(part, remarks, time.monotonic() - began)


def _execute(part: Part, command: Command, output: IO[bytes] | None, running: Running) -> str:
    """Run one command to its end; return what went wrong, if anything."""
    reports = REPORTS / part.name
    process = subprocess.Popen(  # noqa: S603 - the commands of the table of parts
        command,
        env=os.environ | {"COVERAGE_FILE": str((reports / ".coverage").resolve())},
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
        start_new_session=True,
    )
    running.processes.add(process)
    try:
        code = process.wait(part.longest)
    except subprocess.TimeoutExpired:
        _end(process)
        return f"stopped after {part.longest} s"
    finally:
        running.processes.discard(process)
    return f"exit {code}" if code else ""


def _end(process: subprocess.Popen[bytes]) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
            process.wait(PATIENCE)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue


def read(part: Part, remarks: Sequence[str], seconds: float) -> Result:
    """Read from its reports how ``part`` went; ``remarks`` say which commands ended badly."""
    cases = list(_cases(REPORTS / part.name / "junit.xml"))
    faults = [
        case for case in cases for kind in ("failure", "error") if case.find(kind) is not None
    ]
    skips = tuple(
        f"{case.get('name')}: {skip.get('message', '')}"
        for case in cases
        if (skip := case.find("skipped")) is not None
    )
    return Result(
        part.name,
        "failed" if remarks else "passed",
        seconds,
        len(cases),
        len(faults),
        skips,
        _coverage(REPORTS / part.name / "coverage.xml"),
        ", ".join(remarks),
    )


def _cases(report: Path) -> Iterator[ET.Element]:
    if report.exists():
        yield from ET.parse(report).iter("testcase")  # noqa: S314 - pytest's own report


def _coverage(report: Path) -> float | None:
    if not report.exists():
        return None
    root = ET.parse(report).getroot()  # noqa: S314 - coverage's own report
    covered = int(root.get("lines-covered", 0)) + int(root.get("branches-covered", 0))
    valid = int(root.get("lines-valid", 0)) + int(root.get("branches-valid", 0))
    return 100 * covered / valid if valid else None
