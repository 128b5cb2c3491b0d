"""How long an ordinary client waits beside slow ones, directly and through the edge.

The four services run as elsewhere; the edge is HAProxy with the stack's own
configuration, where it is installed. The ordinary client asks for the page
with the form, on a connection of its own each time, one after the other.
"""

import http.client
import re
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from scripts.benchmarks.amounts import Amounts
from scripts.benchmarks.client import Client
from scripts.benchmarks.door import edge_before
from scripts.benchmarks.measuring import memory_of, table
from scripts.benchmarks.slow import Kind, beside, dripping_body, half_request, slow_reader
from scripts.stack import Stack

SECONDS: Final = 12.0
"""For which the ordinary client asks beside each kind."""

PATIENCE: Final = 20.0
PAUSE: Final = 0.1
ORDINARY: Final = "127.0.0.2"
"""Where the ordinary client comes from."""

Address = tuple[str, int]


def run(_: Amounts) -> str:
    """Measure each kind of slow client beside an ordinary one."""
    with ExitStack() as stays:
        folder = Path(stays.enter_context(tempfile.TemporaryDirectory(prefix="melodie-bench-")))
        stack = stays.enter_context(Stack(folder))
        doors = {"direct": _address(stack.base_url)}
        if edge := stays.enter_context(edge_before(doors["direct"], folder)):
            doors["through the edge"] = edge
        large = _style_sheet(stack.base_url)
        pid = stack.services["frontend"].pid or 0
        reports = [_beside(name, door, _kinds(large), pid) for name, door in doors.items()]
    missing = "" if "through the edge" in doors else "\n\nno edge: HAProxy is not installed"
    return "\n\n".join(reports) + missing


def _kinds(large: str) -> dict[str, Sequence[Kind]]:
    return {
        "nobody": [],
        "8 half requests": [half_request(8)],
        "8 half bodies": [dripping_body(8, 50_000, 100_000)],
        "200 idle connections": [Kind(200)],
        "200 half requests": [half_request(200)],
        "50 dripping bodies": [dripping_body(50, 0, 10_000)],
        "50 dripping bodies of 100 kB": [dripping_body(50, 50_000, 100_000)],
        "200 idle, 200 half, 50 dripping": [
            *(Kind(200), half_request(200), dripping_body(50, 0, 10_000))
        ],
        "50 slow readers": [slow_reader(50, large, times=8)],
    }


def _beside(name: str, door: Address, kinds: dict[str, Sequence[Kind]], pid: int) -> str:
    rows = []
    for slow, crowd in kinds.items():
        with beside(door, crowd) as clients:
            waits = _waits(door)
            cut_off, memory = clients.returns, memory_of(pid).pss
        ranked = sorted(waits)
        middle, longest = ranked[len(ranked) // 2], ranked[-1]
        failed = sum(wait >= PATIENCE for wait in waits)
        counts = (str(len(waits)), f"{middle:.3f}", f"{longest:.3f}", str(failed))
        rows.append((slow, *counts, str(cut_off), f"{memory:.0f}"))
    headings = (f"{name}, beside", "asked", "median s", "longest s", "unanswered", "cut off", "MB")
    return table(headings, rows)


def _waits(door: Address) -> list[float]:
    """Return how long each request of an ordinary client took, its patience where it failed."""
    waits, until = [], time.monotonic() + SECONDS
    while time.monotonic() < until:
        began = time.monotonic()
        waits.append(time.monotonic() - began if _asks(door) else PATIENCE)
        time.sleep(PAUSE)
    return waits


def _asks(door: Address) -> bool:
    connection = http.client.HTTPConnection(*door, timeout=PATIENCE, source_address=(ORDINARY, 0))
    try:
        connection.request("GET", "/", headers={"Connection": "close"})
        answer = connection.getresponse()
        return answer.read() != b"" and answer.status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _style_sheet(url: str) -> str:
    """Return the path of the page's largest part: 230 kB, which cost nothing to make."""
    page = Client(url).get(url).decode()
    addresses: list[str] = re.findall(r'href="([^"]+)"', page)
    return next(urlsplit(address).path for address in addresses if "bootstrap" in address)


def _address(url: str) -> Address:
    parts = urlsplit(url)
    return str(parts.hostname), int(parts.port or 80)
