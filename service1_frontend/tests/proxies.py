"""A real proxy on the loopback address that serves an app under a path."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Final

from flask import Flask
from werkzeug.serving import make_server

HOP: Final = ("connection", "transfer-encoding", "keep-alive", "date", "server")


class Proxy(ThreadingHTTPServer):
    """Serves what lies under ``path``; takes it off or leaves it on, and adds headers."""

    def __init__(self, port: int, path: str, *, strips: bool, adds: Mapping[str, str]) -> None:
        super().__init__(("127.0.0.1", 0), _Passing)
        self.port, self.path, self.strips, self.adds = port, path, strips, adds
        self.origin = f"http://127.0.0.1:{self.server_port}"


class _Passing(BaseHTTPRequestHandler):
    server: Proxy

    def do_GET(self) -> None:
        self._pass_on()

    def do_POST(self) -> None:
        self._pass_on()

    def _pass_on(self) -> None:
        inside = f"{self.path}/".startswith(f"{self.server.path}/")
        if not inside and not self.path.startswith(f"{self.server.path}?"):
            self.send_error(404, "Nothing of the app lies here")
            return
        path = self.path.removeprefix(self.server.path) if self.server.strips else self.path
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        behind = HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        headers = {**dict(self.headers.items()), **self.server.adds}
        behind.request(self.command, path or "/", body, headers)
        answer = behind.getresponse()
        content = answer.read()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in HOP:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)
        behind.close()

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@contextmanager
def behind_a_proxy(
    app: Flask, path: str, *, strips: bool, adds: Mapping[str, str]
) -> Iterator[str]:
    """Yield the address of the proxy, without the path."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    proxy = Proxy(server.server_port, path, strips=strips, adds=adds)
    threads = [Thread(target=each.serve_forever, args=(0.01,)) for each in (server, proxy)]
    for thread in threads:
        thread.start()
    yield proxy.origin
    for each in (proxy, server):
        each.shutdown()
        each.server_close()
    for thread in threads:
        thread.join()
