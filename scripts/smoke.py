"""Makes a melody and takes it away, as a musician would, over nothing but HTTP."""

import json
import sys
from typing import Any, Final
from urllib.error import URLError
from urllib.parse import urljoin
from urllib.request import Request, urlopen

RECIPE: Final = {"name": "smoke test", "bars": 2, "seed": 1}
BEGINNINGS: Final = {"pdf": b"%PDF", "mid": b"MThd", "musicxml": b"<?xml"}
"""How a file of each kind begins."""
SECONDS: Final = 90


class Smoke(Exception):
    """Says what is wrong with what came back."""


def try_out(url: str) -> str:
    """Make a melody at ``url`` and return its page's address.

    Raises ``Smoke`` or ``URLError`` when it cannot be made, seen or downloaded.
    """
    body = json.dumps(RECIPE).encode()
    wanted = Request(  # noqa: S310 - the operator names the address
        f"{url.rstrip('/')}/api/v1/melodies", body, {"Content-Type": "application/json"}
    )
    made: dict[str, Any] = json.loads(_fetch(wanted))
    for kind, beginning in BEGINNINGS.items():
        if not _fetch(urljoin(url, made["files"][kind])).startswith(beginning):
            raise Smoke(f"{made['files'][kind]} is no {kind} file")
    page: str = urljoin(url, made["url"])
    if b"<h1" not in _fetch(page):
        raise Smoke(f"{page} is no page")
    return page


def _fetch(what: str | Request) -> bytes:
    with urlopen(what, timeout=SECONDS) as answer:  # noqa: S310 - see above
        content: bytes = answer.read()
        return content


if __name__ == "__main__":
    try:
        print(f"{try_out(sys.argv[1])} was made, seen and downloaded.")
    except (Smoke, URLError, KeyError, ValueError) as error:
        sys.exit(f"The smoke test failed: {error}")
