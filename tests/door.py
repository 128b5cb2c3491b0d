"""An HTTP server on the loopback address that has what a test puts there, and lacks the rest."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread


class Door(HTTPServer):
    """Answers the paths it ``has`` with their bodies, and all others with what it lacks."""

    def __init__(self, has: Mapping[str, bytes]) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.has = dict(has)
        self.url = f"http://127.0.0.1:{self.server_port}"


class _Answer(BaseHTTPRequestHandler):
    server: Door

    def do_GET(self) -> None:
        self._say(200)

    def do_POST(self) -> None:
        self._say(201)

    def _say(self, well: int) -> None:
        lacking = json.dumps({"detail": "The database does not answer."}).encode()
        self.send_response(well if self.path in self.server.has else 503)
        self.end_headers()
        self.wfile.write(self.server.has.get(self.path, lacking))

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def opened(has: Mapping[str, bytes]) -> Iterator[Door]:
    """Serve what there is until the block ends."""
    with Door(has) as door:
        thread = Thread(target=door.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield door
        door.shutdown()
        thread.join()
