"""Engraves scores: a limited number at a time, each in a folder of its own."""

import contextlib
import logging
import queue
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from melodie.errors import Busy, EngravingError
from service4_lilypond.engraving.concurrency import ConcurrencyLimit
from service4_lilypond.engraving.endings import Cause
from service4_lilypond.engraving.slots import LOG_TAIL, WorkerSlot
from service4_lilypond.engraving.worker import EngravingLimits, Output

log = logging.getLogger(__name__)


class Engraver:
    """Engraves LilyPond source: a pool of warm workers behind a concurrency limit.

    A caller that finds all of them at work waits for as long as one score may
    take, if the queue has room.
    """

    def __init__(
        self, slots: Sequence[WorkerSlot], limits: EngravingLimits, *, waiting: int
    ) -> None:
        self._limits = limits
        self._limit = ConcurrencyLimit(len(slots), waiting=waiting, patience=limits.seconds)
        self._idle: queue.LifoQueue[WorkerSlot] = queue.LifoQueue()
        for slot in slots:
            self._idle.put(slot)
        self._slots = tuple(slots)
        self._checking = threading.Lock()
        self._has_engraved = False

    def engrave(self, source: str, outputs: Sequence[Output]) -> Mapping[Output, bytes]:
        """Return every output asked for of LilyPond text, as ``engrave_written`` does."""
        return self.engrave_written(lambda: source, outputs)

    def engrave_written(
        self, write: Callable[[], str], outputs: Sequence[Output]
    ) -> Mapping[Output, bytes]:
        """Return every output asked for of the LilyPond text that ``write`` returns.

        One run makes all of them. The text is written only once a worker is
        free: writing it takes several times as long as refusing a request.
        Raises ``Busy`` when there is no room, ``EngravingTimeout`` when the
        time is up, ``EngravingError`` when LilyPond fails or breaks a limit.
        """
        with self._limit.slot(), self._slot() as slot:
            return self._engrave(slot, write(), outputs)

    def check(self) -> None:
        """Make an idle worker ready, and start to make the others ready.

        A worker is ready when it has engraved a score, as any score is engraved,
        since it was started; one that has not engraves one now. Concurrent
        checks wait for each other: a worker that one of them holds is not ready yet.
        Raises ``EngravingError`` where LilyPond does not start or does not engrave.
        """
        with self._checking:
            # All are taken before any is given back, or the same one would be taken twice.
            slots = sorted(self._take_idle(), key=lambda slot: (slot.expired, not slot.proved))
            give_back: Callable[[WorkerSlot], None] = self._idle.put
            try:
                for slot in slots[:1]:
                    slot.make_ready()
                    if not slot.proved:
                        self._engrave(slot, slot.warm_up, (Output.PDF, Output.PNG))
                give_back = self._give_back
            finally:
                for slot in slots:
                    give_back(slot)
            if not self._has_engraved:
                raise EngravingError("No score has been engraved yet.")

    def close(self) -> None:
        """End every worker; nothing can be engraved any more."""
        for slot in self._slots:
            slot.close()

    def _take_idle(self) -> Iterator[WorkerSlot]:
        with contextlib.suppress(queue.Empty):
            while True:
                yield self._idle.get_nowait()

    def _engrave(
        self, slot: WorkerSlot, source: str, outputs: Sequence[Output]
    ) -> Mapping[Output, bytes]:
        engraved = slot.engrave(source, outputs, self._limits)
        ending = engraved.ending
        if ending.cause is not Cause.FINISHED:
            why = {"cause": ending.cause.value, "signal": ending.signal}
            log.error("not engraved", extra=why | {"lilypond": engraved.log[-LOG_TAIL:]})
            raise ending.problem()
        self._has_engraved = True
        return engraved.files

    @contextmanager
    def _slot(self) -> Iterator[WorkerSlot]:
        try:
            slot = self._idle.get(timeout=self._limits.seconds)
        except queue.Empty:
            raise Busy("An engraver is being replaced. Please try again soon.") from None
        try:
            yield slot
        finally:
            self._give_back(slot)

    def _give_back(self, slot: WorkerSlot) -> None:
        if slot.expired:
            threading.Thread(target=self._renew, args=(slot,), daemon=True).start()
        else:
            self._idle.put(slot)

    def _renew(self, slot: WorkerSlot) -> None:
        """Start a fresh worker before the next score asks for it."""
        try:
            slot.make_ready()
        except EngravingError:
            log.warning("no fresh worker; the next score tries again")
        finally:
            self._idle.put(slot)
