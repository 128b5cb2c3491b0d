"""Coverage of a property: of its first examples, for counting lines makes each take three times.

What the other examples reach has been reached by then, or by tests that are about it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, Final, Protocol

MEASURED: Final = 10
"""Examples of a property whose lines and branches are counted."""


class Counter(Protocol):
    """What counts, as pytest-cov has it."""

    started: bool

    def pause(self) -> None:
        """Count no more."""

    def resume(self) -> None:
        """Count again."""


class Property(Protocol):
    """A test with ``@given``, as hypothesis lets its function be exchanged."""

    inner_test: Callable[..., Any]


@contextmanager
def measuring_first(tried: Property, counter: Counter) -> Iterator[None]:
    """Have ``counter`` count during the first examples of a property only."""
    inner, examples, paused = tried.inner_test, 0, False

    @wraps(inner)
    def counted(*args: Any, **kwargs: Any) -> Any:
        nonlocal examples, paused
        examples += 1
        if examples > MEASURED and counter.started:
            counter.pause()
            paused = True
        return inner(*args, **kwargs)

    tried.inner_test = counted
    try:
        yield
    finally:
        tried.inner_test = inner
        if paused:
            counter.resume()
