"""Work, counted: no clock tells two machines, or a busy and an idle one, apart."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def calls_during(action: Callable[[], object]) -> int:
    """Return how many functions, Python's and C's, ``action`` calls in this thread."""
    count = 0

    def profile(_frame: FrameType, event: str, _what: Any) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        action()
    finally:
        sys.setprofile(before)
    return count
