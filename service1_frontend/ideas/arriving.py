"""What is made in the background, for somebody who may be slow to take it."""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from contextvars import copy_context
from queue import SimpleQueue
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class _End(NamedTuple):
    """The last of what arrives; ``error`` is what ended it early."""

    error: Exception | None = None


def taken_ahead(
    executor: Executor, items: Iterator[T], held: AbstractContextManager[object]
) -> Iterator[T]:
    """Have ``items`` made at once, one after the other, and return them as they come.

    ``held`` is left when all are made, whether anybody takes them or not. What making one
    raises is raised where it would have been taken.
    """
    arrived: SimpleQueue[T | _End] = SimpleQueue()

    def make() -> None:
        arrived.put(_made(items, held, arrived))

    executor.submit(copy_context().run, make)
    return _taken(arrived)


def _made(
    items: Iterator[T], held: AbstractContextManager[object], arrived: "SimpleQueue[T | _End]"
) -> _End:
    with held:
        try:
            for item in items:
                arrived.put(item)
        except Exception as error:  # noqa: BLE001 -- whoever takes them has to know
            return _End(error)
    return _End()


def _taken(arrived: "SimpleQueue[T | _End]") -> Iterator[T]:
    while not isinstance(item := arrived.get(), _End):
        yield item
    if item.error:
        raise item.error
