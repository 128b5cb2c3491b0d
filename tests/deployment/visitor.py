"""A visitor: makes melodies and takes them away, through the edge of one host."""

from dataclasses import dataclass
from typing import Any, Final

import requests

from tests.deployment.hosts import Host
from tests.deployment.machine import wait_for

FILES: Final = ("pdf", "mid", "musicxml")
PATIENCE: Final = 60
"""Seconds to wait for one answer."""


@dataclass(frozen=True)
class Kept:
    """A melody that was made, with its files as they were first taken away."""

    id: str
    links: dict[str, str]
    files: dict[str, bytes]


def make(host: Host, session: requests.Session | None = None, **recipe: Any) -> dict[str, Any]:
    """Make a melody through ``host`` and return what the service says of it.

    Raises ``requests.RequestException`` when the answer is not 201.
    """
    body = {"name": "rainy tuesday", "bars": 4, **recipe}
    answer = (session or requests).post(f"{host.url}/api/v1/melodies", json=body, timeout=PATIENCE)
    answer.raise_for_status()
    made: dict[str, Any] = answer.json()
    return made


def keep(host: Host, **recipe: Any) -> Kept:
    """Make a melody through ``host`` and take its files away."""
    made = make(host, **recipe)
    links = {kind: _path(made["files"][kind]) for kind in FILES}
    return Kept(made["id"], links, {kind: take(host, path) for kind, path in links.items()})


def take(host: Host, path: str) -> bytes:
    """Download ``path`` through ``host``."""
    answer = requests.get(host.url + path, timeout=PATIENCE)
    answer.raise_for_status()
    return answer.content


def taken_again(host: Host, kept: Kept, limit: float = 60) -> dict[str, bytes]:
    """Download all of a melody's files through ``host``, as soon as it gives them."""
    return wait_for(
        f"{host.alias} gives {kept.id}",
        limit,
        lambda: {kind: take(host, path) for kind, path in kept.links.items()},
    )


def served(host: Host, limit: float) -> None:
    """Wait until the edge of ``host`` reaches a frontend that is ready."""
    wait_for(f"{host.alias} serves", limit, lambda: take(host, "/readyz"))


def _path(link: str) -> str:
    """Strip a link of the host it names, for any host serves it."""
    return "/" + link.split("://", 1)[-1].split("/", 1)[1] if "://" in link else link
