"""Makes a melody and takes it away, as a musician would, over nothing but HTTP.

Stands alone, for it is also run where nothing of Mélodie is: on the hosts that serve it.
"""

import argparse
import json
import ssl
import sys
import time
from collections.abc import Callable
from http.client import HTTPException
from typing import Any, Final
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit
from urllib.request import Request, urlopen

RECIPE: Final = {"name": "smoke test", "bars": 2, "seed": 1}
BEGINNINGS: Final = {"pdf": b"%PDF", "mid": b"MThd", "musicxml": b"<?xml"}
"""How a file of each kind begins."""
SECONDS: Final = 90
"""How long an answer may take."""
READY_SECONDS: Final = 5
"""How long it may take to say whether one is ready."""
PATIENCE: Final = 30
"""Seconds that a door which was just opened may take to be ready."""

Ask = Callable[..., bytes]
"""Fetches what is at an address, or raises ``Smoke``."""


class Smoke(Exception):
    """Says what is wrong with what came back."""


def try_out(first: str, *others: str, verify: bool = True, patience: float = PATIENCE) -> str:
    """Make a melody at the address ``first``, fetch it there and at ``others``; return its page.

    With ``verify`` off any certificate will do. Raises ``Smoke`` when an address is not ready
    within ``patience`` seconds, or the melody cannot be made, seen or downloaded.
    """
    ask = _asking(verify=verify)
    for url in (first, *others):
        _wait_for(url, ask, patience)
    body = json.dumps(RECIPE).encode()
    wanted = Request(  # noqa: S310 - the operator names the address
        f"{first.rstrip('/')}/api/v1/melodies", body, {"Content-Type": "application/json"}
    )
    made: dict[str, Any] = json.loads(ask(wanted, status=201))
    for url in (first, *others):
        for kind, beginning in BEGINNINGS.items():
            file = urljoin(url, urlsplit(made["files"][kind]).path)
            if not ask(file).startswith(beginning):
                raise Smoke(f"{file} is no {kind} file")
    page: str = urljoin(first, made["url"])
    if b"<h1" not in ask(page):
        raise Smoke(f"{page} is no page")
    return page


def _wait_for(url: str, ask: Ask, patience: float) -> None:
    deadline = time.monotonic() + patience
    while True:
        try:
            ask(f"{url.rstrip('/')}/readyz", seconds=READY_SECONDS)
        except Smoke:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)
        else:
            return


def _asking(*, verify: bool) -> Ask:
    context = ssl.create_default_context()
    if not verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE

    def ask(what: str | Request, status: int = 200, seconds: float = SECONDS) -> bytes:
        url = what if isinstance(what, str) else what.full_url
        try:
            with urlopen(what, timeout=seconds, context=context) as answer:  # noqa: S310 - see above
                content: bytes = answer.read()
        except HTTPError as error:
            raise Smoke(f"{url} answers {error.code}: {_detail(error)}") from error
        except (OSError, HTTPException) as error:
            raise Smoke(f"{url} does not answer: {getattr(error, 'reason', error)}") from error
        if answer.status != status:
            raise Smoke(f"{url} answers {answer.status}, not {status}")
        return content

    return ask


def _detail(error: HTTPError) -> str:
    try:
        return str(json.loads(error.read())["detail"])
    except (ValueError, KeyError, TypeError):
        return str(error.reason)


def main() -> None:
    """Try the addresses that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("urls", metavar="URL", nargs="+", help="where Mélodie is; the first makes")
    parser.add_argument("--any-certificate", action="store_true", help="ask nobody who signed it")
    given = parser.parse_args()
    try:
        page = try_out(*given.urls, verify=not given.any_certificate)
    except (Smoke, KeyError, ValueError) as error:
        sys.exit(f"The smoke test failed: {error}")
    print(f"{page} was made, seen and downloaded.")


if __name__ == "__main__":
    main()
