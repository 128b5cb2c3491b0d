"""What happens to a connection, from its first byte to its end.

It is received from until a request is whole, is a thread's while an answer
is made, is sent to until the client has taken it, and so on; at the end what
still comes is received for a while and forgotten, for a connection that is
closed before that loses the answer.
"""

import logging
import socket
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from operator import attrgetter
from selectors import EVENT_READ, EVENT_WRITE
from typing import Any, Final

from gunicorn.http.errors import ParseException

from melodie.server.connection import Connection, Gone
from melodie.server.exchange import Exchange
from melodie.server.framing import frame_of
from melodie.server.limits import Limits
from melodie.server.refusals import refusal, status_of
from melodie.server.registry import Registry
from melodie.server.waits import Waits

CONTINUE: Final = b"HTTP/1.1 100 Continue\r\n\r\n"
LARGE_BYTES: Final = 65_536
"""What a connection may hold without being counted."""

log = logging.getLogger(__name__)


class Connections:
    """All connections of ``worker``, gunicorn's. Every method is called by its loop."""

    def __init__(self, worker: Any, limits: Limits, waits: Waits) -> None:
        self._worker, self._limits, self._waits = worker, limits, waits
        self._open = Registry(waits, limits.unread_bytes)

    @property
    def count(self) -> int:
        """How many are open."""
        return len(self._open)

    def add(self, sock: socket.socket, client: Any, server: Any) -> None:
        """Serve a new connection."""
        self._listen(self._open.add(sock, client, server), self._limits.head_seconds)

    def make_room(self) -> None:
        """Close the connection that would be late first; those that threads work for are not."""
        for connection in self._waits.by_deadline()[:1]:
            self._waits.end(connection)
            self._open.drop(connection)

    def stop(self) -> None:
        """Answer what has come, and wait for no more than a stop may take."""
        for connection in self._waits.by_deadline():
            if not connection.unsent:
                self._waits.shorten(connection, self._limits.stop_seconds)
                if not connection.received:
                    self._waits.shorten(connection, self._limits.close_seconds)

    def close(self) -> None:
        """Close all connections, those too that threads work for."""
        self._open.close()

    # ---- receiving ----

    def _listen(self, connection: Connection, seconds: float) -> None:
        connection.frame = None
        self._waits.start(
            connection, EVENT_READ, seconds, ready=self._receive, late=self._came_too_late
        )
        if connection.received:
            self._look(connection)

    def _receive(self, connection: Connection) -> None:
        first = not connection.received
        try:
            if not connection.receive():
                return
        except Gone:
            self._open.drop(connection)
            return
        if first:
            self._waits.extend(connection, self._limits.head_seconds)
        self._look(connection)
        if len(connection.received) > LARGE_BYTES:
            self._bound(lambda each: len(each.received), self._limits.received_bytes)

    def _look(self, connection: Connection) -> None:
        """Have the request answered if it is there."""
        head_bytes, body_bytes = self._limits.head_bytes, self._limits.body_bytes
        try:
            frame = connection.frame or frame_of(
                connection.received, head_bytes=head_bytes, body_bytes=body_bytes
            )
        except ParseException as error:
            log.warning("unreadable request: %s", error)
            self._refuse(connection, status_of(error))
            return
        if frame and len(connection.received) >= frame.size:
            connection.frame = frame
            self._answer(connection)
        elif frame and not connection.frame:
            connection.frame = frame
            self._waits.extend(connection, self._limits.body_seconds)
            if frame.waits:
                connection.sendall(CONTINUE)
                self._open.flush(connection)

    def _came_too_late(self, connection: Connection) -> None:
        if connection.received:
            self._refuse(connection, HTTPStatus.REQUEST_TIMEOUT)
        else:
            self._open.drop(connection)

    def _refuse(self, connection: Connection, status: HTTPStatus) -> None:
        connection.received.clear()
        connection.sendall(refusal(status))
        if self._open.flush(connection):
            self._end(connection, self._limits.unread_seconds)

    # ---- answering ----

    def _answer(self, connection: Connection) -> None:
        self._waits.stop(connection)
        exchange = Exchange(
            self._worker.wsgi,
            self._worker.cfg,
            connection,
            keep=self._worker.alive and self._worker.cfg.keepalive > 0,
            ahead=self._limits.answer_ahead_bytes,
        )
        self._worker.tpool.submit(self._step, connection, exchange)

    def _step(self, connection: Connection, exchange: Exchange) -> None:
        """Work for a connection, in a thread, and give it back to the loop."""
        try:
            exchange.step()
        finally:
            self._worker.method_queue.defer(self._go_on, connection, exchange)

    def _go_on(self, connection: Connection, exchange: Exchange) -> None:
        if exchange.broken:
            self._open.drop(connection)
        elif connection.unsent:
            self._waits.start(
                connection,
                EVENT_WRITE,
                self._limits.answer_seconds,
                ready=partial(self._send, exchange),
                late=partial(self._give_up, exchange),
            )
            self._bound(attrgetter("unsent"), self._limits.answer_bytes)
        elif not exchange.complete:
            self._worker.tpool.submit(self._step, connection, exchange)
        else:
            self._answered(connection, exchange)

    def _send(self, exchange: Exchange, connection: Connection) -> None:
        if not self._open.flush(connection):
            self._give_up(exchange, connection)
        elif not connection.unsent:
            self._waits.stop(connection)
            self._go_on(connection, exchange)
        elif connection.moved >= self._limits.answer_step_bytes:
            self._waits.extend(connection, self._limits.answer_seconds)

    def _give_up(self, exchange: Exchange, connection: Connection) -> None:
        self._open.drop(connection)
        self._worker.tpool.submit(exchange.abandon)

    def _answered(self, connection: Connection, exchange: Exchange) -> None:
        limits = self._limits
        if exchange.keeps:
            connection.forget_request()
            idle = self._worker.cfg.keepalive if self._worker.alive else limits.close_seconds
            self._listen(connection, idle)
        else:
            self._end(
                connection, limits.unread_seconds if exchange.unread else limits.close_seconds
            )

    def _end(self, connection: Connection, seconds: float) -> None:
        alive = self._worker.alive
        self._open.end(connection, seconds if alive else min(seconds, self._limits.stop_seconds))

    def _bound(self, held: Callable[[Connection], int], most: int) -> None:
        """End waits, those that would be late first, until all hold no more than ``most``."""
        large = [each for each in self._waits.by_deadline() if held(each) > LARGE_BYTES]
        total = sum(map(held, large))
        for connection in large:
            if total <= most:
                return
            total -= held(connection)
            self._waits.end(connection)
