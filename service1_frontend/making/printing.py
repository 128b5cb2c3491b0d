"""Worksheets printed in the background, so that one may leave and come back to them."""

from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from service1_frontend.making.background import BackgroundPool
from service1_frontend.making.composing import Naming
from service1_frontend.making.maker import MelodyMaker
from service1_frontend.making.recent import Recent
from service1_frontend.making.worksheets import Worksheet

THREADS: Final = 2
WAITING: Final = 16
"""Worksheets that may wait to be printed."""

MOST: Final = 32
SECONDS: Final = 900.0
"""Worksheets that are kept at hand after they were asked for, and how long; 100 kB each."""


class Printed(NamedTuple):
    """How many steps are done: one for each melody, and one for the sheet."""

    done: int
    total: int

    @property
    def ready(self) -> bool:
        """Whether nothing more is to be made."""
        return self.done == self.total


@dataclass(slots=True)
class _Job:
    total: int
    composed: int = 0
    result: Future[bytes | None] | None = field(default=None)

    def step(self) -> None:
        self.composed += 1

    @property
    def printed(self) -> Printed:
        over = self.result is None or self.result.done()
        return Printed(self.total if over else self.composed, self.total)


class Printing:
    """Prints worksheets; shared by all threads.

    What is printed is known to this process alone: another replica prints it again.
    """

    def __init__(self, maker: MelodyMaker) -> None:
        self._maker = maker
        self._pool = BackgroundPool(THREADS, WAITING)
        self._jobs: Recent[tuple[Worksheet, str], _Job] = Recent(MOST, SECONDS)

    def progress(self, sheet: Worksheet, footline: str, naming: Naming) -> Printed:
        """Tell how far a worksheet is, which is printed in the background from now on.

        Where too much waits, or it failed, it counts as ready: ``get`` prints it then, or
        tells why it cannot.
        """
        job = self._jobs.get((sheet, footline))
        if job is None:
            job = _Job(len(sheet.recipes) + 1)
            job.result = self._pool.submit(
                lambda: sheet.print(self._maker, footline, naming, job.step)
            )
            self._jobs.put((sheet, footline), job)
        return job.printed

    def get(self, sheet: Worksheet, footline: str, naming: Naming) -> bytes:
        """Return a worksheet as PDF, printed now if it was not before; raises ``MelodieError``."""
        job = self._jobs.get((sheet, footline))
        made = job.result.result() if job and job.result and job.result.done() else None
        return made or sheet.print(self._maker, footline, naming)
