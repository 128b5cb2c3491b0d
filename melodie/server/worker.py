"""The gunicorn worker: its threaded one, but that its loop receives and sends for all clients."""

import errno
import os
import time
from typing import Any, Final

from gunicorn.workers.gthread import ThreadWorker

from melodie.server.connections import Connections
from melodie.server.limits import Limits
from melodie.server.waits import Waits
from melodie.settings import Settings, load

FULL: Final = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)
NO_CLIENT: Final = (errno.EAGAIN, errno.EWOULDBLOCK, errno.ECONNABORTED)

LOOK_SECONDS: Final = 0.2
"""How often the loop looks for clients that are late."""


class BufferingWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """Gives a request to a thread when all of it is there, and takes the answer from it."""

    connections: Connections

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.limits = Limits(body_bytes=load(Settings, os.environ).max_body_bytes)

    def run(self) -> None:
        """Serve until a stop is asked for, and then until open requests are answered."""
        self._waits = Waits(self.poller)
        self._next_look = 0.0
        self.connections = Connections(self, self.limits, self._waits)
        super().run()

    @property
    def nr_conns(self) -> int:
        """How many connections there are: gunicorn stops when there are none."""
        return self.connections.count

    @nr_conns.setter
    def nr_conns(self, _: int) -> None:
        """Let gunicorn begin to count by itself."""

    def accept(self, listener: Any) -> None:
        """Take a new connection; when there are too many, the one due first makes room."""
        if self.nr_conns >= self.worker_connections - 1:
            self.connections.make_room()
        try:
            sock, client = listener.accept()
        except OSError as error:
            if error.errno in FULL:
                self.connections.make_room()
            elif error.errno not in NO_CLIENT:
                raise
        else:
            self.connections.add(sock, client, listener.getsockname())

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        """Wait for what happens next, more briefly while connections are about to be closed."""
        super().wait_for_and_dispatch_events(timeout if self.alive else LOOK_SECONDS)

    def murder_keepalived(self, force: bool = False) -> None:  # noqa: FBT001, FBT002 - gunicorn's
        """Close what is late, or everything."""
        now = time.monotonic()
        if force:
            self.connections.close()
        elif now >= self._next_look:
            self._next_look = now + LOOK_SECONDS
            self._waits.end_late()

    def _cap_keepalive(self, _deadline: float) -> None:
        """Begin to stop."""
        self.connections.stop()
