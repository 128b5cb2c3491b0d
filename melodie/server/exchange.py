"""One request and its answer, made in steps by threads.

A step makes as much of the answer as may wait to be sent; the next one is
made when the client has taken it. So a client that reads slowly holds no thread.
"""

import logging
from collections.abc import Callable, Generator, Iterator
from contextvars import Context
from http import HTTPStatus
from typing import Any

from gunicorn.http import get_parser
from gunicorn.http.wsgi import create

from melodie.server.connection import Connection, Gone
from melodie.server.framing import Frame
from melodie.server.refusals import refusal, status_of

log = logging.getLogger(__name__)


class Exchange:
    """Answers the first request in what ``connection`` received.

    At most ``ahead`` bytes of the answer, and a piece of the app's, wait to be sent after a step.
    ``complete`` says that nothing of the answer is left to be made, ``broken`` that the rest of it
    cannot be, ``keeps`` that the connection may serve another request, and ``unread`` that more of
    this one may come that will not be read.
    """

    def __init__(
        self,
        app: Callable[..., Any],
        cfg: Any,
        connection: Connection,
        *,
        keep: bool,
        ahead: int,
    ) -> None:
        self.complete = self.broken = self.keeps = False
        frame = connection.frame or Frame(0)
        self.unread = frame.unread
        self._app, self._cfg = app, cfg
        self._connection = connection
        self._request = bytes(connection.received[: frame.size])
        self._keep = keep and not frame.unread
        self._ahead = ahead
        self._context = Context()  # of this request alone, whichever thread makes a step
        self._steps = self._make()

    def step(self) -> None:
        """Make more of the answer, and have it sent as far as the client takes it at once."""
        try:
            self._context.run(next, self._steps, None)
            self._connection.flush()
        except BaseException as error:
            self.broken = True
            if not isinstance(error, Gone):
                raise

    def abandon(self) -> None:
        """Close the app's answer: the client does not take the rest of it."""
        self._context.run(self._steps.close)

    def _make(self) -> Generator[None]:
        """Yield between two steps."""
        response = None
        try:
            to = self._connection
            request = next(get_parser(self._cfg, [self._request], to.client))
            response, environ = create(request, to, to.client, to.server, self._cfg)
            environ["wsgi.multithread"] = True
            if not self._keep:
                response.force_close()
            yield from self._answer(response, environ)
            self.keeps = not response.should_close()
            self.complete = True
        except Exception as error:  # noqa: BLE001 - the app may raise anything
            self._fail(error, begun=response is not None and response.headers_sent)

    def _answer(self, response: Any, environ: dict[str, Any]) -> Iterator[None]:
        body = self._app(environ, response.start_response)
        try:
            for piece in body:
                response.write(piece)
                self._connection.flush()  # now, for the next piece may take long to be made
                if self._connection.unsent > self._ahead:
                    yield
            response.close()
        finally:
            if hasattr(body, "close"):
                body.close()

    def _fail(self, error: Exception, *, begun: bool) -> None:
        if isinstance(error, Gone):
            raise error
        status = status_of(error)
        if status == HTTPStatus.INTERNAL_SERVER_ERROR:
            log.error("request failed", exc_info=error)
        else:
            log.warning("unreadable request: %s", error, extra={"status": status.value})
        if begun:
            self.broken = True
        else:
            self._connection.sendall(refusal(status))
            self.complete = self.unread = True
