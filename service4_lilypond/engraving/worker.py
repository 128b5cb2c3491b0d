"""A LilyPond process that engraves one score after another: the one module that starts any.

LilyPond's input is a program, so every score is treated as hostile: it is
engraved in a process that can do nothing else (``scheme/confine.scm``), has
limits that it cannot raise, and is killed when it breaks one.
"""

import contextlib
import math
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import IO, Final

from melodie.errors import EngravingError
from service4_lilypond.engraving.endings import Cause, Ending, ending_of
from service4_lilypond.engraving.lines import Lines, WorkerBroken
from service4_lilypond.engraving.pipes import NamedPipes, TooMuchWritten
from service4_lilypond.engraving.scheme_text import scheme_text
from service4_lilypond.engraving.startup import SOURCE, command, environment, executable

LOG: Final = "log"
START_SECONDS: Final = 30
"""Seconds that LilyPond may take to load everything; half a second is usual."""

ANSWER_SECONDS: Final = 5
"""Seconds that a worker may take to report that it began a job, or that one was killed."""


class Output(Enum):
    """What LilyPond writes: pages, a picture cropped to its ink, a picture of an only page."""

    PDF = "score.pdf"
    PNG = "score.cropped.png"
    PAGE = "score.png"


@dataclass(frozen=True, slots=True)
class EngravingLimits:
    """What engraving one score may take: wall and processor time, memory, bytes written."""

    seconds: float
    cpu_seconds: int
    memory_bytes: int
    output_bytes: int


@dataclass(frozen=True, slots=True)
class Engraved:
    """How a job ended, the files that it wrote, and LilyPond's log of it."""

    ending: Ending
    files: Mapping[Output, bytes]
    log: str


def version() -> str:
    """Return LilyPond's version line; raises ``EngravingError`` if it does not run."""
    try:
        said = subprocess.run(  # noqa: S603 -- a fixed program, no shell
            [executable(), "--version"], capture_output=True, check=True, text=True, timeout=10
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise EngravingError("LilyPond does not run.") from error
    return said.stdout.split("\n", 1)[0]


class Worker:
    """A LilyPond process that has loaded everything and forks for every job.

    ``home`` is a private folder that outlives it, unless the process that started
    it is gone: then the worker removes it. ``warm_up`` is LilyPond text that uses what
    a score uses. Raises ``WorkerBroken`` when it does not start
    or does not answer; then only ``stop`` may be called.
    """

    def __init__(self, home: Path, warm_up: str) -> None:
        self.home = home
        started = command(home, warm_up)
        with (home / LOG).open("wb") as words:
            self._process = subprocess.Popen(  # noqa: S603 -- no shell, no argument is a person's
                started,
                cwd=home,
                env=environment(home),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=words,
                start_new_session=True,
            )
        self._lines = Lines(_descriptor(self._process.stdin), _descriptor(self._process.stdout))
        try:
            self._lines.expect("ready", START_SECONDS)
        except (WorkerBroken, TimeoutError) as error:
            self.stop()
            raise WorkerBroken("LilyPond does not start.") from error

    @property
    def pid(self) -> int:
        """The process id, for measurements."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process.poll() is None

    def engrave(self, folder: Path, outputs: Sequence[Output], limits: EngravingLimits) -> Engraved:
        """Engrave ``score.ly`` in ``folder`` into ``outputs``.

        All output goes through pipes in ``folder``; no file can be written.
        Raises ``OSError`` where ``folder`` takes no pipes, and ``WorkerBroken``
        where the pipes or the source are removed meanwhile.
        """
        names = [LOG, *(output.value for output in outputs)]
        with NamedPipes(folder, names, limits.output_bytes) as pipes:
            self._lines.say(_job(folder, outputs, limits))
            try:
                ending = self._ending(pipes, limits)
            except TimeoutError as error:
                raise WorkerBroken("The worker does not answer.") from error
            except TooMuchWritten:
                ending = Ending(Cause.OUTPUT)
            files = {output: pipes.written(output.value) for output in outputs}
            if ending.cause is Cause.FINISHED and not all(files.values()):
                ending = Ending(Cause.FAILURE)
            if ending.cause is Cause.FAILURE and not (pipes.whole and (folder / SOURCE).exists()):
                # As systemd-tmpfiles does with old temporary files.
                raise WorkerBroken("The folder of a score was emptied while it was engraved.")
            return Engraved(ending, files, _log(pipes))

    def stop(self) -> None:
        """End the process; a job under way ends with it."""
        _kill_group(self._process.pid)
        self._process.communicate()

    def _ending(self, pipes: NamedPipes, limits: EngravingLimits) -> Ending:
        """Wait for the end of a job, or end it when it breaks a limit."""
        job = int(self._lines.expect("started", ANSWER_SECONDS))
        try:
            ended = self._lines.expect("ended", limits.seconds, pipes)
        except (TimeoutError, TooMuchWritten) as error:
            _kill_group(job)
            self._lines.expect("ended", ANSWER_SECONDS)
            return Ending(Cause.OUTPUT if isinstance(error, TooMuchWritten) else Cause.TIME)
        pipes.take()
        status, milliseconds = map(int, ended.split())
        exit_code = os.waitstatus_to_exitcode(status)
        return ending_of(exit_code, milliseconds / 1000, limits.cpu_seconds, _log(pipes))


def _log(pipes: NamedPipes) -> str:
    return pipes.written(LOG).decode(errors="replace")


def _descriptor(stream: IO[bytes] | None) -> int:
    assert stream is not None  # noqa: S101 -- both are pipes
    return stream.fileno()


def _kill_group(leader: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)


def _job(folder: Path, outputs: Sequence[Output], limits: EngravingLimits) -> str:
    formats = {Output.PDF: "pdf", Output.PAGE: "png"}
    pages = [name for output, name in formats.items() if output in outputs]
    crop = ["png"] if Output.PNG in outputs else []
    numbers = [math.ceil(limits.seconds), limits.cpu_seconds, limits.memory_bytes]
    return scheme_text([str(folder), pages, crop, *numbers]) + "\n"
