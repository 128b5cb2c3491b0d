"""Runs LilyPond: the one module that starts processes.

LilyPond's input is a program and nothing in it can be trusted to be none, so
a score is engraved in a process that has given up everything else
(``scheme/confine.scm``), has limits that it cannot lift, and an end: it is
killed when its time is up.
"""

import contextlib
import json
import math
import os
import select
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import IO, Any, Final

import lilypond

from melodie.errors import EngravingError

SOURCE: Final = "score.ly"
LOG: Final = "log"
START_SECONDS: Final = 30
"""How long LilyPond may take to load everything; half a second is usual."""

ANSWER_SECONDS: Final = 5
"""How long a press may take to say that it began a job, or that one was killed."""

_SCHEME: Final = tuple(
    Path(__file__).with_name("scheme") / name for name in ("confine.scm", "press.scm")
)
_FONTS: Final = ("/usr/share/fonts", "/usr/local/share/fonts")


class Output(Enum):
    """What LilyPond writes: whole pages, or a picture cropped to its ink."""

    PDF = "score.pdf"
    PNG = "score.cropped.png"


@dataclass(frozen=True, slots=True)
class Limits:
    """What engraving one score may take: wall and processor time, memory, size of a file."""

    seconds: float
    cpu_seconds: int
    memory_bytes: int
    output_bytes: int


class PressBroken(Exception):
    """This press can print no more."""


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
        self._unread = b""
        try:
            self._expect("ready", START_SECONDS)
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

    def print(self, folder: Path, outputs: Sequence[Output], limits: Limits) -> int | None:
        """Engrave ``score.ly`` in ``folder`` into ``outputs`` beside it.

        Returns the job's exit code, negative for the signal that ended it, or
        None where its time was up.
        """
        self._say(_job(folder, outputs, limits))
        try:
            job = int(self._expect("started", ANSWER_SECONDS))
            try:
                return os.waitstatus_to_exitcode(int(self._expect("ended", limits.seconds)))
            except TimeoutError:
                _kill_group(job)
                self._expect("ended", ANSWER_SECONDS)
                return None
        except TimeoutError as error:
            raise PressBroken("The press does not answer.") from error

    def stop(self) -> None:
        """End the process; a job under way ends with it."""
        _kill_group(self._process.pid)
        self._process.communicate()

    def _say(self, line: str) -> None:
        try:
            os.write(_pipe(self._process.stdin), line.encode())
        except OSError as error:
            raise PressBroken("The press does not listen.") from error

    def _expect(self, word: str, seconds: float) -> str:
        """Hear the line that begins with ``word`` and return the rest of it."""
        said, _, rest = self._hear(time.monotonic() + seconds).partition(" ")
        if said != word:
            raise PressBroken(f"The press said {said!r} instead of {word!r}.")
        return rest

    def _hear(self, deadline: float) -> str:
        """Return the next line; raises ``TimeoutError`` when there is none in time."""
        source = _pipe(self._process.stdout)
        while b"\n" not in self._unread:
            if not select.select([source], [], [], max(0, deadline - time.monotonic()))[0]:
                raise TimeoutError
            heard = os.read(source, 4096)
            if not heard:
                raise PressBroken("The press is gone.")
            self._unread += heard
        line, _, self._unread = self._unread.partition(b"\n")
        return line.decode()


def _pipe(stream: IO[bytes] | None) -> int:
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
    loads = "".join(f"(primitive-load {_scheme(str(file))})" for file in _SCHEME)
    serve = f"(warm-up {_scheme(SOURCE)}) (serve '{_scheme(readable)} {_scheme(str(home))})"
    return f"--evaluate=(begin {loads} {serve})"


def _job(folder: Path, outputs: Sequence[Output], limits: Limits) -> str:
    pages = ["pdf"] if Output.PDF in outputs else []
    crop = ["png"] if Output.PNG in outputs else []
    numbers = [math.ceil(limits.seconds), limits.cpu_seconds]
    numbers += [limits.memory_bytes, limits.output_bytes]
    return _scheme([str(folder), pages, crop, *numbers]) + "\n"


def _scheme(value: str | int | list[Any]) -> str:
    """Write strings, numbers and lists as Scheme reads them."""
    if isinstance(value, list):
        return f"({' '.join(map(_scheme, value))})"
    return json.dumps(value, ensure_ascii=False)  # Guile reads no halves of characters
