"""Work that is done after the answer is on its way."""

import logging
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Final, TypeVar

import structlog

from melodie.errors import MelodieError

WAITING: Final = 64
"""Jobs that may wait; what is not done here is done on request."""

log = logging.getLogger(__name__)

T = TypeVar("T")


class BackgroundPool:
    """A few threads that do one job after the other, in the order in which they came.

    They start with the first job. What waits when the process ends is lost, so
    a job may only do what would otherwise be done later.
    """

    def __init__(self, threads: int, waiting: int = WAITING) -> None:
        self._threads = threads
        self._jobs: queue.Queue[Callable[[], None]] = queue.Queue(waiting)
        self._lock = threading.Lock()
        self._started = False

    def submit(self, job: Callable[[], T]) -> Future[T | None] | None:
        """Have ``job`` done later; the result is what it returns, None where it failed.

        Returns None, and forgets the job, where too many wait.
        """
        context = structlog.contextvars.get_contextvars()  # whose request this is, for the log
        done: Future[T | None] = Future()

        def run() -> None:
            with structlog.contextvars.bound_contextvars(**context):
                done.set_result(_result_of(job))

        try:
            self._jobs.put_nowait(run)
        except queue.Full:
            return None
        self._start()
        return done

    def drain(self) -> None:
        """Return when every job is done."""
        self._jobs.join()

    def _start(self) -> None:
        with self._lock:
            if not self._started:
                self._started = True
                for _ in range(self._threads):
                    threading.Thread(target=self._work, name="background", daemon=True).start()

    def _work(self) -> None:
        while True:
            job = self._jobs.get()
            try:
                job()
            finally:
                self._jobs.task_done()


def _result_of(job: Callable[[], T]) -> T | None:
    try:
        return job()
    except MelodieError as error:
        log.warning("not made in the background: %s", error.detail)
    except Exception:
        log.exception("a job in the background failed")
    return None
