"""Engraves scores: so many at a time, each in a folder of its own."""

import contextlib
import logging
import queue
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from melodie.errors import Busy, EngravingError
from service4_lilypond.endings import Cause
from service4_lilypond.gate import Gate
from service4_lilypond.lilypond import Limits, Output
from service4_lilypond.presses import LOG_TAIL, PressStand

log = logging.getLogger(__name__)


class Engraver:
    """A few warm presses behind a gate.

    Who finds all presses at work waits for as long as one score may take, if
    the queue has room.
    """

    def __init__(self, stands: Sequence[PressStand], limits: Limits, *, waiting: int) -> None:
        self._limits = limits
        self._gate = Gate(len(stands), waiting=waiting, patience=limits.seconds)
        self._idle: queue.LifoQueue[PressStand] = queue.LifoQueue()
        for stand in stands:
            self._idle.put(stand)
        self._stands = tuple(stands)
        self._checking = threading.Lock()
        self._has_engraved = False

    def engrave(self, source: str, outputs: Sequence[Output]) -> Mapping[Output, bytes]:
        """Engrave LilyPond text as ``engrave_written`` does."""
        return self.engrave_written(lambda: source, outputs)

    def engrave_written(
        self, write: Callable[[], str], outputs: Sequence[Output]
    ) -> Mapping[Output, bytes]:
        """Engrave the LilyPond text that ``write`` returns, and return every output asked for.

        One run makes all of them. The text is not written for one who is
        refused: that would take several times as long as refusing him.
        Raises ``Busy`` when there is no room, ``EngravingTimeout`` when the
        time is up, ``EngravingError`` when LilyPond fails or breaks a limit.
        """
        with self._gate.enter(), self._stand() as stand:
            return self._print(stand, write(), outputs)

    def check(self) -> None:
        """Make an idle press ready, and begin with the others that are not.

        Ready is a press that has printed a score, as any score is printed,
        since it was started; one that has not yet prints one now. Whoever asks
        while others do waits for them: what they hold is not ready yet.
        Raises ``EngravingError`` where LilyPond does not start or does not print.
        """
        with self._checking:
            # All are taken before one is given back, or the same one would be taken again.
            stands = sorted(self._take_idle(), key=lambda stand: (stand.worn, not stand.proved))
            give_back: Callable[[PressStand], None] = self._idle.put
            try:
                for stand in stands[:1]:
                    stand.make_ready()
                    if not stand.proved:
                        self._print(stand, stand.warm_up, tuple(Output))
                give_back = self._give_back
            finally:
                for stand in stands:
                    give_back(stand)
            if not self._has_engraved:
                raise EngravingError("No score has been engraved yet.")

    def close(self) -> None:
        """End every press; nothing can be engraved any more."""
        for stand in self._stands:
            stand.close()

    def _take_idle(self) -> Iterator[PressStand]:
        with contextlib.suppress(queue.Empty):
            while True:
                yield self._idle.get_nowait()

    def _print(
        self, stand: PressStand, source: str, outputs: Sequence[Output]
    ) -> Mapping[Output, bytes]:
        printed = stand.print(source, outputs, self._limits)
        ending = printed.ending
        if ending.cause is not Cause.FINISHED:
            why = {"cause": ending.cause.value, "signal": ending.signal}
            log.error("not engraved", extra=why | {"lilypond": printed.log[-LOG_TAIL:]})
            raise ending.problem()
        self._has_engraved = True
        return printed.files

    @contextmanager
    def _stand(self) -> Iterator[PressStand]:
        try:
            stand = self._idle.get(timeout=self._limits.seconds)
        except queue.Empty:
            raise Busy("An engraver is being replaced. Please try again soon.") from None
        try:
            yield stand
        finally:
            self._give_back(stand)

    def _give_back(self, stand: PressStand) -> None:
        if stand.worn:
            threading.Thread(target=self._renew, args=(stand,), daemon=True).start()
        else:
            self._idle.put(stand)

    def _renew(self, stand: PressStand) -> None:
        """Start a fresh press before the next score asks for it."""
        try:
            stand.make_ready()
        except EngravingError:
            log.warning("no fresh press; the next score tries again")
        finally:
            self._idle.put(stand)
