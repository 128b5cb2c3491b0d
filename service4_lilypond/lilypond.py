"""Runs LilyPond: the one module that starts processes.

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

import lilypond

from melodie.errors import EngravingError
from service4_lilypond.endings import Cause, Ending, ending_of
from service4_lilypond.lines import Lines, PressBroken
from service4_lilypond.pipes import NamedPipes, TooMuchWritten
from service4_lilypond.scheme_text import scheme_text

SOURCE: Final = "score.ly"
LOG: Final = "log"
START_SECONDS: Final = 30
"""How long LilyPond may take to load everything; half a second is usual."""

ANSWER_SECONDS: Final = 5
"""How long a press may take to say that it began a job, or that one was killed."""

_SCHEME: Final = tuple(
    Path(__file__).with_name("scheme") / name
    for name in ("confine.scm", "landlock.scm", "seccomp.scm", "press.scm")
)
_FONTS: Final = ("/usr/share/fonts", "/usr/local/share/fonts")


class Output(Enum):
    """What LilyPond writes: whole pages, or a picture cropped to its ink."""

    PDF = "score.pdf"
    PNG = "score.cropped.png"


@dataclass(frozen=True, slots=True)
class Limits:
    """What engraving one score may take: wall and processor time, memory, bytes written."""

    seconds: float
    cpu_seconds: int
    memory_bytes: int
    output_bytes: int


@dataclass(frozen=True, slots=True)
class Printed:
    """How a job ended, the files that it wrote, and what LilyPond said of it."""

    ending: Ending
    files: Mapping[Output, bytes]
    log: str


def version() -> str:
    """Return what LilyPond says of its version; raises ``EngravingError`` if it does not run."""
    try:
        said = subprocess.run(  # noqa: S603 -- a fixed program, no shell
            [_executable(), "--version"], capture_output=True, check=True, text=True, timeout=10
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise EngravingError("LilyPond does not run.") from error
    return said.stdout.split("\n", 1)[0]


class Press:
    """A LilyPond process that has loaded everything and forks for every job.

    ``home`` is a private folder that outlives it, unless whoever started it is
    gone: then the press removes it. ``warm_up`` is LilyPond text that uses what
    a score uses. Raises ``PressBroken`` when it does not start
    or does not answer; then only ``stop`` may be called.
    """

    def __init__(self, home: Path, warm_up: str) -> None:
        self.home = home
        (home / SOURCE).write_text(warm_up, encoding="utf-8")
        with (home / LOG).open("wb") as words:
            self._process = subprocess.Popen(  # noqa: S603 -- no shell, no argument is a person's
                [_executable(), "--loglevel=WARN", "-dbackend=cairo", _program(home), SOURCE],
                cwd=home,
                env=_environment(home),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=words,
                start_new_session=True,
            )
        self._lines = Lines(_descriptor(self._process.stdin), _descriptor(self._process.stdout))
        try:
            self._lines.expect("ready", START_SECONDS)
        except (PressBroken, TimeoutError) as error:
            self.stop()
            raise PressBroken("LilyPond does not start.") from error

    @property
    def pid(self) -> int:
        """The process id, for those who watch and measure."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process.poll() is None

    def print(self, folder: Path, outputs: Sequence[Output], limits: Limits) -> Printed:
        """Engrave ``score.ly`` in ``folder`` into ``outputs``.

        Whatever is written goes through pipes in ``folder``; no file can be.
        Raises ``OSError`` where ``folder`` takes no pipes, and ``PressBroken``
        where what is in it is removed meanwhile.
        """
        names = [LOG, *(output.value for output in outputs)]
        with NamedPipes(folder, names, limits.output_bytes) as pipes:
            self._lines.say(_job(folder, outputs, limits))
            try:
                ending = self._ending(pipes, limits)
            except TimeoutError as error:
                raise PressBroken("The press does not answer.") from error
            except TooMuchWritten:
                ending = Ending(Cause.OUTPUT)
            files = {output: pipes.written(output.value) for output in outputs}
            if ending.cause is Cause.FINISHED and not all(files.values()):
                ending = Ending(Cause.FAILURE)
            if ending.cause is Cause.FAILURE and not (pipes.whole and (folder / SOURCE).exists()):
                # As systems do with what is old where temporary files are.
                raise PressBroken("The folder of a score was emptied while it was printed.")
            return Printed(ending, files, _log(pipes))

    def stop(self) -> None:
        """End the process; a job under way ends with it."""
        _kill_group(self._process.pid)
        self._process.communicate()

    def _ending(self, pipes: NamedPipes, limits: Limits) -> Ending:
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


def _executable() -> str:
    return str(lilypond.executable())


def _environment(home: Path) -> dict[str, str]:
    return {
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home),  # where fonts are remembered
        "LANG": "C.UTF-8",
        "GUILE_AUTO_COMPILE": "0",
    }


def _program(home: Path) -> str:
    """Return the option that makes LilyPond a press instead of engraving a file."""
    readable = [str(Path(_executable()).parents[1]), str(home), *_FONTS]
    loads = "".join(f"(primitive-load {scheme_text(str(file))})" for file in _SCHEME)
    serve = (
        f"(warm-up {scheme_text(SOURCE)}) (serve '{scheme_text(readable)} {scheme_text(str(home))})"
    )
    return f"--evaluate=(begin {loads} {serve})"


def _job(folder: Path, outputs: Sequence[Output], limits: Limits) -> str:
    pages = ["pdf"] if Output.PDF in outputs else []
    crop = ["png"] if Output.PNG in outputs else []
    numbers = [math.ceil(limits.seconds), limits.cpu_seconds, limits.memory_bytes]
    return scheme_text([str(folder), pages, crop, *numbers]) + "\n"
