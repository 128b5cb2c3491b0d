"""Clients that all ask for a page at the same time, and what each was answered.

HTTP by hand: hundreds of threads of requests would be slow beside what they measure, and the
services' packages hold no asynchronous client.
"""

import asyncio
import time
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

PATIENCE: Final = 120
"""Seconds after which a client gives up."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, 0 where there was none; seconds from asking; whether it says when to come back."""

    status: int
    seconds: float
    retry_after: bool = False


def ask_together(url: str, body: str, clients: int, times: int = 1) -> list[Answer]:
    """Have so many clients send ``body`` to ``url`` at once, each so many times in a row."""
    return asyncio.run(_ask_together(url, body, clients, times))


async def _ask_together(url: str, body: str, clients: int, times: int) -> list[Answer]:
    async def client() -> list[Answer]:
        return [await _ask(url, body) for _ in range(times)]

    answered = await asyncio.gather(*(client() for _ in range(clients)))
    return [answer for answers in answered for answer in answers]


async def _ask(url: str, body: str) -> Answer:
    began = time.perf_counter()
    try:
        head = await asyncio.wait_for(_exchange(url, body.encode()), PATIENCE)
        status = int(head.split(maxsplit=2)[1])
    except (OSError, TimeoutError, ValueError, IndexError):
        return Answer(0, time.perf_counter() - began)
    return Answer(status, time.perf_counter() - began, b"\r\nretry-after:" in head.lower())


async def _exchange(url: str, body: bytes) -> bytes:
    """Send one request on a connection of its own; return the head of a whole answer."""
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    try:
        head = f"POST {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\nConnection: close\r\n"
        head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        writer.write(head.encode() + body)
        answer = await reader.read(-1)
        return answer.partition(b"\r\n\r\n")[0]
    finally:
        writer.close()
