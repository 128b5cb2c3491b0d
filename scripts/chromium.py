"""The browser that tests and benchmarks start: where it is, and with which arguments."""

import shutil
from typing import Final

NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS: Final = ("--no-sandbox", "--disable-quic", "--disable-background-networking")


def path() -> str | None:
    """Return where Chromium is, or ``None`` where it is not installed."""
    return next(filter(None, map(shutil.which, NAMES)), None)
